"""Every error that this project raises on purpose, in one tree.

SocraticError
├── ProblemError        a record that is not a usable problem (file, line and field are in the message)
├── SourceError         a data set, split or file that cannot be read
├── FormatError         an unknown role or hint, or a problem that lacks what a role needs
├── CalculatorError     an expression that the calculator refuses
├── StudentError        a checkpoint folder or Hub repository that is not a usable student
│   └── PairError       students that do not belong together
├── EndpointError       a server of students that cannot be used
├── DecodingError       a prompt that does not fit into the model
└── ConfigError         a recipe's configuration that cannot be run

Each message says what is wrong, where, and what to do next. Catch `SocraticError` at a command line or in a page and
show the message; anything else is a bug and deserves its traceback.
"""

__all__ = [
    "CalculatorError",
    "ConfigError",
    "DecodingError",
    "EndpointError",
    "FormatError",
    "PairError",
    "ProblemError",
    "SocraticError",
    "SourceError",
    "StudentError",
]


class SocraticError(Exception):
    """Base of every error that this project raises on purpose."""


class ProblemError(SocraticError):
    """A record that is not a usable problem."""


class SourceError(SocraticError):
    """A data set, split or file that cannot be read."""


class FormatError(SocraticError):
    """An unknown role or hint, or a problem that lacks what a role needs."""


class CalculatorError(SocraticError):
    """An expression that the calculator refuses."""


class StudentError(SocraticError):
    """A checkpoint folder or Hub repository that is not a usable student."""


class PairError(StudentError):
    """Students that do not belong together."""


class EndpointError(SocraticError):
    """A server of students that cannot be used."""


class DecodingError(SocraticError):
    """A prompt that does not fit into the model."""


class ConfigError(SocraticError):
    """A recipe's configuration that cannot be run."""

"""How the students write, as a visitor chose it, and which problems have a known answer. Knows nothing of Gradio.

>>> options = read_options(calculator=True, temperature=0.7, seed=3, oracle=False)
>>> cot, socratic = options.applied(cot, socratic)                                     # doctest: +SKIP
>>> options.describe()
'calculator on, sampled at temperature 0.7 with seed 3'
"""

import json
import math
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from socratic.decoding import Decoding
from socratic.errors import FormatError
from socratic.problem import Problem, Step
from socratic.reasoners import ChainReasoner, Reasoner, SocraticReasoner, typed_problem

__all__ = [
    "DEFAULTS",
    "MAX_SEED",
    "MAX_TEMPERATURE",
    "UNKNOWN",
    "Example",
    "Known",
    "Options",
    "examples",
    "known_problem",
    "read_options",
]

MAX_SEED = 2**31 - 1
MAX_TEMPERATURE = 2.0

EXAMPLES = Path(__file__).with_name("examples.json")

_OUTCOMES = {
    ("right", "right"): "both right",
    ("right", "wrong"): "only CoT right",
    ("wrong", "right"): "only Socratic CoT right",
    ("wrong", "wrong"): "both wrong",
    ("right", "none"): "CoT right, Socratic CoT no answer",
    ("none", "right"): "CoT no answer, Socratic CoT right",
    ("wrong", "none"): "CoT wrong, Socratic CoT no answer",
    ("none", "wrong"): "CoT no answer, Socratic CoT wrong",
    ("none", "none"): "no answer from either",
}


@dataclass(frozen=True)
class Options:
    """How to write. `temperature` 0 is greedy; `oracle` asks the problem's own sub-questions, not the decomposer's."""

    calculator: bool = True
    temperature: float = 0.0
    seed: int = 0
    oracle: bool = False

    @property
    def decoding(self) -> Decoding:
        """As the students take it; with the calculator on, each works as it was trained."""
        return Decoding(calculator=None if self.calculator else False, temperature=self.temperature, seed=self.seed)

    def applied(self, cot: Reasoner, socratic: Reasoner) -> tuple[Reasoner, Reasoner]:
        """The two methods writing this way; raises `FormatError` where one of them cannot ask oracle questions."""
        return self.apply(cot), self.apply_questions(self.apply(socratic))

    def apply(self, reasoner: Reasoner) -> Reasoner:
        """`reasoner` writing this way; one of another make than ours stays as it is."""
        if isinstance(reasoner, ChainReasoner | SocraticReasoner):
            return replace(reasoner, settings=self.decoding)
        return reasoner

    def apply_questions(self, socratic: Reasoner) -> Reasoner:
        """`socratic` with the questions that were chosen."""
        if not self.oracle:
            return socratic
        if not isinstance(socratic, SocraticReasoner):
            raise FormatError("this method cannot be given sub-questions; switch the oracle questions off")
        return replace(socratic, decomposer="oracle", guide=None)

    def describe(self) -> str:
        """These options in words."""
        writing = f"sampled at temperature {self.temperature:g} with seed {self.seed}" if self.temperature else "greedy"
        questions = ", the problem's own sub-questions (oracle)" if self.oracle else ""
        return f"calculator {'on' if self.calculator else 'off'}, {writing}{questions}"


def read_options(calculator: Any, temperature: Any, seed: Any, oracle: Any) -> Options:
    """The options in what a form or a caller sent. Raises `FormatError` naming the one that cannot be used."""
    for name, value in (("calculator", calculator), ("oracle", oracle)):
        if not isinstance(value, bool):
            raise FormatError(f"{name} must be true or false, not {_shown(value)}")
    if isinstance(temperature, bool) or not isinstance(temperature, int | float) or not math.isfinite(temperature):
        raise FormatError(f"the temperature must be a number from 0 to {MAX_TEMPERATURE:g}, not {_shown(temperature)}")
    if not 0 <= temperature <= MAX_TEMPERATURE:
        raise FormatError(f"the temperature must be from 0 (greedy) to {MAX_TEMPERATURE:g}, not {temperature:g}")
    if isinstance(seed, float) and seed.is_integer():  # a number field of Gradio's gives either
        seed = int(seed)
    if isinstance(seed, bool) or not isinstance(seed, int) or not 0 <= seed <= MAX_SEED:
        raise FormatError(f"the seed must be a whole number from 0 to {MAX_SEED:,}, not {_shown(seed)}")
    return Options(calculator, float(temperature), seed, oracle)


@dataclass(frozen=True)
class Known:
    """A problem of which more is known than its text: the answer (None: not that), and steps with gold questions."""

    text: str
    answer: str | None = None
    steps: tuple[Step, ...] = ()

    @classmethod
    def of(cls, problem: Problem, answer: str | None) -> "Known":
        """What is known of a problem from a data set; its own `answer` field may be a stand-in, so it is not read."""
        return cls(problem.text.strip(), answer, problem.steps)

    @property
    def has_questions(self) -> bool:
        """Whether there are sub-questions that an oracle could ask."""
        return any(step.question for step in self.steps)

    def problem(self) -> Problem:
        """What the reasoners are given. Raises `FormatError` as `typed_problem`."""
        typed = typed_problem(self.text)
        return replace(typed, answer=self.answer or typed.answer, steps=self.steps)


@dataclass(frozen=True)
class Example:
    """A problem to begin with. `measured` says what the built-in base makes of it, greedy and with the calculator:
    `right`, `wrong` or `none` (no answer) for `cot`, `socratic` and `oracle`; a test measures it anew."""

    label: str
    measured: dict[str, str]
    problem: Problem

    @property
    def title(self) -> str:
        """The label, with what was measured."""
        return f"{self.label}: {_OUTCOMES[self.measured['cot'], self.measured['socratic']]}"


@cache
def examples() -> tuple[Example, ...]:
    """The bundled examples."""
    records = json.loads(EXAMPLES.read_text(encoding="utf-8"))
    return tuple(
        Example(record["label"], record["measured"], Problem.from_json(record["problem"])) for record in records
    )


def known_problem(text: str, opened: Known | None = None) -> Known:
    """What is known of a typed text: as much as of the problem that was `opened` last, or of an example, if it is one.

    Raises `FormatError` as `typed_problem`.
    """
    typed = typed_problem(text)
    if opened is not None and opened.text == typed.text:
        return opened
    for example in examples():
        if example.problem.text == typed.text:
            return Known.of(example.problem, example.problem.answer)
    return Known(typed.text)


def _shown(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= 40 else f"{text[:37]}..."


UNKNOWN = Known("")
"""No problem yet."""

DEFAULTS = Options()

"""A problem, its chain of sub-questions and solutions, and its answer: the one thing that every data set becomes.

>>> problem = Problem(
...     id="gsm8k-train-0",
...     text="Natalia sold clips to 48 of her friends in April, and then she sold half as many clips in May. "
...     "How many clips did Natalia sell altogether in April and May?",
...     steps=(
...         Step("How many clips did Natalia sell in May?", "Natalia sold 48/2 = <<48/2=24>>24 clips in May."),
...         Step("How many clips altogether?", "Natalia sold 48+24 = <<48+24=72>>72 clips altogether."),
...     ),
...     answer="72",
...     source="gsm8k",
... )
>>> problem.answer_kind
'number'
>>> Problem.from_json(problem.to_json()) == problem
True
"""

import hashlib
import json
import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any, Literal

from socratic.errors import ProblemError

__all__ = ["AnswerKind", "Problem", "Step", "fingerprint", "one_line"]

AnswerKind = Literal["number", "yesno"]

_LINE_BREAK = re.compile(r"\s*[\n\r]\s*")


def one_line(text: str) -> str:
    """`text` with every line break (and the blanks around it) as one space, and no blanks at its ends."""
    return _LINE_BREAK.sub(" ", text).strip()


@dataclass(frozen=True)
class Step:
    """One link of the chain.

    `question` is empty where a data set gives reasoning without sub-questions; `solution` is empty where it gives
    sub-questions without reasoning (six GSM8K steps, StrategyQA). Both are one line without blanks at the ends:
    a line is the unit of every student format. Loaders pass other people's text through `one_line`.
    """

    question: str
    solution: str

    def __post_init__(self) -> None:
        for field in ("question", "solution"):
            text = getattr(self, field)
            if not isinstance(text, str):
                raise ProblemError(f"a step's {field} must be text, not {type(text).__name__}")
            if text != one_line(text):
                raise ProblemError(f"a step's {field} must be one line without blanks at its ends: {text[:80]!r}")


@dataclass(frozen=True)
class Problem:
    """A problem with its answer and, where known, the teacher's chain.

    `id` is unique within its data set. `text` is what a student reads. `steps` may be empty (then only the `answer`
    role can learn from it). `answer` is a number as the data set writes it without thousands commas, or "yes" or "no".
    `source` names where it came from, for example "gsm8k" or a file's name.
    """

    id: str
    text: str
    steps: tuple[Step, ...]
    answer: str
    source: str

    def __post_init__(self) -> None:
        for field in ("id", "text", "answer", "source"):
            value = getattr(self, field)
            if not isinstance(value, str):
                raise ProblemError(f"problem {self.id!r}: {field} must be text, not {type(value).__name__}")
            if not value.strip():
                raise ProblemError(f"problem {self.id!r}: {field} is empty")

    @property
    def answer_kind(self) -> AnswerKind:
        """What kind of answer the problem asks for."""
        return "yesno" if self.answer in ("yes", "no") else "number"

    def to_json(self) -> dict[str, Any]:
        """The problem as a JSON object; `from_json` reads it back."""
        return {**asdict(self), "steps": [asdict(step) for step in self.steps]}

    @classmethod
    def from_json(cls, record: Any) -> "Problem":
        """The problem in a JSON object as `to_json` writes it.

        Raises `ProblemError` naming the field that is missing, unknown or of the wrong type.
        """
        if not isinstance(record, dict):
            raise ProblemError(f"a problem must be a JSON object, not {type(record).__name__}")
        wanted = {"id", "text", "steps", "answer", "source"}
        if missing := sorted(wanted - record.keys()):
            raise ProblemError(f"field {missing[0]!r} is missing")
        if unknown := sorted(record.keys() - wanted):
            raise ProblemError(f"field {unknown[0]!r} is unknown; the fields are {', '.join(sorted(wanted))}")
        steps = record["steps"]
        if not isinstance(steps, (list, tuple)):
            raise ProblemError(f"field 'steps' must be a list, not {type(steps).__name__}")
        for number, step in enumerate(steps):
            if not isinstance(step, dict) or step.keys() != {"question", "solution"}:
                raise ProblemError(f"steps[{number}] must be an object with 'question' and 'solution'")
        return cls(
            id=record["id"],
            text=record["text"],
            steps=tuple(Step(step["question"], step["solution"]) for step in steps),
            answer=record["answer"],
            source=record["source"],
        )


def fingerprint(problems: Iterable[Problem]) -> str:
    """SHA-256 (hex) over the problems in order: what a training record says it was trained on."""
    digest = hashlib.sha256()
    for problem in problems:
        digest.update(json.dumps(problem.to_json(), sort_keys=True, ensure_ascii=True).encode())
        digest.update(b"\n")
    return digest.hexdigest()

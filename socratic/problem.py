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

from socratic.calculator import calculate
from socratic.errors import CalculatorError, ProblemError
from socratic.expressions import evaluate

__all__ = ["AnswerKind", "Problem", "Step", "fingerprint", "one_line"]

AnswerKind = Literal["number", "yesno", "expression"]
"""What a student answers with; an expression's value is a number."""

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

    `numbers` has the numbers where `text` has placeholders for them (`number0` is `numbers[0]`). Students then write
    expressions, and `expression` is the gold one, whose value is `answer`; it is empty where none is known, and then
    no role can learn from the problem.
    """

    id: str
    text: str
    steps: tuple[Step, ...]
    answer: str
    source: str
    numbers: tuple[str, ...] = ()
    expression: str = ""

    def __post_init__(self) -> None:
        for field in ("id", "text", "answer", "source"):
            value = getattr(self, field)
            if not isinstance(value, str):
                raise ProblemError(f"problem {self.id!r}: {field} must be text, not {type(value).__name__}")
            if not value.strip():
                raise ProblemError(f"problem {self.id!r}: {field} is empty")
        if self.numbers or self.expression != "":
            self._check_expression()

    def _check_expression(self) -> None:
        if not all(isinstance(text, str) for text in (*self.numbers, self.expression)):
            raise ProblemError(f"problem {self.id!r}: numbers and expression must be text")
        if not self.numbers:
            raise ProblemError(f"problem {self.id!r}: an expression needs the numbers of its placeholders")
        try:
            answer = calculate(self.answer)
            for number in self.numbers:
                calculate(number)
            value = evaluate(self.expression, self.numbers) if self.expression else answer
        except CalculatorError as error:
            raise ProblemError(f"problem {self.id!r}: numbers, expression or answer: {error}") from None
        if value != answer:
            raise ProblemError(f"problem {self.id!r}: expression {self.expression!r} is {value}, not {self.answer}")

    @property
    def answer_kind(self) -> AnswerKind:
        """What kind of answer students are to write."""
        if self.numbers:
            return "expression"
        return "yesno" if self.answer in ("yes", "no") else "number"

    @property
    def target(self) -> str:
        """What students learn to write as the answer: the expression over placeholders, where the text has them."""
        return self.expression if self.numbers else self.answer

    def to_json(self) -> dict[str, Any]:
        """The problem as a JSON object, `numbers` and `expression` only with placeholders; `from_json` reads it."""
        record = {**asdict(self), "steps": [asdict(step) for step in self.steps], "numbers": list(self.numbers)}
        if not self.numbers:
            del record["numbers"], record["expression"]
        return record

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
        known = wanted | {"numbers", "expression"}
        if unknown := sorted(record.keys() - known):
            raise ProblemError(f"field {unknown[0]!r} is unknown; the fields are {', '.join(sorted(known))}")
        numbers = record.get("numbers", [])
        if not isinstance(numbers, (list, tuple)):
            raise ProblemError(f"field 'numbers' must be a list, not {type(numbers).__name__}")
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
            numbers=tuple(numbers),
            expression=record.get("expression", ""),
        )


def fingerprint(problems: Iterable[Problem]) -> str:
    """SHA-256 (hex) over the problems in order: what a training record says it was trained on."""
    digest = hashlib.sha256()
    for problem in problems:
        digest.update(json.dumps(problem.to_json(), sort_keys=True, ensure_ascii=True).encode())
        digest.update(b"\n")
    return digest.hexdigest()

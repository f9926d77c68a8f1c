"""Both methods on one problem at once, as a sequence of states that a page can show. Knows nothing of Gradio.

>>> students = Students(cot, decomposer, solver)                                        # doctest: +SKIP
>>> for state in compare(*students.reasoners(), Known("Ann has 3 bags of 4 apples. How many?")):
...     print(state.cot.status, state.cot.answer, state.socratic.status, state.socratic.answer)  # doctest: +SKIP
writing None writing None
...
answered 12 answered 12
"""

from collections.abc import Generator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal, TypedDict

from options import DEFAULTS, UNKNOWN, Known, Options
from panels import IDLE, TIME_LIMIT_SECONDS, Panel, work
from review import StepReview, is_correct, review

from socratic.answers import answers_match
from socratic.errors import FormatError, PairError, StudentError
from socratic.formats import Hint
from socratic.reasoners import ChainReasoner, Reasoner, SocraticReasoner
from socratic.students import Student

__all__ = [
    "HINT_WORDS",
    "CheckRecord",
    "Comparison",
    "ComparisonRecord",
    "OptionsRecord",
    "SideRecord",
    "StepRecord",
    "StudentLabel",
    "StudentRecord",
    "Students",
    "compare",
    "read_hints",
    "side_record",
]

HINT_WORDS: dict[Hint, str] = {
    "none": "nothing",
    "count": "the number of steps",
    "operators": "the operators of each step",
    "equations": "the equations of each step",
}
"""What a guide's hint of each kind tells."""


class CheckRecord(TypedDict):
    """One equation. `verdict` is `right`, `not a calculation`, or `wrong: should be` and the right value."""

    equation: str
    correct: bool
    verdict: str


class StepRecord(TypedDict):
    """One step of a side.

    `question` is empty for CoT; `finished` is false where the token limit cut it off; `same_value_as` has the numbers,
    from 1, of the other side's steps that compute the same value; `note` is `kept` or `yours` where a person went on
    from an edited chain.
    """

    question: str
    solution: str
    finished: bool
    checks: list[CheckRecord]
    same_value_as: list[int]
    note: Literal["", "kept", "yours"]


class SideRecord(TypedDict):
    """One side's outcome. `hint` is the guide's, null where none took part; `answer` is null when none could be read;
    `error` is null, or says why it stopped early; `correct` is null where the right answer is not known."""

    hint: str | None
    steps: list[StepRecord]
    answer: str | None
    correct: bool | None
    error: str | None
    tokens: int
    seconds: float
    calls: int


class StudentRecord(TypedDict):
    """Who answered. `revision` is null where none was asked for."""

    role: str
    name: str
    revision: str | None


class OptionsRecord(TypedDict):
    """How the students wrote: `temperature` 0 is greedy, `oracle` asks the problem's own sub-questions."""

    calculator: bool
    temperature: float
    seed: int
    oracle: bool


class ComparisonRecord(TypedDict):
    """A finished comparison as JSON. `agree` is null unless both sides have an answer; `known_answer` is null unless
    the problem is one of the page's examples."""

    problem: str
    known_answer: str | None
    options: OptionsRecord
    students: list[StudentRecord]
    cot: SideRecord
    socratic: SideRecord
    agree: bool | None


@dataclass(frozen=True)
class StudentLabel:
    """What a visitor is told about a student; `hint` is the kind that a guide writes."""

    role: str
    name: str
    revision: str | None
    dataset: str
    hint: Hint = "none"


@dataclass(frozen=True)
class Comparison:
    """Both sides of one problem at one moment."""

    known: Known = UNKNOWN
    options: Options = DEFAULTS
    cot: Panel = IDLE
    socratic: Panel = IDLE
    students: tuple[StudentLabel, ...] = ()

    @property
    def agree(self) -> bool | None:
        """Whether the two answers are the same; None unless there are two."""
        if self.cot.answer is None or self.socratic.answer is None:
            return None
        return answers_match(self.cot.answer, self.socratic.answer)

    def review(self) -> tuple[tuple[StepReview, ...], ...]:
        """What is said of the steps of CoT, and of Socratic CoT."""
        return review(self.cot, self.socratic, self.known)

    def stopped(self) -> "Comparison":
        """This comparison with the sides that were still writing marked as stopped."""
        return replace(self, cot=self.cot.stopped(), socratic=self.socratic.stopped())

    def record(self) -> ComparisonRecord:
        """This comparison as JSON."""
        cot, socratic = self.review()
        return {
            "problem": self.known.text,
            "known_answer": self.known.answer,
            "options": {
                "calculator": self.options.calculator,
                "temperature": self.options.temperature,
                "seed": self.options.seed,
                "oracle": self.options.oracle,
            },
            "students": [
                {"role": label.role, "name": label.name, "revision": label.revision} for label in self.students
            ],
            "cot": side_record(self.cot, cot, self.known),
            "socratic": side_record(self.socratic, socratic, self.known),
            "agree": self.agree,
        }


@dataclass(frozen=True)
class Students:
    """The students on show. `guide` writes the hint for those of them that read one, and is there just where one does.

    Raises `StudentError` or `PairError` unless they can do their parts, and together.
    """

    cot: Student
    decomposer: Student
    solver: Student
    guide: Student | None = None

    def __post_init__(self) -> None:
        readers = [student for student in (self.cot, self.decomposer) if read_hints(student)]
        if readers and self.guide is None:
            reader = readers[0]
            raise StudentError(f"{reader.name} reads the hint {reader.config.hint!r}: give it a guide that writes it")
        if self.guide is not None and not readers:
            raise PairError(
                f"nobody reads the hint of {self.guide.name}: {self.cot.name} and {self.decomposer.name} were trained "
                "without hints; leave the guide out"
            )
        self.reasoners()

    def reasoners(self) -> tuple[Reasoner, Reasoner]:
        """CoT and Socratic CoT, as these students do them."""
        cot_guide, decomposer_guide = (
            self.guide if read_hints(student) else None for student in (self.cot, self.decomposer)
        )
        return ChainReasoner(self.cot, cot_guide), SocraticReasoner(self.solver, self.decomposer, decomposer_guide)

    def labels(self) -> tuple[StudentLabel, ...]:
        """Who answers; of an absolute path only the last part: a server's folders are nobody's business."""
        return tuple(
            StudentLabel(
                student.config.role,
                Path(student.name).name if Path(student.name).is_absolute() else student.name,
                student.revision,
                student.config.dataset,
                student.config.hint if student is self.guide else "none",
            )
            for student in (self.cot, self.decomposer, self.solver, self.guide)
            if student is not None
        )


def read_hints(*students: Student) -> bool:
    """Whether any of the students reads a guide's hint."""
    return any(student.format.reads_hint for student in students)


def compare(
    cot: Reasoner,
    socratic: Reasoner,
    known: Known,
    options: Options = DEFAULTS,
    students: tuple[StudentLabel, ...] = (),
    *,
    limit_seconds: float = TIME_LIMIT_SECONDS,
) -> Generator[Comparison]:
    """Let both methods work on a problem in turns and yield every state worth showing; the last one is the result.

    A side that fails says so in its panel while the other goes on. Closing the generator stops the students of both.
    `students` says whose reasoners they are. Raises `FormatError` for a problem that cannot be asked, and for oracle
    questions that nobody knows.
    """
    problem = known.problem()
    if options.oracle and not known.has_questions:
        raise FormatError(
            "this problem's own sub-questions are not known: oracle questions are for the examples, unchanged. "
            "Choose one, or switch the oracle questions off"
        )
    one, other = options.applied(cot, socratic)
    streams = one.stream(problem), other.stream(problem)
    for panels in work((Panel(), Panel()), streams, limit_seconds=limit_seconds):
        yield Comparison(known, options, panels[0], panels[1], students)


def side_record(panel: Panel, reviews: tuple[StepReview, ...], known: Known | None) -> SideRecord:
    """One side as JSON."""
    return {
        "hint": panel.hint,
        "steps": [
            {
                "question": step.question,
                "solution": step.solution,
                "finished": step.state == "done",
                "checks": [
                    {"equation": check.equation, "correct": check.correct, "verdict": check.verdict}
                    for check in found.checks
                ],
                "same_value_as": [marker.step for marker in found.markers],
                "note": step.note,
            }
            for step, found in zip(panel.steps, reviews, strict=True)
        ],
        "answer": panel.answer,
        "correct": is_correct(panel, known),
        "error": panel.message or None,
        "tokens": panel.tokens,
        "seconds": round(panel.seconds, 3),
        "calls": panel.calls,
    }

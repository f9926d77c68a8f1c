"""What a reasoner says while it works (events) and what remains of it (a trace).

A reasoner's `stream(problem)` yields these events in this order, `index` counting steps from 0:

    HintGiven?  (QuestionAsked?  TextWritten*  SolutionEnded)*  (Answered | Failed)

Questions come in order, and so do solutions. With `upfront` asking, questions may come while earlier ones are answered:
the solver does not wait for the last of them. Plain CoT asks none. The last event, and only
the last, is `Answered` or `Failed`; it carries the whole `Trace`. Who renders a page reads events; who scores reads
traces; nobody parses the text twice.
"""

from dataclasses import asdict, dataclass
from typing import Any

from socratic.errors import ProblemError

__all__ = ["Answered", "Event", "Failed", "HintGiven", "QuestionAsked", "SolutionEnded", "TextWritten", "Trace",
           "TraceStep"]  # fmt: skip


@dataclass(frozen=True)
class TraceStep:
    """One step as a student wrote it. `question` is empty for CoT; `finished` is False when the solution was cut off by
    the token limit instead of ended by the student."""

    question: str
    solution: str
    finished: bool = True


@dataclass(frozen=True)
class Trace:
    """One problem's way to its answer by one method.

    `method` is the reasoner's name; `answer` is None when none could be read ("no answer", which is not the same as a
    wrong one); `hint` is the guide's line where there was one; `error` says why it stopped early. `tokens` counts what
    the students wrote, with what the calculator filled in; `seconds` is wall-clock (time in which
    several problems are under way counts in equal parts for each); `calls` is the number of texts that models were
    asked for. `votes` has the answers of all samples where the method was a vote (`socratic.votes`), whose tokens,
    seconds and calls are then those of all samples. `expression` is what was read over a problem's placeholders, whose
    value is `answer`; one that cannot be evaluated has none.
    """

    method: str
    problem_id: str
    steps: tuple[TraceStep, ...]
    answer: str | None
    hint: str | None = None
    error: str | None = None
    tokens: int = 0
    seconds: float = 0.0
    calls: int = 0
    votes: tuple[str | None, ...] = ()
    expression: str | None = None

    def to_json(self) -> dict[str, Any]:
        """The trace as a JSON object, `votes` and `expression` only where there are some; `from_json` reads it."""
        record = {**asdict(self), "steps": [asdict(step) for step in self.steps], "votes": list(self.votes)}
        if not self.votes:
            del record["votes"]
        if self.expression is None:
            del record["expression"]
        return record

    @classmethod
    def from_json(cls, record: dict[str, Any]) -> "Trace":
        """The trace in a JSON object as `to_json` writes it; raises `ProblemError` for anything else."""
        try:
            steps = tuple(TraceStep(**step) for step in record["steps"])
            return cls(**{**record, "steps": steps, "votes": tuple(record.get("votes", ()))})
        except (TypeError, KeyError) as error:
            raise ProblemError(f"not a trace record: {error}") from error


@dataclass(frozen=True)
class HintGiven:
    """The guide wrote its hint."""

    hint: str


@dataclass(frozen=True)
class QuestionAsked:
    """Sub-question number `index` is complete."""

    index: int
    question: str


@dataclass(frozen=True)
class TextWritten:
    """`text` was appended to the solution of step `index`."""

    index: int
    text: str


@dataclass(frozen=True)
class SolutionEnded:
    """The solution of step `index` is complete; `solution` is all of it."""

    index: int
    solution: str
    finished: bool = True


@dataclass(frozen=True)
class Answered:
    """The method is through. `answer` is None when none could be read from the last solution."""

    answer: str | None
    trace: Trace


@dataclass(frozen=True)
class Failed:
    """The method could not go on; `message` is meant for a person."""

    message: str
    trace: Trace


Event = HintGiven | QuestionAsked | TextWritten | SolutionEnded | Answered | Failed

"""Both methods on one problem at once, as a sequence of states that a page can show. Knows nothing of Gradio.

>>> students = Students(cot, decomposer, solver)                                        # doctest: +SKIP
>>> for state in compare(*students.reasoners(), typed_problem("Ann has 3 bags of 4 apples. How many?")):
...     print(state.cot.status, state.cot.answer, state.socratic.status, state.socratic.answer)  # doctest: +SKIP
writing None writing None
...
answered 12 answered 12
"""

import logging
import time
import uuid
from collections.abc import Generator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal, TypedDict

from socratic.answers import answers_match
from socratic.errors import SocraticError
from socratic.problem import Problem
from socratic.reasoners import ChainReasoner, Reasoner, SocraticReasoner
from socratic.students import Student
from socratic.traces import Answered, Event, Failed, HintGiven, QuestionAsked, SolutionEnded, TextWritten

__all__ = [
    "Comparison",
    "ComparisonRecord",
    "Panel",
    "PanelStep",
    "Status",
    "StudentLabel",
    "Students",
    "compare",
]

REDRAW_SECONDS = 0.08
"""Text alone changes the state at most this often: Gradio's page takes 20 changes a second (gradio#7084)."""

logger = logging.getLogger(__name__)

StepState = Literal["asked", "writing", "done", "cut"]
Status = Literal["idle", "writing", "answered", "failed", "stopped"]


@dataclass(frozen=True)
class PanelStep:
    """One step as far as it is written. `cut` is a solution that the token limit ended, not the student."""

    question: str = ""
    solution: str = ""
    state: StepState = "asked"


@dataclass(frozen=True)
class Panel:
    """One side of the comparison.

    `answer` None with the status `answered` means that none could be read. `message` says why a side failed. `seconds`
    is the time that this side's students worked, without what the other side took in between; `tokens` and `calls` are
    known once it is through.
    """

    status: Status = "idle"
    steps: tuple[PanelStep, ...] = ()
    answer: str | None = None
    message: str = ""
    tokens: int = 0
    seconds: float = 0.0
    calls: int = 0

    def after(self, event: Event) -> "Panel":
        """The panel once `event` has happened."""
        match event:
            case QuestionAsked(index, question):
                return self._with_step(index, replace(self._step(index), question=question))
            case TextWritten(index, text):
                step = self._step(index)
                return self._with_step(index, replace(step, solution=step.solution + text, state="writing"))
            case SolutionEnded(index, solution, finished):
                state: StepState = "done" if finished else "cut"
                return self._with_step(index, replace(self._step(index), solution=solution, state=state))
            case Answered(answer, trace):
                return replace(self, status="answered", answer=answer, tokens=trace.tokens, calls=trace.calls)
            case Failed(message, trace):
                return replace(self, status="failed", message=message, tokens=trace.tokens, calls=trace.calls)
            case HintGiven():  # no guide takes part here
                return self

    def _step(self, index: int) -> PanelStep:
        return self.steps[index] if index < len(self.steps) else PanelStep()

    def _with_step(self, index: int, step: PanelStep) -> "Panel":
        return replace(self, steps=(*self.steps[:index], step, *self.steps[index + 1 :]))


class StepRecord(TypedDict):
    """One step of a side. `question` is empty for CoT; `finished` is false where the token limit cut it off."""

    question: str
    solution: str
    finished: bool


class SideRecord(TypedDict):
    """One side's outcome. `answer` is null when none could be read; `error` is null, or says why it stopped early."""

    steps: list[StepRecord]
    answer: str | None
    error: str | None
    tokens: int
    seconds: float
    calls: int


class ComparisonRecord(TypedDict):
    """A finished comparison as JSON. `agree` is null unless both sides have an answer."""

    problem: str
    cot: SideRecord
    socratic: SideRecord
    agree: bool | None


@dataclass(frozen=True)
class Comparison:
    """Both sides of one problem at one moment."""

    problem: str = ""
    cot: Panel = Panel()
    socratic: Panel = Panel()

    @property
    def agree(self) -> bool | None:
        """Whether the two answers are the same; None unless there are two."""
        if self.cot.answer is None or self.socratic.answer is None:
            return None
        return answers_match(self.cot.answer, self.socratic.answer)

    def stopped(self) -> "Comparison":
        """This comparison with the sides that were still writing marked as stopped."""
        return replace(self, cot=_stopped(self.cot), socratic=_stopped(self.socratic))

    def record(self) -> ComparisonRecord:
        """This comparison as JSON."""
        return {
            "problem": self.problem,
            "cot": _side_record(self.cot),
            "socratic": _side_record(self.socratic),
            "agree": self.agree,
        }


@dataclass(frozen=True)
class StudentLabel:
    """What a visitor is told about a student."""

    role: str
    name: str
    revision: str | None
    dataset: str


@dataclass(frozen=True)
class Students:
    """The students on show. Raises `StudentError` or `PairError` unless they can do their parts, and together."""

    cot: Student
    decomposer: Student
    solver: Student

    def __post_init__(self) -> None:
        self.reasoners()

    def reasoners(self) -> tuple[Reasoner, Reasoner]:
        """CoT and Socratic CoT, as these students do them."""
        return ChainReasoner(self.cot), SocraticReasoner(solver=self.solver, decomposer=self.decomposer)

    def labels(self) -> tuple[StudentLabel, ...]:
        """Who answers; of an absolute path only the last part: a server's folders are nobody's business."""
        return tuple(
            StudentLabel(
                student.config.role,
                Path(student.name).name if Path(student.name).is_absolute() else student.name,
                student.revision,
                student.config.dataset,
            )
            for student in (self.cot, self.decomposer, self.solver)
        )


def compare(cot: Reasoner, socratic: Reasoner, problem: Problem) -> Generator[Comparison]:
    """Let both methods work on `problem` in turns and yield every state worth showing; the last one is the result.

    A side that fails says so in its panel while the other goes on. Closing the generator stops the students of both.
    """
    sides = _Side(cot, problem), _Side(socratic, problem)
    try:
        yield Comparison(problem.text, sides[0].panel, sides[1].panel)
        drawn = time.perf_counter()
        while live := [side for side in sides if side.panel.status == "writing"]:
            for side in live:
                is_boundary = side.advance()
                if is_boundary or time.perf_counter() - drawn >= REDRAW_SECONDS:
                    yield Comparison(problem.text, sides[0].panel, sides[1].panel)
                    drawn = time.perf_counter()
    finally:
        for side in sides:
            side.close()


class _Side:
    """A reasoner at work, and the panel that shows how far it is."""

    def __init__(self, reasoner: Reasoner, problem: Problem) -> None:
        self.panel = Panel(status="writing")
        self._events = _events(reasoner, problem)

    def advance(self) -> bool:
        """Wait for the next event and take it in; False if it only added text to a step."""
        start = time.perf_counter()
        try:
            event = next(self._events)
        except SocraticError as error:
            self.panel = replace(self.panel, status="failed", message=str(error))
            return True
        except Exception:  # a bug on one side must not take the other side away
            identifier = uuid.uuid4().hex[:8]
            logger.exception("internal error %s", identifier)
            message = f"an internal error stopped this side; the server's log has it under {identifier}"
            self.panel = replace(self.panel, status="failed", message=message)
            return True
        self.panel = replace(self.panel.after(event), seconds=self.panel.seconds + time.perf_counter() - start)
        return not isinstance(event, TextWritten)

    def close(self) -> None:
        """Stop the students."""
        self._events.close()


def _events(reasoner: Reasoner, problem: Problem) -> Generator[Event]:
    """The reasoner's stream as a generator, which is known to have a `close`."""
    yield from reasoner.stream(problem)


def _stopped(panel: Panel) -> Panel:
    return replace(panel, status="stopped") if panel.status == "writing" else panel


def _side_record(panel: Panel) -> SideRecord:
    return {
        "steps": [
            {"question": step.question, "solution": step.solution, "finished": step.state == "done"}
            for step in panel.steps
        ],
        "answer": panel.answer,
        "error": panel.message or None,
        "tokens": panel.tokens,
        "seconds": round(panel.seconds, 3),
        "calls": panel.calls,
    }

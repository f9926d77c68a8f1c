"""What a method says of one problem: a program that yields events, and the texts that it needs from students.

>>> def program(work: Work) -> Program:                                               # doctest: +SKIP
...     yield QuestionAsked(0, "How many apples does Ann have?")
...     prompt = solver.format.prompt(work.problem.text, question="How many apples does Ann have?")
...     text, end = yield from write_text(work, solver, prompt)
...     yield SolutionEnded(0, text, finished=end == "eos")

A program knows no model's batch: `socratic.engine` runs the programs of many problems together and sends each of them
its texts. `Beside` lets two programs of one problem go on at the same time; with `Until`, one waits for the other.
What they know of the problem is in its `Work`.
"""

from collections.abc import Callable, Generator, Iterable
from dataclasses import dataclass, field

from socratic.problem import Problem, Step
from socratic.rows import End, Piece
from socratic.students import AnyStudent
from socratic.traces import Event, TraceStep

__all__ = ["Beside", "Move", "Program", "Turn", "Until", "Work", "write_text"]


@dataclass
class Work:
    """What is known so far about one problem of a batch."""

    problem: Problem
    hint: str | None = None
    text: str = ""
    questions: list[str] = field(default_factory=list)
    steps: list[TraceStep] = field(default_factory=list)
    tokens: int = 0
    calls: int = 0
    error: str | None = None
    is_asking: bool = False
    """The decomposer is writing questions while the solver answers the first ones."""

    def can_go_on(self, index: int) -> bool:
        """Whether question `index` is there, or will never be."""
        return len(self.questions) > index or not self.is_asking

    @property
    def history(self) -> tuple[Step, ...]:
        """The steps so far, as a student's prompt takes them."""
        return tuple(Step(step.question, step.solution) for step in self.steps)


@dataclass(frozen=True)
class Turn:
    """A text that a problem needs next: `student` completes `prompt`."""

    student: AnyStudent
    prompt: str


@dataclass(frozen=True)
class Beside:
    """Another program that the problem goes on with at the same time."""

    program: "Program"


@dataclass(frozen=True)
class Until:
    """A wait for another program of the same problem."""

    is_so: Callable[[], bool]


Move = Event | Turn | Beside | Until
"""What a program yields."""

Program = Generator[Move | None, Piece | None, None]
"""The way of one problem, or a part of it: it yields events, and the texts that it needs. The pieces of a text are sent
to it one by one, the first in answer to the `Turn`, each further one in answer to a None."""


def write_text(
    work: Work, student: AnyStudent, prompt: str, tell: Callable[[str, End | None], Iterable[Event]] = lambda *_: ()
) -> Generator[Move | None, Piece | None, tuple[str, End]]:
    """Let `student` complete `prompt`, and keep the books. Returns the text and why it ended; `tell` makes events of
    each piece of it. Where the prompt is too long for the student, `work.error` says so."""
    text = ""
    piece = yield Turn(student, prompt)
    while True:
        assert piece is not None
        text += piece.text
        if piece.end is not None:
            work.calls += 1
            work.tokens += piece.tokens
        if piece.end == "too long":
            work.error = (
                f"the problem and the steps so far do not fit into {student.name}, "
                f"which reads at most {student.context_length} tokens"
            )
        yield from tell(piece.text, piece.end)
        if piece.end is not None:
            return text, piece.end
        piece = yield None

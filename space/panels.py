"""One side of the page while a reasoner works: what its panel holds, and several of them let work in turns.

>>> for left, right in work([Panel(), Panel()], [cot.stream(problem), socratic.stream(problem)]):  # doctest: +SKIP
...     print(left.status, right.status)
writing writing
...
answered answered

Knows nothing of Gradio. A panel is never changed; each event makes a new one.
"""

import logging
import time
import uuid
from collections.abc import Callable, Generator, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from socratic.errors import SocraticError
from socratic.traces import Answered, Event, Failed, HintGiven, QuestionAsked, SolutionEnded, TextWritten

__all__ = [
    "IDLE",
    "REDRAW_SECONDS",
    "TIME_LIMIT_SECONDS",
    "Panel",
    "PanelStep",
    "Status",
    "StepNote",
    "guarded",
    "work",
]

REDRAW_SECONDS = 0.08
"""Text alone changes the state at most this often: Gradio's page takes 20 changes a second (gradio#7084)."""

TIME_LIMIT_SECONDS = 50.0
"""A request may take this long, a little less than ZeroGPU gives it; then what still writes is ended, and says so."""

logger = logging.getLogger(__name__)

StepState = Literal["asked", "writing", "done", "cut"]
StepNote = Literal["", "kept", "yours"]
Status = Literal["idle", "writing", "answered", "failed", "stopped"]


@dataclass(frozen=True)
class PanelStep:
    """One step as far as it is written.

    `cut` is a solution that the token limit ended, not the student. `note` says, where a person went on from an edited
    chain, that the step was kept from the old run or that its solution is the person's own.
    """

    question: str = ""
    solution: str = ""
    state: StepState = "asked"
    note: StepNote = ""


@dataclass(frozen=True)
class Panel:
    """One side of the comparison.

    `hint` is the guide's, None where no guide takes part or none is written yet; without a word in it, it is empty.
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
    hint: str | None = None

    @property
    def is_over(self) -> bool:
        """Whether nothing more will come."""
        return self.status in ("answered", "failed", "stopped")

    @property
    def tokens_per_second(self) -> float | None:
        """None where nothing was written or no time was taken."""
        return self.tokens / self.seconds if self.tokens and self.seconds > 0 else None

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
            case HintGiven(hint):
                return replace(self, hint=hint)

    def stopped(self) -> "Panel":
        """This panel, marked as stopped if it was still writing."""
        return replace(self, status="stopped") if self.status == "writing" else self

    def _step(self, index: int) -> PanelStep:
        return self.steps[index] if index < len(self.steps) else PanelStep()

    def _with_step(self, index: int, step: PanelStep) -> "Panel":
        return replace(self, steps=(*self.steps[:index], step, *self.steps[index + 1 :]))


IDLE = Panel()
"""Nothing was asked yet."""


def work(
    panels: Sequence[Panel],
    streams: Sequence[Iterator[Event]],
    *,
    limit_seconds: float = TIME_LIMIT_SECONDS,
    clock: Callable[[], float] = time.perf_counter,
) -> Generator[tuple[Panel, ...]]:
    """Let each stream fill its panel, in turns, and yield every state worth showing; the last one is the result.

    A side that fails, or is not through after `limit_seconds`, says so in its panel while the others go on. Closing the
    generator closes the streams, and with them stops the students.
    """
    sides = [_Side(panel, stream, clock) for panel, stream in zip(panels, streams, strict=True)]
    start = drawn = clock()
    try:
        yield tuple(side.panel for side in sides)
        while live := [side for side in sides if side.panel.status == "writing"]:
            for side in live:
                is_boundary = side.advance()
                if clock() - start >= limit_seconds and side.panel.status == "writing":
                    side.fail(
                        f"ended after {limit_seconds:g} seconds, the time that one request may take; "
                        "what was written until then is above. A shorter problem may fit"
                    )
                    is_boundary = True
                if is_boundary or clock() - drawn >= REDRAW_SECONDS:
                    yield tuple(side.panel for side in sides)
                    drawn = clock()
    finally:
        for side in sides:
            side.close()


def guarded(error: Exception) -> str:
    """What a visitor is told of `error`: our own errors as they are, anything else only as a number in the log."""
    if isinstance(error, SocraticError):
        return str(error)
    identifier = uuid.uuid4().hex[:8]
    logger.error("internal error %s", identifier, exc_info=error)
    return f"an internal error stopped this side; the server's log has it under {identifier}"


class _Side:
    """A stream, and the panel that shows how far it is."""

    def __init__(self, panel: Panel, stream: Iterator[Event], clock: Callable[[], float]) -> None:
        self.panel = replace(panel, status="writing")
        self._events = _events(stream)
        self._clock = clock

    def advance(self) -> bool:
        """Wait for the next event and take it in; False if it only added text to a step."""
        start = self._clock()
        try:
            event = next(self._events)
        except Exception as error:  # a bug on one side must not take the other side away
            self.fail(guarded(error))
            return True
        self.panel = replace(self.panel.after(event), seconds=self.panel.seconds + self._clock() - start)
        return not isinstance(event, TextWritten)

    def fail(self, message: str) -> None:
        """End this side, with the reason."""
        self.panel = replace(self.panel, status="failed", message=message)
        self.close()

    def close(self) -> None:
        """Stop the students."""
        self._events.close()


def _events(stream: Iterator[Event]) -> Generator[Event]:
    """The stream as a generator, which is known to have a `close`."""
    yield from stream

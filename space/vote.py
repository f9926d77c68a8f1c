"""Self-consistency: several sampled answers a side, and the one that most of them give. Knows nothing of Gradio.

>>> for state in vote(cot, socratic, Known("Ann has 3 bags of 4 apples. How many?"), samples=8):   # doctest: +SKIP
...     print(state.cot.counts, state.socratic.counts)
() ()
...
(('12', 7), ('7', 1)) (('12', 8),)

Samples are drawn a few at a time, both sides in turns, so that the bars grow while one looks, and so that leaving stops
the students soon. The same seed gives the same samples, and a larger number of samples begins with those of a smaller.
"""

import time
from collections.abc import Callable, Generator, Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from typing import Any, TypedDict

from options import DEFAULTS, UNKNOWN, Known, Options
from panels import TIME_LIMIT_SECONDS, guarded

from socratic.answers import answers_match
from socratic.errors import FormatError
from socratic.problem import Problem
from socratic.reasoners import Reasoner
from socratic.traces import Answered, Event, Failed, Trace
from socratic.votes import count_answers, leaders

__all__ = ["MAX_SAMPLES", "NO_VOTE", "Tally", "TallyRecord", "Vote", "VoteRecord", "read_samples", "vote"]

MAX_SAMPLES = 16
AT_ONCE = 4
"""Samples that are written together; more would be faster, and would make one wait longer for the first bar."""

HEARTBEAT_SECONDS = 0.5


class CountRecord(TypedDict):
    """How many samples gave one answer; null is "no answer could be read"."""

    answer: str | None
    count: int


class TallyRecord(TypedDict):
    """One side's samples. `majority` is null where no answer, or more than one, has the most samples."""

    counts: list[CountRecord]
    majority: str | None
    tokens: int


class VoteRecord(TypedDict):
    """A finished vote as JSON. `error` is null, or says why it stopped early."""

    problem: str
    known_answer: str | None
    samples: int
    temperature: float
    seed: int
    cot: TallyRecord
    socratic: TallyRecord
    error: str | None


@dataclass(frozen=True)
class Tally:
    """The answers of one side so far; None is a sample that gave none."""

    answers: tuple[str | None, ...] = ()
    tokens: int = 0

    @property
    def drawn(self) -> int:
        """How many samples there are."""
        return len(self.answers)

    @property
    def counts(self) -> tuple[tuple[str | None, int], ...]:
        """(answer, samples), the most frequent first, no answer last; `12` and `12.0` are the same answer."""
        return count_answers(self.answers)

    @property
    def winners(self) -> tuple[str, ...]:
        """The answers with the most samples: one is the majority, several are a tie."""
        return leaders(self.answers)

    def is_right(self, answer: str | None, known: str) -> bool:
        """Whether an answer of this tally is the known one."""
        return answers_match(answer, known)

    def with_sample(self, trace: Trace) -> "Tally":
        """This tally with one more sample."""
        return Tally((*self.answers, trace.answer), self.tokens + trace.tokens)

    def record(self) -> TallyRecord:
        """This tally as JSON."""
        return {
            "counts": [{"answer": answer, "count": count} for answer, count in self.counts],
            "majority": self.winners[0] if len(self.winners) == 1 else None,
            "tokens": self.tokens,
        }


EMPTY = Tally()


@dataclass(frozen=True)
class Vote:
    """Both tallies at one moment. `samples` is how many each side draws; 0: nothing was asked yet."""

    known: Known = UNKNOWN
    options: Options = DEFAULTS
    samples: int = 0
    cot: Tally = EMPTY
    socratic: Tally = EMPTY
    message: str = ""
    is_over: bool = False

    def record(self) -> VoteRecord:
        """This vote as JSON."""
        return {
            "problem": self.known.text,
            "known_answer": self.known.answer,
            "samples": self.samples,
            "temperature": self.options.temperature,
            "seed": self.options.seed,
            "cot": self.cot.record(),
            "socratic": self.socratic.record(),
            "error": self.message or None,
        }


NO_VOTE = Vote()
"""Nothing was asked yet."""


def read_samples(samples: Any) -> int:
    """The number of samples in what a form or a caller sent; raises `FormatError` for one that cannot be used."""
    if isinstance(samples, float) and samples.is_integer():  # a slider of Gradio's may give either
        samples = int(samples)
    if isinstance(samples, bool) or not isinstance(samples, int) or not 1 <= samples <= MAX_SAMPLES:
        raise FormatError(f"the number of samples must be a whole number from 1 to {MAX_SAMPLES}")
    return samples


def vote(
    cot: Reasoner,
    socratic: Reasoner,
    known: Known,
    options: Options,
    samples: int,
    *,
    limit_seconds: float = TIME_LIMIT_SECONDS,
    clock: Callable[[], float] = time.perf_counter,
) -> Generator[Vote]:
    """Draw `samples` answers a side and yield the tallies as they grow; the last state is over.

    Raises `FormatError` for a problem that cannot be asked, and for a temperature of 0, which makes all samples alike.
    What fails, and what takes longer than `limit_seconds`, ends the vote with a message and keeps what was drawn.
    """
    if options.temperature <= 0:
        raise FormatError("a vote needs a temperature above 0: greedy samples are all the same")
    if options.oracle and not known.has_questions:
        raise FormatError("this problem's own sub-questions are not known: switch the oracle questions off")
    problem = known.problem()
    state = Vote(known, options, samples)
    yield state
    start = clock()
    for first in range(0, samples, AT_ONCE):
        # No two batches of one vote share a seed, nor do they with the vote of the next seed.
        drawn = replace(options, seed=options.seed * MAX_SAMPLES + first)
        cot_now, socratic_now = drawn.applied(cot, socratic)
        batch = [problem] * min(AT_ONCE, samples - first)
        try:
            for trace in _drawn(cot_now, batch, start + limit_seconds, clock):
                if trace is not None:
                    state = replace(state, cot=state.cot.with_sample(trace))
                yield state
            for trace in _drawn(socratic_now, batch, start + limit_seconds, clock):
                if trace is not None:
                    state = replace(state, socratic=state.socratic.with_sample(trace))
                yield state
        except _TimeIsUpError:
            message = f"ended after {limit_seconds:g} seconds, the time that one request may take: draw fewer samples"
            yield replace(state, message=message, is_over=True)
            return
        except Exception as error:  # a bug must not take away what was drawn
            yield replace(state, message=guarded(error), is_over=True)
            return
    yield replace(state, is_over=True)


class _TimeIsUpError(Exception):
    """The vote takes too long."""


def _drawn(
    reasoner: Reasoner, problems: list[Problem], deadline: float, clock: Callable[[], float]
) -> Iterator[Trace | None]:
    """The traces of one batch; None now and then while it is written, so that a reader who left is noticed.

    Alike problems get samples of their own: the decoder's seeds count the rows of a batch.
    """
    beat = clock()
    with closing(_events(reasoner, problems)) as events:
        for event in events:
            now = clock()
            if isinstance(event, Answered | Failed):
                yield event.trace
            elif now >= deadline:
                raise _TimeIsUpError
            elif now - beat >= HEARTBEAT_SECONDS:
                yield None
                beat = now


def _events(reasoner: Reasoner, problems: list[Problem]) -> Generator[Event]:
    """The events as a generator, which is known to have a `close`."""
    for _, event in reasoner.stream_all(problems):
        yield event

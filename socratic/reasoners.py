"""Reasoners: one problem in, events while the students write, a trace at the end.

>>> reasoner = SocraticReasoner(solver=solver, decomposer=decomposer)                 # doctest: +SKIP
>>> for event in reasoner.stream(problem):                                            # doctest: +SKIP
...     print(event)
QuestionAsked(index=0, question='How many apples does Ann have?')
TextWritten(index=0, text='She')
...
>>> traces = list(reasoner.solve(problems))                                           # doctest: +SKIP

`ChainReasoner` asks one student once (answer only, CoT, unified Socratic CoT); `SocraticReasoner` is the iterative
method: a decomposer asks, a solver answers one question after the other. Both take an optional guide, or gold hints and
gold questions from the problem itself ("oracle": an upper bound, never the system's own score).

This is the door to them. The modules behind it, from the top to the ground:

    chain.py, pair.py   the two reasoners: what each asks of its students for one problem, and in which order
    hints.py            the hint that a student reads, from a guide or an oracle
    engine.py           runs many problems together, on the models or endpoints that write
    turns.py            what a reasoner and the engine say to each other
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Protocol

from socratic.chain import ChainReasoner
from socratic.errors import FormatError
from socratic.pair import SocraticReasoner
from socratic.problem import AnswerKind, Problem
from socratic.traces import Event, Trace

__all__ = ["MAX_PROBLEM_CHARACTERS", "ChainReasoner", "Reasoner", "SocraticReasoner", "typed_problem"]

MAX_PROBLEM_CHARACTERS = 4000
"""Longer problems are refused before any model sees them (GSM8K's longest has 985 characters)."""


def typed_problem(text: str, kind: AnswerKind = "number") -> Problem:
    """A problem that a person typed: no steps, and an answer that nobody knows (0 or "no" stand in for its kind).

    Raises `FormatError` when there is no text, too much of it, or a NUL byte in it.
    """
    if not text.strip():
        raise FormatError("the problem is empty: write a word problem first")
    if len(text) > MAX_PROBLEM_CHARACTERS:
        raise FormatError(
            f"the problem has {len(text):,} characters; at most {MAX_PROBLEM_CHARACTERS:,} are taken: shorten it"
        )
    if "\0" in text:
        raise FormatError("the problem contains a NUL byte: paste it as plain text")
    return Problem(id="typed", text=text.strip(), steps=(), answer="0" if kind == "number" else "no", source="typed")


class Reasoner(Protocol):
    """One method of answering problems."""

    @property
    def name(self) -> str:
        """The method's name as tables show it."""

    def stream(self, problem: Problem) -> Iterator[Event]:
        """The events of one problem, as they happen. Close the iterator to stop the students."""

    def stream_all(self, problems: Sequence[Problem]) -> Iterator[tuple[int, Event]]:
        """(index of the problem, event) of problems that are worked on together. Close the iterator to stop."""

    def solve(
        self, problems: Sequence[Problem], batch_size: int = 32, at_end: Callable[[], object] = lambda: None
    ) -> Iterator[Trace]:
        """The traces of many problems, in order; `batch_size` of them are worked on together. `at_end` is called for
        each as soon as it is there, which may be before those of the problems ahead."""

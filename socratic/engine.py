"""The engine below both reasoners: many problems' programs (`socratic.turns`), run together.

>>> class Plain(BatchReasoner):       # with `settings`, `name`, `_students` and `_answer`     # doctest: +SKIP
...     def _program(self, work: Work) -> Program:
...         work.text, _ = yield from write_text(work, self.student, self.student.format.prompt(work.problem.text))
...
>>> for index, event in plain.stream_all(problems):                                        # doctest: +SKIP
...     print(index, event)

Each model has one writer (`decoding.Writer`), and all students behind endpoints share one (`EndpointWriter`). A text
that a program needs becomes a row at its student's writer; the writer's pieces go back to the program, and the events
that it yields go out. Models take turns, the one with the most rows first.
"""

import time
from abc import ABC, abstractmethod
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from inspect import GEN_CLOSED, getgeneratorstate
from itertools import count
from typing import Any, Protocol

from socratic.answers import answer_value
from socratic.decoding import Decoding, Writer
from socratic.endpoint import EndpointWriter, ServedStudent
from socratic.problem import Problem
from socratic.rows import Piece
from socratic.students import AnyStudent, Student
from socratic.traces import Answered, Event, Failed, Trace
from socratic.turns import Beside, Move, Program, Turn, Until, Work

__all__ = ["BatchReasoner"]

_BATCHES_AHEAD = 4
"""Of so many batches of problems the longest goes first. With more, an interrupted run would lose more."""


@dataclass
class _Part:
    """A program under way. `name` is its row's at the writers."""

    name: int
    index: int
    program: Program
    until: Callable[[], bool] | None = None


@dataclass
class _Path:
    """A problem under way: its programs, and the rows that they have or had."""

    work: Work
    parts: list[_Part] = field(default_factory=list)
    rows: list[int] = field(default_factory=list)


class BatchReasoner(ABC):
    """Both reasoners write a program for one problem; this runs the programs of many problems together."""

    settings: Decoding

    @property
    @abstractmethod
    def name(self) -> str:
        """The method's name as tables show it."""

    @property
    @abstractmethod
    def _students(self) -> list[AnyStudent]:
        """All who write."""

    @abstractmethod
    def _program(self, work: Work) -> Program:
        """Yield all events of a problem but the last, which `_end` makes from what the work then holds."""

    @abstractmethod
    def _answer(self, work: Work) -> str | None:
        """The answer as it was written; None where there is none."""

    def stream(self, problem: Problem) -> Iterator[Event]:
        """The events of one problem, as they happen. Close the iterator to stop the students."""
        for _, event in self.stream_all([problem]):
            yield event

    def stream_all(self, problems: Sequence[Problem]) -> Iterator[tuple[int, Event]]:
        """(index of the problem, event) of problems that are worked on together. Close the iterator to stop."""
        yield from self._run(problems, max(1, len(problems)), self._program)

    def solve(
        self, problems: Sequence[Problem], batch_size: int = 32, at_end: Callable[[], object] = lambda: None
    ) -> Iterator[Trace]:
        """The traces of many problems, in order. A model writes at most `batch_size` of them at a time; a waiting
        problem takes the place of a finished one. Of some batches ahead the longest problem begins first, so traces
        come in bursts: `at_end` is called for each as soon as it is there, for a progress bar."""
        traces: dict[int, Trace] = {}
        following = 0
        for index, event in self._run(problems, batch_size, self._program):
            if isinstance(event, Answered | Failed):
                traces[index] = event.trace
                at_end()
            while following in traces:
                yield traces.pop(following)
                following += 1

    def _run(
        self, problems: Sequence[Problem], batch_size: int, program_of: Callable[[Work], Program]
    ) -> Iterator[tuple[int, Event]]:
        writers: dict[int, _Writes] = {}
        served = sum(isinstance(student, ServedStudent) for student in self._students)
        for student in self._students:
            if isinstance(student, Student):
                writers.setdefault(_writer_of(student), Writer(student.model, self.settings, batch_size))
            else:
                writers.setdefault(_writer_of(student), EndpointWriter(self.settings, batch_size * served))
        try:
            most = batch_size * (len(writers) + max(0, served - 1))  # so many keep all models busy
            yield from self._run_with(writers, problems, batch_size, most, program_of)
        finally:
            for writer in writers.values():
                writer.close()

    def _run_with(
        self,
        writers: dict[int, "_Writes"],
        problems: Sequence[Problem],
        batch_size: int,
        most: int,
        program_of: Callable[[Work], Program],
    ) -> Iterator[tuple[int, Event]]:
        in_turn = list(writers.values())
        waiting = deque(_longest_first(problems, _BATCHES_AHEAD * batch_size))
        under_way: dict[int, _Path] = {}
        parts: dict[int, _Part] = {}
        names = count()
        pieces: deque[tuple[int, Piece | None]] = deque()  # what parts are to be told, by name
        clock = _SharedClock()

        def begin(index: int, program: Program) -> None:
            part = _Part(next(names), index, program)
            parts[part.name] = part
            under_way[index].parts.append(part)
            under_way[index].rows.append(part.name)
            pieces.append((part.name, None))

        while waiting or under_way:
            if not pieces and waiting and len(under_way) < most:
                index, problem = waiting.popleft()
                clock.begin(index)
                under_way[index] = _Path(Work(problem))
                begin(index, program_of(under_way[index].work))
            elif not pieces:
                # The model with the most to write goes next: its forward pass is the fullest. Equals take turns.
                writer = max(in_turn, key=lambda writer: writer.rows)
                in_turn.remove(writer)
                in_turn.append(writer)
                pieces.extend((piece.row, piece) for piece in writer.step())
                continue
            name, piece = pieces.popleft()
            part = parts[name]
            path = under_way[part.index]
            for move in _moves(part.program, piece):
                if isinstance(move, Turn):
                    # Seeds count the rows of a batch, so that scoring can go on at a batch's border.
                    number = part.index % batch_size
                    writers[_writer_of(move.student)].add(name, move.student, move.prompt, number=number)
                elif isinstance(move, Beside):
                    begin(part.index, move.program)
                elif isinstance(move, Until):
                    part.until = move.is_so
                else:
                    yield part.index, move
            if getgeneratorstate(part.program) == GEN_CLOSED:
                path.parts.remove(parts.pop(name))
            for other in path.parts:
                if other.until and other.until():
                    other.until = None
                    pieces.append((other.name, None))
            if not path.parts:
                del under_way[part.index]
                for writer in in_turn:
                    for row in path.rows:
                        writer.forget(row)
                yield part.index, self._end(path.work, clock.end(part.index))

    def _end(self, work: Work, seconds: float) -> Answered | Failed:
        numbers = work.problem.numbers
        read = None if work.error else self._answer(work)
        answer = answer_value(read, numbers)
        trace = Trace(
            method=self.name,
            problem_id=work.problem.id,
            steps=tuple(work.steps),
            answer=answer,
            hint=work.hint,
            error=work.error,
            tokens=work.tokens,
            seconds=seconds,
            calls=work.calls,
            expression=read if numbers else None,
        )
        return Failed(work.error, trace) if work.error else Answered(answer, trace)


class _Writes(Protocol):
    """`Writer` or `EndpointWriter`; each takes its own students."""

    @property
    def rows(self) -> int: ...

    def add(self, row: int, student: Any, prompt: str, *, number: int) -> None: ...

    def forget(self, row: int) -> None: ...

    def step(self) -> list[Piece]: ...

    def close(self) -> None: ...


def _writer_of(student: AnyStudent) -> int:
    """Students of one model have one writer, and so have all who are served."""
    return id(student.model) if isinstance(student, Student) else 0


class _SharedClock:
    """Seconds of work for each of several problems: the time that passes counts for all that are under way alike."""

    def __init__(self) -> None:
        self._begun: dict[int, float] = {}
        self._shared = 0.0  # the seconds of a problem that is under way from the beginning
        self._last = time.perf_counter()

    def begin(self, index: int) -> None:
        self._tick()
        self._begun[index] = self._shared

    def end(self, index: int) -> float:
        self._tick()
        return self._shared - self._begun.pop(index)

    def _tick(self) -> None:
        now = time.perf_counter()
        self._shared += (now - self._last) / max(1, len(self._begun))
        self._last = now


def _longest_first(problems: Sequence[Problem], window: int) -> Iterator[tuple[int, Problem]]:
    """(index, problem), in windows of so many problems the longest text first: those that take the most passes do not
    begin last, when few others are left to share the passes with."""
    numbered = list(enumerate(problems))
    for start in range(0, len(numbered), window):
        yield from sorted(numbered[start : start + window], key=lambda each: len(each[1].text), reverse=True)


def _moves(program: Program, piece: Piece | None) -> Iterator[Move]:
    """What a program yields, once `piece` is sent to it, until it waits or is at its end."""
    try:
        move = program.send(piece)
        while move is not None:
            yield move
            if isinstance(move, Turn | Until):
                return
            move = next(program)
    except StopIteration:
        return

"""Reasoners: one problem in, events while the students write, a trace at the end.

>>> reasoner = SocraticReasoner(solver=solver, decomposer=decomposer)                 # doctest: +SKIP
>>> for event in reasoner.stream(problem):                                            # doctest: +SKIP
...     print(event)
QuestionAsked(index=0, question='How many apples does Ann have?')
TextWritten(index=0, text=' She')
...
>>> traces = list(reasoner.solve(problems))                                           # doctest: +SKIP

`ChainReasoner` asks one student once (answer only, CoT, unified Socratic CoT); `SocraticReasoner` is the iterative
method: a decomposer asks, a solver answers one question after the other. Both take an optional guide, or gold hints and
gold questions from the problem itself ("oracle": an upper bound, never the system's own score).
"""

import time
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from inspect import GEN_CLOSED, getgeneratorstate
from itertools import count
from typing import Any, Literal, Protocol

from socratic.answers import answer_value
from socratic.decoding import GREEDY, Decoding, End, Piece, Writer
from socratic.endpoint import EndpointWriter, ServedStudent
from socratic.errors import FormatError, StudentError
from socratic.formats import FINAL, QUESTION, SOLUTION, hint_of
from socratic.problem import AnswerKind, Problem, Step, one_line
from socratic.students import AnyStudent, Student, check_guide, check_pair
from socratic.traces import (
    Answered,
    Event,
    Failed,
    HintGiven,
    QuestionAsked,
    SolutionEnded,
    TextWritten,
    Trace,
    TraceStep,
)

__all__ = ["MAX_PROBLEM_CHARACTERS", "ChainReasoner", "Reasoner", "SocraticReasoner", "typed_problem"]

MAX_PROBLEM_CHARACTERS = 4000
"""Longer problems are refused before any model sees them (GSM8K's longest has 985 characters)."""

Oracle = Literal["oracle"]


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

    def solve(self, problems: Sequence[Problem], batch_size: int = 32) -> Iterator[Trace]:
        """The traces of many problems, in order; `batch_size` of them are worked on together."""


@dataclass
class _Work:
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
        return tuple(Step(step.question, step.solution) for step in self.steps)


@dataclass(frozen=True)
class _Turn:
    """A text that a problem needs next: `student` completes `prompt`."""

    student: AnyStudent
    prompt: str


@dataclass(frozen=True)
class _Beside:
    """Another program that the problem goes on with at the same time."""

    program: "_Program"


@dataclass(frozen=True)
class _Until:
    """A wait for another program of the same problem."""

    is_so: Callable[[], bool]


_Step = Event | _Turn | _Beside | _Until
_Program = Generator[_Step | None, Piece | None, None]
"""The way of one problem, or a part of it: it yields events, and the texts that it needs. The pieces of a text are sent
to it one by one, the first in answer to the `_Turn`, each further one in answer to a None."""


@dataclass
class _Part:
    """A program under way. `name` is its row's at the writers."""

    name: int
    index: int
    program: _Program
    until: Callable[[], bool] | None = None


@dataclass
class _Path:
    """A problem under way: its programs, and the rows that they have or had."""

    work: _Work
    parts: list[_Part] = field(default_factory=list)
    rows: list[int] = field(default_factory=list)


class _BatchReasoner:
    """Both reasoners write a program for one problem; this runs the programs of many problems together."""

    settings: Decoding

    @property
    def name(self) -> str:
        raise NotImplementedError

    @property
    def _students(self) -> list[AnyStudent]:
        """All who write."""
        raise NotImplementedError

    def _program(self, work: _Work) -> _Program:
        """Yield all events of a problem but the last, which `_end` makes from what the work then holds."""
        raise NotImplementedError

    def _answer(self, work: _Work) -> str | None:
        raise NotImplementedError

    def stream(self, problem: Problem) -> Iterator[Event]:
        """The events of one problem, as they happen. Close the iterator to stop the students."""
        for _, event in self.stream_all([problem]):
            yield event

    def stream_all(self, problems: Sequence[Problem]) -> Iterator[tuple[int, Event]]:
        """(index of the problem, event) of problems that are worked on together. Close the iterator to stop."""
        yield from self._run(problems, max(1, len(problems)), self._program)

    def solve(self, problems: Sequence[Problem], batch_size: int = 32) -> Iterator[Trace]:
        """The traces of many problems, in order. A model writes at most `batch_size` of them at a time; a waiting
        problem takes the place of a finished one."""
        traces: dict[int, Trace] = {}
        following = 0
        for index, event in self._run(problems, batch_size, self._program):
            if isinstance(event, Answered | Failed):
                traces[index] = event.trace
            while following in traces:
                yield traces.pop(following)
                following += 1

    def _run(
        self, problems: Sequence[Problem], batch_size: int, program_of: Callable[[_Work], _Program]
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
        program_of: Callable[[_Work], _Program],
    ) -> Iterator[tuple[int, Event]]:
        in_turn = list(writers.values())
        waiting = deque(enumerate(problems))
        under_way: dict[int, _Path] = {}
        parts: dict[int, _Part] = {}
        names = count()
        pieces: deque[tuple[int, Piece | None]] = deque()  # what parts are to be told, by name
        clock = _SharedClock()

        def begin(index: int, program: _Program) -> None:
            part = _Part(next(names), index, program)
            parts[part.name] = part
            under_way[index].parts.append(part)
            under_way[index].rows.append(part.name)
            pieces.append((part.name, None))

        while waiting or under_way:
            if not pieces and waiting and len(under_way) < most:
                index, problem = waiting.popleft()
                clock.begin(index)
                under_way[index] = _Path(_Work(problem))
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
            for step in _steps(part.program, piece):
                if isinstance(step, _Turn):
                    # Seeds count the rows of a batch, so that scoring can go on at a batch's border.
                    number = part.index % batch_size
                    writers[_writer_of(step.student)].add(name, step.student, step.prompt, number=number)
                elif isinstance(step, _Beside):
                    begin(part.index, step.program)
                elif isinstance(step, _Until):
                    part.until = step.is_so
                else:
                    yield part.index, step
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

    def _end(self, work: _Work, seconds: float) -> Answered | Failed:
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


def _steps(program: _Program, piece: Piece | None) -> Iterator[_Step]:
    """What a program yields, once `piece` is sent to it, until it waits or is at its end."""
    try:
        step = program.send(piece)
        while step is not None:
            yield step
            if isinstance(step, _Turn | _Until):
                return
            step = next(program)
    except StopIteration:
        return


def _write(
    work: _Work, student: AnyStudent, prompt: str, tell: Callable[[str, End | None], Iterable[Event]] = lambda *_: ()
) -> Generator[_Step | None, Piece | None, tuple[str, End]]:
    """Let `student` complete `prompt`, and keep the books. Returns the text and why it ended; `tell` makes events of
    each piece of it."""
    text = ""
    piece = yield _Turn(student, prompt)
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


def _give_hint(work: _Work, reader: AnyStudent, guide: AnyStudent | Oracle | None) -> _Program:
    """Let the guide write the hint that `reader` needs, if it needs one."""
    if guide is None:
        return
    if guide == "oracle":
        if work.problem.steps:
            work.hint = hint_of(work.problem, reader.config.hint)
        else:
            work.error = "the problem has no steps to take an oracle's hint from"
    else:
        text, end = yield from _write(work, guide, guide.format.prompt(work.problem.text))
        if end != "too long":
            work.hint = guide.format.parse(text).hint or ""
    if work.hint is not None:
        yield HintGiven(work.hint)


def _check_guided(reader: AnyStudent, guide: AnyStudent | Oracle | None) -> None:
    if isinstance(guide, AnyStudent):
        check_guide(guide, reader)
    elif guide is not None and not reader.format.reads_hint:
        raise StudentError(f"{reader.name} was trained without hints (hint 'none'), so it takes no oracle hints")
    elif reader.format.reads_hint and guide is None:
        raise StudentError(
            f"{reader.name} reads the hint {reader.config.hint!r}: give it a guide, or ask for oracle hints"
        )


class _ChainReader:
    """Turns the text of a CoT or unified student into events while it comes in, line by line."""

    def __init__(self, with_questions: bool) -> None:
        self.with_questions = with_questions
        self.index = 0
        self.line = ""
        self.sent = 0  # characters of the current line's solution that were handed out
        self.final = False  # the line with the final answer was seen; what follows is no step

    def feed(self, text: str, end: End | None) -> Iterator[Event]:
        """The events that `text` completes; `end` is the decoder's word on whether more will come."""
        *complete, rest = text.split("\n")
        for part in complete:
            yield from self._extend(part)
            yield from self._end_line(finished=True)
        yield from self._extend(rest)
        if end is not None and self.line.strip():
            yield from self._end_line(finished=end == "eos")

    def _extend(self, part: str) -> Iterator[Event]:
        self.line += part
        line = self.line.lstrip(" ")
        if FINAL.startswith(line) or line.startswith(FINAL):  # it is, or may yet become, the final answer
            return
        yield from self._send_solution()

    def _send_solution(self) -> Iterator[Event]:
        line = self.line.lstrip(" ")
        if self.with_questions:
            if not line.startswith(SOLUTION):
                return
            line = line.removeprefix(SOLUTION).lstrip(" ")
        if not self.final and len(line) > self.sent:
            yield TextWritten(self.index, line[self.sent :])
            self.sent = len(line)

    def _end_line(self, finished: bool) -> Iterator[Event]:
        line = self.line.lstrip(" ")
        if line.startswith(FINAL):
            self.final = True
        elif not self.final and self.with_questions and line.startswith(QUESTION):
            yield QuestionAsked(self.index, one_line(line.removeprefix(QUESTION)))
        elif not self.final and (not self.with_questions or line.startswith(SOLUTION)):
            yield from self._send_solution()
            solution = line.removeprefix(SOLUTION) if self.with_questions else line
            yield SolutionEnded(self.index, one_line(solution), finished)
            self.index += 1
        self.line, self.sent = "", 0


@dataclass(frozen=True)
class ChainReasoner(_BatchReasoner):
    """One student, one text: answer only, CoT or unified Socratic CoT, whatever the student was taught.

    `guide` writes the hint for a student that reads one; "oracle" takes the gold hint from the problem's steps.
    Raises `StudentError` for a student of another role and `PairError` for a guide that does not fit.
    """

    student: AnyStudent
    guide: AnyStudent | Oracle | None = None
    settings: Decoding = GREEDY

    def __post_init__(self) -> None:
        if self.student.config.role not in ("answer", "cot", "unified"):
            raise StudentError(f"{self.student.name} is a {self.student.config.role}; it does not answer alone")
        _check_guided(self.student, self.guide)

    @property
    def name(self) -> str:
        """The method's name as tables show it."""
        return str(self.student.config.role) + _hint_suffix(self.student, self.guide)

    @property
    def _students(self) -> list[AnyStudent]:
        return [student for student in (self.student, self.guide) if isinstance(student, AnyStudent)]

    def _program(self, work: _Work) -> _Program:
        yield from _give_hint(work, self.student, self.guide)
        if work.error:
            return
        role = self.student.config.role
        reader = _ChainReader(role == "unified")

        def tell(text: str, end: End | None) -> Iterator[Event]:
            if role == "answer":
                return
            for event in reader.feed(text, end):
                if isinstance(event, QuestionAsked):
                    work.questions.append(event.question)
                elif isinstance(event, SolutionEnded):
                    question = work.questions[-1] if work.questions else ""
                    work.steps.append(TraceStep(question, event.solution, event.finished))
                yield event

        prompt = self.student.format.prompt(work.problem.text, hint=work.hint)
        work.text, _ = yield from _write(work, self.student, prompt, tell)

    def _answer(self, work: _Work) -> str | None:
        return self.student.format.parse(work.text, work.problem.answer_kind).answer


@dataclass(frozen=True)
class SocraticReasoner(_BatchReasoner):
    """The iterative method: sub-questions from `decomposer`, each answered by `solver`, which reads its own
    earlier solutions.

    How it asks is the decomposer's training: `upfront`, all questions from the problem alone, or `interleaved`, the
    next question after the last solution. `decomposer="oracle"` asks the problem's own questions (an upper bound).
    Raises `PairError` for students that do not belong together.
    """

    solver: AnyStudent
    decomposer: AnyStudent | Oracle
    guide: AnyStudent | Oracle | None = None
    settings: Decoding = GREEDY

    def __post_init__(self) -> None:
        if isinstance(self.decomposer, AnyStudent):
            check_pair(self.decomposer, self.solver)
            _check_guided(self.decomposer, self.guide)
        elif self.guide is not None:
            raise StudentError("oracle questions come from the problem: nothing reads a guide's hint")
        elif self.solver.config.role != "solver":
            raise StudentError(f"{self.solver.name} is a {self.solver.config.role}, not a solver")

    @property
    def name(self) -> str:
        """The method's name as tables show it."""
        if not isinstance(self.decomposer, AnyStudent):
            return "iterative, oracle questions"
        return f"iterative, {self.decomposer.config.asking}{_hint_suffix(self.decomposer, self.guide)}"

    @property
    def _students(self) -> list[AnyStudent]:
        return [student for student in (self.guide, self.decomposer, self.solver) if isinstance(student, AnyStudent)]

    def _program(self, work: _Work) -> _Program:
        interleaved = None
        if not isinstance(self.decomposer, AnyStudent):
            yield from self._ask(work, [step.question for step in work.problem.steps if step.question])
        else:
            yield from _give_hint(work, self.decomposer, self.guide)
            if self.decomposer.config.asking == "interleaved":
                interleaved = self.decomposer
            elif not work.error:
                work.is_asking = True
                yield _Beside(self._ask_upfront(work, self.decomposer))
        for index in range(self.settings.max_steps):
            if interleaved and not work.error:
                yield from self._ask_next(work, interleaved)
            yield _Until(partial(work.can_go_on, index))
            if work.error or len(work.questions) <= index:
                break
            yield from self._solve_step(work, index)
        if not work.questions and not work.error:
            work.error = "no sub-question was asked, so there was nothing to solve"

    def resume(self, problem: Problem, steps: Sequence[Step]) -> Iterator[Event]:
        """The events of one problem whose sub-questions a person gave: a step with a solution is taken as it is, one
        without is solved, in order, and no further question is asked. Close the iterator to stop the solver.

        Raises `FormatError` when there is no step, more than `settings.max_steps`, or one without a question.
        """
        if not steps:
            raise FormatError("there is no sub-question left: add one")
        if len(steps) > self.settings.max_steps:
            raise FormatError(f"there are {len(steps)} sub-questions; at most {self.settings.max_steps} are taken")
        for number, step in enumerate(steps, start=1):
            if not step.question:
                raise FormatError(f"sub-question {number} is empty: write it, or delete the step")
        return self._resume(problem, steps)

    def _resume(self, problem: Problem, steps: Sequence[Step]) -> Iterator[Event]:
        for _, event in self._run([problem], 1, lambda work: self._go_on(work, steps)):
            yield event

    def _go_on(self, work: _Work, steps: Sequence[Step]) -> _Program:
        yield from self._ask(work, [step.question for step in steps])
        for index, step in enumerate(steps):
            if step.solution:
                work.steps.append(TraceStep(step.question, step.solution))
                yield SolutionEnded(index, step.solution)
                continue
            yield from self._solve_step(work, index)
            if work.error:
                break

    def _ask(self, work: _Work, questions: Sequence[str]) -> Iterator[Event]:
        for question in questions[: self.settings.max_steps - len(work.questions)]:
            work.questions.append(question)
            yield QuestionAsked(len(work.questions) - 1, question)

    def _ask_upfront(self, work: _Work, decomposer: AnyStudent) -> _Program:
        line = ""

        def tell(text: str, end: End | None) -> Iterator[Event]:
            # A line is a question once the next line begins; one that the token limit cut off is none.
            nonlocal line
            *lines, line = (line + text).split("\n")
            if end == "eos":
                lines.append(line)
            yield from self._ask(work, [question for question in map(one_line, lines) if question])

        yield from _write(work, decomposer, decomposer.format.prompt(work.problem.text, hint=work.hint), tell)
        work.is_asking = False

    def _ask_next(self, work: _Work, decomposer: AnyStudent) -> _Program:
        prompt = decomposer.format.prompt(work.problem.text, hint=work.hint, steps=work.history)
        text, end = yield from _write(work, decomposer, prompt)
        if end == "eos" and (question := one_line(text)):
            yield from self._ask(work, [question])

    def _solve_step(self, work: _Work, index: int) -> _Program:
        question = work.questions[index]
        solution = ""

        def tell(text: str, end: End | None) -> Iterator[Event]:
            nonlocal solution
            text = text if solution else text.lstrip(" ")
            solution += text
            if text:
                yield TextWritten(index, text)
            if end in ("eos", "limit"):
                solution = one_line(solution)
                work.steps.append(TraceStep(question, solution, end == "eos"))
                yield SolutionEnded(index, solution, end == "eos")

        prompt = self.solver.format.prompt(work.problem.text, steps=work.history, question=question)
        yield from _write(work, self.solver, prompt, tell)

    def _answer(self, work: _Work) -> str | None:
        return self.solver.format.parse(work.steps[-1].solution, work.problem.answer_kind).answer


def _hint_suffix(reader: AnyStudent, guide: AnyStudent | Oracle | None) -> str:
    if guide is None:
        return ""
    return f", {'oracle ' if guide == 'oracle' else ''}hint {reader.config.hint}"

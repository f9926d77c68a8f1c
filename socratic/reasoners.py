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
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal, Protocol

from socratic.decoding import GREEDY, Decoding, End, decode
from socratic.errors import FormatError, StudentError
from socratic.formats import FINAL, QUESTION, SOLUTION, hint_of
from socratic.problem import AnswerKind, Problem, Step, one_line
from socratic.students import Student, check_guide, check_pair
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

    @property
    def history(self) -> tuple[Step, ...]:
        return tuple(Step(step.question, step.solution) for step in self.steps)


_Rows = Iterator[tuple[int, Event]]
"""(row in the batch, what happened there)"""


class _BatchReasoner:
    """Both reasoners are batch programs that yield (row, event); this turns them into `stream` and `solve`."""

    settings: Decoding

    @property
    def name(self) -> str:
        raise NotImplementedError

    def _run(self, works: list[_Work]) -> _Rows:
        """Yield the events of all problems but the last of each, which `_end` makes from what the work then holds."""
        raise NotImplementedError

    def _answer(self, work: _Work) -> str | None:
        raise NotImplementedError

    def stream(self, problem: Problem) -> Iterator[Event]:
        """The events of one problem, as they happen. Close the iterator to stop the students."""
        start = time.perf_counter()
        work = _Work(problem)
        for _, event in self._run([work]):
            yield event
        yield self._end(work, time.perf_counter() - start)

    def stream_all(self, problems: Sequence[Problem]) -> Iterator[tuple[int, Event]]:
        """(index of the problem, event) of problems that are worked on together, as `stream` yields them for one; the
        last events come when all are through. Close the iterator to stop the students."""
        start = time.perf_counter()
        works = [_Work(problem) for problem in problems]
        yield from self._run(works)
        seconds = (time.perf_counter() - start) / max(1, len(works))
        for row, work in enumerate(works):
            yield row, self._end(work, seconds)

    def solve(self, problems: Sequence[Problem], batch_size: int = 32) -> Iterator[Trace]:
        """The traces of many problems, in order; `batch_size` of them are worked on together."""
        for first in range(0, len(problems), batch_size):
            for _, event in self.stream_all(problems[first : first + batch_size]):
                if isinstance(event, Answered | Failed):
                    yield event.trace

    def _end(self, work: _Work, seconds: float) -> Answered | Failed:
        answer = None if work.error else self._answer(work)
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
        )
        return Failed(work.error, trace) if work.error else Answered(answer, trace)


def _write(
    student: Student, prompts: dict[int, str], works: list[_Work], settings: Decoding
) -> Iterator[tuple[int, str, End | None]]:
    """Let `student` complete one prompt for each row named in `prompts`; yields (row, text, end), keeps the books."""
    rows = list(prompts)
    for piece in decode(student, list(prompts.values()), settings, batch_size=max(1, len(rows))):
        row = rows[piece.row]
        if piece.end is not None:
            works[row].calls += 1
            works[row].tokens += piece.tokens
        if piece.end == "too long":
            works[row].error = (
                f"the problem and the steps so far do not fit into {student.name}, "
                f"which reads at most {student.context_length} tokens"
            )
        yield row, piece.text, piece.end


def _give_hints(reader: Student, guide: Student | Oracle | None, works: list[_Work], settings: Decoding) -> _Rows:
    """Let the guide write the hint that `reader` needs, if it needs one."""
    if guide is None:
        return
    if guide == "oracle":
        for work in works:
            if work.problem.steps:
                work.hint = hint_of(work.problem, reader.config.hint)
            else:
                work.error = "the problem has no steps to take an oracle's hint from"
    else:
        texts: dict[int, str] = dict.fromkeys(range(len(works)), "")
        prompts = {row: guide.format.prompt(work.problem.text) for row, work in enumerate(works)}
        for row, text, end in _write(guide, prompts, works, settings):
            texts[row] += text
            if end in ("eos", "limit"):
                works[row].hint = guide.format.parse(texts[row]).hint or ""
    for row, work in enumerate(works):
        if work.hint is not None:
            yield row, HintGiven(work.hint)


def _check_guided(reader: Student, guide: Student | Oracle | None) -> None:
    if isinstance(guide, Student):
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

    student: Student
    guide: Student | Oracle | None = None
    settings: Decoding = GREEDY

    def __post_init__(self) -> None:
        if self.student.config.role not in ("answer", "cot", "unified"):
            raise StudentError(f"{self.student.name} is a {self.student.config.role}; it does not answer alone")
        _check_guided(self.student, self.guide)

    @property
    def name(self) -> str:
        """The method's name as tables show it."""
        return str(self.student.config.role) + _hint_suffix(self.student, self.guide)

    def _run(self, works: list[_Work]) -> _Rows:
        yield from _give_hints(self.student, self.guide, works, self.settings)
        role = self.student.config.role
        prompts = {
            row: self.student.format.prompt(work.problem.text, hint=work.hint)
            for row, work in enumerate(works)
            if not work.error
        }
        readers = [_ChainReader(role == "unified") for _ in works]
        for row, text, end in _write(self.student, prompts, works, self.settings):
            work = works[row]
            work.text += text
            if role == "answer":
                continue
            for event in readers[row].feed(text, end):
                if isinstance(event, QuestionAsked):
                    work.questions.append(event.question)
                elif isinstance(event, SolutionEnded):
                    question = work.questions[-1] if work.questions else ""
                    work.steps.append(TraceStep(question, event.solution, event.finished))
                yield row, event

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

    solver: Student
    decomposer: Student | Oracle
    guide: Student | Oracle | None = None
    settings: Decoding = GREEDY

    def __post_init__(self) -> None:
        if isinstance(self.decomposer, Student):
            check_pair(self.decomposer, self.solver)
            _check_guided(self.decomposer, self.guide)
        elif self.guide is not None:
            raise StudentError("oracle questions come from the problem: nothing reads a guide's hint")
        elif self.solver.config.role != "solver":
            raise StudentError(f"{self.solver.name} is a {self.solver.config.role}, not a solver")

    @property
    def name(self) -> str:
        """The method's name as tables show it."""
        if not isinstance(self.decomposer, Student):
            return "iterative, oracle questions"
        return f"iterative, {self.decomposer.config.asking}{_hint_suffix(self.decomposer, self.guide)}"

    def _run(self, works: list[_Work]) -> _Rows:
        if not isinstance(self.decomposer, Student):
            for row, work in enumerate(works):
                yield from self._ask(row, work, [step.question for step in work.problem.steps if step.question])
        else:
            yield from _give_hints(self.decomposer, self.guide, works, self.settings)
            if self.decomposer.config.asking == "upfront":
                yield from self._ask_upfront(self.decomposer, works)
        for index in range(self.settings.max_steps):
            if isinstance(self.decomposer, Student) and self.decomposer.config.asking == "interleaved":
                yield from self._ask_next(self.decomposer, works, index)
            if not (rows := [row for row, work in enumerate(works) if len(work.questions) > index and not work.error]):
                break
            yield from self._solve_step(works, rows, index)
        for work in works:
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
        start = time.perf_counter()
        work = _Work(problem)
        for _, event in self._ask(0, work, [step.question for step in steps]):
            yield event
        for index, step in enumerate(steps):
            if step.solution:
                work.steps.append(TraceStep(step.question, step.solution))
                yield SolutionEnded(index, step.solution)
                continue
            for _, event in self._solve_step([work], [0], index):
                yield event
            if work.error:
                break
        yield self._end(work, time.perf_counter() - start)

    def _ask(self, row: int, work: _Work, questions: Sequence[str]) -> _Rows:
        for question in questions[: self.settings.max_steps - len(work.questions)]:
            work.questions.append(question)
            yield row, QuestionAsked(len(work.questions) - 1, question)

    def _ask_upfront(self, decomposer: Student, works: list[_Work]) -> _Rows:
        prompts = {
            row: decomposer.format.prompt(work.problem.text, hint=work.hint)
            for row, work in enumerate(works)
            if not work.error
        }
        for row, text, end in _write(decomposer, prompts, works, self.settings):
            work = works[row]
            work.text += text
            # A line is a question once the next line begins; one that the token limit cut off is none.
            *lines, rest = work.text.split("\n")
            work.text = rest
            if end == "eos":
                lines.append(rest)
            yield from self._ask(row, work, [line for line in map(one_line, lines) if line])

    def _ask_next(self, decomposer: Student, works: list[_Work], index: int) -> _Rows:
        prompts = {
            row: decomposer.format.prompt(work.problem.text, hint=work.hint, steps=work.history)
            for row, work in enumerate(works)
            if not work.error and len(work.questions) == index
        }
        texts = dict.fromkeys(prompts, "")
        for row, text, end in _write(decomposer, prompts, works, self.settings):
            texts[row] += text
            if end == "eos" and (question := one_line(texts[row])):
                yield from self._ask(row, works[row], [question])

    def _solve_step(self, works: list[_Work], rows: list[int], index: int) -> _Rows:
        prompts = {
            row: self.solver.format.prompt(
                works[row].problem.text, steps=works[row].history, question=works[row].questions[index]
            )
            for row in rows
        }
        texts = dict.fromkeys(rows, "")
        for row, text, end in _write(self.solver, prompts, works, self.settings):
            piece = text if texts[row] else text.lstrip(" ")
            texts[row] += piece
            if piece:
                yield row, TextWritten(index, piece)
            if end in ("eos", "limit"):
                solution = one_line(texts[row])
                works[row].steps.append(TraceStep(works[row].questions[index], solution, end == "eos"))
                yield row, SolutionEnded(index, solution, end == "eos")

    def _answer(self, work: _Work) -> str | None:
        return self.solver.format.parse(work.steps[-1].solution, work.problem.answer_kind).answer


def _hint_suffix(reader: Student, guide: Student | Oracle | None) -> str:
    if guide is None:
        return ""
    return f", {'oracle ' if guide == 'oracle' else ''}hint {reader.config.hint}"

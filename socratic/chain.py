"""One student, asked once: answer only, CoT or unified Socratic CoT.

>>> reasoner = ChainReasoner(load_student("students/cot"))                            # doctest: +SKIP
>>> for event in reasoner.stream(problem):                                            # doctest: +SKIP
...     print(event)
TextWritten(index=0, text='She')
TextWritten(index=0, text=' has')
...

The student writes all steps and the answer in one text. It is read line by line while it comes in, so that a page can
show a step before it is at its end.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from socratic.decoding import GREEDY, Decoding
from socratic.engine import BatchReasoner
from socratic.errors import StudentError
from socratic.formats import FINAL, QUESTION, SOLUTION
from socratic.hints import Oracle, check_guided, give_hint, hint_suffix
from socratic.problem import one_line
from socratic.rows import End
from socratic.students import AnyStudent
from socratic.traces import Event, QuestionAsked, SolutionEnded, TextWritten, TraceStep
from socratic.turns import Program, Work, write_text

__all__ = ["ChainReasoner"]


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
class ChainReasoner(BatchReasoner):
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
        check_guided(self.student, self.guide)

    @property
    def name(self) -> str:
        """The method's name as tables show it."""
        return str(self.student.config.role) + hint_suffix(self.student, self.guide)

    @property
    def _students(self) -> list[AnyStudent]:
        return [student for student in (self.student, self.guide) if isinstance(student, AnyStudent)]

    def _program(self, work: Work) -> Program:
        yield from give_hint(work, self.student, self.guide)
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
        work.text, _ = yield from write_text(work, self.student, prompt, tell)

    def _answer(self, work: Work) -> str | None:
        return self.student.format.parse(work.text, work.problem.answer_kind).answer

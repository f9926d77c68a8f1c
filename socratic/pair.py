"""The iterative method: a decomposer asks, a solver answers one question after the other.

>>> reasoner = SocraticReasoner(solver=solver, decomposer=decomposer)                 # doctest: +SKIP
>>> for event in reasoner.stream(problem):                                            # doctest: +SKIP
...     print(event)
QuestionAsked(index=0, question='How many apples does Ann have?')
TextWritten(index=0, text='She')
...
>>> edited = [Step("How many apples are in the bags?", ""), Step("How many are left?", "")]   # doctest: +SKIP
>>> events = list(reasoner.resume(problem, edited))                                   # doctest: +SKIP

`resume` goes on from sub-questions, and solutions, that a person gave.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from socratic.decoding import GREEDY, Decoding
from socratic.engine import BatchReasoner
from socratic.errors import FormatError, StudentError
from socratic.hints import Oracle, check_guided, give_hint, hint_suffix
from socratic.problem import Problem, Step, one_line
from socratic.rows import End
from socratic.students import AnyStudent, check_pair
from socratic.traces import Event, QuestionAsked, SolutionEnded, TextWritten, TraceStep
from socratic.turns import Beside, Program, Until, Work, write_text

__all__ = ["SocraticReasoner"]


@dataclass(frozen=True)
class SocraticReasoner(BatchReasoner):
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
            check_guided(self.decomposer, self.guide)
        elif self.guide is not None:
            raise StudentError("oracle questions come from the problem: nothing reads a guide's hint")
        elif self.solver.config.role != "solver":
            raise StudentError(f"{self.solver.name} is a {self.solver.config.role}, not a solver")

    @property
    def name(self) -> str:
        """The method's name as tables show it."""
        if not isinstance(self.decomposer, AnyStudent):
            return "iterative, oracle questions"
        return f"iterative, {self.decomposer.config.asking}{hint_suffix(self.decomposer, self.guide)}"

    @property
    def _students(self) -> list[AnyStudent]:
        return [student for student in (self.guide, self.decomposer, self.solver) if isinstance(student, AnyStudent)]

    def _program(self, work: Work) -> Program:
        interleaved = None
        if not isinstance(self.decomposer, AnyStudent):
            yield from self._ask(work, [step.question for step in work.problem.steps if step.question])
        else:
            yield from give_hint(work, self.decomposer, self.guide)
            if self.decomposer.config.asking == "interleaved":
                interleaved = self.decomposer
            elif not work.error:
                work.is_asking = True
                yield Beside(self._ask_upfront(work, self.decomposer))
        for index in range(self.settings.max_steps):
            if interleaved and not work.error:
                yield from self._ask_next(work, interleaved)
            yield Until(partial(work.can_go_on, index))
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

    def _go_on(self, work: Work, steps: Sequence[Step]) -> Program:
        yield from self._ask(work, [step.question for step in steps])
        for index, step in enumerate(steps):
            if step.solution:
                work.steps.append(TraceStep(step.question, step.solution))
                yield SolutionEnded(index, step.solution)
                continue
            yield from self._solve_step(work, index)
            if work.error:
                break

    def _ask(self, work: Work, questions: Sequence[str]) -> Iterator[Event]:
        for question in questions[: self.settings.max_steps - len(work.questions)]:
            work.questions.append(question)
            yield QuestionAsked(len(work.questions) - 1, question)

    def _ask_upfront(self, work: Work, decomposer: AnyStudent) -> Program:
        line = ""

        def tell(text: str, end: End | None) -> Iterator[Event]:
            # A line is a question once the next line begins; one that the token limit cut off is none.
            nonlocal line
            *lines, line = (line + text).split("\n")
            if end == "eos":
                lines.append(line)
            yield from self._ask(work, [question for question in map(one_line, lines) if question])

        yield from write_text(work, decomposer, decomposer.format.prompt(work.problem.text, hint=work.hint), tell)
        work.is_asking = False

    def _ask_next(self, work: Work, decomposer: AnyStudent) -> Program:
        prompt = decomposer.format.prompt(work.problem.text, hint=work.hint, steps=work.history)
        text, end = yield from write_text(work, decomposer, prompt)
        if end == "eos" and (question := one_line(text)):
            yield from self._ask(work, [question])

    def _solve_step(self, work: Work, index: int) -> Program:
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
        yield from write_text(work, self.solver, prompt, tell)

    def _answer(self, work: Work) -> str | None:
        return self.solver.format.parse(work.steps[-1].solution, work.problem.answer_kind).answer

"""The text of every student: what it reads (prompt), what it writes (completion), and how that is read back.

The one place that knows it. Training, decoding, scoring and the Space all come here. For the problem "Ann has 3 bags of
4 apples and eats 2. How many are left?" with two steps, each role reads the lines before the bar and writes the rest:

    answer       Problem: Ann has ... left?
                 Answer:| 10
    cot          Problem: Ann has ... left?
                 Solution:| She has 3*4 = <<3*4=12>>12 apples.
                 12-2 = <<12-2=10>>10 are left.
                 #### 10
    unified      Problem: Ann has ... left?
                 Steps:| Q: How many apples does Ann have?
                 A: She has 3*4 = <<3*4=12>>12 apples.
                 Q: How many are left?
                 A: 12-2 = <<12-2=10>>10 are left.
                 #### 10
    decomposer   Problem: Ann has ... left?
     (upfront)   Questions:| How many apples does Ann have?
                 How many are left?
    decomposer   Problem: Ann has ... left?
     (inter-     Q: How many apples does Ann have?
      leaved)    A: She has 3*4 = <<3*4=12>>12 apples.
                 Q:| How many are left?                          (nothing at all when there is no further question)
    solver       Problem: Ann has ... left?
                 Q: How many apples does Ann have?
                 A: She has 3*4 = <<3*4=12>>12 apples.
                 Q: How many are left?
                 A:| 12-2 = <<12-2=10>>10 are left.
    guide        Problem: Ann has ... left?
                 Equations:| <<3*4=12>>; <<12-2=10>>             (or Operators: *; -   or Count: 2)

A student that was trained with a hint reads the guide's whole line right after the problem. The solver reads no hint
(METHOD.md: "P, q1..qj, s1..s(j-1)"); a hint of its own only says which pair it was meant for. Every completion ends
with the tokenizer's EOS, which is no part of the text here. A prompt never ends in a blank and a completion begins with
one, so that tokens do not merge across the border.

The separators, the header words and `####` (GSM8K's own mark) are this project's choice; the paper does not state its.
"""

import re
from dataclasses import dataclass
from typing import Literal, get_args

from socratic.answers import FINAL, answer_from_solution, normalize_answer
from socratic.errors import FormatError
from socratic.problem import AnswerKind, Problem, Step, one_line

__all__ = [
    "ASKING",
    "FINAL",
    "FORMAT_VERSION",
    "HINTED_ROLES",
    "HINTS",
    "QUESTION",
    "ROLES",
    "SOLUTION",
    "Asking",
    "Example",
    "Hint",
    "Reading",
    "Role",
    "StudentFormat",
    "hint_of",
]

Role = Literal["answer", "cot", "unified", "decomposer", "solver", "guide"]
Hint = Literal["none", "count", "operators", "equations"]
Asking = Literal["upfront", "interleaved"]

ROLES: tuple[Role, ...] = get_args(Role)
HINTS: tuple[Hint, ...] = get_args(Hint)
ASKING: tuple[Asking, ...] = get_args(Asking)
HINTED_ROLES: tuple[Role, ...] = ("cot", "unified", "decomposer")
"""Roles that read the guide's line when their hint is not `none`."""

FORMAT_VERSION = 1
"""Goes into every `student.json`. Raise it with any change of the texts below: old students would misread new ones."""

QUESTION = "Q:"
SOLUTION = "A:"
NO_EQUATION = "_"
"""Stands in a hint for a step that has no equation."""

_HEADERS = {"answer": "Answer:", "cot": "Solution:", "unified": "Steps:", "decomposer": "Questions:"}
_HINT_HEADERS = {"count": "Count:", "operators": "Operators:", "equations": "Equations:"}
_ANNOTATION = re.compile(r"<<([^<>=]*)=([^<>=]*)>>")
_OPERATOR = re.compile(r"(?<=[\d).])\s*(//|[-+*/])")
_HINT_JOINT = "; "


@dataclass(frozen=True)
class Example:
    """One training example: the loss is on `completion` and the EOS that follows it."""

    prompt: str
    completion: str


@dataclass(frozen=True)
class Reading:
    """A completion read back: the steps that it states (a role that writes no questions leaves them empty, and the
    other way round), its answer or hint as text, None where it has none."""

    steps: tuple[Step, ...] = ()
    answer: str | None = None
    hint: str | None = None


def hint_of(problem: Problem, hint: Hint) -> str:
    """The gold hint of a problem: what a guide learns to write, and an oracle's hint.

    `count` is the number of steps; `operators` and `equations` go step by step, joined by "; ", with `_` for a step
    without annotation. Raises `FormatError` for an unknown or empty kind, and for a problem without steps.
    """
    if hint not in _HINT_HEADERS:
        raise FormatError(f"hint {hint!r} has no text; use one of {', '.join(_HINT_HEADERS)}")
    if not problem.steps:
        raise FormatError(f"problem {problem.id!r} has no steps to take a hint from")
    if hint == "count":
        return str(len(problem.steps))
    parts = []
    for step in problem.steps:
        annotations = list(_ANNOTATION.finditer(step.solution))
        if hint == "equations":
            part = " ".join(match.group(0) for match in annotations)
        else:
            part = " ".join(" ".join(_OPERATOR.findall(match.group(1))) for match in annotations)
        parts.append(part.strip() or NO_EQUATION)
    return _HINT_JOINT.join(parts)


@dataclass(frozen=True)
class StudentFormat:
    """The text format of one student.

    `hint` is the kind of hint it reads (or writes, for the guide); `asking` matters to the decomposer alone.
    Raises `FormatError` for an unknown role, hint or asking, and for a guide without a hint to write.
    """

    role: Role
    hint: Hint = "none"
    asking: Asking = "upfront"

    def __post_init__(self) -> None:
        for name, value, known in (
            ("role", self.role, ROLES),
            ("hint", self.hint, HINTS),
            ("asking", self.asking, ASKING),
        ):
            if value not in known:
                raise FormatError(f"unknown {name} {value!r}; known are {', '.join(known)}")
        if self.role == "guide" and self.hint == "none":
            raise FormatError("a guide needs a hint to write: set hint to count, operators or equations")

    @property
    def reads_hint(self) -> bool:
        """Whether the prompt needs the guide's line."""
        return self.role in HINTED_ROLES and self.hint != "none"

    def prompt(
        self, text: str, *, hint: str | None = None, steps: tuple[Step, ...] = (), question: str | None = None
    ) -> str:
        """What the student reads.

        `text` is the problem's; `hint` the guide's line, required exactly where `reads_hint`; `steps` the earlier steps
        (solver and interleaved decomposer); `question` the one to answer now (solver).
        """
        if self.reads_hint != (hint is not None):
            raise FormatError(
                f"a {self.role} with hint {self.hint!r} {'needs' if self.reads_hint else 'reads no'} hint"
            )
        if (self.role == "solver") != (question is not None):
            raise FormatError(f"a {self.role} {'needs a' if self.role == 'solver' else 'takes no'} question to answer")
        lines = [f"Problem: {one_line(text)}"]
        if hint is not None:
            lines.append(_HINT_HEADERS[self.hint] + _value(one_line(hint)))
        for step in steps:
            lines += [QUESTION + _value(step.question), SOLUTION + _value(step.solution)]
        if question is not None:
            lines += [QUESTION + _value(one_line(question)), SOLUTION]
        elif self.role == "decomposer" and self.asking == "interleaved":
            lines.append(QUESTION)
        elif self.role == "guide":
            lines.append(_HINT_HEADERS[self.hint])
        else:
            lines.append(_HEADERS[self.role])
        return "\n".join(lines)

    def examples(self, problem: Problem) -> list[Example]:
        """The training examples that one problem gives: one a step for the solver, one a question and one to stop for
        the interleaved decomposer, else one.

        The answer is `problem.target`: the expression, where the problem has placeholders.

        Raises `FormatError` when the problem has no steps, or steps without the questions that the role needs, and when
        it has placeholders but no expression.
        """
        steps = problem.steps
        if not problem.target:
            raise FormatError(f"problem {problem.id!r} has no expression over its placeholders to learn")
        if self.role != "answer" and not steps:
            raise FormatError(f"problem {problem.id!r} has no steps; a {self.role} learns from steps")
        if self.role in ("unified", "decomposer", "solver") and not all(step.question for step in steps):
            raise FormatError(f"problem {problem.id!r} has a step without a question; a {self.role} needs every one")
        hint = hint_of(problem, self.hint) if self.reads_hint else None
        if self.role == "solver":
            return [
                Example(self.prompt(problem.text, steps=steps[:j], question=step.question), _value(step.solution))
                for j, step in enumerate(steps)
            ]
        if self.role == "decomposer" and self.asking == "interleaved":
            return [
                Example(self.prompt(problem.text, hint=hint, steps=steps[:j]), _value(question))
                for j, question in enumerate([*(step.question for step in steps), ""])
            ]
        prompt = self.prompt(problem.text, hint=hint)
        final = f"{FINAL} {problem.target}"
        if self.role == "answer":
            lines = [problem.target]
        elif self.role == "cot":
            lines = [*(step.solution for step in steps), final]
        elif self.role == "unified":
            pairs = ((QUESTION + _value(s.question), SOLUTION + _value(s.solution)) for s in steps)
            lines = [*(line for pair in pairs for line in pair), final]
        elif self.role == "decomposer":
            lines = [step.question for step in steps]
        else:
            lines = [hint_of(problem, self.hint)]
        return [Example(prompt, " " + "\n".join(lines))]

    def parse(self, completion: str, kind: AnswerKind = "number") -> Reading:
        """A completion (without EOS) read back. Never raises: what a model wrote badly reads as fewer steps or no
        answer. Exact for what `examples` wrote.

        The answer stands after `####` for `cot` and `unified` and is the whole text for `answer`. The solver's answer
        is taken from its last solution (paper, p. 5) by `answers.answer_from_solution`.
        """
        text = completion.removeprefix(" ")
        if self.role == "answer":
            return Reading(answer=normalize_answer(text, kind))
        if self.role == "guide":
            return Reading(hint=one_line(text) or None)
        if self.role == "solver":
            solution = one_line(text)
            return Reading((Step("", solution),), answer_from_solution(solution, kind))
        if self.role == "decomposer":
            return Reading(tuple(Step(one_line(line), "") for line in text.split("\n") if line.strip()))
        lines = text.split("\n")
        answer = None
        finals = [number for number, line in enumerate(lines) if line.startswith(FINAL)]
        if finals:  # the last one: what a student adds after it is no step
            answer = normalize_answer(lines[finals[-1]].removeprefix(FINAL), kind)
            lines = lines[: finals[-1]]
        if self.role == "cot":
            return Reading(tuple(Step("", one_line(line)) for line in lines), answer)
        steps: list[Step] = []
        for line in lines:
            if line.startswith(QUESTION):
                steps.append(Step(one_line(line.removeprefix(QUESTION)), ""))
            elif line.startswith(SOLUTION) and steps:
                steps[-1] = Step(steps[-1].question, one_line(line.removeprefix(SOLUTION)))
        return Reading(tuple(steps), answer)


def _value(text: str) -> str:
    return f" {text}" if text else ""

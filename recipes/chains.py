"""A teacher's reply to a chain of steps, and the filter that decides whether students may learn from it.

    >>> reply = '{"steps": [{"question": "How many apples?", "solution": "3*4 = 12"}], "answer": "12"}'
    >>> problem = Problem("ann-1", "Ann has 3 bags of 4 apples. How many apples?", (), "12", "mine")
    >>> accepted_steps(problem, reply, questions=True)
    (Step(question='How many apples?', solution='3*4 = <<3*4=12>>12'),)
    >>> accepted_steps(problem, reply.replace("12", "13"), questions=True)
    Traceback (most recent call last):
    recipes.chains.RefusedChainError: wrong equation

A reply is hostile input: it is measured before it is parsed, and nothing in it is evaluated but by the calculator. The
paper's filter (METHOD.md) keeps a chain whose final answer equals the gold one; every other check here is ours.
"""

import json
import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Any, Literal, get_args

from socratic.answers import answer_from_solution, answers_match, normalize_answer
from socratic.calculator import check_equations
from socratic.problem import AnswerKind, Problem, Step, one_line

__all__ = ["REASONS", "Reason", "RefusedChainError", "accepted_steps", "check_steps", "parse_reply"]

Reason = Literal[
    "too long",
    "cut off",
    "does not parse",
    "strange characters",
    "no steps",
    "too many steps",
    "empty step",
    "step too long",
    "step repeats",
    "copies an exemplar",
    "wrong equation",
    "no equation",
    "wrong answer",
    "last step states another answer",
    "repeats an accepted chain",
    "refused by the endpoint",
]
REASONS: tuple[Reason, ...] = get_args(Reason)
"""Why a reply is not kept; each refused reply has exactly one, the first that holds."""

MAX_REPLY = 20_000
"""Characters of a reply; twelve steps of the longest kind are under 15,000."""

MAX_STEPS = 12
"""GSM8K's longest chain has 8 steps."""

MAX_TEXT = 600
"""Characters of one question or solution."""

_OPERATOR = r"\s*(?://|[-+*/×÷−–]|(?<=\s)[xX](?=\s))\s*"
_NUMBER = r"[$€£]?(?:[0-9][0-9,]*(?:\.[0-9]+)?|\.[0-9]+)%?"
_TERM = rf"\(*{_NUMBER}\)*"
_EQUATION = re.compile(
    rf"(?<![\w.,<$€£(])(?P<left>{_TERM}(?:{_OPERATOR}{_TERM})+)\s*=\s*(?P<right>[-−]?{_NUMBER})"
    r"(?![\w%]|[.,][0-9]|\s*[-+*/×÷]\s*[0-9(]|\s[0-9])"
)
_ANNOTATION = re.compile(r"<<[^<>=]*=([^<>=]*)>>")
_AFTER_ANNOTATION = re.compile(rf"<<[^<>=]*=([^<>=]*)>>\s*({_NUMBER})")
_GOES_ON = re.compile(r"(?:[-+*/×÷−–%(]|\bof|\b[xX])\s*\Z")
_SPECIAL = re.compile(r"<\|.*?\|>|</?s>|</?think>|\[/?INST\]|<(?:bos|eos|pad|unk)>|^(?:####|[QA]:)")
_FENCE = re.compile(r"```(?:json)?\s*\n(.*?)```", re.DOTALL)
_LINE = re.compile(r"\W*(Question|Solution|Answer|Step|Q|A)\s*[0-9]*[*_]*\s*:[*_]*\s*(.*)", re.IGNORECASE)
_WORDS = re.compile(r"\w+")


class RefusedChainError(Exception):
    """A reply that is not kept; its text is a `Reason`."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason)
        self.reason = reason


def accepted_steps(
    problem: Problem,
    reply: str,
    *,
    questions: bool,
    finish_reason: str | None = None,
    exemplars: Iterable[Problem] = (),
) -> tuple[Step, ...]:
    """The steps that a reply gives `problem`, its equations annotated. Raises `RefusedChainError`.

    `questions` is whether each step has to have one. `finish_reason` is the endpoint's: "length" is a cut reply.
    `exemplars` are the ones of the prompt, which no reply may repeat. A repeated question is refused here and not in
    `check_steps`: 1,200 of GSM8K's 7,473 gold chains have one.
    """
    if len(reply) > MAX_REPLY:
        raise RefusedChainError("too long")
    if finish_reason == "length":
        raise RefusedChainError("cut off")
    steps, answer = parse_reply(reply, problem.answer_kind)
    if not questions:
        steps = tuple(Step("", step.solution) for step in steps)
    _check_form(steps, questions)
    copied = {step.solution for exemplar in exemplars for step in exemplar.steps}
    if any(step.solution in copied for step in steps):
        raise RefusedChainError("copies an exemplar")
    if answer is not None and not answers_match(normalize_answer(answer, problem.answer_kind), problem.answer):
        raise RefusedChainError("wrong answer")
    if questions and _repeats(step.question for step in steps):
        raise RefusedChainError("step repeats")
    steps = tuple(Step(step.question, _annotated(step.solution)) for step in steps)
    check_steps(problem, steps, questions=questions)
    return steps


def parse_reply(reply: str, kind: AnswerKind) -> tuple[tuple[Step, ...], str | None]:
    """(steps, stated answer) of a reply: the JSON that the prompts ask for, bare, fenced or after other words; or
    lines of "Q:", "A:" and "Answer:". What a reasoning model thinks before `</think>` is passed over.

    Raises `RefusedChainError` where neither can be read.
    """
    text = reply.rpartition("</think>")[2].strip()
    record = _json_object(text)
    if record is not None:
        return _from_json(record, kind)
    if "{" in text:  # broken JSON: what its lines say is a guess
        raise RefusedChainError("does not parse")
    return _from_lines(text)


def check_steps(problem: Problem, steps: Sequence[Step], *, questions: bool) -> None:
    """Raise `RefusedChainError` unless `steps` are a chain to `problem`'s answer that students can learn.

    A number needs at least one equation, and every equation has to be right: annotated or bare, and what is written
    after an annotation. The last solution alone has to state the answer, as that is where it is read at inference.
    """
    _check_form(steps, questions)
    if _repeats(step.solution for step in steps):
        raise RefusedChainError("step repeats")
    if not all(_equations_hold(text) for step in steps for text in (step.question, step.solution)):
        raise RefusedChainError("wrong equation")
    if problem.answer_kind == "number" and not any(check_equations(step.solution) for step in steps):
        raise RefusedChainError("no equation")
    if not answers_match(answer_from_solution(steps[-1].solution, problem.answer_kind), problem.answer):
        raise RefusedChainError("last step states another answer")


def _words(text: str) -> list[str]:
    return _WORDS.findall(text.lower())


def _check_form(steps: Sequence[Step], questions: bool) -> None:
    """What has to hold before regular expressions look closer."""
    if not steps:
        raise RefusedChainError("no steps")
    if len(steps) > MAX_STEPS:
        raise RefusedChainError("too many steps")
    for step in steps:
        if not step.solution or (questions and not step.question):
            raise RefusedChainError("empty step")
        if max(len(step.question), len(step.solution)) > MAX_TEXT:
            raise RefusedChainError("step too long")
        if _is_strange(step.question) or _is_strange(step.solution):
            raise RefusedChainError("strange characters")


def _repeats(texts: Iterable[str]) -> bool:
    seen = [tuple(_words(text)) for text in texts]
    return len(set(seen)) < len(seen)


def _json_object(text: str) -> dict[str, Any] | None:
    """The object that is the whole text, or the last fenced block, or what stands from the first brace on."""
    blocks = _FENCE.findall(text)
    first = text.find("{")
    for candidate in (text, *blocks[-1:], *([text[first:]] if first > 0 else [])):
        try:
            found, _ = json.JSONDecoder().raw_decode(candidate.strip())
        except (ValueError, RecursionError):
            continue
        if isinstance(found, dict):
            return found
    return None


def _text(raw: str) -> str:
    if len(raw) > 2 * MAX_TEXT:  # one_line takes time that grows with the square of a run of blanks
        raise RefusedChainError("step too long")
    return one_line(raw)


def _from_json(record: dict[str, Any], kind: AnswerKind) -> tuple[tuple[Step, ...], str | None]:
    raw, answer = record.get("steps"), record.get("answer")
    if not isinstance(raw, list):
        raise RefusedChainError("does not parse")
    if isinstance(answer, bool):
        answer = "yes" if answer else "no"
    elif isinstance(answer, int | float):
        answer = str(answer)
    if not isinstance(answer, str | None) or (answer is not None and normalize_answer(answer, kind) is None):
        raise RefusedChainError("does not parse")
    steps = []
    for item in raw:
        question, solution = (item.get("question", ""), item.get("solution")) if isinstance(item, dict) else ("", item)
        if not isinstance(question, str) or not isinstance(solution, str):
            raise RefusedChainError("does not parse")
        steps.append(Step(_text(question), _text(solution)))
    return tuple(steps), answer


def _from_lines(text: str) -> tuple[tuple[Step, ...], str | None]:
    steps: list[Step] = []
    asked: str | None = None
    for line in text.splitlines():
        match = _LINE.match(line)
        if match is None:
            if line.strip() and steps:  # a continuation, or chatter: which of them cannot be known
                raise RefusedChainError("does not parse")
            continue
        label, value = match[1].lower(), _text(match[2])
        if label == "answer" and asked is None:
            return tuple(steps), value
        if label in ("q", "question"):
            if asked is not None:
                raise RefusedChainError("does not parse")
            asked = value
        else:
            steps.append(Step(asked or "", value))
            asked = None
    if not steps or asked is not None:
        raise RefusedChainError("does not parse")
    return tuple(steps), None


def _bare_equations(text: str) -> Iterable[re.Match[str]]:
    """Equations as a reader sees them. Where the left side may begin earlier than its first number ("3 apples + 4*2"),
    it is none."""
    return (match for match in _EQUATION.finditer(text) if not _GOES_ON.search(text, 0, match.start()))


def _as_annotation(match: re.Match[str]) -> str:
    left, right = (re.sub(r"[\s$€£,]", "", match[side]) for side in ("left", "right"))
    return f"<<{re.sub('[xX]', '*', left)}={right.replace('−', '-')}>>"


def _equations_hold(text: str) -> bool:
    if not all(equation.correct for equation in check_equations(text)):
        return False
    visible = _ANNOTATION.sub("", text)
    if "<<" in visible or ">>" in visible:
        return False
    if not all(answers_match(written, stated) for stated, written in _AFTER_ANNOTATION.findall(text)):
        return False
    return all(check_equations(_as_annotation(match))[0].correct for match in _bare_equations(visible))


def _annotated(solution: str) -> str:
    """`solution` with its bare equations annotated as GSM8K's are, where it has no annotation: students read theirs
    from there, and the calculator fills them in."""
    if "<<" in solution or ">>" in solution:
        return solution
    parts, end = [], 0
    for match in _bare_equations(solution):
        parts += [solution[end : match.start("right")], _as_annotation(match)]
        end = match.start("right")
    return "".join([*parts, solution[end:]])


def _is_strange(text: str) -> bool:
    """Control, format and unassigned characters (a lone surrogate cannot even be written), models' own marks, and a
    beginning that is a mark of the students' formats."""
    return _SPECIAL.search(text) is not None or any(unicodedata.category(sign) in _STRANGE for sign in text)


_STRANGE = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})

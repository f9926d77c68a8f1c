"""The arithmetic of a step, checked: every equation that it writes, annotated or plain. Knows nothing of Gradio.

>>> [(check.equation, check.verdict) for check in check_text("She has 3*4 = <<3*4=13>>13, so 13-2 = 11.")]
[('3*4 = 13', 'wrong: should be 12'), ('13-2 = 11', 'right')]
>>> check_text("Two apples for each of them, x + 3*4 = 17.")  # what is part of something larger is left alone
()

An annotation is always an equation: one that cannot be calculated is wrong. In plain text only what is plainly
arithmetic counts, on both sides of the sign; everything else is words. What the calculator takes, and how sizes are
limited, is for `socratic.calculator` to say; here are only regular expressions without nested repetition.
"""

import re
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from socratic.calculator import Equation, calculate, check_equations, format_value
from socratic.errors import CalculatorError

__all__ = ["ANNOTATION", "MAX_CHECKED_CHARACTERS", "Check", "check_text"]

MAX_CHECKED_CHARACTERS = 20_000
"""Longer texts are not searched for equations; no student writes that much in one step."""

ANNOTATION = re.compile(r"<<[^<>=]*=[^<>=]*>>")

_RUN = re.compile(r"[0-9$€£¥¢%.,()+\-*/×÷−–\s]+")
_BREAK = re.compile(r"[,.]\s|[,.]\Z")
_OPERATOR = re.compile(r"(?<=[\d)%$€£¥¢.\s])[-+*/×÷−–]")
_LEADING_NUMBER = re.compile(
    r"\s*[-−–]?\s?[$€£¥¢]?\s?(?:[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])|[0-9]+)?(?:\.[0-9]+)?[%$€£¥¢]?"
)
_BEGINS_BINARY = re.compile(r"\s*[+*/×÷)]")
_BEGINS_MINUS = re.compile(r"\s*[-−–]")
_MAGNITUDES = re.compile(r"[kKmM]\b|\^")


@dataclass(frozen=True)
class Check:
    """One equation and the calculator's word on it.

    `value` is the true value of the left side, None where it is no calculation; `stated` is the value that the step
    goes on with, None where the right side is no number.
    """

    equation: str
    value: Fraction | None
    stated: Fraction | None
    correct: bool

    @property
    def verdict(self) -> str:
        """The outcome in words."""
        if self.correct:
            return "right"
        return "not a calculation" if self.value is None else f"wrong: should be {format_value(self.value)}"


def check_text(text: str, *, finished: bool = True) -> tuple[Check, ...]:
    """Every equation in `text`, in the order written; each is listed once, although GSM8K's form writes it twice.

    While a step is being written (`finished` False), the last plain equation may lack a digit, so only annotations
    count.
    """
    if len(text) > MAX_CHECKED_CHARACTERS:
        return ()
    found: list[tuple[int, Check]] = []
    for match in ANNOTATION.finditer(text):
        found += [(match.start(), _from_equation(equation)) for equation in check_equations(match.group())]
    if finished:
        known = {(check.value, check.stated) for _, check in found}
        blanked = ANNOTATION.sub(lambda match: "\0" * len(match.group()), text)
        # `3*4 = <<3*4=12>>12`: with the annotation out of the way, its number follows the sign.
        plain = [(start, check) for start, check in _plain(blanked) if (check.value, check.stated) not in known]
        found += plain
    return tuple(check for _, check in sorted(found, key=lambda pair: pair[0]))


def _from_equation(equation: Equation) -> Check:
    return Check(
        f"{equation.expression.strip()} = {equation.stated.strip()}",
        equation.value,
        _value(equation.stated),
        equation.correct,
    )


def _plain(text: str) -> list[tuple[int, Check]]:
    """(position, check) of the equations outside annotations; NUL stands where an annotation was."""
    text_without = text.replace("\0", "")
    offsets = [index for index, character in enumerate(text) if character != "\0"]
    runs = list(_RUN.finditer(text_without))
    found = []
    for left, right in pairwise(runs):
        if text_without[left.end() : right.start()] != "=":
            continue
        expression = _left_side(text_without, left)
        stated = _right_side(text_without, right)
        if expression is None or stated is None:
            continue
        if not (_OPERATOR.search(expression) or _OPERATOR.search(stated)):
            continue
        check = _check(expression, stated)
        if check is not None:
            found.append((offsets[left.start()], check))
    return found


def _left_side(text: str, run: re.Match[str]) -> str | None:
    """The expression that ends at the sign, or None where it may be the tail of something larger."""
    breaks = list(_BREAK.finditer(run.group()))
    if breaks:
        expression, before = run.group()[breaks[-1].end() :], ""
    else:
        expression, before = run.group(), text[: run.start()].rstrip()[-1:]
        if not expression[:1].isspace() and before and before not in "\"'“‘([{:;=>":
            return None
    if _BEGINS_BINARY.match(expression) or (_BEGINS_MINUS.match(expression) and before not in ("", ":", ";", "=")):
        return None
    return expression.strip()


def _right_side(text: str, run: re.Match[str]) -> str | None:
    """The number, or expression, that follows the sign."""
    if _MAGNITUDES.match(text, run.end()) and not run.group()[-1:].isspace():
        return None
    found = _BREAK.search(run.group())
    stated = run.group()[: found.start()] if found else run.group()
    if _value(stated) is not None:
        return stated.strip()
    number = _LEADING_NUMBER.match(stated)
    return number.group().strip() if number and number.group().strip() else None


def _check(expression: str, stated: str) -> Check | None:
    """None where one of the two is no calculation: then it was words."""
    value, claim = _value(expression), _value(stated)
    if value is None or claim is None:
        return None
    correct = _agrees(value, claim, stated)
    if not correct and stated.endswith("%"):  # `1/4*100 = 25%`
        bare = claim * 100
        correct = _agrees(value, bare, stated[:-1])
        claim = bare if correct else claim
    return Check(f"{expression} = {stated}", value, claim, correct)


def _agrees(value: Fraction, claim: Fraction, written: str) -> bool:
    """As `check_equations`: a decimal may be what the value rounds to."""
    _, point, decimals = written.strip().partition(".")
    tolerance = Fraction(1, 2 * 10 ** len(decimals)) if point and decimals.isdigit() else Fraction(0)
    return abs(value - claim) <= tolerance


def _value(text: str) -> Fraction | None:
    try:
        return calculate(text)
    except CalculatorError:
        return None

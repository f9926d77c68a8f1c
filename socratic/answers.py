"""Answers: reading one from a text, writing it in one form, and comparing it with the gold one.

The one place for it: what filters the teacher's chains, scores the students and marks the demo is the same function.

    >>> normalize_answer("$1,234.50 in total.", "number")
    '1234.5'
    >>> answer_from_solution("In 2 weeks he reads 48+24 = <<48+24=72>>72 pages in 3 books.", "number")
    '72'
    >>> answers_match("72.0", "72"), answers_match("0.25", "25%"), answers_match(None, "72")
    (True, True, False)
    >>> answer_from_solution("A whale is heavier than a cat. So the answer is yes.", "yesno")
    'yes'
    >>> answer_from_text("Half of 5,606 is 2,803.\\n#### 2,803 eggs, in 3 boxes", "number")
    '2803'
    >>> answer_value(answer_from_text("#### (number0+number1)-number2 marbles", "expression"), ("7", "12", "15"))
    '4'

What is read and what is not, where others may choose otherwise:

- Digits only. A number in words ("twelve") is no answer: students are taught digits, and words bring wrong readings
  ("each *one* gets"). Of 3,496 answers of a large model on SVAMP it would have made 10 right, all of them "one".
- English signs: the comma groups thousands, the point begins decimals. `5 600` is two numbers, and so is `1,5`.
- Units are no part of a number: `$5`, `5 dollars` and `5` are the same, and `50 cents` is 50, not 0.5.
- A dash between two numbers is no minus (`75-111` is 75 and 111), nor is one that begins a list's line.
- Where several numbers stand, place decides, not sense: the first in a short answer, the last in a solution.
"""

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from socratic.errors import CalculatorError
from socratic.expressions import evaluate, expressions_in
from socratic.problem import AnswerKind

__all__ = [
    "FINAL",
    "answer_from_solution",
    "answer_from_text",
    "answer_value",
    "answers_match",
    "normalize_answer",
    "numbers_in",
    "parse_number",
]

FINAL = "####"
"""What stands before the final answer, at the start of a chain's last line: GSM8K's own mark."""

RELATIVE_TOLERANCE = Fraction(1, 100_000)
"""How far two numbers may lie apart, relative to the gold one, when at least one of them is no integer. The calculator
rounds to six digits and a later step multiplies the error (1/6 is written 0.166667, and six times that is 1.000002)."""

MAX_CHARACTERS = 100
"""A longer number is no answer; Python itself refuses to read integers above 4,300 digits."""

_VULGAR = {
    "¼": Fraction(1, 4), "½": Fraction(1, 2), "¾": Fraction(3, 4), "⅓": Fraction(1, 3), "⅔": Fraction(2, 3),
    "⅕": Fraction(1, 5), "⅖": Fraction(2, 5), "⅗": Fraction(3, 5), "⅘": Fraction(4, 5), "⅙": Fraction(1, 6),
    "⅚": Fraction(5, 6), "⅛": Fraction(1, 8), "⅜": Fraction(3, 8), "⅝": Fraction(5, 8), "⅞": Fraction(7, 8),
}  # fmt: skip
_MINUS = "-−–"
_WHOLE = r"(?:[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])|[0-9]+)"
_NUMBER = re.compile(
    rf"""
    (?P<sign> (?<![\w.)\]%]) [{_MINUS}+] (?: (?=\S) | (?<![\w.)\]%]\s.) \s ) )?  # no minus of "10-3" or "10 - 3"
    (?: [$€£¥] \s? (?P<sign_after> [{_MINUS}] )? )?
    (?:
        (?: (?P<integer> {_WHOLE}) \s? )? (?P<vulgar> [{"".join(_VULGAR)}])
      | (?: (?P<mixed> {_WHOLE}) \s+ )? (?P<above> {_WHOLE}) \s?/\s? (?P<below> [0-9]+) (?! [0-9.,]*[0-9/])
      | (?P<decimal> {_WHOLE} (?: \.[0-9]+ )? | \.[0-9]+ ) (?: [eE] (?P<exponent> [-+]?[0-9]{{1,3}}) (?![0-9]) )?
    )
    (?P<percent> \s?% )?
    """,
    re.VERBOSE,
)
_BULLET = re.compile(rf"\n[ \t]*[{_MINUS}+][ \t]")  # of a list
_YESNO = {"yes": "yes", "true": "yes", "no": "no", "false": "no"}
_YESNO_WORD = re.compile(r"(?P<negated>(?:\bnot|n['’]t)\s+)?\b(?P<word>yes|no|true|false)\b", re.IGNORECASE)
_LEADING_YESNO = re.compile(r"\W*(?P<word>yes|no|true|false)\b", re.IGNORECASE)
_OPENING_YESNO = re.compile(rf"\A{_LEADING_YESNO.pattern}(?=\W*?[-–—,.;:!\n]|\W*\Z)", re.IGNORECASE)
_STATED_YESNO = re.compile(rf"\banswer(?:\s+is|\s*:)\W*?{_YESNO_WORD.pattern}", re.IGNORECASE)
_OPPOSITE = {"yes": "no", "no": "yes"}
_FINAL = re.compile(rf"{FINAL}([^\n]*)")
_ANNOTATION = re.compile(r"<<[^<>=]*=([^<>=]*)>>")


def parse_number(text: str) -> Fraction | None:
    """The first number in a short answer text, exactly; None where there is none.

    Reads `5,600`, `.5`, `-3`, `−3`, `$1,234.50`, `-$5`, `3/4`, `1 1/2`, `1½`, `1e-05` and passes over words, units and
    full stops around them. `25%` is 25: what a percent sign means is for `answers_match` to say.
    """
    found = _first_number(text)
    return None if found is None else found[0]


def numbers_in(text: str) -> list[tuple[Fraction, bool]]:
    """Every number in `text`, in order, each with whether a percent sign follows it: `25%` is (25, True)."""
    return list(_numbers(text))


def normalize_answer(text: str, kind: AnswerKind) -> str | None:
    """An answer text in the one form that is stored and shown, or None where no answer can be read.

    A number is an integer without commas, else a decimal, else a fraction (`5600`, `0.25`, `1/3`), and keeps a percent
    sign (`25%`). For `yesno` the first word must be yes, no, true or false, in any case; it becomes `yes` or `no`. For
    `expression` it is the first one over placeholders, as it stands; `answer_value` evaluates it.
    """
    if kind == "expression":
        return next(iter(expressions_in(text)), None)
    if kind == "yesno":
        word = _LEADING_YESNO.match(text)
        return _YESNO[word.group("word").lower()] if word else None
    found = _first_number(text)
    return None if found is None else _canonical(found)


def answer_from_text(text: str, kind: AnswerKind) -> str | None:
    """The answer that any text states, normalised, or None: a short answer, a solution, a chain, a model's reply.

    Where a `####` stands, what follows the last one on its line is read as a short answer, and where that is none there
    is none. Any other text is read as `answer_from_solution` reads it. An answer that is normal already stays as it is.
    """
    if finals := _FINAL.findall(text):
        return normalize_answer(finals[-1], kind)
    return answer_from_solution(text, kind)


def answer_from_solution(solution: str, kind: AnswerKind) -> str | None:
    """The answer that the last solution of a chain states, normalised, or None.

    A number: the value of the last `<<...=value>>`; where there is none, the last number. On the gold last solutions
    this is the gold answer for 7,399 of GSM8K's 7,473 training and 1,307 of its 1,319 test problems; the others state
    another number afterwards or in passing ("6 days because 6 < 8"), or contradict the answer. Taking the number
    after the last `=` instead was measured and gains 3.

    `yesno`: the word that the last "answer is" or "answer:" states; else the one that the text opens with, set off by a
    sign ("Yes, there is no doubt"); else the last of the words yes, no, true and false, turned round by a "not" right
    before it ("That isn't true"). A "no" of "no cat" is not told from an answer.

    `expression`: the last one over placeholders, as it stands.
    """
    if kind == "expression":
        return next(reversed(expressions_in(solution)), None)
    if kind == "yesno":
        return _stated_yesno(solution)
    for stated in reversed(_ANNOTATION.findall(solution)):
        if (found := _first_number(stated)) is not None:
            return _canonical(found)
    numbers = numbers_in(_ANNOTATION.sub(" ", solution))
    return _canonical(numbers[-1]) if numbers else None


def answer_value(answer: str | None, numbers: Sequence[str]) -> str | None:
    """What an answer that was read comes to: itself, or with `numbers` the normalised value of the expression that it
    is. None where there is no answer, or none that can be evaluated, such as one with a placeholder too many."""
    if answer is None or not numbers:
        return answer
    try:
        return _canonical((evaluate(answer, numbers), False))
    except CalculatorError:
        return None


def answers_match(predicted: str | None, gold: str) -> bool:
    """Whether a predicted answer counts as the gold one. None never does.

    Two integers must be equal. Where one of the two is no integer, they may differ by `RELATIVE_TOLERANCE` of the gold.
    Where only one has a percent sign, it may mean the number itself or a hundredth of it: `25%` counts as 25 and as
    0.25. Yes and no also match true and false, in any case.
    """
    if predicted is None:
        return False
    if (wanted := normalize_answer(gold, "yesno")) is not None:
        return normalize_answer(predicted, "yesno") == wanted
    one, other = _first_number(predicted), _first_number(gold)
    if one is None or other is None:
        return False
    (value, percent), (target, target_percent) = one, other
    if _close(value, target):
        return True
    if percent and not target_percent:
        return _close(value / 100, target)
    if target_percent and not percent:
        return _close(value, target / 100)
    return False


def _stated_yesno(text: str) -> str | None:
    for pattern in (_STATED_YESNO, _OPENING_YESNO, _YESNO_WORD):
        if found := list(pattern.finditer(text)):
            groups = found[-1].groupdict()
            answer = _YESNO[groups["word"].lower()]
            return _OPPOSITE[answer] if groups.get("negated") else answer
    return None


def _close(value: Fraction, target: Fraction) -> bool:
    if value.denominator == 1 and target.denominator == 1:
        return value == target
    return abs(value - target) <= RELATIVE_TOLERANCE * abs(target)


def _first_number(text: str) -> tuple[Fraction, bool] | None:
    return next(_numbers(text), None)


def _numbers(text: str) -> Iterator[tuple[Fraction, bool]]:
    """The readable numbers and whether a percent sign follows each."""
    for match in _NUMBER.finditer(_BULLET.sub("\n", text)):
        if (found := _read(match)) is not None:
            yield found


def _read(match: re.Match[str]) -> tuple[Fraction, bool] | None:
    if len(match.group()) > MAX_CHARACTERS:
        return None
    if vulgar := match.group("vulgar"):
        value = _fraction(match.group("integer") or "0") + _VULGAR[vulgar]
    elif below := match.group("below"):
        if int(below) == 0:
            return None
        value = _fraction(match.group("mixed") or "0") + _fraction(match.group("above")) / int(below)
    else:
        value = _fraction(match.group("decimal")) * Fraction(10) ** int(match.group("exponent") or 0)
    sign = (match.group("sign") or "") + (match.group("sign_after") or "")
    if any(minus in sign for minus in _MINUS):
        value = -value
    return value, match.group("percent") is not None


def _fraction(digits: str) -> Fraction:
    return Fraction(digits.replace(",", ""))


def _canonical(found: tuple[Fraction, bool]) -> str:
    value, percent = found
    return _shortest(value) + ("%" if percent else "")


def _shortest(value: Fraction) -> str:
    """An integer, a terminating decimal or a fraction, whichever says `value` exactly."""
    rest, places = value.denominator, 0
    for prime in (2, 5):
        count = 0
        while rest % prime == 0:
            rest //= prime
            count += 1
        places = max(places, count)
    if rest != 1:
        return str(value)
    digits = str(abs(value.numerator) * (10**places // value.denominator)).rjust(places + 1, "0")
    text = f"{digits[:-places]}.{digits[-places:]}" if places else digits
    return f"-{text}" if value < 0 else text

"""Problems whose numbers are replaced by placeholders, and the expressions over them that students answer with.

The paper does so with SVAMP: the student reads `number0`, `number1` ... and writes an expression, whose value counts.

    >>> masked("Tom had 1,007 red and 12 green marbles. Now he has 15.")
    ('Tom had number0 red and number1 green marbles. Now he has number2.', ('1007', '12', '15'))
    >>> expressions_in("He had number0+number1 of 2 colours, now he has (number0+number1)-number2.")
    ['number0+number1', '(number0+number1)-number2']
    >>> evaluate("(number0+number1)-number2", ("7", "12", "15"))
    Fraction(4, 1)

What a model writes is hostile input: `socratic.calculator` alone evaluates it, with numbers in the place of the
placeholders.
"""

import re
from collections.abc import Sequence
from fractions import Fraction

from socratic.calculator import calculate
from socratic.errors import CalculatorError

__all__ = ["evaluate", "expressions_in", "masked", "with_numbers"]

_NUMBER = re.compile(r"(?:[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])|[0-9]+)(?:\.[0-9]+)?|\.[0-9]+")
_PLACEHOLDER = re.compile(r"(?<![\w.])number([0-9]{1,3})(?!\w)")
_PIECE = r"(?:(?<![\w.])number[0-9]{1,3}(?!\w)|(?<![\w.])(?:[0-9]+(?:\.[0-9]+)?|\.[0-9]+)(?!\w)|[-+*/()×÷−–])"
_EXPRESSION = re.compile(rf"{_PIECE}(?:[ \t]*{_PIECE})*")  # in one line


def masked(text: str) -> tuple[str, tuple[str, ...]]:
    """`text` with its numbers, in order, as `number0`, `number1` ...; and the numbers, without thousands commas.

    Digits only, as in SVAMP's own masked files: `three` and `half` stay. A number that stands twice has two
    placeholders.
    """
    numbers: list[str] = []

    def replaced(match: re.Match[str]) -> str:
        numbers.append(match.group().replace(",", ""))
        return f"number{len(numbers) - 1}"

    return _NUMBER.sub(replaced, text), tuple(numbers)


def with_numbers(text: str, numbers: Sequence[str]) -> str:
    """`text` with the numbers put back. A placeholder that has no number stays."""
    return _PLACEHOLDER.sub(
        lambda match: numbers[int(match.group(1))] if int(match.group(1)) < len(numbers) else match.group(), text
    )


def expressions_in(text: str) -> list[str]:
    """Every stretch of placeholders, numbers, operators and brackets in `text`, in order, that has a placeholder.

    A bare number is none: a student that reads placeholders cannot know it. Nothing says that it can be evaluated.
    """
    stretches = (match.group() for match in _EXPRESSION.finditer(text))
    return [stretch for stretch in stretches if _PLACEHOLDER.search(stretch)]


def evaluate(expression: str, numbers: Sequence[str]) -> Fraction:
    """The exact value of an expression, `number0` being `numbers[0]`, and so on.

    Raises `CalculatorError` for a placeholder without a number, and for what `calculate` refuses.
    """
    for index in map(int, _PLACEHOLDER.findall(expression)):
        if index >= len(numbers):
            raise CalculatorError(
                f"cannot calculate {expression[:40]!r}: there is no number{index}; "
                f"this problem's {len(numbers)} numbers count from number0"
            )
    # Blanks keep what stands beside a placeholder from becoming part of its number.
    return calculate(_PLACEHOLDER.sub(lambda match: f" {numbers[int(match.group(1))]} ", expression))

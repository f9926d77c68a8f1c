"""The calculator that fills in `<<48/2=` while a student writes, and that checks what it wrote.

GSM8K marks arithmetic with `<<expression=value>>`. A small model learns which expression to write but not to evaluate
it, so at inference this module writes the value:

    >>> fill("Half of them are 48/2 = <<48/2=")
    '24>>'
    >>> calculate("$1,250 × 20% − (3 + .5)")
    Fraction(493, 2)
    >>> check_equations("She has <<3*4=13>>13 apples.")
    [Equation(expression='3*4', stated='13', value=Fraction(12, 1), correct=False)]

What a model writes is hostile input. A regular expression that knows numbers, operators and brackets and nothing else
cuts an expression into tokens. Only then does Python's parser see it, with each number replaced by its index in a list,
and a walk over the tree evaluates it in exact rationals. There are no names, calls or powers, and every size is
limited, so there is nothing to time out and the calculator may run in any thread.
"""

import ast
import operator
import re
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from socratic.errors import CalculatorError

__all__ = ["Equation", "calculate", "check_equations", "fill", "format_value", "operands"]

MAX_LENGTH = 200
"""Characters in an expression; the longest in GSM8K has 30."""

MAX_DEPTH = 20
"""Brackets inside one another."""

MAX_DIGITS = 30
"""Digits of one number."""

MAX_BITS = 256
"""Bits of a numerator or denominator, checked after every operation: about 77 digits."""

MAX_PLACES = 12
"""Decimal places that a value is written with exactly."""

ROUNDED_PLACES = 6
"""Decimal places of a value that has no short exact form; significant digits where the value is below 1."""

_NUMBER = r"(?:[0-9]{1,3}(?:,[0-9]{3})+(?![0-9,])|[0-9]+)(?:\.[0-9]*)?|\.[0-9]+"
_TOKEN = re.compile(rf"\s*(?:(?:[$€£¥¢]\s*)?(?P<number>{_NUMBER})(?P<unit>[$€£¥¢]|%)?|(?P<sign>//|[-+*/()]))\s*")
_OPERATIONS: dict[type[ast.operator], Callable[[Fraction, Fraction], Fraction]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.FloorDiv: lambda left, right: Fraction(left // right),
}
_SIGNS = str.maketrans("×÷−–", "*/--")
_ANNOTATION = re.compile(r"<<([^<>=]*)=([^<>=]*)>>")
_OPEN_ANNOTATION = re.compile(r"<<([^<>=]*)=\Z")


@dataclass(frozen=True)
class Equation:
    """One `<<expression=stated>>`. `value` is None when the calculator refuses the expression; then `correct` is
    False."""

    expression: str
    stated: str
    value: Fraction | None
    correct: bool


def calculate(expression: str) -> Fraction:
    """The exact value of an arithmetic expression.

    Known are `+ - * / //` (also written `× ÷ − –`), signs, brackets, numbers such as `5`, `.5` and `1,250.75`, a
    currency sign beside a number (ignored) and `%` directly after one (a hundredth). Raises `CalculatorError` for
    everything else, for a division by zero, and for sizes above this module's limits.
    """
    if len(expression) > MAX_LENGTH:
        raise _refusal(expression, f"it is longer than {MAX_LENGTH} characters")
    numbers: list[Fraction] = []
    indexed = _index_numbers(expression, numbers)
    try:
        tree = ast.parse(indexed, mode="eval")
    except SyntaxError:
        raise _refusal(expression, "it is not complete arithmetic") from None
    try:
        return _evaluate(tree.body, numbers)
    except ZeroDivisionError:
        raise _refusal(expression, "it divides by zero") from None
    except _NotArithmeticError as error:
        raise _refusal(expression, str(error)) from None


def format_value(value: Fraction) -> str:
    """`value` as the calculator writes it: an integer as such, a short decimal exactly, anything else rounded.

    GSM8K's own annotations follow no single rule: beside `0.2` stand `.2`, `4.80` and `30.00`. The shortest decimal
    with a leading zero is the most common form and gives the very same text for 27,175 of its 27,998 annotations. None
    of them is rounded, so the rounding is ours: 6 places, or 6 significant digits below 1 (`33.333333`, `0.00333333`).
    """
    places = _exact_places(value)
    if places is None:
        places = ROUNDED_PLACES
        scaled = abs(value)
        while 0 < scaled * 10 < 1:
            scaled *= 10
            places += 1
    digits = str(round(abs(value) * 10**places)).rjust(places + 1, "0")
    text = digits if places == 0 else f"{digits[:-places]}.{digits[-places:]}".rstrip("0").rstrip(".")
    return f"-{text}" if value < 0 else text


def fill(text: str) -> str | None:
    """What the calculator writes after `text`, a student's solution so far: `24>>` after `... <<48/2=`.

    None where `text` does not end in an open annotation, or its expression is refused: the student goes on by itself.
    """
    match = _OPEN_ANNOTATION.match(text, max(text.rfind("<<"), 0))
    if match is None:
        return None
    try:
        return f"{format_value(calculate(match.group(1)))}>>"
    except CalculatorError:
        return None


def operands(expression: str) -> list[Fraction]:
    """The numbers in an expression, in order, a percentage as its hundredth: [3, 4, 1/5] for `(3+4)*20%`.

    Raises `CalculatorError` for what `calculate` does not read either, but not for a division by zero or brackets left
    open.
    """
    if len(expression) > MAX_LENGTH:
        raise _refusal(expression, f"it is longer than {MAX_LENGTH} characters")
    numbers: list[Fraction] = []
    _index_numbers(expression, numbers)
    return numbers


def check_equations(text: str) -> list[Equation]:
    """Every `<<expression=stated>>` in `text`, in order, beside its true value.

    `stated` may itself be an expression such as `3/4`. It is correct when it equals the value, or when it is a decimal
    that the value rounds to: `0.33` is correct for 1/3, `0` and `0.34` are not.
    """
    return [_check(match.group(1), match.group(2)) for match in _ANNOTATION.finditer(text)]


def _check(expression: str, stated: str) -> Equation:
    try:
        value = calculate(expression)
    except CalculatorError:
        return Equation(expression, stated, None, False)
    try:
        claim = calculate(stated)
    except CalculatorError:
        return Equation(expression, stated, value, False)
    _, point, decimals = stated.strip().partition(".")
    tolerance = Fraction(1, 2 * 10 ** len(decimals)) if point and decimals.isdigit() else Fraction(0)
    return Equation(expression, stated, value, abs(value - claim) <= tolerance)


class _NotArithmeticError(Exception):
    """A node or a size that the walk refuses; `calculate` adds the expression."""


def _index_numbers(expression: str, numbers: list[Fraction]) -> str:
    """`expression` with every number replaced by its index in `numbers`, which this fills, and with blanks between all
    tokens, so that two of them never join to one that Python knows (`* *`)."""
    parts: list[str] = []
    depth = position = 0
    text = expression.translate(_SIGNS).strip()
    while position < len(text):
        match = _TOKEN.match(text, position)
        if match is None:
            raise _refusal(expression, f"{text[position]!r} has no place in arithmetic")
        position = match.end()
        number, sign = match.group("number"), match.group("sign")
        if number is not None:
            digits = number.replace(",", "")
            if len(digits) > MAX_DIGITS:
                raise _refusal(expression, f"a number in it has more than {MAX_DIGITS} digits")
            parts.append(str(len(numbers)))
            numbers.append(Fraction(digits) / (100 if match.group("unit") == "%" else 1))
        else:
            parts.append(sign)
            depth += {"(": 1, ")": -1}.get(sign, 0)
            if depth > MAX_DEPTH:
                raise _refusal(expression, f"its brackets are nested more than {MAX_DEPTH} deep")
    return " ".join(parts)


def _evaluate(node: ast.expr, numbers: list[Fraction]) -> Fraction:
    if isinstance(node, ast.Constant) and isinstance(node.value, int):
        return numbers[node.value]
    if isinstance(node, ast.UnaryOp):
        value = _evaluate(node.operand, numbers)
        return -value if isinstance(node.op, ast.USub) else value
    if not isinstance(node, ast.BinOp):
        raise _NotArithmeticError("an operator is missing between two parts of it")
    value = _OPERATIONS[type(node.op)](_evaluate(node.left, numbers), _evaluate(node.right, numbers))
    if max(value.numerator.bit_length(), value.denominator.bit_length()) > MAX_BITS:
        raise _NotArithmeticError("its value is too large or too fine")
    return value


def _exact_places(value: Fraction) -> int | None:
    """The fewest decimal places that write `value` exactly; None where more than `MAX_PLACES` or no number does."""
    for places in range(MAX_PLACES + 1):
        if 10**places % value.denominator == 0:
            return places
    return None


def _refusal(expression: str, reason: str) -> CalculatorError:
    shown = expression if len(expression) <= 40 else f"{expression[:37]}..."
    return CalculatorError(f"cannot calculate {shown!r}: {reason}; write numbers, + - * / // and brackets")

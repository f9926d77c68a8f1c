"""How good the steps of a chain are: equations right, operands copied right, and how many steps have an equation.

>>> chain = "2*16 = <<2*16=32>>32 were red.\\n32+8 = <<32+8=41>>41 in all.\\n#### 41"
>>> quality = step_quality([chain], ["Ann has 16 beads in each of two bags and nine others. How many has she?"])
>>> quality["equation_accuracy"], quality["operand_accuracy"], quality["step_coverage"]
(0.5, 0.75, 1.0)
>>> quality["operands_from_problem"], quality["operands_from_steps"], quality["operands_unknown"]
(2, 1, 1)

The 8 stands in no place that it could have been copied from, the sum is wrong: 32+8 is 40.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Any

from socratic.answers import FINAL, answer_from_solution, numbers_in
from socratic.calculator import calculate, check_equations
from socratic.calculator import operands as operands_of
from socratic.errors import CalculatorError
from socratic.statistics import wilson_interval

__all__ = ["CONSTANTS", "WORDS", "step_quality"]

_CONSTANTS = "1 2 4 5 7 10 12 16 24 25 30 31 36 52 60 100 365 1000 1/2 1/4 1/10 1/100"
CONSTANTS = frozenset(Fraction(constant) for constant in _CONSTANTS.split(" "))
"""What a step may use although nobody stated it: one, half and a quarter, per cent and the decimal units, the parts of
the calendar and the clock, a dozen, feet, yards and pounds, coins in cents. Counted apart: a guessed 2 passes too."""

_WORDS_OF = {
    0: "zero", 1: "one first", 2: "two second half halves twice double doubles doubled both couple pair pairs twins",
    3: "three third thirds thrice triple triples tripled triplets",
    4: "four fourth fourths quarter quarters quadruple quadruples quadrupled",
    5: "five fifth fifths", 6: "six sixth sixths", 7: "seven seventh sevenths", 8: "eight eighth eighths",
    9: "nine ninth ninths", 10: "ten tenth tenths", 11: "eleven eleventh", 12: "twelve twelfth dozen dozens",
    13: "thirteen", 14: "fourteen", 15: "fifteen", 16: "sixteen", 17: "seventeen", 18: "eighteen", 19: "nineteen",
    20: "twenty", 30: "thirty", 40: "forty", 50: "fifty", 60: "sixty", 70: "seventy", 80: "eighty", 90: "ninety",
    100: "hundred hundreds", 1000: "thousand thousands", 1_000_000: "million millions",
}  # fmt: skip
WORDS = {word: Fraction(number) for number, words in _WORDS_OF.items() for word in words.split()}
"""Words of a problem that state a number. A fraction's word stands for the number below the line, as `/2` for half."""

_WORD = re.compile(r"[a-z]+")
_HUNDREDTH = re.compile(r"\s?-?(?:per\s?cent|cents?\b|¢)", re.IGNORECASE)
_TENS_AND_ONE = re.compile(
    r"\b(twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)[- ](one|two|three|four|five|six|seven|eight|nine)\b"
)


def step_quality(chains: Sequence[str], problems: Sequence[str]) -> dict[str, Any]:
    """Counts and shares over the chains together, so a long chain counts more than a short one.

    A chain is a text with a step a line, without sub-questions; what begins with `####` is no step.

    - `equation_accuracy`: the share of `<<expression=value>>` whose value the calculator agrees with.
    - `operand_accuracy`: the share of the numbers in their expressions that stand in the problem's text (in digits or
      as one of `WORDS`), are what an earlier step came to, or are one of `CONSTANTS`; they are looked for in that order
      and counted apart. A percentage may also be used as its hundredth; the sign does not matter. An expression that is
      no arithmetic is a wrong equation and has no operands.
    - `step_coverage`: the share of the steps with an equation.
    - `all_right`: the share of all problems whose chain has an equation, and every equation and operand right, with its
      Wilson interval; the other shares have none, for the steps of a problem are not independent.

    A share of nothing is None. None of them says that a step is the one that was needed: a chain that adds where it
    should take away has all at 1. Of GSM8K's own chains 98.9 % of the operands are found and 92 % of the problems are
    all right, for they also use knowledge that is in no list and compute in the head: take that for the ceiling. Raises
    `ValueError` where the two differ in length or are empty.
    """
    total: Counter[str] = Counter()
    all_right = 0
    for chain, problem in zip(chains, problems, strict=True):
        found = _count(chain, _stated_in(problem))
        total += found
        all_right += found["equations"] == found["right"] > 0 == found["unknown"]
    low, high = wilson_interval(all_right, len(problems))
    operands = sum(total[origin] for origin in ("problem", "steps", "constants", "unknown"))
    return {
        "problems": len(problems),
        "steps": total["lines"],
        "steps_with_equation": total["lines_with_equation"],
        "step_coverage": _share(total["lines_with_equation"], total["lines"]),
        "equations": total["equations"],
        "equations_right": total["right"],
        "equation_accuracy": _share(total["right"], total["equations"]),
        "operands": operands,
        "operands_from_problem": total["problem"],
        "operands_from_steps": total["steps"],
        "operands_from_constants": total["constants"],
        "operands_unknown": total["unknown"],
        "operand_accuracy": _share(operands - total["unknown"], operands),
        "all_right": all_right / len(problems),
        "all_right_interval": [low, high],
    }


def _count(chain: str, stated: set[Fraction]) -> Counter[str]:
    """The counts for one chain, operands by where they are from."""
    found: Counter[str] = Counter()
    earlier: set[Fraction] = set()
    for line in chain.splitlines():
        if not line.strip() or line.lstrip().startswith(FINAL):
            continue
        equations = check_equations(line)
        found.update(lines=1, lines_with_equation=bool(equations))
        for equation in equations:
            found.update(equations=1, right=equation.correct)
            found.update(_origin(operand, stated, earlier) for operand in _operands(equation.expression))
            earlier |= _value(equation.stated)
        if answer := answer_from_solution(line, "number"):  # what a step without an equation comes to
            earlier |= _value(answer)
    return found


def _origin(operand: Fraction, stated: set[Fraction], earlier: set[Fraction]) -> str:
    if operand in stated:
        return "problem"
    if operand in earlier:
        return "steps"
    return "constants" if operand in CONSTANTS else "unknown"


def _stated_in(problem: str) -> set[Fraction]:
    """What a problem's text states, unsigned: its numbers, both sides of its fractions, percentages and cents also as
    hundredths, and its number words."""
    found = set()
    text = _HUNDREDTH.sub("%", problem)
    for part in (text, text.replace("/", " and ")):
        for value, percent in numbers_in(part):
            found |= {abs(value), abs(value) / 100} if percent else {abs(value)}
    words = problem.lower()
    found |= {WORDS[ten] + WORDS[one] for ten, one in _TENS_AND_ONE.findall(words)}
    return found | {WORDS[word] for word in _WORD.findall(words) if word in WORDS}


def _operands(expression: str) -> Iterator[Fraction]:
    try:
        yield from operands_of(expression)
    except CalculatorError:
        return


def _value(text: str) -> set[Fraction]:
    try:
        return {abs(calculate(text))}
    except CalculatorError:
        return set()


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None

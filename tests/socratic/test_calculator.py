"""The calculator: what it reads, what it refuses, and GSM8K's annotations as the judge."""

import doctest
import gzip
import json
import re
from fractions import Fraction
from pathlib import Path

import pytest

from socratic import calculator
from socratic.calculator import Equation, calculate, check_equations, fill, format_value, operands
from socratic.errors import CalculatorError


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("48/2", Fraction(24)),
        ("1+2*3", Fraction(7)),
        ("(1+2)*3", Fraction(9)),
        ("10-4-3", Fraction(3)),
        ("7//2", Fraction(3)),
        ("-7//2", Fraction(-4)),
        ("-3+-2", Fraction(-5)),
        ("+5", Fraction(5)),
        ("0.1+0.2", Fraction(3, 10)),
        (".5*4", Fraction(2)),
        ("5.", Fraction(5)),
        ("007", Fraction(7)),
        ("1,250.75+1,000,000", Fraction(4_005_003, 4)),
        ("$1,250", Fraction(1250)),
        ("$ 3 + 4€", Fraction(7)),
        ("50¢*2", Fraction(100)),
        ("-$5", Fraction(-5)),
        ("20%*50", Fraction(10)),
        ("6 × 7", Fraction(42)),
        ("84 ÷ 2", Fraction(42)),
        ("5 − 3 – 1", Fraction(1)),
        (" 1 +\t2\n", Fraction(3)),
        ("(" * 20 + "1" + ")" * 20, Fraction(1)),
        ("-" * 199 + "1", Fraction(-1)),
        ("9" * 30, Fraction(int("9" * 30))),
    ],
)
def test_calculates_exactly(expression: str, value: Fraction) -> None:
    assert calculate(expression) == value


@pytest.mark.parametrize(
    ("expression", "reason"),
    [
        ("", "not complete arithmetic"),
        ("   ", "not complete arithmetic"),
        ("9**9**9", "not complete arithmetic"),
        ("9* *9", "not complete arithmetic"),
        ("6/ /2", "not complete arithmetic"),
        ("__import__('os')", "'_' has no place"),
        ("x=<", "'x' has no place"),
        ("abs(1)", "'a' has no place"),
        ("(" * 10_000, "longer than 200 characters"),
        ("(" * 10_000 + "1" + ")" * 10_000, "longer than 200 characters"),
        ("(" * 21 + "1" + ")" * 21, "nested more than 20 deep"),
        ("(1", "not complete arithmetic"),
        ("1)", "not complete arithmetic"),
        ("1)+(2", "not complete arithmetic"),
        ("()", "operator is missing"),
        ("2(3)", "operator is missing"),
        ("2 3", "not complete arithmetic"),
        ("1.2.3", "not complete arithmetic"),
        ("20%5", "not complete arithmetic"),
        ("%5", "'%' has no place"),
        ("$", "'$' has no place"),
        ("1,2", "',' has no place"),
        ("1,2345", "',' has no place"),
        ("1,000,00", "',' has no place"),
        ("1/0", "divides by zero"),
        ("5//(2-2)", "divides by zero"),
        ("1e999999", "'e' has no place"),
        ("0x1F", "'x' has no place"),
        ("1_000", "'_' has no place"),
        ("1j", "'j' has no place"),
        ("٣+1", "'٣' has no place"),
        ("２+1", "'２' has no place"),
        ("²", "'²' has no place"),
        ("1\0", r"'\x00' has no place"),
        ("1#2", "'#' has no place"),
        ("1 if 1 else 2", "'i' has no place"),
        ("9" * 31, "more than 30 digits"),
        ("*".join(["9" * 20] * 9), "too large or too fine"),
        ("/".join(["9" * 20] * 9), "too large or too fine"),
    ],
)
def test_refuses_with_a_reason(expression: str, reason: str) -> None:
    with pytest.raises(CalculatorError, match=re.escape(reason)):
        calculate(expression)


def test_a_refusal_quotes_a_shortened_expression() -> None:
    with pytest.raises(CalculatorError) as caught:
        calculate("7+" * 90)
    assert str(caught.value) == (
        "cannot calculate '7+7+7+7+7+7+7+7+7+7+7+7+7+7+7+7+7+7+7...': it is not complete arithmetic; "
        "write numbers, + - * / // and brackets"
    )


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Fraction(24), "24"),
        (Fraction(0), "0"),
        (Fraction(-5), "-5"),
        (Fraction(1, 5), "0.2"),
        (Fraction(-1, 2), "-0.5"),
        (Fraction(1234, 100), "12.34"),
        (Fraction(1, 10**12), "0.000000000001"),
        (Fraction(1, 3), "0.333333"),
        (Fraction(2, 3), "0.666667"),
        (Fraction(-100, 3), "-33.333333"),
        (Fraction(1, 300), "0.00333333"),
        (Fraction(1, 2**20), "0.000000953674"),
        (Fraction(29_999_999, 30_000_000), "1"),
    ],
)
def test_writes_values(value: Fraction, text: str) -> None:
    assert format_value(value) == text


@pytest.mark.parametrize(
    ("text", "filled"),
    [
        ("Half of them are 48/2 = <<48/2=", "24>>"),
        ("<<1/8=", "0.125>>"),
        ("first <<1+1=2>>2, then <<2*3=", "6>>"),
        ("never closed <<1+1, then <<2*3=", "6>>"),
        ("<<48/2", None),
        ("<<48/2=24", None),
        ("<<48/2=24>>", None),
        ("48/2=", None),
        ("<<1+1=2=", None),
        ("<<1/0=", None),
        ("<<x=", None),
        ("<<=", None),
        ("<<48/2= ", None),
        ("=", None),
        ("", None),
    ],
)
def test_fills_an_open_annotation(text: str, filled: str | None) -> None:
    assert fill(text) == filled


@pytest.mark.parametrize(
    ("annotation", "value", "correct"),
    [
        ("<<48/2=24>>", Fraction(24), True),
        ("<<48/2=24.00>>", Fraction(24), True),
        ("<<48/2=25>>", Fraction(24), False),
        ("<<3/4=3/4>>", Fraction(3, 4), True),
        ("<<3/4=.75>>", Fraction(3, 4), True),
        ("<<3/4=2/3>>", Fraction(3, 4), False),
        ("<<500*2=$1,000>>", Fraction(1000), True),
        ("<<1/3=0.33>>", Fraction(1, 3), True),
        ("<<2/3=0.67>>", Fraction(2, 3), True),
        ("<<2/3=0.66>>", Fraction(2, 3), False),
        ("<<1/3=0>>", Fraction(1, 3), False),
        ("<<1/3=>>", Fraction(1, 3), False),
        ("<<1/3=a third>>", Fraction(1, 3), False),
        ("<<1/0=0>>", None, False),
        ("<<x+1=2>>", None, False),
    ],
)
def test_checks_an_annotation(annotation: str, value: Fraction | None, correct: bool) -> None:
    (equation,) = check_equations(f"So it is {annotation} at last.")
    assert (equation.value, equation.correct) == (value, correct)


def test_checks_every_annotation_in_order() -> None:
    assert check_equations("<<1+1=2>>2 <<broken>> <<2*2=5>>5 << = >> <<3*3=") == [
        Equation("1+1", "2", Fraction(2), True),
        Equation("2*2", "5", Fraction(4), False),
        Equation(" ", " ", None, False),
    ]


@pytest.mark.parametrize(("split", "count", "same_text"), [("train", 23_716, 23_049), ("test", 4_282, 4_126)])
def test_agrees_with_every_annotation_of_gsm8k(shared_data: Path, split: str, count: int, same_text: int) -> None:
    with gzip.open(shared_data / "gsm8k" / f"socratic-{split}.jsonl.gz", "rt", encoding="utf-8") as lines:
        texts = [json.loads(line)["answer"] for line in lines]
    equations = [equation for text in texts for equation in check_equations(text)]
    assert len(equations) == count == sum(text.count("<<") for text in texts)
    assert [equation for equation in equations if not equation.correct] == []
    written = [fill(f"<<{equation.expression}=") for equation in equations]
    assert None not in written
    # The others differ in form alone: 2.50, .5, 30.00, 3/4.
    assert sum(f"{equation.stated}>>" == text for equation, text in zip(equations, written, strict=True)) == same_text


def test_examples_in_the_docstring() -> None:
    assert doctest.testmod(calculator) == (0, 3)


@pytest.mark.parametrize(
    ("expression", "numbers"),
    [
        ("(3+4)*20%", ["3", "4", "1/5"]),
        ("$1,250.50 × .5", ["2501/2", "1/2"]),
        ("-3 - -4", ["3", "4"]),
        ("3/0", ["3", "0"]),
        ("(3+", ["3"]),
        ("", []),
    ],
)
def test_lists_the_operands(expression: str, numbers: list[str]) -> None:
    assert operands(expression) == [Fraction(number) for number in numbers]


@pytest.mark.parametrize("expression", ["x+3", "3**2x", "1" * 31, "1+" * 101])
def test_lists_no_operands_of_what_is_no_arithmetic(expression: str) -> None:
    with pytest.raises(CalculatorError, match="cannot calculate"):
        operands(expression)

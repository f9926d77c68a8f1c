"""socratic/expressions.py and SVAMP with placeholders: read, evaluated, learned, held against the authors' file."""

import csv
import doctest
import gzip
import json
import re
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from socratic import expressions
from socratic.answers import answer_from_text, answer_value, normalize_answer
from socratic.calculator import fill
from socratic.errors import CalculatorError, FormatError, ProblemError
from socratic.expressions import evaluate, expressions_in, masked, with_numbers
from socratic.formats import ROLES, StudentFormat, hint_of
from socratic.problem import Problem, Step
from socratic.sources import load_problems

MARBLES = {
    "ID": "chal-1",
    "Body": "Tom had 7 red and 12 green marbles. Now he has 15",
    "Question": "How many of the 2 kinds did he lose?",
    "Equation": "( ( 7.0 + 12.0 ) - 15.0 )",
    "Answer": 4.0,
}
EXPRESSION = "(number0+number1)-number2"


def placeholders(folder: Path, **change: Any) -> Problem:
    (folder / "SVAMP.json").write_text(json.dumps([{**MARBLES, **change}]), "utf-8")
    (problem,) = load_problems("svamp-placeholders", "all", data_dir=folder)
    return problem


# Numbers and placeholders.


@pytest.mark.parametrize(
    ("text", "shown", "numbers"),
    [
        ("$ 1,250 at 7.5 a day.", "$ number0 at number1 a day.", ("1250", "7.5")),
        ("3 and 3, or .5", "number0 and number1, or number2", ("3", "3", ".5")),
        ("1,2 and 3", "number0,number1 and number2", ("1", "2", "3")),
        ("three halves", "three halves", ()),
    ],
)
def test_numbers_become_placeholders(text: str, shown: str, numbers: tuple[str, ...]) -> None:
    assert masked(text) == (shown, numbers)
    assert with_numbers(shown, numbers) == text.replace("1,250", "1250")


def test_a_placeholder_without_a_number_stays() -> None:
    assert with_numbers("number0 number1 numbers0 number10", ("5",)) == "5 number1 numbers0 number10"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("number0", ["number0"]),
        (" (number0 + number1) * 2 marbles.", ["(number0 + number1) * 2"]),
        ("number0-number1 = number2 in 3 boxes", ["number0-number1", "number2"]),
        ("number0 × number1 ÷ number2", ["number0 × number1 ÷ number2"]),
        ("12 of 3+4", []),  # a bare number is no expression
        ("number numbers0 number0x xnumber0 number_0 Number0", []),
        ("<<number0+number1=12>>", ["number0+number1"]),
        ("", []),
    ],
)
def test_expressions_in_a_text(text: str, found: list[str]) -> None:
    assert expressions_in(text) == found


def test_a_long_hostile_text_is_read_at_once() -> None:
    for text in ("1" * 20_000 + "x", "(" * 20_000, "number0 " * 5_000, " " * 20_000, "number" * 5_000):
        for found in expressions_in(text):
            with pytest.raises(CalculatorError):
                evaluate(found, ("1",))


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        (EXPRESSION, Fraction(4)),
        ("number0 / number1", Fraction(7, 12)),
        ("number0*2-number2", Fraction(-1)),
        ("number1//number0", Fraction(1)),
    ],
)
def test_evaluated_exactly(expression: str, value: Fraction) -> None:
    assert evaluate(expression, ("7", "12", "15")) == value


@pytest.mark.parametrize(
    ("expression", "message"),
    [
        ("number0+number3", "there is no number3; this problem's 3 numbers count from number0"),
        ("number0/(number0-7)", "it divides by zero"),
        ("number0 number1", "an operator is missing|it is not complete arithmetic"),
        ("number0.5", "an operator is missing|it is not complete arithmetic"),
        ("number0**number1", "it is not complete arithmetic"),
        ("__import__('os')", "has no place in arithmetic"),
        ("number0+", "it is not complete arithmetic"),
        ("", "it is not complete arithmetic"),
        ("number0*" * 80 + "number0", "it is longer than 200 characters"),
    ],
)
def test_what_cannot_be_evaluated(expression: str, message: str) -> None:
    with pytest.raises(CalculatorError, match=message):
        evaluate(expression, ("7", "12", "15"))


# Answers.


@pytest.mark.parametrize(
    ("text", "value"),
    [
        (f"#### {EXPRESSION}", "4"),
        (f"number0+number1\n{EXPRESSION} marbles", "4"),
        ("number0+number1\n#### number0/number1 is number2", "7/12"),
        ("#### number0-number1", "-5"),
        ("#### number0/number2*3", "1.4"),
        ("#### 4", None),  # the student cannot know it
        ("#### number3", None),
        ("#### number0/0", None),
        ("#### (number0", None),
        ("nothing", None),
    ],
)
def test_an_answer_is_the_value_of_the_expression(text: str, value: str | None) -> None:
    assert answer_value(answer_from_text(text, "expression"), ("7", "12", "15")) == value


def test_a_problem_without_placeholders_is_answered_as_ever() -> None:
    assert answer_value("1/3", ()) == "1/3"
    assert answer_value(None, ()) is None
    assert answer_value(None, ("7",)) is None


def test_the_calculator_leaves_placeholders_to_the_student() -> None:
    assert fill("number0+number1 = <<number0+number1=") is None


# Records.


def test_a_record(tmp_path: Path) -> None:
    problem = placeholders(tmp_path)
    question = "How many of the number3 kinds did he lose?"
    assert problem == Problem(
        id="chal-1",
        text=f"Tom had number0 red and number1 green marbles. Now he has number2. {question}",
        steps=(Step("What is number0 + number1?", "number0+number1"), Step(question, EXPRESSION)),
        answer="4",
        source="svamp-placeholders",
        numbers=("7", "12", "15", "2"),
        expression=EXPRESSION,
    )


@pytest.mark.parametrize(
    ("change", "expression"),
    [
        ({"Equation": "8.0", "Body": "Tom had 8 marbles", "Answer": 8.0}, "number0"),
        ({"Body": "He had 7 red, 7 blue and 12 green ones. Now 15"}, "(number0+number2)-number3"),  # the first 7
        ({"Equation": "( 7.0 / 15.0 )", "Answer": "7/15"}, "number0/number2"),  # exact: nothing is rounded on the way
        ({"Answer": 5.0}, ""),  # the equation contradicts it
        ({"Equation": "( 20.0 - 16.0 )"}, ""),  # numbers that are not in the text
    ],
)
def test_the_expression_of_a_record(tmp_path: Path, change: dict[str, Any], expression: str) -> None:
    problem = placeholders(tmp_path, **change)
    assert problem.expression == expression
    assert bool(problem.steps) == bool(expression)


def test_a_record_without_numbers_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ProblemError, match="record 1: neither field 'Body' nor 'Question' has a number in digits"):
        placeholders(tmp_path, Body="Tom had three", Question="How many?")
    with pytest.raises(ProblemError, match="record 1: field 'Equation' must be numbers"):
        placeholders(tmp_path, Equation="( 7.0 + x )")


def test_students_learn_the_expression_and_are_read_back(tmp_path: Path) -> None:
    problem = placeholders(tmp_path)
    for role in ("answer", "cot", "unified"):
        (example,) = StudentFormat(role).examples(problem)
        assert StudentFormat(role).parse(example.completion, problem.answer_kind).answer == EXPRESSION
        assert "7" not in example.prompt + example.completion
    *_, last = StudentFormat("solver").examples(problem)
    assert StudentFormat("solver").parse(last.completion, problem.answer_kind).answer == EXPRESSION
    assert hint_of(problem, "count") == "2"


@pytest.mark.parametrize("role", [role for role in ROLES if role != "guide"])
def test_no_role_learns_from_a_problem_without_expression(tmp_path: Path, role: Any) -> None:
    with pytest.raises(FormatError, match="'chal-1' has no expression over its placeholders to learn"):
        StudentFormat(role).examples(placeholders(tmp_path, Answer=5.0))


# The real data.


def test_every_expression_has_the_gold_value_but_those_of_two_wrong_records(shared_data: Path) -> None:
    problems = load_problems("svamp-placeholders", "all", data_dir=shared_data)
    plain = load_problems("svamp", "all", data_dir=shared_data)
    assert [problem.id for problem in problems if not problem.expression] == ["chal-50", "chal-680"]
    for problem, known in zip(problems, plain, strict=True):
        assert (problem.id, problem.answer) == (known.id, known.answer)
        assert with_numbers(problem.text, problem.numbers) == known.text
        assert not re.search(r"\d", re.sub(r"\bnumber\d\b", "", problem.text))
        if problem.steps:
            read = normalize_answer(problem.target, problem.answer_kind)
            assert answer_value(read, problem.numbers) == problem.answer
            assert answer_from_text(problem.steps[-1].solution, problem.answer_kind) == problem.expression
            assert problem.text.endswith(problem.steps[-1].question)


def test_the_authors_own_masked_file_agrees(shared_data: Path) -> None:
    def letters(text: str) -> str:
        return re.sub(r"[^a-z0-9]", "", text.lower())

    def infix(tokens: list[str]) -> str:
        token = tokens.pop(0)
        return f"({infix(tokens)}{token}{infix(tokens)})" if token in "+-*/" else token

    with gzip.open(shared_data / "svamp" / "svamp_masked_dev.csv.gz", "rt", encoding="utf-8", newline="") as file:
        theirs = {(letters(row["Question"]), *map(float, row["Numbers"].split())): row for row in csv.DictReader(file)}
    found, others, twice = 0, [], 0
    for problem in load_problems("svamp-placeholders", "all", data_dir=shared_data):
        row = theirs.get((letters(problem.text), *map(float, problem.numbers)))
        if row is None or not problem.expression:
            continue
        found += 1
        expression = infix(row["Equation"].split())
        if expression not in (problem.expression, f"({problem.expression})"):
            others.append((problem.id, evaluate(expression, problem.numbers) == evaluate(problem.answer, ())))
        elif any(problem.numbers.count(problem.numbers[int(n)]) > 1 for n in re.findall(r"\d", problem.expression)):
            twice += 1
    assert (found, twice) == (942, 6)
    assert others == [("chal-370", True), ("chal-489", False), ("chal-755", False), ("chal-911", False)]


def test_examples_in_the_docstrings() -> None:
    assert doctest.testmod(expressions) == (0, 3)

"""Reading, normalising and matching answers, on tables and on the gold answers of the real data sets."""

import doctest
from fractions import Fraction
from pathlib import Path

import pytest

from socratic import answers
from socratic.answers import answer_from_solution, answers_match, normalize_answer, parse_number
from socratic.problem import AnswerKind, Problem
from socratic.sources import load_problems


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("72", Fraction(72)),
        ("5,600", Fraction(5600)),
        ("$1,234.50", Fraction(2469, 2)),
        ("-3", Fraction(-3)),
        ("−3", Fraction(-3)),
        ("–3", Fraction(-3)),
        ("- 3", Fraction(-3)),
        ("-$5", Fraction(-5)),
        ("$-5", Fraction(-5)),
        ("+5", Fraction(5)),
        ("10-3", Fraction(10)),
        (".5", Fraction(1, 2)),
        ("-.5", Fraction(-1, 2)),
        ("3/4", Fraction(3, 4)),
        ("1 1/2", Fraction(3, 2)),
        ("-1 1/2", Fraction(-3, 2)),
        ("¾", Fraction(3, 4)),
        ("1½", Fraction(3, 2)),
        ("25%", Fraction(25)),
        ("5 apples.", Fraction(5)),
        ("72.", Fraction(72)),
        ("It is 6:30", Fraction(6)),
        ("-9867630.0", Fraction(-9_867_630)),
        ("1e-05", Fraction(1, 100_000)),
        ("1.5e3", Fraction(1500)),
        ("1/0", None),
        ("none", None),
        ("", None),
        ("٣", None),
        ("9" * 5000, None),
    ],
)
def test_parses_the_first_number(text: str, value: Fraction | None) -> None:
    assert parse_number(text) == value


@pytest.mark.parametrize(
    ("text", "kind", "answer"),
    [
        ("5,600", "number", "5600"),
        ("72.0", "number", "72"),
        ("-0", "number", "0"),
        ("$1,234.50 in total", "number", "1234.5"),
        (".25", "number", "0.25"),
        ("3/4", "number", "0.75"),
        ("1/3", "number", "1/3"),
        ("-1/3", "number", "-1/3"),
        ("2 2/3", "number", "8/3"),
        ("25 %", "number", "25%"),
        ("12.50%", "number", "12.5%"),
        ("-9867630.0", "number", "-9867630"),
        ("1e-05", "number", "0.00001"),
        ("1e999", "number", "1" + "0" * 999),
        ("many", "number", None),
        ("", "number", None),
        ("yes", "yesno", "yes"),
        ("  No.", "yesno", "no"),
        ("TRUE", "yesno", "yes"),
        ("**False**", "yesno", "no"),
        ("Yes, because 3 > 2", "yesno", "yes"),
        ("not", "yesno", None),
        ("yesterday", "yesno", None),
        ("The answer is yes", "yesno", None),
        ("1", "yesno", None),
    ],
)
def test_normalizes(text: str, kind: AnswerKind, answer: str | None) -> None:
    assert normalize_answer(text, kind) == answer


@pytest.mark.parametrize(
    ("solution", "kind", "answer"),
    [
        ("She has 3*4 = <<3*4=12>>12 apples in 2 bags.", "number", "12"),
        ("<<1+1=2>>2, then <<2*3=6>>6", "number", "6"),
        ("A share is <<3/4=3/4>>3/4 of 20", "number", "0.75"),
        ("It is <<500*2=1,000>>1,000", "number", "1000"),
        ("First <<1+1=2>>2, then <<2*3=>>6", "number", "2"),
        ("Not read: <<x=y>>. So 7 are left.", "number", "7"),
        ("Not closed: <<48/2=24", "number", "24"),
        ("20 - 5 = 15 are left", "number", "15"),
        ("10 x 100% = 25%", "number", "25%"),
        ("It costs $1,250.50.", "number", "1250.5"),
        ("Districts 1 - 3", "number", "3"),
        ("Nothing is left", "number", None),
        ("", "number", None),
        ("Whales are heavy. So the answer is yes.", "yesno", "yes"),
        ("No cat is as heavy. So the answer is YES.", "yesno", "yes"),
        ("That is true, but the answer is no", "yesno", "no"),
        ("Nobody knows", "yesno", None),
        ("", "yesno", None),
    ],
)
def test_takes_the_answer_from_a_solution(solution: str, kind: AnswerKind, answer: str | None) -> None:
    assert answer_from_solution(solution, kind) == answer


@pytest.mark.parametrize(
    ("predicted", "gold", "match"),
    [
        ("72", "72", True),
        ("72.0", "72", True),
        ("$5,600", "5600", True),
        ("3/4", "0.75", True),
        ("-5", "5", False),
        ("100001", "100000", False),
        ("0.333333", "1/3", True),
        ("1.000002", "1", True),
        ("1.001", "1", False),
        ("0.33", "1/3", False),
        ("0", "0", True),
        ("0.0000001", "0", False),
        ("25%", "25", True),
        ("25%", "0.25", True),
        ("25", "25%", True),
        ("0.25", "25%", True),
        ("25%", "0.25%", False),
        ("0.25", "25", False),
        ("Yes", "yes", True),
        ("true", "yes", True),
        ("no", "yes", False),
        ("1", "yes", False),
        ("yes", "1", False),
        (None, "72", False),
        (None, "yes", False),
        ("", "72", False),
        ("72", "many", False),
    ],
)
def test_matches(predicted: str | None, gold: str, match: bool) -> None:
    assert answers_match(predicted, gold) is match


GOLD = [("gsm8k", "train", 7473), ("gsm8k", "test", 1319), ("svamp", "all", 1000)]
GOLD += [("strategyqa", "train", 2061), ("strategyqa", "test", 229)]


@pytest.mark.parametrize(("dataset", "split", "count"), GOLD)
def test_every_gold_answer_is_normal_and_matches_itself(
    shared_data: Path, dataset: str, split: str, count: int
) -> None:
    problems = load_problems(dataset, split, data_dir=shared_data)
    assert len(problems) == count
    assert [p.id for p in problems if normalize_answer(p.answer, p.answer_kind) != p.answer] == []
    assert [p.id for p in problems if not answers_match(p.answer, p.answer)] == []


# The rest of GSM8K state another number last or contradict the answer. The others' last solutions are the loaders' own.
STATED = [("gsm8k", "train", 7399), ("gsm8k", "test", 1307), ("svamp", "all", 998)]
STATED += [("strategyqa", "train", 2061), ("strategyqa", "test", 229)]


@pytest.mark.parametrize(("dataset", "split", "count"), STATED)
def test_last_solutions_state_the_gold_answer(shared_data: Path, dataset: str, split: str, count: int) -> None:
    def stated(problem: Problem) -> str | None:
        return answer_from_solution(problem.steps[-1].solution, problem.answer_kind)

    problems = [problem for problem in load_problems(dataset, split, data_dir=shared_data) if problem.steps]
    assert sum(answers_match(stated(problem), problem.answer) for problem in problems) == count


def test_examples_in_the_docstring() -> None:
    assert doctest.testmod(answers) == (0, 4)

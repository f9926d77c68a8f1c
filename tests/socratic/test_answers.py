"""Reading, normalising and matching answers, on tables and on the gold answers of the real data sets."""

import doctest
from fractions import Fraction
from pathlib import Path

import pytest

from socratic import answers
from socratic.answers import answer_from_solution, answer_from_text, answers_match, normalize_answer, parse_number
from socratic.formats import StudentFormat
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
        # the answer that is named as such, before the word that happens to stand last
        ("The answer is yes, there is no doubt.", "yesno", "yes"),
        ("Answer: **No**. It is true that cats purr.", "yesno", "no"),
        ("The answer is no. Wait, the answer is yes. There is no doubt.", "yesno", "yes"),
        # a word that the text opens with, set off by a sign
        ("Yes, there is no doubt.", "yesno", "yes"),
        ("False. Nothing true was said.", "yesno", "no"),
        ("No – true love is rarer.", "yesno", "no"),
        ("No cat is heavier, so it is true.", "yesno", "yes"),
        ("Yes, but the answer is no", "yesno", "no"),
        # negations
        ("That is not true.", "yesno", "no"),
        ("So it isn't true", "yesno", "no"),
        ("So it isn’t false", "yesno", "yes"),
        ("So the answer is not yes.", "yesno", "no"),
        ("It is not clear, but true", "yesno", "yes"),
        ("Cats know nothing, and notes are yesterday's", "yesno", None),
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


# What a text says, and what a scorer must make of it. Where others choose otherwise, the module's text has the rule.
TRAPS = [
    # GSM8K's mark
    ("#### 5,600", "5600", "correct"),
    ("She earns 56*100 = <<56*100=5600>>5600.\n#### 5,600", "5600", "correct"),
    ("<<1+1=2>>2\n#### 3", "3", "correct"),  # the mark goes before the last annotation
    ("<<1+1=2>>2\n#### 3", "2", "wrong"),
    ("#### 72 eggs, in 6 boxes", "72", "correct"),
    ("#### 72\nQ: How many are left? 5", "72", "correct"),
    ("#### 71\n#### 72", "72", "correct"),
    ("So it is 72. #### 71", "71", "correct"),
    ("12 are left.\n#### many", "12", "no answer"),
    ("12 are left.\n####", "12", "no answer"),
    ("####$1,234.50", "1234.5", "correct"),
    ("#### -3", "-3", "correct"),
    ("#### −3", "-3", "correct"),
    # two numbers
    ("5 of the 8 are left", "8", "correct"),
    ("5 of the 8 are left", "5", "wrong"),
    ("#### 5 of the 8", "5", "correct"),
    ("There are 75-111 pages", "111", "correct"),
    ("20 - 5 = 15", "15", "correct"),
    ("x = -15", "-15", "correct"),
    # words
    ("twelve", "12", "no answer"),
    ("Twelve apples are left", "12", "no answer"),
    ("She has 3 and he has twelve", "12", "wrong"),
    # units, currency, per cent
    ("72 km/h", "72", "correct"),
    ("It takes 5min", "5", "correct"),
    ("She pays $18.", "18", "correct"),
    ("She pays 18$", "18", "correct"),
    ("18 dollars", "$18", "correct"),
    ("£0.50", "0.5", "correct"),
    ("50 cents", "0.5", "wrong"),
    ("It is 25%", "25", "correct"),
    ("It is 25 %", "0.25", "correct"),
    ("25 percent", "25%", "correct"),
    ("25%", "2500", "wrong"),
    ("5 m²", "5", "correct"),
    ("The answer is **42**.", "42", "correct"),
    ("(42)", "42", "correct"),
    # signs
    ("-5", "5", "wrong"),
    ("It is -$5", "-5", "correct"),
    ("It is $-5", "-5", "correct"),
    ("It is – 5", "5", "correct"),  # a dash after a word and a blank is punctuation
    ("So:\n- 5 are left", "5", "correct"),  # a list
    ("So.\n\n  – 5 are left", "5", "correct"),
    ("So:\n-5", "-5", "correct"),
    ("- 5", "-5", "correct"),
    ("+5", "5", "correct"),
    # thousands and decimals
    ("1,234,567", "1234567", "correct"),
    ("1,000,000.50", "1000000.5", "correct"),
    ("12,34", "34", "correct"),  # no grouping: two numbers
    ("5 600", "5600", "wrong"),
    ("5.600", "5600", "wrong"),
    ("3.0", "3", "correct"),
    ("3", "3.0", "correct"),
    ("3.00 dollars", "3", "correct"),
    ("3.1", "3", "wrong"),
    (".5", "1/2", "correct"),
    ("07", "7", "correct"),
    ("1e3", "1000", "correct"),
    # fractions
    ("3/4 of it", "0.75", "correct"),
    ("1 1/2 cups", "1.5", "correct"),
    ("1½ cups", "1.5", "correct"),
    ("0.333333", "1/3", "correct"),
    ("0.33", "1/3", "wrong"),
    ("1/0", "0", "no answer"),
    # yes and no
    ("Yes", "yes", "correct"),
    ("#### True", "yes", "correct"),
    ("yes", "TRUE", "correct"),
    ("So the answer is no.", "false", "correct"),
    ("So it is not true.", "no", "correct"),
    ("Yes, there is no doubt.", "yes", "correct"),
    ("1", "yes", "no answer"),
    ("yes", "1", "no answer"),
    ("I know", "no", "no answer"),
    # nothing
    ("", "0", "no answer"),
    (" \n", "no", "no answer"),
    ("####", "0", "no answer"),
]


@pytest.mark.parametrize(("text", "gold", "verdict"), TRAPS)
def test_traps(text: str, gold: str, verdict: str) -> None:
    kind: AnswerKind = "number" if normalize_answer(gold, "yesno") is None else "yesno"
    answer = answer_from_text(text, kind)
    found = "no answer" if answer is None else "correct" if answers_match(answer, gold) else "wrong"
    assert found == verdict


@pytest.mark.parametrize("answer", ["72", "-3", "0.25", "1/3", "-8/3", "25%", "12.5%", "1" + "0" * 60])
def test_a_normal_answer_stays_as_it_is(answer: str) -> None:
    assert answer_from_text(answer, "number") == answer
    assert answer_from_solution(answer, "number") == answer


@pytest.mark.parametrize(
    "ending", [" 10", "10 apples in 3 bags", " $1,234.50", " many", "", " -3\nand then 5", " Yes."]
)
def test_students_lines_are_read_as_the_scorer_reads_them(ending: str) -> None:
    for kind in ("number", "yesno"):
        for role, text in (("cot", "3*4 = <<3*4=12>>12\n"), ("unified", "Q: How many?\nA: 12\n")):
            completion = f" {text}####{ending}"
            assert StudentFormat(role).parse(completion, kind).answer == answer_from_text(completion, kind)


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
    assert doctest.testmod(answers) == (0, 6)

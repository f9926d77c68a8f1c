"""recipes/contamination.py: finds what a training and a test problem share, and says so to people and scripts."""

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from recipes.contamination import NearDuplicates, Overlap, main, overlaps, words
from socratic.expressions import masked
from socratic.problem import Problem, Step
from socratic.sources import write_problems

ROOT = Path(__file__).resolve().parents[2]
TEST = Problem("t1", "Ann’s hen lays 3 eggs, and she sells each for $2.50 at the market.", (), "7.5", "tests")


def problem(text: str, *steps: Step) -> Problem:
    return Problem("p1", text, steps, "1", "tests")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Ann's 3 pens, $2.50!", ["ann's", "3", "pens", "2.50"]),
        ("Ann’s re-used 1,250 pens; 20% off.", ["ann's", "re", "used", "1,250", "pens", "20", "off"]),
        ("", []),
    ],
)
def test_words(text, found):
    assert words(text) == found


def test_placeholders_count_as_the_numbers_that_they_stand_for():
    text, numbers = masked(TEST.text)
    other = Problem("p1", text, (), "7.5", "tests", numbers)
    for train, test in ((other, TEST), (TEST, other)):
        (found,) = overlaps([train], [test])
        assert (found.train, found.test) == (train.id, test.id)
        assert train in NearDuplicates([test])
    assert overlaps([replace(other, numbers=("4", "3.50"))], [TEST]) == []  # other numbers, another problem
    assert overlaps([replace(other, numbers=("4", "3.50"))], [TEST], mask_numbers=True)


def test_words_with_masked_numbers():
    assert words("Ann’s 3 pens cost $2.50 or 1,250.", mask_numbers=True) == [
        "ann's",
        "#",
        "pens",
        "cost",
        "#",
        "or",
        "#",
    ]


def test_eight_words_in_a_row_are_found_whatever_their_case_and_punctuation():
    train = problem("So HEN lays 3 eggs and she -- sells each!")
    assert overlaps([train], [TEST]) == [Overlap("p1", "t1", "hen lays 3 eggs and she sells each")]


def test_seven_words_are_not():
    assert overlaps([problem("Her hen lays 3 eggs and she sells none.")], [TEST]) == []


def test_other_numbers_count_only_when_they_are_masked():
    train = problem("Hen lays 4 eggs and she sells each.")
    assert overlaps([train], [TEST]) == []
    assert [pair.shared for pair in overlaps([train], [TEST], mask_numbers=True)] == [
        "hen lays # eggs and she sells each"
    ]


def test_steps_are_searched_too():
    train = problem("How much?", Step("Hen lays 3 eggs and she sells each for?", "3*2 = <<3*2=6>>6."))
    assert [pair.test for pair in overlaps([train], [TEST])] == ["t1"]


def test_a_short_test_problem_is_found_whole():
    short = Problem("t2", "What is 3 plus 4?", (), "7", "tests")
    assert overlaps([problem("Tell me: what is 3 plus 4?")], [short]) == [Overlap("p1", "t2", "what is 3 plus 4")]
    assert overlaps([problem("What is 3 plus 5?")], [short]) == []


@pytest.fixture
def files(tmp_path: Path) -> tuple[str, str]:
    """A training file that holds the test problem of the other one."""
    write_problems(tmp_path / "train.jsonl", [problem("Nothing at all."), Problem("p2", TEST.text, (), "1", "tests")])
    write_problems(tmp_path / "test.jsonl", [TEST])
    return str(tmp_path / "train.jsonl"), str(tmp_path / "test.jsonl")


def test_the_command_reports_pairs_as_text(files, capsys):
    assert main(["--train", files[0], "--against", files[1]]) == 1
    [pair, total] = capsys.readouterr().out.splitlines()
    assert pair.startswith("p2 and t1: ")
    assert total == "2 training, 1 test problems: 1 pairs share 8 words in a row"


def test_the_command_reports_pairs_as_json(files, capsys):
    assert main(["--train", files[0], "--against", files[1], "--format", "json"]) == 1
    report = json.loads(capsys.readouterr().out)
    assert (report["train"], report["test"]) == (2, 1)
    assert [(pair["train"], pair["test"]) for pair in report["overlaps"]] == [("p2", "t1")]


def test_a_clean_set_exits_with_0(files, capsys):
    assert main(["--train", "builtin", "--limit", "50", "--against", files[1]]) == 0
    assert capsys.readouterr().out.startswith("50 training, 1 test problems: 0 pairs")


def test_a_split_stands_behind_a_colon(files, capsys):
    assert main(["--train", "builtin:validation", "--limit", "20", "--against", "builtin:validation"]) == 1
    assert "20 training, 500 test problems" in capsys.readouterr().out


def test_what_cannot_be_read_is_one_line_and_status_2(tmp_path):
    command = [sys.executable, "-m", "recipes.contamination", "--train", "nonsense", "--against", "builtin:test"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert done.stderr.startswith("contamination.py: unknown data set 'nonsense'")
    assert done.stderr.count("\n") == 1

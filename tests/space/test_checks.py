"""Equations in a step are found and judged, and words are left alone."""

import pytest
from checks import MAX_CHECKED_CHARACTERS, check_text


@pytest.mark.parametrize(
    ("text", "verdicts"),
    [
        ("She has 3*4 = <<3*4=12>>12 apples.", {"3*4 = 12": "right"}),
        ("She has 3*4 = <<3*4=13>>13 apples.", {"3*4 = 13": "wrong: should be 12"}),
        ("<<3*4=12>> <<12-2=11>>", {"3*4 = 12": "right", "12-2 = 11": "wrong: should be 10"}),
        ("<<3/0=1>>", {"3/0 = 1": "not a calculation"}),
        ("<<1/3=0.33>>", {"1/3 = 0.33": "right"}),
        ("She has 3*4 = 12 apples.", {"3*4 = 12": "right"}),
        ("3*4 = 13.", {"3*4 = 13": "wrong: should be 12"}),
        ("So $3.50 × 2 = $7.00, and", {"$3.50 × 2 = $7.00": "right"}),
        ("leaves $7.00 − $1 = $5.", {"$7.00 − $1 = $5": "wrong: should be 6"}),
        ("That is 1,250 + 750 = 2,000 in all.", {"1,250 + 750 = 2,000": "right"}),
        ("3*4 = 12 - so there.", {"3*4 = 12": "right"}),
        ("2+3 = 5 = 4+1", {"2+3 = 5": "right", "5 = 4+1": "right"}),
        ("In 2020, 3*4 = 12.", {"3*4 = 12": "right"}),
        ("Day 2: 3*4 = 12.", {"3*4 = 12": "right"}),
        ("-3 + 5 = 2", {"-3 + 5 = 2": "right"}),
        ("(2+3)*4 = 20 (all)", {"(2+3)*4 = 20": "right"}),
        ("1/4*100 = 25%", {"1/4*100 = 25%": "right"}),
        ("20% * 50 = 10", {"20% * 50 = 10": "right"}),
        ("10/3 = 3.33", {"10/3 = 3.33": "right"}),
        ("10/3 = 3", {"10/3 = 3": "wrong: should be 3.333333"}),
        ("3*4 = 12 and <<12-2=10>>10", {"3*4 = 12": "right", "12-2 = 10": "right"}),
    ],
)  # fmt: skip
def test_an_equation_is_right_or_wrong_with_the_right_value(text: str, verdicts: dict[str, str]) -> None:
    assert {check.equation: check.verdict for check in check_text(text)} == verdicts


@pytest.mark.parametrize(
    "text",
    [
        "",
        "no equation",
        "x = 5",
        "The total = 12",
        "20% of 50 = 10",
        "5 apples + 3*4 = 17",
        "5 apples - 3*4 = 2",
        "x3*4 = 13",
        "10^2*3 = 300",
        "3*4 = x",
        "3*4 = 12k",
        "3*4 ==12",
        "2 3*4 = 13",
        "__import__('os') + 1 = 2",
        "<<no equation>> <<3*4",
        "<img src=x onerror=alert(1)> ${1+1} {{1+1}}",
        "\u202e3*4\u202c = 13",
        "1" * 40 + "*2 = 3",
        "((((" * 30 + "1+1 = 3",
    ],
)
def test_words_are_no_equation(text: str) -> None:
    assert check_text(text) == ()


def test_the_value_is_the_one_that_the_step_goes_on_with() -> None:
    (check,) = check_text("<<3*4=13>>13")
    assert (check.value, check.stated) == (12, 13)


def test_while_a_step_is_written_only_annotations_count() -> None:
    assert check_text("3*4 = 1", finished=False) == ()
    assert [check.correct for check in check_text("<<3*4=12>>1", finished=False)] == [True]


@pytest.mark.parametrize(
    "text",
    ["1 " * 9000, "=" * 19_000, "1=" * 9000, "1+1=2 " * 3000, "<<" * 9000, "<<1=" * 4000, "(" * 19_000, "1," * 9000,
     "x" * 2_000_000],
)  # fmt: skip
def test_hostile_sizes_come_to_an_end(text: str) -> None:
    """The guard is the suite's time limit: nested repetition would take hours."""
    assert len(check_text(text)) <= MAX_CHECKED_CHARACTERS

"""What the fields say before anything is asked, and what the editor's form may send."""

import json

import pytest
from app import build_demo
from edit import Row
from edit_section import read_rows
from form import GREEDY, SAMPLED, form_options, validate_form
from options import Known, Options, examples

from socratic.errors import FormatError
from tests.space.scripted import Scripted

PLAIN = (True, GREEDY, 0.7, 0, False)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("Ann has 3 bags of 4 apples.", ""),
        (" \n", "the problem is empty"),
        ("x" * 4001, "the problem has 4,001 characters"),
        ("x" * 1_000_000, "the problem has 1,000,000 characters"),
        ("a\0b", "the problem contains a NUL byte"),
    ],
)
def test_the_field_says_what_cannot_be_asked(text: str, message: str) -> None:
    answers = validate_form(text, None, *PLAIN, None)
    assert answers[0]["is_valid"] == (message == "")
    assert answers[0]["message"].startswith(message)
    assert len(answers) == 8
    assert all(answer["is_valid"] for answer in answers[1:])


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ((True, SAMPLED, 9, 0, False), "the temperature must be from 0"),
        ((True, SAMPLED, 0.7, -1, False), "the seed must be"),
        ((True, GREEDY, 0.7, 1.5, False), "the seed must be"),
        ((True, GREEDY, 0.7, 0, True), "oracle questions are on, but"),
    ],
)
def test_an_option_that_cannot_be_used_is_said_where_it_is_seen(values: tuple[object, ...], message: str) -> None:
    first, *others = validate_form("How many?", None, *values, None)
    assert not first["is_valid"]
    assert first["message"].startswith(message)
    assert all(other["is_valid"] for other in others)


def test_oracle_questions_are_for_problems_whose_questions_are_known() -> None:
    oracle = (True, GREEDY, 0.7, 0, True)
    example = examples()[0].problem
    assert all(answer["is_valid"] for answer in validate_form(example.text, None, *oracle, None))
    opened = Known("How many?", None, example.steps)
    assert all(answer["is_valid"] for answer in validate_form("How many?", opened, *oracle, None))


def test_greedy_writing_has_no_temperature() -> None:
    assert form_options(True, GREEDY, 0.7, 5, False) == Options(seed=5)
    assert form_options(False, SAMPLED, 0.7, None, True) == Options(False, 0.7, 0, True)


def test_the_editors_rows_are_read() -> None:
    form = json.dumps(
        [
            {"question": "q?", "solution": "<<1+1=2>>", "origin": "0"},
            {"question": "new?", "solution": "", "origin": ""},
            {"question": "q?", "solution": "", "origin": "7"},
        ]
    )
    assert read_rows(form, 2) == (Row("q?", "<<1+1=2>>", 0), Row("new?", ""), Row("q?", ""))


@pytest.mark.parametrize(
    "form",
    [
        None, "", "x", "{}", "[1]", '[{"question": 1, "solution": "", "origin": ""}]', '[{"question": "q"}]',
        '[{"question": "q", "solution": "", "origin": 0}]', "[" * 100_000, "x" * 1_000_000, "\0",
    ],
    ids=range(11),
)  # fmt: skip
def test_a_form_of_another_make_is_refused(form: object) -> None:
    with pytest.raises(FormatError, match="the form"):
        read_rows(form, 2)


@pytest.mark.parametrize("origin", ["-1", "١", "99999999999", "1e3", "0x1", " 1"])
def test_an_origin_that_is_none_makes_a_new_row(origin: str) -> None:
    form = json.dumps([{"question": "q?", "solution": "", "origin": origin}])
    assert read_rows(form, 2)[0].origin is None


def test_only_the_endpoints_for_programs_are_public() -> None:
    """Everything else that the page binds is its own affair."""
    info = build_demo(Scripted([]), Scripted([]), ()).get_api_info()
    assert sorted(info["named_endpoints"]) == [
        "/check_steps",
        "/compare",
        "/compare_stream",
        "/resume",
        "/vote",
    ]
    assert info["unnamed_endpoints"] == {}

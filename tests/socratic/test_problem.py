"""`Problem` and `Step`: what they accept, and their way to JSON and back."""

import dataclasses
import doctest
import json
import re
from typing import Any

import pytest

from socratic import problem as module
from socratic.errors import ProblemError
from socratic.problem import Problem, Step, fingerprint, one_line

PROBLEM = Problem(
    id="ann-1",
    text="Ann has 3 bags of 4 apples and eats 2. How many are left?",
    steps=(Step("How many apples?", "3*4 = <<3*4=12>>12"), Step("How many are left?", "12-2 = <<12-2=10>>10")),
    answer="10",
    source="tests",
)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("as it is", "as it is"),
        ("  ends \t", "ends"),
        ("two\nlines", "two lines"),
        ("two \r\n\r\n lines\n", "two lines"),
        ("tabs\tand\xa0such\u200bstay", "tabs\tand\xa0such\u200bstay"),
        ("", ""),
    ],
)
def test_one_line(text: str, line: str) -> None:
    assert one_line(text) == line
    assert one_line(line) == line


@pytest.mark.parametrize("text", ["two\nlines", "one\rreturn", " before", "after ", "\xa0"])
def test_a_step_is_one_line_without_blanks_at_its_ends(text: str) -> None:
    with pytest.raises(ProblemError, match="a step's question must be one line"):
        Step(text, "")
    with pytest.raises(ProblemError, match="a step's solution must be one line"):
        Step("", text)


@pytest.mark.parametrize("answer", ["72", "0.5", "-3"])
def test_a_number_answer(answer: str) -> None:
    assert dataclasses.replace(PROBLEM, answer=answer).answer_kind == "number"


@pytest.mark.parametrize("answer", ["yes", "no"])
def test_a_yesno_answer(answer: str) -> None:
    assert dataclasses.replace(PROBLEM, answer=answer).answer_kind == "yesno"


def test_json_round_trip() -> None:
    assert Problem.from_json(json.loads(json.dumps(PROBLEM.to_json()))) == PROBLEM


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"answer": None}, "problem 'ann-1': answer must be text, not NoneType"),
        ({"answer": 10}, "problem 'ann-1': answer must be text, not int"),
        ({"answer": " "}, "problem 'ann-1': answer is empty"),
        ({"text": ""}, "problem 'ann-1': text is empty"),
        ({"id": ""}, "problem '': id is empty"),
        ({"source": ["x"]}, "problem 'ann-1': source must be text, not list"),
        ({"steps": "none"}, "field 'steps' must be a list, not str"),
        ({"steps": ["first"]}, "steps[0] must be an object with 'question' and 'solution'"),
        ({"steps": [{"question": "How?"}]}, "steps[0] must be an object with 'question' and 'solution'"),
        ({"steps": [{"question": "How?", "solution": 5}]}, "a step's solution must be text, not int"),
        ({"hint": "3"}, "field 'hint' is unknown; the fields are answer, expression, id, numbers, source, steps, text"),
    ],
)
def test_from_json_names_what_is_wrong(change: dict[str, Any], message: str) -> None:
    with pytest.raises(ProblemError, match=re.escape(message)):
        Problem.from_json({**PROBLEM.to_json(), **change})


def test_placeholders_are_kept_and_other_records_stay_as_they_were() -> None:
    numbers = dataclasses.replace(PROBLEM, answer="4", numbers=("7", "3"), expression="number0-number1")
    assert (numbers.answer_kind, numbers.target) == ("expression", "number0-number1")
    assert Problem.from_json(json.loads(json.dumps(numbers.to_json()))) == numbers
    unknown = dataclasses.replace(numbers, expression="")
    assert Problem.from_json(unknown.to_json()) == unknown
    assert unknown.to_json().keys() == numbers.to_json().keys()
    assert PROBLEM.to_json().keys() == {"id", "text", "steps", "answer", "source"}
    assert fingerprint([numbers]) != fingerprint([unknown]) != fingerprint([PROBLEM])


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"numbers": "7"}, "field 'numbers' must be a list, not str"),
        ({"numbers": [7]}, "numbers and expression must be text"),
        ({"numbers": ["seven"]}, "cannot calculate 'seven'"),
        ({"numbers": ["7"], "expression": None}, "numbers and expression must be text"),
        ({"expression": None}, "numbers and expression must be text"),
        ({"expression": "10"}, "an expression needs the numbers of its placeholders"),
        ({"numbers": ["7"], "expression": "number0"}, "expression 'number0' is 7, not 10"),
        ({"numbers": ["7"], "expression": "number1"}, "there is no number1"),
        ({"numbers": ["7"], "expression": "number0+"}, "it is not complete arithmetic"),
        ({"numbers": ["7"], "answer": "yes"}, "cannot calculate 'yes'"),
    ],
)
def test_placeholders_that_do_not_lead_to_the_answer(change: dict[str, Any], message: str) -> None:
    with pytest.raises(ProblemError, match=re.escape(message)):
        Problem.from_json({**PROBLEM.to_json(), **change})


@pytest.mark.parametrize("field", ["id", "text", "steps", "answer", "source"])
def test_from_json_names_the_missing_field(field: str) -> None:
    record = PROBLEM.to_json()
    del record[field]
    with pytest.raises(ProblemError, match=f"field '{field}' is missing"):
        Problem.from_json(record)


@pytest.mark.parametrize("record", [[], "text", None, 3])
def test_from_json_wants_an_object(record: Any) -> None:
    with pytest.raises(ProblemError, match="a problem must be a JSON object"):
        Problem.from_json(record)


def test_fingerprint_depends_on_every_field_and_the_order() -> None:
    other = dataclasses.replace(PROBLEM, id="ann-2")
    values = {"id": "x", "text": "x", "steps": [], "answer": "x", "source": "x"}
    changed = [[Problem.from_json({**PROBLEM.to_json(), field: value})] for field, value in values.items()]
    prints = [fingerprint(problems) for problems in ([], [PROBLEM], [PROBLEM, other], [other, PROBLEM], *changed)]
    assert len(set(prints)) == len(prints)
    assert fingerprint(iter([PROBLEM])) == fingerprint([PROBLEM])
    assert re.fullmatch("[0-9a-f]{64}", prints[0])


def test_examples_in_the_docstring() -> None:
    assert doctest.testmod(module) == (0, 3)

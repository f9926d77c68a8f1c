"""Which steps of an edited chain stay, and that going on changes the later ones only."""

from pathlib import Path

import pytest
from edit import MAX_ROWS, Row, added, changed, deleted, given_steps, go_on, moved, plan, rows_of
from options import Known, Options
from panels import PanelStep

from socratic.errors import FormatError
from socratic.reasoners import SocraticReasoner
from socratic.students import load_student
from tests.helpers import PROBLEMS, tiny_student
from tests.space.scripted import Scripted

OLD = (
    PanelStep("How many at first?", "3*4 = 12", "done"),
    PanelStep("How many now?", "12-2 = 10", "done"),
    PanelStep("Twice?", "10*2 = 20", "done"),
)
ROWS = rows_of(OLD)
ONE, TWO, THREE = (("How many at first?", "3*4 = 12"), ("How many now?", "12-2 = 10"), ("Twice?", "10*2 = 20"))


@pytest.mark.parametrize(
    ("rows", "steps", "notes"),
    [
        (changed(ROWS, 1, "How many left?", TWO[1]), [ONE, ("How many left?", ""), ("Twice?", "")], ["kept", "", ""]),
        (changed(ROWS, 1, TWO[0], "12-3 = 9"), [ONE, (TWO[0], "12-3 = 9"), ("Twice?", "")], ["kept", "yours", ""]),
        (changed(ROWS, 0, ONE[0], ""), [(ONE[0], ""), (TWO[0], ""), ("Twice?", "")], ["", "", ""]),
        (changed(ROWS, 2, "Thrice?", "30"), [ONE, TWO, ("Thrice?", "30")], ["kept", "kept", "yours"]),
        (deleted(ROWS, 0), [(TWO[0], ""), ("Twice?", "")], ["", ""]),
        (deleted(ROWS, 2), [ONE, TWO], ["kept", "kept"]),
        (moved(ROWS, 2, -1), [ONE, ("Twice?", ""), (TWO[0], "")], ["kept", "", ""]),
        (changed(added(ROWS, 1), 1, "New?", ""), [ONE, ("New?", ""), (TWO[0], ""), ("Twice?", "")],
         ["kept", "", "", ""]),
        (changed(added(ROWS, 3), 3, "New?", ""), [ONE, TWO, THREE, ("New?", "")], ["kept", "kept", "kept", ""]),
        (changed(changed(ROWS, 0, "Other?", ONE[1]), 2, "Twice?", "5"), [("Other?", ""), (TWO[0], ""), ("Twice?", "5")],
         ["", "", "yours"]),
        (changed(ROWS, 1, " How many\nleft? ", TWO[1]), [ONE, ("How many left?", ""), ("Twice?", "")],
         ["kept", "", ""]),
    ],
)  # fmt: skip
def test_steps_before_the_first_change_stay(
    rows: tuple[Row, ...], steps: list[tuple[str, str]], notes: list[str]
) -> None:
    made = plan(OLD, rows)
    assert [(step.question, step.solution) for step in made.steps] == steps
    assert [step.note for step in made.panel.steps] == notes


def test_an_unfinished_chain_is_gone_on_with_as_it_is() -> None:
    old = (OLD[0], PanelStep("How many now?"))
    assert [step.solution for step in plan(old, rows_of(old)).steps] == ["3*4 = 12", ""]


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        (ROWS, "nothing is changed"),
        ((), "no sub-question left"),
        (changed(ROWS, 1, " ", "12"), "sub-question 2 is empty"),
        (changed(ROWS, 1, "x" * 1001, ""), "sub-question 2 has 1,001 characters"),
        (changed(ROWS, 1, "q", "x" * 1_000_000), "solution 2 has 1,000,000 characters"),
        (changed(ROWS, 1, "a\0b", ""), "sub-question 2 contains a NUL byte"),
        (tuple(Row("q") for _ in range(MAX_ROWS + 1)), "17 sub-questions; at most 16"),
    ],
)
def test_what_cannot_be_gone_on_with_is_said(rows: tuple[Row, ...], message: str) -> None:
    with pytest.raises(FormatError, match=message):
        plan(OLD, rows)


def test_moving_stops_at_the_ends_and_adding_at_the_limit() -> None:
    assert moved(ROWS, 0, -1) == ROWS == moved(ROWS, 2, 1)
    full = tuple(Row("q") for _ in range(MAX_ROWS))
    assert added(full, 0) == full


@pytest.mark.parametrize(
    ("steps", "message"),
    [
        ("text", "steps must be a list"),
        ([1], "steps must be a list"),
        ([{"question": 5}], "step 1: question and solution must be text"),
        ([{"question": "q", "solution": []}, {}], "step 2: question"),
        ([{"question": "q", "answer": "5"}], "step 1: there is no field 'answer'"),
        ([], "no sub-question left"),
    ],
)
def test_steps_of_a_caller_are_checked(steps: object, message: str) -> None:
    with pytest.raises(FormatError, match=message):
        given_steps(steps)


def test_only_later_steps_change(tmp_path: Path) -> None:
    """On a solver that knows the problem by heart: with the given solution kept, it writes the next one."""
    solver = load_student(tiny_student(tmp_path / "solver", "solver", problems=PROBLEMS))
    pens, socratic = PROBLEMS[0], SocraticReasoner(solver, "oracle")
    known = Known(pens.text, pens.answer)
    old = tuple(PanelStep(step.question, step.solution, "done") for step in pens.steps)
    made = plan(old, changed(rows_of(old), 1, old[1].question, ""))
    *_, last = go_on(socratic, known, Options(), made)
    assert [step.solution for step in last.steps] == [step.solution for step in pens.steps]
    assert [step.note for step in last.steps] == ["kept", ""]
    assert (last.status, last.answer, last.calls) == ("answered", "10", 1)


def test_a_method_that_does_not_ask_cannot_go_on() -> None:
    with pytest.raises(FormatError, match="cannot go on"):
        next(go_on(Scripted([]), Known("How many?"), Options(), plan(OLD, deleted(ROWS, 0))))

"""What is said of the steps: shared markers, steps that stand alone, the first wrong one, the first astray."""

import pytest
from options import Known
from panels import Panel, PanelStep
from review import is_correct, review

from socratic.problem import Step


def panel(*solutions: str, answer: str | None = None, status: str = "answered") -> Panel:
    return Panel(status, tuple(PanelStep("", text, "done") for text in solutions), answer)  # type: ignore[arg-type]


def markers(left: Panel, right: Panel) -> list[list[str]]:
    return [
        ["".join(f"{marker.letter}{marker.step}" for marker in step.markers) for step in side]
        for side in review(left, right)
    ]


@pytest.mark.parametrize(
    ("left", "right", "found"),
    [
        (["3*4 = 12", "12-2 = 10"], ["<<3*4=12>>", "<<12-2=10>>"], [["A1", "B2"], ["A1", "B2"]]),
        (["3*4 = 12", "12-2 = 10"], ["12-2 = 10", "3*4 = 12"], [["A2", "B1"], ["B2", "A1"]]),
        (["6+6 = 12"], ["3*4 = 12"], [["A1"], ["A1"]]),
        (["3*4 = 12", "12-2 = 10"], ["3*4 = 12"], [["A1", ""], ["A1"]]),
        (["3*4 = 12", "6*2 = 12"], ["3*4 = 12"], [["A1", ""], ["A1"]]),
        (["3*4 = 12 and 12-2 = 10"], ["3*4 = 12", "12-2 = 10"], [["A1B2"], ["A1", "B1"]]),
        (["1/2 = 0.5"], ["2/4 = .50"], [["A1"], ["A1"]]),
        (["3*4 = 13"], ["3*4 = 12"], [[""], [""]]),
        (["no equation"], ["none"], [[""], [""]]),
        ([], ["3*4 = 12"], [[], [""]]),
    ],
)
def test_the_same_value_has_the_same_marker(left: list[str], right: list[str], found: list[list[str]]) -> None:
    assert markers(panel(*left), panel(*right)) == found


def test_markers_go_on_after_z() -> None:
    steps = [f"{n}+1 = {n + 1}" for n in range(28)]
    assert markers(panel(*steps), panel(*steps))[0][25:] == ["Z26", "AA27", "BB28"]


def test_a_step_stands_alone_only_once_both_sides_are_through() -> None:
    left, right = panel("3*4 = 12", "words", "12-2 = 10"), panel("3*4 = 12")
    assert [step.is_alone for step in review(left, right)[0]] == [False, False, True]
    writing = panel("3*4 = 12", status="writing")
    assert not any(step.is_alone for step in review(left, writing)[0])
    assert not any(step.is_alone for step in review(left, panel(status="failed"))[0])


def test_only_the_first_wrong_step_is_marked() -> None:
    left = panel("3*4 = 12", "12-2 = 11", "11*2 = 23")
    assert [step.first_wrong for step in review(left, Panel())[0]] == [False, True, False]


KNOWN = Known("?", "10", (Step("q", "3*4 = <<3*4=12>>12"), Step("q", "12-2 = <<12-2=10>>10")))


@pytest.mark.parametrize(
    ("side", "known", "astray"),
    [
        (panel("3*4 = 12", "12+2 = 14", answer="14"), KNOWN, [False, True]),
        (panel("3*4 = 12", "12+2 = 14", answer="10"), KNOWN, [False, False]),  # another way to the right answer
        (panel("3*4 = 12", "12+2 = 14", answer=None), KNOWN, [False, True]),
        (panel("3*4 = 12", "12+2 = 14", answer="14", status="stopped"), KNOWN, [False, False]),
        (panel("3*4 = 12", "12+2 = 14", answer="14"), Known("?", "10"), [False, False]),
        (panel("3*4 = 12", "12+2 = 14", answer="14"), Known("?"), [False, False]),
        (panel("3*4 = 12", "words", answer="14"), KNOWN, [False, False]),
        (panel("3*4 = 12", "6+6 = 12", answer="12"), KNOWN, [False, True]),
    ],
)
def test_the_first_step_that_leaves_the_known_solution(side: Panel, known: Known, astray: list[bool]) -> None:
    assert [step.is_astray for step in review(side, Panel(), known)[0]] == astray


@pytest.mark.parametrize(
    ("side", "known", "correct"),
    [
        (panel(answer="10.0"), KNOWN, True),
        (panel(answer="11"), KNOWN, False),
        (panel(answer=None), KNOWN, False),
        (panel(answer="10"), Known("?"), None),
        (panel(answer="10", status="writing"), KNOWN, None),
    ],
)
def test_an_answer_is_judged_where_the_right_one_is_known(side: Panel, known: Known, correct: bool | None) -> None:
    assert is_correct(side, known) is correct

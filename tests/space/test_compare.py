"""Two methods at once: one may fail alone, one may dawdle, and a reader who leaves stops both."""

import logging
from pathlib import Path

import pytest
from compare import Comparison, Students, compare
from options import Known, Options

from socratic.errors import FormatError, StudentError
from socratic.problem import Step
from socratic.students import load_student
from socratic.traces import Answered, Failed, QuestionAsked, SolutionEnded, TextWritten, Trace, TraceStep
from tests.helpers import PROBLEMS, tiny_student
from tests.space.scripted import Scripted

PROBLEM = Known("How many?")


def answered(answer: str | None) -> Answered:
    return Answered(answer, Trace("scripted", "typed", (), answer, tokens=7, calls=2))


def chain(answer: str) -> Scripted:
    return Scripted(
        [
            QuestionAsked(0, "q?"),
            TextWritten(0, "3+4"),
            TextWritten(0, " = 7"),
            SolutionEnded(0, "3+4 = 7"),
            answered(answer),
        ]
    )


def test_both_sides_come_through() -> None:
    states = list(compare(chain("7"), chain("7"), PROBLEM))
    assert states[0].cot.status == states[0].socratic.status == "writing"
    last = states[-1]
    assert (last.cot.answer, last.socratic.answer, last.agree) == ("7", "7", True)
    assert last.cot.steps[0].solution == "3+4 = 7"
    assert (last.cot.tokens, last.cot.calls) == (7, 2)
    assert len(states) >= 5


def test_the_record_says_what_was_asked_and_found() -> None:
    options = Options(calculator=False, temperature=0.5, seed=3)
    *_, last = compare(chain("7"), chain("8"), Known("How many?", "7"), options)
    record = last.record()
    assert record["options"] == {"calculator": False, "temperature": 0.5, "seed": 3, "oracle": False}
    assert (record["problem"], record["known_answer"], record["agree"]) == ("How many?", "7", False)
    assert record["cot"]["steps"] == [
        {
            "question": "q?",
            "solution": "3+4 = 7",
            "finished": True,
            "checks": [{"equation": "3+4 = 7", "correct": True, "verdict": "right"}],
            "same_value_as": [1],
            "note": "",
        }
    ]
    assert (record["cot"]["correct"], record["socratic"]["correct"]) == (True, False)
    assert list(compare(chain("7"), chain("8"), PROBLEM))[-1].record()["cot"]["correct"] is None


@pytest.mark.parametrize(
    "failure", [StudentError("no weights"), Failed("no weights", Trace("s", "t", (TraceStep("", "x"),), None))]
)
def test_one_side_fails_alone(failure: object) -> None:
    last = list(compare(Scripted([failure]), chain("7"), PROBLEM))[-1]  # type: ignore[list-item]
    assert (last.cot.status, last.cot.message) == ("failed", "no weights")
    assert last.socratic.answer == "7"
    assert last.agree is None


def test_a_bug_is_logged_and_named_without_its_text(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR):
        last = list(compare(chain("7"), Scripted([ZeroDivisionError("secret path")]), PROBLEM))[-1]
    assert last.cot.answer == "7"
    assert "secret" not in last.socratic.message
    identifier = last.socratic.message.split()[-1]
    assert identifier in caplog.text


def test_leaving_stops_both() -> None:
    sides = chain("7"), chain("8")
    states = compare(*sides, PROBLEM)
    for _ in range(4):
        next(states)
    states.close()
    assert sides[0].left.is_set()
    assert sides[1].left.is_set()


def test_a_request_that_takes_too_long_is_ended_with_what_there_is() -> None:
    sides = chain("7"), chain("8")
    *_, last = compare(*sides, PROBLEM, limit_seconds=0)
    assert [panel.status for panel in (last.cot, last.socratic)] == ["failed", "failed"]
    assert "ended after 0 seconds" in last.cot.message
    assert last.cot.steps[0].question == "q?"
    assert sides[0].left.is_set()
    assert sides[1].left.is_set()


def test_a_stopped_comparison_keeps_what_was_written() -> None:
    states = compare(chain("7"), Scripted([answered(None)]), PROBLEM)
    seen: list[Comparison] = [next(states) for _ in range(3)]
    states.close()
    stopped = seen[-1].stopped()
    assert stopped.cot.status == "stopped"
    assert stopped.cot.steps == seen[-1].cot.steps
    assert stopped.socratic.status == "answered"


@pytest.mark.parametrize(
    ("known", "oracle", "message"),
    [
        (Known(" "), False, "the problem is empty"),
        (Known("x" * 4001), False, "the problem has 4,001 characters"),
        (Known("a\0b"), False, "NUL byte"),
        (Known("How many?"), True, "this problem's own sub-questions are not known"),
        (Known("How many?", "7", (Step("", "3+4"),)), True, "this problem's own sub-questions are not known"),
        (Known("How many?", "7", (Step("q?", "3+4"),)), True, "this method cannot be given sub-questions"),
    ],
)
def test_what_cannot_be_asked_is_refused(known: Known, oracle: bool, message: str) -> None:
    with pytest.raises(FormatError, match=message):
        next(compare(chain("7"), chain("8"), known, Options(oracle=oracle)))


def test_the_first_solution_is_seen_before_the_last_question(tmp_path: Path) -> None:
    cot, decomposer, solver = (
        load_student(tiny_student(tmp_path / role, role, problems=PROBLEMS)) for role in ("cot", "decomposer", "solver")
    )
    seen = [
        tuple((step.question, step.solution) for step in state.socratic.steps)
        for state in compare(*Students(cot, decomposer, solver).reasoners(), Known(PROBLEMS[0].text))
    ]
    first, second = PROBLEMS[0].steps
    asked = next(steps for steps in seen if len(steps) == 2)
    assert asked[0][0] == first.question
    assert first.solution.startswith(asked[0][1])
    assert len(asked[0][1]) > 3
    assert seen[-1] == ((first.question, first.solution), (second.question, second.solution))

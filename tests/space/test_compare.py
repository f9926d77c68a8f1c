"""Two methods at once: one may fail alone, one may dawdle, and a reader who leaves stops both."""

import logging

import pytest
from compare import Comparison, compare

from socratic.errors import StudentError
from socratic.reasoners import typed_problem
from socratic.traces import Answered, Failed, QuestionAsked, SolutionEnded, TextWritten, Trace, TraceStep
from tests.space.scripted import Scripted

PROBLEM = typed_problem("How many?")


def answered(answer: str | None) -> Answered:
    return Answered(answer, Trace("scripted", "typed", (), answer, tokens=7, calls=2))


def chain(answer: str) -> Scripted:
    return Scripted(
        [QuestionAsked(0, "q?"), TextWritten(0, "3"), TextWritten(0, "+4"), SolutionEnded(0, "3+4"), answered(answer)]
    )


def test_both_sides_come_through() -> None:
    states = list(compare(chain("7"), chain("7"), PROBLEM))
    assert states[0].cot.status == states[0].socratic.status == "writing"
    last = states[-1]
    assert (last.cot.answer, last.socratic.answer, last.agree) == ("7", "7", True)
    assert last.cot.steps[0].solution == "3+4"
    assert (last.cot.tokens, last.cot.calls) == (7, 2)
    assert len(states) >= 5
    record = last.record()
    assert record["cot"]["steps"] == [{"question": "q?", "solution": "3+4", "finished": True}]
    assert record["agree"] is True


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


def test_a_stopped_comparison_keeps_what_was_written() -> None:
    states = compare(chain("7"), Scripted([answered(None)]), PROBLEM)
    seen: list[Comparison] = [next(states) for _ in range(3)]
    states.close()
    stopped = seen[-1].stopped()
    assert stopped.cot.status == "stopped"
    assert stopped.cot.steps == seen[-1].cot.steps
    assert stopped.socratic.status == "answered"

"""Samples are counted, the majority is found, and a vote stops when its reader leaves."""

from pathlib import Path

import pytest
from options import Known, Options
from vote import MAX_SAMPLES, Tally, Vote, read_samples, vote

from socratic.errors import FormatError
from socratic.reasoners import ChainReasoner
from socratic.students import load_student
from socratic.traces import Answered, TextWritten, Trace
from tests.helpers import PROBLEMS, tiny_student
from tests.space.scripted import Scripted

KNOWN = Known("How many?", "7")
WARM = Options(temperature=0.7)


def saying(answer: str | None) -> Scripted:
    return Scripted([TextWritten(0, "x"), Answered(answer, Trace("s", "t", (), answer, tokens=3, calls=1))])


def tally(*answers: str | None) -> Tally:
    return Tally(answers)


@pytest.mark.parametrize(
    ("answers", "counts", "winners"),
    [
        ((), (), ()),
        (("12", "7", "12"), (("12", 2), ("7", 1)), ("12",)),
        (("12", "12.0", "7"), (("12", 2), ("7", 1)), ("12",)),
        (("7", "12"), (("7", 1), ("12", 1)), ("7", "12")),
        ((None, None, "7"), (("7", 1), (None, 2)), ("7",)),
        ((None,), ((None, 1),), ()),
    ],
)
def test_answers_are_counted(answers: tuple[str | None, ...], counts: object, winners: tuple[str, ...]) -> None:
    found = tally(*answers)
    assert found.counts == counts
    assert found.winners == winners


def test_both_sides_draw_all_their_samples() -> None:
    states = list(vote(saying("7"), saying(None), KNOWN, WARM, 6))
    last = states[-1]
    assert (last.cot.counts, last.socratic.counts) == ((("7", 6),), ((None, 6),))
    assert last.is_over
    assert not any(state.is_over for state in states[:-1])
    drawn = [state.cot.drawn for state in states]
    assert drawn == sorted(drawn)  # the bars grow
    assert {1, 4, 6} <= set(drawn)
    record = last.record()
    assert record["cot"] == {"counts": [{"answer": "7", "count": 6}], "majority": "7", "tokens": 18}
    assert record["socratic"]["majority"] is None
    assert (record["samples"], record["temperature"], record["error"]) == (6, 0.7, None)


def test_the_seed_fixes_the_samples_and_few_are_the_first_of_many(tmp_path: Path) -> None:
    cot = ChainReasoner(load_student(tiny_student(tmp_path / "cot", "cot", problems=PROBLEMS)))
    known = Known(PROBLEMS[0].text)

    def draw(seed: int, samples: int) -> tuple[Tally, Tally]:
        *_, last = vote(cot, cot, known, Options(temperature=1.0, seed=seed), samples)
        return last.cot, last.socratic

    first = draw(0, 5)
    assert first == draw(0, 5)
    assert first[0].answers[:4] == draw(0, 4)[0].answers
    assert first[0] != draw(1, 5)[0]
    assert len(set(first[0].answers)) > 1


def test_what_fails_ends_the_vote_and_keeps_what_was_drawn() -> None:
    *_, last = vote(saying("7"), Scripted([FormatError("too much")]), KNOWN, WARM, 4)
    assert (last.message, last.is_over, last.cot.drawn) == ("too much", True, 4)


def test_a_vote_that_takes_too_long_is_ended() -> None:
    slow = saying("7")
    *_, last = vote(slow, saying("7"), KNOWN, WARM, 4, limit_seconds=0)
    assert "ended after 0 seconds" in last.message
    assert last.is_over
    assert slow.left.is_set()


def test_leaving_stops_the_students() -> None:
    side = saying("7")
    states = vote(side, saying("7"), KNOWN, WARM, 4)
    while next(states).cot.drawn == 0:
        pass
    states.close()
    assert side.left.is_set()


@pytest.mark.parametrize("samples", [0, -1, MAX_SAMPLES + 1, 1.5, "4", None, True, float("nan")])
def test_a_number_of_samples_that_cannot_be_drawn_is_refused(samples: object) -> None:
    with pytest.raises(FormatError, match="from 1 to 16"):
        read_samples(samples)


def test_a_number_of_samples_may_come_as_a_float() -> None:
    assert read_samples(4.0) == 4


def test_greedy_samples_are_refused() -> None:
    with pytest.raises(FormatError, match="temperature above 0"):
        next(vote(saying("7"), saying("7"), KNOWN, Options(), 4))


def test_an_empty_vote_has_no_winner() -> None:
    assert Vote().cot.winners == ()

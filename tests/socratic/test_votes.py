"""Votes: who leads, who wins a tie, what a trace of several samples says."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from socratic.decoding import Decoding
from socratic.errors import FormatError
from socratic.problem import Problem
from socratic.reasoners import ChainReasoner
from socratic.students import load_student
from socratic.traces import Trace, TraceStep
from socratic.votes import VotingReasoner, count_answers, leaders, majority
from tests.helpers import PROBLEMS, tiny_student


@pytest.mark.parametrize(
    ("answers", "elected", "leading"),
    [
        ([], None, ()),
        ([None, None], None, ()),
        (["7"], "7", ("7",)),
        (["7", "12", "12"], "12", ("12",)),
        (["12", "7"], "12", ("12", "7")),
        (["7", "12", "12.0", "7", "3"], "7", ("7", "12")),
        ([None, None, None, "7"], "7", ("7",)),
        (["5,600", "1", "5600"], "5,600", ("5,600",)),
        (["no", "yes", "yes"], "yes", ("yes",)),
    ],
)
def test_most_votes_win_and_of_a_tie_the_first(
    answers: list[str | None], elected: str | None, leading: tuple[str, ...]
) -> None:
    assert majority(answers) == elected
    assert leaders(answers) == leading
    assert sum(count for _, count in count_answers(answers)) == len(answers)


class Said(ChainReasoner):
    """A student whose samples are written beforehand."""

    traces: Sequence[Trace] = ()

    def solve(self, problems: Sequence[Problem], batch_size: int = 32) -> Iterator[Trace]:
        assert batch_size >= 3  # one problem's samples fit into a batch, or they would be the same
        assert [problem.id for problem in problems] == [trace.problem_id for trace in self.traces]
        yield from self.traces


@pytest.fixture
def said(tmp_path: Path) -> Said:
    return Said(load_student(tiny_student(tmp_path / "cot", "cot")), settings=Decoding(temperature=0.7))


def sample(problem: Problem, answer: str | None, error: str | None = None) -> Trace:
    step = TraceStep("", f"it is {answer}")
    return Trace("cot", problem.id, (step,), answer, error=error, tokens=10, seconds=0.5, calls=1)


def test_a_trace_shows_a_winning_sample_and_costs_all_of_them(said: Said) -> None:
    pens, eggs, cats = PROBLEMS
    given: list[tuple[Problem, str | None, str | None]] = [
        (pens, "9", None), (pens, "10", None), (pens, "10.0", None),
        (eggs, None, "too long"), (eggs, None, None), (eggs, "11", None),
        (cats, None, "too long"), (cats, None, "too long"), (cats, None, "too long"),
    ]  # fmt: skip
    object.__setattr__(said, "traces", [sample(*each) for each in given])
    first, second, third = VotingReasoner(said, 3).solve(PROBLEMS, batch_size=1)
    assert (first.method, first.answer, first.votes) == ("cot, vote of 3", "10", ("9", "10", "10.0"))
    assert first.steps == (TraceStep("", "it is 10"),)
    assert (first.tokens, first.seconds, first.calls) == (30, 1.5, 3)
    assert (second.answer, second.error) == ("11", None)
    assert (third.answer, third.error) == (None, "too long")
    assert Trace.from_json(first.to_json()) == first
    assert "votes" not in replace(first, votes=()).to_json()


def test_greedy_votes_and_votes_of_one_are_refused(said: Said) -> None:
    with pytest.raises(FormatError, match="at least 2 samples, not 1"):
        VotingReasoner(said, 1)
    with pytest.raises(FormatError, match="a temperature above 0: greedy samples are all the same"):
        VotingReasoner(replace(said, settings=Decoding()), 3)


def test_real_samples_of_one_problem_differ_and_come_again(tmp_path: Path) -> None:
    cot = load_student(tiny_student(tmp_path / "cot", "cot", problems=PROBLEMS))
    reasoner = VotingReasoner(ChainReasoner(cot, settings=Decoding(temperature=1.0)), 5)
    traces = list(reasoner.solve(PROBLEMS, batch_size=2))
    assert any(len(set(trace.votes)) > 1 for trace in traces)
    assert [trace.votes for trace in reasoner.solve(PROBLEMS, batch_size=2)] == [trace.votes for trace in traces]
    assert [trace.problem_id for trace in traces] == [problem.id for problem in PROBLEMS]

"""Votes over sampled answers (self-consistency): the answer that most of them give, and a reasoner that does it.

>>> count_answers(["12", "7", None, "12.0"])
(('12', 2), ('7', 1), (None, 1))
>>> majority(["12", "7", None, "12.0"]), majority(["7", "12"]), majority([None])
('12', '7', None)
>>> cot = ChainReasoner(student, settings=Decoding(temperature=0.7))                       # doctest: +SKIP
>>> [trace.answer for trace in VotingReasoner(cot, samples=5).solve(problems)]             # doctest: +SKIP

A sample that gave no answer has no vote. Answers are the same where `answers_match` says so: `12` and `12.0`.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from socratic.answers import answers_match
from socratic.errors import FormatError
from socratic.problem import Problem
from socratic.reasoners import ChainReasoner, SocraticReasoner
from socratic.traces import Trace

__all__ = ["VotingReasoner", "count_answers", "leaders", "majority"]


def count_answers(answers: Sequence[str | None]) -> tuple[tuple[str | None, int], ...]:
    """(answer, how many gave it), the most frequent first and equals in their order; no answer (None) comes last."""
    groups: list[tuple[str, int]] = []
    for answer in answers:
        if answer is None:
            continue
        for index, (name, count) in enumerate(groups):
            if answers_match(answer, name):
                groups[index] = (name, count + 1)
                break
        else:
            groups.append((answer, 1))
    groups.sort(key=lambda group: -group[1])
    none = answers.count(None)
    return (*groups, (None, none)) if none else tuple(groups)


def leaders(answers: Sequence[str | None]) -> tuple[str, ...]:
    """The answers that most gave: one is the majority, several are a tie, in the order in which they first came."""
    counts = [(answer, count) for answer, count in count_answers(answers) if answer is not None]
    return tuple(answer for answer, count in counts if count == counts[0][1])


def majority(answers: Sequence[str | None]) -> str | None:
    """The answer that most gave; of a tie, the one that came first; None where there is no answer at all."""
    return next(iter(leaders(answers)), None)


@dataclass(frozen=True)
class VotingReasoner:
    """`reasoner`, asked `samples` times for every problem; the majority of the answers counts.

    With a `SocraticReasoner` every sample has sub-questions of its own: students sample all that they write. A trace
    has the steps of the first sample with the elected answer, `votes` with all answers, and the tokens, calls and
    seconds of all samples. `error` is there only where every sample ended with one.

    Raises `FormatError` for fewer than two samples, and at temperature 0, where all samples are the same.
    """

    reasoner: ChainReasoner | SocraticReasoner
    samples: int

    def __post_init__(self) -> None:
        if self.samples < 2:
            raise FormatError(f"a vote needs at least 2 samples, not {self.samples}")
        if self.reasoner.settings.temperature <= 0:
            raise FormatError("a vote needs a temperature above 0: greedy samples are all the same")

    @property
    def name(self) -> str:
        """The method's name as tables show it."""
        return f"{self.reasoner.name}, vote of {self.samples}"

    def solve(
        self, problems: Sequence[Problem], batch_size: int = 32, at_end: Callable[[], object] = lambda: None
    ) -> Iterator[Trace]:
        """The traces of many problems, in order; `batch_size` samples, at least one problem's, are written together.
        `at_end` is called for each."""
        asked = [problem for problem in problems for _ in range(self.samples)]
        # Seeds count the rows of a batch, so samples of one problem differ as long as a batch holds them all.
        traces = self.reasoner.solve(asked, max(batch_size, self.samples))
        while samples := tuple(islice(traces, self.samples)):
            at_end()
            yield self._elected(samples)

    def _elected(self, traces: tuple[Trace, ...]) -> Trace:
        votes = tuple(trace.answer for trace in traces)
        answer = majority(votes)
        shown = traces[0] if answer is None else traces[votes.index(answer)]
        return replace(
            shown,
            method=self.name,
            error=shown.error if all(trace.error for trace in traces) else None,
            votes=votes,
            tokens=sum(trace.tokens for trace in traces),
            seconds=sum(trace.seconds for trace in traces),
            calls=sum(trace.calls for trace in traces),
        )

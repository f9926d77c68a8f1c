"""Problems with a result that training has hardly seen, so that a student learns to write that number too.

A number of up to three digits is one token of the built-in base, and most of them above 300 are rare: of the first
120,000 problems of the built-in set, 196 of the numbers below 1,000 are the result of a step at most ten times. A
student that the calculator hands such a number (`<<900-27=873>>`) does not repeat it behind the `>>`, and its answer is
lost. Students of the base that had read those problems did not repeat 61 of 197 of the results seen at most ten times,
17 of 603 of those seen eleven to twenty times, and 4 of 65,525 of those seen more often. Of the base after a stage with
the problems that this module picks they repeated all 870 of the first two kinds.

>>> from socratic.problem import Problem, Step
>>> def of(text: str, solution: str) -> Problem:
...     return Problem("id", text, (Step("How many?", solution),), "1", "mine")
>>> seen = [of("a", "<<1+2=3>>3")] * 20 + [of("b", "<<3+4=7>>7")]
>>> [problem.text for problem in with_rare_results(seen, [of("c", "<<2+1=3>>3"), of("d", "<<9-2=7>>7")])]
['d']
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from socratic.problem import Problem

__all__ = ["RARE", "with_rare_results"]

RARE = 20
"""A result seen less often than this is rare."""

_RESULT = re.compile(r"=([^<>=]*)>>")


def with_rare_results(seen: Iterable[Problem], problems: Iterable[Problem], below: int = RARE) -> list[Problem]:
    """Those of `problems` that have a step whose result stands less than `below` times in the steps of `seen`."""
    counts = Counter(result for problem in seen for result in _results(problem))
    return [problem for problem in problems if any(counts[result] < below for result in _results(problem))]


def _results(problem: Problem) -> Iterator[str]:
    """The results of a problem's steps, as their annotations write them."""
    for step in problem.steps:
        yield from _RESULT.findall(step.solution)

"""The built-in problem set: multi-step word problems with exact decompositions, in GSM8K's Socratic form.

>>> from socratic.builtin import builtin_problems
>>> [problem] = builtin_problems("train", 1)
>>> problem.id, problem.source
('builtin-train-0-0', 'builtin')

Every split is an endless stream, fixed by its name and the seed; `builtin_problems` cuts off its first `count`. What a
split may hold is decided by two stable hashes, so that no seed brings a held-out problem into "train":

- the sequence of the kinds of events: one in eight belongs to "test-combinations" and to no other split;
- the text with its numbers masked: one in ten belongs to "validation", one in ten to "test", the others to "train".
"""

import hashlib
import re
from collections.abc import Iterator
from functools import cache
from itertools import islice
from random import Random

from socratic.builtin.families import FAMILIES
from socratic.builtin.stories import NUMBER_WORDS, Family, Plan, pick, plans, tell
from socratic.errors import SourceError
from socratic.problem import Problem

__all__ = ["SPLITS", "builtin_problems", "combination", "held_out", "masked"]

SPLITS = ("train", "validation", "test", "test-combinations")
DEFAULT_COUNTS = {"train": 20_000, "validation": 500, "test": 500, "test-combinations": 500}

# How often a problem has so many steps.
STEP_COUNTS = (2, 2, 2, 3, 3, 3, 3, 4, 4, 4)

_NUMBER = re.compile(rf"\d+|\b(?:{'|'.join(NUMBER_WORDS.values())})\b", re.IGNORECASE)


def masked(text: str) -> str:
    """`text` with every number, in digits or as a word from two to twelve, replaced by "#"."""
    return _NUMBER.sub("#", text)


def combination(plan: Plan) -> str:
    """The kinds of events of a story, for example "groups lose share"; the same across families."""
    return " ".join(event.kind for event in plan)


def _bucket(text: str, buckets: int) -> int:
    """A stable hash of `text` into 0..buckets-1."""
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:8]) % buckets


def held_out(kinds: str) -> bool:
    """Whether a combination belongs to "test-combinations" and to no other split."""
    return _bucket(kinds, 8) == 0


def _split_of(text: str) -> str:
    """Which split a problem belongs to whose combination of events is not held out."""
    return {0: "validation", 1: "test"}.get(_bucket(masked(text), 10), "train")


@cache
def _shelves(combinations: bool) -> dict[int, list[tuple[Family, list[Plan]]]]:
    """By number of steps: the families that have such plans, held out if `combinations`, and these plans."""
    shelves: dict[int, list[tuple[Family, list[Plan]]]] = {steps: [] for steps in STEP_COUNTS}
    for family in FAMILIES:
        by_steps: dict[int, list[Plan]] = {}
        for plan in plans(family):
            if held_out(combination(plan)) == combinations:
                by_steps.setdefault(sum(len(event.lines) for event in plan), []).append(plan)
        for steps, found in by_steps.items():
            shelves[steps].append((family, found))
    return shelves


def _stream(split: str, seed: int) -> Iterator[Problem]:
    """The problems of a split, without end, no text twice."""
    rng = Random(f"{split}/{seed}")
    shelves = _shelves(split == "test-combinations")
    seen: set[str] = set()
    while True:
        family, found = pick(rng, shelves[pick(rng, STEP_COUNTS)])
        told = tell(rng, family, pick(rng, found))
        if told is None:
            continue
        text, steps, answer = told
        if text in seen or (split != "test-combinations" and _split_of(text) != split):
            continue
        yield Problem(id=f"builtin-{split}-{seed}-{len(seen)}", text=text, steps=steps, answer=answer, source="builtin")
        seen.add(text)


def builtin_problems(split: str, count: int | None = None, seed: int = 0) -> list[Problem]:
    """The first `count` problems of a split (by default 20,000 for "train", else 500).

    The same arguments give the same problems on every machine and Python version, and a smaller count gives a prefix.
    The answer and every value on the way to it are whole numbers from 2 to 9999.

    Raises `SourceError` for an unknown split or a negative count.
    """
    if split not in SPLITS:
        raise SourceError(f"the built-in problem set has no split {split!r}; its splits are {', '.join(SPLITS)}")
    if count is None:
        count = DEFAULT_COUNTS[split]
    if count < 0:
        raise SourceError(f"cannot give {count} problems of the built-in split {split!r}; ask for 0 or more "
                          f"(the splits are {', '.join(SPLITS)})")  # fmt: skip
    return list(islice(_stream(split, seed), count))

"""The built-in problem set: word problems of one to eight steps with exact decompositions, in GSM8K's Socratic form.

>>> from socratic.builtin import builtin_problems
>>> [problem] = builtin_problems("train", 1)
>>> problem.id, problem.source
('builtin-train-0-0', 'builtin')

Every split is an endless stream, fixed by its name and the seed; `builtin_problems` cuts off its first `count`. What a
split may hold is decided by stable hashes, so that no seed brings a held-out problem into "train":

- the number of steps: one to six, but seven or eight in "test-steps" and in no other split;
- the sequence of the kinds of events, of two or more: one in eight belongs to "test-combinations" and to no other
  split ("test-steps" takes both kinds);
- the phrasings: one in eight is held out (but never the first way to say a thing), and stands in "test-phrasings" and
  in no other split. Each of its problems has one or more of them;
- the text with its numbers masked: one in ten belongs to "validation", one in ten to "test", the others to "train".
"""

from collections.abc import Iterator
from functools import cache
from itertools import islice
from random import Random

from socratic.builtin.families import FAMILIES
from socratic.builtin.language import mask_numbers
from socratic.builtin.notation import Family, bucket
from socratic.builtin.stories import Plan, Told, draw_plan, pick, step_counts, tell
from socratic.errors import SourceError
from socratic.problem import Problem

__all__ = ["SPLITS", "builtin_problems", "combination", "held_out", "stories"]

SPLITS = ("train", "validation", "test", "test-combinations", "test-phrasings", "test-steps")
DEFAULT_COUNTS = {
    "train": 20_000,
    "validation": 500,
    "test": 500,
    "test-combinations": 500,
    "test-phrasings": 500,
    "test-steps": 500,
}

# How often a problem has so many steps.
STEP_COUNTS = (1,) * 4 + (2,) * 5 + (3,) * 4 + (4,) * 3 + (5,) * 2 + (6,) * 2
LONG_STEP_COUNTS = (7, 8)
TRIES = 60
TELLINGS = 6


def combination(plan: Plan) -> str:
    """The kinds of events of a story, for example "groups lose share"; the same across families."""
    return " ".join(event.kind for event in plan)


@cache
def held_out(kinds: str) -> bool:
    """Whether a combination of events belongs to "test-combinations"; a single event is no combination."""
    return " " in kinds and bucket(kinds, 8) == 0


def _split_of(text: str) -> str:
    """Which split a problem belongs to that nothing else holds out."""
    return {0: "validation", 1: "test"}.get(bucket(mask_numbers(text), 10), "train")


@cache
def _families(steps: int) -> tuple[Family, ...]:
    """The families that have plans of so many steps."""
    return tuple(family for family in FAMILIES if steps in step_counts(family))


def stories(split: str, seed: int = 0) -> Iterator[tuple[Family, Plan, Told]]:
    """The stories of a split, without end, no text twice, each with its family and its plan."""
    rng = Random(f"{split}/{seed}")
    counts = LONG_STEP_COUNTS if split == "test-steps" else STEP_COUNTS
    seen: set[str] = set()
    while True:
        steps = pick(rng, counts)
        family = pick(rng, _families(steps))
        # The same family and number again where it fails, so that what is hard to draw is not rare.
        for _ in range(TRIES):
            plan = draw_plan(rng, family, steps)
            told = _tell_for(rng, split, family, plan) if plan else None
            if plan and told and told.text not in seen:
                seen.add(told.text)
                yield family, plan, told
                break


def _tell_for(rng: Random, split: str, family: Family, plan: Plan) -> Told | None:
    """A story of this plan if it belongs to the split."""
    if split != "test-steps" and held_out(combination(plan)) != (split == "test-combinations"):
        return None
    for _ in range(TELLINGS):
        told = tell(rng, family, plan, 0.4 if split == "test-phrasings" else 0.0)
        if told:
            break
    if told is None or told.unusual != (split == "test-phrasings"):
        return None
    return None if split in ("train", "validation", "test") and _split_of(told.text) != split else told


def builtin_problems(split: str, count: int | None = None, seed: int = 0) -> list[Problem]:
    """The first `count` problems of a split (by default 20,000 for "train", else 500).

    The same arguments give the same problems on every machine and Python version, and a smaller count gives a prefix.
    The answer and every value on the way to it are positive numbers up to 9999 with at most two decimals.

    Raises `SourceError` for an unknown split or a negative count.
    """
    if split not in SPLITS:
        raise SourceError(f"the built-in problem set has no split {split!r}; its splits are {', '.join(SPLITS)}")
    if count is None:
        count = DEFAULT_COUNTS[split]
    if count < 0:
        raise SourceError(f"cannot give {count} problems of the built-in split {split!r}; ask for 0 or more "
                          f"(the splits are {', '.join(SPLITS)})")  # fmt: skip
    return [
        Problem(f"builtin-{split}-{seed}-{index}", told.text, told.steps, told.answer, "builtin")
        for index, (_, _, told) in enumerate(islice(stories(split, seed), count))
    ]

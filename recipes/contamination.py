"""Does a training set hold a test problem, or a piece of one? Every run of eight words that both contain.

    python -m recipes.contamination --train builtin --against gsm8k svamp --data_dir ../shared/data
    python -m recipes.contamination --train mine.jsonl --against builtin:test --format json

Words are compared in lower case, without punctuation; with `--mask_numbers` every number counts as the same word, which
is stricter. `--train` takes the training split, `--against` the test split; another one stands behind a colon
(`builtin:test-steps`). Texts and reference steps of a training problem are compared with the test problem's text.

Exit status: 0 when nothing is found, 1 when something is, 2 when it cannot be checked.
"""

import argparse
import json
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from socratic.errors import SocraticError
from socratic.expressions import with_numbers
from socratic.problem import Problem
from socratic.sources import load_problems

__all__ = ["NearDuplicates", "Overlap", "main", "overlaps", "words"]

GRAM = 8
"""Words in a row that two problems must share to be reported."""

_WORD = re.compile(r"[^\W_]+(?:['’.,][^\W_]+)*")
_NUMBER = re.compile(r"\d[\d.,]*")


@dataclass(frozen=True)
class Overlap:
    """A training problem and a test problem that share `shared`, the first run of words that was found."""

    train: str
    test: str
    shared: str


def words(text: str, mask_numbers: bool = False) -> list[str]:
    """The words of `text` in lower case without punctuation: "Ann's 3 pens, $2.50!" is ann's 3 pens 2.50."""
    found = [word.lower().replace("’", "'") for word in _WORD.findall(text)]
    return ["#" if _NUMBER.fullmatch(word) else word for word in found] if mask_numbers else found


def overlaps(
    train: Iterable[Problem], tests: Iterable[Problem], gram: int = GRAM, mask_numbers: bool = False
) -> list[Overlap]:
    """Every pair of a training and a test problem with `gram` words in a row in common.

    A test problem of fewer words is reported where it stands whole in a training problem. Placeholders count as the
    numbers that they stand for, so that a problem is found in a set of the other form.
    """
    near = NearDuplicates(tests, gram, mask_numbers)
    found: dict[tuple[str, str], Overlap] = {}
    for problem in train:
        for text in (problem.text, *(part for step in problem.steps for part in (step.question, step.solution))):
            for test, shared in near.shared(with_numbers(text, problem.numbers)):
                found.setdefault((problem.id, test), Overlap(problem.id, test, shared))
    return list(found.values())


class NearDuplicates:
    """Which problems are as good as in a test set: those whose text shares `gram` words in a row with one of `tests`.

    >>> test = Problem("t", "Ann has 3 bags of 4 apples. How many apples?", (), "12", "tests")
    >>> test in NearDuplicates([test])
    True
    """

    def __init__(self, tests: Iterable[Problem], gram: int = GRAM, mask_numbers: bool = False) -> None:
        self._mask_numbers = mask_numbers
        self._pieces: dict[tuple[str, ...], list[str]] = {}
        self._lengths: set[int] = set()
        for problem in tests:
            line = words(with_numbers(problem.text, problem.numbers), mask_numbers)
            length = min(gram, len(line))
            self._lengths.add(length)
            for piece in _runs(line, length):
                self._pieces.setdefault(piece, []).append(problem.id)

    def __contains__(self, problem: Problem) -> bool:
        return any(self.shared(with_numbers(problem.text, problem.numbers)))

    def shared(self, text: str) -> Iterator[tuple[str, str]]:
        """(a test problem's id, the words that it shares with `text`), for each run of words that both contain."""
        line = words(text, self._mask_numbers)
        for length in self._lengths:
            for piece in _runs(line, length):
                for test in self._pieces.get(piece, ()):
                    yield test, " ".join(piece)


def _runs(line: list[str], length: int) -> set[tuple[str, ...]]:
    return {tuple(line[start : start + length]) for start in range(len(line) - length + 1)} if length else set()


def _load(name: str, split: str, data_dir: Path | None, limit: int | None = None) -> list[Problem]:
    """The problems of "gsm8k", "builtin:test" or a file; `data_dir` goes to those sets that are read from it."""
    dataset, _, other = name.partition(":")
    generated = dataset == "builtin" or dataset.endswith((".jsonl", ".jsonl.gz"))
    return load_problems(dataset, other or split, data_dir=None if generated else data_dir, limit=limit)


def main(arguments: Sequence[str] | None = None) -> int:
    """Print what is shared; 1 when something is, else 0."""
    parser = argparse.ArgumentParser(
        prog="contamination.py", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--train", nargs="+", required=True, metavar="SET", help="training sets")
    parser.add_argument("--against", nargs="+", required=True, metavar="SET", help="test sets")
    parser.add_argument("--data_dir", type=Path, metavar="DIR", help="folder with the data sets; default: the Hub")
    parser.add_argument("--limit", type=int, metavar="N", help="the first N problems of each training set only")
    parser.add_argument("--mask_numbers", action="store_true", help="treat every number as the same word")
    parser.add_argument("--format", choices=("text", "json"), default="text", help="default: text")
    options = parser.parse_args(arguments)

    train = [problem for name in options.train for problem in _load(name, "train", options.data_dir, options.limit)]
    tests = [problem for name in options.against for problem in _load(name, "test", options.data_dir)]
    found = overlaps(train, tests, mask_numbers=options.mask_numbers)
    if options.format == "json":
        print(json.dumps({"train": len(train), "test": len(tests), "overlaps": [asdict(pair) for pair in found]}))
    else:
        for pair in found:
            print(f"{pair.train} and {pair.test}: {pair.shared}")
        print(
            f"{len(train):,} training, {len(tests):,} test problems: {len(found):,} pairs share {GRAM} words in a row"
        )
    return 1 if found else 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except SocraticError as error:
        print(f"contamination.py: {error}", file=sys.stderr)
        sys.exit(2)

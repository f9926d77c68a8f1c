"""The sets that recipes score on, as a command line names them, and the names of their score files.

>>> part = problem_set("builtin:test-steps", limit=2)
>>> part.name, part.split, len(part.problems)
('builtin', 'test-steps', 2)
>>> score_name(part.name, part.split, "iterative, upfront", calculator=True)
'builtin-test-steps-iterative-upfront-calculator'
"""

import re
from dataclasses import dataclass
from pathlib import Path

from socratic.problem import Problem
from socratic.sources import load_problems

__all__ = ["ProblemSet", "problem_set", "score_name"]


@dataclass(frozen=True)
class ProblemSet:
    """Problems and where they are from; a file has no split."""

    dataset: str
    split: str | None
    problems: list[Problem]

    @property
    def name(self) -> str:
        """What a record calls it: a file goes by its own name."""
        return Path(self.dataset).name.split(".jsonl")[0] if self.split is None else self.dataset

    @property
    def has_questions(self) -> bool:
        """Whether any problem has sub-questions of its own, which an oracle can ask."""
        return any(step.question for problem in self.problems for step in problem.steps)

    @property
    def has_steps(self) -> bool:
        """Whether every problem has steps, from which an oracle takes its hint."""
        return all(problem.steps for problem in self.problems)


def problem_set(
    name: str,
    split: str = "test",
    *,
    data_dir: Path | None = None,
    revision: str | None = None,
    limit: int | None = None,
) -> ProblemSet:
    """The problems of `name`: a .jsonl file, or a data set with or without a split of its own (`builtin:test-steps`).

    `split` is of sets that name none; `data_dir` and `revision` are for sets that are neither files nor generated.
    Raises what `load_problems` raises.
    """
    if name.endswith((".jsonl", ".jsonl.gz")):
        return ProblemSet(name, None, load_problems(name, limit=limit))
    dataset, _, own = name.partition(":")
    if dataset == "builtin":
        data_dir = revision = None
    problems = load_problems(dataset, own or split, data_dir=data_dir, revision=revision, limit=limit)
    return ProblemSet(dataset, own or split, problems)


def score_name(dataset: str, split: str | None, method: str, calculator: bool) -> str:
    """What the files of one score are called, without ending: `gsm8k-test-iterative-upfront-calculator`."""
    parts = (dataset, split or "", method, "calculator" if calculator else "no-calculator")
    return "-".join(slug for part in parts if (slug := re.sub(r"[^a-z0-9]+", "-", part.lower()).strip("-")))

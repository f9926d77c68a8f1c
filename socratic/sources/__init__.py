"""Where problems come from: every data set becomes a list of `Problem` here, and nothing after knows its own form.

    >>> problems = load_problems("builtin", "train", limit=2)
    >>> len(problems)
    2

`load_problems("gsm8k", "test")` loads from the Hugging Face Hub, with `revision` at one commit of it;
`load_problems("gsm8k", "test", data_dir="data")` from local files; `load_problems("mine.jsonl")` from a file of
problems.
"""

from pathlib import Path

from socratic.builtin import builtin_problems
from socratic.errors import SourceError
from socratic.problem import Problem
from socratic.sources import gsm8k, mwp, strategyqa, svamp, svamp_placeholders
from socratic.sources.jsonl import read_problems, write_problems

__all__ = ["DATASETS", "load_problems", "read_problems", "write_problems"]

DATASETS = ("builtin", "gsm8k", "gsm8k-main", "strategyqa", "svamp", "svamp-placeholders", *mwp.FILES)
"""The known names. `gsm8k` is the Socratic config; `gsm8k-main` has the same steps without their questions.
`svamp-placeholders` is `svamp` answered with expressions. The last three are test sets without steps."""


def load_problems(
    dataset: str,
    split: str = "train",
    *,
    data_dir: str | Path | None = None,
    revision: str | None = None,
    limit: int | None = None,
) -> list[Problem]:
    """The problems of a data set in file order, at most the first `limit`.

    `dataset` is one of `DATASETS` or a path ending in `.jsonl` or `.jsonl.gz`. A file has no splits: it is read whole,
    whatever `split` says. Named sets come from `data_dir` where it is given (the folder that holds the files, or the
    one above it), else from the Hub at `revision`. `builtin` is generated and files are read as they are: neither takes
    `data_dir` or `revision`. Raises `SourceError` for an unknown name or split, a contradiction among the arguments, or
    data that cannot be read, and `ProblemError` for a record that is no problem.
    """
    if limit is not None and limit < 1:
        raise SourceError(f"limit must be at least 1, not {limit}")
    is_file = dataset.endswith((".jsonl", ".jsonl.gz"))
    if dataset not in DATASETS and not is_file:
        raise SourceError(
            f"unknown data set {dataset!r}; use one of {', '.join(DATASETS)}, or a path ending in .jsonl or .jsonl.gz"
        )
    if (is_file or dataset == "builtin") and (data_dir is not None or revision is not None):
        raise SourceError(
            f"{dataset} takes no data_dir and no revision: it comes from neither a data folder nor the Hub"
        )
    if data_dir is not None and revision is not None:
        raise SourceError("a revision names a commit on the Hub: pass either revision or data_dir, not both")
    if is_file:
        problems = read_problems(dataset)
    elif dataset == "builtin":
        problems = builtin_problems(split, count=limit)
    elif dataset == "svamp":
        problems = svamp.load(split, data_dir=data_dir, revision=revision)
    elif dataset == "svamp-placeholders":
        problems = svamp_placeholders.load(split, data_dir=data_dir, revision=revision)
    elif dataset in mwp.FILES:
        if revision is not None:
            raise SourceError(f"{dataset} is read from files, so it takes no revision")
        problems = mwp.load(dataset, split, data_dir=data_dir)
    elif dataset == "strategyqa":
        problems = strategyqa.load(split, data_dir=data_dir, revision=revision)
    else:
        config = "socratic" if dataset == "gsm8k" else "main"
        problems = gsm8k.load(config, split, data_dir=data_dir, revision=revision)
    return problems[:limit]

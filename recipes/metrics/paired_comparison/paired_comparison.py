"""Two methods on the same problems, as a comparison of `evaluate`: who is ahead, by how much, how sure that is."""

from typing import Any

import datasets
import evaluate
from evaluate.utils.file_utils import add_start_docstrings

from recipes.bootstrap import paired_difference  # From: -e . (in a checkout of Socratic CoT)
from recipes.verdicts import Reading, verdict_of  # From: -e . (in a checkout of Socratic CoT)
from socratic.statistics import mcnemar_p  # From: -e . (in a checkout of Socratic CoT)

_CITATION = """\
@article{mcnemar-1947-note,
    title = "Note on the sampling error of the difference between correlated proportions or percentages",
    author = "McNemar, Quinn",
    journal = "Psychometrika",
    volume = "12",
    year = "1947",
}
@inproceedings{shridhar-etal-2023-distilling,
    title = "Distilling Reasoning Capabilities into Smaller Language Models",
    author = "Shridhar, Kumar and Stolfo, Alessandro and Sachan, Mrinmaya",
    booktitle = "Findings of the Association for Computational Linguistics: ACL 2023",
    year = "2023",
    eprint = "2212.00193",
    archivePrefix = "arXiv",
}
"""

_DESCRIPTION = """\
Compares the final answers of two methods on the same problems: the difference of their accuracies with a 95 % bootstrap
interval over problems, several seeds pooled, and McNemar's exact test where each has one run.
"""

_KWARGS_DESCRIPTION = """
Args:
    predictions1 (list of lists of str): what the first method wrote for each problem, a text for each of its seeds.
    predictions2 (list of lists of str): what the second wrote; it may have another number of seeds.
    references (list of str): the gold answers, as for answer_accuracy.
    reading (str): how texts are read, as for answer_accuracy. Default: "text".

Returns:
    problems, seeds1, seeds2 (int): counts.
    accuracy1, accuracy2 (float): the mean over problems of the share of seeds that were right, from 0 to 1.
    difference (float): accuracy1 - accuracy2.
    difference_interval (list of two floats): its 95 % percentile interval, 9,999 samples of problems drawn anew with a
        fixed seed. It holds for other problems of the kind, not for other seeds.
    both, only_first, only_second, neither (int): problems by who was right; None with several seeds.
    mcnemar_p (float): the exact two-sided p-value of McNemar's test; None with several seeds.

Examples:
    >>> comparison = evaluate.load("recipes/metrics/paired_comparison")
    >>> first, second = [["12"], ["7"], ["yes"], ["3"]], [["12"], ["8"], ["no"], ["4"]]
    >>> results = comparison.compute(predictions1=first, predictions2=second, references=["12", "7", "yes", "4"])
    >>> results["difference"], results["only_first"], results["only_second"], results["mcnemar_p"]
    (0.25, 2, 1, 1.0)
"""


@add_start_docstrings(_DESCRIPTION, _KWARGS_DESCRIPTION)
class PairedComparison(evaluate.Comparison):
    def _info(self) -> evaluate.ComparisonInfo:
        seeds = datasets.Sequence(datasets.Value("string"))
        return evaluate.ComparisonInfo(
            description=_DESCRIPTION,
            citation=_CITATION,
            inputs_description=_KWARGS_DESCRIPTION,
            features=datasets.Features(
                {"predictions1": seeds, "predictions2": seeds, "references": datasets.Value("string")}
            ),
            reference_urls=["https://arxiv.org/abs/2212.00193"],
        )

    def _compute(
        self,
        predictions1: list[list[str | None]],
        predictions2: list[list[str | None]],
        references: list[str],
        reading: Reading = "text",
    ) -> dict[str, Any]:
        first, seeds1 = _shares(predictions1, references, reading)
        second, seeds2 = _shares(predictions2, references, reading)
        difference, *interval = paired_difference(first, second)
        found = {
            "problems": len(references),
            "seeds1": seeds1,
            "seeds2": seeds2,
            "accuracy1": sum(first) / len(first),
            "accuracy2": sum(second) / len(second),
            "difference": difference,
            "difference_interval": interval,
        }
        pairs = list(zip(first, second, strict=True))
        names = {"both": (1, 1), "only_first": (1, 0), "only_second": (0, 1), "neither": (0, 0)}
        if (seeds1, seeds2) != (1, 1):
            return {**found, **dict.fromkeys(names), "mcnemar_p": None}
        split = {name: pairs.count(pair) for name, pair in names.items()}
        return {**found, **split, "mcnemar_p": mcnemar_p(split["only_first"], split["only_second"])}


def _shares(texts: list[list[str | None]], references: list[str], reading: Reading) -> tuple[list[float], int]:
    """The share of the seeds that are right for each problem, and how many seeds there are."""
    seeds = {len(runs) for runs in texts}
    if len(seeds) != 1 or 0 in seeds:
        raise ValueError(f"every problem needs a text for each seed, but the problems have {sorted(seeds)} texts")
    shares = []
    for runs, gold in zip(texts, references, strict=True):
        shares.append(sum(verdict_of(text, gold, reading) == "correct" for text in runs) / len(runs))
    return shares, seeds.pop()

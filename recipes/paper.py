"""The paper's own figures, as data: accuracies that ours stand beside.

>>> [(figure.model, figure.accuracy) for figure in figures("gsm8k", "test", 1319, "cot")]
[('GPT-2 small', 5.05), ('GPT-2 medium', 7.88), ('GPT-2 large', 14.1), ('GPT-3 6B', 21.0)]
>>> figures("gsm8k", "test", 100, "cot")  # a part of a set is another set
()

Source: Shridhar, Stolfo, Sachan, Distilling Reasoning Capabilities into Smaller Language Models, arXiv 2212.00193 v2.
The figures come without intervals.
"""

from dataclasses import dataclass

__all__ = ["FIGURES", "PAPER", "PaperFigure", "PaperSet", "figures", "paper_set"]

PAPER = "arXiv 2212.00193 v2"


@dataclass(frozen=True)
class PaperSet:
    """A test set of the paper. `datasets` and `split` are the names under which records of ours have the same problems,
    `problems` is how many there are, `note` says where the paper's task differs from ours."""

    title: str
    datasets: tuple[str, ...]
    split: str
    problems: int
    note: str = ""


_GSM8K = PaperSet("GSM8K", ("gsm8k", "gsm8k-main"), "test", 1319)
_SEEN = "154 of its 237 problems are in the Hub's training split: a student trained on that has seen them."
_SVAMP = PaperSet(
    "SVAMP, two operations",
    ("svamp",),
    "two-operations",
    237,
    "The paper puts `number0`, `number1` ... in the place of SVAMP's numbers and scores the expression's value, as "
    f"our set `svamp-placeholders` does. {_SEEN}",
)
_SVAMP_PLACEHOLDERS = PaperSet(
    "SVAMP, two operations, placeholders", ("svamp-placeholders",), "two-operations", 237, _SEEN
)
_STRATEGYQA = PaperSet(
    "StrategyQA",
    ("strategyqa",),
    "test",
    229,
    "The paper takes the last tenth of the file, in file order; the 229 here need not be the same. The more frequent "
    "answer alone has about 53 %.",
)


@dataclass(frozen=True)
class PaperFigure:
    """One figure: `accuracy` in % of all problems of `of`.

    `row` is what the paper calls the method. `method` is the name that our records have for it, None where we have no
    such method. `parameters` are the model's, in millions.
    """

    of: PaperSet
    row: str
    method: str | None
    model: str
    parameters: int
    accuracy: float
    source: str


_GPT2 = {"GPT-2 small": 124, "GPT-2 medium": 355, "GPT-2 large": 774, "GPT-2 XL": 1500}
_SMALL_TO_LARGE = ("GPT-2 small", "GPT-2 medium", "GPT-2 large")
_MEDIUM_TO_XL = ("GPT-2 medium", "GPT-2 large", "GPT-2 XL")
_MAIN = "Table 2 or Figure 6"


def _row(
    of: PaperSet, row: str, method: str | None, models: tuple[str, ...], accuracies: tuple[float, ...], source: str
) -> tuple[PaperFigure, ...]:
    return tuple(
        PaperFigure(of, row, method, model, _GPT2[model], accuracy, source)
        for model, accuracy in zip(models, accuracies, strict=True)
    )


def _svamp(of: PaperSet) -> tuple[PaperFigure, ...]:
    """The same figures stand beside both forms of the set."""
    return (
        *_row(of, "answer only", "answer", _SMALL_TO_LARGE, (2.15, 4.80, 7.40), _MAIN),
        *_row(of, "CoT", "cot", _SMALL_TO_LARGE, (5.35, 17.30, 23.60), _MAIN),
        *_row(of, "unified Socratic", "unified", _SMALL_TO_LARGE, (5.82, 17.62, 17.45), _MAIN),
        *_row(
            of,
            "iterative, guided by the number of steps",
            "iterative, upfront, hint count",
            _SMALL_TO_LARGE,
            (6.79, 18.99, 18.14),
            _MAIN,
        ),
    )


# The paper's hint is the equations for GSM8K, the number of steps for SVAMP, the number of facts for StrategyQA; its
# row "Iterative SocCoT" is the guided one. Our CoT student learns GSM8K's gold steps: GPT-3's have no method of ours.
FIGURES: tuple[PaperFigure, ...] = (
    *_row(_GSM8K, "answer only", "answer", _SMALL_TO_LARGE, (1.45, 2.90, 4.62), _MAIN),
    *_row(_GSM8K, "CoT, gold steps", "cot", _SMALL_TO_LARGE, (5.05, 7.88, 14.10), _MAIN),
    PaperFigure(_GSM8K, "CoT, gold steps", "cot", "GPT-3 6B", 6000, 21.00, _MAIN),
    *_row(_GSM8K, "CoT, GPT-3's steps", None, _SMALL_TO_LARGE, (4.70, 7.10, 12.85), _MAIN),
    *_row(_GSM8K, "unified Socratic", "unified", _SMALL_TO_LARGE, (5.10, 7.90, 13.25), _MAIN),
    *_row(_GSM8K, "iterative, no guide", "iterative, upfront", _SMALL_TO_LARGE, (5.10, 7.90, 10.31), _MAIN),
    *_row(
        _GSM8K,
        "iterative, guided by equations",
        "iterative, upfront, hint equations",
        _SMALL_TO_LARGE,
        (5.98, 11.57, 17.89),
        _MAIN,
    ),
    *_row(_GSM8K, "SocGT", "iterative, oracle questions", _SMALL_TO_LARGE, (6.44, 12.74, 21.08), _MAIN),
    # Tables 3 and 5 are taken to be about GSM8K; nothing is compared with them.
    *_row(_GSM8K, "no question module", None, _SMALL_TO_LARGE, (2.70, 7.20, 8.18), "Table 5"),
    PaperFigure(_GSM8K, "one-shot CoT, not trained", None, "GPT-3 175B", 175_000, 27.5, "Table 3"),
    PaperFigure(_GSM8K, "one-shot with sub-questions, not trained", None, "GPT-3 175B", 175_000, 47.1, "Table 3"),
    *_svamp(_SVAMP),
    *_svamp(_SVAMP_PLACEHOLDERS),
    *_row(_STRATEGYQA, "answer only", "answer", _MEDIUM_TO_XL, (54.10, 61.10, 60.51), _MAIN),
    # Which of the two our CoT student is, whose steps are the set's facts, cannot be told from the figures alone.
    *_row(_STRATEGYQA, "CoT, GPT-3's steps", None, _MEDIUM_TO_XL, (55.01, 55.90, 58.07), _MAIN),
    *_row(_STRATEGYQA, "given facts", None, _MEDIUM_TO_XL, (52.02, 62.80, 66.30), _MAIN),
    *_row(
        _STRATEGYQA,
        "iterative, guided by the number of facts",
        "iterative, upfront, hint count",
        _MEDIUM_TO_XL,
        (52.05, 61.32, 62.30),
        _MAIN,
    ),
    *_row(_STRATEGYQA, "SocGT", "iterative, oracle questions", _MEDIUM_TO_XL, (60.31, 66.40, 63.56), _MAIN),
)
"""Every accuracy of the paper's that we know, set by set, in the order of its tables."""


def paper_set(dataset: str, split: str | None, problems: int) -> PaperSet | None:
    """The paper's set that a record's problems are, or None. It must be as large: a part is another set."""
    sets = dict.fromkeys(figure.of for figure in FIGURES)
    return next((of for of in sets if dataset in of.datasets and (split, problems) == (of.split, of.problems)), None)


def figures(dataset: str, split: str | None, problems: int, method: str) -> tuple[PaperFigure, ...]:
    """The paper's figures for a method of our records on their problems, smallest model first; often there are none."""
    of = paper_set(dataset, split, problems)
    return tuple(figure for figure in FIGURES if of is not None and (figure.of, figure.method) == (of, method))

"""Final-answer accuracy of texts or answers, as a module of `evaluate`. The rules are in socratic/answers.py."""

from typing import Any

import datasets
import evaluate
from evaluate.utils.file_utils import add_start_docstrings

from recipes.verdicts import Reading, counts, outcomes, verdict_of  # From: -e . (in a checkout of Socratic CoT)

_CITATION = """\
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
The share of problems whose final answer is right, for numbers and for yes/no, with its 95 % Wilson interval; "wrong"
and "no answer" are counted apart. It reads the answer from whatever was written: "#### 5,600", "So she has 72 apples.",
"<<48/2=24>>24 are left", "3/4", "$1,234.50", "So the answer is yes."
"""

_KWARGS_DESCRIPTION = """
Args:
    predictions (list of str): what was written for each problem, a chain or an answer. An empty text is no answer.
    references (list of str): the gold answers, such as "72", "0.75" or "yes", or texts that end in "#### 72". They say
        whether a number or yes/no is asked for. One that is neither raises a ValueError.
    reading (str): "text" (default) reads what follows "####", else the value of the last <<...=value>>, else the last
        number (for yes/no the stated, else the opening, else the last word); "final" only what follows "####"; "answer"
        the first number (or the opening yes or no) of a short answer.
    return_outcomes (bool): also return the outcome of each problem. Default: False.

Returns:
    problems, correct, wrong, no_answer (int): counts.
    accuracy (float): correct / problems, from 0 to 1.
    interval (list of two floats): 95 % Wilson score interval of the accuracy.
    outcomes (str): a letter a problem, in order: c correct, w wrong, n no answer. Only with return_outcomes.

Examples:
    >>> metric = evaluate.load("recipes/metrics/answer_accuracy")
    >>> predictions = ["56*100 = <<56*100=5600>>5600\\n#### 5,600", "She has 3 left.", "So it is not true.", "twelve"]
    >>> results = metric.compute(predictions=predictions, references=["5600", "4", "no", "12"], return_outcomes=True)
    >>> results["accuracy"], results["wrong"], results["no_answer"], results["outcomes"]
    (0.5, 1, 1, 'cwcn')
"""


@add_start_docstrings(_DESCRIPTION, _KWARGS_DESCRIPTION)
class AnswerAccuracy(evaluate.Metric):
    def _info(self) -> evaluate.MetricInfo:
        return evaluate.MetricInfo(
            description=_DESCRIPTION,
            citation=_CITATION,
            inputs_description=_KWARGS_DESCRIPTION,
            features=datasets.Features(
                {"predictions": datasets.Value("string"), "references": datasets.Value("string")}
            ),
            reference_urls=["https://arxiv.org/abs/2212.00193"],
        )

    def _compute(
        self,
        predictions: list[str | None],
        references: list[str],
        reading: Reading = "text",
        return_outcomes: bool = False,
    ) -> dict[str, Any]:
        pairs = zip(predictions, references, strict=True)
        verdicts = [verdict_of(prediction, gold, reading) for prediction, gold in pairs]
        found = counts(verdicts)
        return {**found, "outcomes": outcomes(verdicts)} if return_outcomes else found

"""How good lists of sub-questions are, as a module of `evaluate`. The rules are in recipes/decomposer_metrics.py."""

from typing import Any

import datasets
import evaluate
from evaluate.utils.file_utils import add_start_docstrings

from recipes.decomposer_metrics import bert_score_f1, decomposer_quality  # From: -e . (in a checkout of Socratic CoT)

_CITATION = """\
@inproceedings{shridhar-etal-2023-distilling,
    title = "Distilling Reasoning Capabilities into Smaller Language Models",
    author = "Shridhar, Kumar and Stolfo, Alessandro and Sachan, Mrinmaya",
    booktitle = "Findings of the Association for Computational Linguistics: ACL 2023",
    year = "2023",
    eprint = "2212.00193",
    archivePrefix = "arXiv",
}
@inproceedings{post-2018-call,
    title = "A Call for Clarity in Reporting {BLEU} Scores",
    author = "Post, Matt",
    booktitle = "Proceedings of the Third Conference on Machine Translation: Research Papers",
    year = "2018",
}
"""

_DESCRIPTION = """\
How close a decomposer's lists of sub-questions are to the problems' own: the same list word for word, as many
questions, and BLEU by sacrebleu. BERTScore too, where the package bert-score is installed and its model can be had.
"""

_KWARGS_DESCRIPTION = """
Args:
    predictions (list of lists of str): the sub-questions asked for each problem, in order; an empty list for none.
    references (list of lists of str): the problem's own. Problems without any are left out.
    bertscore_model (str): a model for BERTScore, by its Hub id or folder. Default: no BERTScore.
    bertscore_layer (int): which layer's output bert-score compares; it must be told for a model that it does not know.

Returns:
    problems (int): problems with sub-questions of their own.
    exact, right_count (float): the shares of them with the same list, and with as many questions, from 0 to 1.
    exact_interval, right_count_interval (lists of two floats): their 95 % Wilson score intervals.
    bleu (float): corpus BLEU from 0 to 100, a problem's questions joined by new lines being one segment.
    bleu_signature (str): sacrebleu's signature: how the BLEU was computed.
    bertscore_f1 (float): the mean F1 over the problems. Only with bertscore_model.

Examples:
    >>> metric = evaluate.load("recipes/metrics/decomposition")
    >>> asked = [["How many bags?", "How many are left?"], ["How many?"]]
    >>> own = [["How many bags?", "How many are left?"], ["How much?", "How much is left?"]]
    >>> results = metric.compute(predictions=asked, references=own)
    >>> results["exact"], results["right_count"], results["problems"]
    (0.5, 0.5, 2)
"""


@add_start_docstrings(_DESCRIPTION, _KWARGS_DESCRIPTION)
class Decomposition(evaluate.Metric):
    def _info(self) -> evaluate.MetricInfo:
        questions = datasets.Sequence(datasets.Value("string"))
        return evaluate.MetricInfo(
            description=_DESCRIPTION,
            citation=_CITATION,
            inputs_description=_KWARGS_DESCRIPTION,
            features=datasets.Features({"predictions": questions, "references": questions}),
            codebase_urls=["https://github.com/mjpost/sacreBLEU"],
            reference_urls=["https://arxiv.org/abs/2212.00193"],
        )

    def _compute(
        self,
        predictions: list[list[str]],
        references: list[list[str]],
        bertscore_model: str | None = None,
        bertscore_layer: int | None = None,
    ) -> dict[str, Any]:
        found = decomposer_quality(predictions, references)
        if bertscore_model is None:
            return found
        return {**found, "bertscore_f1": bert_score_f1(predictions, references, bertscore_model, bertscore_layer)}

"""How right the steps of chains are, as a module of `evaluate`. The rules are in recipes/step_metrics.py."""

from typing import Any

import datasets
import evaluate
from evaluate.utils.file_utils import add_start_docstrings

from recipes.step_metrics import step_quality  # From: -e . (in a checkout of Socratic CoT)

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
Of chains with calculator annotations (<<48/2=24>>, as in GSM8K): the share of equations that are right, the share of
their operands that were copied from the problem or from an earlier step, and the share of steps that have an equation.
It says where a chain goes wrong, not whether its steps are those that were needed.
"""

_KWARGS_DESCRIPTION = """
Args:
    predictions (list of str): the chains, a step a line, without sub-questions. Lines that begin with "####" are none.
    problems (list of str): the problems' texts, in the same order.

Returns:
    problems, steps, steps_with_equation, equations, equations_right, operands (int): counts over all chains.
    step_coverage (float): steps_with_equation / steps; None where there are none, as in the next two.
    equation_accuracy (float): equations_right / equations.
    operand_accuracy (float): the share of the operands that are not unknown.
    operands_from_problem, operands_from_steps, operands_from_constants, operands_unknown (int): where each operand of
        an equation is found: in the problem's text (digits or words), among the values of earlier steps, in a list of
        constants such as 7 and 100, or nowhere.
    all_right (float): the share of all problems whose chain has an equation, and every equation and operand right.
    all_right_interval (list of two floats): its 95 % Wilson score interval. The other shares have none, for the steps
        of one problem are not independent.

Examples:
    >>> metric = evaluate.load("recipes/metrics/step_accuracy")
    >>> chain = "2*16 = <<2*16=32>>32 were red.\\n32+8 = <<32+8=41>>41 in all.\\n#### 41"
    >>> problem = "Ann has 16 beads in each of two bags and nine others. How many has she?"
    >>> results = metric.compute(predictions=[chain], problems=[problem])
    >>> results["equation_accuracy"], results["operand_accuracy"], results["operands_unknown"]
    (0.5, 0.75, 1)
"""


@add_start_docstrings(_DESCRIPTION, _KWARGS_DESCRIPTION)
class StepAccuracy(evaluate.Metric):
    def _info(self) -> evaluate.MetricInfo:
        return evaluate.MetricInfo(
            description=_DESCRIPTION,
            citation=_CITATION,
            inputs_description=_KWARGS_DESCRIPTION,
            features=datasets.Features({"predictions": datasets.Value("string"), "problems": datasets.Value("string")}),
            reference_urls=["https://arxiv.org/abs/2212.00193"],
        )

    def _compute(self, predictions: list[str | None], problems: list[str]) -> dict[str, Any]:
        return step_quality([chain or "" for chain in predictions], problems)

"""How good a decomposer's lists of sub-questions are, beside the problems' own.

>>> quality = decomposer_quality([["How many?", "How many are left?"], ["How many?"]],
...                              [["How many?", "How many are left?"], ["How much?", "How much is left?"]])
>>> quality["exact"], quality["right_count"], quality["problems"]
(0.5, 0.5, 2)
>>> quality["bleu"] > 50
True
"""

from collections.abc import Sequence
from typing import Any

from socratic.statistics import wilson_interval

__all__ = ["bert_score_f1", "decomposer_quality"]


def decomposer_quality(asked: Sequence[Sequence[str]], gold: Sequence[Sequence[str]]) -> dict[str, Any]:
    """`exact` and `right_count` are shares of the problems, with their 95 % Wilson intervals: the same list word for
    word, and as many questions.

    `bleu` (0 to 100) is sacrebleu's corpus BLEU, a problem's questions joined by new lines being one segment, as the
    paper reports BLEU of the generated questions; `bleu_signature` says how it was computed. Only problems with
    sub-questions of their own count. Raises `ValueError` where none has, or where the two differ in length.
    """
    from sacrebleu.metrics.bleu import BLEU

    ours, own = _segments(asked, gold)
    metric = BLEU()
    bleu = metric.corpus_score(["\n".join(questions) for questions in ours], [["\n".join(list_) for list_ in own]])
    exact = sum(one == other for one, other in zip(ours, own, strict=True))
    right_count = sum(len(one) == len(other) for one, other in zip(ours, own, strict=True))
    return {
        "problems": len(own),
        "exact": exact / len(own),
        "exact_interval": list(wilson_interval(exact, len(own))),
        "right_count": right_count / len(own),
        "right_count_interval": list(wilson_interval(right_count, len(own))),
        "bleu": round(bleu.score, 2),
        "bleu_signature": str(metric.get_signature()),
    }


def bert_score_f1(
    asked: Sequence[Sequence[str]], gold: Sequence[Sequence[str]], model: str, layer: int | None = None
) -> float:
    """The mean BERTScore F1, segments as for BLEU, by the package bert-score with the model of that Hub id or folder.

    `layer` is the one whose output is compared; bert-score knows it for the models that it was tuned with. Raises
    `ImportError` where the package is missing: it is no requirement of this project, whose tests never ran this.
    """
    try:
        from bert_score import score
    except ImportError as error:
        raise ImportError(
            "BERTScore needs the package bert-score, which is not installed: pip install bert-score, or leave "
            "bertscore_model away"
        ) from error
    ours, own = _segments(asked, gold)
    _, _, f1 = score(
        ["\n".join(one) for one in ours], ["\n".join(one) for one in own], model_type=model, num_layers=layer
    )
    return float(f1.mean())


def _segments(asked: Sequence[Sequence[str]], gold: Sequence[Sequence[str]]) -> tuple[list[list[str]], list[list[str]]]:
    """Both lists, for the problems that have sub-questions."""
    pairs = [(list(ours), list(own)) for ours, own in zip(asked, gold, strict=True) if own]
    if not pairs:
        raise ValueError("no problem has sub-questions to compare with")
    return [ours for ours, _ in pairs], [own for _, own in pairs]

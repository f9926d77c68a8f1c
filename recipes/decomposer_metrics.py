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

__all__ = ["decomposer_quality"]


def decomposer_quality(asked: Sequence[Sequence[str]], gold: Sequence[Sequence[str]]) -> dict[str, Any]:
    """`exact` and `right_count` are shares of the problems: the same list word for word, and as many questions.

    `bleu` (0 to 100) is sacrebleu's corpus BLEU, a problem's questions joined by new lines being one segment, as the
    paper reports BLEU of the generated questions. Only problems with sub-questions of their own count. Raises
    `ValueError` where none has, or where the two differ in length.
    """
    from sacrebleu.metrics.bleu import BLEU

    pairs = [(list(ours), list(own)) for ours, own in zip(asked, gold, strict=True) if own]
    if not pairs:
        raise ValueError("no problem has sub-questions to compare with")
    bleu = BLEU().corpus_score(["\n".join(ours) for ours, _ in pairs], [["\n".join(own) for _, own in pairs]])
    return {
        "problems": len(pairs),
        "exact": sum(ours == own for ours, own in pairs) / len(pairs),
        "right_count": sum(len(ours) == len(own) for ours, own in pairs) / len(pairs),
        "bleu": round(bleu.score, 2),
    }

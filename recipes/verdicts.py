"""Texts against gold answers: correct, wrong or no answer, and the counts. For recipes/score.py and recipes/metrics.

>>> gold = ["5,600", "no", "Half of 16 is 8.\\n#### 8"]
>>> verdicts = [verdict_of(text, gold) for text, gold in zip(["#### 5600 eggs", "That is true.", "eight"], gold)]
>>> verdicts
['correct', 'wrong', 'no answer']
>>> found = counts(verdicts)
>>> found["correct"], found["problems"], outcomes(verdicts)
(1, 3, 'cwn')
"""

from collections.abc import Sequence
from typing import Any, Literal, get_args

from socratic.answers import FINAL, answer_from_text, answers_match, normalize_answer
from socratic.problem import AnswerKind
from socratic.statistics import wilson_interval

__all__ = ["READINGS", "Reading", "Verdict", "counts", "outcomes", "verdict", "verdict_of"]

Verdict = Literal["correct", "wrong", "no answer"]

Reading = Literal["text", "final", "answer"]
"""How a text is read. `text`: after its `####`, else as a solution is. `final`: only after a `####`, as the CoT and
unified students are. `answer`: as a short answer, its first number, as the answer-only student is. All three leave an
answer that was read already as it is, except that `final` wants its mark."""

READINGS: tuple[Reading, ...] = get_args(Reading)

_LETTERS = {"correct": "c", "wrong": "w", "no answer": "n"}


def verdict(answer: str | None, gold: str) -> Verdict:
    """The verdict on an answer that was read already; None is no answer."""
    if answer is None:
        return "no answer"
    return "correct" if answers_match(answer, gold) else "wrong"


def verdict_of(text: str | None, gold: str, reading: Reading = "text") -> Verdict:
    """The verdict on what a model wrote; None is no answer.

    `gold` is an answer or a text that ends in `#### answer`, as in GSM8K's files; it says whether a number or yes/no is
    asked for. Raises `ValueError` where it is neither, and for an unknown `reading`.
    """
    if reading not in READINGS:
        raise ValueError(f"unknown reading {reading!r}; use one of {', '.join(READINGS)}")
    stated = gold.rpartition(FINAL)[2]
    kind: AnswerKind = "number" if normalize_answer(stated, "yesno") is None else "yesno"
    wanted = normalize_answer(stated, kind)
    if wanted is None:
        raise ValueError(f"the gold answer {gold[:80]!r} is neither a number nor yes or no")
    if text is None or (reading == "final" and FINAL not in text):
        return "no answer"
    return verdict(normalize_answer(text, kind) if reading == "answer" else answer_from_text(text, kind), wanted)


def counts(verdicts: Sequence[str]) -> dict[str, Any]:
    """`problems`, `correct`, `wrong`, `no_answer`, and `accuracy` with its 95 % `interval` (Wilson), both shares of all
    problems. Raises `ValueError` for no problems at all."""
    correct = verdicts.count("correct")
    interval = list(wilson_interval(correct, len(verdicts)))
    return {
        "problems": len(verdicts),
        "correct": correct,
        "wrong": verdicts.count("wrong"),
        "no_answer": verdicts.count("no answer"),
        "accuracy": correct / len(verdicts),
        "interval": interval,
    }


def outcomes(verdicts: Sequence[str]) -> str:
    """A letter a problem in order: c correct, w wrong, n no answer."""
    return "".join(_LETTERS[found] for found in verdicts)

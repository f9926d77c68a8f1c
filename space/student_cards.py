"""What a visitor is told of each student: facts from its `student.json`, scores from its records, as HTML.

>>> render_cards(shelf.cards(choice))                                                  # doctest: +SKIP
'<section class="cards" aria-label="Students">...'

Every word of it may be anybody's, so all of it is escaped. Knows nothing of Gradio.
"""

import json
import logging
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any

from compare import HINT_WORDS
from huggingface_hub import constants

from socratic.formats import Hint

__all__ = ["Score", "StudentCard", "read_scores", "render_cards", "render_message"]

_MAX_SCORES = 12
_MAX_SCORE_BYTES = 1_000_000

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Score:
    """One line of a student's record: shares, and the number of problems."""

    data: str
    method: str
    calculator: bool
    problems: int
    accuracy: float
    low: float
    high: float


def read_scores(folder: Path) -> tuple[Score, ...]:
    """The scores in a student's folder, as recipes/score.py leaves them in `scores/*.json`.

    The folder may be anybody's: a file that is no such record is left out, and logged.
    """
    found = []
    for path in sorted((folder / "scores").glob("*.json"))[:_MAX_SCORES]:
        if path.name.endswith(".run.json") or path.stat().st_size > _MAX_SCORE_BYTES:
            continue
        try:
            found.append(_score(json.loads(path.read_text(encoding="utf-8"))))
        except (ValueError, KeyError, TypeError, RecursionError) as error:
            logger.warning("%s is no record of scores: %r", path.name, error)
    return tuple(found)


def _score(record: dict[str, Any]) -> Score:
    low, high = (float(share) for share in record["interval"])
    accuracy, problems = float(record["accuracy"]), int(record["problems"])
    if not all(0 <= share <= 1 for share in (low, accuracy, high)) or problems < 1:
        raise ValueError("no shares of problems")
    data = " ".join(str(part) for part in (record["dataset"], record["split"]) if part)
    return Score(
        data[:80], str(record["method"])[:80], bool(record["settings"]["calculator"]), problems, accuracy, low, high
    )


@dataclass(frozen=True)
class StudentCard:
    """What a visitor is told about a student.

    `hub_id` is None for one that is in no public place; `hint` is the kind that it reads or, a guide, writes.
    """

    role: str
    name: str
    hub_id: str | None
    revision: str | None
    base_model: str
    dataset: str
    calculator: bool
    parameters: int
    hint: Hint
    scores: tuple[Score, ...]


_TITLES = {"cot": "CoT student", "decomposer": "Decomposer", "solver": "Solver", "guide": "Guide"}
_PARTS = {
    "cot": "answers in one go (CoT)",
    "decomposer": "asks the sub-questions (Socratic CoT)",
    "solver": "answers them one by one (Socratic CoT)",
    "guide": "reads the problem first and writes a hint for the others",
}


def render_cards(cards: tuple[StudentCard, ...]) -> str:
    """The students that answer this visitor, each with what is known of it."""
    return f'<section class="cards" aria-label="Students"><div>{"".join(map(_render_card, cards))}</div></section>'


def render_message(problem: str, done: str = "") -> str:
    """What came of a visitor's wish: what is wrong, or what was done."""
    if problem:
        return (
            '<div class="failure" role="alert"><p><b>Not loaded; the students stay as they were.</b></p>'
            f"<p>{_text(problem)}</p></div>"
        )
    return f'<p role="status">{escape(done)}</p>'


def _render_card(card: StudentCard) -> str:
    revision = f"<code>{_text(card.revision[:12])}</code>" if card.revision else "–"
    if card.hub_id and card.revision:
        revision = _link(f"{card.hub_id}/tree/{card.revision}", revision)
    facts = [
        ("Name", _text(card.name)),
        ("Revision", revision),
        ("Base model", _text(card.base_model[:200])),
        ("Taught on", _text(card.dataset[:200])),
        ("Parameters", f"{card.parameters:,}"),
        ("Calculator", "while it writes" if card.calculator else "none while it writes"),
    ]
    if card.hint != "none":
        facts.append(("Hint", f"{'writes' if card.role == 'guide' else 'reads'} {HINT_WORDS[card.hint]}"))
    if card.hub_id:
        facts.append(("Card", _link(card.hub_id, "on the Hub (new window)")))
    lines = "".join(f"<div><dt>{name}</dt><dd>{value}</dd></div>" for name, value in facts)
    return (
        f'<article class="card"><h3>{_TITLES[card.role]}</h3><p class="part">{_PARTS[card.role]}</p><dl>{lines}</dl>'
        f"{_render_scores(card.scores)}</article>"
    )


def _link(path: str, html: str) -> str:
    return f'<a href="{escape(f"{constants.ENDPOINT}/{path}")}" target="_blank" rel="noopener">{html}</a>'


def _render_scores(scores: tuple[Score, ...]) -> str:
    if not scores:
        return '<p class="hint">There are no scores beside its weights.</p>'
    rows = "".join(
        f'<tr><th scope="row">{_text(score.data)}<small>{_text(score.method)}, calculator '
        f"{'on' if score.calculator else 'off'}</small></th><td>{score.accuracy:.1%}<small>{score.low:.1%} to "
        f"{score.high:.1%}, {score.problems:,} problems</small></td></tr>"
        for score in scores
    )
    return (
        '<div class="scroll"><table class="numbers scores"><caption>Scores on record, with 95 % intervals</caption>'
        '<thead><tr><th scope="col">Data</th><th scope="col">Accuracy</th></tr></thead>'
        f"<tbody>{rows}</tbody></table></div>"
    )


def _text(text: str) -> str:
    return f"<bdi>{escape(text)}</bdi>"

"""Comparison states as HTML: pure functions, every word of a student or a visitor escaped.

>>> render_panel("CoT", Panel())                                                       # doctest: +SKIP
'<section class="panel" aria-label="CoT">...'

The HTML goes to `gr.HTML` as its plain value. It must never pass through the component's templates: what
stands in `{{...}}` there is evaluated again as JavaScript, so a `${...}` in a model's text would run. `<bdi>` keeps
right-to-left marks in such text from reordering what stands around it. Nothing is said by colour alone.
"""

import re
from html import escape

from checks import ANNOTATION, Check
from compare import HINT_WORDS, Comparison, StudentLabel
from edit import MAX_ROWS, Row
from options import Known
from panels import Panel, PanelStep, Status
from review import StepReview, is_correct, review
from vote import Tally, Vote

__all__ = [
    "render_answers",
    "render_comparison",
    "render_editor",
    "render_notice",
    "render_panel",
    "render_rerun",
    "render_students",
    "render_vote",
]

_OPEN_ANNOTATION = re.compile(r"<<[^<>]*>?\Z|<\Z")
_STATUS = {
    "idle": "",
    "writing": "writing …",
    "answered": "done",
    "failed": "failed",
    "stopped": "stopped",
}
_NOTES = {"kept": "kept from the old run", "yours": "written by you"}
COT, SOCRATIC = "CoT", "Socratic CoT"
OLD, NEW = "Old run", "New run"


def render_comparison(comparison: Comparison) -> tuple[str, str, str]:
    """Both panels, and the answers below them."""
    cot, socratic = comparison.review()
    return (
        render_panel(COT, comparison.cot, cot, other=SOCRATIC),
        render_panel(SOCRATIC, comparison.socratic, socratic, other=COT),
        render_answers(comparison.cot, comparison.socratic, comparison.known),
    )


def render_rerun(old: Panel, new: Panel, known: Known) -> str:
    """A Socratic run beside the one that goes on from its edited steps."""
    left, right = review(old, new, known)
    panels = render_panel(OLD, old, left, other="the new run") + render_panel(NEW, new, right, other="the old run")
    return f'<div class="pair">{panels}</div>{render_answers(old, new, known, names=(OLD, NEW))}'


def render_panel(title: str, panel: Panel, reviews: tuple[StepReview, ...] | None = None, *, other: str = "") -> str:
    """One side: the guide's hint if there is one, its steps in order, each equation with the calculator's verdict, and
    what it cost.

    `reviews` has one entry for each step (left out: those of the panel by itself); `other` is the title of the side
    that their markers speak of.
    """
    found = review(panel, Panel())[0] if reviews is None else reviews
    steps = "".join(
        _render_step(step, panel.status, notes, other) for step, notes in zip(panel.steps, found, strict=True)
    )
    body = _render_hint(panel.hint)
    body += f'<ol class="steps" aria-label="Steps of {escape(title)}">{steps}</ol>' if steps else ""
    if panel.message:
        body += f'<p class="failure" role="alert">{_text(panel.message)}</p>'
    if panel.status == "idle":
        body = '<p class="hint">The steps will appear here.</p>'
    return (
        f'<section class="panel {panel.status}" aria-label="{escape(title)}"><header><h2>{escape(title)}</h2>'
        f'<span class="status">{_STATUS[panel.status]}</span></header>{body}{_render_cost(panel)}</section>'
    )


def render_answers(left: Panel, right: Panel, known: Known, *, names: tuple[str, str] = (COT, SOCRATIC)) -> str:
    """Both final answers, in words whether they agree, and, where the right answer is known, whether they are right."""
    cards = "".join(
        f'<div class="answer"><h3>{escape(name)}</h3>{_render_answer(panel)}{_render_correct(panel, known)}</div>'
        for name, panel in zip(names, (left, right), strict=True)
    )
    verdict = _render_verdict(left, right, names)
    label = "Answers" if names == (COT, SOCRATIC) else f"Answers of {names[0]} and {names[1]}"
    gold = ""
    if known.answer is not None and left.is_over and right.is_over:
        gold = f'<p class="gold">Known answer: <strong>{_text(known.answer)}</strong></p>'
    return (
        f'<section class="answers" aria-label="{escape(label)}">{cards}'
        f'<p class="verdict" role="status">{verdict}</p>{gold}</section>'
    )


def render_students(labels: tuple[StudentLabel, ...]) -> str:
    """Who answers, and that they are small models."""
    parts = []
    for label in labels:
        revision = f" at {_text(label.revision[:12])}" if label.revision else ""
        who = f"<strong>{_text(label.role)}</strong>: {_text(label.name)}{revision}"
        hint = "" if label.hint == "none" else f", hints at {HINT_WORDS[label.hint]}"
        parts.append(f"<li>{who}, taught on {_text(label.dataset)}{hint}</li>")
    return (
        f'<section class="students"><h2>Who answers</h2><ul>{"".join(parts)}</ul>'
        "<p>The calculator checks each equation by itself: a right equation can still be the wrong one for the "
        "problem. Steps of the two sides that compute the same value carry the same letter.</p></section>"
    )


def render_notice(words: str) -> str:
    """A line above the problem, for what a visitor should know."""
    return f'<p class="notice" role="status">{_text(words)}</p>'


def render_editor(rows: tuple[Row, ...]) -> str:
    """The steps of a run as a form; the script of edit_section.py moves, adds and deletes its rows."""
    if not rows:
        return '<p class="hint">Compare a problem first: its sub-questions can then be changed here.</p>'
    items = "".join(_render_row(str(number), row.origin, row) for number, row in enumerate(rows, start=1))
    return (
        f'<ol class="rows" aria-label="Steps to edit" data-most="{MAX_ROWS}">{items}</ol>'
        '<button type="button" class="act first-row" data-do="add">Add a step at the end</button>'
        f"<template>{_render_row('', None, Row())}</template>"
    )


def render_vote(vote: Vote) -> str:
    """The answers of each side's samples as bars, which are a table with the same numbers in words."""
    if not vote.samples:
        return '<p class="hint">The distribution of answers will appear here.</p>'
    sides = "".join(_render_tally(title, tally, vote) for title, tally in ((COT, vote.cot), (SOCRATIC, vote.socratic)))
    done = f"{vote.cot.drawn + vote.socratic.drawn} of {2 * vote.samples} samples drawn"
    status = done if not vote.is_over else _vote_verdict(vote)
    message = f'<p class="failure" role="alert">{_text(vote.message)}</p>' if vote.message else ""
    return f'<div class="pair votes">{sides}</div><p class="verdict" role="status">{status}</p>{message}'


def _text(text: str) -> str:
    return f"<bdi>{escape(text)}</bdi>"


def _render_hint(hint: str | None) -> str:
    """The guide's hint, with its equations as the steps show theirs."""
    if hint is None:
        return ""
    words = ANNOTATION.sub(lambda match: match.group()[2:-2].replace("=", " = "), hint)
    said = _text(words) if words.strip() else "it wrote none"
    return f'<p class="guided"><b>Hint of the guide:</b> {said}</p>'


def _render_cost(panel: Panel) -> str:
    if not (panel.is_over and panel.calls):
        return ""
    calls = f"{panel.calls} model call{'s' if panel.calls != 1 else ''}"
    rate = f" ({panel.tokens_per_second:.0f} a second)" if panel.tokens_per_second else ""
    return f'<p class="cost">{panel.tokens} tokens in {panel.seconds:.1f} s{rate}, {calls}</p>'


def _render_answer(panel: Panel) -> str:
    if panel.status in ("idle", "writing"):
        dash = '<span aria-hidden="true">–</span><span class="unseen">not answered yet</span>'
        return f'<p class="value pending">{dash}</p>'
    if panel.answer is None:
        return f'<p class="value none">{"stopped" if panel.status == "stopped" else "no answer"}</p>'
    return f'<p class="value">{_text(panel.answer)}</p>'


def _render_correct(panel: Panel, known: Known) -> str:
    correct = is_correct(panel, known)
    if correct is None:
        return ""
    if panel.answer is None:
        return '<p class="judged none">? no answer could be read</p>'
    return '<p class="judged right">✓ right</p>' if correct else '<p class="judged wrong">✗ wrong</p>'


def _render_verdict(left: Panel, right: Panel, names: tuple[str, str]) -> str:
    one, other = (escape(name) for name in names)
    if any(panel.status in ("idle", "writing", "stopped") for panel in (left, right)):
        return ""
    if left.answer is None and right.answer is None:
        return "Neither run gives an answer." if names == (OLD, NEW) else "Neither method gives an answer."
    if left.answer is None:
        return f"Only {other} gives an answer."
    if right.answer is None:
        return f"Only {one} gives an answer."
    agree = Comparison(cot=left, socratic=right).agree
    what = "runs" if names == (OLD, NEW) else "methods"
    return f"Both {what} give the same answer." if agree else f"The {what} give different answers."


def _render_step(step: PanelStep, status: Status, found: StepReview, other: str) -> str:
    note = f'<p class="note">{_NOTES[step.note]}</p>' if step.note else ""
    question = f'<p class="question">{_text(step.question)}</p>' if step.question else ""
    text = _without_annotations(step.solution)
    cursor = ""
    if step.state == "writing":
        text = _OPEN_ANNOTATION.sub("", text)
        cursor = '<span class="cursor" aria-hidden="true"></span>' if status == "writing" else ""
    solution = f'<p class="solution">{_text(text)}{cursor}</p>' if text.strip() else ""
    equations = "".join(_render_check(check) for check in found.checks)
    signs = "".join(_render_marker(marker.letter, marker.step, other) for marker in found.markers)
    if found.is_alone:
        signs += f'<span class="sign alone">only here: no step of {escape(other)} computes this</span> '
    checks = f'<p class="checks">{equations}{signs}</p>' if equations or signs else ""
    marks = ""
    if found.first_wrong:
        marks += '<p class="mark wrong"><span aria-hidden="true">⚠</span> first wrong step: check its arithmetic</p>'
    if found.is_astray:
        marks += (
            '<p class="mark astray"><span aria-hidden="true">↯</span> '
            "first step that the known solution does not have</p>"
        )
    cut = '<p class="failure">cut off at the token limit</p>' if step.state == "cut" else ""
    kind = " first-wrong" if found.first_wrong else ""
    return f'<li class="step {step.state}{kind}">{note}{question}{solution}{checks}{marks}{cut}</li>'


def _without_annotations(text: str) -> str:
    """`text` as people write it. An annotation's value usually stands after it too; where it does not, it is left."""

    def shown(annotation: re.Match[str]) -> str:
        value = annotation.group()[2:-2].partition("=")[2].strip()
        end = annotation.end()
        follows = text.startswith((value, "$", "€", "£"), end) or text[end : end + 1].isdigit()
        return "" if follows else value

    return ANNOTATION.sub(shown, text)


def _render_marker(letter: str, step: int, other: str) -> str:
    meaning = f"same value as step {step} of {escape(other)}"
    return (
        f'<span class="sign same" title="{meaning}"><span aria-hidden="true">{letter}</span>'
        f'<span class="unseen">{letter}: {meaning}</span></span> '
    )


def _render_check(check: Check) -> str:
    verdict, sign = ("right", "✓") if check.correct else ("wrong", "✗")
    return f'<span class="check {verdict}">{_text(check.equation)} <b>{sign} {escape(check.verdict)}</b></span> '


def _render_tally(title: str, tally: Tally, vote: Vote) -> str:
    known = vote.known
    rows = []
    for answer, count in tally.counts:
        name = "no answer" if answer is None else _text(answer)
        signs = ""
        if vote.is_over and answer in tally.winners:
            signs += " <b>★ majority</b>" if len(tally.winners) == 1 else " <b>★ tied for most</b>"
        if known.answer is not None and tally.is_right(answer, known.answer):
            signs += " <b>✓ right</b>"
        share = round(100 * count / max(1, tally.drawn))
        rows.append(
            f'<tr><th scope="row">{name}{signs}</th><td>{count} of {tally.drawn}</td>'
            f'<td class="bars" aria-hidden="true"><div class="bar" style="width:{share}%"></div></td></tr>'
        )
    body = "".join(rows) or '<tr><td colspan="3">no sample yet</td></tr>'
    return (
        f'<table class="tally"><caption>{escape(title)}</caption><thead><tr><th scope="col">Answer</th>'
        f'<th scope="col">Samples</th><td aria-hidden="true"></td></tr></thead><tbody>{body}</tbody></table>'
    )


def _render_row(number: str, origin: int | None, row: Row) -> str:
    def field(kind: str, label: str, words: str, hint: str) -> str:
        # The line break after the tag is dropped by browsers; without it, one that begins the text would be.
        return (
            f'<label class="field"><span>{label}</span><textarea class="{kind}" rows="2" '
            f'aria-label="{label} {number}" placeholder="{hint}">\n{escape(words)}</textarea></label>'
        )

    def button(what: str, sign: str, label: str) -> str:
        return f'<button type="button" class="act" data-do="{what}" aria-label="{label} {number}">{sign}</button>'

    return (
        f'<li class="edit-row" data-origin="{"" if origin is None else origin}">'
        f'<div class="edit-fields">{field("q", "Sub-question", row.question, "a sub-question")}'
        f"{field('a', 'Solution', row.solution, 'left empty: will be solved')}</div>"
        f'<div class="acts">{button("up", "↑", "Move up step")}{button("down", "↓", "Move down step")}'
        f"{button('add', '+', 'Add a step after step')}{button('delete', '✕', 'Delete step')}</div></li>"
    )


def _vote_verdict(vote: Vote) -> str:
    parts = []
    for title, tally in ((COT, vote.cot), (SOCRATIC, vote.socratic)):
        if len(tally.winners) == 1:
            parts.append(f"{title} votes for {_text(tally.winners[0])}.")
        elif tally.winners:
            parts.append(f"{title} is tied.")
        else:
            parts.append(f"{title} gives no answer.")
    return " ".join(parts)

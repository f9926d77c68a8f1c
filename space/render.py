"""Comparison states as HTML: pure functions, every word of a student or a visitor escaped.

>>> render_panel("CoT", Panel())                                                       # doctest: +SKIP
'<section class="panel" aria-label="CoT">...'

The HTML goes to `gr.HTML` as its plain value. It must never pass through the component's templates: what
stands in `{{...}}` there is evaluated again as JavaScript, so a `${...}` in a model's text would run. `<bdi>` keeps
right-to-left marks in such text from reordering what stands around it.
"""

import re
from html import escape

from compare import Comparison, Panel, PanelStep, Status, StudentLabel

from socratic.calculator import Equation, check_equations, format_value

__all__ = ["render_answers", "render_panel", "render_students"]

_ANNOTATION = re.compile(r"<<[^<>=]*=[^<>=]*>>")
_OPEN_ANNOTATION = re.compile(r"<<[^<>]*>?\Z|<\Z")
_STATUS = {
    "idle": "",
    "writing": "writing …",
    "answered": "done",
    "failed": "failed",
    "stopped": "stopped",
}


def render_panel(title: str, panel: Panel) -> str:
    """One side: its steps in order, each equation with the calculator's verdict, and what it cost."""
    steps = "".join(_render_step(step, panel.status) for step in panel.steps)
    body = f'<ol class="steps" aria-label="Steps of {escape(title)}">{steps}</ol>' if steps else ""
    if panel.message:
        body += f'<p class="failure" role="alert">{_text(panel.message)}</p>'
    if panel.status == "idle":
        body = '<p class="hint">The steps will appear here.</p>'
    cost = ""
    if panel.status in ("answered", "failed") and panel.calls:
        calls = f"{panel.calls} model call{'s' if panel.calls != 1 else ''}"
        cost = f'<p class="cost">{panel.tokens} tokens, {panel.seconds:.1f} s, {calls}</p>'
    return (
        f'<section class="panel {panel.status}" aria-label="{escape(title)}"><header><h2>{escape(title)}</h2>'
        f'<span class="status">{_STATUS[panel.status]}</span></header>{body}{cost}</section>'
    )


def render_answers(comparison: Comparison) -> str:
    """Both final answers and, in words, whether they agree."""
    sides = (("CoT", comparison.cot), ("Socratic CoT", comparison.socratic))
    cards = "".join(f'<div class="answer"><h3>{name}</h3>{_render_answer(panel)}</div>' for name, panel in sides)
    return (
        f'<section class="answers" aria-label="Answers">{cards}'
        f'<p class="verdict" role="status">{_render_verdict(comparison)}</p></section>'
    )


def render_students(labels: tuple[StudentLabel, ...]) -> str:
    """Who answers, and that they are small models."""
    parts = []
    for label in labels:
        revision = f" at {_text(label.revision[:12])}" if label.revision else ""
        who = f"<strong>{_text(label.role)}</strong>: {_text(label.name)}{revision}"
        parts.append(f"<li>{who}, taught on {_text(label.dataset)}</li>")
    return (
        f'<section class="students"><h2>Who answers</h2><ul>{"".join(parts)}</ul>'
        "<p>The calculator checks each equation by itself: a right equation can still be the wrong one for the problem."
        "</p></section>"
    )


def _text(text: str) -> str:
    return f"<bdi>{escape(text)}</bdi>"


def _render_answer(panel: Panel) -> str:
    if panel.status in ("idle", "writing"):
        return '<p class="value pending" aria-label="not answered yet">–</p>'
    if panel.answer is None:
        return f'<p class="value none">{"stopped" if panel.status == "stopped" else "no answer"}</p>'
    return f'<p class="value">{_text(panel.answer)}</p>'


def _render_verdict(comparison: Comparison) -> str:
    cot, socratic = comparison.cot, comparison.socratic
    if any(panel.status in ("idle", "writing", "stopped") for panel in (cot, socratic)):
        return ""
    if cot.answer is None and socratic.answer is None:
        return "Neither method gives an answer."
    if cot.answer is None:
        return "Only Socratic CoT gives an answer."
    if socratic.answer is None:
        return "Only CoT gives an answer."
    return "Both methods give the same answer." if comparison.agree else "The methods give different answers."


def _render_step(step: PanelStep, status: Status) -> str:
    question = f'<p class="question">{_text(step.question)}</p>' if step.question else ""
    text = _ANNOTATION.sub("", step.solution)
    cursor = ""
    if step.state == "writing":
        text = _OPEN_ANNOTATION.sub("", text)
        cursor = '<span class="cursor" aria-hidden="true"></span>' if status == "writing" else ""
    solution = f'<p class="solution">{_text(text)}{cursor}</p>' if text.strip() else ""
    equations = "".join(_render_equation(equation) for equation in check_equations(step.solution))
    checks = f'<p class="checks">{equations}</p>' if equations else ""
    cut = '<p class="failure">cut off at the token limit</p>' if step.state == "cut" else ""
    return f'<li class="step {step.state}">{question}{solution}{checks}{cut}</li>'


def _render_equation(equation: Equation) -> str:
    if equation.correct:
        verdict, words = "right", "✓ right"
    elif equation.value is None:
        verdict, words = "wrong", "✗ not a calculation"
    else:
        verdict, words = "wrong", f"✗ wrong: should be {escape(format_value(equation.value))}"
    written = _text(f"{equation.expression} = {equation.stated}")
    return f'<span class="check {verdict}">{written} <b>{words}</b></span> '

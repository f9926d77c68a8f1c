"""Comparison states as HTML: pure functions, every word of a student or a visitor escaped.

>>> render_panel("CoT", Panel())                                                       # doctest: +SKIP
'<section class="panel" aria-label="CoT">...'

The HTML goes to `gr.HTML` as its plain value. It must never pass through the component's templates: what
stands in `{{...}}` there is evaluated again as JavaScript, so a `${...}` in a model's text would run.
"""

import re
from html import escape

from compare import Comparison, Panel, PanelStep, StudentLabel

from socratic.calculator import Equation, check_equations, format_value

__all__ = ["render_answers", "render_panel", "render_students"]

_ANNOTATION = re.compile(r"<<[^<>]*>>")
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
    steps = "".join(_render_step(step) for step in panel.steps)
    body = f'<ol class="steps" aria-label="Steps of {escape(title)}">{steps}</ol>' if steps else ""
    if panel.message:
        body += f'<p class="failure" role="alert">{escape(panel.message)}</p>'
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
    words = {None: "", True: "Both methods give the same answer.", False: "The methods give different answers."}
    verdict = words[comparison.agree]
    return (
        f'<section class="answers" aria-label="Answers">{cards}<p class="verdict" role="status">{verdict}</p></section>'
    )


def render_students(labels: tuple[StudentLabel, ...]) -> str:
    """Who answers, and that they are small models."""
    parts = []
    for label in labels:
        revision = f" at {escape(label.revision[:12])}" if label.revision else ""
        who = f"{escape(label.role)}: <code>{escape(label.name)}</code>{revision}"
        parts.append(f"<li>{who}, taught on {escape(label.dataset)}</li>")
    return f'<ul class="students" aria-label="Students">{"".join(parts)}</ul>'


def _render_answer(panel: Panel) -> str:
    if panel.status in ("idle", "writing"):
        return '<p class="value pending" aria-label="not answered yet">–</p>'
    if panel.answer is None:
        return f'<p class="value none">{"stopped" if panel.status == "stopped" else "no answer"}</p>'
    return f'<p class="value">{escape(panel.answer)}</p>'


def _render_step(step: PanelStep) -> str:
    question = f'<p class="question">{escape(step.question)}</p>' if step.question else ""
    text = _OPEN_ANNOTATION.sub("", _ANNOTATION.sub("", step.solution))
    solution = f'<p class="solution">{escape(text)}</p>' if text.strip() else ""
    equations = "".join(_render_equation(equation) for equation in check_equations(step.solution))
    checks = f'<p class="checks">{equations}</p>' if equations else ""
    cut = '<p class="failure">cut off at the token limit</p>' if step.state == "cut" else ""
    return f'<li class="step {step.state}">{question}{solution}{checks}{cut}</li>'


def _render_equation(equation: Equation) -> str:
    written = escape(f"{equation.expression} = {equation.stated}")
    if equation.correct:
        return f'<span class="check right">{written} <b>✓ right</b></span> '
    if equation.value is None:
        return f'<span class="check wrong">{written} <b>✗ not a calculation</b></span> '
    return f'<span class="check wrong">{written} <b>✗ should be {escape(format_value(equation.value))}</b></span> '

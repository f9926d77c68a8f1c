"""What a visitor sees of a comparison, and that nothing a student or visitor wrote becomes markup."""

import pytest
from compare import Comparison, Panel, PanelStep, StudentLabel
from render import render_answers, render_panel, render_students

HOSTILE = [
    "<img src=x onerror=alert(1)>",
    "${globalThis.hacked=1}",
    "{{value}}",
    "a\\b\\n",
    "\u202egnirts",
    '"quoted" & <b>',
]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_text(text: str) -> None:
    panel = Panel("failed", (PanelStep(text, text, "done"),), answer=text, message=text, calls=1)
    html = render_panel("CoT", panel) + render_answers(Comparison("", panel, panel))
    html += render_students((StudentLabel("cot", text, text, text),))
    assert "<img" not in html
    assert "<b>" not in html.replace("<b>✓", "").replace("<b>✗", "")
    assert html.count("<script") == 0


@pytest.mark.parametrize(
    ("solution", "shown"),
    [
        ("She has 3*4 = <<3*4=12>>12 apples.", ["She has 3*4 = 12 apples.", "3*4 = 12", "right"]),
        ("She has <<3*4=13>>13.", ["She has 13.", "3*4 = 13", "should be 12"]),
        ("She has <<3/0=1>>1.", ["not a calculation"]),
        ("No equation", ["No equation"]),
        ("So far <<3*4", ["So far "]),
        ("So far <<3*4=12>", ["So far "]),
    ],
)
def test_equations_are_checked_in_words(solution: str, shown: list[str]) -> None:
    html = render_panel("CoT", Panel("writing", (PanelStep("", solution, "writing"),)))
    for text in shown:
        assert text in html
    assert "&lt;&lt;" not in html


def test_the_states_of_an_answer() -> None:
    done = Panel("answered", answer="12", tokens=5, seconds=0.21, calls=1)
    assert '<p class="value">12</p>' in render_answers(Comparison("", done, done))
    assert "same answer" in render_answers(Comparison("", done, done))
    assert "different answers" in render_answers(Comparison("", done, Panel("answered", answer="13")))
    assert "no answer" in render_answers(Comparison("", done, Panel("answered")))
    assert "stopped" in render_answers(Comparison("", done, Panel("stopped")))
    assert "not answered yet" in render_answers(Comparison("", done, Panel("writing")))
    assert "5 tokens, 0.2 s, 1 model call<" in render_panel("CoT", done)
    assert "cut off" in render_panel("CoT", Panel("answered", (PanelStep("", "x", "cut"),)))

"""What a visitor sees of a comparison, and that nothing a student or visitor wrote becomes markup."""

from html import escape

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
    html += render_students((StudentLabel(text, text, None, text),))
    assert "<img" not in html
    assert "<b>" not in html.replace("<b>✓", "").replace("<b>✗", "")
    assert html.count(f"<bdi>{escape(text)}</bdi>") == 8  # question, solution, message, two answers, the label


def test_right_to_left_marks_reach_no_word_of_ours() -> None:
    html = render_panel("CoT", Panel("answered", (PanelStep("", "<<\u202e1+1=2>>", "done"),)))
    assert "<bdi>\u202e1+1 = 2</bdi> <b>✗ not a calculation</b>" in html


@pytest.mark.parametrize(
    ("solution", "shown"),
    [
        ("She has 3*4 = <<3*4=12>>12 apples.", ["She has 3*4 = 12 apples.", "3*4 = 12", "right"]),
        ("She has <<3*4=13>>13.", ["She has 13.", "3*4 = 13", "✗ wrong: should be 12"]),
        ("She has <<3/0=1>>1.", ["not a calculation"]),
        ("No equation", ["No equation"]),
        ("So far <", ["<bdi>So far </bdi>"]),
        ("So far <<3*4", ["<bdi>So far </bdi>"]),
        ("So far <<3*4=12>", ["<bdi>So far </bdi>"]),
    ],
)
def test_equations_are_checked_in_words(solution: str, shown: list[str]) -> None:
    html = render_panel("CoT", Panel("writing", (PanelStep("", solution, "writing"),)))
    for text in shown:
        assert text in html
    assert "&lt;&lt;" not in html


@pytest.mark.parametrize("solution", ["He says <<hello>>", "It ends in <<3*4", "5 <"])
def test_what_is_no_annotation_is_shown_as_written(solution: str) -> None:
    html = render_panel("CoT", Panel("answered", (PanelStep("", solution, "done"),)))
    assert f"<bdi>{escape(solution)}</bdi>" in html


def test_the_cursor_stands_where_a_student_writes() -> None:
    steps = (PanelStep("", "done", "done"), PanelStep("", "so far", "writing"))
    assert 'so far</bdi><span class="cursor"' in render_panel("CoT", Panel("writing", steps))
    assert "cursor" not in render_panel("CoT", Panel("stopped", steps))


@pytest.mark.parametrize(
    ("cot", "socratic", "verdict"),
    [
        (Panel("answered", answer="12"), Panel("answered", answer="12.0"), "Both methods give the same answer."),
        (Panel("answered", answer="12"), Panel("answered", answer="13"), "The methods give different answers."),
        (Panel("answered"), Panel("answered", answer="13"), "Only Socratic CoT gives an answer."),
        (Panel("answered", answer="12"), Panel("failed"), "Only CoT gives an answer."),
        (Panel("failed"), Panel("answered"), "Neither method gives an answer."),
        (Panel("answered", answer="12"), Panel("writing"), ""),
        (Panel("answered", answer="12"), Panel("stopped"), ""),
        (Panel(), Panel(), ""),
    ],
)
def test_the_verdict_is_in_words(cot: Panel, socratic: Panel, verdict: str) -> None:
    assert f'role="status">{verdict}</p>' in render_answers(Comparison("", cot, socratic))


def test_the_states_of_an_answer() -> None:
    done = Panel("answered", answer="12", tokens=5, seconds=0.21, calls=1)
    assert '<p class="value"><bdi>12</bdi></p>' in render_answers(Comparison("", done, done))
    assert "no answer" in render_answers(Comparison("", done, Panel("answered")))
    assert "stopped" in render_answers(Comparison("", done, Panel("stopped")))
    assert "not answered yet" in render_answers(Comparison("", done, Panel("writing")))
    assert "5 tokens, 0.2 s, 1 model call<" in render_panel("CoT", done)
    assert "cut off" in render_panel("CoT", Panel("answered", (PanelStep("", "x", "cut"),)))

"""What a visitor sees of a comparison, and that nothing a student or visitor wrote becomes markup."""

from html import escape
from html.parser import HTMLParser

import pytest
from compare import Comparison, StudentLabel
from edit import Row
from options import UNKNOWN, Known, Options
from panels import Panel, PanelStep
from render import (
    render_answers,
    render_comparison,
    render_editor,
    render_notice,
    render_panel,
    render_rerun,
    render_students,
    render_vote,
)
from vote import NO_VOTE, Tally, Vote

from socratic.problem import Step

HOSTILE = [
    "<img src=x onerror=alert(1)>",
    "</textarea><script>alert(1)</script>",
    "${globalThis.hacked=1}",
    "{{value}}",
    "a\\b\\n",
    "\u202egnirts",
    '"quoted" & <b>',
    "[link](javascript:alert(1))",
    "a\0b",
]

OURS = {
    "b", "bdi", "button", "caption", "div", "h2", "h3", "header", "label", "li", "ol", "p", "section", "span", "strong",
    "table", "tbody", "td", "template", "textarea", "th", "thead", "tr", "ul",
}  # fmt: skip
ATTRIBUTES = {
    "aria-hidden", "aria-label", "class", "colspan", "data-do", "data-most", "data-origin", "placeholder", "role",
    "rows", "scope", "style", "title", "type",
}  # fmt: skip


class Reader(HTMLParser):
    """Takes HTML apart as a browser would: its tags, their attributes, and whether each is closed."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def everything(text: str) -> str:
    """All that the page can show, with `text` wherever a student or a visitor may put it."""
    panel = Panel(
        "failed", (PanelStep(text, f"{text} 3*4 = 13", "done", "kept"),), answer=text, message=text, calls=1, hint=text
    )
    known = Known(text, text)
    tally = Tally((text, None))
    return "".join(
        (
            *render_comparison(Comparison(known, Options(), panel, panel)),
            render_rerun(panel, panel, known),
            render_students((StudentLabel(text, text, text, text),)),
            render_editor((Row(text, text, 0), Row(text, text))),
            render_notice(text),
            render_vote(Vote(known, Options(), 2, tally, tally, text, True)),
        )
    )


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_text(text: str) -> None:
    html = everything(text)
    reader = Reader()
    reader.feed(html)
    assert reader.open == []
    assert reader.tags <= OURS
    assert reader.attributes <= ATTRIBUTES
    assert escape(text) in html
    if escape(text) != text:
        assert text not in html


@pytest.mark.parametrize("text", HOSTILE)
def test_foreign_text_stands_apart_from_ours(text: str) -> None:
    """Everywhere in a `<bdi>`, or in a text area: its direction marks do not reach our words."""
    html = everything(text).replace("\n", "")
    count = html.count(escape(text))
    apart = html.count(f"<bdi>{escape(text)}") + html.count(f'solved">{escape(text)}</textarea>')
    apart += html.count(f'sub-question">{escape(text)}</textarea>')
    assert apart == count > 20


@pytest.mark.parametrize("part", ["x", "<", "<<", "<<1=", "1+1=2 ", "=", "(", "\0", "&"])
def test_a_megabyte_of_it_comes_to_an_end(part: str) -> None:
    text = part * (1_000_000 // len(part))
    html = render_panel(
        "CoT", Panel("writing", (PanelStep(text, text, "writing"), PanelStep(text, text, "done")), text)
    )
    assert html.count(escape(part)) >= 3 * (1_000_000 // len(part))


def test_right_to_left_marks_reach_no_word_of_ours() -> None:
    html = render_panel("CoT", Panel("answered", (PanelStep("", "<<\u202e1+1=2>>", "done"),)))
    assert "<bdi>\u202e1+1 = 2</bdi> <b>✗ not a calculation</b>" in html


@pytest.mark.parametrize(
    ("solution", "shown"),
    [
        ("She has 3*4 = <<3*4=12>>12 apples.", ["She has 3*4 = 12 apples.", "3*4 = 12", "✓ right"]),
        ("She has <<3*4=13>>13.", ["She has 13.", "3*4 = 13", "✗ wrong: should be 12", "first wrong step"]),
        ("<<3*4=12>>13", ["13", "3*4 = 12", "✓ right"]),
        ("You keep 9-2 = $<<9-2=7>> to pay.", ["<bdi>You keep 9-2 = $7 to pay.</bdi>", "✓ right"]),
        ("It costs <<3*4=12>>$12.", ["<bdi>It costs $12.</bdi>"]),
        ("So far 3*4 = <<3*4=12>>", ["<bdi>So far 3*4 = 12</bdi>"]),
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


def test_the_same_value_has_the_same_letter_with_words_for_it() -> None:
    left = Panel("answered", (PanelStep("", "3*4 = 12", "done"), PanelStep("", "12-2 = 10", "done")), "10")
    right = Panel("answered", (PanelStep("q?", "12-2 = 10", "done"), PanelStep("q?", "10*2 = 20", "done")), "20")
    cot, socratic, _ = render_comparison(Comparison(UNKNOWN, Options(), left, right))
    assert 'aria-hidden="true">A</span><span class="unseen">A: same value as step 1 of Socratic CoT</span>' in cot
    assert 'aria-hidden="true">A</span><span class="unseen">A: same value as step 2 of CoT</span>' in socratic
    assert cot.count("only here: no step of Socratic CoT computes this") == 1
    assert socratic.count("only here: no step of CoT computes this") == 1


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
    assert f'role="status">{verdict}</p>' in render_answers(cot, socratic, UNKNOWN)


def test_the_states_of_an_answer() -> None:
    done = Panel("answered", answer="12", tokens=50, seconds=0.5, calls=1)
    assert '<p class="value"><bdi>12</bdi></p>' in render_answers(done, done, UNKNOWN)
    assert "no answer" in render_answers(done, Panel("answered"), UNKNOWN)
    assert "stopped" in render_answers(done, Panel("stopped"), UNKNOWN)
    assert "not answered yet" in render_answers(done, Panel("writing"), UNKNOWN)
    assert "50 tokens in 0.5 s (100 a second), 1 model call<" in render_panel("CoT", done)
    assert "cut off" in render_panel("CoT", Panel("answered", (PanelStep("", "x", "cut"),)))


def test_a_known_answer_judges_both_in_words() -> None:
    right, wrong, none = Panel("answered", answer="12"), Panel("answered", answer="13"), Panel("answered")
    html = render_answers(right, wrong, Known("?", "12"))
    assert "✓ right" in html
    assert "✗ wrong" in html
    assert "Known answer: <strong><bdi>12</bdi></strong>" in html
    html = render_answers(right, none, Known("?", "12"))
    assert "? no answer could be read" in html
    assert "✗ wrong" not in html
    for unknown in (render_answers(right, wrong, UNKNOWN), render_answers(right, Panel("writing"), Known("?", "12"))):
        assert "Known answer" not in unknown


def test_the_first_step_that_leaves_the_known_solution_is_named() -> None:
    known = Known("?", "12", (Step("q", "3*4 = 12"),))
    panel = Panel("answered", (PanelStep("", "3+4 = 7", "done"),), "7")
    assert "first step that the known solution does not have" in render_comparison(Comparison(known, cot=panel))[0]


def test_a_rerun_says_what_was_kept_and_what_is_the_visitors() -> None:
    old = Panel("answered", (PanelStep("q?", "3*4 = 12", "done"),), "12")
    new = Panel("answered", (PanelStep("q?", "3*4 = 12", "done", "kept"), PanelStep("r?", "5", "done", "yours")), "5")
    html = render_rerun(old, new, UNKNOWN)
    assert "kept from the old run" in html
    assert "written by you" in html
    assert "The runs give different answers." in html
    assert "same value as step 1 of the new run" in html


def test_the_editor_keeps_every_word_of_a_step() -> None:
    html = render_editor((Row("\nq?", "<<3*4=12>>12", 0), Row("new?", "")))
    assert '<textarea class="q" rows="2" aria-label="Sub-question 1" placeholder="a sub-question">\n\nq?</t' in html
    assert "&lt;&lt;3*4=12&gt;&gt;12</textarea>" in html
    assert html.count('data-origin="0"') == 1
    assert html.count('data-origin=""') == 2  # the new row, and the blank one to copy
    assert "Compare a problem first" in render_editor(())


def test_votes_are_bars_with_their_numbers_in_words() -> None:
    tallies = Tally(("7", "7", "8", None)), Tally(("8", "9"))
    html = render_vote(Vote(Known("?", "7"), Options(), 4, *tallies, is_over=True))
    assert (
        '<bdi>7</bdi> <b>★ majority</b> <b>✓ right</b></th><td>2 of 4</td><td class="bars" aria-hidden="true">' in html
    )
    assert 'style="width:50%"' in html
    assert '<th scope="row">no answer</th><td>1 of 4</td>' in html
    assert html.count("★ tied for most") == 2
    assert "CoT votes for <bdi>7</bdi>. Socratic CoT is tied." in html
    assert "Socratic CoT gives no answer." in render_vote(
        Vote(UNKNOWN, Options(), 4, tallies[0], Tally((None,)), is_over=True)
    )
    running = render_vote(Vote(UNKNOWN, Options(), 4, *tallies))
    assert "6 of 8 samples drawn" in running
    assert "★" not in running
    assert "will appear here" in render_vote(NO_VOTE)

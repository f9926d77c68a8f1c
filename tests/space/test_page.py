"""*Compare* in a real Chromium: markers, editing with the keyboard, votes, links, files, and hostile text in all of it.

The students know three problems by heart, so what they write is known. Screenshots go where SOCRATIC_ARTIFACTS says, or
to .artifacts/, which git ignores.
"""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from threading import Lock
from urllib.parse import urlencode

import pytest
from app import Shelf, build_demo, launch
from compare import Students
from feedback import Feedback
from options import examples
from playwright.sync_api import Page, expect

from socratic.students import load_student
from socratic.traces import Answered, TextWritten, Trace
from tests.helpers import ARTIFACTS, PROBLEMS, tiny_student
from tests.space.scripted import Scripted

ROOT = Path(__file__).resolve().parents[2]
PENS = PROBLEMS[0]
KNOWN = examples()[0].problem
HOSTILE = (
    "<img src=x onerror='window.hacked=1'></textarea><script>window.hacked=1</script> ${window.hacked=1} "
    "{{window.hacked=1}} \\back [l](javascript:alert(1)) \u202ertl"
)


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The page with students that know `PROBLEMS` and the first example by heart."""
    folder = tmp_path_factory.mktemp("students")
    problems = (*PROBLEMS, KNOWN)
    made = [
        load_student(tiny_student(folder / role, role, problems=problems)) for role in ("cot", "decomposer", "solver")
    ]
    students = Students(*made)
    demo = build_demo(*students.reasoners(), students.labels(), Shelf(students))
    _, url, _ = launch(demo, prevent_thread_lock=True, quiet=True, server_name="127.0.0.1")
    yield url
    demo.close()


def ask(page: Page, url: str, problem: str) -> None:
    page.goto(url)
    page.locator("#problem textarea").fill(problem)
    page.locator("#problem textarea").press("Enter")
    expect(page.locator("#answers .value:not(.pending)")).to_have_count(2, timeout=30_000)


def open_editor(page: Page) -> None:
    page.get_by_role("button", name="Edit the sub-questions").click()
    expect(page.locator("#editor .edit-row").first).to_be_visible(timeout=10_000)


@pytest.mark.browser
def test_steps_that_compute_the_same_carry_the_same_letter(page: Page, url: str) -> None:
    ask(page, url, PENS.text)
    for side in ("cot", "socratic"):
        expect(page.locator(f"#{side} .sign.same")).to_have_count(2)
        assert page.locator(f"#{side} .check.right").count() == 2
        expect(page.locator(f"#{side} .cost")).to_contain_text("a second")
    expect(page.locator("#cot .sign.same").first).to_contain_text("A: same value as step 1 of Socratic CoT")
    expect(page.locator("#answers .gold")).to_have_count(0)


@pytest.mark.browser
def test_an_example_is_judged_and_can_be_asked_with_its_own_questions(page: Page, url: str) -> None:
    page.goto(url)
    page.get_by_text(examples()[0].label).click()
    expect(page.locator("#problem textarea")).to_have_value(KNOWN.text)
    page.get_by_role("button", name="Options").click()
    page.get_by_label("Oracle questions").check()
    page.locator("#compare").click()
    expect(page.locator("#answers .gold")).to_have_text(f"Known answer: {KNOWN.answer}", timeout=30_000)
    expect(page.locator("#socratic .question")).to_have_text([step.question for step in KNOWN.steps])
    # The same for a problem whose questions nobody knows is refused, at the field.
    page.locator("#problem textarea").fill("Who knows?")
    page.locator("#compare").click()
    expect(page.locator("div.validation-error")).to_contain_text("oracle questions are on, but", timeout=10_000)


@pytest.mark.browser
def test_a_chain_is_edited_with_the_keyboard_and_gone_on_with(page: Page, url: str) -> None:
    ask(page, url, PENS.text)
    open_editor(page)
    rows = page.locator("#editor .edit-row")
    expect(rows).to_have_count(2)
    # Move, add and delete with the keyboard alone: the focus stays where one works.
    page.get_by_role("button", name="Move up step 2").press("Enter")
    assert rows.locator(".q").nth(0).input_value() == PENS.steps[1].question
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") == "Move up step 1"
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")  # down again
    assert rows.locator(".q").nth(0).input_value() == PENS.steps[0].question
    page.get_by_role("button", name="Add a step after step 1").press("Enter")
    expect(rows).to_have_count(3)
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") == "Sub-question 2"
    page.get_by_role("button", name="Delete step 2").press("Enter")
    expect(rows).to_have_count(2)
    # A solution deleted, and so solved anew; the step before it is kept.
    page.get_by_label("Solution 2").fill("")
    page.locator("#go-on").press("Enter")
    new = page.locator("#rerun .panel").nth(1)
    expect(new.locator(".status")).to_have_text("done", timeout=30_000)
    expect(new.locator(".step").nth(0)).to_contain_text("kept from the old run")
    expect(new.locator(".step").nth(1).locator(".note")).to_have_count(0)
    expect(new.locator(".check")).to_have_text(["3*4 = 12 ✓ right", "12-2 = 10 ✓ right"])
    expect(page.locator("#rerun .panel").nth(0).locator(".step")).to_have_count(2)  # the old run beside it
    expect(page.locator("#rerun .verdict")).to_have_text("Both runs give the same answer.")
    # And on from the new run, with a step less.
    page.locator("#edit-new").click()
    expect(page.locator("#rerun")).to_be_empty(timeout=10_000)
    page.get_by_role("button", name="Delete step 2").press("Enter")
    page.locator("#go-on").click()
    expect(page.locator("#rerun .answer .value")).to_have_text(["10", "12"], timeout=30_000)
    page.locator("#edit-new").click()
    expect(page.locator("#rerun")).to_be_empty(timeout=10_000)
    page.locator("#go-on").click()
    expect(page.get_by_text("nothing is changed")).to_be_visible(timeout=10_000)


@pytest.mark.browser
def test_hostile_words_in_problem_editor_and_link_are_words(page: Page, url: str) -> None:
    ask(page, url, PENS.text)
    open_editor(page)
    page.get_by_label("Sub-question 2").fill(HOSTILE)
    page.get_by_label("Solution 2").fill(HOSTILE)
    page.locator("#go-on").click()
    new = page.locator("#rerun .panel").nth(1)
    expect(new.locator(".question").nth(1)).to_have_text(HOSTILE, timeout=30_000)
    expect(new.locator(".step").nth(1)).to_contain_text("written by you")
    page.locator("#edit-new").click()
    expect(page.get_by_label("Solution 2")).to_have_value(HOSTILE, timeout=10_000)
    page.get_by_label("Sub-question 2").fill(HOSTILE * 20)
    page.locator("#go-on").click()
    expect(page.get_by_text("at most 1,000 are taken")).to_be_visible(timeout=10_000)
    # Through a link: the problem is filled in as it is, what cannot be taken is said, and nothing runs by itself.
    page.goto(f"{url}?{urlencode({'problem': HOSTILE, 'temperature': HOSTILE[:39], 'seed': '5'})}")
    expect(page.locator("#problem textarea")).to_have_value(HOSTILE, timeout=10_000)
    expect(page.locator("#notice")).to_contain_text('the temperature must be a number, not "<img src=x')
    expect(page.locator("#cot .hint")).to_be_visible()
    page.goto(f"{url}?problem=a%00b")
    expect(page.locator("#notice")).to_contain_text("NUL byte", timeout=10_000)
    assert page.locator("#problem textarea").input_value() == ""


@pytest.mark.browser
def test_a_link_restores_problem_and_options(page: Page, url: str) -> None:
    page.goto(url)
    page.locator("#problem textarea").fill(PENS.text)
    page.get_by_role("button", name="Options").click()
    page.get_by_label("Sampled").check()
    page.get_by_label("Calculator").uncheck()
    page.locator("#seed input").fill("12")
    page.locator("#share").click()
    link = page.locator("#link textarea")
    expect(link).to_have_value(re.compile("problem=Ann"), timeout=10_000)
    assert link.input_value().startswith(f"{url}?problem=Ann+has+3+bags")
    page.goto(link.input_value())
    expect(page.locator("#problem textarea")).to_have_value(PENS.text, timeout=10_000)
    expect(page.locator("#notice")).to_have_text("From a shared link: press Compare.")
    page.get_by_role("button", name="Options").click()
    expect(page.get_by_label("Sampled")).to_be_checked()
    expect(page.get_by_label("Calculator")).not_to_be_checked()
    expect(page.locator("#seed input")).to_have_value("12")


@pytest.mark.browser
def test_a_run_can_be_taken_away(page: Page, url: str, tmp_path: Path) -> None:
    page.goto(url)
    page.locator("#save-json").click()
    expect(page.get_by_text("compare a problem first")).to_be_visible(timeout=10_000)
    ask(page, url, PENS.text)
    texts = {}
    for button, name in (("#save-json", "comparison.json"), ("#save-markdown", "comparison.md")):
        with page.expect_download() as download:
            page.locator(button).click()
        assert download.value.suggested_filename == name
        download.value.save_as(tmp_path / name)
        texts[name] = (tmp_path / name).read_text(encoding="utf-8")
    record = json.loads(texts["comparison.json"])
    assert (record["problem"], record["cot"]["answer"], record["agree"]) == (PENS.text, "10", True)
    assert "**Answer:** 10" in texts["comparison.md"]


@pytest.mark.browser
def test_a_vote_is_counted(page: Page, url: str) -> None:
    page.goto(url)
    page.locator("#problem textarea").fill(KNOWN.text)
    page.get_by_role("button", name="Vote: several").click()
    page.get_by_label("number input for Temperature of the samples").fill("0.1")
    page.locator("#vote").click()
    expect(page.locator("#votes .verdict")).to_have_text(
        f"CoT votes for {KNOWN.answer}. Socratic CoT votes for {KNOWN.answer}.", timeout=60_000
    )
    first = page.locator("#votes table").first.locator("tbody tr").first
    expect(first.locator("th")).to_have_text(f"{KNOWN.answer} ★ majority ✓ right")
    expect(first.locator("td").first).to_have_text(re.compile(r"[5-8] of 8"))
    page.locator("#problem textarea").fill(" ")
    page.locator("#vote").click()
    expect(page.get_by_text("the problem is empty")).to_be_visible(timeout=10_000)


@pytest.mark.browser
def test_a_vote_can_be_stopped_and_keeps_what_was_drawn(page: Page) -> None:
    trace = Trace("scripted", "typed", (), "7", tokens=1, calls=1)
    quick = Scripted([TextWritten(0, "x"), Answered("7", trace)])
    slow = Scripted([*(TextWritten(0, "x") for _ in range(600)), Answered("7", trace)], pause=0.05)
    demo = build_demo(quick, slow, ())
    _, address, _ = launch(demo, prevent_thread_lock=True, quiet=True, server_name="127.0.0.1")
    try:
        page.goto(address)
        page.locator("#problem textarea").fill("How many?")
        page.get_by_role("button", name="Vote: several").click()
        page.locator("#vote").click()
        expect(page.locator("#votes .verdict")).to_have_text("4 of 16 samples drawn", timeout=20_000)
        page.locator("#vote-stop").click()
        expect(page.locator("#votes .verdict")).to_have_text(
            "CoT votes for 7. Socratic CoT gives no answer.", timeout=10_000
        )
        expect(page.locator("#votes .failure")).to_have_text("stopped")
        assert slow.left.wait(10)
    finally:
        demo.close()


@pytest.mark.browser
def test_an_opinion_is_stored_and_said_to_be(page: Page, tmp_path: Path) -> None:
    side = Scripted([TextWritten(0, "x"), Answered("7", Trace("scripted", "typed", (), "7", tokens=1, calls=1))])
    demo = build_demo(side, side, (), feedback=Feedback("someone/opinions", tmp_path, Lock()))
    _, address, _ = launch(demo, prevent_thread_lock=True, quiet=True, server_name="127.0.0.1")
    try:
        ask(page, address, "How many?")
        page.get_by_role("button", name="Feedback").click()
        expect(page.locator("#feedback")).to_contain_text("stored in the data set someone/opinions")
        page.locator("#send-feedback").click()
        expect(page.get_by_text("choose one of")).to_be_visible(timeout=10_000)
        page.get_by_label("both are good").check()
        page.locator("#comment textarea").fill(HOSTILE)
        page.locator("#send-feedback").click()
        expect(page.locator("#thanks")).to_contain_text("your opinion is stored", timeout=10_000)
        expect(page.locator("#comment textarea")).to_have_value("")
        (file,) = tmp_path.iterdir()
        record = json.loads(file.read_text(encoding="utf-8"))
        assert (record["better"], record["comment"]) == ("both are good", HOSTILE)
        ARTIFACTS.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=ARTIFACTS / "compare-feedback.png", full_page=True)
    finally:
        demo.close()


@pytest.mark.browser
@pytest.mark.parametrize(
    ("name", "width", "query"), [("light", 1280, ""), ("dark", 1280, "?__theme=dark"), ("narrow", 400, "")]
)
def test_screenshots(page: Page, url: str, name: str, width: int, query: str) -> None:
    page.set_viewport_size({"width": width, "height": 1000})
    ask(page, url + query, KNOWN.text)
    open_editor(page)
    page.get_by_label("Sub-question 2").fill("How many marbles are lost?")
    page.locator("#go-on").click()
    expect(page.locator("#rerun .gold")).to_be_visible(timeout=30_000)
    for section in ("Options", "Vote: several"):
        page.get_by_role("button", name=section).click()
    page.locator("#vote").click()
    expect(page.locator("#votes .verdict")).to_contain_text("votes for", timeout=60_000)
    ARTIFACTS.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=ARTIFACTS / f"compare-{name}.png", full_page=True)
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
    lefts = [page.locator("#rerun .panel").nth(n).bounding_box()["x"] for n in (0, 1)]  # type: ignore[index]
    assert (lefts[0] == lefts[1]) == (width == 400)

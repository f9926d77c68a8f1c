"""The real page in a real Chromium: the built-in students answer, text streams, Stop stops, hostile text is text."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from app import build_demo, launch, load_students
from compare import StudentLabel
from gradio_client import Client
from gradio_client.exceptions import AppError
from playwright.sync_api import Browser, Page, expect

from socratic.reasoners import Reasoner
from socratic.traces import Answered, QuestionAsked, SolutionEnded, TextWritten, Trace
from tests.helpers import ARTIFACTS
from tests.space.scripted import Scripted

PROBLEM = "Nora packs 6 bags of 8 marbles. Later, she loses 9 of them. How many marbles does Nora have left?"
HOSTILE = "<img src=x onerror='window.hacked=1'> ${window.hacked=1} {{window.hacked=1}} \\back [l](javascript:alert(1))"


def serve(cot: Reasoner, socratic: Reasoner, labels: tuple[StudentLabel, ...]) -> Iterator[str]:
    demo = build_demo(cot, socratic, labels)
    _, url, _ = launch(demo, prevent_thread_lock=True, quiet=True, server_name="127.0.0.1")
    yield url
    demo.close()


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    """The page with the built-in base in all three parts."""
    students = load_students(None, {"cot": None, "decomposer": None, "solver": None})
    yield from serve(*students.reasoners(), students.labels())


@pytest.fixture(scope="module")
def scripted() -> tuple[Scripted, Scripted]:
    slow = [TextWritten(0, f"word{n} ") for n in range(600)]
    trace = Trace("scripted", "typed", (), "1", tokens=1, calls=1)
    hostile = [QuestionAsked(0, HOSTILE), TextWritten(0, HOSTILE), SolutionEnded(0, HOSTILE), Answered("1", trace)]
    return Scripted([*slow, Answered("1", trace)], pause=0.05), Scripted(list(hostile))


@pytest.fixture(scope="module")
def scripted_url(scripted: tuple[Scripted, Scripted]) -> Iterator[str]:
    """A CoT side that takes half a minute, and a Socratic side that says hostile things at once."""
    yield from serve(*scripted, (StudentLabel("cot", HOSTILE, None, "tests"),))


def ask(page: Page, url: str, problem: str) -> None:
    page.goto(url)
    page.locator("#problem textarea").fill(problem)
    page.locator("#problem textarea").press("Enter")


@pytest.mark.browser
def test_a_typed_problem_is_answered_by_both(page: Page, url: str) -> None:
    page.goto(url)
    page.evaluate(
        """() => { window.seen = {cot: new Set(), socratic: new Set()};
        new MutationObserver(() => { for (const side of ["cot", "socratic"])
            window.seen[side].add(document.querySelector("#" + side).innerText); })
        .observe(document.body, {subtree: true, childList: true, characterData: true}); }"""
    )
    page.locator("#problem textarea").fill(PROBLEM)
    page.locator("#problem textarea").press("Enter")
    values = page.locator("#answers .value:not(.pending)")
    expect(values).to_have_count(2, timeout=30_000)
    expect(page.locator("#answers .verdict")).to_have_text("Both methods give the same answer.")
    assert values.all_inner_texts() == ["39", "39"]
    steps = page.locator("#socratic ol.steps > li.step")
    assert steps.count() == 2
    assert page.locator("#socratic ol.steps").evaluate("node => getComputedStyle(node).listStyleType") == "decimal"
    assert steps.first.locator(".question").inner_text().endswith("?")
    assert page.locator("#cot .check.right").count() == 2
    # Streaming: states between the empty panel and the whole text were on the page.
    for side in ("cot", "socratic"):
        texts = page.evaluate(f"[...window.seen['{side}']]")
        assert len({text for text in texts if "writing" in text}) >= 3, side


@pytest.mark.browser
@pytest.mark.parametrize(
    ("name", "width", "query"), [("light", 1280, ""), ("dark", 1280, "?__theme=dark"), ("narrow", 400, "")]
)
def test_screenshots(browser: Browser, url: str, name: str, width: int, query: str) -> None:
    page = browser.new_page(viewport={"width": width, "height": 1000})
    ask(page, url + query, PROBLEM)
    expect(page.locator("#answers .value:not(.pending)")).to_have_count(2, timeout=30_000)
    ARTIFACTS.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=ARTIFACTS / f"{name}.png", full_page=True)
    overflow = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert overflow <= 0
    lefts = [page.locator(f"#{side}").bounding_box()["x"] for side in ("cot", "socratic")]  # type: ignore[index]
    assert (lefts[0] == lefts[1]) == (width == 400)
    page.close()


@pytest.mark.browser
def test_an_example_fills_the_box_and_the_button_compares(page: Page, url: str) -> None:
    page.goto(url)
    page.get_by_text("Bags and a loss").click()
    expect(page.locator("#problem textarea")).to_have_value(re.compile("^Nora packs 6 bags .* Nora have left\\?$"))
    page.locator("#compare").click()
    expect(page.locator("#answers .value:not(.pending)")).to_have_count(2, timeout=30_000)


@pytest.mark.browser
@pytest.mark.parametrize(("problem", "message"), [("  ", "is empty"), ("x" * 4001, "has 4,001 characters")])
def test_what_cannot_be_asked_is_said_at_the_field(page: Page, url: str, problem: str, message: str) -> None:
    ask(page, url, problem)
    expect(page.locator("div.validation-error")).to_contain_text(message, timeout=10_000)
    expect(page.locator("#answers .value:not(.pending)")).to_have_count(0)


@pytest.mark.browser
def test_stop_and_hostile_text(page: Page, scripted_url: str, scripted: tuple[Scripted, Scripted]) -> None:
    scripted[0].left.clear()
    ask(page, scripted_url, HOSTILE)
    expect(page.locator("#cot")).to_contain_text("word3", timeout=20_000)
    expect(page.locator("#socratic .question")).to_have_text(HOSTILE)
    page.locator("#stop").click()
    expect(page.locator("#cot .status")).to_have_text("stopped", timeout=10_000)
    expect(page.locator("#answers .value").first).to_have_text("stopped")
    expect(page.locator("#answers .value").nth(1)).to_have_text("1")
    expect(page.locator("#cot")).to_contain_text("word3")  # what was written stays
    assert scripted[0].left.wait(10)
    expect(page.locator("#cot .status")).to_have_text("stopped")  # and no late state has come after it
    assert page.evaluate("window.hacked") is None
    assert page.locator("img[src='x']").count() == 0


@pytest.mark.browser
def test_who_waits_sees_the_queue_and_may_leave_it(browser: Browser, scripted_url: str) -> None:
    first, second = (browser.new_page() for _ in range(2))
    ask(first, scripted_url, PROBLEM)
    expect(first.locator("#cot")).to_contain_text("word3", timeout=20_000)
    ask(second, scripted_url, PROBLEM)
    expect(second.locator("#answers")).to_contain_text("queue: 1/1", timeout=10_000)
    second.locator("#stop").click()
    expect(second.locator("#answers")).not_to_contain_text("queue")
    first.locator("#stop").click()
    expect(first.locator("#cot .status")).to_have_text("stopped", timeout=10_000)
    expect(second.locator("#cot .hint")).to_be_visible()
    for page in (first, second):
        page.close()


def test_the_api_answers_with_typed_json(url: str) -> None:
    client = Client(url, verbose=False)
    record: dict[str, Any] = client.predict(PROBLEM, api_name="/compare")
    assert record["cot"]["answer"] == record["socratic"]["answer"] == "39"
    assert record["agree"] is True
    assert [step["finished"] for step in record["socratic"]["steps"]] == [True, True]
    for problem, message in ((" ", "the problem is empty"), (5, "the problem must be text")):
        with pytest.raises(AppError, match=message):
            client.predict(problem, api_name="/compare")
    client.close()

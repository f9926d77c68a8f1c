"""The tabs *Batch* and *Students* in a real Chromium, on a small page around them."""

import json
import threading
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import gradio as gr
import pytest
from app import load_students
from batch_tab import Answerers, build_batch_tab
from playwright.sync_api import Browser, Page, expect
from students_tab import build_students_tab
from students_view import Choice, Shelf

from socratic.problem import Problem
from socratic.reasoners import Reasoner
from socratic.traces import Event, Trace
from tests.helpers import ARTIFACTS

ROOT = Path(__file__).resolve().parents[2]
SPACE = ROOT / "space"
HOSTILE = "<img src=x onerror='window.hacked=1'> ${window.hacked=1} {{window.hacked=1}} \\back [l](javascript:alert(1))"


@dataclass
class Gated:
    """Gives every problem the answer 7, but waits for the gate before each group but the first."""

    gate: threading.Event = field(default_factory=threading.Event)
    groups: int = 0
    name: str = "gated"

    def solve(self, problems: Sequence[Problem], batch_size: int = 32) -> Iterator[Trace]:
        self.groups += 1
        if self.groups > 1:
            self.gate.wait(60)
        for problem in problems:
            yield Trace(self.name, problem.id, (), "7", error=HOSTILE)

    def stream(self, problem: Problem) -> Iterator[Event]:
        raise AssertionError("a batch does not stream")


@dataclass
class Two:
    """Two methods that no choice of students changes."""

    cot: Reasoner
    socratic: Reasoner

    def reasoners(self, choice: Choice) -> tuple[Reasoner, Reasoner]:
        return self.cot, self.socratic

    def describe(self, choice: Choice) -> list[dict[str, Any]]:
        return [{"role": "cot", "name": "scripted"}]


def serve(answerers: Answerers, shelf: Shelf | None = None) -> Iterator[str]:
    with gr.Blocks(analytics_enabled=False) as demo:
        chosen = gr.State(Choice())
        with gr.Tabs() as tabs:
            with gr.Tab("Compare", id="compare"):
                problem = gr.Textbox(label="Word problem", elem_id="problem")
                gold = gr.Textbox(label="Right answer", elem_id="gold")
            with gr.Tab("Batch", id="batch"):
                build_batch_tab(
                    answerers,
                    chosen,
                    lambda problem, gold: (problem.text, gold, gr.Tabs(selected="compare")),
                    [problem, gold, tabs],
                )
            if shelf is not None:
                with gr.Tab("Students", id="students"):
                    build_students_tab(shelf, chosen)
    css = [SPACE / "style.css", SPACE / "batch.css"]
    _, url, _ = demo.launch(css_paths=css, prevent_thread_lock=True, quiet=True, server_name="127.0.0.1")
    yield url
    demo.close()


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    """The tabs with the built-in base in all three parts."""
    shelf = Shelf(load_students(None, {"cot": None, "decomposer": None, "solver": None}))
    yield from serve(shelf, shelf)


def open_tab(page: Page, url: str, name: str) -> None:
    page.goto(url)
    page.get_by_role("tab", name=name).click()


def overflow(page: Page) -> int:
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return int(wide)


@pytest.mark.browser
@pytest.mark.parametrize(
    ("name", "width", "query"), [("light", 1280, ""), ("dark", 1280, "?__theme=dark"), ("narrow", 400, "")]
)
def test_a_batch_of_fifty(browser: Browser, url: str, tmp_path: Path, name: str, width: int, query: str) -> None:
    page = browser.new_page(viewport={"width": width, "height": 1000})
    open_tab(page, url + query, "Batch")
    page.locator("#batch-run").click()
    expect(page.locator("#batch-progress")).to_contain_text("left", timeout=60_000)
    expect(page.locator("#batch-progress")).to_contain_text("Done: 50 of 50 problems.", timeout=180_000)
    rows = page.locator("#batch-table tbody tr")
    expect(rows).to_have_count(50)
    ARTIFACTS.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=ARTIFACTS / f"batch-{name}.png", full_page=True)
    assert overflow(page) == 0
    assert page.locator("#batch-plot svg .whisker").count() == 2 * page.locator("#batch-plot tbody tr").count() > 0

    with page.expect_download() as download:
        page.locator("#batch-download").click()
    download.value.save_as(tmp_path / "batch.zip")
    with zipfile.ZipFile(tmp_path / "batch.zip") as file:
        summary = json.loads(file.read("summary.json"))
        lines = [json.loads(line) for line in file.read("traces.jsonl").decode().splitlines()]
    assert summary["status"] == "done"
    assert {student["name"] for student in summary["students"]} == {"the built-in base"}
    assert len(lines) == 50

    parted = [line for line in lines if line["cot_right"] and not line["socratic_right"]]
    page.get_by_label("Only CoT right").check()
    expect(rows).to_have_count(len(parted))
    page.get_by_label("All", exact=True).check()
    expect(rows).to_have_count(50)
    page.locator("#batch-table tbody button").nth(2).press("Enter")
    expect(page.get_by_role("tab", name="Compare")).to_have_attribute("aria-selected", "true")
    expect(page.locator("#problem textarea")).to_have_value(lines[2]["problem"])
    expect(page.locator("#gold textarea")).to_have_value(lines[2]["answer"])
    page.close()


@pytest.mark.browser
def test_stop_keeps_what_is_done(page: Page) -> None:
    cot, socratic = Gated(), Gated()
    for url in serve(Two(cot, socratic)):
        open_tab(page, url, "Batch")
        page.locator("#batch-run").click()
        expect(page.locator("#batch-progress")).to_contain_text("Working: 8 of 50 problems")
        page.get_by_label("Neither right").check()  # a filter chosen while it works
        page.locator("#batch-stop").click()
        expect(page.locator("#batch-progress")).to_contain_text("Stopped: 8 of 50 problems; what is done is kept.")
        cot.gate.set()
        expect(page.locator("#batch-table caption")).to_contain_text("Neither right: 8 of 8 problems")
        expect(page.locator("#batch-download")).to_be_visible()
        assert (cot.groups, socratic.groups) == (2, 1)


@pytest.mark.browser
def test_a_file_of_the_visitor(page: Page, tmp_path: Path) -> None:
    path = tmp_path / "<img src=x onerror=window.hacked=1>.csv"
    for url in serve(Two(Gated(), Gated())):
        open_tab(page, url, "Batch")
        page.get_by_label("A file of yours").check()
        expect(page.locator("#batch-run")).to_be_disabled()
        path.write_text("problem,answer\nok,7\n,7\n")
        page.locator("#batch-file input[type=file]").set_input_files(path)
        expect(page.locator("#batch-checked [role=alert]")).to_contain_text(".csv:3: the problem is empty")
        expect(page.locator("#batch-run")).to_be_disabled()
        page.locator("#batch-file").get_by_label("Remove").or_(
            page.locator("#batch-file").get_by_label("Clear")
        ).first.click()
        quoted = HOSTILE.replace('"', '""')
        path.write_text(f'problem,answer\n"{quoted}",7\n')
        page.locator("#batch-file input[type=file]").set_input_files(path)
        expect(page.locator("#batch-checked")).to_contain_text("1 problem, all with answers.")
        page.locator("#batch-run").click()
        expect(page.locator("#batch-table tbody button")).to_have_text(HOSTILE)
        page.locator("#batch-table tbody td").first.click()
        expect(page.locator("#problem textarea")).to_have_value(HOSTILE)
        assert page.evaluate("window.hacked") is None
        assert page.locator("img[src=x]").count() == 0


@pytest.mark.browser
@pytest.mark.parametrize(
    ("name", "width", "query"), [("light", 1280, ""), ("dark", 1280, "?__theme=dark"), ("narrow", 400, "")]
)
def test_students_are_shown_and_changed(browser: Browser, url: str, name: str, width: int, query: str) -> None:
    page = browser.new_page(viewport={"width": width, "height": 1000})
    open_tab(page, url + query, "Students")
    expect(page.locator("#students-cards article")).to_have_count(3)
    page.get_by_label("CoT student", exact=True).fill(HOSTILE)
    page.locator("#students-load").click()
    expect(page.locator("#students-message [role=alert]")).to_contain_text("not a Hub id of the form namespace/name")
    expect(page.locator("#students-message [role=alert]")).to_contain_text("the students stay as they were")
    ARTIFACTS.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=ARTIFACTS / f"students-{name}.png", full_page=True)
    assert overflow(page) == 0
    page.get_by_label("CoT student", exact=True).fill("built-in")
    page.get_by_label("CoT student", exact=True).press("Enter")
    expect(page.locator("#students-message [role=status]")).to_have_text("Loaded. These students answer you now.")
    assert page.evaluate("window.hacked") is None
    page.close()

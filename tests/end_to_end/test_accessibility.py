"""axe-core on every tab of the real page with the built-in students, light, dark and narrow: no serious finding."""

from collections.abc import Iterator

import pytest
from app import Shelf, build_demo, launch, load_students
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, expect

PROBLEM = "Nora packs 6 bags of 8 marbles. Later, she loses 9 of them. How many marbles does Nora have left?"


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    students = load_students(None, {"cot": None, "decomposer": None, "solver": None})
    demo = build_demo(*students.reasoners(), students.labels(), Shelf(students))
    _, url, _ = launch(demo, prevent_thread_lock=True, quiet=True, server_name="127.0.0.1")
    yield url
    demo.close()


@pytest.mark.browser
@pytest.mark.parametrize("tab", ["Compare", "Batch", "Students"])
@pytest.mark.parametrize(
    ("width", "query"), [(1280, ""), (1280, "?__theme=dark"), (400, "")], ids=["light", "dark", "narrow"]
)
def test_axe_finds_nothing_serious(browser: Browser, url: str, tab: str, width: int, query: str) -> None:
    page = browser.new_page(viewport={"width": width, "height": 1000})
    page.goto(url + query)
    page.locator("#problem textarea").fill(PROBLEM)
    page.locator("#problem textarea").press("Enter")
    expect(page.locator("#answers .value:not(.pending)")).to_have_count(2, timeout=60_000)
    if tab != "Compare":
        chosen = page.get_by_role("tab", name=tab)
        if not chosen.is_visible():  # on a narrow screen the last tabs are in a menu
            page.locator(".overflow-menu button").first.click()
            chosen = page.locator(".overflow-dropdown button", has_text=tab)
        chosen.click()
        page.wait_for_timeout(500)  # its transition would be measured as too faint
    found = Axe().run(page)
    page.close()
    serious = [
        f"{item['id']}: {item['help']}: {node['html'][:150]} {node['failureSummary'][:300]}"
        for item in found.response["violations"]
        if item["impact"] in ("serious", "critical")
        for node in item["nodes"]
    ]
    assert not serious, "\n".join(serious)

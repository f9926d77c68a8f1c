"""A guide on the page: who reads its hint, where the hint is shown, and which students do not go together.

The students know three problems by heart, with hints of kind `equations`.
"""

import os
from collections.abc import Iterator
from html import escape
from pathlib import Path

import pytest
from app import Shelf, build_demo, launch, load_students, main
from batch import run_batch
from batch_items import Item
from compare import Comparison, Students, compare
from options import Known, Options
from panels import Panel, PanelStep, Status
from playwright.sync_api import Page, expect
from render import render_comparison, render_panel, render_students
from share import as_markdown
from student_cards import render_cards
from students_view import Choice
from vote import vote

from socratic.errors import PairError, StudentError
from socratic.formats import Role, hint_of
from socratic.reasoners import ChainReasoner, SocraticReasoner
from socratic.students import Student, load_student
from tests.helpers import ARTIFACTS, PROBLEMS, one_line, tiny_student

PENS = PROBLEMS[0]
HINT = hint_of(PENS, "equations")
SHOWN = "Hint of the guide: 3*4 = 12; 12-2 = 10"
ROLES: tuple[Role, ...] = ("cot", "decomposer", "solver", "guide")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The guided students that know `PROBLEMS`, and some of other hints, or of none, that know nothing."""
    folder = tmp_path_factory.mktemp("guided")
    for role in ROLES:
        tiny_student(folder / role, role, hint="equations", problems=PROBLEMS)
        if role != "guide":
            tiny_student(folder / "plain" / role, role)
        tiny_student(folder / "counting" / role, role, hint="count")
    return folder


@pytest.fixture(scope="module")
def guided(folder: Path) -> Students:
    return load_students(folder, {})


@pytest.fixture(autouse=True)
def no_variables(monkeypatch: pytest.MonkeyPatch) -> None:
    for role in ROLES:
        monkeypatch.delenv(f"SOCRATIC_{role.upper()}", raising=False)


def load(folder: Path, name: str) -> Student:
    return load_student(folder / name)


def test_the_hint_is_seen_before_the_first_step(guided: Students) -> None:
    states = list(compare(*guided.reasoners(), Known(PENS.text), students=guided.labels()))
    for panels in ([state.cot for state in states], [state.socratic for state in states]):
        first = next(panel for panel in panels if panel.hint is not None)
        assert (first.hint, first.steps) == (HINT, ())
        assert panels[0].hint is None
    record = states[-1].record()
    assert [(record[side]["hint"], record[side]["answer"]) for side in ("cot", "socratic")] == [(HINT, "10")] * 2
    assert [(student["role"], student["name"]) for student in record["students"]][-1] == ("guide", "guide")


def test_only_who_reads_a_hint_is_given_one(folder: Path) -> None:
    guide, plain = load(folder, "guide"), load(folder, "plain/cot")
    cot, socratic = Students(
        load(folder, "cot"), load(folder, "plain/decomposer"), load(folder, "plain/solver"), guide
    ).reasoners()
    assert isinstance(cot, ChainReasoner)
    assert isinstance(socratic, SocraticReasoner)
    assert (cot.guide, socratic.guide) == (guide, None)
    cot, socratic = Students(plain, load(folder, "decomposer"), load(folder, "solver"), guide).reasoners()
    assert isinstance(cot, ChainReasoner)
    assert isinstance(socratic, SocraticReasoner)
    assert (cot.guide, socratic.guide) == (None, guide)


@pytest.mark.parametrize(
    ("names", "error", "message"),
    [
        (("cot", "decomposer", "solver", None), StudentError, "/cot reads the hint 'equations': give it a guide"),
        (
            ("plain/cot", "decomposer", "solver", None),
            StudentError,
            "/decomposer reads the hint 'equations': give it a guide",
        ),
        (
            ("plain/cot", "plain/decomposer", "plain/solver", "guide"),
            PairError,
            "nobody reads the hint of .*/guide: .*/plain/cot and .*/plain/decomposer were trained without hints",
        ),
        (
            ("cot", "decomposer", "solver", "counting/guide"),
            PairError,
            "/counting/guide writes hint 'count', but .*/cot reads hint 'equations'",
        ),
        (
            ("counting/cot", "decomposer", "solver", "counting/guide"),
            PairError,
            "/counting/guide writes hint 'count', but .*/decomposer reads hint 'equations'",
        ),
        (("cot", "decomposer", "solver", "plain/cot"), PairError, "/plain/cot is a cot, not a guide"),
    ],
)
def test_what_does_not_go_together_is_refused(
    folder: Path, names: tuple[str, str, str, str | None], error: type[StudentError], message: str
) -> None:
    cot, decomposer, solver = (load(folder, name) for name in names[:3])
    with pytest.raises(error, match=message):
        Students(cot, decomposer, solver, load(folder, names[3]) if names[3] else None)


def test_oracle_questions_leave_the_hint_to_cot(guided: Students) -> None:
    known = Known(PENS.text, PENS.answer, PENS.steps)
    *_, last = compare(*guided.reasoners(), known, Options(oracle=True))
    assert (last.cot.hint, last.cot.answer) == (HINT, "10")
    assert (last.socratic.hint, last.socratic.answer) == (None, "10")


def test_a_batch_and_a_vote_are_guided_too(guided: Students) -> None:
    items = [Item(problem.id, problem, problem.answer) for problem in PROBLEMS]
    *_, batch = run_batch(*guided.reasoners(), "mine", items, Shelf(guided).describe(Choice()))
    for traces in (batch.cot, batch.socratic):
        assert [(trace.hint, trace.answer) for trace in traces] == [
            (hint_of(problem, "equations"), problem.answer) for problem in PROBLEMS
        ]
    assert [student["role"] for student in batch.students] == list(ROLES)
    *_, voted = vote(*guided.reasoners(), Known(PENS.text), Options(temperature=0.05), 2)
    assert (voted.message, voted.cot.drawn, voted.socratic.drawn) == ("", 2, 2)


# What is shown.


def test_without_a_guide_nothing_is_said_of_one(folder: Path) -> None:
    plain = load_students(folder / "plain", {})
    panel = Panel("answered", (PanelStep("", "3*4 = 12", "done"),), "12")
    comparison = Comparison(Known("?"), cot=panel, socratic=panel, students=plain.labels())
    shown = "".join(render_comparison(comparison)) + as_markdown(comparison) + render_students(plain.labels())
    assert "guide" not in shown.lower()
    assert comparison.record()["cot"]["hint"] is None
    cards = render_cards(Shelf(plain).cards(Choice()))
    assert cards.count("<article") == 3
    assert "<dt>Hint</dt>" not in cards


@pytest.mark.parametrize(
    ("hint", "shown"),
    [
        ("<<3*4=12>>; _", "<bdi>3*4 = 12; _</bdi>"),
        ("2", "<bdi>2</bdi>"),
        ("<<3*4; <b>", f"<bdi>{escape('<<3*4; <b>')}</bdi>"),
        ("", "it wrote none"),
    ],
)
@pytest.mark.parametrize("status", ["writing", "answered", "failed", "stopped"])
def test_the_hint_stands_above_the_steps(status: Status, hint: str, shown: str) -> None:
    html = render_panel("CoT", Panel(status, (PanelStep("", "a step", "done"),), hint=hint))
    assert f'</header><p class="guided"><b>Hint of the guide:</b> {shown}</p><ol class="steps"' in html


@pytest.mark.parametrize(
    ("hint", "line"),
    [
        ("<<3*4=12>>", "Hint of the guide: &lt;&lt;3\\*4=12>>"),
        ("*; -", "Hint of the guide: \\*; -"),
        ("", "Hint of the guide: it wrote none"),
    ],
)
def test_the_hint_is_taken_away_with_the_steps(hint: str, line: str) -> None:
    text = as_markdown(Comparison(Known("?"), cot=Panel("answered", (PanelStep("", "a step", "done"),), hint=hint)))
    assert f"## CoT\n\n{line}\n\n1. a step\n" in text
    assert text.count("Hint of the guide") == 1


def test_cards_and_labels_say_what_the_hint_tells(guided: Students) -> None:
    cards = render_cards(Shelf(guided).cards(Choice()))
    assert cards.count("<article") == 4
    assert cards.count("<dt>Hint</dt><dd>reads the equations of each step</dd>") == 2  # the solver reads none
    assert cards.count("<dt>Hint</dt><dd>writes the equations of each step</dd>") == 1
    labels = render_students(guided.labels())
    assert "<strong><bdi>guide</bdi></strong>: <bdi>guide</bdi>, taught on <bdi>tests</bdi>, hints at the equ" in labels
    assert labels.count("hints at") == 1


# The command line.


def test_a_guide_in_the_folder_takes_part_only_where_it_is_read(folder: Path, tmp_path: Path) -> None:
    assert load_students(folder, {}).guide is not None
    for role in ROLES:
        (tmp_path / role).symlink_to(folder / ("guide" if role == "guide" else f"plain/{role}"))
    assert load_students(tmp_path, {}).guide is None


@pytest.mark.parametrize(
    ("arguments", "variables", "message"),
    [
        (["--students", "plain", "--cot", "cot"], {}, "cot reads the hint 'equations': give it a guide that writes it"),
        (["--students", "plain", "--guide", "guide"], {}, "nobody reads the hint of guide: plain/cot and plain/deco"),
        (["--students", ".", "--guide", "counting/guide"], {}, "counting/guide writes hint 'count', but cot reads"),
        (["--students", ".", "--guide", "cot"], {}, "cot is a cot, not a guide"),
        (["--guide", "guide"], {}, "name all three students or none: cot is missing"),
        ([], {"SOCRATIC_GUIDE": "guide"}, "name all three students or none: cot is missing"),
        (
            [],
            {
                "SOCRATIC_COT": "plain/cot",
                "SOCRATIC_DECOMPOSER": "decomposer",
                "SOCRATIC_SOLVER": "solver",
                "SOCRATIC_GUIDE": "counting/guide",
            },
            "counting/guide writes hint 'count', but decomposer reads hint 'equations'",
        ),
    ],
)
def test_guides_that_cannot_be_used_are_one_clear_line(
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    arguments: list[str],
    variables: dict[str, str],
    message: str,
) -> None:
    monkeypatch.chdir(folder)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert main(arguments) == 2
    assert one_line(capsys.readouterr().err).startswith(f"app.py: {message}")


# In the browser.


@pytest.fixture(scope="module")
def url(guided: Students) -> Iterator[str]:
    demo = build_demo(*guided.reasoners(), guided.labels(), Shelf(guided))
    _, url, _ = launch(demo, prevent_thread_lock=True, quiet=True, server_name="127.0.0.1")
    yield url
    demo.close()


@pytest.mark.browser
def test_the_page_shows_hint_and_guide(page: Page, url: str) -> None:
    page.goto(url)
    page.locator("#problem textarea").fill(PENS.text)
    page.locator("#compare").click()
    expect(page.locator("#answers .value:not(.pending)")).to_have_count(2, timeout=60_000)
    for side in ("cot", "socratic"):
        expect(page.locator(f"#{side} .guided")).to_have_text(SHOWN)
    expect(page.locator("#students")).to_contain_text("hints at the equations of each step")
    ARTIFACTS.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=ARTIFACTS / "guide-compare.png", full_page=True)
    page.get_by_role("tab", name="Students").click()
    expect(page.locator("#students-cards article")).to_have_count(4)
    # The page's own guide is read, so it cannot be left out.
    page.locator("#students-guide").get_by_role("textbox").fill("none")
    page.locator("#students-load").click()
    expect(page.locator("#students-message")).to_contain_text(
        "cot reads the hint 'equations': give it a guide", timeout=30_000
    )
    assert os.sep not in page.locator("#students-message").inner_text()
    page.screenshot(path=ARTIFACTS / "guide-students.png", full_page=True)

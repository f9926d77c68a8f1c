"""Students from a Hub on loopback: what is loaded for one visitor, what is refused and why, and what a page shows."""

import itertools
import json
import logging
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from html import escape
from pathlib import Path

import pytest
from compare import Students
from huggingface_hub import HfApi, constants
from student_cards import Score, StudentCard, read_scores, render_cards, render_message
from students_view import BUILT_IN, LEFT_OUT, Choice, Pick, PublicHub, Shelf

from hubkit.testing import LoopbackHub
from socratic.errors import StudentError
from socratic.students import load_student
from tests.helpers import tiny_student
from tests.space.test_batch import HOSTILE

ROOT = Path(__file__).resolve().parents[2]
SCORES = ROOT / "results" / "students" / "gsm8k-cot" / "scores"


@pytest.fixture(autouse=True)
def online(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lets the client of this process speak to loopback, without Xet."""
    monkeypatch.setattr(constants, "HF_HUB_OFFLINE", False)
    monkeypatch.setattr(constants, "HF_HUB_DISABLE_XET", True)


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Students:
    folder = tmp_path_factory.mktemp("own")
    cot, decomposer, solver = (
        load_student(tiny_student(folder / role, role)) for role in ("cot", "decomposer", "solver")
    )
    return Students(cot, decomposer, solver)


Push = Callable[..., str]
numbers = itertools.count()


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LoopbackHub]:
    with LoopbackHub(tmp_path_factory.mktemp("hub")) as hub:
        yield hub


@pytest.fixture
def push(hub: LoopbackHub, tmp_path: Path) -> Push:
    """Publishes a tiny student after `change` has changed its folder; returns the repository's id."""

    def push(
        role: str, change: Callable[[Path], object] = lambda folder: None, private: bool = False, **settings: str
    ) -> str:
        name = f"alice/student-{next(numbers)}"
        folder = tiny_student(tmp_path / name, role, seed=5, **settings)  # type: ignore[arg-type]
        change(folder)
        api = HfApi(endpoint=hub.endpoint, token=hub.token)
        api.create_repo(name, private=private)
        api.upload_folder(repo_id=name, folder_path=folder)
        return name

    return push


@pytest.fixture
def shelf(own: Students, hub: LoopbackHub) -> Shelf:
    return Shelf(own, hub=PublicHub(hub.endpoint))


def edit(name: str, **fields: object) -> Callable[[Path], None]:
    """Changes fields of a JSON file of a student's folder."""

    def change(folder: Path) -> None:
        path = folder / name
        path.write_text(json.dumps({**json.loads(path.read_text()), **fields}))

    return change


def test_a_student_from_the_hub_plays_for_who_chose_it(
    shelf: Shelf, own: Students, push: Push, hub: LoopbackHub
) -> None:
    name = push("cot")
    choice = shelf.load(Choice(cot=Pick(name)))
    commit = HfApi(endpoint=hub.endpoint, token=hub.token).model_info(name).sha
    assert choice == Choice(cot=Pick(name, commit))
    chosen = shelf.students(choice)
    assert (chosen.cot.name, chosen.cot.revision) == (name, commit)
    assert chosen.cot.model is not own.cot.model
    assert chosen.solver is own.solver
    assert shelf.students(Choice()) is own
    assert [record["name"] for record in shelf.describe(choice)] == [name, "decomposer", "solver"]


def test_nothing_stays_on_the_disk_and_no_token_is_sent(
    shelf: Shelf, push: Push, hub: LoopbackHub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = push("cot", lambda folder: (folder / "pytorch_model.bin").write_bytes(b"pickle"))
    files = tmp_path / "temporary"
    files.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(files))
    monkeypatch.setenv("HF_TOKEN", hub.token)
    before = len(hub.requests)
    shelf.load(Choice(cot=Pick(name)))
    asked = hub.requests[before:]
    assert asked
    assert not any(request.signed for request in asked)
    assert not any("pytorch_model" in request.path for request in asked)
    assert list(files.iterdir()) == []
    assert list(Path(constants.HF_HUB_CACHE).glob(f"models--{name.replace('/', '--')}*")) == []


def test_a_revision_stays_what_it_was(shelf: Shelf, push: Push, hub: LoopbackHub) -> None:
    name = push("cot")
    api = HfApi(endpoint=hub.endpoint, token=hub.token)
    first = api.model_info(name).sha
    api.upload_file(repo_id=name, path_in_repo="other.txt", path_or_fileobj=b"later")
    assert shelf.load(Choice(cot=Pick(name, first))).cot.revision == first
    assert shelf.load(Choice(cot=Pick(name))).cot.revision == api.model_info(name).sha != first


def test_the_built_in_base_plays_any_part(shelf: Shelf, own: Students) -> None:
    choice = shelf.load(Choice(solver=Pick(BUILT_IN)))
    chosen = shelf.students(choice)
    assert (chosen.solver.name, chosen.solver.config.role) == ("the built-in base", "solver")
    assert chosen.cot is own.cot


def test_the_last_sets_stay_in_memory_and_older_ones_come_again(shelf: Shelf, push: Push) -> None:
    choices = [shelf.load(Choice(cot=Pick(push("cot")))) for _ in range(3)]
    kept = [shelf.students(choice).cot.model for choice in choices[1:]]
    again = shelf.students(choices[0])
    assert again.cot.name == choices[0].cot.name
    assert shelf.students(choices[2]).cot.model is kept[1]
    assert shelf.students(choices[1]).cot.model is not kept[0]


def refused(shelf: Shelf, choice: Choice) -> str:
    with pytest.raises(StudentError) as caught:
        shelf.load(choice)
    message = str(caught.value)
    assert tempfile.gettempdir() not in message
    return message


@pytest.mark.parametrize(
    "name", ["../students", "/etc/passwd", "students/cot/x", "a", "a/..", "~/x", "alice/<b>", "a b/c"]
)
def test_only_hub_ids_are_looked_for(shelf: Shelf, name: str) -> None:
    assert "not a Hub id of the form namespace/name" in refused(shelf, Choice(cot=Pick(name)))


def test_folders_of_the_server_are_no_students(shelf: Shelf, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tiny_student(tmp_path / "students" / "cot", "cot")
    monkeypatch.chdir(tmp_path)
    assert "the Hub has no public model of that name" in refused(shelf, Choice(cot=Pick("students/cot")))


@pytest.mark.parametrize(
    ("role", "change", "message"),
    [
        ("solver", lambda folder: None, "{name} is a solver, not a cot"),
        ("cot", lambda folder: (folder / "student.json").unlink(), "{name}: there is no student.json"),
        ("cot", edit("student.json", format_version=99), "format_version is 99, this library speaks"),
        ("cot", lambda folder: (folder / "model.safetensors").unlink(), "{name}: there are no safetensors weights"),
        ("cot", edit("config.json", auto_map={"AutoModel": "x.Y"}), "{name}: config.json asks for code of the"),
        ("cot", edit("tokenizer_config.json", auto_map={}), "{name}: tokenizer_config.json asks for code"),
        ("cot", edit("config.json", num_hidden_layers=10**6), "{name}: more than 200 layers"),
        ("cot", edit("config.json", vocab_size=10**9), "parameters are too many for this page"),
        ("cot", edit("config.json", model_type="x"), "{name}: config.json describes no model that can be built here"),
        ("cot", lambda folder: (folder / "config.json").write_text("["), "{name}: config.json is missing or not JSON"),
    ],
)  # fmt: skip
def test_what_is_no_student_is_refused_with_the_reason(
    shelf: Shelf, push: Push, role: str, change: Callable[[Path], object], message: str
) -> None:
    name = push(role, change)
    assert message.format(name=name) in refused(shelf, Choice(cot=Pick(name)))


def test_what_does_not_fit_together_is_refused(shelf: Shelf, push: Push) -> None:
    name = push("decomposer", hint="count")
    with pytest.raises(StudentError, match=f"{name} reads the hint 'count': give it a guide"):
        shelf.load(Choice(decomposer=Pick(name)))


@pytest.fixture
def counting(push: Push) -> Choice:
    """Guided students from the Hub."""
    roles = ("cot", "decomposer", "solver", "guide")
    cot, decomposer, solver, guide = (Pick(push(role, hint="count")) for role in roles)
    return Choice(cot, decomposer, solver, guide)


def test_a_guide_comes_with_those_who_read_its_hint(shelf: Shelf, counting: Choice) -> None:
    choice = shelf.load(counting)
    chosen = shelf.students(choice)
    assert chosen.guide is not None
    assert (chosen.guide.name, chosen.guide.revision) == (counting.guide.name, choice.guide.revision)
    assert [record["role"] for record in shelf.describe(choice)] == ["cot", "decomposer", "solver", "guide"]
    assert [card.hint for card in shelf.cards(choice)] == ["count", "count", "none", "count"]


def test_a_guide_that_nobody_reads_or_everybody_lacks_is_refused(shelf: Shelf, counting: Choice) -> None:
    guide = counting.guide.name
    message = f"nobody reads the hint of {guide}: cot and decomposer were trained without hints; leave the guide out"
    assert refused(shelf, Choice(guide=counting.guide)) == message
    for absent in (Pick(), Pick(LEFT_OUT)):
        message = f"{counting.cot.name} reads the hint 'count': give it a guide that writes it"
        assert refused(shelf, replace(counting, guide=absent)) == message
    assert "the built-in base was taught no hints" in refused(shelf, replace(counting, guide=Pick(BUILT_IN)))


def test_no_guide_is_a_choice_only_for_the_guide(shelf: Shelf) -> None:
    choice = Choice(guide=Pick(LEFT_OUT))
    assert shelf.load(choice) == choice
    assert shelf.students(choice).guide is None
    assert "not a Hub id of the form namespace/name" in refused(shelf, Choice(cot=Pick(LEFT_OUT)))


def test_the_own_guide_takes_part_only_where_it_is_read(hub: LoopbackHub, push: Push, tmp_path: Path) -> None:
    cot, decomposer, solver, guide = (
        load_student(tiny_student(tmp_path / role, role, hint="count"))
        for role in ("cot", "decomposer", "solver", "guide")
    )
    shelf = Shelf(Students(cot, decomposer, solver, guide), hub=PublicHub(hub.endpoint))
    base = Pick(BUILT_IN)
    assert shelf.students(shelf.load(Choice(base, base, base))).guide is None
    assert shelf.students(shelf.load(Choice(base))).guide is guide
    assert refused(shelf, Choice(cot=Pick(push("cot", hint="equations")))).startswith("guide writes hint 'count', but")


def test_a_private_student_is_not_there(
    shelf: Shelf, push: Push, hub: LoopbackHub, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HF_TOKEN", hub.token)
    assert "the Hub has no public model of that name" in refused(shelf, Choice(cot=Pick(push("cot", private=True))))


def test_an_unknown_revision_is_named(shelf: Shelf, push: Push) -> None:
    name = push("cot")
    assert refused(shelf, Choice(cot=Pick(name, "v9"))) == f"{name}: no revision 'v9'; give a branch, a tag or a commit"


def test_too_heavy_students_are_refused_before_they_are_fetched(own: Students, push: Push, hub: LoopbackHub) -> None:
    name = push("cot")
    shelf = Shelf(own, hub=PublicHub(hub.endpoint), max_bytes=10_000)
    before = len(hub.requests)
    assert "GB together; this page loads at most" in refused(shelf, Choice(cot=Pick(name)))
    assert not any("/resolve/" in request.path for request in hub.requests[before:])


def test_no_hub_is_one_clear_line(own: Students, tmp_path: Path) -> None:
    with LoopbackHub(tmp_path) as gone:
        endpoint = gone.endpoint
    assert "the Hub could not be reached" in refused(Shelf(own, hub=PublicHub(endpoint)), Choice(cot=Pick("a/b")))


# Scores.


def test_the_scores_of_real_records_are_read(tmp_path: Path) -> None:
    shutil.copytree(SCORES, tmp_path / "scores")
    scores = read_scores(tmp_path)
    records = [json.loads(path.read_text()) for path in sorted(SCORES.glob("*.json"))]
    assert [(score.accuracy, score.problems) for score in scores] == [
        (record["accuracy"], record["problems"]) for record in records
    ]
    assert {score.calculator for score in scores} == {True, False}
    assert scores[0].data == "gsm8k test"


@pytest.mark.parametrize("text", ["", "[]", "5", '{"interval": [0, 1]}', '{"accuracy": "<b>"}', "[" * 100_000, "\xff"])
def test_what_is_no_record_of_scores_is_left_out(tmp_path: Path, text: str, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / "scores").mkdir()
    (tmp_path / "scores" / "a.json").write_text(text, encoding="latin-1")
    with caplog.at_level(logging.WARNING):
        assert read_scores(tmp_path) == ()
    assert "a.json is no record of scores" in caplog.text


def test_shares_beyond_one_are_no_scores(tmp_path: Path) -> None:
    record = json.loads(next(SCORES.glob("*.json")).read_text())
    (tmp_path / "scores").mkdir()
    for number, accuracy in enumerate((1.5, float("nan"), -0.1)):
        (tmp_path / "scores" / f"{number}.json").write_text(json.dumps({**record, "accuracy": accuracy}))
    assert read_scores(tmp_path) == ()


def test_scores_come_with_a_student_from_the_hub(shelf: Shelf, push: Push) -> None:
    name = push("cot", lambda folder: shutil.copytree(SCORES, folder / "scores"))
    cards = shelf.cards(shelf.load(Choice(cot=Pick(name))))
    assert len(cards[0].scores) == len(list(SCORES.glob("*.json")))
    assert cards[1].scores == ()


# The page.


def test_cards_say_what_is_known(shelf: Shelf, push: Push) -> None:
    name = push("cot")
    choice = shelf.load(Choice(cot=Pick(name)))
    html = render_cards(shelf.cards(choice))
    assert f'href="{constants.ENDPOINT}/{name}"' in html
    assert f'href="{constants.ENDPOINT}/{name}/tree/{choice.cot.revision}"' in html
    assert html.count("<article") == 3
    assert html.count("href=") == 2  # the others are folders here
    assert str(choice.cot.revision)[:12] in html
    assert os.sep + "own" not in html


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_text(text: str) -> None:
    score = Score(text, text, True, 5, 0.5, 0.1, 0.9)
    card = StudentCard("cot", text, None, text[:12], text, text, True, 5, "count", (score,))
    html = render_cards((card,)) + render_message(text)
    assert "<img" not in html
    assert "<b>" not in html.replace("<b>Not loaded", "")
    assert html.count(f"<bdi>{escape(text)}</bdi>") >= 6

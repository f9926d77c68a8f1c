"""Opinions: on disk first, committed to a data set, kept over a restart, and none without being asked for."""

import json
from collections.abc import Iterator
from pathlib import Path
from threading import Lock

import gradio as gr
import pytest
from app import build_demo, main
from compare import Comparison, StudentLabel
from feedback import FOLDER_VARIABLE, VARIABLE, Feedback, feedback_folder, open_feedback
from huggingface_hub import CommitScheduler, HfApi, constants
from options import Known
from panels import Panel

from hubkit.testing import LoopbackHub
from socratic.errors import FormatError, SocraticError
from tests.helpers import tiny_student
from tests.space.scripted import Scripted

DONE = Panel("answered", answer="12")
LABELS = (StudentLabel("cot", "someone/cot", "abc", "gsm8k"),)
COMPARISON = Comparison(Known("How many?"), cot=DONE, socratic=DONE, students=LABELS)
DATASET = "alice/opinions"


@pytest.fixture(autouse=True)
def online(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(constants, "HF_HUB_OFFLINE", False)


@pytest.fixture
def api(loopback_hub: LoopbackHub) -> HfApi:
    return HfApi(endpoint=loopback_hub.endpoint, token=loopback_hub.token)


@pytest.fixture
def feedback(tmp_path: Path) -> Feedback:
    return Feedback(DATASET, tmp_path / "opinions", Lock())


def records(folder: Path) -> list[dict[str, object]]:
    lines = [line for file in sorted(folder.rglob("*.jsonl")) for line in file.read_text("utf-8").splitlines()]
    return [json.loads(line) for line in lines]


def test_an_opinion_is_on_disk_at_once(feedback: Feedback) -> None:
    feedback.add(COMPARISON, "CoT", " <b>short</b>\n ${x} \u202e")
    feedback.add(COMPARISON, "neither is good", "")
    first, second = records(feedback.folder)
    assert (first["better"], first["comment"]) == ("CoT", "<b>short</b>\n ${x} \u202e")
    assert first["comparison"] == COMPARISON.record()
    assert COMPARISON.record()["students"] == [{"role": "cot", "name": "someone/cot", "revision": "abc"}]
    assert set(first) == {"id", "time", "better", "comment", "comparison"}
    assert first["id"] != second["id"]


@pytest.mark.parametrize(
    ("comparison", "better", "comment", "message"),
    [
        (Comparison(), "CoT", "", "compare a problem first"),
        (Comparison(cot=DONE, socratic=Panel("writing")), "CoT", "", "compare a problem first"),
        (COMPARISON, None, "", "choose one of"),
        (COMPARISON, "<b>", "", "choose one of"),
        (COMPARISON, "CoT", "x" * 1_000_000, "at most 1,000 characters"),
        (COMPARISON, "CoT", None, "at most 1,000 characters"),
    ],
)
def test_what_is_no_opinion_is_refused(
    feedback: Feedback, comparison: Comparison, better: object, comment: object, message: str
) -> None:
    with pytest.raises(FormatError, match=message):
        feedback.add(comparison, better, comment)
    assert records(feedback.folder) == []


@pytest.fixture
def stopped() -> Iterator[list[CommitScheduler]]:
    """Schedulers to stop: each would otherwise push once more when the tests end."""
    schedulers: list[CommitScheduler] = []
    yield schedulers
    for scheduler in schedulers:
        scheduler.stop()


def committed(api: HfApi, folder: Path) -> list[dict[str, object]]:
    return records(Path(api.snapshot_download(DATASET, repo_type="dataset", local_dir=folder)))


def test_opinions_are_committed_and_outlive_a_restart(
    api: HfApi, tmp_path: Path, stopped: list[CommitScheduler]
) -> None:
    folder = tmp_path / "storage"
    feedback, scheduler = open_feedback(DATASET, folder, api)
    stopped.append(scheduler)
    feedback.add(COMPARISON, "CoT", "first")
    scheduler.trigger().result()
    assert [record["comment"] for record in committed(api, tmp_path / "one")] == ["first"]
    feedback.add(COMPARISON, "CoT", "second")  # and now the page ends before the next commit
    scheduler.stop()
    again, other = open_feedback(DATASET, folder, api)
    stopped.append(other)
    again.add(COMPARISON, "CoT", "third")
    other.trigger().result()
    assert {record["comment"] for record in committed(api, tmp_path / "two")} == {"first", "second", "third"}
    assert api.repo_info(DATASET, repo_type="dataset").private


def test_a_data_set_that_cannot_be_written_is_one_clear_line(
    tmp_path: Path, loopback_hub: LoopbackHub, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    stranger = HfApi(endpoint=loopback_hub.endpoint, token=False)
    for dataset in (DATASET, "not an id"):
        with pytest.raises(SocraticError, match=f"{VARIABLE}={dataset}: the data set cannot be written"):
            open_feedback(dataset, tmp_path, stranger)
    for role in ("cot", "decomposer", "solver"):
        tiny_student(tmp_path / role, role)
    monkeypatch.setenv(VARIABLE, "not an id")
    monkeypatch.setenv(FOLDER_VARIABLE, str(tmp_path / "opinions"))
    assert main(["--students", str(tmp_path)]) == 2
    assert "app.py: SOCRATIC_FEEDBACK=not an id: the data set cannot be written" in capsys.readouterr().err


def test_the_folder_can_be_chosen(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv(FOLDER_VARIABLE, str(tmp_path))
    assert feedback_folder() == tmp_path


def texts(demo: gr.Blocks) -> str:
    return " ".join(str(block.get_config()) for block in demo.blocks.values())


def test_the_page_asks_for_opinions_only_where_they_go_somewhere_and_says_so(feedback: Feedback) -> None:
    without = texts(build_demo(Scripted([]), Scripted([]), LABELS))
    asking = texts(build_demo(Scripted([]), Scripted([]), LABELS, feedback=feedback))
    assert "Feedback" not in without
    assert f"stored in the data set `{DATASET}`" in asking
    assert "nothing at all unless you press" in asking

"""After a push: is it still what was sent, can exactly it be had again, can it be taken back?"""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.hubkit.conftest import Project

REPO = "alice/socratic-tiny-tests-decomposer"


def test_verify_reads_every_byte_back(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    assert project.hubkit("push", "decomposer", "--yes") == 0
    capsys.readouterr()
    assert project.hubkit("verify", "--format", "json") == 0
    (report,) = json.loads(capsys.readouterr().out)
    assert report["problems"] == []
    assert report["bytes_read"] == sum(file.size for file in project.lock.artefacts["decomposer"].files.values())


@pytest.mark.parametrize("path", ["config.json", "model.safetensors"])
def test_a_flipped_byte_is_caught_by_verify_and_by_pull(
    project: Project, path: str, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert project.hubkit("push", "decomposer", "--yes") == 0
    project.hub.flip(REPO, path)
    assert project.hubkit("verify", "--quick") == 0, "the Hub's own hashes do not show it"
    capsys.readouterr()
    assert project.hubkit("verify") == 1
    shown = capsys.readouterr()
    assert path in shown.out + shown.err
    assert project.hubkit("pull", "--to", str(tmp_path / "pulled")) == 1
    assert path in capsys.readouterr().err
    assert not (tmp_path / "pulled" / "decomposer").exists()


def test_pull_gives_the_locked_revision_and_works_offline_afterwards(
    project: Project, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert project.hubkit("push", "decomposer", "--yes") == 0
    project.hub.commit(REPO, {"config.json": b"somebody's later version"})
    assert project.hubkit("pull", "--to", str(tmp_path / "one")) == 0
    sent = project.root / "students/decomposer"
    for name in ("config.json", "model.safetensors", "student.json"):
        assert (tmp_path / "one/decomposer" / name).read_bytes() == (sent / name).read_bytes()
    project.hub.stop()
    assert project.hubkit("pull", "--offline", "--to", str(tmp_path / "two")) == 0
    assert project.hubkit("pull", "--to", str(tmp_path / "two")) == 1
    assert "there is something already" in capsys.readouterr().err


def test_pull_offline_without_a_cache_says_so(
    start: Callable[..., Project], capsys: pytest.CaptureFixture[str]
) -> None:
    project = start()
    assert project.hubkit("push", "decomposer", "--yes") == 0
    assert project.hubkit("pull", "--offline") == 1
    assert "not whole in the cache" in capsys.readouterr().err


def test_a_broken_cache_is_mended_by_the_next_pull(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    assert project.hubkit("push", "decomposer", "--yes") == 0
    capsys.readouterr()
    assert project.hubkit("pull", "--format", "json") == 0
    folder = Path(json.loads(capsys.readouterr().out)["decomposer"])
    weights = (folder / "model.safetensors").resolve()
    content = bytearray(weights.read_bytes())
    content[-1] ^= 1
    weights.chmod(0o644)
    weights.write_bytes(content)
    assert project.hubkit("pull") == 1
    assert "model.safetensors has other bytes" in capsys.readouterr().err
    assert project.hubkit("pull") == 0


def test_rollback_restores_the_earlier_tree_byte_for_byte(project: Project) -> None:
    assert project.hubkit("push", "decomposer", "--yes", "--tag", "v1") == 0
    before = project.hub.files(REPO)
    config = project.root / "students/decomposer/config.json"
    old_config = config.read_bytes()
    config.write_bytes(old_config + b"\n")
    weights = project.root / "students/decomposer/model.safetensors"
    content = bytearray(weights.read_bytes())
    content[-1] ^= 1
    weights.write_bytes(content)
    (project.root / "students/decomposer/generation_config.json").unlink()
    (project.root / "students/decomposer/LICENSE").write_text("a new file\n")
    assert project.hubkit("push", "decomposer", "--yes") == 0
    newer = project.hub.files(REPO)
    assert newer != before
    assert project.hubkit("rollback", "decomposer", "--yes") == 0
    assert project.hub.files(REPO) == before
    assert project.hubkit("verify") == 0
    assert len(project.hub.commits(REPO)) == 4, "nothing is taken out of the history"
    assert project.hubkit("rollback", "decomposer", "--yes") == 0, "back again"
    assert project.hub.files(REPO) == newer
    assert project.hubkit("rollback", "decomposer", "--to", "v1", "--yes") == 0
    assert project.hub.files(REPO) == before


def test_rollback_to_what_is_not_there_is_a_clear_error(
    start: Callable[..., Project], capsys: pytest.CaptureFixture[str]
) -> None:
    project = start()
    assert project.hubkit("push", "decomposer", "--yes") == 0
    head = project.hub.head(REPO)
    assert project.hubkit("rollback", "decomposer", "--to", "v9", "--yes") == 1
    assert "there is no such revision" in capsys.readouterr().err
    assert project.hubkit("rollback", "nobody", "--yes") == 1
    assert "'nobody' was never pushed; it has decomposer" in capsys.readouterr().err
    assert project.hub.head(REPO) == head


def test_status_tells_the_states_apart(start: Callable[..., Project], capsys: pytest.CaptureFixture[str]) -> None:
    project = start()

    def states() -> dict[str, str]:
        capsys.readouterr()
        assert project.hubkit("status", "--format", "json") == 0
        return {row["name"]: row["state"] for row in json.loads(capsys.readouterr().out)}

    assert set(states().values()) == {"not on the Hub"}
    assert project.hubkit("push", "--yes", "--wait", "0") == 0
    assert set(states().values()) == {"published"}
    config = project.root / "students/decomposer/config.json"
    config.write_text(config.read_text() + "\n")
    project.hub.commit("alice/socratic-tiny-tests-solver", {"notes.md": b"somebody's"})
    found = states()
    assert found["decomposer"] == "the folder has changed"
    assert found["solver"] == "the Hub has newer commits than hub.lock"
    (project.root / "hub.lock").unlink()
    assert states()["decomposer"] == "on the Hub, never pushed from here"

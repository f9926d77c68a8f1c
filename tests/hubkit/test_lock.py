"""hub.lock: written in one step, read back equal, refused when broken."""

import json
from pathlib import Path

import pytest

from hubkit.errors import ManifestError
from hubkit.lock import Lock, Locked, LockedFile, load_lock, write_text

LOCKED = Locked(
    kind="model",
    repo_id="someone/solver",
    revision="a" * 40,
    tag="v1",
    pushed="2026-11-21T09:00:00+00:00",
    by_hand="",
    files={"b.json": LockedFile(2, "0" * 64, "1" * 40), "a.safetensors": LockedFile(9, "2" * 64, None)},
)


def test_what_is_saved_is_read_back(tmp_path: Path) -> None:
    lock = Lock(tmp_path / "hub.lock", collection="someone/slug").having("solver", LOCKED, "http://hub")
    lock.save()
    assert load_lock(lock.path) == lock
    assert [file.name for file in tmp_path.iterdir()] == ["hub.lock"]


def test_a_missing_file_is_an_empty_lock(tmp_path: Path) -> None:
    lock = load_lock(tmp_path / "hub.lock")
    assert not lock.artefacts
    with pytest.raises(ManifestError, match="nothing was published yet; publish with: hubkit push"):
        lock.select(())


def test_an_artefact_that_was_never_pushed_is_named(tmp_path: Path) -> None:
    with pytest.raises(ManifestError, match="'cot' was never pushed; it has solver"):
        Lock(tmp_path / "hub.lock", "http://hub", {"solver": LOCKED}).select(("cot",))


def test_another_hub_or_repository_is_not_what_is_locked(tmp_path: Path) -> None:
    lock = Lock(tmp_path / "hub.lock", "http://hub", {"solver": LOCKED})
    assert lock.get("solver", "someone/solver", "http://hub") is LOCKED
    assert lock.get("solver", "someone/solver", "http://other") is None
    assert lock.get("solver", "else/solver", "http://hub") is None


@pytest.mark.parametrize(
    "text",
    ["", "[]", "{}", '{"version": 2}', '{"version": 1, "endpoint": "", "artefacts": {"a": {}}, "collection": null}'],
)
def test_a_broken_file_says_where_to_get_it_back(tmp_path: Path, text: str) -> None:
    file = tmp_path / "hub.lock"
    file.write_text(text)
    with pytest.raises(ManifestError, match=r"hub\.lock: .*restore it"):
        load_lock(file)


def test_an_unknown_kind_is_refused(tmp_path: Path) -> None:
    lock = Lock(tmp_path / "hub.lock", "http://hub", {"solver": LOCKED})
    lock.save()
    record = json.loads(lock.path.read_text())
    record["artefacts"]["solver"]["kind"] = "kernel"
    lock.path.write_text(json.dumps(record))
    with pytest.raises(ManifestError, match="kind 'kernel'"):
        load_lock(lock.path)


def test_a_text_that_cannot_be_encoded_leaves_the_old_file(tmp_path: Path) -> None:
    file = tmp_path / "hub.lock"
    write_text(file, "old")
    with pytest.raises(UnicodeEncodeError):
        write_text(file, "\ud800")
    assert file.read_text() == "old"
    assert [found.name for found in tmp_path.iterdir()] == ["hub.lock"]

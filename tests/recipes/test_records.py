"""recipes/records.py: what a record says of the machine and the code, and that a file is whole or not there."""

import importlib.util
import json
import shutil
import subprocess
from datetime import datetime, timedelta
from pathlib import Path
from types import ModuleType

import pytest

from recipes import records
from recipes.records import environment, now, read_json, write_json
from socratic.errors import ConfigError

ROOT = Path(__file__).resolve().parents[2]


def test_the_environment_names_machine_and_versions_and_nothing_private():
    told = environment()
    assert list(told) == [
        *("python", "platform", "cpu", "cpu_cores", "memory_gib", "device", "accelerators", "libraries"),
        *("source_commit", "source_dirty"),
    ]
    assert told["device"] == "cpu"
    assert told["accelerators"] == []
    assert told["cpu_cores"] >= 1
    assert told["memory_gib"] > 0.1
    assert told["libraries"]["torch"].startswith("2.")
    text = json.dumps(told)
    assert str(ROOT) not in text
    assert str(Path.home()) not in text


def test_a_library_that_is_not_installed_is_none(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(records, "_LIBRARIES", ("torch", "no-such-library"))
    assert environment()["libraries"]["no-such-library"] is None


def git(folder: Path, *arguments: str) -> str:
    identity = ["-c", "user.name=T", "-c", "user.email=t@example.com", "-c", "commit.gpgsign=false"]
    return subprocess.run(
        ["git", "-C", str(folder), *identity, *arguments], check=True, capture_output=True, text=True
    ).stdout.strip()


def records_in(root: Path) -> ModuleType:
    """A second copy of the module, as it is in the checkout at `root`."""
    spec = importlib.util.spec_from_file_location("records_elsewhere", root / "recipes" / "records.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
@pytest.mark.parametrize(
    ("state", "has_commit", "dirty"),
    [
        ("no repository", False, None),
        ("no commit yet", False, None),
        ("committed", True, False),
        ("a file changed", True, True),
        ("a file added", True, True),
        ("inside another repository", False, None),
    ],
)
def test_the_source_commit_is_this_repositorys(tmp_path: Path, state: str, has_commit: bool, dirty: bool | None):
    outer = tmp_path / "outer"
    root = outer / "inner" if state == "inside another repository" else outer
    (root / "recipes").mkdir(parents=True)
    shutil.copy(ROOT / "recipes" / "records.py", root / "recipes")
    if state != "no repository":
        git(outer, "init", "--quiet")
        if state != "no commit yet":
            git(outer, "add", ".")
            git(outer, "commit", "--quiet", "-m", "first")
    if state == "a file changed":
        with (root / "recipes" / "records.py").open("a") as file:
            file.write("# more\n")
    if state == "a file added":
        (root / "new.py").touch()
    told = records_in(root).environment()
    assert told["source_commit"] == (git(outer, "rev-parse", "HEAD") if has_commit else None)
    assert told["source_dirty"] is dirty


def test_now_is_in_utc_and_to_the_second():
    time = datetime.fromisoformat(now())
    assert time.utcoffset() == timedelta(0)
    assert time.microsecond == 0


def test_a_record_is_written_readably_and_read_back(tmp_path: Path):
    path = tmp_path / "made" / "on the way" / "record.json"
    write_json(path, {"b": [1, 2.5, None], "a": "Müller’s ½"})
    assert path.read_text("utf-8") == '{\n  "b": [\n    1,\n    2.5,\n    null\n  ],\n  "a": "Müller’s ½"\n}\n'
    assert read_json(path) == {"b": [1, 2.5, None], "a": "Müller’s ½"}
    assert [file.name for file in path.parent.iterdir()] == ["record.json"]


def test_a_record_that_cannot_be_written_leaves_the_old_one(tmp_path: Path):
    path = tmp_path / "record.json"
    write_json(path, {"a": 1})
    with pytest.raises(TypeError):
        write_json(path, {"a": object()})
    with pytest.raises(UnicodeEncodeError):  # fails while the text is written, not before
        write_json(path, {"a": "\ud800"})
    assert read_json(path) == {"a": 1}
    assert [file.name for file in tmp_path.iterdir()] == ["record.json"]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (None, "cannot be read (No such file or directory); check the path"),
        (b"{'a': 1}", "not JSON (Expecting property name"),
        (b'{"a": 1', "delete it and run the recipe that writes it again"),
        (b'{"a": "\xff"}', "not JSON ('utf-8' codec"),
        (b"[1]", "must hold a JSON object, not list"),
    ],
)
def test_a_broken_record_is_told(tmp_path: Path, content: bytes | None, message: str):
    path = tmp_path / "record.json"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(ConfigError) as error:
        read_json(path)
    assert str(error.value).startswith(f"{path}: ")
    assert message in str(error.value)

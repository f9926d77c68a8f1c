"""A first hub.toml from the checkpoints, data sets and Space that lie under some folders.

text = first_manifest([Path("students"), Path("data"), Path("space")], root=Path("."), namespace="someone")
"""

import json
import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import tomlkit
from tomlkit.items import Table

from hubkit.errors import ManifestError, RecordError
from hubkit.licences import suggest_licence
from hubkit.manifest import Kind

__all__ = ["first_manifest"]

_SKIPPED = re.compile(r"checkpoint-\d+|\..*|__pycache__|node_modules")


@dataclass(frozen=True)
class _Found:
    kind: Kind
    folder: Path
    record: dict[str, Any]


def first_manifest(folders: Sequence[Path], *, root: Path, namespace: str, collection: str | None = None) -> str:
    """The text of a hub.toml that lies in `root` and publishes what is found under `folders`.

    A checkpoint is a folder with student.json and config.json, a data set one with dataset.json, a Space one with
    app.py and README.md. Names follow `socratic-<base>-<data set>-<role>`. `ManifestError` when nothing is found.
    """
    found = [item for folder in folders for item in _find(folder)]
    if not found:
        raise ManifestError(
            f"{', '.join(map(str, folders))}: no checkpoint (student.json), data set (dataset.json) or Space (app.py); "
            "train one with recipes/sft.py, or name the folders: hubkit init FOLDER ..."
        )
    document = tomlkit.document()
    document.add(tomlkit.comment("What this project publishes. Look first: hubkit plan. Then: hubkit push."))
    document["namespace"] = namespace
    if collection:
        document["collection"] = collection
    tables: dict[Kind, Table] = {}
    plural: dict[Kind, str] = {"dataset": "datasets", "model": "models", "space": "spaces"}
    names: dict[str, _Found] = {}
    for kind, key in plural.items():
        tables[kind] = tomlkit.table(is_super_table=True)
        for item in found:
            if item.kind == kind:
                name = _unique(_name(item), names)
                names[name] = item
                tables[kind][name] = _entry(name, item, root)
        if tables[kind]:
            document[key] = tables[kind]
    _pair(tables["model"], names)
    for name, item in names.items():
        if item.kind == "space":
            _fit_out(tables["space"][name], item, names, root)
    return tomlkit.dumps(document)


def _find(folder: Path) -> Iterator[_Found]:
    if not folder.is_dir():
        raise ManifestError(f"{folder}: no such folder")
    for path, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not _SKIPPED.fullmatch(name))
        here = Path(path)
        if {"student.json", "config.json"} <= set(files):
            yield _Found("model", here, _record(here / "student.json"))
        elif "dataset.json" in files:
            yield _Found("dataset", here, _record(here / "dataset.json"))
        elif {"app.py", "README.md"} <= set(files):
            yield _Found("space", here, {})
        else:
            continue
        folders.clear()


def _record(file: Path) -> dict[str, Any]:
    try:
        record = json.loads(file.read_text(encoding="utf-8"))
    except (json.JSONDecodeError, UnicodeDecodeError) as error:
        raise RecordError(f"{file}: not JSON: {error}; write it again, or leave the folder out") from error
    if not isinstance(record, dict):
        raise RecordError(f"{file}: must hold a JSON object; write it again, or leave the folder out")
    return record


def _name(item: _Found) -> str:
    """The short name on the command line."""
    if item.kind == "space":
        return "demo"
    if item.kind == "dataset":
        return _slug(str(item.record.get("name", item.folder.name)))
    return _slug(f"{item.record.get('dataset', 'unknown')}-{item.record.get('role', 'student')}")


def _unique(name: str, taken: dict[str, _Found]) -> str:
    number = 2
    unique = name
    while unique in taken:
        unique, number = f"{name}-{number}", number + 1
    return unique


def _entry(name: str, item: _Found, root: Path) -> Table:
    table = tomlkit.table()
    table["folder"] = Path(os.path.relpath(item.folder.resolve(), root.resolve())).as_posix()
    if item.kind == "model":
        base = str(item.record.get("base_model", "base")).rstrip("/").rsplit("/", 1)[-1]
        table["repo"] = _slug(f"socratic-{base.removeprefix('socratic-')}-{name}")
    else:
        table["repo"] = name.replace("demo", "socratic-cot") if item.kind == "space" else _slug(f"socratic-{name}")
    licence = suggest_licence(item.kind, item.record)
    table["license"] = licence or "other"
    if licence is None:
        table["license"].comment("unknown to hubkit: look it up at the base model and the data")
    return table


def _pair(models: Any, names: dict[str, _Found]) -> None:
    """Give every solver the decomposer of its data set and hint, where there is exactly one."""
    for name, item in names.items():
        if item.kind != "model" or item.record.get("role") != "solver":
            continue
        mates = [
            other
            for other, candidate in names.items()
            if candidate.kind == "model"
            and candidate.record.get("role") == "decomposer"
            and all(candidate.record.get(key) == item.record.get(key) for key in ("dataset", "hint", "base_model"))
        ]
        if len(mates) == 1:
            models[name]["decomposer"] = mates[0]


def _fit_out(table: Any, item: _Found, names: dict[str, _Found], root: Path) -> None:
    """The package that the app imports, and the students that it shows where there is one of each, with the guide that
    they read."""
    if (root / "socratic" / "__init__.py").is_file():
        table["packages"] = ["socratic"]
    students = {name: other.record for name, other in names.items() if other.kind == "model"}
    chosen = {}
    for role in ("cot", "decomposer", "solver"):
        fitting = [name for name, record in students.items() if record.get("role") == role]
        if len(fitting) == 1:
            chosen[role] = fitting[0]
    if len(chosen) == 3:
        hints = {students[chosen[role]].get("hint", "none") for role in ("cot", "decomposer")} - {"none"}
        fitting = [
            name for name, record in students.items() if (record.get("role"), {record.get("hint")}) == ("guide", hints)
        ]
        if len(fitting) == 1:
            chosen["guide"] = fitting[0]
        variables = tomlkit.inline_table()
        variables.update({f"SOCRATIC_{role.upper()}": name for role, name in chosen.items()})
        table["variables"] = variables


def _slug(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-") or "unnamed"

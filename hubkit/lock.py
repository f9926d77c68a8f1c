"""hub.lock: what was published, at which commit, with the hash of every file. Belongs into version control.

    {"version": 1, "endpoint": "https://huggingface.co",
     "artefacts": {"solver": {"kind": "model", "repo_id": "someone/socratic-gpt2-gsm8k-solver",
                              "revision": "<commit sha>", "tag": "v1", "pushed": "2026-11-21T09:00:00+00:00",
                              "by_hand": "<sha256 of the card's hand-written part>",
                              "files": {"config.json": {"size": 720, "sha256": "...", "oid": "..."}}}},
     "collection": "someone/socratic-cot-6543"}

`oid` is git's blob SHA-1, by which the Hub names a file that is not in LFS; it is null for one that is.
"""

import json
import os
import tempfile
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any, get_args

from hubkit.errors import ManifestError
from hubkit.manifest import Kind

__all__ = ["LOCK_FILE", "Lock", "Locked", "LockedFile", "load_lock", "write_text"]

LOCK_FILE = "hub.lock"
_VERSION = 1


@dataclass(frozen=True)
class LockedFile:
    """A published file: `size` in bytes, `sha256` of its content, `oid` its git blob SHA-1 unless it is in LFS."""

    size: int
    sha256: str
    oid: str | None


@dataclass(frozen=True)
class Locked:
    """A published artefact. `revision` is the commit sha, `pushed` an ISO 8601 time, `by_hand` the SHA-256 of the
    card's hand-written part, "" for none."""

    kind: Kind
    repo_id: str
    revision: str
    tag: str | None
    pushed: str
    by_hand: str
    files: Mapping[str, LockedFile]


@dataclass(frozen=True)
class Lock:
    """The whole of hub.lock. `path` is where it lies; the file need not be there yet."""

    path: Path
    endpoint: str = ""
    artefacts: Mapping[str, Locked] = field(default_factory=dict)
    collection: str | None = None

    def having(self, name: str, locked: Locked, endpoint: str) -> "Lock":
        """A copy in which `name` is locked like this."""
        return replace(self, endpoint=endpoint, artefacts={**self.artefacts, name: locked})

    def get(self, name: str, repo_id: str, endpoint: str) -> Locked | None:
        """What is locked under this name, unless that was another repository or another Hub."""
        locked = self.artefacts.get(name)
        return locked if locked and locked.repo_id == repo_id and self.endpoint == endpoint else None

    def select(self, names: tuple[str, ...]) -> dict[str, Locked]:
        """The named artefacts, all when none is named; `ManifestError` for one that was never pushed."""
        if not self.artefacts:
            raise ManifestError(f"{self.path}: nothing was published yet; publish with: hubkit push")
        for name in names:
            if name not in self.artefacts:
                raise ManifestError(f"{self.path}: {name!r} was never pushed; it has {', '.join(self.artefacts)}")
        return {name: locked for name, locked in self.artefacts.items() if not names or name in names}

    def save(self) -> None:
        """Write the file in one step: a kill leaves the old one or the new one."""
        record = {
            "version": _VERSION,
            "endpoint": self.endpoint,
            "artefacts": {
                name: {**asdict(locked), "files": {path: asdict(file) for path, file in sorted(locked.files.items())}}
                for name, locked in sorted(self.artefacts.items())
            },
            "collection": self.collection,
        }
        write_text(self.path, json.dumps(record, indent=2) + "\n")


def load_lock(path: str | Path) -> Lock:
    """Read a hub.lock, an empty one when there is no such file. `ManifestError` for what hubkit did not write."""
    file = Path(path)
    if not file.is_file():
        return Lock(file)
    try:
        record = json.loads(file.read_text(encoding="utf-8"))
    except (json.JSONDecodeError, UnicodeDecodeError) as error:
        raise ManifestError(f"{file}: not JSON: {error}; restore it from version control") from error
    if not isinstance(record, dict) or record.get("version") != _VERSION:
        raise ManifestError(f"{file}: not a hub.lock of version {_VERSION}; restore it, or install the hubkit of it")
    try:
        artefacts = {name: _locked(entry) for name, entry in record["artefacts"].items()}
        return Lock(file, record["endpoint"], artefacts, record["collection"])
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise ManifestError(f"{file}: broken ({error!r}); restore it from version control") from error


def _locked(entry: dict[str, Any]) -> Locked:
    if entry["kind"] not in get_args(Kind):
        raise ValueError(f"kind {entry['kind']!r}")
    files = {path: LockedFile(**file) for path, file in entry["files"].items()}
    return Locked(**{**entry, "files": files})


def write_text(path: Path, text: str) -> None:
    """Write a file so that it is there in full or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
            file.write(text)
        # mkstemp makes it readable for its owner only
        os.chmod(name, 0o644)
        os.replace(name, path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise

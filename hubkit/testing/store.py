"""The loopback Hub's disk: repositories, commits and blobs as plain files, each written whole or not at all.

```
FOLDER/blobs/<2>/<sha1>        regular files, by their git blob id
FOLDER/lfs/<2>/<sha256>        LFS objects
FOLDER/cas/                    the Xet storage that the client itself writes (`casUrl: local://FOLDER/cas`)
FOLDER/commits/<2>/<id>.json   a commit: its parent, message, author, date and its complete list of files
FOLDER/repos/<id>.json         a repository: everything that can change, so one rename publishes a commit
FOLDER/collections.json
```

A commit writes its blobs, then itself, then its repository's file: a process killed in between leaves the old head and
some files that nothing points at.
"""

import hashlib
import json
import os
import re
import tempfile
import threading
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, BinaryIO
from urllib.parse import quote

from hubkit.testing.errors import entry_not_found, revision_not_found
from hubkit.testing.patterns import DEFAULT_ATTRIBUTES
from hubkit.testing.xet import XetStorage

__all__ = ["Commit", "Entry", "Repo", "Store", "git_blob_id", "now"]

_CHUNK_BYTES = 1 << 20


def now() -> str:
    """The time as the Hub writes it: UTC, milliseconds, `Z`."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S.%f")[:-3] + "Z"


def git_blob_id(content: bytes) -> str:
    """The id that git gives a file's content (hex SHA-1)."""
    return hashlib.sha1(b"blob %d\0" % len(content) + content, usedforsecurity=False).hexdigest()


def _pointer(sha256: str, size: int) -> bytes:
    return f"version https://git-lfs.github.com/spec/v1\noid sha256:{sha256}\nsize {size}\n".encode()


@dataclass(frozen=True)
class Entry:
    """One file of a commit: its git blob id (the pointer's if it is LFS), size in bytes, and the LFS object's hash."""

    oid: str
    size: int
    sha256: str | None = None

    @classmethod
    def lfs(cls, sha256: str, size: int) -> "Entry":
        return cls(git_blob_id(_pointer(sha256, size)), size, sha256)

    @property
    def pointer_size(self) -> int:
        return len(_pointer(self.sha256 or "", self.size))


@dataclass(frozen=True)
class Commit:
    """One commit. `title` is the first line of what `create_commit` was given, `message` its description."""

    id: str
    parent: str | None
    title: str
    message: str
    author: str
    date: str
    files: Mapping[str, Entry] = field(repr=False)


@dataclass
class Repo:
    """What can change about a repository. `refs` has full names: `refs/heads/main`, `refs/tags/v1`, `refs/pr/1`."""

    type: str
    id: str
    private: bool = False
    gated: str | bool = False
    created: str = field(default_factory=now)
    refs: dict[str, str] = field(default_factory=dict)
    lfs: dict[str, int] = field(default_factory=dict)
    tag_messages: dict[str, str] = field(default_factory=dict)
    discussions: list[dict[str, Any]] = field(default_factory=list)
    space: dict[str, Any] = field(default_factory=dict)

    @property
    def namespace(self) -> str:
        return self.id.split("/")[0]

    @property
    def url_path(self) -> str:
        """The path of its page, such as `/datasets/alice/steps`."""
        return f"/{self.id}" if self.type == "model" else f"/{self.type}s/{self.id}"


class Store:
    """Everything under one folder. Safe to use from several threads; `lock` holds a change together."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.lock = threading.RLock()
        self.xet = XetStorage(folder / "cas")
        self._commits: dict[str, Commit] = {}
        self._repos: dict[tuple[str, str], Repo] = {}
        for name in ("blobs", "lfs", "commits", "repos", "incoming"):
            (folder / name).mkdir(parents=True, exist_ok=True)
        for path in sorted((folder / "repos").glob("*.json")):
            repo = Repo(**json.loads(path.read_text(encoding="utf-8")))
            self._repos[repo.type, repo.id] = repo

    # ----- repositories

    def repos(self, kind: str) -> list[Repo]:
        """All of one type ("model", "dataset", "space"), newest first."""
        with self.lock:
            found = [repo for (one, _), repo in self._repos.items() if one == kind]
        return sorted(found, key=lambda repo: repo.created, reverse=True)

    def repo(self, kind: str, name: str) -> Repo | None:
        with self.lock:
            return self._repos.get((kind, name))

    def create(self, repo: Repo, author: str) -> Commit:
        """Adds a repository with its first commit, which holds `.gitattributes` and nothing else."""
        with self.lock:
            self._repos[repo.type, repo.id] = repo
            first = {".gitattributes": self.add_blob(DEFAULT_ATTRIBUTES[repo.type].encode())}
            return self.commit(repo, "refs/heads/main", first, title="initial commit", author=author)

    def delete(self, repo: Repo) -> None:
        with self.lock:
            del self._repos[repo.type, repo.id]
            self._repo_path(repo.type, repo.id).unlink()

    def move(self, repo: Repo, name: str) -> None:
        with self.lock:
            self.delete(repo)
            repo.id = name
            self._repos[repo.type, name] = repo
            self.save(repo)

    def save(self, repo: Repo) -> None:
        """Writes what can change about a repository. Everything that changes a `Repo` calls it."""
        with self.lock:
            self.write_json(self._repo_path(repo.type, repo.id), asdict(repo))

    def _repo_path(self, kind: str, name: str) -> Path:
        return self.folder / "repos" / f"{kind}--{quote(name, safe='')}.json"

    # ----- commits

    def commit(
        self,
        repo: Repo,
        ref: str,
        files: Mapping[str, Entry],
        *,
        title: str,
        message: str = "",
        author: str,
        parent: str | None = None,
        save: bool = True,
    ) -> Commit:
        """Makes `files` (all of them, not only what changed) the next commit of `ref`."""
        with self.lock:
            before = parent or repo.refs.get(ref)
            made = self.write_commit(before, title, message, author, files)
            repo.refs[ref] = made.id
            if save:
                self.save(repo)
            return made

    def write_commit(
        self,
        parent: str | None,
        title: str,
        message: str,
        author: str,
        files: Mapping[str, Entry],
        date: str | None = None,
    ) -> Commit:
        """Writes a commit that nothing points at yet."""
        content: dict[str, Any] = {
            "parent": parent,
            "title": title,
            "message": message,
            "author": author,
            "date": date or now(),
            "files": {path: asdict(files[path]) for path in sorted(files)},
        }
        text = json.dumps([content, os.urandom(8).hex()])  # two equal commits in one millisecond are two commits
        name = hashlib.sha1(text.encode(), usedforsecurity=False).hexdigest()
        self.write_json(self.folder / "commits" / name[:2] / f"{name}.json", content)
        return self.read_commit(name)

    def read_commit(self, name: str) -> Commit:
        """The commit of that full id. Raises FileNotFoundError."""
        with self.lock:
            found = self._commits.get(name)
            if found is None:
                path = self.folder / "commits" / name[:2] / f"{name}.json"
                content = json.loads(path.read_text(encoding="utf-8"))
                content["files"] = {path: Entry(**entry) for path, entry in content["files"].items()}
                found = self._commits[name] = Commit(id=name, **content)
            return found

    def history(self, head: str) -> list[Commit]:
        """A commit and all before it, newest first."""
        found: list[Commit] = []
        at: str | None = head
        while at is not None:
            found.append(self.read_commit(at))
            at = found[-1].parent
        return found

    def resolve(self, repo: Repo, revision: str) -> Commit:
        """The commit that a branch, tag, full reference, or (part of, at least 7 signs) a commit id means."""
        for ref in (f"refs/heads/{revision}", f"refs/tags/{revision}", revision):
            if ref in repo.refs:
                return self.read_commit(repo.refs[ref])
        if re.fullmatch("[0-9a-f]{7,40}", revision):
            for head in dict.fromkeys(repo.refs.values()):
                for commit in self.history(head):
                    if commit.id.startswith(revision):
                        return commit
        raise revision_not_found(revision)

    # ----- files

    def add_blob(self, content: bytes) -> Entry:
        """Keeps a regular file."""
        name = git_blob_id(content)
        path = self.blob_path(name)
        if not path.exists():
            self.write_bytes(path, content)
        return Entry(name, len(content))

    def blob_path(self, oid: str) -> Path:
        return self.folder / "blobs" / oid[:2] / oid

    def lfs_path(self, sha256: str) -> Path:
        return self.folder / "lfs" / sha256[:2] / sha256

    def add_lfs(self, repo: Repo, content: bytes) -> Entry:
        """Keeps a small LFS object, known to `repo`."""
        sha256 = hashlib.sha256(content).hexdigest()
        self.write_bytes(self.lfs_path(sha256), content)
        repo.lfs[sha256] = len(content)
        return Entry.lfs(sha256, len(content))

    def lfs_size(self, repo: Repo, sha256: str) -> int | None:
        """The size in bytes of an LFS object that a commit to `repo` may name, or None."""
        with self.lock:
            if sha256 in repo.lfs and self.lfs_path(sha256).exists():
                return repo.lfs[sha256]
        known = self.xet.find(sha256)
        return None if known is None else known.size

    def read(self, entry: Entry) -> bytes:
        """A file's content, all of it: for small files and for tests."""
        path = self.blob_path(entry.oid) if entry.sha256 is None else self.lfs_file(entry.sha256)
        return path.read_bytes()

    def lfs_file(self, sha256: str) -> Path:
        """An LFS object as a file; one that came over Xet is put together first. 404 if it is not there."""
        path = self.lfs_path(sha256)
        with self.lock:
            if not path.exists():
                known = self.xet.find(sha256)
                if known is None:
                    raise entry_not_found(sha256)
                work = self.incoming()
                with work.open("wb") as file:
                    file.writelines(self.xet.read(known))
                path.parent.mkdir(parents=True, exist_ok=True)
                work.replace(path)
        return path

    def join_lfs(self, repo: Repo, sha256: str, parts: Sequence[Path]) -> bool:
        """Keep an object that came in parts, which are used up; False, and nothing kept, if it has another hash."""
        whole, *rest = parts
        digest = hashlib.sha256()
        with whole.open("rb") as file:
            _feed(digest, file)
            size = file.tell()
        with whole.open("ab") as file:
            for part in rest:
                with part.open("rb") as more:
                    _feed(digest, more, file)
                    size += more.tell()
                part.unlink()
        if digest.hexdigest() != sha256:
            whole.unlink()
            return False
        with self.lock:
            path = self.lfs_path(sha256)
            path.parent.mkdir(parents=True, exist_ok=True)
            whole.replace(path)
            repo.lfs[sha256] = size
            self.save(repo)
        return True

    def flip(self, entry: Entry) -> None:
        """Change one bit of a stored file, wherever its bytes lie; its hashes stay what they were."""
        if entry.sha256 is None:
            _flip(self.blob_path(entry.oid))
            return
        if self.lfs_path(entry.sha256).exists():
            _flip(self.lfs_path(entry.sha256))
        if known := self.xet.find(entry.sha256):
            self.xet.flip(known)

    def incoming(self, content: bytes = b"") -> Path:
        """A new file on the same disk, to be moved to its place when it is whole."""
        handle, name = tempfile.mkstemp(dir=self.folder / "incoming")
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        return Path(name)

    def text(self, commit: Commit, path: str) -> str:
        """A small text file of a commit, "" if it has none of that name."""
        entry = commit.files.get(path)
        return "" if entry is None else self.read(entry).decode("utf-8", errors="replace")

    # ----- writing

    def write_bytes(self, path: Path, content: bytes) -> None:
        """Puts a file there in one step."""
        path.parent.mkdir(parents=True, exist_ok=True)
        os.replace(self.incoming(content), path)

    def write_json(self, path: Path, content: object) -> None:
        self.write_bytes(path, json.dumps(content, indent=1, ensure_ascii=False).encode("utf-8"))

    def lfs_users(self, sha256: str) -> Iterable[Repo]:
        """The repositories that know an LFS object."""
        with self.lock:
            return [repo for repo in self._repos.values() if sha256 in repo.lfs]


def _feed(digest: Any, source: BinaryIO, copy: BinaryIO | None = None) -> None:
    while chunk := source.read(_CHUNK_BYTES):
        digest.update(chunk)
        if copy is not None:
            copy.write(chunk)


def _flip(path: Path) -> None:
    with path.open("r+b") as file:
        file.seek(path.stat().st_size // 2)
        byte = file.read(1)
        file.seek(-1, os.SEEK_CUR)
        file.write(bytes([byte[0] ^ 1]))

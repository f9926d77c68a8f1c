"""What all routes of the loopback Hub share: who may do what, where things lie, and what the Hub offers."""

import json
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote

from hubkit.testing.errors import RefusedRequestError, repo_not_found
from hubkit.testing.routing import Call
from hubkit.testing.store import Commit, Repo, Store

__all__ = ["FEATURES", "State", "User", "may_write", "readable", "writable"]

FEATURES = frozenset({"collections", "pull-requests", "spaces", "tags", "validate-yaml", "xet"})
"""What a server may lack, see `LoopbackHub(features=...)`."""


@dataclass(frozen=True)
class User:
    """An account: its name, the organisations that it belongs to, and whether its token may write."""

    name: str
    organisations: tuple[str, ...] = ()
    writes: bool = True

    @property
    def namespaces(self) -> tuple[str, ...]:
        """Where its repositories may be."""
        return (self.name, *self.organisations)


@dataclass
class State:
    """One loopback Hub. `users` by token; `stages` are the states that a Space takes in turn, by its id."""

    store: Store
    users: Mapping[str, User]
    features: frozenset[str]
    part_bytes: int
    endpoint: str = ""
    files_endpoint: str = ""
    collections: dict[str, dict[str, Any]] = field(default_factory=dict)
    stages: dict[str, list[str]] = field(default_factory=dict)
    logs: dict[str, list[str]] = field(default_factory=dict)
    lock: threading.RLock = field(default_factory=threading.RLock)

    def __post_init__(self) -> None:
        if self._collections.is_file():
            self.collections.update(json.loads(self._collections.read_text(encoding="utf-8")))

    @property
    def _collections(self) -> Path:
        return self.store.folder / "collections.json"

    def save_collections(self) -> None:
        """Write what `collections` says."""
        self.store.write_json(self._collections, self.collections)

    def url(self, repo: Repo) -> str:
        """The address of a repository's page."""
        return f"{self.endpoint}{repo.url_path}"

    def commit_url(self, repo: Repo, commit: Commit) -> str:
        """The address of a commit's page."""
        return f"{self.url(repo)}/commit/{commit.id}"

    def refresh_url(self, repo: Repo, commit: Commit) -> str:
        """Where a client gets a token to read a commit's files over Xet."""
        return f"{self.endpoint}/api/{repo.type}s/{quote(repo.id)}/xet-read-token/{commit.id}"


def may_write(call: Call, namespace: str) -> None:
    """Refuses everybody but those whose token may write there."""
    if call.user is None:
        raise RefusedRequestError(401, "Invalid username or password.")
    if not call.user.writes or namespace not in call.user.namespaces:
        raise RefusedRequestError(
            403,
            f"Forbidden: you don't have the rights to write under the namespace {namespace!r}, or your token is "
            "read-only.",
        )


def readable(call: Call) -> Repo:
    """The repository in the path, if it is there and may be seen."""
    repo = call.state.store.repo(call.kind, call.parts["id"])
    if repo is None or (repo.private and (call.user is None or repo.namespace not in call.user.namespaces)):
        raise repo_not_found(call.user is not None)
    return repo


def writable(call: Call) -> Repo:
    """The repository in the path, if it may be changed."""
    repo = readable(call)
    may_write(call, repo.namespace)
    return repo

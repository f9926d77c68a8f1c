"""Take a push back: one new commit whose tree is that of an older one. Nothing is lost, the history stays.

rollback(remote, lock, "solver")                    # to the commit before the head
rollback(remote, lock, "solver", to="v1")           # to a tag or a commit sha
"""

import tempfile
import uuid
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from huggingface_hub import CommitOperationCopy, CommitOperationDelete

from hubkit.errors import MismatchError, RemoteError
from hubkit.lock import Lock, Locked, LockedFile
from hubkit.manifest import Kind
from hubkit.remote import Remote
from hubkit.remote_reading import RemoteFile
from hubkit.staging import CARD_FILE, hand_hash, hash_file

__all__ = ["Rollback", "plan_rollback", "rollback"]


@dataclass(frozen=True)
class Rollback:
    """What a rollback would do: the head now, the commit whose tree comes back, and the files that change."""

    name: str
    kind: Kind
    repo_id: str
    head: str
    target: str
    restored: tuple[str, ...]
    deleted: tuple[str, ...]


def plan_rollback(remote: Remote, locked: Locked, name: str, to: str | None = None) -> Rollback:
    """Look what a rollback would change. `to` is a tag or a commit sha, default the commit before the head."""
    kind, repo_id = locked.kind, locked.repo_id
    history = [sha for sha, _, _ in remote.commits(kind, repo_id)]
    if to is None and len(history) < 2:
        raise RemoteError(f"{repo_id}: its first commit is its only one; there is nothing to go back to")
    target = history[1] if to is None else remote.head(kind, repo_id, to)
    if target is None:
        raise RemoteError(f"{repo_id}: there is no such repository any more; see: hubkit status")
    head = history[0]
    before, now = remote.tree(kind, repo_id, target), remote.tree(kind, repo_id, head)
    restored = [path for path, file in before.items() if path not in now or now[path].oid != file.oid]
    return Rollback(
        name,
        kind,
        repo_id,
        head,
        target,
        tuple(sorted(restored)),
        tuple(sorted(path for path in now if path not in before)),
    )


def rollback(remote: Remote, lock: Lock, planned: Rollback, *, say: Callable[[str], None] = lambda line: None) -> Lock:
    """Carry a rollback out, verify it, and write hub.lock; the new lock.

    Raises `MovedError` when somebody else's commit came in between, `MismatchError` if the tree is not the old one.
    """
    kind, repo_id = planned.kind, planned.repo_id
    if not planned.restored and not planned.deleted:
        say(f"{planned.name}: already as at {planned.target[:8]}")
        revision = planned.head
    else:
        made = remote.commit(
            kind,
            repo_id,
            [
                *(CommitOperationCopy(path, path, src_revision=planned.target) for path in planned.restored),
                *(CommitOperationDelete(path, is_folder=False) for path in planned.deleted),
            ],
            parent=planned.head,
            message=f"Roll back to {planned.target[:8]} with hubkit",
            mark=f"hubkit rollback {uuid.uuid4()}",
        )
        revision = made.sha
    there = remote.tree(kind, repo_id, revision)
    wanted = remote.tree(kind, repo_id, planned.target)
    if {path: file.oid for path, file in there.items()} != {path: file.oid for path, file in wanted.items()}:
        raise MismatchError(
            f"{repo_id}: commit {revision[:8]} is not the tree of {planned.target[:8]}; look at it there"
        )
    say(f"{planned.name}: commit {revision[:8]} has the files of {planned.target[:8]}, verified")
    locked = _relock(remote, lock.artefacts[planned.name], revision, there)
    lock = lock.having(planned.name, locked, remote.endpoint)
    lock.save()
    return lock


def _relock(remote: Remote, locked: Locked, revision: str, there: dict[str, RemoteFile]) -> Locked:
    """The lock's entry for a restored commit. A file outside LFS is fetched: the Hub does not keep its SHA-256."""
    files: dict[str, LockedFile] = {}
    by_hand = ""
    for path, file in there.items():
        if path == ".gitattributes":  # the Hub's own
            continue
        if file.sha256:
            files[path] = LockedFile(file.size, file.sha256, None)
            continue
        with tempfile.TemporaryDirectory(prefix="hubkit-") as folder:
            fetched = remote.download(locked.kind, locked.repo_id, revision, path, Path(folder))
            files[path] = LockedFile(file.size, hash_file(fetched), file.oid)
            if path == CARD_FILE:
                by_hand = hand_hash(fetched.read_bytes().decode("utf-8"))
    return replace(
        locked,
        revision=revision,
        tag=None,
        pushed=datetime.now(UTC).isoformat(timespec="seconds"),
        by_hand=by_hand,
        files=files,
    )

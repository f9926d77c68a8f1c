"""Where every artefact stands: on the Hub, in hub.lock, and in its folder.

for row in status(manifest, lock, remote): print(row.name, row.state)
"""

from dataclasses import dataclass

from hubkit.errors import RemoteError
from hubkit.lock import Lock, Locked
from hubkit.manifest import Artefact, Kind, Manifest
from hubkit.remote import Remote
from hubkit.staging import CARD_FILE, hash_file

__all__ = ["Status", "status"]


@dataclass(frozen=True)
class Status:
    """One artefact. `head` is the Hub's commit, `locked` that of hub.lock; `state` says in words how they stand;
    `changed` are files of the folder that differ from the lock; `stage` is a Space's, as the Hub names it."""

    name: str
    kind: Kind
    repo_id: str
    head: str | None
    locked: str | None
    tag: str | None
    state: str
    changed: tuple[str, ...]
    stage: str | None


def status(manifest: Manifest, lock: Lock, remote: Remote, names: tuple[str, ...] = ()) -> list[Status]:
    """Ask the Hub and compare; nothing is rendered and nothing is written. `RemoteError` when it cannot be asked."""
    return [_status(artefact, lock, remote) for artefact in manifest.select(names)]


def _status(artefact: Artefact, lock: Lock, remote: Remote) -> Status:
    locked = lock.get(artefact.name, artefact.repo_id, remote.endpoint)
    head = remote.head(artefact.kind, artefact.repo_id)
    changed = _changed(artefact, locked) if locked else ()
    if head is None:
        state = "not on the Hub" if locked is None else "gone from the Hub"
    elif locked is None:
        state = "on the Hub, never pushed from here"
    elif head != locked.revision:
        state = "the Hub has newer commits than hub.lock"
    elif changed:
        state = "the folder has changed"
    else:
        state = "published"
    stage = None
    if artefact.kind == "space" and head is not None:
        try:
            runtime = remote.ask(
                artefact.repo_id, lambda: remote.api.get_space_runtime(artefact.repo_id), optional="the state of Spaces"
            )
            stage = str(runtime.stage)
        except RemoteError as error:
            stage = str(error)
    return Status(
        artefact.name,
        artefact.kind,
        artefact.repo_id,
        head,
        locked.revision if locked else None,
        locked.tag if locked else None,
        state,
        changed,
        stage,
    )


def _changed(artefact: Artefact, locked: Locked) -> tuple[str, ...]:
    """The locked files that the folder has otherwise or not at all, without those that hubkit makes itself."""
    changed = []
    for path, file in locked.files.items():
        if path == CARD_FILE or path.startswith(".eval_results/"):
            continue
        package, _, rest = path.partition("/")
        roots = {root.name: root for root in artefact.packages}
        here = roots[package] / rest if package in roots and rest else artefact.folder / path
        if not here.is_file() or here.stat().st_size != file.size or hash_file(here) != file.sha256:
            changed.append(path)
    return tuple(changed)

"""Fetch exactly what hub.lock says: its commits, every file checked by hash. Works offline from the cache.

folders = pull(remote, lock.select(("solver",)))          # in huggingface_hub's cache
folders = pull(remote, lock.select(()), to=Path("pulled"))  # copied to pulled/<name>
"""

import os
import shutil
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

from huggingface_hub import snapshot_download

from hubkit.errors import HubkitError, ManifestError, MismatchError, RemoteError
from hubkit.lock import Locked
from hubkit.remote import Remote
from hubkit.staging import hash_file

__all__ = ["pull"]


def pull(
    remote: Remote,
    locked: Mapping[str, Locked],
    *,
    to: Path | None = None,
    offline: bool = False,
    say: Callable[[str], None] = lambda line: None,
) -> dict[str, Path]:
    """The folder of every artefact: its snapshot in the cache, or `to`/name, which must be new or empty.

    A file whose hash is wrong is taken out of the cache and raises `MismatchError`: the next pull fetches it anew.
    `RemoteError` when something is neither in the cache nor to be had.
    """
    if to is not None:
        for name in locked:
            if (to / name).exists() and any((to / name).iterdir()):
                raise ManifestError(f"{to / name}: there is something already; name another folder, or move it away")
    folders = {}
    for name, entry in locked.items():
        snapshot = _snapshot(remote, name, entry, offline)
        _check(snapshot, name, entry)
        folders[name] = snapshot if to is None else _copy(snapshot, to / name, entry)
        say(f"{name}: {entry.repo_id} at {entry.revision[:8]}, {len(entry.files)} files, verified: {folders[name]}")
    return folders


def _snapshot(remote: Remote, name: str, entry: Locked, offline: bool) -> Path:
    try:
        return Path(
            remote.ask(
                entry.repo_id,
                lambda: snapshot_download(
                    entry.repo_id,
                    repo_type=entry.kind,
                    revision=entry.revision,
                    allow_patterns=list(entry.files),
                    endpoint=remote.endpoint,
                    token=remote.token or False,
                    local_files_only=offline,
                ),
            )
        )
    except RemoteError as error:
        if offline:
            raise RemoteError(
                f"{name}: {entry.repo_id} at {entry.revision[:8]} is not whole in the cache; pull it online"
            ) from error
        raise


def _check(snapshot: Path, name: str, entry: Locked) -> None:
    wrong = []
    for path, file in entry.files.items():
        cached = snapshot / path
        if not cached.is_file():
            wrong.append(f"{path} is missing")
        elif cached.stat().st_size != file.size or hash_file(cached) != file.sha256:
            _evict(cached)
            wrong.append(f"{path} has other bytes")
    if wrong:
        raise MismatchError(
            f"{name}: {entry.repo_id} at {entry.revision[:8]} is not what hub.lock says: {', '.join(wrong)}. It was "
            "taken out of the cache; pull again, and if it stays wrong, ask who may write there"
        )


def _evict(cached: Path) -> None:
    """Remove a file from the cache together with the blob that its name links to, which the client would use again."""
    while cached.is_symlink():
        target = cached.parent / os.readlink(cached)
        cached.unlink()
        cached = target
    cached.unlink(missing_ok=True)


def _copy(snapshot: Path, folder: Path, entry: Locked) -> Path:
    """Copy the locked files; the folder is there in full or not at all."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    work = Path(tempfile.mkdtemp(dir=folder.parent, prefix=f".{folder.name}."))
    try:
        for path in entry.files:
            (work / path).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(snapshot / path, work / path)
        work.chmod(0o755)
        if folder.exists():
            folder.rmdir()
        work.rename(folder)
    except OSError as error:
        raise HubkitError(f"{folder}: cannot be written: {error}") from error
    finally:
        shutil.rmtree(work, ignore_errors=True)
    return folder

"""Is what the Hub hands out what was published? Every file of the locked commit is fetched and hashed.

for report in verify(remote, lock.select(())): print(report.name, report.problems)
"""

import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from hubkit.lock import Locked, LockedFile
from hubkit.remote import Remote
from hubkit.remote_reading import RemoteFile
from hubkit.staging import hash_file

__all__ = ["Report", "same", "verify"]


@dataclass(frozen=True)
class Report:
    """What was found for one artefact: `files` checked, `bytes_read` fetched, and a line for each problem."""

    name: str
    repo_id: str
    revision: str
    files: int
    bytes_read: int
    problems: tuple[str, ...]


def verify(
    remote: Remote, locked: Mapping[str, Locked], *, quick: bool = False, say: Callable[[str], None] = lambda line: None
) -> list[Report]:
    """Compare every locked file with the Hub's. `quick` compares the hashes that the Hub keeps and fetches nothing.

    huggingface_hub 2.4 checks the size of a download and not its hash, so that a changed byte would go unseen.
    Raises `RemoteError` when the Hub cannot be asked; differences are problems in the reports.
    """
    reports = []
    for name, entry in locked.items():
        say(f"{name}: {'hashes' if quick else 'reading'} {entry.repo_id} at {entry.revision[:8]}")
        problems: list[str] = []
        bytes_read = 0
        there = remote.tree(entry.kind, entry.repo_id, entry.revision)
        for path, file in entry.files.items():
            if path not in there:
                problems.append(f"{path}: not in the commit")
            elif not same(file, there[path]):
                problems.append(f"{path}: the Hub's hash is not the one in hub.lock")
            elif not quick:
                with tempfile.TemporaryDirectory(prefix="hubkit-") as folder:
                    fetched = remote.download(entry.kind, entry.repo_id, entry.revision, path, Path(folder))
                    bytes_read += fetched.stat().st_size
                    if hash_file(fetched) != file.sha256:
                        problems.append(f"{path}: the bytes that came are not those of hub.lock")
        reports.append(Report(name, entry.repo_id, entry.revision, len(entry.files), bytes_read, tuple(problems)))
    return reports


def same(file: LockedFile, remote: RemoteFile) -> bool:
    """Whether the Hub's own hash of a file is the locked one."""
    return file.sha256 == remote.sha256 if remote.sha256 else file.oid == remote.oid

"""What a push would change, for every artefact, without writing anything.

    plan = make_plan(manifest, lock, remote, names=("solver",))
    plan.artefacts[0].plan.changes, plan.artefacts[0].plan.refusals

A saved plan holds the remote head and the local hashes; `check_saved` refuses when either has moved.
"""

import difflib
import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any, Literal

from hubkit.cards import PENDING, Pin
from hubkit.errors import ManifestError, MovedError, Refusal, UnsupportedError
from hubkit.lock import Lock, Locked, write_text
from hubkit.manifest import Artefact, Kind, Manifest
from hubkit.remote import Remote
from hubkit.remote_reading import RemoteFile
from hubkit.staging import CARD_FILE, Staged, stage

__all__ = [
    "ArtefactPlan",
    "Change",
    "Plan",
    "Prepared",
    "check_saved",
    "compare",
    "make_plan",
    "pins_of",
    "prepare",
    "read_plan",
]

Difference = Literal["added", "changed", "unchanged", "removed", "kept"]
"""`removed` files were published by hubkit and are gone from the folder; `kept` ones were never hubkit's."""

_VERSION = 1


@dataclass(frozen=True)
class Change:
    """One file of the repository.

    Sizes in bytes, None where there is no such file; `mode` is how the Hub takes it, "" where nothing is sent or the
    repository is still to be created; `theirs` says that somebody else changed it on the Hub since the last push.
    """

    path: str
    difference: Difference
    size: int | None
    remote_size: int | None
    mode: str = ""
    theirs: bool = False


@dataclass(frozen=True)
class ArtefactPlan:
    """What a push would do to one repository. `head` is its commit now, None where it would be created; `local` the
    SHA-256 of every file that would be there; `card_diff` a unified diff, "" where the card stays."""

    name: str
    kind: Kind
    repo_id: str
    head: str | None
    private: bool
    changes: tuple[Change, ...]
    local: Mapping[str, str]
    card_diff: str = ""
    refusals: tuple[Refusal, ...] = ()
    left_out: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    variables: Mapping[str, str] = field(default_factory=dict)

    @property
    def sent(self) -> tuple[Change, ...]:
        """The files whose content would be sent."""
        return tuple(change for change in self.changes if change.difference in ("added", "changed"))

    @property
    def commits(self) -> bool:
        """Whether a push would make a commit."""
        return any(change.difference in ("added", "changed", "removed") for change in self.changes)

    @property
    def bytes_sent(self) -> int:
        """Bytes of the files whose content would be sent."""
        return sum(change.size or 0 for change in self.sent)


@dataclass(frozen=True)
class Prepared:
    """An artefact's plan, and what it was made from."""

    plan: ArtefactPlan
    staged: Staged
    remote_files: Mapping[str, RemoteFile]
    pins: Mapping[str, Pin]


@dataclass(frozen=True)
class Plan:
    """The plans of several artefacts, in the order of pushing."""

    endpoint: str
    artefacts: tuple[Prepared, ...]

    @property
    def refusals(self) -> dict[str, tuple[Refusal, ...]]:
        """What is refused, by artefact."""
        return {item.plan.name: item.plan.refusals for item in self.artefacts if item.plan.refusals}

    def to_json(self) -> dict[str, Any]:
        """The plan as `hubkit plan --format json` prints it and `--save` keeps it."""
        return {
            "version": _VERSION,
            "endpoint": self.endpoint,
            "artefacts": [
                {**asdict(item.plan), "commits": item.plan.commits, "bytes_sent": item.plan.bytes_sent}
                for item in self.artefacts
            ],
        }

    def save(self, path: Path) -> None:
        """Write the plan so that `hubkit push --plan` can hold the world to it."""
        write_text(path, json.dumps(self.to_json(), indent=2) + "\n")


def make_plan(
    manifest: Manifest,
    lock: Lock,
    remote: Remote,
    names: tuple[str, ...] = (),
    *,
    private: bool = False,
    tag: str | None = None,
    revisions: Mapping[str, str] | None = None,
    progress: Callable[[str], None] = lambda line: None,
) -> Plan:
    """Look at folders and Hub and say what a push of the named artefacts (all: none named) would change.

    `revisions` gives the branch or pull request to compare with, by artefact (default main). Raises `RemoteError` when
    the Hub cannot say, `ManifestError` for a folder that is not there.
    """
    prepared: list[Prepared] = []
    pending: set[str] = set()
    for artefact in manifest.select(names):
        progress(f"{artefact.name}: reading {artefact.folder}")
        pins = pins_of(artefact, manifest, lock, remote, pending)
        revision = (revisions or {}).get(artefact.name, "main")
        item = prepare(artefact, lock, remote, pins=pins, private=private, tag=tag, revision=revision)
        prepared.append(item)
        if item.plan.commits:
            pending.add(artefact.name)
    return Plan(remote.endpoint, tuple(prepared))


def pins_of(
    artefact: Artefact,
    manifest: Manifest,
    lock: Lock,
    remote: Remote,
    pending: set[str],
    pushed: Mapping[str, str] | None = None,
) -> dict[str, Pin]:
    """The models that an artefact refers to, each with the commit it is pinned at: the one that this push made, else
    the locked one, else the head; `PENDING` for one that this push is still to change."""
    pins: dict[str, Pin] = {}
    for name in filter(None, (artefact.decomposer, *artefact.variables.values())):
        other = manifest.artefacts[name]
        locked = lock.get(name, other.repo_id, remote.endpoint)
        if name in (pushed or {}):
            revision: str | None = (pushed or {})[name]
        elif name in pending:
            revision = PENDING
        else:
            revision = locked.revision if locked else remote.head(other.kind, other.repo_id)
        if revision is None:
            raise ManifestError(f"{artefact.name} needs {name!r}, which was never pushed; push both: hubkit push")
        pins[name] = Pin(other.repo_id, revision)
    return pins


def prepare(
    artefact: Artefact,
    lock: Lock,
    remote: Remote,
    *,
    pins: Mapping[str, Pin],
    private: bool = False,
    tag: str | None = None,
    revision: str = "main",
) -> Prepared:
    """Stage one artefact and compare it with the repository."""
    kind, repo_id = artefact.kind, artefact.repo_id
    private = private or artefact.private
    locked = lock.get(artefact.name, repo_id, remote.endpoint)
    repository = remote.repository(kind, repo_id, revision)
    head = repository.head if repository else None
    there = remote.tree(kind, repo_id, head) if head else {}
    remote_card = remote.read_text(kind, repo_id, head, CARD_FILE) if head and CARD_FILE in there else None
    staged = stage(artefact, pins=pins, remote_card=remote_card, locked=locked, endpoint=remote.endpoint)
    refusals, notes = list(staged.refusals), []
    if repository and repository.private != private:
        if private:
            refusals.append(
                Refusal("", f"{repo_id} is public, but is meant to be private", "make it private in its settings first")
            )
        else:
            notes.append(f"{repo_id} is private; make it public in its settings when it should be seen")
    changes = compare(staged, there, locked)
    if head and locked is None and any(change.difference == "changed" for change in changes):
        notes.append(f"{repo_id} is there already, and hub.lock does not know it: files that differ are replaced")
    if tag and head and (tagged := remote.tags(kind, repo_id).get(tag)):
        unchanged = all(change.difference in ("unchanged", "kept") for change in changes)
        if tagged != head or not unchanged:
            refusals.append(
                Refusal("", f"tag {tag!r} is on commit {tagged[:8]} already", "choose another --tag for this version")
            )
    try:
        for error in remote.card_errors(kind, staged.card):
            refusals.append(Refusal(CARD_FILE, f"the Hub refuses its front matter: {error}", "mend the metadata"))
    except UnsupportedError as error:
        notes.append(str(error))
    sent = [staged.files[change.path].upload for change in changes if change.difference in ("added", "changed")]
    modes = remote.upload_modes(kind, repo_id, sent) if head and sent else {}
    changes = tuple(replace(change, mode=modes.get(change.path, "")) for change in changes)
    return Prepared(
        ArtefactPlan(
            name=artefact.name,
            kind=kind,
            repo_id=repo_id,
            head=head,
            private=private,
            changes=changes,
            local={path: file.sha256 for path, file in staged.files.items()},
            card_diff=_diff(remote_card or "", staged.card),
            refusals=tuple(refusals),
            left_out=staged.left_out,
            notes=tuple(notes),
            variables={key: f"{pins[name].repo_id}@{pins[name].revision}" for key, name in artefact.variables.items()},
        ),
        staged,
        there,
        pins,
    )


def read_plan(path: Path) -> dict[str, Any]:
    """A plan that `Plan.save` wrote; `ManifestError` for anything else."""
    try:
        record = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ManifestError(f"{path}: cannot be read as a plan ({error}); make one with: hubkit plan --save") from error
    if (
        not isinstance(record, dict)
        or record.get("version") != _VERSION
        or not isinstance(record.get("artefacts"), list)
        or not all(isinstance(item, dict) and {"name", "head", "local"} <= item.keys() for item in record["artefacts"])
    ):
        raise ManifestError(f"{path}: not a plan of this hubkit; make one with: hubkit plan --save")
    return record


def check_saved(saved: Mapping[str, Any], plan: Plan) -> None:
    """Raise `MovedError` unless folders and Hub are as they were when `saved` was made."""
    if saved["endpoint"] != plan.endpoint:
        raise MovedError(f"the plan was made for {saved['endpoint']}, this is {plan.endpoint}; plan again")
    before = {item["name"]: item for item in saved["artefacts"]}
    for item in plan.artefacts:
        now = item.plan
        then = before.get(now.name)
        if then is None:
            raise MovedError(f"{now.name}: not in the saved plan; plan again, or name only what it has")
        if then["head"] != now.head:
            raise MovedError(
                f"{now.repo_id}: its head was {_short(then['head'])} when the plan was made and is {_short(now.head)} "
                "now; nothing was sent. Look at what changed with: hubkit plan"
            )
        for path in sorted({*then["local"], *now.local}):
            if then["local"].get(path) != now.local.get(path):
                raise MovedError(
                    f"{now.name}: {path} is not what it was when the plan was made; nothing was sent. Plan again"
                )


def compare(staged: Staged, there: Mapping[str, RemoteFile], locked: Locked | None) -> tuple[Change, ...]:
    """Every file of the folder and of the repository, and how the two differ."""
    changes = []
    for path in sorted({*staged.files, *there}):
        file, remote = staged.files.get(path), there.get(path)
        last = locked.files.get(path) if locked else None
        if remote is None:
            assert file is not None
            changes.append(Change(path, "added", file.size, None))
            continue
        moved = last is not None and (remote.sha256 or remote.oid) != (last.oid or last.sha256)
        if file is None:
            # Only what hubkit put there, and nobody changed since, is hubkit's to take away.
            ours = last is not None and not moved
            changes.append(Change(path, "removed" if ours else "kept", None, remote.size))
        elif file.equals(remote):
            changes.append(Change(path, "unchanged", file.size, remote.size))
        else:
            # The card is merged: what somebody wrote there stays.
            theirs = path != CARD_FILE and (moved or (locked is not None and last is None))
            changes.append(Change(path, "changed", file.size, remote.size, theirs=theirs))
    return tuple(changes)


def _diff(before: str, after: str) -> str:
    return "".join(
        line if line.endswith("\n") else f"{line}\n"
        for line in difflib.unified_diff(
            before.splitlines(keepends=True), after.splitlines(keepends=True), "on the Hub", "after the push"
        )
    )


def _short(head: str | None) -> str:
    return head[:8] if head else "none (no repository)"

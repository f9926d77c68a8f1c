"""Publishing: one commit a repository, verified by hash, tagged; then the Space, the collection and hub.lock.

    plan = make_plan(manifest, lock, remote)
    outcome = push(manifest, lock, remote, plan)
    outcome.pushed["solver"].revision

Nothing depends on a push having run to its end: what is on the Hub is compared again each time, so after a kill the
next push does what is missing. hub.lock is written after every artefact.
"""

import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from huggingface_hub import CommitOperationDelete

from hubkit.collections import update_collection
from hubkit.errors import HubkitError, MismatchError, MovedError, RefusedError, RemoteError, UnsupportedError
from hubkit.lock import Lock, Locked
from hubkit.manifest import Artefact, Manifest
from hubkit.plan import Plan, Prepared, compare, pins_of, prepare
from hubkit.remote import Commit, Remote, Upload
from hubkit.remote_reading import RemoteFile
from hubkit.spaces import space_sdk, update_space
from hubkit.staging import Staged

__all__ = ["Outcome", "Pushed", "push"]


@dataclass(frozen=True)
class Pushed:
    """One artefact after a push. `committed` is False where nothing had changed; `files` and `bytes_sent` count what
    was sent; `pull_request` is its address when there is one."""

    name: str
    repo_id: str
    revision: str
    committed: bool
    files: int
    bytes_sent: int
    pull_request: str | None = None


@dataclass(frozen=True)
class Outcome:
    """A whole push. `notes` are services that the server lacks; `failures` what did not work after the artefacts were
    published (a Space that does not build, a collection)."""

    lock: Lock
    pushed: Mapping[str, Pushed] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    failures: tuple[str, ...] = ()


def push(
    manifest: Manifest,
    lock: Lock,
    remote: Remote,
    plan: Plan,
    *,
    private: bool = False,
    tag: str | None = None,
    as_pull_request: bool = False,
    overwrite: bool = False,
    wait_for_space: float = 900.0,
    say: Callable[[str], None] = lambda line: None,
) -> Outcome:
    """Carry out a plan.

    `overwrite` also replaces files that somebody else changed on the Hub since the last push; `wait_for_space` is in
    seconds, 0 does not wait. Raises `RefusedError` before anything is sent; `MovedError` when somebody else's commit
    came in between; `MismatchError` when the Hub does not hold what was sent; `RemoteError` when it fails. What was
    published before is in hub.lock then, and the next push goes on from there.
    """
    if plan.refusals:
        raise RefusedError(plan.refusals)
    if not overwrite:
        _refuse_overwriting(plan)
    if as_pull_request and (missing := [item.plan.repo_id for item in plan.artefacts if item.plan.head is None]):
        raise RemoteError(f"{missing[0]}: no pull request without a repository; push it once without --pr")
    pushed: dict[str, Pushed] = {}
    notes: list[str] = []
    failures: list[str] = []
    for planned in plan.artefacts:
        artefact = planned.staged.artefact
        pins = pins_of(artefact, manifest, lock, remote, set(), {name: done.revision for name, done in pushed.items()})
        item = planned
        if pins != item.pins:  # what it refers to has only now got its commit
            item = prepare(artefact, lock, remote, pins=pins, private=private, tag=tag)
            if item.plan.head != planned.plan.head:
                raise MovedError(f"{artefact.repo_id}: somebody else's commit came in between; look at: hubkit plan")
            if item.plan.refusals:
                raise RefusedError({artefact.name: item.plan.refusals})
        if as_pull_request:
            pushed[artefact.name] = _propose(artefact, lock, remote, item, say)
            continue
        done, there = _publish(artefact, lock, remote, item, say)
        pushed[artefact.name] = done
        before = lock.get(artefact.name, artefact.repo_id, remote.endpoint)
        if tag:
            try:
                remote.tag(artefact.kind, artefact.repo_id, tag, done.revision)
            except UnsupportedError as error:
                notes.append(str(error))
        lock = lock.having(
            artefact.name,
            _locked(item.staged, there, done.revision, tag or (before.tag if before else None)),
            remote.endpoint,
        )
        lock.save()
        if artefact.kind == "space":
            variables = {key: f"{pins[name].repo_id}@{pins[name].revision}" for key, name in artefact.variables.items()}
            update_space(remote, artefact.repo_id, variables, done.committed, wait_for_space, say, notes, failures)
    if manifest.collection and not as_pull_request:
        lock = _collect(manifest, lock, remote, private, notes, failures)
    return Outcome(lock, pushed, tuple(dict.fromkeys(notes)), tuple(failures))


def _refuse_overwriting(plan: Plan) -> None:
    for item in plan.artefacts:
        if theirs := [change.path for change in item.plan.changes if change.theirs]:
            raise MovedError(
                f"{item.plan.repo_id}: {', '.join(theirs)} changed on the Hub since the last push; nothing was sent. "
                "Take it into the folder, or replace it with: hubkit push --overwrite"
            )


def _publish(
    artefact: Artefact, lock: Lock, remote: Remote, item: Prepared, say: Callable[[str], None]
) -> tuple[Pushed, Mapping[str, RemoteFile]]:
    """Create the repository and commit, where needed; what was done, and the files of that commit."""
    head = item.plan.head
    changes = item.plan.changes
    if head is None:
        sdk = space_sdk(item.staged.card) if artefact.kind == "space" else None
        remote.create(artefact.kind, artefact.repo_id, private=item.plan.private, space_sdk=sdk)
        say(f"{artefact.name}: created {artefact.repo_id}")
        if (head := remote.head(artefact.kind, artefact.repo_id)) is None:
            raise RemoteError(f"{artefact.repo_id}: created, but the Hub does not know it; run the command again")
        changes = compare(item.staged, remote.tree(artefact.kind, artefact.repo_id, head), None)
    created = replace(item, plan=replace(item.plan, changes=changes))
    if not created.plan.commits:
        # The locked commit holds the same files: keep it, and with it the pins of what refers to it.
        locked = lock.get(artefact.name, artefact.repo_id, remote.endpoint)
        same = locked is not None and _hashes(locked) == created.plan.local
        revision = locked.revision if same and locked is not None else head
        say(f"{artefact.name}: unchanged at {revision[:8]}")
        return Pushed(artefact.name, artefact.repo_id, revision, False, 0, 0), item.remote_files
    made = _commit(artefact, remote, created, parent=head)
    there = _check_arrived(artefact, remote, created.staged, made.sha)
    sent = created.plan.sent
    say(f"{artefact.name}: {len(sent)} files, {created.plan.bytes_sent:,} bytes, commit {made.sha[:8]}, verified")
    return Pushed(artefact.name, artefact.repo_id, made.sha, True, len(sent), created.plan.bytes_sent), there


def _propose(
    artefact: Artefact,
    lock: Lock,
    remote: Remote,
    item: Prepared,
    say: Callable[[str], None],
) -> Pushed:
    """The same as a pull request: the open one of an earlier push goes on, otherwise a new one is opened."""
    if not item.plan.commits or item.plan.head is None:
        say(f"{artefact.name}: unchanged, no pull request")
        return Pushed(artefact.name, artefact.repo_id, item.plan.head or "", False, 0, 0)
    number = remote.open_pull_request(artefact.kind, artefact.repo_id, _title(artefact))
    if number is None:
        made = _commit(artefact, remote, item, parent=item.plan.head, create_pr=True)
    else:
        revision = f"refs/pr/{number}"
        head = remote.head(artefact.kind, artefact.repo_id, revision)
        if head is None:
            raise RemoteError(f"{artefact.repo_id}: pull request {number} vanished; run the command again")
        there = remote.tree(artefact.kind, artefact.repo_id, head)
        locked = lock.get(artefact.name, artefact.repo_id, remote.endpoint)
        item = replace(item, plan=replace(item.plan, changes=compare(item.staged, there, locked)))
        url = f"{remote.endpoint}/{artefact.url_path}/discussions/{number}"
        if item.plan.commits:
            made = replace(_commit(artefact, remote, item, parent=head, revision=revision), pull_request=url)
        else:
            say(f"{artefact.name}: pull request {url} has it already")
            return Pushed(artefact.name, artefact.repo_id, head, False, 0, 0, url)
    _check_arrived(artefact, remote, item.staged, made.sha)
    say(f"{artefact.name}: {len(item.plan.sent)} files, {item.plan.bytes_sent:,} bytes, {made.pull_request}")
    return Pushed(
        artefact.name, artefact.repo_id, made.sha, True, len(item.plan.sent), item.plan.bytes_sent, made.pull_request
    )


def _commit(
    artefact: Artefact,
    remote: Remote,
    item: Prepared,
    *,
    parent: str,
    revision: str = "main",
    create_pr: bool = False,
) -> Commit:
    operations: list[Upload | CommitOperationDelete] = [
        *(item.staged.files[change.path].upload for change in item.plan.sent),
        *(
            CommitOperationDelete(change.path, is_folder=False)
            for change in item.plan.changes
            if change.difference == "removed"
        ),
    ]
    return remote.commit(
        artefact.kind,
        artefact.repo_id,
        operations,
        parent=parent,
        message=_title(artefact),
        mark=f"hubkit push {uuid.uuid4()}",
        revision=revision,
        create_pr=create_pr,
    )


def _title(artefact: Artefact) -> str:
    return f"Publish {artefact.name} with hubkit"


def _check_arrived(artefact: Artefact, remote: Remote, staged: Staged, revision: str) -> Mapping[str, RemoteFile]:
    """Compare the hash that the Hub keeps of every file with that of what was sent; the files of that commit."""
    there = remote.tree(artefact.kind, artefact.repo_id, revision)
    for path, file in staged.files.items():
        if path not in there or not file.equals(there[path]):
            raise MismatchError(
                f"{artefact.repo_id}/{path}: what arrived at commit {revision[:8]} is not what was sent; take it back "
                f"with: hubkit rollback {artefact.name}, then push again"
            )
    return there


def _hashes(locked: Locked) -> dict[str, str]:
    return {path: file.sha256 for path, file in locked.files.items()}


def _locked(staged: Staged, there: Mapping[str, RemoteFile], revision: str, tag: str | None) -> Locked:
    return Locked(
        kind=staged.artefact.kind,
        repo_id=staged.artefact.repo_id,
        revision=revision,
        tag=tag,
        pushed=datetime.now(UTC).isoformat(timespec="seconds"),
        by_hand=staged.by_hand,
        files={path: file.locked(there[path]) for path, file in staged.files.items()},
    )


def _collect(
    manifest: Manifest, lock: Lock, remote: Remote, private: bool, notes: list[str], failures: list[str]
) -> Lock:
    try:
        slug = update_collection(remote, manifest, lock, private=private)
    except UnsupportedError as error:
        notes.append(str(error))
        return lock
    except HubkitError as error:
        failures.append(str(error))
        return lock
    if slug != lock.collection:
        lock = replace(lock, collection=slug)
        lock.save()
    return lock

"""What would be sent for one artefact: the files of its folder, those made from its records, and what is refused.

staged = stage(manifest.artefacts["solver"], pins={}, remote_card=None, locked=None, endpoint="https://huggingface.co")
staged.files["README.md"].content, staged.refusals
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from huggingface_hub.utils.sha import git_hash

from hubkit.card_lint import lint_card
from hubkit.card_merge import merge_card, written_by_hand
from hubkit.cards import Pin, render_card
from hubkit.errors import CardError, HubkitError, ManifestError, MismatchError, Refusal
from hubkit.eval_results import eval_results
from hubkit.guards import Found, check_content, collect
from hubkit.licences import check_licence
from hubkit.lock import Locked, LockedFile
from hubkit.manifest import Artefact
from hubkit.records import check_scores
from hubkit.remote import Upload
from hubkit.remote_reading import RemoteFile

__all__ = ["CARD_FILE", "Staged", "StagedFile", "hand_hash", "hash_file", "stage"]

CARD_FILE = "README.md"
_CHUNK_BYTES = 1 << 20


@dataclass(frozen=True)
class StagedFile:
    """A file as it would be sent: `source` is a path, or the bytes of a generated file; `size` in bytes."""

    path: str
    source: Path | bytes
    size: int
    sha256: str
    stamp: tuple[int, int] | None
    """Modification time in ns and size when it was hashed; None for a generated file."""

    @property
    def upload(self) -> Upload:
        """The file as `Remote.commit` takes it; `MismatchError` if it was changed since it was hashed."""
        if isinstance(self.source, Path) and _stamp(self.source) != self.stamp:
            raise MismatchError(f"{self.source}: changed while it was being published; run the command again")
        return Upload(self.path, self.source)

    @property
    def oid(self) -> str:
        """Git's blob SHA-1, by which the Hub names what is not in LFS."""
        return git_hash(self.source if isinstance(self.source, bytes) else self.source.read_bytes())

    def equals(self, remote: RemoteFile) -> bool:
        """Whether the Hub holds these very bytes."""
        if self.size != remote.size:
            return False
        return self.sha256 == remote.sha256 if remote.sha256 else self.oid == remote.oid

    def locked(self, remote: RemoteFile) -> LockedFile:
        """The entry for hub.lock."""
        return LockedFile(self.size, self.sha256, None if remote.sha256 else remote.oid)


@dataclass(frozen=True)
class Staged:
    """All that would be sent for one artefact. `left_out` matched an exclude pattern; with `refusals` nothing is sent.
    `by_hand` is the hash of the hand-written part of the folder's card, or of the whole card where it has none."""

    artefact: Artefact
    files: Mapping[str, StagedFile]
    left_out: tuple[str, ...]
    refusals: tuple[Refusal, ...]
    card: str
    by_hand: str


def stage(
    artefact: Artefact, *, pins: Mapping[str, Pin], remote_card: str | None, locked: Locked | None, endpoint: str
) -> Staged:
    """Collect, render, check and hash. Nothing is sent and nothing is written.

    `pins` are the published models that the card names; `remote_card` is the README.md that the repository has now;
    `locked` what hub.lock says of the artefact. What must not be sent comes back as refusals, not as an exception.
    """
    if not artefact.folder.is_dir():
        raise ManifestError(f"{artefact.name}: {artefact.folder} is no folder; train or export it, or mend hub.toml")
    found = [collect(artefact.folder, artefact.include, artefact.exclude)]
    for package in artefact.packages:
        if not package.is_dir():
            raise ManifestError(f"{artefact.name}: {package} is no package folder; mend `packages` in hub.toml")
        found.append(_package(package, artefact))
    refusals = [refusal for part in found for refusal in part.refusals]
    sources: dict[str, Path | bytes] = {path: source for part in found for path, source in part.files}
    refusals += check_licence(artefact)
    if artefact.kind == "model":
        refusals += check_scores(artefact.folder)
    local = sources.pop(CARD_FILE, None)
    card = by_hand = ""
    try:
        existing = _choose_card(artefact, local, remote_card, locked)
        card = merge_card(existing, render_card(artefact, pins=pins, endpoint=endpoint))
        # the folder's, even if the Hub's text was taken: otherwise a later edit of the folder's would replace that
        by_hand = hand_hash(_text(local) if isinstance(local, Path) else card)
        sources |= eval_results(artefact)
        refusals += lint_card(card, artefact.kind)
    except HubkitError as error:
        refusals.append(Refusal(CARD_FILE, str(error), "nothing is sent without a card"))
    sources[CARD_FILE] = card.encode("utf-8")
    for path, source in sources.items():
        refusals += check_content(path, source)
    return Staged(
        artefact=artefact,
        files={path: _hashed(path, sources[path]) for path in sorted(sources)},
        left_out=tuple(path for part in found for path in part.left_out),
        refusals=tuple(dict.fromkeys(refusals)),
        card=card,
        by_hand=by_hand,
    )


def hand_hash(card: str) -> str:
    """SHA-256 of a card's hand-written part, "" when there is none."""
    text = written_by_hand(card)
    return hashlib.sha256(text.encode("utf-8")).hexdigest() if text else ""


def hash_file(path: Path) -> str:
    """SHA-256 of a file of any size."""
    digest = hashlib.sha256()
    with path.open("rb") as stream:
        while chunk := stream.read(_CHUNK_BYTES):
            digest.update(chunk)
    return digest.hexdigest()


def _package(package: Path, artefact: Artefact) -> Found:
    """A Python package's files; whatever else lies in it is data that it needs, so every name is allowed."""
    return collect(package, ("*",), artefact.exclude, prefix=f"{package.name}/")


def _choose_card(
    artefact: Artefact, local: Path | bytes | None, remote_card: str | None, locked: Locked | None
) -> str | None:
    """The card whose hand-written part is kept: the folder's or the Hub's, whichever changed since the last push."""
    if not isinstance(local, Path):
        return remote_card
    here = _text(local)
    if remote_card is None or hand_hash(here) == hand_hash(remote_card) or not hand_hash(remote_card):
        return here
    if not hand_hash(here):
        return remote_card
    if locked is not None and locked.by_hand == hand_hash(here):
        return remote_card
    if locked is not None and locked.by_hand == hand_hash(remote_card):
        return here
    raise MismatchError(
        f"the hand-written text in {local} and that of {artefact.repo_id} on the Hub differ, and both were changed; "
        "put the text that you want into the folder's README.md and the Hub's alike, or delete the folder's"
    )


def _text(file: Path) -> str:
    try:
        return file.read_bytes().decode("utf-8")  # bytes: `read_text` would turn a person's CRLF into LF
    except UnicodeDecodeError as error:
        raise CardError(f"{file}: not UTF-8 text ({error.reason} at byte {error.start}); save it as UTF-8") from error


def _hashed(path: str, source: Path | bytes) -> StagedFile:
    if isinstance(source, bytes):
        return StagedFile(path, source, len(source), hashlib.sha256(source).hexdigest(), None)
    stamp = _stamp(source)
    return StagedFile(path, source, stamp[1], hash_file(source), stamp)


def _stamp(path: Path) -> tuple[int, int]:
    try:
        status = path.stat()
    except FileNotFoundError as error:
        raise MismatchError(f"{path}: vanished while it was being published; run the command again") from error
    return status.st_mtime_ns, status.st_size

"""Every error that hubkit raises on purpose, in one tree.

HubkitError
├── ManifestError    hub.toml, hub.lock or a saved plan that cannot be read or used
├── RecordError      a JSON record of a folder that is missing or is not what a card or a plan needs
├── CardError        a card that cannot be rendered or merged, or that lacks a part
├── RefusedError     files, licences or cards that must not be sent; `refusals` has each one
├── RemoteError      the Hub refused, failed or cannot be reached
│   ├── MovedError       somebody else's commit is there: the remote head or the local files are not those of the plan
│   └── UnsupportedError the server does not offer what was asked for (404 or 501 where the Hub has a route)
└── MismatchError    bytes that are not the ones that were sent or locked

Each message says what is wrong, where, and what to do next. The command line shows the message and nothing else;
anything outside this tree is a bug and deserves its traceback.
"""

from dataclasses import dataclass

__all__ = [
    "CardError",
    "HubkitError",
    "ManifestError",
    "MismatchError",
    "MovedError",
    "RecordError",
    "Refusal",
    "RefusedError",
    "RemoteError",
    "UnsupportedError",
]


class HubkitError(Exception):
    """Base of every error that hubkit raises on purpose."""


class ManifestError(HubkitError):
    """hub.toml, hub.lock or a saved plan that cannot be read or used."""


class RecordError(HubkitError):
    """A JSON record of a folder that is missing, or is not what a card or a plan needs."""


class CardError(HubkitError):
    """A card that cannot be rendered or merged, or that lacks a part."""


@dataclass(frozen=True)
class Refusal:
    """One reason not to publish: `path` is the file (in the repository, posix) or "" for the whole artefact, `reason`
    what is wrong with it, `remedy` what to do next. No part of a secret is ever in it."""

    path: str
    reason: str
    remedy: str

    def __str__(self) -> str:
        where = f"{self.path}: " if self.path else ""
        return f"{where}{self.reason}; {self.remedy}"


class RefusedError(HubkitError):
    """Files, licences or cards that must not be sent. `refusals` maps the artefact's name to its refusals."""

    def __init__(self, refusals: dict[str, tuple[Refusal, ...]]) -> None:
        self.refusals = refusals
        lines = [f"{name}: {refusal}" for name, found in refusals.items() for refusal in found]
        super().__init__("nothing was sent:\n  " + "\n  ".join(lines))


class RemoteError(HubkitError):
    """The Hub refused, failed or cannot be reached."""


class MovedError(RemoteError):
    """Somebody else's commit is there: the remote head or the local files are not those of the plan."""


class UnsupportedError(RemoteError):
    """The server does not offer what was asked for (404 or 501 where the Hub has a route)."""


class MismatchError(HubkitError):
    """Bytes that are not the ones that were sent or locked."""

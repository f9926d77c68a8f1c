"""What a command of `hubkit` opens before it does its work: output, Hub, hub.toml, hub.lock; and the question it asks.

    out = open_output(format)
    manifest, lock = open_project(path, namespace)
    remote = open_remote(out, endpoint)

hubkit/cli_options.py has the options that name them.
"""

import sys
from pathlib import Path
from typing import Any

import typer

from hubkit.cli_options import Format
from hubkit.errors import HubkitError
from hubkit.lock import LOCK_FILE, Lock, load_lock
from hubkit.manifest import Manifest, load_manifest
from hubkit.output import Output

__all__ = ["confirm", "open_lock", "open_locked_remote", "open_output", "open_project", "open_remote"]


def open_output(format: Format) -> Output:
    """Where the answer goes; the token of this account is never shown in it."""
    from huggingface_hub import get_token

    return Output(json=format is Format.JSON, token=get_token())


def open_remote(out: Output, endpoint: str | None, **options: Any) -> Any:
    """The Hub at `endpoint`, which is told about every wait; `options` are those of `hubkit.remote.Remote`."""
    from hubkit.remote import Remote

    return Remote(endpoint, say=out.say, **options)


def open_locked_remote(out: Output, lock: Lock, endpoint: str | None) -> Any:
    """The Hub that hub.lock was made with, unless another is asked for."""
    return open_remote(out, endpoint or lock.endpoint or None)


def open_project(manifest: Path, namespace: str | None) -> tuple[Manifest, Lock]:
    """hub.toml, and the hub.lock beside it. `ManifestError` where one cannot be used."""
    read = load_manifest(manifest, namespace)
    return read, load_lock(read.root / LOCK_FILE)


def open_lock(manifest: Path) -> Lock:
    """The hub.lock beside hub.toml, which need not be there. `ManifestError` where it cannot be used."""
    return load_lock((manifest if manifest.is_dir() else manifest.parent) / LOCK_FILE)


def confirm(out: Output, question: str) -> None:
    """Ask on the terminal; a no ends the command (`typer.Abort`), and so does a script (`HubkitError`)."""
    if not sys.stdin.isatty():
        raise HubkitError("this asks before it publishes, and there is nobody to ask; give --yes")
    typer.confirm(question, abort=True, err=True)

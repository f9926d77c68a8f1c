"""The commands around publishing: `hubkit init`, `hubkit doctor` and `hubkit serve`.

hubkit init students space      write a first hub.toml
hubkit doctor                   may I publish from here?
hubkit serve /tmp/hub           a Hub on this machine, for tests and trials
"""

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from hubkit.cli_open import open_lock, open_output, open_remote
from hubkit.cli_options import Endpoint, Format, FormatOption, ManifestPath, Namespace
from hubkit.errors import ManifestError, RemoteError
from hubkit.lock import write_text
from hubkit.manifest import MANIFEST_FILE, load_manifest

__all__ = ["doctor", "init", "serve"]


def init(
    folders: Annotated[list[Path], typer.Argument(help="Folders with checkpoints, data sets or a Space.")],
    namespace: Namespace = None,
    manifest: ManifestPath = Path(MANIFEST_FILE),
    collection: Annotated[str | None, typer.Option(help="Title of a collection over everything.")] = None,
    endpoint: Endpoint = None,
    format: FormatOption = Format.HUMAN,
) -> None:
    """Write a first hub.toml from the checkpoints, data sets and Space found in FOLDERS.

    Without --namespace it is the account of the token. An existing hub.toml is never overwritten.
    """
    from hubkit.init import first_manifest

    out = open_output(format)
    file = manifest / MANIFEST_FILE if manifest.is_dir() else manifest
    if file.exists():
        raise ManifestError(f"{file}: is there already; edit it, or name another with --manifest")
    if namespace is None:
        try:
            namespace = str(open_remote(out, endpoint).whoami()["name"])
        except RemoteError as error:
            raise RemoteError(f"{error}; or give --namespace") from error
    text = first_manifest(folders, root=file.parent, namespace=namespace, collection=collection)
    write_text(file, text)
    names = list(load_manifest(file).artefacts)
    out.say(f"wrote {file}: {', '.join(names)}. Look at its licences, then: hubkit plan")
    out.data({"manifest": str(file), "namespace": namespace, "names": names})


def doctor(
    namespace: Namespace = None,
    manifest: ManifestPath = Path(MANIFEST_FILE),
    endpoint: Endpoint = None,
    format: FormatOption = Format.HUMAN,
) -> None:
    """Say who I am, whether I may write, which Hub this is, and whether Xet is there. Shows no token.

    Exit status 1 when something is in the way of publishing.
    """
    from hubkit.doctor import examine

    out = open_output(format)
    if namespace is None and (manifest.is_file() or (manifest.is_dir() and (manifest / MANIFEST_FILE).is_file())):
        namespace = load_manifest(manifest).namespace
    remote = open_remote(out, endpoint, tries=1)  # an answer now, whatever it is
    lock = open_lock(manifest)
    published = [(item.kind, item.repo_id) for item in lock.artefacts.values() if lock.endpoint == remote.endpoint]
    checks = examine(remote, namespace, published[0] if published else None)
    marks = {True: "ok", False: "NO", None: "-"}
    out.table(
        ["", "check", "finding", "what to do"],
        [[marks[check.ok], check.name, check.finding, check.remedy] for check in checks],
    )
    out.data([asdict(check) for check in checks])
    if any(check.ok is False for check in checks):
        raise typer.Exit(1)


def serve(
    folder: Annotated[Path, typer.Argument(help="Where the repositories are kept; created when missing.")],
    port: Annotated[int, typer.Option(help="Port of the Hub; 0 takes a free one.")] = 0,
    xet: Annotated[bool, typer.Option("--xet", help="Take uploads by Xet, not by LFS.")] = False,
) -> None:
    """Run a Hub of your own on this machine, for tests and trials only. It listens on the loopback and runs no code.

    Stop it with Ctrl-C; what was pushed stays in FOLDER.
    """
    from hubkit.testing import serve as run

    run(folder, port=port, xet=xet, say=lambda line: print(line, flush=True))

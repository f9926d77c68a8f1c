"""The commands on what is published already: `hubkit verify`, `hubkit pull`, `hubkit rollback` and `hubkit status`.

hubkit verify                   fetch everything again and check its hash
hubkit pull --to here           exactly what hub.lock says
hubkit rollback solver          the tree before, as one new commit
hubkit status                   how the Hub, hub.lock and the folders stand
"""

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from hubkit.cli_open import confirm, open_lock, open_locked_remote, open_output, open_project, open_remote
from hubkit.cli_options import Endpoint, Format, FormatOption, ManifestPath, Names, Namespace, Yes
from hubkit.manifest import MANIFEST_FILE
from hubkit.output import size_text

__all__ = ["pull", "rollback", "status", "verify"]


def verify(
    names: Names = None,
    quick: Annotated[
        bool, typer.Option("--quick", help="Compare the hashes that the Hub keeps, fetch nothing.")
    ] = False,
    manifest: ManifestPath = Path(MANIFEST_FILE),
    endpoint: Endpoint = None,
    format: FormatOption = Format.HUMAN,
) -> None:
    """Fetch every published file and check it against hub.lock. Needs hub.lock alone.

    Exit status 1 when a byte differs.
    """
    from hubkit.verify import verify as check

    out = open_output(format)
    lock = open_lock(manifest)
    reports = check(open_locked_remote(out, lock, endpoint), lock.select(tuple(names or ())), quick=quick, say=out.say)
    out.table(
        ["name", "repository", "revision", "files", "fetched", "problems"],
        [
            [item.name, item.repo_id, item.revision[:8], item.files, size_text(item.bytes_read), len(item.problems)]
            for item in reports
        ],
    )
    for item in reports:
        for problem in item.problems:
            out.text(f"{item.name}: {problem}")
    out.data([asdict(item) for item in reports])
    if any(item.problems for item in reports):
        out.say("hubkit: not what was published; take it back with hubkit rollback, or push again")
        raise typer.Exit(1)


def pull(
    names: Names = None,
    to: Annotated[
        Path | None, typer.Option(help="Copy into this folder, one subfolder a name [default: the cache].")
    ] = None,
    offline: Annotated[bool, typer.Option("--offline", help="Ask nobody, take what the cache has.")] = False,
    manifest: ManifestPath = Path(MANIFEST_FILE),
    endpoint: Endpoint = None,
    format: FormatOption = Format.HUMAN,
) -> None:
    """Fetch the exact revisions of hub.lock, every file checked by hash. Needs hub.lock alone."""
    from hubkit.pull import pull as fetch

    out = open_output(format)
    lock = open_lock(manifest)
    folders = fetch(
        open_locked_remote(out, lock, endpoint), lock.select(tuple(names or ())), to=to, offline=offline, say=out.say
    )
    for name, folder in folders.items():
        out.text(f"{name}\t{folder}")
    out.data({name: str(folder) for name, folder in folders.items()})


def rollback(
    name: Annotated[str, typer.Argument(help="A name in hub.lock.")],
    to: Annotated[
        str | None, typer.Option(help="Tag or commit to go back to [default: the one before the head].")
    ] = None,
    yes: Yes = False,
    manifest: ManifestPath = Path(MANIFEST_FILE),
    endpoint: Endpoint = None,
    format: FormatOption = Format.HUMAN,
) -> None:
    """Restore an older tree with one new commit. Nothing is lost: the history stays."""
    from hubkit.rollback import plan_rollback
    from hubkit.rollback import rollback as restore

    out = open_output(format)
    lock = open_lock(manifest)
    locked = lock.select((name,))[name]
    remote = open_locked_remote(out, lock, endpoint)
    planned = plan_rollback(remote, locked, name, to)
    out.table(
        ["file", "change"],
        [*([path, "restored"] for path in planned.restored), *([path, "deleted"] for path in planned.deleted)],
    )
    if not yes:
        confirm(out, f"Take {planned.repo_id} from {planned.head[:8]} back to {planned.target[:8]}?")
    lock = restore(remote, lock, planned, say=out.say)
    out.data({**asdict(planned), "revision": lock.artefacts[name].revision})


def status(
    names: Names = None,
    namespace: Namespace = None,
    manifest: ManifestPath = Path(MANIFEST_FILE),
    endpoint: Endpoint = None,
    format: FormatOption = Format.HUMAN,
) -> None:
    """Compare the Hub, hub.lock and the folders."""
    from hubkit.status import status as look

    out = open_output(format)
    read, lock = open_project(manifest, namespace)
    rows = look(read, lock, open_remote(out, endpoint), tuple(names or ()))
    out.table(
        ["name", "repository", "on the Hub", "hub.lock", "tag", "state", "changed files", "Space"],
        [
            [row.name, row.repo_id, (row.head or "-")[:8], (row.locked or "-")[:8], row.tag, row.state,
             ", ".join(row.changed), row.stage]
            for row in rows
        ],
    )  # fmt: skip
    out.data([asdict(row) for row in rows])

"""The command `hubkit` (and `hf hubkit`): what it would do, then doing it, then checking it.

hubkit init students space      write a first hub.toml
hubkit doctor                   may I publish from here?
hubkit plan                     what a push would change; writes nothing
hubkit push                     publish, verify, lock
hubkit verify                   fetch everything again and check its hash
"""

import os
import sys
from collections.abc import Sequence
from dataclasses import asdict
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from hubkit.errors import HubkitError, ManifestError, RefusedError, RemoteError
from hubkit.lock import LOCK_FILE, Lock, load_lock, write_text
from hubkit.manifest import MANIFEST_FILE, Manifest, load_manifest
from hubkit.output import Output, size_text

__all__ = ["app", "main"]

app = typer.Typer(
    name="hubkit",
    help="Publish models, data sets, cards and a Space on the Hugging Face Hub: look first, one commit each, verified.",
    epilog="Start with: hubkit init students space. Then: hubkit doctor, hubkit plan, hubkit push.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
card_app = typer.Typer(
    help="Render, show and lint cards.", no_args_is_help=True, rich_markup_mode=None, pretty_exceptions_enable=False
)
app.add_typer(card_app, name="card")


class Format(StrEnum):
    """How a command answers."""

    HUMAN = "human"
    JSON = "json"


Names = Annotated[list[str] | None, typer.Argument(help="Names in hub.toml; none means all.", show_default=False)]
ManifestPath = Annotated[
    Path, typer.Option("--manifest", "-m", help="The hub.toml, or the folder that it is in; hub.lock lies beside it.")
]
Namespace = Annotated[
    str | None, typer.Option(help="User or organisation to publish under, instead of the one in hub.toml.")
]
Endpoint = Annotated[str | None, typer.Option(help="Address of the Hub [default: HF_ENDPOINT, else the public Hub].")]
FormatOption = Annotated[Format, typer.Option("--format", help="json prints one record to stdout and nothing else.")]
Yes = Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")]


@app.command(short_help="Write a first hub.toml from what lies in folders.")
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

    out = _output(format)
    file = manifest / MANIFEST_FILE if manifest.is_dir() else manifest
    if file.exists():
        raise ManifestError(f"{file}: is there already; edit it, or name another with --manifest")
    if namespace is None:
        try:
            namespace = str(_remote(out, endpoint).whoami()["name"])
        except RemoteError as error:
            raise RemoteError(f"{error}; or give --namespace") from error
    text = first_manifest(folders, root=file.parent, namespace=namespace, collection=collection)
    write_text(file, text)
    names = list(load_manifest(file).artefacts)
    out.say(f"wrote {file}: {', '.join(names)}. Look at its licences, then: hubkit plan")
    out.data({"manifest": str(file), "namespace": namespace, "names": names})


@app.command(short_help="Say what a push would change. Writes nothing.")
def plan(
    names: Names = None,
    save: Annotated[Path | None, typer.Option(help="Keep the plan; push --plan holds folders and Hub to it.")] = None,
    diff: Annotated[bool, typer.Option(help="Show how the cards change.")] = True,
    private: Annotated[bool, typer.Option("--private", help="Plan for private repositories.")] = False,
    tag: Annotated[str | None, typer.Option(help="Plan for this tag.")] = None,
    namespace: Namespace = None,
    manifest: ManifestPath = Path(MANIFEST_FILE),
    endpoint: Endpoint = None,
    format: FormatOption = Format.HUMAN,
) -> None:
    """Say what a push would change, file by file, and what is refused. Writes nothing on the Hub.

    Exit status 1 when something is refused.
    """
    from hubkit.plan import make_plan
    from hubkit.plan_view import show_plan

    out = _output(format)
    read, lock = _open(manifest, namespace)
    made = make_plan(read, lock, _remote(out, endpoint), tuple(names or ()), private=private, tag=tag, progress=out.say)
    show_plan(out, made, diff)
    out.data(made.to_json())
    if save is not None:
        made.save(save)
        out.say(f"kept in {save}; carry out exactly this with: hubkit push --plan {save}")
    if made.refusals:
        raise typer.Exit(1)


@app.command(short_help="Publish: one commit each, verified, tagged, locked.")
def push(
    names: Names = None,
    plan_file: Annotated[
        Path | None, typer.Option("--plan", help="A plan of `hubkit plan --save`: refuse if anything has moved.")
    ] = None,
    pr: Annotated[bool, typer.Option("--pr", help="Open a pull request in each repository instead.")] = False,
    private: Annotated[bool, typer.Option("--private", help="Create new repositories as private.")] = False,
    tag: Annotated[str | None, typer.Option(help="Put this tag on every commit, such as v1.")] = None,
    only: Annotated[
        list[str] | None, typer.Option(help="Publish this one only (again for more); the same as naming it.")
    ] = None,
    overwrite: Annotated[
        bool,
        typer.Option(
            "--overwrite", help="Also replace files that somebody else changed on the Hub since the last push."
        ),
    ] = False,
    wait: Annotated[float, typer.Option(help="Seconds to wait for the Space's build; 0: do not wait.")] = 900.0,
    yes: Yes = False,
    namespace: Namespace = None,
    manifest: ManifestPath = Path(MANIFEST_FILE),
    endpoint: Endpoint = None,
    format: FormatOption = Format.HUMAN,
) -> None:
    """Publish: one commit a repository, verified by hash, tagged; then the Space, the collection and hub.lock.

    Shows the plan and asks first. A push that was cut off is finished by the next one. Exit status 1 when something
    was refused or failed.
    """
    from hubkit.plan import check_saved, make_plan, read_plan
    from hubkit.plan_view import show_plan
    from hubkit.push import push as carry_out

    out = _output(format)
    read, lock = _open(manifest, namespace)
    remote = _remote(out, endpoint)
    saved = read_plan(plan_file) if plan_file else None
    chosen = tuple(dict.fromkeys([*(names or ()), *(only or ())]))
    if saved is not None and not chosen:
        chosen = tuple(item["name"] for item in saved["artefacts"])
    made = make_plan(read, lock, remote, chosen, private=private, tag=tag, progress=out.say)
    if saved is not None:
        check_saved(saved, made)
    if made.refusals:
        raise RefusedError(made.refusals)
    if not yes and saved is None:
        show_plan(out, made, diff=False)
        _confirm(out, f"Publish on {remote.endpoint}?")
    outcome = carry_out(
        read,
        lock,
        remote,
        made,
        private=private,
        tag=tag,
        as_pull_request=pr,
        overwrite=overwrite,
        wait_for_space=wait,
        say=out.say,
    )
    out.table(
        ["name", "repository", "revision", "files sent", "bytes sent", "pull request"],
        [
            [done.name, done.repo_id, done.revision[:8] or "-", done.files, done.bytes_sent, done.pull_request or ""]
            for done in outcome.pushed.values()
        ],
    )
    for note in outcome.notes:
        out.say(f"note: {note}")
    for failure in outcome.failures:
        out.say(f"failed: {failure}")
    out.data(
        {
            "endpoint": remote.endpoint,
            "pushed": [asdict(done) for done in outcome.pushed.values()],
            "notes": outcome.notes,
            "failures": outcome.failures,
            "lock": str(outcome.lock.path),
            "collection": outcome.lock.collection,
        }
    )
    if outcome.failures:
        raise typer.Exit(1)


@app.command(short_help="Fetch what was published and check every hash.")
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

    out = _output(format)
    lock = _lock(manifest)
    reports = check(_locked_remote(out, lock, endpoint), lock.select(tuple(names or ())), quick=quick, say=out.say)
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


@app.command(short_help="Fetch the exact revisions of hub.lock, checked.")
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

    out = _output(format)
    lock = _lock(manifest)
    folders = fetch(
        _locked_remote(out, lock, endpoint), lock.select(tuple(names or ())), to=to, offline=offline, say=out.say
    )
    for name, folder in folders.items():
        out.text(f"{name}\t{folder}")
    out.data({name: str(folder) for name, folder in folders.items()})


@app.command(short_help="Restore an older tree with one new commit.")
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

    out = _output(format)
    lock = _lock(manifest)
    locked = lock.select((name,))[name]
    remote = _locked_remote(out, lock, endpoint)
    planned = plan_rollback(remote, locked, name, to)
    out.table(
        ["file", "change"],
        [*([path, "restored"] for path in planned.restored), *([path, "deleted"] for path in planned.deleted)],
    )
    if not yes:
        _confirm(out, f"Take {planned.repo_id} from {planned.head[:8]} back to {planned.target[:8]}?")
    lock = restore(remote, lock, planned, say=out.say)
    out.data({**asdict(planned), "revision": lock.artefacts[name].revision})


@app.command(short_help="Compare the Hub, hub.lock and the folders.")
def status(
    names: Names = None,
    namespace: Namespace = None,
    manifest: ManifestPath = Path(MANIFEST_FILE),
    endpoint: Endpoint = None,
    format: FormatOption = Format.HUMAN,
) -> None:
    """Compare the Hub, hub.lock and the folders."""
    from hubkit.status import status as look

    out = _output(format)
    read, lock = _open(manifest, namespace)
    rows = look(read, lock, _remote(out, endpoint), tuple(names or ()))
    out.table(
        ["name", "repository", "on the Hub", "hub.lock", "tag", "state", "changed files", "Space"],
        [
            [row.name, row.repo_id, (row.head or "-")[:8], (row.locked or "-")[:8], row.tag, row.state,
             ", ".join(row.changed), row.stage]
            for row in rows
        ],
    )  # fmt: skip
    out.data([asdict(row) for row in rows])


@app.command(short_help="Who am I, may I write, is Xet there?")
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

    out = _output(format)
    if namespace is None and (manifest.is_file() or (manifest.is_dir() and (manifest / MANIFEST_FILE).is_file())):
        namespace = load_manifest(manifest).namespace
    remote = _remote(out, endpoint, tries=1)  # an answer now, whatever it is
    lock = _lock(manifest)
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


@app.command(short_help="Run a Hub on this machine, for tests and trials.")
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


@card_app.command("render")
def card_render(
    names: Names = None,
    output: Annotated[Path | None, typer.Option(help="Write <name>.md files here [default: stdout].")] = None,
    namespace: Namespace = None,
    manifest: ManifestPath = Path(MANIFEST_FILE),
    endpoint: Endpoint = None,
    format: FormatOption = Format.HUMAN,
) -> None:
    """Render the cards from the records in the folders. Asks the Hub for nothing; pins come from hub.lock."""
    out = _output(format)
    cards = _cards(out, names, namespace, manifest, endpoint)
    for name, card in cards.items():
        if output is not None:
            write_text(output / f"{name}.md", card)
            out.say(f"wrote {output / f'{name}.md'}")
        else:
            out.text(card)
    out.data(cards)


@card_app.command("show")
def card_show(
    names: Names = None,
    namespace: Namespace = None,
    manifest: ManifestPath = Path(MANIFEST_FILE),
    endpoint: Endpoint = None,
    format: FormatOption = Format.HUMAN,
) -> None:
    """Print the cards that are on the Hub now."""
    out = _output(format)
    read, _ = _open(manifest, namespace)
    remote = _remote(out, endpoint)
    cards = {
        artefact.name: remote.read_text(artefact.kind, artefact.repo_id, "main", "README.md")
        for artefact in read.select(tuple(names or ()))
    }
    for card in cards.values():
        out.text(card)
    out.data(cards)


@card_app.command("lint")
def card_lint(
    names: Names = None,
    namespace: Namespace = None,
    manifest: ManifestPath = Path(MANIFEST_FILE),
    endpoint: Endpoint = None,
    format: FormatOption = Format.HUMAN,
) -> None:
    """Check the rendered cards for missing parts, empty metadata and licences. Exit status 1 when one is wrong."""
    from hubkit.card_lint import lint_card
    from hubkit.licences import check_licence

    out = _output(format)
    read, _ = _open(manifest, namespace)
    found = {
        name: [*lint_card(card, read.artefacts[name].kind), *check_licence(read.artefacts[name])]
        for name, card in _cards(out, names, namespace, manifest, endpoint).items()
    }
    for name, refusals in found.items():
        for refusal in refusals:
            out.text(f"{name}: {refusal}")
        if not refusals:
            out.text(f"{name}: complete")
    out.data({name: [asdict(refusal) for refusal in refusals] for name, refusals in found.items()})
    if any(found.values()):
        raise typer.Exit(1)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; errors are one message on stderr (and a record on stdout with --format json), status 1.

    Usage errors are status 2. HUBKIT_DEBUG=1 shows the traceback of what is a bug.
    """
    arguments = list(sys.argv[1:] if arguments is None else arguments)
    out = _output(Format.JSON if _wants_json(arguments) else Format.HUMAN)
    try:
        result = app(arguments, prog_name="hubkit", standalone_mode=False)
    except HubkitError as error:
        return _fail(out, type(error).__name__, str(error))
    except typer.Abort:
        out.say(
            "hubkit: stopped; nothing more was sent. What was published stays, and the next push goes on from there"
        )
        return 130
    except KeyboardInterrupt:
        out.say("hubkit: stopped; what was published stays, and the next push goes on from there")
        return 130
    except typer.TyperException as error:
        _fail(out, "UsageError", f"{error.format_message().rstrip('.')}; see: hubkit --help")
        return error.exit_code
    except Exception as error:  # the last line of defence: a person sees one line, never a bare traceback
        if os.environ.get("HUBKIT_DEBUG"):
            raise
        if isinstance(error, OSError):
            return _fail(out, "OSError", f"{error}; mend that and run the command again")
        return _fail(
            out, type(error).__name__, f"this is a bug of hubkit ({type(error).__name__}: {error}); "
            "HUBKIT_DEBUG=1 shows where, please report it",
        )  # fmt: skip
    return result if isinstance(result, int) else 0


def _fail(out: Output, kind: str, message: str) -> int:
    out.say(f"hubkit: {message}")
    out.data({"error": {"type": kind, "message": message}})
    return 1


def _wants_json(arguments: Sequence[str]) -> bool:
    pairs = zip(arguments, [*arguments[1:], ""], strict=True)
    return any(one == "--format=json" or (one, two) == ("--format", "json") for one, two in pairs)


def _output(format: Format) -> Output:
    from huggingface_hub import get_token

    return Output(json=format is Format.JSON, token=get_token())


def _remote(out: Output, endpoint: str | None, **options: Any) -> Any:
    from hubkit.remote import Remote

    return Remote(endpoint, say=out.say, **options)


def _locked_remote(out: Output, lock: Lock, endpoint: str | None) -> Any:
    """The Hub that hub.lock was made with, unless another is asked for."""
    return _remote(out, endpoint or lock.endpoint or None)


def _open(manifest: Path, namespace: str | None) -> tuple[Manifest, Lock]:
    read = load_manifest(manifest, namespace)
    return read, load_lock(read.root / LOCK_FILE)


def _lock(manifest: Path) -> Lock:
    return load_lock((manifest if manifest.is_dir() else manifest.parent) / LOCK_FILE)


def _cards(
    out: Output, names: list[str] | None, namespace: str | None, manifest: Path, endpoint: str | None
) -> dict[str, str]:
    from hubkit.card_merge import merge_card
    from hubkit.cards import PENDING, Pin, render_card

    read, lock = _open(manifest, namespace)
    remote = _remote(out, endpoint)
    cards = {}
    for artefact in read.select(tuple(names or ())):
        pins = {}
        for name in filter(None, (artefact.decomposer, *artefact.variables.values())):
            other = read.artefacts[name]
            locked = lock.get(name, other.repo_id, remote.endpoint)
            pins[name] = Pin(other.repo_id, locked.revision if locked else PENDING)
        local = artefact.folder / "README.md"
        existing = local.read_bytes().decode("utf-8") if local.is_file() else None
        cards[artefact.name] = merge_card(existing, render_card(artefact, pins=pins, endpoint=remote.endpoint))
    return cards


def _confirm(out: Output, question: str) -> None:
    if not sys.stdin.isatty():
        raise HubkitError("this asks before it publishes, and there is nobody to ask; give --yes")
    typer.confirm(question, abort=True, err=True)


if __name__ == "__main__":
    sys.exit(main())

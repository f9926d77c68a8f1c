"""The commands that bring folders to the Hub: `hubkit plan` and `hubkit push`.

hubkit plan --save plan.json    what a push would change; writes nothing
hubkit push --plan plan.json    exactly that: publish, verify, lock
"""

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from hubkit.cli_open import confirm, open_output, open_project, open_remote
from hubkit.cli_options import Endpoint, Format, FormatOption, ManifestPath, Names, Namespace, Yes
from hubkit.errors import RefusedError
from hubkit.manifest import MANIFEST_FILE

__all__ = ["plan", "push"]


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

    out = open_output(format)
    read, lock = open_project(manifest, namespace)
    made = make_plan(
        read, lock, open_remote(out, endpoint), tuple(names or ()), private=private, tag=tag, progress=out.say
    )
    show_plan(out, made, diff)
    out.data(made.to_json())
    if save is not None:
        made.save(save)
        out.say(f"kept in {save}; carry out exactly this with: hubkit push --plan {save}")
    if made.refusals:
        raise typer.Exit(1)


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

    out = open_output(format)
    read, lock = open_project(manifest, namespace)
    remote = open_remote(out, endpoint)
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
        confirm(out, f"Publish on {remote.endpoint}?")
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

"""The commands on cards: `hubkit card render`, `hubkit card show` and `hubkit card lint`.

hubkit card render --output cards    write them from the records in the folders
hubkit card show                     what is on the Hub now
hubkit card lint                     what they lack
"""

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from hubkit.cli_open import open_output, open_project, open_remote
from hubkit.cli_options import Endpoint, Format, FormatOption, ManifestPath, Names, Namespace
from hubkit.lock import write_text
from hubkit.manifest import MANIFEST_FILE
from hubkit.output import Output

__all__ = ["card_app"]

card_app = typer.Typer(
    help="Render, show and lint cards.", no_args_is_help=True, rich_markup_mode=None, pretty_exceptions_enable=False
)


@card_app.command()
def render(
    names: Names = None,
    output: Annotated[Path | None, typer.Option(help="Write <name>.md files here [default: stdout].")] = None,
    namespace: Namespace = None,
    manifest: ManifestPath = Path(MANIFEST_FILE),
    endpoint: Endpoint = None,
    format: FormatOption = Format.HUMAN,
) -> None:
    """Render the cards from the records in the folders. Asks the Hub for nothing; pins come from hub.lock."""
    out = open_output(format)
    cards = _cards(out, names, namespace, manifest, endpoint)
    for name, card in cards.items():
        if output is not None:
            write_text(output / f"{name}.md", card)
            out.say(f"wrote {output / f'{name}.md'}")
        else:
            out.text(card)
    out.data(cards)


@card_app.command()
def show(
    names: Names = None,
    namespace: Namespace = None,
    manifest: ManifestPath = Path(MANIFEST_FILE),
    endpoint: Endpoint = None,
    format: FormatOption = Format.HUMAN,
) -> None:
    """Print the cards that are on the Hub now."""
    out = open_output(format)
    read, _ = open_project(manifest, namespace)
    remote = open_remote(out, endpoint)
    cards = {
        artefact.name: remote.read_text(artefact.kind, artefact.repo_id, "main", "README.md")
        for artefact in read.select(tuple(names or ()))
    }
    for card in cards.values():
        out.text(card)
    out.data(cards)


@card_app.command()
def lint(
    names: Names = None,
    namespace: Namespace = None,
    manifest: ManifestPath = Path(MANIFEST_FILE),
    endpoint: Endpoint = None,
    format: FormatOption = Format.HUMAN,
) -> None:
    """Check the rendered cards for missing parts, empty metadata and licences. Exit status 1 when one is wrong."""
    from hubkit.card_lint import lint_card
    from hubkit.licences import check_licence

    out = open_output(format)
    read, _ = open_project(manifest, namespace)
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


def _cards(
    out: Output, names: list[str] | None, namespace: str | None, manifest: Path, endpoint: str | None
) -> dict[str, str]:
    from hubkit.card_merge import merge_card
    from hubkit.cards import PENDING, Pin, render_card

    read, lock = open_project(manifest, namespace)
    remote = open_remote(out, endpoint)
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

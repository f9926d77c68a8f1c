"""The options that several commands of `hubkit` share, as typer reads them.

    def status(names: Names = None, manifest: ManifestPath = Path(MANIFEST_FILE)) -> None: ...

hubkit/cli_open.py opens what they name.
"""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

__all__ = ["Endpoint", "Format", "FormatOption", "ManifestPath", "Names", "Namespace", "Yes"]


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

"""The one way out: data to stdout, talk to stderr, and never a token in either.

out = Output(json=False, token="hf_...")
out.say("solver: reading students/solver")     # stderr
out.table(["name", "state"], [["solver", "published"]])
out.data({"name": "solver"})                   # stdout, with --format json only
"""

import json as json_module
import re
import sys
from collections.abc import Sequence
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

__all__ = ["Output", "size_text"]

_TOKEN = re.compile(r"\b(hf|api_org)_[A-Za-z0-9]{8,}")
_HIDDEN = "<token>"


class Output:
    """Where a command writes. With `json` stdout gets JSON and nothing else; `token` is hidden wherever it turns up."""

    def __init__(self, *, json: bool = False, token: str | None = None) -> None:
        self.json = json
        self.token = token

    def clean(self, text: str) -> str:
        """The text without tokens."""
        if self.token:
            text = text.replace(self.token, _HIDDEN)
        return _TOKEN.sub(_HIDDEN, text)

    def say(self, line: str) -> None:
        """A line to stderr."""
        print(self.clean(line), file=sys.stderr, flush=True)

    def text(self, text: str) -> None:
        """Text to stdout, unless JSON was asked for."""
        if not self.json:
            print(self.clean(text), flush=True)

    def data(self, record: Any) -> None:
        """A record to stdout, if JSON was asked for."""
        if self.json:
            print(self.clean(json_module.dumps(record, indent=2, ensure_ascii=False)), flush=True)

    def table(self, header: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
        """A table to stdout, unless JSON was asked for; in a pipe as wide as it needs."""
        if self.json:
            return
        table = Table(*(self.clean(name) for name in header), box=None, pad_edge=False, header_style="bold")
        for row in rows:
            table.add_row(*(Text(self.clean("" if cell is None else str(cell))) for cell in row))
        Console(width=None if sys.stdout.isatty() else 240, highlight=False).print(table)


def size_text(size: int | None) -> str:
    """A size in bytes for people: "5.5 MB"; "" for None."""
    if size is None:
        return ""
    number = float(size)
    for unit in ("B", "kB", "MB", "GB"):
        if number < 1000 or unit == "GB":
            return f"{number:.0f} {unit}" if unit == "B" else f"{number:.1f} {unit}"
        number /= 1000
    raise AssertionError("unreachable: GB ends the loop")

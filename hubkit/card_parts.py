"""What all cards are made of: templates, escaping, tables, front matter, and the facts in model_cards/.

    render_template("model_cards/space.md.jinja", {"students": ...})
    text("a|b *c*")                      # 'a\\\\|b \\\\*c\\\\*': a value is never Markdown, HTML or a marker of ours
    front_matter({"license": "mit"})     # '---\\nlicense: mit\\n---\\n'

A template's `{{ value }}` is escaped unless the value was made by a function here, so a record cannot break out of its
place. `model_cards/` is an installed package: its templates are named `model_cards/<file>`, for people's own too.
"""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

import yaml
from jinja2 import (
    BaseLoader,
    ChoiceLoader,
    Environment,
    FileSystemLoader,
    PackageLoader,
    PrefixLoader,
    StrictUndefined,
    TemplateError,
)

from hubkit.errors import CardError

__all__ = [
    "PENDING",
    "TEMPLATES",
    "Markdown",
    "Pin",
    "code",
    "dump_yaml",
    "facts",
    "front_matter",
    "json_block",
    "one_line",
    "render_template",
    "table",
    "text",
]

TEMPLATES = "model_cards"
"""The package with the templates, and the prefix of their names."""

PENDING = "pending"
"""Stands for a commit that a push is still to make."""

_SPECIAL = re.compile(r"([\\`*_\[\]{}|~$#!])")
_BLOCK_START = re.compile(r"^(?:[-+=]|\d+[.)](?=\s|$))")
_EXTRA_BLANK_LINES = re.compile(r"\n{3,}")


@dataclass(frozen=True)
class Pin:
    """A published model and the commit that it is pinned at (`PENDING` while a push is still to make it)."""

    repo_id: str
    revision: str


class Markdown(str):
    """Text that is Markdown already; every other text is escaped where a template prints it."""


def one_line(value: object) -> str:
    """The value as text, every run of blanks and line breaks one blank."""
    return " ".join(str(value).split())


def text(value: object) -> Markdown:
    """A value as plain words in Markdown, whatever stands in it."""
    if isinstance(value, Markdown):
        return value
    escaped = _SPECIAL.sub(r"\\\1", one_line(value).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"))
    return Markdown(_BLOCK_START.sub(lambda match: match[0][:-1] + "\\" + match[0][-1], escaped))


def code(value: object) -> Markdown:
    """A value as inline code, in a table too. A comment's beginning is taken apart, so that it cannot be a marker."""
    inner = one_line(value).replace("<!--", "<! --").replace("|", "\\|")
    longest = max((len(run) for run in re.findall(r"`+", inner)), default=0)
    fence = "`" * (longest + 1)
    pad = " " if inner.startswith("`") or inner.endswith("`") or not inner else ""
    return Markdown(f"{fence}{pad}{inner}{pad}{fence}")


def json_block(value: object) -> Markdown:
    """A value as a JSON code block; no line in it can end the block or be a marker."""
    lines = json.dumps(value, indent=2, ensure_ascii=False).replace("<!--", "\\u003c!--")
    return Markdown(f"```json\n{lines}\n```")


def table(header: Sequence[str], rows: Sequence[Sequence[object]], left: int) -> Markdown:
    """A Markdown table whose first `left` columns are text and whose others are numbers."""
    rules = ["---" if column < left else "---:" for column in range(len(header))]
    lines = [header, rules, *([str(text(cell)) for cell in row] for row in rows)]
    return Markdown("\n".join(f"| {' | '.join(line)} |" for line in lines))


def front_matter(fields: Mapping[str, Any]) -> str:
    """The YAML block at the top of a card, its fences included; empty fields are left out."""
    kept = {key: value for key, value in fields.items() if value not in (None, "", [], {})}
    return f"---\n{dump_yaml(kept)}---\n"


def dump_yaml(value: object) -> str:
    """YAML as every card and result file has it: keys in the order given, no line broken."""
    return yaml.safe_dump(value, sort_keys=False, allow_unicode=True, width=1_000_000)


@cache
def facts(name: str) -> Any:
    """A JSON file of model_cards/: `paper.json`, `datasets.json` or `base_models.json`."""
    return json.loads(resources.files(TEMPLATES).joinpath(name).read_text(encoding="utf-8"))


def render_template(name: str, context: Mapping[str, Any], folder: Path | None = None) -> str:
    """The text of a template: one of `model_cards/`, or with `folder` a person's own file there.

    Blank lines are at most one. Raises `CardError` for a template that is missing, broken, or asks for what is not
    there.
    """
    loaders: list[BaseLoader] = [PrefixLoader({TEMPLATES: PackageLoader(TEMPLATES, "")})]
    if folder is not None:
        loaders.append(FileSystemLoader(folder))
    environment = Environment(
        loader=ChoiceLoader(loaders),
        undefined=StrictUndefined,
        finalize=text,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        autoescape=False,  # HTML's rules are not Markdown's: `finalize` escapes
    )
    environment.filters["code"] = code
    environment.filters["python"] = lambda value: Markdown(json.dumps(str(value)))
    try:
        rendered = environment.get_template(name).render(context)
    except (TemplateError, OSError, UnicodeDecodeError) as error:
        line = f", line {error.lineno}" if hasattr(error, "lineno") else ""
        raise CardError(f"{folder / name if folder else name}{line}: {error}; mend the template") from error
    return _EXTRA_BLANK_LINES.sub("\n\n", rendered.strip("\n")) + "\n"

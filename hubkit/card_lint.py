"""What a card lacks: metadata, sections, and places that a template left for somebody to fill in.

    for refusal in lint_card(card, "model"):
        print(refusal)

The Hub itself checks the form of the front matter and nothing else (huggingface_hub 2.4, `POST /api/validate-yaml`).
"""

import re
from collections.abc import Iterator
from typing import Any

from hubkit.card_merge import read_front_matter, sections_of
from hubkit.errors import CardError, Refusal
from hubkit.manifest import Kind

__all__ = ["LONGEST_SHORT_DESCRIPTION", "lint_card"]

LONGEST_SHORT_DESCRIPTION = 60
"""Characters of a Space's `short_description`; the Hub refuses more."""

_CARD = "README.md"
_AGAIN = "render the card again: hubkit card render"
_KEYS: dict[Kind, tuple[str, ...]] = {
    "model": ("license", "library_name", "pipeline_tag", "tags"),
    "dataset": ("license", "configs", "size_categories", "task_categories", "tags"),
    "space": ("license", "title", "sdk"),
}
"""Keys that a card of any artefact has. `base_model`, `datasets` and `language` are not among them: a student of the
built-in base on the built-in problems has no Hub id to name, and no record says the language of a person's own."""

_SECTIONS: dict[Kind, dict[str, str]] = {
    "model": {
        "about": "what the model is",
        "use": "how to use it",
        "format": "its prompt format",
        "training": "how it was trained; training.json is missing in its folder",
        "limits": "its limits",
        "citation": "what to cite",
    },
    "dataset": {
        "about": "what the data set is",
        "use": "how to load it",
        "fields": "its fields",
        "provenance": "where it comes from",
        "citation": "what to cite",
    },
    "space": {},
}
_COLOURS = frozenset(["blue", "gray", "green", "indigo", "pink", "purple", "red", "yellow"])
_SDKS = frozenset(["docker", "gradio", "static"])
_LEFT_OPEN = re.compile(r"\[\s*(?:more information needed|optional|todo)\s*\]|more information needed", re.IGNORECASE)


def lint_card(text: str, kind: Kind) -> tuple[Refusal, ...]:
    """What is missing in a card or wrong with it, () for nothing; a complete set of records gives such a card.

    A commit that is still `PENDING` is no fault: plans have it, and a push renders the card again with the real one.
    """
    try:
        fields, sections = read_front_matter(text), sections_of(text)
    except CardError as error:
        return (Refusal(_CARD, re.sub(rf"^{re.escape(_CARD)}[:,] ", "", str(error)), "mend it there"),)
    return (*_metadata(fields, kind), *_body(text, sections, kind))


def _metadata(fields: dict[str, Any], kind: Kind) -> Iterator[Refusal]:
    for key in _KEYS[kind]:
        if fields.get(key) in (None, "", [], {}):
            yield Refusal(_CARD, f"its front matter has no `{key}`", f"add it, or {_AGAIN}")
    if "licence" in fields:
        yield Refusal(
            _CARD,
            "its front matter has `licence`, which the Hub does not know (TRL's template writes it)",
            "delete that line; `license` is there",
        )
    if kind == "space":
        yield from _space(fields)


def _space(fields: dict[str, Any]) -> Iterator[Refusal]:
    description = fields.get("short_description")
    if isinstance(description, str) and len(description) > LONGEST_SHORT_DESCRIPTION:
        yield Refusal(
            _CARD,
            f"its short_description has {len(description)} characters",
            f"the Hub takes at most {LONGEST_SHORT_DESCRIPTION}: shorten it",
        )
    sdk = fields.get("sdk")
    if sdk and sdk not in _SDKS:
        yield Refusal(_CARD, f"its sdk is {sdk!r}", f"write one of {', '.join(sorted(_SDKS))}")
    if sdk == "gradio":
        for key, why in (
            ("sdk_version", "without it every build takes whatever Gradio is newest"),
            ("app_file", "without it nothing says what to run"),
        ):
            if not fields.get(key):
                yield Refusal(_CARD, f"its front matter has no `{key}`", f"add it: {why}")
    for key in ("colorFrom", "colorTo"):
        if key in fields and fields[key] not in _COLOURS:
            yield Refusal(_CARD, f"its {key} is {fields[key]!r}", f"write one of {', '.join(sorted(_COLOURS))}")


def _body(text: str, sections: dict[str, str], kind: Kind) -> Iterator[Refusal]:
    for name, what in _SECTIONS[kind].items():
        if not sections.get(name):
            yield Refusal(
                _CARD, f"it has no section {name!r} ({what})", f"mend the records or the template, and {_AGAIN}"
            )
    for number, line in enumerate(text.splitlines(), 1):
        if found := _LEFT_OPEN.search(line):
            yield Refusal(_CARD, f"line {number} still says {found[0]!r}", "write what is so, or delete the line")

"""Cards, rendered from the JSON records of a folder: front matter and marked sections.

    card = render_card(manifest.artefacts["solver"], pins={"decomposer": Pin("someone/decomposer", sha)},
                       endpoint="https://huggingface.co")
    merge_card(existing, card)         # what a person wrote stays (card_merge.py)

The text is in model_cards/*.md.jinja, or in a person's own template (`card` in hub.toml), which gets the same values
and may extend ours: `{% extends "model_cards/student.md.jinja" %}`. What no record says is not said.
"""

from collections.abc import Mapping

from hubkit.card_dataset import dataset_card
from hubkit.card_merge import record_section
from hubkit.card_parts import (
    PENDING,
    TEMPLATES,
    Pin,
    code,
    facts,
    front_matter,
    one_line,
    render_template,
)
from hubkit.card_student import student_card
from hubkit.card_words import (
    PUBLIC_HUB,
    Parts,
    bullets,
    pin_link,
    pin_of,
    unique,
)
from hubkit.errors import CardError
from hubkit.manifest import Artefact, Kind

__all__ = ["PENDING", "Pin", "render_card"]

_TAGS = ("socratic-cot", "chain-of-thought", "distillation")

_TEMPLATE_FILES: dict[Kind, str] = {
    "model": "student.md.jinja",
    "dataset": "dataset.md.jinja",
    "space": "space.md.jinja",
}


def render_card(artefact: Artefact, *, pins: Mapping[str, Pin], endpoint: str) -> str:
    """The generated card of an artefact.

    `pins` has the model behind every name that the artefact refers to (its decomposer, a Space's variables); one that
    is still to be published has the revision `PENDING`. `endpoint` is the Hub's address, for links. Raises
    `RecordError` for a record that is missing or lacks a field, `CardError` for a template that is missing or broken.
    """
    endpoint = endpoint.rstrip("/")
    if artefact.kind == "model":
        fields, context = student_card(artefact, pins, endpoint)
    elif artefact.kind == "dataset":
        fields, context = dataset_card(artefact, endpoint)
    else:
        fields, context = _space(artefact, pins, endpoint)
    arxiv = facts("paper.json")["arxiv"]
    tags = [*_TAGS, *fields.pop("tags", ()), *map(one_line, artefact.tags), f"arxiv:{arxiv}"]
    fields = {"license": artefact.license, **fields, "tags": list(dict.fromkeys(tags))}
    fields = {key: value for key, value in fields.items() if value}
    context |= {
        "name": artefact.repo_id.partition("/")[2],
        "arxiv": arxiv,
        "endpoint": "" if endpoint == PUBLIC_HUB else code(endpoint),
    }
    if artefact.card is None:
        body = render_template(f"{TEMPLATES}/{_TEMPLATE_FILES[artefact.kind]}", context)
    else:
        body = render_template(artefact.card.name, context, artefact.card.parent)
    card = f"{front_matter(fields)}\n{record_section(fields, fields['tags'])}\n{body.lstrip()}"
    try:
        card.encode("utf-8")
    except UnicodeEncodeError as error:
        before = card[max(0, error.start - 30) : error.start]
        raise CardError(
            f"{artefact.name}: a record has half a surrogate pair after {before!r}; run the recipe that wrote it again"
        ) from error
    return card


def _space(artefact: Artefact, pins: Mapping[str, Pin], endpoint: str) -> Parts:
    found = {variable: pin_of(artefact, name, pins) for variable, name in artefact.variables.items()}
    students = bullets(f"{code(variable)}: {pin_link(pin, endpoint)}" for variable, pin in found.items())
    return {"models": unique(pin.repo_id for pin in found.values())}, {"students": students}

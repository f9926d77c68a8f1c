"""What the cards of students, data sets and the Space say alike: lists, links to models and data, citations."""

from collections.abc import Iterable, Mapping
from typing import Any

from hubkit.card_parts import (
    PENDING,
    Markdown,
    Pin,
    code,
    facts,
    text,
)
from hubkit.errors import CardError
from hubkit.licences import dataset_facts
from hubkit.manifest import Artefact
from hubkit.records import Record

__all__ = [
    "HINT_WORDS",
    "PUBLIC_HUB",
    "TEXT_OR_NULL",
    "Parts",
    "bullets",
    "citation",
    "counted",
    "data_link",
    "joined",
    "link_path",
    "pin_link",
    "pin_of",
    "sentences",
    "unique",
]

PUBLIC_HUB = "https://huggingface.co"

TEXT_OR_NULL = (str, type(None))
"""For `Record.get`."""

Parts = tuple[dict[str, Any], dict[str, Any]]
"""Front matter and what the template is given."""


def pin_of(artefact: Artefact, name: str, pins: Mapping[str, Pin]) -> Pin:
    """Where a model is that the card names; `CardError` when nobody says so."""
    if name not in pins:
        raise CardError(f"{artefact.name}: its card names the model {name!r}, but nothing says where that is; push it")
    return pins[name]


def pin_link(pin: Pin, endpoint: str) -> Markdown:
    """A model at its commit."""
    page = f"{endpoint}/{pin.repo_id}"
    if pin.revision == PENDING:
        return Markdown(f"[{text(pin.repo_id)}]({page})")
    return Markdown(f"[{text(pin.repo_id)}]({page}/tree/{pin.revision}) (commit {code(pin.revision[:12])})")


def bullets(items: Iterable[str]) -> Markdown:
    """A list of Markdown lines."""
    return Markdown("\n".join(f"- {item}" for item in items))


def sentences(items: Iterable[str]) -> Markdown:
    """One paragraph of Markdown sentences."""
    return Markdown(" ".join(items))


def counted(number: int, thing: str) -> str:
    """ "1 step", "2 steps"."""
    return f"{number:,} {thing}{'' if number == 1 else 's'}"


HINT_WORDS = {
    "count": "the number of steps",
    "operators": "the operators of each step",
    "equations": "the equation of each step",
}


def unique(values: Iterable[str | None]) -> list[str]:
    """Each value once, in order, without None and ""."""
    return list(dict.fromkeys(value for value in values if value))


def joined(items: Iterable[str]) -> Markdown:
    """ "a, b and c"."""
    *most, last = items
    return Markdown(f"{', '.join(most)} and {last}" if most else last)


def link_path(hub_id: str) -> str:
    """A Hub id as a link's target, whatever a record has there."""
    return "".join(sign if sign.isalnum() or sign in "/-_." else "-" for sign in hub_id)


def data_link(name: str) -> Markdown:
    """A data set by its name in records, as a link where it is known to be on the Hub."""
    known = dataset_facts(name)
    title = text(known.get("title", name))
    hub_id = known.get("hub_id")
    return Markdown(f"[{title}]({PUBLIC_HUB}/datasets/{hub_id})") if hub_id else title


def citation(artefact: Artefact, datasets: Iterable[str], endpoint: str, record: Record | None) -> Markdown:
    """BibTeX: the paper, the data sets, and this project with the page that the card is for."""
    entries = [facts("paper.json")["citation"]]
    entries += unique(dataset_facts(name).get("citation") for name in datasets)
    year = record.get("created", str)[:4] if record else ""
    lines = ["title={Socratic CoT: distil, publish, compare}"]
    lines += [f"year={{{year}}}"] if year.isdecimal() else []
    lines.append(f"url={{{endpoint}/{'datasets/' if artefact.kind == 'dataset' else ''}{artefact.repo_id}}}")
    entries.append("@misc{socratic_cot,\n  " + ",\n  ".join(lines) + "\n}")
    return Markdown("\n\n".join(entries))

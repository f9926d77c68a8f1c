"""The card of a data set: front matter and the values of model_cards/dataset.md.jinja, from its dataset.json."""

from collections.abc import Mapping
from typing import Any

from hubkit.card_parts import (
    Markdown,
    code,
    json_block,
    table,
    text,
)
from hubkit.card_snippets import dataset_snippet
from hubkit.card_words import (
    HINT_WORDS,
    PUBLIC_HUB,
    TEXT_OR_NULL,
    Parts,
    bullets,
    citation,
    counted,
    data_link,
    joined,
    link_path,
    sentences,
    unique,
)
from hubkit.errors import RecordError
from hubkit.licences import dataset_facts
from hubkit.manifest import Artefact
from hubkit.records import Record, read_dataset

__all__ = ["dataset_card"]

_FIELDS = {
    "id": "name of the problem in its source",
    "problem_id": "name of the problem in its source",
    "text": "the problem",
    "problem": "the problem",
    "steps": "the chain that leads to the answer: each step has a sub-question and its solution",
    "question": "a sub-question",
    "solution": "its solution, where `<<expression=value>>` is an annotation for a calculator",
    "answer": "the right answer",
    "answer_kind": "`number`, `yesno` or `expression`",
    "numbers": "the numbers that the placeholders `number0`, `number1` ... stand for",
    "expression": "what leads to the answer, over the placeholders",
    "source": "where the problem comes from",
    "prompt": "what a student of this role reads",
    "completion": "what it learns to write; the tokenizer's end-of-text token is to follow",
    "hint": "the hint that a guide would write",
    "step": "number of the step, from 0",
}
"""What the columns hold that recipes/export.py writes."""

_ASKING = {"upfront": "all its questions at once", "interleaved": "one question after the other"}

_SIZES = ((1_000, "n<1K"), (10_000, "1K<n<10K"), (100_000, "10K<n<100K"), (1_000_000, "100K<n<1M"))
"""Below how many rows each of the Hub's size categories goes."""


def dataset_card(artefact: Artefact, endpoint: str) -> Parts:
    """What render_card needs of a data set; `RecordError` for a record that is missing or lacks a field."""
    record = read_dataset(artefact.folder)
    name = record.get("name", str)
    known = dataset_facts(name)
    configs = _configs(record)
    hub_id = record.get("hub_id", TEXT_OR_NULL)
    rows = sum(part.get("rows", int) for splits in configs.values() for part in splits.values())
    first = next(iter(configs))
    split = next(iter(configs[first]))
    fields: dict[str, Any] = {
        "language": list(known.get("language", ())),
        "task_categories": ["text-generation", "question-answering"],
        "size_categories": [next((size for limit, size in _SIZES if rows < limit), "n>1M")],
        "source_datasets": [hub_id] if hub_id else [],
        "configs": [
            {
                "config_name": config,
                **({"default": True} if config == first and len(configs) > 1 else {}),
                "data_files": [{"split": part, "path": entry.get("file", str)} for part, entry in splits.items()],
            }
            for config, splits in configs.items()
        ],
        "tags": [],
    }
    return fields, {
        "about": sentences(
            [
                f"{data_link(name)[:1].upper()}{data_link(name)[1:]} with annotated steps: every problem has the "
                "sub-questions that lead to its answer and "
                "their solutions, as far as its source has them.",
                "One configuration has the problems, each other the examples that a student of one role learns from.",
            ]
        ),
        "snippet": Markdown(dataset_snippet(artefact.repo_id, first, split)),
        "configs": _rows(configs),
        "fields": _fields(configs),
        "examples": [
            {"config": code(config), "row": json_block(row)}
            for config, row in record.get("examples", dict).items()
            if config in configs
        ],
        "provenance": _provenance(record, configs),
        "limits": bullets(
            [
                *([known["limit"]] if "limit" in known else []),
                *([_BY_A_MODEL] if _teacher(record) else []),
                "The steps are one way to solve each problem; there are others. The source's mistakes are still there.",
                "Whoever scores on the test split should not train on it.",
            ]
        ),
        "citation": citation(artefact, name.split("+"), endpoint, None),
        "record": record.fields,
    }


_BY_A_MODEL = (
    "A model wrote the steps. They were kept because they end in the right answer and their equations hold; their "
    "words were not checked, and the model's licence may bind what is trained on them."
)


def _teacher(record: Record) -> str | None:
    """The model that wrote the steps; None where they are the source's own."""
    if not record.fields.get("annotation") or record.get("annotation.teacher.kind", str) == "gold annotation":
        return None
    return str(record.get("annotation.teacher.model", str))


def _annotation(record: Record) -> list[str]:
    teacher = _teacher(record)
    chains, problems = (record.get(f"annotation.counts.{name}", int) for name in ("chains", "asked"))
    refused = record.get("annotation.refused", dict)
    said = ["The steps are the source's own, filtered."]
    if teacher is not None:
        revision = record.fields["annotation"]["teacher"].get("revision")
        prompt, hashed = record.get("annotation.prompt.name", str), record.get("annotation.prompt.hash", str)
        asked = sorted({record.get(f"annotation.asked.{end}", str)[:10] for end in ("first", "last")})
        said = [
            f"The steps were written by {code(teacher)}"
            + (f", revision {code(revision)}" if isinstance(revision, str) else "")
            + f" ({text(record.get('annotation.teacher.kind', str))}), asked with the prompt {code(prompt)} (SHA-256 "
            f"{code(hashed)}) at temperature {record.get('annotation.sampling.temperature', float):g}, "
            f"{text(' to '.join(asked))}."
        ]
    said.append(
        f"Kept: {counted(chains, 'chain')} of {counted(problems, 'problem')}"
        + (
            f"; refused: {', '.join(f'{text(number)} {text(why)}' for why, number in refused.items())}"
            if refused
            else ""
        )
        + "."
    )
    if record.get("annotation.changed_since", bool):
        said.append("The problems were changed after that.")
    return said


def _configs(record: Record) -> dict[str, dict[str, Record]]:
    configs = record.get("configs", dict)
    if not configs or not all(isinstance(splits, dict) and splits for splits in configs.values()):
        raise RecordError(f"{record.file}: field 'configs' names no files; run recipes/export.py again")
    return {
        config: {part: Record(record.file, record.get("configs", dict)[config][part]) for part in splits}
        for config, splits in configs.items()
    }


def _fields(configs: Mapping[str, Mapping[str, Record]]) -> Markdown:
    """Every column with the configurations that have it."""
    found: dict[str, list[str]] = {}
    for config, splits in configs.items():
        for column in unique(name for entry in splits.values() for name in entry.get("columns", (list, dict))):
            found.setdefault(column, []).append(config)
    rows = [
        [
            code(column),
            _which(having, list(configs)),
            Markdown(_FIELDS.get(column, "")),
        ]
        for column, having in found.items()
    ]
    return table(("Field", "Configurations", "What it is"), rows, left=3)


def _rows(configs: Mapping[str, Mapping[str, Record]]) -> Markdown:
    """How many rows every split of every configuration has."""
    parts = unique(part for splits in configs.values() for part in splits)
    rows = [
        [code(config), *(Markdown(f"{splits[part].get('rows', int):,}") if part in splits else "" for part in parts)]
        for config, splits in configs.items()
    ]
    return table(("Configuration", *(f"Rows of {code(part)}" for part in parts)), rows, left=1)


def _which(having: list[str], configs: list[str]) -> Markdown:
    missing = [config for config in configs if config not in having]
    if not missing:
        return Markdown("all")
    return Markdown(f"all but {code(missing[0])}" if len(missing) == 1 < len(having) else ", ".join(map(code, having)))


def _provenance(record: Record, configs: Mapping[str, Mapping[str, Record]]) -> Markdown:
    hub_id, revision = (record.get(name, TEXT_OR_NULL) for name in ("hub_id", "revision"))
    licence, source = record.get("license", TEXT_OR_NULL), record.get("source", TEXT_OR_NULL)
    items = []
    if source:
        items.append(f"Source: {text(source)}.")
    if hub_id:
        link = f"[{text(hub_id)}]({PUBLIC_HUB}/datasets/{link_path(hub_id)})"
        items.append(f"On the Hub: {link}" + (f", revision {code(revision)}" if revision else "") + ".")
    if licence:
        items.append(f"Licence of the source: {code(licence)}.")
    if record.fields.get("annotation"):
        items += _annotation(record)
    if left_out := record.get("left_out", dict):
        items.append(f"Left out: {', '.join(f'{text(number)} {text(why)}' for why, number in left_out.items())}.")
    hint, asking = record.get("hint", TEXT_OR_NULL), record.get("asking", TEXT_OR_NULL)
    if hint and hint != "none":
        items.append(f"Prompts of roles that read a hint have the gold one: {HINT_WORDS.get(hint, text(hint))}.")
    if asking:
        items.append(f"The decomposer asks {_ASKING.get(asking, text(asking))}.")
    prints: dict[str, list[str]] = {}
    for splits in configs.values():
        for part, entry in splits.items():
            prints.setdefault(entry.get("fingerprint", str), []).append(part)
    items += [
        f"SHA-256 of the problems of {joined(map(code, dict.fromkeys(parts)))}: {code(value)}."
        for value, parts in prints.items()
    ]
    return bullets(items)

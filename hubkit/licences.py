"""Which licence a student or data set may have, given those of its base model and its data.

    refusals = check_licence(artefact)      # () when the manifest's `license` is allowed

Licences are named as on the Hub (https://huggingface.co/docs/hub/repositories-licenses). The rules are few and no legal
advice; they catch the plain mistakes:

- permissive and attribution licences allow any other (the card names the sources);
- share-alike and a vendor's own terms: what is made from a base model or a data set has the same licence. A model is
  not held to be made from its data here, so share-alike data leave its licence free;
- non-commercial: so must be what is made from it, models that were trained on such data included;
- no derivatives: nothing made from it may be published;
- unknown to hubkit (model_cards/base_models.json and datasets.json): a person has to look, and say so.

`license = "other"`, with the terms in a LICENSE file, is always taken: it is a person's own statement. So is a NOTICE
file in the folder where a source is unknown.
"""

import re
from collections.abc import Mapping
from typing import Any, Literal

from hubkit.card_parts import facts
from hubkit.errors import Refusal
from hubkit.manifest import Artefact, Kind
from hubkit.records import read_dataset, read_student

__all__ = ["LICENCES", "check_licence", "dataset_facts", "hub_id_of_base", "suggest_licence"]

Class = Literal["permissive", "attribution", "share-alike", "own terms", "non-commercial", "no derivatives"]

_CLASSES: dict[Class, str] = {
    "permissive": "apache-2.0 mit afl-3.0 artistic-2.0 bsl-1.0 bsd bsd-2-clause bsd-3-clause bsd-3-clause-clear c-uda "
    "cc0-1.0 cdla-permissive-1.0 cdla-permissive-2.0 ecl-2.0 isc ms-pl ncsa ofl-1.1 pddl postgresql "
    "unlicense wtfpl zlib",
    "attribution": "cc-by-2.0 cc-by-2.5 cc-by-3.0 cc-by-4.0 etalab-2.0 odc-by",
    "share-alike": "agpl-3.0 cc-by-sa-3.0 cc-by-sa-4.0 cdla-sharing-1.0 epl-1.0 epl-2.0 eupl-1.1 eupl-1.2 gfdl gpl "
    "gpl-2.0 gpl-3.0 lgpl lgpl-2.1 lgpl-3.0 lgpl-lr lppl-1.3c mpl-2.0 odbl osl-3.0",
    "own terms": "apple-amlr apple-ascl bigcode-openrail-m bigscience-bloom-rail-1.0 bigscience-openrail-m creativeml- "
    "openrail-m deepfloyd-if-license gemma h-research intel-research llama2 llama3 llama3.1 llama3.2 "
    "llama3.3 llama4 open-mdw openrail openrail++",
    "non-commercial": "cc-by-nc-2.0 cc-by-nc-3.0 cc-by-nc-4.0 cc-by-nc-sa-2.0 cc-by-nc-sa-3.0 cc-by-nc-sa-4.0 fair- "
    "noncommercial-research-license",
    "no derivatives": "cc-by-nd-4.0 cc-by-nc-nd-3.0 cc-by-nc-nd-4.0",
}

LICENCES: Mapping[str, Class] = {name: kind for kind, names in _CLASSES.items() for name in names.split()}
"""The Hub's licence ids with what each asks of works that are made from it; `other` is apart."""

_HUB_ID = re.compile(r"[A-Za-z0-9][\w.-]*/[A-Za-z0-9][\w.-]*", re.ASCII)
_SAID_BY_A_PERSON = "other"
_Use = Literal["base model", "data"]


def check_licence(artefact: Artefact) -> tuple[Refusal, ...]:
    """What the manifest's `license` does not allow. Raises `RecordError` for a folder without its records."""
    if artefact.license == _SAID_BY_A_PERSON:
        return ()
    if artefact.license not in LICENCES:
        return (
            Refusal(
                "",
                f"license {artefact.license!r} is none of the Hub's licence ids",
                "write one of them in hub.toml, such as apache-2.0, or `other` with the terms in a LICENSE file",
            ),
        )
    noticed = any(artefact.folder.glob("NOTICE*"))
    refusals = []
    for use, name, licence in _sources(artefact):
        if licence is None:
            if not noticed:
                refusals.append(
                    Refusal(
                        "",
                        f"the licence of the {use} {name!r} is unknown to hubkit, so nothing says that "
                        f"{artefact.license} is allowed",
                        'look it up, then write license = "other" in hub.toml, or what you found into a NOTICE file',
                    )
                )
        elif reason := _forbidden(use, licence, artefact.license, artefact.kind):
            refusals.append(Refusal("", f"the {use} {name!r} is under {licence}: {reason}", _remedy(licence)))
    return tuple(refusals)


def suggest_licence(kind: Kind, record: Mapping[str, Any]) -> str | None:
    """A licence that `check_licence` would take for a model (`record`: student.json), a data set (dataset.json) or the
    Space; None where hubkit cannot know. A person decides."""
    if kind == "space":
        return "apache-2.0"  # this project's own
    if kind == "dataset":
        licence = str(record.get("license"))
        return licence if LICENCES.get(licence, "no derivatives") != "no derivatives" else None
    licences = [licence for _, _, licence in _sources_of_model(record)]
    for candidate in licences:  # the base model's own first
        if candidate and all(
            licence and not _forbidden(use, licence, candidate, kind) for use, _, licence in _sources_of_model(record)
        ):
            return candidate
    return None


def dataset_facts(name: str) -> Mapping[str, Any]:
    """What model_cards/datasets.json says of a data set by its name in records; empty for an unknown one."""
    found: Mapping[str, Any] = facts("datasets.json").get(name, {})
    return found


def hub_id_of_base(base_model: str) -> str | None:
    """The base model's Hub id, None for a folder or the built-in base (their names have no namespace)."""
    return base_model if _HUB_ID.fullmatch(base_model) else None


def _sources(artefact: Artefact) -> list[tuple[_Use, str, str | None]]:
    if artefact.kind == "model":
        student = read_student(artefact.folder)
        return _sources_of_model({"base_model": student.base_model, "dataset": student.dataset})
    if artefact.kind == "dataset":
        record = read_dataset(artefact.folder)
        licence = record.get("license", (str, type(None)))
        return [("data", record.get("name", str), licence if licence in LICENCES else None)]
    return []


def _sources_of_model(record: Mapping[str, Any]) -> list[tuple[_Use, str, str | None]]:
    base, datasets = str(record.get("base_model", "")), str(record.get("dataset", "")).split("+")
    return [
        ("base model", base, facts("base_models.json").get(base)),
        *(("data", name, dataset_facts(name).get("license")) for name in datasets),
    ]


def _forbidden(use: _Use, source: str, ours: str, kind: Kind) -> str:
    """Why `ours` is not allowed for what is made from something under `source`; "" when it is."""
    asked = LICENCES[source]
    if source == ours and asked != "no derivatives":
        return ""
    if asked == "no derivatives":
        return "nothing that is made from it may be published"
    if asked == "non-commercial" and LICENCES[ours] != "non-commercial":
        return f"{ours} would allow commercial use"
    if asked == "non-commercial" and "-sa-" in source:
        return "what is made from it has the same licence" if use == "base model" or kind == "dataset" else ""
    if asked in ("share-alike", "own terms") and (use == "base model" or kind == "dataset"):
        return f"what is made from it has the same licence, not {ours}"
    return ""


def _remedy(source: str) -> str:
    if LICENCES[source] == "no derivatives":
        return 'use another source, or get permission and write license = "other" in hub.toml'
    return f'write license = "{source}" in hub.toml, or use another source'

import json
from pathlib import Path
from typing import Any

import pytest

from hubkit.card_parts import facts
from hubkit.errors import RecordError
from hubkit.licences import LICENCES, check_licence, dataset_facts, hub_id_of_base, suggest_licence
from hubkit.manifest import Artefact, Kind

OUR_OWN = "socratic-cot-builtin"
GPT2 = "openai-community/gpt2"


def artefact(folder: Path, kind: Kind, licence: str) -> Artefact:
    return Artefact(
        name="x",
        kind=kind,
        folder=folder,
        repo_id="alice/x",
        license=licence,
        private=False,
        card=None,
        tags=(),
        include=(),
        exclude=(),
        decomposer=None,
        packages=(),
        variables={},
    )


def model(folder: Path, licence: str, base: str = GPT2, data: str = "gsm8k") -> Artefact:
    record = {"role": "cot", "hint": "none", "asking": "upfront", "format_version": 1, "base_model": base,
              "dataset": data, "calculator": True}  # fmt: skip
    (folder / "student.json").write_text(json.dumps(record))
    return artefact(folder, "model", licence)


def dataset(folder: Path, licence: str, source: str | None) -> Artefact:
    (folder / "dataset.json").write_text(json.dumps({"format_version": 1, "name": "mine", "license": source}))
    return artefact(folder, "dataset", licence)


@pytest.mark.parametrize(
    ("licence", "base", "data"),
    [
        ("mit", GPT2, "gsm8k"),
        ("apache-2.0", GPT2, "gsm8k"),
        ("cc-by-nc-4.0", GPT2, "gsm8k"),
        ("apache-2.0", OUR_OWN, "builtin"),
        ("apache-2.0", OUR_OWN, "gsm8k+svamp+builtin"),
        ("other", "nobody/knows", "nothing"),
    ],
)
def test_permissive_sources_allow_any_licence(licence: str, base: str, data: str, tmp_path: Path) -> None:
    assert check_licence(model(tmp_path, licence, base, data)) == ()


@pytest.mark.parametrize("licence", ["MIT", "apache", "unknown", ""])
def test_a_licence_that_the_hub_does_not_know_is_refused(licence: str, tmp_path: Path) -> None:
    [refusal] = check_licence(model(tmp_path, licence))
    assert repr(licence) in refusal.reason


@pytest.mark.parametrize(("base", "data", "named"), [("a/b", "gsm8k", "'a/b'"), (GPT2, "gsm8k+mine", "'mine'")])
def test_an_unknown_source_is_refused_until_a_person_notes_what_it_is(
    base: str, data: str, named: str, tmp_path: Path
) -> None:
    made = model(tmp_path, "mit", base, data)
    [refusal] = check_licence(made)
    assert named in refusal.reason
    assert "NOTICE" in refusal.remedy
    (tmp_path / "NOTICE.md").write_text("a/b is under mit.")
    assert check_licence(made) == ()


@pytest.mark.parametrize(
    ("source", "ours", "allowed"),
    [
        ("mit", "apache-2.0", True),
        ("cc-by-4.0", "mit", True),
        ("cc-by-sa-4.0", "cc-by-sa-4.0", True),
        ("cc-by-sa-4.0", "mit", False),
        ("cc-by-nc-4.0", "cc-by-nc-4.0", True),
        ("cc-by-nc-4.0", "cc-by-nc-sa-4.0", True),
        ("cc-by-nc-4.0", "apache-2.0", False),
        ("cc-by-nc-sa-4.0", "cc-by-nc-4.0", False),
        ("cc-by-nd-4.0", "cc-by-nd-4.0", False),
        ("gpl-3.0", "mit", False),
    ],
)
def test_a_data_set_has_a_licence_that_its_source_allows(source: str, ours: str, allowed: bool, tmp_path: Path) -> None:
    refusals = check_licence(dataset(tmp_path, ours, source))
    assert (refusals == ()) is allowed
    assert all(source in refusal.reason for refusal in refusals)


@pytest.mark.parametrize("source", [None, "whatever"])
def test_a_data_set_of_unknown_licence_is_refused(source: str | None, tmp_path: Path) -> None:
    [refusal] = check_licence(dataset(tmp_path, "mit", source))
    assert "unknown" in refusal.reason


def test_a_space_has_no_source(tmp_path: Path) -> None:
    assert check_licence(artefact(tmp_path, "space", "apache-2.0")) == ()


@pytest.mark.parametrize("kind", ["model", "dataset"])
def test_a_folder_without_its_record_is_an_error(kind: Kind, tmp_path: Path) -> None:
    with pytest.raises(RecordError, match="no such file"):
        check_licence(artefact(tmp_path, kind, "mit"))


@pytest.mark.parametrize(
    ("base", "data"), [(GPT2, "gsm8k"), (OUR_OWN, "builtin"), (OUR_OWN, "svamp+strategyqa"), ("base-init", "builtin")]
)
def test_what_is_suggested_for_a_model_is_allowed(base: str, data: str, tmp_path: Path) -> None:
    licence = suggest_licence("model", {"base_model": base, "dataset": data})
    assert licence is not None
    assert licence == facts("base_models.json")[base]
    assert check_licence(model(tmp_path, licence, base, data)) == ()


@pytest.mark.parametrize("source", sorted(LICENCES))
def test_what_is_suggested_for_a_data_set_is_allowed(source: str, tmp_path: Path) -> None:
    licence = suggest_licence("dataset", {"license": source})
    assert licence in (None, source)
    if licence is not None:
        assert check_licence(dataset(tmp_path, licence, source)) == ()


@pytest.mark.parametrize(
    ("kind", "record"),
    [
        ("model", {"base_model": "a/b", "dataset": "gsm8k"}),
        ("model", {"base_model": GPT2, "dataset": "mine"}),
        ("model", {}),
        ("dataset", {"license": None}),
        ("dataset", {"license": ["mit"]}),
        ("dataset", {"license": "cc-by-nd-4.0"}),
        ("dataset", {}),
    ],
)
def test_nothing_is_suggested_where_nothing_is_known(kind: Kind, record: dict[str, Any]) -> None:
    assert suggest_licence(kind, record) is None


def test_the_space_is_under_this_projects_licence() -> None:
    assert suggest_licence("space", {}) == "apache-2.0"


def test_every_licence_that_model_cards_quote_is_one_of_the_hubs() -> None:
    quoted = {*facts("base_models.json").values(), *(entry["license"] for entry in facts("datasets.json").values())}
    assert quoted <= LICENCES.keys()


@pytest.mark.parametrize(
    ("name", "hub_id"),
    [
        (GPT2, GPT2),
        (OUR_OWN, None),
        ("runs/gpt2/final", None),
        ("./model", None),
        ("/model", None),
        ("a/b c", None),
        ("a/b\n", None),
        ("../b", None),
        ("", None),
    ],
)
def test_only_a_hub_id_is_one(name: str, hub_id: str | None) -> None:
    assert hub_id_of_base(name) == hub_id


def test_facts_of_an_unknown_data_set_are_none() -> None:
    assert dataset_facts("nothing") == {}

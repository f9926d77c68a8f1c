from pathlib import Path

import pytest

from hubkit.card_lint import LONGEST_SHORT_DESCRIPTION, lint_card
from hubkit.card_parts import dump_yaml
from hubkit.manifest import Kind

ROOT = Path(__file__).resolve().parents[2]

FIELDS: dict[Kind, dict[str, object]] = {
    "model": {"license": "mit", "library_name": "transformers", "pipeline_tag": "text-generation", "tags": ["x"]},
    "dataset": {
        "license": "mit",
        "configs": [{"config_name": "a"}],
        "size_categories": ["n<1K"],
        "task_categories": ["text-generation"],
        "tags": ["x"],
    },
    "space": {
        "license": "mit",
        "title": "Demo",
        "sdk": "gradio",
        "sdk_version": "6.31.0",
        "app_file": "app.py",
        "colorFrom": "indigo",
        "colorTo": "green",
        "short_description": "x" * LONGEST_SHORT_DESCRIPTION,
    },
}
SECTIONS: dict[Kind, tuple[str, ...]] = {
    "model": ("about", "use", "format", "training", "limits", "citation"),
    "dataset": ("about", "use", "fields", "provenance", "citation"),
    "space": (),
}


def card(kind: Kind, without: str = "", **fields: object) -> str:
    values = {key: value for key, value in (FIELDS[kind] | fields).items() if value is not None}
    sections = "".join(
        f"<!-- hubkit:begin {name} -->\n## {name}\n<!-- hubkit:end {name} -->\n"
        for name in SECTIONS[kind]
        if name != without
    )
    return f"---\n{dump_yaml(values)}---\n\n{sections}"


@pytest.mark.parametrize("kind", FIELDS)
def test_a_complete_card_is_taken(kind: Kind) -> None:
    assert lint_card(card(kind), kind) == ()


@pytest.mark.parametrize(
    ("kind", "key"),
    [
        (kind, key)
        for kind, fields in FIELDS.items()
        for key in fields
        if key not in ("colorFrom", "colorTo", "short_description")
    ],
)
def test_metadata_that_is_missing_is_named(kind: Kind, key: str) -> None:
    [refusal] = lint_card(card(kind, "", **{key: None}), kind)
    assert refusal.path == "README.md"
    assert f"`{key}`" in refusal.reason


@pytest.mark.parametrize("empty", ["", [], {}])
def test_metadata_that_is_empty_is_missing(empty: object) -> None:
    [refusal] = lint_card(card("model", tags=empty), "model")
    assert "`tags`" in refusal.reason


@pytest.mark.parametrize(("kind", "name"), [(kind, name) for kind, names in SECTIONS.items() for name in names])
def test_a_section_that_is_missing_is_named(kind: Kind, name: str) -> None:
    [refusal] = lint_card(card(kind, without=name), kind)
    assert f"no section {name!r}" in refusal.reason


def test_a_section_with_nothing_in_it_is_missing() -> None:
    [refusal] = lint_card(card("model").replace("## limits\n", "\n"), "model")
    assert "'limits'" in refusal.reason


@pytest.mark.parametrize("text", ["[More Information Needed]", "* **x:** [more information needed]", "[optional]"])
def test_what_a_template_left_open_is_refused_with_its_line(text: str) -> None:
    whole = card("model") + f"\n{text}\n"
    [refusal] = lint_card(whole, "model")
    assert f"line {len(whole.splitlines())} still says" in refusal.reason


@pytest.mark.parametrize(
    ("key", "value", "words"),
    [
        ("short_description", "x" * (LONGEST_SHORT_DESCRIPTION + 1), "has 61 characters"),
        ("sdk", "streamlit", "sdk is 'streamlit'"),
        ("colorFrom", "orange", "colorFrom is 'orange'"),
        ("colorTo", "black", "colorTo is 'black'"),
    ],
)
def test_a_space_that_the_hub_would_not_take_is_refused(key: str, value: str, words: str) -> None:
    [refusal] = lint_card(card("space", **{key: value}), "space")
    assert words in refusal.reason


def test_trls_bogus_key_is_refused() -> None:
    [refusal] = lint_card(card("model", licence="license"), "model")
    assert "`licence`" in refusal.reason
    assert "delete" in refusal.remedy


@pytest.mark.parametrize("text", ["---\na: [1\n---\n", "<!-- hubkit:begin a -->\n"])
def test_a_card_that_cannot_be_read_is_refused(text: str) -> None:
    [refusal] = lint_card(text, "model")
    assert refusal.path == "README.md"
    assert not refusal.reason.startswith("README.md")


def test_this_projects_space_is_taken() -> None:
    assert lint_card((ROOT / "space" / "README.md").read_text(encoding="utf-8"), "space") == ()

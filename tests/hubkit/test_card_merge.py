import re
from typing import Any

import pytest

from hubkit.card_merge import merge_card, read_front_matter, record_section, sections_of, written_by_hand
from hubkit.card_parts import front_matter
from hubkit.errors import CardError

FIELDS = {"license": "mit", "tags": ["socratic-cot", "solver"], "pipeline_tag": "text-generation"}


def rendered(sections: dict[str, str] | None = None, fields: dict[str, object] | None = None) -> str:
    """A card as cards.py makes one."""
    values: dict[str, Any] = dict(FIELDS if fields is None else fields)
    sections = {"about": "# Solver\n\nWhat it is.", "scores": "## Scores\n\n1"} if sections is None else sections
    body = "\n".join(
        f"<!-- hubkit:begin {name} -->\n{text}\n<!-- hubkit:end {name} -->\n" for name, text in sections.items()
    )
    return f"{front_matter(values)}\n{record_section(values, values.get('tags', []))}\n{body}"


BY_HAND = "\n## Notes\n\n  Mine: *as* I wrote it,\ttabs, trailing blanks   \n\n\n\n- and no line end"

TRL = """\
---
library_name: transformers
model_name: solver
tags:
- generated_from_trainer
- trl
- sft
licence: license
---

# Model Card for solver

This model is a fine-tuned version of [None](https://huggingface.co/None).
"""


def test_without_a_card_the_rendered_one_is_the_card() -> None:
    assert merge_card(None, rendered()) == merge_card("", rendered()) == rendered()


@pytest.mark.parametrize(
    "existing",
    [
        rendered(),
        rendered() + BY_HAND,
        rendered().replace("\n", "\r\n"),
        TRL,
        "Words.\n",
        "no line end",
        "# Mine\n",
        "---\nlicense: gpl\n---\n",
        "---\n# a remark\nfoo: {a: 1}\nlicense: gpl # why\n---\n\nText\n",
        "\ufeff---\nlicense: gpl\n---\nText\n",
        rendered({"old": "## Old"}),
    ],
    ids=range(11),
)
@pytest.mark.parametrize(
    "new", [rendered(), rendered({"students": "## Students"}), rendered({})], ids=["full", "none", "0"]
)
def test_merging_twice_changes_nothing_more(existing: str, new: str) -> None:
    once = merge_card(existing, new)
    assert merge_card(once, new) == once


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_text_before_between_and_after_sections_survives_byte_for_byte(newline: str) -> None:
    pieces = rendered().split("<!-- hubkit:begin scores -->")
    existing = (pieces[0] + BY_HAND + "\n<!-- hubkit:begin scores -->" + pieces[1] + BY_HAND).replace("\n", newline)
    merged = merge_card(existing, rendered({"about": "# Solver\n\nAnew.", "scores": "## Scores\n\n2"}))
    assert merged == existing.replace("What it is.", "Anew.").replace(f"{newline}1{newline}", f"{newline}2{newline}")
    assert merged.count(BY_HAND.replace("\n", newline)) == 2


def test_lone_line_feeds_of_a_person_survive_in_a_card_with_crlf() -> None:
    existing = rendered().replace("\n", "\r\n") + "one\ntwo\r\nthree\r"
    assert merge_card(existing, rendered()).endswith("\r\none\ntwo\r\nthree\r")


def test_sections_that_a_person_moved_stay_where_they_are() -> None:
    moved = rendered({"scores": "## Scores\n\n1", "about": "# Solver\n\nWhat it is."})
    merged = merge_card(moved, rendered({"about": "# Solver\n\nAnew.", "scores": "## Scores\n\n2"}))
    assert list(sections_of(merged)) == ["card", "scores", "about"]
    assert sections_of(merged)["scores"] == "## Scores\n\n2"


@pytest.mark.parametrize("name", ["alpha", "middle", "omega"])
def test_a_new_section_comes_where_it_is_rendered(name: str) -> None:
    full = {"alpha": "1", "about": "# Title", "middle": "2", "scores": "3", "omega": "4"}
    before = {key: text for key, text in full.items() if key != name}
    merged = merge_card(rendered(before) + "\nMine.\n", rendered(full))
    assert list(sections_of(merged)) == ["card", *full]
    assert merged.endswith("Mine.\n")


def test_a_section_that_is_rendered_no_more_goes() -> None:
    merged = merge_card(rendered() + "\nMine.\n", rendered({"about": "# Solver"}))
    assert list(sections_of(merged)) == ["card", "about"]
    assert "Scores" not in merged
    assert merged.endswith("\nMine.\n")


def test_trls_card_keeps_its_text_after_ours_and_its_keys() -> None:
    merged = merge_card(TRL, rendered())
    assert merged.endswith(TRL.split("---\n", 2)[2])
    assert merged.index("# Solver") < merged.index("# Model Card for solver")
    fields = read_front_matter(merged)
    assert fields["tags"] == ["socratic-cot", "solver", "generated_from_trainer", "trl", "sft"]
    assert fields["license"] == "mit"
    assert fields["licence"] == "license"  # lint_card refuses it
    assert fields["library_name"] == "transformers"


def test_a_card_that_has_the_title_comes_first() -> None:
    merged = merge_card("---\ntitle: Demo\n---\n\n# Demo\n\nWords.\n", rendered({"students": "## Students"}))
    assert merged.index("Words.") < merged.index("## Students")
    assert read_front_matter(merged)["title"] == "Demo"


def test_front_matter_of_a_person_stays_as_it_was_written() -> None:
    mine = "# why so\nthumbnail:   'x.png'   # a remark\nwidget:\n  - text: >\n      folded\n      words\n"
    merged = merge_card(f"---\nlicense: gpl\n{mine}---\n", rendered())
    assert mine in merged
    assert read_front_matter(merged)["license"] == "mit"


def test_a_generated_key_that_goes_leaves_no_trace_and_a_persons_stays() -> None:
    first = merge_card("---\nlanguage: de\n---\n", rendered(fields={**FIELDS, "base_model": "a/b"}))
    assert read_front_matter(first)["base_model"] == "a/b"
    second = merge_card(first, rendered())
    assert "base_model" not in read_front_matter(second)
    assert read_front_matter(second)["language"] == "de"


def test_a_generated_tag_that_goes_leaves_no_trace_and_a_persons_stays() -> None:
    first = merge_card("---\ntags: [mine, solver]\n---\n", rendered())
    assert read_front_matter(first)["tags"] == ["socratic-cot", "solver", "mine"]
    second = merge_card(first, rendered(fields={"license": "mit", "tags": ["other"]}))
    assert read_front_matter(second)["tags"] == ["other", "solver", "mine"]  # the person wrote `solver` too


@pytest.mark.parametrize(
    ("body", "line", "words"),
    [
        ("<!-- hubkit:begin a -->\ntext\n", 1, "never ends"),
        ("text\n<!-- hubkit:end a -->\n", 2, "no section is open"),
        ("<!-- hubkit:begin a -->\n<!-- hubkit:begin b -->\n", 2, "begins inside section 'a'"),
        ("<!-- hubkit:begin a -->\n<!-- hubkit:end b -->\n", 2, "section 'a' (line 1) is open"),
        ("<!-- hubkit:begin a -->\n<!-- hubkit:end a -->\n" * 2, 3, "for the second time (first in line 1)"),
        ("x <!-- hubkit:begin a --> y\n", 1, "a line of its own"),
        ("<!-- hubkit:begin A b -->\n", 1, "a line of its own"),
    ],
)
@pytest.mark.parametrize(("head", "lines"), [("", 0), ("---\nlicense: mit\n---\n\n", 4)])
def test_marks_that_do_not_pair_up_are_named_with_their_line(
    body: str, line: int, words: str, head: str, lines: int
) -> None:
    if head:
        words = re.sub(r"line (\d)\)", lambda found: f"line {int(found[1]) + lines})", words)
    with pytest.raises(CardError, match=re.escape(words)) as caught:
        merge_card(head + body, rendered())
    assert str(caught.value).startswith(f"README.md, line {line + lines}:")


@pytest.mark.parametrize(
    ("front", "words"), [("a: [1", "not YAML"), ("- a\n- b", "must be a mapping"), ("words", "must be a mapping")]
)
def test_front_matter_that_cannot_be_read_is_an_error(front: str, words: str) -> None:
    with pytest.raises(CardError, match=words):
        merge_card(f"---\n{front}\n---\n", rendered())


def test_a_record_that_somebody_changed_is_an_error() -> None:
    with pytest.raises(CardError, match="delete that section"):
        merge_card(rendered().replace('"keys"', '"kees"'), rendered())


def test_what_is_written_by_hand_is_told_from_what_is_generated() -> None:
    assert written_by_hand(rendered()) == ""
    assert written_by_hand(rendered().replace("\n", "\r\n")) == ""
    mine = rendered() + "\nMine.\n"
    assert written_by_hand(mine) == "Mine."
    assert written_by_hand(mine.replace("\n", "\r\n") + "\r\n\r\n") == "Mine."
    changed = merge_card(mine, rendered({"about": "# Anew"}, {"license": "gpl", "tags": ["x"]}))
    assert written_by_hand(changed) == written_by_hand(mine)
    assert written_by_hand(merge_card("---\nthumbnail: x.png\n---\n", rendered())) == '{"thumbnail": "x.png"}'

"""Cards that a person may edit: what is generated stands between marks, everything else is theirs and stays.

    <!-- hubkit:begin scores -->
    ... replaced at every push ...
    <!-- hubkit:end scores -->

    card = merge_card(existing, rendered)

A person may move a section, and write before, between and after them; all of that survives byte for byte, line ends
included. In the front matter the generated keys are replaced and every other key stays as it was written. The first
section, `card`, is a comment that records which keys and tags were generated, so that one that is generated no more
goes away and one that a person added does not.
"""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import yaml

from hubkit.card_parts import dump_yaml
from hubkit.errors import CardError

__all__ = ["RECORD_SECTION", "merge_card", "read_front_matter", "record_section", "sections_of", "written_by_hand"]

RECORD_SECTION = "card"

_OWN_KEYS = frozenset(
    [
        "base_model",
        "base_model_relation",
        "configs",
        "datasets",
        "language",
        "library_name",
        "license",
        "models",
        "pipeline_tag",
        "preload_from_hub",
        "size_categories",
        "source_datasets",
        "tags",
        "task_categories",
    ]
)
"""Keys that a generated card may set. They are no part of what a person wrote, even in a card that has no marks yet."""

_MARK = re.compile(r"[ \t]*<!--[ \t]*hubkit:(begin|end)[ \t]+([a-z][a-z0-9-]*)[ \t]*-->[ \t]*")
_MARK_LIKE = re.compile(r"<!--\s*hubkit:(?:begin|end)\b")
_FRONT = re.compile(r"\A\ufeff?---[ \t]*(?:\r\n|\n)(?P<yaml>.*?)^---[ \t]*(?:\r\n|\n|\Z)", re.DOTALL | re.MULTILINE)
_KEY = re.compile(r"(?P<quote>[\"']?)(?P<key>[^\s#:\"'][^:\"']*)(?P=quote)[ \t]*:(?:\s|\Z)")
_RECORD = re.compile(r"^hubkit:front-matter (\{.*\})\s*$", re.MULTILINE)
_TITLE = re.compile(r"^# ", re.MULTILINE)


@dataclass(frozen=True)
class _Piece:
    """A stretch of a card's body: a section with its marks and their line ends, or (`name` None) a person's text."""

    name: str | None
    text: str


@dataclass(frozen=True)
class _Card:
    """A card taken apart without a byte lost: front matter as (key, its lines) and the body's pieces. Lines before the
    first key, such as comments, have the key ""."""

    has_front: bool
    blocks: tuple[tuple[str, str], ...]
    fields: Mapping[str, Any]
    pieces: tuple[_Piece, ...]
    keys: frozenset[str]
    tags: tuple[str, ...]

    @property
    def own_tags(self) -> list[Any]:
        """The tags that a person added."""
        return [tag for tag in _as_list(self.fields.get("tags")) if tag not in self.tags]


def merge_card(existing: str | None, rendered: str) -> str:
    """The card to publish: `rendered` (front matter and marked sections) laid over what is there already.

    Sections of the same name are replaced where they stand; one that is not rendered any more goes; a new one comes
    after the section that precedes it in `rendered`, else before the one that follows. A card without marks (written by
    hand, or by TRL's template) keeps its whole text, after the generated sections, or before them when they bring no
    title of their own (a Space). Of its front matter, keys that are generated are replaced, `tags` are joined, the rest
    is kept as written. Line ends are those of `existing`.

    Merging twice changes nothing more. Raises `CardError` with the line for marks that do not pair up, and for front
    matter that is not YAML.
    """
    if not existing:
        return rendered
    newline = "\r\n" if "\r\n" in existing else "\n"
    old, new = _read(existing), _read(rendered)
    body = "".join(piece.text for piece in _merge_pieces(old.pieces, new.pieces, newline))
    front = _merge_front(old, new, newline)
    # What the record lists is exactly what a person did not write themselves.
    own = set(map(str, old.own_tags))
    tags = [tag for tag in new.tags if tag not in own]
    body = _RECORD.sub(lambda match: _record_line(new.fields, tags) + newline.removesuffix("\n"), body, count=1)
    merged = front + body
    _read(merged)  # an anchor that a generated key carried away would show here
    return merged


def written_by_hand(card: str) -> str:
    """What a person wrote in a card: the text outside the marks and the front matter that no generated card sets, in
    one canonical form (line ends, blank lines around sections and the order of keys do not matter). "" for a card that
    is generated as a whole."""
    parts = _read(card)
    fields: dict[str, Any] = {
        key: value for key, value in parts.fields.items() if key not in _OWN_KEYS and key not in parts.keys
    }
    if parts.own_tags:
        fields["tags"] = sorted(map(str, parts.own_tags))
    texts = [piece.text.replace("\r\n", "\n").strip() for piece in parts.pieces if piece.name is None]
    head = [json.dumps(fields, sort_keys=True, default=str, ensure_ascii=False)] if fields else []
    return "\n\n".join([*head, *filter(None, texts)])


def read_front_matter(card: str) -> dict[str, Any]:
    """The front matter of a card, empty where there is none; `CardError` for YAML that is broken or no mapping."""
    return dict(_read(card).fields)


def sections_of(card: str) -> dict[str, str]:
    """The generated sections of a card by name, without their marks."""
    return {piece.name: "\n".join(piece.text.splitlines()[1:-1]).strip() for piece in _read(card).pieces if piece.name}


def record_section(keys: Iterable[str], tags: Iterable[str]) -> str:
    """The section that a generated card begins with: a comment for people and the record of what was generated."""
    return (
        f"<!-- hubkit:begin {RECORD_SECTION} -->\n"
        "<!-- Generated from the JSON records in this repository. The next push replaces what stands between two such\n"
        "marks, and keeps what is written outside of them.\n"
        f"{_record_line(keys, tags)}\n"
        "-->\n"
        f"<!-- hubkit:end {RECORD_SECTION} -->\n"
    )


def _record_line(keys: Iterable[str], tags: Iterable[str]) -> str:
    record = json.dumps({"keys": sorted(keys), "tags": list(tags)})
    return "hubkit:front-matter " + record.replace("<", "\\u003c").replace(">", "\\u003e")


def _read(card: str) -> _Card:
    front = _FRONT.match(card)
    blocks: tuple[tuple[str, str], ...] = ()
    fields: Any = {}
    if front:
        try:
            fields = yaml.safe_load(front["yaml"]) or {}
        except yaml.YAMLError as error:
            raise CardError(f"README.md: its front matter is not YAML: {' '.join(str(error).split())}") from error
        if not isinstance(fields, dict):
            raise CardError("README.md: its front matter must be a mapping such as `license: mit`")
        blocks = _blocks(front["yaml"])
        if {key for key, _ in blocks if key} != {str(key) for key in fields}:  # a style that cannot be cut by lines
            blocks = tuple((str(key), dump_yaml({key: value})) for key, value in fields.items())
    pieces = _pieces(card, front.end() if front else 0)
    keys: frozenset[str] = frozenset()
    tags: tuple[str, ...] = ()
    for piece in pieces:
        if piece.name == RECORD_SECTION and (found := _RECORD.search(piece.text)):
            try:
                record = json.loads(found[1])
                keys, tags = frozenset(map(str, record["keys"])), tuple(map(str, record["tags"]))
            except (ValueError, KeyError, TypeError) as error:
                raise CardError(
                    f"README.md: the record in section {RECORD_SECTION!r} was changed; delete that section"
                ) from error
    return _Card(bool(front), blocks, {str(key): value for key, value in fields.items()}, pieces, keys, tags)


def _blocks(lines: str) -> tuple[tuple[str, str], ...]:
    """The front matter cut before each key of the outermost level; a comment belongs to the key that follows it."""
    blocks: list[tuple[str, str]] = []
    waiting = ""
    for line in lines.splitlines(keepends=True):
        match = _KEY.match(line)
        if match:
            blocks.append((match["key"].strip(), waiting + line))
            waiting = ""
        elif line.startswith("#") or (waiting and not line.strip()):
            waiting += line
        elif blocks:
            key, before = blocks.pop()
            blocks.append((key, before + waiting + line))
            waiting = ""
        else:
            waiting += line
    return (*blocks, ("", waiting)) if waiting else tuple(blocks)


def _pieces(card: str, start: int) -> tuple[_Piece, ...]:
    pieces: list[_Piece] = []
    opened: tuple[str, int] | None = None
    text = ""
    seen: dict[str, int] = {}
    first = card.count("\n", 0, start) + 1
    for number, line in enumerate(_lines(card[start:]), first):
        mark = _MARK.fullmatch(line.rstrip("\r\n"))
        if mark is None:
            if _MARK_LIKE.search(line):
                raise CardError(
                    f"README.md, line {number}: a hubkit mark must be a line of its own, "
                    "<!-- hubkit:begin NAME --> or <!-- hubkit:end NAME -->; mend or delete it"
                )
            text += line
            continue
        what, name = mark.groups()
        if what == "begin":
            if opened:
                raise CardError(
                    f"README.md, line {number}: section {name!r} begins inside section {opened[0]!r} "
                    f"(line {opened[1]}); put <!-- hubkit:end {opened[0]} --> before it"
                )
            if name in seen:
                raise CardError(
                    f"README.md, line {number}: section {name!r} begins for the second time (first in line "
                    f"{seen[name]}); delete one of the two"
                )
            seen[name] = number
            opened = (name, number)
            if text:
                pieces.append(_Piece(None, text))
            text = line
        else:
            if opened is None or opened[0] != name:
                there = f"section {opened[0]!r} (line {opened[1]}) is open" if opened else "no section is open"
                raise CardError(
                    f"README.md, line {number}: section {name!r} ends, but {there}; mend the marks or delete this one"
                )
            pieces.append(_Piece(name, text + line))
            text, opened = "", None
    if opened:
        raise CardError(
            f"README.md, line {opened[1]}: section {opened[0]!r} begins and never ends; "
            f"add <!-- hubkit:end {opened[0]} --> where it ends, or delete the mark"
        )
    if text:
        pieces.append(_Piece(None, text))
    return tuple(pieces)


def _lines(text: str) -> list[str]:
    """Lines with their ends; unlike `splitlines`, cut at "\\n" alone."""
    return [line for line in re.split(r"(?<=\n)", text) if line]


def _merge_pieces(old: Sequence[_Piece], new: Sequence[_Piece], newline: str) -> list[_Piece]:
    rendered = {piece.name: _with_newlines(piece.text, newline) for piece in new if piece.name}
    order = list(rendered)
    if not any(piece.name for piece in old):
        generated = "".join(piece.text for piece in new)
        block = _with_newlines(generated, newline).strip("\r\n") + newline
        text = "".join(piece.text for piece in old)
        if not text.strip():
            return [_Piece(None, block)]
        if _TITLE.search(generated):
            gap = "" if text.startswith(("\n", "\r\n")) else newline
            return [_Piece(None, block + gap + text)]
        return [_Piece(None, text + (newline if text.endswith("\n") else newline * 2) + block)]
    result = [piece for piece in old if piece.name is None or piece.name in rendered]
    result = [_Piece(piece.name, rendered[piece.name]) if piece.name else piece for piece in result]
    there = [piece.name for piece in result if piece.name]
    for position, name in enumerate(order):
        if name in there:
            continue
        before = next((other for other in reversed(order[:position]) if other in there), None)
        section = _Piece(name, rendered[name])
        names = [piece.name for piece in result]
        if before is not None:
            at = names.index(before) + 1
            result[at:at] = [_Piece(None, newline), section]
        elif there:
            after = next(other for other in order[position:] if other in there)
            at = names.index(after)
            result[at:at] = [section, _Piece(None, newline)]
        there.append(name)
    return result


def _with_newlines(text: str, newline: str) -> str:
    return text.replace("\r\n", "\n").replace("\n", newline)


def _merge_front(old: _Card, new: _Card, newline: str) -> str:
    lines = ""
    generated = dict(new.blocks)
    for key, block in new.blocks:
        if key == "tags":
            tags = _as_list(new.fields["tags"])
            block = dump_yaml({"tags": [*tags, *(tag for tag in old.own_tags if tag not in tags)]})
        lines += _with_newlines(block, newline)
    for key, block in old.blocks:
        if key in generated:
            continue
        if key == "tags" and old.keys:
            if old.own_tags:
                lines += _with_newlines(dump_yaml({"tags": old.own_tags}), newline)
        elif key not in old.keys:
            lines += block
    return f"---{newline}{lines}---{newline}" if lines else ""


def _as_list(value: object) -> list[Any]:
    if value is None:
        return []
    return value if isinstance(value, list) else [value]

"""The problems of a batch: a visitor's file, or the first ones of a built-in split. Knows nothing of Gradio.

>>> items = read_items(Path("mine.csv"))                                                    # doctest: +SKIP
>>> items[0].place, items[0].gold                                                           # doctest: +SKIP
('mine.csv:2', '72')

A file is CSV with a header, or JSON Lines. Either has a column `problem` (or `question`) and, if the visitor has them,
`answer`: a number, yes or no, or GSM8K's form, whose last line is `#### 72`. JSON Lines may also hold problems in this
project's own form (`Problem.to_json`). Other columns are left alone.
"""

import csv
import io
import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from socratic.answers import normalize_answer
from socratic.builtin import builtin_problems
from socratic.errors import FormatError, ProblemError, SourceError
from socratic.problem import Problem, Step, one_line
from socratic.reasoners import typed_problem

__all__ = ["BUNDLED", "MAX_BYTES", "MAX_PROBLEMS", "Item", "bundled_items", "read_items"]

MAX_PROBLEMS = 200
MAX_BYTES = 10_000_000

BUNDLED = {
    "Built-in test problems": "test",
    "Built-in, unseen combinations": "test-combinations",
    "Built-in, unseen phrasings": "test-phrasings",
    "Built-in, more steps": "test-steps",
}
"""The sets that need no file: held-out splits of the built-in generator, by the name on the page."""
BUNDLED_PROBLEMS = 50

_FINAL = re.compile(r"(?:\A|\n)####(.*)\Z", re.DOTALL)
_OWN_FIELDS = {"id", "text", "steps", "answer", "source"}


@dataclass(frozen=True)
class Item:
    """A problem, where it stands (`mine.csv:3`) and its right answer, if that is known."""

    place: str
    problem: Problem
    gold: str | None


def bundled_items(name: str) -> tuple[Item, ...]:
    """The first 50 problems of one of `BUNDLED`."""
    problems = builtin_problems(BUNDLED[name], BUNDLED_PROBLEMS)
    return tuple(Item(problem.id, problem, problem.answer) for problem in problems)


def read_items(path: Path) -> tuple[Item, ...]:
    """The problems of a visitor's `.jsonl` or `.csv` file.

    Raises `SourceError` or `ProblemError` for a file that is no such thing or too much: with the file's name (not its
    folder, which is the server's), the line, and what to do about it.
    """
    name = path.name
    if path.suffix.lower() not in (".jsonl", ".csv"):
        raise SourceError(f"{name}: the name must end in .jsonl or .csv")
    if (size := path.stat().st_size) > MAX_BYTES:
        raise SourceError(f"{name}: {size / 1e6:.1f} MB; at most {MAX_BYTES // 1_000_000} MB are taken: split the file")
    text = _decode(path.read_bytes(), name)
    rows = list(_csv_rows(text, name) if path.suffix.lower() == ".csv" else _jsonl_rows(text, name))
    if not rows:
        raise SourceError(f"{name}: there are no problems in it")
    if len(rows) > MAX_PROBLEMS:
        raise SourceError(f"{name}: {len(rows):,} problems; at most {MAX_PROBLEMS} are taken at once: split the file")
    return tuple(_item(place, fields) for place, fields in rows)


def _decode(data: bytes, name: str) -> str:
    if (nul := data.find(b"\0")) >= 0:
        line = data.count(b"\n", 0, nul) + 1
        raise SourceError(f"{name}:{line}: a NUL byte; save the file as plain UTF-8 text")
    try:
        return data.decode("utf-8-sig")  # a byte order mark, as Windows editors write it, is no part of the text
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise SourceError(f"{name}:{line}: not UTF-8; save the file as UTF-8") from error


def _jsonl_rows(text: str, name: str) -> Iterable[tuple[str, dict[str, Any]]]:
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            fields = json.loads(line)
        except (ValueError, RecursionError) as error:
            reason = error.msg if isinstance(error, json.JSONDecodeError) else "too deep, or too long a number"
            raise ProblemError(f"{name}:{number}: not JSON ({reason}); write one object a line") from error
        if not isinstance(fields, dict):
            raise ProblemError(
                f"{name}:{number}: a {type(fields).__name__}, not a JSON object; write one object a line"
            )
        yield f"{name}:{number}", fields


def _csv_rows(text: str, name: str) -> Iterable[tuple[str, dict[str, Any]]]:
    header = text.partition("\n")[0]
    delimiter = max(",;\t", key=header.count)  # spreadsheets of many countries write semicolons
    # "" keeps the line breaks within quotes; strict refuses what would otherwise be guessed at.
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    names: list[str] = []
    line = 1
    try:
        for cells in reader:
            if not names:
                names = [cell.strip().lower() for cell in cells]
                if not {"problem", "question"} & set(names):
                    raise ProblemError(f"{name}:1: no column 'problem' or 'question'; the first line must name columns")
            elif any(cell.strip() for cell in cells):
                if len(cells) > len(names):
                    raise ProblemError(
                        f"{name}:{line}: {len(cells)} cells under {len(names)} columns; put text with "
                        f"{'commas' if delimiter == ',' else 'delimiters'} into double quotes"
                    )
                yield f"{name}:{line}", dict(zip(names, cells, strict=False))
            line = reader.line_num + 1
    except csv.Error as error:
        raise ProblemError(f"{name}:{line}: not CSV ({error}); check the quotes") from error


def _item(place: str, fields: dict[str, Any]) -> Item:
    try:
        # JSON may spell out half of a surrogate pair, which no page and no file can hold.
        json.dumps(fields, ensure_ascii=False).encode()
        if fields.keys() == _OWN_FIELDS:
            problem = Problem.from_json(fields)
            typed_problem(problem.text)
            return Item(place, problem, _gold(problem.answer))
        text = next((fields[name] for name in ("problem", "question") if fields.get(name) is not None), None)
        if text is None:
            raise ProblemError("no field 'problem' or 'question'")
        if not isinstance(text, str):
            raise ProblemError(f"the problem must be text, not {type(text).__name__}")
        answer, steps = _answer(fields.get("answer"))
        problem = typed_problem(text, "yesno" if answer in ("yes", "no") else "number")
        problem = replace(problem, id=place, source=place.rpartition(":")[0], steps=steps)
        return Item(place, problem if answer is None else replace(problem, answer=answer), answer)
    except UnicodeEncodeError as error:
        raise ProblemError(f"{place}: half of a surrogate pair; save the file as UTF-8 text") from error
    except (FormatError, ProblemError) as error:
        raise ProblemError(f"{place}: {error}") from error


def _answer(value: Any) -> tuple[str | None, tuple[Step, ...]]:
    """The gold answer and, where it is in GSM8K's form, the steps that lead to it."""
    if value is None or (isinstance(value, str) and not value.strip()):
        return None, ()
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        raise ProblemError(f"the answer must be a number, yes or no, not {json.dumps(value)[:80]}")
    text = str(value)
    if (final := _FINAL.search(text)) is None:
        return _gold(text), ()
    lines = [line for line in text[: final.start()].split("\n") if line.strip()]
    parts = [line.partition(" ** ") if " ** " in line else ("", "", line) for line in lines]
    return _gold(final[1]), tuple(Step(one_line(question), one_line(solution)) for question, _, solution in parts)


def _gold(text: str) -> str:
    answer = normalize_answer(text, "number") or normalize_answer(text, "yesno")
    if answer is None:
        raise ProblemError(f"the answer must be a number, yes or no, not {text.strip()[:80]!r}")
    return answer

"""Many problems, both methods: the run, its counts and its archive. Knows nothing of Gradio.

>>> for batch in run_batch(cot, socratic, "mine.csv", items):                               # doctest: +SKIP
...     print(batch.done, batch.seconds_left)
>>> tally(batch.rows).only_socratic                                                         # doctest: +SKIP
7
"""

import csv
import io
import json
import logging
import time
import uuid
import zipfile
from collections.abc import Generator, Sequence
from dataclasses import asdict, dataclass, field, replace
from itertools import groupby
from typing import Any, Literal

from batch_items import Item

from socratic.answers import answers_match
from socratic.errors import SocraticError
from socratic.problem import Problem
from socratic.reasoners import Reasoner
from socratic.statistics import mcnemar_p, wilson_interval
from socratic.traces import Trace

__all__ = [
    "MAX_SECONDS",
    "Batch",
    "Count",
    "Row",
    "Tally",
    "archive",
    "disagree",
    "run_batch",
    "tally",
]

MAX_SECONDS = 900.0
"""A batch that takes longer stops and keeps what is done: others wait for their turn. In seconds."""

TOGETHER = 8
"""Problems that a method works on at a time. Progress is shown, and Stop heard, after each such group."""

logger = logging.getLogger(__name__)

_STATUS = Literal["idle", "running", "done", "stopped", "out of time"]


# Running.


@dataclass(frozen=True)
class Row:
    """One problem with what each method made of it. `number` counts from 1."""

    number: int
    item: Item
    cot: Trace
    socratic: Trace

    def right(self, trace: Trace) -> bool | None:
        """Whether the trace has the right answer; None where nobody knows it."""
        return None if self.item.gold is None else answers_match(trace.answer, self.item.gold)


@dataclass(frozen=True)
class Batch:
    """A batch at one moment. The seconds of a method are those in which its students worked."""

    name: str = ""
    items: tuple[Item, ...] = ()
    cot: tuple[Trace, ...] = ()
    socratic: tuple[Trace, ...] = ()
    cot_seconds: float = 0.0
    socratic_seconds: float = 0.0
    status: _STATUS = "idle"
    students: tuple[dict[str, Any], ...] = field(default=(), hash=False)  # Gradio hashes what a visitor's state holds

    @property
    def done(self) -> int:
        """Problems that both methods are through with."""
        return min(len(self.cot), len(self.socratic))

    @property
    def rows(self) -> tuple[Row, ...]:
        """The problems that both methods are through with: whatever is counted is counted on the same ones."""
        return tuple(
            Row(number, item, cot, socratic)
            for number, (item, cot, socratic) in enumerate(
                zip(self.items, self.cot, self.socratic, strict=False), start=1
            )
        )

    @property
    def seconds_left(self) -> float | None:
        """How long the rest will take at the pace of each method so far; None before both have worked."""
        if not self.cot or not self.socratic:
            return None
        sides = ((self.cot, self.cot_seconds), (self.socratic, self.socratic_seconds))
        return sum(seconds / len(traces) * (len(self.items) - len(traces)) for traces, seconds in sides)

    def stopped(self) -> "Batch":
        """This batch as it is when the visitor stops it: what is done stays."""
        return replace(self, status="stopped") if self.status == "running" else self


def run_batch(
    cot: Reasoner,
    socratic: Reasoner,
    name: str,
    items: Sequence[Item],
    students: Sequence[dict[str, Any]] = (),
    *,
    together: int = TOGETHER,
    max_seconds: float = MAX_SECONDS,
) -> Generator[Batch]:
    """Let both methods solve `items`, in turns of `together` problems, and yield the batch after each turn.

    An error of one method on a group is the result of that method on these problems; everything else goes on. Closing
    the generator stops the batch.
    """
    batch = Batch(name, tuple(items), status="running", students=tuple(students))
    yield batch
    start = time.perf_counter()
    for first in range(0, len(items), together):
        problems = [item.problem for item in items[first : first + together]]
        traces, seconds = _solve(cot, problems)
        batch = replace(batch, cot=batch.cot + traces, cot_seconds=batch.cot_seconds + seconds)
        yield batch
        traces, seconds = _solve(socratic, problems)
        batch = replace(batch, socratic=batch.socratic + traces, socratic_seconds=batch.socratic_seconds + seconds)
        if batch.done < len(items):
            if time.perf_counter() - start > max_seconds:
                yield replace(batch, status="out of time")
                return
            yield batch
    yield replace(batch, status="done")


def _solve(reasoner: Reasoner, problems: Sequence[Problem]) -> tuple[tuple[Trace, ...], float]:
    start = time.perf_counter()
    try:
        traces = tuple(reasoner.solve(problems, len(problems)))
    except SocraticError as error:
        traces = _failed(reasoner, problems, str(error))
    except Exception:  # a bug on one side must not take the other side's results away
        identifier = uuid.uuid4().hex[:8]
        logger.exception("internal error %s", identifier)
        traces = _failed(reasoner, problems, f"an internal error; the server's log has it under {identifier}")
    return traces, time.perf_counter() - start


def _failed(reasoner: Reasoner, problems: Sequence[Problem], message: str) -> tuple[Trace, ...]:
    return tuple(Trace(reasoner.name, problem.id, (), None, error=message) for problem in problems)


# Counting.


@dataclass(frozen=True)
class Count:
    """One method on some problems: right, wrong, and without an answer (which is neither)."""

    right: int
    wrong: int
    none: int

    @property
    def problems(self) -> int:
        """All of them."""
        return self.right + self.wrong + self.none

    @property
    def interval(self) -> tuple[float, float]:
        """The 95 % interval (Wilson) of the accuracy, as shares; there must be a problem."""
        return wilson_interval(self.right, self.problems)


@dataclass(frozen=True)
class Tally:
    """What a batch comes to.

    The first part counts the problems with a known answer: each method, the four-way table, McNemar's exact p-value,
    and by number of steps (problems whose steps are known). `same` and `differ` count all problems, answer known or
    not: whether the two answers are the same; where one or both are missing they are in `missing`.
    """

    cot: Count
    socratic: Count
    both: int
    only_cot: int
    only_socratic: int
    neither: int
    p_value: float
    by_steps: tuple[tuple[int, Count, Count], ...]
    same: int
    differ: int
    missing: int


def tally(rows: Sequence[Row]) -> Tally:
    """Count the rows."""
    known = [row for row in rows if row.item.gold is not None]
    pairs = [(row.right(row.cot), row.right(row.socratic)) for row in known]
    with_steps = sorted((row for row in known if row.item.problem.steps), key=_steps)
    grouped = [(steps, list(group)) for steps, group in groupby(with_steps, key=_steps)]
    only_cot, only_socratic = pairs.count((True, False)), pairs.count((False, True))
    same = sum(_same(row) is True for row in rows)
    differ = sum(_same(row) is False for row in rows)
    return Tally(
        cot=_count(known, "cot"),
        socratic=_count(known, "socratic"),
        both=pairs.count((True, True)),
        only_cot=only_cot,
        only_socratic=only_socratic,
        neither=pairs.count((False, False)),
        p_value=mcnemar_p(only_cot, only_socratic),
        by_steps=tuple((steps, _count(group, "cot"), _count(group, "socratic")) for steps, group in grouped),
        same=same,
        differ=differ,
        missing=len(rows) - same - differ,
    )


def disagree(row: Row) -> bool:
    """Whether the methods part on this problem: other answers, or an answer on one side only."""
    return _same(row) is False or (row.cot.answer is None) != (row.socratic.answer is None)


def _same(row: Row) -> bool | None:
    if row.cot.answer is None or row.socratic.answer is None:
        return None
    return answers_match(row.cot.answer, row.socratic.answer)


def _steps(row: Row) -> int:
    return len(row.item.problem.steps)


def _count(rows: Sequence[Row], side: Literal["cot", "socratic"]) -> Count:
    traces = [(row, row.cot if side == "cot" else row.socratic) for row in rows]
    right = sum(row.right(trace) is True for row, trace in traces)
    none = sum(trace.answer is None for _, trace in traces)
    return Count(right, len(rows) - right - none, none)


# Taking it home.


def archive(batch: Batch) -> bytes:
    """Everything as a zip file: `traces.jsonl` (a line a problem), `results.csv` (the table) and `summary.json`."""
    lines, table = [], io.StringIO()
    writer = csv.writer(table)
    writer.writerow(["number", "place", "problem", "steps", "answer", "cot", "cot right", "socratic", "socratic right"])
    for row in batch.rows:
        rights = row.right(row.cot), row.right(row.socratic)
        lines.append(
            {
                "number": row.number,
                "place": row.item.place,
                "problem": row.item.problem.text,
                "answer": row.item.gold,
                "cot_right": rights[0],
                "socratic_right": rights[1],
                "cot": row.cot.to_json(),
                "socratic": row.socratic.to_json(),
            }
        )
        words = [{None: "", True: "yes", False: "no"}[right] for right in rights]
        writer.writerow(
            [
                row.number,
                _cell(row.item.place),
                _cell(row.item.problem.text),
                len(row.item.problem.steps) or "",
                row.item.gold or "",
                row.cot.answer or "",
                words[0],
                row.socratic.answer or "",
                words[1],
            ]
        )
    counted = tally(batch.rows)
    summary = {
        "problems": batch.name,
        "status": batch.status,
        "asked": len(batch.items),
        "solved": batch.done,
        **{key: value for key, value in asdict(counted).items() if key not in ("cot", "socratic", "by_steps")},
        "methods": {"cot": _count_record(counted.cot), "socratic": _count_record(counted.socratic)},
        "by_steps": [
            {"steps": steps, "cot": _count_record(cot), "socratic": _count_record(socratic)}
            for steps, cot, socratic in counted.by_steps
        ],
        "seconds": {"cot": round(batch.cot_seconds, 3), "socratic": round(batch.socratic_seconds, 3)},
        "students": list(batch.students),
    }
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("traces.jsonl", "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines))
        file.writestr("results.csv", table.getvalue())
        file.writestr("summary.json", json.dumps(summary, indent=2, ensure_ascii=False) + "\n")
    return packed.getvalue()


def _cell(text: str) -> str:
    """`text` so that a spreadsheet takes it for text: what begins like a formula would be computed."""
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text


def _count_record(count: Count) -> dict[str, Any]:
    record: dict[str, Any] = {**asdict(count), "problems": count.problems}
    if count.problems:
        record |= {"accuracy": count.right / count.problems, "interval": list(count.interval)}
    return record

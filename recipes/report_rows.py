"""Score records as rows of a report: one row for a record, or for all the seeds of a method together.

>>> rows = score_rows(record_files(["results/students"], is_score))        # doctest: +SKIP
>>> rows[0].place, rows[0].method, rows[0].seeds, rows[0].percent          # doctest: +SKIP
('builtin test', 'cot', 1, '46.00 (39.23 to 52.92)')

Seeds are pooled by recipes/pooled.py, where it is said which records belong together. Here they must also share their
bases, what they were taught on, their problems and their settings. A copy of a record counts once.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from recipes.pooled import Key, Pooled, key_of, pool_group
from recipes.records import TRAINING_FILE, read_json
from recipes.tables import percent
from socratic.errors import ConfigError
from socratic.statistics import wilson_interval

__all__ = [
    "NUMBER",
    "TEXT_OR_NONE",
    "Record",
    "Row",
    "StepCount",
    "is_score",
    "is_training",
    "largest",
    "leading",
    "record_files",
    "score_rows",
    "slug",
]

NUMBER = (int, float)
TEXT_OR_NONE = (str, type(None))

_SETS = ("builtin", "gsm8k", "gsm8k-main", "svamp", "svamp-placeholders", "strategyqa")
_METHODS = ("answer", "cot", "unified", "iterative")
_OF_NO_ROW = ("batch_size", "device", "seed")
"""Settings in which the records of a row may differ: greedy answers do not hang on them, and seeds are pooled."""


class Record:
    """A record with the file that it came from, so that what it lacks can be told."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.fields = read_json(file)

    def get(self, path: str, kind: type | tuple[type, ...]) -> Any:
        """The field at a dotted path such as `settings.calculator`, which must be of this kind."""
        value: Any = self.fields
        for key in path.split("."):
            if not isinstance(value, dict) or key not in value:
                raise ConfigError(f"{self.file}: field {path!r} is missing; run the recipe that writes it again")
            value = value[key]
        if not isinstance(value, kind):
            raise ConfigError(f"{self.file}: field {path!r} cannot be {value!r}")
        return value


@dataclass(frozen=True)
class StepCount:
    """The problems with so many gold steps: accuracy as a share, with its 95 % interval."""

    steps: int
    problems: int
    accuracy: float
    interval: tuple[float, float]


@dataclass(frozen=True)
class Row:
    """One method on one set. `accuracy` and `interval` (95 %) are shares of all `problems`.

    `students` tells what the students started from and were taught on, all of them where they differ. `parameters`
    counts those of the method's models together, one that plays two parts once; None where a record does not say it.
    `written` (tokens), `calls` and `seconds` are a problem's. `pooled` is there for records with outcomes, with which
    methods are compared problem by problem. `files` are the records'.
    """

    dataset: str
    split: str | None
    method: str
    students: str
    calculator: bool
    budget: str
    seeds: int
    problems: int
    accuracy: float
    interval: tuple[float, float]
    no_answer: float
    written: float
    calls: float
    seconds: float
    by_steps: tuple[StepCount, ...]
    parameters: int | None
    pooled: Pooled | None
    files: tuple[Path, ...]

    @property
    def place(self) -> str:
        """The set as a table names it: "gsm8k test"."""
        return f"{self.dataset} {self.split}" if self.split else self.dataset

    @property
    def percent(self) -> str:
        """Accuracy and interval in %, as a table has them: "4.17 (3.22 to 5.39)"."""
        return percent(self.accuracy, self.interval, places=2)

    @property
    def is_oracle(self) -> bool:
        """Whether gold questions or hints were given at test time."""
        return "oracle" in self.method

    @property
    def is_untrained(self) -> bool:
        """Whether it is the base itself that played the role: the budget `0k` of recipes/reproduce.py."""
        return self.budget == "0k"

    @property
    def trained(self) -> str:
        """The tokens that each student was trained on; where no record says it, the folder's name."""
        tokens = None if self.pooled is None else self.pooled.tokens
        return self.budget if tokens is None else f"{tokens:,.0f}"


def is_score(file: Path) -> bool:
    """Whether a file is a score record by its place; `.run.json` is a run still going on."""
    return file.parent.name == "scores" and not file.name.endswith(".run.json")


def is_training(file: Path) -> bool:
    """Whether a file is a training record by its name."""
    return file.name == TRAINING_FILE


def record_files(paths: Iterable[str | Path], wanted: Callable[[Path], bool]) -> list[Path]:
    """The wanted files (`is_score` or `is_training`) among `paths` and under those that are folders, each once."""
    found: dict[Path, None] = {}
    for path in map(Path, paths):
        if path.is_dir():
            found.update(dict.fromkeys(sorted(file for file in path.rglob("*.json") if wanted(file))))
        elif is_training(path) == (wanted is is_training):  # a file that is named is meant, wherever it lies
            found[path] = None
    return list(found)


def score_rows(files: Sequence[Path]) -> list[Row]:
    """The rows of these records, in the order of METHOD.md's sets and methods, oracles last, calculator before without.

    Raises `ConfigError` for a record that is broken, with its file and field.
    """
    groups: dict[tuple[Any, ...], list[Record]] = {}
    for record in map(Record, files):
        _check_key(record)
        settings = sorted(item for item in record.fields["settings"].items() if item[0] not in _OF_NO_ROW)
        told = (_students(record), record.get("data_fingerprint", str), str(settings))
        group = groups.setdefault((key_of(record.file, record.fields), *told), [])
        if not any(_is_copy(record, other) for other in group):
            group.append(record)
    return sorted((_row(key, students, group) for (key, students, *_), group in groups.items()), key=_order)


def largest(rows: Iterable[Row]) -> list[Row]:
    """Of rows that differ in nothing but the tokens of training, the one with the most; the others are for learning
    curves."""
    most: dict[tuple[Any, ...], Row] = {}
    for row in rows:
        same = (row.place, row.problems, row.students, row.method, row.calculator)
        if same not in most or _tokens(row) > _tokens(most[same]):
            most[same] = row
    return list(most.values())


def leading(rows: Iterable[Row]) -> list[Row]:
    """The `largest`, and of those that were scored with the calculator and without only the first."""
    rows = largest(rows)
    with_it = {(row.place, row.problems, row.students, row.method) for row in rows if row.calculator}
    return [row for row in rows if row.calculator or (row.place, row.problems, row.students, row.method) not in with_it]


def slug(text: str) -> str:
    """A text as a part of a file's name: "gsm8k test" becomes "gsm8k-test"."""
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")


def _check_key(record: Record) -> None:
    for field, kind in (("dataset", str), ("split", TEXT_OR_NONE), ("method", str), ("settings.calculator", bool)):
        record.get(field, kind)


def _is_copy(record: Record, other: Record) -> bool:
    """Whether both are of the same run of the same students. They must say the same then: neither is the seed of the
    other."""
    if any(record.get(field, object) != other.get(field, object) for field in ("students", "settings.seed")):
        return False
    if any(record.fields.get(field) != other.fields.get(field) for field in ("outcomes", "correct")):
        raise ConfigError(f"{record.file} and {other.file} are two scores of the same students that differ; keep one")
    return True


def _row(key: Key, students: str, group: Sequence[Record]) -> Row:
    (first, *more) = group
    problems = first.get("problems", int)
    pooled = None
    if more or "outcomes" in first.fields:
        pooled = pool_group(key, [(record.file, record.fields) for record in group])
    accuracy, interval = first.get("accuracy", NUMBER), _interval(first.get("interval", list), first)
    if more and pooled is not None:
        accuracy, interval = pooled.accuracy, pooled.interval

    def mean(field: str) -> float:
        return sum(float(record.get(field, NUMBER)) for record in group) / len(group)

    dataset, split, method, calculator, budget = key
    return Row(
        dataset=dataset,
        split=split,
        method=method,
        students=students,
        calculator=calculator,
        budget=budget,
        seeds=len(group),
        problems=problems,
        accuracy=accuracy,
        interval=interval,
        no_answer=mean("no_answer"),
        written=mean("tokens") / problems,
        calls=mean("calls") / problems,
        seconds=mean("seconds") / problems,
        by_steps=_by_steps(group),
        parameters=_parameters(first),
        pooled=pooled,
        files=tuple(record.file for record in group),
    )


def _by_steps(group: Sequence[Record]) -> tuple[StepCount, ...]:
    """The seeds' means. Which problems have how many steps is in no record, so the interval of several seeds is that of
    one run with their mean: wider than it need be, for the seeds' chance is in it in full."""
    counts: dict[int, list[dict[str, Any]]] = {}
    for record in group:
        try:
            for item in record.get("by_steps", list):
                counts.setdefault(item["steps"], []).append({name: item[name] for name in ("problems", "correct")})
        except (KeyError, TypeError) as error:
            raise ConfigError(f"{record.file}: field 'by_steps' is not what recipes/score.py writes") from error
    found = []
    for steps, items in sorted(counts.items()):
        problems, correct = items[0]["problems"], sum(item["correct"] for item in items) / len(items)
        found.append(StepCount(steps, problems, correct / problems, wilson_interval(correct, problems)))
    return tuple(found)


def _interval(ends: list[Any], record: Record) -> tuple[float, float]:
    if len(ends) != 2 or not all(isinstance(end, NUMBER) for end in ends):
        raise ConfigError(f"{record.file}: field 'interval' cannot be {ends!r}")
    return ends[0], ends[1]


def _students(record: Record) -> str:
    """What the students of a score started from and were taught on; all of them, where they differ.

    A decomposer that was taught on its solver's own answers counts as one taught on the problems: its method says that.
    """
    try:
        told = [
            f"{item['student']['base_model']}, {item['student']['dataset']}"
            for item in record.get("students", list)
            if not str(item["student"]["dataset"]).startswith("own-answers-seed")
        ]
    except (KeyError, TypeError) as error:
        raise ConfigError(f"{record.file}: field 'students' is not what recipes/score.py writes") from error
    return "; ".join(dict.fromkeys(told))


def _parameters(record: Record) -> int | None:
    """Of all models together; one that plays two parts, known by its weights' SHA-256, counts once."""
    models = {
        student.get("sha256", number): student.get("parameters")
        for number, student in enumerate(record.get("students", list))
    }
    counts = list(models.values())
    return None if None in counts or not counts else sum(counts)


def _order(row: Row) -> tuple[Any, ...]:
    return (
        _SETS.index(row.dataset) if row.dataset in _SETS else len(_SETS),
        row.dataset,
        row.split or "",
        -row.problems,
        next((number for number, name in enumerate(_METHODS) if row.method.startswith(name)), len(_METHODS)),
        row.is_oracle,
        row.method,
        not row.calculator,
        _tokens(row),
        str(row.files[0]),
    )


def _tokens(row: Row) -> float:
    return 0 if row.pooled is None or row.pooled.tokens is None else row.pooled.tokens

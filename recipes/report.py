"""Tables for the README and for people, from the records that score.py and sft.py wrote.

    python recipes/report.py students            every scores/*.json and training.json under a folder
    python recipes/report.py students/*/scores/gsm8k-test-*.json

`results/students` holds copies of small records, `<student>/training.json` and `<student>/scores/*.json`; tables of the
README are made from it, so no number in them was typed. Several seeds in one row: recipes/pooled.py.
"""

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from recipes.records import read_json
from recipes.tables import markdown
from socratic.errors import ConfigError, SocraticError

__all__ = ["main", "score_table", "training_table"]

_PAPER_GSM8K = {
    "answer": 1.45,
    "cot": 5.05,
    "unified": 5.10,
    "iterative, upfront": 5.10,
    "iterative, upfront, hint equations": 5.98,
    "iterative, oracle questions": 6.44,
}
"""GPT-2 small on all 1,319 test problems of GSM8K: arXiv 2212.00193 v2, Table 2 and Figure 6; `cot` on gold steps."""

_PAPER_NOTE = (
    "The last column is the paper's GPT-2 small (124M; arXiv 2212.00193 v2, Table 2 and Figure 6) on all 1,319 test "
    "problems of GSM8K: a number to stand beside, from another model and other training."
)
_ORACLE_NOTE = "Oracle rows are given gold questions or hints at test time: upper bounds, not the system's own score."
_SETS = ("builtin", "gsm8k", "gsm8k-main", "svamp", "strategyqa")
_METHODS = ("answer", "cot", "unified", "iterative")


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the tables of what lies at the given paths."""
    parser = argparse.ArgumentParser(
        prog="report.py", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="a record, or a folder with some")
    options = parser.parse_args(arguments)
    tables = []
    if scores := _files(options.paths, _is_score):
        tables.append(_score_table(scores))
    if trainings := _files(options.paths, _is_training):
        tables.append(_training_table(trainings))
    if not tables:
        raise ConfigError(f"{', '.join(map(str, options.paths))}: no scores/*.json and no training.json there")
    print("\n\n".join(tables))


def score_table(folder: str | Path) -> str:
    """A Markdown table of every `scores/*.json` under `folder`; `ConfigError` when there is none or one is broken."""
    if not (files := _files([Path(folder)], _is_score)):
        raise ConfigError(f"{folder}: no scores/*.json there; run recipes/score.py first")
    return _score_table(files)


def training_table(folder: str | Path) -> str:
    """A Markdown table of every `training.json` under `folder`; `ConfigError` when there is none or one is broken."""
    if not (files := _files([Path(folder)], _is_training)):
        raise ConfigError(f"{folder}: no training.json there; run recipes/sft.py first")
    return _training_table(files)


def _is_score(file: Path) -> bool:
    return file.parent.name == "scores" and not file.name.endswith(".run.json")  # that is a run still going on


def _is_training(file: Path) -> bool:
    return file.name == "training.json"


def _files(paths: Sequence[Path], wanted: Callable[[Path], bool]) -> list[Path]:
    """The wanted files among `paths` and under those that are folders, each once."""
    found: dict[Path, None] = {}
    for path in paths:
        if path.is_dir():
            found.update(dict.fromkeys(sorted(file for file in path.rglob("*.json") if wanted(file))))
        elif _is_training(path) == (wanted is _is_training):  # a file that is named is meant, wherever it lies
            found[path] = None
    return list(found)


class _Record:
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


_NUMBER = (int, float)
_TEXT_OR_NONE = (str, type(None))


def _score_table(files: Sequence[Path]) -> str:
    rows = []
    compared = oracle = False
    for record in sorted(map(_Record, files), key=_score_order):
        problems, method = record.get("problems", int), record.get("method", str)
        dataset, split = record.get("dataset", str), record.get("split", _TEXT_OR_NONE)
        full_test = dataset in ("gsm8k", "gsm8k-main") and split == "test" and problems == 1319
        paper = _PAPER_GSM8K.get(method) if full_test else None
        compared, oracle = compared or paper is not None, oracle or "oracle" in method
        low, high = record.get("interval", list)
        each = [record.get(key, _NUMBER) / problems for key in ("tokens", "calls", "seconds")]
        rows.append(
            [
                f"{dataset} {split}" if split else dataset,
                _students(record),
                method,
                "on" if record.get("settings.calculator", bool) else "off",
                f"{problems:,}",
                f"{100 * record.get('accuracy', _NUMBER):.2f} ({100 * low:.2f} to {100 * high:.2f})",
                f"{record.get('no_answer', int):,}",
                f"{each[0]:.0f}",
                f"{each[1]:.1f}",
                f"{each[2]:.3f}",
                "" if paper is None else f"{paper:.2f}",
            ]
        )
    header = ["Set", "Student: base, taught on", "Method", "Calculator"]
    header += ["Problems", "Accuracy % (95 % interval)", "No answer"]
    header += ["Tokens a problem", "Calls a problem", "Seconds a problem", "Paper, GPT-2 small %"]
    if not compared:
        header, rows = header[:-1], [row[:-1] for row in rows]
    notes = [note for note, wanted in ((_PAPER_NOTE, compared), (_ORACLE_NOTE, oracle)) if wanted]
    return "\n\n".join([markdown(header, rows, left=4), *notes])


def _score_order(record: _Record) -> tuple[Any, ...]:
    """Sets and methods in the order of METHOD.md, oracles last, with the calculator before without."""
    dataset, method = record.get("dataset", str), record.get("method", str)
    return (
        _SETS.index(dataset) if dataset in _SETS else len(_SETS),
        dataset,
        record.get("split", _TEXT_OR_NONE) or "",
        next((number for number, name in enumerate(_METHODS) if method.startswith(name)), len(_METHODS)),
        "oracle" in method,
        method,
        not record.get("settings.calculator", bool),
        str(record.file),
    )


def _students(record: _Record) -> str:
    """What the students of a score started from and were taught on; all of them, where they differ."""
    try:
        told = [
            f"{item['student']['base_model']}, {item['student']['dataset']}" for item in record.get("students", list)
        ]
    except (KeyError, TypeError) as error:
        raise ConfigError(f"{record.file}: field 'students' is not what recipes/score.py writes") from error
    return "; ".join(dict.fromkeys(told))


def _training_table(files: Sequence[Path]) -> str:
    rows = []
    for record in map(_Record, files):
        role, hint, asking = (record.get(key, str) for key in ("role", "hint", "asking"))
        details = [role, asking if role == "decomposer" else "", f"hint {hint}" if hint != "none" else ""]
        losses = [entry["eval_loss"] for entry in record.get("loss_curve", list) if "eval_loss" in entry]
        loss = record.get("best_eval_loss", (*_NUMBER, type(None)))
        if loss is None and losses:
            loss = losses[-1]
        rows.append(
            [
                ", ".join(filter(None, details)),
                record.get("dataset", str),
                record.get("base_model", str),
                f"{record.get('examples', int):,}",
                f"{record.get('steps', int):,}",
                f"{record.get('tokens', int):,}",
                f"{record.get('seconds', _NUMBER):,.0f}",
                "" if loss is None else f"{loss:.3f}",
                _hardware(record),
            ]
        )
    header = ["Role", "Set", "Base", "Examples", "Steps", "Tokens", "Seconds", "Validation loss", "Hardware"]
    return markdown(header, rows, left=3)


def _hardware(record: _Record) -> str:
    accelerators = record.get("environment.accelerators", list)
    if accelerators:
        return f"{record.get('world_size', int)} x {accelerators[0]}"
    return f"{record.get('environment.cpu', str)}, {record.get('environment.cpu_cores', int)} cores"


if __name__ == "__main__":
    try:
        main()
    except SocraticError as error:
        sys.exit(f"report.py: {error}")

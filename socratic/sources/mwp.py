"""AddSub, MultiArith and SingleEq: older sets of arithmetic word problems, here for tests only.

The files are those of the LLM-Adapters repository on GitHub (`dataset/<name>/<name>.json`), lists of records with a
question, one equation and one solution:

    sQuestion     " Paige had 43 math problems and 12 science problems ... how many ... does she have left? "
    lSolutions    [11.0], or ["11"]

A problem has no steps: some equations are not solved for the unknown. MultiArith holds 20 questions twice; all 600 are
kept, as published scores count them. The authors gave no licence of their own, and all three stand in MAWPS: none
belongs in a training set or in what is published, so there is one split, `test`, from local files alone.
"""

from pathlib import Path

from socratic.answers import normalize_answer
from socratic.errors import ProblemError, SourceError
from socratic.problem import Problem, one_line
from socratic.sources.records import Record, file_records, find_file, text_field

__all__ = ["FILES", "SPLITS", "load"]

FILES = {"addsub": "AddSub.json", "multiarith": "MultiArith.json", "singleeq": "SingleEq.json"}
SPLITS = ("test",)


def load(name: str, split: str, *, data_dir: str | Path | None = None) -> list[Problem]:
    """The problems of the set `name` (a key of `FILES`), from `data_dir` or its folder `mwp`; ids count from 0.

    Raises `SourceError` for another split than `test`, without `data_dir` or for unreadable data, and `ProblemError`
    for a record without usable fields.
    """
    if split not in SPLITS:
        raise SourceError(f"{name} is a test set: it has no split {split!r}; use test")
    if data_dir is None:
        raise SourceError(
            f"{name} is read from files: get dataset/{FILES[name].removesuffix('.json')}/{FILES[name]} of the "
            "LLM-Adapters repository on GitHub and pass its folder as data_dir (--data_dir)"
        )
    records = file_records(find_file(data_dir, "mwp", FILES[name]))
    return [
        Problem(f"{name}-{number}", one_line(text_field(record, "sQuestion")), (), _answer(record), name)
        for number, record in enumerate(records)
    ]


def _answer(record: Record) -> str:
    """The one solution, a number or its text, without `.0`."""
    solutions = record.fields.get("lSolutions")
    value = solutions[0] if isinstance(solutions, list) and len(solutions) == 1 else None
    answer = normalize_answer(str(value), "number") if isinstance(value, (int, float, str)) else None
    if answer is None:
        raise ProblemError(f"{record.place}: field 'lSolutions' must be a list of one number, found {solutions!r}")
    return answer

"""Problems as JSON Lines: one `Problem` a line, the project's own form for annotated and hand-made data.

    {"id": "ann-1", "text": "Ann has 3 bags of 4 apples. How many apples?", "steps":
     [{"question": "How many apples?", "solution": "3*4 = <<3*4=12>>12"}], "answer": "12", "source": "mine"}

(on one line). A file may be compressed (`.jsonl.gz`).
"""

import gzip
import json
from collections.abc import Iterable
from pathlib import Path

from socratic.answers import normalize_answer
from socratic.errors import ProblemError
from socratic.problem import AnswerKind, Problem
from socratic.sources.records import Record, file_records

__all__ = ["read_problems", "write_problems"]


def read_problems(path: str | Path) -> list[Problem]:
    """The problems of a `.jsonl` or `.jsonl.gz` file; blank lines are skipped.

    Raises `SourceError` for a file that is missing, unreadable, empty or not UTF-8, and `ProblemError`, with file, line
    and field, for a line that is no problem, has an unreadable answer or repeats an id.
    """
    problems: list[Problem] = []
    places: dict[str, str] = {}
    for record in file_records(Path(path)):
        problem = _problem(record)
        if problem.id in places:
            raise ProblemError(f"{record.place}: field 'id': {problem.id!r} stands already in {places[problem.id]}")
        places[problem.id] = record.place
        problems.append(problem)
    return problems


def write_problems(path: str | Path, problems: Iterable[Problem]) -> None:
    """Write problems as `read_problems` reads them; the file's name decides whether it is compressed.

    The same problems give the same bytes.
    """
    lines = (json.dumps(problem.to_json(), ensure_ascii=False) + "\n" for problem in problems)
    data = "".join(lines).encode()
    target = Path(path)
    target.write_bytes(gzip.compress(data, mtime=0) if target.suffix == ".gz" else data)


def _problem(record: Record) -> Problem:
    try:
        problem = Problem.from_json(record.fields)
    except ProblemError as error:
        raise ProblemError(f"{record.place}: {error}") from error
    kind: AnswerKind = "yesno" if problem.answer_kind == "yesno" else "number"  # an expression's value is a number
    if normalize_answer(problem.answer, kind) is None:
        raise ProblemError(f"{record.place}: field 'answer' must be a number, yes or no, found {problem.answer[:80]!r}")
    return problem

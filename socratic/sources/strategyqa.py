"""StrategyQA (Geva et al. 2021): 2,290 yes/no questions with facts and a decomposition into sub-questions.

A record's sub-questions become the steps, its facts their solutions in order, and the last solution states the answer:

    Could a giraffe look into the upper windows of a double-decker bus?   (two facts, three sub-questions, true)

    How tall is a giraffe?                     Giraffes grow to more than 4 metres.
    How high are the windows of such a bus?    Its upper windows begin at about 3 metres.
    Is #1 more than #2?                        So the answer is yes.

The pairing is ours and rough: facts support the answer and were not written for the sub-questions. There are as many of
both in 841 of the 2,290 (37 %). Surplus facts join the last step; a step without a fact keeps an empty solution.
References such as `#1` stay as they are.

Splits: `train` (2,061) and `test` (229, the authors' `dev.json`) in the authors' own files. On the Hub the data set
with both facts and decomposition is `tasksource/strategy-qa`: one file, `strategyQA_train.json`, whose single split
`train` has all 2,290. Its file list and public code that reads these fields of it say so; we could not load it
ourselves. Its last 229 rows are `test` here, as the paper splits 80/10/10 in file order; they need not be those of
`dev.json`. (`wics/strategy-qa` is a loading script, which `datasets` no longer runs.)
"""

from pathlib import Path

from socratic.errors import ProblemError, SourceError
from socratic.problem import Problem, Step, one_line
from socratic.sources.records import Record, file_records, find_file, hub_records, text_field, text_list_field

__all__ = ["HUB_ID", "SPLITS", "load"]

HUB_ID = "tasksource/strategy-qa"
SPLITS = ("train", "test")

_FILES = {"train": "train.json", "test": "dev.json"}
_TEST_SIZE = 229


def load(
    split: str, *, data_dir: str | Path | None = None, revision: str | None = None, hub_id: str = HUB_ID
) -> list[Problem]:
    """The problems of one split.

    Local files are `train.json` and `dev.json`, plain or `.gz`. Raises `SourceError` for an unknown split or unreadable
    data, `ProblemError` for a record without usable fields.
    """
    if split not in SPLITS:
        raise SourceError(f"strategyqa has no split {split!r}; use one of {', '.join(SPLITS)}")
    if data_dir is not None:
        records = file_records(find_file(data_dir, "strategyqa", _FILES[split]))
    else:
        rows = hub_records(hub_id, None, "train", revision)
        records = rows[:-_TEST_SIZE] if split == "train" else rows[-_TEST_SIZE:]
    return [_problem(record) for record in records]


def _problem(record: Record) -> Problem:
    truth = record.fields.get("answer")
    if not isinstance(truth, bool):
        raise ProblemError(f"{record.place}: field 'answer' must be true or false, found {truth!r}")
    answer = "yes" if truth else "no"
    questions = [one_line(text) for text in text_list_field(record, "decomposition")]
    facts = [one_line(text) for text in text_list_field(record, "facts")]
    if not questions:
        raise ProblemError(f"{record.place}: field 'decomposition' has no sub-questions")
    last = len(questions) - 1
    solutions = [*facts[:last], *[""] * (last - len(facts))]
    solutions.append(" ".join([*(_sentence(fact) for fact in facts[last:]), f"So the answer is {answer}."]))
    steps = tuple(Step(question, solution) for question, solution in zip(questions, solutions, strict=True))
    return Problem(text_field(record, "qid"), text_field(record, "question").strip(), steps, answer, "strategyqa")


def _sentence(text: str) -> str:
    """`text` with a full stop where it has no mark at its end, as another sentence follows."""
    return text if text[-1] in ".!?" else f"{text}."

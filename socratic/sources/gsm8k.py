"""GSM8K (Cobbe et al. 2021): 7,473 training and 1,319 test problems, with sub-questions or without.

A row's answer holds the whole chain, one step a line, and the final answer last. In the `socratic` config a line is
`sub-question ** step`; in `main` it is the step alone:

    How many apples does Ann have? ** She has 3*400 = <<3*400=1200>>1200 apples.
    How many are left? ** 1200-200 = <<1200-200=1000>>1000 are left.
    #### 1,000

which becomes two steps and the answer `1000`. Both configs hold the same problems in the same order, so a problem has
the same id in both. Six steps of the data are empty and stay so; answers lose their thousands commas.
"""

from pathlib import Path

from socratic.answers import FINAL, normalize_answer
from socratic.errors import ProblemError, SourceError
from socratic.problem import Problem, Step, one_line
from socratic.sources.records import Record, file_records, find_file, hub_records, text_field

__all__ = ["HUB_ID", "SPLITS", "load"]

HUB_ID = "openai/gsm8k"
SPLITS = ("train", "test")

_SEPARATOR = " ** "


def load(
    config: str, split: str, *, data_dir: str | Path | None = None, revision: str | None = None, hub_id: str = HUB_ID
) -> list[Problem]:
    """The problems of one split; `config` is `socratic` or `main`.

    Local files are `<config>-<split>.jsonl`, plain or `.gz`. Raises `SourceError` for an unknown split or unreadable
    data, `ProblemError` for a row that is not in the form above.
    """
    if split not in SPLITS:
        raise SourceError(f"gsm8k has no split {split!r}; use one of {', '.join(SPLITS)}")
    if data_dir is None:
        records = hub_records(hub_id, config, split, revision)
    else:
        records = file_records(find_file(data_dir, "gsm8k", f"{config}-{split}.jsonl"))
    source = "gsm8k" if config == "socratic" else "gsm8k-main"
    return [
        _problem(record, f"gsm8k-{split}-{number}", source, config == "socratic")
        for number, record in enumerate(records)
    ]


def _problem(record: Record, problem_id: str, source: str, asks: bool) -> Problem:
    *lines, final = text_field(record, "answer").rstrip().split("\n")
    if not final.startswith(FINAL):
        raise ProblemError(f"{record.place}: field 'answer' must end in a line '#### number', found {final[:80]!r}")
    answer = normalize_answer(final.removeprefix(FINAL), "number")
    if answer is None:
        raise ProblemError(f"{record.place}: no number after '####' in field 'answer': {final[:80]!r}")
    steps = tuple(_step(line, record) if asks else Step("", one_line(line)) for line in lines)
    return Problem(problem_id, text_field(record, "question").strip(), steps, answer, source)


def _step(line: str, record: Record) -> Step:
    question, separator, solution = line.partition(_SEPARATOR)
    if not separator:
        raise ProblemError(
            f"{record.place}: a line of field 'answer' has no ' ** ' between question and step: {line[:80]!r}"
        )
    return Step(one_line(question), one_line(solution))

"""SVAMP (Patel et al. 2021): 1,000 arithmetic word problems with an equation and no chain.

A record has a body, a question, an equation with a bracket for every operation, and its value. Its steps here are
derived from the equation, one an operation in the order of evaluation; no annotator and no teacher wrote them:

    Body      Tom had 7 red and 12 green marbles. Now he has 15
    Question  How many marbles did he lose?
    Equation  ( ( 7.0 + 12.0 ) - 15.0 )

becomes

    What is 7 + 12?                 7 + 12 = <<7+12=19>>19
    How many marbles did he lose?   19 - 15 = <<19-15=4>>4

so that every role can be trained from the data alone; better chains need a teacher. One problem of the 1,000 has no
operation and gets one step that states the answer. Two get no steps, as a chain that ends elsewhere must not be taught:
`chal-680`, whose equation contradicts its answer, and `chal-998`, where the calculator rounds on the way (60 * 55/15).

The authors define no split. `train` (700) and `test` (300) are those of `ChilleD/SVAMP` on the Hub, whose rows also
have a `question_concat` that is not used here; `all` is the authors' own file, or both splits one after the other.
"""

from collections.abc import Callable
from pathlib import Path

from socratic.answers import normalize_answer
from socratic.calculator import calculate, format_value
from socratic.errors import CalculatorError, ProblemError, SourceError
from socratic.problem import Problem, Step, one_line
from socratic.sources.records import Record, file_records, find_file, hub_records, text_field

__all__ = ["HUB_ID", "SPLITS", "answer_of", "evaluated", "load", "records", "texts"]

HUB_ID = "ChilleD/SVAMP"
SPLITS = ("train", "test", "all", "two-operations")

_FILES = {"train": "train-700.jsonl", "test": "test-300.jsonl", "all": "SVAMP.json", "two-operations": "SVAMP.json"}
_OPERATORS = ("+", "-", "*", "/")


def load(
    split: str, *, data_dir: str | Path | None = None, revision: str | None = None, hub_id: str = HUB_ID
) -> list[Problem]:
    """The problems of one split, with derived steps. Raises what `records` raises, and `ProblemError` for a record
    without usable fields."""
    return [_problem(record) for record in records(split, data_dir=data_dir, revision=revision, hub_id=hub_id)]


def records(
    split: str, *, data_dir: str | Path | None = None, revision: str | None = None, hub_id: str = HUB_ID
) -> list[Record]:
    """The records of one split.

    Local files are `train-700.jsonl`, `test-300.jsonl` and `SVAMP.json`, plain or `.gz`. Raises `SourceError` for an
    unknown split or unreadable data, `ProblemError` for a record without an equation.
    """
    if split not in SPLITS:
        raise SourceError(f"svamp has no split {split!r}; use one of {', '.join(SPLITS)}")
    if data_dir is not None:
        found = file_records(find_file(data_dir, "svamp", _FILES[split]))
    else:
        parts = (split,) if split in ("train", "test") else ("train", "test")
        found = [record for part in parts for record in hub_records(hub_id, None, part, revision)]
    if split == "two-operations":
        found = [record for record in found if text_field(record, "Equation").count("(") == 2]
    return found


def texts(record: Record) -> tuple[str, str]:
    """(the whole problem, its question alone), each in one line."""
    body, question = one_line(text_field(record, "Body")), one_line(text_field(record, "Question"))
    return f"{body} {question}" if body[-1] in ".!?,;:" else f"{body}. {question}", question


def _problem(record: Record) -> Problem:
    text, question = texts(record)
    answer = answer_of(record)
    return Problem(text_field(record, "ID"), text, _steps(record, question, answer), answer, "svamp")


def answer_of(record: Record) -> str:
    """The answer without `.0`; a number in the authors' file, text in newer copies."""
    value = record.fields.get("Answer")
    answer = normalize_answer(str(value), "number")
    if answer is None:
        raise ProblemError(f"{record.place}: field 'Answer' must be a number, found {value!r}")
    return answer


def evaluated(record: Record, number: Callable[[str], str], operation: Callable[[str, str, str], str]) -> str:
    """What the equation comes to, inner operations first: `number` says what a number of it becomes, `operation` what
    left, operator and right become. Raises `ProblemError` for an equation of another form, or where they raise
    `CalculatorError`."""
    equation = text_field(record, "Equation")
    stack: list[str] = []
    try:
        for token in equation.split():
            if token == ")":
                left, operator, right = stack[-3:]
                del stack[-4:]  # with the opening bracket
                stack.append(operation(left, operator, right))
            elif token == "(" or token in _OPERATORS:
                stack.append(token)
            else:
                stack.append(number(token))
        (result,) = stack
    except (ValueError, CalculatorError) as error:
        raise ProblemError(
            f"{record.place}: field 'Equation' must be numbers and + - * / with a bracket for every operation, "
            f"found {equation[:80]!r}"
        ) from error
    return result


def _steps(record: Record, question: str, answer: str) -> tuple[Step, ...]:
    """One step an operation, inner ones first; none where they do not lead to the answer."""
    solutions: list[tuple[str, str]] = []  # an operation as the question quotes it, and its solution

    def operation(left: str, operator: str, right: str) -> str:
        value = format_value(calculate(f"{left}{operator}{right}"))
        quoted = f"{left} {operator} {right}"
        solutions.append((quoted, f"{quoted} = <<{left}{operator}{right}={value}>>{value}"))
        return value

    if evaluated(record, lambda token: format_value(calculate(token)), operation) != answer:
        return ()
    if not solutions:
        return (Step(question, f"The answer is {answer}."),)
    *inner, (_, last) = solutions
    return (*(Step(f"What is {quoted}?", solution) for quoted, solution in inner), Step(question, last))

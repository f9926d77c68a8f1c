"""SVAMP as the paper has it: numbers replaced by placeholders, to be answered with an expression over them.

The record in `socratic.sources.svamp` becomes

    Tom had number0 red and number1 green marbles. Now he has number2. How many marbles did he lose?
    What is number0 + number1?      number0+number1
    How many marbles did he lose?   (number0+number1)-number2
    answer 4, expression (number0+number1)-number2, numbers 7, 12, 15

Every step's solution is the expression so far, so that the last one states the answer, and nothing is there for the
calculator to fill in while a student writes. A hint of equations or operators is therefore empty; the paper's hint for
SVAMP is the number of steps. The numbers are those that body and question write in digits, in their order. An operand
that stands there twice is the first of them.

Measured on the 1,000: the authors' own masked file (`data/mawps-asdiv-a_svamp/dev.csv` of their repository) has 942 of
the texts with the same numbers in the same places. Of these, 938 have the same expression, all six among them whose
operand stands twice; of the other four the masked file's expression has another value than SVAMP's answer in three,
and the same in `chal-370`.

Two problems get neither steps nor an expression, so no student learns from them; they are scored by their answer:
`chal-680`, whose equation contradicts it, and `chal-50`, whose equation has a 149 that the text has not. Both are wrong
in the source. The other 998 expressions have the gold answer as their value.
"""

from pathlib import Path

from socratic.calculator import calculate
from socratic.errors import ProblemError
from socratic.expressions import evaluate, masked
from socratic.problem import Problem, Step
from socratic.sources import svamp
from socratic.sources.records import Record, text_field

__all__ = ["load"]


def load(
    split: str, *, data_dir: str | Path | None = None, revision: str | None = None, hub_id: str = svamp.HUB_ID
) -> list[Problem]:
    """The problems of one split of `svamp.SPLITS`, from SVAMP's own files, under SVAMP's own ids.

    Raises what `svamp.load` raises.
    """
    return [_problem(record) for record in svamp.records(split, data_dir=data_dir, revision=revision, hub_id=hub_id)]


def _problem(record: Record) -> Problem:
    plain, question = svamp.texts(record)
    text, numbers = masked(plain)
    if not numbers:
        raise ProblemError(f"{record.place}: neither field 'Body' nor 'Question' has a number in digits")
    body, _ = masked(plain.removesuffix(question))
    answer = svamp.answer_of(record)
    steps = _steps(record, text.removeprefix(body), numbers, answer)
    expression = steps[-1].solution if steps else ""
    return Problem(text_field(record, "ID"), text, steps, answer, "svamp-placeholders", numbers, expression)


def _steps(record: Record, question: str, numbers: tuple[str, ...], answer: str) -> tuple[Step, ...]:
    """One step an operation, inner ones first; none where they do not lead to the answer, or not from the text."""
    values = [calculate(number) for number in numbers]
    unknown: list[str] = []
    operations: list[tuple[str, str]] = []  # as the question quotes it, and the expression so far

    def number(token: str) -> str:
        value = calculate(token)
        if value not in values:
            unknown.append(token)
            return token
        return f"number{values.index(value)}"

    def operation(left: str, operator: str, right: str) -> str:
        operations.append((f"{left} {operator} {right}", f"{left}{operator}{right}"))
        return f"({left}{operator}{right})"

    result = svamp.evaluated(record, number, operation)
    if unknown or evaluate(result, numbers) != calculate(answer):
        return ()
    if not operations:
        return (Step(question, result),)
    *inner, (_, last) = operations
    return (*(Step(f"What is {quoted}?", solution) for quoted, solution in inner), Step(question, last))

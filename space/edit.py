"""Edit a Socratic chain and go on: which steps stay, which are solved anew. Knows nothing of Gradio.

>>> old = (PanelStep("How many at first?", "3*4 = <<3*4=12>>12", "done"), PanelStep("And now?", "12*2 = 24", "done"))
>>> rows = rows_of(old)
>>> rows = changed(rows, 1, "How many are left?", rows[1].solution)
>>> [(step.question, step.solution) for step in plan(old, rows).steps]
[('How many at first?', '3*4 = <<3*4=12>>12'), ('How many are left?', '')]

The rule: steps before the first change stay as they are. From there on every sub-question is solved anew, except where
the person wrote a solution themselves: that stands. An unfinished chain can be gone on with unchanged.
"""

from collections.abc import Generator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from options import Known, Options
from panels import TIME_LIMIT_SECONDS, Panel, PanelStep, work

from socratic.errors import FormatError
from socratic.problem import Step, one_line
from socratic.reasoners import Reasoner, SocraticReasoner

__all__ = [
    "MAX_ROWS",
    "MAX_STEP_CHARACTERS",
    "Plan",
    "Row",
    "added",
    "changed",
    "deleted",
    "given_steps",
    "go_on",
    "moved",
    "plan",
    "rows_of",
]

MAX_ROWS = 16
"""As many sub-questions as a reasoner takes."""

MAX_STEP_CHARACTERS = 1000
"""Of a sub-question or a solution that a person writes."""


@dataclass(frozen=True)
class Row:
    """A step on the editor's desk. `origin` is the index of the old step that it was; None for a new one."""

    question: str = ""
    solution: str = ""
    origin: int | None = None


@dataclass(frozen=True)
class Plan:
    """What will be run: a step with a solution stands, one without is solved. `panel` shows that before it begins."""

    steps: tuple[Step, ...]
    panel: Panel


def rows_of(steps: Sequence[PanelStep]) -> tuple[Row, ...]:
    """The steps of a run, ready to be edited."""
    return tuple(Row(step.question, step.solution, index) for index, step in enumerate(steps))


def changed(rows: tuple[Row, ...], index: int, question: str, solution: str) -> tuple[Row, ...]:
    """The rows with other words in one of them."""
    return (*rows[:index], replace(rows[index], question=question, solution=solution), *rows[index + 1 :])


def moved(rows: tuple[Row, ...], index: int, by: int) -> tuple[Row, ...]:
    """The rows with one of them moved `by` places, not past either end."""
    target = min(max(index + by, 0), len(rows) - 1)
    rest = (*rows[:index], *rows[index + 1 :])
    return (*rest[:target], rows[index], *rest[target:])


def deleted(rows: tuple[Row, ...], index: int) -> tuple[Row, ...]:
    """The rows without one of them."""
    return (*rows[:index], *rows[index + 1 :])


def added(rows: tuple[Row, ...], index: int) -> tuple[Row, ...]:
    """The rows with an empty one at `index`; as they are when there are `MAX_ROWS`."""
    return rows if len(rows) >= MAX_ROWS else (*rows[:index], Row(), *rows[index:])


def plan(old: Sequence[PanelStep], rows: Sequence[Row]) -> Plan:
    """What to run for the edited `rows` of the chain `old`.

    Raises `FormatError`, naming the step, for words that cannot be taken, and when there is nothing to do.
    """
    if not rows:
        raise FormatError("there is no sub-question left: add one")
    if len(rows) > MAX_ROWS:
        raise FormatError(f"there are {len(rows)} sub-questions; at most {MAX_ROWS} are taken")
    given = [
        Step(_words(row.question, f"sub-question {number}"), _words(row.solution, f"solution {number}"))
        for number, row in enumerate(rows, start=1)
    ]
    for number, step in enumerate(given, start=1):
        if not step.question:
            raise FormatError(f"sub-question {number} is empty: write it, or delete the step")
    first = next((index for index in range(len(rows)) if not _is_as_before(old, rows, given, index)), len(rows))
    if first == len(rows) == len(old):
        raise FormatError("nothing is changed: change, add, delete or move a step first")
    steps: list[Step] = []
    shown: list[PanelStep] = []
    for index, (row, step) in enumerate(zip(rows, given, strict=True)):
        is_theirs = bool(step.solution) and (row.origin is None or step.solution != old[row.origin].solution)
        if index < first:
            steps.append(step)
            shown.append(PanelStep(step.question, step.solution, "done", "kept"))
        elif is_theirs:
            steps.append(step)
            shown.append(PanelStep(step.question, step.solution, "done", "yours"))
        else:
            steps.append(Step(step.question, ""))
            shown.append(PanelStep(step.question))
    return Plan(tuple(steps), Panel(steps=tuple(shown)))


def given_steps(steps: Any) -> Plan:
    """What to run for the steps that a caller sent: a list of objects with `question` and, where it stands, `solution`.

    Raises `FormatError` naming the step for anything else.
    """
    if not isinstance(steps, list) or not all(isinstance(step, dict) for step in steps):
        raise FormatError('steps must be a list of objects, each with "question" and perhaps "solution"')
    rows = []
    for number, step in enumerate(steps, start=1):
        question, solution = step.get("question"), step.get("solution") or ""
        if not isinstance(question, str) or not isinstance(solution, str):
            raise FormatError(f"step {number}: question and solution must be text")
        if unknown := sorted(str(key) for key in step.keys() - {"question", "solution"}):
            raise FormatError(f"step {number}: there is no field {unknown[0][:40]!r}")
        rows.append(Row(question, solution))
    return plan((), rows)


def go_on(
    socratic: Reasoner, known: Known, options: Options, plan: Plan, *, limit_seconds: float = TIME_LIMIT_SECONDS
) -> Generator[Panel]:
    """Run a plan and yield every state of its panel worth showing; the last one is the result.

    Raises `FormatError` where the problem, or this method, cannot be gone on with.
    """
    problem = known.problem()
    reasoner = options.apply(socratic)
    if not isinstance(reasoner, SocraticReasoner):
        raise FormatError("this method cannot go on from edited steps")
    for (panel,) in work([plan.panel], [reasoner.resume(problem, plan.steps)], limit_seconds=limit_seconds):
        yield panel


def _words(text: str, name: str) -> str:
    if len(text) > MAX_STEP_CHARACTERS:
        raise FormatError(f"{name} has {len(text):,} characters; at most {MAX_STEP_CHARACTERS:,} are taken")
    if "\0" in text:
        raise FormatError(f"{name} contains a NUL byte: paste it as plain text")
    return one_line(text)


def _is_as_before(old: Sequence[PanelStep], rows: Sequence[Row], given: Sequence[Step], index: int) -> bool:
    """Whether a row is the old step of that place, word for word, and solved."""
    if index >= len(old) or rows[index].origin != index:
        return False
    was = old[index]
    return (given[index].question, given[index].solution) == (was.question, was.solution) and bool(was.solution)

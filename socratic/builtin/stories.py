"""How the built-in problems are told: a story is a chain of events, each event a sentence and one or two steps.

A family (families.py, shared.py) has words and events. An event leads from one state to another, as in "items>items"; a
plan is a path from the state "" through the family's events. Telling it draws words and numbers and gives the text and
the steps:

    event("have", ">items", {"a": (8, 90)}, "{name} has {a} {things}.")
    event("half", "items>items", {}, "{then}{he} gives half of {his} {things} to {friend}.",
          line("x/2", "How many {things} does {name} have left?", "{He} has {eq} {things} left."))

    Ann has 18 apples. Then she gives half of her apples to Tom. How many apples does Ann have left?
    How many apples does Ann have left?  She has 18/2 = <<18/2=9>>9 apples left.

Notation: " | " parts alternative phrasings. Fields in a phrase are the family's words, the event's numbers and

    {name} {he} {him} {his} {He}       the main person
    {friend} {third}                   two more; the friend is of the other gender: a pronoun means {name}
    {then}                             nothing, "then ", "later, " or "after that, "
    {a}  {a:d}  {a:frac}  {a:times}    a drawn number: 3 or three; always 3; a third; three times
    {eq}  {dollars}                    in a solution: 3*4 = <<3*4=12>>12, or 3*4 = $<<3*4=12>>12

An operand of a line is a drawn number, x (the present value), s1 (the event's first line), a state's name (the last
value reached in it) or digits. A phrase that ends in a comma is joined with the question: "If ..., how many ...?".
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import TypeVar

from socratic.problem import Step

__all__ = [
    "LARGEST",
    "MAX_STEPS",
    "MIN_STEPS",
    "NUMBER_WORDS",
    "Event",
    "Family",
    "Line",
    "Plan",
    "event",
    "line",
    "pick",
    "plans",
    "tell",
]

T = TypeVar("T")

MIN_STEPS, MAX_STEPS = 2, 4
LARGEST = 9999
# Values below 2 are never drawn or reached: no story needs "1 apple" or "0 apples left".
SMALLEST = 2
DRAWS = 40

NUMBER_WORDS = {
    2: "two", 3: "three", 4: "four", 5: "five", 6: "six", 7: "seven", 8: "eight", 9: "nine", 10: "ten", 11: "eleven",
    12: "twelve",
}  # fmt: skip
FRACTIONS = {2: "half", 3: "a third", 4: "a quarter", 5: "a fifth"}
TIMES = {2: "twice", 3: "three times", 4: "four times", 5: "five times"}

WOMEN = (
    "Ada", "Alice", "Amina", "Anna", "Bella", "Carla", "Chloe", "Clara", "Dana", "Elena", "Emily", "Fatima", "Grace",
    "Hannah", "Ines", "Ivy", "Julia", "Kate", "Laura", "Leila", "Lucy", "Maria", "Maya", "Mia", "Nadia", "Nina", "Nora",
    "Olivia", "Priya", "Rosa", "Ruth", "Sara", "Sofia", "Tara", "Wendy", "Yuki", "Zoe",
)  # fmt: skip
MEN = (
    "Aaron", "Adam", "Ahmed", "Ben", "Carlos", "Daniel", "David", "Diego", "Eli", "Felix", "George", "Hugo", "Ivan",
    "Jack", "James", "Jonas", "Kevin", "Leo", "Liam", "Lucas", "Marco", "Max", "Mohamed", "Nathan", "Noah", "Omar",
    "Oscar", "Paul", "Peter", "Ravi", "Sam", "Simon", "Theo", "Tom", "Victor", "Walter", "Yusuf",
)  # fmt: skip
PERSONS = (
    (WOMEN, MEN, {"he": "she", "him": "her", "his": "her", "He": "She"}),
    (MEN, WOMEN, {"he": "he", "him": "him", "his": "his", "He": "He"}),
)
THEN = ("", "", "then ", "later, ", "after that, ")


class _Number(int):
    """A drawn number that knows how to stand in a sentence."""

    def __format__(self, spec: str) -> str:
        if spec == "frac":
            return FRACTIONS[self]
        if spec == "times":
            return TIMES[self]
        return format(int(self), spec)


class _SpelledNumber(_Number):
    """The same, with small numbers written as words."""

    def __format__(self, spec: str) -> str:
        return super().__format__(spec) if spec else NUMBER_WORDS.get(self, str(int(self)))


@dataclass(frozen=True)
class Line:
    """One step: `left operator right`, with the phrasings of its sub-question and of its solution."""

    left: str
    operator: str
    right: str
    questions: tuple[str, ...]
    solutions: tuple[str, ...]


@dataclass(frozen=True)
class Event:
    """Something that happens in a story. `kind` names what happens whatever the family: "gain", "share", ...

    It leads from the state `needs` to the state `gives`. `numbers` are the drawn numbers with their inclusive bounds.
    `asks` are the phrasings of the question when the story ends here. An event without lines sets the value to {a}.
    """

    kind: str
    needs: str
    gives: str
    numbers: tuple[tuple[str, int, int], ...]
    texts: tuple[str, ...]
    lines: tuple[Line, ...]
    asks: tuple[str, ...]


@dataclass(frozen=True)
class Family:
    """A setting with its words and events.

    A key of `words` is one field or several that are drawn together ("thing things"); a value gives them in the same
    order, parted by "|" ("apple|apples").
    """

    name: str
    words: tuple[tuple[tuple[str, ...], tuple[tuple[str, ...], ...]], ...]
    events: tuple[Event, ...]

    @classmethod
    def of(cls, name: str, words: Mapping[str, tuple[str, ...]], *events: Event) -> "Family":
        """The family of those words and events."""
        tables = ((tuple(key.split()), tuple(tuple(v.split("|")) for v in values)) for key, values in words.items())
        return cls(name, tuple(tables), events)


Plan = tuple[Event, ...]


def _phrasings(text: str) -> tuple[str, ...]:
    return tuple(text.split(" | "))


def line(expression: str, questions: str, solutions: str) -> Line:
    """A step from its notation; see the module's head."""
    left, operator, right = re.split(r"([-+*/])", expression)
    return Line(left, operator, right, _phrasings(questions), _phrasings(solutions))


def event(
    kind: str, states: str, numbers: Mapping[str, tuple[int, int]], text: str, *lines: Line, asks: str = ""
) -> Event:
    """An event from its notation; see the module's head. Without `asks` the last line's question is the problem's."""
    needs, gives = states.split(">")
    last = lines[-1].questions if lines else ()
    return Event(
        kind,
        needs,
        gives,
        tuple((name, low, high) for name, (low, high) in numbers.items()),
        _phrasings(text),
        lines,
        _phrasings(asks) if asks else last,
    )


def pick(rng: Random, values: Sequence[T]) -> T:
    """One of `values`. Only `Random.random` is promised to give the same sequence on every Python version."""
    return values[int(rng.random() * len(values))]


def plans(family: Family) -> Iterator[Plan]:
    """Every chain of the family's events with 2 to 4 steps in which no kind of event occurs twice."""

    def extend(plan: Plan, state: str, steps: int) -> Iterator[Plan]:
        if steps >= MIN_STEPS:
            yield plan
        kinds = [event.kind for event in plan]
        for event in family.events:
            longer = steps + len(event.lines)
            if event.needs == state and event.kind not in kinds and longer <= MAX_STEPS:
                yield from extend((*plan, event), event.gives, longer)

    return extend((), "", 0)


def _calculate(left: int, operator: str, right: int) -> int | None:
    """The value of one operation; None when it is not a whole number from 2 to 9999."""
    if operator == "+":
        value = left + right
    elif operator == "-":
        value = left - right
    elif operator == "*":
        value = left * right
    else:
        value, rest = divmod(left, right)
        if rest:
            return None
    return value if SMALLEST <= value <= LARGEST else None


def _draw(rng: Random, event: Event, values: dict[str, int]) -> list[tuple[int, str, int, int]] | None:
    """Draw the event's numbers into `values`; its lines as (left, operator, right, value), or None if none fit."""
    for _ in range(DRAWS):
        for name, low, high in event.numbers:
            values[name] = low + int(rng.random() * (high - low + 1))
        results: list[tuple[int, str, int, int]] = []
        for line in event.lines:
            left = values[line.left] if line.left in values else int(line.left)
            right = values[line.right] if line.right in values else int(line.right)
            value = _calculate(left, line.operator, right)
            if value is None:
                break
            results.append((left, line.operator, right, value))
            values[f"s{len(results)}"] = value
        else:
            return results
    return None


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]


def tell(rng: Random, family: Family, plan: Plan) -> tuple[str, tuple[Step, ...], str] | None:
    """The text, steps and answer of one problem; None when the drawn numbers lead nowhere (draw again)."""
    names, others, pronouns = pick(rng, PERSONS)
    name = pick(rng, names)
    third = pick(rng, names)
    if third == name:
        return None
    words: dict[str, object] = {"name": name, "third": third, "friend": pick(rng, others), **pronouns}
    for keys, choices in family.words:
        words.update(zip(keys, pick(rng, choices), strict=True))
    number = _SpelledNumber if rng.random() < 0.2 else _Number

    sentences: list[str] = []
    steps: list[Step] = []
    values: dict[str, int] = {}
    then = ""
    for event in plan:
        results = _draw(rng, event, values)
        if results is None:
            return None
        # No two sentences in a row begin with the same "later, ".
        then = pick(rng, [word for word in THEN if word != then or not word])
        fields = words | {key: number(values[key]) for key, _, _ in event.numbers} | {"then": then}
        sentences.append(_capital(pick(rng, event.texts).format_map(fields)))
        for line, (left, operator, right, value) in zip(event.lines, results, strict=True):
            last = event is plan[-1] and line is event.lines[-1]
            question = pick(rng, event.asks if last else line.questions).format_map(fields)
            expression = f"{left}{operator}{right}"
            fields["eq"] = f"{expression} = <<{expression}={value}>>{value}"
            fields["dollars"] = f"{expression} = $<<{expression}={value}>>{value}"
            solution = pick(rng, line.solutions).format_map(fields)
            steps.append(Step(_capital(question), _capital(solution)))
        values["x"] = values[event.gives] = results[-1][-1] if results else values["a"]

    question = steps[-1].question
    if sentences[-1].endswith(","):
        question = question[0].lower() + question[1:]
    return " ".join((*sentences, question)), tuple(steps), str(values["x"])

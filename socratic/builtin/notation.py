"""The notation in which the families of the built-in problem set are written: events, steps, phrasings, numbers.

A family has words and events. An event leads from one state to another, as in "items>items"; a plan is a path from the
state "" through the family's events. stories.py tells a plan: it draws words and numbers and gives text and steps.

    event("have", ">items", "a=8..90", "{name} has {a} {things}. | There are {a} {things} on {name's} desk.")
    event("half", "items>items", "", "{then}{he} gives half of {his} {things} to {friend}.",
          line("x/2", "How many {things} does {name} keep?", "{he} keeps {eq} {things}."))

    Ann has 18 apples. Then she gives half of her apples to Tom. How many apples does Ann keep?
    How many apples does Ann keep?  She keeps 18/2 = <<18/2=9>>9 apples.

Phrases. " | " parts alternatives, " / " parts sentences that may stand in either order. Fields are the family's words,
the event's numbers and

    {name} {he} {him} {his} {name's}   the main person: a woman, a man, "the baker", "I", "you" or "Tom and Ann"
    {friend} {third}                   two more persons; the friend is of the other gender: a pronoun means {name}
    {kin}                              "brother", "aunt", ...
    {then}                             nothing, "then ", "later, " or "after that, "
    {a}  {a:d}  {a:$}                  a drawn number: 3 or three; always 3; $3, $3.50, 3 dollars
    {a:frac}  {a:times}                a third; three times
    {eq}  {dollars}                    in a solution: 3*4 = <<3*4=12>>12, or 3*4 = $<<3*4=12>>12

Sentences get their capital letter, "a" or "an", and the singular after a 1 by themselves. A verb right after {name} or
{he}, and any other one marked with "~" as in "{he} bakes a cake and ~gives it away", follows the person and the tense:
write it in the third person, present tense. A phrase that ends in a comma is joined with the question ("If ..., how
many ...?"). A phrase that ends in "?" brings its own question, so it is used where the story ends only.

Numbers. "a=2..60 b=0.5..9.5/0.5": the first and the last value, and the step if it is not 1.

Steps. An operand is a drawn number, x (the present value), s1 (the event's first step), a state's name (the last value
reached in it), digits, or a drawn number with "%" behind it. A quotient must be a whole number, or a multiple of
`grain`. An event without steps sets the value to {a}.
"""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass

__all__ = [
    "UNIT",
    "Aside",
    "Event",
    "Family",
    "Line",
    "Number",
    "Phrases",
    "aside",
    "bucket",
    "event",
    "hundredths",
    "line",
]

UNIT = 100
"""Every value is kept as a whole number of hundredths: 250 is 2.5. That is exact and fast."""

PHRASINGS_HELD_OUT = 8
"""One phrasing in so many is held out of training, the first of its kind excepted."""

COMMON = frozenset({
    "How many {things} are there?", "How many {things} are there in all?", "How much money does {name} keep?",
    "How many points does {name} score in all?", "What is the area?", "What is the average?",
    "How much does each one pay?", "How many kilograms is that?", "How much more money does {name} need?",
    "How much money does {name} get for them?", "{name} picks {a} {things} on Monday and {b} on Tuesday.",
})  # fmt: skip
"""What is the first way to say it in one place and one of several in another; never held out."""

Number = tuple[str, int, int, int]
"""A drawn number: its name, the first and the last value and the step, in hundredths."""


_NUMBER = re.compile(r"(\w+)=(\d+(?:\.\d+)?)\.\.(\d+(?:\.\d+)?)(?:/(\d+(?:\.\d+)?))?")


def bucket(text: str, buckets: int) -> int:
    """A stable hash of `text` into 0..buckets-1."""
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:8]) % buckets


def hundredths(text: str) -> int:
    """ "2.5" as 250."""
    whole, _, decimals = text.partition(".")
    return int(whole) * UNIT + int(decimals.ljust(2, "0") or "0")


def _is_held_out(phrase: str) -> bool:
    return phrase not in COMMON and bucket(phrase, PHRASINGS_HELD_OUT) == 0


@dataclass(frozen=True)
class Phrases:
    """Alternative phrasings: those that training may use, and those held out for "test-phrasings"."""

    usual: tuple[str, ...]
    held_out: tuple[str, ...]

    @classmethod
    def of(cls, text: str) -> "Phrases":
        """The phrasings that " | " parts. The first is never held out; a stable hash decides about each other."""
        every = tuple(text.split(" | "))
        held = tuple(phrase for phrase in every[1:] if _is_held_out(phrase))
        return cls(tuple(phrase for phrase in every if phrase not in held), held)

    @property
    def all(self) -> tuple[str, ...]:
        """Both kinds."""
        return self.usual + self.held_out


@dataclass(frozen=True)
class Line:
    """One step: `left operator right`, with the phrasings of its sub-question and of its solution.

    `grain` is what a quotient must be a multiple of, in hundredths.
    """

    left: str
    operator: str
    right: str
    questions: Phrases
    solutions: tuple[str, ...]
    grain: int


@dataclass(frozen=True, eq=False)
class Event:
    """Something that happens in a story. `kind` names what happens whatever the family: "gain", "share", ...

    It leads from the state `needs` to the state `gives`. `asks` are the phrasings of the question when the story ends
    here.
    """

    kind: str
    needs: str
    gives: str
    numbers: tuple[Number, ...]
    texts: Phrases
    lines: tuple[Line, ...]
    asks: Phrases


@dataclass(frozen=True)
class Aside:
    """A sentence with a number that does not matter."""

    numbers: tuple[Number, ...]
    texts: Phrases


@dataclass(frozen=True, eq=False)
class Family:
    """A setting with its words and events.

    A key of `words` is one field or several that are drawn together ("thing things"); a value gives them in the same
    order. `persons` says who the main person may be, of "one" (she or he by name or role), "named" (by name only),
    "I" (and "you") and "they"; empty where nobody acts.
    """

    name: str
    words: tuple[tuple[tuple[str, ...], tuple[tuple[str, ...], ...]], ...]
    events: tuple[Event, ...]
    asides: tuple[Aside, ...]
    persons: tuple[str, ...]

    @classmethod
    def of(
        cls,
        name: str,
        words: Mapping[str, tuple[str, ...]],
        *events: Event,
        asides: tuple[Aside, ...] = (),
        persons: str = "one I they",
    ) -> "Family":
        """The family of those words and events; a value of `words` parts its fields by "|" ("apple|apples")."""
        tables = ((tuple(key.split()), tuple(tuple(v.split("|")) for v in values)) for key, values in words.items())
        return cls(name, tuple(tables), events, asides, tuple(persons.split()))


def _numbers(text: str) -> tuple[Number, ...]:
    found = []
    for part in text.split():
        match = _NUMBER.fullmatch(part)
        if match is None:
            raise ValueError(f"{part!r} is no drawn number; write it like a=2..60 or a=0.5..9.5/0.5")
        name, low, high, step = match.groups("1")
        found.append((name, hundredths(low), hundredths(high), hundredths(step)))
    return tuple(found)


def line(expression: str, questions: str, solutions: str, grain: str = "1") -> Line:
    """A step from its notation; see the module's head."""
    left, operator, right = re.split(r"([-+*/])", expression)
    return Line(left, operator, right, Phrases.of(questions), tuple(solutions.split(" | ")), hundredths(grain))


def event(kind: str, states: str, numbers: str, text: str, *lines: Line, asks: str = "") -> Event:
    """An event from its notation; see the module's head. Without `asks` the last step's questions are the problem's."""
    needs, gives = states.split(">")
    if not asks and lines:
        asks = " | ".join(lines[-1].questions.all).replace(" at first", "")
    return Event(kind, needs, gives, _numbers(numbers), Phrases.of(text), lines, Phrases.of(asks))


def aside(numbers: str, text: str) -> Aside:
    """A sentence with a number that does not matter, from its notation."""
    return Aside(_numbers(numbers), Phrases.of(text))

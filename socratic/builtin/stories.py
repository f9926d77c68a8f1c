"""How the built-in problems are told: from a plan, drawn words and drawn numbers to a text and its steps.

    rng = Random(3)
    plan = draw_plan(rng, FAMILIES[0], 2)
    told = tell(rng, FAMILIES[0], plan)   # text, steps, answer; plan or told may be None: then draw again

A story is a chain of events (notation.py). Who it is about, whether it is told in the past, how money and numbers are
written and whether a number stands in it that does not matter are drawn once for each.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from random import Random
from typing import TypeVar

from socratic.builtin.language import articles, capitals, conjugate, singulars
from socratic.builtin.notation import UNIT, Event, Family, Line, Number, Phrases
from socratic.builtin.values import digits, value_kind
from socratic.builtin.words import MEN, ROLES, WOMEN
from socratic.problem import Step

__all__ = ["LARGEST", "MAX_STEPS", "Plan", "Told", "draw_plan", "pick", "step_counts", "tell"]

T = TypeVar("T")

MAX_STEPS = 8
LARGEST = 9999
SMALLEST = 2
"""Whole values below 2 are never reached: no story needs "1 apples left"."""

DRAWS = 30
THEN = ("", "", "", "then ", "later, ", "after that, ", "next, ")
_PRONOUNS = {
    "she": {"he": "she", "him": "her", "his": "her"},
    "he": {"he": "he", "him": "him", "his": "his"},
    "I": {"name": "I", "he": "I", "him": "me", "his": "my", "name's": "my"},
    "you": {"name": "you", "he": "you", "him": "you", "his": "your", "name's": "your"},
    "they": {"he": "they", "him": "them", "his": "their"},
}
_LEADING_PRONOUN = re.compile(r"^((?:\{then\})?)\{he\}")
_PERSON = re.compile(r"\{(name's|name|he|him|his)\}")
_NAMED = {"he": "{name}", "him": "{name}", "his": "{name's}"}
_PERSON_FIELDS = ("name", "he", "him", "his", "friend", "third", "kin", "then")
_I_FIRST = re.compile(r"\bI and (my \w+|[A-Z]\w+)")
_CLAUSE = re.compile(r",? (?:if|when) ")
_ACTS = re.compile(r"^(?:\{then\})?\{(?:name|he)\} ")
"""What begins with the main person, who then acts."""
_NO_JOINING = re.compile(r", | and | than |\bneeds?\b|\bwants\b|\bnow\b|\bgoal\b|\{third\}| / ")
_NOUNS = re.compile(r"\{([a-z]+\d?)\}")
_OF_THEM = re.compile(r"(\{a\}) of (?:\{his\}|the) \{things\}")
_COUNTED = re.compile(r"(\{a\}(?: more)?) \{things\}(?=[ .])")

SHORTENED = 0.3
JOINED = 0.35
LONG = 110
"""How often a phrase leaves the things unnamed and is joined with the one before, and up to how many letters."""

Plan = tuple[Event, ...]


@dataclass(frozen=True)
class Told:
    """One told story. `phrases` are the phrasings of its text; `unusual` says whether one of them is held out of
    training, `distracted` whether a number stands in the text that does not matter."""

    text: str
    steps: tuple[Step, ...]
    answer: str
    phrases: tuple[str, ...]
    unusual: bool
    distracted: bool


def pick(rng: Random, values: Sequence[T]) -> T:
    """One of `values`. Only `Random.random` is promised to give the same sequence on every Python version."""
    return values[int(rng.random() * len(values))]


@cache
def _leads(events: tuple[Event, ...]) -> dict[str, tuple[Event, ...]]:
    """The events by the state that they need."""
    states = {event.needs for event in events} | {event.gives for event in events}
    return {state: tuple(event for event in events if event.needs == state) for state in states}


@cache
def step_counts(family: Family) -> frozenset[int]:
    """The numbers of steps, up to 8, that the family's plans can have."""
    leads = _leads(family.events)
    found: set[int] = set()

    def extend(state: str, kinds: frozenset[str], steps: int) -> None:
        for event in leads[state]:
            longer = steps + len(event.lines)
            if event.kind in kinds or longer > MAX_STEPS or len(found) == MAX_STEPS:
                continue
            if event.lines:
                found.add(longer)
            extend(event.gives, kinds | {event.kind}, longer)

    extend("", frozenset(), 0)
    return frozenset(found)


def draw_plan(rng: Random, family: Family, steps: int) -> Plan | None:
    """A chain of the family's events with so many steps in which no kind of event occurs twice; None if the walk that
    was drawn ends nowhere (draw again)."""
    leads = _leads(family.events)
    plan: list[Event] = []
    kinds: set[str] = set()
    state, left = "", steps
    while left:
        fitting = [event for event in leads[state] if len(event.lines) <= left and event.kind not in kinds]
        if not fitting:
            return None
        event = pick(rng, fitting)
        plan.append(event)
        kinds.add(event.kind)
        state, left = event.gives, left - len(event.lines)
    return tuple(plan)


def _calculate(line: Line, left: int, right: int) -> int | None:
    """The value of one operation, in hundredths; None when it has no place in a story."""
    operator = line.operator
    if operator == "+":
        value = left + right
    elif operator == "-":
        value = left - right
    elif operator == "*":
        scale = UNIT * UNIT if line.right.endswith("%") else UNIT
        value, rest = divmod(left * right, scale)
        if rest or (value % UNIT and scale != UNIT):
            return None
    else:
        value, rest = divmod(left * UNIT, right) if right else (0, 1)
        if rest or value % line.grain:
            return None
    return (
        value if SMALLEST * UNIT <= value <= LARGEST * UNIT or (0 < value < SMALLEST * UNIT and value % UNIT) else None
    )


def _draw_numbers(rng: Random, numbers: tuple[Number, ...], values: dict[str, int]) -> None:
    """Draw every number into `values`, small ones more often."""
    for name, low, high, step in numbers:
        count = (high - low) // step + 1
        if count > 20 and rng.random() < 0.35:
            count = 18
        values[name] = low + step * int(rng.random() * count)


def _operand(text: str, values: dict[str, int]) -> int:
    text = text.rstrip("%")
    return values[text] if text in values else _constant(text)


@cache
def _constant(text: str) -> int:
    return round(float(text) * UNIT)


def _draw(rng: Random, event: Event, values: dict[str, int]) -> list[tuple[str, int]] | None:
    """Draw the event's numbers into `values`; each line's expression and value, or None if no numbers fit."""
    for _ in range(DRAWS if event.numbers else 1):
        _draw_numbers(rng, event.numbers, values)
        results: list[tuple[str, int]] = []
        for line in event.lines:
            left, right = _operand(line.left, values), _operand(line.right, values)
            value = _calculate(line, left, right)
            if value is None:
                break
            percent = "%" if line.right.endswith("%") else ""
            results.append((f"{digits(left)}{line.operator}{digits(right)}{percent}", value))
            values[f"s{len(results)}"] = value
        else:
            return results
    return None


@cache
def _statements(phrases: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(phrase for phrase in phrases if not phrase.endswith(("?", ",")))


def _things_only(phrase: str) -> bool:
    """Whether a phrase names things, and no other noun for which "them" could stand."""
    return set(_NOUNS.findall(phrase)) - {*_PERSON_FIELDS, "a"} == {"things"}


@dataclass
class _Teller:
    """What is drawn once for a story."""

    rng: Random
    fields: dict[str, object]
    who: str
    past: bool
    held_out: float
    used: list[str]
    unusual: bool = False
    introduced: bool = False
    mentioned: bool = False

    def choose(self, phrases: Phrases, last: bool = True) -> str:
        """A phrasing of the text; a held-out one only with probability `held_out`. One that brings its own question
        or leads to it ("If ...,") has its place in the last event only; empty if there is no other."""
        held_out = bool(self.held_out and phrases.held_out) and self.rng.random() < self.held_out
        pool = phrases.held_out if held_out else phrases.usual
        if not last:
            pool = _statements(pool)
        if not pool:
            return ""
        self.unusual = self.unusual or held_out
        phrase = pick(self.rng, pool)
        self.used.append(phrase)
        return phrase

    def say(self, phrase: str) -> str:
        """A phrasing with its words, numbers and verbs."""
        self.mentioned = self.mentioned or bool(_PERSON.search(phrase))
        phrase = conjugate(phrase, self.who, self.past)
        if self.who in ("she", "he") and self.rng.random() < 0.25:
            phrase = _LEADING_PRONOUN.sub(r"\1{name}", phrase)
        return phrase.format_map(self.fields)

    def tell(self, phrase: str) -> str:
        """A sentence of the text; the main person is named before a pronoun may stand for her."""
        phrase = self.shuffled(phrase)
        if not self.introduced and (match := _PERSON.search(phrase)):
            self.introduced = True
            if match[1] in _NAMED and "{name}" not in phrase[match.end() :].partition(".")[0]:
                phrase = f"{phrase[: match.start()]}{_NAMED[match[1]]}{phrase[match.end() :]}"
        return self.say(phrase)

    def shortened(self, phrase: str, before: str) -> str:
        """Now and then a phrase without the things that the one before named: "and eats 3 of them"."""
        if self.rng.random() >= SHORTENED or not (_things_only(phrase) and _things_only(before)):
            return phrase
        shorter = _OF_THEM.sub(r"\1 of them", phrase)
        return shorter if shorter != phrase else _COUNTED.sub(r"\1", phrase, count=1)

    def joined(self, phrase: str, before: str, said: str) -> str:
        """`said`, which is what the phrase before became, and the phrase in one sentence: "Ann has 5 pens and loses 2."

        Empty where the two have another subject, or would be long together, and mostly by chance.
        """
        if self.rng.random() >= JOINED or not (_ACTS.match(phrase) and _ACTS.match(before) and said.endswith(".")):
            return ""
        first, stop, rest = phrase.partition(". ")
        if _NO_JOINING.search(first) or _NO_JOINING.search(before) or ". " in said or len(said) + len(first) > LONG:
            return ""
        link = pick(self.rng, (" and ", " and ", " and ", " and then ", ", then "))
        act = _ACTS.sub("", conjugate(first, self.who, self.past)).format_map(self.fields)
        return f"{said[:-1]}{link}{act}{stop}{self.say(rest) if rest else ''}"

    def shuffled(self, phrase: str) -> str:
        """A phrase whose sentences may stand in either order, in one of them."""
        if " / " not in phrase:
            return phrase
        parts = phrase.split(" / ")
        return " ".join(parts if self.rng.random() < 0.5 else parts[::-1])


def _cast(rng: Random, family: Family) -> tuple[str, dict[str, object]]:
    """Who the main person is ("she", "he", "I", "you", "they"), with all words about persons."""
    she = rng.random() < 0.5
    names, others = (WOMEN, MEN) if she else (MEN, WOMEN)
    who = "she" if she else "he"
    name, third, friend = pick(rng, names), pick(rng, names), pick(rng, others)
    while third == name:
        third = pick(rng, names)
    kind = pick(rng, ("one",) * 16 + ("role", "role", "I", "I", "you", "they"))
    if kind in family.persons or (kind == "you" and "I" in family.persons):
        who = who if kind == "one" else kind
    if kind == "role" and "one" in family.persons:
        role = pick(rng, ROLES)
        if role in ("girl", "woman", "boy", "man"):
            who = "she" if role in ("girl", "woman") else "he"
            others = MEN if who == "she" else WOMEN
            friend = pick(rng, others)
        name = f"the {role}"
    elif who == "they":
        name, friend = f"{name} and {friend}", third
        while third == friend or third in name:
            third = pick(rng, names)
    return who, {"name": name, "name's": f"{name}'s", "third": third, "friend": friend, **_PRONOUNS[who]}


def tell(rng: Random, family: Family, plan: Plan, held_out: float = 0.0) -> Told | None:
    """One problem; None when the drawn numbers lead nowhere (draw again).

    `held_out` is how often a phrasing is taken that is held out of training, where there is one.
    """
    who, fields = _cast(rng, family)
    chosen = [pick(rng, choices) for _, choices in family.words]
    for (keys, _), words in zip(family.words, chosen, strict=True):
        fields.update(zip(keys, words, strict=True))
    currency = pick(rng, ("$",) * 16 + ("dollars",) * 2 + ("€", "£"))
    sign = "$" if currency == "dollars" else currency
    past = rng.random() < 0.35
    for key, word in fields.items():
        if isinstance(word, str) and word.startswith("~"):
            fields[key] = conjugate(word, who, past)
    style = rng.random()
    figures, spelled = value_kind(currency), value_kind(currency, spelled=True)
    teller = _Teller(rng, fields, who, past, held_out, [])

    values: dict[str, int] = {}
    sentences: list[str] = []
    steps: list[Step] = []
    then = asked = before = ""
    for event in plan:
        results = _draw(rng, event, values)
        if results is None:
            return None
        last_event = event is plan[-1]
        for key, *_ in event.numbers:
            in_words = style < 0.12 or (style < 0.27 and rng.random() < 0.5)
            fields[key] = (spelled if in_words else figures)(values[key])
        # No two sentences in a row begin with the same "later, ".
        then = pick(rng, [word for word in THEN if word != then or not word])
        fields["then"] = then
        phrase = teller.choose(event.texts, last_event)
        if not phrase:
            return None
        said = sentences.pop() if sentences else ""
        short = teller.shortened(phrase, before)
        joined = teller.joined(short, before, said)
        sentence = joined or teller.tell(short)
        sentences += [sentence] if joined or not said else [said, sentence]
        before = short if not joined else ""
        for line, (expression, value) in zip(event.lines, results, strict=True):
            last = last_event and line is event.lines[-1]
            if last and sentence.endswith("?"):
                question = asked = _own_question(sentence)
            else:
                if last:
                    question = teller.tell(teller.choose(event.asks))
                else:
                    question = teller.say(pick(rng, line.questions.usual))
            shown = digits(value)
            fields["eq"] = f"{expression} = <<{expression}={shown}>>{shown}"
            fields["dollars"] = (
                f"{expression} = <<{expression}={shown}>>{shown} dollars"
                if currency == "dollars"
                else f"{expression} = {sign}<<{expression}={shown}>>{shown}"
            )
            steps.append(Step(question, teller.say(pick(rng, line.solutions))))
        values["x"] = values[event.gives] = results[-1][1] if results else values["a"]
    if teller.mentioned and not teller.introduced:
        return None  # the steps speak of a person whom the text does not know
    if not asked:
        question = steps[-1].question
        sentences.append(question[0].lower() + question[1:] if sentences[-1].endswith(",") else question)

    distracted = bool(family.asides) and rng.random() < 0.18
    if distracted:
        extra = pick(rng, family.asides)
        _draw_numbers(rng, extra.numbers, values)
        for key, *_ in extra.numbers:
            fields[key] = (spelled if style < 0.12 else figures)(values[key])
        fields["then"] = ""
        # Never before the first sentence, which says who acts, nor between "If ...," and the question.
        places = [place for place in range(1, len(sentences)) if not sentences[place - 1].endswith(",")]
        if not places:
            return None
        place = pick(rng, places)
        teller.introduced = str(fields["name"]) in " ".join(sentences[:place]) or who in ("I", "you")
        sentences.insert(place, teller.tell(teller.choose(extra.texts)))

    tables = zip(family.words, chosen, strict=True)
    nouns = [(pair[0], pair[-1]) for (keys, _), pair in tables if f"{keys[0]}s" == keys[-1]]

    text = " ".join(sentences)
    name = str(fields["name"])
    if name.startswith("the "):
        text = text.replace(name, f"a {name[4:]}", 1)
    # All lines at once: that is several times faster than one by one.
    lines = "\n".join((text, *(part for step in steps for part in (step.question, step.solution))))
    if who == "I":
        lines = _I_FIRST.sub(r"\1 and I", lines)
    text, *parts = capitals(articles(singulars(lines, nouns))).split("\n")
    return Told(
        text,
        tuple(Step(question, solution) for question, solution in zip(parts[::2], parts[1::2], strict=True)),
        digits(values["x"]),
        tuple(teller.used),
        teller.unusual,
        distracted,
    )


def _own_question(sentence: str) -> str:
    """The question of a phrase that brings its own: its last sentence, without the clause of "if"."""
    question = re.split(r"(?<=[.]) ", sentence)[-1]
    if question.lower().startswith(("if ", "when ")):
        return question.rpartition(", ")[2]
    return _CLAUSE.split(question)[0].rstrip("?") + "?"

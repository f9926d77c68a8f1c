"""Comparing: contests between two or three."""

from socratic.builtin.families.shared import ASIDES
from socratic.builtin.notation import Family, event, line

__all__ = ["FAMILIES"]

# One event is a few dense lines here; the formatter would make it fifteen.
# fmt: off

CONTEST = Family.of(
    "contest",
    {
        "does do things where": (
            "~scores|score|points|in a game", "~sells|sell|tickets|for the school play",
            "~collects|collect|cans|for recycling",
            "~plants|plant|trees|in the park", "~catches|catch|fish|in the lake", "~reads|read|books|during the summer",
            "~makes|make|paper birds|for the class", "~solves|solve|riddles|in a contest",
        ),
    },
    event(
        "have", ">first", "a=6..90",
        "{name} {does} {a} {things} {where}. | {where}, {name} {does} {a} {things}. | It is {name} who {does} {a} "
        "{things} {where}.",
    ),
    event(
        "groups", ">first", "a=3..9 b=4..20",
        "{name} {does} {b} {things} a day {where} for {a} days. | For {a} days, {name} {does} {b} {things} a day "
        "{where}. | {name} {does} {b} {things} each day for {a} days {where}.",
        line("a*b", "How many {things} does {name} {do} in {a:d} days?", "In {a:d} days {name} {does} {eq} {things}."),
    ),
    *(
        new_event
        for state, one, two in (("first>second", "{name}", "{friend}"), ("second>third", "{friend}", "{third}"))
        for new_event in (
            event(
                "more-than", state, "a=3..40",
                f"{two} {{does}} {{a}} more {{things}} than {one}. | {one} {{does}} {{a}} fewer {{things}} than "
                f"{two}.",
                line("x+a", f"How many {{things}} does {two} {{do}}?", f"{two} {{does}} {{eq}} {{things}}."),
            ),
            event(
                "fewer-than", state, "a=3..40",
                f"{two} {{does}} {{a}} fewer {{things}} than {one}. | {one} {{does}} {{a}} more {{things}} than "
                f"{two}.",
                line("x-a", f"How many {{things}} does {two} {{do}}?", f"{two} {{does}} {{eq}} {{things}}."),
            ),
            event(
                "times-as-many", state, "a=2..4",
                f"{two} {{does}} {{a:times}} as many {{things}} as {one}.",
                line("x*a", f"How many {{things}} does {two} {{do}}?", f"{two} {{does}} {{eq}} {{things}}."),
            ),
            event(
                "half", state, "",
                f"{two} {{does}} half as many {{things}} as {one}. | {two} {{does}} only half as many {{things}} as "
                f"{one}.",
                line("x/2", f"How many {{things}} does {two} {{do}}?", f"{two} {{does}} {{eq}} {{things}}."),
            ),
        )
    ),
    event(
        "difference", "first>end", "a=3..60",
        "{friend} {does} {a} {things}. | In the same time {friend} {does} {a} {things}.",
        line(
            "x-a",
            "How many more {things} does {name} {do} than {friend}? | How many fewer {things} does {friend} {do} "
            "than {name}? | What is the difference? | How many more {things} does {name} {do}?",
            "The difference is {eq} {things}. | {name} {does} {eq} more {things} than {friend}.",
        ),
    ),
    event(
        "altogether", "first>end", "a=3..60",
        "{friend} {does} {a} {things}. | {friend} {does} {a} {things} too. | {friend} {does} {a}. | {friend} {does} "
        "another {a}.",
        line(
            "x+a",
            "How many {things} do {name} and {friend} {do} together? | How many {things} do they {do} in all? | How "
            "many {things} is that together? | How many {things} is that in total?",
            "Together they {do} {eq} {things}. | In all that is {eq} {things}.",
        ),
    ),
    event(
        "together", "second>end", "",
        "They add up their results. | Their results are put together. | They count everything together. | Both of "
        "them are on one team.",
        line(
            "first+second",
            "How many {things} do {name} and {friend} {do} together? | How many {things} is that together? | How "
            "many {things} do they {do} in total?",
            "Together they {do} {eq} {things}.",
        ),
    ),
    event(
        "together", "third>end", "",
        "They add up the results of all three. | Their three results are put together. | All three of them are on one "
        "team.",
        line(
            "first+second",
            "How many {things} do {name} and {friend} {do} together?",
            "{name} and {friend} {do} {eq} {things}.",
        ),
        line("s1+third", "How many {things} do all three of them {do} together? | How many {things} is that "
        "in total?", "All three {do} {eq} {things}."),
    ),
    persons="one",
    asides=ASIDES[:3],
)

FAMILIES = (CONTEST,)

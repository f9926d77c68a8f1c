"""Collections: marbles, stickers, books; given, found, packed, sold."""

from socratic.builtin.families.endings import COMPARING, ENDING, SELLING_EACH, SELLING_PACKS
from socratic.builtin.families.shared import ASIDES, GAINING, LOSING
from socratic.builtin.families.spending import MONEY, MONEY_WORDS
from socratic.builtin.notation import Family, event, line
from socratic.builtin.words import KIN

__all__ = ["FAMILIES"]

# One event is a few dense lines here; the formatter would make it fifteen.
# fmt: off

COLLECTING = Family.of(
    "collecting",
    {
        "thing things": (
            "marble|marbles", "sticker|stickers", "trading card|trading cards", "stamp|stamps", "seashell|seashells",
            "toy car|toy cars", "bead|beads", "postcard|postcards", "button|buttons", "old coin|old coins",
        ),
        "pack packs": ("box|boxes", "bag|bags", "jar|jars", "tin|tins"),
        "color1 color2": ("red|blue", "green|yellow", "small|large", "colorful|plain"),
        **KIN, **MONEY_WORDS,
    },
    event(
        "have", ">items", "a=8..120",
        "{name} has {a} {things}. | {name} collects {things} and ~has {a} of them. | {name} has a collection of {a} "
        "{things}. | {name} has {a} {things} in {his} collection.",
    ),
    event(
        "groups", ">items", "a=2..12 b=3..24",
        "{name} has {a} {packs} with {b} {things} in each. | {name} keeps {his} {things} in {a} {packs}, {b} "
        "{things} in each {pack}. | {name} has {a} {packs} of {b} {things}. | {name} has {a} {packs}. Each has {b} "
        "{things} in it.",
        line(
            "a*b",
            "How many {things} does {name} have at first? | How many {things} are in the {packs} at first?",
            "{he} has {eq} {things}. | {he} starts with {eq} {things}.",
        ),
    ),
    event(
        "times-as-many", ">items", "a=6..60 b=2..5",
        "{friend} has {a} {things}. {name} has {b:times} as many {things} as {friend}. | {name} has {b:times} as "
        "many {things} as {friend}, who has {a} {things}. | {friend} has {a} {things} and {name} has {b:times} as "
        "many.",
        line("a*b", "How many {things} does {name} have at first?", "{he} has {eq} {things}."),
    ),
    event(
        "more-than", ">items", "a=6..90 b=3..40",
        "{friend} has {a} {things}. {name} has {b} more {things} than {friend}. | {name} has {b} more {things} than "
        "{friend}, who has {a} {things}. | {friend} has {a} {things} and {name} has {b} more.",
        line("a+b", "How many {things} does {name} have at first?", "{he} has {eq} {things}."),
    ),
    event(
        "fewer-than", ">items", "a=20..90 b=3..40",
        "{friend} has {a} {things}. {name} has {b} fewer {things} than {friend}. | {name} has {b} fewer {things} "
        "than {friend}, who has {a} {things}. | {friend} has {a} {things} and {name} has {b} fewer.",
        line("a-b", "How many {things} does {name} have at first?", "{he} has {eq} {things}."),
    ),
    event(
        "parts", ">items", "a=6..80 b=6..80",
        "{name} has {a} {color1} {things} and {b} {color2} {things}. | {name} has {a} {things} that are {color1} and "
        "{b} that are {color2}. | {name} has {a} {color1} {things} and {b} {color2} ones.",
        line("a+b", "How many {things} does {name} have at first?", "{he} has {eq} {things}."),
    ),
    event(
        "per-day", ">items", "a=3..15 b=3..14",
        "{name} collects {a} {things} every day for {b} days. | For {b} days, {name} collects {a} {things} a day. | "
        "{name} finds {a} {things} a day. {he} does that for {b} days. | {name} finds {a} {things} each day for {b} "
        "days.",
        line("a*b", "How many {things} does {name} collect in {b:d} days?", "{he} collects {eq} {things}."),
    ),
    *GAINING, *LOSING, *COMPARING, *ENDING, *SELLING_EACH, *SELLING_PACKS, *MONEY,
    asides=ASIDES,
)

FAMILIES = (COLLECTING,)

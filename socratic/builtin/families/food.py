"""Food: fruit, baking, eggs, snacks."""

from socratic.builtin.families.endings import COMPARING, EATING, ENDING, SELLING_EACH, SELLING_PACKS
from socratic.builtin.families.shared import ASIDES, GAINING, LOSING, STARTING
from socratic.builtin.families.spending import MONEY, MONEY_WORDS
from socratic.builtin.notation import Family, aside, event, line
from socratic.builtin.words import BAKED, BOXES, COLORS, FRUIT, KIN, TREATS

__all__ = ["FAMILIES"]

# One event is a few dense lines here; the formatter would make it fifteen.
# fmt: off

FRUIT_FAMILY = Family.of(
    "fruit",
    {
        "thing things": ("apple|apples", "pear|pears", "peach|peaches", "plum|plums", "lemon|lemons", "orange|oranges"),
        "pack packs": ("basket|baskets", "bag|bags", "bucket|buckets", "crate|crates"),
        **KIN, **MONEY_WORDS,
    },
    event(
        "groups", ">items", "a=2..12 b=6..40",
        "{name} picks {a} {packs} of {things} with {b} {things} in each {pack}. | There are {a} {thing} trees in "
        "{name's} garden, and {he} picks {b} {things} from every one. | {name} fills {a} {packs} with {b} {things} "
        "each. | {name} picks {a} {packs} of {things}. / Every {pack} holds {b} {things}. | {name} picks {a} {packs} "
        "of {b} {things} each.",
        line(
            "a*b",
            "How many {things} does {name} pick?",
            "{he} picks {eq} {things}. | {name} picks {eq} {things} in all.",
        ),
    ),
    event(
        "parts", ">items", "a=10..90 b=10..90",
        "{name} picks {a} {things} from one tree and {b} {things} from another tree. | {name} picks {a} {things} in "
        "the morning and {b} {things} in the afternoon. | {name} picks {a} {things}, ~has lunch and ~picks {b} more. "
        "| One tree gives {name} {a} {things}, and another gives {him} {b}. | {name} picks {a} {things} on Monday "
        "and {b} on Tuesday. | {name} picks {a} {things} and then {b} more.",
        line("a+b", "How many {things} does {name} pick? | How many {things} does {name} pick in all? | How many "
            "{things} is that in total?", "{he} picks {eq} {things}."),
    ),
    event(
        "per-day", ">items", "a=8..40 b=3..9",
        "{name} picks {a} {things} every day for {b} days. | {name} works in an orchard for {b} days and ~picks {a} "
        "{things} a day to take home. | Every day {name} picks {a} {things}. {he} does this for {b} days. | {name} "
        "picks {a} {things} per day for {b} days.",
        line("a*b", "How many {things} does {name} pick in {b:d} days?", "{he} picks {eq} {things}."),
    ),
    event(
        "lose", "items>items", "a=3..40",
        "{then}{he} throws away {a} {things} that have gone bad. | {then}{he} uses {a} of {his} {things} to make "
        "jam. | {then}{he} gives {a} {things} to {his} {kin}. | {a} of them are bad, and {he} throws them away. | "
        "{then}{he} eats {a} of them. | {then}{he} uses {a} for a pie.",
        line(
            "x-a",
            "How many {things} does {name} have after that? | How many {things} are left then?",
            "{he} has {eq} {things} left. | That leaves {eq} {things}.",
        ),
        asks="How many {things} does {name} have left? | How many {things} are left? | How many {things} does {he} "
            "have left? | How many {things} does {name} have now?",
    ),
    *GAINING, *ENDING, *SELLING_EACH, *SELLING_PACKS, *MONEY,
    asides=ASIDES,
)

BAKING = Family.of(
    "baking",
    {
        "thing things": (
            "cookie|cookies", "muffin|muffins", "cupcake|cupcakes", "bread roll|bread rolls", "bagel|bagels",
        ),
        "pack packs": ("box|boxes", "bag|bags"),
        **KIN, **MONEY_WORDS,
    },
    event(
        "groups", ">items", "a=2..9 b=6..30",
        "{name} bakes {a} trays of {things} with {b} {things} on each tray. | {name} puts {a} trays into the oven, "
        "and each tray has {b} {things} on it. | {name} bakes {a} trays of {things}. / There are {b} {things} on a "
        "tray. | {b} {things} fit on one tray, and {name} bakes {a} trays. | {name} bakes {a} trays of {b} {things}. "
        "| {name} makes {a} batches of {b} {things} each.",
        line("a*b", "How many {things} does {name} bake? | How many {things} are there in total? | How many {things} "
            "is that in all?", "{he} bakes {eq} {things}."),
    ),
    event(
        "dozen", ">items", "a=2..12",
        "{name} bakes {a} dozen {things}. | For a school fair, {name} makes {a} dozen {things}. | {name} has {a} "
        "dozen {things} in the oven. | {name} makes {a} dozen {things}.",
        line("a*12", "How many {things} does {name} make?", "{he} makes {eq} {things}."),
    ),
    event(
        "parts", ">items", "a=12..80 b=12..80",
        "{name} bakes {a} chocolate {things} and {b} plain {things}. | On Saturday {name} bakes {a} {things}, and on "
        "Sunday {he} bakes {b} {things}. | {name} makes {a} big {things} and {b} small ones. | {name} bakes {a} "
        "{things} before lunch and {b} after lunch. | {name} bakes {a} {things} and then {b} more.",
        line("a+b", "How many {things} does {name} bake?", "{he} bakes {eq} {things}."),
    ),
    event(
        "lose", "items>items", "a=2..20",
        "{then}{he} drops {a} {things} on the floor and ~throws them away. | {then}{his} family eats {a} of the "
        "{things}. | {then}{he} burns {a} of the {things} and ~has to throw them out. | {then}{he} eats {a}. | "
        "{then}{he} eats {a} of them. | {then}{he} gives {a} of them to {friend}.",
        line(
            "x-a",
            "How many {things} are left after that?",
            "{he} has {eq} {things} left. | That leaves {eq} {things}.",
        ),
        asks="How many {things} does {name} have left? | How many {things} are left? | How many {things} does {he} "
            "have left? | How many {things} remain?",
    ),
    event(
        "lose-groups", "items>items", "a=2..9 b=2..6",
        "{then}{his} {a} guests eat {b} {things} each. | {then}{he} gives {b} {things} to each of {his} {a} "
        "neighbors. | {then}{a} people eat {b} {things} each. | {then}{he} gives {a} friends {b} each. | {then}{a} "
        "children eat {b} each.",
        line("a*b", "How many {things} do the others get?", "The others get {eq} {things}."),
        line("x-s1", "How many {things} are left then?", "{he} has {eq} {things} left. | That leaves {eq} {things}."),
        asks="How many {things} does {name} have left? | How many {things} are left?",
    ),
    event(
        "lose-fraction", "items>items", "a=3..5",
        "{then}{his} family eats {a:frac} of {his} {things}. | {then}{he} brings {a:frac} of {his} {things} to "
        "{friend}. | {then}{he} sells {a:frac} of the {things}.",
        line("x/a", "How many {things} are {a:frac} of them?", "That is {eq} {things}."),
        line("x-s1", "How many {things} are left then?", "{he} has {eq} {things} left. | That leaves {eq} {things}."),
        asks="How many {things} does {name} have left? | How many {things} are left?",
    ),
    *ENDING, *SELLING_EACH, *SELLING_PACKS, *MONEY,
    asides=ASIDES,
)

EGGS = Family.of(
    "eggs",
    {
        "thing things": ("egg|eggs",),
        "pack packs": ("carton|cartons", "box|boxes", "tray|trays"),
        "bird birds": ("chicken|chickens", "hen|hens", "duck|ducks"),
        **KIN, **MONEY_WORDS,
    },
    event(
        "have", ">items", "a=24..180",
        "{name} has {a} eggs from {his} {birds}. | This morning {name} finds {a} eggs under {his} {birds}. | {name's} "
        "{birds} have laid {a} eggs. | {name} takes {a} eggs out of the hen house.",
    ),
    event(
        "per-day", ">items", "a=8..60 b=2..9",
        "{name's} {birds} lay {a} eggs a day. {he} collects them for {b} days. | For {b} days, {name} collects {a} "
        "eggs from {his} {birds} each day. | Each day {name} finds {a} eggs. {he} collects them for {b} days. | "
        "{name} gets {a} eggs a day from {his} {birds}. {he} keeps them all for {b} days.",
        line("a*b", "How many eggs does {name} collect in {b:d} days?", "{he} collects {eq} eggs."),
    ),
    event(
        "week", ">items", "a=4..40",
        "{name's} {birds} lay {a} eggs every day, and {he} gathers them for a week. | {name} gathers {a} eggs a day "
        "from {his} {birds} for one week.",
        line("a*7", "How many eggs does {name} gather in a week?", "A week has 7 days, so {he} gathers {eq} eggs."),
    ),
    event(
        "groups", ">items", "a=6..40 b=2..6",
        "{name} has {a} {birds}, and each of them lays {b} eggs this week. | Each of {name's} {a} {birds} lays {b} "
        "eggs in a week. {he} collects the eggs of one week. | {name} has {a} {birds}. Every one of them lays {b} "
        "eggs, and {he} keeps all of them. | {name} has {a} {birds}. Each lays {b} eggs, and {he} collects them.",
        line("a*b", "How many eggs do the {birds} lay?", "They lay {eq} eggs."),
    ),
    event(
        "lose", "items>items", "a=2..20",
        "{then}{he} drops a basket, and {a} eggs break. | {then}{he} uses {a} of the eggs for baking. | {then}{his} "
        "family eats {a} of the eggs. | {then}{he} eats {a} eggs. | {then}{he} breaks {a} of them. | {then}{he} uses "
        "{a} to bake a cake.",
        line("x-a", "How many eggs are left after that?", "{he} has {eq} eggs left. | That leaves {eq} eggs."),
        asks="How many eggs does {name} have left? | How many eggs are left? | How many eggs does {he} have left? | "
            "How many eggs remain?",
    ),
    event(
        "half", "items>items", "",
        "{then}{he} gives half of {his} eggs to {his} {kin}. | {then}{he} brings half of {his} eggs to {friend}.",
        line("x/2", "How many eggs does {name} keep?", "{he} keeps {eq} eggs. | Half of the eggs is {eq} eggs."),
        asks="How many eggs does {name} have left? | How many eggs does {name} keep?",
    ),
    event(
        "pack-dozen", "items>packs", "",
        "{then}{he} packs the eggs by the dozen into {packs}. | {then}{he} fills {packs} with a dozen eggs each.",
        line("x/12", "How many {packs} does {name} fill?", "A dozen is 12, so {he} fills {eq} {packs}."),
    ),
    *ENDING, *SELLING_PACKS, *MONEY,
    asides=ASIDES,
)

SNACKS = Family.of(
    "snacks",
    {"thing things": FRUIT + TREATS + BAKED, "pack packs": BOXES, **COLORS, **KIN, **MONEY_WORDS},
    *STARTING[:3], *STARTING[4:6], *GAINING, *LOSING, *EATING, *COMPARING, *ENDING, *SELLING_EACH,
    asides=(*ASIDES,
        aside("d=2..20", "{he} also has {d} toy cars. | {his} {kin} has {d} books. | {friend} has {d} dolls."),
    ),
)

FAMILIES = (FRUIT_FAMILY, BAKING, EGGS, SNACKS,)

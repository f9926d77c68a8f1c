"""In the kitchen: recipes and slices."""

from socratic.builtin.families.shared import ASIDES
from socratic.builtin.notation import Family, event, line
from socratic.builtin.words import KIN

__all__ = ["FAMILIES"]

# One event is a few dense lines here; the formatter would make it fifteen.
# fmt: off

RECIPE = Family.of(
    "recipe",
    {
        "food foods": ("cake|cakes", "pie|pies", "loaf of bread|loaves of bread", "pizza|pizzas",
            "pot of soup|pots of soup",
                       "batch of cookies|batches of cookies", "tray of muffins|trays of muffins", "pancake|pancakes"),
        "amount": ("cups of flour", "eggs", "spoons of sugar", "cups of milk", "carrots", "grams of butter",
            "ounces of cheese",
                   "potatoes", "cups of oats"),
    },
    event(
        "groups", ">amount", "a=2..12 b=2..12",
        "A {food} needs {a} {amount}. {name} makes {b} {foods}. | Each {food} takes {a} {amount}, and {name} makes "
        "{b} {foods}. | To make one {food}, {name} needs {a} {amount}. {he} wants to make {b} {foods}. | A recipe for "
        "one {food} calls for {a} {amount}. How many are needed for {b} {foods}? | If {a} {amount} go into one "
        "{food}, how many are needed for {b} {foods}?",
        line(
            "a*b",
            "How many {amount} are needed for {b:d} {foods}? | How many {amount} do the {foods} take?",
            "{b:d} {foods} take {eq} {amount}. | {he} needs {eq} {amount}.",
        ),
        asks="How many {amount} does {name} need? | How many {amount} are needed in all? | How many {amount} does "
        "{name} use?",
    ),
    event(
        "halves", ">fruit", "a=1.5..4.5/0.5 b=2..8",
        "A {food} needs {a} pounds of fruit. {name} makes {b} {foods}. | {name} uses {a} pounds of fruit for each "
        "{food} and ~makes {b} {foods}.",
        line(
            "a*b",
            "How many pounds of fruit are needed for {b:d} {foods}?",
            "{b:d} {foods} take {eq} pounds of fruit.",
        ),
        asks="How many pounds of fruit does {name} need? | How many pounds of fruit does {name} use?",
    ),
    event(
        "gain", "fruit>end", "a=1.5..4.5/0.5",
        "{he} also needs {a} pounds for a salad. | {he} also eats {a} pounds.",
        line("x+a", "How many pounds is that with the other {a:d}?", "With the other {a:d} that is {eq} pounds."),
        asks="How many pounds of fruit is that in all? | How many pounds of fruit is that altogether?",
    ),
    event(
        "cost", "fruit>money", "a=2..6",
        "A pound of fruit costs {a:$}. | {he} pays {a:$} for each pound.",
        line("x*a", "How much does the fruit cost?", "The fruit costs {dollars}. | For the fruit {he} pays {dollars}."),
        asks="How much does the fruit cost? | How much does {name} pay for the fruit?",
    ),
    event(
        "have", "amount>end", "a=2..90",
        "{he} only has {a} {amount} in the kitchen. | There are only {a} {amount} at home.",
        line("x-a", "How many more does {name} need?", "{he} needs {eq} more. | {eq} more are missing."),
        asks="How many more does {name} need? | How many more does {name} have to buy?",
    ),
    event(
        "gain", "amount>amount", "a=2..12",
        "{he} needs {a} more for the table. | {he} takes {a} extra to be safe. | For a sauce {he} uses {a} more.",
        line("x+a", "How many is that with the {a:d} more?", "With the {a:d} more that is {eq}. | That makes {eq}."),
        asks="How many is that in all? | How many are needed altogether?",
    ),
    event(
        "double", "amount>amount", "",
        "Because many guests come, {he} takes twice as much of everything. | {he} doubles the recipe.",
        line("x*2", "How many is twice as many?", "Twice as many is {eq}. | Doubled, that is {eq}."),
        asks="How many does {name} need then? | How many is that?",
    ),
    event(
        "pack", "amount>packs", "a=2..12",
        "The shop sells them in packs of {a}. | One can only buy them in packs of {a}. | One pack holds {a} of that.",
        line("x/a", "How many packs does {name} need?", "{he} needs {eq} packs. | That is {eq} packs."),
        asks="How many packs does {name} need? | How many packs does {name} have to buy?",
    ),
    event(
        "cost", "packs>end", "a=2..9",
        "A pack costs {a:$}. | Each pack is {a:$}. | One pack is {a:$}.",
        line("x*a", "How much do the packs cost?", "The packs cost {dollars}. | That is {dollars}."),
        asks="How much does {name} pay for the packs? | How much do the packs cost?",
    ),
    asides=ASIDES[:3],
)

SLICES = Family.of(
    "slices",
    {"food foods": ("pizza|pizzas", "cake|cakes", "pie|pies", "melon|melons", "loaf of bread|loaves of bread",
        "tart|tarts"),
     "part parts": ("slice|slices", "piece|pieces"), "party": ("party", "picnic", "family dinner", "class party",
         "meeting"),
     **KIN},
    event(
        "groups", ">slices", "a=2..9 b=4..16",
        "{name} cuts {a} {foods} into {b} {parts} each. | {name} brings {a} {foods} to a {party}. / Each {food} has "
        "{b} {parts}. | There are {a} {foods} at the {party}, cut into {b} {parts} each. | A {food} has {b} {parts}. "
        "{name} orders {a} {foods}. | Each {food} is cut into {b} {parts}. How many {parts} are there in {a} {foods}?",
        line(
            "a*b",
            "How many {parts} are there? | How many {parts} do {a:d} {foods} make?",
            "{a:d} {foods} make {eq} {parts}. | There are {eq} {parts}.",
        ),
        asks="How many {parts} are there? | How many {parts} are there in all? | How many {parts} does {name} have?",
    ),
    event(
        "eat-groups", "slices>slices", "a=2..12 b=2..4",
        "{a} people eat {b} {parts} each. | Each of the {a} guests takes {b} {parts}. | {then}{a} children take {b} "
        "{parts} each.",
        line(
            "a*b",
            "How many {parts} are eaten? | How many {parts} do {a:d} people eat?",
            "{eq} {parts} are eaten. | They eat {eq} {parts}.",
        ),
        line("x-s1", "How many {parts} are left then?", "That leaves {eq} {parts}. | {eq} {parts} are left."),
        asks="How many {parts} are left? | How many {parts} remain?",
    ),
    event(
        "eat", "slices>slices", "a=2..20",
        "{then}{he} and {his} {kin} eat {a} {parts}. | The guests eat {a} {parts}. | {then}{a} {parts} are eaten. | "
        "{a} {parts} go to {name}.",
        line("x-a", "How many {parts} are left after that?", "That leaves {eq} {parts}. | {eq} {parts} are left."),
        asks="How many {parts} are left? | How many {parts} remain?",
    ),
    event(
        "eat-fraction", "slices>slices", "a=2..4",
        "{then}the guests eat {a:frac} of the {parts}. | {then}{a:frac} of the {parts} are eaten.",
        line("x/a", "How many {parts} are {a:frac} of them?", "That is {eq} {parts}."),
        line("x-s1", "How many {parts} are left then?", "That leaves {eq} {parts}. | {eq} {parts} are left."),
        asks="How many {parts} are left? | How many {parts} remain?",
    ),
    event(
        "share", "slices>end", "a=2..12",
        "{a} people share them equally. | {he} shares them equally among {a} guests. | If {a} people share the "
        "{parts} equally,",
        line(
            "x/a",
            "How many {parts} does each person get?",
            "Each person gets {eq} {parts}. | That is {eq} {parts} each.",
        ),
    ),
    asides=ASIDES[:3],
)

FAMILIES = (RECIPE, SLICES,)

"""Fuel: liters per 100 kilometers and what they cost."""

from socratic.builtin.families.shared import ASIDES
from socratic.builtin.notation import Family, event, line
from socratic.builtin.words import CITIES

__all__ = ["FAMILIES"]

# One event is a few dense lines here; the formatter would make it fifteen.
# fmt: off

FUEL_USE = Family.of(
    "fuel-use",
    {"vehicle": ("car", "truck", "van", "motorcycle", "camper", "old car"), "place": ("the coast", "the mountains",
        *CITIES), "gas": ("gas", "fuel", "diesel")},
    event(
        "per-hundred", ">liters", "a=3..15 b=100..900/50",
        "{name's} {vehicle} uses {a} liters of {gas} per 100 kilometers. {he} drives {b:d} kilometers. | A {vehicle} "
        "needs {a} liters for 100 kilometers, and {name} drives {b:d} kilometers. | {name} drives {b:d} kilometers to "
        "{place}. / {his} {vehicle} uses {a} liters every 100 kilometers. | {name's} {vehicle} uses {a} liters of "
        "{gas} for every 100 kilometers. How many liters does {he} need for {b:d} kilometers? | If a {vehicle} uses "
        "{a} liters per 100 kilometers, how many liters does {name} need for {b:d} kilometers?",
        line("b/100", "How many times 100 kilometers are {b:d} kilometers?", "It is {eq} times 100 kilometers.",
             grain="0.5"),
        line("s1*a", "How many liters does {name} need?", "{he} needs {eq} liters. | That takes {eq} liters."),
        asks="How many liters does {name} need? | How many liters of {gas} is that? | How much {gas} does {name} use "
        "in liters?",
    ),
    event(
        "round-trip", ">way", "a=50..450/50",
        "{name} drives {a:d} kilometers to {place} and the same way back. | It is {a:d} kilometers to {place}. {name} "
        "drives there and back. | {name} visits {place}, {a:d} kilometers away, and ~drives home again.",
        line("a*2", "How many kilometers is that there and back?", "There and back it is {eq} kilometers."),
        asks="How many kilometers is that in all? | How many kilometers does {name} drive?",
    ),
    event(
        "parts", ">way", "a=50..400/50 b=50..400/50",
        "{name} drives {a:d} kilometers on the first day and {b:d} on the second. | {name} drives {a:d} kilometers to "
        "{place} and then {b:d} kilometers to the sea. | On Friday {name} drives {a:d} kilometers, on Sunday {b:d}.",
        line("a+b", "How many kilometers is that in all?", "In all that is {eq} kilometers."),
        asks="How many kilometers is that in all? | How many kilometers does {name} drive in total?",
    ),
    event(
        "per-hundred", "way>liters", "a=3..15",
        "{his} {vehicle} uses {a} liters per 100 kilometers. | The {vehicle} needs {a} liters of {gas} for each 100 "
        "kilometers. | For 100 kilometers the {vehicle} uses {a} liters. | If {his} {vehicle} needs {a} liters for 100 "
        "kilometers,",
        line("x/100", "How many times 100 kilometers is that?", "It is {eq} times 100 kilometers.", grain="0.5"),
        line("s1*a", "How many liters does {name} need?", "{he} needs {eq} liters. | That takes {eq} liters."),
        asks="How many liters does {name} need? | How many liters of {gas} is that? | How much {gas} does {name} use "
        "in liters?",
    ),
    event(
        "fill", ">liters", "a=40..90/5 b=4..35",
        "The tank of {name's} {vehicle} holds {a} liters. There are {b} liters in it, and {he} fills it up. | {name} "
        "fills the tank, which holds {a} liters. It still has {b} liters in it. | There are {b} liters left in "
        "{name's} tank. It holds {a} liters, and {he} fills it up.",
        line("a-b", "How many liters does {name} need to fill it?", "{he} needs {eq} liters. | {eq} liters fit in."),
        asks="How many liters does {name} buy? | How many liters does {name} need?",
    ),
    event(
        "gain", "liters>liters", "a=2..20",
        "{then}{he} puts {a} liters more into a can. | {then}{he} buys {a} liters more for {his} tractor. | {then}{he} "
        "takes {a} liters more to be safe.",
        line("x+a", "How many liters is that with the {a:d} more?", "With those it is {eq} liters."),
        asks="How many liters is that in all? | How many liters does {name} need in total?",
    ),
    event(
        "sell", "liters>money", "a=1.2..2.5/0.1",
        "A liter costs {a:$}. | {gas} is {a:$} a liter. | {he} pays {a:$} for each liter. | The price is {a:$} per "
        "liter. | At {a:$} a liter, how much does {name} pay? | How much does {name} pay for that at {a:$} per liter?",
        line("x*a", "How much does the {gas} cost?", "The {gas} costs {dollars}. | {he} pays {dollars}."),
        asks="How much does the {gas} cost? | How much does {name} pay? | What does {name} pay for the {gas}?",
    ),
    event(
        "toll", "money>money", "a=2..30",
        "Parking costs {a:$}. | {he} also pays {a:$} for the highway. | On the way {he} pays {a:$} for a ferry. | A "
        "car wash costs {him} {a:$} too.",
        line("x+a", "How much is it with the extra {a:$}?", "With that it is {dollars}."),
        asks="How much does {name} pay in total? | What is the total cost? | How much is that in all?",
    ),
    event(
        "share", "money>end", "a=2..5",
        "{a} people share the cost equally. | {a} friends ride along and pay all of it, the same amount each. | If {a} "
        "people share the cost,",
        line("x/a", "How much does each of them pay?", "Each of them pays {dollars}.", grain="0.05"),
    ),
    event(
        "left", "money>end", "a=20..200/10",
        "{he} pays with {a:$}. | {he} has {a:$} for this. | {he} brings {a:$}.",
        line("a-x", "How much money is left?", "That leaves {dollars}. | {he} has {dollars} left."),
        asks="How much money is left? | How much does {name} get back? | How much money does {name} have left?",
    ),
    asides=ASIDES[1:3],
)

FAMILIES = (FUEL_USE,)

"""Dozens and coins: units that count things and money."""

from socratic.builtin.families.conversions import ARE_IN
from socratic.builtin.families.shared import ASIDES, LOSING
from socratic.builtin.notation import Family, event, line
from socratic.builtin.words import BOXES, KIN, pairs

__all__ = ["FAMILIES"]

# One event is a few dense lines here; the formatter would make it fifteen.
# fmt: off

DOZENS = Family.of(
    "dozens",
    {"thing things": pairs("egg, donut, muffin, rose, cookie, pencil, bagel, candle, bread roll, cupcake, orange"),
     "pack packs": BOXES, **KIN, **ARE_IN},
    event(
        "dozens", ">items", "a=2..20",
        "{name} buys {a} dozen {things}. | {name} has {a} dozen {things}. | How many {things} {are_in} {a} dozen? | "
        "{name} gets {a} dozen {things}. How many {things} is that? | {name} buys {a} {packs} with a dozen {things} in "
        "each. | There are a dozen {things} in a {pack}, and {name} has {a} {packs}. | If {name} buys {a} dozen "
        "{things}, how many {things} is that?",
        line("a*12", "How many {things} are {a:d} dozen?", "A dozen is 12, so that is {eq} {things}. | {a:d} dozen is "
            "{eq} {things}."),
        asks="How many {things} does {name} have? | How many {things} is that? | How many {things} is that in all?",
    ),
    event(
        "dozens-and", ">items", "a=2..12 b=2..11",
        "{name} has {a} dozen {things} and {b} more. | {name} buys {a} dozen {things} and then another {b}. | {name} "
        "buys {a} dozen {things} and ~gets {b} {things} for free. | {name} has {a} full dozens of {things} and {b} "
        "single ones.",
        line("a*12", "How many {things} are {a:d} dozen?", "A dozen is 12, so that is {eq} {things}."),
        line("s1+b", "How many {things} is that with the other {b:d}?", "With the other {b:d} it is {eq} {things}."),
        asks="How many {things} does {name} have? | How many {things} is that in all? | How many {things} does {name} "
        "have in total?",
    ),
    event(
        "half-dozens", ">items", "a=2..20",
        "{name} buys {a} {packs} of {things}. Each {pack} holds half a dozen {things}. | {name} has {a} {packs} with "
        "half a dozen {things} in each. | {a} {packs} with half a dozen {things} each stand on {name's} table.",
        line("12/2", "How many {things} are half a dozen?", "Half a dozen is {eq} {things}."),
        line("a*s1", "How many {things} are in all {packs}?", "In all {packs} there are {eq} {things}."),
        asks="How many {things} does {name} have? | How many {things} is that in all?",
    ),
    event(
        "to-dozens", ">dozens", "a=24..300/12",
        "{name} has {a:d} {things}. How many dozen is that? | {name} needs {a:d} {things}, and they are sold by the "
        "dozen. | How many dozen {are_in} {a:d} {things}? | {name} wants {a:d} {things}. A {pack} holds a "
        "dozen.",
        line("a/12", "How many dozen are {a:d} {things}?", "A dozen is 12, so that is {eq} dozen."),
        asks="How many dozen does {name} need? | How many dozen is that?",
    ),
    event(
        "cost", "dozens>money", "a=2..9",
        "A dozen costs {a:$}. | {name} pays {a:$} per dozen. | Each dozen costs {a:$}. | They cost {a:$} a dozen.",
        line("x*a", "How much do all the dozens cost?", "All the dozens cost {dollars}. | In all it is {dollars}."),
        asks="What is the total cost? | How much does {name} pay? | How much will that be in total? | How much do all "
        "the {things} cost?",
    ),
    event(
        "change", "money>end", "a=20..200/20",
        "{name} pays with {a:$}. | {name} gives the seller {a:$}.",
        line("a-x", "How much change does {name} get?", "{he} gets {dollars} back. | The change is {dollars}."),
        asks="How much change does {name} get? | How much money does {name} get back?",
    ),
    event(
        "pack", "items>packs", "a=2..10",
        "{name} puts them into {packs} of {a}. | {then}{he} packs them {a} to a {pack}. | {a} {things} go into each "
        "{pack}.",
        line("x/a", "How many {packs} does {name} fill?", "{he} fills {eq} {packs}."),
        asks="How many {packs} does {name} need? | How many {packs} does {name} fill?",
    ),
    event(
        "share", "items>end", "a=2..9",
        "{a} friends share them equally. | {name} gives them to {a} friends, as many to each. | {then}{he} shares them "
        "equally among {a} friends.",
        line("x/a", "How many {things} does each friend get?", "Each friend gets {eq} {things}."),
        asks="How many {things} does each of them get? | How many does each friend get?",
    ),
    *LOSING[:2],
    asides=ASIDES[:3],
)

COINS = Family.of(
    "coins-in-cents",
    {"box": ("jar", "piggy bank", "pocket", "drawer", "purse", "box"),
     **ARE_IN},
    *(
        event(
            coins, ">cents", "a=3..60",
            f"{{name}} has {{a}} {coins} in a {{box}}. How many cents is that? | How many cents {{are_in}} {{a}} "
            f"{coins}?"
            f" | {{name}} finds {{a}} {coins} in a {{box}}. | There are {{a}} {coins} in {{name's}} {{box}}.",
            line(
                f"a*{cents}",
                f"How many cents are {{a:d}} {coins}?",
                f"A {coins[:-1]} is {cents} cents, so that is {{eq}} cents. | {{a:d}} {coins} are {{eq}} cents.",
            ),
            asks="How many cents is that? | How much money is that in cents? | What is that worth in cents?",
        )
        for coins, cents in (("quarters", 25), ("dimes", 10), ("nickels", 5))
    ),
    event(
        "bills", ">cents", "a=2..60",
        "How many cents {are_in} {a} dollars? | {name} has {a} dollars in a {box}. How many cents is that? | "
        "{name} has {a} dollar bills and ~counts them in cents.",
        line("a*100", "How many cents are {a:d} dollars?", "A dollar has 100 cents, so that is {eq} cents."),
        asks="How many cents is that? | What is that in cents?",
    ),
    event(
        "gain-groups", "cents>cents", "a=3..30",
        "There are also {a} dimes. | {name} also has {a} dimes. | {then}{friend} gives {him} {a} dimes.",
        line("a*10", "How many cents are {a:d} dimes?", "A dime is 10 cents, so that is {eq} cents."),
        line("x+s1", "How many cents is that in all?", "In all that is {eq} cents."),
        asks="How many cents is that in all? | How many cents does {name} have in total?",
    ),
    event(
        "have", ">cents", "a=50..900/5",
        "{name} has {a:d} cents in a {box}. | {name} finds {a:d} cents in a {box}. | There are {a:d} cents in "
        "{name's} {box}.",
    ),
    event(
        "gain", "cents>cents", "a=5..95/5",
        "{then}{friend} gives {him} {a:d} cents. | {name} finds {a:d} cents more. | {name} also has {a:d} cents.",
        line("x+a", "How many cents is that with the {a:d} more?", "With those it is {eq} cents."),
        asks="How many cents does {name} have now? | How many cents is that in all?",
    ),
    event(
        "lose", "cents>cents", "a=5..95/5",
        "{then}{he} spends {a:d} cents. | {name} buys a pencil for {a:d} cents. | {name} gives {friend} {a:d} cents.",
        line("x-a", "How many cents are left?", "That leaves {eq} cents. | {he} has {eq} cents left."),
        asks="How many cents are left? | How many cents does {name} have left?",
    ),
    event(
        "afford", "cents>end", "a=5..50/5",
        "A sticker costs {a:d} cents, and {name} spends all of it on stickers. | {name} spends it all on candies at "
        "{a:d} cents each.",
        line("x/a", "How many can {name} buy?", "{he} can buy {eq} of them."),
        asks="How many can {name} buy? | How many does {name} get?",
    ),
    event(
        "bills", "cents>end", "",
        "{name} changes all of it into dollar bills. | At the bank {name} gets dollar bills for it.",
        line("x/100", "How many dollars is that?", "A dollar has 100 cents, so that is {eq} dollars."),
        asks="How many dollar bills does {name} get? | How many dollars is that?",
    ),
    asides=ASIDES[:3], persons="one I",
)

FAMILIES = (DOZENS, COINS)

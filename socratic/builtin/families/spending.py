"""What can happen to money that the main person has.

The events need the words MONEY_WORDS and "kin" (KIN) and the state "money".
"""

from socratic.builtin.notation import event, line

__all__ = ["MONEY", "MONEY_WORDS"]

# One event is a few dense lines here; the formatter would make it fifteen.
# fmt: off

_TREATS = ("pair of shoes", "backpack", "birthday present", "board game", "jacket", "train ticket", "watch", "blanket")
MONEY_WORDS = {
    "treat treat2 treat3": tuple("|".join((_TREATS * 2)[first : first + 3]) for first in range(len(_TREATS))),
    "good goods": ("candle|candles", "T-shirt|T-shirts", "puzzle|puzzles", "mug|mugs", "kite|kites", "scarf|scarves"),
    "dream": ("bicycle", "tablet", "guitar", "telescope", "camera", "desk", "sewing machine", "tent", "drum set"),
}
MONEY = (
    event(
        "gain", "money>money", "a=5..60",
        "{then}{he} earns another {a:$} by washing cars. | {then}{his} {kin} gives {him} another {a:$}. | {then}{he} "
        "gets {a:$} more for helping a neighbor. | {then}{he} finds {a:$} in an old coat. | {then}{he} gets {a:$} "
        "for {his} birthday. | {then}{he} gets another {a:$}. | {then}{he} earns {a:$} more. | {then}{friend} gives "
        "{him} {a:$}. | If {he} gets {a:$} more,",
        line(
            "x+a",
            "How much money does {name} have then? | How much money does {name} have with the extra {a:$}?",
            "{he} then has {dollars}. | That gives {him} {dollars}.",
        ),
        asks="How much money does {name} have now? | How much money does {name} have in total? | How much money is "
            "that? | How much does {he} have now? | How much money does {he} have now? | How much does {name} have "
            "in all?",
    ),
    event(
        "lose", "money>money", "a=3..90",
        "{then}{he} spends {a:$} of this on a {treat}. | {then}{he} pays {a:$} for a {treat}. | {then}{he} buys a "
        "{treat} for {a:$}. | {then}{he} buys a {treat} that costs {a:$}. | {then}{he} lends {friend} {a:$} of it. | "
        "{then}{he} spends {a:$}. | {then}{he} spends {a:$} on a {treat}. | {then}{he} gives {friend} {a:$}. | If "
        "{he} spends {a:$} on a {treat},",
        line(
            "x-a",
            "How much money is left without those {a:$}? | How much money does {name} have after paying {a:$}?",
            "{he} has {dollars} left. | That leaves {dollars}.",
        ),
        asks="How much money does {name} have left? | How much of the money is left? | How much money does {name} "
            "still have? | How much money remains? | How much does {he} have left? | How much is left? | How much "
            "money does {name} have now?",
    ),
    event(
        "lose-groups", "money>money", "a=2..9 b=2..15",
        "{then}{he} buys {a} {goods} for {b:$} each. | {then}{he} uses some of the money to buy {a} {goods} that "
        "cost {b:$} each. | A {good} costs {b:$}, and {he} buys {a} {goods}. | {then}{he} spends {b:$} on each of "
        "{a} {goods}. | {then}{he} buys {a} {goods} at {b:$} apiece. | {then}{he} buys {a} {goods}, and each costs "
        "{b:$}. | If {he} buys {a} {goods} at {b:$} each,",
        line(
            "a*b",
            "How much do the {goods} cost? | How much does {name} pay for the {goods}?",
            "The {goods} cost {dollars}. | {he} pays {dollars} for the {goods}.",
        ),
        line(
            "x-s1",
            "How much money does {name} have after buying the {goods}? | How much money is left then?",
            "{he} has {dollars} left. | That leaves {dollars}.",
        ),
        asks="How much money does {name} have left? | How much of the money is left? | How much does {he} have left? "
            "| How much is left? | How much money does {name} have now?",
    ),
    event(
        "half", "money>money", "",
        "{then}{he} gives half of {his} money to {his} {kin}. | {then}{he} spends half of {his} money on a {treat2}. "
        "| {then}{he} pays half of the money for a {treat2}. | {then}{he} puts half of it into the bank and ~keeps "
        "the rest. | {then}{he} spends half of it. | {then}{he} gives {friend} half of it.",
        line(
            "x/2",
            "How much money does {name} keep? | How much is half of the money?",
            "{he} keeps {dollars}. | Half of the money is {dollars}.",
            grain="0.05",
        ),
        asks="How much money does {name} have left? | How much money does {name} keep? | How much does {he} have "
            "left? | How much is left?",
    ),
    event(
        "lose-fraction", "money>money", "a=3..5",
        "{then}{he} spends {a:frac} of {his} money on a {treat3}. | {then}{he} uses {a:frac} of {his} money to buy a "
        "{treat3}. | A {treat3} costs {him} {a:frac} of the money. | {then}{he} spends {a:frac} of it on a {treat3}. "
        "| {then}{he} pays {a:frac} of {his} money for a {treat3}.",
        line(
            "x/a",
            "How much does {name} spend on the {treat3}? | How much is {a:frac} of the money?",
            "{he} spends {dollars} on the {treat3}. | {a:frac} of the money is {dollars}.",
        ),
        line(
            "x-s1",
            "How much money does {name} have after that? | How much money is left then?",
            "{he} has {dollars} left. | That leaves {dollars}.",
        ),
        asks="How much money does {name} have left? | How much of the money is left? | How much does {he} have left? "
            "| How much is left?",
    ),
    event(
        "lose-percent", "money>money", "a=10..80/10",
        "{then}{he} spends {a:d}% of {his} money on a {treat2}. | {then}{he} gives {a:d}% of the money to {his} "
        "{kin}. | {then}{he} pays {a:d}% of it for a {treat2}. | {then}{he} spends {a:d}% of it. | {then}{he} saves "
        "the rest after spending {a:d}% of it.",
        line("x*a%", "How much is {a:d}% of the money?", "{a:d}% of the money is {dollars}. | That is {dollars}."),
        line(
            "x-s1",
            "How much money does {name} have after that? | How much money is left then?",
            "{he} has {dollars} left. | That leaves {dollars}.",
        ),
        asks="How much money does {name} have left? | How much of the money is left? | How much does {he} have left? "
            "| How much is left?",
    ),
    event(
        "share", "money>end", "a=2..9",
        "{then}{he} splits all {his} money equally among {a} charities. | If {he} splits all {his} money equally "
        "among {a} charities, | {a} charities share all the money equally.",
        line(
            "x/a",
            "How much money does each charity get? | How much does every charity get?",
            "Each charity gets {dollars}. | That is {dollars} for each charity.",
            grain="0.5",
        ),
    ),
    event(
        "goal", "money>end", "a=20..900",
        "{he} wants to buy a {dream} that costs {a:$}. | {he} is saving all {his} money for a {dream} with a price "
        "of {a:$}. | {he} needs {a:$} for a {dream}. | The price of the {dream} that {he} wants is {a:$}. | A "
        "{dream} costs {a:$}, and {he} wants to buy it. | {he} wants a {dream} for {a:$}. | If {he} wants a {dream} "
        "for {a:$}, | {he} is saving up for a {dream}. It costs {a:$}.",
        line(
            "a-x",
            "How much more money does {name} need for the {dream}? | What amount does {name} still need? | How much "
            "more does {he} need? | How much more money does {name} need? | How much more does {name} have to save? "
            "| How much is {name} short?",
            "{he} needs {dollars} more. | {dollars} is missing.",
        ),
    ),
    event(
        "afford", "money>end", "a=2..25",
        "{then}{he} spends all of {his} money on {goods} that cost {a:$} each. | If {he} spends all of {his} money "
        "on {goods} at {a:$} each, | A {good} costs {a:$}. | {he} wants to buy {goods}. One costs {a:$}. | {goods} "
        "cost {a:$} each. | If one {good} costs {a:$},",
        line(
            "x/a",
            "How many {goods} does {name} get for all the money? | How many {goods} can {name} buy?",
            "{he} gets {eq} {goods}. | The money is enough for {eq} {goods}.",
        ),
        asks="How many {goods} can {name} buy with all {his} money? | How many {goods} does {name} get for all the "
            "money? | How many {goods} can {name} get? | How many {goods} can {name} afford?",
    ),
)

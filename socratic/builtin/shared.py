"""Words and events that several families of the built-in problem set share, in the notation of stories.py.

The events on things need the words "thing things", "pack packs" and "kin" (KIN) and the state "items"; those on money
need MONEY_WORDS and "kin" and the state "money", which SELLING_EACH and SELLING_PACKS lead to.
"""

from socratic.builtin.stories import event, line

__all__ = [
    "COMPARING",
    "ENDING",
    "GAINING",
    "KIN",
    "LOSING",
    "MONEY",
    "MONEY_WORDS",
    "SELLING_EACH",
    "SELLING_PACKS",
]

# One event is a few dense lines here; the formatter would make it fifteen.
# fmt: off

KIN = {"kin": ("sister", "brother", "cousin", "aunt", "uncle", "neighbor")}

# What can happen to money that the main person has.
TREATS = ("pair of shoes", "backpack", "birthday present", "board game", "jacket", "train ticket", "watch", "blanket")
MONEY_WORDS = {
    "treat treat2 treat3": tuple("|".join((TREATS * 2)[first : first + 3]) for first in range(len(TREATS))),
    "goods": ("candles", "T-shirts", "puzzles", "mugs", "kites", "paint sets", "scarves", "posters"),
    "dream": ("bicycle", "tablet", "guitar", "telescope", "camera", "desk", "sewing machine"),
}
MONEY = (
    event(
        "gain", "money>money", {"a": (5, 60)},
        "{then}{he} earns another ${a:d} by washing cars. | {then}{his} {kin} gives {him} another ${a:d}. | "
        "{then}{he} gets ${a:d} more for helping a neighbor.",
        line(
            "x+a",
            "How much money does {name} have then? | How much money does {name} have with the extra ${a:d}?",
            "{He} then has {dollars}. | That gives {him} {dollars}.",
        ),
        asks="How much money does {name} have now? | How much money does {name} have in total?",
    ),
    event(
        "lose", "money>money", {"a": (12, 90)},
        "{then}{he} spends ${a:d} of this on a {treat}. | {then}{he} pays ${a:d} for a {treat}. | {then}{he} buys a "
        "{treat} for ${a:d}.",
        line(
            "x-a",
            "How much money is left after buying the {treat}? | How much money does {name} have after paying for the "
            "{treat}?",
            "{He} has {dollars} left. | That leaves {dollars}.",
        ),
        asks="How much money does {name} have left? | How much of the money is left?",
    ),
    event(
        "lose-groups", "money>money", {"a": (2, 9), "b": (2, 15)},
        "{then}{he} buys {a} {goods} for ${b:d} each. | {then}{he} uses some of the money to buy {a} {goods} that "
        "cost ${b:d} each.",
        line(
            "a*b",
            "How much do the {goods} cost? | How much does {name} pay for the {goods}?",
            "The {goods} cost {dollars}. | {He} pays {dollars} for the {goods}.",
        ),
        line(
            "x-s1",
            "How much money does {name} have after buying the {goods}? | How much money is left then?",
            "{He} has {dollars} left. | That leaves {dollars}.",
        ),
        asks="How much money does {name} have left? | How much of the money is left?",
    ),
    event(
        "half", "money>money", {},
        "{then}{he} gives half of {his} money to {his} {kin}. | {then}{he} spends half of {his} money on a {treat2}.",
        line(
            "x/2",
            "How much money does {name} keep? | How much money does {name} have after that?",
            "{He} keeps {dollars}. | Half of the money is {dollars}.",
        ),
        asks="How much money does {name} have left? | How much money does {name} keep?",
    ),
    event(
        "lose-fraction", "money>money", {"a": (3, 5)},
        "{then}{he} spends {a:frac} of {his} money on a {treat3}. | {then}{he} uses {a:frac} of {his} money to buy a "
        "{treat3}.",
        line(
            "x/a",
            "How much does {name} spend on the {treat3}? | How much does {name} pay for the {treat3}?",
            "{He} spends {dollars} on the {treat3}.",
        ),
        line(
            "x-s1",
            "How much money does {name} have after that? | How much money is left then?",
            "{He} has {dollars} left. | That leaves {dollars}.",
        ),
        asks="How much money does {name} have left? | How much of the money is left?",
    ),
    event(
        "share", "money>end", {"a": (2, 9)},
        "{then}{he} splits all {his} money equally among {a} charities. | If {he} splits all {his} money equally "
        "among {a} charities,",
        line("x/a", "How much money does each charity get?", "Each charity gets {dollars}."),
    ),
    event(
        "goal", "money>end", {"a": (60, 900)},
        "{he} wants to buy a {dream} that costs ${a:d}. | {he} is saving all {his} money for a {dream} with a price "
        "of ${a:d}.",
        line(
            "a-x",
            "How much more money does {name} need for the {dream}? | How many more dollars does {name} need?",
            "{He} needs {dollars} more.",
        ),
    ),
    event(
        "afford", "money>end", {"a": (2, 25)},
        "{then}{he} spends all of {his} money on {goods} that cost ${a:d} each. | If {he} spends all of {his} money on "
        "{goods} at ${a:d} each,",
        line("x/a", "How many {goods} does {name} get? | How many {goods} can {name} buy?", "{He} gets {eq} {goods}."),
    ),
)

# What can happen to things that the main person has, whatever they are.
GAINING = (
    event(
        "gain", "items>items", {"a": (3, 60)},
        "{then}{his} {kin} gives {him} {a} more {things}. | {then}{he} gets {a} more {things} from {friend}. | "
        "{then}{he} gets another {a} {things}.",
        line(
            "x+a",
            "How many {things} does {name} have then? | How many {things} does {name} have with those {a:d} {things}?",
            "{He} then has {eq} {things}. | That makes {eq} {things}.",
        ),
        asks="How many {things} does {name} have now? | How many {things} does {name} have in all?",
    ),
    event(
        "gain-groups", "items>items", {"a": (2, 9), "b": (3, 20)},
        "{then}{his} {kin} brings {him} {a} {packs} with {b} {things} in each. | {then}{he} gets {a} more {packs} of "
        "{b} {things} each.",
        line(
            "a*b",
            "How many {things} are in the {a:d} {packs}? | How many {things} does {name} get in {packs}?",
            "The {a:d} {packs} hold {eq} {things}. | {He} gets {eq} {things}.",
        ),
        line(
            "x+s1",
            "How many {things} does {name} have then? | How many {things} does {name} have with these?",
            "{He} then has {eq} {things}. | That makes {eq} {things}.",
        ),
        asks="How many {things} does {name} have now? | How many {things} does {name} have altogether?",
    ),
)
LOSING = (
    event(
        "lose", "items>items", {"a": (3, 60)},
        "{then}{he} gives {a} {things} to {his} {kin}. | {then}{he} gives away {a} of {his} {things}. | {then}{he} "
        "hands {a} {things} over to {friend}.",
        line(
            "x-a",
            "How many {things} does {name} have after giving {a:d} away? | How many {things} are left then?",
            "{He} has {eq} {things} left. | That leaves {eq} {things}.",
        ),
        asks="How many {things} does {name} have left? | How many {things} are left?",
    ),
    event(
        "half", "items>items", {},
        "{then}{he} gives half of {his} {things} to {friend}. | {then}{he} gives half of all {his} {things} to {his} "
        "{kin}. | {then}{he} gives away half of {his} {things}.",
        line(
            "x/2",
            "How many {things} does {name} have after giving half away? | How many {things} does {name} keep?",
            "{He} keeps {eq} {things}. | Half of the {things} is {eq} {things}.",
        ),
        asks="How many {things} does {name} have left? | How many {things} does {name} keep?",
    ),
    event(
        "lose-fraction", "items>items", {"a": (3, 5)},
        "{then}{he} gives {a:frac} of {his} {things} to {friend}. | {then}{he} gives away {a:frac} of {his} "
        "{things}. | {then}{his} {kin} gets {a:frac} of {his} {things} from {him}.",
        line(
            "x/a",
            "How many {things} does {name} give away? | How many {things} are {a:frac} of them?",
            "{He} gives away {eq} {things}.",
        ),
        line(
            "x-s1",
            "How many {things} does {name} keep? | How many {things} are left then?",
            "{He} keeps {eq} {things}. | That leaves {eq} {things}.",
        ),
        asks="How many {things} does {name} have left? | How many {things} does {name} keep?",
    ),
    event(
        "lose-groups", "items>items", {"a": (2, 9), "b": (2, 12)},
        "{then}{he} gives {b} {things} to each of {a} friends. | {then}{he} gives {a} children {b} {things} each.",
        line(
            "a*b",
            "How many {things} does {name} give away? | How many {things} do the others get from {name}?",
            "{He} gives away {eq} {things}. | They get {eq} {things}.",
        ),
        line(
            "x-s1",
            "How many {things} does {name} have after that? | How many {things} are left then?",
            "{He} has {eq} {things} left. | That leaves {eq} {things}.",
        ),
        asks="How many {things} does {name} have left? | How many {things} are left?",
    ),
)
COMPARING = (
    event(
        "more-than", "items>other", {"a": (3, 40)},
        "{third} has {a} more {things} than {name} has now. | {name} now has {a} fewer {things} than {third}.",
        line("x+a", "How many {things} does {third} have?", "{third} has {eq} {things}."),
    ),
    event(
        "fewer-than", "items>other", {"a": (3, 40)},
        "{third} has {a} fewer {things} than {name} has now. | {name} now has {a} more {things} than {third}.",
        line("x-a", "How many {things} does {third} have?", "{third} has {eq} {things}."),
    ),
    event(
        "times-as-many", "items>other", {"a": (2, 5)},
        "{third} has {a:times} as many {things} as {name} has now.",
        line("x*a", "How many {things} does {third} have?", "{third} has {eq} {things}."),
    ),
    event(
        "together", "other>end", {},
        "{name} and {third} put their {things} together. | {third} and {name} count all their {things}.",
        line(
            "items+other",
            "How many {things} do {name} and {third} have together? | How many {things} do {third} and {name} have "
            "altogether?",
            "Together they have {eq} {things}.",
        ),
    ),
)
ENDING = (
    event(
        "share", "items>end", {"a": (2, 9)},
        "{then}{he} shares all {his} {things} equally among {a} children. | If {he} divides {his} {things} equally "
        "among {a} children,",
        line("x/a", "How many {things} does each child get?", "Each child gets {eq} {things}."),
    ),
    event(
        "pack", "items>packs", {"a": (3, 12)},
        "{then}{he} puts all {his} {things} into {packs} of {a} {things} each. | {then}{he} sorts {his} {things} "
        "into {packs} with {a} {things} in each.",
        line(
            "x/a",
            "How many {packs} does {name} fill? | How many {packs} are there then?",
            "{He} fills {eq} {packs}.",
        ),
        asks="How many {packs} does {name} fill? | How many full {packs} does {name} have in the end?",
    ),
    event(
        "goal", "items>end", {"a": (40, 400)},
        "{his} goal is to have {a} {things}. | {he} wants to have {a} {things} in the end.",
        line("a-x", "How many more {things} does {name} need?", "{He} needs {eq} more {things}."),
    ),
)
SELLING_EACH = (
    event(
        "sell", "items>money", {"a": (2, 6)},
        "{then}{he} sells all of {his} {things} for ${a:d} each. | {then}{he} sells all the {things} at a price of "
        "${a:d} for each {thing}.",
        line(
            "x*a",
            "How much money does {name} get for the {things}? | How much money does {name} make?",
            "{He} gets {dollars} for the {things}. | {He} makes {dollars}.",
        ),
    ),
)
SELLING_PACKS = (
    event(
        "sell", "packs>money", {"a": (3, 20)},
        "{then}{he} sells all the {packs} for ${a:d} each. | {then}{he} sells every {pack} for ${a:d}.",
        line(
            "x*a",
            "How much money does {name} get for the {packs}? | How much money does {name} make?",
            "{He} gets {dollars} for the {packs}. | {He} makes {dollars}.",
        ),
    ),
)

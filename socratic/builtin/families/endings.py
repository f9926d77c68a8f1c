"""Events on things that come late in a story: eating them, comparing, packing, sharing and selling them.

They need what shared.py's events need. SELLING_EACH and SELLING_PACKS lead to the state "money" of spending.py.
"""

from socratic.builtin.notation import event, line

__all__ = ["COMPARING", "EATING", "ENDING", "SELLING_EACH", "SELLING_PACKS"]

# One event is a few dense lines here; the formatter would make it fifteen.
# fmt: off

EATING = (
    event(
        "eat",
        "items>items",
        "a=1..20",
        "{then}{he} eats {a} of them. | {then}{he} eats {a} {things}. | {then}{his} {kin} eats {a} of the {things}. | "
        "{then}{he} eats {a} {things} for lunch. | {then}{he} and {his} {kin} eat {a} {things} together.",
        line(
            "x-a",
            "How many {things} are left then? | How many {things} are left without the {a:d} eaten ones?",
            "That leaves {eq} {things}. | {eq} {things} are left.",
        ),
        asks="How many {things} does {name} have left? | How many {things} are left? | How many {things} does {name} "
        "have?",
    ),
    event(
        "gain-eat",
        "items>items",
        "a=1..30 b=1..9",
        "{then}{he} buys {a} more and ~eats {b}. | {then}{he} gets {a} more {things} and ~eats {b} of them. | "
        "{then}{he} buys {a} more {things} but ~eats {b} on the way home. | {then}{he} gets {a} more from {friend} "
        "and ~eats {b}. | {then}{he} buys {a} more and ~eats {b} of them. | {then}{he} buys {a} more, but then {he} "
        "eats {b}.",
        line(
            "x+a",
            "How many {things} does {name} have with the {a:d} more? | How many {things} does {name} have first?",
            "With the {a:d} more {he} has {eq} {things}. | First {he} has {eq} {things}.",
        ),
        line(
            "s1-b",
            "How many {things} are left after eating {b:d}?",
            "After eating {b:d} {he} has {eq} {things}. | That leaves {eq} {things}.",
        ),
        asks="How many {things} does {name} have? | How many {things} does {name} have now? | How many {things} does "
            "{name} have left? | How many does {he} have left? | How many {things} does {he} have left? | How many "
            "does {he} have now? | How many {things} does {he} have now?",
    ),
    event(
        "lose-parts", "items>items", "a=1..12 b=1..12",
        "{then}{he} eats {a}, and {friend} eats {b}. | {then}{he} eats {a} on Monday and {b} on Tuesday. | {then}{he} "
        "eats {a} of them and ~gives {b} to {friend}. | {then}{he} eats {a} and ~gives {b} away. | If {he} eats {a} "
        "and {friend} eats {b},",
        line("a+b", "How many {things} are gone?", "{eq} {things} are gone. | Together that is {eq} {things}."),
        line("x-s1", "How many {things} are left then?", "That leaves {eq} {things}. | {he} has {eq} {things} left."),
        asks="How many {things} are left? | How many {things} does {name} have left? | How many are left? | How many "
        "{things} remain?",
    ),
    event(
        "lose-week", "items>items", "a=1..6",
        "{then}{he} eats {a} every day for a week. | {then}{he} eats {a} of them a day for one week. | For a week {he} "
        "eats {a} {things} per day.",
        line("a*7", "How many {things} does {name} eat in a week?", "A week has 7 days, so {he} eats {eq} {things}."),
        line("x-s1", "How many {things} are left then?", "That leaves {eq} {things}. | {he} has {eq} {things} left."),
        asks="How many {things} are left? | How many {things} does {name} have left? | How many are left after that?",
    ),
    event(
        "last", "items>end", "a=2..12",
        "{he} eats {a} {things} a day. | Every day {he} eats {a} of them. | If {he} eats {a} per day, | {he} and "
        "{friend} eat {a} {things} each day.",
        line("x/a", "For how many days are the {things} enough? | How many days will the {things} last? | After how "
             "many days are all the {things} gone?", "They last {eq} days. | The {things} are enough for {eq} days."),
    ),
)

COMPARING = (
    event(
        "more-than",
        "items>other",
        "a=2..40",
        "{third} has {a} more {things} than {name} has now. | {name} now has {a} fewer {things} than {third}. | "
        "{third} has {a} more than that. | {third} has {a} more than {name}. | {third} has {a} more {things} than "
        "{name}.",
        line("x+a", "How many {things} does {third} have?", "{third} has {eq} {things}. | That is {eq} {things}."),
    ),
    event(
        "fewer-than",
        "items>other",
        "a=2..40",
        "{third} has {a} fewer {things} than {name} has now. | {name} now has {a} more {things} than {third}. | "
        "{third} has {a} fewer than that. | {third} has {a} fewer than {name}. | {third} has {a} fewer {things} than "
        "{name}.",
        line("x-a", "How many {things} does {third} have?", "{third} has {eq} {things}. | That is {eq} {things}."),
    ),
    event(
        "times-as-many",
        "items>other",
        "a=2..5",
        "{third} has {a:times} as many {things} as {name} has now. | {third} has {a:times} that many {things}. | "
        "{third} has {a:times} as many. | {third} has {a:times} as many {things} as {name}.",
        line("x*a", "How many {things} does {third} have?", "{third} has {eq} {things}. | {a:times} as many is {eq}."),
    ),
    event(
        "together",
        "other>end",
        "",
        "{third} and {name} put their {things} together. | {third} and {name} count all their {things}. | They count "
        "all the {things} that they have.",
        line(
            "items+other",
            "How many {things} do they have together? | How many {things} do the two of them have altogether? | How "
            "many {things} do they have in all? | How many do they have altogether? | How many {things} do they have "
            "in total?",
            "Together they have {eq} {things}. | That makes {eq} {things}.",
        ),
    ),
    event(
        "difference",
        "items>end",
        "a=2..90",
        "{third} has {a} {things}. | {third} also has {things}, {a} of them.",
        line(
            "x-a",
            "How many more {things} does {name} have than {third}? | How many fewer {things} does {third} have than "
            "{name}? | How many more does {name} have? | What is the difference?",
            "The difference is {eq} {things}. | {name} has {eq} {things} more than {third}.",
        ),
    ),
)
ENDING = (
    event(
        "share",
        "items>each",
        "a=2..12",
        "{then}{he} shares all {his} {things} equally among {a} children. | If {he} divides {his} {things} equally "
        "among {a} children, | {then}{he} gives all the {things} to {a} children, the same number to each. | {a} "
        "children share the {things} equally. | {then}{he} shares them equally among {a} children. | {then}{he} "
        "divides them equally among {a} children. | If {a} children share them equally,",
        line(
            "x/a",
            "How many {things} does each child get? | How many {things} does every child get? | How many {things} "
            "are there for each child? | How many does each child get? | How many {things} will each child get?",
            "Each child gets {eq} {things}. | That is {eq} {things} for each child.",
        ),
    ),
    event(
        "pack",
        "items>packs",
        "a=2..12",
        "{then}{he} puts all {his} {things} into {packs} of {a} {things} each. | {then}{he} sorts {his} {things} "
        "into {packs} with {a} {things} in each. | {a} {things} fit into a {pack}, and {he} packs all of them. | If "
        "{he} puts {a} {things} into each {pack}, | {then}{he} puts them into {packs} of {a}. | {then}{he} packs "
        "them in {packs} of {a}. | Each {pack} holds {a} {things}. | If each {pack} holds {a} {things}, | {a} "
        "{things} fit in one {pack}.",
        line(
            "x/a",
            "How many {packs} does {name} fill? | How many {packs} are there then? | How many {packs} does {name} "
            "need?",
            "{he} fills {eq} {packs}. | {he} needs {eq} {packs}.",
        ),
        asks="How many {packs} does {name} need? | How many {packs} does {name} fill? | How many full {packs} does "
            "{name} have in the end? | How many {packs} is that? | How many {packs} will {he} need? | How many "
            "{packs} can {name} fill?",
    ),
    event(
        "goal",
        "items>end",
        "a=10..400",
        "{his} goal is to have {a} {things}. | {he} wants to have {a} {things} in the end. | {he} needs {a} {things} "
        "in all. | {he} wants {a}. | {he} needs {a} of them. | If {he} wants {a} {things} in all,",
        line(
            "a-x",
            "How many more {things} does {name} need? | How many {things} are missing? | How many more does {he} "
            "need? | How many more {things} does {name} need to get?",
            "{he} needs {eq} more {things}. | {eq} {things} are missing.",
        ),
    ),
    event(
        "leftover",
        "items>end",
        "a=2..9 b=2..12",
        "{then}{he} fills {a} {packs} with {b} {things} each. | {then}{he} puts {b} {things} into each of {a} "
        "{packs} and ~keeps the rest. | {he} makes {a} full {packs} of {b} {things} each, and some {things} are left "
        "over. | {a} {packs} get {b} {things} each. | {he} fills {a} {packs} with {b} in each. | If {he} puts {b} "
        "{things} into each of {a} {packs},",
        line(
            "a*b",
            "How many {things} go into the {packs}? | How many {things} are in the {a:d} {packs}?",
            "{eq} {things} go into the {packs}. | The {packs} hold {eq} {things}.",
        ),
        line("x-s1", "How many {things} are left over?", "{eq} {things} are left over. | That leaves {eq} {things}."),
        asks="How many {things} are left over? | How many {things} are not in a {pack}? | How many {things} does "
            "{name} keep? | How many {things} are left? | How many do not fit?",
    ),
    event(
        "pack-rest", "items>packs", "a=2..9 b=3..12",
        "{then}{he} fills {packs} with {b} {things} each, and {a} are left over. | {b} {things} fit into a {pack}. In "
        "the end {a} are left over. | {then}{he} keeps {a} and ~puts the rest into {packs} of {b}. | {a} are broken, "
        "and {he} packs the others into {packs} of {b}. | If {he} keeps {a} and puts the rest into {packs} of {b},",
        line("x-a", "How many {things} go into the {packs}?", "{eq} {things} go into the {packs}. | Without the "
             "{a:d} there are {eq} {things}."),
        line("s1/b", "How many {packs} does {name} fill? | How many full {packs} are there?",
             "{he} fills {eq} {packs}. | There are {eq} full {packs}."),
    ),
    event(
        "share-rest", "items>each", "a=2..20 b=2..9",
        "{then}{he} keeps {a} and ~shares the rest equally among {b} children. | {then}{he} gives {a} to {friend} and "
        "~divides the others equally among {b} children. | {b} children share them equally, and {a} are left over. | "
        "If {he} keeps {a} and {b} children share the rest equally,",
        line("x-a", "How many {things} are there for the children? | How many {things} are shared?",
             "There are {eq} {things} for the children. | {eq} {things} are shared."),
        line("s1/b", "How many {things} does each child get? | How many does each child get?",
             "Each child gets {eq} {things}. | That is {eq} {things} for each child."),
    ),
)
SELLING_EACH = (
    event(
        "sell",
        "items>money",
        "a=2..6",
        "{then}{he} sells all of {his} {things} for {a:$} each. | {then}{he} sells all the {things} at a price of "
        "{a:$} for each {thing}. | {then}{he} sells every {thing} for {a:$}. | {a:$} is the price of a {thing}, and "
        "{he} sells all of them. | {then}{he} sells them for {a:$} each. | {then}{he} sells all of them at {a:$} "
        "apiece. | If {he} sells them all for {a:$} each,",
        line(
            "x*a",
            "How much money does {name} get for the {things}? | How much money does {name} make? | How much money "
            "does {he} make? | How much does {name} earn? | How much is that in total?",
            "{he} gets {dollars} for the {things}. | {he} makes {dollars}.",
        ),
    ),
)
SELLING_PACKS = (
    event(
        "sell",
        "packs>money",
        "a=2..20",
        "{then}{he} sells all the {packs} for {a:$} each. | {then}{he} sells every {pack} for {a:$}. | {he} gets "
        "{a:$} for each {pack}. | {then}{he} sells them for {a:$} a {pack}. | If a {pack} sells for {a:$},",
        line(
            "x*a",
            "How much money does {name} get for the {packs}? | How much money does {name} make? | How much does "
            "{name} earn? | How much is that in total?",
            "{he} gets {dollars} for the {packs}. | {he} makes {dollars}.",
        ),
    ),
)

"""What two people have: more, fewer, times as many, together, shared out again."""

from socratic.builtin.families.shared import ASIDES
from socratic.builtin.notation import Family, event, line
from socratic.builtin.words import BOXES, COLLECTIBLES, FRUIT, STATIONERY, TREATS

__all__ = ["FAMILIES"]

# One event is a few dense lines here; the formatter would make it fifteen.
# fmt: off

_TOGETHER = (
    "How many {things} do they have together? | How many {things} do {name} and {friend} have together? | How many "
    "{things} do they have in all? | How many do they have altogether? | How many {things} do the two have in total? | "
    "What is the total number of {things}?"
)
_BOTH = "Together they have {eq} {things}. | {name} and {friend} have {eq} {things} together. | In all that is {eq}."
_FRIEND = "How many {things} does {friend} have?"
_HIS = "{friend} has {eq} {things}. | That is {eq} {things} for {friend}."

TWO_OWNERS = Family.of(
    "two-owners",
    {"thing things": COLLECTIBLES[:12] + FRUIT[:10] + STATIONERY[:6] + TREATS[:6], "pack packs": BOXES},
    event(
        "add-two", ">all", "a=3..90 b=3..90",
        "{name} has {a} {things} and {friend} has {b}. | {name} has {a} {things}. {friend} has {b} {things}. | If "
        "{name} has {a} {things} and {friend} has {b}, | {name} has {a} {things}, {friend} has {b}. How many do they "
        "have together? | How many {things} do {name} and {friend} have together if {name} has {a} and {friend} has "
        "{b}? | {name} brings {a} {things} and {friend} brings {b} more.",
        line("a+b", _TOGETHER, _BOTH),
    ),
    event(
        "both-more", ">all", "a=3..70 b=2..40",
        "{name} has {a} {things}. {friend} has {b} more. | {name} has {a} {things}, and {friend} has {b} more {things} "
        "than {name}. | {friend} has {b} more {things} than {name}, who ~has {a}. | {name} has {a} {things}. {friend} "
        "has {b} more than {him}. How many do they have together? | If {name} has {a} {things} and {friend} has {b} "
        "more than that,",
        line("a+b", _FRIEND, _HIS),
        line("s1+a", _TOGETHER, _BOTH),
    ),
    event(
        "both-fewer", ">all", "a=8..90 b=2..40",
        "{name} has {a} {things}. {friend} has {b} fewer. | {name} has {a} {things}, and {friend} has {b} fewer than "
        "{him}. | {friend} has {b} fewer {things} than {name}, who ~has {a}. | {name} has {a} {things}, which is {b} "
        "more than {friend} has. | {name} has {a} {things}. {friend} has {b} less than that. How many do they have "
        "together?",
        line("a-b", _FRIEND, _HIS),
        line("s1+a", _TOGETHER, _BOTH),
    ),
    event(
        "both-times", ">all", "a=3..40 b=2..6",
        "{name} has {a} {things}. {friend} has {b:times} as many. | {friend} has {b:times} as many {things} as {name}, "
        "who ~has {a}. | {name} has {a} {things} and {friend} has {b:times} that many. | {name} has {a} {things} and "
        "{friend} has {b:times} as many. How many do they have together? | If {name} has {a} {things} and {friend} "
        "has {b:times} as many,",
        line("a*b", _FRIEND, _HIS),
        line("s1+a", _TOGETHER, _BOTH),
    ),
    event(
        "both-half", ">all", "a=6..80/2",
        "{name} has {a} {things}. {friend} has half as many. | {friend} has half as many {things} as {name}, who ~has "
        "{a}. | {name} has {a} {things}, and {friend} has only half of that. | {name} has {a} {things} and {friend} "
        "has half as many. How many {things} do they have in all?",
        line("a/2", _FRIEND, _HIS),
        line("s1+a", _TOGETHER, _BOTH),
    ),
    event(
        "difference", ">end", "a=5..120 b=2..90",
        "{name} has {a} {things} and {friend} has {b}. | {name} has {a} {things}. {friend} has {b} {things}. | {name} "
        "has {a} {things}, {friend} only {b}. | {name} has {a} {things} and {friend} has {b}. How many more does "
        "{name} have?",
        line(
            "a-b",
            "How many more {things} does {name} have than {friend}? | How many fewer {things} does {friend} have? | "
            "How many more {things} does {name} have? | What is the difference? | How many more {things} does {friend} "
            "need to have as many as {name}?",
            "The difference is {eq} {things}. | {name} has {eq} {things} more.",
        ),
    ),
    event(
        "how-many-times", ">end", "a=6..120 b=2..30",
        "{name} has {a} {things} and {friend} has {b}. | {friend} has {b} {things}. {name} has {a}. | {name} has {a} "
        "{things}, {friend} only {b}.",
        line(
            "a/b",
            "How many times as many {things} does {name} have? | How many times as many {things} as {friend} does "
            "{name} have?",
            "{name} has {eq} times as many. | {a:d} is {eq} times as much as {b:d}.",
        ),
    ),
    event(
        "other-part", ">end", "a=8..150 b=3..90",
        "{name} and {friend} now have {a} {things} together. {name} has {b} of them. | Together {name} and {friend} "
        "now have {a} {things}. {b} of them are {name's}. | {name} and {friend} now have {a} {things} in all. If "
        "{name} has {b}, | If {name} and {friend} have {a} {things} together, {b} of them {name's}, | Of the "
        "{a} {things} "
        "that {name} and {friend} now have, {b} belong to {name}.",
        line(
            "a-b",
            "How many {things} does {friend} have? | How many of them belong to {friend}? | How many does {friend} "
            "have?",
            "{friend} has {eq} {things}. | The other {eq} {things} belong to {friend}.",
        ),
    ),
    *(
        event(
            kind, ">end", "a=9..120/3",
            "Together {name} and {friend} now have {a} {things}. {name} has twice as many as {friend}. | {name} has "
            "twice as many {things} as {friend}, and together they now have {a}. | {name} now has twice as many "
            "{things} as {friend}. Together that is {a} {things}.",
            line(
                "a/3",
                "How many {things} does {friend} have?",
                "{name} has two parts and {friend} one, which is 3 equal parts. {friend} has {eq} {things}. | The "
                "{things} are 3 equal parts, and one part is {eq} {things}.",
            ),
            *more,
        )
        for kind, more in (
            ("sum-twice", ()),
            ("sum-twice-more", (
                line("s1*2", "How many {things} does {name} have?",
                     "{name} has {eq} {things}. | Twice as many is {eq}."),
            )),
        )
    ),
    event(
        "hand-over", ">end", "a=12..90 b=3..40 c=2..15",
        "{name} has {a} {things} and {friend} has {b}. {name} gives {friend} {c} {things}. | {name} has {a} {things}, "
        "{friend} has {b}. {name} gives {c} of {his} {things} to {friend}.",
        line("a-c", "How many {things} does {name} have then?", "{name} then has {eq} {things}."),
        line("b+c", "How many {things} does {friend} have then?", "{friend} then has {eq} {things}."),
        line(
            "s1-s2",
            "How many more {things} than {friend} does {name} have then? | How many more {things} does {name} have "
            "now?",
            "{name} has {eq} {things} more. | The difference is {eq} {things}.",
        ),
    ),
    event(
        "gain", "all>all", "a=2..40",
        "They find {a} more. | They get {a} more {things}. | Together they buy {a} more. | {third} gives them {a} "
        "{things} more.",
        line(
            "x+a",
            "How many {things} do they have with the {a:d} more? | How many {things} do they have then?",
            "Then they have {eq} {things}. | With the new ones they have {eq} {things}.",
        ),
        asks="How many {things} do they have now? | How many {things} do they have in all? | How many do they have "
        "altogether?",
    ),
    event(
        "lose", "all>all", "a=2..40",
        "They give {a} of them to {third}. | Together they give away {a}. | They lose {a} {things}. | They keep all "
        "but {a} of them.",
        line(
            "x-a",
            "How many {things} are left without those {a:d}? | How many {things} do they have then?",
            "{eq} {things} are left. | That leaves them {eq} {things}.",
        ),
        asks="How many {things} do they have left? | How many {things} are left? | How many do they have now?",
    ),
    event(
        "share-two", "all>end", "",
        "They put all of them together and share them equally. | They want to have the same number each. | They put "
        "the {things} on one pile, and each of the two takes half.",
        line(
            "x/2",
            "How many {things} does each of them get? | How many {things} does each get? | How many {things} does each "
            "of the two have then?",
            "Each gets {eq} {things}. | For each of the two that is {eq} {things}.",
        ),
    ),
    event(
        "share", "all>end", "a=3..9",
        "They share all of them equally among {a} children. | {a} children get the same number of {things} each. | If "
        "all the {things} are shared equally among {a} children,",
        line(
            "x/a",
            "How many {things} does each child get? | How many does each one get? | How many {things} are that per "
            "child?",
            "Each child gets {eq} {things}. | That is {eq} {things} per child.",
        ),
    ),
    event(
        "pack", "all>end", "a=3..12",
        "They put all of them into {packs} of {a}. | They pack all the {things}, {a} to a {pack}. | One {pack} holds "
        "{a} {things}. | If {a} {things} go into each {pack},",
        line(
            "x/a",
            "How many {packs} do they need? | How many {packs} do they fill? | How many {packs} is that?",
            "They need {eq} {packs}. | That is {eq} {packs}.",
        ),
    ),
    event(
        "goal", "all>end", "a=20..300",
        "They need {a} in all. | They want to have {a} {things} together. | Their goal is {a} {things}.",
        line(
            "a-x",
            "How many more {things} do they need? | How many more do they have to find? | How many {things} are "
            "missing?",
            "They need {eq} more {things}. | {eq} {things} are missing.",
        ),
    ),
    event(
        "sell", "all>end", "a=2..6",
        "They sell all the {things} for {a:$} each. | They get {a:$} for each {thing}. | They sell all of them at "
        "{a:$} apiece.",
        line(
            "x*a",
            "How much money do they make? | How much money do they get in all? | How much do they get for the "
            "{things}?",
            "They get {dollars}. | That makes {dollars}.",
        ),
    ),
    persons="named",
    asides=ASIDES[:2],
)

FAMILIES = (TWO_OWNERS,)

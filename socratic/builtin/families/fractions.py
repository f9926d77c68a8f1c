"""Fractions and percent: parts of groups, of things, of tests."""

from socratic.builtin.families.shared import ASIDES
from socratic.builtin.notation import Family, aside, event, line
from socratic.builtin.words import BOXES, COLLECTIBLES, COLORS

__all__ = ["FAMILIES"]

# One event is a few dense lines here; the formatter would make it fifteen.
# fmt: off

PRESENT = Family.of(
    "present",
    {
        "them those": ("students|students in a school", "children|children in a camp", "workers|workers in an office",
                       "players|players in a club", "guests|guests at a hotel", "members|members of a choir",
                       "passengers|passengers on a ship", "people|people in a village", "nurses|nurses in a hospital"),
        "away not_away": ("absent|present", "ill|healthy", "late|on time", "left-handed|right-handed", "asleep|awake",
                          "on vacation|at home", "new|not new", "girls|boys", "women|men", "hungry|not hungry"),
    },
    event(
        "percent", ">some", "a=5..95/5 b=20..900/10",
        "{a:d}% of {b:d} {those} are {away}. | There are {b:d} {those}. {a:d}% of them are {away}. | Of {b:d} "
        "{those}, {a:d}% are {away}. | There are {b:d} {those}, and {a:d}% of the {them} are {away}. | {a:d} percent "
        "of {b:d} {those} are {away}. How many {them} are {away}? | {a:d}% of {b:d} {those} are {away}. How many are "
        "{away}?",
        line(
            "b*a%",
            "How many {them} are {away}? | How many are {a:d}% of {b:d}?",
            "{a:d}% of {b:d} is {eq}. | {eq} {them} are {away}.",
        ),
        asks="How many {them} are {away}? | How many of them are {away}? | How many {them} is that?",
    ),
    event(
        "percent-others", ">others", "a=5..95/5 b=20..900/10",
        "{a:d}% of {b:d} {those} are {away}. | There are {b:d} {those}. {a:d}% of them are {away}, and the others are "
        "{not_away}. | Of {b:d} {those}, {a:d}% are {away}. | There are {b:d} {those}, and {a:d}% of the {them} are "
        "{away}. | {a:d}% of {b:d} {those} are {away}. How many are {not_away}? | If {a:d}% of {b:d} {those} are "
        "{away}, how many are {not_away}? | There are {b:d} {those}, and {a:d}% of them are {away}. How many are not "
        "{away}? | "
        "If {a:d} percent of {b:d} {those} are {away}, how many are not {away}?",
        line(
            "b*a%",
            "How many {them} are {away}? | How many are {a:d}% of {b:d}?",
            "{a:d}% of {b:d} is {eq}. | {eq} {them} are {away}.",
        ),
        line("b-s1", "How many {them} are {not_away}?", "{eq} {them} are {not_away}. | The others are {eq} {them}."),
        asks="How many {them} are {not_away}? | How many are {not_away}? | How many of them are {not_away}?",
    ),
    event(
        "fraction", ">some", "a=2..6 b=20..400",
        "{a:frac} of {b:d} {those} are {away}. | There are {b:d} {those}, and {a:frac} of them are {away}. | Of {b:d} "
        "{those}, {a:frac} are {away}. | {a:frac} of {b:d} {those} are {away}. How many are {away}? | If {a:frac} of "
        "{b:d} "
        "{those} are {away}, how many {them} is that?",
        line(
            "b/a",
            "How many {them} are {away}? | How many are {a:frac} of {b:d}?",
            "{a:frac} of {b:d} is {eq}. | {eq} {them} are {away}.",
        ),
        asks="How many {them} are {away}? | How many of them are {away}?",
    ),
    event(
        "fraction-others", ">others", "a=2..6 b=20..400",
        "{a:frac} of {b:d} {those} are {away}. | There are {b:d} {those}, and {a:frac} of them are {away}. | Of {b:d} "
        "{those}, {a:frac} are {away}, and the rest are {not_away}. | {a:frac} of {b:d} {those} are {away}. How many "
        "are "
        "{not_away}? | If {a:frac} of {b:d} {those} are {away}, how many are {not_away}?",
        line(
            "b/a",
            "How many {them} are {away}? | How many are {a:frac} of {b:d}?",
            "{a:frac} of {b:d} is {eq}. | {eq} {them} are {away}.",
        ),
        line("b-s1", "How many {them} are {not_away}?", "{eq} {them} are {not_away}. | The others are {eq} {them}."),
        asks="How many {them} are {not_away}? | How many of them are {not_away}?",
    ),
    event(
        "lose", "some>some", "a=2..20",
        "Then {a} of those that are {away} go home. | {a} of those that are {away} leave.",
        line("x-a", "How many of those remain?", "{eq} of those remain. | That leaves {eq}."),
        asks="How many of those remain?",
    ),
    event(
        "gain", "others>others", "a=2..40",
        "Then {a} more come who are {not_away}. | {a} more {them} come, all of them {not_away}.",
        line("x+a", "How many are {not_away} then?", "Then {eq} are {not_away}. | That makes {eq}."),
        asks="How many are {not_away} then?",
    ),
    event(
        "share", "others>end", "a=2..10",
        "Those who are {not_away} form {a} equal groups. | Those who are {not_away} sit at {a} tables, as many at "
        "each.",
        line("x/a", "How many are in each group?", "Each group has {eq} of them. | That is {eq} in each group."),
        asks="How many of them sit or stand together? | How many are in each group?",
    ),
    event(
        "share", "some>end", "a=2..10",
        "Those who are {away} are split into {a} equal groups. | Those who are {away} form {a} groups of the same "
        "size.",
        line("x/a", "How many are in each group?", "Each group has {eq} of them. | That is {eq} in each group."),
    ),
    persons="",
    asides=(
        aside("d=2..40", "There are {d} windows. | It is {d} degrees warm. | A big clock there is {d} years old."),
    ),
)

PART_OF = Family.of(
    "part-of",
    {
        "thing things": COLLECTIBLES, "color1 color2": COLORS["color1 color2"],
        "place": ("box", "basket", "bag", "shop", "window", "drawer", "jar", "room"), "pack packs": BOXES,
    },
    *(event(
        "two-thirds", ">some", f"{numbers} c=12..240",
        "There are {c} {things} in a {place}, and {a:d}/{b:d} of them are {color1}. | {a:d}/{b:d} of the {c} {things} "
        "in a "
        "{place} are {color1}. | A {place} has {c} {things}. {a:d}/{b:d} of them are {color1}. | What is {a:d}/{b:d} "
        "of {c:d} "
        "{things}?",
        line(
            "c/b",
            "How many {things} are one part of {b:d}? | How many are {b:frac} of {c:d}?",
            "{b:frac} of {c:d} is {eq}. | One part is {eq} {things}.",
        ),
        line(
            "s1*a",
            "How many {things} are {a:d} such parts? | How many are {a:d}/{b:d} of {c:d}?",
            "{a:d} such parts are {eq} {things}. | {a:d}/{b:d} of {c:d} is {eq}.",
        ),
        asks="How many {things} are {color1}? | How many of the {things} are {color1}?",
    ) for numbers in ("a=2..2 b=3..5/2", "a=3..3 b=4..5", "a=4..4 b=5..5")),
    event(
        "rest", ">others", "a=3..90 b=8..180",
        "There are {b} {things} in a {place}, and {a} of them are {color1}. The others are {color2}. | A {place} has "
        "{b} {things}. {a} of them are {color1}, and the rest are {color2}. | Of {b} {things}, {a} are {color1} and "
        "the others are {color2}. | There are {b} {things} in a {place}, and {a} of them are {color1}. How many are "
        "not {color1}?",
        line(
            "b-a",
            "How many {things} are {color2}? | How many {things} are not {color1}?",
            "{eq} {things} are {color2}. | {eq} of them are not {color1}.",
        ),
        asks="How many {things} are {color2}? | How many of them are {color2}?",
    ),
    event(
        "percent", ">some", "a=5..95/5 b=20..400/10",
        "There are {b:d} {things} in a {place}, and {a:d}% of them are {color1}. | {a:d}% of the {b:d} {things} in a "
        "{place} are {color1}. | What is {a:d}% of {b:d} {things}?",
        line("b*a%", "How many {things} are {a:d}% of {b:d}?", "{a:d}% of {b:d} is {eq}. | {eq} of them are {color1}."),
        asks="How many {things} are {color1}? | How many of the {things} are {color1}?",
    ),
    event(
        "sell", "some>money", "a=2..9",
        "All {color1} {things} are sold for {a:$} each. | Somebody pays {a:$} for each {color1} one.",
        line(
            "x*a",
            "How much money do they bring in? | How much do the {color1} ones bring in?",
            "They bring in {dollars}. | That is {dollars}.",
        ),
    ),
    event(
        "sell", "others>money", "a=2..9",
        "All {color2} {things} are sold for {a:$} each. | Somebody pays {a:$} for each {color2} one.",
        line(
            "x*a",
            "How much money do they bring in? | How much do the {color2} ones bring in?",
            "They bring in {dollars}. | That is {dollars}.",
        ),
    ),
    event(
        "pack", "some>packs", "a=2..10",
        "The {color1} ones are packed into {packs} of {a}. | {a} {color1} ones fit into a {pack}.",
        line(
            "x/a",
            "How many {packs} are needed for the {color1} ones?",
            "They fill {eq} {packs}. | {eq} {packs} are needed.",
        ),
        asks="How many {packs} are needed for them? | How many {packs} do the {color1} ones fill?",
    ),
    event(
        "cost", "money>end", "a=5..60",
        "The seller pays {a:$} for the place at the market. | Out of this money {a:$} goes to a helper.",
        line("x-a", "How much money is left?", "That leaves {dollars}. | {dollars} is left."),
    ),
    persons="",
    asides=(
        aside("d=2..40", "The {place} is {d} years old. | A clerk counts them {d} times. | It is {d} degrees warm."),
    ),
)

TEST_SCORE = Family.of(
    "test-score", {"test": ("test", "quiz", "exam", "spelling test", "math test", "game show")},
    event(
        "percent", ">right", "a=10..95/5 b=20..200/10",
        "{name} takes a {test} with {b:d} questions and ~answers {a:d}% of them correctly. | A {test} has {b:d} "
        "questions. {name} gets {a:d}% of them right. | {name} gets {a:d}% of the {b:d} questions on a {test} right.",
        line(
            "b*a%",
            "How many questions are {a:d}% of {b:d}? | How many questions does {name} get right?",
            "{a:d}% of {b:d} is {eq}. | {he} gets {eq} questions right.",
        ),
        asks="How many questions does {name} get right? | How many correct answers does {name} have?",
    ),
    event(
        "rest", ">right", "a=2..30 b=12..90",
        "A {test} has {b} questions, and {name} gets {a} of them wrong. | {name} misses {a} of the {b} questions on a "
        "{test}. | Of the {b} questions on a {test}, {name} answers {a} wrong.",
        line("b-a", "How many questions does {name} get right?", "{he} gets {eq} questions right."),
        asks="How many questions does {name} get right? | How many correct answers does {name} have?",
    ),
    event(
        "fraction", ">right", "a=2..6 b=10..120",
        "{name} gets {a:frac} of the {b} questions on a {test} right. | A {test} has {b} questions. {name} knows "
        "{a:frac} of them. | Of the {b} questions on a {test}, {name} gets {a:frac} right.",
        line(
            "b/a",
            "How many questions does {name} get right?",
            "{he} gets {eq} questions right. | {a:frac} of {b:d} is {eq}.",
        ),
        asks="How many questions does {name} get right?",
    ),
    event(
        "times", "right>points", "a=2..10",
        "Every right answer gives {a} points. | Each correct answer is worth {a} points. | {he} gets {a} points for "
        "each one that is right.",
        line("x*a", "How many points does {name} get for the right answers?", "{he} gets {eq} points."),
        asks="How many points does {name} get? | What is {name's} score?",
    ),
    event(
        "gain", "points>points", "a=2..30",
        "{he} gets {a} extra points for a drawing. | A bonus of {a} points is added. | {he} also gets {a} points for "
        "good writing.",
        line("x+a", "How many points is that with the {a:d} extra points?", "With the extra points it is {eq} points."),
        asks="How many points does {name} have in all? | What is {name's} final score?",
    ),
    event(
        "lose", "points>points", "a=2..20",
        "{he} loses {a} points for being late. | {a} points are taken off for bad writing.",
        line("x-a", "How many points are left without those {a:d}?", "That leaves {eq} points."),
        asks="How many points does {name} have in the end? | What is {name's} final score?",
    ),
    event(
        "more-than", "points>end", "a=2..30",
        "{friend} has {a} points more than {name}. | {name} has {a} points fewer than {friend}. | {friend} beats "
        "{name} by {a} points.",
        line("x+a", "How many points does {friend} have?", "{friend} has {eq} points."),
    ),
    event(
        "half", "points>end", "",
        "{friend} has half as many points as {name}. | {friend} only gets half of {name's} points.",
        line("x/2", "How many points does {friend} have?", "{friend} has {eq} points."),
    ),
    persons="one I",
    asides=(
        aside("d=20..90", "{he} has {d} minutes for it. | {he} studies for {d} minutes before."),
        *ASIDES[:2]),
)

THOSE_WHO_DO = Family.of(
    "those-who-do",
    {
        "them those": ("students|students in a class", "children|children in a school", "workers|workers in a factory",
                       "people|people in a town", "members|members of a club", "guests|guests at a party",
                       "teachers|teachers in a school", "campers|campers"),
        "do": ("walk to school", "play a sport", "wear glasses", "ride a bike", "have a dog", "like pizza", "take "
            "the bus",
               "speak Spanish", "play an instrument", "wear a hat", "bring lunch", "have a cat", "like chess",
               "drink coffee", "swim", "have a sister"),
        "pack packs": ("team|teams", "group|groups", "row|rows", "van|vans"),
    },
    event(
        "percent", ">some", "a=5..95/5 b=20..600/10",
        "{a:d}% of {b:d} {those} {do}. | There are {b:d} {those}, and {a:d}% of them {do}. | If {a:d}% of {b:d} "
        "{those} {do}, "
        "how many {them} is that? | Of {b:d} {those}, {a:d}% {do}.",
        line("b*a%", "How many {them} {do}? | How many are {a:d}% of {b:d}?", "{a:d}% of {b:d} is {eq}. | {eq} "
            "{them} {do}."),
        asks="How many {them} {do}? | How many of them {do}? | How many of the {them} {do}?",
    ),
    event(
        "percent-others", ">others", "a=5..95/5 b=20..600/10",
        "{a:d}% of {b:d} {those} {do}. | There are {b:d} {those}, and {a:d}% of them {do}. | {a:d}% of {b:d} {those} "
        "{do}. "
        "How many do not? | If {a:d}% of {b:d} {those} {do}, how many do not? | Of {b:d} {those}, {a:d}% {do} and "
        "the rest "
        "do not.",
        line("b*a%", "How many {them} {do}? | How many are {a:d}% of {b:d}?", "{a:d}% of {b:d} is {eq}. | {eq} "
            "{them} {do}."),
        line("b-s1", "How many {them} do not {do}?", "{eq} {them} do not {do}. | The other {eq} do not."),
        asks="How many {them} do not {do}? | How many of them do not {do}? | How many do not {do}?",
    ),
    event(
        "fraction-others", ">others", "a=2..6 b=12..240",
        "{a:frac} of {b:d} {those} {do}. | There are {b:d} {those}, and {a:frac} of them {do}. | {a:frac} of {b:d} "
        "{those} {do}. "
        "How many do not? | If {a:frac} of {b:d} {those} {do}, how many do not? | Of {b:d} {those}, {a:frac} {do}.",
        line("b/a", "How many {them} {do}? | How many are {a:frac} of {b:d}?", "{a:frac} of {b:d} is {eq}. | {eq} "
            "{them} {do}."),
        line("b-s1", "How many {them} do not {do}?", "{eq} {them} do not {do}. | The other {eq} do not."),
        asks="How many {them} do not {do}? | How many of them do not {do}? | How many do not {do}?",
    ),
    *(event(
        "two-thirds-others", ">others", f"{numbers} c=12..240",
        "{a:d}/{b:d} of {c:d} {those} {do}. | There are {c:d} {those}, and {a:d}/{b:d} of them {do}. | {a:d}/{b:d} "
        "of {c:d} "
        "{those} {do}, and the others do not.",
        line("c/b", "How many {them} are one part of {b:d}?", "One part of {b:d} is {eq} {them}."),
        line("s1*a", "How many {them} {do}?", "{a:d} such parts are {eq} {them}. | {eq} {them} {do}."),
        line("c-s2", "How many {them} do not {do}?", "{eq} {them} do not {do}. | The other {eq} do not."),
        asks="How many {them} do not {do}? | How many of them do not {do}? | How many do not {do}?",
    ) for numbers in ("a=2..2 b=3..5/2", "a=3..3 b=4..5")),
    event(
        "rest", ">others", "a=4..60 b=12..200",
        "{a} of {b} {those} {do}. | There are {b} {those}, and {a} of them {do}. | Of {b} {those}, only {a} {do}. | "
        "{a} of {b} "
        "{those} {do}. How many do not? | If {a} out of {b} {those} {do}, how many do not?",
        line("b-a", "How many {them} do not {do}?", "{eq} {them} do not {do}. | The other {eq} do not."),
        asks="How many {them} do not {do}? | How many of them do not {do}? | How many do not {do}?",
    ),
    event(
        "gain", "others>others", "a=2..30",
        "Then {a} more come who do not. | Later {a} other {them} join who do not either.",
        line("x+a", "How many {them} are that with the {a:d} more?", "With those it is {eq} {them}."),
        asks="How many do not {do} now? | How many {them} do not {do} now?",
    ),
    *(
        event(
            "share", f"{state}>end", "a=2..8",
            f"{who} are split into {{a}} equal {{packs}}. | {who} form {{a}} {{packs}} of the same size.",
            line("x/a", "How many are in each {pack}?", "Each {pack} has {eq} of them."),
            asks="How many are in each {pack}? | How many {them} is that in each {pack}?",
        )
        for state, who in (("some", "Those who {do}"), ("others", "Those who do not {do}"))
    ),
    event(
        "half", "others>end", "",
        "Half of those who do not would like to. | Half of those who do not {do} are girls.",
        line("x/2", "How many are half of those who do not?", "Half of those who do not is {eq}."),
        asks="How many {them} is that half? | How many are in that half?",
    ),
    event(
        "lose", "some>some", "a=2..12",
        "Then {a} of those who {do} go home. | {a} of those who {do} leave early.",
        line("x-a", "How many of those remain?", "{eq} of those remain. | That leaves {eq}."),
        asks="How many of those remain? | How many of those who {do} are left?",
    ),
    persons="",
)

SO_FAR = Family.of(
    "so-far",
    {
        "reads read things whole": (
            "~reads|read|pages|book", "~walks|walk|miles|trail", "~paints|paint|boards|fence",
            "~writes|write|words|essay", "~drives|drive|miles|trip", "~plants|plant|bulbs|garden bed",
            "~washes|wash|windows|building", "~cleans|clean|tiles|floor", "~types|type|pages|report",
            "~packs|pack|boxes|shipment",
        ),
    },
    event(
        "have", ">all", "a=24..480",
        "{name} has {a:d} {things} to {read}. | A {whole} has {a:d} {things}, and {name} ~wants to {read} them all. "
        "| {name} "
        "~has to {read} {a:d} {things}.",
    ),
    *(
        new_event
        for states, them in (("all>left", "them"), ("left>left", "the remaining {things}"))
        for new_event in (
            event(
                "lose-fraction", states, "a=3..5",
                f"{{name}} {{reads}} {{a:frac}} of {them}. | {{then}}{{he}} {{reads}} {{a:frac}} of {them}. | "
                f"{{then}}{{a:frac}} of {them} are done.",
                line("x/a", f"How many {{things}} are {{a:frac}} of {them}?", f"{{a:frac}} of {them} is {{eq}}."),
                line("x-s1", "How many {things} are left after that?", "That leaves {eq} {things}."),
                asks="How many {things} are left? | How many {things} does {name} still have to {read}? | How many are "
                "left to {read}?",
            ),
            event(
                "half", states, "",
                f"{{name}} {{reads}} half of {them}. | {{then}}{{he}} {{reads}} half of {them}. | {{then}}half of "
                f"{them} "
                f"are done.",
                line("x/2", "How many {things} are left after that half?", "The other half is left, {eq} {things}."),
                asks="How many {things} are left? | How many {things} does {name} still have to {read}?",
            ),
            event(
                "lose-percent", states, "a=10..90/10",
                f"{{name}} {{reads}} {{a:d}}% of {them}. | {{then}}{{he}} {{reads}} {{a:d}}% of {them}. | "
                f"{{then}}{{a:d}}% of {them} are done.",
                line("x*a%", f"How many {{things}} are {{a:d}}% of {them}?", f"{{a:d}}% of {them} is {{eq}}."),
                line("x-s1", "How many {things} are left after that?", "That leaves {eq} {things}."),
                asks="How many {things} are left? | How many {things} does {name} still have to {read}?",
            ),
            event(
                "lose", states, "a=5..60",
                f"{{then}}{{he}} {{reads}} {{a:d}} {{things}}. | {{name}} {{reads}} {{a:d}} of {them}. | "
                f"{{then}}{{a:d}} of {them} are done.",
                line("x-a", "How many {things} are left after those {a:d}?", "That leaves {eq} {things}."),
                asks="How many {things} are left? | How many {things} does {name} still have to {read}? | How many are "
                "left to {read}?",
            ),
        )
    ),
    event(
        "pack", "left>days", "a=4..25",
        "From then on, {name} {reads} {a} {things} a day. | The rest is done at {a} {things} a day. | {name} ~wants "
        "to {read} "
        "{a} {things} each day from now on.",
        line("x/a", "How many days does it take for the rest?", "The rest takes {eq} days. | It takes {eq} days."),
        asks="How many days does it take for the rest? | In how many days is everything done? | How many more days "
            "is that?",
    ),
    event(
        "share", "left>end", "a=2..6",
        "The rest is spread equally over {a} days. | {name} ~wants to {read} the rest in {a} days, as many each day.",
        line("x/a", "How many {things} is that each day?", "That is {eq} {things} each day."),
        asks="How many {things} is that a day? | How many {things} does {name} have to {read} each day?",
    ),
    asides=ASIDES[:3],
)

FAMILIES = (PRESENT, PART_OF, TEST_SCORE, THOSE_WHO_DO, SO_FAR,)

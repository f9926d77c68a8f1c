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
        "{away}, how many are {not_away}?",
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
        "{those}, {a:frac} are {away}.",
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
        "{those}, {a:frac} are {away}, and the rest are {not_away}.",
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

FAMILIES = (PRESENT, PART_OF, TEST_SCORE,)

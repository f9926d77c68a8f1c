"""Words and events that several families of the built-in problem set share, in the notation of notation.py.

The events on things need the words "thing things", "pack packs" and "kin" (KIN) and the state "items"; endings.py has
those that come late in a story.
"""

from socratic.builtin.notation import aside, event, line

__all__ = ["ASIDES", "GAINING", "LOSING", "STARTING"]

# One event is a few dense lines here; the formatter would make it fifteen.
# fmt: off

# Numbers that do not matter, whatever the story. Most questions about persons stay clear of what they say.
ASIDES = (
    aside("d=7..60", "{name} is {d} years old. | {he} has just turned {d} years old. | {his} cousin is {d} years old."),
    aside("d=2..9", "{he} has {d} cousins. | {name} lives with {d} other people. | {his} house has {d} windows."),
    aside(
        "d=2..40",
        "{he} lives at number {d:d}. | {his} bus is the number {d:d}. | {his} locker has the number {d:d}.",
    ),
    aside("d=5..55", "{name} needs {d} minutes for all this. | All this takes {him} {d:d} minutes."),
    aside("d=2..12", "{his} {d} friends watch {him}. | {he} has {d} friends in the same street."),
)

STARTING = (
    event(
        "have",
        ">items",
        "a=3..150",
        "{name} has {a} {things}. | {name} starts with {a} {things}. | There are {a} {things} on {name's} table. | "
        "{name} owns {a} {things}. | In {name's} room there are {a} {things}. | {name} gets {a} {things}. | There "
        "are {a} {things} in {name's} {pack}. | {name} counts {his} {things} and ~finds {a}.",
    ),
    event(
        "groups",
        ">items",
        "a=2..12 b=3..24",
        "{name} has {a} {packs} with {b} {things} in each. | {name} keeps {his} {things} in {a} {packs}, {b} "
        "{things} in each {pack}. | {name} has {a} {packs} of {things}. / Each {pack} holds {b} {things}. | There "
        "are {b} {things} in a {pack}, and {name} has {a} {packs}. | {name} buys {a} {packs}, each with {b} {things} "
        "in it. | {name} has {a} {packs} of {b} {things}. | {name} has {a} {packs} of {things}, {b} per {pack}. | "
        "There are {a} {packs} with {b} {things} each. | {name} has {b} {things} in each of {a} {packs}. | If {name} "
        "has {a} {packs} with {b} {things} each, | How many {things} are in {a} {packs} if each {pack} has {b}?",
        line(
            "a*b",
            "How many {things} does {name} have at first? | How many {things} are in the {packs}? | How many {things} "
            "are in {a:d} {packs}?",
            "{he} has {eq} {things}. | {he} starts with {eq} {things}. | {a:d} {packs} of {b:d} make {eq} {things}.",
        ),
        asks="How many {things} does {name} have? | How many {things} does {name} have in all? | How many {things} "
            "is that altogether? | What is the total number of {things}? | How many {things} are there? | How many "
            "{things} does {name} have in total? | How many {things} is that in all?",
    ),
    event(
        "times-as-many",
        ">items",
        "a=3..60 b=2..6",
        "{friend} has {a} {things}. {name} has {b:times} as many {things} as {friend}. | {name} has {b:times} as "
        "many {things} as {friend}, who has {a} {things}. | {friend} has {a} {things}, and {name} has {b:times} as "
        "many. | {name} has {b:times} as many {things} as {friend}. {friend} has {a} {things}. | {friend} has {a} "
        "{things} and {name} has {b:times} that number. | If {friend} has {a} {things} and {name} has {b:times} as "
        "many,",
        line(
            "a*b",
            "How many {things} does {name} have at first? | How many {things} does {name} have?",
            "{he} has {eq} {things}. | {b:times} {a:d} {things} is {eq} {things}.",
        ),
        asks="How many {things} does {name} have?",
    ),
    event(
        "half-as-many",
        ">items",
        "a=6..120/2",
        "{friend} has {a} {things}. {name} has half as many {things} as {friend}. | {name} has half as many {things} "
        "as {friend}, who has {a}. | {friend} has {a} {things}, and {name} has only half of that. | {friend} has {a} "
        "{things}. {name} has half that many. | If {friend} has {a} {things} and {name} has half as many,",
        line(
            "a/2",
            "How many {things} does {name} have at first? | How many {things} does {name} have?",
            "{he} has {eq} {things}. | Half of {a:d} is {eq}, so {he} has that many {things}.",
        ),
        asks="How many {things} does {name} have?",
    ),
    event(
        "more-than",
        ">items",
        "a=3..90 b=2..40",
        "{friend} has {a} {things}. {name} has {b} more {things} than {friend}. | {name} has {b} more {things} than "
        "{friend}, who has {a} {things}. | {friend} has {a} {things}, and {name} has {b} more than {friend}. | "
        "{friend} has {a} {things}, which is {b} fewer than {name} has. | {friend} has {a} {things} and {name} has "
        "{b} more. | If {friend} has {a} {things} and {name} has {b} more, | {friend} has {a} {things}. {name} has "
        "{b} more than that.",
        line(
            "a+b",
            "How many {things} does {name} have at first? | How many {things} does {name} have?",
            "{he} has {eq} {things}. | That is {eq} {things} for {name}.",
        ),
        asks="How many {things} does {name} have?",
    ),
    event(
        "fewer-than",
        ">items",
        "a=8..120 b=2..40",
        "{friend} has {a} {things}. {name} has {b} fewer {things} than {friend}. | {name} has {b} fewer {things} "
        "than {friend}, who has {a} {things}. | {friend} has {a} {things}. That is {b} more than {name} has. | "
        "{friend} has {a} {things}, and {name} has {b} fewer. | {friend} has {a} {things}. {name} has {b} less than "
        "that. | If {friend} has {a} {things} and {name} has {b} fewer,",
        line(
            "a-b",
            "How many {things} does {name} have at first? | How many {things} does {name} have?",
            "{he} has {eq} {things}. | {b:d} fewer than {a:d} is {eq} {things}.",
        ),
        asks="How many {things} does {name} have?",
    ),
    event(
        "parts",
        ">items",
        "a=2..80 b=2..80",
        "{name} has {a} {color1} {things} and {b} {color2} {things}. | {name} has {a} {things} that are {color1} and "
        "{b} that are {color2}. | {name} has {a} {color1} {things}. / {he} has {b} {color2} {things}. | There are "
        "{a} {color1} and {b} {color2} {things} in {name's} {pack}. | {name} has {a} {color1} {things} and {b} "
        "{color2} ones. | Of {name's} {things}, {a} are {color1} and {b} are {color2}. | {name} has {a} {things} in "
        "one {pack} and {b} in another. | If {name} has {a} {color1} and {b} {color2} {things},",
        line(
            "a+b",
            "How many {things} does {name} have at first? | How many {things} are there in all?",
            "{he} has {eq} {things}. | Together that is {eq} {things}.",
        ),
        asks="How many {things} does {name} have? | How many {things} does {name} have in all? | How many {things} "
            "does {name} have altogether? | How many {things} does {name} have in total? | How many {things} is that "
            "in all?",
    ),
)

GAINING = (
    event(
        "gain",
        "items>items",
        "a=1..60",
        "{then}{he} gets {a} more {things} from {friend}. | {then}{friend} gives {him} {a} more {things}. | "
        "{then}{he} finds {a} more {things}. | {then}{he} buys {a} more. | {then}{he} buys another {a} {things}. | "
        "{then}{his} {kin} gives {him} {a} more {things}. | {then}{he} wins {a} {things}. | {then}{he} gets {a} "
        "more. | {then}{friend} gives {him} {a}. | {then}{he} adds {a} more. | {then}{he} picks up {a} more {things} "
        "at the store. | {then}{he} gets {a} more as a present. | If {he} gets {a} more {things}, | If {friend} "
        "gives {him} {a} more,",
        line(
            "x+a",
            "How many {things} does {name} have then? | How many {things} does {name} have with the {a:d} new ones? | "
            "How many {things} is that?",
            "{he} then has {eq} {things}. | That makes {eq} {things}. | With the new ones {he} has {eq} {things}.",
        ),
        asks="How many {things} does {name} have now? | How many {things} does {name} have altogether? | How many "
            "{things} does {name} have in total? | How many {things} does {name} have? | How many does {he} have "
            "now? | How many {things} does {he} have now? | How many {things} is that in total? | How many {things} "
            "does {name} have in all?",
    ),
    event(
        "gain-groups",
        "items>items",
        "a=2..9 b=2..15",
        "{then}{he} gets {a} more {packs} with {b} {things} in each. | {then}{his} {kin} gives {him} {a} {packs} of "
        "{b} {things} each. | {then}{he} buys {a} more {packs}. Each of these {packs} holds {b} {things}. | "
        "{then}{a} friends give {him} {b} {things} each. | {then}{he} buys {a} {packs} of {b} {things}. | {then}{he} "
        "buys {a} {packs} with {b} in each. | {then}{he} finds {b} {things} on each of {a} days. | If {he} buys {a} "
        "more {packs} of {b} {things} each,",
        line(
            "a*b",
            "How many new {things} does {name} get? | How many {things} does {name} add?",
            "{he} gets {eq} new {things}. | {a:d} times {b:d} is {eq} new {things}.",
        ),
        line(
            "x+s1",
            "How many {things} does {name} have then? | How many {things} is that together?",
            "{he} then has {eq} {things}. | Together that is {eq} {things}.",
        ),
        asks="How many {things} does {name} have now? | How many {things} does {name} have altogether? | How many "
            "{things} does {name} have in the end? | How many does {he} have now? | How many {things} does {he} have "
            "now? | How many {things} is that in total?",
    ),
    event(
        "double",
        "items>items",
        "",
        "{then}{he} doubles {his} number of {things}. | {then}{his} {kin} gives {him} as many {things} as {he} "
        "already has. | {then}{he} finds just as many {things} again. | {then}{he} gets the same number again. | "
        "{then}{friend} doubles what {he} has.",
        line(
            "x*2",
            "How many {things} does {name} have then? | How many {things} are twice as many?",
            "{he} then has {eq} {things}. | Twice as many is {eq} {things}.",
        ),
        asks="How many {things} does {name} have now? | How many {things} does {name} have in the end? | How many "
            "does {he} have now? | How many {things} does {he} have now?",
    ),
    event(
        "gain-lose",
        "items>items",
        "a=2..40 b=2..20",
        "{then}{he} gets {a} more and ~gives {b} away. | {then}{he} buys {a} more and ~loses {b}. | {then}{he} gets "
        "{a} {things} from {his} {kin} and ~gives {b} to {friend}. | {then}{he} finds {a} more {things} but ~loses "
        "{b}. | {then}{friend} gives {him} {a}, and {he} gives {b} to {his} {kin}. | {then}{he} buys {a} more, and "
        "then {he} loses {b} of them. | {then}{he} wins {a} and ~loses {b}. | {then}{he} gets {a} more but ~gives "
        "{b} of them to {friend}.",
        line(
            "x+a",
            "How many {things} does {name} have with the {a:d} more? | How many {things} does {name} have first?",
            "With the {a:d} more {he} has {eq} {things}. | First {he} has {eq} {things}.",
        ),
        line(
            "s1-b",
            "How many {things} are left without those {b:d}?",
            "Without those {b:d} {he} has {eq} {things}. | That leaves {eq} {things}.",
        ),
        asks="How many {things} does {name} have now? | How many {things} does {name} have left? | How many {things} "
            "does {name} have? | How many does {he} have left? | How many {things} does {he} have left? | How many "
            "does {he} have now? | How many {things} does {he} have now?",
    ),
    event(
        "lose-gain", "items>items", "a=1..20 b=1..30",
        "{then}{he} gives {a} away and ~gets {b} new ones. | {then}{he} loses {a} but ~buys {b} more. | {then}{he} "
        "gives {friend} {a}, and {friend} gives {him} {b} others. | {then}{he} sells {a} of them and ~buys {b} new "
        "{things}. | {then}{he} loses {a} and ~finds {b}.",
        line("x-a", "How many {things} are left without the {a:d}?", "Without the {a:d} {he} has {eq} {things}. | "
             "First {eq} {things} are left."),
        line("s1+b", "How many {things} are that with the {b:d} new ones?", "With the {b:d} new ones {he} has {eq} "
             "{things}. | That makes {eq} {things}."),
        asks="How many {things} does {name} have now? | How many does {he} have now? | How many {things} does {name} "
        "have in the end? | How many {things} does {name} have?",
    ),
    event(
        "gain-parts", "items>items", "a=2..30 b=2..30",
        "{then}{he} gets {a} from {friend} and {b} from {his} {kin}. | {then}{he} buys {a} on Saturday and {b} on "
        "Sunday. | {then}{he} finds {a} {things} in one drawer and {b} in another. | {then}{friend} gives {him} {a}, "
        "and {third} gives {him} {b}. | {then}{he} gets {a} more on Monday and {b} more on Tuesday.",
        line("a+b", "How many new {things} does {name} get?", "{he} gets {eq} new {things}. | Together that is {eq} "
             "new {things}."),
        line("x+s1", "How many {things} does {name} have then?", "{he} then has {eq} {things}. | That makes {eq} "
             "{things}."),
        asks="How many {things} does {name} have now? | How many does {he} have in all? | How many {things} does "
        "{name} have altogether? | How many {things} is that in total?",
    ),
    event(
        "gain-weekdays", "items>items", "a=2..15",
        "{then}{he} gets {a} more every day from Monday to Friday. | From Monday to Friday {he} buys {a} {things} a "
        "day. | {then}{he} finds {a} more {things} each day from Monday to Friday.",
        line("a*5", "How many {things} does {name} get in these days?",
             "Monday to Friday is 5 days, so {he} gets {eq} {things}."),
        line("x+s1", "How many {things} does {name} have then?", "{he} then has {eq} {things}. | That makes {eq} "
             "{things}."),
        asks="How many {things} does {name} have now? | How many {things} does {name} have altogether? | How many "
        "does {he} have in the end?",
    ),
)

LOSING = (
    event(
        "lose",
        "items>items",
        "a=1..60",
        "{then}{he} gives {a} {things} to {his} {kin}. | {then}{he} gives away {a} of {his} {things}. | {then}{he} "
        "hands {a} {things} over to {friend}. | {then}{he} loses {a} {things}. | {then}{friend} takes {a} of them. | "
        "{then}{he} sells {a} of the {things}. | {then}{he} breaks {a} of {his} {things}. | {then}{he} gives {a} of "
        "them away. | {then}{he} gives {friend} {a}. | {then}{he} gives {a} to {friend}. | {then}{he} loses {a} of "
        "them. | {then}{he} uses {a}. | {then}{he} sells {a}. | If {he} gives away {a}, | If {he} gives {a} of them "
        "to {friend},",
        line(
            "x-a",
            "How many {things} does {name} have without those {a:d}? | How many {things} are left then?",
            "{he} has {eq} {things} left. | That leaves {eq} {things}. | Without them {he} has {eq} {things}.",
        ),
        asks="How many {things} does {name} have left? | How many {things} are left? | How many {things} does {name} "
            "still have? | How many {things} does {name} have now? | How many {things} remain? | How many does {he} "
            "have left? | How many {things} does {he} have left? | How many {things} are still there?",
    ),
    event(
        "half",
        "items>items",
        "",
        "{then}{he} gives half of {his} {things} to {friend}. | {then}{he} gives half of all {his} {things} to {his} "
        "{kin}. | {then}{he} gives away half of {his} {things}. | {then}{he} loses half of them. | {then}{he} sells "
        "half of the {things}. | {then}{he} gives {friend} half of them. | {then}{he} uses half of them. | If {he} "
        "gives half of them away,",
        line(
            "x/2",
            "How many {things} are half of them? | How many {things} does {name} keep?",
            "{he} keeps {eq} {things}. | Half of the {things} is {eq} {things}.",
        ),
        asks="How many {things} does {name} have left? | How many {things} does {name} keep? | How many {things} are "
            "left? | How many does {he} have left? | How many {things} does {he} have left? | How many {things} "
            "remain?",
    ),
    event(
        "lose-fraction",
        "items>items",
        "a=3..6",
        "{then}{he} gives {a:frac} of {his} {things} to {friend}. | {then}{he} gives away {a:frac} of {his} "
        "{things}. | {then}{his} {kin} gets {a:frac} of {his} {things} from {him}. | {then}{he} loses {a:frac} of "
        "the {things}. | {then}{he} gives {friend} {a:frac} of them. | {then}{he} sells {a:frac} of them. | "
        "{then}{he} uses up {a:frac} of the {things}.",
        line(
            "x/a",
            "How many {things} does {name} lose? | How many {things} are {a:frac} of them?",
            "That is {eq} {things}. | {a:frac} of them is {eq} {things}.",
        ),
        line(
            "x-s1",
            "How many {things} does {name} keep? | How many {things} are left then?",
            "{he} keeps {eq} {things}. | That leaves {eq} {things}.",
        ),
        asks="How many {things} does {name} have left? | How many {things} does {name} keep? | How many {things} are "
            "left? | How many does {he} have left? | How many {things} does {he} have left? | How many {things} "
            "remain?",
    ),
    event(
        "lose-percent",
        "items>items",
        "a=10..80/5",
        "{then}{he} gives {a:d}% of {his} {things} to {friend}. | {then}{he} gives away {a:d}% of the {things}. | "
        "{then}{he} sells {a:d}% of {his} {things}. | {then}{he} loses {a:d}% of them. | {then}{he} gives {friend} "
        "{a:d}% of them. | {then}{he} uses {a:d}% of the {things}.",
        line(
            "x*a%",
            "How many {things} are {a:d}% of them?",
            "{a:d}% of the {things} is {eq} {things}. | That is {eq} {things}.",
        ),
        line(
            "x-s1",
            "How many {things} does {name} keep? | How many {things} are left then?",
            "{he} keeps {eq} {things}. | That leaves {eq} {things}.",
        ),
        asks="How many {things} does {name} have left? | How many {things} does {name} keep? | How many {things} are "
            "left? | How many does {he} have left? | How many {things} does {he} have left?",
    ),
    event(
        "lose-groups",
        "items>items",
        "a=2..9 b=2..12",
        "{then}{he} gives {b} {things} to each of {a} friends. | {then}{he} gives {a} children {b} {things} each. | "
        "{then}{a} friends take {b} {things} each. | {then}each of {his} {a} cousins gets {b} {things} from {him}. | "
        "{then}{he} gives {a} friends {b} each. | {then}{he} gives {b} to each of {his} {a} friends. | {then}{he} "
        "gives away {b} {things} a day for {a} days. | If {he} gives {b} {things} to each of {a} friends,",
        line(
            "a*b",
            "How many {things} does {name} give away? | How many {things} do the others get?",
            "{he} gives away {eq} {things}. | The others get {eq} {things}.",
        ),
        line(
            "x-s1",
            "How many {things} does {name} have after that? | How many {things} are left then?",
            "{he} has {eq} {things} left. | That leaves {eq} {things}.",
        ),
        asks="How many {things} does {name} have left? | How many {things} are left? | How many {things} does {name} "
            "still have? | How many does {he} have left? | How many {things} does {he} have left? | How many "
            "{things} remain?",
    ),
    event(
        "lose-parts",
        "items>items",
        "a=2..30 b=2..30",
        "{then}{he} gives {a} {things} to {friend} and {b} to {his} {kin}. | {then}{he} loses {a} {things} at school "
        "and {b} on the way home. | {then}{friend} takes {a} of them and {his} {kin} takes {b}. | {then}{he} gives "
        "{friend} {a} and {third} {b}. | {then}{he} gives {a} to {friend} and {b} to {third}. | {then}{he} loses {a} "
        "and ~gives away {b}. | {then}{he} sells {a} on Monday and {b} on Tuesday.",
        line(
            "a+b",
            "How many {things} are gone? | How many {things} does {name} lose altogether?",
            "{eq} {things} are gone. | Together that is {eq} {things}.",
        ),
        line(
            "x-s1",
            "How many {things} does {name} have after that? | How many {things} are left then?",
            "{he} has {eq} {things} left. | That leaves {eq} {things}.",
        ),
        asks="How many {things} does {name} have left? | How many {things} are left? | How many {things} does {name} "
            "have in the end? | How many does {he} have left? | How many {things} does {he} have left? | How many "
            "{things} remain?",
    ),
)

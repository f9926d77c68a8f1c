"""Ages: now, then, and of brothers and sisters."""

from socratic.builtin.families.shared import ASIDES
from socratic.builtin.notation import Family, event, line

__all__ = ["FAMILIES"]

# One event is a few dense lines here; the formatter would make it fifteen.
# fmt: off

AGES = Family.of(
    "ages",
    {},
    event(
        "have", ">age1", "a=4..20",
        "{name} is {a} years old. | {name} has just turned {a} years old.",
    ),
    *(
        new_event
        for state, one, two in (("age1>age2", "{name}", "{friend}"), ("age2>age3", "{friend}", "{third}"))
        for new_event in (
            event(
                "more-than", state, "a=2..15",
                f"{two} is {{a}} years older than {one}. | {one} is {{a}} years younger than {two}.",
                line("x+a", f"How old is {two}?", f"{two} is {{eq}} years old."),
            ),
            event(
                "fewer-than", state, "a=2..15",
                f"{two} is {{a}} years younger than {one}. | {one} is {{a}} years older than {two}.",
                line("x-a", f"How old is {two}?", f"{two} is {{eq}} years old."),
            ),
            event(
                "times-as-many", state, "a=2..3",
                f"{two} is {{a:times}} as old as {one}.",
                line("x*a", f"How old is {two}?", f"{two} is {{eq}} years old."),
            ),
            event(
                "half", state, "",
                f"{two} is half as old as {one}. | {two}'s age is half of {one}'s age.",
                line("x/2", f"How old is {two}?", f"{two} is {{eq}} years old."),
            ),
        )
    ),
    event(
        "together", "age2>end", "",
        "They add up their ages. | {name} adds both ages.",
        line("age1+age2", "What do the ages of {name} and {friend} add up to?", "Together they are {eq} years old."),
    ),
    event(
        "together", "age3>end", "",
        "The three of them add up their ages. | {name} adds the three ages.",
        line(
            "age1+age2",
            "What do the ages of {name} and {friend} add up to?",
            "The first two are {eq} years old together.",
        ),
        line("s1+age3", "What do the ages of all three add up to?", "All three are {eq} years old together."),
    ),
    *(
        event(
            "gain", f"{state}>end", "a=2..15",
            "They talk about what life will be like in {a} years. | They want to meet again in {a} years.",
            line("x+a", f"How old will {who} be in {{a:d}} years?", f"{who} will be {{eq}} years old."),
        )
        for state, who in (("age2", "{friend}"), ("age3", "{third}"))
    ),
    persons="named",
)

SIBLINGS = Family.of(
    "siblings",
    {"sib he2 his2": ("brother|he|his", "sister|she|her", "cousin|she|her", "father|he|his", "mother|she|her",
                      "uncle|he|his", "aunt|she|her", "friend|he|his", "neighbor|she|her"),
     "pet": ("tortoise", "parrot", "house", "car", "violin", "clock")},
    event(
        "times-as-many", ">other", "a=3..21 b=2..4",
        "{name} is {a} years old. {his} {sib} is {b:times} as old. | {name} is {a}, and {his} {sib} is {b:times} as "
        "old as {he} is. | {name's} {sib} is {b:times} as old as {name}. {name} is {a} years old. | {name} is {a} "
        "years old. {his} {sib} is {b:times} {his} age. | {name} is {a} years old, but {his} {sib} is {b:times} as "
        "old. How old is {his} {sib}?",
        line(
            "a*b",
            "How old is the {sib} now? | How old is {name's} {sib}?",
            "The {sib} is {eq} years old. | {b:times} {a:d} is {eq}, so {he2} is that old.",
        ),
        asks="How old is {his} {sib}? | How old is {he2}? | What is the age of {his} {sib}?",
    ),
    event(
        "half", ">other", "a=6..60/2",
        "{name} is {a} years old. {his} {sib} is half as old. | {name's} {sib} is half as old as {name}, who is {a}. "
        "| {name} is {a} years old. {his} {sib} is half {his} age.",
        line(
            "a/2",
            "How old is the {sib} now? | How old is {name's} {sib}?",
            "The {sib} is {eq} years old. | Half of {a:d} is {eq}, so {he2} is that old.",
        ),
        asks="How old is {his} {sib}? | How old is {he2}?",
    ),
    event(
        "more-than", ">other", "a=3..50 b=2..35",
        "{name} is {a} years old. {his} {sib} is {b} years older. | {name} is {a}. {his} {sib} is {b} years older "
        "than {he} is. | {name's} {sib} is {b} years older than {name}, who is {a} years old. | {name} is {a}, and "
        "{he} is {b} years younger than {his} {sib}. | {name} is {a} years old, but {his} {sib} is {b} years older. "
        "How old is {his} {sib}?",
        line(
            "a+b",
            "How old is the {sib} now? | How old is {name's} {sib}?",
            "The {sib} is {eq} years old. | {he2} is {eq} years old.",
        ),
        asks="How old is {his} {sib}? | How old is {he2}? | What is the age of {his} {sib}?",
    ),
    event(
        "fewer-than", ">other", "a=8..60 b=2..12",
        "{name} is {a} years old. {his} {sib} is {b} years younger. | {name} is {a}, and {his} {sib} is {b} years "
        "younger. | {name} is {a} years old, which is {b} years more than {his} {sib}. | {name's} {sib} is {b} years "
        "younger than {name}. {name} is {a}.",
        line(
            "a-b",
            "How old is the {sib} now? | How old is {name's} {sib}?",
            "The {sib} is {eq} years old. | {he2} is {eq} years old.",
        ),
        asks="How old is {his} {sib}? | How old is {he2}? | What is the age of {his} {sib}?",
    ),
    event(
        "later", "other>later", "a=2..20",
        "How old is {his} {sib} going to be in {a} years? | How old is {he2} in {a} years? | What will {his2} age be "
        "in {a} years? | {name} asks how old {his} {sib} will be in {a} years.",
        line(
            "x+a",
            "How old will the {sib} be in {a:d} years?",
            "In {a:d} years {he2} will be {eq} years old. | {he2} will be {eq} years old.",
        ),
    ),
    event(
        "earlier", "other>later", "a=2..10",
        "How old was {his} {sib} {a} years ago? | How old was {he2} {a} years ago? | {name} asks how old {his} {sib} "
        "was {a} years ago.",
        line("x-a", "How old was the {sib} {a:d} years ago?", "{a:d} years ago {he2} was {eq} years old."),
    ),
    event(
        "fewer-pet", "other>pet", "a=2..12",
        "{his} {pet} is {a} years younger than {his} {sib}. | The {sib} is {a} years older than {his} {pet}.",
        line("x-a", "How old is the {pet}?", "The {pet} is {eq} years old."),
        asks="How old is {his} {pet}? | How old is the {pet}?",
    ),
    event(
        "more-pet", "other>pet", "a=2..15",
        "{third} is {a} years older than {name's} {sib}. | {name's} {sib} is {a} years younger than {third}.",
        line("x+a", "How old is {third}?", "{third} is {eq} years old."),
    ),
    event(
        "double", "pet>end", "",
        "{friend} is twice as old as that. | Twice that number is the age of {friend}.",
        line("x*2", "How old is {friend}?", "{friend} is {eq} years old."),
    ),
    persons="named I",
    asides=(ASIDES[1], ASIDES[2]),
)

THEN_AND_NOW = Family.of(
    "then-and-now",
    {"skill": ("learned to swim", "moved to a new house", "got a bicycle", "started school", "won a prize",
        "joined a choir"),
     "gift": ("get a watch", "move to a farm", "learn to drive", "travel to Rome", "write a book", "climb a mountain")},
    event(
        "later", ">age", "a=3..60 b=2..30",
        "{name} is {a} years old. How old will {he} be in {b} years? | {name} is {a} years old now. In {b} years {he} "
        "will {gift}. | {name} is {a} years old and ~plans to {gift} in {b} years. | {name} is {a} now. What will "
        "{his} age be in {b} years? | How old will {name} be in {b} years if {he} is {a} years old now?",
        line(
            "a+b",
            "How old will {name} be in {b:d} years?",
            "In {b:d} years {he} will be {eq} years old. | {he} will be {eq} years old.",
        ),
        asks="How old will {name} be then? | How old will {name} be?",
    ),
    event(
        "earlier", ">age", "a=10..80 b=2..30",
        "{name} is {a} years old. How old was {he} {b} years ago? | {name} is {a} now. {b} years ago {he} {skill}. | "
        "{name} is {a} years old. {he} {skill} {b} years ago. | How old was {name} {b} years ago if {he} is {a} years "
        "old now?",
        line(
            "a-b",
            "How old was {name} {b:d} years ago?",
            "{b:d} years ago {he} was {eq} years old. | {he} was {eq} years old.",
        ),
        asks="How old was {name} then? | How old was {name} at that time?",
    ),
    event(
        "born", ">age", "a=1950..2018 b=2019..2030",
        "{name} was born in {a:d}. How old is {he} in {b:d}? | {name} was born in {a:d}, and now it is {b:d}. | In "
        "{b:d} {name}, born in {a:d}, has a birthday. | It is the year {b:d}, and {name} was born in {a:d}.",
        line(
            "b-a",
            "How many years is it from {a:d} to {b:d}?",
            "From {a:d} to {b:d} it is {eq} years. | {name} is {eq} years old.",
        ),
        asks="How old is {name}? | What is the age of {name}?",
    ),
    event(
        "times-as-many", "age>other", "a=2..3",
        "{friend} is {a:times} as old at that time. | At that time {friend} is {a:times} as old.",
        line("x*a", "How old is {friend} then?", "{friend} is {eq} years old then."),
    ),
    event(
        "more-than", "age>other", "a=2..25",
        "{friend} is {a} years older than {name}. | {name} is {a} years younger than {friend}.",
        line("x+a", "How old is {friend} then?", "{friend} is {eq} years old then."),
    ),
    event(
        "fewer-than", "age>other", "a=2..15",
        "{friend} is {a} years younger than {name}. | {name} is {a} years older than {friend}.",
        line("x-a", "How old is {friend} then?", "{friend} is {eq} years old then."),
    ),
    event(
        "together", "other>end", "",
        "Somebody adds up both ages of that time. | They add both ages of that time.",
        line("age+other", "How old are they together then?", "Together they are {eq} years old."),
    ),
    persons="named I",
)

FAMILIES = (AGES, SIBLINGS, THEN_AND_NOW,)

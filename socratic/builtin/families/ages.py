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
        "{name} is {a} years old. | {name} has just turned {a} years old. | {name} is {a} now. | This year {name} is "
        "{a} "
        "years old.",
    ),
    *(
        new_event
        for state, one, two in (("age1>age2", "{name}", "{friend}"), ("age2>age3", "{friend}", "{third}"))
        for new_event in (
            event(
                "more-than", state, "a=2..15",
                f"{two} is {{a}} years older than {one}. | {one} is {{a}} years younger than {two}. | {two} is older "
                f"by {{a}} "
                f"years than {one}.",
                line("x+a", f"How old is {two}?", f"{two} is {{eq}} years old."),
            ),
            event(
                "fewer-than", state, "a=2..15",
                f"{two} is {{a}} years younger than {one}. | {one} is {{a}} years older than {two}.",
                line("x-a", f"How old is {two}?", f"{two} is {{eq}} years old."),
            ),
            event(
                "times-as-many", state, "a=2..3",
                f"{two} is {{a:times}} as old as {one}. | {two}'s age is {{a:times}} {one}'s age.",
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
            "They talk about what life will be like in {a} years. | They want to meet again in {a} years. | Think of "
            "{a} "
            "years from today.",
            line("x+a", f"How old will {who} be in {{a:d}} years?", f"{who} will be {{eq}} years old."),
        )
        for state, who in (("age2", "{friend}"), ("age3", "{third}"))
    ),
    *(
        event(
            "years-ago", f"{state}>end", "a=2..9",
            "Think back to {a} years ago. | {a} years ago they lived in a small town.",
            line("x-a", f"How old was {who} {{a:d}} years ago?", f"{who} was {{eq}} years old then."),
        )
        for state, who in (("age2", "{friend}"), ("age3", "{third}"))
    ),
    persons="named",
)

SIBLINGS = Family.of(
    "siblings",
    {"sib he2 his2": ("brother|he|his", "sister|she|her", "cousin|she|her", "friend|he|his", "neighbor|she|her",
                      "best friend|she|her", "teammate|he|his", "classmate|he|his"),
     "pet": ("tortoise", "parrot", "house", "car", "violin", "clock")},
    event(
        "times-as-many", ">other", "a=3..21 b=2..4",
        "{name} is {a} years old. {his} {sib} is {b:times} as old. | {name} is {a}, and {his} {sib} is {b:times} as "
        "old as {he} is. | {name's} {sib} is {b:times} as old as {name}. {name} is {a} years old. | {name} is {a} "
        "years old. {his} {sib} is {b:times} {his} age. | {name} is {a} years old, but {his} {sib} is {b:times} as "
        "old. How old is {his} {sib}? | {name} is {a} years old and {his} {sib} is {b:times} as old. How old is "
        "{his} {sib}? "
        "| If {name} is {a} years old and {his} {sib} is {b:times} as old as {he} is, how old is {his} {sib}? | How "
        "old is "
        "{name's} {sib} if {name} is {a} and {his} {sib} is {b:times} {his} age?",
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
        "| {name} is {a} years old. {his} {sib} is half {his} age. | {name} is {a} years old and {his} {sib} is half "
        "as old. "
        "How old is {his} {sib}? | If {name} is {a} years old and {his} {sib} is half {his} age, how old is {his} "
        "{sib}?",
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
        "How old is {his} {sib}? | If {name} is {a} years old and {his} {sib} is {b} years older, how old is {his} "
        "{sib}? | "
        "{name} is {a} years old and {his} {sib} is {b} years older.",
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
        "younger than {name}. {name} is {a}. | If {name} is {a} years old and {his} {sib} is {b} years younger, how "
        "old is "
        "{his} {sib}? | {name} is {a} years old. How old is {his} {sib}, who is {b} years younger?",
        line(
            "a-b",
            "How old is the {sib} now? | How old is {name's} {sib}?",
            "The {sib} is {eq} years old. | {he2} is {eq} years old.",
        ),
        asks="How old is {his} {sib}? | How old is {he2}? | What is the age of {his} {sib}?",
    ),
    event(
        "older-by", ">gap", "a=3..30 b=2..4",
        "{name} is {a} years old, and {his} {sib} is {b:times} as old. | {name} is {a} years old. {his} {sib} is "
        "{b:times} "
        "as old as {he} is. | {name's} {sib} is {b:times} as old as {name}, who is {a} years old.",
        line("a*b", "How old is the {sib} now? | How old is {name's} {sib}?", "The {sib} is {eq} years old."),
        line("s1-a", "How many years older is the {sib}?", "The {sib} is {eq} years older."),
        asks="How many years older is the {sib}? | How much older is {his} {sib}? | What is the age difference? | By "
        "how many years is {his} {sib} older?",
    ),
    event(
        "then-now", ">other", "a=4..16/2 b=18..70",
        "When {name} was {a} years old, {his} {sib} was half as old. Now {name} is {b} years old. | When {name} was "
        "{a} "
        "years old, {his} {sib} was half {his} age. {name} is now {b}. | {name's} {sib} was half as old as {name} when "
        "{name} was {a} years old. {he} is {b} years old now.",
        line("a/2", "How old was the {sib} when {name} was {a:d}?", "The {sib} was {eq} years old. | Half of {a:d} is "
            "{eq}."),
        line("a-s1", "How many years younger is the {sib}?", "The {sib} is {eq} years younger."),
        line("b-s2", "How old is the {sib} now?", "Now the {sib} is {eq} years old."),
        asks="How old is {his} {sib} now? | How old is the {sib} now? | What is the age of {his} {sib} now?",
    ),
    event(
        "sum-later", ">both", "a=3..30 b=2..30 c=2..15",
        "{name} is {a} years old. {his} {sib} is {b} years old. Think of {c} years from today. | {name} is {a} and "
        "{his} {sib} is {b} years old. They want to visit Paris in {c} years. | {name} is {a} years old, and {his} "
        "{sib} is {b}. What will their ages add up to in {c} years?",
        line("a+b", "What do both ages add up to now?", "Now both ages add up to {eq} years."),
        line("c*2", "How many years are both of them getting older together?", "Each gets {c:d} years older, and for "
            "2 people that is {eq} years."),
        line("s1+s2", "What will both ages add up to then?", "Then both ages add up to {eq} years."),
        asks="What will their ages add up to then? | How old will they be together at that time? | What will be the "
            "sum "
        "of their ages?",
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
        "back-now", ">now", "a=3..50 b=2..20",
        "{b} years ago {name} was {a} years old. | {name} was {a} years old {b} years ago. How old is {name} now? | If "
        "{name} was {a} years old {b} years ago, how old is {name} now? | It is {b} years since {name} was {a} years "
        "old.",
        line("a+b", "How old is {name} now?", "Now {name} is {eq} years old. | {b:d} years later it is {eq} years."),
        asks="How old is {name} now? | How old is {he} today? | What is {name's} age today?",
    ),
    event(
        "future-now", ">now", "a=20..70 b=2..18",
        "In {b} years {name} will be {a} years old. | {name} will be {a} years old in {b} years. How old is {name} "
        "now? | "
        "If {name} will be {a} in {b} years, how old is {name} now? | {b} years from today {name} will turn {a}.",
        line("a-b", "How old is {name} now?", "Now {name} is {eq} years old. | That is {b:d} years less, {eq} years."),
        asks="How old is {name} now? | How old is {he} today? | What is {name's} age today?",
    ),
    event(
        "later", "now>end", "a=2..12",
        "How old will {name} be in {a} years? | How old will {he} be after {a} years? | {name} wonders about {a} "
        "years "
        "from now.",
        line("x+a", "How old will {name} be in {a:d} years?", "In {a:d} years {he} will be {eq} years old."),
    ),
    event(
        "more-than", "now>end", "a=2..25",
        "{friend} is {a} years older than {name} is now. | {name} is now {a} years younger than {friend}.",
        line("x+a", "How old is {friend} now?", "{friend} is {eq} years old now."),
    ),
    event(
        "half", "now>end", "",
        "{friend} is half as old as {name} is now. | {friend} is now half {name's} age.",
        line("x/2", "How old is {friend} now?", "{friend} is {eq} years old now."),
    ),
    event(
        "until", ">years", "a=3..40 b=18..90",
        "{name} is {a} years old. In how many years will {name} be {b}? | {name} is {a} years old now. How many "
        "years is "
        "it until {name} turns {b}? | {name} is {a} years old and ~wants to {gift} at the age of {b}. | {name}, who is "
        "{a} years old, wants to {gift} when {he} is {b}.",
        line("b-a", "How many years is it from {a:d} to {b:d}?", "It is {eq} years. | From {a:d} to {b:d} it is {eq} "
            "years."),
        asks="How many years is that from now? | How many years are left until then? | In how many years will that be?",
    ),
    event(
        "months", "years>end", "",
        "{name} counts the months until then. | {friend} asks how many months that is.",
        line("x*12", "How many months is that?", "A year has 12 months, so that is {eq} months."),
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

PARENTS = Family.of(
    "parents",
    {"parent": ("mother", "father", "mother", "father", "aunt", "uncle"),
     "animal": ("dog", "cat", "horse", "parrot", "turtle")},
    event(
        "born-at", ">parent", "a=19..40 b=2..50",
        "{name's} {parent} was {a} years old when {name} was born. {name} is {b} years old now. | {name} is {b} "
        "years old "
        "now. {his} {parent} was {a} when {name} was born. | When {name} was born, {his} {parent} was {a} years old. "
        "Now "
        "{name} is {b}.",
        line("a+b", "How old is the {parent} now?", "The {parent} is {eq} years old."),
        asks="How old is {name's} {parent} now? | How old is {his} {parent}? | What is the age of the {parent} today?",
    ),
    event(
        "times-as-many", ">parent", "a=15..24 b=2..3",
        "{name} is {a} years old, and {his} {parent} is {b:times} as old. | {name's} {parent} is {b:times} {name's} "
        "age. / "
        "{name} is {a} years old. | If {name} is {a} years old and {his} {parent} is {b:times} as old, how old is "
        "{his} "
        "{parent}? | {name} is {a}. {his} {parent} is {b:times} as old as {name}.",
        line("a*b", "How old is the {parent} now?", "The {parent} is {eq} years old."),
        asks="How old is {name's} {parent} now? | How old is {his} {parent}? | What is the age of the {parent}?",
    ),
    event(
        "more-than", ">parent", "a=3..40 b=18..40",
        "{name} is {a} years old. {his} {parent} is {b} years older. | {name's} {parent} is {b} years older than "
        "{name}, who "
        "is {a} years old. | If {name} is {a} years old and {his} {parent} is {b} years older, how old is {his} "
        "{parent}?",
        line("a+b", "How old is the {parent} now?", "The {parent} is {eq} years old."),
        asks="How old is {name's} {parent} now? | How old is {his} {parent}? | What is the age of the {parent}?",
    ),
    event(
        "fraction", ">child", "a=32..66 b=2..6",
        "{name's} {parent} is {a} years old. {name} is {b:frac} as old. | {name} is {b:frac} as old as {his} "
        "{parent}, who "
        "is {a} years old. | {name's} {parent} is {a} years old, and {name} is {b:frac} of that age.",
        line("a/b", "How old is {name}?", "{name} is {eq} years old. | {b:frac} of {a:d} is {eq}."),
        asks="How old is {name}? | How old is {he} now? | What is {name's} age?",
    ),
    event(
        "rest", ">child", "a=42..52 b=54..64",
        "Together {name} and {his} {parent} are {b} years old. The {parent} is {a}. | The ages of {name} and {his} "
        "{parent} "
        "add up to {b}. The {parent} is {a} years old. | {name} and {his} {parent} are {b} years old in total, and "
        "{a} of "
        "these years are the age of the {parent}.",
        line("b-a", "How old is {name}?", "{name} is {eq} years old. | That leaves {eq} years."),
        asks="How old is {name}? | How old is {he} now? | What is {name's} age?",
    ),
    event(
        "animal-years", ">animal", "a=2..14",
        "{name's} {animal} is {a} years old. One year of the {animal} is like 7 years of a human. | {name} has a "
        "{animal} "
        "that is {a} years old. Each {animal} year counts as 7 human years.",
        line("a*7", "How old is the {animal} in human years?", "In human years the {animal} is {eq}."),
        asks="How old is the {animal} in human years? | How many human years is that? | What is its age in human "
            "years?",
    ),
    event(
        "difference", "animal>end", "a=3..14",
        "{name} is {a} years old. | {name} has just turned {a} years old.",
        line("x-a", "How many years older is the {animal} in human years?", "In human years it is {eq} years older."),
        asks="By how many human years is the {animal} older than {name}?",
    ),
    *(
        event(
            "later", f"{state}>{state}-then", "a=2..20",
            f"How old will {who} be in {{a}} years? | What will be {whose} age in {{a}} years? | Think of {{a}} "
            f"years from "
            f"now.",
            line("x+a", f"How old will {who} be in {{a:d}} years?", f"In {{a:d}} years {who} will be {{eq}} years "
                f"old. | {who} will be "
                f"{{eq}} years old."),
            asks=f"How old will {who} be then? | How old will {who} be at that time?",
        )
        for state, who, whose in (("parent", "the {parent}", "the {parent}'s"), ("child", "{name}", "{name's}"))
    ),
    event(
        "earlier", "parent>parent-then", "a=2..9",
        "How old was {his} {parent} {a} years ago? | Think back to {a} years ago.",
        line("x-a", "How old was the {parent} {a:d} years ago?", "{a:d} years ago the {parent} was {eq} years old."),
        asks="How old was {name's} {parent} then? | How old was {his} {parent} at that time?",
    ),
    event(
        "more-than", "parent>other", "a=2..12",
        "{third} is {a} years older than {name's} {parent}. | {name's} {parent} is {a} years younger than {third}.",
        line("x+a", "How old is {third}?", "{third} is {eq} years old."),
    ),
    event(
        "fewer-than", "child>other", "a=2..6",
        "{name's} cousin {third} is {a} years younger than {name}. | {name} is {a} years older than {his} cousin "
        "{third}.",
        line("x-a", "How old is {third}?", "{third} is {eq} years old."),
        asks="How old is {third}? | What is the age of the cousin?",
    ),
    event(
        "half", "other>end", "",
        "{friend} is half as old as {third}. | {friend}'s age is half of {third}'s age.",
        line("x/2", "How old is {friend}?", "{friend} is {eq} years old. | Half of that is {eq} years."),
        asks="How old is {friend}? | What is {friend}'s age?",
    ),
    event(
        "double", "other>end", "",
        "{friend} is twice as old as {third}. | {friend}'s age is twice {third}'s age.",
        line("x*2", "How old is {friend}?", "{friend} is {eq} years old. | Twice that is {eq} years."),
        asks="How old is {friend}? | What is {friend}'s age?",
    ),
    persons="named I", asides=(ASIDES[1], ASIDES[2]),
)

FAMILIES = (AGES, SIBLINGS, THEN_AND_NOW, PARENTS,)

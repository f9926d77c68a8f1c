"""Units in everyday words: hours and minutes, days and weeks, lengths, weights, liters."""

from socratic.builtin.families.shared import ASIDES
from socratic.builtin.notation import Event, Family, event, line

__all__ = ["ARE_IN", "FAMILIES"]

# One event is a few dense lines here; the formatter would make it fifteen.
# fmt: off

ARE_IN = {
    "are_in": ("are in", "are there in", "are", "make"),
    "what_is into": ("What is|in", "How much is|in", "What is|expressed in", "What is|converted to"),
}


def _down(big: str, small: str, factor: int, one: str, numbers: str, more: str = "") -> Event:
    """From a number of large units to the small ones: 3 hours are 180 minutes."""
    return event(
        big, f">{small}", numbers,
        f"How many {small} {{are_in}} {{a}} {big}? | {{what_is}} {{a}} {big} {{into}} {small}? | "
        f"{{name}} has to write {{a}} {big} in {small}. How many {small} is that?{more}",
        line(
            f"a*{factor}",
            f"How many {small} are in {{a:d}} {big}? | How many {small} are {{a:d}} {big}?",
            f"{one} has {factor} {small}, so {{a:d}} {big} are {{eq}} {small}. | {{a:d}} {big} are {{eq}} {small}.",
        ),
        asks=f"How many {small} is that? | What is that in {small}? | How much is that in {small}?",
    )


def _down_and(big: str, small: str, factor: int, one: str, numbers: str, more: str) -> Event:
    """From large and small units to the small ones: 2 hours and 15 minutes are 135 minutes."""
    return event(
        f"{big}-and", f">{small}", numbers,
        f"{more} | How many {small} {{are_in}} {{a}} {big} and {{b}} {small}? | {{what_is}} {{a}} {big} and "
        f"{{b}} {small} {{into}} {small}?",
        line(
            f"a*{factor}",
            f"How many {small} are in {{a:d}} {big}? | How many {small} are {{a:d}} {big}?",
            f"{one} has {factor} {small}, so {{a:d}} {big} are {{eq}} {small}. | {{a:d}} {big} are {{eq}} {small}.",
        ),
        line(
            "s1+b",
            f"How many {small} is that with the other {{b:d}} {small}?",
            f"With the other {{b:d}} it is {{eq}} {small}. | Together that is {{eq}} {small}.",
        ),
        asks=f"How many {small} is that? | How many {small} is that in all? | What is that in {small}?",
    )


def _up(small: str, big: str, factor: int, one: str, numbers: str, more: str) -> Event:
    """From small units to a whole number of large ones: 180 minutes are 3 hours."""
    return event(
        small, f">{big}", numbers,
        f"{more} | How many {big} {{are_in}} {{a:d}} {small}? | {{what_is}} {{a:d}} {small} {{into}} "
        f"{big}?",
        line(
            f"a/{factor}",
            f"How many {big} are {{a:d}} {small}?",
            f"{one} has {factor} {small}, so that is {{eq}} {big}. | {{a:d}} {small} are {{eq}} {big}.",
        ),
        asks=f"How many {big} is that? | What is that in {big}?",
    )


_MINUTES = (
    event(
        "days-each", "minutes>minutes", "a=2..9",
        "It is the same on {a} days. | That happens {a} times a month. | {name} does the same again, {a} times in all.",
        line("x*a", "How many minutes are {a:d} times that?", "{a:d} times that is {eq} minutes."),
        asks="How many minutes is that in all? | How many minutes is that altogether?",
    ),
    event(
        "gain", "minutes>minutes", "a=5..55/5",
        "After that {name} waits for {a:d} minutes. | The way home takes another {a:d} minutes. | {then}it takes {a:d} "
        "more minutes to clean up.",
        line("x+a", "How many minutes is that with the {a:d} more?", "With those it is {eq} minutes."),
        asks="How many minutes is that in all? | How many minutes is that altogether? | How long does it all take in "
        "minutes?",
    ),
    event(
        "lose", "minutes>minutes", "a=5..50/5",
        "{name} rests for {a:d} minutes of that time. | {a:d} minutes of it have passed. | For {a:d} minutes of it "
        "there is a break.",
        line("x-a", "How many minutes remain without those {a:d}?", "Without those it is {eq} minutes."),
        asks="How many minutes are left? | How many minutes is it without that?",
    ),
    event(
        "share", "minutes>end", "a=2..8",
        "That time is split into {a} equal parts. | {name} splits this time equally over {a} tasks.",
        line("x/a", "How many minutes long is each part?", "Each part is {eq} minutes long.", grain="0.5"),
        asks="How many minutes is each part? | How many minutes is that for each?",
    ),
)

CLOCK = Family.of(
    "clock-units",
    {"did do": ("~reads|read", "~practices|practice", "~studies|study", "~walks|walk", "~swims|swim", "~paints|paint",
                "~cooks|cook", "~works|work", "~drives|drive", "~rests|rest", "~sings|sing",
                "~plays chess|play chess", "~hikes|hike", "~cleans the house|clean the house"),
     "film": ("concert", "flight", "train ride", "game", "lesson", "hike", "show", "meeting", "party"),
     **ARE_IN},
    _down("hours", "minutes", 60, "An hour", "a=2..12",
        " | A {film} lasts {a} hours. How long is that in minutes? | {name} {did} for {a} hours. | If a {film} is {a} "
        "hours long, how many minutes is that? | A {film} takes {a} hours."),
    _down_and("hours", "minutes", 60, "An hour", "a=2..9 b=5..55/5",
        "A {film} lasts {a} hours and {b} minutes. | {name} {did} for {a} hours and {b} minutes. | A {film} is {a} "
        "hours and {b} minutes long. How long is it in minutes? | If a {film} takes {a} hours and {b} minutes, how "
        "many minutes is that? | How many minutes long is a {film} of {a} hours and {b} minutes? | {name} {did} for "
        "{a} hours and {b} minutes. How many minutes is that?"),
    event(
        "hour-and", ">minutes", "b=5..55/5",
        "A {film} lasts an hour and {b} minutes. | {name} {did} for an hour and {b} minutes. | A {film} takes one hour "
        "and {b} minutes. How many minutes is that? | How many minutes is an hour and {b} minutes for a {film}?",
        line("60+b", "How many minutes are an hour and {b:d} minutes?", "An hour has 60 minutes, so it is {eq} "
            "minutes. | With the hour of 60 minutes it is {eq} minutes."),
        asks="How many minutes is that? | How long is that in minutes?",
    ),
    event(
        "hours-part", ">minutes", "a=3..4",
        "{name} {did} for {a:frac} of an hour. | A {film} lasts {a:frac} of an hour. How many minutes is that? | How "
        "many minutes {are_in} {a:frac} of an hour? | How many minutes is {a:frac} of an hour for {name}?",
        line("60/a", "How many minutes are {a:frac} of an hour?", "An hour has 60 minutes, so it is {eq} minutes."),
        asks="How many minutes is that? | How long is that in minutes?",
    ),
    event(
        "half-hour", ">minutes", "b=5..25/5",
        "{name} {did} for half an hour and then for another {b} minutes. | A {film} lasts half an hour and {b} "
        "minutes. | {name} {did} for half an hour. After that {he} {did} for {b} minutes more.",
        line("60/2", "How many minutes are half an hour?", "An hour has 60 minutes, so half of it is {eq} minutes."),
        line("s1+b", "How many minutes is that with the {b:d} more?", "With those it is {eq} minutes."),
        asks="How many minutes is that? | How many minutes is that in all?",
    ),
    _up("minutes", "hours", 60, "An hour", "a=120..900/60",
        "A {film} lasts {a:d} minutes. How many hours is that? | {name} {did} for {a:d} minutes. How many hours is "
        "that? | {name} {did} for {a:d} minutes in all. | A {film} takes {a:d} minutes."),
    event(
        "cost", "hours>end", "a=5..40",
        "{name} pays a helper {a:$} per hour for that time. | A babysitter for that time costs {a:$} an hour.",
        line("x*a", "How much does that cost?", "That costs {dollars}. | In all it is {dollars}."),
        asks="How much does that cost in total? | What is the total cost? | How much will that be?",
    ),
    event(
        "have", ">minutes", "a=20..240/5",
        "A {film} lasts {a:d} minutes. | {name} {did} for {a:d} minutes. | {name} has {a:d} minutes.",
    ),
    *_MINUTES,
    asides=ASIDES[:3],
)

CALENDAR = Family.of(
    "calendar-units",
    {"did do things": ("~reads|read|pages", "~runs|run|miles", "~eats|eat|apples", "~drinks|drink|glasses of water",
                       "~writes|write|letters", "~saves|save|coins", "~bakes|bake|rolls", "~plants|plant|flowers",
                       "~learns|learn|new words", "~sells|sell|tickets", "~feeds|feed|birds"),
     "trip": ("trip", "vacation", "summer camp", "course", "project", "cruise", "job"),
     "work": ("project", "job", "course", "contract", "training"), **ARE_IN},
    _down("weeks", "days", 7, "A week", "a=2..12",
        " | A {trip} lasts {a} weeks. How many days is that? | A {trip} takes {a} weeks. | If a {trip} is {a} weeks "
        "long, how many days is that? | {name's} {trip} is {a} weeks long."),
    _down_and("weeks", "days", 7, "A week", "a=2..12 b=2..6",
        "A {trip} lasts {a} weeks and {b} days. | {name's} {trip} is {a} weeks and {b} days long. How many days is "
        "that? | If a {trip} lasts {a} weeks and {b} days, how many days is that? | {name} is away for {a} weeks and "
        "{b} days."),
    _up("days", "weeks", 7, "A week", "a=14..210/7",
        "A {trip} lasts {a:d} days. How many weeks is that? | {name's} {trip} is {a:d} days long. | {name's} {trip} "
        "begins in {a:d} days. How many weeks is that?"),
    _down("years", "months", 12, "A year", "a=2..15",
        " | {name} has a dog that is {a} years old. How many months is that? | A {work} lasts {a} years. | {name's} "
        "{work} "
        "takes {a} years."),
    _down_and("years", "months", 12, "A year", "a=2..9 b=2..11",
        "{name} has a cat that is {a} years and {b} months old. | A {work} lasts {a} years and {b} months. How many "
        "months "
        "is that? | {name's} {work} takes {a} years and {b} months."),
    _up("months", "years", 12, "A year", "a=24..180/12",
        "A {work} lasts {a:d} months. How many years is that? | {name} has a dog that is {a:d} months old. How many "
        "years "
        "is that? | {name's} {work} takes {a:d} months."),
    event(
        "per-day", "days>many", "a=2..20",
        "{name} {did} {a} {things} a day in that time. | Every day of it {name} {did} {a} {things}. | In that time "
        "{name} {did} {a} {things} each day.",
        line("x*a", "How many {things} is that on all these days?", "On all these days it is {eq} {things}."),
        asks="How many {things} is that in all? | How many {things} does {name} {do} in that time? | How many {things} "
        "is that in total?",
    ),
    event(
        "per-week", "weeks>many", "a=2..20",
        "{name} {did} {a} {things} a week in that time. | Every week of it {name} {did} {a} {things}. | In that time "
        "{name} {did} {a} {things} each week.",
        line("x*a", "How many {things} is that in all these weeks?", "In all these weeks it is {eq} {things}."),
        asks="How many {things} is that in all? | How many {things} does {name} {do} in that time?",
    ),
    event(
        "cost", "months>money", "a=5..60",
        "It costs {a:$} a month. | {name} pays {a:$} for it every month. | Each month of it costs {a:$}.",
        line("x*a", "How much does that cost?", "That costs {dollars}. | In all it is {dollars}."),
        asks="What is the total cost? | How much will that be in total? | How much does {name} pay in all?",
    ),
    event(
        "gain", "money>end", "a=10..90/5",
        "There is also a fee of {a:$}. | At the start {name} pays another {a:$}.",
        line("x+a", "How much is that with the {a:$}?", "With that it is {dollars}."),
        asks="What is the total cost? | How much does {name} pay in all?",
    ),
    event(
        "lose", "days>end", "a=2..12",
        "{a} days of that time have passed. | It rains on {a} of these days. | On {a} of these days {name} is ill.",
        line("x-a", "How many of the days are left without those {a:d}?", "Without those {eq} days are left."),
        asks="How many other days are there? | How many days are left?",
    ),
    event(
        "gain", "many>many", "a=2..40",
        "After that {name} {did} {a} {things} more. | On top of that, {name} {did} {a} {things} at the end.",
        line("x+a", "How many {things} is that with the {a:d} more?", "With those it is {eq} {things}."),
        asks="How many {things} is that in all? | How many {things} is that altogether?",
    ),
    asides=ASIDES[:3], persons="one I",
)


def _cut(unit: str, low: int) -> tuple[Event, ...]:
    """What happens with a length that is known in small units."""
    return (
        event(
            "lose", f"{unit}>{unit}", f"a=2..{low}",
            f"{{name}} cuts off {{a:d}} {unit}. | {{name}} cuts {{a:d}} {unit} off the end. | Then {{a:d}} {unit} of "
            f"it break off. | {{name}} uses {{a:d}} {unit} of it.",
            line("x-a", f"How many {unit} are left?", f"That leaves {{eq}} {unit}. | {{eq}} {unit} are left."),
            asks=f"How many {unit} are left? | How long is the rest in {unit}? | How long is it now in {unit}?",
        ),
        event(
            "pack", f"{unit}>pieces", "a=2..25",
            f"{{name}} cuts it into pieces of {{a:d}} {unit}. | It is cut into pieces that are {{a:d}} {unit} long. | "
            f"{{name}} needs pieces of {{a:d}} {unit} each.",
            line("x/a", "How many pieces is that?", "That is {eq} pieces. | {eq} pieces can be cut from it."),
            asks="How many pieces does {name} get? | How many pieces is that? | How many pieces can be cut?",
        ),
        event(
            "share", f"{unit}>end", "a=2..10",
            "It is cut into {a} equal pieces. | {name} cuts it into {a} equal pieces. | {a} friends share it equally.",
            line("x/a", f"How many {unit} long is each piece?", f"Each piece is {{eq}} {unit} long."),
            asks=f"How many {unit} long is each piece? | How long is each piece in {unit}?",
        ),
    )


_SELLING = (
    event(
        "sell", "packs>money", "a=2..9",
        "Each one is sold for {a:$}. | {name} sells them at {a:$} apiece. | {name} gets {a:$} for each of them.",
        line("x*a", "How much money is that for all of them?", "For all of them it is {dollars}."),
        asks="How much money is that? | How much money does {name} get for them?",
    ),
    event(
        "lose", "money>end", "a=2..20",
        "{a:$} of this money goes to {friend}. | Out of this money {name} pays {a:$} to {friend}.",
        line("x-a", "How much money is left?", "That leaves {dollars}. | {dollars} is left."),
        asks="How much money is left? | How much money does {name} keep?",
    ),
)

LENGTHS = Family.of(
    "length-units",
    {"item": ("rope", "board", "ribbon", "hose", "cable", "pole", "carpet", "wire", "plank"), **ARE_IN},
    _down("meters", "centimeters", 100, "A meter", "a=2..20",
        " | A {item} is {a} meters long. How many centimeters is that? | {name} buys a {item} of {a} meters. | How "
        "long is a {item} of {a} meters in centimeters? | {name} has {a} meters of {item}."),
    _down_and("meters", "centimeters", 100, "A meter", "a=2..9 b=5..95/5",
        "A {item} is {a} meters and {b} centimeters long. | {name} has a {item} of {a} meters and {b} centimeters. | A "
        "{item} measures {a} meters and {b} centimeters. How many centimeters is that? | If a {item} is {a} meters and "
        "{b} centimeters long, how long is it in centimeters?"),
    _up("centimeters", "meters", 100, "A meter", "a=200..1500/100",
        "A {item} is {a:d} centimeters long. How many meters is that? | {name} has a {item} of {a:d} centimeters. | "
        "{name} measures a {item}. It is {a:d} centimeters long."),
    _down_and("feet", "inches", 12, "A foot", "a=2..12 b=2..11",
        "{name} has a {item} that is {a} feet and {b} inches long. | A {item} measures {a} feet and {b} inches. How "
        "many inches is that? | {name} needs a {item} of {a} feet and {b} inches. | If a {item} is {a} feet and {b} "
        "inches long, how long is it in inches?"),
    _up("inches", "feet", 12, "A foot", "a=24..600/12",
        "A {item} is {a:d} inches long. How many feet is that? | {name} has a {item} of {a:d} inches. | {name} needs "
        "{a:d} inches of {item}."),
    event(
        "have", ">centimeters", "a=60..900",
        "{name} has a {item} that is {a:d} centimeters long. | A {item} is {a:d} centimeters long. | {name} has {a:d} "
        "centimeters of {item}.",
    ),
    *_cut("centimeters", 90), *_cut("inches", 20),
    event(
        "cost", "meters>money", "a=2..15",
        "Each meter costs {a:$}. | {name} pays {a:$} per meter. | It costs {a:$} a meter.",
        line("x*a", "How much does that cost?", "That costs {dollars}. | In all it is {dollars}."),
        asks="How much does it cost? | What is the total cost? | How much does {name} pay?",
    ),
    event(
        "cost", "feet>money", "a=2..15",
        "Each foot costs {a:$}. | {name} pays {a:$} per foot. | It costs {a:$} a foot.",
        line("x*a", "How much does that cost?", "That costs {dollars}. | In all it is {dollars}."),
        asks="How much does it cost? | What is the total cost? | How much does {name} pay?",
    ),
    event(
        "sell", "pieces>end", "a=2..9",
        "Each piece is sold for {a:$}. | {name} sells the pieces at {a:$} apiece. | {name} gets {a:$} for each piece.",
        line("x*a", "How much money is that for all the pieces?", "For all the pieces it is {dollars}."),
        asks="How much money is that? | How much money does {name} get for all the pieces?",
    ),
    event(
        "change", "money>end", "a=50..500/50",
        "{name} pays with {a:$}. | {name} has {a:$} for this. | {name} takes {a:$} to the shop.",
        line("a-x", "How much of the {a:$} is left?", "{dollars} is left. | That leaves {dollars}."),
        asks="How much money is left? | How much money does {name} have left?",
    ),
    asides=ASIDES[:3], persons="one I",
)


def _used(unit: str, numbers: str, part: str) -> tuple[Event, ...]:
    """What happens with food or a drink that is measured in small units."""
    return (
        event(
            "lose", f"{unit}>{unit}", numbers,
            f"{{name}} uses {{a:d}} {unit} of it. | {{name}} gives {{a:d}} {unit} of it away. | Then {{a:d}} {unit} of "
            f"it are used up.",
            line("x-a", f"How many {unit} are left?", f"That leaves {{eq}} {unit}. | {{eq}} {unit} are left."),
            asks=f"How many {unit} are left? | How many {unit} does {{name}} have left? | How much is left in {unit}?",
        ),
        event(
            "pack", f"{unit}>packs", numbers,
            f"{{name}} fills it into {part}s of {{a:d}} {unit}. | All of it goes into {part}s of {{a:d}} {unit} each. |"
            f" Each {part} holds {{a:d}} {unit}.",
            line("x/a", f"How many {part}s can be filled?", f"It fills {{eq}} {part}s. | {{eq}} {part}s are full."),
            asks=f"How many {part}s can {{name}} fill? | How many {part}s does that fill? | How many {part}s is that?",
        ),
        event(
            "share", f"{unit}>end", "a=2..10",
            "{a} people share it equally. | {name} shares it equally among {a} friends.",
            line("x/a", f"How many {unit} does each person get?", f"Each gets {{eq}} {unit}."),
            asks=f"How many {unit} does each of them get? | How many {unit} is that for each?",
        ),
    )


WEIGHED = Family.of(
    "weight-units",
    {"food": ("rice", "flour", "sugar", "cheese", "salt", "coffee", "honey", "butter", "oats", "fish"), **ARE_IN},
    _down("kilograms", "grams", 1000, "A kilogram", "a=2..9",
        " | {name} buys {a} kilograms of {food}. | How many grams is {a} kilograms of {food}? | {name} has {a} "
        "kilograms of {food}."),
    _down_and("kilograms", "grams", 1000, "A kilogram", "a=2..8 b=50..950/50",
        "{name} buys {a} kilograms and {b:d} grams of {food}. | A sack holds {a} kilograms and {b:d} grams of {food}. "
        "How many grams is that? | {name} has {a} kilograms and {b:d} grams of {food}."),
    _up("grams", "kilograms", 1000, "A kilogram", "a=2000..9000/500",
        "{name} buys {a:d} grams of {food}. How many kilograms is that? | A sack holds {a:d} grams of {food}. | {name} "
        "needs {a:d} grams of {food}."),
    _down("pounds", "ounces", 16, "A pound", "a=2..25",
        " | {name} buys {a} pounds of {food}. How many ounces is that? | {name} has {a} pounds of {food}."),
    _down_and("pounds", "ounces", 16, "A pound", "a=2..12 b=2..15",
        "{name} buys {a} pounds and {b} ounces of {food}. | A sack holds {a} pounds and {b} ounces of {food}. How many "
        "ounces is that? | {name} has {a} pounds and {b} ounces of {food}."),
    event(
        "have", ">grams", "a=500..5000/50",
        "{name} has {a:d} grams of {food}. | {name} buys {a:d} grams of {food}. | There are {a:d} grams of {food} in "
        "{name's} kitchen.",
    ),
    *_used("grams", "a=50..500/50", "bag"), *_used("ounces", "a=2..20", "jar"),
    event(
        "cost", "kilograms>money", "a=2..15",
        "A kilogram costs {a:$}. | {name} pays {a:$} per kilogram. | It costs {a:$} a kilogram.",
        line("x*a", "How much does that cost?", "That costs {dollars}. | In all it is {dollars}.", grain="0.5"),
        asks="How much does it cost? | What is the total cost? | How much does {name} pay?",
    ),
    *_SELLING,
    asides=ASIDES[:3], persons="one I",
)

LIQUIDS = Family.of(
    "liquid-units",
    {"drink": ("water", "juice", "milk", "lemonade", "tea", "soup", "cider", "paint", "oil"), **ARE_IN},
    _down("liters", "milliliters", 1000, "A liter", "a=2..9",
        " | {name} makes {a} liters of {drink}. | How many milliliters is {a} liters of {drink}? | {name} has {a} "
        "liters of {drink}."),
    _down_and("liters", "milliliters", 1000, "A liter", "a=2..8 b=50..950/50",
        "{name} has {a} liters and {b:d} milliliters of {drink}. | A can holds {a} liters and {b:d} milliliters of "
        "{drink}. How many milliliters is that? | {name} makes {a} liters and {b:d} milliliters of {drink}."),
    _up("milliliters", "liters", 1000, "A liter", "a=2000..9000/500",
        "{name} has {a:d} milliliters of {drink}. How many liters is that? | A can holds {a:d} milliliters of {drink}. "
        "| {name} buys {a:d} milliliters of {drink}."),
    _down("gallons", "quarts", 4, "A gallon", "a=2..30",
        " | {name} buys {a} gallons of {drink}. How many quarts is that? | {name} has {a} gallons of {drink}. | How "
        "many quarts is {a} gallons of {drink}?"),
    _up("quarts", "gallons", 4, "A gallon", "a=8..200/4",
        "{name} has {a:d} quarts of {drink}. How many gallons is that? | A tank holds {a:d} quarts of {drink}. | "
        "{name} buys {a:d} quarts of {drink}."),
    event(
        "have", ">milliliters", "a=500..5000/50",
        "{name} has {a:d} milliliters of {drink}. | {name} buys {a:d} milliliters of {drink}. | There are {a:d} "
        "milliliters "
        "of {drink} in {name's} kitchen.",
    ),
    *_used("milliliters", "a=50..500/50", "bottle"), *_used("quarts", "a=2..12", "can"),
    *_SELLING,
    asides=ASIDES[:3], persons="one I",
)

FAMILIES = (CLOCK, CALENDAR, LENGTHS, WEIGHED, LIQUIDS)

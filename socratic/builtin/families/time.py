"""Time: practice, tasks, calendar, clock."""

from socratic.builtin.families.shared import ASIDES
from socratic.builtin.notation import Family, aside, event, line

__all__ = ["FAMILIES"]

# One event is a few dense lines here; the formatter would make it fifteen.
# fmt: off

PRACTICE = Family.of(
    "practice",
    {
        "practices": (
            "~practices the piano", "~plays the violin", "~exercises", "~studies Spanish", "~trains for a race",
            "~paints",
        ),
    },
    event(
        "per-day", ">minutes", "a=10..90/5 b=2..9",
        "{name} {practices} for {a:d} minutes a day on {b} days. | On each of {b} days {name} {practices} for {a:d} "
        "minutes. | {name} {practices} {a:d} minutes a day. {he} does it on {b} days.",
        line("a*b", "How many minutes is that on the {b:d} days?", "On {b:d} days that is {eq} minutes."),
    ),
    event(
        "week", ">minutes", "a=10..90/5",
        "{name} {practices} for {a:d} minutes every day for one week. | Every day of a week, {name} {practices} for "
        "{a:d} minutes. | {name} {practices} {a:d} minutes a day. How many minutes is that in a week? | {name} "
        "{practices} {a:d} minutes per day, all week long.",
        line("a*7", "How many minutes is that in a week?", "A week has 7 days, so that is {eq} minutes."),
    ),
    event(
        "parts", ">minutes", "a=10..90/5 b=10..90/5",
        "{name} {practices} for {a:d} minutes in the morning and for {b:d} minutes in the evening. | On Monday {name} "
        "{practices} for {a:d} minutes, and on Tuesday for {b:d} minutes. | {name} {practices} for {a:d} minutes, "
        "~rests, and ~goes on for {b:d} minutes.",
        line("a+b", "How many minutes are both times together?", "Both times together are {eq} minutes."),
    ),
    event(
        "gain", "minutes>minutes", "a=10..80/5",
        "On the last day {he} adds {a:d} extra minutes. | {then}{he} does {a:d} more minutes. | {then}{he} goes on "
        "for {a:d} minutes.",
        line("x+a", "How many minutes is that with the extra {a:d} minutes?", "That makes {eq} minutes."),
        asks="How many minutes does {name} spend on this in all?",
    ),
    event(
        "lose", "minutes>net", "a=5..40",
        "But {a:d} minutes of this time are breaks, which do not count. | In all {he} wastes {a:d} minutes of this "
        "time on the phone. | For {a:d} minutes of this time {he} only rests, and that does not count. | {a:d} of "
        "these minutes are lost on the phone.",
        line("x-a", "How many minutes remain without the lost time?", "That leaves {eq} minutes."),
        asks="How many minutes does {name} really spend on this?",
    ),
    event(
        "goal", "minutes>end", "a=120..900",
        "{his} goal is {a:d} minutes in all. | {his} teacher wants {a:d} minutes from {him} in all.",
        line("a-x", "How many more minutes does {name} need?", "{he} needs {eq} more minutes."),
    ),
    event(
        "goal", "net>end", "a=120..900",
        "{his} goal is {a:d} minutes without the lost time. | {his} teacher wants {a:d} minutes that count.",
        line("a-x", "How many more minutes does {name} need?", "{he} needs {eq} more minutes."),
    ),
    event(
        "hours", "minutes>hours", "",
        "{he} writes the whole time down in hours. | In {his} diary {he} notes the whole time in hours.",
        line(
            "x/60",
            "How many hours is the whole time?",
            "An hour has 60 minutes, so that is {eq} hours.",
            grain="0.5",
        ),
    ),
    event(
        "fewer-than", "minutes>other", "a=5..60",
        "{friend} spends {a:d} minutes less on this than {name}. | {name} spends {a:d} minutes more on this than "
        "{friend}.",
        line("x-a", "How many minutes does {friend} spend on this?", "{friend} spends {eq} minutes on this."),
    ),
    event(
        "times-as-many", "minutes>other", "a=2..4",
        "{friend} spends {a:times} as much time on this as {name}.",
        line("x*a", "How many minutes does {friend} spend on this?", "{friend} spends {eq} minutes on this."),
    ),
    event(
        "together", "other>end", "",
        "They add up their times. | {name} adds both times.",
        line(
            "minutes+other",
            "How many minutes do {name} and {friend} spend together?",
            "Together that is {eq} minutes.",
        ),
    ),
    asides=ASIDES[:3],
)

TASKS = Family.of(
    "tasks",
    {
        "task1 task2": ("washing the car|cleaning the kitchen", "doing homework|playing the piano", "cooking|eating",
                        "painting a door|fixing a chair", "feeding the animals|milking the cows", "drawing|reading",
                        "writing a letter|making phone calls", "cutting the grass|watering the plants",
                        "riding the bus|walking", "sweeping the floor|ironing shirts"),
    },
    event(
        "parts", ">minutes", "a=5..90/5 b=5..90/5",
        "{name} spends {a:d} minutes {task1} and {b:d} minutes {task2}. | {name} spends {a:d} minutes {task1}. / "
        "{name} spends {b:d} minutes {task2}. | First {name} spends {a:d} minutes {task1}, then {b:d} minutes {task2}. "
        "| {name} takes {a:d} minutes for {task1} and {task2} {b:d} minutes. | {name} needs {a:d} minutes for {task1} "
        "and "
        "{b:d} for {task2}. | {name} is busy {task1} for {a:d} minutes, then {task2} for {b:d}.",
        line(
            "a+b",
            "How many minutes are both together?",
            "Both together take {eq} minutes. | Together that is {eq} minutes.",
        ),
        asks="How many minutes is that in all? | How long does {name} need for both? | How many minutes does {name} "
        "spend on both? | How many minutes is that in total? | How long do both take in minutes?",
    ),
    event(
        "times", ">minutes", "a=5..60/5 b=2..5",
        "{name} spends {a:d} minutes {task1} and {b:times} as long {task2}. | {name} spends {a:d} minutes {task1}. "
        "{task2} takes {b:times} as long. | {name} takes {a:d} minutes for {task1}, and {task2} takes {b:times} as "
        "long.",
        line("a*b", "How many minutes does {task2} take?", "{task2} takes {eq} minutes."),
        line("s1+a", "How many minutes are both together?", "Both together take {eq} minutes."),
        asks="How many minutes is that in all? | How long does {name} need for both?",
    ),
    event(
        "hours", ">minutes", "a=2..9",
        "{name} spends {a} hours {task1}. | {name} takes {a} hours for {task1}. | {name} is busy {task1} for {a} "
        "hours.",
        line(
            "a*60",
            "How many minutes are {a:d} hours?",
            "An hour has 60 minutes, so {a:d} hours are {eq} minutes. | {a:d} hours are {eq} minutes.",
        ),
        asks="How many minutes is that? | How many minutes does {name} spend {task1}?",
    ),
    event(
        "each", ">minutes", "a=3..40 b=2..12",
        "{name} spends {a:d} minutes {task1} on each of {b} days. | {name} spends {a:d} minutes a day {task1}. {he} "
        "does that for {b} days. | {name} spends {a:d} minutes {task1} every day. How many minutes is that in {b} "
        "days?",
        line("a*b", "How many minutes is that in {b:d} days?", "In {b:d} days it is {eq} minutes."),
        asks="How many minutes is that in all? | How many minutes is that on these days?",
    ),
    event(
        "gain", "minutes>minutes", "a=5..60/5",
        "{then}{he} rests for {a:d} minutes. | {he} also takes a break of {a:d} minutes. | {he} needs {a:d} more "
        "minutes to clean up.",
        line("x+a", "How many minutes is that with the {a:d} minutes more?", "With those it is {eq} minutes."),
        asks="How many minutes is that in all? | How many minutes pass altogether?",
    ),
    event(
        "faster", "minutes>minutes", "a=2..30",
        "{friend} helps {him}, and so {he} saves {a:d} minutes. | With help {he} needs {a:d} minutes less. | A new "
        "tool saves {him} {a:d} minutes.",
        line("x-a", "How many minutes is it without the {a:d} saved ones?", "Without those it is {eq} minutes."),
        asks="How many minutes does it take then? | How long does it take with help?",
    ),
    event(
        "half", "minutes>minutes", "",
        "With a friend {he} needs only half of the time. | {friend} does it in half of the time. | With a machine it "
        "takes half as long.",
        line("x/2", "How many minutes are half of the time?", "Half of the time is {eq} minutes."),
        asks="How many minutes does it take then?",
    ),
    event(
        "to-hours", "minutes>hours", "",
        "{he} wants to know the whole time in hours. | {name} writes down the time in hours.",
        line(
            "x/60",
            "How many hours is that?",
            "An hour has 60 minutes, so that is {eq} hours. | That is {eq} hours.",
            grain="0.5",
        ),
    ),
    event(
        "left", "minutes>end", "a=60..480/30",
        "{he} has {a:d} minutes in all. | {he} has {a:d} minutes before the bus comes. | {he} has planned {a:d} "
        "minutes for everything. | {he} has {a:d} minutes for this. | If {he} has {a:d} minutes,",
        line("a-x", "How many minutes are left?", "{eq} minutes are left. | {he} has {eq} minutes left."),
    ),
    asides=ASIDES[:3],
)

CALENDAR = Family.of(
    "calendar",
    {"does items": ("~drinks|glasses of milk", "~eats|apples", "~reads|pages", "~writes|letters", "~does|push-ups",
        "~learns|new words",
              "~walks|miles", "~uses|teabags", "~feeds|birds", "~knits|rows", "~draws|pictures", "~takes|photos",
              "~sends|messages",
              "~saves|coins")},
    event(
        "per-week", ">many", "a=2..30 b=2..8",
        "{name} {does} {a} {items} a day. How many is that in {b} weeks? | {name} {does} {a} {items} every day for "
        "{b} weeks. | Every day {name} {does} {a} {items}, and {he} keeps this up for {b} weeks.",
        line(
            "b*7",
            "How many days are {b:d} weeks?",
            "A week has 7 days, so {b:d} weeks are {eq} days. | {b:d} weeks are {eq} days.",
        ),
        line(
            "s1*a",
            "How many {items} is that in all these days?",
            "In all these days it is {eq} {items}. | That makes {eq} {items}.",
        ),
        asks="How many {items} is that? | How many {items} is that in all? | How many {items} is that altogether?",
    ),
    event(
        "week", ">many", "a=2..60",
        "{name} {does} {a} {items} a day. How many is that in a week? | {name} {does} {a} {items} every day for a "
        "week. | Every day of the week {name} {does} {a} {items}. | {name} {does} {a} {items} per day. How many "
        "{items} is that in one week? | Each day for a week {name} {does} {a} {items}. | If {name} {does} {a} {items} "
        "each day, how many {items} is that in a week?",
        line(
            "a*7",
            "How many {items} is that in a week?",
            "A week has 7 days, so it is {eq} {items}. | In a week that is {eq} {items}.",
        ),
        asks="How many {items} is that in a week? | How many {items} is that?",
    ),
    event(
        "per-day", ">many", "a=2..60 b=2..30",
        "{name} {does} {a} {items} a day for {b} days. | For {b} days {name} {does} {a} {items} each day. | {name} "
        "{does} {a} {items} every day. How many is that in {b} days? | If {name} {does} {a} {items} a day, how many "
        "is that in {b} days? | {name} {does} {a} {items} per day. How many {items} is that after {b} days? | {name} "
        "{does} {a} {items} daily for {b} days.",
        line(
            "a*b",
            "How many {items} is that in {b:d} days?",
            "In {b:d} days it is {eq} {items}. | That is {eq} {items}.",
        ),
        asks="How many {items} is that? | How many {items} is that in all? | How many {items} is that altogether?",
    ),
    event(
        "year", ">many", "a=2..40",
        "{name} {does} {a} {items} a month. How many is that in a year? | {name} {does} {a} {items} every month for a "
        "year.",
        line("a*12", "How many {items} is that in a year?", "A year has 12 months, so it is {eq} {items}."),
        asks="How many {items} is that in a year? | How many {items} is that?",
    ),
    event(
        "days-needed", ">days", "a=20..600 b=2..25",
        "{name} {does} {b} {items} a day until it is {a:d} in all. | {name} {does} {b} {items} a day. {he} wants to "
        "reach {a:d}. | {name} {does} {b} {items} a day. How many days does {he} need for {a:d} {items}?",
        line(
            "a/b",
            "How many days does {name} need for {a:d} {items}?",
            "{he} needs {eq} days. | That takes {eq} days.",
        ),
        asks="How many days does that take? | How many days does {name} need?",
    ),
    event(
        "to-weeks", "days>end", "",
        "{he} counts the days as weeks. | {he} wants to know it in weeks.",
        line("x/7", "How many weeks is that?", "A week has 7 days, so that is {eq} weeks."),
    ),
    event(
        "gain", "many>many", "a=2..60",
        "{friend} adds {a} more. | {then}{he} adds {a} more. | There are {a} more from {friend}.",
        line("x+a", "How many {items} is that with the {a:d} more?", "With those it is {eq} {items}."),
        asks="How many {items} is that now? | How many {items} is that in all?",
    ),
    event(
        "times-as-many", "many>end", "a=2..4",
        "{friend} reaches {a:times} that number. | With {friend}, it is {a:times} as many.",
        line("x*a", "How many {items} are {a:times} as many?", "{a:times} as many is {eq} {items}."),
        asks="How many {items} is that then? | What is the number of {items} then?",
    ),
    event(
        "goal", "many>end", "a=50..900",
        "{name} wants to reach {a:d} {items}. | {his} goal is {a:d} {items}.",
        line("a-x", "How many {items} are missing?", "{eq} {items} are missing. | {he} needs {eq} more {items}."),
        asks="How many {items} are missing? | How many more {items} does {name} need?",
    ),
    asides=ASIDES[:3],
)

CLOCK = Family.of(
    "clock", {"show": ("movie", "concert", "play", "soccer game", "lesson", "meeting", "race", "class", "party")},
    event(
        "start-end", ">hours", "a=1..6 b=7..12",
        "A {show} begins at {a:d} o'clock and ends at {b:d} o'clock. | A {show} starts at {a:d} o'clock. It is over "
        "at {b:d} o'clock. | A {show} lasts from {a:d} o'clock to {b:d} o'clock. | A {show} goes on from {a:d} o'clock "
        "until {b:d} o'clock. | A {show} starts at {a:d} and ends at {b:d} o'clock. | If a {show} starts at {a:d} "
        "o'clock and ends at {b:d} o'clock, how long does it last?",
        line(
            "b-a",
            "How many hours are between {a:d} and {b:d} o'clock?",
            "From {a:d} to {b:d} o'clock it is {eq} hours. | It lasts {eq} hours.",
        ),
        asks="How many hours does it last? | How long is the {show} in hours? | How long does it last?",
    ),
    event(
        "parts", ">minutes", "a=20..150/5 b=5..60/5",
        "A {show} has a first part of {a:d} minutes and a second part of {b:d} minutes. | The first part of a {show} "
        "takes {a:d} minutes, and the second takes {b:d} minutes. | A {show} is in two parts, one of {a:d} minutes "
        "and one of {b:d} minutes.",
        line("a+b", "How many minutes are both parts together?", "Both parts are {eq} minutes together."),
        asks="How many minutes does it take in all? | How long is the {show} in minutes?",
    ),
    event(
        "two-halves", ">minutes", "a=10..60/5",
        "A {show} has two halves of {a:d} minutes each. | Each half of a {show} takes {a:d} minutes. | A {show} is "
        "played in two halves. Each half is {a:d} minutes long.",
        line("a*2", "How many minutes are both halves?", "Both halves are {eq} minutes."),
        asks="How many minutes does it take in all? | How long is the {show} in minutes?",
    ),
    event(
        "gain", "minutes>minutes", "a=5..30/5",
        "There is also a break of {a:d} minutes. | {a:d} minutes are added at the end. | Then {a:d} minutes are added.",
        line("x+a", "How many minutes is that with the {a:d} more?", "With those it is {eq} minutes."),
        asks="How many minutes does it take in all? | How many minutes pass from start to end?",
    ),
    event(
        "late", "minutes>end", "a=5..30/5",
        "{name} comes {a:d} minutes late. | {name} leaves {a:d} minutes early. | {name} misses the first {a:d} "
        "minutes.",
        line("x-a", "How many minutes does {name} see?", "{he} sees {eq} minutes of it. | That leaves {eq} minutes."),
        asks="How many minutes of it does {name} see?",
    ),
    event(
        "to-minutes", "hours>minutes", "",
        "{name} counts that in minutes. | {name} wants to know the time in minutes.",
        line("x*60", "How many minutes is that?", "An hour has 60 minutes, so that is {eq} minutes."),
    ),
    event(
        "groups", "hours>end", "a=2..5",
        "There are {a} of these in a week. | It is the same on {a} days.",
        line("x*a", "How many hours is that {a:d} times?", "{a:d} times that is {eq} hours."),
        asks="How many hours is that in all?",
    ),
    event(
        "weeks", "hours>end", "a=2..8",
        "There is one {show} like this a week for {a} weeks. | Each week for {a} weeks there is one such {show}.",
        line("x*a", "How many hours is that in {a:d} weeks?", "In {a:d} weeks that is {eq} hours."),
        asks="How many hours is that in {a:d} weeks?",
    ),
    event(
        "arrive", ">clock", "a=1..6 b=2..5",
        "{name} leaves at {a:d} o'clock and ~needs {b} hours. | {name} sets off at {a:d} o'clock. The trip takes {b} "
        "hours. | A {show} begins at {a:d} o'clock and lasts {b} hours. | A {show} starts at {a:d} o'clock. It takes "
        "{b} hours. | If a {show} starts at {a:d} o'clock and lasts {b} hours, when does it end?",
        line(
            "a+b",
            "What time is it {b:d} hours after {a:d} o'clock?",
            "It is {eq} o'clock then. | {b:d} hours later it is {eq} o'clock.",
        ),
        asks="At what time is it over? | At what hour does it end? | What time is it at the end? | When does it end? | "
        "When is it over?",
    ),
    asides=(
        aside("d=4..25", "A ticket costs {d:$}. | {d} people come late."),
        aside("d=20..90", "The room has {d} chairs."),
    ),
    persons="one I",
)

FAMILIES = (PRACTICE, TASKS, CALENDAR, CLOCK,)

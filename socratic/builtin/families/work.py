"""Work: wages, factories, machines, salaries."""

from socratic.builtin.families.shared import ASIDES
from socratic.builtin.families.spending import MONEY, MONEY_WORDS
from socratic.builtin.notation import Family, aside, event, line
from socratic.builtin.words import KIN

__all__ = ["FAMILIES"]

# One event is a few dense lines here; the formatter would make it fifteen.
# fmt: off

WAGES = Family.of(
    "wages",
    {
        "job": (
            "in a bakery", "in a bookshop", "at a farm", "at a gas station", "in a restaurant", "as a painter",
            "as a guide",
        ),
        **KIN, **MONEY_WORDS,
    },
    event(
        "per-hour", ">money", "a=9..40 b=3..12",
        "{name} works {job} for {a:$} an hour. Today {he} works for {b} hours. | {name} earns {a:$} an hour {job} and "
        "~works {b} hours. | {name} works {job}. {he} gets {a:$} for each hour, and {he} works {b} hours. | {name} "
        "works {b} hours {job} for {a:$} per hour. | {name} is paid {a:$} an hour {job} and ~works {b} hours. | {name} "
        "works {job} and ~gets {a:$} per hour. How much does {he} earn in {b} hours?",
        line(
            "a*b",
            "How much does {name} earn in {b:d} hours? | How much money does {name} earn?",
            "{he} earns {dollars}. | For {b:d} hours {he} gets {dollars}.",
        ),
    ),
    event(
        "hours-days", ">money", "a=3..9 b=3..6 c=9..30",
        "{name} works {job} for {a} hours on each of {b} days a week, and ~earns {c:$} an hour. {he} puts one week's "
        "pay aside. | {name} works {job}. This week {he} worked {a} hours on each of {b} days, for {c:$} an hour.",
        line(
            "a*b",
            "How many hours does {name} work in the week? | How many hours is that in the week?",
            "{he} works {eq} hours.",
        ),
        line("s1*c", "How much does {name} earn in the week?", "{he} earns {dollars}."),
    ),
    event(
        "parts", ">money", "a=40..200 b=20..150",
        "{name} works {job}. {he} earns {a:$} on Saturday and {b:$} on Sunday. | On Monday {name} earns {a:$} {job}, "
        "and on Tuesday {he} earns {b:$}. | {name} works {job} and ~gets {a:$} for one day and {b:$} for the next.",
        line("a+b", "How much does {name} earn on the two days?", "{he} earns {dollars}."),
    ),
    event(
        "bonus", "money>money", "a=10..90",
        "{his} boss adds a bonus of {a:$}. | {then}a happy customer gives {him} a tip of {a:$}. | {he} gets {a:$} "
        "extra for good work. | On top of that {he} gets {a:$} in tips. | Then {name} gets another {a:$} from {his} "
        "boss.",
        line("x+a", "How much money does {name} have with the extra pay?", "With the extra pay {he} has {dollars}."),
        asks="How much money does {name} have now?",
    ),
    *MONEY,
    asides=ASIDES[:3],
)

FACTORY = Family.of(
    "factory",
    {
        "thing things": ("toy|toys", "chair|chairs", "clock|clocks", "lamp|lamps", "radio|radios", "helmet|helmets"),
        "pack packs": ("crate|crates", "carton|cartons"),
    },
    event(
        "per-hour", ">items", "a=6..60 b=3..12",
        "A machine makes {a} {things} an hour and runs for {b} hours. | A factory makes {a} {things} an hour. Today "
        "it works for {b} hours. | A factory makes {a} {things} each hour for {b} hours. | {a} {things} an hour are "
        "made in a factory, for {b} hours. | A factory makes {a} {things} per hour. How many does it make in {b} "
        "hours? | If a factory makes {a} {things} an hour, how many {things} does it make in {b} hours?",
        line("a*b", "How many {things} are made in {b:d} hours?", "In {b:d} hours {eq} {things} are made."),
    ),
    event(
        "groups", ">items", "a=3..20 b=4..30",
        "In a workshop {a} workers make {b} {things} each. | A workshop has {a} workers, and today each of them makes "
        "{b} {things}. | {a} workers make {b} {things} each. | Each of {a} workers makes {b} {things}. | There are {a} "
        "workers in a factory, and each makes {b} {things}.",
        line("a*b", "How many {things} do the workers make?", "The workers make {eq} {things}."),
    ),
    event(
        "parts", ">items", "a=20..150 b=20..150",
        "A factory makes {a} {things} in the morning and {b} {things} in the afternoon. | The day shift of a factory "
        "makes {a} {things} and the night shift makes {b} {things}. | A factory makes {a} {things} on Monday and {b} "
        "on Tuesday.",
        line("a+b", "How many {things} does the factory make?", "The factory makes {eq} {things}."),
    ),
    event(
        "lose", "items>items", "a=3..40",
        "A check shows that {a} of the {things} are broken, and they are thrown away. | Because of a fault {a} of the "
        "{things} cannot be sold and are removed. | {a} of the {things} break.",
        line("x-a", "How many good {things} are there?", "There are {eq} good {things}."),
        asks="How many {things} are left?",
    ),
    event(
        "gain", "items>items", "a=10..90",
        "{then}a truck brings {a} more {things} from another factory. | There are also {a} {things} from the day "
        "before.",
        line("x+a", "How many {things} are there with those {a:d} {things}?", "That makes {eq} {things}."),
        asks="How many {things} are there in all?",
    ),
    event(
        "lose-fraction", "items>items", "a=3..5",
        "{then}a shop buys {a:frac} of the {things} in stock. | {then}{a:frac} of the {things} in stock are sent to "
        "another city. | {then}{a:frac} of the {things} are sold.",
        line("x/a", "How many {things} are {a:frac} of them?", "That is {eq} {things}."),
        line("x-s1", "How many {things} are left then?", "That leaves {eq} {things}."),
        asks="How many {things} are left?",
    ),
    event(
        "pack", "items>packs", "a=2..15",
        "The {things} are packed into {packs} of {a}. | All the {things} go into {packs} that hold {a} {things} each. "
        "| {a} {things} fit into a {pack}, and all of them are packed.",
        line("x/a", "How many {packs} are filled?", "The {things} fill {eq} {packs}."),
    ),
    event(
        "share", "items>end", "a=2..9",
        "The {things} are divided equally among {a} shops. | If all the {things} are sent to {a} shops in equal "
        "numbers, | {a} shops get the same number of {things}.",
        line("x/a", "How many {things} does each shop get?", "Each shop gets {eq} {things}."),
    ),
    event(
        "sell", "items>money", "a=6..60",
        "Every {thing} is sold for {a:$}. | All the {things} are sold for {a:$} each. | They are sold for {a:$} each. "
        "| A shop pays {a:$} for each {thing}. | If they are sold at {a:$} each,",
        line("x*a", "How much money do the {things} bring in?", "They bring in {dollars}."),
    ),
    event(
        "sell", "packs>money", "a=20..90",
        "Every {pack} is sold for {a:$}. | A shop pays {a:$} for each of the {packs}.",
        line("x*a", "How much money do the {packs} bring in?", "They bring in {dollars}."),
    ),
    event(
        "cost", "money>end", "a=50..900",
        "The material costs {a:$} in all. | Making them costs {a:$} in all.",
        line("x-a", "How much money is left after paying the costs?", "There are {dollars} left."),
    ),
    asides=(
        aside(
            "d=2..40",
            "The owner is {d} years old. | There are {d} windows in the hall. | The place opened {d} years ago.",
        ),
    ),
)

MACHINES = Family.of(
    "machines",
    {
        "a_machine machine things verb": (
            "a printer|printer|pages|prints", "a machine|machine|bottles|fills", "a robot|robot|cars|paints",
            "a baker|baker|rolls|bakes",
            "a factory|factory|chairs|makes", "a worker|worker|boxes|packs", "a tailor|tailor|shirts|sews",
            "a machine|machine|bolts|makes",
            "a copier|copier|sheets|copies", "a potter|potter|bowls|makes", "a clerk|clerk|letters|opens",
            "a mill|mill|boards|cuts",
            "a typist|typist|words|types", "a pump|pump|gallons|moves",
        ),
        "hour hours": ("hour|hours", "minute|minutes", "day|days", "week|weeks"),
    },
    event(
        "per-hour", ">made", "a=3..90 b=2..15",
        "{a_machine} {verb} {a} {things} per {hour}. It works for {b} {hours}. | {a_machine} {verb} {a} {things} "
        "every {hour} for {b} {hours}. | {a_machine} {verb} {a} {things} in one {hour}. How many {things} is that in "
        "{b} {hours}? | {a_machine} {verb} {a} {things} per {hour}. How many {things} is that in {b} {hours}? | For "
        "{b} {hours}, {a_machine} {verb} {a} {things} each {hour}. | If {a_machine} {verb} {a} {things} per {hour}, "
        "how many {things} is that in {b} {hours}?",
        line(
            "a*b",
            "How many {things} is that in {b:d} {hours}?",
            "In {b:d} {hours} it is {eq} {things}. | That is {eq} {things}.",
        ),
        asks="How many {things} is that? | How many {things} is that in all? | How many {things} are there at the end?",
    ),
    event(
        "rate", ">rate", "a=20..900 b=2..12",
        "{a_machine} {verb} {a} {things} in {b} {hours}. | {a_machine} needs {b} {hours} for {a} {things}. | In {b} "
        "{hours}, {a_machine} {verb} {a} {things}. How many is that per {hour}?",
        line(
            "a/b",
            "How many {things} is that in one {hour}?",
            "In one {hour} it is {eq} {things}. | That is {eq} {things} per {hour}.",
        ),
        asks="How many {things} is that per {hour}? | How many {things} is that in one {hour}?",
    ),
    event(
        "times", "rate>made", "a=2..20",
        "It goes on like this for {a} {hours} more. | The same {machine} works for {a} more {hours}.",
        line("x*a", "How many {things} is that in {a:d} {hours}?", "In {a:d} {hours} it is {eq} {things}."),
        asks="How many {things} is that in the {a:d} {hours}?",
    ),
    event(
        "time-needed", ">time", "a=30..900/10 b=3..60",
        "{a_machine} {verb} {b} {things} per {hour}. There are {a} {things} to do. | {a_machine} {verb} {b} {things} "
        "every {hour} until {a} are done. | {a_machine} {verb} {b} {things} per {hour}. How many {hours} does it take "
        "for {a} {things}?",
        line(
            "a/b",
            "How many {hours} are needed for {a:d} {things}?",
            "{eq} {hours} are needed. | It takes {eq} {hours}.",
        ),
        asks="How many {hours} does it take? | How many {hours} are needed?",
    ),
    event(
        "gain", "time>time", "a=2..8",
        "A repair takes {a} {hours}. | There is a pause of {a} {hours}.",
        line("x+a", "How many {hours} is that with the {a:d} more?", "With those it is {eq} {hours}."),
        asks="How many {hours} does it take in all?",
    ),
    event(
        "many-machines", ">made", "a=2..12 b=3..40 c=2..9",
        "{a} machines make {b} {things} per {hour} each. They run for {c} {hours}. | Each of {a} machines makes {b} "
        "{things} per {hour}, and all of them run for {c} {hours}.",
        line(
            "a*b",
            "How many {things} do {a:d} machines make in one {hour}?",
            "In one {hour} {a:d} machines make {eq} {things}.",
        ),
        line("s1*c", "How many {things} is that in {c:d} {hours}?", "In {c:d} {hours} it is {eq} {things}."),
        asks="How many {things} is that? | How many {things} do they make? | How many {things} is that in all?",
    ),
    event(
        "lose", "made>made", "a=2..40",
        "{a} of the {things} are bad. | {a} of the {things} have to be done again. | {a} of them are bad and thrown "
        "away. | {a} of these have a fault. | Then {a} of the {things} are thrown away.",
        line("x-a", "How many {things} are good?", "{eq} {things} are good. | That leaves {eq} {things}."),
        asks="How many {things} are good? | How many good {things} are there? | How many {things} are left? | How many "
        "good ones are left?",
    ),
    event(
        "lose", "made>made", "a=5..50/5",
        "{a:d}% of the {things} are bad. | A check shows that {a:d}% of the {things} are bad. | {a:d}% of them are bad "
        "and thrown away. | {a:d}% of these have a fault.",
        line("x*a%", "How many {things} are bad?", "{a:d}% of the {things} is {eq}. | {eq} {things} are bad."),
        line("x-s1", "How many {things} are good?", "{eq} {things} are good. | That leaves {eq} {things}."),
        asks="How many {things} are good? | How many good {things} are there? | How many {things} are left? | How many "
        "good ones are left?",
    ),
    event(
        "goal", "made>end", "a=100..900/50",
        "{a} {things} are needed. | A customer wants {a} {things}. | The order is for {a} {things}.",
        line("a-x", "How many {things} are missing?", "{eq} {things} are missing. | {eq} more are needed."),
        asks="How many {things} are missing? | How many more {things} are needed?",
    ),
    persons="",
    asides=(
        aside("d=2..20", "The {machine} is {d} years old. | The {machine} started {d} years ago."),
            aside("d=3..30", "{d} people watch. | It is {d} degrees warm in the hall.")
        ),
)

SALARY = Family.of(
    "salary",
    {"job": ("a nurse", "a driver", "a waiter", "a cook", "a guard", "a gardener", "a cleaner", "a plumber",
        "a cashier", "a tutor"),
     "chore chores": ("lawn|lawns", "dog|dogs", "car|cars", "window|windows", "fence|fences", "lesson|lessons"), **KIN,
     **MONEY_WORDS},
    event(
        "per-month", ">money", "a=200..900/50 b=2..12",
        "{name} earns {a:$} a month as {job} and ~works for {b} months. | As {job}, {name} gets {a:$} each month. "
        "{he} does this for {b} months. | {name} earns {a:$} a month. How much does {he} earn in {b} months?",
        line(
            "a*b",
            "How much does {name} earn in {b:d} months?",
            "In {b:d} months {he} earns {dollars}. | That is {dollars}.",
        ),
        asks="How much does {name} earn? | How much money does {name} earn in all?",
    ),
    event(
        "per-hour", ">money", "a=8..45 b=2..45",
        "{name} earns {a:$} an hour as {job}. {he} works {b} hours. | {name} works {b} hours as {job} for {a:$} per "
        "hour. | The pay is {a:$} per hour, and {name} works {b} hours. | {name} earns {a:$} per hour. How much does "
        "{he} earn in {b} hours? | If {name} earns {a:$} an hour, how much does {he} earn in {b} hours? | {name} "
        "makes {a:$} an hour. Today {he} works {b} hours. | {name} gets {a:$} for each hour of work. This week {he} "
        "works {b} hours. | At {a:$} an hour, how much does {name} earn in {b} hours? | {name} is paid {a:$} per hour "
        "and ~works for {b} hours.",
        line(
            "a*b",
            "How much does {name} earn in {b:d} hours?",
            "In {b:d} hours {he} earns {dollars}. | {he} gets {dollars}.",
        ),
        asks="How much does {name} earn? | How much money does {name} make? | How much is {name} paid? | How much does "
        "{name} earn in total? | How much is that in total?",
    ),
    event(
        "half-dollars", ">money", "a=8.5..19.5/0.5 b=2..20/2",
        "{name} earns {a:$} an hour as {job}. {he} works {b} hours. | {name} works {b} hours for {a:$} per hour. | "
        "{name} makes {a:$} an hour. Today {he} works {b} hours. | {name} gets {a:$} for each hour of work. This week "
        "{he} works {b} hours. | At {a:$} an hour, how much does {name} earn in {b} hours? | {name} is paid {a:$} per "
        "hour and ~works for {b} hours.",
        line("a*b", "How much does {name} earn in {b:d} hours?", "In {b:d} hours {he} earns {dollars}."),
        asks="How much does {name} earn? | How much money does {name} make?",
    ),
    event(
        "chores", ">money", "a=3..30 b=2..15",
        "{name} gets {a:$} for each {chore} and ~does {b} {chores}. | For each {chore} {name} charges {a:$}. This "
        "week {he} does {b} {chores}. | {name} charges {a:$} per {chore}. How much money does {he} get for {b} "
        "{chores}? | {name} does {b} {chores} for {a:$} each. | {name} does {b} {chores} at {a:$} apiece. | If {name} "
        "gets {a:$} per {chore}, how much does {he} get for {b} {chores}?",
        line("a*b", "How much does {name} get for {b:d} {chores}?", "For {b:d} {chores} {he} gets {dollars}."),
        asks="How much money does {name} get? | How much does {name} make? | How much does {name} earn? | How much is "
        "that in total?",
    ),
    event(
        "hours-days", ">money", "a=3..9 b=2..6 c=8..30",
        "{name} works {a} hours on each of {b} days for {c:$} an hour. | {name} earns {c:$} an hour as {job}. {he} "
        "works {b} days, {a} hours each day. | {name} earns {c:$} an hour and ~works {b} days of {a} hours.",
        line(
            "a*b",
            "How many hours does {name} work?",
            "{he} works {eq} hours. | {b:d} days of {a:d} hours are {eq} hours.",
        ),
        line("s1*c", "How much does {name} earn?", "{he} earns {dollars}. | For that {he} gets {dollars}."),
        asks="How much does {name} earn? | How much does {name} earn in all? | How much money does {name} make?",
    ),
    event(
        "bonus", "money>money", "a=5..90/5",
        "{he} also gets a tip of {a:$}. | A bonus of {a:$} is added. | {he} earns another {a:$} on Sunday. | "
        "{then}{he} gets another {a:$}. | On top of that {he} gets {a:$}.",
        line("x+a", "How much money is that with the extra {a:$}?", "With the extra {a:$} it is {dollars}."),
        asks="How much money does {name} have now? | How much does {name} get in all?",
    ),
    event(
        "lose-percent", "money>money", "a=5..40/5",
        "{he} pays {a:d}% of it as tax. | {a:d}% of it goes to taxes.",
        line("x*a%", "How much is {a:d}% of it?", "{a:d}% of it is {dollars}. | The tax is {dollars}."),
        line("x-s1", "How much is left after the tax?", "After the tax {he} has {dollars}."),
        asks="How much money does {name} keep? | How much is left?",
    ),
    event(
        "lose", "money>money", "a=10..200/10",
        "{he} pays {a:$} for rent. | The bus costs {him} {a:$}. | {then}{he} pays a bill of {a:$}. | {he} spends {a:$} "
        "of it. | {he} gives {a:$} of it to a friend. | Food costs {him} {a:$}.",
        line(
            "x-a",
            "How much is left after paying {a:$}?",
            "After that {he} has {dollars} left. | That leaves {dollars}.",
        ),
        asks="How much money does {name} have left? | How much is left?",
    ),
    *MONEY[3:],
    asides=ASIDES[:3], persons="one I",
)

FAMILIES = (WAGES, FACTORY, MACHINES, SALARY,)

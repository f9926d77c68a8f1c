"""Earning: pocket money and chores, saving up for something, pay by the week, machines whose things are checked."""

from socratic.builtin.families.shared import ASIDES
from socratic.builtin.families.spending import MONEY, MONEY_WORDS
from socratic.builtin.notation import Family, aside, event, line
from socratic.builtin.words import KIN

__all__ = ["FAMILIES"]

# One event is a few dense lines here; the formatter would make it fifteen.
# fmt: off

POCKET_MONEY = Family.of(
    "pocket-money",
    {
        "chore1 chore2": (
            "washing the dishes|walking the dog", "cleaning the windows|raking leaves", "mowing the lawn|sweeping the "
            "yard", "feeding the cat|setting the table", "babysitting|watering the plants", "carrying wood|washing the "
            "car",
        ),
        "mows lawn lawns": ("~mows|lawn|lawns", "~washes|car|cars", "~walks|dog|dogs", "~cleans|window|windows",
                            "~paints|fence|fences", "~shovels|driveway|driveways"),
        **KIN, **MONEY_WORDS,
    },
    event(
        "parts", ">money", "a=2..30 b=2..30",
        "{name} gets {a:$} for {chore1} and {b:$} for {chore2}. | For {chore1} {name} earns {a:$}, for {chore2} {b:$}. "
        "| {name} earns {a:$} by {chore1} and another {b:$} by {chore2}. | {name's} {kin} pays {a:$} for {chore1} and "
        "{b:$} for {chore2}, and {name} does both. | {name} makes {a:$} {chore1} and {b:$} {chore2}.",
        line("a+b", "How much does {name} get for both?", "For both {he} gets {dollars}."),
        asks="How much does {name} earn? | How much is that in total? | How much money does {name} make in all? | How "
        "much money does {name} have now?",
    ),
    event(
        "groups", ">money", "a=2..20 b=3..25",
        "{name} {mows} {a} {lawns} for {b:$} each. | {name} {mows} {a} {lawns} at {b:$} apiece. | {name} gets {b:$} a "
        "{lawn} and {mows} {a} {lawns}. | {name} charges {b:$} per {lawn} and {mows} {a} of them. | {name} {mows} {a} "
        "{lawns} and ~gets {b:$} for each. | {name} {mows} {a} {lawns} at {b:$} each. How much does {name} earn?",
        line("a*b", "How much does {name} earn with {a:d} {lawns}?", "With {a:d} {lawns} {he} earns {dollars}."),
        asks="How much does {name} earn? | How much is that in total? | How much money does {name} make in all? | How "
        "much money does {name} get?",
    ),
    event(
        "two-prices", ">money", "a=2..12 b=3..20 c=2..12 d=2..20",
        "{name} {mows} {a} {lawns} for {b:$} each and ~sells {c} cups of lemonade for {d:$} each. | {name} gets {b:$} "
        "per {lawn} and {mows} {a}. For {chore1} {he} gets {d:$}, and {he} does that {c} times. | {name} {mows} {a} "
        "{lawns} at {b:$} each. {he} also helps {c} neighbors for {d:$} each.",
        line("a*b", "How much does {name} get for the {lawns}?", "For the {lawns} {he} gets {dollars}."),
        line("c*d", "How much does {name} get for the rest?", "For the rest {he} gets {dollars}."),
        line("s1+s2", "How much is that together?", "Together that is {dollars}."),
        asks="How much does {name} earn? | How much does {name} earn in total? | How much money does {name} make in "
        "all?",
    ),
    event(
        "per-week", ">money", "a=2..30 b=2..12",
        "{name} gets {a:$} of pocket money a week and ~saves all of it for {b} weeks. | {name's} pocket money is {a:$} "
        "a week. {he} saves it for {b} weeks. | Every week {name} gets {a:$}, and {he} keeps it for {b} weeks. | "
        "{name} gets {a:$} per week. How much is that in {b} weeks? | If {name} saves {a:$} a week, how much does {he} "
        "save in {b} weeks? | {name} saves {a:$} each week. After {b} weeks {he} counts the money.",
        line("a*b", "How much is that in {b:d} weeks?", "In {b:d} weeks it is {dollars}. | {he} saves {dollars}."),
        asks="How much money does {name} have? | How much does {name} save? | How much is that in total?",
    ),
    event(
        "net-week", ">money", "a=10..60 b=2..30 c=2..12",
        "{name} gets {a:$} a week and ~spends {b:$} of it. {he} saves the rest for {c} weeks. | Every week {name} "
        "gets {a:$}, ~spends {b:$} and ~saves the rest. {he} does that for {c} weeks. | {name} earns {a:$} a week for "
        "{chore1}. Each week {he} spends {b:$}. {he} does this for {c} weeks.",
        line("a-b", "How much does {name} save each week?", "Each week {he} saves {dollars}."),
        line("s1*c", "How much does {name} save in {c:d} weeks?", "In {c:d} weeks {he} saves {dollars}."),
        asks="How much money does {name} have then? | How much does {name} save in {c:d} weeks? | How much does {name} "
        "save in all?",
    ),
    event(
        "week", ">money", "a=2..30",
        "{name} gets {a:$} a day for {chore1}, every day of the week. | {name} earns {a:$} a day for a week by "
        "{chore1}. | Every day for a week {name} gets {a:$} for {chore1}. | {name} gets {a:$} a day. How much is that "
        "in a week?",
        line("a*7", "How much is that in a week?", "A week has 7 days, so it is {dollars}."),
        asks="How much is that in a week? | How much does {name} get? | How much is that in total?",
    ),
    event(
        "work-week", ">money", "a=2..40",
        "{name} gets {a:$} a day for {chore1} from Monday to Friday. | From Monday to Friday {name} earns {a:$} each "
        "day. | {name} earns {a:$} every day from Monday to Friday by {chore2}. | {name} gets {a:$} for each school "
        "day from Monday to Friday.",
        line("a*5", "How much is that from Monday to Friday?", "From Monday to Friday are 5 days, so it is {dollars}."),
        asks="How much is that from Monday to Friday? | How much does {name} get? | How much is that in all?",
    ),
    *MONEY,
    asides=ASIDES[:2],
)

SAVING_UP = Family.of(
    "saving weekly",
    {
        "dream": ("bicycle", "tablet", "guitar", "telescope", "camera", "skateboard", "tent", "phone", "game console",
                  "laptop", "scooter", "keyboard"),
        **KIN,
    },
    event(
        "goal", ">missing", "a=40..400/5 b=5..200/5",
        "{name} wants a {dream} that costs {a:$}. {he} already has {b:$}. | {name} has {b:$} and wants to buy a "
        "{dream} for {a:$}. | A {dream} costs {a:$}, and {name} has {b:$}. | {name} needs {a:$} for a {dream}. So far "
        "{he} has saved {b:$}. | {name} is saving for a {dream} of {a:$}. {he} has {b:$} already. | A {dream} costs "
        "{a:$}. {name} has saved {b:$}. How much more does {he} need? | If a {dream} costs {a:$} and {name} now has "
        "{b:$},",
        line("a-b", "How much money is missing? | How much more does {name} need?", "{he} needs {dollars} more."),
        asks="How much more money does {name} need? | How much money is missing? | How much does {name} still have to "
        "save? | How much more does {name} have to save?",
    ),
    event(
        "have", ">price", "a=30..400/5",
        "{name} wants a {dream} that costs {a:$}. | A {dream} costs {a:$}, and {name} wants to buy it. | {name} is "
        "saving for a {dream} of {a:$}. | {name} needs {a:$} for a {dream}. | {name} wants to buy a {dream} for {a:$}.",
    ),
    event(
        "parts", ">price", "a=30..400/5 b=5..90/5",
        "{name} wants a {dream} for {a:$} and a bag for it, which costs {b:$}. | A {dream} costs {a:$} and the bag for "
        "it {b:$}. {name} wants both. | {name} is saving for a {dream}. It costs {a:$}, and the bag for it is {b:$} "
        "more.",
        line("a+b", "How much do both cost together?", "Both cost {dollars} together."),
        asks="How much do both cost together? | How much money does {name} need? | What is the total cost?",
    ),
    event(
        "goal", "price>missing", "a=5..200/5",
        "{he} already has {a:$}. | {name} has {a:$} so far. | {his} savings are {a:$}. | {he} has {a:$} in a jar.",
        line("x-a", "How much money is missing?", "{he} needs {dollars} more."),
        asks="How much more money does {name} need? | How much does {name} still have to save?",
    ),
    event(
        "gain", "missing>missing", "a=5..60/5",
        "{his} {kin} gives {him} {a:$} for it. | {then}{he} gets {a:$} for {his} birthday. | {he} earns {a:$} by "
        "washing cars. | {then}{he} sells an old game for {a:$} and ~saves that, too.",
        line("x-a", "How much is missing with that {a:$}?", "With that {he} needs {dollars} more."),
        asks="How much more money does {name} need now? | How much is still missing?",
    ),
    event(
        "price-rise", "missing>missing", "a=5..40/5",
        "Then the price goes up by {a:$}. | The {dream} now costs {a:$} more. | {then}{he} spends {a:$} of {his} "
        "savings on a gift.",
        line("x+a", "How much is missing then?", "Then {he} needs {dollars} more."),
        asks="How much more money does {name} need now? | How much is still missing?",
    ),
    *(
        event(
            "pack", f"{state}>weeks", "a=2..40",
            "{he} saves {a:$} a week. | Every week {he} puts {a:$} aside. | {he} can save {a:$} each week. | {his} "
            "pocket money is {a:$} a week, and {he} saves all of it. | If {he} saves {a:$} per week, | From now on "
            "{he} saves {a:$} every week.",
            line("x/a", "How many weeks does it take to save that?", "It takes {eq} weeks. | {he} needs {eq} weeks."),
            asks="How many weeks does it take? | How many weeks does {name} have to save? | After how many weeks does "
            "{name} have enough money? | For how many weeks does {name} need to save?",
        )
        for state in ("missing", "price")
    ),
    *(
        event(
            "net-week", f"{state}>weeks", "a=8..50 b=2..30",
            "{he} gets {a:$} a week and ~spends {b:$} of it. {he} saves the rest. | Every week {he} earns {a:$}, but "
            "{he} needs {b:$} of it for lunch. | {he} earns {a:$} a week, but {he} needs {b:$} for other things.",
            line("a-b", "How much does {name} save each week?", "Each week {he} saves {dollars}."),
            line("x/s1", "How many weeks does it take to save that?", "It takes {eq} weeks. | {he} needs {eq} weeks."),
            asks="How many weeks does it take? | After how many weeks does {name} have enough money?",
        )
        for state in ("missing", "price")
    ),
    event(
        "two-jobs", "missing>weeks", "a=3..20 b=3..20",
        "{he} saves {a:$} of pocket money a week and {b:$} a week from a job. | Each week {he} gets {a:$} for "
        "walking a dog and {b:$} for mowing a lawn, and {he} saves it all.",
        line("a+b", "How much does {name} save each week?", "Each week {he} saves {dollars}."),
        line("x/s1", "How many weeks does it take to save that?", "It takes {eq} weeks. | {he} needs {eq} weeks."),
        asks="How many weeks does it take? | How many weeks does {name} have to save?",
    ),
    *(
        event(
            "share", f"{state}>end", "a=2..12",
            "{he} wants to have it in {a} weeks. | {he} has {a} weeks to save that. | There are {a} weeks left to save "
            "it. | If {he} wants to buy it in {a} weeks,",
            line("x/a", "How much does {name} have to save each week?", "Each week {he} has to save {dollars}.",
                 grain="0.5"),
            asks="How much does {name} have to save each week? | How much is that per week? | How much must {name} "
            "save every week?",
        )
        for state in ("missing", "price")
    ),
    event(
        "to-days", "weeks>end", "",
        "{he} counts the days, too. | {he} wants to know the number of days.",
        line("x*7", "How many days is that?", "A week has 7 days, so that is {eq} days."),
    ),
    asides=ASIDES[:2],
)

WEEKLY_PAY = Family.of(
    "weekly-pay",
    {"job": ("a nurse", "a driver", "a waiter", "a guard", "a cleaner", "a plumber", "a cashier", "a tutor", "a "
    "mechanic",
        "a receptionist")},
    event(
        "hours-days", ">hours", "a=3..9 b=2..6",
        "{name} works {a} hours a day on {b} days a week. | {name} works {a} hours on each of {b} days a week. | Each "
        "week {name} works {b} days of {a} hours. | {name} is {job} and ~works {a} hours a day on {b} days a week.",
        line("a*b", "How many hours a week is that?", "That is {eq} hours a week."),
        asks="How many hours a week is that? | How many hours does {name} work in a week?",
    ),
    event(
        "work-week", ">hours", "a=3..9",
        "{name} works {a} hours a day from Monday to Friday. | From Monday to Friday {name} works {a} hours each day. "
        "| {name} is {job} and ~works {a} hours every day from Monday to Friday.",
        line("a*5", "How many hours are that from Monday to Friday?", "From Monday to Friday are 5 days, so it is {eq} "
             "hours."),
        asks="How many hours a week is that? | How many hours does {name} work in a week?",
    ),
    event(
        "parts", ">hours", "a=3..30 b=2..10",
        "{name} works {a} hours during the week and {b} hours on Saturday. | This week {name} works {a} hours in one "
        "job and {b} hours in another. | {name} works {a} hours as {job}, and {b} hours more at night.",
        line("a+b", "How many hours is that in all?", "In all that is {eq} hours."),
        asks="How many hours is that in all? | How many hours does {name} work? | How many hours does {name} work in a "
        "week?",
    ),
    event(
        "gain", "hours>hours", "a=2..9",
        "On Sunday {he} works {a} hours more. | This week {he} does {a} hours of extra work. | {then}{he} works {a} "
        "more hours.",
        line("x+a", "How many hours is that with the {a:d} more?", "With those it is {eq} hours."),
        asks="How many hours is that in all? | How many hours does {name} work this week?",
    ),
    event(
        "lose", "hours>hours", "a=2..12",
        "{a} of these hours are breaks that are not paid. | This week {he} is ill and ~misses {a} of these hours. | "
        "This week {he} takes {a} of these hours off.",
        line("x-a", "How many hours are left?", "That leaves {eq} hours."),
        asks="How many hours are paid? | How many hours are left?",
    ),
    event(
        "per-hour", "hours>money", "a=8..45",
        "{he} earns {a:$} an hour. | The pay is {a:$} per hour. | {he} gets {a:$} for every hour. | {he} is paid "
        "{a:$} an hour. | At {a:$} an hour, how much does {name} earn? | If {he} makes {a:$} per hour,",
        line("x*a", "How much does {name} earn in these hours?", "In these hours {he} earns {dollars}."),
        asks="How much does {name} earn? | How much is {name} paid? | How much money does {name} make? | How much "
        "will that be in total?",
    ),
    event(
        "overtime", ">money", "a=8..30 b=10..40 c=12..45 d=2..10",
        "{name} gets {a:$} an hour for the first {b} hours and {c:$} for each hour after that. This week {he} works "
        "{d} "
        "hours on top. | {name} works {b} hours for {a:$} an hour and then {d} extra hours for {c:$} an hour. | The "
        "pay is {a:$} an hour, and {c:$} for an extra hour. {name} works {b} usual hours and {d} extra hours.",
        line("a*b", "How much does {name} get for the {b:d} hours?", "For the {b:d} hours {he} gets {dollars}."),
        line("c*d", "How much does {name} get for the extra hours?", "For the extra hours {he} gets {dollars}."),
        line("s1+s2", "How much is that together?", "Together that is {dollars}."),
        asks="How much does {name} earn? | How much is {name} paid in all? | How much money does {name} make in total?",
    ),
    event(
        "pay-rate", ">rate", "a=40..900/10 b=4..40",
        "{name} earns {a:$} in {b} hours. | For {b} hours of work {name} gets {a:$}. | {name} is paid {a:$} for {b} "
        "hours. | {name} works {b} hours as {job} and ~makes {a:$}. How much is that an hour?",
        line("a/b", "How much does {name} earn in one hour?", "In one hour {he} earns {dollars}.", grain="0.5"),
        asks="How much is that an hour? | How much does {name} earn per hour? | How much does {name} make in one hour?",
    ),
    event(
        "times", "rate>money", "a=2..40",
        "Next week {he} works {a} hours for the same pay. | {he} works {a} more hours at this rate. | Later {he} works "
        "{a} hours for the same money an hour.",
        line("x*a", "How much does {name} get for these {a:d} hours?", "For these {a:d} hours {he} gets {dollars}."),
        asks="How much does {name} get for these {a:d} hours? | How much does {name} earn in these {a:d} hours?",
    ),
    event(
        "weeks", "money>total", "a=2..8",
        "{he} earns that for {a} weeks. | It is the same for {a} weeks. | {he} gets this for {a} weeks. | {he} does "
        "the "
        "same for {a} weeks.",
        line("x*a", "How much is that {a:d} times?", "{a:d} times that is {dollars}."),
        asks="How much does {name} earn in all these weeks? | How much is that altogether? | How much money is that in "
        "all?",
    ),
    *(
        event(
            "bonus", f"{state}>{state}", "a=5..90/5",
            "{he} also gets {a:$} in tips. | There is a bonus of {a:$}. | {his} boss adds {a:$}. | {he} gets an extra "
            "{a:$} for good work.",
            line("x+a", "How much is that with the extra {a:$}?", "With the extra {a:$} it is {dollars}."),
            asks="How much does {name} get in all? | How much money is that in total?",
        )
        for state in ("money", "total")
    ),
    *(
        event(
            "lose", f"{state}>end", "a=10..300/10",
            "{he} pays {a:$} for rent. | {he} spends {a:$} of it. | {he} needs {a:$} of it for food. | {he} spends "
            "{a:$} and ~saves the rest.",
            line("x-a", "How much is left?", "That leaves {dollars}. | {he} has {dollars} left."),
            asks="How much money is left? | How much does {name} have left? | How much can {name} save?",
        )
        for state in ("money", "total")
    ),
    event(
        "difference", "money>end", "a=50..600/10",
        "{friend} earns {a:$}. | In the same time {friend} makes {a:$}.",
        line("x-a", "How much more does {name} earn than {friend}?", "{name} earns {dollars} more."),
    ),
    asides=ASIDES[1:3], persons="one I",
)

OUTPUT = Family.of(
    "output",
    {
        "a_machine machine makes": ("a machine|machine|makes", "a factory|factory|makes", "a workshop|workshop|makes",
                                    "a new machine|machine|produces", "a robot|robot|makes"),
        "thing things": ("bottle|bottles", "pen|pens", "cup|cups", "screw|screws", "toy|toys", "candle|candles",
                         "can|cans", "battery|batteries", "button|buttons", "plate|plates"),
        "pack packs": ("box|boxes", "carton|cartons", "crate|crates", "bag|bags"),
    },
    event(
        "per-minute", ">made", "a=2..90 b=2..60",
        "{a_machine} {makes} {a} {things} a minute. It runs for {b} minutes. | {a_machine} {makes} {a} {things} per "
        "minute for {b} minutes. | {a_machine} {makes} {a} {things} every minute and runs {b} minutes. | If "
        "{a_machine} "
        "{makes} {a} {things} a minute, how many {things} does it make in {b} minutes? | How many {things} does "
        "{a_machine} make in {b} minutes at {a} {things} per minute?",
        line("a*b", "How many {things} does the {machine} make in {b:d} minutes?", "In {b:d} minutes it makes {eq} "
             "{things}."),
        asks="How many {things} does it make? | How many {things} is that? | How many {things} is that in total?",
    ),
    event(
        "hour", ">made", "a=2..90",
        "{a_machine} {makes} {a} {things} a minute and runs for an hour. | {a_machine} {makes} {a} {things} per "
        "minute. It runs for one hour. | {a_machine} {makes} {a} {things} a minute. How many is that in an hour? | "
        "Every minute for an hour, {a_machine} {makes} {a} {things}.",
        line("a*60", "How many {things} is that in an hour?", "An hour has 60 minutes, so it is {eq} {things}."),
        asks="How many {things} does it make? | How many {things} is that in an hour?",
    ),
    event(
        "lose", ">made", "a=10..60 b=2..9 c=2..60",
        "{a_machine} {makes} {a} {things} a minute, but {b} of these are bad and thrown away. It runs for {c} minutes. "
        "| {a_machine} {makes} {a} {things} per minute. Each minute {b} of them are thrown away. It works for {c} "
        "minutes. | Of the {a} {things} that {a_machine} {makes} in a minute, {b} are broken. It runs for {c} minutes.",
        line("a-b", "How many good {things} are made in one minute?", "In one minute {eq} good {things} are made."),
        line("s1*c", "How many good {things} is that in {c:d} minutes?", "In {c:d} minutes it is {eq} {things}."),
        asks="How many good {things} are there? | How many good {things} does it make? | How many {things} can be "
        "used?",
    ),
    event(
        "hours-days", ">made", "a=10..90 b=3..12 c=2..7",
        "{a_machine} {makes} {a} {things} an hour. It runs {b} hours a day for {c} days. | {a_machine} {makes} {a} "
        "{things} every hour, {b} hours a day, on {c} days. | For {c} days {a_machine} runs {b} hours a day and "
        "{makes} {a} {things} per hour.",
        line("b*c", "How many hours does the {machine} run?", "It runs for {eq} hours."),
        line("s1*a", "How many {things} is that?", "That is {eq} {things}. | In that time it makes {eq} {things}."),
        asks="How many {things} does it make? | How many {things} is that in total? | How many {things} is that?",
    ),
    event(
        "lose", "made>made", "a=2..60",
        "{a} of them are thrown away. | {a} of these are bad and have to be thrown away. | {a} {things} are broken. | "
        "{a} of the {things} have a fault and are thrown away.",
        line("x-a", "How many good {things} are left?", "That leaves {eq} good {things}."),
        asks="How many good {things} are left? | How many {things} are left? | How many of them are good?",
    ),
    event(
        "lose-percent", "made>made", "a=5..50/5",
        "{a:d}% of them are thrown away. | {a:d}% of the {things} are bad and thrown away. | A check finds a fault in "
        "{a:d}% of the {things}, and those are thrown away.",
        line("x*a%", "How many {things} are {a:d}% of them?", "{a:d}% of them is {eq} {things}."),
        line("x-s1", "How many {things} are left?", "That leaves {eq} {things}."),
        asks="How many {things} are left? | How many good {things} are there? | How many of them are good?",
    ),
    event(
        "gain", "made>made", "a=10..200/10",
        "There are {a} more from the day before. | A second machine makes {a} {things}. | Another {a} are already in "
        "the store.",
        line("x+a", "How many {things} are there with the {a:d} others?", "With those there are {eq} {things}."),
        asks="How many {things} are there in all? | How many {things} are there now?",
    ),
    event(
        "pack", "made>packs", "a=2..24",
        "They are put into {packs} of {a}. | {a} {things} fit into a {pack}. | Each {pack} holds {a} of them. | If {a} "
        "{things} go into each {pack},",
        line("x/a", "How many {packs} are filled?", "{eq} {packs} are filled."),
        asks="How many {packs} are filled? | How many {packs} is that? | How many {packs} are needed?",
    ),
    event(
        "sell", "made>end", "a=2..9",
        "They are sold for {a:$} each. | A shop buys these for {a:$} apiece. | Each {thing} sells for {a:$}. | If they "
        "sell for {a:$} each,",
        line("x*a", "How much money do the {things} bring in?", "The {things} bring in {dollars}."),
        asks="How much money do they bring in? | How much is that in total? | How much money is that?",
    ),
    event(
        "sell", "packs>end", "a=5..40",
        "A {pack} sells for {a:$}. | Each {pack} is sold for {a:$}. | The price is {a:$} a {pack}.",
        line("x*a", "How much money do the {packs} bring in?", "The {packs} bring in {dollars}."),
        asks="How much money do they bring in? | How much is that in total? | How much money is that?",
    ),
    asides=(aside("d=2..20", "The {machine} is {d} years old. | The {machine} was bought {d} years ago."),),
    persons="",
)

FAMILIES = (POCKET_MONEY, SAVING_UP, WEEKLY_PAY, OUTPUT)

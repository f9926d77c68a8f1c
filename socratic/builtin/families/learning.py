"""Pupils and what each of them needs, pages read day by day, points in tests."""

from socratic.builtin.families.shared import ASIDES
from socratic.builtin.notation import Family, aside, event, line

__all__ = ["FAMILIES"]

# One event is a few dense lines here; the formatter would make it fifteen.
# fmt: off

PUPILS = Family.of(
    "pupils",
    {"thing things": ("pencil|pencils", "notebook|notebooks", "crayon|crayons", "marker|markers",
        "sheet of paper|sheets of paper", "eraser|erasers", "sticker|stickers", "pen|pens", "folder|folders",
        "book|books"), "kid kids": ("pupil|pupils", "student|students", "child|children", "girl|girls", "boy|boys"),
        "pack packs": ("box|boxes", "pack|packs", "bag|bags")},
    event(
        "groups", ">need", "a=4..35 b=2..12",
        "There are {a} {kids} in a class, and each needs {b} {things}. | A class has {a} {kids}. Each of them gets {b} "
        "{things}. | {name} has {a} {kids} in {his} class and ~gives {b} {things} to each. | {name} teaches {a} "
        "{kids}. Every {kid} gets {b} {things}. | Each {kid} needs {b} {things}, and there are {a} {kids}. | How many "
        "{things} do {a} {kids} need if each {kid} needs {b}? | If each of {a} {kids} gets {b} {things}, how many "
        "{things} is that? | {name} wants {b} {things} for each of {his} {a} {kids}.",
        line("a*b", "How many {things} are needed for {a:d} {kids}? | How many {things} do the {kids} need?",
            "{a:d} {kids} need {eq} {things}. | That is {eq} {things}."),
        asks="How many {things} are needed? | How many {things} do the {kids} need? | How many {things} is that in "
        "total? | How many {things} are needed in all?",
    ),
    event(
        "groups-kids", ">need", "a=2..6 b=8..30 c=2..6",
        "A school has {a} classes of {b} {kids}. Each {kid} gets {c} {things}. | There are {a} classes with {b} {kids} "
        "in each. Every {kid} needs {c} {things}. | {name} needs {c} {things} for every {kid} in {a} classes, and each "
        "class has {b} {kids}.",
        line("a*b", "How many {kids} are there?", "There are {eq} {kids}. | {a:d} classes of {b:d} are {eq} {kids}."),
        line("s1*c", "How many {things} are needed for all {kids}?",
            "For all of them that is {eq} {things}. | They need {eq} {things}."),
        asks="How many {things} are needed? | How many {things} is that in all? | How many {things} do they need in "
        "total?",
    ),
    event(
        "parts-kids", ">need", "a=4..20 b=4..20 c=2..6",
        "There are {a} girls and {b} boys in a class, and each child needs {c} {things}. | A class has {a} boys and "
        "{b} girls. Each of them gets {c} {things}. | {name} teaches {a} girls and {b} boys and ~gives {c} {things} to "
        "every child.",
        line("a+b", "How many children are in the class?", "There are {eq} children in the class."),
        line("s1*c", "How many {things} are needed for all of them?",
            "For all of them that is {eq} {things}. | They need {eq} {things}."),
        asks="How many {things} are needed? | How many {things} is that in all? | How many {things} do the children "
        "need in total?",
    ),
    event(
        "gain", "need>need", "a=2..20",
        "{a} more are needed for the teachers. | The school wants {a} extra. | {a} more {things} are needed in case "
        "some get lost.",
        line("x+a", "How many {things} is that with the {a:d} more?",
            "With the {a:d} more that is {eq} {things}. | That makes {eq} {things}."),
        asks="How many {things} is that in all? | How many {things} are needed altogether? | How many {things} are "
        "needed now?",
    ),
    event(
        "have", "need>missing", "a=4..90",
        "There are only {a} {things} at school. | The school already has {a}. | There are {a} {things} in the closet "
        "already. | There are {a} {things} already. How many more are needed?",
        line("x-a", "How many more {things} are needed?",
            "{eq} more {things} are needed. | {eq} {things} are missing."),
        asks="How many more {things} are needed? | How many {things} are missing? | How many more {things} does the "
        "school have to buy?",
    ),
    event(
        "pack", "need>packs", "a=2..20",
        "The {things} are sold in {packs} of {a}. | A {pack} holds {a} {things}. | There are {a} {things} in a {pack}. "
        "| They are sold in {packs} of {a}. How many {packs} are needed? | If a {pack} holds {a} {things},",
        line("x/a", "How many {packs} are needed?", "{eq} {packs} are needed. | That is {eq} {packs}."),
        asks="How many {packs} are needed? | How many {packs} is that? | How many {packs} does the school have to buy?",
    ),
    event(
        "cost", "packs>money", "a=2..15",
        "A {pack} costs {a:$}. | Each {pack} is {a:$}. | The {packs} are {a:$} each. | One {pack} costs {a:$}. How "
        "much will that be in total?",
        line("x*a", "How much do the {packs} cost?", "The {packs} cost {dollars}. | That is {dollars}."),
        asks="How much do the {packs} cost? | What is the total cost? | How much does the school pay? | How much will "
        "that be in total?",
    ),
    event(
        "cost", "missing>money", "a=2..6",
        "Each {thing} costs {a:$}. | They cost {a:$} each. | One {thing} is {a:$}. | The {things} are {a:$} apiece. "
        "How much is that in total?",
        line("x*a", "How much do the new {things} cost?", "The new {things} cost {dollars}. | That is {dollars}."),
        asks="How much do they cost? | What is the total cost? | How much does the school pay for them?",
    ),
    event(
        "have-lose-groups", ">left", "a=20..200 b=4..30 c=2..6",
        "{name} has {a} {things} and ~gives {c} to each of {b} {kids}. | A teacher has {a} {things} for {b} {kids}, "
        "and each of them gets {c}. | There are {a} {things} at school. {b} {kids} get {c} {things} each. | {name} "
        "buys {a} {things}. {he} gives {c} {things} to each of {b:d} {kids}. How many are left?",
        line("b*c", "How many {things} do the {kids} get?",
            "The {kids} get {eq} {things}. | {b:d} {kids} get {eq} {things}."),
        line("a-s1", "How many {things} are left?", "{eq} {things} are left. | That leaves {eq} {things}."),
        asks="How many {things} are left? | How many {things} remain? | How many are left?",
    ),
    event(
        "share", ">each", "a=12..240 b=3..30",
        "{a} {things} are shared equally by {b} {kids}. | {name} has {a} {things} for {b} {kids}, the same number for "
        "each. | {name} shares {a} {things} equally among {b} {kids}. | There are {a} {things} for {b} {kids}. Each "
        "gets the same number. | If {b} {kids} share {a} {things} equally, how many does each {kid} get? | How many "
        "{things} does each {kid} get if {b} {kids} share {a} equally?",
        line("a/b", "How many {things} does each {kid} get?",
            "Each {kid} gets {eq} {things}. | That is {eq} {things} for each."),
        asks="How many {things} does each {kid} get? | How many {things} does every {kid} get? | How many does each "
        "{kid} get?",
    ),
    event(
        "lose", "each>each", "a=2..9",
        "One {kid} gives {a} of them to a friend. | Then one {kid} loses {a} of them. | One of the {kids} uses up {a}.",
        line("x-a", "How many {things} does that {kid} have left?", "That {kid} has {eq} {things} left."),
        asks="How many {things} does that {kid} have left?",
    ),
    event(
        "rows", ">kids", "a=3..12 b=3..12",
        "A classroom has {a} rows of {b} desks. | There are {a} rows of desks in a classroom, with {b} desks in each "
        "row. | In a classroom there are {b} desks in each of {a} rows. | How many desks are there in a classroom with "
        "{a} rows of {b} desks? | If a classroom has {a} rows and each row has {b} desks,",
        line("a*b", "How many desks are there?", "There are {eq} desks. | {a:d} rows of {b:d} are {eq} desks."),
        asks="How many desks are there? | How many desks are there in the classroom? | How many desks is that in "
        "total?",
    ),
    event(
        "goal", "kids>end", "a=5..90",
        "There are {a} {kids} in the class, and each sits at a desk. | {a} {kids} sit at one desk each. | {a} {kids} "
        "come in, and each takes a desk. How many desks are empty?",
        line("x-a", "How many desks are empty?", "{eq} desks are empty. | That leaves {eq} empty desks."),
        asks="How many desks are empty? | How many desks are free? | How many desks are left?",
    ),
    asides=(aside("d=2..12",
        "The school has {d} floors. | The lesson starts at {d} o'clock. | There are {d} plants in the room. | The "
        "classroom has {d} windows."),),
    persons="one",
)

PAGES = Family.of(
    "pages",
    {"book": ("a book", "a story", "a novel", "a comic", "a book about stars", "a mystery"),
        "day1 day2": ("Monday|Tuesday", "Saturday|Sunday", "Friday|Saturday", "Wednesday|Thursday", "Sunday|Monday")},
    event(
        "per-day", ">read", "a=4..40 b=3..30",
        "{name} reads {a} pages a day for {b} days. | {name} reads {a} pages every day. How many pages does {he} read "
        "in {b} days? | For {b} days {name} reads {a} pages of {book} each day. | {name} reads {a} pages of {book} per "
        "day for {b} days. | How many pages does {name} read in {b} days if {he} reads {a} pages a day? | If {name} "
        "reads {a} pages a day for {b} days,",
        line("a*b", "How many pages does {name} read in {b:d} days?",
            "{he} reads {eq} pages. | In {b:d} days {he} reads {eq} pages."),
        asks="How many pages does {name} read? | How many pages does {name} read in all? | How many pages is that in "
        "total?",
    ),
    event(
        "week", ">read", "a=4..60",
        "{name} reads {a} pages a day. How many pages does {he} read in a week? | {name} reads {a} pages every day for "
        "a week. | Each day of the week {name} reads {a} pages of {book}. | How many pages does {name} read in a week "
        "if {he} reads {a} pages a day? | If {name} reads {a} pages per day for one week,",
        line("a*7", "How many pages does {name} read in a week?",
            "A week has 7 days, so {he} reads {eq} pages. | In 7 days {he} reads {eq} pages."),
        asks="How many pages does {name} read in a week? | How many pages does {name} read in that week? | How many "
        "pages is that in all?",
    ),
    event(
        "weekdays", ">read", "a=4..60",
        "{name} reads {a} pages a day from Monday to Friday. | From Monday to Friday {name} reads {a} pages each day. "
        "| {name} reads {a} pages of {book} every day from Monday to Friday. | Every day from Monday to Friday {name} "
        "reads {a} pages.",
        line("a*5", "How many pages does {name} read from Monday to Friday?",
            "From Monday to Friday there are 5 days, so {he} reads {eq} pages. | In 5 days {he} reads {eq} pages."),
        asks="How many pages does {name} read in those days? | How many pages does {name} read in all? | How many "
        "pages is that in total?",
    ),
    event(
        "parts", ">read", "a=4..90 b=4..90",
        "{name} reads {a} pages of {book} on {day1} and {b} pages on {day2}. | On {day1} {name} reads {a} pages. On "
        "{day2} {he} reads {b} pages. | {name} reads {a} pages of {book} in the morning and {b} in the evening. | "
        "{name} reads {a} pages on {day1} and {b} more on {day2}. | If {name} reads {a} pages on {day1} and {b} on "
        "{day2},",
        line("a+b", "How many pages does {name} read on both occasions?",
            "{he} reads {eq} pages. | Together that is {eq} pages."),
        asks="How many pages does {name} read in all? | How many pages does {name} read altogether? | How many pages "
        "is that in total?",
    ),
    event(
        "times-as-many", ">read", "a=4..60 b=2..4",
        "On {day1} {name} reads {a} pages. On {day2} {he} reads {b:times} as many. | {name} reads {a} pages of {book} "
        "on {day1} and {b:times} as many on {day2}. | {name} reads {a} pages on {day1}, and on {day2} {he} reads "
        "{b:times} as many pages.",
        line("a*b", "How many pages does {name} read on {day2}?",
            "On {day2} {he} reads {eq} pages. | {b:times} {a:d} is {eq} pages."),
        line("a+s1", "How many pages does {name} read on both days?",
            "On both days {he} reads {eq} pages. | Together that is {eq} pages."),
        asks="How many pages does {name} read in all? | How many pages does {name} read on both days together? | How "
        "many pages is that in total?",
    ),
    event(
        "gain", "read>read", "a=4..60",
        "Later {he} reads {a} more. | The next day {he} reads {a} more pages. | {then}{he} reads another {a} pages. | "
        "{then}{he} reads {a} more. How many pages has {he} read in all?",
        line("x+a", "How many pages does {name} read with the {a:d} more?",
            "With the {a:d} more that is {eq} pages. | That makes {eq} pages."),
        asks="How many pages does {name} read in all? | How many pages is that now? | How many pages does {name} read "
        "in total?",
    ),
    event(
        "goal", "read>left", "a=60..600",
        "The book has {a} pages. | There are {a} pages in the book. | The whole book has {a} pages. How many are left? "
        "| {his} book has {a} pages. | If the book has {a} pages,",
        line("a-x", "How many pages are left to read?", "{eq} pages are left. | {he} still has {eq} pages to read."),
        asks="How many pages are left? | How many pages are left to read? | How many pages does {name} still have to "
        "read? | How many pages does {name} have left?",
    ),
    event(
        "have-lose", ">left", "a=60..500 b=10..200",
        "{name's} book has {a} pages, and {he} has read {b} of them. | {name} reads {book} of {a} pages. So far {he} "
        "has read {b} pages. | A book has {a} pages. {name} has read {b} pages. How many are left? | {name} has {book} "
        "with {a} pages and ~reads {b} of them. | If a book has {a} pages and {name} has read {b},",
        line("a-b", "How many pages are left to read?", "{eq} pages are left. | That leaves {eq} pages."),
        asks="How many pages are left? | How many pages are left to read? | How many pages does {name} still have to "
        "read?",
    ),
    event(
        "pack", "left>days", "a=4..40",
        "{he} reads {a} pages a day. | From now on {he} reads {a} pages every day. | If {he} reads {a} pages a day, | "
        "{he} reads {a} pages per day. How many days does {he} need for the rest?",
        line("x/a", "How many days does {name} need for the rest?",
            "{he} needs {eq} days. | The rest takes {eq} days."),
        asks="How many days does {name} need for the rest? | How many days does it take to finish the book? | In how "
        "many days is {name} done?",
    ),
    event(
        "share", "left>end", "a=2..14",
        "{he} wants to finish the rest in {a} days, with the same number of pages each day. | {he} has {a} days for "
        "the rest and ~reads the same number of pages each day. | If {he} reads the rest in {a} days, the same number "
        "each day,",
        line("x/a", "How many pages does {name} read each day?",
            "{he} reads {eq} pages each day. | That is {eq} pages a day."),
        asks="How many pages a day is that? | How many pages does {name} have to read each day? | How many pages does "
        "{name} read per day?",
    ),
    event(
        "pack", ">days", "a=4..40 b=40..480",
        "{name} reads {a} pages a day. {his} book has {b} pages. | A book has {b} pages, and {name} reads {a} pages a "
        "day. | {name} has {book} with {b} pages and ~reads {a} pages every day. | How many days does {name} need for "
        "a book of {b} pages if {he} reads {a} pages a day? | If {name} reads {a} pages a day, how many days does a "
        "book of {b} pages take?",
        line("b/a", "How many days does {name} need for the book?",
            "{he} needs {eq} days. | The book takes {eq} days."),
        asks="How many days does {name} need for the book? | How many days does it take to read the book? | How long "
        "does the book take, in days?",
    ),
    asides=ASIDES[:3],
    persons="one I",
)

TESTS = Family.of(
    "tests",
    {"test": ("test", "quiz", "exam", "spelling test", "math test", "history test", "science quiz"),
        "task tasks": ("question|questions", "problem|problems", "task|tasks", "exercise|exercises")},
    event(
        "groups", ">points", "a=4..30 b=2..10",
        "{name} gets {a} {tasks} right on a {test}, and each is worth {b} points. | Each {task} on a {test} is worth "
        "{b} points. {name} gets {a} right. | On a {test} {name} has {a} right answers. / Each right answer gives {b} "
        "points. | {name} gets {b} points for each of {a} right answers on a {test}. | If each right answer gives {b} "
        "points and {name} has {a} right,",
        line("a*b", "How many points does {name} get for {a:d} right answers?",
            "{he} gets {eq} points. | {a:d} right answers give {eq} points."),
        asks="How many points does {name} get? | How many points does {name} have? | What is {name's} score? | How "
        "many points is that in total?",
    ),
    event(
        "two-prices", ">points", "a=3..15 b=2..6 c=2..9 d=4..12",
        "On a {test} {name} gets {a} easy {tasks} right for {b} points each and {c} hard ones for {d} points each. | A "
        "{test} has easy {tasks} for {b} points and hard ones for {d} points. {name} gets {a} easy and {c} hard ones "
        "right. | {name} has {a} easy {tasks} right at {b} points each and {c} hard ones at {d} points each.",
        line("a*b", "How many points do the easy {tasks} give?", "The easy {tasks} give {eq} points."),
        line("c*d", "How many points do the hard {tasks} give?", "The hard {tasks} give {eq} points."),
        line("s1+s2", "How many points is that in all?", "In all that is {eq} points. | Together that is {eq} points."),
        asks="How many points does {name} get in all? | What is {name's} score? | How many points is that in total?",
    ),
    event(
        "parts", ">points", "a=10..95 b=10..95",
        "{name} gets {a} points on the first {test} and {b} on the second. | {name} has {a} points in the first half "
        "of a {test} and {b} points in the second half. | {name} gets {a} points for reading and {b} for writing. | On "
        "two tests {name} gets {a} and {b} points.",
        line("a+b", "How many points does {name} get together?",
            "Together that is {eq} points. | {he} gets {eq} points."),
        asks="How many points does {name} get in all? | How many points is that together? | What is {name's} total "
        "score?",
    ),
    event(
        "more-than", ">points", "a=20..90 b=2..20",
        "{friend} gets {a} points on a {test}, and {name} gets {b} more than {friend}. | {name} gets {b} points more "
        "than {friend} on a {test}. {friend} gets {a} points. | On a {test} {friend} gets {a} points. {name} gets {b} "
        "points more.",
        line("a+b", "How many points does {name} get?",
            "{he} gets {eq} points. | {b:d} more than {a:d} is {eq} points."),
        asks="How many points does {name} get? | What is {name's} score? | How many points does {name} have?",
    ),
    event(
        "gain", "points>points", "a=2..15",
        "{he} also gets {a} bonus points. | {he} gets {a} extra points for neat work. | There are {a} extra points for "
        "{him}. | {then}{he} gets {a} more points. How many does {he} have now?",
        line("x+a", "How many points does {name} have with the {a:d} extra ones?",
            "With the {a:d} extra ones {he} has {eq} points. | That makes {eq} points."),
        asks="How many points does {name} have in all? | How many points does {name} have now? | What is {name's} "
        "score in the end?",
    ),
    event(
        "lose", "points>points", "a=2..15",
        "{he} loses {a} points for mistakes. | {a} points are taken off because {he} is late. | {then}{he} loses {a} "
        "points. | {he} loses {a} points. How many are left?",
        line("x-a", "How many points are left after losing {a:d}?",
            "That leaves {eq} points. | {he} has {eq} points left."),
        asks="How many points does {name} have then? | How many points are left? | What is {name's} score then?",
    ),
    event(
        "goal", "points>end", "a=50..200/5",
        "{he} needs {a} points to pass. | The best score is {a} points. | {his} goal is {a} points. | {he} needs {a} "
        "points. How many more does {he} need?",
        line("a-x", "How many points are missing?", "{eq} points are missing. | {he} is {eq} points short."),
        asks="How many points are missing? | How many points is {name} short of that? | How many more points would "
        "that take?",
    ),
    event(
        "have-lose", ">right", "a=10..60 b=2..20",
        "A {test} has {a} {tasks}, and {name} gets {b} of them wrong. | There are {a} {tasks} on a {test}. {name} gets "
        "{b} wrong. | {name} gets {b} of the {a} {tasks} on a {test} wrong. | A {test} has {a} {tasks}. {name} gets "
        "all but {b} of them right. | If a {test} has {a} {tasks} and {name} gets {b} wrong,",
        line("a-b", "How many {tasks} does {name} get right?",
            "{he} gets {eq} {tasks} right. | That leaves {eq} right answers."),
        asks="How many {tasks} does {name} get right? | How many does {name} get right?",
    ),
    event(
        "times", "right>points", "a=2..10",
        "Each right answer gives {a} points. | {he} gets {a} points for each right one. | Every right one is worth {a} "
        "points. | A right answer is worth {a} points. How many points does {he} get?",
        line("x*a", "How many points does {name} get?", "{he} gets {eq} points. | The right answers give {eq} points."),
        asks="How many points does {name} get? | What is {name's} score? | How many points is that in total?",
    ),
    asides=ASIDES[:3],
    persons="one I",
)

FAMILIES = (PUPILS, PAGES, TESTS,)

"""School: supplies, reading, libraries, classes."""

from socratic.builtin.families.shared import ASIDES
from socratic.builtin.notation import Family, aside, event, line

__all__ = ["FAMILIES"]

# One event is a few dense lines here; the formatter would make it fifteen.
# fmt: off

SUPPLIES = Family.of(
    "supplies",
    {
        "thing things": (
            "pencil|pencils", "marker|markers", "notebook|notebooks", "eraser|erasers", "crayon|crayons",
            "folder|folders",
        ),
        "pack packs": ("box|boxes", "pack|packs", "bag|bags"),
    },
    event(
        "have", ">items", "a=30..200",
        "{name} is a teacher and ~has {a} {things} in {his} closet. | {name} teaches a class and ~has {a} {things} for "
        "{his} students. | There are {a} {things} in {name's} classroom.",
    ),
    event(
        "groups", ">items", "a=3..15 b=6..30",
        "{name}, a teacher, orders {a} {packs} of {things}. Each {pack} holds {b} {things}. | {name} buys {a} {packs} "
        "of {b} {things} each for the school.",
        line(
            "a*b",
            "How many {things} does {name} buy at first? | How many {things} are in the {packs}?",
            "{name} buys {eq} {things}. | The {packs} hold {eq} {things}.",
        ),
    ),
    event(
        "dozen", ">items", "a=3..12",
        "{name} buys {a} dozen {things} for {his} students. | For {his} class, {name} orders {a} dozen {things}. | "
        "{name} has {a} dozen {things} for {his} lessons.",
        line("a*12", "How many {things} does {name} buy at first?", "{name} buys {eq} {things}."),
    ),
    event(
        "gain", "items>items", "a=10..80",
        "{then}a parent gives the class {a} more {things}. | {then}{he} finds another {a} {things} in a drawer. | "
        "{then}{he} buys {a} more {things}. | {then}{his} students bring {a} more {things}.",
        line("x+a", "How many {things} are there then?", "{he} then has {eq} {things}. | That makes {eq} {things}."),
        asks="How many {things} does {name} have now? | How many {things} are there in all?",
    ),
    event(
        "lose", "items>items", "a=5..60",
        "{then}{he} lends {a} {things} to another teacher. | {then}{his} students use up {a} of the {things}. | "
        "{then}{he} gives {a} of the {things} away. | {then}{a} of the {things} break.",
        line(
            "x-a",
            "How many {things} are left after that?",
            "{he} has {eq} {things} left. | That leaves {eq} {things}.",
        ),
        asks="How many {things} does {name} have left? | How many {things} are left?",
    ),
    event(
        "lose-groups", "items>items", "a=6..30 b=2..6",
        "{then}{he} gives {b} {things} to each of the {a:d} students. | {then}each of {his} {a:d} students takes {b} "
        "{things}. | {he} has {a:d} students and ~gives each of them {b} {things}. | Each of {a:d} students gets {b} "
        "{things}.",
        line(
            "a*b",
            "How many {things} do the students get? | How many {things} does {name} hand out?",
            "The students get {eq} {things}.",
        ),
        line("x-s1", "How many {things} are left then?", "{he} has {eq} {things} left. | That leaves {eq} {things}."),
        asks="How many {things} does {name} have left? | How many {things} are left?",
    ),
    event(
        "half", "items>items", "",
        "{then}{he} gives half of {his} {things} to the class next door. | {then}{his} students use up half of {his} "
        "{things}.",
        line(
            "x/2",
            "How many {things} remain after that?",
            "Half of the {things} is {eq}. | That leaves {eq} {things}.",
        ),
        asks="How many {things} does {name} have left? | How many {things} are left?",
    ),
    event(
        "share", "items>end", "a=3..30",
        "{he} divides the {things} equally among {a:d} students. | If {he} shares the {things} equally among {a:d} "
        "students, | {then}{a:d} students share the {things} equally. | {he} gives the same number to each of {a:d} "
        "students. | {a:d} students get the same number of {things} each.",
        line("x/a", "How many {things} does each student get?", "Each student gets {eq} {things}."),
    ),
    event(
        "share-parts", "items>end", "a=2..12 b=2..12",
        "{he} divides the {things} equally among {a} girls and {b} boys. | If {he} shares the {things} equally among "
        "the {a} girls and {b} boys in {his} class,",
        line("a+b", "How many children are there?", "There are {eq} children."),
        line("x/s1", "How many {things} does each child get?", "Each child gets {eq} {things}."),
    ),
    asides=ASIDES[:3],
    persons="named I",
)

READING = Family.of(
    "reading",
    {
        "book": ("a book", "a novel", "a long story", "a biography"),
        "when": ("On the weekend", "On Friday", "In the evening"),
    },
    event(
        "have", ">pages", "a=80..480",
        "{name} starts {book} that has {a:d} pages. | {name} borrows {book} with {a:d} pages from the library. | "
        "{name} is reading {book} of {a:d} pages. | {name} has {book} with {a:d} pages. | {name's} book has {a:d} "
        "pages. | {name} is reading {book}. It has {a:d} pages.",
    ),
    event(
        "groups", ">pages", "a=5..24 b=8..30",
        "{name} starts {book} with {a} chapters of {b} pages each. | {name} wants to read {book}. It has {a} chapters, "
        "and there are {b} pages in every chapter. | {name} reads {book}. It has {a} chapters of {b} pages.",
        line("a*b", "How many pages does the book have? | How many pages are there in all?", "It has {eq} pages."),
    ),
    event(
        "lose", "pages>pages", "a=10..120",
        "{when} {he} reads {a} pages of it. | {then}{he} reads {a} pages of it. | {he} has already read {a} pages. | "
        "On the first day {he} reads {a} pages. | {he} reads {a} pages on Monday. | So far {he} has read {a} pages. | "
        "{he} reads {a} pages. How many are left?",
        line("x-a", "How many pages are left after reading {a:d} pages?", "There are {eq} pages left."),
        asks="How many pages are left to read? | How many pages does {name} still have to read?",
    ),
    event(
        "lose-groups", "pages>pages", "a=8..40 b=2..9",
        "{then}{he} reads {a} pages a day for {b} days. | For {b} days {he} reads {a} pages every day. | {he} has read "
        "{a} pages on each of {b} days. | {he} reads {a} pages a day for {b} days. | {he} reads {a} pages per day. How "
        "many are left after {b} days?",
        line("a*b", "How many pages does {name} read in these {b:d} days?", "{he} reads {eq} pages."),
        line("x-s1", "How many pages are left then?", "There are {eq} pages left."),
        asks="How many pages are left to read? | How many pages does {name} still have to read?",
    ),
    event(
        "half", "pages>pages", "",
        "During a train ride {he} reads half of the pages that {he} has not read yet. | {then}{he} reads half of the "
        "unread pages.",
        line("x/2", "How many pages are left after reading half of them?", "There are {eq} pages left."),
        asks="How many pages are left to read? | How many pages does {name} still have to read?",
    ),
    event(
        "lose-fraction", "pages>pages", "a=3..5",
        "{then}{he} reads {a:frac} of the unread pages in one day. | {then}{he} reads {a:frac} of the pages that {he} "
        "has not read yet.",
        line("x/a", "How many pages are {a:frac} of the unread pages?", "That is {eq} pages."),
        line("x-s1", "How many pages are left then?", "There are {eq} pages left."),
        asks="How many pages are left to read? | How many pages does {name} still have to read?",
    ),
    event(
        "share", "pages>end", "a=2..12",
        "{he} wants to read all the unread pages in {a} days, the same number every day. | If {he} reads the unread "
        "pages in {a} days, the same number every day, | {he} has {a} days for the pages that are left, and {he} reads "
        "the same number each day.",
        line(
            "x/a",
            "How many pages does {name} have to read each of these days?",
            "{he} has to read {eq} pages each day.",
        ),
    ),
    event(
        "pack", "pages>end", "a=6..30",
        "{he} wants to read all the unread pages at {a} pages a day. | If {he} reads the unread pages at {a} pages a "
        "day, | {he} reads the pages that are left at {a} pages a day. | {he} reads {a} pages of the rest every day. | "
        "{he} reads the rest at {a} pages per day. How many days does that take?",
        line("x/a", "How many days does {name} need for the unread pages?", "{he} needs {eq} days."),
    ),
    asides=ASIDES[:3],
)

LIBRARY = Family.of(
    "library",
    {"place": ("library", "bookshop", "school")},
    event(
        "groups", ">books", "a=3..20 b=8..40",
        "{name's} {place} has {a} shelves with {b} books on each. | In {name's} {place} there are {a} shelves, and {b} "
        "books stand on each shelf. | There are {b} books on each of the {a} shelves in {name's} {place}.",
        line("a*b", "How many books are on the shelves?", "There are {eq} books on the shelves."),
    ),
    event(
        "parts", ">books", "a=20..200 b=20..200",
        "{name's} {place} has {a} children's books and {b} other books. | In {name's} {place} there are {a} novels and "
        "{b} other books. | There are {a} old books and {b} new books in {name's} {place}.",
        line("a+b", "How many books are there at first?", "At first there are {eq} books."),
    ),
    event(
        "times-as-many", ">books", "a=20..120 b=2..5",
        "{friend}'s {place} has {a} books, and {name's} {place} has {b:times} as many. | {name's} {place} has "
        "{b:times} as many books as {friend}'s {place}, which has {a} books.",
        line("a*b", "How many books does {name's} {place} have at first?", "{name's} {place} has {eq} books."),
    ),
    event(
        "gain", "books>books", "a=10..90",
        "{then}someone donates {a} more books to {him}. | {then}{he} orders {a} new books, and they all arrive. | "
        "{then}{he} gets {a} more books.",
        line("x+a", "How many books are there with the {a:d} new ones?", "That makes {eq} books."),
        asks="How many books does {name's} {place} have now?",
    ),
    event(
        "gain-groups", "books>books", "a=2..9 b=5..30",
        "{then}a truck brings {a} boxes with {b} new books in each. | {then}{he} gets {a} boxes of {b} books each.",
        line("a*b", "How many books are in the boxes?", "The boxes hold {eq} books."),
        line("x+s1", "How many books are there then?", "Then there are {eq} books."),
        asks="How many books does {name's} {place} have now?",
    ),
    event(
        "lose", "books>books", "a=5..90",
        "{then}{he} sorts out {a} old books and ~throws them away. | {then}{he} gives {a} of the books to a hospital. "
        "| {then}{a} of the books are sold.",
        line("x-a", "How many books are left after that?", "There are {eq} books left."),
        asks="How many books does {name's} {place} have left?",
    ),
    event(
        "half", "books>books", "",
        "{then}{he} gives half of all {his} books to another town. | {then}half of all {his} books are moved to "
        "another town.",
        line("x/2", "How many books stay there?", "Half of the books is {eq}."),
        asks="How many books does {name's} {place} have left?",
    ),
    event(
        "pack", "books>shelves", "a=5..25",
        "{he} puts all the books on new shelves, {a} books on each shelf. | New shelves hold {a} books each, and {he} "
        "moves all the books there.",
        line("x/a", "How many new shelves does {name} fill?", "{he} fills {eq} new shelves."),
    ),
    event(
        "cost", "shelves>end", "a=15..90",
        "Each of the new shelves costs {a:$}. | {he} pays {a:$} for every new shelf.",
        line("x*a", "How much do the new shelves cost in all?", "They cost {dollars}."),
    ),
    event(
        "share", "books>end", "a=2..9",
        "{then}{he} spreads all the books evenly over {a} rooms. | If {he} puts all the books into {a} rooms in equal "
        "numbers,",
        line("x/a", "How many books are in each room?", "There are {eq} books in each room."),
    ),
    asides=ASIDES[:3],
)

CLASSROOM = Family.of(
    "classroom",
    {"group groups": ("class|classes", "team|teams", "club|clubs", "school|schools", "camp|camps", "choir|choirs"),
     "kids": ("students", "children", "pupils", "members"), "bus buses": ("bus|buses", "van|vans", "tent|tents",
         "room|rooms", "boat|boats")},
    event(
        "parts", ">kids", "a=5..90 b=5..90",
        "There are {a} girls and {b} boys in a {group}. | A {group} has {a} boys and {b} girls. | {a} girls and {b} "
        "boys are in {name's} {group}. | In a {group} there are {a} boys. There are also {b} girls in it. | There are "
        "{a} girls and {b} boys in a {group}. How many {kids} are there? | {name's} {group} has {a} girls and {b} "
        "boys. | A {group} has {a} girls and {b} boys in it. | How many {kids} are in a {group} with {a} girls and {b} "
        "boys? | If a {group} has {a} boys and {b} girls,",
        line("a+b", "How many {kids} are there?", "There are {eq} {kids}. | Together that is {eq} {kids}."),
        asks="How many {kids} are there? | How many {kids} are there in all? | How many {kids} does the {group} have?",
    ),
    event(
        "rest", ">kids", "a=5..60 b=12..120",
        "There are {b} {kids} in a {group}, and {a} of them are girls. How many are boys? | A {group} has {b} {kids}. "
        "{a} of them wear glasses, and the others go on a trip. | Of the {b} {kids} in a {group}, {a} stay at home. "
        "The others go on a trip.",
        line("b-a", "How many {kids} are the others?", "The others are {eq} {kids}. | That leaves {eq} {kids}."),
        asks="How many {kids} go on the trip? | How many {kids} are on the trip?",
    ),
    event(
        "groups", ">kids", "a=2..12 b=8..32",
        "There are {a} {groups} of {b} {kids} each. | {a} {groups} go on a trip. Each of the {groups} has {b} {kids}. "
        "| There are {b} {kids} in each of {a} {groups}. | There are {a} {groups} with {b} {kids} in each. | Each "
        "{group} has {b} {kids}, and there are {a} {groups}. | How many {kids} are in {a} {groups} of {b}?",
        line("a*b", "How many {kids} are there?", "There are {eq} {kids}. | {a:d} {groups} of {b:d} are {eq} {kids}."),
        asks="How many {kids} are there? | How many {kids} are there in all?",
    ),
    event(
        "more-than", ">kids", "a=5..60 b=2..20",
        "A {group} has {a} boys and {b} more girls than boys. | There are {a} boys in a {group}. There are {b} more "
        "girls than boys. | A {group} has {b} more girls than boys, and it has {a} boys.",
        line("a+b", "How many girls are there?", "There are {eq} girls."),
        line("s1+a", "How many {kids} are there?", "There are {eq} {kids} in all."),
        asks="How many {kids} are there? | How many {kids} are there in all?",
    ),
    event(
        "times-as-many", ">kids", "a=3..30 b=2..4",
        "A {group} has {a} boys and {b:times} as many girls. | There are {a} boys in a {group}. There are {b:times} as "
        "many girls. | In a {group} there are {b:times} as many girls as boys. There are {a} boys.",
        line("a*b", "How many girls are there?", "There are {eq} girls."),
        line("s1+a", "How many {kids} are there?", "There are {eq} {kids} in all."),
        asks="How many {kids} are there? | How many {kids} are there in all?",
    ),
    event(
        "gain", "kids>kids", "a=2..20",
        "{a} teachers come along. | {a} parents join them. | {a} more arrive later.",
        line("x+a", "How many is that with the {a:d} others?", "With the others that is {eq}. | That makes {eq}."),
        asks="How many people are there now? | How many people is that in all?",
    ),
    event(
        "lose", "kids>kids", "a=2..12",
        "Today {a} of them are ill. | {a} of them have to go home. | {a} of them are not there. | {a} of them are sick "
        "today. | {a} stay at home. How many are left?",
        line("x-a", "How many are left without those {a:d}?", "Without those it is {eq}. | That leaves {eq}."),
        asks="How many of them are left? | How many of them are there?",
    ),
    event(
        "pack", "kids>buses", "a=3..30",
        "A {bus} has room for {a} people. | {a} people fit into one {bus}. | They go in {buses} for {a} people each. | "
        "Each {bus} holds {a} people. | There is room for {a} in each {bus}. | If {a} people fit in one {bus},",
        line("x/a", "How many {buses} are needed?", "They need {eq} {buses}. | {eq} {buses} are needed."),
        asks="How many {buses} are needed? | How many {buses} do they need? | How many {buses} do they fill?",
    ),
    event(
        "cost", "buses>money", "a=20..90/5",
        "Each {bus} costs {a:$}. | One {bus} costs {a:$}. | The price of each {bus} is {a:$}. | The {buses} are {a:$} "
        "each. | They pay {a:$} for each. How much is that in total?",
        line("x*a", "How much do the {buses} cost?", "The {buses} cost {dollars}."),
    ),
    event(
        "share", "kids>end", "a=2..10",
        "They form {a} equal groups. | They are split into {a} equal rows. | They sit at {a} tables, as many at each. "
        "| They sit in {a} rows, the same number in each. | {name} puts them in {a} groups of the same size. | If they "
        "form {a} equal groups,",
        line("x/a", "How many are in each group?", "Each group has {eq}. | That is {eq} in each."),
        asks="How many of them are together each time? | How many of them are in each group?",
    ),
    event(
        "sell", "kids>money", "a=2..15",
        "Each of them pays {a:$}. | A ticket for each of them costs {a:$}. | A ticket is {a:$}. | Tickets are {a:$} "
        "each. | They pay {a:$} each. How much is that in total?",
        line("x*a", "How much do all of them pay?", "All of them pay {dollars}. | Together they pay {dollars}."),
        asks="How much do all of them pay together? | How much money is that in all?",
    ),
    event(
        "gain", "money>money", "a=10..90/10",
        "The school adds {a:$}. | A guide costs {a:$} more.",
        line("x+a", "How much is that with the other {a:$}?", "With that it is {dollars}."),
        asks="How much money is that in all?",
    ),
    persons="one I",
    asides=(
        aside(
            "d=4..30",
            "The trip lasts {d} hours. | It is {d} kilometers to the lake. | Their teacher is {d} years at this "
            "school.",
        ),
    ),
)

FAMILIES = (SUPPLIES, READING, LIBRARY, CLASSROOM,)

"""Outings: theaters, tickets, parking."""

from socratic.builtin.notation import Family, aside, event, line
from socratic.builtin.words import COLORS, VEHICLES, pairs

__all__ = ["FAMILIES"]

# One event is a few dense lines here; the formatter would make it fifteen.
# fmt: off

THEATER = Family.of(
    "theater",
    {"place": ("theater", "cinema", "concert hall", "opera house")},
    event(
        "groups", ">seats", "a=6..30 b=8..30",
        "A {place} has {a} rows of {b} seats each. | There are {a} rows of seats in a {place}, and each row has {b} "
        "seats. | A {place} has {a} rows, and each row has {b} seats. | In a {place} there are {b} seats in each of "
        "{a} rows.",
        line("a*b", "How many seats are there?", "There are {eq} seats."),
    ),
    event(
        "parts", ">seats", "a=40..300 b=20..150",
        "A {place} has {a:d} seats on the ground floor and {b:d} seats on the balcony. | In a {place} there are {a:d} "
        "wide seats and {b:d} narrow seats. | A {place} has {a:d} cheap seats and {b:d} expensive seats.",
        line("a+b", "How many seats are there?", "There are {eq} seats."),
    ),
    event(
        "lose", "seats>people", "a=5..90",
        "Tonight {a} of the seats are empty, and all the others are taken. | All but {a} of the seats are taken "
        "tonight. | Tonight people sit in all but {a} of the seats. | {a} of the seats stay empty tonight.",
        line("x-a", "How many seats are taken?", "There are {eq} taken seats."),
    ),
    event(
        "half", "seats>people", "",
        "Tonight exactly half of the seats are taken. | Only half of the seats are sold tonight.",
        line("x/2", "How many seats are taken?", "Half of the seats is {eq}."),
    ),
    event(
        "lose-fraction", "seats>people", "a=3..5",
        "Tonight {a:frac} of the seats are empty, and the others are taken. | All seats are taken tonight except for "
        "{a:frac} of them.",
        line("x/a", "How many seats are empty?", "There are {eq} empty seats."),
        line("x-s1", "How many seats are taken?", "There are {eq} taken seats."),
    ),
    event(
        "kids", "people>adults", "a=10..90",
        "There are {a} children in these seats, and the rest are adults. | Of the people who sit there, {a} are "
        "children and the others are adults.",
        line("x-a", "How many adults are there?", "There are {eq} adults."),
    ),
    event(
        "sell", "people>money", "a=4..25",
        "Everyone who comes pays {a:$}. | A ticket for one seat costs {a:$}. | Each person in the seats has paid "
        "{a:$}.",
        line("x*a", "How much money do the tickets bring in?", "The tickets bring in {dollars}."),
    ),
    event(
        "sell", "adults>money", "a=6..25",
        "Children get in free, and every adult pays {a:$}. | A ticket for an adult costs {a:$}, and children pay "
        "nothing.",
        line("x*a", "How much money do the tickets bring in?", "The tickets bring in {dollars}."),
    ),
    event(
        "cost", "money>end", "a=100..900",
        "The show itself costs {a:$} to put on. | Out of this money, {a:$} goes to the actors and helpers.",
        line("x-a", "How much of the ticket money is left after that?", "There are {dollars} left."),
    ),
    event(
        "share", "money>end", "a=2..9",
        "The money is shared equally by {a} schools. | If the money is divided equally among {a} clubs,",
        line("x/a", "How much money does each of them get?", "Each of them gets {dollars}."),
    ),
    asides=(
        aside(
            "d=2..40",
            "The {place} is {d} years old. | The show has {d} actors. | There are {d} lamps on the ceiling.",
        ),
    ),
)

TICKETS = Family.of(
    "tickets",
    {"show": ("zoo", "museum", "circus", "fair", "aquarium", "movie", "concert", "park", "swimming pool", "ball game")},
    event(
        "two-prices", ">money", "a=4..30 b=2..15 c=2..6 d=2..9",
        "A ticket for the {show} costs {a:$} for adults and {b:$} for children. {c} adults and {d} children go. | At "
        "the {show} adults pay {a:$} and children pay {b:$}. {name} buys tickets for {c} adults and {d} children. | "
        "{c} adults and {d} children visit the {show}. / An adult pays {a:$} and a child pays {b:$}.",
        line("c*a", "How much do the adults pay?", "The adults pay {dollars}. | {c:d} adults pay {dollars}."),
        line("d*b", "How much do the children pay?", "The children pay {dollars}. | {d:d} children pay {dollars}."),
        line("s1+s2", "How much do they pay in all?", "In all they pay {dollars}. | Together that is {dollars}."),
        asks="How much do they pay in all? | How much do the tickets cost altogether? | How much is that in total?",
    ),
    event(
        "groups", ">money", "a=3..40 b=2..12",
        "A ticket for the {show} costs {a:$}. How much do {b} tickets cost? | {name} buys {b} tickets for the {show}. "
        "/ Each ticket costs {a:$}. | {b} people go to the {show} and pay {a:$} each. | Tickets for the {show} are "
        "{a:$} each, and {name} needs {b}.",
        line("a*b", "How much do {b:d} tickets cost?", "{b:d} tickets cost {dollars}. | The tickets cost {dollars}."),
        asks="How much do the tickets cost? | How much is that in all? | How much is that altogether?",
    ),
    event(
        "gain", "money>money", "a=2..40",
        "Parking costs {a:$}. | {name} also pays {a:$} for snacks. | They also spend {a:$} on drinks.",
        line("x+a", "How much is that with the other {a:$}?", "With that it is {dollars}."),
        asks="How much is that in all? | How much does the visit cost? | How much money is spent in total?",
    ),
    event(
        "percent-off", "money>money", "a=10..50/5",
        "On Mondays everything is {a:d}% off, and today is Monday. | There is a discount of {a:d}% for groups like "
        "theirs.",
        line("x*a%", "How much is the discount?", "The discount is {dollars}. | {a:d}% of that is {dollars}."),
        line("x-s1", "How much is left to pay?", "That leaves {dollars} to pay. | With the discount it is {dollars}."),
        asks="How much do they pay then? | How much is left to pay?",
    ),
    event(
        "lose", "money>money", "a=2..20",
        "{name} has a coupon for {a:$}. | A friend gives {name} {a:$} for it. | {name} gets {a:$} back.",
        line("x-a", "How much is left without those {a:$}?", "That leaves {dollars}."),
        asks="How much is left to pay? | How much is left for {name} to pay?",
    ),
    event(
        "share", "money>end", "a=2..6",
        "{a} families share that equally. | {a} friends split that equally.",
        line(
            "x/a",
            "How much is one equal part?",
            "Each part is {dollars}. | That is {dollars} for each.",
            grain="0.5",
        ),
        asks="How much is that for each? | How much does each of the {a:d} pay?",
    ),
    event(
        "change", "money>end", "a=20..300/10",
        "{name} pays with {a:$}. | {name} gives the seller {a:$}. | {name} puts {a:$} on the counter.",
        line("a-x", "How much change is there?", "The change is {dollars}. | {name} gets {dollars} back."),
        asks="How much change does {name} get? | How much does {name} get back?",
    ),
    persons="one",
    asides=(
        aside("d=2..30", "They stay for {d} hours. | The {show} is {d} miles away. | There are {d} elephants to see."),
    ),
)

PARKING = Family.of(
    "parking",
    {"lot": ("parking lot", "garage", "harbor", "airport", "station"),
        "thing things": VEHICLES + pairs("bicycle, scooter"), "color1 color2": COLORS["color1 color2"]},
    event(
        "have", ">items", "a=5..150",
        "There are {a} {things} in a {lot}. | A {lot} has {a} {things} in it. | {name} counts {a} {things} in a {lot}.",
    ),
    event(
        "rows", ">items", "a=2..12 b=4..25",
        "A {lot} has {a} rows of {b} {things}. | In a {lot} there are {a} rows. / In each row stand {b} {things}. | "
        "There are {a} rows in a {lot} with {b} {things} in each.",
        line("a*b", "How many {things} are in the {a:d} rows?", "In the rows there are {eq} {things}."),
        asks="How many {things} are there? | How many {things} are in the {lot}?",
    ),
    event(
        "parts", ">items", "a=2..60 b=2..60",
        "There are {a} {color1} and {b} {color2} {things} in a {lot}. | In a {lot} there are {a} {color1} {things}. "
        "There are {b} {color2} {things} next to them. | {a} {color1} and {b} {color2} {things} stand in a {lot}.",
        line("a+b", "How many {things} are there?", "There are {eq} {things}."),
        asks="How many {things} are there? | How many {things} are there in all?",
    ),
    event(
        "lose", "items>items", "a=2..40",
        "Then {a} of them leave. | Later {a} {things} leave. | At noon {a} of the {things} go away.",
        line("x-a", "How many {things} are left?", "{eq} {things} are left. | That leaves {eq} {things}."),
        asks="How many {things} are left? | How many {things} are still there?",
    ),
    event(
        "gain", "items>items", "a=2..40",
        "Then {a} more arrive. | {a} more {things} come in. | In the evening {a} other {things} come.",
        line("x+a", "How many {things} are there with the {a:d} more?", "With those there are {eq} {things}."),
        asks="How many {things} are there now? | How many {things} are there then?",
    ),
    event(
        "leave-come", "items>items", "a=2..30 b=2..30",
        "Then {a} leave and {b} arrive. | In the next hour {a} go away and {b} come. | At night {a} of them leave, "
        "and {b} others come.",
        line("x-a", "How many {things} are left after {a:d} leave?", "Then {eq} {things} are left."),
        line("s1+b", "How many {things} are there after {b:d} come?", "Then there are {eq} {things}."),
        asks="How many {things} are there now? | How many {things} are there in the end?",
    ),
    event(
        "half", "items>items", "",
        "Then half of them leave. | Half of the {things} go away.",
        line("x/2", "How many {things} are half of them?", "Half of them is {eq} {things}."),
        asks="How many {things} are left? | How many {things} are still there?",
    ),
    event(
        "sell", "items>money", "a=2..15",
        "Each of the {things} pays {a:$} a day. | The place costs {a:$} for each.",
        line("x*a", "How much is paid for all {things}?", "For all of them it is {dollars}. | That is {dollars}."),
        asks="How much money is that? | How much money comes in a day?",
    ),
    event(
        "week", "money>end", "",
        "It is the same on each day of the week. | This goes on for a week.",
        line("x*7", "How much money is that in a week?", "A week has 7 days, so that is {dollars}."),
        asks="How much money is that in a week?",
    ),
    event(
        "goal", "items>end", "a=50..300/10",
        "There is room for {a} {things}. | The {lot} has {a} places. | At most {a} {things} can stand there.",
        line("a-x", "How many places are free?", "{eq} places are free."),
        asks="How many places are free? | How many more {things} can come?",
    ),
    persons="one I",
    asides=(
        aside("d=2..12", "It opens at {d} o'clock. | The {lot} is {d} years old. | It costs {d:$} to get a key."),
    ),
)

FAMILIES = (THEATER, TICKETS, PARKING,)

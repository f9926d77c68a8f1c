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
        "{a} rows. | There are {a} rows with {b} seats each in a {place}. | How many seats are there in a {place} with "
        "{a} rows of {b} seats? | If a {place} has {a} rows and each row has {b} seats,",
        line("a*b", "How many seats are there?", "There are {eq} seats. | {a:d} rows of {b:d} are {eq} seats."),
        asks="How many seats are there? | How many seats are there in all? | How many seats does the {place} have?",
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
        "tonight. | Tonight people sit in all but {a} of the seats. | {a} of the seats stay empty tonight. | {a} seats "
        "are empty, and people sit in the rest. | {a} seats are empty. How many are taken?",
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
        "{a:$}. | The tickets are {a:$} each. | Everyone pays {a:$} for a ticket. | Tickets cost {a:$} per person. How "
        "much is that in total?",
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
        "{a:$} each, and {name} needs {b}. | {name} buys {b} tickets for the {show} at {a:$} each. | {name} pays {a:$} "
        "a ticket for {b} tickets. | How much do {b} tickets for the {show} cost at {a:$} apiece? | If one ticket for "
        "the {show} is {a:$}, how much are {b} tickets?",
        line("a*b", "How much do {b:d} tickets cost?", "{b:d} tickets cost {dollars}. | The tickets cost {dollars}."),
        asks="How much do the tickets cost? | How much is that in all? | How much is that altogether? | What is the "
        "total cost? | How much does {name} pay?",
    ),
    event(
        "gain", "money>money", "a=2..40",
        "Parking costs {a:$}. | {name} also pays {a:$} for snacks. | They also spend {a:$} on drinks. | Popcorn costs "
        "another {a:$}. | {name} buys a snack for {a:$} too.",
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
        "{name} pays with {a:$}. | {name} gives the seller {a:$}. | {name} puts {a:$} on the counter. | {name} pays "
        "with {a:$}. How much does {he} get back? | {name} has {a:$} in {his} wallet and ~pays the bill.",
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
        "Then {a} leave and {b} arrive. | In the next hour {a} go away and {b} come. | At night {a} of them leave, and "
        "{b} others come.",
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

TRIP = Family.of(
    "family trip",
    {"show": ("zoo", "museum", "circus", "fair", "aquarium", "water park", "amusement park", "theater", "farm"),
        "ride rides": ("ride|rides", "boat trip|boat trips", "pony ride|pony rides", "train ride|train rides",
            "game|games"), "snack snacks": ("ice cream|ice creams", "hot dog|hot dogs",
            "bottle of water|bottles of water", "sandwich|sandwiches", "bag of popcorn|bags of popcorn")},
    event(
        "parts", ">people", "a=2..30 b=2..60",
        "{a} adults and {b} kids go to the {show}. | {name} goes to the {show} with a group of {a} adults and {b} "
        "kids. | There are {a} adults and {b} children on a trip to the {show}. | {a} parents take {b} children to the "
        "{show}. | A group of {a} adults and {b} children visits the {show}.",
        line("a+b", "How many people are in the group? | How many people go to the {show}?",
            "{eq} people go to the {show}. | Together that is {eq} people."),
        asks="How many people go to the {show}? | How many people are there in all? | How many people is that in "
        "total?",
    ),
    event(
        "groups", ">people", "a=2..12 b=3..40",
        "{a} buses with {b} people each go to the {show}. | {a} buses go to the {show}, and there are {b} people in "
        "each. | {b} people sit in each of {a} buses to the {show}. | {a} classes of {b} pupils go to the {show}. | "
        "How many people go to the {show} if there are {a} buses with {b} people each?",
        line("a*b", "How many people go to the {show}?",
            "{eq} people go to the {show}. | {a:d} times {b:d} is {eq} people."),
        asks="How many people go to the {show}? | How many people is that in all? | How many people are there?",
    ),
    event(
        "sell", "people>money", "a=3..25",
        "A ticket costs {a:$}. | Each ticket is {a:$}. | Tickets are {a:$} each. | Everyone pays {a:$}. | They pay "
        "{a:$} per person. | A ticket costs {a:$}. How much is that in total?",
        line("x*a", "How much do the tickets cost?",
            "The tickets cost {dollars}. | For the tickets that is {dollars}."),
        asks="How much do they pay? | What is the total cost? | How much do the tickets cost in all? | How much will "
        "that be in total?",
    ),
    event(
        "two-prices", ">money", "a=2..6 b=2..12 c=5..30 d=2..15",
        "{name} buys {a} adult tickets at {c:$} each and {b} kids' tickets at {d:$} each. | Tickets for the {show} are "
        "{c:$} for adults and {d:$} for kids. {a} adults and {b} kids go. | At the {show} an adult ticket costs {c:$} "
        "and a child ticket costs {d:$}. {name} needs {a} adult tickets and {b} child tickets. | {name} takes {a} "
        "adults and {b} kids to the {show}. It is {c:$} per adult and {d:$} per kid. | How much do {a} adults and {b} "
        "kids pay at the {show} if adults pay {c:$} and kids pay {d:$}?",
        line("a*c", "How much do the tickets for the adults cost?",
            "The tickets for the adults cost {dollars}. | {a:d} adults pay {dollars}."),
        line("b*d", "How much do the tickets for the kids cost?",
            "The tickets for the kids cost {dollars}. | {b:d} kids pay {dollars}."),
        line("s1+s2", "How much do all the tickets cost?",
            "All the tickets cost {dollars}. | Together that is {dollars}."),
        asks="How much do all the tickets cost? | What is the total cost? | How much will that be in total? | What do "
        "they pay in all?",
    ),
    event(
        "one-adult", ">money", "a=5..30 b=2..8 c=2..15",
        "{name} pays {a:$} for {his} own ticket to the {show} and {c:$} for each of {b} kids. | A ticket for {name} "
        "costs {a:$}, and tickets for {his} {b} kids cost {c:$} each. | {name} goes to the {show} with {b} kids. {he} "
        "pays {a:$} for {his} ticket and {c:$} for every kid.",
        line("b*c", "How much do the kids' tickets cost?",
            "The kids' tickets cost {dollars}. | For {b:d} kids that is {dollars}."),
        line("a+s1", "How much is that with {name's} ticket?",
            "With the other ticket that is {dollars}. | Together that is {dollars}."),
        asks="How much does {name} pay? | How much do the tickets cost together? | How much is that in total? | What "
        "is the total cost?",
    ),
    event(
        "gain", "money>money", "a=3..40",
        "Parking costs {a:$}. | The parking is {a:$}. | They also pay {a:$} for parking. | Gas costs another {a:$}. | "
        "They spend {a:$} on lunch. | Lunch costs {a:$}.",
        line("x+a", "How much is that with the {a:$}?", "With that it is {dollars}. | That makes {dollars}."),
        asks="How much is that in all? | What is the total cost? | How much does the trip cost? | How much money do "
        "they spend?",
    ),
    event(
        "gain-groups", "money>money", "a=2..9 b=2..9",
        "They also buy {a} {snacks} for {b:$} each. | They buy {a} {snacks} at {b:$} apiece. | They have {a} {snacks} "
        "too, and each costs {b:$}. | They also pay for {a} {rides} at {b:$} each. | They go on {a} {rides} for {b:$} "
        "each.",
        line("a*b", "How much is that for those {a:d} things?",
            "{a:d} times {b:$} is {dollars}. | For those they pay {dollars}."),
        line("x+s1", "How much is that in all?", "In all that is {dollars}. | Together that is {dollars}."),
        asks="How much is that in all? | What is the total cost? | How much does the trip cost? | How much do they "
        "spend altogether?",
    ),
    event(
        "change", "money>end", "a=20..300/10",
        "They pay with {a:$}. | {name} pays with {a:$}. How much change does {he} get? | {name} hands over {a:$}. | "
        "{name} has {a:$} with {him}.",
        line("a-x", "How much money is left?", "That leaves {dollars}. | {dollars} is left."),
        asks="How much money is left? | How much change is there? | How much is the change?",
    ),
    event(
        "share", "money>end", "a=2..8",
        "{a} people split the cost equally. | {a} friends share the cost equally. | If {a} people split the cost "
        "equally, | {a} families share that equally. How much does each one pay?",
        line("x/a", "How much does each of them pay?", "Each one pays {dollars}. | That is {dollars} for each.",
            grain="0.5"),
        asks="How much does each one pay? | How much does each of them pay? | How much is that for each?",
    ),
    event(
        "pack", "people>cars", "a=4..12",
        "There they ride in boats for {a} people. | A boat there holds {a} people, and all of them want a ride. | They "
        "ride in boats, {a} people in each. | If {a} people fit in one boat, | They ride in boats, and each boat holds "
        "{a}. How many boats do they need?",
        line("x/a", "How many boats do they need?", "They need {eq} boats. | {eq} boats are needed."),
        asks="How many boats do they need? | How many boats are needed? | How many boats is that?",
    ),
    event(
        "cost", "cars>money", "a=20..90/5",
        "A boat costs {a:$} a day. | Each boat costs {a:$}. | One boat is {a:$}. | They pay {a:$} per boat. How much "
        "is that in total?",
        line("x*a", "How much do the boats cost?", "The boats cost {dollars}. | For the boats that is {dollars}."),
        asks="How much do the boats cost? | What is the total cost? | How much do they pay for the boats?",
    ),
    event(
        "lose", "people>people", "a=2..15",
        "{a} of them go home early. | {a} of them cannot come. | {a} people leave at noon. | {a} stay at home. How "
        "many go?",
        line("x-a", "How many people are left?", "{eq} people are left. | That leaves {eq} people."),
        asks="How many people are left? | How many people are still there? | How many of them are there?",
    ),
    persons="one",
    asides=(aside("d=2..9",
        "They stay for {d} hours. | It takes {d} hours to get there. | The {show} opens at {d} o'clock."),),
)

FAMILIES = (THEATER, TICKETS, PARKING, TRIP,)

"""Journeys: buses and seats, excursions, loads of trucks, luggage."""

from socratic.builtin.families.shared import ASIDES
from socratic.builtin.notation import Family, aside, event, line
from socratic.builtin.words import CITIES

__all__ = ["FAMILIES"]

# One event is a few dense lines here; the formatter would make it fifteen.
# fmt: off

BUS = Family.of(
    "bus",
    {"bus": ("bus", "coach", "city bus", "school bus", "tour bus", "night bus"), "place": ("the station", "the "
    "park", "the "
        "school", "the museum", "the market")},
    event(
        "have", ">people", "a=10..90",
        "There are {a} people on a {bus}. | A {bus} sets off with {a} people on board. | {a} people are sitting on a "
        "{bus}. | A {bus} has {a} passengers when it leaves. | {a} people ride on a {bus}. | A {bus} is carrying {a} "
        "people.",
    ),
    event(
        "parts", ">people", "a=4..40 b=4..40",
        "{a} adults and {b} children are on a {bus}. | There are {a} children on a {bus}, and {b} adults. | A {bus} "
        "carries {a} women and {b} men. | {a} people sit in the front of a {bus} and {b} in the back. | {a} people get "
        "on an empty {bus} at the first stop and {b} more at the second.",
        line("a+b", "How many people are on the {bus}?", "There are {eq} people on the {bus}."),
        asks="How many people are on the {bus}? | How many people is that in all? | How many people are there in "
        "total?",
    ),
    event(
        "gain-lose", "people>people", "a=2..30 b=2..30",
        "At the next stop {a} people get on and {b} get off. | At {place} {a} get on and {b} get off. | Then {a} more "
        "people get on and {b} get off. | {a} people get on at {place}, and {b} of those on board get off. | First "
        "{a} people get on, then {b} get off.",
        line("x+a", "How many people are there with the {a:d} more?", "With the {a:d} more there are {eq} people."),
        line("s1-b", "How many people are left after {b:d} get off?", "After {b:d} get off there are {eq} people."),
        asks="How many people are now on the {bus}? | How many people are left on the {bus}? | How many are on the "
        "{bus} then? | How many people does the {bus} carry now?",
    ),
    event(
        "lose-parts", "people>people", "a=2..30 b=2..30",
        "{a} people get off at {place} and {b} at the stop after that. | {a} get off at the first stop and {b} at the "
        "second one. | At {place} {a} people get off, and later another {b} do.",
        line("a+b", "How many people get off?", "{eq} people get off. | Together {eq} people get off."),
        line("x-s1", "How many people are left on the {bus}?", "That leaves {eq} people on the {bus}."),
        asks="How many people are left on the {bus}? | How many people are still on the {bus}? | How many are left?",
    ),
    event(
        "lose", "people>people", "a=2..50",
        "{a} of them get off at {place}. | At {place} {a} get off. | {a} of the people get off. | Then {a} people "
        "leave the {bus}.",
        line("x-a", "How many people are left on the {bus}?", "That leaves {eq} people on the {bus}."),
        asks="How many people are left on the {bus}? | How many are still on the {bus}? | How many are left?",
    ),
    event(
        "gain", "people>people", "a=2..40",
        "Then {a} more get on. | At {place} {a} more people get on. | {a} people get on at the next stop. | Another "
        "{a} join them at {place}.",
        line("x+a", "How many people are there with the {a:d} more?", "With the {a:d} more there are {eq} people."),
        asks="How many people are now on the {bus}? | How many people are there in all? | How many are there now?",
    ),
    event(
        "goal", "people>free", "a=30..200",
        "The {bus} has {a} seats. | There are {a} seats, one for each person. | The {bus} has seats for {a} people. | "
        "If the {bus} has {a} seats,",
        line("a-x", "How many seats are free? | How many seats are empty?", "{eq} seats are free."),
        asks="How many seats are free? | How many seats are empty? | How many more people can sit down? | How many "
        "seats are not taken?",
    ),
    event(
        "rows", ">seats", "a=4..30 b=2..8",
        "A {bus} has {a} rows with {b} seats in each. | A {bus} has {a} rows of {b} seats. | There are {b} seats in "
        "each row of a {bus}, and it has {a} rows. | Each of the {a} rows of a {bus} has {b} seats.",
        line("a*b", "How many seats does the {bus} have?", "The {bus} has {eq} seats. | There are {eq} seats."),
        asks="How many seats does the {bus} have? | How many seats are there in all? | How many people can sit on the "
        "{bus}?",
    ),
    event(
        "groups", "seats>seats", "a=2..6",
        "There are {a} of them. | There are {a} of these, all alike. | A company has {a} of them.",
        line("x*a", "How many seats are there on all {a:d}?", "All {a:d} have {eq} seats together."),
        asks="How many seats are there in all? | How many seats is that altogether?",
    ),
    event(
        "lose", "seats>free", "a=4..90",
        "{a} of the seats are taken. | {a} people are already sitting. | {a} seats are taken, the rest are free. | "
        "{a} people sit down, one on each seat.",
        line("x-a", "How many seats are free?", "{eq} seats are free. | That leaves {eq} seats."),
        asks="How many seats are free? | How many seats are left? | How many seats are still empty?",
    ),
    event(
        "sell", "people>money", "a=2..12",
        "Each of them pays {a:$}. | A ticket costs {a:$}, and everyone on board buys one. | Everyone on the {bus} pays "
        "{a:$} for the ride. | All of them buy a ticket for {a:$} each.",
        line("x*a", "How much do they pay together?", "Together they pay {dollars}."),
        asks="How much do they pay in all? | What is the total cost of the tickets? | How much will that be in total?",
    ),
    event(
        "sell", "free>money", "a=2..12",
        "Tickets for the empty seats cost {a:$} each, and all of them are sold. | A ticket for each free seat is then "
        "sold for {a:$}.",
        line("x*a", "How much money do the new tickets bring in?", "The new tickets bring in {dollars}."),
    ),
    asides=(aside("d=2..30", "The ride takes {d} minutes. | The driver has worked for {d} years."),),
    persons="",
)

EXCURSION = Family.of(
    "excursion",
    {"place": ("the zoo", "a museum", "a castle", "the beach", "a farm", "the theater", "an aquarium"),
     "van vans": ("bus|buses", "van|vans", "minibus|minibuses", "boat|boats", "train car|train cars")},
    event(
        "have", ">party", "a=12..300",
        "{a} students go on a trip to {place}. | {a} people want to go to {place}. | A school takes {a} children to "
        "{place}. | There are {a} people on a trip to {place}. | {a} children are going to {place}.",
    ),
    event(
        "parts", ">party", "a=12..200 b=2..20",
        "{a} students and {b} teachers go to {place}. | A school takes {a} children and {b} adults to {place}. | On a "
        "trip to {place} there are {a} students and {b} teachers. | {a} children are going to {place}, and {b} parents "
        "go with them.",
        line("a+b", "How many people is that together?", "{eq} people go on the trip. | That makes {eq} people."),
        asks="How many people is that in all? | How many people go on the trip? | How many people are going?",
    ),
    event(
        "groups", ">party", "a=2..12 b=10..32",
        "{a} classes of {b} students each go to {place}. | {a} classes go to {place}. Each class has {b} students. | "
        "There are {b} students in each class, and {a} classes go to {place}. | {a} classes with {b} students in each "
        "are on a trip to {place}.",
        line("a*b", "How many students is that?", "{a:d} classes of {b:d} are {eq} students."),
        asks="How many students go to {place}? | How many students is that in total? | How many students are there?",
    ),
    event(
        "lose", "party>party", "a=2..20",
        "But {a} of them are ill and stay at home. | {a} of them cannot come. | On that day {a} of them are sick. | "
        "{a} change their minds and stay home.",
        line("x-a", "How many people are left?", "That leaves {eq} people. | {eq} people are left."),
        asks="How many go to {place}? | How many are left? | How many are on the trip then?",
    ),
    event(
        "gain", "party>party", "a=2..20",
        "{a} more people come along. | {a} parents also want to come. | {a} guests join them.",
        line("x+a", "How many people is that with the {a:d} others?", "With the {a:d} others it is {eq} people."),
        asks="How many people is that in all? | How many people are on the trip now?",
    ),
    event(
        "pack", "party>vans", "a=4..60",
        "Each {van} has {a} seats, and all of them are filled. | {a} people fit into each {van}. | They ride in {vans} "
        "for {a} people each. | Each {van} holds {a} people. | If each {van} takes {a} people,",
        line("x/a", "How many {vans} do they need?", "They need {eq} {vans}. | That takes {eq} {vans}."),
        asks="How many {vans} are needed? | How many {vans} do they need? | How many {vans} will they need for "
        "everybody?",
    ),
    event(
        "share", "party>end", "a=2..12",
        "They ride in {a} {vans}, with the same number in each. | All of them are split equally among {a} {vans}. | "
        "They make {a} equal groups. | If they split up into {a} groups of the same size,",
        line("x/a", "How many people are in each?", "There are {eq} people in each."),
        asks="How many people are in each? | How many is that in each one?",
    ),
    event(
        "sell", "vans>cost", "a=40..400/10",
        "Each {van} costs {a:$}. | Renting a {van} costs {a:$}. | They pay {a:$} for each {van}. | The price is {a:$} "
        "per {van}.",
        line("x*a", "How much do the {vans} cost?", "The {vans} cost {dollars}."),
        asks="How much do the {vans} cost? | What is the total cost? | How much will that be in total? | How much do "
        "they pay?",
    ),
    event(
        "sell", "party>cost", "a=2..20",
        "A ticket costs {a:$} per person. | Everybody pays {a:$} to get in. | Tickets are {a:$} each. | The trip costs "
        "{a:$} apiece.",
        line("x*a", "How much do they pay for everybody?", "For everybody they pay {dollars}."),
        asks="How much do they pay altogether? | What is the total cost? | How much is that in total?",
    ),
    event(
        "discount", "cost>cost", "a=5..90/5",
        "They get {a:$} off. | As a group they pay {a:$} less. | There is a discount of {a:$} in all.",
        line("x-a", "How much is it without the {a:$}?", "Without the {a:$} it is {dollars}."),
        asks="How much do they pay then? | What do they pay in the end?",
    ),
    event(
        "goal", "cost>end", "a=100..900/50",
        "The school gives {a:$} for the trip. | They have {a:$} for this. | There is {a:$} to spend on it.",
        line("a-x", "How much money is left?", "That leaves {dollars}. | {dollars} is left."),
        asks="How much money is left? | How much is left after paying?",
    ),
    persons="",
)

LOADS = Family.of(
    "loads",
    {"truck trucks": ("truck|trucks", "van|vans", "ship|ships", "cart|carts", "wagon|wagons"),
     "box boxes": ("box|boxes", "crate|crates", "sack|sacks", "carton|cartons", "barrel|barrels", "basket|baskets"),
     "thing things": ("melon|melons", "plate|plates", "vase|vases", "bottle|bottles", "pear|pears", "egg|eggs",
                      "glass|glasses", "light bulb|light bulbs")},
    event(
        "groups", ">boxes", "a=2..12 b=6..60",
        "{a} {trucks} carry {b} {boxes} each. | There are {a} {trucks} with {b} {boxes} on each. | Each of {a} "
        "{trucks} brings {b} {boxes}. | A {truck} carries {b} {boxes} at a time and makes {a} trips. | {a} {trucks} "
        "arrive, each with {b} {boxes}. | One {truck} holds {b} {boxes}. {a} full {trucks} arrive.",
        line("a*b", "How many {boxes} are there?", "There are {eq} {boxes}. | {a:d} times {b:d} is {eq} {boxes}."),
        asks="How many {boxes} are there? | How many {boxes} is that in total? | How many {boxes} are there in all? | "
        "How many {boxes} is that?",
    ),
    event(
        "have", ">boxes", "a=10..300",
        "A {truck} brings {a} {boxes}. | There are {a} {boxes} on a {truck}. | A {truck} is loaded with {a} {boxes}. | "
        "{a} {boxes} arrive on a {truck}. | A {truck} carries {a} {boxes}.",
    ),
    event(
        "parts", ">boxes", "a=10..150 b=10..150",
        "A {truck} brings {a} {boxes} in the morning and {b} in the afternoon. | There are {a} {boxes} on one {truck} "
        "and {b} on another. | A shop gets {a} {boxes} on Monday and {b} on Tuesday. | {a} {boxes} come first and "
        "{b} later.",
        line("a+b", "How many {boxes} is that together?", "Together that is {eq} {boxes}."),
        asks="How many {boxes} are there? | How many {boxes} is that in total? | How many {boxes} are there in all?",
    ),
    event(
        "lose", ">boxes", "a=2..12 b=10..60 c=2..9",
        "Each of {a} {trucks} carries {b} {boxes}, but on each {truck} {c} of them are damaged and thrown away. | {a} "
        "{trucks} bring {b} {boxes} each. On every {truck} {c} {boxes} are damaged and are sent back. | There are {b} "
        "{boxes} on a {truck}, and {c} of them are damaged and thrown away. It is the same on all {a} {trucks}.",
        line("b-c", "How many good {boxes} are on each {truck}?", "On each {truck} {eq} {boxes} are good."),
        line("s1*a", "How many good {boxes} is that on {a:d} {trucks}?", "On {a:d} {trucks} that is {eq} {boxes}."),
        asks="How many {boxes} are good? | How many good {boxes} are there? | How many {boxes} are left in all?",
    ),
    event(
        "lose", "boxes>boxes", "a=2..60",
        "{a} of them are damaged and are thrown away. | {a} {boxes} are damaged and sent back. | {a} {boxes} fall off "
        "and break. | {a} of the {boxes} are wet and have to be thrown away. | {a} of them get lost on the way.",
        line("x-a", "How many {boxes} are left?", "That leaves {eq} {boxes}. | {eq} {boxes} are left."),
        asks="How many {boxes} are left? | How many good {boxes} are there? | How many {boxes} remain? | How many are "
        "left?",
    ),
    event(
        "gain", "boxes>boxes", "a=3..90",
        "Then {a} more {boxes} arrive. | {a} more {boxes} are added. | There are already {a} {boxes} in the store. | "
        "Another {a} come later.",
        line("x+a", "How many {boxes} are there with the {a:d} others?", "With those there are {eq} {boxes}."),
        asks="How many {boxes} are there now? | How many {boxes} are there in all?",
    ),
    event(
        "contents", "boxes>items", "a=3..24",
        "Each {box} holds {a} {things}. | In each {box} there are {a} {things}. | There are {a} {things} in every "
        "{box}. | A {box} has {a} {things} in it.",
        line("x*a", "How many {things} are in the {boxes}?", "In the {boxes} there are {eq} {things}."),
        asks="How many {things} are there? | How many {things} is that? | How many {things} are there in total?",
    ),
    event(
        "break", "items>items", "a=2..60",
        "{a} {things} are broken. | {a} of the {things} are bad and thrown away. | On the way {a} {things} break. | "
        "{a} of them are broken.",
        line("x-a", "How many good {things} are there?", "There are {eq} good {things}."),
        asks="How many good {things} are there? | How many {things} are left? | How many {things} are not broken?",
    ),
    event(
        "sell", "items>end", "a=2..6",
        "They sell for {a:$} each. | A shop sells these for {a:$} apiece. | A shop buys them at {a:$} each. | If they "
        "are sold at {a:$} each,",
        line("x*a", "How much money do the {things} bring in?", "The {things} bring in {dollars}."),
        asks="How much money is that? | How much money do they bring in? | How much is that in total?",
    ),
    event(
        "weights", "boxes>weight", "a=3..60",
        "Each {box} weighs {a} kilograms. | A {box} weighs {a} kilograms. | The weight of a {box} is {a} kilograms. | "
        "Every {box} has a weight of {a} kilograms.",
        line("x*a", "How much do the {boxes} weigh?", "The {boxes} weigh {eq} kilograms."),
        asks="How much do they weigh together? | What is the total weight in kilograms? | How many kilograms is that?",
    ),
    event(
        "share", "boxes>end", "a=2..12",
        "They go to {a} shops, the same number to each. | The {boxes} are shared equally by {a} shops. | They are put "
        "on {a} shelves, with the same number on each. | If they are divided equally among {a} shops,",
        line("x/a", "How many {boxes} does each of the {a:d} get?", "Each of the {a:d} gets {eq} {boxes}."),
        asks="How many {boxes} does each get? | How many {boxes} is that for each?",
    ),
    event(
        "pack", "boxes>trips", "a=2..20",
        "A worker moves {a} of them at a time. | A forklift takes {a} {boxes} at a time. | {a} {boxes} fit into an "
        "elevator at a time. | They are moved to a hall, {a} {boxes} a trip.",
        line("x/a", "How many trips does that take?", "That takes {eq} trips."),
        asks="How many trips does that take? | How many trips are needed?",
    ),
    event(
        "times", "trips>end", "a=2..15",
        "Each trip takes {a} minutes. | A trip is {a} minutes long.",
        line("x*a", "How many minutes do the trips take?", "The trips take {eq} minutes."),
        asks="How many minutes does it take? | How long does it take in minutes?",
    ),
    event(
        "leftover", ">end", "a=200..2000/100 b=3..20 c=5..60",
        "A {truck} can carry {a:d} kilograms. It is loaded with {b} {boxes} of {c} kilograms each. | {b} {boxes} of "
        "{c} kilograms each are on a {truck} that can carry {a:d} kilograms. | A {truck} may carry {a:d} kilograms. "
        "There are {b} {boxes} on it, and each weighs {c} kilograms.",
        line("b*c", "How much do the {boxes} weigh?", "The {boxes} weigh {eq} kilograms."),
        line("a-s1", "How many more kilograms can it carry?", "It can carry {eq} kilograms more."),
        asks="How many more kilograms can it carry? | How many kilograms can still be loaded?",
    ),
    asides=(aside("d=20..400", "The way is {d:d} kilometers long."),),
    persons="",
)

LUGGAGE = Family.of(
    "luggage",
    {"bag bags": ("suitcase|suitcases", "bag|bags", "backpack|backpacks", "box|boxes"),
     "city1": CITIES, "unit units": ("kilogram|kilograms", "pound|pounds")},
    event(
        "groups", ">weight", "a=2..6 b=4..30",
        "{name} goes to {city1} with {a} {bags} of {b} {units} each. | {name} has {a} {bags} that weigh {b} {units} "
        "each. | Each of {name's} {a} {bags} weighs {b} {units}. | {name} packs {a} {bags}, and each weighs {b} "
        "{units}.",
        line("a*b", "How much do the {bags} weigh?", "The {bags} weigh {eq} {units}."),
        asks="How much do they weigh together? | How many {units} is that in total? | What is the total weight in "
        "{units}?",
    ),
    event(
        "parts", ">weight", "a=5..30 b=3..20",
        "{name} has a {bag} of {a} {units} and another one of {b} {units}. | {name's} first {bag} weighs {a} {units} "
        "and "
        "the second one {b}. | {name} goes to {city1} with a {bag} of {a} {units} and a coat and tent of {b} {units}. "
        "| "
        "{name} packs {a} {units} of clothes and {b} {units} of books.",
        line("a+b", "How many {units} is that together?", "Together that is {eq} {units}."),
        asks="How much is that together in {units}? | How many {units} is that in total? | How many {units} does "
        "{name} "
        "have to carry?",
    ),
    event(
        "gain", "weight>weight", "a=2..9",
        "{then}{he} packs {a} {units} more. | {then}{he} adds {a} {units} of gifts. | {then}{he} buys {a} {units} of "
        "food for the trip.",
        line("x+a", "How many {units} is that with the {a:d} more?", "With those it is {eq} {units}."),
        asks="How much does it all weigh now in {units}? | How many {units} is that in total?",
    ),
    event(
        "lose", "weight>weight", "a=2..15",
        "{then}{he} takes out {a} {units} of shoes. | {then}{he} leaves {a} {units} at home. | {then}{friend} takes "
        "{a} "
        "{units} of it. | {then}{he} takes {a} {units} out again.",
        line("x-a", "How many {units} is that without the {a:d}?", "Without those it is {eq} {units}."),
        asks="How many {units} are left? | How much does {name} carry then in {units}?",
    ),
    event(
        "goal", "weight>end", "a=20..99",
        "The airline allows {a} {units} in all. | {he} may take {a} {units} on the plane. | The limit is {a} {units}. "
        "| "
        "If the limit is {a} {units},",
        line("a-x", "How many more {units} can {name} take?", "{he} can take {eq} {units} more."),
        asks="How many more {units} can {name} take? | How many {units} are left up to the limit?",
    ),
    event(
        "difference", "weight>over", "a=8..40",
        "The first {a} {units} are free. | Only {a} {units} are free on the plane. | {he} may take {a} {units} for "
        "free.",
        line("x-a", "How many {units} are not free?", "{eq} {units} are not free. | That is {eq} {units} too many."),
        asks="How many {units} too many is that? | How many {units} does {name} have to pay for?",
    ),
    event(
        "sell", "over>end", "a=2..15",
        "Each extra {unit} costs {a:$}. | For every {unit} above that {he} pays {a:$}. | "
        "The rest costs {a:$} per {unit}.",
        line("x*a", "How much does {name} pay for them?", "{he} pays {dollars}. | For those it is {dollars}."),
        asks="How much does {name} pay? | How much does {name} have to pay? | What does {name} pay for that?",
    ),
    event(
        "times-as-many", "weight>other", "a=2..4",
        "{friend} carries {a:times} as much. | {friend} packs {a:times} as much as {name}.",
        line("x*a", "How many {units} does {friend} have?", "{friend} has {eq} {units}."),
    ),
    event(
        "together", "other>end", "",
        "They travel together. | They put everything into one car.",
        line("weight+other", "How many {units} do they have together?", "Together they have {eq} {units}."),
    ),
    asides=ASIDES[:1], persons="one I",
)

FAMILIES = (BUS, EXCURSION, LOADS, LUGGAGE)

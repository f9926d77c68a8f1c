"""Travel: trips, trains, speed, fuel, the way to school."""

from socratic.builtin.families.shared import ASIDES
from socratic.builtin.notation import Family, aside, event, line
from socratic.builtin.words import CITIES

__all__ = ["FAMILIES"]

# One event is a few dense lines here; the formatter would make it fifteen.
# fmt: off

TRIP = Family.of(
    "trip",
    {
        "rides": ("~rides a bicycle", "~rides a scooter", "~drives a tractor", "~sails a boat"),
        "rest rest2": ("a rest|a short stop", "a lunch break|a nap", "a short stop|a cup of tea"),
    },
    event(
        "per-hour", ">miles", "a=6..20 b=2..7",
        "{name} {rides} at {a:d} miles an hour for {b} hours. | For {b} hours {name} {rides} at a steady {a:d} miles "
        "an hour. | {name} {rides} for {b} hours. {he} covers {a:d} miles each hour.",
        line("a*b", "How far does {name} go in {b:d} hours?", "In {b:d} hours {he} goes {eq} miles."),
    ),
    event(
        "per-day", ">miles", "a=8..60 b=2..9",
        "{name} is on a long tour and ~travels {a:d} miles a day for {b} days. | On each of the first {b} days of a "
        "trip, {name} travels {a:d} miles. | {name} walks {a:d} miles a day for {b} days.",
        line("a*b", "How many miles does {name} travel in {b:d} days?", "{he} travels {eq} miles."),
    ),
    event(
        "parts", ">miles", "a=10..150 b=10..150",
        "{name} travels {a:d} miles before noon and {b:d} miles after noon. | On Monday {name} travels {a:d} miles, "
        "and on Tuesday {he} travels {b:d} miles. | {name} walks {a:d} miles and then {b:d} more miles. | First "
        "{name} goes {a:d} miles by train, then {b:d} miles by bus. | {name} drives {a:d} miles on Saturday and {b:d} "
        "miles on Sunday. | {name} drives {a:d} miles and, after a break, {b:d} more.",
        line("a+b", "How many miles does {name} travel in the two parts?", "{he} travels {eq} miles."),
    ),
    event(
        "gain", "miles>miles", "a=5..90",
        "After {rest} {he} goes another {a:d} miles. | {then}{he} goes {a:d} miles more. | {he} adds {a:d} miles.",
        line("x+a", "How many miles is that with the extra {a:d} miles?", "That makes {eq} miles."),
        asks="How many miles does {name} travel in all?",
    ),
    event(
        "gain-groups", "miles>miles", "a=5..20 b=2..5",
        "After {rest2} {he} goes on for {b} hours at {a:d} miles an hour. | {then}{he} travels for {b} more hours at "
        "{a:d} miles an hour.",
        line("a*b", "How many miles does {name} travel in these {b:d} hours?", "{he} travels {eq} miles in that time."),
        line("x+s1", "How many miles is that so far?", "That makes {eq} miles."),
        asks="How many miles does {name} travel in all?",
    ),
    event(
        "double", "miles>end", "",
        "{then}{he} goes all the way back by the same route. | {then}{he} returns to the start by the same route. | "
        "{then}{he} goes home the same way.",
        line("x*2", "How many miles does {name} travel in all?", "There and back it is {eq} miles."),
    ),
    event(
        "goal", "miles>left", "a=100..900",
        "The whole route is {a:d} miles long. | {he} wants to travel {a:d} miles in all. | {his} goal is {a:d} miles "
        "away from the start.",
        line("a-x", "How many miles are left?", "There are {eq} miles left."),
        asks="How many more miles does {name} have to go?",
    ),
    event(
        "pack", "left>end", "a=5..20",
        "At {a:d} miles an hour {he} covers the rest. | For the rest of the way {he} goes {a:d} miles each hour.",
        line("x/a", "How many hours does the rest of the way take?", "The rest takes {eq} hours."),
    ),
    event(
        "share", "left>end", "a=2..9",
        "{he} covers the rest in {a} days, the same distance every day. | If {he} covers the rest in {a} days with "
        "the same distance every day,",
        line(
            "x/a",
            "How many miles does {name} travel on each of the {a:d} days?",
            "{he} travels {eq} miles on each of them.",
        ),
    ),
    event(
        "times-as-many", "miles>end", "a=2..5",
        "{friend} travels {a:times} as far as {name}. | In the same time {friend} goes {a:times} as far as {name}.",
        line("x*a", "How many miles does {friend} travel?", "{friend} travels {eq} miles."),
    ),
    asides=ASIDES[:3],
)

TRAIN = Family.of(
    "train",
    {"train": ("train", "tram", "subway train"), "stop stops": ("stop|stops", "station|stations")},
    event(
        "have", ">people", "a=20..90",
        "A {train} starts its trip with {a:d} passengers. | There are {a:d} passengers on a {train}. | A {train} has "
        "{a:d} passengers. | {a:d} people are on a {train}. | A {train} leaves the station with {a:d} people on it. | "
        "{a:d} people get on an empty {train}.",
    ),
    event(
        "groups", ">people", "a=2..8 b=6..40",
        "A {train} has {a} cars, and {b} passengers sit in each car. | In each of the {a} cars of a {train} there are "
        "{b} passengers. | A {train} has {a} cars with {b} passengers in each. | There are {b} people in each of the "
        "{a} cars of a {train}. | {a} cars of a {train} have {b} passengers each.",
        line("a*b", "How many passengers are there at first?", "At first there are {eq} passengers."),
    ),
    event(
        "parts", ">people", "a=8..50 b=8..50",
        "A {train} starts with {a} adults and {b} children on board. | There are {a} men and {b} women on a {train}. "
        "| {a} adults and {b} children get on an empty {train}.",
        line("a+b", "How many passengers are there at first?", "At first there are {eq} passengers."),
    ),
    event(
        "gain", "people>people", "a=3..30",
        "At the next {stop} {a} people get on. | {then}another {a} people get on. | {a} people get on. | At one "
        "{stop} {a} passengers get on. | Then {a} more get on. | {a} more people get on at the next {stop}.",
        line("x+a", "How many passengers are there after {a:d} people get on?", "Then there are {eq} passengers."),
        asks="How many passengers are there now? | How many passengers are on the {train} now?",
    ),
    event(
        "lose", "people>people", "a=3..30",
        "At the zoo {a} people get off. | At the bridge {a} people get off. | {a} people get off. | At one {stop} {a} "
        "passengers get off. | {a} of them get off. | At the next {stop} {a} of them get off.",
        line("x-a", "How many passengers are there after {a:d} people get off?", "Then there are {eq} passengers."),
        asks="How many passengers are there now? | How many passengers are still on the {train}? | How many are left "
        "on the {train}? | How many passengers are left?",
    ),
    event(
        "half", "people>people", "",
        "At the museum half of the passengers get off. | {then}half of all the passengers get off at the market. | "
        "Half of them get off at the harbor.",
        line("x/2", "How many passengers stay when half get off?", "Half of the passengers is {eq}."),
        asks="How many passengers are there now? | How many passengers are still on the {train}? | How many are left "
        "on the {train}? | How many passengers are left?",
    ),
    event(
        "lose-groups", "people>people", "a=2..6 b=2..9",
        "At each of the next {a} {stops}, {b} people get off and nobody gets on. | {then}the {train} makes {a} stops, "
        "and at each of them {b} people get off and nobody gets on.",
        line("a*b", "How many people get off at the {a:d} {stops}?", "At these {stops} {eq} people get off."),
        line("x-s1", "How many passengers are there then?", "Then there are {eq} passengers."),
        asks="How many passengers are there now? | How many passengers are still on the {train}? | How many are left "
        "on the {train}? | How many passengers are left?",
    ),
    event(
        "sell", "people>end", "a=2..9",
        "Each of the passengers on board now pays {a:$} for a ticket. | If everyone who is on board now pays {a:$},",
        line("x*a", "How much money do these passengers pay in all?", "They pay {dollars}."),
    ),
    event(
        "goal", "people>end", "a=60..200",
        "The {train} has {a:d} seats, and every passenger sits on one. | There are {a:d} seats, one for each "
        "passenger. | There are {a:d} seats for passengers. | If the {train} has {a:d} seats, | The {train} has seats "
        "for {a:d} people.",
        line("a-x", "How many seats are empty?", "There are {eq} empty seats."),
    ),
    event(
        "share", "people>end", "a=2..8",
        "At the last {stop} all of them change to {a} buses, the same number in each. | At the end these people form "
        "{a} groups of equal size.",
        line("x/a", "How many people are in each of the {a:d} equal groups?", "Each group has {eq} people."),
    ),
    asides=(
        aside(
            "d=2..40",
            "The {train} is {d} years old. | The driver is {d:d} years old. | It is {d} miles to the sea.",
        ),
    ),
)

SPEED = Family.of(
    "speed",
    {"a_vehicle vehicle": ("a train|train", "a car|car", "a bus|bus", "a truck|truck", "a ship|ship", "a van|van",
                           "a motorcycle|motorcycle", "a coach|coach", "a taxi|taxi", "a camper|camper"),
     "mile miles": ("mile|miles", "kilometer|kilometers"), "city1": CITIES},
    event(
        "per-hour", ">miles", "a=8..90 b=2..12",
        "{a_vehicle} travels {a:d} {miles} per hour and is on the way for {b} hours. | {a_vehicle} moves at {a:d} "
        "{miles} per hour. It travels for {b} hours. | {a_vehicle} goes {a:d} {miles} an hour for {b} hours without a "
        "stop. | For {b} hours, the speed of {a_vehicle} is {a:d} {miles} per hour. | {a_vehicle} travels at a steady "
        "{a:d} {miles} per hour for {b} hours without a stop. How far does it go? | {a_vehicle} travels {a:d} {miles} "
        "per hour. How far does it go in {b} hours? | How far does {a_vehicle} go in {b} hours at {a:d} {miles} per "
        "hour? | {a_vehicle} covers {a:d} {miles} each hour. How many {miles} does it cover in {b} hours? | If "
        "{a_vehicle} goes {a:d} {miles} per hour, how far does it go in {b} hours?",
        line(
            "a*b",
            "How far does the {vehicle} go in {b:d} hours? | How many {miles} is that in {b:d} hours?",
            "In {b:d} hours it goes {eq} {miles}. | It travels {eq} {miles}.",
        ),
        asks="How far does it go? | How far does the {vehicle} travel? | How many {miles} does the {vehicle} travel? "
        "| What distance does it cover? | How many {miles} is that? | What is the distance in {miles}? | How many "
        "{miles} does it go in total?",
    ),
    event(
        "half-hours", ">miles", "a=20..90/10 b=1.5..5.5/0.5",
        "{a_vehicle} travels at a steady {a:d} {miles} per hour for {b:d} hours without a stop. | {a_vehicle} goes at "
        "{a:d} {miles} an hour. After {b:d} hours it stops.",
        line("a*b", "How far does the {vehicle} go in {b:d} hours?", "In {b:d} hours it goes {eq} {miles}."),
        asks="How far does it go? | How many {miles} does the {vehicle} travel?",
    ),
    event(
        "gain-groups", "miles>miles", "a=8..80 b=2..6",
        "Then it travels at {a:d} {miles} per hour for {b} more hours. | After a stop it goes on at {a:d} {miles} per "
        "hour and does so for {b} hours. | The next {b} hours it does {a:d} {miles} per hour.",
        line("a*b", "How far does it go in the next {b:d} hours?", "In that time it goes {eq} {miles}."),
        line("x+s1", "How many {miles} is that in all?", "In all that is {eq} {miles}."),
        asks="How far does it go in all? | How many {miles} does the {vehicle} travel in total?",
    ),
    event(
        "gain", "miles>miles", "a=5..200",
        "Then it goes {a:d} {miles} more. | After a stop it goes another {a:d} {miles}. | Later it covers {a:d} more "
        "{miles}.",
        line("x+a", "How many {miles} is that with the other {a:d}?", "With those it is {eq} {miles}."),
        asks="How far does it go in all? | How many {miles} does it travel altogether?",
    ),
    event(
        "goal", "miles>left", "a=100..950",
        "The way to {city1} is {a:d} {miles} long. | It has to go {a:d} {miles} to reach {city1}. | {city1} is {a:d} "
        "{miles} away from the start.",
        line("a-x", "How many {miles} are left?", "There are {eq} {miles} left. | {eq} {miles} are still to go."),
        asks="How many {miles} are left? | How much farther does it have to go?",
    ),
    event(
        "pack", "left>end", "a=8..80",
        "It covers the rest at {a:d} {miles} per hour. | The rest goes by at {a:d} {miles} per hour. | For the rest "
        "it has a speed of {a:d} {miles} per hour.",
        line("x/a", "How many hours does the rest take?", "The rest takes {eq} hours."),
    ),
    event(
        "distance-time", ">hours", "a=40..900/10 b=10..90/5",
        "{a_vehicle} has to travel {a:d} {miles}. It goes {b:d} {miles} per hour. | It is {a:d} {miles} to {city1}. "
        "{a_vehicle} goes there at {b:d} {miles} per hour. | How long does {a_vehicle} take for {a:d} {miles} at "
        "{b:d} {miles} per hour? | At {b:d} {miles} per hour, how many hours does {a_vehicle} need for {a:d} {miles}? "
        "| If {a_vehicle} goes {b:d} {miles} per hour, how many hours does it take for {a:d} {miles}? | {a_vehicle} "
        "goes {a:d} {miles} at a speed of {b:d} {miles} per hour. | The way to {city1} is {a:d} {miles}. At {b:d} "
        "{miles} an hour, how long does {a_vehicle} take?",
        line(
            "a/b",
            "How many hours does the {vehicle} need? | How many hours is that at {b:d} {miles} per hour?",
            "It needs {eq} hours. | The trip takes {eq} hours.",
            grain="0.5",
        ),
        asks="How many hours does the trip take? | How long does it take? | How many hours does the {vehicle} need?",
    ),
    event(
        "gain", "hours>hours", "a=2..6",
        "On the way it stops for {a} hours. | It also waits {a} hours in a town. | A break takes {a} hours.",
        line("x+a", "How many hours is that with the stop?", "With the stop that is {eq} hours."),
        asks="How many hours does it take in all? | How long is the whole trip in hours?",
    ),
    event(
        "to-minutes", "hours>end", "",
        "The driver wants to know the time in minutes. | The time is written down in minutes.",
        line("x*60", "How many minutes is that?", "An hour has 60 minutes, so that is {eq} minutes."),
    ),
    event(
        "find-speed", ">speed", "a=100..600/10 b=4..9",
        "{a_vehicle} travels {a:d} {miles} in {b} hours. | {a_vehicle} needs {b} hours for {a:d} {miles}. | "
        "{a_vehicle} covers {a:d} {miles} in {b} hours. What is its speed? | How fast is {a_vehicle} that goes {a:d} "
        "{miles} in {b} hours? | If {a_vehicle} goes {a:d} {miles} in {b} hours, how fast does it go? | In {b} hours "
        "{a_vehicle} goes {a:d} {miles}. | {a_vehicle} goes {a:d} {miles} in {b} hours, always at the same speed.",
        line(
            "a/b",
            "How many {miles} does it go in one hour? | What is its speed?",
            "In one hour it goes {eq} {miles}. | Its speed is {eq} {miles} per hour.",
            grain="0.5",
        ),
        asks="What is its speed in {miles} per hour? | How many {miles} per hour is that? | How fast does it go?",
    ),
    event(
        "faster", "speed>speed", "a=2..30",
        "On the next day it is {a:d} {miles} per hour faster. | Then it speeds up by {a:d} {miles} per hour.",
        line("x+a", "What is the new speed?", "The new speed is {eq} {miles} per hour."),
    ),
    event(
        "per-hour", "speed>miles", "a=2..9",
        "It keeps this speed for {a} more hours. | At this speed it goes on for {a} hours.",
        line("x*a", "How far does it go in {a:d} hours at this speed?", "In {a:d} hours it goes {eq} {miles}."),
        asks="How far does it go in these {a:d} hours? | How many {miles} does it go in these {a:d} hours?",
    ),
    asides=(
        aside(
            "d=20..400",
            "The {vehicle} carries {d:d} kilograms. | The trip starts {d:d} kilometers north of the coast.",
        ),
            aside("d=5..11", "The {vehicle} leaves at {d} o'clock. | The trip begins at {d} o'clock."),
            aside("d=2..12", "The {vehicle} is {d} years old.")
        ),
    persons="",
)

FUEL = Family.of(
    "fuel",
    {"vehicle": ("car", "truck", "van", "motorcycle", "bus", "tractor"), "place": ("the coast", "the mountains",
        *CITIES)},
    event(
        "groups", ">miles", "a=10..50 b=2..20",
        "{name's} {vehicle} goes {a:d} miles on a gallon of gas. The tank has {b} gallons. | {name's} {vehicle} runs "
        "{a:d} miles on each gallon, and {he} buys {b} gallons. | {name} drives {a:d} miles per gallon of gas. How "
        "far does {he} get with {b} gallons? | {name} has {b} gallons of gas, and {his} {vehicle} gets {a:d} miles per "
        "gallon. | {name's} {vehicle} gets {a:d} miles to the gallon. There are {b} gallons in the tank. | If a "
        "{vehicle} gets {a:d} miles per gallon, how far does {name} get with {b} gallons?",
        line(
            "a*b",
            "How many miles can the {vehicle} go with {b:d} gallons? | How far do {b:d} gallons last?",
            "{b:d} gallons are enough for {eq} miles. | The {vehicle} can go {eq} miles.",
        ),
        asks="How far can the {vehicle} go? | How many miles can {name} drive with this gas?",
    ),
    event(
        "lose", "miles>miles", "a=10..250",
        "{then}{he} drives {a:d} miles to {place}. | {then}{he} goes {a:d} miles. | {then}{he} visits a friend who "
        "lives {a:d} miles away.",
        line("x-a", "How many miles are left then?", "That leaves {eq} miles. | {eq} miles are left."),
        asks="How many more miles can {name} drive? | How many miles are left in the tank?",
    ),
    event(
        "gallons", ">gallons", "a=60..900/10 b=10..50/5",
        "{name} drives {a:d} miles to {place}. / {his} {vehicle} goes {b:d} miles on a gallon. | The way to {place} "
        "is {a:d} miles, and {name's} {vehicle} goes {b:d} miles on a gallon of gas. | {name's} {vehicle} gets {b:d} "
        "miles per gallon, and {he} drives {a:d} miles. | {name} drives {a:d} miles in a {vehicle} that gets {b:d} "
        "miles to the gallon. | A {vehicle} gets {b:d} miles per gallon. How many gallons does {name} need for {a:d} "
        "miles?",
        line(
            "a/b",
            "How many gallons does the {vehicle} need? | How many gallons are {a:d} miles?",
            "{he} needs {eq} gallons. | The trip takes {eq} gallons.",
            grain="0.5",
        ),
        asks="How many gallons of gas does {name} need? | How many gallons does the trip take?",
    ),
    event(
        "gain", "gallons>gallons", "a=2..9",
        "{he} takes {a} gallons more to be safe. | {he} also needs {a} gallons for the way home. | {he} buys {a} "
        "gallons more.",
        line("x+a", "How many gallons is that with the {a:d} more?", "That makes {eq} gallons."),
        asks="How many gallons is that in all? | How many gallons does {name} need in all?",
    ),
    event(
        "sell", "gallons>money", "a=2..5",
        "A gallon costs {a:$}. | Gas is {a:$} a gallon. | {he} pays {a:$} for each gallon. | The price of gas is {a:$} "
        "per gallon. | At {a:$} a gallon, how much does {name} pay? | If gas costs {a:$} per gallon,",
        line("x*a", "How much does the gas cost?", "The gas costs {dollars}. | {he} pays {dollars}."),
        asks="How much does the gas cost? | How much does {name} pay for the gas? | What does {name} pay? | What is "
        "the total cost of the gas? | How much will that be in total?",
    ),
    event(
        "share", "money>end", "a=2..6",
        "{name} and {his} friends, {a} people in all, share the cost. | {a} people in the {vehicle} share the cost "
        "equally.",
        line("x/a", "How much does each person pay?", "Each person pays {dollars}.", grain="0.5"),
    ),
    event(
        "toll", "money>money", "a=2..20",
        "{he} also pays {a:$} for a bridge. | {he} pays {a:$} for parking too. | A snack on the way costs {him} {a:$}.",
        line("x+a", "How much is it with the extra {a:$}?", "That makes {dollars}."),
        asks="How much does {name} spend in all? | How much does the trip cost? | What is the total cost? | How much "
        "is that in total?",
    ),
    asides=ASIDES[1:3],
)

COMMUTE = Family.of(
    "commute",
    {"goes": ("~walks", "~rides a bike", "~drives", "~takes the bus"), "place": ("school", "work", "the gym",
        "the library",
     "the pool"), "mile miles": ("mile|miles", "kilometer|kilometers")},
    event(
        "round-trip", ">trip", "a=2..30",
        "It is {a:d} {miles} from {name's} home to {place}. {he} {goes} there and back. | {name} lives {a:d} {miles} "
        "from {place}, and {he} {goes} there and back. | {name} {goes} {a:d} {miles} to {place} and the same way back. "
        "| {name} {goes} to {place} and back, {a:d} {miles} each way. | The way to {place} is {a:d} {miles}, and "
        "{name} {goes} there and back. | {name} {goes} {a:d} {miles} to {place} and then {a:d} {miles} home.",
        line(
            "a*2",
            "How many {miles} is that there and back? | How many {miles} are both ways?",
            "There and back it is {eq} {miles}. | Both ways are {eq} {miles}.",
        ),
        asks="How many {miles} is that in a day? | How many {miles} is it there and back?",
    ),
    event(
        "half-way", ">trip", "a=0.5..6.5/0.5",
        "{name} lives {a:d} {miles} from {place}. {he} {goes} there and back. | The way to {place} is {a:d} {miles} "
        "long, and {name} {goes} there and back.",
        line("a*2", "How many {miles} is that there and back?", "There and back it is {eq} {miles}."),
        asks="How many {miles} is that in a day? | How many {miles} is it there and back?",
    ),
    event(
        "groups", "trip>weekly", "a=2..6",
        "{he} does this on {a} days a week. | {he} goes {a} times a week. | This happens on {a} days a week. | {he} "
        "does that {a} days a week. | It is the same on {a} days each week.",
        line("x*a", "How many {miles} is that on {a:d} days?", "On {a:d} days it is {eq} {miles}."),
        asks="How many {miles} is that in a week? | How many {miles} does {name} go in a week?",
    ),
    event(
        "weeks", "weekly>miles", "a=2..8",
        "{he} keeps this up for {a} weeks. | After {a} such weeks {he} takes a break.",
        line("x*a", "How many {miles} is that {a:d} times?", "{a:d} times that is {eq} {miles}."),
        asks="How many {miles} is that altogether? | How many {miles} does {name} go in all?",
    ),
    *(
        event(
            "gain", f"{state}>total", "a=2..40",
            "On Sunday {he} goes {a:d} {miles} more for fun. | {then}{he} adds a tour of {a:d} {miles}.",
            line("x+a", "How many {miles} is that with the {a:d} more?", "With those it is {eq} {miles}."),
            asks="How many {miles} is that altogether? | How many {miles} does {name} go in all?",
        )
        for state in ("trip", "weekly", "miles")
    ),
    *(
        event(
            "goal", f"{state}>end", "a=20..400",
            "{his} goal is {a:d} {miles}. | {he} wants to reach {a:d} {miles}. | {he} hopes to do {a:d} {miles}.",
            line("a-x", "How many {miles} are missing?", "{eq} {miles} are missing. | {he} needs {eq} more {miles}."),
            asks="How many more {miles} does {name} need? | How many {miles} are missing?",
        )
        for state in ("trip", "weekly", "miles", "total")
    ),
    *(
        event(
            "fewer-than", f"{state}>end", "a=2..15",
            "{friend} goes {a:d} {miles} less. | {name} goes {a:d} {miles} more than {friend}. | {friend} stops {a:d} "
            "{miles} before that.",
            line("x-a", "How many {miles} does {friend} go?", "{friend} goes {eq} {miles}."),
        )
        for state in ("trip", "weekly", "miles", "total")
    ),
    asides=ASIDES[1:],
)

FAMILIES = (TRIP, TRAIN, SPEED, FUEL, COMMUTE,)

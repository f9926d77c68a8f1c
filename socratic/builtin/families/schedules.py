"""Schedules: how long things take, one or many, and when a way begins and ends."""

from socratic.builtin.families.shared import ASIDES
from socratic.builtin.notation import Family, event, line

__all__ = ["FAMILIES"]

# One event is a few dense lines here; the formatter would make it fifteen.
# fmt: off

DURATIONS = Family.of(
    "durations",
    {"irons iron shirt shirts": ("~irons|iron|shirt|shirts", "~washes|wash|car|cars", "~decorates|decorate|card|cards",
        "~paints|paint|chair|chairs", "~bakes|bake|cake|cakes", "~corrects|correct|test|tests", "~fixes|fix|bike|bikes",
        "~cleans|clean|window|windows", "~solves|solve|puzzle|puzzles", "~packs|pack|box|boxes",
        "~plants|plant|tree|trees", "~types|type|letter|letters")},
    event(
        "groups", ">minutes", "a=2..45 b=2..20",
        "{name} needs {a} minutes for one {shirt}. {he} has {b} {shirts} to do. | {name} {irons} {b} {shirts}, and "
        "each "
        "takes {a} minutes. | It takes {name} {a} minutes to {iron} a {shirt}. Today there are {b} {shirts}. | {name} "
        "{irons} a {shirt} in {a} minutes. How long does {name} need for {b} {shirts}? | {name} {irons} {b} {shirts}. "
        "For each {shirt} {he} needs {a} minutes. | If it takes {name} {a} minutes to {iron} one {shirt}, how many "
        "minutes does {he} need for {b} {shirts}?",
        line("a*b", "How many minutes does {name} need for {b:d} {shirts}?", "For {b:d} {shirts} {he} needs {eq} "
             "minutes."),
        asks="How long does that take in minutes? | How many minutes does {name} need? | How many minutes is that in "
        "total? | How many minutes does it take?",
    ),
    event(
        "hour-parts", ">minutes", "a=2..4 b=5..55/5",
        "{name} works for {a} hours and {b} minutes. | {name} {irons} {shirts} for {a} hours and {b} minutes. | It "
        "takes "
        "{name} {a} hours and {b} minutes to {iron} all the {shirts}. | How many minutes are {a} hours and {b} "
        "minutes?",
        line("a*60", "How many minutes are {a:d} hours?", "An hour has 60 minutes, so {a:d} hours are {eq} minutes."),
        line("s1+b", "How many minutes is that with the {b:d} minutes?", "With the {b:d} minutes it is {eq} minutes."),
        asks="How many minutes is that? | How many minutes is that in all?",
    ),
    event(
        "gain", "minutes>minutes", "a=5..40",
        "{then}{he} takes a break of {a} minutes. | Cleaning up takes {a} more minutes. | {then}{he} needs {a} minutes "
        "to put everything away. | Getting ready takes another {a} minutes.",
        line("x+a", "How many minutes is that with the {a:d} more?", "With those it is {eq} minutes."),
        asks="How many minutes is that in all? | How long does everything take in minutes?",
    ),
    event(
        "lose", "minutes>minutes", "a=5..60",
        "With help from {friend} {he} saves {a} minutes. | {a} minutes have already passed. | {a} minutes of it are "
        "over.",
        line("x-a", "How many minutes are left?", "That leaves {eq} minutes."),
        asks="How many minutes are left? | How many minutes does {name} still need?",
    ),
    event(
        "share", "minutes>end", "a=2..4",
        "{a} people share the work equally. | The work is divided equally among {a} friends. | If {a} people share the "
        "work equally,",
        line("x/a", "How many minutes does each of them work?", "Each of them works for {eq} minutes."),
    ),
    event(
        "to-hours", "minutes>end", "",
        "{he} counts that in hours. | {he} writes the time down in hours. | {he} wants to know that in hours.",
        line("x/60", "How many hours is that?", "An hour has 60 minutes, so that is {eq} hours.", grain="0.5"),
    ),
    event(
        "goal", "minutes>end", "a=60..480/30",
        "{he} has {a} minutes. | {he} has {a} minutes for this. | The bus comes in {a} minutes. | If {he} has {a} "
        "minutes,",
        line("a-x", "How many minutes are left over?", "{eq} minutes are left over."),
        asks="How many minutes are left over? | How much time is left in minutes?",
    ),
    event(
        "each", ">each", "a=10..240/10 b=2..20",
        "{name} {irons} {b} {shirts} in {a} minutes. | It takes {name} {a} minutes to {iron} {b} {shirts}. | {name} "
        "needs {a} minutes for {b} {shirts}, and each takes the same time. | In {a} minutes {name} {irons} {b} "
        "{shirts}. How many minutes is that for one {shirt}?",
        line("a/b", "How many minutes does one {shirt} take?", "One {shirt} takes {eq} minutes."),
        asks="How many minutes does one {shirt} take? | How long does one {shirt} take in minutes? | How many minutes "
        "is that per {shirt}?",
    ),
    event(
        "times", "each>minutes", "a=2..20",
        "Tomorrow there are {a} {shirts}. | {friend} brings {a} more of them. | At the same speed {he} does {a} more "
        "{shirts}. | Then {he} does {a} more.",
        line("x*a", "How many minutes do the {a:d} {shirts} take?", "The {a:d} {shirts} take {eq} minutes."),
        asks="How many minutes do the {a:d} {shirts} take? | How long does {name} need for the {a:d} {shirts}?",
    ),
    event(
        "time-needed", ">count", "a=20..600/10 b=2..40",
        "{name} has {a} minutes to {iron} {shirts}. Each takes {b} minutes. | {name} needs {b} minutes for a {shirt} "
        "and ~works for {a} minutes. | {name} {irons} a {shirt} every {b} minutes. How many is that in {a} minutes? | "
        "If "
        "one {shirt} takes {b} minutes, how many {shirts} can {name} {iron} in {a} minutes?",
        line("a/b", "How many {shirts} can {name} {iron} in that time?", "In that time {he} can do {eq} {shirts}."),
        asks="How many {shirts} can {name} {iron}? | How many {shirts} can {name} do in that time? | How many {shirts} "
        "is "
        "that?",
    ),
    event(
        "hours-needed", ">count", "a=2..8 b=5..40/5",
        "{name} works for {a} hours and ~needs {b} minutes for each {shirt}. | One {shirt} takes {b} minutes. {name} "
        "works for {a} hours. | {name} has {a} hours to {iron} {shirts}. For each {he} needs {b} minutes.",
        line("a*60", "How many minutes are {a:d} hours?", "An hour has 60 minutes, so {a:d} hours are {eq} minutes."),
        line("s1/b", "How many {shirts} can {name} {iron} in that time?", "In that time {he} can do {eq} {shirts}."),
        asks="How many {shirts} can {name} {iron}? | How many {shirts} can {name} do in that time? | How many {shirts} "
        "is "
        "that?",
    ),
    event(
        "sell", "count>end", "a=2..15",
        "{he} gets {a:$} for each {shirt}. | {he} is paid {a:$} per {shirt}. | For every {shirt} {he} earns {a:$}.",
        line("x*a", "How much money does {name} get for them?", "For them {he} gets {dollars}."),
        asks="How much money does {name} get? | How much does {name} earn? | How much is that in total?",
    ),
    event(
        "difference", "count>end", "a=2..30",
        "In the same time {friend} does {a} {shirts}. | {friend} only does {a} {shirts}.",
        line("x-a", "How many more {shirts} does {name} do than {friend}?", "{name} does {eq} {shirts} more."),
    ),
    asides=ASIDES[:2], persons="one",
)

TIMETABLE = Family.of(
    "timetable",
    {"ride place": ("bus ride|work", "train ride|the coast", "drive|the lake",
                    "boat trip|the harbor")},
    event(
        "arrive", ">clock", "a=5..7 b=2..5",
        "{name} leaves home at {a:d} o'clock. The {ride} to {place} takes {b} hours. | A {ride} to {place} starts at "
        "{a:d} o'clock and takes {b} hours. | {name} starts at {a:d} o'clock. {b} hours later {he} is at {place}. | At "
        "{a:d} o'clock {name} sets off for {place}, and the {ride} takes {b} hours.",
        line("a+b", "At what time is the {ride} over?", "The {ride} is over at {eq} o'clock."),
        asks="At what time is the {ride} over? | What time is it then? | At what hour does {name} get there? | When "
        "does "
        "{name} get to {place}?",
    ),
    event(
        "leave", ">clock", "a=8..12 b=2..5",
        "{name} has to be at {place} at {a:d} o'clock. The {ride} takes {b} hours. | The {ride} to {place} takes {b} "
        "hours, and {name} has to be there at {a:d} o'clock. | {name} gets to {place} at {a:d} o'clock after a {ride} "
        "of "
        "{b} hours.",
        line("a-b", "At what time does the {ride} start?", "The {ride} starts at {eq} o'clock."),
        asks="At what time does the {ride} start? | When does the {ride} start? | At what hour does {name} leave?",
    ),
    event(
        "start-end", ">hours", "a=5..8 b=9..12",
        "{name} leaves at {a:d} o'clock and ~gets to {place} at {b:d} o'clock. | A {ride} starts at {a:d} o'clock and "
        "ends at {b:d} o'clock. | From {a:d} o'clock to {b:d} o'clock {name} is on a {ride} to {place}.",
        line("b-a", "How many hours does the {ride} take?", "The {ride} takes {eq} hours."),
        asks="How many hours does the {ride} take? | How long does the {ride} take? | How many hours is that?",
    ),
    event(
        "double", "hours>hours", "",
        "The way back takes just as long. | The way home takes the same time. | {then}{name} goes back in the same "
        "time.",
        line("x*2", "How many hours is that for both ways?", "For both ways it is {eq} hours."),
        asks="How many hours is that for both ways? | How many hours is that there and back?",
    ),
    event(
        "groups", "hours>hours", "a=2..6",
        "This happens on {a} days a week. | It is the same on {a} days. | {name} does that {a} times a month.",
        line("x*a", "How many hours is that {a:d} times?", "{a:d} times that is {eq} hours."),
        asks="How many hours is that in all? | How many hours is that altogether?",
    ),
    event(
        "per-hour", "hours>end", "a=20..60/5",
        "{name} covers {a} miles every hour. | The speed is {a} miles an hour. | In each hour it is {a} miles.",
        line("x*a", "How many miles is that in these hours?", "In these hours it is {eq} miles."),
        asks="How many miles is that? | How many miles is that in all these hours?",
    ),
    event(
        "to-minutes", "hours>end", "",
        "{name} counts this in minutes. | {name} wants to know that in minutes.",
        line("x*60", "How many minutes is that?", "An hour has 60 minutes, so that is {eq} minutes."),
    ),
    event(
        "parts", ">minutes", "a=5..60/5 b=5..90/5",
        "{name} waits for {a} minutes, and then the {ride} takes {b} minutes. | The {ride} to {place} takes {b} "
        "minutes. "
        "Before that {name} waits {a} minutes. | {name} needs {a} minutes to get ready and {b} minutes for the {ride} "
        "to "
        "{place}.",
        line("a+b", "How many minutes is that together?", "Together that is {eq} minutes."),
        asks="How many minutes is that in all? | How many minutes does {name} need? | How long does that take in "
        "minutes?",
    ),
    event(
        "gain", "minutes>minutes", "a=5..45/5",
        "On the way there is a stop of {a} minutes. | Today it takes {a} minutes longer.",
        line("x+a", "How many minutes is that with the {a:d} more?", "With those it is {eq} minutes."),
        asks="How many minutes is that in all? | How long does that take in minutes?",
    ),
    event(
        "weeks", "minutes>total", "a=2..6",
        "{name} does this {a} times a week. | It is like this on {a} days a week.",
        line("x*a", "How many minutes is that in a week?", "In a week that is {eq} minutes."),
        asks="How many minutes is that in a week?",
    ),
    event(
        "fewer-than", "minutes>end", "a=5..40/5",
        "{friend} needs {a} minutes less. | {name} needs {a} minutes more than {friend}.",
        line("x-a", "How many minutes does {friend} need?", "{friend} needs {eq} minutes."),
    ),
    asides=ASIDES[:2], persons="one I",
)

FAMILIES = (DURATIONS, TIMETABLE)

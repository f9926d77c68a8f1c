"""Averages, sums and differences: of days, of grades, of the weather."""

from socratic.builtin.families.shared import ASIDES
from socratic.builtin.notation import Family, aside, event, line
from socratic.builtin.words import CITIES, DAYS

__all__ = ["FAMILIES"]

# One event is a few dense lines here; the formatter would make it fifteen.
# fmt: off

_NEXT = (
    event(
        "goal", "average>end", "a=20..120",
        "{his} goal is an average of {a:d}. | {he} wants to have an average of {a:d}.",
        line("a-x", "How far is the average from {a:d}?", "It is {eq} away from {a:d}. | {eq} is missing."),
        asks="By how much is the average too low? | How much higher must the average be?",
    ),
    event(
        "more-than", "average>other", "a=2..20",
        "{friend} has an average that is {a:d} higher. | The average of {friend} is {a:d} more.",
        line("x+a", "What is the average of {friend}?", "The average of {friend} is {eq}."),
    ),
    event(
        "times-as-many", "average>other", "a=2..3",
        "The average of {friend} is {a:times} as high. | {friend} has {a:times} that average.",
        line("x*a", "What is the average of {friend}?", "The average of {friend} is {eq}."),
    ),
    event(
        "fewer-than", "average>other", "a=2..12",
        "{friend} has an average that is {a:d} lower. | The average of {friend} is {a:d} less.",
        line("x-a", "What is the average of {friend}?", "The average of {friend} is {eq}."),
    ),
)

DAYS_AVERAGE = Family.of(
    "days-average",
    {
        "did do things": (
            "~reads|read|pages", "~walks|walk|miles", "~runs|run|kilometers", "~sells|sell|tickets",
            "~bakes|bake|rolls",
            "~picks|pick|apples", "~writes|write|words", "~makes|make|bracelets", "~solves|solve|puzzles",
            "~swims|swim|laps",
            "~plants|plant|trees", "~answers|answer|emails", "~delivers|deliver|parcels", "~types|type|pages",
            "~washes|wash|cars",
            "~sees|see|birds", "~drinks|drink|glasses of water", "~earns|earn|dollars", "~learns|learn|new words",
        ),
        **DAYS,
    },
    event(
        "average-three", ">average", "a=2..60 b=2..60 c=2..60",
        "{name} {did} {a} {things} on {day1}, {b} on {day2} and {c} on {day3}. | On {day1} {name} {did} {a} {things}, "
        "on {day2} {b} and on {day3} {c}. | {name} {did} {a} {things} on {day1}. On {day2} {he} {did} {b}, and on "
        "{day3} {he} {did} {c}. | On three days {name} {did} {a}, {b} and {c} {things}.",
        line(
            "a+b",
            "How many {things} are the first two numbers together? | How many {things} is that on the first two days?",
            "The first two days make {eq} {things}. | On the first two days it is {eq} {things}.",
        ),
        line(
            "s1+c",
            "How many {things} are all three numbers together? | How many {things} is that on all three days?",
            "All three days make {eq} {things}. | On all three days it is {eq} {things}.",
        ),
        line(
            "s2/3",
            "What is the average of the three days?",
            "There are 3 days, so the average is {eq}. | {things} a day on average: {eq}.",
            grain="0.5",
        ),
        asks="What is the average? | What is the average number of {things} a day? | How many {things} is that per "
        "day on average? | What is {name's} average per day? | How many {things} does {name} {do} on average each day?",
    ),
    event(
        "average-two", ">average", "a=2..90 b=2..90",
        "{name} {did} {a} {things} on {day1} and {b} on {day2}. | On {day1} {name} {did} {a} {things}, and on {day2} "
        "{b}. | {name} {did} {a} {things} on {day1}, then {b} more on {day2}. | First {name} {did} {a} {things}, and "
        "the next day {b}.",
        line("a+b", "How many {things} is that on both days?", "On both days it is {eq} {things}."),
        line("s1/2", "What is the average of the two days?", "There are 2 days, so the average is {eq}.", grain="0.5"),
        asks="What is the average? | What is the average number of {things} a day?",
    ),
    event(
        "sum-three", ">total", "a=2..90 b=2..90 c=2..90",
        "{name} {did} {a} {things} on {day1}, {b} on {day2} and {c} on {day3}. | On {day1} {name} {did} {a} {things}, "
        "on {day2} {b} and on {day3} {c}. | On {day1}, {day2} and {day3} {name} {did} {a}, {b} and {c} {things}.",
        line("a+b", "How many {things} is that on the first two days?", "On the first two days it is {eq} {things}."),
        line(
            "s1+c",
            "How many {things} is that on all three days?",
            "On all three days it is {eq} {things}. | Together that is {eq} {things}.",
        ),
        asks="How many {things} is that in all? | How many {things} is that altogether? | How many {things} does "
        "{name} {do} in total? | How many {things} does {name} {do} in the three days?",
    ),
    event(
        "sum-more", ">total", "a=2..60 b=2..30",
        "{name} {did} {a} {things} on {day1} and {b} more than that on {day2}. | On {day1} {name} {did} {a} {things}. "
        "On {day2} {he} {did} {b} more than on {day1}. | {name} {did} {a} {things} on {day1}. On {day2} it was {b} "
        "more.",
        line("a+b", "How many {things} is that on {day2}?", "On {day2} it is {eq} {things}."),
        line("a+s1", "How many {things} is that on both days?", "On both days it is {eq} {things}."),
        asks="How many {things} is that in all? | How many {things} is that on both days? | How many {things} does "
        "{name} {do} in total?",
    ),
    event(
        "sum-times", ">total", "a=2..40 b=2..5",
        "{name} {did} {a} {things} on {day1} and then {b:times} as many on {day2}. | On {day1} {name} {did} {a} "
        "{things}. On {day2} it is {b:times} as many. | {name} {did} {a} {things} on {day1}. The number for {day2} is "
        "{b:times} as high.",
        line("a*b", "How many {things} is that on {day2}?", "On {day2} it is {eq} {things}."),
        line("a+s1", "How many {things} is that on both days?", "On both days it is {eq} {things}."),
        asks="How many {things} is that in all? | How many {things} is that on both days?",
    ),
    event(
        "sum-half", ">total", "a=4..80/2",
        "{name} {did} {a} {things} on {day1} and half as many on {day2}. | On {day1} {name} {did} {a} {things}. On "
        "{day2} {he} {did} only half of that. | {name} {did} {a} {things} on {day1}. On {day2} it was half as many.",
        line("a/2", "How many {things} is that on {day2}?", "On {day2} it is {eq} {things}."),
        line("a+s1", "How many {things} is that on both days?", "On both days it is {eq} {things}."),
        asks="How many {things} is that in all? | How many {things} is that on both days?",
    ),
    event(
        "average-over", "total>average", "a=4..7",
        "{name} wants to know the average over {a} days. | All this is spread over {a} days.",
        line("x/a", "How many {things} is that a day on average?", "On average that is {eq} a day.", grain="0.5"),
        asks="What is the average per day? | How many {things} is that a day on average?",
    ),
    event(
        "difference", ">less", "a=10..90 b=2..60",
        "{name} {did} {a} {things} on {day1} and {b} on {day2}. | On {day1} {name} {did} {a} {things}, and on {day2} "
        "{b}. | {name} {did} {a} {things} on {day1} but only {b} on {day2}. | {name} {did} {a} {things} on {day1}, "
        "then {b} more on {day2}. | First {name} {did} {a} {things}, and the next day {b}.",
        line(
            "a-b",
            "How many more {things} is that on {day1} than on {day2}?",
            "The difference is {eq} {things}. | On {day1} it is {eq} more.",
        ),
        asks="How many more {things} is that on {day1} than on {day2}? | How many fewer {things} is that on {day2} "
        "than on {day1}? | What is the difference between the two days?",
    ),
    *_NEXT, asides=ASIDES[:3], persons="one I",
)

GRADES = Family.of(
    "grades",
    {"subject": ("math", "history", "science", "music", "art", "English", "biology"),
     "test tests": ("test|tests", "quiz|quizzes", "round|rounds", "game|games")},
    event(
        "average-two", ">average", "a=40..100 b=40..100",
        "{name} gets {a:d} points on the first {subject} {test} and {b:d} on the second. | {name} has {a:d} and {b:d} "
        "points on two {subject} {tests}. | On two {subject} {tests} {name} gets {a:d} and {b:d} points. | {name's} "
        "scores on "
        "two {tests} are {a:d} and {b:d}. What is {his} average score? | What is the average of {name's} two scores, "
        "{a:d} "
        "and {b:d}?",
        line(
            "a+b",
            "How many points are both {tests} together?",
            "Both {tests} are {eq} points together. | Together that is {eq} points.",
        ),
        line("s1/2", "What is the average of the two?", "The average of the two is {eq}.", grain="0.5"),
        asks="What is {name's} average? | What is the average of the two {tests}? | What is the average number of "
        "points?",
    ),
    event(
        "average-three", ">average", "a=40..100 b=40..100 c=40..100",
        "{name} gets {a:d}, {b:d} and {c:d} points on three {subject} {tests}. | On three {subject} {tests} {name} "
        "gets {a:d}, {b:d} and {c:d} points. | {name's} points on three {subject} {tests} are {a:d}, {b:d} and {c:d}. "
        "| What is the average of the points {a:d}, {b:d} and {c:d}? | {name's} scores on three {subject} {tests} "
        "are {a:d}, "
        "{b:d} and {c:d}. What is {his} average score? | If {name} gets {a:d}, {b:d} and {c:d} points on three "
        "{tests}, what "
        "is {his} average?",
        line("a+b", "How many points are the first two together?", "The first two are {eq} points together."),
        line("s1+c", "How many points are all three together?", "All three are {eq} points together."),
        line(
            "s2/3",
            "What is the average of the three?",
            "The average of the three is {eq}. | Divided by 3, that is {eq} points.",
            grain="0.5",
        ),
        asks="What is {name's} average? | What is the average of the three {tests}? | What is the average number of "
        "points?",
    ),
    event(
        "average-four", ">average", "a=4..30 b=4..30 c=4..30 d=4..30",
        "{name} scores {a}, {b}, {c} and {d} points in four {tests}. | In four {tests} {name} scores {a}, {b}, {c} "
        "and {d} points. | {name} gets {a} points, then {b}, then {c}, and {d} in the last of four {tests}.",
        line("a+b", "How many points are the first two together?", "The first two are {eq} points together."),
        line("s1+c", "How many points are the first three together?", "The first three are {eq} points together."),
        line("s2+d", "How many points are all four together?", "All four are {eq} points together."),
        line("s3/4", "What is the average of the four?", "The average of the four is {eq}.", grain="0.5"),
        asks="What is {name's} average? | What is the average of the four {tests}?",
    ),
    event(
        "average-total", ">average", "a=20..600 b=2..12",
        "{name} has {a:d} points after {b} {tests}. | In {b} {tests} {name} gets {a:d} points altogether. | {name} "
        "scores {a:d} points in {b} {tests}. What is {his} average?",
        line(
            "a/b",
            "How many points is that for each {test}? | What is the average of the {b:d} {tests}?",
            "The average is {eq}. | That is {eq} points on average.",
            grain="0.5",
        ),
        asks="What is {name's} average? | How many points does {name} get on average?",
    ),
    event(
        "from-average", ">total", "a=5..90 b=3..12",
        "{name's} average over {b} {tests} is {a:d} points. | After {b} {tests} {name} has an average of {a:d} "
        "points. | {name} gets {a:d} points on average in {b} {tests}.",
        line(
            "a*b",
            "How many points are {b:d} {tests}? | How many points does {name} have in all?",
            "{b:d} {tests} are {eq} points. | {he} has {eq} points.",
        ),
        asks="How many points does {name} have in all? | What do {name's} points add up to?",
    ),
    event(
        "gain", "total>total", "a=5..90",
        "On the next {test} {he} gets {a:d} points. | {then}{he} gets {a:d} more points. | The next {test} brings "
        "{him} {a:d} points.",
        line("x+a", "How many points does {name} have then?", "{he} then has {eq} points."),
        asks="How many points does {name} have now? | How many points does {name} have in all?",
    ),
    *_NEXT, asides=ASIDES[:3], persons="one I",
)

WEATHER = Family.of(
    "weather", {"city1": CITIES, "when1 when2": ("in the morning|at noon", "on Monday|on Tuesday", "in March|in April",
                                                 "before lunch|after lunch")},
    event(
        "warmer", ">degrees", "a=2..25 b=2..14",
        "It is {a:d} degrees in {city1} {when1}. It is {b:d} degrees warmer {when2}. | The temperature in {city1} is "
        "{a:d} degrees {when1} and rises by {b:d} degrees {when2}. | {when2} it is {b:d} degrees warmer in {city1} "
        "than {when1}, when it is {a:d} degrees.",
        line(
            "a+b",
            "How warm is it {when2}? | What is the temperature {when2}?",
            "{when2} it is {eq} degrees. | The temperature is {eq} degrees.",
        ),
        asks="How warm is it {when2}? | What is the temperature {when2}? | How many degrees is it {when2}?",
    ),
    event(
        "colder", ">degrees", "a=12..38 b=2..15",
        "It is {a:d} degrees in {city1} {when1}. It is {b:d} degrees colder {when2}. | The temperature in {city1} is "
        "{a:d} degrees {when1} and falls by {b:d} degrees {when2}. | {when1} it is {a:d} degrees in {city1}. Then it "
        "gets {b:d} degrees colder {when2}.",
        line(
            "a-b",
            "How warm is it {when2}? | What is the temperature {when2}?",
            "{when2} it is {eq} degrees. | The temperature is {eq} degrees.",
        ),
        asks="How warm is it {when2}? | What is the temperature {when2}? | How many degrees is it {when2}?",
    ),
    event(
        "rain-three", ">rain", "a=2..30 b=2..30 c=2..30",
        "In {city1} it rains {a:d} mm in May, {b:d} mm in June and {c:d} mm in July. | {a:d} mm of rain fall in "
        "{city1} in May, {b:d} in June and {c:d} in July.",
        line("a+b", "How much rain falls in the first two months?", "In the first two months {eq} mm fall."),
        line("s1+c", "How much rain falls in all three months?", "In all three months {eq} mm fall."),
        asks="How much rain falls in the three months? | How many mm of rain fall in all?",
    ),
    event(
        "average-over", "rain>average", "",
        "Somebody works out the average of the three months. | The paper prints the average of these three months.",
        line("x/3", "What is the average of the three months?", "For 3 months the average is {eq} mm.", grain="0.5"),
        asks="How much rain falls on average each month? | What is the average?",
    ),
    event(
        "cooler", "degrees>degrees", "a=2..9",
        "At night the temperature falls by {a:d} degrees. | At night it is {a:d} degrees colder.",
        line("x-a", "How warm is it at night?", "At night it is {eq} degrees."),
        asks="How warm is it at night? | What is the temperature at night?",
    ),
    event(
        "other-city", "degrees>end", "",
        "In another town it is twice as warm. | Another town has twice that temperature.",
        line("x*2", "How warm is it in the other town?", "In the other town it is {eq} degrees."),
    ),
    asides=(
        aside("d=2..40", "The wind blows at {d:d} miles per hour. | {city1} is {d:d} kilometers from the sea."),
    ), persons="",
)

MEANS = Family.of(
    "means",
    {
        "pup pups weighs weight unit": (
            "puppy|puppies|weigh|weight|pounds", "melon|melons|weigh|weight|pounds", "box|boxes|weigh|weight|kilograms",
            "plant|plants|measure|height|centimeters", "rope|ropes|measure|length|meters",
            "fish|fish|weigh|weight|ounces",
            "book|books|cost|price|dollars", "ticket|tickets|cost|price|dollars", "lesson|lessons|last|length|minutes",
            "movie|movies|last|length|minutes", "walk|walks|last|length|minutes",
        ),
        "average": ("average", "average", "mean"),
    },
    event(
        "average-two", ">average", "a=4..90 b=4..90",
        "Two {pups} {weighs} {a} and {b} {unit}. | What is the {average} of {a:d} and {b:d} {unit}? | One {pup} has a "
        "{weight} of {a} {unit}, another one of {b} {unit}. | {name} has two {pups}. They {weighs} {a} {unit} and "
        "{b} {unit}.",
        line("a+b", "How many {unit} are both together?", "Both are {eq} {unit} together. | The sum is {eq} {unit}."),
        line("s1/2", "What is the {average} of the two?", "For 2 {pups} the {average} is {eq} {unit}.", grain="0.5"),
        asks="What is the {average} {weight}? | What is their {average} {weight}? | What is the {average} {weight} "
            "of the "
        "two {pups}?",
    ),
    event(
        "average-three", ">average", "a=3..60 b=3..60 c=3..60",
        "Three {pups} {weighs} {a}, {b} and {c} {unit}. | What is the {average} of {a:d}, {b:d} and {c:d} {unit}? | "
        "{name} "
        "has three {pups}. They {weighs} {a} {unit}, {b} {unit} and {c} {unit}. | If three {pups} {weighs} {a}, {b} "
        "and {c} "
        "{unit}, what is the {average} {weight}? | What is the {average} {weight} of three {pups} of {a}, {b} and "
        "{c} {unit}?",
        line("a+b", "How many {unit} are the first two together?", "The first two are {eq} {unit} together."),
        line("s1+c", "How many {unit} are all three together?", "All three are {eq} {unit} together."),
        line("s2/3", "What is the {average} of the three?", "For 3 {pups} the {average} is {eq} {unit}.", grain="0.5"),
        asks="What is the {average} {weight}? | What is their {average} {weight}? | What is the {average} {weight} "
            "of the "
        "three {pups}?",
    ),
    event(
        "average-four", ">average", "a=3..40 b=3..40 c=3..40 d=3..40",
        "Four {pups} {weighs} {a}, {b}, {c} and {d} {unit}. | What is the {average} of {a:d}, {b:d}, {c:d} and {d:d} "
        "{unit}? | "
        "{name} has four {pups}. They {weighs} {a}, {b}, {c} and {d} {unit}. | If four {pups} {weighs} {a}, {b}, {c} "
        "and "
        "{d} {unit}, what is the {average} {weight}?",
        line("a+b", "How many {unit} are the first two together?", "The first two are {eq} {unit} together."),
        line("s1+c", "How many {unit} are the first three together?", "The first three are {eq} {unit} together."),
        line("s2+d", "How many {unit} are all four together?", "All four are {eq} {unit} together."),
        line("s3/4", "What is the {average} of the four?", "For 4 {pups} the {average} is {eq} {unit}.", grain="0.5"),
        asks="What is the {average} {weight}? | What is their {average} {weight}?",
    ),
    event(
        "average-total", ">average", "a=20..900 b=2..12",
        "{b} {pups} {weighs} {a:d} {unit} in total. | {b} {pups} {weighs} {a:d} {unit} altogether. What is the "
        "{average} "
        "{weight}? | Together {b} {pups} {weighs} {a:d} {unit}. | If {b} {pups} {weighs} {a:d} {unit} altogether, "
        "what is "
        "the {average} {weight} of a {pup}?",
        line("a/b", "How many {unit} is that for each {pup}?", "The {average} is {eq} {unit}.", grain="0.5"),
        asks="What is the {average} {weight}? | How many {unit} is that for each {pup} on average?",
    ),
    event(
        "from-average", ">total", "a=3..60 b=3..12",
        "The {average} {weight} of {b} {pups} is {a} {unit}. | {b} {pups} have an average {weight} of {a} {unit}. | On "
        "average, each of {b} {pups} has a {weight} of {a} {unit}.",
        line("a*b", "How many {unit} are all {b:d} together?", "All {b:d} {pups} are {eq} {unit} together."),
        asks="How many {unit} is that in all? | How many {unit} are all the {pups} together? | What is the total "
            "{weight}?",
    ),
    event(
        "missing", ">other", "a=10..60 b=5..90",
        "The {average} {weight} of two {pups} is {a} {unit}. One of them has a {weight} of {b} {unit}. | Two {pups} "
        "have an "
        "average {weight} of {a} {unit}. The {weight} of the first is {b} {unit}. | The {weight} of one {pup} is {b} "
        "{unit}. "
        "With a second one, the average of the two is {a} {unit}.",
        line("a*2", "How many {unit} are both together?", "Both are {eq} {unit} together."),
        line("s1-b", "How many {unit} is the other one?", "The other one is {eq} {unit}."),
        asks="What is the {weight} of the other {pup}? | How many {unit} does the other one have?",
    ),
    event(
        "gain", "total>more", "a=3..60",
        "Another {pup} has a {weight} of {a} {unit}. | One more {pup} of {a} {unit} is added. | Then comes one more "
        "{pup} "
        "with a {weight} of {a} {unit}.",
        line("x+a", "How many {unit} is that with the other {pup}?", "With that it is {eq} {unit}."),
        asks="How many {unit} is that in all? | How many {unit} is that altogether?",
    ),
    event(
        "lose", "total>more", "a=3..60",
        "One {pup} with a {weight} of {a} {unit} is taken away. | One of them, of {a} {unit}, is not counted any more.",
        line("x-a", "How many {unit} is that without this {pup}?", "Without that it is {eq} {unit}."),
        asks="How many {unit} remain? | How many {unit} are the others together?",
    ),
    event(
        "more-than", "average>other", "a=2..20",
        "One other {pup} is {a} {unit} above this {average}. | The {weight} of another {pup} is {a} {unit} more than "
        "the "
        "average.",
        line("x+a", "What is the {weight} of the other {pup}?", "The other {pup} has {eq} {unit}."),
        asks="What is the {weight} of the other {pup}? | How many {unit} is that?",
    ),
    event(
        "fewer-than", "average>other", "a=2..12",
        "One other {pup} is {a} {unit} below this {average}. | The {weight} of another {pup} is {a} {unit} less than "
        "the "
        "average.",
        line("x-a", "What is the {weight} of the other {pup}?", "The other {pup} has {eq} {unit}."),
        asks="What is the {weight} of the other {pup}? | How many {unit} is that?",
    ),
    event(
        "double", "other>end", "",
        "The largest {pup} has twice this {weight}. | The {weight} of a third {pup} is twice that.",
        line("x*2", "How many {unit} is twice that?", "Twice that is {eq} {unit}."),
        asks="How many {unit} is that? | What {weight} is that in {unit}?",
    ),
    persons="one",
)

FAMILIES = (DAYS_AVERAGE, GRADES, WEATHER, MEANS,)

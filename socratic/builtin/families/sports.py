"""Sports: basketball and laps."""

from socratic.builtin.families.shared import ASIDES
from socratic.builtin.notation import Family, event, line
from socratic.builtin.words import DAYS

__all__ = ["FAMILIES"]

# One event is a few dense lines here; the formatter would make it fifteen.
# fmt: off

BASKETBALL = Family.of(
    "basketball",
    {"game games": ("game|games", "match|matches", "final|finals", "tournament|tournaments")},
    event(
        "two-three", ">points", "a=2..20 b=2..12",
        "In a basketball {game} {name} makes {a} shots worth 2 points and {b} shots worth 3 points. | {name} plays "
        "basketball and ~makes {a:d} two-point shots and {b} long shots worth 3 points. | {name} hits {a} shots for 2 "
        "points each and {b} shots for 3 points each. | {name} scores {a} baskets worth 2 points and {b} baskets worth "
        "3. | In a {game} {name} gets {a} shots in for 2 points each and {b} for 3 points each.",
        line("a*2", "How many points are {a:d} shots of 2 points?", "{a:d} shots of 2 points are {eq} points."),
        line("b*3", "How many points are {b:d} shots of 3 points?", "{b:d} shots of 3 points are {eq} points."),
        line("s1+s2", "How many points is that together?", "Together that is {eq} points."),
        asks="How many points does {name} score? | How many points does {name} score in all? | How many points is "
        "that?",
    ),
    event(
        "per-game", ">points", "a=2..40 b=2..12",
        "{name} scores {a} points in each of {b} {games}. | {name} scores {a} points per {game}. {he} plays {b} "
        "{games}. | {name} scores {a} points a {game}. How many points does {he} score in {b} {games}? | In each of "
        "{b} {games} {name} gets {a} points. | If {name} scores {a} points per {game}, how many points does {he} score "
        "in {b} {games}? | {name} plays {b} {games} and ~scores {a} points each time.",
        line(
            "a*b",
            "How many points are that in {b:d} {games}?",
            "In {b:d} {games} that is {eq} points. | {he} scores {eq} points.",
        ),
        asks="How many points does {name} score? | How many points is that altogether? | How many points is that in "
        "total? | What is the total score?",
    ),
    event(
        "parts", ">points", "a=2..60 b=2..60",
        "{name} scores {a} points in the first half and {b} points in the second half. | In the first half {name} "
        "scores {a} points. / In the second half {name} scores {b} points. | In one {game} {name} scores {a} points, "
        "in the next one {b}. | {name} has {a} points at half time and ~scores {b} more after it. | {name} scores {a} "
        "points and then {b} more.",
        line("a+b", "How many points is that together?", "Together that is {eq} points."),
        asks="How many points does {name} score in all? | How many points does {name} score? | What is {name's} total?",
    ),
    event(
        "more-half", ">points", "a=2..40 b=2..20",
        "{name} scores {a} points in the first half and {b} more than that in the second half. | In the first half "
        "{name} scores {a} points, in the second half {b} more than in the first. | In the second half {name} scores "
        "{b} points more than in the first half, when {he} gets {a}.",
        line(
            "a+b",
            "How many points does {name} score in the second half?",
            "In the second half {he} scores {eq} points.",
        ),
        line("s1+a", "How many points is that together?", "Together that is {eq} points."),
        asks="How many points does {name} score in all? | What is {name's} total?",
    ),
    event(
        "gain", "points>points", "a=2..30",
        "{then}{he} gets {a} points for free throws. | {then}{he} scores {a} more points. | {then}{he} adds {a} "
        "points. | Then {name} gets {a} more. | In the last minutes {he} scores another {a}.",
        line("x+a", "How many points is that with the {a:d} more?", "With those it is {eq} points."),
        asks="How many points does {name} have now? | How many points does {name} have in all? | How many points is "
        "that in total? | How many points are there now?",
    ),
    event(
        "lose", "points>points", "a=2..20",
        "{then}{he} loses {a} points for a foul. | {a} points are taken back. | {then}{he} loses {a} of these points. "
        "| {he} gets {a} points taken away.",
        line("x-a", "How many points are left?", "That leaves {eq} points. | {he} has {eq} points left."),
        asks="How many points does {name} have now? | How many points does {name} have in the end?",
    ),
    event(
        "more-than", "points>other", "a=2..30",
        "{friend} scores {a} more points than {name}. | {name} scores {a} points fewer than {friend}. | {friend} gets "
        "{a} points more than that.",
        line("x+a", "How many points does {friend} score?", "{friend} scores {eq} points."),
    ),
    event(
        "fewer-than", "points>other", "a=2..30",
        "{friend} scores {a} fewer points than {name}. | {name} scores {a} points more than {friend}. | {friend} gets "
        "{a} points less than that.",
        line("x-a", "How many points does {friend} score?", "{friend} scores {eq} points."),
    ),
    event(
        "times-as-many", "points>other", "a=2..4",
        "{friend} scores {a:times} as many points as {name}. | {friend} gets {a:times} as many.",
        line("x*a", "How many points does {friend} score?", "{friend} scores {eq} points."),
    ),
    event(
        "half", "points>other", "",
        "{friend} scores half as many points as {name}. | {friend} gets only half as many points.",
        line("x/2", "How many points does {friend} score?", "{friend} scores {eq} points."),
    ),
    event(
        "together", "other>end", "",
        "They play for the same team. | Both are on one team.",
        line("points+other", "How many points do they score together?", "Together they score {eq} points."),
        asks="How many points do they score together? | How many points do both of them have together?",
    ),
    asides=ASIDES[:3], persons="one I",
)

LAPS = Family.of(
    "laps",
    {"runs track": ("~runs|track", "~walks|track", "~swims|pool", "~skates|rink", "~cycles|track"), "unit": ("meters",
        "yards", "feet"), **DAYS},
    event(
        "groups", ">once", "a=20..400/10 b=2..15",
        "One lap is {a:d} {unit} long, and {name} {runs} {b} laps. | {name} {runs} {b} laps. / A lap is {a:d} {unit} "
        "long. | A {track} is {a:d} {unit} long. {name} {runs} it {b} times. | A lap is {a:d} {unit}. How many {unit} "
        "are {b} laps? | {name} {runs} {b} laps of {a:d} {unit} each. | {name} {runs} {b} laps on a {track} that is "
        "{a:d} {unit} long. | If one lap is {a:d} {unit}, how many {unit} are {b} laps?",
        line("a*b", "How many {unit} are {b:d} laps?", "{b:d} laps are {eq} {unit}. | {he} covers {eq} {unit}."),
        asks="How many {unit} is that? | How far is that in {unit}? | How many {unit} is that in all? | How many "
        "{unit} is that in total? | What is the total distance in {unit}?",
    ),
    event(
        "parts", ">meters", "a=50..900/50 b=50..900/50",
        "{name} {runs} {a:d} {unit} on {day1} and {b:d} {unit} on {day2}. | On {day1} {name} {runs} {a:d} {unit}, on "
        "{day2} {b:d} {unit}. | First {name} {runs} {a:d} {unit}, later {b:d} {unit}. | {name} {runs} {a:d} {unit} and "
        "then {b:d} {unit} more. | {name} {runs} {a:d} {unit} before lunch and {b:d} after it.",
        line("a+b", "How many {unit} are both together?", "Both together are {eq} {unit}."),
        asks="How many {unit} is that? | How many {unit} is that in all?",
    ),
    *(
        event(
            "gain", f"{state}>total", "a=10..400/10",
            "{then}{he} adds {a:d} {unit}. | {then}{he} {runs} {a:d} {unit} more. | Then {name} {runs} another {a:d}. "
            "| {he} {runs} {a:d} extra {unit} at the end.",
            line("x+a", "How many {unit} is that with the {a:d} more?", "With those it is {eq} {unit}."),
            asks="How many {unit} is that in all? | How many {unit} is that altogether?",
        )
        for state in ("once", "meters")
    ),
    event(
        "weeks", "once>meters", "a=2..7",
        "{he} does that on {a} days. | That happens {a} times a week. | {he} does the same {a} times a week. | {name} "
        "does it {a} days in a row.",
        line("x*a", "How many {unit} is that {a:d} times?", "{a:d} times that is {eq} {unit}."),
        asks="How many {unit} is that altogether? | How many {unit} is that on all these days?",
    ),
    *(
        event(
            "goal", f"{state}>end", "a=500..5000/100",
            "{he} wants to reach {a:d} {unit}. | {his} goal is {a:d} {unit}. | {he} needs {a:d} {unit} in all. | {he} "
            "has to do {a:d} {unit}. | If {he} wants to do {a:d} {unit} in all,",
            line("a-x", "How many {unit} are missing?", "{eq} {unit} are missing."),
            asks="How many {unit} are missing? | How many more {unit} does {name} need?",
        )
        for state in ("once", "meters", "total")
    ),
    *(
        event(
            "half", f"{state}>end", "",
            "{friend} only does half of that. | {friend} stops after half of the way.",
            line("x/2", "How many {unit} is half of that?", "Half of that is {eq} {unit}."),
            asks="How many {unit} does {friend} do? | How far does {friend} get?",
        )
        for state in ("once", "meters", "total")
    ),
    event(
        "laps-needed", ">laps", "a=200..4000/100 b=20..400/10",
        "{name} wants to do {a:d} {unit}. / One lap is {b:d} {unit} long. | A lap is {b:d} {unit} long. {name} has to "
        "do {a:d} {unit}. | How many laps of {b:d} {unit} are {a:d} {unit}? | {name} {runs} {a:d} {unit} on a {track} "
        "with laps of {b:d} {unit}. | If one lap is {b:d} {unit}, how many laps are {a:d} {unit}?",
        line("a/b", "How many laps are {a:d} {unit}?", "{a:d} {unit} are {eq} laps. | That is {eq} laps."),
        asks="How many laps is that? | How many laps does {name} have to do?",
    ),
    event(
        "lose", "laps>laps", "a=2..10",
        "{he} has already done {a} laps. | The first {a} laps are already done.",
        line("x-a", "How many laps are left?", "{eq} laps are left."),
        asks="How many laps are left? | How many more laps does {name} have to do?",
    ),
    event(
        "times", "laps>end", "a=2..5",
        "A lap takes {a} minutes. | Each lap takes {him} {a} minutes. | For one lap {he} needs {a} minutes.",
        line("x*a", "How many minutes do the laps take?", "The laps take {eq} minutes."),
        asks="How many minutes is that? | How long does it take in minutes?",
    ),
    asides=ASIDES[:3], persons="one I",
)

FAMILIES = (BASKETBALL, LAPS,)

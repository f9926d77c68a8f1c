"""Measures: water, rope, unit conversion, weights, heights."""

from socratic.builtin.families.shared import ASIDES
from socratic.builtin.notation import Family, event, line

__all__ = ["FAMILIES"]

# One event is a few dense lines here; the formatter would make it fifteen.
# fmt: off

WATER = Family.of(
    "water",
    {
        "tank": ("tank", "pool", "pond"),
        "plants": ("the vegetables", "the trees", "the flowers"),
    },
    event(
        "have", ">liters", "a=60..600",
        "{name's} {tank} holds {a:d} liters of water right now. | There are {a:d} liters of water in {name's} {tank}.",
    ),
    event(
        "groups", ">liters", "a=3..20 b=5..25",
        "{name} pours {a} buckets of {b:d} liters each into an empty {tank}. | {name} fills an empty {tank} with {a} "
        "buckets of water, and each bucket holds {b:d} liters.",
        line("a*b", "How many liters of water does {name} pour in?", "{he} pours in {eq} liters."),
    ),
    event(
        "per-minute", ">liters", "a=6..30 b=5..25",
        "A hose fills {name's} empty {tank} at {a:d} liters a minute for {b} minutes. | For {b} minutes {name} runs a "
        "hose that puts {a:d} liters a minute into an empty {tank}.",
        line("a*b", "How many liters come out of the hose in {b:d} minutes?", "The hose gives {eq} liters."),
    ),
    event(
        "lose", "liters>liters", "a=10..120",
        "{then}{he} uses {a:d} liters of the water for {plants}. | {then}the {tank} leaks and loses {a:d} liters.",
        line("x-a", "How many liters are in the {tank} after that?", "The {tank} then has {eq} liters."),
        asks="How many liters are left in the {tank}?",
    ),
    event(
        "lose-groups", "liters>liters", "a=3..20 b=3..12",
        "{then}{he} takes {a:d} liters a day out of it for {b} days. | The {tank} loses {a:d} liters an hour through "
        "a leak for {b} hours.",
        line("a*b", "How many liters does the {tank} lose?", "It loses {eq} liters."),
        line("x-s1", "How many liters are in the {tank} then?", "The {tank} then has {eq} liters."),
        asks="How many liters are left in the {tank}?",
    ),
    event(
        "gain", "liters>liters", "a=10..120",
        "{then}the rain adds {a:d} liters. | {then}{he} adds another {a:d} liters.",
        line("x+a", "How many liters are in the {tank} with the added water?", "The {tank} then has {eq} liters."),
        asks="How many liters are in the {tank} now?",
    ),
    event(
        "half", "liters>liters", "",
        "{then}{he} lets half of the water out. | {then}{he} uses half of all the water for {plants}.",
        line("x/2", "How many liters stay in the {tank}?", "Half of the water is {eq} liters."),
        asks="How many liters are left in the {tank}?",
    ),
    event(
        "goal", "liters>left", "a=900..1500",
        "The {tank} can hold {a:d} liters in all. | When it is full, the {tank} holds {a:d} liters.",
        line("a-x", "How many liters are missing until the {tank} is full?", "There are {eq} liters missing."),
        asks="How many more liters fit into the {tank}?",
    ),
    event(
        "per-minute-needed", "left>end", "a=4..30",
        "{he} fills it up with a pump that gives {a:d} liters a minute. | A pump then fills it up at {a:d} liters a "
        "minute.",
        line("x/a", "How many minutes does the pump need?", "The pump needs {eq} minutes."),
    ),
    event(
        "pack", "liters>end", "a=2..15",
        "{then}{he} empties it with a bucket that holds {a:d} liters. | If {he} takes all the water out with a bucket "
        "of {a:d} liters,",
        line("x/a", "How many full buckets does {name} take out?", "{he} takes out {eq} full buckets."),
    ),
    asides=ASIDES,
)

CUTTING = Family.of(
    "cutting",
    {"rope": ("rope", "ribbon", "wire", "cloth", "yarn"), "pieces": ("pieces", "strips", "lengths")},
    event(
        "have", ">length", "a=40..400",
        "{name} has {a:d} feet of {rope}. | {name} buys {a:d} feet of {rope} in a shop. | There are {a:d} feet of "
        "{rope} in {name's} cellar. | {name} finds {a:d} feet of {rope}.",
    ),
    event(
        "groups", ">length", "a=2..12 b=10..60",
        "{name} has {a} rolls of {rope}, each {b:d} feet long. | {name} buys {a} rolls with {b:d} feet of {rope} on "
        "each. | {name} has {a} rolls of {rope}. / There are {b:d} feet on each roll.",
        line("a*b", "How many feet of {rope} does {name} have at first?", "{he} has {eq} feet of {rope}."),
    ),
    event(
        "parts", ">length", "a=10..120 b=10..120",
        "{name} has one roll with {a:d} feet of {rope} and another with {b:d} feet. | {name} finds {a:d} feet of "
        "{rope} in the garage and {b:d} feet in the attic. | {name} has {a:d} feet of {rope} and ~buys {b:d} more "
        "feet.",
        line("a+b", "How many feet of {rope} does {name} have at first?", "{he} has {eq} feet of {rope}."),
    ),
    event(
        "lose", "length>length", "a=5..60",
        "{then}{he} cuts off {a:d} feet and ~uses them. | {then}{he} gives {a:d} feet of it to {friend}. | "
        "{then}{a:d} feet of it get lost. | {then}{he} needs {a:d} feet of it for a fence.",
        line("x-a", "How many feet of {rope} are left after that?", "There are {eq} feet left."),
        asks="How many feet of {rope} are left? | How many feet of {rope} does {name} have left?",
    ),
    event(
        "lose-groups", "length>length", "a=2..9 b=2..12",
        "{then}{he} cuts off {a} {pieces} of {b:d} feet each for {friend}. | {then}{he} uses {b:d} feet of it for "
        "each of {a} gifts.",
        line("a*b", "How many feet of {rope} does {name} use?", "{he} uses {eq} feet."),
        line("x-s1", "How many feet of {rope} are left then?", "There are {eq} feet left."),
        asks="How many feet of {rope} are left? | How many feet of {rope} does {name} have left?",
    ),
    event(
        "half", "length>length", "",
        "{then}{he} gives half of all {his} {rope} to {friend}. | {then}{he} uses half of {his} {rope} for a project.",
        line("x/2", "How many feet of {rope} does {name} keep?", "Half of it is {eq} feet."),
        asks="How many feet of {rope} are left? | How many feet of {rope} does {name} have left?",
    ),
    event(
        "pack", "length>pieces", "a=2..15",
        "{then}{he} cuts all of the {rope} into {pieces} of {a:d} feet. | {then}{he} makes {pieces} of {a:d} feet "
        "each from all the {rope}.",
        line("x/a", "How many {pieces} does {name} get?", "{he} gets {eq} {pieces}."),
    ),
    event(
        "share", "length>end", "a=2..9",
        "{then}{he} cuts the {rope} into {a} equal {pieces}. | If {he} cuts all of it into {a} equal {pieces}, | {a} "
        "children get equal {pieces} of it.",
        line("x/a", "How many feet long is each of them?", "Each of them is {eq} feet long."),
    ),
    event(
        "sell", "pieces>end", "a=2..9",
        "{he} sells all the {pieces} for {a:$} each. | {then}{he} sells the {pieces}, and each brings {him} {a:$}.",
        line("x*a", "How much money does {name} get for the {pieces}?", "{he} gets {dollars}."),
    ),
    asides=ASIDES,
)

CONVERT = Family.of(
    "convert",
    {"item": ("rope", "board", "wall", "ribbon", "hose", "path", "fence", "cable", "snake", "boat", "table", "pole"),
     "food": ("rice", "flour", "sugar", "beans", "potatoes", "apples", "corn", "salt", "coffee")},
    event(
        "feet", ">inches", "a=2..30",
        "A {item} is {a} feet long. | {name} has a {item} of {a} feet. | How many inches long is a {item} of {a} "
        "feet? | How many inches are {a} feet?",
        line(
            "a*12",
            "How many inches are {a:d} feet?",
            "A foot has 12 inches, so that is {eq} inches. | {a:d} feet are {eq} inches.",
        ),
        asks="How many inches is that? | How many inches long is it? | How long is it in inches?",
    ),
    event(
        "feet-inches", ">inches", "a=2..9 b=2..11",
        "A {item} is {a} feet and {b} inches long. | {name} has a {item} of {a} feet and {b} inches. | How many "
        "inches is a {item} of {a} feet and {b} inches?",
        line("a*12", "How many inches are {a:d} feet?", "A foot has 12 inches, so {a:d} feet are {eq} inches."),
        line("s1+b", "How many inches is that with the other {b:d}?", "With the other {b:d} it is {eq} inches."),
        asks="How many inches is that? | How long is it in inches?",
    ),
    event(
        "meters", ">cm", "a=1.5..9.5/0.5",
        "A {item} is {a:d} meters long. | {name} has a {item} of {a:d} meters. | A {item} is {a:d} meters long. How "
        "many centimeters is that?",
        line(
            "a*100",
            "How many centimeters are {a:d} meters?",
            "A meter has 100 centimeters, so that is {eq} centimeters. | {a:d} meters are {eq} centimeters.",
        ),
        asks="How many centimeters is that? | How long is it in centimeters?",
    ),
    event(
        "lose", "inches>inches", "a=2..40",
        "{name} cuts off {a:d} inches. | {a:d} inches are cut off. | {name} takes {a:d} inches off.",
        line("x-a", "How many inches are left?", "That leaves {eq} inches. | {eq} inches are left."),
        asks="How many inches are left? | How long is it then in inches?",
    ),
    event(
        "lose", "cm>cm", "a=5..90/5",
        "{name} cuts off {a:d} centimeters. | {a:d} centimeters are cut off.",
        line("x-a", "How many centimeters are left?", "That leaves {eq} centimeters. | {eq} centimeters are left."),
        asks="How many centimeters are left? | How long is it then in centimeters?",
    ),
    event(
        "share", "inches>end", "a=2..10",
        "It is cut into {a} equal parts. | {name} cuts it into {a} equal parts. | {a} parts of the same length are "
        "made from it.",
        line("x/a", "How many inches long is each part?", "Each part is {eq} inches long."),
        asks="How many inches long is each part? | How long is each part in inches?",
    ),
    event(
        "share", "cm>end", "a=2..10",
        "It is cut into {a} equal parts. | {name} cuts it into {a} equal parts. | {a} parts of the same length are "
        "made from it.",
        line("x/a", "How many centimeters long is each part?", "Each part is {eq} centimeters long."),
        asks="How many centimeters long is each part? | How long is each part in centimeters?",
    ),
    event(
        "kilograms", ">grams", "a=1.5..9/0.5",
        "{name} buys {a:d} kilograms of {food}. | There are {a:d} kilograms of {food} in a bag. | How many grams are "
        "{a:d} kilograms of {food}?",
        line(
            "a*1000",
            "How many grams are {a:d} kilograms?",
            "A kilogram has 1000 grams, so that is {eq} grams. | {a:d} kilograms are {eq} grams.",
        ),
        asks="How many grams is that? | How many grams of {food} are there?",
    ),
    event(
        "lose", "grams>grams", "a=50..900/50",
        "{name} uses {a:d} grams of it. | {a:d} grams of it are eaten.",
        line("x-a", "How many grams are left?", "That leaves {eq} grams. | {eq} grams are left."),
        asks="How many grams are left? | How many grams of {food} are left?",
    ),
    event(
        "pack", "grams>packs", "a=50..500/50",
        "It is filled into bags of {a:d} grams. | A bag holds {a:d} grams, and all of it goes into bags.",
        line("x/a", "How many bags are filled?", "It fills {eq} bags. | That makes {eq} bags."),
        asks="How many bags are filled? | How many bags are needed?",
    ),
    event(
        "sell", "packs>money", "a=2..9",
        "A bag is sold for {a:$}. | Each bag costs {a:$}.",
        line("x*a", "How much money is that for all bags?", "For all bags it is {dollars}. | That is {dollars}."),
        asks="How much money is that for all bags? | How much do all the bags cost?",
    ),
    event(
        "pounds", ">ounces", "a=2..20",
        "{name} buys {a} pounds of {food}. How many ounces is that? | {name} has {a} pounds of {food} and ~counts "
        "them in ounces.",
        line("a*16", "How many ounces are {a:d} pounds?", "A pound has 16 ounces, so that is {eq} ounces."),
        asks="How many ounces is that? | How many ounces of {food} are there?",
    ),
    event(
        "lose", "ounces>ounces", "a=2..40",
        "{name} uses {a:d} ounces of it. | {a:d} ounces of it are eaten.",
        line("x-a", "How many ounces are left?", "That leaves {eq} ounces. | {eq} ounces are left."),
        asks="How many ounces are left?",
    ),
    event(
        "hours", ">minutes", "a=2..12",
        "How many minutes do {a} hours have? | {name} sleeps for {a} hours. How many minutes is that? | {name} sleeps "
        "for {a} hours and ~counts them in minutes.",
        line(
            "a*60",
            "How many minutes are {a:d} hours?",
            "An hour has 60 minutes, so that is {eq} minutes. | {a:d} hours are {eq} minutes.",
        ),
        asks="How many minutes is that?",
    ),
    event(
        "gain", "minutes>end", "a=5..50/5",
        "{then}{name} rests for {a:d} minutes more. | After that {name} stays in bed for {a:d} minutes.",
        line("x+a", "How many minutes is that with the {a:d} more?", "With those it is {eq} minutes."),
        asks="How many minutes is that in all?",
    ),
    event(
        "yards", ">feet", "a=2..60",
        "A {item} is {a} yards long. How many feet is that? | A {item} is {a} yards long, and {name} measures it in "
        "feet. | {name} needs {a} yards of cloth. How many feet is that?",
        line(
            "a*3",
            "How many feet are {a:d} yards?",
            "A yard has 3 feet, so that is {eq} feet. | {a:d} yards are {eq} feet.",
        ),
        asks="How many feet is that? | How long is it in feet?",
    ),
    event(
        "inches", "feet>inches", "",
        "Then it is measured in inches. | {friend} measures it in inches.",
        line("x*12", "How many inches is that?", "A foot has 12 inches, so that is {eq} inches."),
    ),
    event(
        "days", ">hours", "a=2..14",
        "How many hours are {a} days? | A storm lasts {a} days. How many hours is that? | A trip takes {a} days, and "
        "{name} counts the hours.",
        line(
            "a*24",
            "How many hours are {a:d} days?",
            "A day has 24 hours, so that is {eq} hours. | {a:d} days are {eq} hours.",
        ),
        asks="How many hours is that?",
    ),
    asides=ASIDES[:3],
)

WEIGHTS = Family.of(
    "weights",
    {"thing things": ("bag of rice|bags of rice", "brick|bricks", "box of books|boxes of books",
        "watermelon|watermelons",
                      "stone|stones", "chair|chairs", "sack of flour|sacks of flour", "dog|dogs", "suitcase|suitcases"),
     "other others": ("pumpkin|pumpkins", "crate|crates", "can of paint|cans of paint", "lamp|lamps", "bucket|buckets"),
     "unit": ("pounds", "kilograms", "kg")},
    event(
        "groups", ">weight", "a=2..40 b=2..15",
        "A {thing} weighs {a} {unit}. How much do {b} {things} weigh? | {name} carries {b} {things}. / Each {thing} "
        "weighs {a} {unit}. | {name} has {b} {things} that weigh {a} {unit} each. | One {thing} weighs {a} {unit}, "
        "and there are {b} {things} on a cart.",
        line(
            "a*b",
            "How much do {b:d} {things} weigh? | How much do the {things} weigh?",
            "{b:d} {things} weigh {eq} {unit}. | Together they weigh {eq} {unit}.",
        ),
        asks="How much do the {things} weigh? | How many {unit} is that in all? | What is their total weight?",
    ),
    event(
        "halves", ">weight", "a=1.5..9.5/0.5 b=2..12",
        "A {thing} weighs {a:d} {unit}. How much do {b} {things} weigh? | {name} has {b} {things} that weigh {a:d} "
        "{unit} each. | {b} {things} stand on a scale, each of {a:d} {unit}.",
        line("a*b", "How much do the {things} weigh?", "Together they weigh {eq} {unit}."),
        asks="How much do the {things} weigh? | What is their total weight?",
    ),
    event(
        "more-than", ">weight", "a=2..60 b=2..40",
        "A {thing} weighs {a} {unit}. A {other} weighs {b} {unit} more. How much does the {other} weigh? | A {thing} "
        "weighs {a} {unit}, and a {other} is {b} {unit} heavier. {name} carries the {other}.",
        line("a+b", "How much does the {other} weigh?", "The {other} weighs {eq} {unit}."),
        asks="How many {unit} does {name} carry? | How much does the {other} weigh?",
    ),
    event(
        "gain-groups", "weight>weight", "a=2..20 b=2..8",
        "There are also {b} {others} that weigh {a} {unit} each. | {name} also takes {b} {others} of {a} {unit} each. "
        "| Then {b} {others} of {a} {unit} each are added.",
        line("a*b", "How much do the {others} weigh?", "The {others} weigh {eq} {unit}."),
        line("x+s1", "How much is that in all?", "In all that is {eq} {unit}."),
        asks="How many {unit} is that in all? | How much does everything weigh?",
    ),
    event(
        "gain", "weight>weight", "a=2..40",
        "The cart itself weighs {a} {unit}. | {then}{name} adds {a} {unit} of sand.",
        line("x+a", "How many {unit} is that with the {a:d} more?", "With those it is {eq} {unit}."),
        asks="How many {unit} is that in all? | How much does everything weigh?",
    ),
    event(
        "lose", "weight>weight", "a=2..40",
        "{then}{name} takes away {a} {unit}. | {then}{friend} carries {a} {unit} of it.",
        line("x-a", "How many {unit} are left?", "That leaves {eq} {unit}. | {eq} {unit} are left."),
        asks="How many {unit} are left? | How many {unit} remain?",
    ),
    event(
        "half", "weight>weight", "",
        "{then}{name} takes half of the weight away. | Half of the weight is then unloaded.",
        line("x/2", "How many {unit} are half of it?", "Half of it is {eq} {unit}.", grain="0.5"),
        asks="How many {unit} are left? | How many {unit} remain?",
    ),
    event(
        "goal", "weight>end", "a=60..600/10",
        "An elevator can carry {a:d} {unit}. | The boat may carry up to {a:d} {unit}.",
        line("a-x", "How many more {unit} can it carry?", "It can carry {eq} more {unit}."),
    ),
    event(
        "pack", "weight>end", "a=2..20",
        "{name} carries {a} {unit} each time. | All of it is moved in loads of {a} {unit}.",
        line("x/a", "How many loads is that?", "That is {eq} loads."),
        asks="How many loads is that? | How many times does somebody have to go?",
    ),
    event(
        "share", "weight>end", "a=2..6",
        "{a} people carry it, and each takes the same weight. | The weight is spread equally over {a} carts.",
        line("x/a", "How many {unit} is each part?", "Each part is {eq} {unit}.", grain="0.5"),
        asks="How many {unit} is that for each?",
    ),
    asides=ASIDES[:3],
)

HEIGHTS = Family.of(
    "heights",
    {"thing": ("oak", "tower", "house", "sunflower", "statue", "wall", "tent", "ladder", "pine", "hill"),
        "other": ("bush", "flagpole",
     "tree", "lamp post", "barn", "bridge"), "unit": ("feet", "meters")},
    event(
        "more-than", ">tall", "a=3..90 b=2..60",
        "A {thing} is {a:d} {unit} tall. A {other} is {b:d} {unit} taller. | A {thing} has a height of {a:d} {unit}, "
        "and a {other} is {b:d} {unit} taller than that. | A {other} is {b:d} {unit} taller than a {thing} of {a:d} "
        "{unit}.",
        line(
            "a+b",
            "How tall is the {other}? | What is the height of the {other}?",
            "The {other} is {eq} {unit} tall.",
        ),
        asks="How tall is the {other}? | What is the height of the {other}? | How high is the {other} in {unit}?",
    ),
    event(
        "fewer-than", ">tall", "a=8..120 b=2..60",
        "A {thing} is {a:d} {unit} tall. A {other} is {b:d} {unit} shorter. | A {thing} is {a:d} {unit} tall, which "
        "is {b:d} {unit} more than a {other}. | A {other} is {b:d} {unit} shorter than a {thing}. A {thing} is {a:d} "
        "{unit} tall.",
        line(
            "a-b",
            "How tall is the {other}? | What is the height of the {other}?",
            "The {other} is {eq} {unit} tall.",
        ),
        asks="How tall is the {other}? | What is the height of the {other}?",
    ),
    event(
        "times-as-many", ">tall", "a=3..60 b=2..6",
        "A {thing} is {a:d} {unit} tall. A {other} is {b:times} as tall. | A {other} is {b:times} as tall as a "
        "{thing}. / A {thing} is {a:d} {unit} tall. | A {thing} is {a:d} {unit} tall, and a {other} is {b:times} that "
        "height.",
        line(
            "a*b",
            "How tall is the {other}?",
            "The {other} is {eq} {unit} tall. | {b:times} {a:d} {unit} is {eq} {unit}.",
        ),
        asks="How tall is the {other}? | What is the height of the {other}?",
    ),
    event(
        "half", ">tall", "a=6..120/2",
        "A {thing} is {a:d} {unit} tall. A {other} is half as tall. | A {other} is half as tall as a {thing} of {a:d} "
        "{unit}. | A {thing} is {a:d} {unit} tall. A {other} is half that height.",
        line(
            "a/2",
            "How tall is the {other}?",
            "The {other} is {eq} {unit} tall. | Half of {a:d} {unit} is {eq} {unit}.",
        ),
        asks="How tall is the {other}?",
    ),
    event(
        "grow", ">tall", "a=2..15 b=2..12",
        "A plant grows {a:d} {unit} a year. How tall is it after {b} years? | A young tree grows {a:d} {unit} every "
        "year for {b} years. | Each week {name} adds {a:d} {unit} to a tower. {he} does that for {b} weeks.",
        line("a*b", "How much is that after {b:d} times?", "{b:d} times {a:d} {unit} is {eq} {unit}."),
        asks="How many {unit} is that in all? | What is the height then?",
    ),
    event(
        "gain", "tall>tall", "a=2..20",
        "A flag on top of it adds {a:d} {unit}. | Then {a:d} {unit} are added on top.",
        line("x+a", "How tall is it with the {a:d} {unit} more?", "With those it is {eq} {unit} tall."),
        asks="How tall is it then? | What is its height then?",
    ),
    event(
        "lose", "tall>tall", "a=2..12",
        "A storm breaks off {a:d} {unit} of it. | Then {a:d} {unit} are taken off the top.",
        line("x-a", "How tall is it without those {a:d} {unit}?", "Without those it is {eq} {unit} tall."),
        asks="How tall is it then? | What is its height then?",
    ),
    event(
        "third", "tall>end", "a=2..40",
        "{third}'s house is {a:d} {unit} taller than that. | A church is {a:d} {unit} taller than that.",
        line("x+a", "How tall is that building?", "That building is {eq} {unit} tall."),
    ),
    persons="one",
)

FAMILIES = (WATER, CUTTING, CONVERT, WEIGHTS, HEIGHTS,)

"""Nature: legs, farm animals, orchards."""

from socratic.builtin.families.shared import ASIDES
from socratic.builtin.families.spending import MONEY, MONEY_WORDS
from socratic.builtin.notation import Family, aside, event, line
from socratic.builtin.words import CROPS, FARM_ANIMALS, FLOWERS, KIN, TREES

__all__ = ["FAMILIES"]

# One event is a few dense lines here; the formatter would make it fifteen.
# fmt: off

FLOWERS_FAMILY = Family.of(
    "flowers",
    {
        "thing things": FLOWERS,
        **KIN, **MONEY_WORDS,
    },
    event(
        "have", ">items", "a=20..150",
        "There are {a} {things} in {name's} garden. | {name} has planted {a} {things} in {his} garden. | {a} {things} "
        "grow in front of {name's} house. | {name} buys {a} {things} for the garden.",
    ),
    event(
        "groups", ">items", "a=2..15 b=4..25",
        "{name} plants {a} rows of {things} with {b} {things} in each row. | In {name's} garden there are {a} rows of "
        "{b} {things} each. | {name} has {a} beds of {things}, and {b} {things} grow in each. | {name} plants {b} "
        "{things} in each of {a} rows.",
        line("a*b", "How many {things} are in the garden at first?", "There are {eq} {things} in the garden."),
    ),
    event(
        "parts", ">items", "a=10..90 b=10..90",
        "{name} grows {a} white {things} and {b} yellow {things}. | {name} plants {a} {things} in front of the house "
        "and {b} {things} behind it. | {name} has {a} red and {b} white {things} in the garden.",
        line("a+b", "How many {things} does {name} have at first?", "{name} has {eq} {things}."),
    ),
    event(
        "lose", "items>items", "a=2..30",
        "{then}the summer heat kills {a} of the {things}, and {he} pulls them out. | {then}rabbits eat {a} of the "
        "{things}. | {then}a storm destroys {a} of the {things}.",
        line(
            "x-a",
            "How many {things} are left after that?",
            "There are {eq} {things} left. | That leaves {eq} {things}.",
        ),
        asks="How many {things} does {name} have left? | How many {things} are left?",
    ),
    event(
        "gain-groups", "items>items", "a=2..6 b=3..15",
        "{then}{he} plants {a} more rows with {b} {things} in each. | {then}{he} adds {a} rows of {b} {things} each.",
        line("a*b", "How many {things} does {name} add?", "{he} adds {eq} {things}."),
        line("x+s1", "How many {things} are there then?", "There are {eq} {things} then. | That makes {eq} {things}."),
        asks="How many {things} does {name} have now? | How many {things} are there in all?",
    ),
    event(
        "pack", "items>packs", "a=3..12",
        "{then}{he} cuts all the {things} and ~ties them into bunches of {a}. | {then}{he} picks all the {things} to "
        "make bunches with {a} {things} in each.",
        line("x/a", "How many bunches does {name} make?", "{he} makes {eq} bunches."),
    ),
    event(
        "sell", "packs>money", "a=3..15",
        "{then}{he} sells every bunch for {a:$}. | {then}{he} sells all the bunches at the market for {a:$} each.",
        line("x*a", "How much money does {name} get for the bunches?", "{he} gets {dollars} for the bunches."),
    ),
    *MONEY,
    asides=ASIDES,
)


LEGS = Family.of(
    "legs",
    {"four fours": ("cow|cows", "goat|goats", "pig|pigs", "sheep|sheep", "horse|horses", "dog|dogs", "donkey|donkeys",
        "rabbit|rabbits", "cat|cats"),
     "two twos": ("hen|hens", "duck|ducks", "turkey|turkeys", "goose|geese", "chicken|chickens", "swan|swans"),
     "six sixes": ("ant|ants", "bee|bees", "beetle|beetles", "fly|flies")},
    event(
        "legs-two-kinds", ">legs", "a=2..30 b=2..40",
        "{name} has {a} {fours} and {b} {twos}. | There are {a} {fours} and {b} {twos} on {name's} farm. | On a farm "
        "there are {a} {fours} and {b} {twos}. | A farmer has {a} {fours} and {b} {twos}. How many legs do the animals "
        "have in total? | How many legs do {a} {fours} and {b} {twos} have in all? | {name} sees {a} {fours} and {b} "
        "{twos} in a field. | If a farm has {a} {fours} and {b} {twos}, how many legs are there?",
        line("a*4", "How many legs do the {fours} have?", "The {fours} have {eq} legs."),
        line("b*2", "How many legs do the {twos} have?", "The {twos} have {eq} legs."),
        line("s1+s2", "How many legs is that in all?", "In all that is {eq} legs."),
        asks="How many legs do the animals have? | How many legs is that altogether? | How many legs do all the "
        "animals have together?",
    ),
    event(
        "legs", ">legs", "a=2..60",
        "{name} has {a} {fours}. How many legs do they have? | How many legs do {a} {fours} have? | There are {a} "
        "{fours} on {name's} farm. | A farm has {a} {fours}. How many legs is that? | If there are {a} {fours}, how "
        "many legs are there? | {name} counts {a} {fours} in a field.",
        line(
            "a*4",
            "How many legs do {a:d} {fours} have?",
            "{a:d} {fours} have {eq} legs. | Each has 4 legs, so that is {eq} legs.",
        ),
        asks="How many legs do the {fours} have?",
    ),
    event(
        "legs-six", ">legs", "a=2..60",
        "There are {a} {sixes} on a leaf. How many legs do they have? | {name} counts the legs of {a} {sixes}. | If "
        "there are {a} {sixes}, how many legs do they have? | How many legs do {a} {sixes} have?",
        line(
            "a*6",
            "How many legs do {a:d} {sixes} have?",
            "{a:d} {sixes} have {eq} legs. | Each has 6 legs, so that is {eq} legs.",
        ),
        asks="How many legs do the {sixes} have?",
    ),
    event(
        "wheels", ">legs", "a=2..20 b=2..20",
        "There are {a} bicycles and {b} cars in front of the house. How many wheels do they have? | {name} counts the "
        "wheels of {a} bicycles and {b} cars. | {a} bicycles and {b} cars stand in front of {name's} house.",
        line("a*2", "How many wheels do the bicycles have?", "The bicycles have {eq} wheels."),
        line("b*4", "How many wheels do the cars have?", "The cars have {eq} wheels."),
        line("s1+s2", "How many wheels is that in all?", "In all that is {eq} wheels."),
        asks="How many wheels is that? | How many wheels do they have together?",
    ),
    asides=(
        aside("d=2..12", "The house is {d} meters high. | {d} children look on."),
        *ASIDES[:2]),
)

ANIMALS = Family.of(
    "animals",
    {"thing things": FARM_ANIMALS, "other others": ("parrot|parrots", "pony|ponies", "mule|mules",
        "bee hive|bee hives", "ostrich|ostriches"),
     "food": ("hay", "corn", "grain", "grass", "oats"), "pen pens": ("pen|pens", "barn|barns", "field|fields")},
    event(
        "have", ">items", "a=5..150",
        "{name} has {a} {things}. | There are {a} {things} on {name's} farm. | {name} keeps {a} {things} on a farm. | "
        "A farm has {a} {things}.",
    ),
    event(
        "groups", ">items", "a=2..9 b=3..25",
        "{name} has {a} {pens} with {b} {things} in each. | There are {a} {pens} on {name's} farm. / In each {pen} "
        "there are {b} {things}. | {name} keeps {b} {things} in each of {a} {pens}. | A farm has {a} {pens} with {b} "
        "{things} in each. | {name} has {a} {pens}, and each {pen} holds {b} {things}. | How many {things} are there "
        "on a farm with {a} {pens} of {b} {things} each?",
        line(
            "a*b",
            "How many {things} are in the {pens}?",
            "There are {eq} {things}. | {a:d} {pens} of {b:d} are {eq} {things}.",
        ),
        asks="How many {things} does {name} have? | How many {things} are there?",
    ),
    event(
        "times-as-many", ">items", "a=2..30 b=2..5",
        "{name} has {a} {others} and {b:times} as many {things}. | On {name's} farm there are {a} {others}. There are "
        "{b:times} as many {things}. | {name} has {b:times} as many {things} as {others}, and {he} has {a} {others}.",
        line("a*b", "How many {things} are there?", "There are {eq} {things}. | {b:times} {a:d} is {eq} {things}."),
        asks="How many {things} does {name} have? | How many {things} are there?",
    ),
    event(
        "more-than", ">items", "a=2..40 b=2..30",
        "{name} has {a} {others} and {b} more {things} than {others}. | On {name's} farm there are {a} {others}. There "
        "are {b} more {things} than {others}. | {name} has {b} more {things} than {others}, and {he} has {a} {others}.",
        line("a+b", "How many {things} are there?", "There are {eq} {things}."),
        asks="How many {things} does {name} have? | How many {things} are there?",
    ),
    event(
        "gain", "items>items", "a=2..30",
        "In spring {a} more are born. | {then}{he} buys {a} more {things}. | {then}a neighbor gives {him} {a} more.",
        line(
            "x+a",
            "How many {things} are there with the {a:d} new ones?",
            "With the new ones there are {eq} {things}.",
        ),
        asks="How many {things} does {name} have now? | How many {things} are there now?",
    ),
    event(
        "lose", "items>items", "a=2..30",
        "{then}{he} sells {a} of them. | {then}{a} of the {things} run away. | {then}{he} gives {a} {things} to a "
        "neighbor. | {he} sells {a}. How many are left? | If {he} sells {a} of them,",
        line("x-a", "How many {things} are left?", "{eq} {things} are left. | That leaves {eq} {things}."),
        asks="How many {things} are left? | How many {things} does {name} have left? | How many {things} does {name} "
        "have now?",
    ),
    event(
        "half", "items>items", "",
        "{then}{he} sells half of them. | {then}half of the {things} are sold.",
        line("x/2", "How many {things} are half of them?", "Half of the {things} is {eq}. | {eq} {things} are left."),
        asks="How many {things} are left? | How many {things} does {name} keep?",
    ),
    event(
        "share", "items>end", "a=2..9",
        "{he} puts them into {a} {pens}, as many in each. | {a} {pens} get the same number of {things}.",
        line("x/a", "How many {things} are in each {pen}?", "Each {pen} has {eq} {things}."),
    ),
    event(
        "times", "items>food", "a=2..12",
        "Each of them eats {a} pounds of {food} a day. | {he} feeds each one {a} pounds of {food} a day. | Every one "
        "of them needs {a} pounds of {food} a day.",
        line("x*a", "How many pounds of {food} is that a day?", "That is {eq} pounds of {food} a day."),
        asks="How many pounds of {food} do they eat in a day? | How many pounds of {food} is that a day?",
    ),
    event(
        "week", "food>end", "",
        "{he} buys enough for a week. | {he} needs food for a week.",
        line("x*7", "How many pounds of {food} is that in a week?", "A week has 7 days, so that is {eq} pounds."),
        asks="How many pounds of {food} is that in a week? | How many pounds of {food} does {name} buy for that?",
    ),
    asides=(ASIDES[0], ASIDES[1],
        aside("d=2..20", "There are also {d} cats in the barn. | The farm has {d} fields of corn."),
    ),
    persons="one I",
)

ORCHARD = Family.of(
    "orchard",
    {"thing things": TREES, "crop crops": CROPS, "color1 color2": ("old|young", "tall|small", "healthy|sick"),
        **MONEY_WORDS, **KIN},
    event(
        "rows", ">items", "a=2..20 b=3..30",
        "{name} plants {a} rows of {b} {things}. | There are {a} rows of {things} in {name's} garden. / Each row has "
        "{b} {things}. | {name} plants {a} rows with {b} {things} each. How many {things} does {he} plant? | {name's} "
        "garden has {a} rows of {things} with {b} in each row. | {name} plants {a} rows with {b} {things} in every "
        "row. | {name} plants {b} {things} per row and ~has {a} rows. | How many {things} are there in {a} rows of "
        "{b}?",
        line(
            "a*b",
            "How many {things} are there in the {a:d} rows?",
            "In the rows there are {eq} {things}. | {a:d} rows of {b:d} are {eq} {things}.",
        ),
        asks="How many {things} are there? | How many {things} does {name} plant?",
    ),
    event(
        "parts", ">items", "a=2..80 b=2..80",
        "{name} has {a} {color1} and {b} {color2} {things}. | There are {a} {color1} {things} in a park. There are {b} "
        "{color2} {things} too. | {a} {color1} {things} and {b} {color2} {things} grow in {name's} garden.",
        line("a+b", "How many {things} are there?", "There are {eq} {things}. | Together that is {eq} {things}."),
        asks="How many {things} are there? | How many {things} are there in all?",
    ),
    event(
        "gain", "items>items", "a=2..40",
        "Workers plant {a} more. | {then}{name} plants {a} more {things}. | Then {a} new ones are planted.",
        line("x+a", "How many {things} are there with the new ones?", "With the new ones there are {eq} {things}."),
        asks="How many {things} are there now? | How many {things} are there then?",
    ),
    event(
        "lose", "items>items", "a=2..40",
        "A storm breaks {a} of them. | {then}{name} cuts down {a} of the {things}. | {a} of them die in a cold winter.",
        line("x-a", "How many {things} are left?", "{eq} {things} are left. | That leaves {eq} {things}."),
        asks="How many {things} are left? | How many {things} are there then?",
    ),
    event(
        "per-tree", "items>fruit", "a=5..40",
        "Each one gives {a} pounds of fruit or nuts. | {name} finds {a} birds' seeds under each.",
        line("x*a", "How many is that for all of them?", "For all of them it is {eq}. | That makes {eq}."),
        asks="How many is that in all? | How many is that for all of them?",
    ),
    event(
        "cost", "items>money", "a=2..25",
        "{name} pays {a:$} for each of them. | Each of these {things} costs {a:$}. | They are {a:$} each. | The "
        "{things} cost {a:$} apiece.",
        line("x*a", "How much do the {things} cost?", "The {things} cost {dollars}."),
        asks="How much do they cost altogether? | How much does {name} pay for all of them?",
    ),
    event(
        "crop", ">crop", "a=2..30 b=5..60",
        "{name} fills {a} baskets with {b} {crops} each. | {name} digs up {b} {crops} from each of {a} beds. | In "
        "{name's} garden {a} beds give {b} {crops} each.",
        line("a*b", "How many {crops} is that?", "That is {eq} {crops}. | {he} has {eq} {crops}."),
        asks="How many {crops} does {name} have? | How many {crops} is that?",
    ),
    event(
        "lose", "crop>crop", "a=2..60",
        "{then}{he} gives {a} {crops} to {friend}. | Rabbits eat {a} {crops}. | {he} eats {a} of them and ~keeps the "
        "rest. | {then}{he} gives {a} away. How many are left? | {then}{he} throws away {a} bad {crops}.",
        line("x-a", "How many {crops} are left?", "That leaves {eq} {crops}. | {eq} {crops} are left."),
        asks="How many {crops} are left? | How many {crops} does {name} have left?",
    ),
    event(
        "pack", "crop>packs", "a=2..12",
        "{then}{he} puts the {crops} into bags of {a}. | {a} {crops} go into a bag. | If {a} {crops} go into each bag, "
        "| {he} puts {a} in each bag. How many bags does {he} need?",
        line("x/a", "How many bags does {name} fill?", "{he} fills {eq} bags."),
    ),
    event(
        "sell", "packs>sold", "a=2..9",
        "A bag is sold for {a:$}. | {he} sells each bag for {a:$}.",
        line("x*a", "How much money does {name} get?", "{he} gets {dollars}. | The bags bring {dollars}."),
    ),
    event(
        "cost", "sold>end", "a=5..60",
        "{he} pays {a:$} for seeds. | The bags cost {him} {a:$}.",
        line("x-a", "How much money is left after the costs?", "After the costs {he} has {dollars}."),
        asks="How much money does {name} have in the end? | How much money is left?",
    ),
    asides=ASIDES,
)

SCENE = Family.of(
    "scene",
    {
        "thing things place go come": (
            "bird|birds|in a tree|fly away|land there", "duck|ducks|on a pond|swim off|land on it",
            "child|children|on a playground|go home|come to play", "fish|fish|in a tank|are sold|are put in",
            "butterfly|butterflies|on a bush|fly off|join them", "frog|frogs|on a log|jump off|hop onto it",
            "person|people|in a room|walk out|come in", "monkey|monkeys|on a rock|run off|climb up",
            "bee|bees|on a flower bed|leave|arrive", "ship|ships|in a harbor|sail away|sail in",
            "book|books|on a shelf|are taken|are put there", "plate|plates|on a table|are washed|are added",
            "guest|guests|at a party|go home|arrive", "squirrel|squirrels|in a park|hide|appear",
            "balloon|balloons|in a hall|pop|are hung up", "swimmer|swimmers|in a lake|get out|jump in",
        ),
        "color1 color2": ("small|big", "big|small", "old|young"),
    },
    event(
        "have", ">items", "a=3..90",
        "There are {a} {things} {place}. | {name} sees {a} {things} {place}. | {a} {things} are {place}. | {name} "
        "counts {a} {things} {place}. | There were {a} {things} {place} this morning.",
    ),
    event(
        "parts", ">items", "a=2..50 b=2..50",
        "There are {a} {color1} and {b} {color2} {things} {place}. | {name} sees {a} {color1} {things} and {b} "
        "{color2} {things} {place}. | {a} {color1} {things} and {b} {color2} ones are {place}. | There are {a} "
        "{color1} {things} {place}. There are also {b} {color2} ones.",
        line(
            "a+b",
            "How many {things} are there at first? | How many {things} are that together?",
            "There are {eq} {things}. | Together that is {eq} {things}.",
        ),
        asks="How many {things} are there? | How many {things} are there in all? | How many {things} are there "
        "altogether?",
    ),
    event(
        "groups", ">items", "a=2..9 b=2..12",
        "There are {a} groups of {b} {things} {place}. | {name} sees {a} groups of {things} {place}, with {b} in each "
        "group. | {a} groups with {b} {things} each are {place}.",
        line(
            "a*b",
            "How many {things} are there at first? | How many {things} are in {a:d} groups?",
            "There are {eq} {things}. | {a:d} groups of {b:d} are {eq} {things}.",
        ),
        asks="How many {things} are there? | How many {things} are there in all?",
    ),
    event(
        "lose", "items>items", "a=2..40",
        "{a} {go}. | Then {a} of them {go}. | After a while {a} of the {things} {go}. | {a} {things} {go}. | {a} of "
        "them {go}. | {a} {go}. How many are left? | If {a} of them {go},",
        line(
            "x-a",
            "How many {things} are left when {a:d} {go}? | How many {things} are left then?",
            "That leaves {eq} {things}. | {eq} {things} are left.",
        ),
        asks="How many {things} are left? | How many {things} are still there? | How many {things} remain? | How many "
        "are left?",
    ),
    event(
        "gain", "items>items", "a=2..40",
        "{a} more {come}. | Then {a} more {things} {come}. | A little later {a} others {come}. | Another {a} {come}. | "
        "{a} more {things} {come}. | {a} more {come}. How many are there now? | If {a} more {come},",
        line(
            "x+a",
            "How many {things} are there when {a:d} more {come}? | How many {things} are there then?",
            "Then there are {eq} {things}. | That makes {eq} {things}.",
        ),
        asks="How many {things} are there now? | How many {things} are there in all? | How many {things} are there "
        "then? | How many are there altogether?",
    ),
    event(
        "leave-come", "items>items", "a=2..20 b=2..20",
        "{a} {go} and {b} {come}. | Then {a} of them {go}, but {b} others {come}. | At noon {a} {go}, and then {b} "
        "more {come}.",
        line(
            "x-a",
            "How many {things} are left when {a:d} {go}?",
            "Then {eq} {things} are left. | That leaves {eq} {things}.",
        ),
        line(
            "s1+b",
            "How many {things} are there when {b:d} {come}?",
            "Then there are {eq} {things}. | That makes {eq} {things}.",
        ),
        asks="How many {things} are there now? | How many {things} are there in the end? | How many are there then?",
    ),
    event(
        "half", "items>items", "",
        "Half of them {go}. | Then half of the {things} {go}. | After an hour half of all the {things} {go}.",
        line("x/2", "How many {things} are half of them?", "Half of them is {eq} {things}. | {eq} {things} stay."),
        asks="How many {things} are left? | How many {things} stay? | How many are left?",
    ),
    event(
        "lose-fraction", "items>items", "a=3..5",
        "{a:frac} of them {go}. | Then {a:frac} of the {things} {go}. | Soon {a:frac} of all the {things} {go}.",
        line(
            "x/a",
            "How many {things} are {a:frac} of them?",
            "{a:frac} of them is {eq} {things}. | That is {eq} {things}.",
        ),
        line("x-s1", "How many {things} are left then?", "That leaves {eq} {things}. | {eq} {things} are left."),
        asks="How many {things} are left? | How many {things} stay? | How many are left?",
    ),
    event(
        "double", "items>items", "",
        "Then their number doubles. | An hour later there are twice as many. | The next day there are twice as many "
        "{things}.",
        line(
            "x*2",
            "How many {things} are twice as many?",
            "Twice as many is {eq} {things}. | That makes {eq} {things}.",
        ),
        asks="How many {things} are there now? | How many {things} are there then?",
    ),
    event(
        "share", "items>end", "a=2..9",
        "They form {a} groups of the same size. | They are in {a} equal groups. | If they form {a} equal groups,",
        line(
            "x/a",
            "How many {things} are in each group?",
            "Each group has {eq} {things}. | That is {eq} in each group.",
        ),
    ),
    event(
        "together", "items>end", "a=2..60",
        "In another place there are {a} {things}. | Not far from there are {a} more {things}.",
        line("x+a", "How many {things} are there in both places?", "In both places there are {eq} {things}."),
        asks="How many {things} are there in both places together? | How many {things} are there in all?",
    ),
    persons="one I",
    asides=(
        aside("d=2..12", "It is {d} o'clock. | The sun has been up for {d} hours."),
        aside("d=2..30", "There are also {d} cats near by. | It is {d} degrees warm. | {d} clouds are in the sky."),
    ),
)

FAMILIES = (SCENE, FLOWERS_FAMILY, LEGS, ANIMALS, ORCHARD,)

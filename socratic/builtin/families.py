"""The families of the built-in problem set: their words and events, in the notation of stories.py.

To add a family, write a `Family.of(name, words, *events)` and put it into `FAMILIES`; shared.py has events to take.
Give an event the kind of an existing one when the same thing happens ("gain", "share", ...), so that combinations are
held out across families.
"""

from socratic.builtin.shared import (
    COMPARING,
    ENDING,
    GAINING,
    KIN,
    LOSING,
    MONEY,
    MONEY_WORDS,
    SELLING_EACH,
    SELLING_PACKS,
)
from socratic.builtin.stories import Family, event, line

__all__ = ["FAMILIES"]

# One event is a few dense lines here; the formatter would make it fifteen.
# fmt: off

COLLECTING = Family.of(
    "collecting",
    {
        "thing things": (
            "marble|marbles", "sticker|stickers", "trading card|trading cards", "stamp|stamps", "seashell|seashells",
            "toy car|toy cars", "bead|beads", "postcard|postcards", "button|buttons", "old coin|old coins",
        ),
        "pack packs": ("box|boxes", "bag|bags", "jar|jars", "tin|tins"),
        "color1 color2": ("red|blue", "green|yellow", "small|large", "colorful|plain"),
        **KIN, **MONEY_WORDS,
    },
    event(
        "have", ">items", {"a": (8, 120)},
        "{name} has {a} {things}. | {name} collects {things} and has {a} of them.",
    ),
    event(
        "groups", ">items", {"a": (2, 12), "b": (3, 24)},
        "{name} has {a} {packs} with {b} {things} in each. | {name} keeps {his} {things} in {a} {packs}, {b} "
        "{things} in each {pack}.",
        line(
            "a*b",
            "How many {things} does {name} have at first? | How many {things} are in the {packs} at first?",
            "{He} has {eq} {things}. | {He} starts with {eq} {things}.",
        ),
    ),
    event(
        "times-as-many", ">items", {"a": (6, 60), "b": (2, 5)},
        "{friend} has {a} {things}. {name} has {b:times} as many {things} as {friend}. | {name} has {b:times} as "
        "many {things} as {friend}, who has {a} {things}.",
        line("a*b", "How many {things} does {name} have at first?", "{He} has {eq} {things}."),
    ),
    event(
        "more-than", ">items", {"a": (6, 90), "b": (3, 40)},
        "{friend} has {a} {things}. {name} has {b} more {things} than {friend}. | {name} has {b} more {things} than "
        "{friend}, who has {a} {things}.",
        line("a+b", "How many {things} does {name} have at first?", "{He} has {eq} {things}."),
    ),
    event(
        "fewer-than", ">items", {"a": (20, 90), "b": (3, 40)},
        "{friend} has {a} {things}. {name} has {b} fewer {things} than {friend}. | {name} has {b} fewer {things} "
        "than {friend}, who has {a} {things}.",
        line("a-b", "How many {things} does {name} have at first?", "{He} has {eq} {things}."),
    ),
    event(
        "parts", ">items", {"a": (6, 80), "b": (6, 80)},
        "{name} has {a} {color1} {things} and {b} {color2} {things}. | {name} has {a} {things} that are {color1} and "
        "{b} that are {color2}.",
        line("a+b", "How many {things} does {name} have at first?", "{He} has {eq} {things}."),
    ),
    event(
        "per-day", ">items", {"a": (3, 15), "b": (3, 14)},
        "{name} collects {a} {things} every day for {b} days. | For {b} days, {name} collects {a} {things} a day.",
        line("a*b", "How many {things} does {name} collect in {b:d} days?", "{He} collects {eq} {things}."),
    ),
    *GAINING, *LOSING, *COMPARING, *ENDING, *SELLING_EACH, *SELLING_PACKS, *MONEY,
)

FRUIT = Family.of(
    "fruit",
    {
        "thing things": ("apple|apples", "pear|pears", "peach|peaches", "plum|plums", "lemon|lemons", "orange|oranges"),
        "pack packs": ("basket|baskets", "bag|bags", "bucket|buckets", "crate|crates"),
        **KIN, **MONEY_WORDS,
    },
    event(
        "groups", ">items", {"a": (2, 12), "b": (6, 40)},
        "{name} picks {a} {packs} of {things} with {b} {things} in each {pack}. | There are {a} {thing} trees in "
        "{name}'s garden, and {he} picks {b} {things} from each tree.",
        line(
            "a*b",
            "How many {things} does {name} pick?",
            "{He} picks {eq} {things}. | {name} picks {eq} {things} in all.",
        ),
    ),
    event(
        "parts", ">items", {"a": (10, 90), "b": (10, 90)},
        "{name} picks {a} {things} from one tree and {b} {things} from another tree. | {name} picks {a} {things} in "
        "the morning and {b} {things} in the afternoon.",
        line("a+b", "How many {things} does {name} pick?", "{He} picks {eq} {things}."),
    ),
    event(
        "per-day", ">items", {"a": (8, 40), "b": (3, 9)},
        "{name} picks {a} {things} every day for {b} days. | {name} works in an orchard for {b} days and picks {a} "
        "{things} a day to take home.",
        line("a*b", "How many {things} does {name} pick in {b:d} days?", "{He} picks {eq} {things}."),
    ),
    event(
        "lose", "items>items", {"a": (3, 40)},
        "{then}{he} throws away {a} {things} that have gone bad. | {then}{he} uses {a} of {his} {things} to make "
        "jam. | {then}{he} gives {a} {things} to {his} {kin}.",
        line(
            "x-a",
            "How many {things} does {name} have after that? | How many {things} are left then?",
            "{He} has {eq} {things} left. | That leaves {eq} {things}.",
        ),
        asks="How many {things} does {name} have left? | How many {things} are left?",
    ),
    *GAINING, *ENDING, *SELLING_EACH, *SELLING_PACKS, *MONEY,
)

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
        "have", ">items", {"a": (30, 200)},
        "{name} is a teacher and has {a} {things} in {his} closet. | A teacher named {name} has {a} {things} for "
        "{his} class.",
    ),
    event(
        "groups", ">items", {"a": (3, 15), "b": (6, 30)},
        "{name}, a teacher, orders {a} {packs} of {things}. Each {pack} holds {b} {things}. | {name} buys {a} "
        "{packs} of {b} {things} each for the school.",
        line(
            "a*b",
            "How many {things} does {name} buy at first? | How many {things} are in the {packs}?",
            "{name} buys {eq} {things}. | The {packs} hold {eq} {things}.",
        ),
    ),
    event(
        "dozen", ">items", {"a": (3, 12)},
        "{name} buys {a} dozen {things} for {his} students. | For {his} class, {name} orders {a} dozen {things}.",
        line("a*12", "How many {things} does {name} buy at first?", "{name} buys {eq} {things}."),
    ),
    event(
        "gain", "items>items", {"a": (10, 80)},
        "{then}a parent gives the class {a} more {things}. | {then}{he} finds another {a} {things} in a drawer.",
        line("x+a", "How many {things} are there then?", "{He} then has {eq} {things}. | That makes {eq} {things}."),
        asks="How many {things} does {name} have now? | How many {things} are there in all?",
    ),
    event(
        "lose", "items>items", {"a": (5, 60)},
        "{then}{he} lends {a} {things} to another teacher. | {then}{his} students use up {a} of the {things}.",
        line(
            "x-a",
            "How many {things} are left after that?",
            "{He} has {eq} {things} left. | That leaves {eq} {things}.",
        ),
        asks="How many {things} does {name} have left? | How many {things} are left?",
    ),
    event(
        "lose-groups", "items>items", {"a": (6, 30), "b": (2, 6)},
        "{then}{he} gives {b} {things} to each of the {a:d} students. | {then}each of {his} {a:d} students takes {b} "
        "{things}.",
        line(
            "a*b",
            "How many {things} do the students get? | How many {things} does {name} hand out?",
            "The students get {eq} {things}.",
        ),
        line("x-s1", "How many {things} are left then?", "{He} has {eq} {things} left. | That leaves {eq} {things}."),
        asks="How many {things} does {name} have left? | How many {things} are left?",
    ),
    event(
        "half", "items>items", {},
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
        "share", "items>end", {"a": (3, 30)},
        "{he} divides the {things} equally among {a:d} students. | If {he} shares the {things} equally among {a:d} "
        "students,",
        line("x/a", "How many {things} does each student get?", "Each student gets {eq} {things}."),
    ),
    event(
        "share-parts", "items>end", {"a": (2, 12), "b": (2, 12)},
        "{he} divides the {things} equally among {a} girls and {b} boys. | If {he} shares the {things} equally among "
        "the {a} girls and {b} boys in {his} class,",
        line("a+b", "How many children are there?", "There are {eq} children."),
        line("x/s1", "How many {things} does each child get?", "Each child gets {eq} {things}."),
    ),
)

BAKING = Family.of(
    "baking",
    {
        "thing things": (
            "cookie|cookies", "muffin|muffins", "cupcake|cupcakes", "bread roll|bread rolls", "bagel|bagels",
        ),
        "pack packs": ("box|boxes", "bag|bags"),
        **KIN, **MONEY_WORDS,
    },
    event(
        "groups", ">items", {"a": (2, 9), "b": (6, 30)},
        "{name} bakes {a} trays of {things} with {b} {things} on each tray. | {name} puts {a} trays into the oven, "
        "and each tray has {b} {things} on it.",
        line("a*b", "How many {things} does {name} bake?", "{He} bakes {eq} {things}."),
    ),
    event(
        "dozen", ">items", {"a": (2, 12)},
        "{name} bakes {a} dozen {things}. | For a school fair, {name} makes {a} dozen {things}.",
        line("a*12", "How many {things} does {name} make?", "{He} makes {eq} {things}."),
    ),
    event(
        "parts", ">items", {"a": (12, 80), "b": (12, 80)},
        "{name} bakes {a} chocolate {things} and {b} plain {things}. | On Saturday {name} bakes {a} {things}, and on "
        "Sunday {he} bakes {b} {things}.",
        line("a+b", "How many {things} does {name} bake?", "{He} bakes {eq} {things}."),
    ),
    event(
        "lose", "items>items", {"a": (2, 20)},
        "{then}{he} drops {a} {things} on the floor and throws them away. | {then}{his} family eats {a} of the "
        "{things}. | {then}{he} burns {a} of the {things} and has to throw them out.",
        line(
            "x-a",
            "How many {things} are left after that?",
            "{He} has {eq} {things} left. | That leaves {eq} {things}.",
        ),
        asks="How many {things} does {name} have left? | How many {things} are left?",
    ),
    event(
        "lose-groups", "items>items", {"a": (2, 9), "b": (2, 6)},
        "{then}{his} {a} guests eat {b} {things} each. | {then}{he} gives {b} {things} to each of {his} {a} "
        "neighbors.",
        line("a*b", "How many {things} do the others get?", "The others get {eq} {things}."),
        line("x-s1", "How many {things} are left then?", "{He} has {eq} {things} left. | That leaves {eq} {things}."),
        asks="How many {things} does {name} have left? | How many {things} are left?",
    ),
    event(
        "lose-fraction", "items>items", {"a": (3, 5)},
        "{then}{his} family eats {a:frac} of {his} {things}. | {then}{he} brings {a:frac} of {his} {things} to "
        "{friend}.",
        line("x/a", "How many {things} are {a:frac} of them?", "That is {eq} {things}."),
        line("x-s1", "How many {things} are left then?", "{He} has {eq} {things} left. | That leaves {eq} {things}."),
        asks="How many {things} does {name} have left? | How many {things} are left?",
    ),
    *ENDING, *SELLING_EACH, *SELLING_PACKS, *MONEY,
)

EGGS = Family.of(
    "eggs",
    {
        "thing things": ("egg|eggs",),
        "pack packs": ("carton|cartons", "box|boxes", "tray|trays"),
        "bird birds": ("chicken|chickens", "hen|hens", "duck|ducks"),
        **KIN, **MONEY_WORDS,
    },
    event(
        "have", ">items", {"a": (24, 180)},
        "{name} has {a} eggs from {his} {birds}. | This morning {name} finds {a} eggs under {his} {birds}.",
    ),
    event(
        "per-day", ">items", {"a": (8, 60), "b": (2, 9)},
        "{name}'s {birds} lay {a} eggs a day. {He} collects them for {b} days. | For {b} days, {name} collects {a} "
        "eggs from {his} {birds} each day.",
        line("a*b", "How many eggs does {name} collect in {b:d} days?", "{He} collects {eq} eggs."),
    ),
    event(
        "week", ">items", {"a": (4, 40)},
        "{name}'s {birds} lay {a} eggs every day, and {he} gathers them for a week. | {name} gathers {a} eggs a day "
        "from {his} {birds} for one week.",
        line("a*7", "How many eggs does {name} gather in a week?", "A week has 7 days, so {he} gathers {eq} eggs."),
    ),
    event(
        "groups", ">items", {"a": (6, 40), "b": (2, 6)},
        "{name} has {a} {birds}, and each of them lays {b} eggs this week. | Each of {name}'s {a} {birds} lays {b} "
        "eggs in a week. {He} collects the eggs of one week.",
        line("a*b", "How many eggs do the {birds} lay?", "They lay {eq} eggs."),
    ),
    event(
        "lose", "items>items", {"a": (2, 20)},
        "{then}{he} drops a basket, and {a} eggs break. | {then}{he} uses {a} of the eggs for baking. | {then}{his} "
        "family eats {a} of the eggs.",
        line("x-a", "How many eggs are left after that?", "{He} has {eq} eggs left. | That leaves {eq} eggs."),
        asks="How many eggs does {name} have left? | How many eggs are left?",
    ),
    event(
        "half", "items>items", {},
        "{then}{he} gives half of {his} eggs to {his} {kin}. | {then}{he} brings half of {his} eggs to {friend}.",
        line("x/2", "How many eggs does {name} keep?", "{He} keeps {eq} eggs. | Half of the eggs is {eq} eggs."),
        asks="How many eggs does {name} have left? | How many eggs does {name} keep?",
    ),
    event(
        "pack-dozen", "items>packs", {},
        "{then}{he} packs the eggs by the dozen into {packs}. | {then}{he} fills {packs} with a dozen eggs each.",
        line("x/12", "How many {packs} does {name} fill?", "A dozen is 12, so {he} fills {eq} {packs}."),
    ),
    *ENDING, *SELLING_PACKS, *MONEY,
)

FLOWERS = Family.of(
    "flowers",
    {
        "thing things": ("rose|roses", "tulip|tulips", "daisy|daisies", "sunflower|sunflowers", "lily|lilies"),
        **KIN, **MONEY_WORDS,
    },
    event(
        "have", ">items", {"a": (20, 150)},
        "There are {a} {things} in {name}'s garden. | {name} has planted {a} {things} in {his} garden.",
    ),
    event(
        "groups", ">items", {"a": (2, 15), "b": (4, 25)},
        "{name} plants {a} rows of {things} with {b} {things} in each row. | In {name}'s garden there are {a} rows "
        "of {b} {things} each.",
        line("a*b", "How many {things} are in the garden at first?", "There are {eq} {things} in the garden."),
    ),
    event(
        "parts", ">items", {"a": (10, 90), "b": (10, 90)},
        "{name} grows {a} white {things} and {b} yellow {things}. | {name} plants {a} {things} in front of the house "
        "and {b} {things} behind it.",
        line("a+b", "How many {things} does {name} have at first?", "{name} has {eq} {things}."),
    ),
    event(
        "lose", "items>items", {"a": (2, 30)},
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
        "gain-groups", "items>items", {"a": (2, 6), "b": (3, 15)},
        "{then}{he} plants {a} more rows with {b} {things} in each. | {then}{he} adds {a} rows of {b} {things} each.",
        line("a*b", "How many {things} does {name} add?", "{He} adds {eq} {things}."),
        line("x+s1", "How many {things} are there then?", "There are {eq} {things} then. | That makes {eq} {things}."),
        asks="How many {things} does {name} have now? | How many {things} are there in all?",
    ),
    event(
        "pack", "items>packs", {"a": (3, 12)},
        "{then}{he} cuts all the {things} and ties them into bunches of {a}. | {then}{he} picks all the {things} to "
        "make bunches with {a} {things} in each.",
        line("x/a", "How many bunches does {name} make?", "{He} makes {eq} bunches."),
    ),
    event(
        "sell", "packs>money", {"a": (3, 15)},
        "{then}{he} sells every bunch for ${a:d}. | {then}{he} sells all the bunches at the market for ${a:d} each.",
        line("x*a", "How much money does {name} get for the bunches?", "{He} gets {dollars} for the bunches."),
    ),
    *MONEY,
)

WAGES = Family.of(
    "wages",
    {
        "job": (
            "in a bakery", "in a bookshop", "at a farm", "at a gas station", "in a restaurant", "as a painter",
            "as a guide",
        ),
        **KIN, **MONEY_WORDS,
    },
    event(
        "per-hour", ">money", {"a": (9, 40), "b": (3, 12)},
        "{name} works {job} for ${a:d} an hour. Today {he} works for {b} hours. | {name} earns ${a:d} an hour {job} "
        "and works {b} hours.",
        line(
            "a*b",
            "How much does {name} earn in {b:d} hours? | How much money does {name} earn?",
            "{He} earns {dollars}. | For {b:d} hours {he} gets {dollars}.",
        ),
    ),
    event(
        "hours-days", ">money", {"a": (3, 9), "b": (3, 6), "c": (9, 30)},
        "{name} works {job} for {a} hours a day, {b} days a week, and earns ${c:d} an hour. {He} puts one week's pay "
        "aside. | {name} works {job}. This week {he} worked {a} hours on each of {b} days, for ${c:d} an hour.",
        line(
            "a*b",
            "How many hours does {name} work in the week? | How many hours is that in the week?",
            "{He} works {eq} hours.",
        ),
        line("s1*c", "How much does {name} earn in the week?", "{He} earns {dollars}."),
    ),
    event(
        "parts", ">money", {"a": (40, 200), "b": (20, 150)},
        "{name} works {job}. {He} earns ${a:d} on Saturday and ${b:d} on Sunday. | On Monday {name} earns ${a:d} "
        "{job}, and on Tuesday {he} earns ${b:d}.",
        line("a+b", "How much does {name} earn on the two days?", "{He} earns {dollars}."),
    ),
    event(
        "bonus", "money>money", {"a": (10, 90)},
        "{his} boss adds a bonus of ${a:d}. | {then}a happy customer gives {him} a tip of ${a:d}.",
        line("x+a", "How much money does {name} have with the extra pay?", "With the extra pay {he} has {dollars}."),
        asks="How much money does {name} have now?",
    ),
    *MONEY,
)

SAVING = Family.of(
    "saving",
    {"box": ("a piggy bank", "a savings account", "a jar", "a money box"), **KIN, **MONEY_WORDS},
    event(
        "have", ">money", {"a": (30, 300)},
        "{name} has ${a:d} in {box}. | {name} starts the year with ${a:d} in {box}.",
    ),
    event(
        "per-week", ">money", {"a": (4, 30), "b": (4, 15)},
        "{name} saves ${a:d} every week for {b} weeks. | Every week {name} puts ${a:d} into {box}, and {he} does "
        "this for {b} weeks.",
        line("a*b", "How much does {name} save in {b:d} weeks?", "{He} saves {dollars}."),
    ),
    event(
        "times-as-many", ">money", {"a": (20, 90), "b": (2, 5)},
        "{friend} has saved ${a:d}. {name} has saved {b:times} as much. | {name} has saved {b:times} as much money "
        "as {friend}, who has ${a:d}.",
        line("a*b", "How much has {name} saved?", "{He} has saved {dollars}."),
    ),
    event(
        "more-than", ">money", {"a": (20, 190), "b": (10, 80)},
        "{friend} has saved ${a:d}, and {name} has saved ${b:d} more than {friend}. | {name} has ${b:d} more than "
        "{friend}, who has ${a:d}.",
        line("a+b", "How much money does {name} have at first?", "{He} has {dollars}."),
    ),
    event(
        "gain-groups", "money>money", {"a": (4, 20), "b": (3, 12)},
        "For the next {b} weeks {he} saves another ${a:d} a week. | {then}{he} adds ${a:d} a month for {b} months.",
        line("a*b", "How much does {name} add to the money?", "{He} adds {dollars}."),
        line("x+s1", "How much money does {name} have then?", "{He} then has {dollars}."),
        asks="How much money does {name} have now? | How much money does {name} have in total?",
    ),
    *MONEY,
)

BILL = Family.of(
    "bill",
    {
        "good goods": ("book|books", "shirt|shirts", "plate|plates", "pizza|pizzas", "lamp|lamps", "plant|plants"),
        "good2 goods2": ("pen|pens", "cup|cups", "card|cards", "sandwich|sandwiches", "candle|candles", "towel|towels"),
        "extra": ("bag", "drink", "magazine", "cake"),
    },
    event(
        "buy", ">bill", {"a": (2, 9), "b": (3, 25)},
        "{name} buys {a} {goods} for ${b:d} each. | {name} goes shopping and puts {a} {goods} into the cart. Each "
        "{good} costs ${b:d}.",
        line("a*b", "How much do the {goods} cost?", "The {goods} cost {dollars}."),
    ),
    event(
        "gain-groups", "bill>bill", {"a": (2, 9), "b": (2, 12)},
        "{he} also buys {a} {goods2} for ${b:d} each. | {then}{he} adds {a} {goods2} at ${b:d} each.",
        line("a*b", "How much do the {goods2} cost?", "The {goods2} cost {dollars}."),
        line("x+s1", "How much does everything cost so far?", "So far everything costs {dollars}."),
        asks="How much does {name} have to pay? | How much does {name} pay in total?",
    ),
    event(
        "gain", "bill>bill", {"a": (2, 15)},
        "{he} also takes a {extra} for ${a:d}. | {then}{he} adds a {extra} that costs ${a:d}.",
        line("x+a", "How much is the bill with the {extra}?", "With the {extra} the bill is {dollars}."),
        asks="How much does {name} have to pay? | How much does {name} pay in total?",
    ),
    event(
        "lose", "bill>due", {"a": (3, 20)},
        "{he} has a coupon that takes ${a:d} off the bill. | At the till {he} gets a discount of ${a:d} on the whole "
        "bill.",
        line("x-a", "How much is the bill after the discount?", "After the discount the bill is {dollars}."),
        asks="How much does {name} have to pay? | How much does {name} pay in the end?",
    ),
    event(
        "half", "bill>due", {},
        "Because of a sale the whole bill is cut in half. | There is a sale, so {he} pays only half of the bill.",
        line("x/2", "How much is half of the bill?", "Half of the bill is {dollars}."),
        asks="How much does {name} have to pay? | How much does {name} pay?",
    ),
    *(
        new_event
        for state in ("bill", "due")
        for new_event in (
            event(
                "share", f"{state}>end", {"a": (2, 6)},
                "{name} and {his} friends, {a} people in all, split the bill equally. | If the bill is split equally "
                "among {a} people,",
                line("x/a", "How much does each person pay?", "Each person pays {dollars}."),
            ),
            event(
                "change-groups", f"{state}>end", {"a": (2, 7)},
                "{he} pays with {a} twenty-dollar bills. | {he} gives the cashier {a} bills of $20.",
                line("a*20", "How much money does {name} give to the cashier?", "{He} gives the cashier {dollars}."),
                line("s1-x", "How much change does {name} get back?", "{He} gets back {dollars}."),
            ),
            event(
                "change", f"{state}>end", {"a": (50, 300)},
                "{he} has ${a:d} in {his} wallet before paying. | Before paying, {he} has ${a:d}.",
                line("a-x", "How much money does {name} have after paying?", "{He} has {dollars} left."),
                asks="How much money does {name} have after paying? | How much money does {name} have left?",
            ),
        )
    ),
)

READING = Family.of(
    "reading",
    {
        "book": ("a book", "a novel", "a long story", "a biography"),
        "when": ("On the weekend", "On Friday", "In the evening"),
    },
    event(
        "have", ">pages", {"a": (80, 480)},
        "{name} starts {book} that has {a:d} pages. | {name} borrows {book} with {a:d} pages from the library.",
    ),
    event(
        "groups", ">pages", {"a": (5, 24), "b": (8, 30)},
        "{name} starts {book} with {a} chapters of {b} pages each. | {name} wants to read {book}. It has {a} "
        "chapters, and every chapter is {b} pages long.",
        line("a*b", "How many pages does the book have? | How many pages are there in all?", "It has {eq} pages."),
    ),
    event(
        "lose", "pages>pages", {"a": (10, 120)},
        "{when} {he} reads {a} pages of it. | {then}{he} reads {a} pages of it.",
        line("x-a", "How many pages are left after reading {a:d} pages?", "There are {eq} pages left."),
        asks="How many pages are left to read? | How many pages does {name} still have to read?",
    ),
    event(
        "lose-groups", "pages>pages", {"a": (8, 40), "b": (2, 9)},
        "{then}{he} reads {a} pages a day for {b} days. | For {b} days {he} reads {a} pages every day.",
        line("a*b", "How many pages does {name} read in these {b:d} days?", "{He} reads {eq} pages."),
        line("x-s1", "How many pages are left then?", "There are {eq} pages left."),
        asks="How many pages are left to read? | How many pages does {name} still have to read?",
    ),
    event(
        "half", "pages>pages", {},
        "During a train ride {he} reads half of the pages that {he} has not read yet. | {then}{he} reads half of the "
        "unread pages.",
        line("x/2", "How many pages are left after reading half of them?", "There are {eq} pages left."),
        asks="How many pages are left to read? | How many pages does {name} still have to read?",
    ),
    event(
        "lose-fraction", "pages>pages", {"a": (3, 5)},
        "{then}{he} reads {a:frac} of the unread pages in one day. | {then}{he} reads {a:frac} of the pages that "
        "{he} has not read yet.",
        line("x/a", "How many pages are {a:frac} of the unread pages?", "That is {eq} pages."),
        line("x-s1", "How many pages are left then?", "There are {eq} pages left."),
        asks="How many pages are left to read? | How many pages does {name} still have to read?",
    ),
    event(
        "share", "pages>end", {"a": (2, 12)},
        "{he} wants to read all the unread pages in {a} days, the same number every day. | If {he} reads the unread "
        "pages in {a} days, the same number every day,",
        line(
            "x/a",
            "How many pages does {name} have to read each of these days?",
            "{He} has to read {eq} pages each day.",
        ),
    ),
    event(
        "pack", "pages>end", {"a": (6, 30)},
        "{he} wants to read all the unread pages at {a} pages a day. | If {he} reads the unread pages at {a} pages a "
        "day,",
        line("x/a", "How many days does {name} need for the unread pages?", "{He} needs {eq} days."),
    ),
)

TRIP = Family.of(
    "trip",
    {
        "rides": ("rides a bicycle", "rides a scooter", "drives a tractor", "sails a boat"),
        "rest rest2": ("a rest|a short stop", "a lunch break|a nap", "a short stop|a cup of tea"),
    },
    event(
        "per-hour", ">miles", {"a": (6, 20), "b": (2, 7)},
        "{name} {rides} at {a:d} miles an hour for {b} hours. | For {b} hours {name} {rides} at a steady {a:d} miles "
        "an hour.",
        line("a*b", "How far does {name} go in {b:d} hours?", "In {b:d} hours {he} goes {eq} miles."),
    ),
    event(
        "per-day", ">miles", {"a": (8, 60), "b": (2, 9)},
        "{name} is on a long tour and travels {a:d} miles a day for {b} days. | On each of the first {b} days of a "
        "trip, {name} travels {a:d} miles.",
        line("a*b", "How many miles does {name} travel in {b:d} days?", "{He} travels {eq} miles."),
    ),
    event(
        "parts", ">miles", {"a": (10, 150), "b": (10, 150)},
        "{name} travels {a:d} miles before noon and {b:d} miles after noon. | On Monday {name} travels {a:d} miles, "
        "and on Tuesday {he} travels {b:d} miles.",
        line("a+b", "How many miles does {name} travel in the two parts?", "{He} travels {eq} miles."),
    ),
    event(
        "gain", "miles>miles", {"a": (5, 90)},
        "After {rest} {he} goes another {a:d} miles. | {then}{he} goes {a:d} miles more.",
        line("x+a", "How many miles is that with the extra {a:d} miles?", "That makes {eq} miles."),
        asks="How many miles does {name} travel in all?",
    ),
    event(
        "gain-groups", "miles>miles", {"a": (5, 20), "b": (2, 5)},
        "After {rest2} {he} goes on for {b} hours at {a:d} miles an hour. | {then}{he} travels for {b} more hours at "
        "{a:d} miles an hour.",
        line("a*b", "How many miles does {name} travel in these {b:d} hours?", "{He} travels {eq} miles in that time."),
        line("x+s1", "How many miles is that so far?", "That makes {eq} miles."),
        asks="How many miles does {name} travel in all?",
    ),
    event(
        "double", "miles>end", {},
        "{then}{he} goes all the way back by the same route. | {then}{he} returns to the start by the same route.",
        line("x*2", "How many miles does {name} travel in all?", "There and back it is {eq} miles."),
    ),
    event(
        "goal", "miles>left", {"a": (100, 900)},
        "The whole route is {a:d} miles long. | {he} wants to travel {a:d} miles in all.",
        line("a-x", "How many miles are left?", "There are {eq} miles left."),
        asks="How many more miles does {name} have to go?",
    ),
    event(
        "pack", "left>end", {"a": (5, 20)},
        "{he} covers the rest at {a:d} miles an hour. | For the rest of the way {he} goes {a:d} miles each hour.",
        line("x/a", "How many hours does the rest of the way take?", "The rest takes {eq} hours."),
    ),
    event(
        "share", "left>end", {"a": (2, 9)},
        "{he} covers the rest in {a} days, the same distance every day. | If {he} covers the rest in {a} days with "
        "the same distance every day,",
        line(
            "x/a",
            "How many miles does {name} travel on each of the {a:d} days?",
            "{He} travels {eq} miles on each of them.",
        ),
    ),
    event(
        "times-as-many", "miles>end", {"a": (2, 5)},
        "{friend} travels {a:times} as far as {name}. | In the same time {friend} goes {a:times} as far as {name}.",
        line("x*a", "How many miles does {friend} travel?", "{friend} travels {eq} miles."),
    ),
)

AGES = Family.of(
    "ages",
    {},
    event("have", ">age1", {"a": (4, 20)}, "{name} is {a} years old. | {name} has just turned {a} years old."),
    *(
        new_event
        for state, one, two in (("age1>age2", "{name}", "{friend}"), ("age2>age3", "{friend}", "{third}"))
        for new_event in (
            event(
                "more-than", state, {"a": (2, 15)},
                f"{two} is {{a}} years older than {one}. | {one} is {{a}} years younger than {two}.",
                line("x+a", f"How old is {two}?", f"{two} is {{eq}} years old."),
            ),
            event(
                "fewer-than", state, {"a": (2, 15)},
                f"{two} is {{a}} years younger than {one}. | {one} is {{a}} years older than {two}.",
                line("x-a", f"How old is {two}?", f"{two} is {{eq}} years old."),
            ),
            event(
                "times-as-many", state, {"a": (2, 3)},
                f"{two} is {{a:times}} as old as {one}.",
                line("x*a", f"How old is {two}?", f"{two} is {{eq}} years old."),
            ),
            event(
                "half", state, {},
                f"{two} is half as old as {one}. | {two}'s age is half of {one}'s age.",
                line("x/2", f"How old is {two}?", f"{two} is {{eq}} years old."),
            ),
        )
    ),
    event(
        "together", "age2>end", {},
        "They add up their ages. | {name} adds both ages.",
        line("age1+age2", "What do the ages of {name} and {friend} add up to?", "Together they are {eq} years old."),
    ),
    event(
        "together", "age3>end", {},
        "The three of them add up their ages. | {name} adds the three ages.",
        line(
            "age1+age2",
            "What do the ages of {name} and {friend} add up to?",
            "The first two are {eq} years old together.",
        ),
        line("s1+age3", "What do the ages of all three add up to?", "All three are {eq} years old together."),
    ),
    *(
        event(
            "gain", f"{state}>end", {"a": (2, 15)},
            "They talk about what life will be like in {a} years. | They want to meet again in {a} years.",
            line("x+a", f"How old will {who} be in {{a:d}} years?", f"{who} will be {{eq}} years old."),
        )
        for state, who in (("age2", "{friend}"), ("age3", "{third}"))
    ),
)

TRAIN = Family.of(
    "train",
    {"train": ("train", "tram", "subway train"), "stop stops": ("stop|stops", "station|stations")},
    event(
        "have", ">people", {"a": (20, 90)},
        "A {train} starts its trip with {a:d} passengers. | There are {a:d} passengers on a {train}.",
    ),
    event(
        "groups", ">people", {"a": (2, 8), "b": (6, 40)},
        "A {train} has {a} cars, and {b} passengers sit in each car. | In each of the {a} cars of a {train} there "
        "are {b} passengers.",
        line("a*b", "How many passengers are there at first?", "At first there are {eq} passengers."),
    ),
    event(
        "parts", ">people", {"a": (8, 50), "b": (8, 50)},
        "A {train} starts with {a} adults and {b} children on board. | There are {a} men and {b} women on a {train}.",
        line("a+b", "How many passengers are there at first?", "At first there are {eq} passengers."),
    ),
    event(
        "gain", "people>people", {"a": (3, 30)},
        "At the next {stop} {a} people get on. | {then}another {a} people get on.",
        line("x+a", "How many passengers are there after {a:d} people get on?", "Then there are {eq} passengers."),
        asks="How many passengers are there now? | How many passengers are on the {train} now?",
    ),
    event(
        "lose", "people>people", {"a": (3, 30)},
        "At the zoo {a} people get off. | At the bridge {a} people get off.",
        line("x-a", "How many passengers are there after {a:d} people get off?", "Then there are {eq} passengers."),
        asks="How many passengers are there now? | How many passengers are still on the {train}?",
    ),
    event(
        "half", "people>people", {},
        "At the museum half of the passengers get off. | {then}half of all the passengers get off at the market.",
        line("x/2", "How many passengers stay when half get off?", "Half of the passengers is {eq}."),
        asks="How many passengers are there now? | How many passengers are still on the {train}?",
    ),
    event(
        "lose-groups", "people>people", {"a": (2, 6), "b": (2, 9)},
        "At each of the next {a} {stops}, {b} people get off and nobody gets on. | {then}the {train} makes {a} "
        "stops, and at each of them {b} people get off and nobody gets on.",
        line("a*b", "How many people get off at the {a:d} {stops}?", "At these {stops} {eq} people get off."),
        line("x-s1", "How many passengers are there then?", "Then there are {eq} passengers."),
        asks="How many passengers are there now? | How many passengers are still on the {train}?",
    ),
    event(
        "sell", "people>end", {"a": (2, 9)},
        "Each of the passengers on board now pays ${a:d} for a ticket. | If everyone who is on board now pays ${a:d},",
        line("x*a", "How much money do these passengers pay in all?", "They pay {dollars}."),
    ),
    event(
        "goal", "people>end", {"a": (60, 200)},
        "The {train} has {a:d} seats, and every passenger sits on one. | There are {a:d} seats, one for each "
        "passenger.",
        line("a-x", "How many seats are empty?", "There are {eq} empty seats."),
    ),
    event(
        "share", "people>end", {"a": (2, 8)},
        "At the last {stop} all of them change to {a} buses, the same number in each. | At the end these people form "
        "{a} groups of equal size.",
        line("x/a", "How many people are in each of the {a:d} equal groups?", "Each group has {eq} people."),
    ),
)

WATER = Family.of(
    "water",
    {
        "tank": ("tank", "pool", "pond"),
        "plants": ("the vegetables", "the trees", "the flowers"),
    },
    event(
        "have", ">liters", {"a": (60, 600)},
        "{name}'s {tank} holds {a:d} liters of water right now. | There are {a:d} liters of water in {name}'s {tank}.",
    ),
    event(
        "groups", ">liters", {"a": (3, 20), "b": (5, 25)},
        "{name} pours {a} buckets of {b:d} liters each into an empty {tank}. | {name} fills an empty {tank} with {a} "
        "buckets of water, and each bucket holds {b:d} liters.",
        line("a*b", "How many liters of water does {name} pour in?", "{He} pours in {eq} liters."),
    ),
    event(
        "per-minute", ">liters", {"a": (6, 30), "b": (5, 25)},
        "A hose fills {name}'s empty {tank} at {a:d} liters a minute for {b} minutes. | For {b} minutes {name} runs "
        "a hose that puts {a:d} liters a minute into an empty {tank}.",
        line("a*b", "How many liters come out of the hose in {b:d} minutes?", "The hose gives {eq} liters."),
    ),
    event(
        "lose", "liters>liters", {"a": (10, 120)},
        "{then}{he} uses {a:d} liters of the water for {plants}. | {then}the {tank} leaks and loses {a:d} liters.",
        line("x-a", "How many liters are in the {tank} after that?", "The {tank} then has {eq} liters."),
        asks="How many liters are left in the {tank}?",
    ),
    event(
        "lose-groups", "liters>liters", {"a": (3, 20), "b": (3, 12)},
        "{then}{he} takes {a:d} liters a day out of it for {b} days. | The {tank} loses {a:d} liters an hour "
        "through a leak for {b} hours.",
        line("a*b", "How many liters does the {tank} lose?", "It loses {eq} liters."),
        line("x-s1", "How many liters are in the {tank} then?", "The {tank} then has {eq} liters."),
        asks="How many liters are left in the {tank}?",
    ),
    event(
        "gain", "liters>liters", {"a": (10, 120)},
        "{then}the rain adds {a:d} liters. | {then}{he} adds another {a:d} liters.",
        line("x+a", "How many liters are in the {tank} with the added water?", "The {tank} then has {eq} liters."),
        asks="How many liters are in the {tank} now?",
    ),
    event(
        "half", "liters>liters", {},
        "{then}{he} lets half of the water out. | {then}{he} uses half of all the water for {plants}.",
        line("x/2", "How many liters stay in the {tank}?", "Half of the water is {eq} liters."),
        asks="How many liters are left in the {tank}?",
    ),
    event(
        "goal", "liters>left", {"a": (900, 1500)},
        "The {tank} can hold {a:d} liters in all. | When it is full, the {tank} holds {a:d} liters.",
        line("a-x", "How many liters are missing until the {tank} is full?", "There are {eq} liters missing."),
        asks="How many more liters fit into the {tank}?",
    ),
    event(
        "per-minute-needed", "left>end", {"a": (4, 30)},
        "{he} fills it up with a pump that gives {a:d} liters a minute. | A pump then fills it up at {a:d} liters a "
        "minute.",
        line("x/a", "How many minutes does the pump need?", "The pump needs {eq} minutes."),
    ),
    event(
        "pack", "liters>end", {"a": (2, 15)},
        "{then}{he} empties it with a bucket that holds {a:d} liters. | If {he} takes all the water out with a "
        "bucket of {a:d} liters,",
        line("x/a", "How many full buckets does {name} take out?", "{He} takes out {eq} full buckets."),
    ),
)

FACTORY = Family.of(
    "factory",
    {
        "thing things": ("toy|toys", "chair|chairs", "clock|clocks", "lamp|lamps", "radio|radios", "helmet|helmets"),
        "pack packs": ("crate|crates", "carton|cartons"),
    },
    event(
        "per-hour", ">items", {"a": (6, 60), "b": (3, 12)},
        "A machine makes {a} {things} an hour and runs for {b} hours. | A factory makes {a} {things} an hour. Today "
        "it works for {b} hours.",
        line("a*b", "How many {things} are made in {b:d} hours?", "In {b:d} hours {eq} {things} are made."),
    ),
    event(
        "groups", ">items", {"a": (3, 20), "b": (4, 30)},
        "In a workshop {a} workers make {b} {things} each. | A workshop has {a} workers, and today each of them "
        "makes {b} {things}.",
        line("a*b", "How many {things} do the workers make?", "The workers make {eq} {things}."),
    ),
    event(
        "parts", ">items", {"a": (20, 150), "b": (20, 150)},
        "A factory makes {a} {things} in the morning and {b} {things} in the afternoon. | The day shift of a factory "
        "makes {a} {things} and the night shift makes {b} {things}.",
        line("a+b", "How many {things} does the factory make?", "The factory makes {eq} {things}."),
    ),
    event(
        "lose", "items>items", {"a": (3, 40)},
        "A check shows that {a} of the {things} are broken, and they are thrown away. | Because of a fault {a} of "
        "the {things} cannot be sold and are removed.",
        line("x-a", "How many good {things} are there?", "There are {eq} good {things}."),
        asks="How many {things} are left?",
    ),
    event(
        "gain", "items>items", {"a": (10, 90)},
        "{then}a truck brings {a} more {things} from another factory. | There are also {a} {things} from the day "
        "before.",
        line("x+a", "How many {things} are there with those {a:d} {things}?", "That makes {eq} {things}."),
        asks="How many {things} are there in all?",
    ),
    event(
        "lose-fraction", "items>items", {"a": (3, 5)},
        "{then}a shop buys {a:frac} of the {things} in stock. | {then}{a:frac} of the {things} in stock are sent "
        "to another city.",
        line("x/a", "How many {things} are {a:frac} of them?", "That is {eq} {things}."),
        line("x-s1", "How many {things} are left then?", "That leaves {eq} {things}."),
        asks="How many {things} are left?",
    ),
    event(
        "pack", "items>packs", {"a": (2, 15)},
        "The {things} are packed into {packs} of {a}. | All the {things} go into {packs} that hold {a} {things} each.",
        line("x/a", "How many {packs} are filled?", "The {things} fill {eq} {packs}."),
    ),
    event(
        "share", "items>end", {"a": (2, 9)},
        "The {things} are divided equally among {a} shops. | If all the {things} are sent to {a} shops in equal "
        "numbers,",
        line("x/a", "How many {things} does each shop get?", "Each shop gets {eq} {things}."),
    ),
    event(
        "sell", "items>money", {"a": (6, 60)},
        "Every {thing} is sold for ${a:d}. | All the {things} are sold for ${a:d} each.",
        line("x*a", "How much money do the {things} bring in?", "They bring in {dollars}."),
    ),
    event(
        "sell", "packs>money", {"a": (20, 90)},
        "Every {pack} is sold for ${a:d}. | A shop pays ${a:d} for each of the {packs}.",
        line("x*a", "How much money do the {packs} bring in?", "They bring in {dollars}."),
    ),
    event(
        "cost", "money>end", {"a": (50, 900)},
        "The material costs ${a:d} in all. | Making them costs ${a:d} in all.",
        line("x-a", "How much money is left after paying the costs?", "There are {dollars} left."),
    ),
)

THEATER = Family.of(
    "theater",
    {"place": ("theater", "cinema", "concert hall", "opera house")},
    event(
        "groups", ">seats", {"a": (6, 30), "b": (8, 30)},
        "A {place} has {a} rows of {b} seats each. | There are {a} rows of seats in a {place}, and each row has {b} "
        "seats.",
        line("a*b", "How many seats are there?", "There are {eq} seats."),
    ),
    event(
        "parts", ">seats", {"a": (40, 300), "b": (20, 150)},
        "A {place} has {a:d} seats on the ground floor and {b:d} seats on the balcony. | In a {place} there are "
        "{a:d} wide seats and {b:d} narrow seats.",
        line("a+b", "How many seats are there?", "There are {eq} seats."),
    ),
    event(
        "lose", "seats>people", {"a": (5, 90)},
        "Tonight {a} of the seats are empty, and all the others are taken. | All but {a} of the seats are taken "
        "tonight.",
        line("x-a", "How many seats are taken?", "There are {eq} taken seats."),
    ),
    event(
        "half", "seats>people", {},
        "Tonight exactly half of the seats are taken. | Only half of the seats are sold tonight.",
        line("x/2", "How many seats are taken?", "Half of the seats is {eq}."),
    ),
    event(
        "lose-fraction", "seats>people", {"a": (3, 5)},
        "Tonight {a:frac} of the seats are empty, and the others are taken. | All seats are taken tonight except for "
        "{a:frac} of them.",
        line("x/a", "How many seats are empty?", "There are {eq} empty seats."),
        line("x-s1", "How many seats are taken?", "There are {eq} taken seats."),
    ),
    event(
        "kids", "people>adults", {"a": (10, 90)},
        "There are {a} children in these seats, and the rest are adults. | Of the people who sit there, {a} are "
        "children and the others are adults.",
        line("x-a", "How many adults are there?", "There are {eq} adults."),
    ),
    event(
        "sell", "people>money", {"a": (4, 25)},
        "Everyone who comes pays ${a:d}. | A ticket for one seat costs ${a:d}.",
        line("x*a", "How much money do the tickets bring in?", "The tickets bring in {dollars}."),
    ),
    event(
        "sell", "adults>money", {"a": (6, 25)},
        "Children get in free, and every adult pays ${a:d}. | A ticket for an adult costs ${a:d}, and children pay "
        "nothing.",
        line("x*a", "How much money do the tickets bring in?", "The tickets bring in {dollars}."),
    ),
    event(
        "cost", "money>end", {"a": (100, 900)},
        "The show itself costs ${a:d} to put on. | Out of this money, ${a:d} goes to the actors and helpers.",
        line("x-a", "How much of the ticket money is left after that?", "There are {dollars} left."),
    ),
    event(
        "share", "money>end", {"a": (2, 9)},
        "The money is shared equally by {a} schools. | If the money is divided equally among {a} clubs,",
        line("x/a", "How much money does each of them get?", "Each of them gets {dollars}."),
    ),
)

LIBRARY = Family.of(
    "library",
    {"place": ("library", "bookshop", "school")},
    event(
        "groups", ">books", {"a": (3, 20), "b": (8, 40)},
        "{name}'s {place} has {a} shelves with {b} books on each. | In {name}'s {place} there are {a} shelves, and "
        "{b} books stand on each shelf.",
        line("a*b", "How many books are on the shelves?", "There are {eq} books on the shelves."),
    ),
    event(
        "parts", ">books", {"a": (20, 200), "b": (20, 200)},
        "{name}'s {place} has {a} children's books and {b} other books. | In {name}'s {place} there are {a} novels "
        "and {b} other books.",
        line("a+b", "How many books are there at first?", "At first there are {eq} books."),
    ),
    event(
        "times-as-many", ">books", {"a": (20, 120), "b": (2, 5)},
        "{friend}'s {place} has {a} books, and {name}'s {place} has {b:times} as many. | {name}'s {place} has "
        "{b:times} as many books as {friend}'s {place}, which has {a} books.",
        line("a*b", "How many books does {name}'s {place} have at first?", "{name}'s {place} has {eq} books."),
    ),
    event(
        "gain", "books>books", {"a": (10, 90)},
        "{then}someone donates {a} more books to {him}. | {then}{he} orders {a} new books, and they all arrive.",
        line("x+a", "How many books are there with the {a:d} new ones?", "That makes {eq} books."),
        asks="How many books does {name}'s {place} have now?",
    ),
    event(
        "gain-groups", "books>books", {"a": (2, 9), "b": (5, 30)},
        "{then}a truck brings {a} boxes with {b} new books in each. | {then}{he} gets {a} boxes of {b} books each.",
        line("a*b", "How many books are in the boxes?", "The boxes hold {eq} books."),
        line("x+s1", "How many books are there then?", "Then there are {eq} books."),
        asks="How many books does {name}'s {place} have now?",
    ),
    event(
        "lose", "books>books", {"a": (5, 90)},
        "{then}{he} sorts out {a} old books and throws them away. | {then}{he} gives {a} of the books to a hospital.",
        line("x-a", "How many books are left after that?", "There are {eq} books left."),
        asks="How many books does {name}'s {place} have left?",
    ),
    event(
        "half", "books>books", {},
        "{then}{he} gives half of all {his} books to another town. | {then}half of all {his} books are moved to "
        "another town.",
        line("x/2", "How many books stay there?", "Half of the books is {eq}."),
        asks="How many books does {name}'s {place} have left?",
    ),
    event(
        "pack", "books>shelves", {"a": (5, 25)},
        "{he} puts all the books on new shelves, {a} books on each shelf. | New shelves hold {a} books each, and "
        "{he} moves all the books there.",
        line("x/a", "How many new shelves does {name} fill?", "{He} fills {eq} new shelves."),
    ),
    event(
        "cost", "shelves>end", {"a": (15, 90)},
        "Each of the new shelves costs ${a:d}. | {he} pays ${a:d} for every new shelf.",
        line("x*a", "How much do the new shelves cost in all?", "They cost {dollars}."),
    ),
    event(
        "share", "books>end", {"a": (2, 9)},
        "{then}{he} spreads all the books evenly over {a} rooms. | If {he} puts all the books into {a} rooms in "
        "equal numbers,",
        line("x/a", "How many books are in each room?", "There are {eq} books in each room."),
    ),
)

CUTTING = Family.of(
    "cutting",
    {"rope": ("rope", "ribbon", "wire", "cloth", "yarn"), "pieces": ("pieces", "strips", "lengths")},
    event(
        "have", ">length", {"a": (40, 400)},
        "{name} has {a:d} feet of {rope}. | {name} buys {a:d} feet of {rope} in a shop.",
    ),
    event(
        "groups", ">length", {"a": (2, 12), "b": (10, 60)},
        "{name} has {a} rolls of {rope}, each {b:d} feet long. | {name} buys {a} rolls with {b:d} feet of {rope} on "
        "each.",
        line("a*b", "How many feet of {rope} does {name} have at first?", "{He} has {eq} feet of {rope}."),
    ),
    event(
        "parts", ">length", {"a": (10, 120), "b": (10, 120)},
        "{name} has one roll with {a:d} feet of {rope} and another with {b:d} feet. | {name} finds {a:d} feet of "
        "{rope} in the garage and {b:d} feet in the attic.",
        line("a+b", "How many feet of {rope} does {name} have at first?", "{He} has {eq} feet of {rope}."),
    ),
    event(
        "lose", "length>length", {"a": (5, 60)},
        "{then}{he} cuts off {a:d} feet and uses them. | {then}{he} gives {a:d} feet of it to {friend}.",
        line("x-a", "How many feet of {rope} are left after that?", "There are {eq} feet left."),
        asks="How many feet of {rope} are left? | How many feet of {rope} does {name} have left?",
    ),
    event(
        "lose-groups", "length>length", {"a": (2, 9), "b": (2, 12)},
        "{then}{he} cuts off {a} {pieces} of {b:d} feet each for {friend}. | {then}{he} uses {b:d} feet of it for "
        "each of {a} gifts.",
        line("a*b", "How many feet of {rope} does {name} use?", "{He} uses {eq} feet."),
        line("x-s1", "How many feet of {rope} are left then?", "There are {eq} feet left."),
        asks="How many feet of {rope} are left? | How many feet of {rope} does {name} have left?",
    ),
    event(
        "half", "length>length", {},
        "{then}{he} gives half of all {his} {rope} to {friend}. | {then}{he} uses half of {his} {rope} for a project.",
        line("x/2", "How many feet of {rope} does {name} keep?", "Half of it is {eq} feet."),
        asks="How many feet of {rope} are left? | How many feet of {rope} does {name} have left?",
    ),
    event(
        "pack", "length>pieces", {"a": (2, 15)},
        "{then}{he} cuts all of the {rope} into {pieces} of {a:d} feet. | {then}{he} makes {pieces} of {a:d} feet "
        "each from all the {rope}.",
        line("x/a", "How many {pieces} does {name} get?", "{He} gets {eq} {pieces}."),
    ),
    event(
        "share", "length>end", {"a": (2, 9)},
        "{then}{he} cuts the {rope} into {a} equal {pieces}. | If {he} cuts all of it into {a} equal {pieces},",
        line("x/a", "How many feet long is each of them?", "Each of them is {eq} feet long."),
    ),
    event(
        "sell", "pieces>end", {"a": (2, 9)},
        "{he} sells all the {pieces} for ${a:d} each. | {then}{he} sells the {pieces}, and each brings {him} ${a:d}.",
        line("x*a", "How much money does {name} get for the {pieces}?", "{He} gets {dollars}."),
    ),
)

PRACTICE = Family.of(
    "practice",
    {
        "practices": (
            "practices the piano", "plays the violin", "exercises", "studies Spanish", "trains for a race", "paints",
        ),
    },
    event(
        "per-day", ">minutes", {"a": (10, 90), "b": (2, 9)},
        "{name} {practices} for {a:d} minutes a day on {b} days. | On each of {b} days {name} {practices} for {a:d} "
        "minutes.",
        line("a*b", "How many minutes is that on the {b:d} days?", "On {b:d} days that is {eq} minutes."),
    ),
    event(
        "week", ">minutes", {"a": (10, 90)},
        "{name} {practices} for {a:d} minutes every day for one week. | Every day of a week, {name} {practices} for "
        "{a:d} minutes.",
        line("a*7", "How many minutes is that in a week?", "A week has 7 days, so that is {eq} minutes."),
    ),
    event(
        "parts", ">minutes", {"a": (10, 90), "b": (10, 90)},
        "{name} {practices} for {a:d} minutes in the morning and for {b:d} minutes in the evening. | On Monday "
        "{name} {practices} for {a:d} minutes, and on Tuesday for {b:d} minutes.",
        line("a+b", "How many minutes are both times together?", "Both times together are {eq} minutes."),
    ),
    event(
        "gain", "minutes>minutes", {"a": (10, 80)},
        "On the last day {he} adds {a:d} extra minutes. | {then}{he} does {a:d} more minutes.",
        line("x+a", "How many minutes is that with the extra {a:d} minutes?", "That makes {eq} minutes."),
        asks="How many minutes does {name} spend on this in all?",
    ),
    event(
        "lose", "minutes>net", {"a": (5, 40)},
        "But {a:d} minutes of this time are breaks, which do not count. | In all {he} wastes {a:d} minutes of this "
        "time on the phone.",
        line("x-a", "How many minutes remain without the lost time?", "That leaves {eq} minutes."),
        asks="How many minutes does {name} really spend on this?",
    ),
    event(
        "goal", "minutes>end", {"a": (120, 900)},
        "{his} goal is {a:d} minutes in all. | {his} teacher wants {a:d} minutes from {him} in all.",
        line("a-x", "How many more minutes does {name} need?", "{He} needs {eq} more minutes."),
    ),
    event(
        "goal", "net>end", {"a": (120, 900)},
        "{his} goal is {a:d} minutes without the lost time. | {his} teacher wants {a:d} minutes that count.",
        line("a-x", "How many more minutes does {name} need?", "{He} needs {eq} more minutes."),
    ),
    event(
        "hours", "minutes>hours", {},
        "{he} writes the whole time down in hours. | In {his} diary {he} notes the whole time in hours.",
        line("x/60", "How many hours is the whole time?", "An hour has 60 minutes, so that is {eq} hours."),
    ),
    event(
        "fewer-than", "minutes>other", {"a": (5, 60)},
        "{friend} spends {a:d} minutes less on this than {name}. | {name} spends {a:d} minutes more on this than "
        "{friend}.",
        line("x-a", "How many minutes does {friend} spend on this?", "{friend} spends {eq} minutes on this."),
    ),
    event(
        "times-as-many", "minutes>other", {"a": (2, 4)},
        "{friend} spends {a:times} as much time on this as {name}.",
        line("x*a", "How many minutes does {friend} spend on this?", "{friend} spends {eq} minutes on this."),
    ),
    event(
        "together", "other>end", {},
        "They add up their times. | {name} adds both times.",
        line(
            "minutes+other",
            "How many minutes do {name} and {friend} spend together?",
            "Together that is {eq} minutes.",
        ),
    ),
)

CONTEST = Family.of(
    "contest",
    {
        "does do things where": (
            "scores|score|points|in a game", "sells|sell|tickets|for the school play",
            "collects|collect|cans|for recycling",
            "plants|plant|trees|in the park", "catches|catch|fish|in the lake", "reads|read|books|during the summer",
            "makes|make|paper birds|for the class", "solves|solve|riddles|in a contest",
        ),
    },
    event(
        "have", ">first", {"a": (6, 90)},
        "{name} {does} {a} {things} {where}. | {where}, {name} {does} {a} {things}.",
    ),
    event(
        "groups", ">first", {"a": (3, 9), "b": (4, 20)},
        "{name} {does} {b} {things} a day {where} for {a} days. | For {a} days, {name} {does} {b} {things} a day "
        "{where}.",
        line("a*b", "How many {things} does {name} {do} in {a:d} days?", "In {a:d} days {name} {does} {eq} {things}."),
    ),
    *(
        new_event
        for state, one, two in (("first>second", "{name}", "{friend}"), ("second>third", "{friend}", "{third}"))
        for new_event in (
            event(
                "more-than", state, {"a": (3, 40)},
                f"{two} {{does}} {{a}} more {{things}} than {one}. | {one} {{does}} {{a}} fewer {{things}} than "
                f"{two}.",
                line("x+a", f"How many {{things}} does {two} {{do}}?", f"{two} {{does}} {{eq}} {{things}}."),
            ),
            event(
                "fewer-than", state, {"a": (3, 40)},
                f"{two} {{does}} {{a}} fewer {{things}} than {one}. | {one} {{does}} {{a}} more {{things}} than "
                f"{two}.",
                line("x-a", f"How many {{things}} does {two} {{do}}?", f"{two} {{does}} {{eq}} {{things}}."),
            ),
            event(
                "times-as-many", state, {"a": (2, 4)},
                f"{two} {{does}} {{a:times}} as many {{things}} as {one}.",
                line("x*a", f"How many {{things}} does {two} {{do}}?", f"{two} {{does}} {{eq}} {{things}}."),
            ),
            event(
                "half", state, {},
                f"{two} {{does}} half as many {{things}} as {one}. | {two} {{does}} only half as many {{things}} as "
                f"{one}.",
                line("x/2", f"How many {{things}} does {two} {{do}}?", f"{two} {{does}} {{eq}} {{things}}."),
            ),
        )
    ),
    event(
        "together", "second>end", {},
        "They add up their results. | Their results are put together.",
        line(
            "first+second",
            "How many {things} do {name} and {friend} {do} together?",
            "Together they {do} {eq} {things}.",
        ),
    ),
    event(
        "together", "third>end", {},
        "They add up the results of all three. | Their three results are put together.",
        line(
            "first+second",
            "How many {things} do {name} and {friend} {do} together?",
            "{name} and {friend} {do} {eq} {things}.",
        ),
        line("s1+third", "How many {things} do all three of them {do} together?", "All three {do} {eq} {things}."),
    ),
)

FAMILIES = (
    COLLECTING, FRUIT, SUPPLIES, BAKING, EGGS, FLOWERS, WAGES, SAVING, BILL, READING, TRIP, AGES, TRAIN, WATER, FACTORY,
    THEATER, LIBRARY, CUTTING, PRACTICE, CONTEST,
)

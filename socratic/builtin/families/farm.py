"""Pets and their food, what animals give each day, vegetables from seed to market."""

from socratic.builtin.families.shared import ASIDES
from socratic.builtin.families.spending import MONEY, MONEY_WORDS
from socratic.builtin.notation import Family, event, line
from socratic.builtin.words import KIN, pairs

__all__ = ["FAMILIES"]

# One event is a few dense lines here; the formatter would make it fifteen.
# fmt: off

PETS = Family.of(
    "pets",
    {"pet pets": ("dog|dogs", "cat|cats", "rabbit|rabbits", "pony|ponies", "puppy|puppies", "kitten|kittens",
         "goat|goats", "pig|pigs"),
     "unit units": ("cup|cups", "can|cans", "scoop|scoops", "bowl|bowls", "handful|handfuls")},
    event(
        "parts", ">day", "a=2..9 b=2..9",
        "{name} feeds {his} {pet} {a} {units} of food in the morning and {b} {units} in the evening. | {name's} {pet} "
        "eats {a} {units} of food every morning and {b} every evening. | {name} has a {pet}. It gets {a} {units} of "
        "food each morning and {b} {units} each evening. | A {pet} eats {a} {units} of food in the morning and {b} in "
        "the evening. | Every morning {name} gives {his} {pet} {a} {units} of food. In the evening {he} gives it {b} "
        "{units}. | If {name} feeds {his} {pet} {a} {units} of food each morning and {b} each evening,",
        line("a+b",
            "How many {units} of food does the {pet} eat in one day? | How many {units} of food is that a day?",
            "The {pet} eats {eq} {units} of food a day. | In one day that is {eq} {units} of food."),
        asks="How many {units} of food does the {pet} eat in one day? | How many {units} does the {pet} eat per day? | "
        "How many {units} of food is that a day? | How many {units} does the {pet} get each day?",
    ),
    event(
        "groups", ">day", "a=2..12 b=2..6",
        "{name} has {a} {pets}, and each {pet} eats {b} {units} of food a day. | {name} has {a} {pets}. Each of them "
        "eats {b} {units} of food per day. | {name} feeds {a} {pets} every day. / Each {pet} gets {b} {units} of food. "
        "| A {pet} eats {b} {units} of food a day, and {name} has {a} of them. | How many {units} of food do {a} "
        "{pets} eat in a day if each one eats {b} {units}? | If one {pet} eats {b} {units} of food a day, how many "
        "{units} do {a} {pets} eat?",
        line("a*b", "How many {units} of food do the {pets} eat a day?",
            "{a:d} {pets} eat {eq} {units} of food a day. | The {pets} eat {eq} {units} a day."),
        asks="How many {units} of food do the {pets} eat a day? | How many {units} of food does {name} need each day? "
        "| How many {units} do they eat per day in total?",
    ),
    event(
        "groups-parts", ">day", "a=2..12 b=2..6 c=2..6",
        "{name} has {a} {pets}. Each one gets {b} {units} of food in the morning and {c} {units} in the evening. | "
        "{name} feeds each of {his} {a} {pets} {b} {units} of food every morning and {c} every evening. | Each of "
        "{name's} {a} {pets} eats {b} {units} of food in the morning and {c} at night.",
        line("b+c", "How many {units} of food does one {pet} eat a day?", "One {pet} eats {eq} {units} of food a day."),
        line("a*s1", "How many {units} of food do the {pets} eat a day?",
            "{a:d} {pets} eat {eq} {units} of food a day."),
        asks="How many {units} of food do all the {pets} eat a day? | How many {units} of food does {name} need each "
        "day? | How many {units} do they eat per day altogether?",
    ),
    event(
        "twice-a-day", ">day", "a=2..9",
        "{name} feeds {his} {pet} {a} {units} of food twice a day. | {name's} {pet} eats {a} {units} of food twice a "
        "day. | Twice a day {name} gives {his} {pet} {a} {units} of food. | A {pet} gets {a} {units} of food twice "
        "every day.",
        line("a*2", "How many {units} of food does the {pet} eat a day?",
            "Twice a day makes {eq} {units} of food. | The {pet} eats {eq} {units} of food a day."),
        asks="How many {units} of food does the {pet} eat a day? | How many {units} of food is that a day? | How many "
        "{units} does the {pet} eat each day?",
    ),
    event(
        "per-day", ">total", "a=2..12 b=3..30",
        "{name's} {pet} eats {a} {units} of food a day. How many {units} does it eat in {b} days? | {name's} {pet} "
        "eats {a} {units} of food each day. {name} buys food for {b} days. | {name} gives {his} {pet} {a} {units} of "
        "food per day for {b} days. | How many {units} of food does a {pet} eat in {b} days if it eats {a} {units} a "
        "day? | For {b} days {name} feeds a neighbor's {pet} {a} {units} of food a day.",
        line("a*b", "How many {units} of food is that in {b:d} days?",
            "In {b:d} days that is {eq} {units} of food. | {b:d} days take {eq} {units}."),
        asks="How many {units} of food is that in all? | How many {units} of food does {name} need? | How many {units} "
        "is that in total?",
    ),
    event(
        "week", "day>total", "",
        "It is the same every day of the week. | {he} wants to know how much that is in a week. | This goes on for a "
        "week. | How many {units} is that in a week? | How many {units} of food is that per week? | How many {units} "
        "of food are needed for a week? | How many {units} of food are eaten in 7 days?",
        line("x*7", "How many {units} of food is that in a week?",
            "A week has 7 days, so that is {eq} {units}. | In 7 days it is {eq} {units} of food."),
        asks="How many {units} of food is that in a week? | How many {units} is that per week? | How much food is "
        "eaten in one week?",
    ),
    event(
        "days", "day>total", "a=3..30",
        "{he} needs enough for {a} days. | This goes on for {a} days. | It is the same for {a} days. | How many "
        "{units} is that in {a} days? | How many {units} of food are needed for {a} days?",
        line("x*a", "How many {units} of food is that in {a:d} days?",
            "In {a:d} days that is {eq} {units} of food. | {a:d} days take {eq} {units}."),
        asks="How many {units} of food is that in all? | How many {units} of food is that altogether? | How many "
        "{units} are needed in total?",
    ),
    event(
        "lasts", "day>end", "a=12..300",
        "{he} has {a} {units} of food. How many days will it last? | {he} has {a} {units} of food at home. | There are "
        "{a} {units} of food left. | {he} buys {a} {units} of food. How many days does it last?",
        line("a/x", "How many days does the food last?", "The food lasts {eq} days. | It is enough for {eq} days."),
        asks="How many days will the food last? | For how many days is that enough? | How many days does the food "
        "last?",
    ),
    event(
        "have", "total>missing", "a=2..60",
        "{he} has only {a} {units} at home. | There are only {a} {units} in the house. | {he} already has {a} {units}. "
        "| {he} has {a} {units} already. How many more does {he} need?",
        line("x-a", "How many more {units} does {name} need?",
            "{he} needs {eq} more {units}. | {eq} {units} are missing."),
        asks="How many more {units} does {name} need? | How many {units} does {name} still have to buy?",
    ),
    event(
        "pack", "total>packs", "a=2..20",
        "One bag of food holds {a} {units}. | There are {a} {units} in a bag of food. | A bag has {a} {units} in it. "
        "How many bags is that? | The food comes in bags of {a} {units}.",
        line("x/a", "How many bags of food does {name} need?", "{he} needs {eq} bags. | That is {eq} bags of food."),
        asks="How many bags does {name} need? | How many bags of food is that? | How many bags does {name} have to "
        "buy?",
    ),
    event(
        "cost", "packs>money", "a=2..30",
        "A bag costs {a:$}. | Each bag is {a:$}. | The bags are {a:$} each. | One bag costs {a:$}. How much is that in "
        "total?",
        line("x*a", "How much do the bags cost?", "The bags cost {dollars}. | That is {dollars}."),
        asks="How much do the bags cost? | How much does {name} pay? | What is the total cost? | How much will that be "
        "in total?",
    ),
    event(
        "stock", ">left", "a=20..200",
        "{name} has {a} {units} of {pet} food. | {name} buys {a} {units} of food for {his} {pet}. | There are {a} "
        "{units} of {pet} food in {name's} kitchen.",
    ),
    event(
        "bags", ">left", "a=2..9 b=8..40",
        "{name} buys {a} bags of {pet} food with {b} {units} in each. | {name} has {a} bags of {pet} food. / Each bag "
        "holds {b} {units}. | {name} buys {a} bags of {b} {units} each for {his} {pet}.",
        line("a*b", "How many {units} of food are in the bags?",
            "There are {eq} {units} of food in the bags. | {a:d} bags hold {eq} {units}."),
        asks="How many {units} of food is that? | How many {units} of food does {name} have?",
    ),
    event(
        "lose-groups", "left>left", "a=2..14 b=2..12",
        "{his} {pet} eats {b} {units} a day for {a} days. | For {a} days the {pet} eats {b} {units} a day. | {he} "
        "gives the {pet} {b} {units} each day for {a} days. | {he} feeds {his} {pet} {b} {units} a day. How many "
        "{units} are left after {a} days?",
        line("a*b", "How many {units} does the {pet} eat in {a:d} days?", "In {a:d} days the {pet} eats {eq} {units}."),
        line("x-s1", "How many {units} are left then?", "That leaves {eq} {units}. | {eq} {units} are left."),
        asks="How many {units} of food are left? | How many {units} are left? | How many {units} does {name} have "
        "left?",
    ),
    event(
        "lose-week", "left>left", "a=2..12",
        "In one week the {pet} eats {a} {units} every day. | For a week {he} feeds {his} {pet} {a} {units} a day. | "
        "The {pet} eats {a} {units} a day for a whole week.",
        line("a*7", "How many {units} does the {pet} eat in the week?",
            "A week has 7 days, so the {pet} eats {eq} {units}."),
        line("x-s1", "How many {units} are left then?", "That leaves {eq} {units}. | {eq} {units} are left."),
        asks="How many {units} of food are left? | How many {units} are left after that week? | How many {units} does "
        "{name} have left?",
    ),
    event(
        "pack", "left>end", "a=2..12",
        "{his} {pet} eats {a} {units} a day. How many days will the food last? | {he} gives {his} {pet} {a} {units} of "
        "it each day. | From now on the {pet} gets {a} {units} a day. | If the {pet} eats {a} {units} per day,",
        line("x/a", "How many days will the food last?", "The food will last {eq} days. | It lasts {eq} days."),
        asks="How many days will the food last? | For how many days is the food enough? | How many days will it last?",
    ),
    asides=ASIDES[:3],
    persons="one I",
)

PRODUCE = Family.of(
    "produce",
    {"animal animals give amount tin tins": ("hen|hens|lay|eggs|carton|cartons", "duck|ducks|lay|eggs|carton|cartons",
        "cow|cows|give|liters of milk|can|cans",
        "goat|goats|give|cups of milk|bottle|bottles", "chicken|chickens|lay|eggs|carton|cartons",
        "cow|cows|give|gallons of milk|tank|tanks"),
     **MONEY_WORDS, **KIN},
    event(
        "groups", ">day", "a=2..30 b=2..9",
        "{name} has {a} {animals}. They {give} {b} {amount} each per day. | On {name's} farm there are {a} {animals}. "
        "They {give} {b} {amount} each every day. | {a} {animals} {give} {b} {amount} each a day. | How many {amount} "
        "do {a} {animals} {give} in a day if they {give} {b} {amount} each? | If {a} {animals} {give} {b} {amount} "
        "each every day,",
        line("a*b", "How many {amount} is that a day?",
            "That is {eq} {amount} a day. | {a:d} {animals} {give} {eq} {amount} a day."),
        asks="How many {amount} is that a day? | How many {amount} does {name} get each day? | How many {amount} do "
        "the {animals} {give} per day?",
    ),
    event(
        "have", ">day", "a=6..90",
        "{name's} {animals} {give} {a} {amount} a day. | Every day {name} gets {a} {amount} from {his} {animals}. | "
        "{name} gets {a} {amount} from {his} {animals} each day. | The {animals} on a farm {give} {a} {amount} per "
        "day.",
    ),
    event(
        "parts", ">day", "a=3..60 b=3..60",
        "{name} gets {a} {amount} from {his} {animals} every morning and {b} {amount} every evening. | Each day "
        "{name's} {animals} {give} {a} {amount} in the morning and {b} in the evening. | Every morning {name} gets {a} "
        "{amount} from {his} {animals}. In the evening {he} gets {b} more.",
        line("a+b", "How many {amount} is that a day?",
            "That is {eq} {amount} a day. | Together that is {eq} {amount}."),
        asks="How many {amount} is that a day? | How many {amount} does {name} get in a day? | How many {amount} is "
        "that altogether?",
    ),
    event(
        "lose", "day>day", "a=2..12",
        "{name's} family uses {a} of the {amount} each day. | {he} keeps {a} {amount} a day for {his} family. | {he} "
        "gives {a} of them to {his} {kin} every day. | {he} gives a neighbor {a} {amount} every day.",
        line("x-a", "How many {amount} are left each day?",
            "Each day {eq} {amount} are left. | That leaves {eq} {amount} a day."),
        asks="How many {amount} are left each day? | How many {amount} does {name} have left a day? | How many "
        "{amount} remain each day?",
    ),
    event(
        "week", "day>total", "",
        "It is the same on every day of the week. | This goes on for a week. | {he} wants to know how many that is in "
        "a week. | How many {amount} is that in a week? | How many {amount} is that per week? | How many {amount} is "
        "that in one week?",
        line("x*7", "How many {amount} is that in a week?",
            "A week has 7 days, so that is {eq} {amount}. | In 7 days that is {eq} {amount}."),
        asks="How many {amount} is that in a week? | How many {amount} is that per week? | How many {amount} is that "
        "in one week?",
    ),
    event(
        "days", "day>total", "a=3..30",
        "This goes on for {a} days. | It is the same for {a} days. | {he} does not sell any for {a} days. | How many "
        "{amount} is that in {a} days? | How many {amount} does {name} have after {a} days?",
        line("x*a", "How many {amount} is that in {a:d} days?", "In {a:d} days that is {eq} {amount}."),
        asks="How many {amount} is that in all? | How many {amount} is that altogether? | How many {amount} does "
        "{name} have then?",
    ),
    event(
        "sell", "day>money", "a=2..9",
        "{he} sells them for {a:$} each. How much does {he} make a day? | {he} sells all the {amount} for {a:$} each. "
        "| Every day {he} sells all {his} {amount} for {a:$} each. | Each day {he} sells what {he} has for {a:$} each.",
        line("x*a", "How much money does {name} make a day?",
            "{he} makes {dollars} a day. | That brings {dollars} a day."),
        asks="How much money does {name} make a day? | How much does {name} earn each day? | How much money is that "
        "per day?",
    ),
    event(
        "sell", "total>cash", "a=2..9",
        "{he} sells them for {a:$} each. | {he} sells all of them at {a:$} apiece. | {he} gets {a:$} for each. How "
        "much money is that in all? | {he} sells the {amount} for {a:$} each.",
        line("x*a", "How much money does {name} get?", "{he} gets {dollars}. | That brings {dollars}."),
        asks="How much money does {name} get? | How much money does {name} make? | How much money is that in total?",
    ),
    event(
        "week", "money>cash", "",
        "{he} does this every day of the week. | {he} does the same for a whole week. | How much is that in a week? | "
        "How much money does {name} make in a week?",
        line("x*7", "How much money does {name} make in a week?", "A week has 7 days, so {he} makes {dollars}."),
        asks="How much money does {name} make in a week? | How much does {name} earn per week? | How much is that per "
        "week?",
    ),
    event(
        "cost", "cash>end", "a=5..90/5",
        "Food for the {animals} costs {him} {a:$}. | {he} pays {a:$} for the animals' food. | {he} spends {a:$} on hay "
        "and grain.",
        line("x-a", "How much money is left after that?",
            "After that {he} has {dollars} left. | That leaves {dollars}."),
        asks="How much money is left? | How much does {name} have left? | How much money does {name} keep?",
    ),
    event(
        "pack", "total>end", "a=4..12",
        "{a} {amount} go into one {tin}. | {he} puts {a} {amount} into each {tin}. | If {a} {amount} go into a {tin}, "
        "| {he} puts {a} {amount} into each {tin}. How many {tins} does {he} need?",
        line("x/a", "How many {tins} does {name} need?", "{he} needs {eq} {tins}. | That is {eq} {tins}."),
        asks="How many {tins} does {name} need? | How many {tins} does {name} fill? | How many {tins} is that?",
    ),
    asides=ASIDES[:3],
    persons="one I",
)

VEGETABLES = Family.of(
    "vegetables",
    {"thing things": pairs("tomato, pepper, cucumber, bean, zucchini, potato, pea pod, strawberry, chili, melon"),
        "pot pots": ("pot|pots", "bed|beds", "row|rows", "tray|trays"), "bag bags": ("bag|bags",
        "basket|baskets", "box|boxes", "crate|crates"), **KIN, **MONEY_WORDS},
    event(
        "groups", ">seeds", "a=2..20 b=3..25",
        "{name} plants {b} seeds in each of {a} {pots}. | {name} has {a} {pots} and ~puts {b} seeds in every one. | "
        "{name} plants {a} {pots} of seeds. / Each {pot} gets {b} seeds. | There are {b} {thing} seeds in each {pot}, "
        "and {name} has {a} {pots}. | How many seeds does {name} need for {a} {pots} with {b} seeds each?",
        line("a*b", "How many seeds does {name} plant? | How many seeds are in the {pots}?",
            "{he} plants {eq} seeds. | {a:d} {pots} take {eq} seeds."),
        asks="How many seeds does {name} plant? | How many seeds is that in all? | How many seeds does {name} need?",
    ),
    event(
        "have", ">seeds", "a=12..200",
        "{name} has {a} {thing} seeds. | {name} plants {a} {thing} seeds. | {name} buys {a} seeds to grow {things}.",
    ),
    event(
        "lose", "seeds>plants", "a=2..30",
        "{a} of them do not grow. | All but {a} of them come up. | {a} seeds do not come up, but the others grow. | "
        "Birds eat {a} of the seeds, and the rest grow. | Birds eat {a} of them. How many are left to grow?",
        line("x-a", "How many seeds grow? | How many plants come up?", "{eq} seeds grow. | That leaves {eq} plants."),
        asks="How many plants come up? | How many of the seeds grow? | How many plants does {name} get?",
    ),
    event(
        "share", "seeds>end", "a=2..12",
        "{he} puts the same number of seeds into each of {a} {pots}. | {he} shares the seeds evenly among {a} {pots}. "
        "| If {he} puts them into {a} {pots}, the same number in each, | The seeds go into {a} {pots}, as many in "
        "each. How many seeds are in one {pot}?",
        line("x/a", "How many seeds go into each {pot}?",
            "Each {pot} gets {eq} seeds. | That is {eq} seeds in each {pot}."),
        asks="How many seeds go into each {pot}? | How many seeds does each {pot} get? | How many seeds are in each "
        "{pot}?",
    ),
    event(
        "per-tree", "plants>items", "a=2..15",
        "Each plant gives {a} {things}. | {he} gets {a} {things} from each plant. | Every plant has {a} {things}. | In "
        "summer {he} picks {a} {things} from every plant. | Each plant gives {a} {things}. How many {things} is that?",
        line("x*a", "How many {things} are there?", "There are {eq} {things}. | The plants give {eq} {things}."),
        asks="How many {things} does {name} get? | How many {things} are there in all? | How many {things} is that in "
        "total?",
    ),
    event(
        "per-tree", ">items", "a=3..40 b=2..20",
        "{name} has {a} {thing} plants, and each plant has {b} {things}. | {name} grows {a} plants. / Each plant gives "
        "{b} {things}. | {name} picks {b} {things} from each of {a} plants. | How many {things} does {name} pick from "
        "{a} plants if each one has {b} {things}? | If there are {a} plants with {b} {things} each, how many {things} "
        "are there?",
        line("a*b", "How many {things} are there?", "There are {eq} {things}. | {a:d} plants give {eq} {things}."),
        asks="How many {things} are there? | How many {things} does {name} have? | How many {things} does {name} pick "
        "in all?",
    ),
    event(
        "parts", ">items", "a=4..80 b=4..80",
        "{name} picks {a} {things} on Monday and {b} on Tuesday. | {name} picks {a} {things} in the morning and {b} "
        "more in the afternoon. | On Saturday {name} picks {a} {things}, and on Sunday {he} picks {b}. | {name} picks "
        "{a} {things} and {his} {kin} picks {b}. | {name} and {friend} pick {things}. {name} picks {a} and {friend} "
        "picks {b}.",
        line("a+b", "How many {things} are picked? | How many {things} is that together?",
            "{eq} {things} are picked. | Together that is {eq} {things}."),
        asks="How many {things} is that in all? | How many {things} are picked in total? | How many {things} is that "
        "altogether?",
    ),
    event(
        "times-as-many", ">items", "a=3..60 b=2..5",
        "{name} picks {a} {things} on Friday and {b:times} as many on Saturday. | On Friday {name} picks {a} {things}. "
        "On Saturday {he} picks {b:times} as many. | {name} picks {a} {things}, and {friend} picks {b:times} as many "
        "as {name}.",
        line("a*b", "How many is {b:times} as many?", "{b:times} as many is {eq}. | {b:times} {a:d} is {eq} {things}."),
        line("a+s1", "How many {things} is that in all?",
            "In all that is {eq} {things}. | Together that is {eq} {things}."),
        asks="How many {things} is that in all? | How many {things} are picked altogether? | How many {things} is that "
        "in total?",
    ),
    event(
        "lose", "items>items", "a=2..40",
        "{a} of them are bad. | {then}{he} gives {a} of them to a neighbor. | {he} uses {a} of them for soup. | "
        "{then}{he} eats {a} of the {things}. | {he} keeps {a} for {his} family. | {he} gives away {a}. How many are "
        "left?",
        line("x-a", "How many {things} are left?", "{eq} {things} are left. | That leaves {eq} {things}."),
        asks="How many {things} are left? | How many {things} does {name} have left? | How many are left? | How many "
        "does {name} have now?",
    ),
    event(
        "pack", "items>packs", "a=2..12",
        "{he} packs them in {bags} of {a}. | {he} puts {a} into each {bag}. | Each {bag} holds {a} {things}. | If {a} "
        "{things} go into a {bag}, | {he} packs all of them in {bags}, {a} in each. | {he} puts {a} {things} in a "
        "{bag}. How many {bags} does {he} need?",
        line("x/a", "How many {bags} does {name} fill?", "{he} fills {eq} {bags}. | That is {eq} {bags}."),
        asks="How many {bags} does {name} fill? | How many {bags} does {name} need? | How many {bags} are there?",
    ),
    event(
        "sell", "items>money", "a=2..5",
        "{he} sells them for {a:$} each. | {he} sells all of them at {a:$} apiece. | {he} sells each one for {a:$}. | "
        "{he} sells them for {a:$} each. How much does {he} get in total?",
        line("x*a", "How much money does {name} get?", "{he} gets {dollars}. | That brings {dollars}."),
        asks="How much money does {name} get? | How much does {name} earn? | How much money does {name} make in total?",
    ),
    event(
        "sell", "packs>money", "a=2..15",
        "{he} sells each {bag} for {a:$}. | The {bags} sell for {a:$} each. | {he} sells all the {bags} at {a:$} per "
        "{bag}. | {he} gets {a:$} a {bag}. How much money is that?",
        line("x*a", "How much money does {name} get?", "{he} gets {dollars}. | The {bags} bring {dollars}."),
        asks="How much money does {name} get? | How much does {name} earn? | How much does {name} make in all?",
    ),
    *MONEY,
    asides=ASIDES[:3],
    persons="one I",
)

FAMILIES = (PETS, PRODUCE, VEGETABLES,)

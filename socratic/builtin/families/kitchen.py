"""In the kitchen: recipes, slices, sharing with friends."""

from socratic.builtin.families.shared import ASIDES
from socratic.builtin.notation import Family, event, line
from socratic.builtin.words import BAKED, KIN, TREATS, pairs

__all__ = ["FAMILIES"]

# One event is a few dense lines here; the formatter would make it fifteen.
# fmt: off

RECIPE = Family.of(
    "recipe",
    {
        "food foods": ("cake|cakes", "pie|pies", "loaf of bread|loaves of bread", "pizza|pizzas",
            "pot of soup|pots of soup",
                       "batch of cookies|batches of cookies", "tray of muffins|trays of muffins", "pancake|pancakes"),
        "amount": ("cups of flour", "eggs", "spoons of sugar", "cups of milk", "carrots", "grams of butter",
            "ounces of cheese",
                   "potatoes", "cups of oats"),
    },
    event(
        "groups", ">amount", "a=2..12 b=2..12",
        "A {food} needs {a} {amount}. {name} makes {b} {foods}. | Each {food} takes {a} {amount}, and {name} makes {b} "
        "{foods}. | To make one {food}, {name} needs {a} {amount}. {he} wants to make {b} {foods}. | A recipe for one "
        "{food} calls for {a} {amount}. How many are needed for {b} {foods}? | If {a} {amount} go into one {food}, how "
        "many are needed for {b} {foods}? | {name} makes {b} {foods}, and each {food} needs {a} {amount}. | For each "
        "{food} {name} needs {a} {amount}, and {he} makes {b} of them. | How many {amount} does {name} need for {b} "
        "{foods} if each one takes {a}? | {name} uses {a} {amount} per {food} and ~makes {b} {foods}.",
        line(
            "a*b",
            "How many {amount} are needed for {b:d} {foods}? | How many {amount} do the {foods} take?",
            "{b:d} {foods} take {eq} {amount}. | {he} needs {eq} {amount}.",
        ),
        asks="How many {amount} does {name} need? | How many {amount} are needed in all? | How many {amount} does "
        "{name} use? | How many {amount} is that in total? | How many will be needed in total?",
    ),
    event(
        "halves", ">fruit", "a=1.5..4.5/0.5 b=2..8",
        "A {food} needs {a} pounds of fruit. {name} makes {b} {foods}. | {name} uses {a} pounds of fruit for each "
        "{food} and ~makes {b} {foods}.",
        line(
            "a*b",
            "How many pounds of fruit are needed for {b:d} {foods}?",
            "{b:d} {foods} take {eq} pounds of fruit.",
        ),
        asks="How many pounds of fruit does {name} need? | How many pounds of fruit does {name} use?",
    ),
    event(
        "gain", "fruit>end", "a=1.5..4.5/0.5",
        "{he} also needs {a} pounds for a salad. | {he} also eats {a} pounds.",
        line("x+a", "How many pounds is that with the other {a:d}?", "With the other {a:d} that is {eq} pounds."),
        asks="How many pounds of fruit is that in all? | How many pounds of fruit is that altogether?",
    ),
    event(
        "cost", "fruit>money", "a=2..6",
        "A pound of fruit costs {a:$}. | {he} pays {a:$} for each pound.",
        line("x*a", "How much does the fruit cost?", "The fruit costs {dollars}. | For the fruit {he} pays {dollars}."),
        asks="How much does the fruit cost? | How much does {name} pay for the fruit?",
    ),
    event(
        "have", "amount>end", "a=2..90",
        "{he} only has {a} {amount} in the kitchen. | There are only {a} {amount} at home.",
        line("x-a", "How many more does {name} need?", "{he} needs {eq} more. | {eq} more are missing."),
        asks="How many more does {name} need? | How many more does {name} have to buy?",
    ),
    event(
        "gain", "amount>amount", "a=2..12",
        "{he} needs {a} more for the table. | {he} takes {a} extra to be safe. | For a sauce {he} uses {a} more.",
        line("x+a", "How many is that with the {a:d} more?", "With the {a:d} more that is {eq}. | That makes {eq}."),
        asks="How many is that in all? | How many are needed altogether?",
    ),
    event(
        "double", "amount>amount", "",
        "Because many guests come, {he} takes twice as much of everything. | {he} doubles the recipe.",
        line("x*2", "How many is twice as many?", "Twice as many is {eq}. | Doubled, that is {eq}."),
        asks="How many does {name} need then? | How many is that?",
    ),
    event(
        "pack", "amount>packs", "a=2..12",
        "The shop sells them in packs of {a}. | One can only buy them in packs of {a}. | One pack holds {a} of that. | "
        "They come in packs of {a}. | There are {a} in a pack. How many packs does {he} need?",
        line("x/a", "How many packs does {name} need?", "{he} needs {eq} packs. | That is {eq} packs."),
        asks="How many packs does {name} need? | How many packs does {name} have to buy?",
    ),
    event(
        "cost", "packs>end", "a=2..9",
        "A pack costs {a:$}. | Each pack is {a:$}. | One pack is {a:$}. | The packs are {a:$} each. | The packs cost "
        "{a:$} each. How much will that be in total?",
        line("x*a", "How much do the packs cost?", "The packs cost {dollars}. | That is {dollars}."),
        asks="How much does {name} pay for the packs? | How much do the packs cost? | What is the total cost? | What "
        "does {name} pay?",
    ),
    asides=ASIDES[:3],
)

SLICES = Family.of(
    "slices",
    {"food foods": ("pizza|pizzas", "cake|cakes", "pie|pies", "melon|melons", "loaf of bread|loaves of bread",
        "tart|tarts"),
     "part parts": ("slice|slices", "piece|pieces"), "party": ("party", "picnic", "family dinner", "class party",
         "meeting"),
     **KIN},
    event(
        "groups", ">slices", "a=2..9 b=4..16",
        "{name} cuts {a} {foods} into {b} {parts} each. | {name} brings {a} {foods} to a {party}. / Each {food} has "
        "{b} {parts}. | There are {a} {foods} at the {party}, cut into {b} {parts} each. | A {food} has {b} {parts}. "
        "{name} orders {a} {foods}. | Each {food} is cut into {b} {parts}. How many {parts} are there in {a} {foods}? "
        "| {name} buys {a} {foods} with {b} {parts} each. | If each {food} has {b} {parts}, how many {parts} do {a} "
        "{foods} have? | {name} has {a} {foods}. Each one is cut into {b} {parts}.",
        line(
            "a*b",
            "How many {parts} are there? | How many {parts} do {a:d} {foods} make?",
            "{a:d} {foods} make {eq} {parts}. | There are {eq} {parts}.",
        ),
        asks="How many {parts} are there? | How many {parts} are there in all? | How many {parts} does {name} have?",
    ),    event(
        "have", ">slices", "a=6..24",
        "{name} cuts a {food} into {a} {parts}. | A {food} is cut into {a} {parts}. | {name} has a {food} with {a} "
        "{parts}. | There are {a} {parts} of {food} on the table. | {name} buys a {food}. It has {a} {parts}.",
    ),
    event(
        "have-eat", ">slices", "a=6..24 b=2..10",
        "A {food} has {a} {parts}, and {name} eats {b} of them. | {name} cuts a {food} into {a} {parts} and ~eats {b}. "
        "| A {food} is cut into {a} {parts}. {name} and {his} {kin} eat {b} of them. | A {food} has {a} {parts}. The "
        "guests eat {b}. How many are left? | If a {food} has {a} {parts} and {name} eats {b} of them,",
        line("a-b", "How many {parts} are left then?", "That leaves {eq} {parts}. | {eq} {parts} are left."),
        asks="How many {parts} are left? | How many are left? | How many {parts} remain?",
    ),
    event(
        "eat-groups", "slices>slices", "a=2..12 b=2..4",
        "{a} people eat {b} {parts} each. | Each of the {a} guests takes {b} {parts}. | {then}{a} children take {b} "
        "{parts} each.",
        line(
            "a*b",
            "How many {parts} are eaten? | How many {parts} do {a:d} people eat?",
            "{eq} {parts} are eaten. | They eat {eq} {parts}.",
        ),
        line("x-s1", "How many {parts} are left then?", "That leaves {eq} {parts}. | {eq} {parts} are left."),
        asks="How many {parts} are left? | How many {parts} remain?",
    ),
    event(
        "eat", "slices>slices", "a=2..20",
        "{then}{he} and {his} {kin} eat {a} {parts}. | The guests eat {a} {parts}. | {then}{a} {parts} are eaten. | "
        "{a} {parts} go to {name}. | {then}{he} eats {a} of them. | The kids eat {a}. How many are left?",
        line("x-a", "How many {parts} are left after that?", "That leaves {eq} {parts}. | {eq} {parts} are left."),
        asks="How many {parts} are left? | How many {parts} remain?",
    ),
    event(
        "eat-fraction", "slices>slices", "a=2..4",
        "{then}the guests eat {a:frac} of the {parts}. | {then}{a:frac} of the {parts} are eaten.",
        line("x/a", "How many {parts} are {a:frac} of them?", "That is {eq} {parts}."),
        line("x-s1", "How many {parts} are left then?", "That leaves {eq} {parts}. | {eq} {parts} are left."),
        asks="How many {parts} are left? | How many {parts} remain?",
    ),
    event(
        "share", "slices>end", "a=2..12",
        "{a} people share them equally. | {he} shares them equally among {a} guests. | If {a} people share the {parts} "
        "equally, | {a} friends share all of it equally. | There are {a} people, and each gets the same number of "
        "{parts}.",
        line(
            "x/a",
            "How many {parts} does each person get?",
            "Each person gets {eq} {parts}. | That is {eq} {parts} each.",
        ),
    ),
    asides=ASIDES[:3],
)

SHARING = Family.of(
    "sharing",
    {"thing things": BAKED + TREATS + pairs("apple, plum, grape, sandwich, strawberry, cherry, piece of pizza, piece "
    "of cake"), "pack packs": ("box|boxes", "bag|bags", "tin|tins", "plate|plates", "lunch box|lunch boxes",
    "jar|jars"), "friends": ("friends", "children", "guests", "cousins", "classmates", "neighbors"), **KIN},
    event(
        "have", ">items", "a=8..120",
        "{name} has {a} {things}. | {name} makes {a} {things}. | {name} buys {a} {things}. | There are {a} {things} on "
        "{name's} table. | {name} has a {pack} of {a} {things}. | {name} gets {a} {things} from {his} {kin}.",
    ),
    event(
        "dozen", ">items", "a=2..12",
        "{name} has {a} dozen {things}. | {name} makes {a} dozen {things} for a party. | {name} buys {a} dozen "
        "{things}. | How many {things} are in {a} dozen? | {name} gets {a} dozen {things}.",
        line("a*12", "How many {things} are {a:d} dozen? | How many {things} does {name} have at first?",
            "A dozen is 12, so that is {eq} {things}. | {a:d} dozen are {eq} {things}."),
        asks="How many {things} does {name} have? | How many {things} is that? | How many {things} are there?",
    ),
    event(
        "groups", ">items", "a=2..12 b=2..15",
        "{name} makes {a} {packs} of {b} {things}. | {name} buys {a} {packs} of {things}. / There are {b} {things} in "
        "each {pack}. | {name} has {a} {packs} with {b} {things} in each. | There are {a} {packs} on the table, and "
        "each has {b} {things}. | If there are {b} {things} in a {pack}, how many {things} are in {a} {packs}? | How "
        "many {things} are there in {a} {packs} of {b}?",
        line("a*b", "How many {things} are there at first? | How many {things} are in the {packs}?",
            "There are {eq} {things}. | {a:d} {packs} of {b:d} are {eq} {things}."),
        asks="How many {things} are there? | How many {things} does {name} have? | How many {things} is that in total?",
    ),
    event(
        "have-eat", ">items", "a=6..60 b=2..12",
        "{name} has {a} {things} and ~eats {b} of them. | {name} has {a} {things} and ~eats {b}. | {name} buys {a} "
        "{things} and ~eats {b} on the way home. | {name} makes {a} {things}, and {his} {kin} eats {b} of them. | "
        "There are {a} {things}. {name} eats {b} of them. How many are left? | If {name} has {a} {things} and ~eats "
        "{b} of them, | {name} has {a} {things}. {he} eats {b}. How many does {he} have left? | How many {things} are "
        "left if {name} has {a} {things} and ~eats {b}?",
        line("a-b", "How many {things} are left? | How many {things} does {name} have then?",
            "{eq} {things} are left. | That leaves {eq} {things}."),
        asks="How many {things} are left? | How many {things} does {name} have left? | How many are left? | How many "
        "does {name} have now?",
    ),
    event(
        "groups", ">need", "a=3..30 b=2..6",
        "{name} has {a} {friends} at a party and ~wants to give {b} {things} to each. | {a} {friends} come to {name's} "
        "party, and each gets {b} {things}. | {name} wants {b} {things} for each of {a} {friends}. | {name} makes {b} "
        "{things} for each of {his} {a} {friends}. | {name} has {a} {friends} and ~makes {b} {things} for each one. | "
        "How many {things} does {name} need for {a} {friends} if each one gets {b}?",
        line("a*b", "How many {things} are that for {a:d} {friends}?",
            "For {a:d} {friends} that is {eq} {things}. | {he} needs {eq} {things}."),
        asks="How many {things} is that? | How many {things} does {name} need? | How many {things} are needed in "
        "total?",
    ),
    event(
        "have", "need>end", "a=3..60",
        "{he} already has {a}. | {he} already has {a} {things}. | {he} has only {a} of them. | {he} has {a} so far. "
        "How many more does {he} need?",
        line("x-a", "How many more {things} does {name} need?",
            "{he} needs {eq} more {things}. | {eq} {things} are missing."),
        asks="How many more {things} does {name} need? | How many {things} are missing?",
    ),
    event(
        "pack", "need>bought", "a=2..12",
        "They come in {packs} of {a}. | There are {a} {things} in a {pack}. | A {pack} holds {a} {things}. | One "
        "{pack} has {a} {things}. How many {packs} does {he} need? | If there are {a} in a {pack},",
        line("x/a", "How many {packs} does {name} need?", "{he} needs {eq} {packs}. | That is {eq} {packs}."),
        asks="How many {packs} does {name} need? | How many {packs} does {name} have to buy? | How many {packs} is "
        "that?",
    ),
    event(
        "cost", "bought>end", "a=2..9",
        "A {pack} costs {a:$}. | Each {pack} is {a:$}. | The {packs} are {a:$} each. | One {pack} costs {a:$}. How "
        "much does {he} pay?",
        line("x*a", "How much do the {packs} cost?", "The {packs} cost {dollars}. | {he} pays {dollars}."),
        asks="How much do the {packs} cost? | What does {name} pay? | What is the total cost? | How much will that be "
        "in total?",
    ),
    event(
        "eat", "items>items", "a=2..20",
        "{he} eats {a} of them. | {then}{he} eats {a} and ~keeps the rest. | {his} {kin} eats {a} of them. | {then}{a} "
        "of them are eaten. | {he} eats {a} for breakfast. | {his} family eats {a} of the {things}. | {he} eats {a}. "
        "How many are left?",
        line("x-a", "How many {things} are left after {a:d} are eaten? | How many {things} are left then?",
            "That leaves {eq} {things}. | {eq} {things} are left."),
        asks="How many {things} are left? | How many are left? | How many {things} does {name} have left? | How many "
        "does {name} have now?",
    ),
    event(
        "lose", "items>items", "a=2..30",
        "{he} gives {a} to {friend}. | {then}{he} gives {a} of them to {his} {kin}. | {he} drops {a} on the floor. | "
        "{he} burns {a} of them. | {he} takes {a} to school. | {then}{he} gives {a} away. How many does {he} have now?",
        line("x-a", "How many {things} are left after that? | How many {things} are left then?",
            "That leaves {eq} {things}. | {he} has {eq} {things} left."),
        asks="How many {things} are left? | How many {things} does {name} have now? | How many does {name} have left? "
        "| How many {things} remain?",
    ),
    event(
        "gain", "items>items", "a=2..40",
        "{then}{he} makes {a} more. | {friend} brings {a} more {things}. | {he} gets {a} more from {his} {kin}. | "
        "{then}{he} buys {a} more {things}. | {his} {kin} makes another {a}.",
        line("x+a", "How many {things} are there then? | How many {things} are there with the {a:d} more?",
            "Then there are {eq} {things}. | That makes {eq} {things}."),
        asks="How many {things} are there now? | How many {things} does {name} have now? | How many {things} are there "
        "in all?",
    ),
    event(
        "lose-groups", "items>items", "a=2..12 b=2..6",
        "{he} gives {b} to each of {a} {friends}. | {a} {friends} get {b} {things} each. | {then}{a} {friends} eat {b} "
        "each. | Each of {his} {a} {friends} takes {b}. | {he} gives {a} {friends} {b} {things} each and ~keeps the "
        "rest. | {he} has {a} {friends} and ~gives {b} to each. How many are left?",
        line("a*b", "How many {things} do the {friends} get?",
            "The {friends} get {eq} {things}. | {a:d} {friends} get {eq} {things}."),
        line("x-s1", "How many {things} are left then?", "That leaves {eq} {things}. | {eq} {things} are left."),
        asks="How many {things} are left? | How many {things} does {name} keep? | How many does {name} have left?",
    ),
    event(
        "half", "items>items", "",
        "{he} eats half of them. | {then}{he} gives half to {friend}. | {he} gives half of them to {his} {kin}. | Half "
        "of the {things} are eaten. | {he} gives half of them away. How many are left?",
        line("x/2", "How many {things} are half of them?", "Half of the {things} is {eq}. | {eq} {things} are left."),
        asks="How many {things} are left? | How many {things} does {name} have left? | How many are left?",
    ),
    event(
        "share", "items>each", "a=2..12",
        "{he} shares them equally among {a} {friends}. | {a} {friends} share them equally. | {a} {friends} share the "
        "{things}, and each gets the same number. | {he} gives them to {a} {friends}, the same number to each. | If "
        "{a} {friends} share them equally, | {a} {friends} share them equally. How many does each one get?",
        line("x/a", "How many {things} does each of the {a:d} {friends} get?",
            "Each one gets {eq} {things}. | That is {eq} {things} for each."),
        asks="How many {things} does each one get? | How many {things} does each of them get? | How many does each "
        "get?",
    ),
    event(
        "share-two", "items>each", "",
        "{name} and {friend} share them equally. | {he} shares them equally with {friend}. | {name} and {friend} each "
        "take half of the {things}. | {name} and {friend} share them equally. How many does each one get?",
        line("x/2", "How many {things} does each of the two get?",
            "Each of the two gets {eq} {things}. | That is {eq} {things} each."),
        asks="How many {things} does each of them get? | How many {things} does each of the two get? | How many does "
        "each one get?",
    ),
    event(
        "pack", "items>packs", "a=2..12",
        "{he} packs them in {packs} of {a}. | {he} puts {a} in each {pack}. | {then}{he} puts {a} {things} into each "
        "{pack}. | {a} {things} fit in a {pack}. | If {he} puts {a} in each {pack}, | {he} packs them in {packs} of "
        "{a}. How many {packs} does {he} need?",
        line("x/a", "How many {packs} does {name} need?", "{he} needs {eq} {packs}. | {he} fills {eq} {packs}."),
        asks="How many {packs} does {name} need? | How many {packs} does {name} fill? | How many {packs} are there? | "
        "How many {packs} is that?",
    ),
    event(
        "share-packs", "items>each", "a=2..12",
        "{he} puts them into {a} {packs}, the same number in each. | {then}{he} divides them equally among {a} "
        "{packs}. | {he} packs them in {a} {packs}, with the same number in each. | {he} puts them into {a} {packs}. "
        "If each has the same number, how many are in one {pack}?",
        line("x/a", "How many {things} are in each {pack}?",
            "Each {pack} has {eq} {things}. | There are {eq} {things} in each {pack}."),
        asks="How many {things} are in each {pack}? | How many {things} does each {pack} have? | How many are in one "
        "{pack}?",
    ),
    event(
        "sell", "packs>money", "a=2..15",
        "{he} sells each {pack} for {a:$}. | {he} sells the {packs} for {a:$} each. | {he} sells them at {a:$} per "
        "{pack}. | {he} gets {a:$} for every {pack}. How much is that in total?",
        line("x*a", "How much money does {name} get for the {packs}?",
            "{he} gets {dollars}. | The {packs} bring {dollars}."),
        asks="How much money does {name} get? | How much does {name} make? | How much will that be in total?",
    ),
    event(
        "sell", "items>money", "a=2..5",
        "{he} sells them all for {a:$} each. | {he} sells them at {a:$} apiece. | {he} sells the {things} for {a:$} "
        "each. | {he} sells each {thing} for {a:$}. How much money does {he} make?",
        line("x*a", "How much money does {name} get for the {things}?",
            "{he} gets {dollars}. | The {things} bring {dollars}."),
        asks="How much money does {name} get? | How much does {name} make? | How much money is that?",
    ),
    event(
        "cost", "money>end", "a=3..40",
        "{he} paid {a:$} for everything {he} needed. | Flour and sugar cost {him} {a:$}. | What {he} needs for this "
        "costs {a:$}.",
        line("x-a", "How much money is left after the costs?",
            "After the costs {he} has {dollars}. | That leaves {dollars}."),
        asks="How much money is left? | How much money does {name} keep? | What is {name's} profit?",
    ),
    asides=ASIDES[:3],
    persons="one I",
)

SCALING = Family.of(
    "scaling",
    {"food foods": ("cake|cakes", "pie|pies", "pizza|pizzas", "loaf of bread|loaves of bread",
        "pot of soup|pots of soup", "batch of muffins|batches of muffins", "salad|salads",
        "tray of cookies|trays of cookies"),
     "amount": ("eggs", "cups of flour", "cups of milk", "spoons of sugar", "ounces of butter", "cups of oats",
         "spoons of oil", "cups of water")},
    event(
        "per-one", ">one", "a=2..12 b=4..96",
        "{name} needs {b} {amount} for {a} {foods}. | {a} {foods} take {b} {amount}. | {name} uses {b} {amount} to "
        "make {a} {foods}. | It takes {b} {amount} to make {a} {foods}. How many does it take to make one {food}? | If "
        "{a} {foods} need {b} {amount}, how many does one {food} need?",
        line("b/a", "How many {amount} does one {food} take? | How many {amount} are needed for one {food}?",
            "One {food} takes {eq} {amount}. | For one {food} that is {eq} {amount}."),
        asks="How many {amount} does one {food} take? | How many {amount} are needed for each {food}? | How many "
        "{amount} does {name} use per {food}?",
    ),
    event(
        "times", "one>amount", "a=2..20",
        "{then}{he} wants to make {a} {foods}. | How many {amount} do {a} {foods} take? | For a party {he} makes {a} "
        "{foods}. | How many {amount} are needed for {a} {foods}? | If {he} makes {a} {foods},",
        line("x*a", "How many {amount} do {a:d} {foods} take?",
            "{a:d} {foods} take {eq} {amount}. | For {a:d} {foods} that is {eq} {amount}."),
        asks="How many {amount} does {name} need? | How many {amount} does {name} need for those? | How many {amount} "
        "are needed?",
    ),
    event(
        "scale", ">amount", "a=2..6 b=2..12 c=4..48",
        "A recipe for {a} people needs {b} {amount}. {name} cooks for {c} people. | {name} has a recipe for {a} people "
        "that takes {b} {amount}. {he} wants to cook for {c} people. | A recipe feeds {a} people and takes {b} "
        "{amount}. How many {amount} are needed for {c} people? | {name} needs {b} {amount} to cook for {a} people. "
        "How many {amount} does {he} need for {c} people?",
        line("c/a", "How many times does {name} make the recipe?",
            "{he} makes the recipe {eq} times. | For {c:d} people the recipe is needed {eq} times."),
        line("s1*b", "How many {amount} is that?", "That is {eq} {amount}. | {he} needs {eq} {amount}."),
        asks="How many {amount} does {name} need? | How many {amount} are needed? | How many {amount} does {name} use?",
    ),
    event(
        "pack", ">made", "a=2..12 b=6..120",
        "One {food} takes {a} {amount}. {name} has {b} {amount}. | {name} has {b} {amount}, and each {food} takes {a}. "
        "| {name} needs {a} {amount} for one {food}. / {he} has {b} {amount} at home. | How many {foods} can {name} "
        "make with {b} {amount} if each one takes {a}? | If a {food} takes {a} {amount} and there are {b} {amount}, "
        "how many {foods} can {name} make?",
        line("b/a", "How many {foods} can {name} make? | For how many {foods} is that enough?",
            "{he} can make {eq} {foods}. | That is enough for {eq} {foods}."),
        asks="How many {foods} can {name} make? | For how many {foods} is that enough?",
    ),
    event(
        "sell", "made>money", "a=3..25",
        "{he} makes all of these and ~sells them for {a:$} each. | {he} sells each {food} for {a:$}. | {he} sells "
        "every {food} at a price of {a:$}. | {he} makes them and ~sells them at {a:$} apiece. How much money is that?",
        line("x*a", "How much money does {name} get for the {foods}?",
            "{he} gets {dollars}. | The {foods} bring {dollars}."),
        asks="How much money does {name} get? | How much does {name} make? | How much money is that in total?",
    ),
    event(
        "parts", ">amount", "a=2..20 b=2..20",
        "{name} uses {a} {amount} for a {food} and {b} for a sauce. | A {food} takes {a} {amount} and its topping "
        "takes {b}. | {name} puts {a} {amount} into a {food} and {b} more into a soup. | If {name} uses {a} {amount} "
        "for a {food} and {b} for a soup,",
        line("a+b", "How many {amount} is that together?",
            "Together that is {eq} {amount}. | {he} uses {eq} {amount}."),
        asks="How many {amount} does {name} use in all? | How many {amount} is that in total? | How many {amount} does "
        "{name} need?",
    ),
    event(
        "gain", "amount>amount", "a=2..12",
        "{he} needs {a} more for a sauce. | {then}{he} uses {a} more.",
        line("x+a", "How many is that with the {a:d} more?", "With the {a:d} more that is {eq}. | That makes {eq}."),
        asks="How many {amount} is that in all? | How many {amount} does {name} use in total?",
    ),
    event(
        "have", "amount>end", "a=2..60",
        "{he} has only {a} at home. | {he} has {a} already. How many more does {he} need? | There are {a} in the "
        "kitchen already. | {he} already has {a} of them.",
        line("x-a", "How many more does {name} need?", "{he} needs {eq} more. | {eq} more are missing."),
        asks="How many more does {name} need? | How many more does {name} have to buy? | How many are missing?",
    ),
    event(
        "goal", "amount>end", "a=20..200",
        "{he} has {a} {amount} at home. How many are left? | {he} has {a} {amount} in the kitchen and ~uses what {he} "
        "needs. | At first there are {a} {amount} at home.",
        line("a-x", "How many {amount} are left?", "{eq} {amount} are left. | That leaves {eq} {amount}."),
        asks="How many {amount} are left? | How many {amount} are left at home? | How many {amount} does {name} have "
        "left?",
    ),
    asides=ASIDES[:3],
    persons="one I",
)

FAMILIES = (RECIPE, SLICES, SHARING, SCALING,)

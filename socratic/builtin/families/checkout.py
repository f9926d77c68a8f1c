"""At the checkout and the ticket desk: several prices, change, bundles, bills for several people, saving up."""

from socratic.builtin.families.shared import ASIDES
from socratic.builtin.families.shopping import PAYING
from socratic.builtin.families.spending import MONEY, MONEY_WORDS
from socratic.builtin.notation import Family, event, line
from socratic.builtin.words import BAKED, CLOTHES, FOOD, FRUIT, KIN, STATIONERY, TOYS, TREATS

__all__ = ["FAMILIES"]

# One event is a few dense lines here; the formatter would make it fifteen.
# fmt: off

_TOTAL = (
    "What is the total cost? | How much does {name} pay in total? | How much will that be in total? | How much does it "
    "all cost? | What does {name} pay? | How much does {name} spend altogether? | How much is that?"
)
_CHANGE = (
    "How much change does {name} get? | How much change does {name} get back? | What is {his} change? | How much "
    "money does {name} get back?"
)
_BACK = "{he} gets {dollars} back. | The change is {dollars}."
_LEFT = "How much money does {name} have left? | How much is left? | How much does {name} have now?"
_REST = "{he} has {dollars} left. | That leaves {dollars}."

CHECKOUT = Family.of(
    "checkout",
    {"thing things": FRUIT[:10] + STATIONERY[:10] + BAKED[:8] + TREATS[:6], "good goods": TOYS[:8] + CLOTHES[:6]},
    event(
        "buy-change", ">change", "a=2..9 b=2..12 c=10..100/5",
        "{name} buys {a} {things} for {b:$} each and ~pays with {c:$}. | {name} buys {a} {things} at {b:$} apiece. "
        "{he} gives the cashier {c:$}. | {name} pays with {c:$} for {a} {things} that cost {b:$} each. | {things} cost "
        "{b:$} each. {name} buys {a} and ~hands over {c:$}. | If {name} buys {a} {things} at {b:$} each and pays with "
        "{c:$}, | How much change does {name} get from {c:$} if {he} buys {a} {things} for {b:$} each?",
        line("a*b", "How much do the {things} cost? | How much do {a:d} {things} cost?",
             "The {things} cost {dollars}. | {a:d} {things} cost {dollars}."),
        line("c-s1", _CHANGE, _BACK),
    ),
    event(
        "buy-left", ">change", "a=2..9 b=2..12 c=15..120",
        "{name} has {c:$}. {he} buys {a} {things} for {b:$} each. | {name} has {c:$} and ~buys {a} {things} at {b:$} "
        "each. | {name} goes to the store with {c:$} and ~buys {a} {things} for {b:$} apiece. | {name} starts with "
        "{c:$} and ~spends {b:$} on each of {a} {things}. | If {name} has {c:$} and buys {a} {things} at {b:$} each,",
        line("a*b", "How much do the {things} cost? | How much does {name} spend?",
             "The {things} cost {dollars}. | {he} spends {dollars}."),
        line("c-s1", _LEFT, _REST),
    ),
    event(
        "one-left", ">change", "a=10..100 b=6..60",
        "{name} has {a:$} and ~spends {b:$} on a {good}. | {name} has {a:$}. A {good} costs {b:$}, and {he} buys it. | "
        "{name} buys a {good} for {b:$}. {he} had {a:$} before. | If {name} has {a:$} and buys a {good} for {b:$}, | "
        "{name} has {a:$}. {he} buys a {good} for {b:$}. How much does {he} have left?",
        line("a-b", _LEFT, _REST),
    ),
    event(
        "two-left", ">change", "a=20..150 b=6..40 c=2..20",
        "{name} has {a:$}. {he} spends {b:$} on a {good} and {c:$} on {things}. | {name} has {a:$} and ~buys a {good} "
        "for {b:$} and {things} for {c:$}. | {name} takes {a:$} to the store, ~pays {b:$} for a {good} and {c:$} for "
        "some {things}.",
        line("b+c", "How much does {name} spend? | How much does {name} spend in all?",
             "{he} spends {dollars}. | Both cost {dollars}."),
        line("a-s1", _LEFT, _REST),
    ),
    event(
        "one-change", ">change", "a=5..100/5 b=0.5..9.5/0.25",
        "{name} buys a {thing} for {b:$} and ~pays with {a:$}. | A {thing} costs {b:$}. {name} gives the cashier "
        "{a:$}. | {name} pays with {a:$} for a {thing} that costs {b:$}. | If a {thing} costs {b:$} and {name} pays "
        "with {a:$},",
        line("a-b", _CHANGE, _BACK),
    ),
    event(
        "back-count", ">end", "a=10..100 b=2..9 c=2..40",
        "{name} has {a:$}. {he} buys some {things} at {b:$} each and ~has {c:$} left. | {name} buys {things} for {b:$} "
        "each, ~pays with {a:$} and ~gets {c:$} back. | After buying {things} at {b:$} each, {name} has {c:$} of "
        "{his} {a:$} left.",
        line("a-c", "How much does {name} spend?", "{he} spends {dollars}. | The {things} cost {dollars}."),
        line("s1/b", "How many {things} does {name} buy?", "{he} buys {eq} {things}. | That is enough for {eq} "
             "{things}."),
    ),
    event(
        "afford", ">end", "a=10..150 b=2..15",
        "{name} has {a:$}. {things} cost {b:$} each. | A {thing} costs {b:$}, and {name} has {a:$}. | {name} wants to "
        "spend {a:$} on {things} at {b:$} each. | If a {thing} costs {b:$} and {name} has {a:$}, | How many {things} "
        "can {name} buy with {a:$} if one costs {b:$}?",
        line("a/b", "How many {things} can {name} buy? | How many {things} can {name} get?",
             "{he} can buy {eq} {things}. | The money is enough for {eq} {things}."),
    ),
    event(
        "back", "change>change", "a=2..30",
        "{then}{he} spends {a:$} of it on {things} for {friend}. | {then}{he} spends another {a:$} on a {good}. | "
        "{then}{he} pays {a:$} for the bus. | {then}{he} gives {a:$} of it to {friend}.",
        line("x-a", "How much is left without those {a:$}? | How much does {name} have after that?",
             "That leaves {dollars}. | {he} has {dollars} left."),
        asks=_LEFT,
    ),
    event(
        "find", "change>change", "a=2..30",
        "{then}{he} finds {a:$} in {his} pocket. | {then}{friend} gives {him} {a:$}. | {then}{he} gets another {a:$} "
        "for returning bottles.",
        line("x+a", "How much does {name} have with those {a:$}? | How much money does {name} have then?",
             "{he} then has {dollars}. | Together that is {dollars}."),
        asks="How much money does {name} have now? | How much does {name} have now?",
    ),
    asides=(*ASIDES[:3], ASIDES[4]),
)

DEALS = Family.of(
    "deals",
    {"thing things": FRUIT[:10] + STATIONERY[:10] + BAKED[:8] + TREATS[:6], "good goods": TOYS[:8] + CLOTHES[:6]},
    event(
        "back-one", ">unit", "a=2..9 b=10..100/5 c=2..40",
        "{name} buys {a} {things}. {he} pays with {b:$} and ~gets {c:$} back. | {name} pays for {a} {things} with "
        "{b:$} and ~gets {c:$} in change. | {a} {things} cost the same each. {name} gives {b:$} for them, and the "
        "change is {c:$}. | {name} had {b:$}. {he} buys {a} {things} and ~has {c:$} left.",
        line("b-c", "How much do the {a:d} {things} cost? | How much does {name} spend on the {things}?",
             "The {things} cost {dollars}. | {he} spends {dollars}."),
        line("s1/a", "How much does each {thing} cost? | How much does one {thing} cost? | What is the price of one "
             "{thing}?", "Each {thing} costs {dollars}. | That is {dollars} for one {thing}.", grain="0.25"),
    ),
    event(
        "price", ">price", "a=2..15",
        "A {thing} costs {a:$}. | One {thing} is {a:$}. | {things} are {a:$} each. | The store sells {things} for "
        "{a:$} each.",
    ),
    event(
        "cut", "price>price", "a=1..9",
        "Today each one is {a:$} cheaper. | The store takes {a:$} off each {thing}. | With a coupon {name} saves {a:$} "
        "on each. | The price of a {thing} goes down by {a:$}.",
        line("x-a", "How much does one {thing} cost then? | What is the new price of a {thing}?",
             "One {thing} then costs {dollars}. | The new price is {dollars}."),
        asks="How much does one {thing} cost now? | What is the new price? | What does one {thing} cost now?",
    ),
    event(
        "rise", "price>price", "a=1..6",
        "Then the price of each goes up by {a:$}. | Today a {thing} costs {a:$} more. | The store raises the price of "
        "a {thing} by {a:$}.",
        line("x+a", "How much does one {thing} cost then? | What is the new price of a {thing}?",
             "One {thing} then costs {dollars}. | The new price is {dollars}."),
        asks="How much does one {thing} cost now? | What is the new price? | What does one {thing} cost now?",
    ),
    event(
        "half-price", "price>price", "",
        "Today {things} are half price. | In a sale they go for half the price. | Now everything is half off.",
        line("x/2", "How much does one {thing} cost at half price? | What is half the price?",
             "At half price one {thing} costs {dollars}. | Half the price is {dollars}.", grain="0.25"),
        asks="How much does one {thing} cost now? | What is the new price?",
    ),
    event(
        "buy", "price>money", "a=2..12",
        "{name} buys {a}. | {name} buys {a} of them. | {name} needs {a} {things}. | {name} takes {a} {things} at that "
        "price. | If {name} buys {a} of them, | If {name} wants {a} {things},",
        line("x*a", "How much do {a:d} {things} cost? | How much do all the {things} cost?",
             "{a:d} {things} cost {dollars}. | That is {dollars}."),
        asks=_TOTAL,
    ),
    event(
        "two-for-three", "price>money", "",
        "With two {things}, the third one is free, and {name} takes three. | {name} buys two and ~gets one more for "
        "free. | The offer is: buy two, get one free. {name} takes three {things}.",
        line("x*2", "How much do two {things} cost?",
             "{he} pays for two {things}, which is {dollars}. | Two {things} cost {dollars}."),
        asks=_TOTAL,
    ),
    event(
        "second-half", "price>money", "",
        "The second one is half price. {name} buys two. | {name} buys two {things} and ~pays only half for the second "
        "one. | If you buy one, the second one costs half. {name} buys two.",
        line("x/2", "How much does the second {thing} cost?", "The second {thing} costs {dollars}.", grain="0.25"),
        line("x+s1", "How much do both {things} cost?", "Both cost {dollars}. | Together that is {dollars}."),
        asks=_TOTAL,
    ),
    event(
        "buy-three", ">money", "a=8..40 b=2..6 c=2..9",
        "{name} buys a {good} for {a:$}, a {thing} for {b:$} and a drink for {c:$}. | A {good} costs {a:$}, a {thing} "
        "{b:$} and a magazine {c:$}. {name} buys all three. | {name} spends {a:$} on a {good}, {b:$} on {things} and "
        "{c:$} on a card. | If {name} buys a {good} for {a:$}, a {thing} for {b:$} and a bag for {c:$},",
        line("a+b", "How much do the first two cost?", "The first two cost {dollars}."),
        line("s1+c", "How much do all three cost?", "All three cost {dollars}. | Together that is {dollars}."),
        asks=_TOTAL,
    ),
    event(
        "bundle", ">end", "a=2..9 b=2..12 c=10..90",
        "One {thing} costs {b:$}, but a pack of {a} costs only {c:$}. {name} buys the pack. | A pack of {a} {things} "
        "costs {c:$}. Bought one by one, they cost {b:$} each. | {name} can buy {a} {things} for {b:$} each or a pack "
        "of {a} for {c:$}.",
        line("a*b", "How much do {a:d} single {things} cost?", "{a:d} single {things} cost {dollars}."),
        line("s1-c", "How much does the pack save? | How much does {name} save with the pack?",
             "The pack saves {dollars}. | That is {dollars} less."),
    ),
    event(
        "buy", "unit>end", "a=2..12",
        "{friend} buys {a} {things} at the same price. | {third} wants {a} of them, too. | Another day {friend} needs "
        "{a} {things} at that price. | If {friend} buys {a} {things} at the same price,",
        line("x*a", "How much do {a:d} {things} cost?", "{a:d} {things} cost {dollars}. | That is {dollars}."),
        asks="How much do the {a:d} {things} cost? | How much do {a:d} {things} cost? | What is the price of {a:d} "
        "{things}?",
    ),
    *PAYING, asides=(*ASIDES[:3], ASIDES[4]),
)

PARTY = Family.of(
    "party",
    {
        "thing things": FOOD[:8] + BAKED[:8], "drink": ("lemonade", "juice", "tea", "soda"),
        "people": ("friends", "children", "players", "guests", "classmates"),
        "place": ("zoo", "museum", "pool", "fair"),
    },
    event(
        "meal", ">money", "a=2..9 b=2..15 c=2..6",
        "{name} buys a {thing} for {b:$} and a {drink} for {c:$} for each of {a} {people}. | A {thing} costs {b:$} and "
        "a {drink} {c:$}. {name} buys one of each for {a} {people}. | {name} and {his} friends are {a} people. Each of "
        "them has a {thing} for {b:$} and a {drink} for {c:$}. | If a {thing} costs {b:$} and a {drink} costs {c:$} "
        "and {name} buys both for {a} {people},",
        line("b+c", "How much is it for one person?", "For one person it is {dollars}. | One person costs {dollars}."),
        line("s1*a", "How much is it for all {a:d}?", "For all {a:d} it is {dollars}. | Together that is {dollars}."),
        asks=_TOTAL,
    ),
    event(
        "per-person", ">money", "a=3..25 b=2..8 c=2..3",
        "{name} invites {a} {people} and ~needs {c} {things} for each. / A {thing} costs {b:$}. | {a} {people} come, "
        "and each gets {c} {things}. {name} pays {b:$} for each {thing}. | {name} buys {c} {things} for each of {a} "
        "{people}, at {b:$} per {thing}.",
        line("a*c", "How many {things} does {name} need?", "{he} needs {eq} {things}."),
        line("s1*b", "How much do the {things} cost?", "The {things} cost {dollars}."),
        asks=_TOTAL,
    ),
    event(
        "half-ticket", ">money", "a=6..40/2 b=2..6",
        "A ticket for the {place} costs {a:$} for an adult, and children pay half. {name} goes with {b} children. | At "
        "the {place} an adult pays {a:$}, a child half of that. {name}, an adult, ~takes {b} children there. | "
        "Entrance to the {place} is {a:$} per adult and half of that per child. {name} pays for one adult and {b} "
        "children.",
        line("a/2", "How much does a ticket for one child cost?", "A ticket for a child costs {dollars}."),
        line("s1*b", "How much do the children's tickets cost?", "The children's tickets cost {dollars}."),
        line("s2+a", "How much do all the tickets cost?", "With the adult's ticket it is {dollars}."),
        asks=_TOTAL,
    ),
    event(
        "cheaper-ticket", ">money", "a=8..30 b=2..12 c=2..6",
        "A ticket for the {place} costs {a:$}, and children pay {b:$} less. {name} buys {c} tickets for children. | An "
        "adult pays {a:$} at the {place}. A child's ticket is {b:$} cheaper, and {name} needs {c} of those. | {name} "
        "takes {c} children to the {place}. {he} gets in free, and each child pays {b:$} less than the usual {a:$}.",
        line("a-b", "How much does a ticket for one child cost?", "A ticket for a child costs {dollars}."),
        line("s1*c", "How much do the children's tickets cost?", "The children's tickets cost {dollars}."),
        asks=_TOTAL,
    ),
    event(
        "fee", ">money", "a=2..30 b=2..20 c=2..9",
        "Renting a boat costs {a:$} plus {b:$} per hour. {name} rents one for {c} hours. | {name} rents a bike for {c} "
        "hours. It costs {b:$} an hour and {a:$} for the helmet. | {name} pays {a:$} to get into the {place} and {b:$} "
        "for each of {c} rides. | Entrance to the {place} is {a:$}, and every ride costs {b:$}. {name} goes on {c} "
        "rides.",
        line("c*b", "How much is it without the {a:$}?", "Without the {a:$} it is {dollars}. | {c:d} times {b:$} is "
             "{dollars}."),
        line("s1+a", "How much is it with the {a:$}?", "With the {a:$} it is {dollars}."),
        asks=_TOTAL,
    ),
    event(
        "gain", "money>money", "a=2..20",
        "{he} also pays {a:$} for balloons. | A cake costs another {a:$}. | {then}{he} leaves a tip of {a:$}. | "
        "Parking is {a:$} extra. | {then}{he} spends {a:$} more on ice cream.",
        line("x+a", "How much is it with the extra {a:$}?", "With the {a:$} it is {dollars}. | That makes {dollars}."),
        asks=_TOTAL,
    ),
    event(
        "lose", "money>money", "a=2..20",
        "{he} has a coupon for {a:$} off. | {name} gets {a:$} off. | As a group they get {a:$} off the total.",
        line("x-a", "How much is it with {a:$} off?", "With {a:$} off it is {dollars}. | That leaves {dollars}."),
        asks="How much does {name} pay? | What does {name} pay? | How much is left to pay?",
    ),
    event(
        "split-two", "money>end", "",
        "{name} and {friend} split the cost evenly. | {friend} pays half of it. | {name} and {friend} each pay half.",
        line("x/2", "How much does {friend} pay? | How much does each of the two pay? | What is half of the cost?",
             "Each of the two pays {dollars}. | Half of it is {dollars}.", grain="0.5"),
    ),
    *PAYING, persons="one I", asides=ASIDES[:2],
)

SAVING_UP = Family.of(
    "saving-up",
    {"chore": ("walking dogs", "mowing lawns", "babysitting", "washing cars", "raking leaves"), **KIN, **MONEY_WORDS},
    event(
        "weeks", ">weeks", "a=3..30 b=20..400",
        "{name} saves {a:$} a week for a {dream} that costs {b:$}. | A {dream} costs {b:$}. {name} saves {a:$} every "
        "week. | {name} wants a {dream} for {b:$} and ~puts {a:$} aside each week. | If {name} saves {a:$} per week "
        "for a {dream} that costs {b:$}, | How many weeks does {name} need to save {b:$} if {he} saves {a:$} a week?",
        line("b/a", "How many weeks does {name} have to save? | How many weeks does it take?",
             "{he} has to save for {eq} weeks. | It takes {eq} weeks."),
        asks="How many weeks does {name} need? | How many weeks does it take? | After how many weeks can {name} buy "
        "the {dream}? | How long does it take, in weeks?",
    ),
    event(
        "weeks-more", ">weeks", "a=3..30 b=40..400 c=10..150",
        "{name} wants to buy a {dream} for {b:$}. {he} already has {c:$} and saves {a:$} a week. | A {dream} costs "
        "{b:$}. {name} has {c:$} and wants to save {a:$} every week. | {name} needs {b:$} for a {dream}. {his} {kin} "
        "gave {him} {c:$}, and {he} saves {a:$} each week for the rest.",
        line("b-c", "How much money is missing at first? | How much does {name} have to save?",
             "{he} needs {dollars} more. | {dollars} is missing."),
        line("s1/a", "How many weeks does {name} have to save? | How many weeks does it take?",
             "{he} has to save for {eq} weeks. | It takes {eq} weeks."),
        asks="How many more weeks does {name} need? | How many weeks does it take? | In how many weeks can {name} buy "
        "the {dream}?",
    ),
    event(
        "allowance", ">money", "a=8..40 b=2..30 c=3..12",
        "{name} gets {a:$} a week and ~spends {b:$} of it. {he} does this for {c} weeks and ~saves the rest. | Every "
        "week {name} gets {a:$} and ~spends {b:$}. {he} saves the rest for {c} weeks. | For {c} weeks {name} earns "
        "{a:$} a week by {chore} and ~spends {b:$} a week.",
        line("a-b", "How much does {name} save in a week? | How much is left each week?",
             "{he} saves {dollars} a week. | Each week {dollars} is left."),
        line("s1*c", "How much does {name} save in {c:d} weeks?", "In {c:d} weeks {he} saves {dollars}."),
        asks="How much does {name} save in all? | How much money does {name} have then? | How much does {name} save?",
    ),
    event(
        "per-hour", ">money", "a=4..25 b=2..9",
        "{name} earns {a:$} an hour by {chore}. {he} works {b} hours. | {name} works {b} hours for {a:$} an hour. | "
        "{name} gets {a:$} per hour for {chore} and ~works for {b} hours. | If {name} gets {a:$} per hour and works "
        "{b} hours,",
        line("a*b", "How much does {name} earn? | How much does {name} earn in {b:d} hours?",
             "{he} earns {dollars}. | In {b:d} hours {he} earns {dollars}."),
        asks="How much does {name} earn? | How much money does {name} make? | How much is that in total?",
    ),
    event(
        "two-jobs", ">money", "a=5..90 b=5..90",
        "{name} earns {a:$} on Saturday and {b:$} on Sunday. | {name} makes {a:$} by {chore} and {b:$} by selling "
        "lemonade. | {name} gets {a:$} from {his} {kin} and {b:$} from {friend}. | If {name} earns {a:$} one day and "
        "{b:$} the next,",
        line("a+b", "How much money does {name} have then? | How much is that together?",
             "{he} has {dollars}. | Together that is {dollars}."),
        asks="How much money does {name} have? | How much does {name} have in all? | How much is that altogether?",
    ),
    event(
        "together-goal", ">end", "a=5..90 b=5..90 c=30..250",
        "{name} has {a:$} and {friend} has {b:$}. A present for {third} costs {c:$}. | A {dream} costs {c:$}. {name} "
        "has {a:$}, and {friend} has {b:$}. | {name} has {a:$}, {friend} has {b:$}, and they need {c:$} in all. | A "
        "{dream} costs {c:$}. {name} gives {a:$}, and {friend} gives {b:$}.",
        line("a+b", "How much money is that together?", "Together that is {dollars}."),
        line("c-s1", "How much money is missing? | How much more money is needed? | How much more does it take?",
             "{dollars} is missing. | It takes {dollars} more."),
    ),
    event(
        "gain-lose", "money>money", "a=5..50 b=3..40",
        "{then}{he} gets {a:$} and ~spends {b:$}. | {then}{he} earns another {a:$} and ~spends {b:$} on a {treat}. | "
        "{then}{he} gets {a:$} more but ~pays {b:$} for a {treat}. | {then}{he} finds {a:$} and ~lends {friend} {b:$}.",
        line("x+a", "How much does {name} have with the {a:$}?", "With the {a:$} {he} has {dollars}."),
        line("s1-b", "How much is left without the {b:$}?", "Without the {b:$} {he} has {dollars}. | That leaves "
             "{dollars}."),
        asks="How much money does {name} have now? | How much money does {name} have left? | How much does {name} "
        "have now?",
    ),
    event(
        "days", "weeks>end", "",
        "{name} counts the days. | {name} marks every day of these weeks in {his} calendar.",
        line("x*7", "How many days is that?", "A week has 7 days, so that is {eq} days. | That is {eq} days."),
    ),
    *MONEY, asides=ASIDES[:2],
)

FAMILIES = (CHECKOUT, DEALS, PARTY, SAVING_UP)

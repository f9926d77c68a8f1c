"""Shopping: prices, bills, discounts, change, unit prices."""

from socratic.builtin.families.shared import ASIDES
from socratic.builtin.notation import Event, Family, aside, event, line
from socratic.builtin.words import BAKED, CLOTHES, FOOD, FRUIT, STATIONERY, TOYS

__all__ = ["FAMILIES", "PAYING"]

# One event is a few dense lines here; the formatter would make it fifteen.
# fmt: off

BILL = Family.of(
    "bill",
    {
        "good goods": ("book|books", "shirt|shirts", "plate|plates", "pizza|pizzas", "lamp|lamps", "plant|plants"),
        "good2 goods2": ("pen|pens", "cup|cups", "card|cards", "sandwich|sandwiches", "candle|candles", "towel|towels"),
        "extra": ("bag", "drink", "magazine", "cake"),
    },
    event(
        "buy", ">bill", "a=2..9 b=3..25",
        "{name} buys {a} {goods} for {b:$} each. | {name} goes shopping and ~puts {a} {goods} into the cart. Each "
        "{good} costs {b:$}. | {name} buys {a} {goods}. / One {good} costs {b:$}. | {name} pays {b:$} for each of "
        "{a} {goods}. | {name} buys {a} {goods} at {b:$} apiece. | {name} buys {a} {goods} for {b:$} per {good}. | "
        "One {good} is {b:$}. {name} takes {a}.",
        line("a*b", "How much do the {goods} cost?", "The {goods} cost {dollars}."),
    ),
    event(
        "gain-groups", "bill>bill", "a=2..9 b=2..12",
        "{he} also buys {a} {goods2} for {b:$} each. | {then}{he} adds {a} {goods2} at {b:$} each. | {he} needs {a} "
        "{goods2} too, and they cost {b:$} each. | {he} buys {a} {goods2} at {b:$} each, too. | {he} also gets {a} "
        "{goods2} at {b:$} apiece.",
        line("a*b", "How much do the {goods2} cost?", "The {goods2} cost {dollars}."),
        line("x+s1", "How much does everything cost so far?", "So far everything costs {dollars}."),
        asks="How much does {name} have to pay? | How much does {name} pay in total? | What is the total cost? | How "
            "much will that be in total? | What does {name} pay? | How much does it cost in total?",
    ),
    event(
        "gain", "bill>bill", "a=2..15",
        "{he} also takes a {extra} for {a:$}. | {then}{he} adds a {extra} that costs {a:$}. | {he} pays {a:$} for a "
        "{extra} too. | {he} also buys a {extra} for {a:$}. | {then}{he} gets a {extra} for {a:$}. | A {extra} for "
        "{a:$} comes on top.",
        line("x+a", "How much is the bill with the {extra}?", "With the {extra} the bill is {dollars}."),
        asks="How much does {name} have to pay? | How much does {name} pay in total? | What is the total cost? | How "
            "much will that be in total? | What does {name} pay? | How much does it cost in total?",
    ),
    event(
        "lose", "bill>due", "a=3..20",
        "{he} has a coupon that takes {a:$} off the bill. | When paying, {he} gets a discount of {a:$} on the whole "
        "bill. | The bill gets {a:$} smaller because of a coupon. | {he} has a coupon for {a:$} off. | {he} gets "
        "{a:$} off.",
        line("x-a", "How much is the bill after the discount?", "After the discount the bill is {dollars}."),
        asks="How much does {name} have to pay? | How much does {name} pay in the end?",
    ),
    event(
        "half", "bill>due", "",
        "Because of a sale the whole bill is cut in half. | There is a sale, so {he} pays only half of the bill.",
        line("x/2", "How much is half of the bill?", "Half of the bill is {dollars}."),
        asks="How much does {name} have to pay? | How much does {name} pay?",
    ),
    *(
        new_event
        for state in ("bill", "due")
        for new_event in (
            event(
                "share", f"{state}>end", "a=2..6",
                "{name} and {his} friends, {a} people in all, split the bill equally. | If the bill is split equally "
        "among {a} people,",
                line("x/a", "How much does each person pay?", "Each person pays {dollars}."),
            ),
            event(
                "change-groups", f"{state}>end", "a=2..7",
                "{he} pays with {a} twenty-dollar bills. | {he} gives the cashier {a} bills of $20.",
                line("a*20", "How much money does {name} give to the cashier?", "{he} gives the cashier {dollars}."),
                line("s1-x", "How much change does {name} get back?", "{he} gets back {dollars}."),
            ),
            event(
                "change", f"{state}>end", "a=50..300",
                "{he} has {a:$} in {his} wallet before paying. | Before paying, {he} has {a:$}.",
                line("a-x", "How much money does {name} have after paying?", "{he} has {dollars} left."),
                asks="How much money does {name} have after paying? | How much money does {name} have left?",
            ),
        )
    ),
    asides=ASIDES[:3],
)

PAYING = (
    event(
        "change", "money>end", "a=5..100/5",
        "{he} pays with {a:$}. | {name} gives the cashier {a:$}. | {he} hands over {a:$}. | {he} pays with a {a:$} "
        "bill. | If {he} pays with {a:$}, | {he} pays for it with {a:$}.",
        line(
            "a-x",
            "How much change does {name} get? | How much money does {name} get back? | What is {his} change? | How "
            "much change does {he} get back? | How much change is that?",
            "{he} gets {dollars} back. | The change is {dollars}. | {his} change is {dollars}.",
        ),
    ),
    event(
        "left", "money>end", "a=10..150",
        "{he} has {a:$}. | Before paying {he} has {a:$}. | {he} had {a:$} before. | {he} came with {a:$}. | {he} "
        "started with {a:$}. | {he} had {a:$} with {him}.",
        line(
            "a-x",
            "How much money is left after paying? | How much money does {name} have after paying?",
            "{he} has {dollars} left. | After paying {he} has {dollars}.",
        ),
        asks="How much money does {name} have left? | How much money is left? | How much does {name} have after "
            "paying? | How much does {he} have left? | How much money does {he} have now?",
    ),
    event(
        "share", "money>end", "a=2..6",
        "{a} people share the cost equally. | The cost is split equally among {a} friends. | If {a} people split the "
        "cost equally, | {a} friends split the bill evenly. | {a} friends share it equally. | If {a} friends split "
        "it evenly,",
        line(
            "x/a",
            "How much does each person pay? | What does each of them pay? | How much does each one pay? | How much "
            "does each friend pay?",
            "Each person pays {dollars}. | That is {dollars} for each.",
            grain="0.05",
        ),
    ),
)
_SAVING = (
    event(
        "coupon", "money>money", "a=2..20",
        "{he} has a coupon, which takes {a:$} off. | A coupon takes {a:$} off the price. | Then {a:$} is taken off "
        "the price. | The seller lets {him} have everything for {a:$} less. | {he} gets {a:$} off. | {he} has a "
        "coupon for {a:$} off. | If {he} has a coupon for {a:$},",
        line(
            "x-a",
            "How much is it after taking off {a:$}? | What is the price with {a:$} off?",
            "With {a:$} off it is {dollars}. | That leaves {dollars} to pay.",
        ),
        asks="How much does {name} pay? | How much does {name} have to pay? | What does {he} pay now? | What is the "
            "total cost now?",
    ),
    event(
        "extra", "money>money", "a=2..15",
        "Delivery costs {a:$} more. | {he} also buys a bag for {a:$}. | {he} also gets a drink for {a:$}. | Shipping "
        "is {a:$}. | {he} leaves a tip of {a:$}. | {he} also spends {a:$} on a drink. | There is also a fee of "
        "{a:$}. | If shipping is {a:$},",
        line(
            "x+a",
            "How much is it with the extra {a:$}?",
            "With the extra {a:$} it is {dollars}. | Together that is {dollars}.",
        ),
        asks="How much does {name} pay in all? | How much does {name} spend in total? | What is the total cost? | "
            "How much will that be in total? | What does {name} pay? | How much does it cost in total?",
    ),
    event(
        "percent-off", "money>money", "a=10..60/5",
        "There is a discount of {a:d}%. | Everything is {a:d}% off. | A sale takes {a:d}% off the price. | {he} gets "
        "{a:d}% off. | {he} has a coupon for {a:d}% off. | If there is a discount of {a:d}%,",
        line(
            "x*a%",
            "How much is the discount? | How much is {a:d}% of the price?",
            "The discount is {dollars}. | {a:d}% of the price is {dollars}.",
        ),
        line(
            "x-s1",
            "What is the price after the discount? | How much is left of the price?",
            "After the discount it is {dollars}. | {name} pays {dollars}.",
        ),
        asks="How much does {name} pay? | What is the price after the discount? | How much does {name} have to pay? "
            "| What is the sale price? | What does {name} pay now?",
    ),
    event(
        "percent-more", "money>money", "a=5..20/5",
        "A tax of {a:d}% is added. | {he} adds a tip of {a:d}%. | There is a sales tax of {a:d}%. | The tax is "
        "{a:d}%. | Then {a:d}% tax is added.",
        line(
            "x*a%",
            "How much is added? | How much is {a:d}% of the price?",
            "{dollars} is added. | {a:d}% of the price is {dollars}.",
        ),
        line("x+s1", "How much is it with what is added?", "With that it is {dollars}."),
        asks="How much does {name} pay in all? | What is the total? | How much does {name} pay altogether? | What is "
            "the total cost? | How much will that be in total? | What does {name} pay?",
    ),
)

_LINE = (
    *ASIDES,
        aside("d=3..40", "{d} other people wait in line. | There are {d} more {things} on the shelf."),
    aside("d=8..10", "The shop opens at {d} o'clock. | The shop shuts at {d} o'clock."),
)


def _buying(low: int, high: int) -> tuple[Event, ...]:
    """Buying some things at a price of `low` to `high` dollars, and at one with cents."""
    return (
        event(
            "buy", ">money", f"a={low}..{high} b=2..12",
            "A {thing} costs {a:$}. {name} buys {b} {things}. | One {thing} costs {a:$}, and {name} buys {b} of them. "
            "| {name} "
            "buys {b} {things} for {a:$} each. | {name} buys {b} {things}. / Each {thing} costs {a:$}. | {name} buys "
            "{b} "
            "{things} at {a:$} each. | The price of a {thing} is {a:$}. {name} takes {b} of them. | {name} needs {b} "
            "{things}. "
            "In the shop a {thing} is {a:$}. | A {thing} costs {a:$}. How much do {b} {things} cost? | If a {thing} "
            "costs "
            "{a:$}, how much do {b} {things} cost? | How much do {b} {things} cost if one costs {a:$}? | {things} cost "
            "{a:$} "
            "each. How much does {name} pay for {b} {things}? | Each {thing} costs {a:$}. What is the cost of {b} "
            "{things}? | "
            "{name} buys {b} {things} for {a:$} each. What does {he} spend?",
            line(
                "a*b",
                "How much do {b:d} {things} cost? | How much do the {things} cost?",
                "{b:d} {things} cost {dollars}. | The {things} cost {dollars}. | That is {dollars}.",
            ),
            asks="How much does {name} pay? | How much does {name} spend? | How much do the {things} cost altogether? "
            "| What is "
            "the total cost? | How much money does {name} need?",
        ),
        event(
            "buy-cents", ">money", "a=0.25..6.5/0.25 b=2..12",
            "A {thing} costs {a:$}. {name} buys {b} {things}. | {name} buys {b} {things} for {a:$} each. | One "
            "{thing} costs {a:$}, and {name} wants {b} of them. | A {thing} costs {a:$}. How much do {b} {things} "
            "cost?",
            line(
                "a*b",
                "How much do {b:d} {things} cost? | How much do the {things} cost?",
                "{b:d} {things} cost {dollars}. | The {things} cost {dollars}.",
            ),
            asks="How much does {name} pay? | How much does {name} spend? | How much do the {things} cost altogether?",
        ),
        event(
            "dozen", ">money", "a=2..9 b=2..5",
            "{name} buys {b} dozen {things} for {a:$} each. | A {thing} costs {a:$}, and {name} orders {b} dozen. | "
            "{name} orders {b} dozen {things} at {a:$} for one.",
            line(
                "b*12",
                "How many {things} does {name} buy? | How many {things} are {b:d} dozen?",
                "{b:d} dozen {things} are {eq} {things}. | {he} buys {eq} {things}.",
            ),
            line("s1*a", "How much do the {things} cost?", "The {things} cost {dollars}."),
            asks="How much does {name} pay? | How much do the {things} cost altogether?",
        ),
    )


PRICE = Family.of("price", {"thing things": FOOD + STATIONERY + BAKED + FRUIT}, *_buying(2, 14), *_SAVING, *PAYING,
    asides=_LINE)
DEAR = Family.of("dear", {"thing things": CLOTHES + TOYS}, *_buying(5, 60)[:1], *_SAVING, *PAYING, asides=_LINE)

TWO_KINDS = Family.of(
    "two-kinds", {"thing things": CLOTHES + TOYS, "other others": FOOD},
    event(
        "buy-two", ">money", "a=2..8 b=2..30 c=2..8 d=2..15",
        "{name} buys {a} {things} for {b:$} each and {c} {others} for {d:$} each. | {name} buys {a} {things} and {c} "
        "{others}. / A {thing} costs {b:$} and a {other} costs {d:$}. | A {thing} costs {b:$} and a {other} costs "
        "{d:$}. {name} buys {a} {things} and {c} {others}. | {name} pays {b:$} for each of {a} {things} and {d:$} "
        "for each of {c} {others}. | {name} buys {a} {things} at {b:$} each. / {he} buys {c} {others} at {d:$} each. "
        "| {name} buys {a} {things} at {b:$} apiece and {c} {others} at {d:$} apiece. | {things} cost {b:$} each and "
        "{others} {d:$} each. {name} takes {a} {things} and {c} {others}. | If {name} buys {a} {things} for {b:$} "
        "each and {c} {others} for {d:$} each,",
        line(
            "a*b",
            "How much do the {things} cost? | How much does {name} pay for the {things}?",
            "The {things} cost {dollars}. | {he} pays {dollars} for the {things}.",
        ),
        line(
            "c*d",
            "How much do the {others} cost? | How much does {name} pay for the {others}?",
            "The {others} cost {dollars}. | {he} pays {dollars} for the {others}.",
        ),
        line(
            "s1+s2",
            "How much does everything cost? | How much is that together?",
            "Everything costs {dollars}. | Together that is {dollars}.",
        ),
        asks="How much does {name} pay in all? | How much does {name} spend in total? | How much does everything "
            "cost? | What is the total cost? | How much money does {name} spend? | How much will that be in total? | "
            "What does {name} pay? | How much does it cost in total?",
    ),
    event(
        "buy-plus", ">money", "a=5..60 b=2..30",
        "{name} buys a {thing} for {a:$} and a {other} for {b:$}. | A {thing} costs {a:$} and a {other} costs {b:$}. "
        "{name} buys both. | {name} pays {a:$} for a {thing}. / {he} pays {b:$} for a {other}. | {name} spends {a:$} "
        "on a {thing} and {b:$} on a {other}. | A {thing} costs {a:$}. a {other} costs {b:$} more. How much does the "
        "{other} cost? | {name} buys a {thing} for {a:$} and a {other} for {b:$}. How much will that be in total? | "
        "If a {thing} is {a:$} and a {other} is {b:$},",
        line(
            "a+b",
            "How much do both cost together? | How much does {name} spend on both?",
            "Together that is {dollars}. | Both cost {dollars}.",
        ),
        asks="How much does {name} pay in all? | How much does {name} spend in total? | How much does {name} spend "
            "altogether? | What is the total cost? | How much do both cost together? | How much is that in total?",
    ),
    event(
        "price-one", ">money", "a=3..40 b=2..20",
        "A {other} costs {a:$}. A {thing} costs {b:$} more. How much does the {thing} cost? | A {thing} costs {b:$} "
        "more than a {other}. The {other} costs {a:$}. | A {other} costs {a:$}, and a {thing} is {b:$} dearer. {name} "
        "buys the {thing}. | {name} wants a {thing}. It costs {b:$} more than a {other}, which costs {a:$}.",
        line(
            "a+b",
            "How much does the {thing} cost?",
            "The {thing} costs {dollars}. | That is {dollars} for the {thing}.",
        ),
        asks="How much does the {thing} cost? | What is the price of the {thing}?",
    ),
    event(
        "price-more", ">money", "a=3..40 b=2..20",
        "a {other} costs {a:$}, and a {thing} costs {b:$} more. {name} buys both. | {name} buys a {other} for {a:$} "
        "and a {thing} that costs {b:$} more. | {name} buys a {thing} and a {other}. The {other} costs {a:$}, and the "
        "{thing} costs {b:$} more.",
        line("a+b", "How much does the {thing} cost?", "The {thing} costs {dollars}."),
        line("s1+a", "How much do both cost together?", "Both cost {dollars}."),
        asks="How much does {name} pay in all? | How much does {name} spend in total? | How much do both cost "
            "together? | What is the total cost?",
    ),
    event(
        "price-times", ">money", "a=3..30 b=2..5",
        "a {other} costs {a:$}, and a {thing} costs {b:times} as much. {name} buys both. | {name} buys a {other} for "
        "{a:$} and a {thing} for {b:times} as much. | A {other} costs {a:$}. A {thing} costs {b:times} that. {name} "
        "buys both.",
        line("a*b", "How much does the {thing} cost?", "The {thing} costs {dollars}."),
        line("s1+a", "How much do both cost together?", "Both cost {dollars}."),
        asks="How much does {name} pay in all? | How much does {name} spend in total? | How much do both cost "
            "together? | What is the total cost?",
    ),
    *_SAVING, *PAYING, asides=ASIDES[1:],
)


UNIT_PRICE = Family.of(
    "unit-price",
    {"thing things": FRUIT + STATIONERY + BAKED, "other others": TOYS},
    event(
        "unit-price", ">price", "a=2..12 b=1..36",
        "{a} {things} cost {b:$}. | {name} pays {b:$} for {a} {things}. | A pack of {a} {things} costs {b:$}. | "
        "{name} buys {a} {things} for {b:$}, and all of them cost the same. | {a} {things} cost {b:$}. How much does "
        "one {thing} cost? | If {a} {things} cost {b:$}, how much does one cost? | {name} gets {a} {things} for "
        "{b:$}. | {a} {things} are {b:$}. | The price for {a} {things} is {b:$}.",
        line(
            "b/a",
            "How much does one {thing} cost? | What is the price of one {thing}?",
            "One {thing} costs {dollars}. | The price of one is {dollars}.",
            grain="0.25",
        ),
        asks="How much does one {thing} cost? | What is the price of one {thing}? | How much is each {thing}?",
    ),
    event(
        "buy", "price>money", "a=2..20",
        "{friend} buys {a} {things} at the same price. | {then}{name} needs {a} {things} at that price. | {third} "
        "wants {a} {things}. | {name} buys {a} {things} at that price. | If {friend} buys {a} of them,",
        line("x*a", "How much do {a:d} {things} cost?", "{a:d} {things} cost {dollars}. | That is {dollars}."),
        asks="How much do the {a:d} {things} cost? | How much do {a:d} {things} cost? | What do {a:d} {things} cost?",
    ),
    event(
        "cheaper", "price>money", "a=0.25..2/0.25",
        "In another shop a {thing} costs {a:$} less. | Next week each {thing} will be {a:$} cheaper. | In a sale one "
        "{thing} is {a:$} cheaper.",
        line(
            "x-a",
            "How much does one {thing} cost then? | What is the lower price?",
            "The lower price is {dollars}. | One {thing} then costs {dollars}.",
        ),
        asks="How much does one {thing} cost then?",
    ),
    event(
        "dearer", "price>money", "a=1..9",
        "a {other} costs {a:$} more than one {thing}. | One {thing} is {a:$} cheaper than a {other}.",
        line(
            "x+a",
            "How much does a {other} cost?",
            "a {other} costs {dollars}. | The price of a {other} is {dollars}.",
        ),
        asks="How much does a {other} cost? | What is the price of a {other}?",
    ),
    *_SAVING[:3], *PAYING,
    asides=ASIDES[:3],
)

FAMILIES = (BILL, PRICE, DEAR, TWO_KINDS, UNIT_PRICE,)

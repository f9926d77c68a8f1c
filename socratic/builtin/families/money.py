"""Money: saving and coins."""

from socratic.builtin.families.shared import ASIDES
from socratic.builtin.families.spending import MONEY, MONEY_WORDS
from socratic.builtin.notation import Family, event, line
from socratic.builtin.words import KIN

__all__ = ["FAMILIES"]

# One event is a few dense lines here; the formatter would make it fifteen.
# fmt: off

SAVING = Family.of(
    "saving",
    {"box": ("a piggy bank", "a savings account", "a jar", "a money box"), **KIN, **MONEY_WORDS},
    event(
        "have", ">money", "a=30..300",
        "{name} has {a:$} in {box}. | {name} starts the year with {a:$} in {box}. | {name} has {a:$}. | There are "
        "{a:$} in {name's} pocket. | {name} gets {a:$} for {his} birthday. | {name} has saved {a:$}. | {name} has "
        "{a:$} in {his} wallet.",
    ),
    event(
        "per-week", ">money", "a=4..30 b=4..15",
        "{name} saves {a:$} every week for {b} weeks. | Every week {name} puts {a:$} into {box}, and {he} does this "
        "for {b} weeks. | {name} saves {a:$} a week. {he} does that for {b} weeks. | For {b} weeks {name} puts {a:$} "
        "aside each week. | {name} saves {a:$} per week for {b} weeks. | {name} gets {a:$} a week and ~saves all of "
        "it for {b} weeks. | If {name} saves {a:$} a week for {b} weeks,",
        line("a*b", "How much does {name} save in {b:d} weeks? | How much does {name} save? | How much money does "
            "{name} have then? | How much is that in total?", "{he} saves {dollars}."),
    ),
    event(
        "times-as-many", ">money", "a=20..90 b=2..5",
        "{friend} has saved {a:$}. {name} has saved {b:times} as much. | {name} has saved {b:times} as much money as "
        "{friend}, who has {a:$}. | {friend} has {a:$}, and {name} has {b:times} as much. | {friend} has {a:$}. "
        "{name} has {b:times} that amount.",
        line("a*b", "How much has {name} saved?", "{he} has saved {dollars}."),
    ),
    event(
        "more-than", ">money", "a=20..190 b=10..80",
        "{friend} has saved {a:$}, and {name} has saved {b:$} more than {friend}. | {name} has {b:$} more than "
        "{friend}, who has {a:$}. | {friend} has {a:$}. {name} has {b:$} more than {friend}. | {friend} has {a:$} "
        "and {name} has {b:$} more.",
        line("a+b", "How much money does {name} have at first?", "{he} has {dollars}."),
    ),
    event(
        "gain-groups", "money>money", "a=4..20 b=3..12",
        "For the next {b} weeks {he} saves another {a:$} a week. | {then}{he} adds {a:$} a month for {b} months. | "
        "{then}{he} gets {a:$} a week for {b} weeks. | {then}{he} earns {a:$} a day for {b} days. | {then}{he} puts "
        "in {a:$} each week for {b} weeks.",
        line("a*b", "How much does {name} add to the money?", "{he} adds {dollars}."),
        line("x+s1", "How much money does {name} have then?", "{he} then has {dollars}."),
        asks="How much money does {name} have now? | How much money does {name} have in total? | How much does {he} "
            "have now? | How much money does {he} have now? | How much does {name} have in all?",
    ),
    *MONEY,
    asides=ASIDES[:3],
)

COINS = Family.of(
    "coins",
    {**KIN},
    event(
        "quarters", ">cents", "a=3..40",
        "{name} has {a} quarters. | {name} finds {a} quarters in a drawer. | There are {a} quarters in {name's} "
        "pocket.",
        line(
            "a*25",
            "How many cents are {a:d} quarters? | How many cents are the quarters worth?",
            "A quarter is 25 cents, so {a:d} quarters are {eq} cents. | The quarters are worth {eq} cents.",
        ),
        asks="How many cents does {name} have? | How many cents is that? | How many cents are the quarters worth?",
    ),
    event(
        "dimes", ">cents", "a=3..60",
        "{name} has {a} dimes. | {name} finds {a} dimes in a drawer. | There are {a} dimes in {name's} pocket.",
        line(
            "a*10",
            "How many cents are {a:d} dimes? | How many cents are the dimes worth?",
            "A dime is 10 cents, so {a:d} dimes are {eq} cents. | The dimes are worth {eq} cents.",
        ),
        asks="How many cents does {name} have? | How many cents is that? | How many cents are the dimes worth?",
    ),
    event(
        "nickels", "cents>cents", "a=2..40",
        "{he} also has {a} nickels. | {he} finds {a} nickels too. | {friend} gives {him} {a} nickels. | {he} has {a} "
        "nickels, too. | {he} gets {a} nickels as change.",
        line("a*5", "How many cents are {a:d} nickels?", "A nickel is 5 cents, so {a:d} nickels are {eq} cents."),
        line("x+s1", "How many cents is that together?", "Together that is {eq} cents."),
        asks="How many cents does {name} have in all? | How many cents does {name} have altogether?",
    ),
    event(
        "lose", "cents>cents", "a=5..95/5",
        "{then}{he} spends {a:d} cents. | {then}{he} buys a pencil for {a:d} cents. | {then}{he} loses {a:d} cents. "
        "| {then}{he} uses {a:d} cents. | {then}{he} gives {friend} {a:d} cents.",
        line("x-a", "How many cents are left then?", "{he} has {eq} cents left. | That leaves {eq} cents."),
        asks="How many cents does {name} have left? | How many cents are left? | How many cents does {he} have left?",
    ),
    event(
        "afford", "cents>end", "a=5..50/5",
        "A sticker costs {a:d} cents. | {he} buys erasers for {a:d} cents each with all of it. | {he} spends it on "
        "mints at {a:d} cents each.",
        line(
            "x/a",
            "How many of them can {name} buy?",
            "{he} can buy {eq} of them. | The money is enough for {eq} of them.",
        ),
        asks="How many of them can {name} buy? | How many of them does {name} get?",
    ),
    event(
        "to-dollars", "cents>money", "",
        "{he} changes all of it into dollars. | {he} takes the coins to the bank to get dollars for them. | {name} "
        "trades all the coins for dollars.",
        line(
            "x/100",
            "How many dollars is that? | How many dollars does {name} get?",
            "A dollar has 100 cents, so that is {eq} dollars. | {he} gets {eq} dollars.",
            grain="0.05",
        ),
    ),
    asides=ASIDES[:3],
)

FAMILIES = (SAVING, COINS,)

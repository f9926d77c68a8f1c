"""Geometry: rectangles, squares, triangles, boxes."""

from socratic.builtin.notation import Family, event, line

__all__ = ["FAMILIES"]

# One event is a few dense lines here; the formatter would make it fifteen.
# fmt: off

_FENCED = (
    event(
        "cost", "around>money", "a=2..15",
        "A fence around it costs {a:$} per {meter}. | {name} puts a fence around it for {a:$} per {meter}. | Each "
        "{meter} of fence around it costs {a:$}. | Fencing costs {a:$} a {meter}, and {name} fences all of it. | "
        "{name} builds "
        "a fence around it. The fence costs {a:$} per {meter}.",
        line("x*a", "How much does the fence cost?", "The fence costs {dollars}. | That is {dollars} for the fence."),
    ),
    event(
        "groups", "around>length", "a=2..8",
        "{name} walks around it {a} times. | {name} runs around it {a} times. | A dog runs {a} times around it.",
        line("x*a", "How many {meters} are {a:d} times around it?", "{a:d} times around it is {eq} {meters}."),
        asks="How many {meters} is that? | How far is that in {meters}?",
    ),
    event(
        "pack", "around>posts", "a=2..5",
        "There is a {post} every {a} {meters} around it. | Around it {name} puts a {post} every {a} {meters}. | Along "
        "its edge stands a {post} every {a} {meters}.",
        line("x/a", "How many {posts} stand around it?", "{eq} {posts} stand around it. | There are {eq} {posts}."),
        asks="How many {posts} stand around it? | How many {posts} are there? | How many {posts} does {name} need?",
    ),
    event(
        "cost", "surface>money", "a=2..20",
        "A new floor costs {a:$} per square {meter}. | {name} covers it for {a:$} per square {meter}. | Paint for it "
        "costs {a:$} per square {meter}. | {name} covers all of it with carpet at {a:$} per square {meter}. | {name} "
        "pays {a:$} "
        "for each square {meter} of tiles, and ~tiles all of it.",
        line(
            "x*a",
            "How much does it cost for the whole area?",
            "For the whole area it costs {dollars}. | That is {dollars}.",
        ),
        asks="How much does it cost? | How much does {name} pay for it? | What is the total cost? | How much will "
            "that be in "
        "total?",
    ),
    event(
        "pack", "surface>packs", "a=2..12",
        "A {pack} is enough for {a} square {meters}. | One {pack} covers {a} square {meters}, and {name} covers all "
        "of it. | {name} needs a {pack} for every {a} square {meters}.",
        line(
            "x/a",
            "How many {packs} are needed for the whole area?",
            "{eq} {packs} are needed. | {name} needs {eq} {packs}.",
        ),
        asks="How many {packs} does {name} need? | How many {packs} are needed for it? | How many {packs} is that?",
    ),
    event(
        "cost", "posts>money", "a=2..12",
        "Each {post} costs {a:$}. | {name} pays {a:$} for each {post}.",
        line(
            "x*a",
            "How much do the {posts} cost? | How much do they cost in all?",
            "They cost {dollars}. | The {posts} cost {dollars}.",
        ),
    ),
    event(
        "cost", "packs>money", "a=4..25",
        "Each {pack} costs {a:$}. | One {pack} costs {a:$}.",
        line(
            "x*a",
            "How much do the {packs} cost? | How much do they cost in all?",
            "They cost {dollars}. | The {packs} cost {dollars}.",
        ),
    ),
    event(
        "percent-off", "money>money", "a=10..50/10",
        "There is a discount of {a:d}% on that. | The shop takes {a:d}% off.",
        line("x*a%", "How much is the discount?", "The discount is {dollars}."),
        line("x-s1", "How much is it after the discount?", "After the discount it is {dollars}."),
        asks="How much is it after the discount? | How much does {name} pay?",
    ),
    event(
        "change", "money>end", "a=50..900/50",
        "{name} has {a:$} for this. | {name} has saved {a:$} for it.",
        line("a-x", "How much money is left over?", "{dollars} is left over. | That leaves {dollars}."),
    ),
)
_MEASURED = (
    event(
        "have", ">surface", "a=20..400",
        "A {shape} has an area of {a:d} square {meters}. | The area of a {shape} is {a:d} square {meters}. | {name} "
        "has a "
        "{shape} of {a:d} square {meters}.",
    ),
    event(
        "have", ">around", "a=24..300/2",
        "The perimeter of a {shape} is {a:d} {meters}. | It is {a:d} {meters} around {name's} {shape}. | A {shape} "
        "has a "
        "perimeter of {a:d} {meters}.",
    ),
)
_SHRINKING = (
    event(
        "lose", "surface>surface", "a=2..30",
        "{a:d} square {meters} of it are used for a path. | {a:d} square {meters} of it are cut away. | {a:d} square "
        "{meters} of it are covered by a box.",
        line("x-a", "How many square {meters} are left?", "That leaves {eq} square {meters}."),
        asks="How many square {meters} are left? | What area is left in square {meters}?",
    ),
    event(
        "half", "surface>surface", "",
        "{name} paints half of it. | Half of it is green. | Half of it is in the shade.",
        line("x/2", "How many square {meters} are half of it?", "Half of it is {eq} square {meters}.", grain="0.5"),
        asks="How many square {meters} is that half? | How large is that half in square {meters}?",
    ),
)
_FIELDS = ("rectangle", "rectangular room", "rectangular garden", "rectangular field", "rectangular yard",
    "playground", "rectangular park", "school yard", "meadow",
           "rectangular pool", "tennis court")
_SHAPES = ("rectangle", "rectangle", "poster", "photo", "flag", "board", "card", "sheet of paper", "screen",
    "book cover", "picture frame",
           "tray")
_YARDS = {
    "meter meters": ("meter|meters", "foot|feet", "yard|yards"),
    "post posts": ("post|posts", "bush|bushes", "tree|trees", "lamp|lamps", "stone|stones"),
    "pack packs": ("bag of seed|bags of seed", "can of paint|cans of paint", "box of tiles|boxes of tiles",
        "roll of mats|rolls of mats"),
}
_LENGTHS = {"meter meters": ("cm|cm", "cm|cm", "inch|inches", "centimeter|centimeters")}

_RECTANGULAR = (
    event(
        "perimeter", ">around", "a=2..40 b=3..60",
        "A {shape} is {a:d} {meters} wide and {b:d} {meters} long. | A {shape} has a length of {b:d} {meters} and a "
        "width of {a:d} {meters}. | The length of a {shape} is {b:d} {meters}. The width of the {shape} is {a:d} "
        "{meters}. | The sides of a {shape} are {a:d} {meters} and {b:d} {meters} long. | A {shape} measures {b:d} "
        "{meters} by {a:d} {meters}. | What is the perimeter of a {shape} that is {b:d} {meters} long and {a:d} "
        "{meters} wide? | A {shape} is {a:d} {meters} by {b:d} {meters}. How far is it around it? | If a {shape} is "
        "{a:d} {meters} wide "
        "and {b:d} {meters} long, what is its perimeter? | What is the perimeter of a {a:d} by {b:d} {meter} {shape}?",
        line(
            "a+b",
            "How long are one long and one short side together? | What do length and width add up to?",
            "Length and width are {eq} {meters} together. | One long and one short side are {eq} {meters}.",
        ),
        line(
            "s1*2",
            "What is the perimeter? | How long are all four sides?",
            "The perimeter is {eq} {meters}. | Twice that is the perimeter, {eq} {meters}.",
        ),
        asks="What is its perimeter? | How long is the perimeter of the {shape}? | How many {meters} is it around the "
        "{shape}? | What is the perimeter in {meters}?",
    ),
    event(
        "area", ">surface", "a=2..30 b=3..50",
        "A {shape} is {a:d} {meters} wide and {b:d} {meters} long. | A {shape} has a length of {b:d} {meters} and a "
        "width of {a:d} {meters}. | A {shape} measures {b:d} {meters} by {a:d} {meters}. | The length of a {shape} is "
        "{b:d} {meters}. The width of the {shape} is {a:d} {meters}. | If a {shape} is {b:d} {meters} long and {a:d} "
        "{meters} wide, "
        "what is its area? | What is the area of a {shape} that is {b:d} "
        "{meters} long and {a:d} {meters} wide? | The sides of a {shape} are {a:d} {meters} and {b:d} {meters} long.",
        line(
            "a*b",
            "What is the area? | How many square {meters} is it?",
            "The area is {eq} square {meters}. | It has {eq} square {meters}.",
        ),
        asks="What is its area? | What is the area of the {shape}? | How many square {meters} is that? | What is its "
        "area in square {meters}?",
    ),
    event(
        "area-more", ">surface", "a=3..25 b=2..15",
        "A {shape} is {a:d} {meters} wide and {b:d} {meters} longer than wide. | The width of a {shape} is {a:d} "
        "{meters}, and its length is {b:d} {meters} more. | A {shape} is {b:d} {meters} longer than wide, and it is "
        "{a:d} {meters} wide.",
        line("a+b", "How long is the {shape}?", "It is {eq} {meters} long."),
        line("s1*a", "What is the area?", "The area is {eq} square {meters}."),
        asks="What is its area? | What is the area of the {shape} in square {meters}?",
    ),
    event(
        "perimeter-times", ">around", "a=3..25 b=2..4",
        "A {shape} is {a:d} {meters} wide and {b:times} as long. | The width of a {shape} is {a:d} {meters}. It is "
        "{b:times} as long as it is wide. | A {shape} is {b:times} as long as wide, and it is {a:d} {meters} wide.",
        line("a*b", "How long is the {shape}?", "It is {eq} {meters} long."),
        line("s1+a", "What do length and width add up to?", "Length and width are {eq} {meters} together."),
        line("s2*2", "What is the perimeter?", "The perimeter is {eq} {meters}."),
        asks="What is its perimeter? | How long is the perimeter of the {shape}?",
    ),
    event(
        "missing-side", ">side", "a=3..25 b=12..600",
        "A {shape} has an area of {b:d} square {meters}. It is {a:d} {meters} wide. | The area of a {shape} is {b:d} "
        "square {meters}, and its width is {a:d} {meters}. | A {shape} of {b:d} square {meters} is {a:d} {meters} "
        "wide. | A {shape} has {b:d} square {meters} and a width of {a:d} {meters}.",
        line(
            "b/a",
            "How long is it? | What is the length?",
            "It is {eq} {meters} long. | The length is {eq} {meters}.",
        ),
        asks="How long is it? | What is its length? | What is the length of the {shape}?",
    ),
)
RECTANGLE = Family.of("rectangle", {"shape": _SHAPES, **_LENGTHS}, *_RECTANGULAR, *_SHRINKING, persons="one")
FIELD = Family.of(
    "field", {"shape": _FIELDS, **_YARDS}, *_RECTANGULAR, *_MEASURED, *_FENCED, *_SHRINKING, persons="one",
)

_SQUARES = (
    event(
        "square-perimeter", ">around", "a=2..90",
        "Each side of a {shape} is {a:d} {meters} long. | A {shape} has sides of {a:d} {meters}. | The side of a "
        "{shape} is {a:d} {meters}. | What is the perimeter of a {shape} with sides of {a:d} {meters}?",
        line(
            "a*4",
            "How long are all four sides? | What is the perimeter?",
            "All four sides are {eq} {meters}. | The perimeter is {eq} {meters}.",
        ),
        asks="What is its perimeter? | How long is the perimeter of the {shape}? | How many {meters} is it around the "
        "{shape}?",
    ),
    event(
        "area", ">surface", "a=2..40",
        "Each side of a {shape} is {a:d} {meters} long. | A {shape} has sides of {a:d} {meters}. | The side of a "
        "{shape} is {a:d} {meters}. | What is the area of a {shape} with sides of {a:d} {meters}?",
        line("a*a", "What is the area?", "The area is {eq} square {meters}. | It has {eq} square {meters}."),
        asks="What is its area? | What is the area of the {shape}? | What is its area in square {meters}?",
    ),
    event(
        "square-side", ">side", "a=8..400/4",
        "The perimeter of a {shape} is {a:d} {meters}. | It is {a:d} {meters} around a {shape}. | A {shape} has a "
        "perimeter of {a:d} {meters}. How long is each side?",
        line(
            "a/4",
            "How long is one side?",
            "One side is {eq} {meters} long. | All four sides are the same, so each is {eq} {meters}.",
        ),
        asks="How long is each side? | How long is one side? | What is the length of one side?",
    ),
    event(
        "area", "side>surface", "",
        "{name} works out the area from that. | The area follows from the side.",
        line("x*x", "What is the area?", "The area is {eq} square {meters}."),
        asks="What is its area? | What is the area of the {shape}?",
    ),
)
SQUARE = Family.of("square", {"shape": ("square", "square tile", "square card", "square window", "square napkin"),
    **_LENGTHS},
                   *_SQUARES, *_SHRINKING, persons="one")
SQUARE_FIELD = Family.of("square-field", {"shape": ("square", "square room", "square garden", "square field",
    "square park", "square courtyard"), **_YARDS},
                         *_SQUARES, *_MEASURED, *_FENCED, *_SHRINKING, persons="one")

OTHER_SHAPES = Family.of(
    "other-shapes", {**_YARDS, "what": ("wall", "beam", "roof edge", "path", "shelf")},
    event(
        "triangle-sides", ">around", "a=5..40 b=5..40 c=8..44",
        "The sides of a triangle are {a:d} {meters}, {b:d} {meters} and {c:d} {meters} long. | A triangle has sides "
        "of {a:d}, {b:d} and {c:d} {meters}. | A triangular garden has sides of {a:d} {meters}, {b:d} {meters} and "
        "{c:d} {meters}.",
        line("a+b", "How long are the first two sides together?", "The first two sides are {eq} {meters} together."),
        line("s1+c", "How long are all three sides together?", "All three sides are {eq} {meters} together."),
        asks="What is its perimeter? | How long is the perimeter of the triangle? | How many {meters} is it around?",
    ),
    event(
        "equal-sides", ">around", "a=3..60 b=3..8",
        "A figure has {b} sides, each {a:d} {meters} long. | Each of the {b} sides of a figure is {a:d} {meters} "
        "long. | A field has {b} equal sides of {a:d} {meters}.",
        line(
            "a*b",
            "How long are all the sides together?",
            "All the sides are {eq} {meters} together. | The perimeter is {eq} {meters}.",
        ),
        asks="What is its perimeter? | How many {meters} is it around?",
    ),
    event(
        "triangle-area", ">surface", "a=3..40 b=4..40",
        "A triangle has a base of {a:d} {meters} and a height of {b:d} {meters}. | The base of a triangle is {a:d} "
        "{meters}, and its height is {b:d} {meters}. | A triangle is {a:d} {meters} wide at its base and {b:d} "
        "{meters} high. | What is the area of a triangle with a base of {a:d} {meters} and a height of {b:d} {meters}?",
        line("a*b", "What is base times height?", "Base times height is {eq}."),
        line(
            "s1/2",
            "What is half of that? | What is the area?",
            "Half of that is the area, {eq} square {meters}.",
            grain="0.5",
        ),
        asks="What is its area? | What is the area of the triangle?",
    ),
    event(
        "volume", ">volume", "a=2..15 b=2..12 c=2..10",
        "A box is {a:d} {meters} long, {b:d} {meters} wide and {c:d} {meters} high. | A tank has a length of {a:d} "
        "{meters}, a width of {b:d} {meters} and a height of {c:d} {meters}. | A box measures {a:d} by {b:d} by {c:d} "
        "{meters}. | What is the volume of a box that is {a:d} {meters} long, {b:d} {meters} wide and {c:d} {meters} "
        "high?",
        line("a*b", "What is the area of the bottom?", "The bottom has {eq} square {meters}."),
        line("s1*c", "What is the volume?", "The volume is {eq} cubic {meters}."),
        asks="What is its volume? | What is its volume in cubic {meters}? | How many cubic {meters} does it hold?",
    ),
    event(
        "half", "volume>volume", "",
        "It is half full. | It is filled halfway with sand.",
        line("x/2", "How many cubic {meters} are filled?", "{eq} cubic {meters} are filled.", grain="0.5"),
        asks="How many cubic {meters} are filled? | How many cubic {meters} are in it?",
    ),
    event(
        "pieces", ">long", "a=2..30 b=2..20",
        "A {what} is made of {b} parts that are {a:d} {meters} long each. | {name} puts {b} boards of {a:d} {meters} "
        "end to end for a {what}. | {b} parts of {a:d} {meters} each make one long {what}.",
        line(
            "a*b",
            "How long are {b:d} of them? | How long is the {what}?",
            "{b:d} of them are {eq} {meters} long. | It is {eq} {meters} long.",
        ),
        asks="How long is the {what}? | How many {meters} long is it?",
    ),
    event(
        "lose", "long>long", "a=2..20",
        "{a:d} {meters} of it break off. | {a:d} {meters} are cut off.",
        line("x-a", "How many {meters} are left?", "That leaves {eq} {meters}."),
        asks="How long is the {what} then? | How many {meters} are left?",
    ),
    *_FENCED, persons="one",
)

ROOMS = Family.of(
    "rooms",
    {"room": ("kitchen", "bedroom", "hall", "living room", "office", "classroom", "garage"),
     "meter meters": ("meter|meters", "foot|feet", "yard|yards"), "hole": ("window", "door", "cupboard", "picture"),
     "pack packs": ("can of paint|cans of paint", "bucket of paint|buckets of paint", "box of tiles|boxes of tiles")},
    event(
        "area-two", ">surface", "a=3..12 b=3..15 c=2..9 d=2..9",
        "{name's} {room} is {a:d} {meters} by {b:d} {meters}, and the storage room next to it is {c:d} {meters} by "
        "{d:d} "
        "{meters}. | {name} has two rooms. One is {a:d} {meters} by {b:d} {meters}, the other is {c:d} {meters} by "
        "{d:d} "
        "{meters}. | {name} covers the floors of two rooms of {a:d} by {b:d} {meters} and {c:d} by {d:d} {meters}.",
        line("a*b", "What is the area of the first room?", "The first room has {eq} square {meters}."),
        line("c*d", "What is the area of the second room?", "The second room has {eq} square {meters}."),
        line("s1+s2", "What is the area of both rooms?", "Both rooms have {eq} square {meters}."),
        asks="What is the area of both rooms? | How many square {meters} is that in total? | What is the total area?",
    ),
    event(
        "area-walls", ">surface", "a=3..12 b=2..4 c=2..6",
        "{name} paints {c} walls of {his} {room}. Each wall is {a:d} {meters} long and {b:d} {meters} high. | The "
        "{room} has "
        "{c} walls that {name} wants to paint, each {a:d} {meters} by {b:d} {meters}. | Each of the {c} walls of "
        "{name's} "
        "{room} is {a:d} {meters} wide and {b:d} {meters} high.",
        line("a*b", "What is the area of one wall?", "One wall has {eq} square {meters}."),
        line("s1*c", "What is the area of all the walls?", "All {c:d} walls have {eq} square {meters}."),
        asks="What is the area of all the walls? | How many square {meters} is that in all?",
    ),
    event(
        "area-hole", ">surface", "a=4..14 b=3..8 c=2..3 d=2..2",
        "A wall of {name's} {room} is {a:d} {meters} by {b:d} {meters}. A {hole} in it is {c:d} {meters} by {d:d} "
        "{meters}, and "
        "{name} paints the rest. | {name} paints a wall that is {a:d} {meters} long and {b:d} {meters} high, but not "
        "the {hole} "
        "of {c:d} by {d:d} {meters}. | {name} wants to paper a wall of {a:d} by {b:d} {meters} without the {hole}, "
        "which is "
        "{c:d} {meters} by {d:d} {meters}.",
        line("a*b", "What is the area of the whole wall?", "The whole wall has {eq} square {meters}."),
        line("c*d", "What is the area of the {hole}?", "The {hole} has {eq} square {meters}."),
        line("s1-s2", "What is the area without the {hole}?", "Without the {hole} it is {eq} square {meters}."),
        asks="How many square {meters} are left? | What is the area without the {hole}? | How many square {meters} is "
        "that without the {hole}?",
    ),
    event(
        "have", ">surface", "a=12..300",
        "The floor of {name's} {room} has {a:d} square {meters}. | {name} has a {room} of {a:d} square {meters}. | "
        "The area "
        "of {name's} {room} is {a:d} square {meters}.",
    ),
    event(
        "area", ">surface", "a=3..15 b=3..20",
        "{name's} {room} is {a:d} {meters} wide and {b:d} {meters} long. | {name} puts carpet in a {room} that is "
        "{b:d} {meters} "
        "by {a:d} {meters}. | {name} has a {room} of {b:d} by {a:d} {meters}. | How many square {meters} of carpet "
        "does {name} "
        "need for a {room} of {a:d} by {b:d} {meters}? | If a {room} is {b:d} {meters} long and {a:d} {meters} wide, "
        "how many "
        "square {meters} of carpet does {name} need?",
        line("a*b", "What is the area of the {room}?", "The area is {eq} square {meters}."),
        asks="What is the area of the {room}? | How many square {meters} is that? | How large is it in square "
            "{meters}?",
    ),
    event(
        "tiles", ">tiles", "a=4..20 b=4..25",
        "{name} puts {b} rows of {a} tiles each on the floor of a {room}. | The floor of {name's} {room} has {b} "
        "rows of tiles, "
        "and there are {a} tiles in each row. | How many tiles does {name} need for {b} rows with {a} tiles each?",
        line("a*b", "How many tiles are on the floor?", "There are {eq} tiles. | {b:d} rows of {a:d} are {eq} tiles."),
        asks="How many tiles does {name} need? | How many tiles is that in all? | How many tiles are there?",
    ),
    event(
        "gain", "tiles>tiles", "a=2..30",
        "{name} also buys {a} spare tiles. | Another {a} tiles break, so {name} needs {a:d} more.",
        line("x+a", "How many tiles is that with the {a:d} more?", "With those it is {eq} tiles."),
        asks="How many tiles does {name} need in all? | How many tiles is that altogether?",
    ),
    event(
        "cost", "tiles>money", "a=2..9",
        "Each tile costs {a:$}. | {name} pays {a:$} per tile. | The tiles cost {a:$} each.",
        line("x*a", "How much do the tiles cost?", "The tiles cost {dollars}. | That is {dollars}."),
        asks="How much do the tiles cost? | What is the total cost? | How much does {name} pay for the tiles?",
    ),
    event(
        "pack", "tiles>end", "a=4..20",
        "The tiles come in boxes of {a}. | There are {a} tiles in a box.",
        line("x/a", "How many boxes of tiles are needed?", "{eq} boxes are needed. | That is {eq} boxes."),
        asks="How many boxes does {name} need? | How many boxes of tiles is that?",
    ),
    *(one for one in _FENCED if one.needs in ("surface", "packs", "money")),
    persons="one",
)

FAMILIES = (RECTANGLE, FIELD, SQUARE, SQUARE_FIELD, OTHER_SHAPES, ROOMS)

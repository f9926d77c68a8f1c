"""Names and things for the built-in problems. A list gives "apple|apples" pairs: the fields "thing things"."""

from socratic.builtin.language import plural

__all__ = [
    "BAKED", "BOXES", "CITIES", "CLOTHES", "COLLECTIBLES", "COLORS", "CROPS", "DAYS", "FARM_ANIMALS", "FLOWERS", "FOOD",
    "FRUIT", "KIN", "MEN", "ROLES", "STATIONERY", "TOYS", "TREATS", "TREES", "VEHICLES", "WOMEN", "pairs",
]  # fmt: skip


def pairs(text: str) -> tuple[str, ...]:
    """ "apple, pear" as ("apple|apples", "pear|pears")."""
    return tuple(f"{noun}|{plural(noun)}" for noun in (part.strip() for part in text.split(",")))


def _names(text: str) -> tuple[str, ...]:
    return tuple(text.split())


WOMEN = _names(
    "Ada Alice Amina Amy Ana Anna Aria Aisha Bella Beth Bianca Carla Chloe Clara Cora Dana Diana Eda Elena Ella Emily "
    "Emma Esther Eva Fatima Fiona Freya Gina Grace Hana Hannah Helen Holly Ida Ines Iris Isla Ivy Jana Jane Jenny "
    "Jill Joan Josie Joy Julia Kate Katya Kayla Kim Kira Lara Laura Leah Leila Lena Lily Linda Lisa Lola Lucy Luna "
    "Mae Maria Marta Mary Maya Megan Mei Mia Mila Mona Nadia Nina Nora Olga Olivia Paula Penny Petra Pia Priya "
    "Rachel Rita Rosa Ruby Ruth Sana Sara Selma Sofia Stella Sue Tamara Tara Tess Tina Uma Vera Wendy Xena Yara Yuki "
    "Zara Zoe"
)
MEN = _names(
    "Aaron Ahmed Alan Albert Ali Amir Andy Anton Arjun Axel Ben Boris Bruno Caleb Carl Carlos Chen Chris Clive Dan "
    "Daniel David Derek Diego Dylan Eli Emil Eric Ethan Evan Felix Finn Frank Fred Gary George Greg Gus Hamid Harry "
    "Henry Hugo Ian Igor Isaac Ivan Jack Jacob Jake James Jan Jason Javier Jim Joe Joel John Jonas Juan Karl Kenji "
    "Kevin Kofi Kurt Lars Leo Liam Logan Louis Lucas Luis Luke Marco Mateo Matt Max Mike Milo Mohamed Nate Nathan "
    "Nick Nils Noah Oliver Omar Oscar Otto Owen Pablo Paul Pedro Peter Phil Rafael Raj Ravi Rick Robin Roy Ryan Samir "
    "Sean Simon Stan Steve Sven Ted Theo Tim Tobias Tom Tony Umar Victor Vlad Walter Yusuf Zach"
)
ROLES = (
    "girl", "boy", "woman", "man", "student", "teacher", "farmer", "baker", "shopkeeper", "gardener", "neighbor",
    "carpenter", "painter", "librarian", "cook",
)  # fmt: skip
KIN = {"kin": ("brother", "sister", "cousin", "mother", "father", "aunt", "uncle", "grandmother", "grandfather")}
COLORS = {"color1 color2": (
    "red|blue", "green|yellow", "black|white", "small|large", "plain|striped", "purple|orange", "old|new", "pink|gray",
    "round|square", "short|long", "light|dark", "silver|gold",
)}  # fmt: skip
FRUIT = pairs(
    "apple, pear, peach, plum, lemon, orange, banana, mango, apricot, fig, lime, kiwi, melon, cherry, strawberry, "
    "tangerine, coconut, avocado, pineapple, grapefruit"
)
COLLECTIBLES = pairs(
    "marble, sticker, trading card, stamp, seashell, toy car, bead, postcard, button, coin, comic book, puzzle, "
    "magnet, badge, bottle cap, toy soldier, key ring, poster, feather, crystal, dinosaur figure, rock, baseball card, "
    "model plane, doll, balloon, ribbon, bracelet, book, game, block, bouncy ball"
)
STATIONERY = pairs(
    "pencil, pen, marker, notebook, eraser, crayon, folder, ruler, glue stick, paint brush, envelope, paper clip, "
    "sheet of paper, ink cartridge, highlighter"
)
BAKED = pairs(
    "cookie, muffin, cupcake, bread roll, bagel, pie, brownie, pancake, donut, croissant, waffle, scone, pretzel, "
    "tart, "
    "biscuit, bun"
)
TREATS = pairs(
    "candy, lollipop, chocolate, gumdrop, jelly bean, mint, caramel, chocolate bar, peanut, cracker, sweet, raisin"
)
FLOWERS = pairs("rose, tulip, daisy, sunflower, lily, orchid, daffodil, poppy, pansy, carnation, violet, marigold")
TREES = pairs(
    "oak, apple tree, pine, maple, plum tree, birch, cherry tree, willow, olive tree, lemon tree, fir, pear tree"
)
CROPS = pairs(
    "carrot, potato, tomato, onion, pumpkin, cabbage, pepper, cucumber, beet, radish, turnip, squash, zucchini"
)
FOOD = pairs(
    "pizza, sandwich, burger, taco, hot dog, burrito, salad, milkshake, smoothie, coffee, cup of tea, slice of cake, "
    "bagel, bottle of water, bottle of juice, bag of chips, ice cream cone, lemonade, bowl of soup, omelet, "
    "cheeseburger, "
    "wrap, kebab, donut"
)
CLOTHES = pairs(
    "shirt, hat, scarf, sweater, jacket, dress, skirt, cap, belt, coat, hoodie, vest, tie, T-shirt, pair of socks, "
    "pair of shoes"
)
TOYS = pairs(
    "doll, ball, kite, puzzle, board game, toy train, teddy bear, robot, yo-yo, skateboard, jump rope, drum, video game"
)
BOXES = pairs("box, bag, basket, crate, jar, tin, bucket, tray, packet, carton, drawer, case")
FARM_ANIMALS = pairs("cow, goat, pig, hen, duck, sheep, goose, horse, rabbit, turkey, donkey, llama")
VEHICLES = pairs("car, bus, truck, van, taxi, motorcycle")
CITIES = (
    "Lima", "Oslo", "Cairo", "Delhi", "Madrid", "Rome", "Tokyo", "Boston", "Denver", "Paris", "Vienna", "Porto", "Lyon",
    "Osaka", "Dublin", "Accra", "Quito", "Austin", "Leeds", "Perth", "Tunis", "Basel", "Ghent", "Milan", "Prague",
)  # fmt: skip
DAYS = {"day1 day2 day3": (
    "Monday|Tuesday|Wednesday", "Thursday|Friday|Saturday", "Friday|Saturday|Sunday", "Tuesday|Wednesday|Thursday",
    "Wednesday|Thursday|Friday", "Sunday|Monday|Tuesday",
)}  # fmt: skip

"""The little English that the built-in problems need: verbs that follow person and tense, plurals, articles.

>>> conjugate("{he} buys a pen and ~gives it away.", "I", past=False)
'{he} buy a pen and give it away.'
>>> conjugate("How many pens does {name} buy?", "she", past=True)
'How many pens did {name} buy?'
>>> plural("box"), plural("berry"), articles("A apple and a hat")
('boxes', 'berries', 'An apple and a hat')
"""

import re
from functools import cache

__all__ = ["articles", "capitals", "conjugate", "mask_numbers", "number_word", "plural", "singulars"]

NUMBER_WORDS = {
    1: "one", 2: "two", 3: "three", 4: "four", 5: "five", 6: "six", 7: "seven", 8: "eight", 9: "nine", 10: "ten",
    11: "eleven", 12: "twelve", 13: "thirteen", 14: "fourteen", 15: "fifteen", 16: "sixteen", 17: "seventeen",
    18: "eighteen", 19: "nineteen", 20: "twenty", 30: "thirty", 40: "forty", 50: "fifty", 60: "sixty", 70: "seventy",
    80: "eighty", 90: "ninety",
}  # fmt: skip

# The past of every verb of the families that does not simply take -ed, by its third person.
_PAST = {
    "breaks": "broke", "brings": "brought", "buys": "bought", "catches": "caught", "comes": "came", "cuts": "cut",
    "digs": "dug", "does": "did", "draws": "drew", "drinks": "drank", "drives": "drove", "drops": "dropped",
    "eats": "ate", "feeds": "fed", "finds": "found", "gets": "got", "gives": "gave", "goes": "went", "grows": "grew",
    "has": "had", "is": "was", "keeps": "kept", "knits": "knitted", "knows": "knew", "leaves": "left",
    "lends": "lent", "lets": "let", "loses": "lost", "makes": "made", "pays": "paid", "puts": "put", "reads": "read",
    "rides": "rode", "runs": "ran", "sees": "saw", "sells": "sold", "sends": "sent", "sets": "set", "sleeps": "slept",
    "spends": "spent", "splits": "split", "spreads": "spread", "stops": "stopped", "swims": "swam", "takes": "took",
    "teaches": "taught", "throws": "threw", "was": "was", "wins": "won", "writes": "wrote",
}  # fmt: skip
_BASE = {"has": "have", "does": "do", "goes": "go", "is": "are", "was": "were", "ties": "tie"}
_FOLLOWS = re.compile(
    r"(\{(?:name|he|third|friend)\}(?: (?:now|then|also|already|only|still|first|usually))? )(\w+s)\b"
)
_ASKS = re.compile(r"\b([Dd]oes|[Hh]as|[Ii]s) (\{(?:name|he|third|friend)\})")
_MARKED = re.compile(r"~(\w+)")
# A wish, a plan or a state of now stays in the present tense in a story of the past.
_PRESENT = re.compile(
    r"\bnow\b|^if |\bneeds?\b|\bgoal\b|\bwants\b|\bold(?:er)?\b|\byounger\b|\bage\b|\bcousins\b|\blives\b"
)
_IRREGULAR = {
    "child": "children", "goose": "geese", "sheep": "sheep", "man": "men", "woman": "women", "loaf": "loaves",
    "shelf": "shelves", "knife": "knives", "fish": "fish", "leaf": "leaves", "mouse": "mice", "person": "people",
    "potato": "potatoes", "tomato": "tomatoes", "mango": "mangoes", "scarf": "scarves", "calf": "calves",
}  # fmt: skip

_WORD_NUMBERS = "|".join(NUMBER_WORDS.values())
_NUMBER = re.compile(rf"\d+(?:\.\d+)?|\b(?:{_WORD_NUMBERS})\b", re.IGNORECASE)
_SENTENCE_START = re.compile(r"(?:^|(?<=[.?!] ))[a-z]", re.MULTILINE)
_ARTICLE = re.compile(r"\b([Aa]) (?=[aeiouAEIO](?!ni[cf]|sed|ne\b|uro))")
_ONE = re.compile(r"\b(1|[Oo]ne)((?: more| fewer| other| extra| of \w+)?) ")


def mask_numbers(text: str) -> str:
    """`text` with every number, in digits or as a word such as "two", replaced by "#"."""
    return _NUMBER.sub("#", text)


def number_word(number: int) -> str:
    """ "seven" for 7; the digits where there is no single word for the number."""
    return NUMBER_WORDS.get(number, str(number))


def _base(verb: str) -> str:
    """The form for "I" and "they" of a verb in the third person."""
    if verb in _BASE:
        return _BASE[verb]
    if verb.endswith("ies"):
        return verb[:-3] + "y"
    return verb[:-2] if re.search(r"(?:ss|sh|ch|x|zz)es$", verb) else verb[:-1]


def _past(verb: str) -> str:
    if verb in _PAST:
        return _PAST[verb]
    base = _base(verb)
    if base.endswith("e"):
        return base + "d"
    return base[:-1] + "ied" if re.search(r"[^aeiou]y$", base) else base + "ed"


def _inflect(verb: str, who: str, past: bool) -> str:
    if past:
        verb = _past(verb)
        return "were" if verb == "was" and who in ("you", "they") else verb
    if who == "she" or (verb == "was" and who == "I"):
        return verb
    return "am" if verb == "is" and who == "I" else _base(verb)


@cache
def conjugate(phrase: str, who: str, past: bool) -> str:
    """`phrase` with its verbs for `who`: "she" (also he and all others), "I", "you" or "they", in present or past."""
    past = past and not _PRESENT.search(phrase)
    who = who if who in ("I", "you", "they") else "she"

    def person(field: str) -> str:
        return who if field.strip("{} ").split("}")[0] in ("name", "he") else "she"

    def follows(match: re.Match[str]) -> str:
        return match[1] + _inflect(match[2], person(match[1]), past)

    def asks(match: re.Match[str]) -> str:
        verb = _inflect(match[1].lower(), person(match[2]), past)
        return f"{verb.capitalize() if match[1][0].isupper() else verb} {match[2]}"

    phrase = _FOLLOWS.sub(follows, phrase)
    phrase = _ASKS.sub(asks, phrase)
    return _MARKED.sub(lambda match: _inflect(match[1], who, past), phrase)


@cache
def plural(noun: str) -> str:
    """The plural of a noun: of the last word of several ("toy car"), of the first of "cup of tea"."""
    first, of, rest = noun.partition(" of ")
    if of:
        return plural(first) + of + rest
    if noun in _IRREGULAR:
        return _IRREGULAR[noun]
    head, blank, last = noun.rpartition(" ")
    if head:
        return head + blank + plural(last)
    if re.search(r"[^aeiou]y$", noun):
        return noun[:-1] + "ies"
    return noun + ("es" if re.search(r"(?:s|x|ch|sh)$", noun) else "s")


def capitals(text: str) -> str:
    """`text` with a capital letter at the head of every sentence and line."""
    return _SENTENCE_START.sub(lambda match: match[0].upper(), text)


def articles(text: str) -> str:
    """`text` with "an" before a vowel; write "an hour" as it is."""
    return _ARTICLE.sub(r"\1n ", text)


def singulars(text: str, pairs: list[tuple[str, str]]) -> str:
    """`text` with the singular of each pair of words after a 1: "1 more apple"."""
    if _ONE.search(text):
        for one, many in pairs:
            text = re.sub(rf"(?<![\d.])\b(1|[Oo]ne)((?: more| fewer| other| extra)?) {many}\b", rf"\1\2 {one}", text)
    return text

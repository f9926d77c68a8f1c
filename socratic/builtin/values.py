"""How a drawn number of the built-in problems stands in a sentence: "3", "three", "$3.50", "3 dollars", "twice".

>>> price = value_kind("dollars")(300)          # in hundredths
>>> f"{price} {price:$} {price:times}", f"{value_kind('$', spelled=True)(300)}", digits(250)
('3 3 dollars three times', 'three', '2.5')
"""

from functools import cache

from socratic.builtin.language import number_word
from socratic.builtin.notation import UNIT

__all__ = ["FRACTIONS", "TIMES", "Value", "digits", "value_kind"]

FRACTIONS = {2: "half", 3: "a third", 4: "a quarter", 5: "a fifth", 6: "a sixth"}
TIMES = {2: "twice", 3: "three times", 4: "four times", 5: "five times", 6: "six times"}


class Value(int):
    """A drawn number, in hundredths. As a format, "frac" gives "a third", "times" "three times" and "$" money."""

    spelled = False
    currency = "$"

    def __format__(self, spec: str) -> str:
        if spec == "frac":
            return FRACTIONS[self // UNIT]
        if spec == "times":
            return TIMES[self // UNIT]
        if spec == "$":
            whole, rest = divmod(self, UNIT)
            if self.currency == "dollars" and not rest:
                return f"{whole} dollars" if whole != 1 else "1 dollar"
            sign = "$" if self.currency == "dollars" else self.currency
            return f"{sign}{whole}.{rest:02}" if rest else f"{sign}{whole}"
        if self.spelled and not spec and self % UNIT == 0:
            return number_word(self // UNIT)
        return digits(self)


@cache
def value_kind(currency: str, spelled: bool = False) -> type[Value]:
    """The numbers of a story whose money is in `currency` ("$", "dollars", "€", "£"); `spelled` ones are words."""
    return type("Value", (Value,), {"spelled": spelled, "currency": currency})


def digits(value: int) -> str:
    """The shortest decimal: "3", "2.5", as the calculator writes it."""
    whole, rest = divmod(value, UNIT)
    return f"{whole}.{rest:02}".rstrip("0") if rest else str(whole)

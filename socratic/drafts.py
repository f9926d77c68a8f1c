"""What a text is likely to go on with: the annotation that repeats an expression, or words that stood there before.

>>> draft_after("She has 6*8 =")
' <<6*8=48>>48'
>>> draft_after("That costs $12 + $3.50 = $<<")
'12+3.50=15.5>>15.5'
>>> draft_after("She has 6 bags")
''
>>> draft_again([5, 6, 7, 8, 9, 1, 5, 6])
[7, 8, 9, 1]

`socratic.decoding` reads such a draft in one pass (speculative decoding, with rules in place of a draft model) and
keeps as much of it as the student would have chosen itself. In the form of GSM8K's solutions and ours, nearly half of a
step's tokens can be foreseen by the first rule. The second is prompt lookup, as transformers' `generate` has it, but
for two tokens and no fewer: questions copy words of the problem, while one token that was there before tells little.
"""

import re
from collections.abc import Sequence

from socratic.calculator import fill

__all__ = ["draft_after", "draft_again"]

_OPERAND = r"\(*[$€£]?(?:[0-9][0-9,]*(?:\.[0-9]+)?|\.[0-9]+)%?\)*"
_EXPRESSION = re.compile(rf"(?P<expression>{_OPERAND}(?: ?[-+*/] ?{_OPERAND})+) ?= ?[$€£]?(?P<open><<)?\Z")
_LONGEST = 60
"""Characters that are looked at."""

_COPIED = 4
"""Tokens that are copied."""


def draft_after(text: str) -> str:
    """How `text`, a solution so far, is likely to go on: " <<expression=value>>value", or "" where no expression ends.

    The value is the calculator's. A draft may be wrong, so whoever uses it has to check it.
    """
    if not text.endswith(("=", "<<")):  # most of the time: this is asked at every token
        return ""
    match = _EXPRESSION.search(text, max(0, len(text) - _LONGEST))
    if match is None or text.rfind("<<", 0, match.end("expression")) > text.rfind(">>"):
        return ""  # in an annotation it is the value that comes next
    begin = "" if match["open"] else " <<"
    annotation = re.sub(r"[ $€£,]", "", match["expression"]) + "="
    filled = fill(f"<<{annotation}")
    return f"{begin}{annotation}{filled}{filled[:-2]}" if filled else ""


def draft_again(tokens: Sequence[int]) -> list[int]:
    """What followed the last two of `tokens` where they stood the time before; [] where they did not."""
    if len(tokens) < 3:
        return []
    first, second = tokens[-2:]
    for place in range(len(tokens) - 3, -1, -1):
        if tokens[place + 1] == second and tokens[place] == first:
            return list(tokens[place + 2 : place + 2 + _COPIED])
    return []

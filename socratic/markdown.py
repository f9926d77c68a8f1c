r"""Other people's text in Markdown, in which every sign of it is only a sign.

>>> print(plain("2*3*4 = <b>24</b>,\n$5 | see www.example.org"))
2\*3\*4 = &lt;b>24&lt;/b>, \$5 \| see www\.example.org
>>> print(cell("5 | 6"))
5 &#124; 6
"""

import re

__all__ = ["cell", "plain"]

_SIGNS = re.compile(r"[\\`*_{}\[\]$~|@^]")
_LINKS = (("://", r":\/\/"), ("www.", r"www\."))
_INVISIBLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069]")


def plain(text: str) -> str:
    """Text whose Markdown and HTML signs are only signs, on one line, without characters that reorder or hide it."""
    line = _INVISIBLE.sub("\ufffd", " ".join(text.split()))
    line = _SIGNS.sub(r"\\\g<0>", line).replace("&", "&amp;").replace("<", "&lt;")
    for sign, escaped in _LINKS:  # GitHub makes links of bare addresses
        line = line.replace(sign, escaped)
    lead = re.match(r"[0-9]*[#>+\-=.)]", line)  # would begin a heading, a quotation or a list
    return f"{lead.group()[:-1]}\\{line[lead.end() - 1 :]}" if lead else line


def cell(text: str) -> str:
    """The same for a cell of a table, where a bar, even an escaped one, may end the cell."""
    return plain(text).replace(r"\|", "&#124;")

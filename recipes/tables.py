"""Markdown tables, as the README has them.

>>> print(markdown(["Method", "Right"], [["cot", "3"]], left=1))
| Method | Right |
| --- | ---: |
| cot | 3 |
"""

from collections.abc import Sequence

__all__ = ["markdown"]


def markdown(header: Sequence[str], rows: Sequence[Sequence[str]], left: int) -> str:
    """A table whose first `left` columns are text and whose others are numbers."""
    rules = ["---" if column < left else "---:" for column in range(len(header))]
    lines = [header, rules, *([cell.replace("|", "\\|") for cell in row] for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)

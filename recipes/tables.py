"""Markdown tables, as the README has them.

>>> print(markdown(["Method", "Right"], [["cot", "3"]], left=1))
| Method | Right |
| --- | ---: |
| cot | 3 |
>>> percent(0.0417, (0.0322, 0.0539), places=2)
'4.17 (3.22 to 5.39)'
"""

from collections.abc import Sequence

__all__ = ["markdown", "percent"]


def markdown(header: Sequence[str], rows: Sequence[Sequence[str]], left: int) -> str:
    """A table whose first `left` columns are text and whose others are numbers."""
    rules = ["---" if column < left else "---:" for column in range(len(header))]
    lines = [header, rules, *([cell.replace("|", "\\|") for cell in row] for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def percent(share: float, interval: tuple[float, float], places: int = 1) -> str:
    """A share with its interval, all three in %."""
    value, low, high = (f"{100 * number:.{places}f}" for number in (share, *interval))
    return f"{value} ({low} to {high})"

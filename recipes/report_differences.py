"""Every method beside CoT on the same problems: the table that says whether Socratic CoT wins, and at what price.

>>> print(beside_cot(score_rows(record_files(["results/methods"], is_score))))          # doctest: +SKIP
| Method | Parameters, M | Tokens a problem | builtin test, % | minus cot | ...
"""

from collections.abc import Sequence

from recipes.pooled import difference
from recipes.report_rows import Row, leading
from recipes.tables import markdown, percent

__all__ = ["NOTE", "beside_cot", "beside_larger_cot", "verdict"]

NOTE = (
    "Differences are in points, with their 95 % intervals, problem by problem (bootstrap over problems): *ahead* and "
    "*behind* where the interval does not hold 0. Parameters are those of all the method's models, tokens all that "
    "they write for a problem. With many rows, one in twenty differs from CoT by chance alone."
)

_AS_LARGE = 0.1
"""A CoT counts as as large as a method's models together within this share."""

_Group = tuple[str, bool, str]
"""What the rows of a table share: students, calculator, tokens of training."""


def beside_cot(rows: Sequence[Row]) -> str:
    """Markdown: a row a method, and for each set its accuracy and how far it is ahead of CoT on the same problems.

    A method with a hint is also put beside CoT with the same hint, where that was scored. There is a table for each
    kind of student, of the `leading` rows; "" where no CoT has another method beside it.
    """
    groups: dict[_Group, list[Row]] = {}
    for row in leading(rows):
        if row.pooled is not None:
            groups.setdefault((row.students, row.calculator, row.budget), []).append(row)
    tables = {group: table for group, same in groups.items() if (table := _table(same))}
    if len(tables) < 2:
        return "".join(tables.values())
    return "\n\n".join(f"Students: {_told(group)}.\n\n{table}" for group, table in tables.items())


def beside_larger_cot(rows: Sequence[Row]) -> str:
    """Markdown: methods of several models beside the CoT of another base that has as many parameters as they together.

    A row for a method, its students and a set, of the `leading` rows without oracles; "" where there is none.
    """
    sized = [(row, row.parameters) for row in leading(rows) if row.parameters and not row.is_oracle]
    chains = [(row, size) for row, size in sized if row.method == "cot"]
    lines = []
    for row, size in sized:
        for chain, larger in chains:
            same = (row.place, row.calculator, row.budget) == (chain.place, chain.calculator, chain.budget)
            if not same or chain.students == row.students or row.method == "cot":
                continue
            if abs(larger / size - 1) <= _AS_LARGE and (told := verdict(row, chain)):
                line = [row.place, row.method]
                for one, parameters in ((row, size), (chain, larger)):
                    base = one.students.partition(",")[0]
                    line += [base, f"{parameters / 1e6:.2f}", percent(one.accuracy, one.interval)]
                lines.append([*line, told])
    header = ["Set", "Method", "Base", "Parameters, M", "%", "CoT's base", "Parameters, M", "%", "Method minus CoT"]
    return markdown(header, lines, left=3) if lines else ""


def verdict(first: Row, second: Row) -> str:
    """How far `first` is ahead of `second`: "+7.8 (+4.5 to +11.1), ahead"; "" where the problems are not the same."""
    if first.pooled is None or second.pooled is None or first.pooled.fingerprint != second.pooled.fingerprint:
        return ""
    mean, low, high, word = difference(first.pooled, second.pooled)
    return f"{mean:+.1f} ({low:+.1f} to {high:+.1f})" + (f", {word}" if word else "")


def _table(rows: Sequence[Row]) -> str:
    places = list(dict.fromkeys(row.place for row in rows))
    methods: dict[str, dict[str, Row]] = {}
    for row in rows:
        methods.setdefault(row.method, {})[row.place] = row
    chains = methods.get("cot", {})
    if not chains or len(methods) < 2:
        return ""
    hinted = any(_same_hint(method) in methods for method in methods)
    header = ["Method", "Parameters, M", "Tokens a problem"]
    for place in places:
        header += [f"{place}, %", "minus cot", *["minus cot with its hint"] * hinted]
    lines = []
    for method, cells in methods.items():
        some = list(cells.values())
        size = some[0].parameters
        line = [method, "" if size is None else f"{size / 1e6:.1f}"]
        line.append(f"{sum(row.written for row in some) / len(some):.0f}")
        for place in places:
            here, chain = cells.get(place), chains.get(place)
            twin = methods.get(_same_hint(method), {}).get(place)
            line.append(percent(here.accuracy, here.interval) if here else "")
            line.append(verdict(here, chain) if here and chain and here is not chain else "")
            line += [verdict(here, twin) if here and twin else ""] * hinted
        lines.append(line)
    return markdown(header, lines, left=1)


def _same_hint(method: str) -> str:
    """CoT with the hint that a method of another kind reads; "" for one that reads none."""
    kind, comma, hint = method.partition(", oracle hint ")
    if not comma:
        kind, comma, hint = method.partition(", hint ")
    return f"cot{comma}{hint}" if comma and kind != "cot" else ""


def _told(group: _Group) -> str:
    students, calculator, budget = group
    return f"{students}, {budget}, calculator {'on' if calculator else 'off'}"

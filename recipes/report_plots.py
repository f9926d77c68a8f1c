"""The plots of a report, a PNG each: accuracy by method, by size, by number of steps, and against what it costs.

>>> plot_all(rows, "runs/report")                                                  # doctest: +SKIP
[('accuracy-gsm8k-test.png', 'gsm8k test, accuracy by method'), ...]

Error bars are 95 % intervals. The paper's figures are grey and hollow: other models, on the same problems. A method has
the same colour and mark in all the plots of a report (`figures.looks_of`); those with an oracle's hint are hollow too.
"""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from recipes.figures import WIDTH, Looks, family_of, label_points, looks_of, save
from recipes.paper import FIGURES, figures, paper_set
from recipes.pooled import curve_places, learning_curve
from recipes.report_rows import Row, largest, leading, slug

__all__ = ["KINDS", "plot_accuracy", "plot_all", "plot_cost", "plot_sizes", "plot_steps"]

_PAPER_COLOUR = "#777777"
_PAPER_MARKERS = {"GPT-2 small": "v", "GPT-2 medium": "d", "GPT-2 large": "^", "GPT-2 XL": "p"}

_FEW = 10

_MANY = 8
"""Of more methods than that not all are drawn where each is a line, and none is labelled at its point."""

Plot = Callable[[Sequence[Row], Path, Looks], None]
K = TypeVar("K")


KINDS = ("sizes", "accuracy", "steps", "cost", "learning-curve")
"""What there is to plot."""


def plot_all(rows: Sequence[Row], folder: str | Path, kinds: Sequence[str] = KINDS) -> list[tuple[str, str]]:
    """Every plot of `kinds` that `rows` have the data for, into `folder`; returns (file name, what it shows).

    There are plots for each set and each kind of student, with the largest of its budgets. The base itself is only in
    learning curves, where there are trained students. Sizes want records that say
    how many parameters, in at least two numbers; a learning curve wants two budgets.
    """
    folder, looks, drawn = Path(folder), looks_of(row.method for row in rows), []

    def draw(kind: str, title: str, plot: Plot, mine: Sequence[Row], place: str) -> None:
        if kind not in kinds:
            return
        name = f"{kind}-{slug(place)}.png"
        plot(mine, folder / name, looks)
        drawn.append((name, f"{place}, {title}"))

    trained = [row for row in rows if not row.is_untrained] or rows
    for of, mine in _groups(largest(trained), lambda row: (row.place, row.problems)).items():
        place = of[0] if len({row.problems for row in rows if row.place == of[0]}) == 1 else f"{of[0]} {of[1]}"
        if len({row.parameters for row in mine if row.parameters is not None}) > 1:
            draw("sizes", "accuracy by number of parameters", plot_sizes, mine, place)
        by_students = _groups(mine, lambda row: row.students)
        for students, same in by_students.items():
            told = place if len(by_students) == 1 else f"{place}, {students}"
            draw("accuracy", "accuracy by method", plot_accuracy, same, told)
            if any(len(row.by_steps) > 1 for row in same):
                draw("steps", "accuracy by number of steps", plot_steps, same, told)
            draw("cost", "accuracy against tokens written and seconds", plot_cost, same, told)
    by_students = _groups(trained, lambda row: row.students) if "learning-curve" in kinds else {}
    for students, same in by_students.items():
        base = [
            row for row in rows if row.is_untrained and len(by_students) == 1
        ]  # else whose base it is would be a guess
        pooled = [row.pooled for row in [*base, *same] if row.pooled is not None]
        if curve_places(pooled):
            name = "learning-curve.png" if len(by_students) == 1 else f"learning-curve-{slug(students)}.png"
            learning_curve(pooled, folder / name, looks)
            drawn.append((name, f"{students}: accuracy against the tokens that each student was trained on"))
    return drawn


def _groups(rows: Sequence[Row], key: Callable[[Row], K]) -> dict[K, list[Row]]:
    groups: dict[K, list[Row]] = {}
    for row in rows:
        groups.setdefault(key(row), []).append(row)
    return groups


def plot_accuracy(rows: Sequence[Row], file: str | Path, looks: Looks | None = None) -> None:
    """Accuracy by method on one set, a line a row of `rows`, the paper's figures for the same method and problems."""
    looks = looks or looks_of(row.method for row in rows)
    figure = Figure(figsize=(WIDTH, 1.5 + 0.34 * len(rows)), layout="constrained")
    axes = figure.subplots()
    names = _names(rows)
    shown: dict[str, None] = {}
    for height, row in enumerate(rows):
        colour, marker = looks[row.method]
        mean, hollow = 100 * row.accuracy, _hinted(row.method)
        _errorbar(axes, [mean], [height], [row.interval], colour, marker, across=True, hollow=hollow)
        for found in figures(row.dataset, row.split, row.problems, row.method):
            if found.model in _PAPER_MARKERS:
                shown[found.model] = None
                _hollow(axes, [found.accuracy], [height], found.model)
    axes.set_yticks(range(len(rows)), names)
    axes.set_ylim(len(rows) - 0.5, -0.5)
    axes.set_xlabel("accuracy, % (bars: 95 % intervals)")
    figure.suptitle(_title(rows), fontsize=11)
    axes.grid(axis="x", alpha=0.3)
    axes.set_xlim(left=0)
    if shown:
        for model in _PAPER_MARKERS:
            if model in shown:
                _hollow(axes, [], [], model, f"paper, {model}")
        figure.legend(loc="outside lower center", ncols=len(shown), fontsize=9, frameon=False)
    save(figure, file)


def plot_sizes(rows: Sequence[Row], file: str | Path, looks: Looks | None = None) -> None:
    """Accuracy against the parameters of all of a method's models together, where records tell them, and the paper's.

    The paper's iterative method has two models, or three, of the size that it names; it is drawn at one model's size.
    """
    looks = looks or looks_of(row.method for row in rows)
    rows = [row for row in rows if row.parameters is not None]
    lines = _groups(rows, lambda row: (row.method, row.calculator))
    figure = Figure(figsize=(WIDTH, 4.4 + 0.11 * len(lines)), layout="constrained")
    axes = figure.subplots()
    for number, ((method, calculator), line) in enumerate(lines.items()):
        colour, marker = looks[method]
        line = sorted(line, key=lambda row: row.parameters or 0)
        shift = 0.92 + 0.16 * (number + 0.5) / len(lines)  # else the bars of one size would hide one another
        sizes, accuracies = [shift * (row.parameters or 0) / 1e6 for row in line], [100 * row.accuracy for row in line]
        label, intervals, style = _name(method, calculator), [row.interval for row in line], "-" if calculator else ":"
        hollow = _hinted(method)
        _errorbar(axes, sizes, accuracies, intervals, colour, marker, label=label, line=style, hollow=hollow)
    ticks = {(row.parameters or 0) / 1e6 for row in rows}
    first = rows[0]
    of = paper_set(first.dataset, first.split, first.problems)
    for method in dict.fromkeys(row.method for row in rows):
        found = [item for item in FIGURES if (item.of, item.method) == (of, method) and item.model in _PAPER_MARKERS]
        if found:
            _, marker = looks[method]
            sizes, accuracies = [float(item.parameters) for item in found], [item.accuracy for item in found]
            ticks |= set(sizes)
            axes.plot(
                sizes,
                accuracies,
                f"{marker}--",
                color=_PAPER_COLOUR,
                markerfacecolor="white",
                linewidth=0.8,
                label=f"paper, {method}",
            )
    axes.set_xscale("log")
    near: list[list[float]] = []  # labels of sizes that are as good as equal would cover one another
    for place in sorted(ticks):
        if near and place < 1.1 * near[-1][0]:
            near[-1].append(place)
        else:
            near.append([place])
    axes.set_xticks([places[0] for places in near], [", ".join(f"{place:.3g}" for place in places) for places in near])
    axes.minorticks_off()
    axes.set_xlabel("parameters of the method's models, millions (log scale)")
    _finish(axes, rows)
    figure.legend(loc="outside lower center", ncols=2, fontsize=9, frameon=False)
    save(figure, file)


def plot_steps(rows: Sequence[Row], file: str | Path, looks: Looks | None = None) -> None:
    """Accuracy by the number of gold steps, of the `leading` rows; of many only those without hint, vote and the like.

    Numbers of steps that fewer than 10 problems have are left out, which the axis says: their bars hide the others.
    """
    looks = looks or looks_of(row.method for row in rows)
    rows = leading(rows)
    if len(rows) > _MANY:
        rows = [row for row in rows if row.method == family_of(row.method)] or rows
    names = _names(rows)
    counts = {count.steps: count.problems for row in rows for count in row.by_steps}
    steps = sorted(step for step in counts if counts[step] >= _FEW) or sorted(counts)
    few = sorted(set(counts) - set(steps))
    figure = Figure(figsize=(WIDTH, 4.4 + 0.12 * len(rows)), layout="constrained")
    axes = figure.subplots()
    spread = 0.7 / max(1, len(rows))
    for number, (row, name) in enumerate(zip(rows, names, strict=True)):
        colour, marker = looks[row.method]
        shift = (number - (len(rows) - 1) / 2) * spread
        found = [count for count in row.by_steps if count.steps in steps]
        places = [steps.index(count.steps) + shift for count in found]
        accuracies, intervals = [100 * count.accuracy for count in found], [count.interval for count in found]
        _errorbar(axes, places, accuracies, intervals, colour, marker, label=name, line="-")
    axes.set_xticks(range(len(steps)), [f"{step}\n{counts[step]:,}" for step in steps])
    left_out = f"\nleft out, with fewer than {_FEW} problems: {', '.join(map(str, few))} steps" if few else ""
    axes.set_xlabel(f"steps of the gold solution, and problems with so many{left_out}")
    _finish(axes, rows)
    figure.legend(loc="outside lower center", ncols=2, fontsize=9, frameon=False)
    save(figure, file)


def plot_cost(rows: Sequence[Row], file: str | Path, looks: Looks | None = None) -> None:
    """Accuracy against the tokens that a problem takes, and against its seconds: a point a `leading` row, with its name
    beside it or, of many, in a legend."""
    looks = looks or looks_of(row.method for row in rows)
    rows = leading(rows)
    many = len(rows) > _MANY
    figure = Figure(figsize=(WIDTH, 7.2 + 0.11 * len(rows) * many), layout="constrained")
    panels = figure.subplots(2, 1)
    names = _names(rows)
    units = ("tokens written a problem", "seconds a problem, on the machine of the record")
    for axes, unit, values in zip(panels, units, ([r.written for r in rows], [r.seconds for r in rows]), strict=True):
        for row, value, name in zip(rows, values, names, strict=True):
            colour, marker = looks[row.method]
            label = name if many and axes is panels[0] else ""
            hollow = _hinted(row.method)
            _errorbar(axes, [value], [100 * row.accuracy], [row.interval], colour, marker, label=label, hollow=hollow)
        axes.set_xlabel(unit)
        axes.margins(x=0.18)
        axes.set_xlim(left=0)
        _finish(axes, rows)
        axes.set_title("")
        if not many:
            points = [(value, 100 * row.accuracy) for row, value in zip(rows, values, strict=True)]
            label_points(axes, points, names, [(100 * row.interval[0], 100 * row.interval[1]) for row in rows])
    if many:
        figure.legend(loc="outside lower center", ncols=2, fontsize=9, frameon=False)
    figure.suptitle(_title(rows), fontsize=11)
    save(figure, file)


def _errorbar(
    axes: Axes,
    xs: Sequence[float],
    ys: Sequence[float],
    intervals: Sequence[tuple[float, float]],
    colour: str,
    marker: str,
    *,
    label: str = "",
    line: str = "",
    across: bool = False,
    hollow: bool = False,
) -> None:
    """Points with their 95 % intervals, in %; `across`: accuracy is on the x axis."""
    centres = xs if across else ys
    # An interval that a mean lies outside of by a rounding must not stop a report.
    ends = [
        [max(0.0, centre - 100 * low) for centre, (low, _) in zip(centres, intervals, strict=True)],
        [max(0.0, 100 * high - centre) for centre, (_, high) in zip(centres, intervals, strict=True)],
    ]
    axes.errorbar(
        xs, ys, xerr=ends if across else None, yerr=None if across else ends, fmt=marker + line, color=colour,
        markerfacecolor="white" if hollow else colour, markersize=6, linewidth=1.2, elinewidth=1.2, capsize=3,
        label=label or "_", clip_on=False,
    )  # fmt: skip


def _finish(axes: Axes, rows: Sequence[Row]) -> None:
    axes.set_ylabel("accuracy, % (bars: 95 % intervals)")
    axes.set_title(_title(rows), fontsize=11)
    axes.set_ylim(bottom=0)
    axes.grid(alpha=0.3)


def _hollow(axes: Axes, xs: Sequence[float], ys: Sequence[float], model: str, label: str = "") -> None:
    axes.plot(
        xs, ys, marker=_PAPER_MARKERS[model], color=_PAPER_COLOUR, markerfacecolor="white", markersize=7,
        linestyle="none", label=label,
    )  # fmt: skip


def _hinted(method: str) -> bool:
    """Whether an oracle gave a hint."""
    return "oracle hint" in method


def _names(rows: Sequence[Row]) -> list[str]:
    """What a plot calls each row: its method, and whether it had the calculator where that is not all the same."""
    mixed = len({row.calculator for row in rows}) > 1
    return [_name(row.method, row.calculator or not mixed) for row in rows]


def _name(method: str, calculator: bool) -> str:
    return method if calculator else f"{method}, no calculator"


def _title(rows: Sequence[Row]) -> str:
    title = f"{rows[0].place}, {rows[0].problems:,} problems"
    students = {row.students for row in rows}
    return f"{title}; students: {students.pop()}" if len(students) == 1 else title

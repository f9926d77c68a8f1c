"""The plots of a report, a PNG each: accuracy by method, by size, by number of steps, and against what it costs.

>>> plot_all(rows, "runs/report")                                                  # doctest: +SKIP
[('accuracy-gsm8k-test.png', 'gsm8k test, accuracy by method'), ...]

Error bars are 95 % intervals. The paper's figures are grey and hollow: other models, on the same problems. A method has
the same colour and mark in all the plots of a report.
"""

from collections.abc import Sequence
from pathlib import Path

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from recipes.figures import COLOURS, MARKERS, WIDTH, label_points, save
from recipes.paper import FIGURES, figures, paper_set
from recipes.pooled import learning_curve
from recipes.report_rows import Row, slug

__all__ = ["plot_accuracy", "plot_all", "plot_cost", "plot_sizes", "plot_steps"]

_PAPER_COLOUR = "#777777"
_PAPER_MARKERS = {"GPT-2 small": "v", "GPT-2 medium": "d", "GPT-2 large": "^", "GPT-2 XL": "p"}

Looks = dict[str, tuple[str, str]]
"""Colour and mark by method."""


def plot_all(rows: Sequence[Row], folder: str | Path) -> list[tuple[str, str]]:
    """Every plot that `rows` have the data for, into `folder`; returns (file name, what it shows), set by set.

    Sizes want records that say how many parameters, in at least two numbers; a learning curve wants two budgets.
    """
    folder, looks, drawn = Path(folder), _looks(rows), []
    for place, problems in dict.fromkeys((row.place, row.problems) for row in rows):
        mine = [row for row in rows if (row.place, row.problems) == (place, problems)]
        name = slug(place)
        if len({row.problems for row in rows if row.place == place}) > 1:
            name += f"-{problems}"
        plots = [
            ("accuracy", plot_accuracy, f"{place}, accuracy by method"),
            ("cost", plot_cost, f"{place}, accuracy against tokens written and seconds"),
        ]
        if len({row.parameters for row in mine if row.parameters is not None}) > 1:
            plots.insert(1, ("sizes", plot_sizes, f"{place}, accuracy by number of parameters"))
        if any(len(row.by_steps) > 1 for row in mine):
            plots.insert(-1, ("steps", plot_steps, f"{place}, accuracy by number of steps"))
        for kind, plot, title in plots:
            plot(mine, folder / f"{kind}-{name}.png", looks)
            drawn.append((f"{kind}-{name}.png", title))
    pooled = [row.pooled for row in rows if row.pooled is not None]
    told = [row for row in pooled if row.calculator and row.tokens is not None]
    if any(len({row.tokens for row in told if row.place == place}) > 1 for place in {row.place for row in told}):
        learning_curve(pooled, folder / "learning-curve.png")
        drawn.append(("learning-curve.png", "accuracy against the tokens that each student was trained on"))
    return drawn


def plot_accuracy(rows: Sequence[Row], file: str | Path, looks: Looks | None = None) -> None:
    """Accuracy by method on one set, a line a row of `rows`, the paper's figures for the same method and problems."""
    looks = looks or _looks(rows)
    figure = Figure(figsize=(WIDTH, 1.5 + 0.34 * len(rows)), layout="constrained")
    axes = figure.subplots()
    names = _names(rows)
    shown: dict[str, None] = {}
    for height, row in enumerate(rows):
        colour, marker = looks[row.method]
        _errorbar(axes, [100 * row.accuracy], [height], [row.interval], colour, marker, across=True)
        for found in figures(row.dataset, row.split, row.problems, row.method):
            if found.model in _PAPER_MARKERS:
                shown[found.model] = None
                _hollow(axes, [found.accuracy], [height], found.model)
    axes.set_yticks(range(len(rows)), names)
    axes.set_ylim(len(rows) - 0.5, -0.5)
    axes.set_xlabel("accuracy, % of all problems (bars: 95 % intervals)")
    axes.set_title(_title(rows), fontsize=11)
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
    looks = looks or _looks(rows)
    rows = [row for row in rows if row.parameters is not None]
    figure = Figure(figsize=(WIDTH, 4.4), layout="constrained")
    axes = figure.subplots()
    for (method, calculator), line in _lines(rows).items():
        colour, marker = looks[method]
        line = sorted(line, key=lambda row: row.parameters or 0)
        sizes, accuracies = [(row.parameters or 0) / 1e6 for row in line], [100 * row.accuracy for row in line]
        label = _name(method, calculator)
        style = "-" if calculator else ":"
        _errorbar(axes, sizes, accuracies, [row.interval for row in line], colour, marker, label=label, line=style)
    first = rows[0]
    of = paper_set(first.dataset, first.split, first.problems)
    for method in dict.fromkeys(row.method for row in rows):
        found = [item for item in FIGURES if (item.of, item.method) == (of, method) and item.model in _PAPER_MARKERS]
        if found:
            _, marker = looks[method]
            sizes, accuracies = [float(item.parameters) for item in found], [item.accuracy for item in found]
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
    axes.set_xlabel("parameters of the method's models, millions (log scale)")
    _finish(axes, rows)
    figure.legend(loc="outside lower center", ncols=2, fontsize=9, frameon=False)
    save(figure, file)


def plot_steps(rows: Sequence[Row], file: str | Path, looks: Looks | None = None) -> None:
    """Accuracy by the number of gold steps; without calculator only what was not scored with it."""
    looks = looks or _looks(rows)
    with_it = {(row.method, row.students, row.budget) for row in rows if row.calculator}
    rows = [row for row in rows if row.calculator or (row.method, row.students, row.budget) not in with_it]
    names = _names(rows)
    counts = {count.steps: count.problems for row in rows for count in row.by_steps}
    steps = sorted(counts)
    figure = Figure(figsize=(WIDTH, 4.4 + 0.12 * len(rows)), layout="constrained")
    axes = figure.subplots()
    spread = 0.7 / max(1, len(rows))
    for number, (row, name) in enumerate(zip(rows, names, strict=True)):
        colour, marker = looks[row.method]
        shift = (number - (len(rows) - 1) / 2) * spread
        places = [steps.index(count.steps) + shift for count in row.by_steps]
        accuracies, intervals = [100 * count.accuracy for count in row.by_steps], [c.interval for c in row.by_steps]
        _errorbar(axes, places, accuracies, intervals, colour, marker, label=name, line="-")
    axes.set_xticks(range(len(steps)), [f"{step}\n{counts[step]:,}" for step in steps])
    axes.set_xlabel("steps of the gold solution, and problems with so many")
    _finish(axes, rows)
    figure.legend(loc="outside lower center", ncols=2, fontsize=9, frameon=False)
    save(figure, file)


def plot_cost(rows: Sequence[Row], file: str | Path, looks: Looks | None = None) -> None:
    """Accuracy against the tokens that a problem takes, and against its seconds: a labelled point a row."""
    looks = looks or _looks(rows)
    figure = Figure(figsize=(WIDTH, 7.2), layout="constrained")
    panels = figure.subplots(2, 1)
    names = _names(rows)
    units = ("tokens written a problem", "seconds a problem, on the machine of the record")
    for axes, unit, values in zip(panels, units, ([r.written for r in rows], [r.seconds for r in rows]), strict=True):
        for row, value in zip(rows, values, strict=True):
            colour, marker = looks[row.method]
            _errorbar(axes, [value], [100 * row.accuracy], [row.interval], colour, marker)
        axes.set_xlabel(unit)
        axes.margins(x=0.18)
        axes.set_xlim(left=0)
        _finish(axes, rows)
        axes.set_title("")
        label_points(axes, [(value, 100 * row.accuracy) for row, value in zip(rows, values, strict=True)], names)
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
        markersize=6, linewidth=1.2, elinewidth=1.2, capsize=3, label=label or "_",
    )  # fmt: skip


def _finish(axes: Axes, rows: Sequence[Row]) -> None:
    axes.set_ylabel("accuracy, % of all problems\n(bars: 95 % intervals)")
    axes.set_title(_title(rows), fontsize=11)
    axes.set_ylim(bottom=0)
    axes.grid(alpha=0.3)


def _hollow(axes: Axes, xs: Sequence[float], ys: Sequence[float], model: str, label: str = "") -> None:
    axes.plot(
        xs, ys, marker=_PAPER_MARKERS[model], color=_PAPER_COLOUR, markerfacecolor="white", markersize=7,
        linestyle="none", label=label,
    )  # fmt: skip


def _looks(rows: Sequence[Row]) -> Looks:
    methods = dict.fromkeys(row.method for row in rows)
    return {
        method: (COLOURS[number % len(COLOURS)], MARKERS[number % len(MARKERS)])
        for number, method in enumerate(methods)
    }


def _lines(rows: Sequence[Row]) -> dict[tuple[str, bool], list[Row]]:
    lines: dict[tuple[str, bool], list[Row]] = {}
    for row in rows:
        lines.setdefault((row.method, row.calculator), []).append(row)
    return lines


def _names(rows: Sequence[Row]) -> list[str]:
    """What a plot calls each row: its method, and as much more as tells it from the others."""
    students = len({row.students for row in rows}) > 1
    budgets = len({(row.method, row.students, row.calculator) for row in rows}) < len(rows)
    mixed = len({row.calculator for row in rows}) > 1
    names = []
    for row in rows:
        name = _name(row.method, row.calculator or not mixed)
        name += f", {row.students}" if students else ""
        names.append(name + (f", {row.trained} tokens" if budgets else ""))
    return names


def _name(method: str, calculator: bool) -> str:
    return method if calculator else f"{method}, no calculator"


def _title(rows: Sequence[Row]) -> str:
    return f"{rows[0].place}, {rows[0].problems:,} problems"

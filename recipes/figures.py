"""What the plots of the recipes share: colours, files, and labels that do not lie on one another.

>>> from matplotlib.figure import Figure
>>> figure = Figure(figsize=(4, 3), layout="constrained")
>>> axes = figure.subplots()
>>> texts = label_points(axes, [(1, 1), (1, 1.01), (2, 2)], ["cot", "unified", "answer"])
>>> [text.get_text() for text in texts]
['cot', 'unified', 'answer']

A `Figure` of its own instead of pyplot's: it draws with Agg, opens no window and is forgotten with its last name.
"""

from collections.abc import Iterable, Sequence
from pathlib import Path

from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.text import Annotation, Text
from matplotlib.transforms import Bbox

from recipes.pooled import FAMILIES

__all__ = ["COLOURS", "WIDTH", "Looks", "family_of", "label_points", "looks_of", "save"]

COLOURS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#000000")
"""Okabe and Ito's colours, which people with any kind of colour blindness can tell apart, without the yellow, which is
too light for a line on white."""

_PLAIN_MARKS = ("o", "s", "h", "D", "p", "8")
_OTHER_MARKS = ("^", "v", "P", "X", "<", ">", "*", "d")

Looks = dict[str, tuple[str, str]]
"""Colour and mark by method."""

WIDTH = 8.0
"""Inches. At 800 pixels on a page, an inch of it is 100 pixels, and letters of 9 points are 12.5 pixels high."""

_DPI = 150
_DOT = 6
"""Half the side of the square that a point's mark takes up, in pixels."""
_AROUND = ((1, 0), (-1, 0), (0, 1), (0, -1), (1, 1), (-1, 1), (1, -1), (-1, -1))
_PLACES = [(distance, side) for distance in (7, 16, 28, 42, 60) for side in _AROUND]
"""Where a label may lie: (points between it and its point, direction)."""


def save(figure: Figure, file: str | Path) -> None:
    """The figure as a PNG, without the names and versions of programs. Makes the folder."""
    Path(file).parent.mkdir(parents=True, exist_ok=True)
    figure.savefig(file, format="png", dpi=_DPI, metadata={"Software": None})


def family_of(method: str) -> str:
    """The one of `pooled.FAMILIES` that a method is, hint, vote and the like apart; itself where it is none of them."""
    return next((family for family in FAMILIES if method == family or method.startswith(f"{family}, ")), method)


def looks_of(methods: Iterable[str]) -> Looks:
    """A colour for each family, and a mark for what it was given besides: thirty methods can be told apart.

    An oracle's hint has the mark of the guide's. The same method looks the same on every plot, whatever else is on it,
    but for the marks of what is given besides, which go by the order of `methods`.

    >>> looks_of(["cot", "cot, hint count", "cot, oracle hint count", "iterative, upfront, hint count"])["cot"]
    ('#D55E00', 's')
    """
    looks: Looks = {}
    families, extras = list(FAMILIES), list[str]()
    for method in dict.fromkeys(methods):
        family = family_of(method)
        extra = method.removeprefix(family).replace("oracle hint", "hint")
        if family not in families:
            families.append(family)
        if extra and extra not in extras:
            extras.append(extra)
        number = families.index(family)
        marks, place = (_OTHER_MARKS, extras.index(extra)) if extra else (_PLAIN_MARKS, number)
        looks[method] = COLOURS[number % len(COLOURS)], marks[place % len(marks)]
    return looks


def label_points(
    axes: Axes,
    points: Sequence[tuple[float, float]],
    labels: Sequence[str],
    bars: Sequence[tuple[float, float]] = (),
) -> list[Annotation]:
    """Write each label beside its point (in data units) where it lies on no point, bar, other label or border.

    `bars` are the ends of the points' upright error bars. The nearest of 40 places that is free is taken, and a thin
    line leads there. Where none is free, the label lies at the first, on whatever is there. Call it when all else is
    drawn: what comes later may move the axes.
    """
    figure = axes.get_figure(root=True)
    assert figure is not None
    canvas = FigureCanvasAgg(figure)
    canvas.draw()  # the layout engine moves the axes at this moment, and their place is needed
    dots = [tuple(axes.transData.transform(point)) for point in points]
    taken = [Bbox.from_extents(x - _DOT, y - _DOT, x + _DOT, y + _DOT) for x, y in dots]
    for (x, _), ends in zip(points, bars, strict=False):
        (left, low), (_, high) = (axes.transData.transform((x, end)) for end in ends)
        taken.append(Bbox.from_extents(left - 2, low, left + 2, high))
    border = axes.get_window_extent()
    pixels = figure.dpi / 72  # to a point, the unit of an offset
    texts = []
    for point, dot, label in zip(points, dots, labels, strict=True):
        text = axes.annotate(
            label, point, xytext=(0, 0), textcoords="offset points", fontsize=9, ha="center", va="center",
            arrowprops={"arrowstyle": "-", "color": "#888888", "linewidth": 0.6, "shrinkA": 0, "shrinkB": 3},
        )  # fmt: skip
        text.set_in_layout(False)  # else a long label would shrink the axes and move its point
        text.update_positions(canvas.get_renderer())
        size = Text.get_window_extent(text, canvas.get_renderer())  # an Annotation's own also has the line in it
        for distance, (right, up) in (*_PLACES, _PLACES[0]):
            x = dot[0] + right * (distance * pixels + size.width / 2)
            y = dot[1] + up * (distance * pixels + size.height / 2)
            reach, rise = size.width / 2 + 2, size.height / 2 + 1
            box = Bbox.from_extents(x - reach, y - rise, x + reach, y + rise)
            inside = border.x0 <= box.x0 and box.x1 <= border.x1 and border.y0 <= box.y0 and box.y1 <= border.y1
            if inside and not any(box.overlaps(other) for other in taken):
                break
        taken.append(box)
        text.set_position(((x - dot[0]) / pixels, (y - dot[1]) / pixels))
        texts.append(text)
    return texts

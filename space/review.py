"""What the page says about the steps of two sides: checked arithmetic, where they agree, where one goes astray.

>>> left, right = review(cot_panel, socratic_panel, known)                             # doctest: +SKIP
>>> left[0].markers
(Marker(letter='A', step=2),)

Two steps that state the same value share a marker, however they came by it: the k-th statement of a value on one side
goes with the k-th on the other, which pairs as many as can be paired. Knows nothing of Gradio.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from checks import Check, check_text
from options import Known
from panels import Panel, PanelStep

from socratic.answers import answers_match

__all__ = ["Marker", "StepReview", "is_correct", "review"]

_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@dataclass(frozen=True)
class Marker:
    """The sign that two steps share; `step` is the number, from 1, of the step on the other side."""

    letter: str
    step: int


@dataclass(frozen=True)
class StepReview:
    """What is said of one step.

    `first_wrong`: its arithmetic is wrong, and that of all before it is right. `is_alone`: it computes something, and
    no step of the other side computes the same; only said once both sides are through. `is_astray`: the first step
    with a value that the known solution does not have, or not as often, on a side whose answer is wrong.
    """

    checks: tuple[Check, ...] = ()
    markers: tuple[Marker, ...] = ()
    first_wrong: bool = False
    is_alone: bool = False
    is_astray: bool = False


def review(left: Panel, right: Panel, known: Known | None = None) -> tuple[tuple[StepReview, ...], ...]:
    """One review for each step of `left` and of `right`."""
    sides = (left, right)
    checks = [[_checks(step) for step in panel.steps] for panel in sides]
    markers = _markers(*checks)
    over = left.is_over and right.is_over and all(checks)
    reviews = []
    for number, panel in enumerate(sides):
        wrong = _first(any(not check.correct for check in found) for found in checks[number])
        astray = _astray(panel, checks[number], known)
        reviews.append(
            tuple(
                StepReview(
                    checks=found,
                    markers=tuple(markers[number][index]),
                    first_wrong=index == wrong,
                    is_alone=over and bool(found) and not markers[number][index],
                    is_astray=index == astray,
                )
                for index, found in enumerate(checks[number])
            )
        )
    return tuple(reviews)


def is_correct(panel: Panel, known: Known | None) -> bool | None:
    """Whether a side's answer is the known one; None where there is none, or it is not through."""
    if known is None or known.answer is None or panel.status != "answered":
        return None
    return answers_match(panel.answer, known.answer)


def _checks(step: PanelStep) -> tuple[Check, ...]:
    return check_text(step.solution, finished=step.state in ("done", "cut"))


def _markers(left: Sequence[tuple[Check, ...]], right: Sequence[tuple[Check, ...]]) -> tuple[list[list[Marker]], ...]:
    """The markers of each step of both sides, lettered in the order of the left one's steps."""
    places: dict[Fraction, list[int]] = defaultdict(list)
    for index, found in enumerate(right):
        for value in _values(found):
            places[value].append(index)
    markers: tuple[list[list[Marker]], ...] = ([[] for _ in left], [[] for _ in right])
    count = 0
    for index, found in enumerate(left):
        for value in _values(found):
            if not places[value]:
                continue
            other = places[value].pop(0)
            letter = _LETTERS[count % len(_LETTERS)] * (count // len(_LETTERS) + 1)
            markers[0][index].append(Marker(letter, other + 1))
            markers[1][other].append(Marker(letter, index + 1))
            count += 1
    return markers


def _values(checks: tuple[Check, ...]) -> list[Fraction]:
    """The values that a step states, each once."""
    return list(dict.fromkeys(check.stated for check in checks if check.stated is not None))


def _astray(panel: Panel, checks: Sequence[tuple[Check, ...]], known: Known | None) -> int | None:
    if known is None or not known.steps or panel.status != "answered" or is_correct(panel, known) is not False:
        return None
    left = Counter(value for step in known.steps for value in _values(check_text(step.solution)))
    if not left:
        return None
    for index, found in enumerate(checks):
        left.subtract(_values(found))
        if any(left[value] < 0 for value in _values(found)):
            return index
    return None


def _first(flags: Iterable[bool]) -> int | None:
    return next((index for index, flag in enumerate(flags) if flag), None)

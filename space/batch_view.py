"""A batch as HTML: pure functions, every word of a student, a visitor or a file escaped.

>>> render_table(batch, "differ")                                                      # doctest: +SKIP
'<div class="scroll" ...><table class="results">...'

As in render.py, the HTML is the plain value of `gr.HTML`. The plot is an SVG whose colours come from the theme; the two
methods differ in pattern as well, and the same numbers stand beside it in a table.
"""

from collections.abc import Callable
from html import escape
from typing import Any

from batch import Batch, Count, Row, Tally, disagree, tally

from socratic.traces import Trace

__all__ = ["FILTERS", "render_checked", "render_plot", "render_progress", "render_summary", "render_table"]

FILTERS: dict[str, Callable[[Row], bool]] = {
    "All": lambda row: True,
    "Disagreements": disagree,
    "Only CoT right": lambda row: (row.right(row.cot), row.right(row.socratic)) == (True, False),
    "Only Socratic CoT right": lambda row: (row.right(row.cot), row.right(row.socratic)) == (False, True),
    "Neither right": lambda row: (row.right(row.cot), row.right(row.socratic)) == (False, False),
}
"""Which rows of the table are shown, by the name on the page."""

_EXCERPT = 160
_STATUS = {
    "running": "Working",
    "done": "Done",
    "stopped": "Stopped",
    "out of time": "Stopped: the time for one batch is over",
}


def render_checked(told: str, problem: str) -> str:
    """What a set of problems holds, or why it cannot be used."""
    if problem:
        return f'<div class="checked"><p class="failure" role="alert">{_text(problem)}</p></div>'
    return f'<div class="checked"><p role="status">{_text(told) if told else ""}</p></div>'


def render_progress(batch: Batch) -> str:
    """How far the batch is and about how long it will still take."""
    if batch.status == "idle":
        return ""
    total = len(batch.items)
    through = f"{batch.done} of {_problems(total)}"
    left = ""
    if batch.status == "running":
        seconds = batch.seconds_left
        left = ", estimating the time left …" if seconds is None else f", about {_duration(seconds)} left"
    elif batch.status != "done":
        left = "; what is done is kept"
    # Read out at the start and at the end only: the counting beside it would never let a screen reader rest.
    units, through_units = 2 * total, len(batch.cot) + len(batch.socratic)
    return (
        '<section class="progress" aria-label="Progress"><div class="bar" role="progressbar" '
        f'aria-label="Answers written" aria-valuemin="0" aria-valuemax="{units}" aria-valuenow="{through_units}" '
        f'aria-valuetext="{through}"><div style="width: {100 * through_units / units:.1f}%"></div></div>'
        f'<p><span role="status">{_STATUS[batch.status]}:</span> {through}{left}.</p></section>'
    )


def render_summary(batch: Batch) -> str:
    """The accuracy of each method, the four-way table and what the test says; or, without gold answers, agreement."""
    if not batch.rows:
        return ""
    counted = tally(batch.rows)
    parts = []
    if counted.cot.problems:
        parts.append(_render_accuracy(counted))
        verdict = "The test follows at the end." if batch.status == "running" else _verdict(counted)
        parts.append(f'{_render_four_ways(counted)}<p class="verdict">{verdict}</p>')
    if counted.cot.problems < batch.done:
        parts.append(f"<p>Without a known answer: {_problems(batch.done - counted.cot.problems)}.</p>")
    missing = f", and on {counted.missing} at least one gives no answer" if counted.missing else ""
    parts.append(
        f"<p>On {_problems(batch.done)} the methods give the same answer {_times(counted.same)} and different answers "
        f"{_times(counted.differ)}{missing}.</p>"
    )
    if batch.students:
        parts.append(f'<p class="who">Answered by {", ".join(map(_render_student, batch.students))}.</p>')
    return f'<section class="summary" aria-label="Summary"><h2>Summary</h2>{"".join(parts)}</section>'


def render_plot(batch: Batch) -> str:
    """Accuracy by number of steps: bars with intervals, and the same numbers as a table."""
    if not batch.rows:
        return ""
    by_steps = tally(batch.rows).by_steps
    if not by_steps:
        body = "<p>There is nothing to plot: no problem of this set comes with its steps and its answer.</p>"
    else:
        rows = "".join(
            f'<tr><th scope="row">{steps}</th><td>{cot.problems}</td><td>{_percent(cot)}</td>'
            f"<td>{_percent(socratic)}</td></tr>"
            for steps, cot, socratic in by_steps
        )
        body = (
            f'{_svg(by_steps)}<div class="scroll"><table class="numbers"><caption>The same in numbers: right answers, '
            'with 95 % intervals</caption><thead><tr><th scope="col">Steps</th><th scope="col">Problems</th>'
            f'<th scope="col">CoT</th><th scope="col">Socratic CoT</th></tr></thead><tbody>{rows}</tbody></table></div>'
        )
    return f'<section class="by-steps"><h2>Accuracy by number of steps</h2>{body}</section>'


def render_table(batch: Batch, shown: str) -> str:
    """The rows that the filter `shown` (one of `FILTERS`) lets through; each problem is a button that opens it."""
    if not batch.rows:
        return ""
    rows = [row for row in batch.rows if FILTERS[shown](row)]
    if not rows:
        return '<p class="hint">No problem so far belongs here.</p>'
    body = "".join(_render_row(row) for row in rows)
    return (
        '<div class="scroll" role="region" aria-label="Results" tabindex="0"><table class="results">'
        f"<caption>{escape(shown)}: {len(rows)} of {_problems(batch.done)}. Choose a problem to open it in "
        '<em>Compare</em>.</caption><thead><tr><th scope="col">No.</th><th scope="col">Problem</th>'
        '<th scope="col">Answer</th><th scope="col">CoT</th><th scope="col">Socratic CoT</th></tr></thead>'
        f"<tbody>{body}</tbody></table></div>"
    )


def _render_student(student: dict[str, Any]) -> str:
    revision = f" at {_text(str(student['revision'])[:12])}" if student.get("revision") else ""
    return f"{_text(str(student['name']))}{revision} ({_text(str(student['role']))})"


def _render_accuracy(counted: Tally) -> str:
    rows = "".join(
        f'<tr><th scope="row">{name}</th><td>{_percent(count)}</td><td>{count.right}</td><td>{count.wrong}</td>'
        f"<td>{count.none}</td></tr>"
        for name, count in (("CoT", counted.cot), ("Socratic CoT", counted.socratic))
    )
    return (
        f'<div class="scroll"><table class="numbers"><caption>Right answers on {_problems(counted.cot.problems)}, with '
        '95 % intervals (Wilson)</caption><thead><tr><th scope="col">Method</th><th scope="col">Accuracy</th>'
        '<th scope="col">Right</th><th scope="col">Wrong</th><th scope="col">No answer</th></tr></thead>'
        f"<tbody>{rows}</tbody></table></div>"
    )


def _render_four_ways(counted: Tally) -> str:
    table = (
        '<table class="numbers four-ways"><caption>Both methods on the same problems</caption><thead><tr><td></td>'
        '<th scope="col">Socratic CoT right</th><th scope="col">Socratic CoT not right</th></tr></thead><tbody>'
        f'<tr><th scope="row">CoT right</th><td>{counted.both}<small>both right</small></td>'
        f"<td>{counted.only_cot}<small>only CoT</small></td></tr>"
        f'<tr><th scope="row">CoT not right</th><td>{counted.only_socratic}<small>only Socratic CoT</small></td>'
        f"<td>{counted.neither}<small>neither</small></td></tr></tbody></table>"
    )
    return f'<div class="scroll">{table}</div>'


def _verdict(counted: Tally) -> str:
    """McNemar's test in words."""
    parted = counted.only_cot + counted.only_socratic
    if not parted:
        return "There is no problem that only one method gets right, so nothing says which is better."
    p = "p &lt; 0.001" if counted.p_value < 0.001 else f"p = {counted.p_value:.3f}"
    test = f"McNemar’s exact test on the {_problems(parted)} that only one method gets right: {p}"
    if counted.p_value >= 0.05:
        return f"{test}. So uneven a split, or more, is no surprise between equal methods: these problems do not tell."
    better = "CoT" if counted.only_cot > counted.only_socratic else "Socratic CoT"
    return f"{test}. Such a split is rare between equal methods: {better} is better on problems like these."


def _render_row(row: Row) -> str:
    text = row.item.problem.text
    excerpt = text if len(text) <= _EXCERPT else text[: _EXCERPT - 1].rstrip() + "…"
    gold = "<small>unknown</small>" if row.item.gold is None else _text(row.item.gold)
    return (
        f'<tr data-row="{row.number}"><td>{row.number}</td>'
        f'<th scope="row"><button type="button" data-row="{row.number}">{_text(excerpt)}</button></th>'
        f"<td>{gold}</td><td>{_render_answer(row, row.cot)}</td><td>{_render_answer(row, row.socratic)}</td></tr>"
    )


def _render_answer(row: Row, trace: Trace) -> str:
    if trace.answer is None:
        why = f"<small>{_text(trace.error)}</small>" if trace.error else ""
        return f'<span class="mark none">– no answer</span>{why}'
    right = row.right(trace)
    mark = {
        None: "",
        True: ' <span class="mark right">✓ right</span>',
        False: ' <span class="mark wrong">✗ wrong</span>',
    }[right]
    return f"<b>{_text(trace.answer)}</b>{mark}"


_LEFT, _TOP, _HEIGHT, _GROUP, _BAR = 44, 12, 180, 104, 34
"""The plot in SVG units: its left and upper margin, the height of 100 %, the width of a group and of a bar."""


def _svg(by_steps: tuple[tuple[int, Count, Count], ...]) -> str:
    width = max(_LEFT + _GROUP * len(by_steps) + 8, 300)
    base = _TOP + _HEIGHT
    parts = []
    for percent in (0, 25, 50, 75, 100):
        y = base - _HEIGHT * percent / 100
        parts.append(f'<line class="grid" x1="{_LEFT}" x2="{width - 8}" y1="{y:g}" y2="{y:g}"/>')
        parts.append(f'<text class="tick" x="{_LEFT - 6}" y="{y + 4:g}" text-anchor="end">{percent} %</text>')
    for number, (steps, cot, socratic) in enumerate(by_steps):
        left = _LEFT + number * _GROUP + 14
        parts.append(_bar("cot", cot, left, base))
        parts.append(_bar("socratic", socratic, left + _BAR + 8, base))
        plural = "" if steps == 1 else "s"
        parts.append(
            f'<text class="tick" x="{left + _BAR + 4}" y="{base + 18}" text-anchor="middle">{steps} step{plural}</text>'
        )
    legend = base + 34
    for x, side, name in ((_LEFT, "cot", "CoT"), (_LEFT + 70, "socratic", "Socratic CoT")):
        parts.append(f'<rect class="bar {side}" x="{x}" y="{legend}" width="14" height="14" fill="{_fill(side)}"/>')
        parts.append(f'<text class="tick" x="{x + 20}" y="{legend + 12}">{name}</text>')
    return (
        f'<svg class="plot" viewBox="0 0 {width} {legend + 22}" style="max-width: {width * 1.25:g}px" role="img" '
        'aria-label="Bars of right answers in percent by number of steps, CoT plain, Socratic CoT hatched, each with '
        'its 95 % interval. The table after it has the numbers."><defs><pattern id="hatch" width="6" height="6" '
        'patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect class="under" width="6" height="6"/>'
        f'<rect class="over" width="3" height="6"/></pattern></defs>{"".join(parts)}</svg>'
    )


def _fill(side: str) -> str:
    return "url(#hatch)" if side == "socratic" else "var(--cot-bar)"


def _bar(side: str, count: Count, x: int, base: int) -> str:
    height = _HEIGHT * count.right / count.problems
    low, high = (base - _HEIGHT * share for share in count.interval)
    middle = x + _BAR / 2
    whisker = f"M{middle:g} {low:.1f}V{high:.1f}M{middle - 5:g} {low:.1f}h10M{middle - 5:g} {high:.1f}h10"
    return (
        f'<rect class="bar {side}" x="{x}" y="{base - height:.1f}" width="{_BAR}" height="{height:.1f}" '
        f'fill="{_fill(side)}"/><path class="whisker" d="{whisker}"/>'
    )


def _percent(count: Count) -> str:
    low, high = count.interval
    return f"{count.right / count.problems:.0%} <small>({low:.0%} to {high:.0%})</small>"


def _problems(count: int) -> str:
    return f"{count} problem{'' if count == 1 else 's'}"


def _times(count: int) -> str:
    return "once" if count == 1 else f"{count} times"


def _duration(seconds: float) -> str:
    if seconds < 90:
        return f"{max(1, round(seconds))} s"
    return f"{round(seconds / 60)} min"


def _text(text: str) -> str:
    return f"<bdi>{escape(text)}</bdi>"

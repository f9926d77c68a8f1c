"""Score records of several seeds as one row: mean accuracy with an interval, methods side by side, decomposer's lists.

    python -m recipes.pooled runs/builtin                 Markdown tables of every scores/*.json under a folder
    python -m recipes.pooled runs/builtin --plot learning-curve.png

Records belong together when set, split, method, calculator and budget (the folder above the student's, `300k` in
300k/cot-seed0/scores/) are the same and they were scored on the same problems.
"""

import argparse
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from recipes.bootstrap import bootstrap_interval, paired_difference
from recipes.records import read_json
from recipes.tables import markdown, percent
from socratic.errors import ConfigError, SocraticError
from socratic.statistics import wilson_interval

__all__ = [
    "FAMILIES",
    "Key",
    "Pooled",
    "accuracy_table",
    "curve_places",
    "decomposer_table",
    "difference",
    "difference_table",
    "key_of",
    "lead_table",
    "learning_curve",
    "pool",
    "pool_group",
]

Key = tuple[str, str | None, str, bool, str]
"""What the seeds of a row share: set, split, method, calculator, budget."""

FAMILIES = ("answer", "cot", "unified", "iterative, upfront", "iterative, interleaved", "iterative, oracle questions")
"""The methods without a hint, a vote or the like, in the order of tables."""


@dataclass(frozen=True)
class Pooled:
    """One method on one set with all its seeds.

    `fingerprint` is the problems'. `shares` holds, for each problem, the share of the seeds that solved it; `accuracy`
    is their mean. `tokens` is what each student was trained on (their mean; None where no record says it), `questions`
    the mean of the decomposer's figures or None. `written`, `calls` and `seconds` are a problem's.
    """

    dataset: str
    split: str | None
    method: str
    calculator: bool
    budget: str
    seeds: int
    fingerprint: str
    shares: tuple[float, ...]
    tokens: float | None
    written: float
    calls: float
    seconds: float
    questions: dict[str, float] | None

    @property
    def place(self) -> str:
        """The set as a table names it: "builtin:test"."""
        return f"{self.dataset}:{self.split}" if self.split else self.dataset

    @property
    def accuracy(self) -> float:
        return sum(self.shares) / len(self.shares)

    @cached_property
    def interval(self) -> tuple[float, float]:
        """95 % bootstrap interval of the accuracy over problems; Wilson's where every problem has the same share."""
        if len(set(self.shares)) == 1 and self.shares[0] in (0, 1):
            return wilson_interval(int(self.shares[0]) * len(self.shares), len(self.shares))
        return bootstrap_interval(self.shares)


def pool(folder: str | Path) -> list[Pooled]:
    """Every `scores/*.json` under `folder`, seeds pooled, in the order of sets and methods.

    Raises `ConfigError` where there is none, and where records that belong together were scored on other problems.
    """
    groups: dict[Key, list[tuple[Path, dict[str, Any]]]] = {}
    for file in sorted(Path(folder).rglob("scores/*.json")):
        if file.name.endswith(".run.json"):  # a run that is still going on
            continue
        record = read_json(file)
        groups.setdefault(key_of(file, record), []).append((file, record))
    if not groups:
        raise ConfigError(f"{folder}: no scores/*.json there; run recipes/reproduce.py first")
    return sorted((pool_group(key, group) for key, group in groups.items()), key=_order)


def curve_places(rows: Iterable[Pooled]) -> list[str]:
    """The sets on which a method was scored with the calculator at several budgets of tokens."""
    budgets: dict[tuple[str, str], set[float]] = {}
    for row in rows:
        if row.calculator and row.tokens is not None:
            budgets.setdefault((row.place, row.method), set()).add(row.tokens)
    return list(dict.fromkeys(place for (place, _), found in budgets.items() if len(found) > 1))


def key_of(file: Path, record: dict[str, Any]) -> Key:
    """Which row a record belongs to. Raises `ConfigError` for a field that is missing."""
    try:
        place = record["dataset"], record["split"], record["method"], record["settings"]["calculator"]
    except (KeyError, TypeError) as error:
        raise ConfigError(f"{file}: not a record of recipes/score.py: {error!r}") from error
    return (*place, file.resolve().parent.parent.parent.name)


def accuracy_table(rows: Iterable[Pooled]) -> str:
    """Markdown: a row a method, calculator and budget, a column a set, accuracy in % with its interval."""
    rows = list(rows)
    places = list(dict.fromkeys(row.place for row in rows))
    table: dict[tuple[str, bool, str], dict[str, Pooled]] = {}
    for row in rows:
        table.setdefault((row.method, row.calculator, row.budget), {})[row.place] = row
    lines = []
    for (method, calculator, budget), cells in table.items():
        some = next(iter(cells.values()))
        tokens = "" if some.tokens is None else f"{some.tokens:,.0f}"
        texts = [percent(cells[place].accuracy, cells[place].interval) if place in cells else "" for place in places]
        lines.append([method, "on" if calculator else "off", tokens or budget, str(some.seeds), *texts])
    return markdown(["Method", "Calculator", "Tokens a student", "Seeds", *places], lines, left=2)


def difference_table(rows: Iterable[Pooled], first: str, second: str) -> str:
    """Markdown: by how many points `first` is ahead of `second`, on the same problems, for every set that has both."""
    rows = list(rows)
    lines = []
    for one in rows:
        same = (one.place, one.calculator, one.budget, one.fingerprint)
        for other in rows:
            if (one.method, other.method) != (first, second):
                continue
            if (other.place, other.calculator, other.budget, other.fingerprint) != same:
                continue
            mean, low, high, verdict = difference(one, other)
            texts = [f"{mean:+.1f}", f"{low:+.1f} to {high:+.1f}", verdict or "no difference shown"]
            lines.append([one.place, "on" if one.calculator else "off", one.budget, *texts])
    header = ["Set", "Calculator", "Budget", f"{first} minus {second}, points", "95 % interval", ""]
    return markdown(header, lines, left=3)


def lead_table(bases: Mapping[str, Iterable[Pooled]], first: str, second: str) -> str:
    """Markdown: a row for each of several bases, by name: on every set the accuracies of `second` and `first` with the
    calculator, and by how many points `first` is ahead on the same problems."""
    pools = {
        name: {(row.place, row.method): row for row in rows if row.calculator and row.method in (first, second)}
        for name, rows in bases.items()
    }
    places = list(dict.fromkeys(place for rows in pools.values() for place, _ in rows))
    lines = []
    for name, rows in pools.items():
        cells = []
        for place in places:
            ours, theirs = rows.get((place, first)), rows.get((place, second))
            cells += [percent(row.accuracy, row.interval) if row else "" for row in (theirs, ours)]
            if ours and theirs and ours.fingerprint == theirs.fingerprint:
                mean, low, high, verdict = difference(ours, theirs)
                cells.append(f"{mean:+.1f} ({low:+.1f} to {high:+.1f})" + (f", {verdict}" if verdict else ""))
            else:
                cells.append("")
        lines.append([name, *cells])
    header = [f"{place}, {what}" for place in places for what in (second, first, "difference")]
    return markdown(["Base", *header], lines, left=1)


def difference(first: Pooled, second: Pooled) -> tuple[float, float, float, str]:
    """By how many points `first` is ahead on the same problems, the ends of the 95 % interval, and what that says:
    "ahead", "behind", or "" where the interval holds 0."""
    mean, low, high = (100 * share for share in paired_difference(first.shares, second.shares))
    return mean, low, high, "ahead" if low > 0 else "behind" if high < 0 else ""


def decomposer_table(rows: Iterable[Pooled]) -> str:
    """Markdown: the decomposer's lists of sub-questions beside the problems' own, by set and budget."""
    lines = []
    for row in rows:
        if row.questions is None or not row.calculator:
            continue
        shares = [f"{100 * row.questions[key]:.1f}" for key in ("exact", "right_count")]
        lines.append([row.place, row.method, row.budget, *shares, f"{row.questions['bleu']:.1f}"])
    header = ["Set", "Method", "Budget", "Exact list %", "Right number of questions %", "BLEU"]
    return markdown(header, lines, left=3)


def learning_curve(
    rows: Iterable[Pooled],
    file: str | Path,
    looks: Mapping[str, tuple[str, str]] | None = None,
    unit: tuple[int, str] = (1000, "thousand tokens a student"),
) -> None:
    """A PNG: accuracy with the calculator against the tokens that each student was trained on, a panel a set.

    `looks` gives methods their colour and mark, `unit` says how the tokens are counted. Bands are 95 % intervals.
    Raises `ConfigError` for a single budget.
    """
    from matplotlib.figure import Figure

    from recipes.figures import looks_of, save

    rows = [row for row in rows if row.calculator and row.tokens is not None]
    if not (places := curve_places(rows)):
        raise ConfigError("a learning curve needs scores of at least two budgets: give reproduce.py several --tokens")
    figure = Figure(figsize=(max(6.0, 3.4 * len(places) + 0.6), 4.4), layout="constrained")
    axes = figure.subplots(1, len(places), sharey=True, squeeze=False)
    methods = list(dict.fromkeys(row.method for row in rows))
    looks = looks or looks_of(methods)
    for panel, place in zip(axes[0], places, strict=True):
        for method in methods:
            line = sorted((row for row in rows if (row.place, row.method) == (place, method)), key=_tokens)
            if not line:
                continue
            tokens, accuracies = [_tokens(row) / unit[0] for row in line], [100 * row.accuracy for row in line]
            colour, marker = looks[method]
            panel.plot(tokens, accuracies, marker=marker, markersize=4, color=colour, label=method)
            lows, highs = zip(*(row.interval for row in line), strict=True)
            ends = [[100 * end for end in side] for side in (lows, highs)]
            panel.fill_between(tokens, *ends, color=colour, alpha=0.15, linewidth=0)
        panel.set_title(place, fontsize=10)
        panel.set_xlabel(unit[1])
        panel.grid(alpha=0.3)
        panel.set_ylim(0, 101)
    axes[0][0].set_ylabel("accuracy, % (bands: 95 % intervals)")
    lines = {str(line.get_label()): line for panel in axes[0] for line in panel.get_lines()}
    drawn = [method for method in methods if method in lines]
    figure.legend([lines[method] for method in drawn], drawn, loc="outside lower center", ncols=2, fontsize=9)
    save(figure, file)


def pool_group(key: Key, group: Sequence[tuple[Path, dict[str, Any]]]) -> Pooled:
    """The row of records that belong together. Raises `ConfigError` for one without outcomes, or of other problems."""
    (first, _), *_ = group
    records = [record for _, record in group]
    for file, record in group:
        if "outcomes" not in record:
            raise ConfigError(f"{file}: field 'outcomes' is missing; run recipes/score.py again with --overwrite")
        if record["data_fingerprint"] != records[0]["data_fingerprint"]:
            raise ConfigError(f"{file} and {first} were scored on other problems, so they cannot stand in one row")
    problems = len(records[0]["outcomes"])
    right = [sum(record["outcomes"][index] == "c" for record in records) for index in range(problems)]
    told = [student.get("training", {}).get("tokens") for record in records for student in record["students"]]
    asked = [record["questions"] for record in records if "questions" in record]
    dataset, split, method, calculator, budget = key
    means = None
    if asked:
        means = {what: sum(item[what] for item in asked) / len(asked) for what in ("exact", "right_count", "bleu")}

    def each(what: str) -> float:
        return float(sum(record[what] for record in records)) / len(records) / problems

    return Pooled(
        dataset=dataset,
        split=split,
        method=method,
        calculator=calculator,
        budget=budget,
        seeds=len(records),
        fingerprint=records[0]["data_fingerprint"],
        shares=tuple(count / len(records) for count in right),
        tokens=0.0 if budget == "0k" else None if None in told else sum(told) / len(told),
        written=each("tokens"),
        calls=each("calls"),
        seconds=each("seconds"),
        questions=means,
    )


def _order(row: Pooled) -> tuple[Any, ...]:
    number = next((number for number, name in enumerate(FAMILIES) if row.method.startswith(name)), len(FAMILIES))
    return (
        row.dataset != "builtin",
        row.dataset,
        row.split or "",
        number,
        row.method,
        not row.calculator,
        _tokens(row),
    )


def _tokens(row: Pooled) -> float:
    return row.tokens or 0.0


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the tables, and draw the plot where it is asked for."""
    parser = argparse.ArgumentParser(
        prog="pooled.py", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path, help="where score records lie, as recipes/reproduce.py leaves them")
    parser.add_argument("--plot", type=Path, metavar="PNG", help="draw accuracy against tokens into this file")
    options = parser.parse_args(arguments)
    rows = pool(options.folder)
    tables = [accuracy_table(rows), difference_table(rows, "iterative, upfront", "cot"), decomposer_table(rows)]
    print("\n\n".join(tables))
    if options.plot:
        learning_curve(rows, options.plot)


if __name__ == "__main__":
    try:
        main()
    except SocraticError as error:
        sys.exit(f"pooled.py: {error}")

"""The records of tests/benchmarks/decoding.py and training.py as Markdown tables: all of one for the terminal and
docs/speed.md, and the goals of several for the README.

>>> print(decoding_goals(records_in("results/benchmarks/decoding")))             # doctest: +SKIP
"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from recipes.records import read_json
from recipes.tables import markdown
from tests.benchmarks.parts.shapes import SHAPES

__all__ = ["decoding_goals", "decoding_tables", "records_in", "training_goals", "training_tables"]


def records_in(folder: str | Path) -> list[dict[str, Any]]:
    """The records in a folder, those of one shape together, in the order of `SHAPES`."""
    records = [read_json(file) for file in sorted(Path(folder).glob("*.json"))]
    order = list(SHAPES)
    return sorted(records, key=lambda record: [order.index(shape) for shape in record.get("shapes", ())])


def decoding_goals(records: Sequence[dict[str, Any]]) -> str:
    """What was wanted of decoding and what was measured, a line a record and shape."""
    wanted = dict.fromkeys(_wanted(goal) for record in records for goal in record["goals"])
    lines = []
    for record in records:
        for shape, rows in record["shapes"].items():
            naive = next(row for row in rows if row["way"] == "naive")
            found = {_wanted(goal): _found(goal) for goal in record["goals"] if goal["shape"] == shape}
            known = [shape, _hardware(record), f"{naive['tokens']}", f"{1000 * naive['seconds_a_token']:.1f}"]
            lines.append([*known, *(found.get(each, "") for each in wanted)])
    return markdown(["Students", "Machine", "Tokens alone", "naive, ms a token", *wanted], lines, left=2)


def training_goals(records: Sequence[dict[str, Any]]) -> str:
    """Tokens a second of each way of training beside the plain loop's, and what a solver's epoch on GSM8K saves, a line
    a record."""
    ways = dict.fromkeys(row["way"] for record in records for row in record["speed"])
    lines = []
    for record in records:
        found = {row["way"]: f"{row['times_plain']:.2f}" for row in record["speed"]}
        saved = {each["dataset"]: f"{each['one'] / each['each']:.2f}" for each in record["epochs"]}
        lines.append([_hardware(record), *(found.get(way, "") for way in ways), saved.get("gsm8k", "")])
    return markdown(["Machine", *ways, "GSM8K, one sequence a problem / one a step"], lines, left=1)


def decoding_tables(record: dict[str, Any]) -> str:
    """Machine, a table a shape, the goals, and the options of transformers and torch."""
    return "\n\n".join(
        [
            _machine(record),
            *(_ways(shape, rows) for shape, rows in record["shapes"].items()),
            *_goals(record["goals"]),
            *_options(record["options"]),
        ]
    )


def training_tables(record: dict[str, Any]) -> str:
    """Machine, tokens a second of each way, tokens an epoch, passes alone, utilisation, and the goals."""
    return "\n\n".join(
        [
            _machine(record),
            _speeds(record["speed"]),
            _epochs(record["epochs"]),
            _passes(record["passes"]),
            *_utilisation(record["utilisation"]),
            *_goals(record["goals"]),
        ]
    )


def _machine(record: dict[str, Any]) -> str:
    """What the figures were measured on, and when."""
    where = record["environment"]
    name = _hardware(record) + ("" if where["accelerators"] else f", {where['cpu_cores']} cores")
    threads = "" if where["accelerators"] else f", {record['threads']} threads"
    clock = ", processor time" if record.get("clock") == "cpu" else ""
    libraries = where["libraries"]
    return (
        f"{name}{threads}{clock}; torch {libraries['torch']}, transformers {libraries['transformers']}, "
        f"trl {libraries['trl']}; {record['created'][:10]}; load average at the end {record['load_average']}"
        + ("; a quick run, which says nothing about speed" if record["quick"] else "")
    )


def _hardware(record: dict[str, Any]) -> str:
    return ", ".join(record["environment"]["accelerators"]) or str(record["environment"]["cpu"])


def _wanted(goal: dict[str, Any]) -> str:
    return f"{goal['goal']} {goal['bound']:.2f}"


def _found(goal: dict[str, Any]) -> str:
    """The ratio, by what remarkable way it was reached, and whether that is too little."""
    _, _, remark = goal["way"].removeprefix("ours, batch ").partition(", ")
    return f"{goal['measured']:.2f}" + (f" ({remark})" if remark else "") + ("" if goal["met"] else ", missed")


def _ways(shape: str, rows: Sequence[dict[str, Any]]) -> str:
    header = [shape, "Problems", "Tokens", "ms a token", "Times as fast as naive", "Time / CoT", "Time / floor"]
    cells = []
    for row in rows:
        other = ""
        if "rounding" in row:
            other = f"{row['rounding']} of {row['compared_with_naive']}" + (", rounding" if row["rounding"] else "")
        ratios = [f"{row[key]:.2f}" for key in ("faster_than_naive", "times_cot", "times_floor")]
        time = f"{1000 * row['seconds_a_token']:.2f}"
        cells.append([row["way"], f"{row['problems']}", f"{row['tokens']:,}", time, *ratios, other])
    return markdown([*header, "Other text"], cells, left=1)


def _goals(goals: Sequence[dict[str, Any]]) -> Iterator[str]:
    if goals:
        cells = [
            [goal["shape"], goal["goal"], f"{goal['bound']:.2f}", f"{goal['measured']:.2f}", _met(goal)]
            for goal in goals
        ]
        yield markdown(["Of", "Goal", "Bound", "Measured", "Met"], cells, left=2)


def _met(goal: dict[str, Any]) -> str:
    return "yes" if goal["met"] else "no"


def _options(options: Sequence[dict[str, Any]]) -> Iterator[str]:
    if options:
        cells = [
            [row["option"], "", "", "", row["skipped"]]
            if "skipped" in row
            else [
                row["option"],
                f"{1000 * row['plain_seconds'] / row['tokens']:.2f}",
                f"{1000 * row['seconds'] / row['tokens']:.2f}",
                f"{row['plain_seconds'] / row['seconds']:.2f}",
                f"{row['same']} of {row['texts']}",
            ]
            for row in options
        ]
        header = ["Option, built-in base, CoT", "plain, ms a token", "ms a token", "Times as fast", "Same tokens"]
        yield markdown(header, cells, left=1)


def _speeds(rows: Sequence[dict[str, Any]]) -> str:
    header = ["Way", "Tokens", "Padding %", "Tokens a second", "Speed / plain", "Tokens a CPU second", "CPU / plain"]
    cells = [
        [
            row["way"],
            f"{row['tokens']:,}",
            f"{100 * row['padding']:.1f}",
            f"{row['tokens_a_second']:,.0f}",
            f"{row['times_plain']:.2f}",
            f"{row['tokens_a_cpu_second']:,.0f}",
            f"{row['times_plain_cpu']:.2f}",
        ]
        for row in rows
    ]
    return markdown(header, cells, left=1)


def _epochs(rows: Sequence[dict[str, Any]]) -> str:
    cells = [
        [
            row["dataset"],
            f"{row['problems']:,}",
            f"{row['one']:,}",
            f"{row['each']:,}",
            f"{row['one'] / row['each']:.2f}",
        ]
        for row in rows
    ]
    header = ["Tokens an epoch, solver", "Problems", "One sequence a problem", "One a step", "Ratio"]
    return markdown(header, cells, left=1)


def _passes(rows: Sequence[dict[str, Any]]) -> str:
    cells = [
        [
            row["shape"],
            f"{row['rows']} x {row['length']}",
            f"{row['forward_seconds']:.3f}",
            f"{row['backward_seconds']:.3f}",
            f"{row['rows'] * row['length'] / (row['forward_seconds'] + row['backward_seconds']):,.0f}",
        ]
        for row in rows
    ]
    return markdown(["Passes alone", "Tokens", "Forward, s", "Backward, s", "Tokens a second"], cells, left=1)


def _utilisation(rows: Sequence[dict[str, Any]]) -> Iterator[str]:
    if rows:
        cells = [
            [
                row["shape"],
                f"{row['rows']} x {row['length']}",
                f"{row['tokens_a_second']:,.0f}",
                f"{row['flops_a_second'] / 1e12:.3g}",
                "" if row["peak"] is None else f"{100 * row['flops_a_second'] / row['peak']:.1f}",
            ]
            for row in rows
        ]
        yield markdown(["Our trainer", "Tokens a step", "Tokens a second", "Model TFLOP/s", "% of peak"], cells, left=1)

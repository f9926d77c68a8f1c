"""The Markdown tables of a report: accuracies, ours beside the paper's, by number of steps, how students were trained.

>>> inside(5.05, (0.0322, 0.0539))
'5.05 (inside)'
>>> inside(14.1, (0.0322, 0.0539))
'14.10 (outside)'
"""

from collections.abc import Sequence
from pathlib import Path

from recipes.paper import FIGURES, PAPER, PaperFigure, PaperSet, figures, paper_set
from recipes.pooled import decomposer_table
from recipes.report_rows import NUMBER, Record, Row
from recipes.tables import markdown, percent

__all__ = [
    "inside",
    "paper_tables",
    "question_table",
    "rows_table",
    "steps_tables",
    "trainings_table",
]

ORACLE_NOTE = "Oracle rows are given gold questions or hints at test time: upper bounds, not the system's own score."

_SMALL_NOTE = (
    f"The last column is the paper's GPT-2 small (124M; {PAPER}, Table 2 and Figure 6) on all 1,319 test "
    "problems of GSM8K: a number to stand beside, from another model and other training."
)
_PAPER_NOTE = (
    f"The paper's figures are from {PAPER}, Table 2 and Figure 6, without intervals. It fine-tuned pretrained GPT-2 "
    "models; ours start from the bases named here, with other training. So these are different models on the same "
    "problems: *inside* and *outside* say whether the paper's figure lies in our 95 % interval, not which method or "
    "recipe is better."
)
_SEEDS_NOTE = (
    "Rows of several seeds: means over the seeds; the interval is for other problems of the kind (bootstrap over "
    "problems), not for other seeds."
)
_STEPS_NOTE = (
    "Number of steps: of the problem's gold solution. Intervals: Wilson; for several seeds as if of one run with their "
    "mean, which is wider than need be."
)


def rows_table(rows: Sequence[Row]) -> str:
    """Accuracy and cost, a row a method, beside the paper's GPT-2 small where it has the same set and method.

    Columns for seeds and for tokens of training are there where rows differ in them.
    """
    seeds, budgets, sizes = any(row.seeds > 1 for row in rows), _differ_in_budget(rows), _sizes(rows)
    small = [_small(row) for row in rows]
    compared = any(figure is not None for figure in small)
    header = ["Set", "Student: base, taught on", "Method", "Calculator"]
    header += ["Parameters"] * sizes + ["Tokens of training"] * budgets + ["Seeds"] * seeds
    header += ["Problems", "Accuracy % (95 % interval)", "No answer"]
    header += ["Tokens a problem", "Calls a problem", "Seconds a problem"] + ["Paper, GPT-2 small %"] * compared
    lines = []
    for row, figure in zip(rows, small, strict=True):
        cells = [row.place, row.students, row.method, "on" if row.calculator else "off"]
        cells += ["" if row.parameters is None else f"{row.parameters:,}"] * sizes
        cells += [row.trained] * budgets + [str(row.seeds)] * seeds
        cells += [f"{row.problems:,}", row.percent, f"{row.no_answer:,.1f}".removesuffix(".0")]
        cells += [f"{row.written:.0f}", f"{row.calls:.1f}", f"{row.seconds:.3f}"]
        cells += ["" if figure is None else f"{figure.accuracy:.2f}"] * compared
        lines.append(cells)
    notes = [
        note
        for note, wanted in (
            (_SMALL_NOTE, compared),
            (ORACLE_NOTE, any(row.is_oracle for row in rows)),
            (_SEEDS_NOTE, seeds),
        )
        if wanted
    ]
    return "\n\n".join([markdown(header, lines, left=4), *notes])


def paper_tables(rows: Sequence[Row]) -> str:
    """Ours beside the paper's, a table for each of its sets that `rows` have a score on; "" where they have none.

    All rows of the paper's are there, with ours or without, and then those of ours that the paper lacks.
    """
    parts = []
    for of in dict.fromkeys(figure.of for figure in FIGURES):
        ours = [row for row in rows if paper_set(row.dataset, row.split, row.problems) == of]
        if ours:
            parts.append(_paper_table(of, ours))
    return "\n\n".join([*parts, _PAPER_NOTE]) if parts else ""


def _paper_table(of: PaperSet, rows: Sequence[Row]) -> str:
    theirs = [figure for figure in FIGURES if figure.of == of]
    models = [model for model in dict.fromkeys(figure.model for figure in theirs) if model.startswith("GPT-2")]
    several = _differ_in_budget(rows)
    header = ["Method", "The paper's name", "Our base, taught on", "Calculator", "Ours % (95 % interval)"]
    header += [f"{model} {_size(theirs, model)}" for model in models]
    lines = []
    for name, method in dict.fromkeys((figure.row, figure.method) for figure in theirs):
        by_model = {figure.model: figure.accuracy for figure in theirs if figure.row == name}
        if not by_model.keys() & set(models):
            continue
        mine = [row for row in rows if row.method == method]
        for row in mine:
            cells = [inside(by_model[model], row.interval) if model in by_model else "" for model in models]
            lines.append([row.method, name, *_ours(row, several), *cells])
        if not mine:
            cells = [f"{by_model[model]:.2f}" if model in by_model else "" for model in models]
            lines.append([method or "", name, "", "", "not run" if method else "", *cells])
    known = {figure.method for figure in theirs}
    lines += [[row.method, "", *_ours(row, several), *[""] * len(models)] for row in rows if row.method not in known]
    others = [
        f"{figure.row}: {figure.model} {figure.accuracy:.2f} ({figure.source})"
        for figure in theirs
        if figure.model not in models
    ]
    parts = [f"### {of.title}, {of.problems:,} problems", markdown(header, lines, left=4)]
    parts += [f"Also in the paper: {'; '.join(others)}."] if others else []
    parts += [of.note] if of.note else []
    return "\n\n".join(parts)


def inside(accuracy: float, interval: tuple[float, float]) -> str:
    """The paper's accuracy (%) and whether our interval (shares) holds it, its ends included."""
    low, high = interval
    return f"{accuracy:.2f} ({'inside' if 100 * low <= accuracy <= 100 * high else 'outside'})"


def steps_tables(rows: Sequence[Row]) -> str:
    """Accuracy by the number of gold steps, a table a set, a row a method, a column a number of steps."""
    parts = []
    for place, problems in dict.fromkeys((row.place, row.problems) for row in rows):
        mine = [row for row in rows if (row.place, row.problems) == (place, problems)]
        counts = {count.steps: count.problems for row in mine for count in row.by_steps}
        steps = sorted(counts)
        students, several = len({row.students for row in mine}) > 1, _differ_in_budget(mine)
        lines = []
        for row in mine:
            found = {count.steps: count for count in row.by_steps}
            told = [row.method, *[row.students] * students, *[row.trained] * several, "on" if row.calculator else "off"]
            lines.append(told + [percent(found[step].accuracy, found[step].interval) for step in steps])
        header = ["Method", *["Student"] * students, *["Tokens of training"] * several, "Calculator"]
        header += [f"{step} {'step' if step == 1 else 'steps'} ({counts[step]:,})" for step in steps]
        left = 2 + students + several
        parts.append(f"### {place}, {problems:,} problems\n\n{markdown(header, lines, left=left)}")
    return "\n\n".join([*parts, _STEPS_NOTE])


def question_table(rows: Sequence[Row]) -> str:
    """The decomposer's questions beside the problems' own; "" where no row has any."""
    pooled = [row.pooled for row in rows if row.pooled is not None and row.pooled.questions is not None]
    table = decomposer_table(pooled)
    return table if len(table.splitlines()) > 2 else ""


def trainings_table(files: Sequence[Path]) -> str:
    """How students were trained, a row a record of recipes/sft.py."""
    lines = []
    for record in map(Record, files):
        role, hint, asking = (record.get(key, str) for key in ("role", "hint", "asking"))
        details = [role, asking if role == "decomposer" else "", f"hint {hint}" if hint != "none" else ""]
        losses = [entry["eval_loss"] for entry in record.get("loss_curve", list) if "eval_loss" in entry]
        loss = record.get("best_eval_loss", (*NUMBER, type(None)))
        if loss is None and losses:
            loss = losses[-1]
        lines.append(
            [
                ", ".join(filter(None, details)),
                record.get("dataset", str),
                record.get("base_model", str),
                f"{record.get('examples', int):,}",
                f"{record.get('steps', int):,}",
                f"{record.get('tokens', int):,}",
                f"{record.get('seconds', NUMBER):,.0f}",
                "" if loss is None else f"{loss:.3f}",
                _hardware(record),
            ]
        )
    header = ["Role", "Set", "Base", "Examples", "Steps", "Tokens", "Seconds", "Validation loss", "Hardware"]
    return markdown(header, lines, left=3)


def _hardware(record: Record) -> str:
    accelerators = record.get("environment.accelerators", list)
    if accelerators:
        return f"{record.get('world_size', int)} x {accelerators[0]}"
    return f"{record.get('environment.cpu', str)}, {record.get('environment.cpu_cores', int)} cores"


def _small(row: Row) -> PaperFigure | None:
    found = figures(row.dataset, row.split, row.problems, row.method) if row.dataset.startswith("gsm8k") else ()
    return next((figure for figure in found if figure.model == "GPT-2 small"), None)


def _ours(row: Row, several: bool) -> list[str]:
    told = f"{row.students} ({row.trained} tokens)" if several else row.students
    size = "" if row.parameters is None else f", {row.parameters / 1e6:.1f}M parameters"
    seeds = "" if row.seeds == 1 else f", {row.seeds} seeds"
    return [told + size + seeds, "on" if row.calculator else "off", row.percent]


def _size(theirs: Sequence[PaperFigure], model: str) -> str:
    return next(f"({figure.parameters:,}M)" for figure in theirs if figure.model == model)


def _sizes(rows: Sequence[Row]) -> bool:
    return len({row.parameters for row in rows}) > 1


def _differ_in_budget(rows: Sequence[Row]) -> bool:
    """Whether some rows differ in nothing but what their students were trained on."""
    return len({(row.place, row.students, row.method, row.calculator, row.problems) for row in rows}) < len(rows)

"""A report from the records that score.py and sft.py wrote: tables, the paper's figures beside ours, plots.

    python -m recipes.report students                     the tables of what lies under a folder
    python -m recipes.report students/*/scores/gsm8k-test-*.json
    python -m recipes.report runs/builtin --output runs/report
    python -m recipes.report results/methods --plots docs/methods       the plots alone
    python -m recipes.report results/sizes --plots docs/sizes --kinds sizes

With `--output` the folder gets `report.md`, the plots that it shows, and pages of the problems that CoT and Socratic
CoT won and lost (recipes/parted.py), where the records have their predictions beside them.

Seeds of a method become one row (recipes/report_rows.py). `results/students` holds copies of small records,
`<student>/training.json` and `<student>/scores/*.json`; tables of the README are made from it, so no number in them was
typed.
"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from recipes.parted import ENDING, compare_page, load_texts, read_run
from recipes.report_differences import NOTE, beside_cot, beside_larger_cot
from recipes.report_rows import Row, is_score, is_training, leading, record_files, score_rows, slug
from recipes.report_tables import (
    paper_tables,
    question_table,
    rows_table,
    steps_tables,
    trainings_table,
)
from socratic.errors import ConfigError, SocraticError

__all__ = ["main", "report", "score_table", "training_table", "write_report"]

_NO_SIZES = (
    "Sizes are left out: some records do not say how many parameters their students have. Today's recipes/score.py "
    "writes that; score again with `--overwrite` to have it."
)
_NO_PAGES = (
    "No page of the problems won and lost: that needs the predictions (`*.predictions.jsonl`) beside the records."
)


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the report of what lies at the given paths, or write it."""
    parser = argparse.ArgumentParser(
        prog="report.py", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="a record, or a folder with some")
    written = parser.add_mutually_exclusive_group()
    written.add_argument("--output", type=Path, metavar="DIR", help="write report.md, plots and pages into this folder")
    written.add_argument("--plots", type=Path, metavar="DIR", help="write nothing but the plots into this folder")
    parser.add_argument(
        "--kinds",
        nargs="+",
        metavar="KIND",
        help="with --plots: sizes, accuracy, steps, cost, learning-curve; default: all",
    )
    parser.add_argument(
        "--data_dir", type=Path, metavar="DIR", help="data sets' files, for the pages; default: the Hub"
    )
    options = parser.parse_args(arguments)
    if options.kinds and not options.plots:
        parser.error("--kinds says which plots; give --plots DIR too")
    scores, trainings = record_files(options.paths, is_score), record_files(options.paths, is_training)
    if not scores and not trainings:
        raise ConfigError(f"{', '.join(map(str, options.paths))}: no scores/*.json and no training.json there")
    if options.plots:
        from recipes.report_plots import KINDS, plot_all  # imports matplotlib, which takes its time

        kinds = options.kinds or KINDS
        if unknown := set(kinds) - set(KINDS):
            parser.error(f"--kinds: there is no {', '.join(sorted(unknown))}; choose from {', '.join(KINDS)}")
        options.plots.mkdir(parents=True, exist_ok=True)
        for name, title in plot_all(score_rows(scores), options.plots, kinds):
            print(f"{options.plots / name}: {title}")
    elif options.output:
        write_report(scores, trainings, options.output, options.data_dir)
    else:
        print(report(score_rows(scores), trainings), end="")


def score_table(folder: str | Path) -> str:
    """A Markdown table of every `scores/*.json` under `folder`; `ConfigError` when there is none or one is broken."""
    if not (files := record_files([folder], is_score)):
        raise ConfigError(f"{folder}: no scores/*.json there; run recipes/score.py first")
    return rows_table(score_rows(files))


def training_table(folder: str | Path) -> str:
    """A Markdown table of every `training.json` under `folder`; `ConfigError` when there is none or one is broken."""
    if not (files := record_files([folder], is_training)):
        raise ConfigError(f"{folder}: no training.json there; run recipes/sft.py first")
    return trainings_table(files)


def report(
    rows: Sequence[Row],
    trainings: Sequence[Path] = (),
    images: Sequence[tuple[str, str]] = (),
    pages: Sequence[tuple[str, str]] = (),
) -> str:
    """The report as Markdown. `images` and `pages` are (file beside the report, what it shows).

    A section without data is left out.
    """
    shown = "\n\n".join(f"![{title}]({name})" for name, title in images)
    if images and any(row.parameters is None for row in rows):
        shown += f"\n\n{_NO_SIZES}"
    linked = "\n".join(f"- [{title}]({name})" for name, title in pages)
    if images and not pages:
        linked = _NO_PAGES
    sections = {
        "Accuracy": rows_table(rows) if rows else "",
        "Beside the paper": paper_tables(rows),
        "Every method beside CoT, problem by problem": f"{table}\n\n{NOTE}" if (table := beside_cot(rows)) else "",
        "Beside CoT of as many parameters": f"{larger}\n\n{NOTE}" if (larger := beside_larger_cot(rows)) else "",
        "By number of steps": steps_tables(rows) if rows else "",
        "The decomposer's questions": question_table(rows),
        "Plots": shown,
        "Where the methods part": linked,
        "Training": trainings_table(trainings) if trainings else "",
    }
    parts = [f"## {title}\n\n{text}" for title, text in sections.items() if text]
    return "\n\n".join(["# Results", *parts]) + "\n"


def write_report(
    scores: Sequence[Path], trainings: Sequence[Path], folder: str | Path, data_dir: str | Path | None = None
) -> Path:
    """The report with its plots and pages in `folder`; returns `report.md`'s path. What lies there is written over."""
    from recipes.report_plots import plot_all  # imports matplotlib, which takes its time

    folder = Path(folder)
    rows = score_rows(scores)
    folder.mkdir(parents=True, exist_ok=True)
    images, pages = plot_all(rows, folder), _pages(rows, folder, data_dir)
    file = folder / "report.md"
    file.write_text(report(rows, trainings, images, pages), encoding="utf-8")
    print(f"written: {file}, {len(images)} plots, {len(pages)} pages of problems won and lost", file=sys.stderr)
    return file


def _pages(rows: Sequence[Row], folder: Path, data_dir: str | Path | None) -> list[tuple[str, str]]:
    """A page for each Socratic CoT of the `leading` rows and the CoT on the same problems by students of the same base,
    of the first seed of each."""
    pages = []
    rows = leading(rows)
    chains = {(row.place, row.problems, row.students): row for row in rows if row.method == "cot"}
    bases = len({row.students.partition(", ")[0] for row in rows}) > 1
    for row in rows:
        chain = chains.get((row.place, row.problems, row.students))
        if chain is None or not row.method.startswith("iterative") or row.is_oracle:
            continue
        files = [item.files[0].with_name(item.files[0].stem + ENDING) for item in (chain, row)]
        if not all(file.exists() for file in files):
            continue
        first, second = map(read_run, files)
        problems, note = load_texts(first, None, data_dir)
        if note:
            print(f"{files[0]}: a page without the problems' texts: {note}", file=sys.stderr)
        title = f"{row.place}, {row.problems:,} problems: cot and {row.method}"
        title += f", students: {row.students}" if bases else ""
        name = f"parted-{slug(title)}.md"
        (folder / name).write_text(compare_page(first, second, problems, note=note), encoding="utf-8")
        pages.append((name, title))
    return pages


if __name__ == "__main__":
    try:
        main()
    except SocraticError as error:
        sys.exit(f"report.py: {error}")

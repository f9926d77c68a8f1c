"""Where two methods part: the problems that one of them solved and the other did not, as a page of Markdown.

    python -m recipes.parted students/cot/scores/builtin-test-cot-calculator.predictions.jsonl \\
        students/solver/scores/builtin-test-iterative-upfront-calculator.predictions.jsonl > parted.md
    python -m recipes.parted A.predictions.jsonl B.predictions.jsonl --dataset gsm8k:test --data_dir data --shown 20

Both files must be of the same problems. They hold no problem's text, which stays small and other people's: it is loaded
by the problems' ids from the set that the records beside the files name, or from `--dataset`. Where that cannot be had,
the page says so and shows ids. The page quotes problems: mind the licence of the set before you publish one.
"""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from recipes.records import read_json
from recipes.tables import markdown
from socratic.answers import numbers_in
from socratic.calculator import check_equations, format_value
from socratic.errors import ConfigError, ProblemError, SocraticError
from socratic.markdown import cell, plain
from socratic.problem import Problem
from socratic.sources import load_problems
from socratic.statistics import mcnemar_p
from socratic.traces import Trace

__all__ = ["Prediction", "Run", "compare_page", "first_wrong", "load_texts", "main", "read_run"]

ENDING = ".predictions.jsonl"

_SHOWN = 5


@dataclass(frozen=True)
class Prediction:
    """A line of a predictions file. `steps` counts the gold steps."""

    id: str
    gold: str
    verdict: str
    steps: int
    trace: Trace

    @property
    def is_right(self) -> bool:
        return self.verdict == "correct"


@dataclass(frozen=True)
class Run:
    """A predictions file; `name` is the method's."""

    file: Path
    name: str
    predictions: tuple[Prediction, ...]

    @property
    def record_file(self) -> Path:
        """Where recipes/score.py put the record."""
        return self.file.with_name(self.file.name.removesuffix(ENDING) + ".json")


def read_run(file: str | Path) -> Run:
    """The predictions that recipes/score.py wrote. Raises `ConfigError` with the line that is none."""
    file = Path(file)
    if not file.name.endswith(ENDING):
        raise ConfigError(f"{file}: not a predictions file; its name would end in {ENDING}")
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"{file}: cannot be read ({getattr(error, 'strerror', None) or 'not UTF-8'})") from error
    predictions = []
    for number, line in enumerate(lines, start=1):
        try:
            fields = json.loads(line)
            told = {name: fields[name] for name in ("id", "gold", "verdict", "steps")}
            predictions.append(Prediction(**told, trace=Trace.from_json(fields["trace"])))
        except (ValueError, KeyError, TypeError, ProblemError) as error:
            raise ConfigError(f"{file}:{number}: not a prediction of recipes/score.py: {error!r}") from error
    if not predictions:
        raise ConfigError(f"{file}: there are no predictions in it")
    return Run(file, predictions[0].trace.method, tuple(predictions))


def load_texts(
    run: Run, dataset: str | None = None, data_dir: str | Path | None = None
) -> tuple[dict[str, Problem], str]:
    """The problems of a run by id, and "" or why there are none.

    `dataset` is a name with its split, such as "gsm8k:test", or a `.jsonl` file; None takes the set that the record
    beside the predictions names. Raises `ConfigError` where the problems are others than those that were solved, and
    `SourceError` or `ProblemError` where a `dataset` that was asked for cannot be had.
    """
    try:
        name, split, revision = _source(run, dataset)
        bare = name == "builtin" or name.endswith((".jsonl", ".jsonl.gz"))
        loaded = load_problems(
            name,
            split,
            data_dir=None if bare else data_dir,
            revision=None if bare or data_dir else revision,
            limit=len(run.predictions) if name == "builtin" else None,
        )
    except SocraticError as error:
        if dataset is not None:
            raise
        return {}, str(error)
    problems = {problem.id: problem for problem in loaded}
    for prediction in run.predictions:
        found = problems.get(prediction.id)
        if found is None or (found.answer, len(found.steps)) != (prediction.gold, prediction.steps):
            raise ConfigError(
                f"{run.file}: {prediction.id} is no problem of {dataset or name}, or is another one there"
            )
    return problems, ""


def _source(run: Run, dataset: str | None) -> tuple[str, str, str | None]:
    """(data set, split, revision)."""
    if dataset is not None:
        if dataset.endswith((".jsonl", ".jsonl.gz")):
            return dataset, "", None
        name, _, split = dataset.partition(":")
        return name, split or "test", None
    record = read_json(run.record_file)
    if not record.get("dataset") or not record.get("split"):
        raise ConfigError(f"{run.record_file}: it names no set with a split; give --dataset")
    return record["dataset"], record["split"], record.get("dataset_revision")


def compare_page(
    first: Run, second: Run, problems: Mapping[str, Problem] | None = None, *, shown: int = _SHOWN, note: str = ""
) -> str:
    """The page. `problems` by id give the texts and gold steps, `note` says why there are none; `shown` problems are
    quoted of each kind, in the order of the first file. Raises `ConfigError` for runs on other problems."""
    pairs = _pairs(first, second)
    one, two = _names(first, second)
    kinds = {
        f"Only {one} is right": [pair for pair in pairs if pair[0].is_right and not pair[1].is_right],
        f"Only {two} is right": [pair for pair in pairs if pair[1].is_right and not pair[0].is_right],
        "Both are right": [pair for pair in pairs if pair[0].is_right and pair[1].is_right],
        "Neither is right": [pair for pair in pairs if not (pair[0].is_right or pair[1].is_right)],
    }
    only_first, only_second, *_ = counts = [len(found) for found in kinds.values()]
    chance = mcnemar_p(only_first, only_second)
    steps = sorted({pair[0].steps for pair in pairs})
    by_steps = [
        [str(step), *(f"{sum(pair[0].steps == step for pair in found):,}" for found in (pairs, *kinds.values()))]
        for step in steps
    ]
    parts = [
        f"# Where {plain(one)} and {plain(two)} part",
        f"{len(pairs):,} problems, the same for both. McNemar's exact test, two-sided: p = {_p(chance)}. That is the "
        f"chance of a split at least as uneven as {only_first:,} to {only_second:,} if each of these problems had been "
        "a fair coin.",
        markdown(
            ["Steps of the gold solution", "Problems", *map(cell, kinds)],
            [*by_steps, ["all", *(f"{count:,}" for count in (len(pairs), *counts))]],
            left=0,
        ),
    ]
    if note:
        parts.append(f"The problems' texts are not here: {plain(note)}")
    for title, found in kinds.items():
        parts.append(f"## {plain(title)}: {len(found):,}")
        if len(found) > shown:
            parts.append(f"Shown: the first {shown}.")
        parts += [_pair(pair, (one, two), (problems or {}).get(pair[0].id)) for pair in found[:shown]]
    return "\n\n".join(parts) + "\n"


def first_wrong(trace: Trace, right: bool, problem: Problem | None) -> tuple[int, str] | None:
    """The first step that went wrong, counted from 0, and what is wrong with it; None where nothing tells it.

    That is the first with a `<<expression=value>>` that the calculator disagrees with, or, where the answer is not
    right, the first that comes to a value which the gold steps do not have, or not as often; whichever comes first.
    Another way to the answer has other values too, so the second is a sign and no proof.
    """
    left: Counter[str] = Counter()
    if problem is not None:
        left = Counter(value for step in problem.steps for value in _values(step.solution))
    knows = bool(left) and not right
    for index, step in enumerate(trace.steps):
        for equation in check_equations(step.solution):
            if not equation.correct:
                should = "no calculation" if equation.value is None else f"should be {format_value(equation.value)}"
                return index, f"first wrong equation: {equation.expression}={equation.stated}, {should}"
        found = _values(step.solution)
        left.subtract(found)
        strange = [value for value in found if left[value] < 0]
        if knows and strange:
            return index, f"first value that the gold steps lack: {strange[0]}"
    return None


def _values(solution: str) -> list[str]:
    """What the equations of a step come to, each value once, in one form."""
    values = []
    for equation in check_equations(solution):
        values += [format_value(value) for value, _ in numbers_in(equation.stated)[:1]]
    return list(dict.fromkeys(values))


def _pairs(first: Run, second: Run) -> list[tuple[Prediction, Prediction]]:
    others = {prediction.id: prediction for prediction in second.predictions}
    for prediction in first.predictions:
        other = others.get(prediction.id)
        if other is None or (other.gold, other.steps) != (prediction.gold, prediction.steps):
            raise ConfigError(
                f"{first.file} and {second.file} are of other problems: {prediction.id} is not the same in both"
            )
    if len(others) > len(first.predictions):
        raise ConfigError(
            f"{second.file} has {len(others):,} problems, {first.file} {len(first.predictions):,} of them"
        )
    return [(prediction, others[prediction.id]) for prediction in first.predictions]


def _names(first: Run, second: Run) -> tuple[str, str]:
    """The methods' names; where they are the same, the files', with as much of their folders as tells them apart."""
    if first.name != second.name:
        return first.name, second.name
    parts = [(*run.file.resolve().parts[:-1], run.file.name.removesuffix(ENDING)) for run in (first, second)]
    for length in range(1, min(map(len, parts)) + 1):
        one, two = ("/".join(part[-length:]) for part in parts)
        if one != two:
            return one, two
    return "first", "second"


def _pair(pair: tuple[Prediction, Prediction], names: tuple[str, str], problem: Problem | None) -> str:
    """One problem with both traces side by side, a row a step."""
    gold = f"**Gold answer:** {plain(pair[0].gold)}"
    if problem is not None and problem.steps:
        values = [value for step in problem.steps for value in _values(step.solution)]
        gold += f"; its {len(problem.steps)} steps come to {', '.join(values)}" if values else ""
    columns = [_steps(prediction, problem) for prediction in pair]
    rows = []
    for number in range(max(map(len, columns))):
        cells = [column[number] if number < len(column) else "" for column in columns]
        rows.append([str(number + 1), *cells])
    rows.append(["", *map(_outcome, pair)])
    parts = [f"### {plain(pair[0].id)}"]
    parts += [plain(problem.text)] if problem is not None else []
    return "\n\n".join([*parts, gold, markdown(["", *map(cell, names)], rows, left=3)])


def _steps(prediction: Prediction, problem: Problem | None) -> list[str]:
    wrong = first_wrong(prediction.trace, prediction.is_right, problem)
    cells = []
    for index, step in enumerate(prediction.trace.steps):
        text = f"**{cell(step.question)}** " if step.question else ""
        text += cell(step.solution) if step.solution else "*(nothing)*"
        text += "" if step.finished else " *(not finished)*"
        if wrong is not None and wrong[0] == index:
            text += f"<br>✗ *{cell(wrong[1])}*"
        cells.append(text)
    return cells


def _outcome(prediction: Prediction) -> str:
    trace = prediction.trace
    answer = "no answer" if trace.answer is None else f"answer {cell(trace.answer)}"
    sign = "✓" if prediction.is_right else "✗"
    return f"{sign} **{answer}**" + (f"<br>stopped early: {cell(trace.error)}" if trace.error else "")


def _p(value: float) -> str:
    return f"{value:.4f}" if value >= 0.0001 else f"{value:.1e}"


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the page of the two files."""
    options: Any = _options(arguments)
    first, second = read_run(options.first), read_run(options.second)
    problems, note = load_texts(first, options.dataset, options.data_dir)
    print(compare_page(first, second, problems, shown=options.shown, note=note), end="")


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="parted.py", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("first", type=Path, metavar="A.predictions.jsonl", help="what one method wrote")
    parser.add_argument("second", type=Path, metavar="B.predictions.jsonl", help="what the other wrote")
    parser.add_argument("--dataset", metavar="SET", help="gsm8k:test or a .jsonl file; default: what the record names")
    parser.add_argument(
        "--data_dir", type=Path, metavar="DIR", help="folder with the data sets' files; default: the Hub"
    )
    parser.add_argument("--shown", type=int, default=_SHOWN, metavar="N", help=f"of each kind; default: {_SHOWN}")
    options = parser.parse_args(arguments)
    if options.shown < 0:
        parser.error(f"--shown must not be negative: {options.shown}")
    return options


if __name__ == "__main__":
    try:
        main()
    except SocraticError as error:
        sys.exit(f"parted.py: {error}")

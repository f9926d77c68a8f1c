"""Everything for one data set and one base: train every role with every seed, score every method, one table.

    python -m recipes.reproduce --output_dir runs/builtin --dry_run
    python -m recipes.reproduce --output_dir runs/builtin --tokens 300000 --seeds 0 1 2 --limit 500 \\
        --tests builtin:test builtin:test-combinations builtin:test-phrasings builtin:test-steps
    python -m recipes.reproduce --configs recipes/configs/gsm8k --output_dir runs/gsm8k --tests gsm8k \\
        --roles cot decomposer solver --data_dir ../shared/data --at_once 1

A role's settings are those of <configs>/<role>.yaml. With `--tokens` every student is trained on so many tokens, with
several budgets for a learning curve; 0 is the base itself, where it was taught every role. What lies in `output_dir`:

    300k/cot-seed0/            a student, scores/ in it, as recipes/sft.py and recipes/score.py leave them
    logs/300k-cot-seed0.log    what the training said

`--records DIR` copies the records alone, which are small, for `python -m recipes.pooled DIR` and for publication.

What is finished is kept: a stopped run goes on with the same command, and more seeds, budgets or tests can be added.
`--dry_run` lists the work and, where finished students of the same roles tell how fast this machine is, the time.
"""

import argparse
import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from recipes.jobs import Job, run
from recipes.records import TRAINING_FILE, read_json, write_json
from socratic.builtin import BASE
from socratic.errors import ConfigError, SocraticError
from socratic.problem import Problem
from socratic.sources import load_problems
from socratic.students import STUDENT_FILE

__all__ = ["METHODS", "ROLES", "main", "scoring_job", "training_job"]

ROLES = ("answer", "cot", "unified", "decomposer", "solver")
METHODS = {
    "answer": "answer",
    "cot": "cot",
    "unified": "unified",
    "socratic": "iterative-[!o]*",
    "oracle": "iterative-oracle*",
}
"""What a person calls the methods, and how the names of their score files go on after the set's."""

_RECIPES = Path(__file__).resolve().parent


@dataclass(frozen=True)
class _Student:
    """A student of the plan and its folder; `trained` is False for the base, which plays the role as it is."""

    role: str
    budget: int | None
    seed: int
    folder: Path
    trained: bool = True

    @property
    def finished(self) -> bool:
        return (self.folder / STUDENT_FILE).exists()


@dataclass(frozen=True)
class _Scoring:
    """A method on all the sets that it can be scored on."""

    name: str
    students: tuple[str, ...]
    output: Path
    method: str
    tests: tuple[str, ...]
    problems: int


def training_job(role: str, config: Path, output: Path, log: Path, options: Sequence[str] = ()) -> Job:
    """recipes/sft.py by the YAML `config` with `options` beside it; the student comes to lie in `output`."""
    command = [sys.executable, str(_RECIPES / "sft.py"), "--config", str(config), "--output_dir", str(output)]

    def progress() -> tuple[int, int] | None:
        run_file = output / "run.json"
        total = read_json(run_file).get("max_steps") if run_file.exists() else None
        if total is None:
            return None
        steps = re.findall(rf"(\d+)/{total} \[", log.read_text(encoding="utf-8", errors="replace"))
        return int(steps[-1]) if steps else 0, total

    return Job(role, [*command, *options], log, "step", progress)


def scoring_job(
    name: str, method: str, students: Sequence[str], log: Path, output: Path, total: int, options: Sequence[str]
) -> Job:
    """recipes/score.py for a method of `METHODS` and its `students` (the options that name them), into `output`.

    The bar counts its predictions there, of `total`.
    """
    command = [sys.executable, str(_RECIPES / "score.py"), *students, "--output", str(output), *options]

    def progress() -> tuple[int, int]:
        return sum(
            file.read_bytes().count(b"\n") for file in output.glob(f"*-{METHODS[method]}-*.predictions.jsonl")
        ), total

    return Job(name, command, log, "problem", progress)


def main(arguments: Sequence[str] | None = None) -> None:
    """Do what the command line says."""
    options = _options(arguments)
    sets = {name: _problems(name, options) for name in options.tests}
    students = _students(options)
    scorings = _scorings(students, sets, options)
    trainings = [student for student in students if student.trained and not student.finished]
    _announce(trainings, students, scorings, options)
    if options.dry_run:
        return
    logs = options.output_dir / "logs"
    jobs = []
    for student in trainings:
        name = f"{student.folder.parent.name}-{student.folder.name}"
        extra = ["--seed", str(student.seed)]
        extra += [] if student.budget is None else ["--max_tokens", str(student.budget)]
        extra += ["--model_name_or_path", options.base] if options.base else []
        extra += ["--data_dir", str(options.data_dir)] if options.data_dir else []
        config = options.configs / f"{student.role}.yaml"
        jobs.append(training_job(name, config, student.folder, logs / f"{name}.log", extra))
    run(jobs, options.at_once)
    jobs = []
    for scoring in scorings:
        extra = ["--dataset", *scoring.tests, "--calculator", options.calculator]
        extra += ["--limit", str(options.limit)] if options.limit else []
        extra += ["--data_dir", str(options.data_dir)] if options.data_dir else []
        log = logs / f"score-{scoring.name}.log"
        jobs.append(
            scoring_job(scoring.name, scoring.method, scoring.students, log, scoring.output, scoring.problems, extra)
        )
    run(jobs, options.at_once)
    if options.records:
        _copy_records(options.output_dir, options.records)
    print(f"through: python -m recipes.pooled {options.records or options.output_dir} prints the tables")


def _copy_records(output: Path, records: Path) -> None:
    """training.json and scores/*.json of every student, in the same folders under `records`."""
    for file in [*output.glob(f"*/*/{TRAINING_FILE}"), *output.glob("*/*/scores/*.json")]:
        if not file.name.endswith(".run.json"):
            write_json(records / file.relative_to(output), read_json(file))


def _problems(name: str, options: argparse.Namespace) -> list[Problem]:
    """The problems of a test set, which is read before anything is trained."""
    is_file = name.endswith((".jsonl", ".jsonl.gz"))
    dataset, _, split = (name, "", "") if is_file else name.partition(":")
    generated = is_file or dataset == "builtin"
    data_dir = None if generated else options.data_dir
    return load_problems(dataset, split or "test", data_dir=data_dir, limit=options.limit)


def _students(options: argparse.Namespace) -> list[_Student]:
    students = []
    for budget in options.tokens:
        folder = options.output_dir / ("full" if budget is None else f"{budget / 1000:g}k")
        if budget == 0:
            base = Path(options.base or BASE)
            students += [_Student(role, budget, 0, base, trained=False) for role in options.roles]
            continue
        for seed in options.seeds:
            students += [_Student(role, budget, seed, folder / f"{role}-seed{seed}") for role in options.roles]
    for student in students:
        config = options.configs / f"{student.role}.yaml"
        if student.trained and not config.exists():
            raise ConfigError(f"{config}: no such file; --configs is a folder with a YAML for every role")
    return students


def _scorings(
    students: Sequence[_Student], sets: dict[str, list[Problem]], options: argparse.Namespace
) -> list[_Scoring]:
    """Every method that the roles allow, for each budget and seed."""
    modes = 2 if options.calculator == "both" else 1
    asked = {name for name, problems in sets.items() if any(step.question for p in problems for step in p.steps)}
    scorings = []
    for budget, seed in dict.fromkeys((student.budget, student.seed) for student in students):
        by_role = {item.role: item for item in students if (item.budget, item.seed) == (budget, seed)}

        def scoring(method: str, names: list[str], student: _Student, tests: Sequence[str]) -> None:
            place = student.folder.parent.name if student.trained else "0k"
            name = f"{place}-{method}-seed{student.seed}"
            output = student.folder / "scores" if student.trained else options.output_dir / "0k" / "base" / "scores"
            problems = modes * sum(len(sets[test]) for test in tests)
            if tests:
                scorings.append(_Scoring(name, tuple(names), output, method, tuple(tests), problems))

        for role in ("answer", "cot", "unified"):
            if student := by_role.get(role):
                names = ["--student", str(student.folder)] + ([] if student.trained else ["--role", role])
                scoring(role, names, student, list(sets))
        if (solver := by_role.get("solver")) and (decomposer := by_role.get("decomposer")):
            pair = ["--solver", str(solver.folder), "--decomposer"]
            scoring("socratic", [*pair, str(decomposer.folder)], solver, list(sets))
            scoring("oracle", [*pair, "oracle"], solver, [name for name in sets if name in asked])
    return scorings


def _announce(
    trainings: Sequence[_Student],
    students: Sequence[_Student],
    scorings: Sequence[_Scoring],
    options: argparse.Namespace,
) -> None:
    """Say what there is to do, and how long it takes as far as records of this output tell."""
    kept = sum(student.trained and student.finished for student in students)
    print(f"{len(trainings)} students to train ({kept} are finished), {options.at_once} at a time:")
    speeds: dict[str, float] = {}
    for file in options.output_dir.glob(f"*/*/{TRAINING_FILE}"):
        record = read_json(file)
        speeds[record["role"]] = record["tokens"] / record["seconds"]
    known, seconds = True, 0.0
    for student in trainings:
        tokens = "as its YAML says" if student.budget is None else f"{student.budget:,} tokens"
        speed = speeds.get(student.role)
        known = known and student.budget is not None and speed is not None
        if student.budget is not None and speed:
            seconds += student.budget / speed
            tokens += f", about {student.budget / speed / 60:.1f} minutes at {speed:,.0f} tokens a second"
        print(f"  {student.folder}: {tokens}")
    if trainings and known:
        print(f"  in all about {seconds / options.at_once / 60:.0f} minutes")
    print(f"{len(scorings)} methods to score, calculator {options.calculator}:")
    for scoring in scorings:
        print(f"  {scoring.name}: {scoring.problems:,} answers on {', '.join(scoring.tests)}")


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    def tokens(text: str) -> int:
        if (number := int(text.replace("_", "").replace(",", ""))) < 0:
            raise argparse.ArgumentTypeError(f"must be at least 0, not {text}")
        return number

    parser = argparse.ArgumentParser(
        prog="reproduce.py", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--output_dir", type=Path, required=True, help="students, scores and logs")
    parser.add_argument(
        "--configs",
        type=Path,
        default=_RECIPES / "configs" / "builtin",
        help="folder of <role>.yaml (default: builtin)",
    )
    parser.add_argument("--base", metavar="DIR_OR_ID", help="base model; default: what each YAML names")
    parser.add_argument("--roles", nargs="+", choices=ROLES, default=list(ROLES), help="default: all five")
    parser.add_argument("--seeds", nargs="+", type=int, default=[0], help="of the training; default: 0")
    parser.add_argument(
        "--tokens", nargs="+", type=tokens, default=[None], help="a student is trained on; default: as its YAML says"
    )
    parser.add_argument(
        "--tests",
        nargs="+",
        default=["builtin:test"],
        metavar="SET",
        help="score.py's --dataset; default: builtin:test",
    )
    parser.add_argument("--limit", type=int, metavar="N", help="score the first N problems of each set only")
    parser.add_argument("--calculator", choices=("on", "off", "both"), default="on", help="default: on")
    parser.add_argument("--data_dir", type=Path, help="folder with the data sets' files; default: the Hub")
    parser.add_argument("--records", type=Path, metavar="DIR", help="copy the records there when all is through")
    parser.add_argument("--at_once", type=int, default=2, metavar="N", help="commands side by side; default: 2")
    parser.add_argument("--dry_run", action="store_true", help="only say what there is to do")
    options = parser.parse_args(arguments)
    if options.at_once < 1 or (options.limit is not None and options.limit < 1):
        parser.error("--at_once and --limit must be at least 1")
    return options


if __name__ == "__main__":
    try:
        main()
    except SocraticError as error:
        sys.exit(f"reproduce.py: {error}")
    except KeyboardInterrupt:
        sys.exit("reproduce.py: stopped; the same command goes on from here")

"""Everything for one data set and one base: train every role with every seed, score every method, one table.

    python -m recipes.reproduce --output_dir runs/builtin --dry_run
    python -m recipes.reproduce --output_dir runs/builtin --tokens 300000 --seeds 0 1 2 --limit 500 \\
        --tests builtin:test builtin:test-combinations builtin:test-phrasings builtin:test-steps
    python -m recipes.reproduce --output_dir runs/builtin --tokens 300000 --seeds 0 1 2 --limit 500 \\
        --roles answer cot unified decomposer solver all --hints none equations operators count \\
        --asking upfront interleaved own-answers --vote 3 5
    python -m recipes.reproduce --configs recipes/configs/gsm8k --output_dir runs/gsm8k --tests gsm8k \\
        --roles cot decomposer solver --data_dir ../shared/data --at_once 1

A role's settings are those of <configs>/<role>.yaml, but for those that `--sft` gives. With `--tokens` every student is
trained on so many tokens, with several budgets for a learning curve; 0 is the base itself, where it was taught every
role. What lies in `output_dir`:

    300k/cot-seed0/               a student, scores/ in it, as recipes/sft.py and recipes/score.py leave them
    300k/cot-equations-seed0/     one that reads the hint of 300k/guide-equations-seed0/
    300k/decomposer-interleaved-seed0/, decomposer-own-answers-seed0/, all-seed0/
    300k/own-answers-seed0.jsonl  what the solver of this seed answered, for decomposer-own-answers-seed0
    logs/300k-cot-seed0.log       what the training said

`--hints` trains, for each hint, a guide and those who read it (CoT, unified, decomposer), and scores them with the
guide's hint and with the oracle's. `--vote K` adds CoT and the pair with a vote of K samples; how many tokens that took
is in the records. `--roles ... all` adds one model in every role. For a base of another size: `--base`, and an
`output_dir` of its own. `--records DIR` copies the records alone, which are small, for `python -m recipes.pooled DIR`
and for publication.

What is finished is kept: a stopped run goes on with the same command, and more seeds, budgets, hints or tests can be
added. `--dry_run` lists the work and, where earlier students and scores in `output_dir` tell how fast this machine is,
the time.
"""

import argparse
import math
import re
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from statistics import mean

import yaml

from recipes.jobs import Job, run
from recipes.problem_sets import ProblemSet, problem_set
from recipes.records import TRAINING_FILE, read_json, write_json
from recipes.study import PLANNED_ROLES, WAYS, Scoring, Trainee, Wish, scorings_of, students_of
from socratic.errors import ConfigError, SocraticError
from socratic.formats import HINTS

__all__ = ["ROLES", "main", "scoring_job", "training_job"]

ROLES = PLANNED_ROLES[:-1]
"""The roles that are trained unless others are named."""

_RECIPES = Path(__file__).resolve().parent


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
    name: str,
    students: Sequence[str],
    log: Path,
    output: Path,
    stems: Iterable[str],
    total: int,
    options: Sequence[str],
) -> Job:
    """recipes/score.py for `students` (the options that name them and the method), into `output`.

    The bar counts the predictions in the files there that go by `stems`, of `total`.
    """
    command = [sys.executable, str(_RECIPES / "score.py"), *students, "--output", str(output), *options]
    files = [output / f"{stem}.predictions.jsonl" for stem in stems]

    def progress() -> tuple[int, int]:
        return sum(file.read_bytes().count(b"\n") for file in files if file.exists()), total

    return Job(name, command, log, "problem", progress)


def main(arguments: Sequence[str] | None = None) -> None:
    """Do what the command line says."""
    options = _options(arguments)
    wish = _wish(options)
    sets = {name: problem_set(name, data_dir=options.data_dir, limit=options.limit) for name in options.tests}
    students = students_of(wish)
    for student in students:
        if student.trained and not (options.configs / student.config).exists():
            raise ConfigError(
                f"{options.configs / student.config}: no such file; --configs is a folder with a YAML for every role"
            )
    scorings = scorings_of(students, sets, wish)
    trainings = [student for student in students if student.trained and not student.finished]
    _announce(trainings, students, scorings, sets, options)
    if options.dry_run:
        return
    logs = options.output_dir / "logs"
    learning = [student for student in trainings if student.way == "own-answers"]
    run([_training(student, logs, options) for student in trainings if student not in learning], options.at_once)
    asked = [student for student in learning if not student.own_answers.exists()]
    run([_answering(student, logs, options) for student in asked], options.at_once)
    run([_training(student, logs, options) for student in learning], options.at_once)
    run([_scoring(scoring, sets, logs, options) for scoring in scorings], options.at_once)
    if options.records:
        _copy_records(options.output_dir, options.records)
    print(f"through: python -m recipes.pooled {options.records or options.output_dir} prints the tables")


def _training(student: Trainee, logs: Path, options: argparse.Namespace) -> Job:
    name = f"{student.folder.parent.name}-{student.folder.name}"
    extra = ["--seed", str(student.seed), *student.options]
    extra += [] if student.budget is None else ["--max_tokens", str(student.budget)]
    extra += ["--model_name_or_path", options.base] if options.base else []
    extra += ["--data_dir", str(options.data_dir)] if options.data_dir else []
    extra += [part for key, value in options.sft for part in (f"--{key}", value)]
    return training_job(name, options.configs / student.config, student.folder, logs / f"{name}.log", extra)


def _answering(student: Trainee, logs: Path, options: argparse.Namespace) -> Job:
    """Let the solver of its budget and seed answer what `student` learns from: the problems after those that the solver
    was trained on where the set goes on, else the same ones; no more than fill the budget."""
    solver = student.folder.parent / f"solver-seed{student.seed}"
    settings = yaml.safe_load((options.configs / student.config).read_text(encoding="utf-8"))
    taught = read_json(solver / TRAINING_FILE)
    most = settings.get("max_train_samples")
    if student.budget is not None:
        # A tenth more for those that sft.py holds out; the sequences are about as long as the solver's.
        fill = math.ceil(1.1 * student.budget * taught["problems"] / taught["epoch_tokens"])
        most = fill if most is None else min(most, fill)
    command = [sys.executable, str(_RECIPES / "own_answers.py"), "--solver", str(solver)]
    command += ["--dataset", *settings["dataset"], "--output", str(student.own_answers)]
    if settings["dataset"] == ["builtin"]:
        command += ["--skip", str(taught["problems"])]
    command += ["--limit", str(most)] if most else []
    command += ["--data_dir", str(options.data_dir)] if options.data_dir else []
    name = f"{student.folder.parent.name}-own-answers-seed{student.seed}"
    log = logs / f"{name}.log"

    def progress() -> tuple[int, int] | None:
        found = re.findall(r"(\d+)/(\d+) \[", log.read_text(encoding="utf-8", errors="replace"))
        return (int(found[-1][0]), int(found[-1][1])) if found else None

    return Job(name, command, log, "problem", progress)


def _scoring(scoring: Scoring, sets: Mapping[str, ProblemSet], logs: Path, options: argparse.Namespace) -> Job:
    extra = ["--dataset", *scoring.tests, "--calculator", options.calculator]
    extra += ["--limit", str(options.limit)] if options.limit else []
    extra += ["--data_dir", str(options.data_dir)] if options.data_dir else []
    log = logs / f"score-{scoring.name}.log"
    total = _answers(scoring, sets)
    return scoring_job(scoring.name, scoring.options, log, scoring.output, scoring.expected.values(), total, extra)


def _answers(scoring: Scoring, sets: Mapping[str, ProblemSet]) -> int:
    """How many problems a scoring answers, with and without the calculator counted apart."""
    return sum(len(sets[test].problems) for test, _ in scoring.expected)


def _copy_records(output: Path, records: Path) -> None:
    """training.json and scores/*.json of every student, and the records of own answers, in the same folders under
    `records`."""
    patterns = (f"*/*/{TRAINING_FILE}", "*/*/scores/*.json", "*/own-answers-seed*.json")
    for file in [file for pattern in patterns for file in output.glob(pattern)]:
        if not file.name.endswith(".run.json"):
            write_json(records / file.relative_to(output), read_json(file))


def _announce(
    trainings: Sequence[Trainee],
    students: Sequence[Trainee],
    scorings: Sequence[Scoring],
    sets: Mapping[str, ProblemSet],
    options: argparse.Namespace,
) -> None:
    """Say what there is to do, and how long it takes as far as records of this output tell."""
    kept = sum(student.trained and student.finished for student in students)
    print(f"{len(trainings)} students to train ({kept} are finished), {options.at_once} at a time:")
    speeds: dict[str, float] = {}
    for file in options.output_dir.glob(f"*/*/{TRAINING_FILE}"):
        record = read_json(file)
        speeds[record["role"]] = record["tokens"] / record["seconds"]
    needed: list[float | None] = []
    for student in trainings:
        tokens = "as its YAML says" if student.budget is None else f"{student.budget:,} tokens"
        if student.way == "own-answers":
            tokens += " of what its solver answers first"
        speed = speeds.get(student.role)
        needed.append(None)
        if student.budget is not None and speed:
            needed[-1] = student.budget / speed
            tokens += f", about {student.budget / speed / 60:.1f} minutes at {speed:,.0f} tokens a second"
        print(f"  {student.folder}: {tokens}")
    _sum_up(needed, options.at_once)

    done = sum(scoring.finished for scoring in scorings)
    print(f"{len(scorings)} methods to score ({done} are finished), calculator {options.calculator}:")
    paces = _paces(options.output_dir)
    needed = []
    for scoring in scorings:
        text = f"{_answers(scoring, sets):,} answers on {', '.join(scoring.tests)}"
        if scoring.finished:
            text += ", finished"
        else:
            needed.append(_seconds(scoring, sets, paces))
            text += "" if needed[-1] is None else f", about {needed[-1] / 60:.1f} minutes"
        print(f"  {scoring.name}: {text}")
    _sum_up(needed, options.at_once)


def _sum_up(needed: Sequence[float | None], at_once: int) -> None:
    """Say how long it all takes (seconds each), and for how many that is not known yet."""
    known = [seconds for seconds in needed if seconds is not None]
    if not known:
        return
    unknown = f", without {len(needed) - len(known)} for which no record tells" if len(known) < len(needed) else ""
    print(f"  in all about {sum(known) / at_once / 60:.0f} minutes{unknown}")


_Pace = tuple[str, str | None, str | None]
"""Method, set and split; without set and split: the method anywhere."""


def _paces(output: Path) -> dict[_Pace, float]:
    """Seconds that methods took a problem, by the records in `output`."""
    seen: dict[_Pace, list[float]] = {}
    for file in output.glob("*/*/scores/*.json"):
        if not file.name.endswith(".run.json"):
            record = read_json(file)
            pace = record["seconds"] / record["problems"]
            for key in ((record["method"], record["dataset"], record["split"]), (record["method"], None, None)):
                seen.setdefault(key, []).append(pace)
    return {key: mean(values) for key, values in seen.items()}


def _seconds(scoring: Scoring, sets: Mapping[str, ProblemSet], paces: Mapping[_Pace, float]) -> float | None:
    """How long the unfinished part of a scoring takes; None where the method was never scored here."""
    anywhere = paces.get((scoring.method, None, None))
    if anywhere is None:
        return None
    return sum(
        len(sets[test].problems) * paces.get((scoring.method, sets[test].name, sets[test].split), anywhere)
        for (test, _), stem in scoring.expected.items()
        if not (scoring.output / f"{stem}.json").exists()
    )


def _wish(options: argparse.Namespace) -> Wish:
    return Wish(
        output_dir=options.output_dir,
        roles=tuple(options.roles),
        hints=tuple(options.hints),
        ways=tuple(options.asking),
        votes=tuple(options.vote),
        budgets=tuple(options.tokens),
        seeds=tuple(options.seeds),
        modes={"on": (True,), "off": (False,), "both": (True, False)}[options.calculator],
        base=options.base,
    )


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    def tokens(text: str) -> int:
        if (number := int(text.replace("_", "").replace(",", ""))) < 0:
            raise argparse.ArgumentTypeError(f"must be at least 0, not {text}")
        return number

    def setting(text: str) -> tuple[str, str]:
        key, equals, value = text.partition("=")
        if not (key and equals and value):
            raise argparse.ArgumentTypeError(f"{text!r} is not KEY=VALUE, such as learning_rate=5e-4")
        return key, value

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
    parser.add_argument(
        "--sft",
        nargs="+",
        type=setting,
        default=[],
        metavar="KEY=VALUE",
        help="sft.py's options that go before the YAMLs', for every student: learning_rate=5e-4",
    )
    parser.add_argument("--roles", nargs="+", choices=PLANNED_ROLES, default=list(ROLES), help="default: all but all")
    parser.add_argument(
        "--hints", nargs="+", choices=HINTS, default=["none"], help="that students read, each with a guide of its own"
    )
    parser.add_argument(
        "--asking",
        nargs="+",
        choices=WAYS,
        default=["upfront"],
        help="of the decomposer: all questions at once, or one by one (interleaved; own-answers: trained on what the "
        "solver answers), which go without hints; default: upfront",
    )
    parser.add_argument(
        "--vote",
        nargs="+",
        type=int,
        default=[],
        metavar="K",
        help="score CoT and the pair with votes of K samples too",
    )
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
    if any(samples < 2 for samples in options.vote):
        parser.error("--vote must be at least 2")
    return options


if __name__ == "__main__":
    try:
        main()
    except SocraticError as error:
        sys.exit(f"reproduce.py: {error}")
    except KeyboardInterrupt:
        sys.exit("reproduce.py: stopped; the same command goes on from here")

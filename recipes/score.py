"""Score a student, or a pair of them, on sets of problems: accuracy with its interval, every prediction kept.

Students are folders that recipes/sft.py wrote, or Hub ids. What comes out, in `scores/` beside the student's weights:

    gsm8k-test-cot-calculator.predictions.jsonl   one line a problem, written as it is solved
    gsm8k-test-cot-calculator.json                the record: counts, interval, by steps, settings, versions
    gsm8k-test-cot-calculator.run.json            only while a run is unfinished: its settings

A killed run goes on where it stopped when the same command is given again. "No answer" is counted apart from "wrong".
"""

import argparse
import hashlib
import json
import os
import re
import sys
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace
from itertools import groupby, product
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from recipes.records import TRAINING_FILE, environment, now, read_json, write_json
from recipes.verdicts import counts, outcomes, verdict
from socratic.errors import ConfigError, PairError, SocraticError, StudentError

if TYPE_CHECKING:  # they import torch and transformers, which --help does not need
    from socratic.formats import Hint, Role
    from socratic.problem import Problem
    from socratic.reasoners import Reasoner
    from socratic.students import Student

__all__ = ["main", "score", "summary"]

_EXAMPLES = """examples:
  python recipes/score.py --student students/gsm8k/cot --dataset gsm8k
  python recipes/score.py --solver students/gsm8k/solver --decomposer students/gsm8k/decomposer --dataset gsm8k
  python recipes/score.py --solver students/gsm8k/solver --decomposer oracle --dataset gsm8k --calculator both
  python recipes/score.py --student socratic/builtin/base --role unified --dataset builtin --limit 100 \\
      --output runs/base-scores
  python recipes/score.py --student students/gsm8k/cot-equations --guide oracle --dataset problems.jsonl
  python recipes/score.py --student students/cot --dataset builtin:test builtin:test-steps svamp --data_dir data
"""


def main(arguments: Sequence[str] | None = None) -> list[dict[str, Any]]:
    """Score as the command line says, print the results, and return the records, set by set (two of each for
    `--calculator both`)."""
    options = _options(arguments)

    # Problems first: a wrong name is told before anything heavy is loaded.
    from socratic.problem import fingerprint
    from socratic.sources import DATASETS, load_problems

    sets = [
        _ProblemSet(
            dataset,
            split,
            load_problems(
                dataset,
                split or "",
                data_dir=None if dataset == "builtin" or split is None else options.data_dir,
                revision=None if dataset == "builtin" or split is None else options.dataset_revision,
                limit=options.limit,
            ),
        )
        for dataset, split in (_named(name, options.split) for name in options.dataset)
    ]
    for part in sets:
        if options.decomposer == "oracle" and not any(
            step.question for problem in part.problems for step in problem.steps
        ):
            raise ConfigError(f"no problem of {part.dataset} has sub-questions, so an oracle has none to ask")
        if options.guide == "oracle" and (bare := [problem.id for problem in part.problems if not problem.steps]):
            raise ConfigError(
                f"{len(bare)} of {len(part.problems)} problems have no steps to take an oracle's hint from, "
                f"such as {bare[0]}"
            )

    import torch

    from socratic.decoding import Decoding
    from socratic.reasoners import ChainReasoner, SocraticReasoner

    device = options.device or ("cuda" if torch.cuda.is_available() else "cpu")
    if device.startswith("cuda") and not torch.cuda.is_available():
        raise ConfigError(f"--device {device}: this machine has no CUDA device, or this PyTorch cannot use it")

    # Students, each in its role. One of role `all` reads the hint that the guide writes.
    students: list[dict[str, Any]] = []

    def load(name: str, role: "Role | None", hint: "Hint" = "none") -> "Student":
        student, record = _load(name, role, hint, device, getattr(torch, options.dtype))
        students.append(record)
        return student

    guide = load(options.guide, "guide") if options.guide not in (None, "oracle") else options.guide
    hint = guide.config.hint if guide not in (None, "oracle") else "none"
    if options.student:
        answering = reader = load(options.student, options.role, hint)
    else:
        answering = reader = load(options.solver, "solver", hint)
        decomposer: Student | Literal["oracle"] = "oracle"
        if options.decomposer != "oracle":
            decomposer = reader = load(options.decomposer, "decomposer", hint)
    if guide is not None and not reader.format.reads_hint:
        raise PairError(f"{reader.name} was trained without hints (hint 'none'): leave --guide away")

    own_folder = Path(options.student or options.solver)
    if options.output is None and not own_folder.is_dir():
        raise ConfigError(f"{own_folder} is on the Hub and has no folder here for its scores: give --output")

    # Score.
    modes = {"on": [True], "off": [False], "both": [True, False], None: [answering.config.calculator]}
    records = []
    for part, calculator in product(sets, modes[options.calculator]):
        settings = Decoding(
            calculator=calculator,
            max_new_tokens=options.max_new_tokens,
            temperature=options.temperature,
            seed=options.seed,
        )
        reasoner: Reasoner
        if options.student:
            reasoner = ChainReasoner(answering, guide, settings)
        else:
            reasoner = SocraticReasoner(answering, decomposer, guide, settings)
        run = {
            "method": reasoner.name,
            "students": students,
            "dataset": part.name,
            "split": part.split,
            "dataset_revision": options.dataset_revision if part.dataset in DATASETS[1:] else None,
            "data_fingerprint": fingerprint(part.problems),
            "problems": len(part.problems),
            "settings": {
                **asdict(settings),
                "batch_size": options.batch_size,
                "dtype": options.dtype,
                "device": device,
            },
        }
        name = _slug(part.name, part.split or "", reasoner.name, "calculator" if calculator else "no-calculator")
        stem = (options.output or own_folder / "scores") / name
        record = score(reasoner, part.problems, run, stem, overwrite=options.overwrite)
        records.append(record)
        if options.format == "text":
            print(_table(record))
    if options.format == "json":
        print(json.dumps(records, indent=2, ensure_ascii=False))
    return records


@dataclass(frozen=True)
class _ProblemSet:
    """Problems and where they are from; a file has no split."""

    dataset: str
    split: str | None
    problems: list["Problem"]

    @property
    def name(self) -> str:
        """What a record calls it: a file goes by its own name."""
        return Path(self.dataset).name.split(".jsonl")[0] if self.split is None else self.dataset


def _named(name: str, split: str) -> tuple[str, str | None]:
    """("builtin", "test-steps") for builtin:test-steps, ("gsm8k", `split`) for gsm8k, (path, None) for a file."""
    if name.endswith((".jsonl", ".jsonl.gz")):
        return name, None
    dataset, _, own = name.partition(":")
    return dataset, own or split


def score(
    reasoner: "Reasoner", problems: Sequence["Problem"], run: dict[str, Any], stem: Path, *, overwrite: bool = False
) -> dict[str, Any]:
    """Let `reasoner` solve `problems`; returns the record, which stands in `<stem>.json` then.

    `run` is what makes two runs the same: students, data and settings, `batch_size` among them. Predictions that an
    earlier run with the same `run` left are kept, in whole batches, so that what was interrupted and what was not end
    in the same predictions. Raises `ConfigError` for files of another run, unless `overwrite` deletes them.
    """
    record_file, run_file, predictions_file = (
        stem.with_name(stem.name + ending) for ending in (".json", ".run.json", ".predictions.jsonl")
    )
    if overwrite:
        for path in (record_file, run_file, predictions_file):
            path.unlink(missing_ok=True)
    earlier = next((read_json(path) for path in (record_file, run_file) if path.exists()), None)
    if earlier is None and predictions_file.exists():
        raise ConfigError(f"{predictions_file}: nothing says which run wrote it; give --overwrite to start anew")
    if earlier is not None and (changed := _differences(earlier, run)):
        raise ConfigError(
            f"{stem.parent}: {stem.name} was scored with another {', '.join(changed)}; "
            "give --overwrite to start anew, or another --output"
        )
    if earlier is not None and record_file.exists():
        run_file.unlink(missing_ok=True)  # left by a kill right after the record was written
        print(f"already scored: {record_file}", file=sys.stderr)
        return earlier

    from tqdm import tqdm

    batch_size = run["settings"]["batch_size"]
    write_json(run_file, run)
    predictions = _kept(predictions_file, problems, batch_size)
    if predictions:
        print(f"going on after {len(predictions)} of {len(problems)} problems", file=sys.stderr)
    rest = problems[len(predictions) :]
    with (
        predictions_file.open("a", encoding="utf-8") as file,
        tqdm(total=len(problems), initial=len(predictions), desc=stem.name, unit="problem") as bar,
    ):
        for problem, trace in zip(rest, reasoner.solve(rest, batch_size), strict=True):
            predictions.append(
                {
                    "id": problem.id,
                    "gold": problem.answer,
                    "answer": trace.answer,
                    "verdict": verdict(trace.answer, problem.answer),
                    "error": trace.error,
                    "steps": len(problem.steps),
                    "trace": trace.to_json(),
                }
            )
            file.write(json.dumps(predictions[-1], ensure_ascii=False) + "\n")
            file.flush()
            bar.update()
    record = {
        **run,
        **summary(predictions),
        **_questions(predictions, problems),
        "environment": environment(run["settings"]["device"]),
        "created": now(),
    }
    write_json(record_file, record)
    run_file.unlink()
    print(f"written: {record_file}", file=sys.stderr)
    return record


def summary(predictions: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """The counts of a record, from the lines of a predictions file.

    `accuracy` and the 95 % `interval` (Wilson) are shares of all problems. `outcomes` has a letter a problem in order
    (c correct, w wrong, n no answer), by which methods and seeds are compared problem by problem. `failed` is the part
    of `no_answer` in which the method stopped with an error. `by_steps` goes by the number of gold steps. `seconds` is
    decoding alone.
    """
    by_steps = []
    for steps, group in groupby(sorted(predictions, key=_steps), key=_steps):
        by_steps.append({"steps": steps, **_counts(list(group))})
    return {
        **_counts(predictions),
        "outcomes": outcomes([prediction["verdict"] for prediction in predictions]),
        "failed": sum(prediction["error"] is not None for prediction in predictions),
        "by_steps": by_steps,
        "tokens": sum(prediction["trace"]["tokens"] for prediction in predictions),
        "calls": sum(prediction["trace"]["calls"] for prediction in predictions),
        "seconds": round(sum(prediction["trace"]["seconds"] for prediction in predictions), 3),
    }


def _questions(predictions: Sequence[dict[str, Any]], problems: Sequence["Problem"]) -> dict[str, Any]:
    """The field `questions`: how far the sub-questions that a student asked are the problems' own. Nothing for a method
    that asks none, or the problems' own, and for problems without."""
    from recipes.decomposer_metrics import decomposer_quality

    asked = [[step["question"] for step in prediction["trace"]["steps"]] for prediction in predictions]
    own = [[step.question for step in problem.steps] for problem in problems]
    oracle = "oracle questions" in predictions[0]["trace"]["method"]
    if oracle or not any(map(any, asked)) or not any(map(any, own)):
        return {}
    return {"questions": decomposer_quality(asked, [list(filter(None, questions)) for questions in own])}


def _steps(prediction: dict[str, Any]) -> int:
    steps: int = prediction["steps"]
    return steps


def _counts(predictions: Sequence[dict[str, Any]]) -> dict[str, Any]:
    return counts([prediction["verdict"] for prediction in predictions])


def _kept(file: Path, problems: Sequence["Problem"], batch_size: int) -> list[dict[str, Any]]:
    """The predictions of an unfinished run, as far as they are whole lines of whole batches; the file is cut there."""
    if not file.exists():
        return []
    lines = file.read_bytes().splitlines(keepends=True)
    whole = [line for line in lines if line.endswith(b"\n")]  # all but a torn last one
    if len(whole) < len(problems):
        whole = whole[: len(whole) // batch_size * batch_size]
    predictions = []
    for number, line in enumerate(whole, start=1):
        try:
            prediction = json.loads(line)
            same = prediction["id"] == problems[number - 1].id
        except (ValueError, KeyError, TypeError, IndexError):
            same = False
        if not same:
            raise ConfigError(f"{file}:{number}: not a prediction of this run; give --overwrite to start anew")
        predictions.append(prediction)
    os.truncate(file, sum(map(len, whole)))
    return predictions


def _differences(earlier: dict[str, Any], run: dict[str, Any]) -> list[str]:
    """The fields in which an earlier record or run differs from this run, settings by their own names."""
    names = [name for name in run if name != "settings" and earlier.get(name) != run[name]]
    settings = earlier.get("settings", {})
    return names + [name for name, value in run["settings"].items() if settings.get(name) != value]


def _load(name: str, role: "Role | None", hint: "Hint", device: str, dtype: Any) -> tuple["Student", dict[str, Any]]:
    """A student in `role` (None: its own) and what the record says of it.

    A Hub id is loaded at the commit that it is at now. Records are published, so a folder goes by its own name alone.
    """
    from huggingface_hub import hf_hub_download

    from socratic.students import STUDENT_FILE, load_student, read_student_config

    config = read_student_config(name)
    folder, revision = Path(name), None
    if not folder.is_dir():
        folder = Path(hf_hub_download(name, STUDENT_FILE)).parent
        revision = folder.name  # the Hub's cache has one folder a commit
    student = load_student(name, revision=revision, device=device, dtype=dtype)
    if revision is None:
        student = replace(student, name=folder.resolve().name)
    if role is None and config.role == "all":
        raise StudentError(f"{name} was taught every role: choose one with --role answer, cot or unified")
    own: Any = config.role
    student = student.as_role(role or own, hint)
    training = folder / TRAINING_FILE
    taught = read_json(training) if training.exists() else {}
    return student, {
        "role": student.config.role,
        "name": student.name,
        "revision": revision,
        "sha256": _sha256(folder),
        "parameters": student.model.num_parameters(),
        "student": asdict(config),
        "training": {key: taught[key] for key in ("seed", "tokens") if key in taught},
    }


def _sha256(folder: Path) -> str:
    """SHA-256 (hex) of the weights: of model.safetensors, or of its shards one after the other."""
    digest = hashlib.sha256()
    for file in sorted(folder.glob("model*.safetensors")):
        with file.open("rb") as weights:
            while chunk := weights.read(1 << 20):
                digest.update(chunk)
    return digest.hexdigest()


def _slug(*parts: str) -> str:
    """The parts as one file name: `gsm8k-test-iterative-upfront-calculator`."""
    return "-".join(slug for part in parts if (slug := re.sub(r"[^a-z0-9]+", "-", part.lower()).strip("-")))


def _table(record: dict[str, Any]) -> str:
    """A record as text for a person."""
    rows: list[tuple[str, ...]] = [("steps", "problems", "correct", "wrong", "no answer", "accuracy", "95 % interval")]
    for label, found in (*((str(row["steps"]), row) for row in record["by_steps"]), ("all", record)):
        low, high = found["interval"]
        numbers = [f"{found[key]:,}" for key in ("problems", "correct", "wrong", "no_answer")]
        rows.append((label, *numbers, f"{found['accuracy']:.1%}", f"{low:.1%} to {high:.1%}"))
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    place = " ".join(filter(None, (record["dataset"], record["split"])))
    calculator = "with" if record["settings"]["calculator"] else "without"
    tokens, calls, seconds = (record[key] / record["problems"] for key in ("tokens", "calls", "seconds"))
    return "\n".join(
        [
            f"{place}: {record['method']}, {calculator} calculator",
            *("  ".join(cell.rjust(width) for cell, width in zip(row, widths, strict=True)) for row in rows),
            f"a problem: {tokens:.1f} tokens, {calls:.1f} calls, {seconds:.2f} s; stopped early: {record['failed']}\n",
        ]
    )


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    def at_least(least: float, kind: Callable[[str], float]) -> Callable[[str], float]:
        def number(text: str) -> float:
            if not (value := kind(text)) >= least:
                raise argparse.ArgumentTypeError(f"must be at least {least}, not {text}")
            return value

        return number

    count = at_least(1, int)
    parser = argparse.ArgumentParser(
        prog="score.py",
        description=__doc__,
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    students = parser.add_argument_group("students", "one that answers alone, or a solver with a decomposer")
    students.add_argument("--student", metavar="DIR_OR_ID", help="an answer, cot or unified student")
    students.add_argument("--role", choices=("answer", "cot", "unified"), help="which role a student of role all plays")
    students.add_argument("--solver", metavar="DIR_OR_ID", help="answers the sub-questions one by one")
    students.add_argument(
        "--decomposer", metavar="DIR_OR_ID", help="asks them; oracle: the problem's own (upper bound)"
    )
    students.add_argument("--guide", metavar="DIR_OR_ID", help="writes the hint; oracle: the gold one (upper bound)")
    data = parser.add_argument_group("problems")
    data.add_argument(
        "--dataset",
        required=True,
        nargs="+",
        metavar="SET",
        help="builtin, gsm8k, gsm8k-main, svamp, strategyqa, addsub, multiarith, singleeq or a .jsonl file of "
        "problems; builtin:test-steps is another split of one",
    )
    data.add_argument("--split", default="test", help="of sets that name none; default: test; a file is read whole")
    data.add_argument("--data_dir", type=Path, help="folder with the data sets' files; default: the Hub")
    data.add_argument("--dataset_revision", metavar="SHA", help="commit of the data set on the Hub")
    data.add_argument("--limit", type=count, metavar="N", help="only the first N problems")
    decoding = parser.add_argument_group("decoding")
    decoding.add_argument(
        "--calculator", choices=("on", "off", "both"), help="default: what the student, or the solver, was trained for"
    )
    decoding.add_argument("--max_new_tokens", type=count, default=256, metavar="N", help="for one text; default: 256")
    decoding.add_argument("--temperature", type=at_least(0, float), default=0.0, help="default: 0, greedy")
    decoding.add_argument("--seed", type=int, default=0, help="of the sampling above temperature 0; default: 0")
    decoding.add_argument("--batch_size", type=count, default=32, metavar="N", help="problems at a time; default: 32")
    decoding.add_argument("--device", help="default: cuda where there is one, else cpu")
    decoding.add_argument("--dtype", choices=("float32", "bfloat16", "float16"), default="float32")
    output = parser.add_argument_group("output")
    output.add_argument(
        "--output", type=Path, metavar="DIR", help="default: scores/ in the student's or solver's folder"
    )
    output.add_argument("--format", choices=("text", "json"), default="text", help="what goes to stdout; default: text")
    output.add_argument("--overwrite", action="store_true", help="start anew, whatever stands there")
    options = parser.parse_args(arguments)

    if bool(options.student) == bool(options.solver):
        parser.error("give either --student, or --solver with --decomposer")
    if options.solver and not options.decomposer:
        parser.error("--solver needs questions to answer: give --decomposer, a student or oracle")
    if options.student and options.decomposer:
        parser.error("--decomposer belongs to --solver; a --student answers alone")
    if options.role and not options.student:
        parser.error("--role is for --student; a solver and a decomposer have theirs")
    if options.guide and options.decomposer == "oracle":
        parser.error("oracle questions need no --guide")
    return options


if __name__ == "__main__":
    try:
        main()
    except SocraticError as error:
        sys.exit(f"score.py: {error}")
    except KeyboardInterrupt:
        print("score.py: interrupted; the same command goes on from here", file=sys.stderr)
        sys.exit(130)

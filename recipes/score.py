"""Score a student, or a pair of them, on sets of problems: accuracy with its interval, every prediction kept.

Students are folders that recipes/sft.py wrote, or Hub ids. What comes out, in `scores/` beside the student's weights:

    gsm8k-test-cot-calculator.predictions.jsonl   one line a problem, written as it is solved
    gsm8k-test-cot-calculator.json                the record: counts, interval, by steps, settings, versions
    gsm8k-test-cot-calculator.run.json            only while a run is unfinished: its settings

A killed run goes on where it stopped when the same command is given again. "No answer" is counted apart from "wrong".
`--vote K` samples K answers to each problem and counts their majority: its own method, `cot, vote of 5`.
"""

import json
import os
import sys
from collections.abc import Sequence
from dataclasses import asdict
from itertools import groupby, product
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from recipes.problem_sets import problem_set, score_name
from recipes.records import environment, now, read_json, write_json
from recipes.score_options import score_options
from recipes.verdicts import counts, outcomes, verdict
from socratic.errors import ConfigError, PairError, SocraticError, StudentError

if TYPE_CHECKING:  # they import torch and transformers, which --help does not need
    from socratic.formats import Hint
    from socratic.problem import Problem
    from socratic.reasoners import Reasoner
    from socratic.students import AnyStudent
    from socratic.votes import VotingReasoner

__all__ = ["main", "score", "summary"]


def main(arguments: Sequence[str] | None = None) -> list[dict[str, Any]]:
    """Score as the command line says, print the results, and return the records, set by set (two of each for
    `--calculator both`)."""
    options = score_options(arguments, __doc__)

    # Problems first: a wrong name is told before anything heavy is loaded.
    from socratic.problem import fingerprint
    from socratic.sources import DATASETS

    place = {"data_dir": options.data_dir, "revision": options.dataset_revision}
    sets = [problem_set(name, options.split, **place, limit=options.limit) for name in options.dataset]
    for part in sets:
        if options.decomposer == "oracle" and not part.has_questions:
            raise ConfigError(f"no problem of {part.dataset} has sub-questions, so an oracle has none to ask")
        if options.guide == "oracle" and (bare := [problem.id for problem in part.problems if not problem.steps]):
            raise ConfigError(
                f"{len(bare)} of {len(part.problems)} problems have no steps to take an oracle's hint from, "
                f"such as {bare[0]}"
            )

    import torch

    from recipes.scored_students import Loader
    from socratic.decoding import Decoding
    from socratic.reasoners import ChainReasoner, SocraticReasoner
    from socratic.votes import VotingReasoner

    # Students, each in its role. One of role `all` reads the hint that the guide writes.
    device = options.device or ("cuda" if torch.cuda.is_available() else "cpu")
    loader = Loader(device, options.dtype, options.endpoint, options.model, options.compile, options.pack)
    guide: AnyStudent | Literal["oracle"] | None = "oracle" if options.guide == "oracle" else None
    hint: Hint | None = options.hint
    if options.guide not in (None, "oracle"):
        guide = loader.load("guide", options.guide, "guide", hint)
        hint = guide.config.hint
    if options.student:
        answering = reader = loader.load("student", options.student, options.role, hint)
    else:
        answering = reader = loader.load("solver", options.solver, "solver")
        decomposer: AnyStudent | Literal["oracle"] = "oracle"
        if options.decomposer != "oracle":
            decomposer = reader = loader.load("decomposer", options.decomposer, "decomposer", hint, options.asking)
    if guide is not None and not reader.format.reads_hint:
        raise PairError(f"{reader.name} was trained without hints (hint 'none'): leave --guide away")
    if options.hint not in (None, reader.config.hint):
        raise StudentError(f"{reader.name} reads the hint {reader.config.hint!r}, as it was trained to; not --hint")
    if len(options.endpoint) == len(loader.records):  # nobody writes here
        device, options.dtype = "endpoint", "unknown"

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
        reasoner: ChainReasoner | SocraticReasoner | VotingReasoner
        if options.student:
            reasoner = ChainReasoner(answering, guide, settings)
        else:
            reasoner = SocraticReasoner(answering, decomposer, guide, settings)
        if options.vote:
            reasoner = VotingReasoner(reasoner, options.vote)
        method = ", ".join(filter(None, (reasoner.name, options.label)))
        run = {
            "method": method,
            "students": loader.records,
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
                **({"vote": options.vote} if options.vote else {}),
                **({"compiled": True} if options.compile else {}),
                **({"packed": True} if options.pack else {}),
            },
        }
        name = score_name(part.name, part.split, method, calculator)
        stem = (options.output or own_folder / "scores") / name
        record = score(reasoner, part.problems, run, stem, overwrite=options.overwrite)
        records.append(record)
        if options.format == "text":
            print(_table(record))
    if options.format == "json":
        print(json.dumps(records, indent=2, ensure_ascii=False))
    return records


def score(
    reasoner: "Reasoner | VotingReasoner",
    problems: Sequence["Problem"],
    run: dict[str, Any],
    stem: Path,
    *,
    overwrite: bool = False,
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
        for problem, trace in zip(rest, reasoner.solve(rest, batch_size, bar.update), strict=True):
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
    record = {
        **run,
        **summary(predictions),
        **_questions(predictions, problems),
        "environment": environment("cpu" if run["settings"]["device"] == "endpoint" else run["settings"]["device"]),
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
    names = [name for name in run if name not in ("settings", "students") and earlier.get(name) != run[name]]
    if _known(earlier.get("students"), run.get("students")) != run.get("students"):
        names.append("students")
    settings = earlier.get("settings", {})
    return names + [name for name, value in run["settings"].items() if settings.get(name) != value]


def _known(earlier: Any, students: list[dict[str, Any]] | None) -> Any:
    """The students of an earlier record, `parameters` filled in where it is from before records had them."""
    if not earlier or not students or len(earlier) != len(students):
        return earlier
    return [{"parameters": new["parameters"], **old} for old, new in zip(earlier, students, strict=True)]


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


if __name__ == "__main__":
    try:
        main()
    except SocraticError as error:
        sys.exit(f"score.py: {error}")
    except KeyboardInterrupt:
        print("score.py: interrupted; the same command goes on from here", file=sys.stderr)
        sys.exit(130)

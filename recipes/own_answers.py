"""Problems whose solutions are a solver's own: what a decomposer learns from that is to ask after just this solver.

    python -m recipes.own_answers --solver students/solver --dataset builtin --skip 10000 --limit 2000 \\
        --output own-answers.jsonl
    python recipes/sft.py --config recipes/configs/builtin/solver.yaml --role decomposer --asking interleaved \\
        --dataset own-answers.jsonl --output_dir students/decomposer-own-answers

An interleaved decomposer is trained to ask the next gold question after gold solutions; at test time it reads what the
solver wrote, wrong or not. Here the solver answers the gold questions greedily, and each step's solution becomes what
it wrote: the questions to learn and the problem's answer stay the gold ones, after wrong solutions too. A solver is
nearly always right on what it was trained on, so `--skip` leaves those problems out. Beside the file, `<name>.json` is
the record: which solver, how many of the problems it solved, and how many were left out because they did not fit.
"""

import argparse
import os
import sys
from collections.abc import Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from recipes.records import environment, now, write_json
from recipes.verdicts import counts, verdict
from socratic.errors import ConfigError, SocraticError
from socratic.problem import Problem, Step, fingerprint
from socratic.sources import load_problems, write_problems

if TYPE_CHECKING:  # it imports torch
    from socratic.traces import Trace

__all__ = ["main", "with_solutions_of"]


def with_solutions_of(problem: Problem, trace: "Trace") -> Problem:
    """`problem` with the solutions that `trace` has for its questions; `source` says that they are a solver's."""
    steps = tuple(Step(step.question, step.solution) for step in trace.steps)
    return replace(problem, steps=steps, source=f"{problem.source}, a solver's answers")


def main(arguments: Sequence[str] | None = None) -> dict[str, Any]:
    """Write the problems and the record; returns the record."""
    options = _options(arguments)
    problems = []
    for name in options.dataset:
        generated = name == "builtin" or name.endswith((".jsonl", ".jsonl.gz"))
        until = None if options.limit is None else options.skip + options.limit
        problems += load_problems(name, data_dir=None if generated else options.data_dir, limit=until)[options.skip :]
    asked = [problem for problem in problems if problem.steps and all(step.question for step in problem.steps)]
    if not asked:
        raise ConfigError(
            f"{', '.join(options.dataset)}: none of the {len(problems)} problems after the first {options.skip} has "
            "sub-questions to answer; choose another --dataset, or a smaller --skip"
        )

    import torch
    from tqdm import tqdm

    from recipes.scored_students import Loader
    from socratic.decoding import Decoding
    from socratic.reasoners import SocraticReasoner

    device = options.device or ("cuda" if torch.cuda.is_available() else "cpu")
    loader = Loader(device, "float32")
    solver = loader.load("solver", options.solver, "solver")
    settings = Decoding(max_steps=max(len(problem.steps) for problem in asked))
    reasoner = SocraticReasoner(solver, "oracle", settings=settings)
    written, verdicts = [], []
    with tqdm(total=len(asked), unit="problem") as bar:
        for problem, trace in zip(asked, reasoner.solve(asked, options.batch_size, bar.update), strict=True):
            if trace.error is None:
                written.append(with_solutions_of(problem, trace))
                verdicts.append(verdict(trace.answer, problem.answer))
    if not written:
        raise ConfigError(f"{options.solver}: not one of {len(asked)} problems fits into this solver")
    record = {
        "solver": loader.records[0],
        "dataset": [Path(name).name for name in options.dataset],  # of a file no folder: records are published
        "skip": options.skip,
        "data_fingerprint": fingerprint(asked),
        "written_fingerprint": fingerprint(written),
        "settings": {**asdict(settings), "batch_size": options.batch_size, "device": device},
        **counts(verdicts),
        "without_questions": len(problems) - len(asked),
        "did_not_fit": len(asked) - len(written),
        "environment": environment(device),
        "created": now(),
    }
    # The problems come last and at once: that they are there says that all is.
    write_json(options.output.with_suffix(".json"), record)
    draft = options.output.with_name(f".{options.output.name}.{os.getpid()}.tmp.jsonl")
    write_problems(draft, written)
    os.replace(draft, options.output)
    print(f"{len(written)} problems, {record['accuracy']:.1%} solved: {options.output}")
    return record


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    def count(text: str) -> int:
        if (number := int(text)) < 1:
            raise argparse.ArgumentTypeError(f"must be at least 1, not {text}")
        return number

    parser = argparse.ArgumentParser(
        prog="own_answers.py", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--solver", required=True, metavar="DIR_OR_ID", help="whose solutions they become")
    parser.add_argument("--dataset", required=True, nargs="+", metavar="SET", help="whose training problems to answer")
    parser.add_argument("--output", required=True, type=Path, metavar="JSONL", help="the file of problems to write")
    parser.add_argument("--skip", type=int, default=0, metavar="N", help="leave out the first N problems of each set")
    parser.add_argument("--limit", type=count, metavar="N", help="of each set at most N after those")
    parser.add_argument("--data_dir", type=Path, help="folder with the data sets' files; default: the Hub")
    parser.add_argument("--batch_size", type=count, default=32, metavar="N", help="problems at a time; default: 32")
    parser.add_argument("--device", help="default: cuda where there is one, else cpu")
    options = parser.parse_args(arguments)
    if options.skip < 0:
        parser.error(f"--skip must be at least 0, not {options.skip}")
    if options.output.suffix != ".jsonl":
        parser.error(f"--output must end in .jsonl, not {options.output.name}")
    return options


if __name__ == "__main__":
    try:
        main()
    except SocraticError as error:
        sys.exit(f"own_answers.py: {error}")
    except KeyboardInterrupt:
        sys.exit("own_answers.py: interrupted; nothing was written, the same command starts anew")

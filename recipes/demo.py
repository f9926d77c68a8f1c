"""`make demo`: distil the CoT student, the decomposer and the solver from the built-in base, and score them.

    python -m recipes.demo --output_dir students
    python -m recipes.demo --output_dir students --roles cot decomposer solver answer unified

Two students are trained at a time, one thread each; what is finished is kept for the next
start, and a run that was stopped goes on from its last checkpoint. Each student's log is in `<output_dir>/logs/`, and
`<output_dir>/demo.json` says what was trained and how long that took.
"""

import argparse
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from recipes.jobs import run
from recipes.problem_sets import score_name
from recipes.records import TRAINING_FILE, environment, now, read_json, weights_sha256, write_json
from recipes.reproduce import ROLES, scoring_job, training_job
from socratic.builtin import BASE
from socratic.errors import SocraticError
from socratic.students import STUDENT_FILE

_CONFIGS = Path(__file__).resolve().parent / "configs" / "builtin"
_TOKENS = 250_000
_METHODS = {
    "cot": "cot",
    "answer": "answer",
    "unified": "unified",
    "socratic": "iterative, upfront",
    "oracle": "iterative, oracle questions",
}
"""What a person calls the methods, and how records do."""


def main() -> None:
    """Train what is missing, score it, and print the accuracies."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--output_dir", type=Path, default=Path("students"))
    parser.add_argument(
        "--roles", nargs="+", choices=ROLES, default=["cot", "decomposer", "solver"], help="students to distil"
    )
    parser.add_argument("--tokens", type=int, default=_TOKENS, help="a student is trained on (default: %(default)s)")
    parser.add_argument("--problems", type=int, default=200, help="test problems to score on (default: %(default)s)")
    options = parser.parse_args()
    start = time.monotonic()
    trained = distil(options.output_dir, options.roles, options.tokens)
    distilled = time.monotonic()
    score(options.output_dir, options.roles, options.problems)
    end = time.monotonic()
    if trained:
        write_json(
            options.output_dir / "demo.json",
            {
                "trained": trained,
                "tokens": options.tokens,
                "problems": options.problems,
                "seconds": {"distil": round(distilled - start, 1), "score": round(end - distilled, 1)},
                "created": now(),
                "environment": environment(),
            },
        )
    print(f"Ready after {(end - start) / 60:.1f} minutes: the students are in {options.output_dir}/")


def distil(output: Path, roles: Sequence[str], tokens: int) -> list[str]:
    """Train every role that has no finished student yet, and name those roles. Raises `ConfigError` with the log's end
    when one fails."""
    jobs = []
    for role in roles:
        if (output / role / STUDENT_FILE).exists():
            print(f"{role}: kept from an earlier run ({output / role})")
            if _record_of(output / role).get("base_sha256") != weights_sha256(BASE):
                print(f"{role}: its base is not today's built-in base; to distil it again, delete {output / role}")
            continue
        log = output / "logs" / f"{role}.log"
        jobs.append(training_job(role, _CONFIGS / f"{role}.yaml", output / role, log, ["--max_tokens", str(tokens)]))
    run(jobs)
    return [job.name for job in jobs]


def _record_of(student: Path) -> dict[str, Any]:
    """How a student was trained; empty where it came without that."""
    return read_json(student / TRAINING_FILE) if (student / TRAINING_FILE).exists() else {}


def score(output: Path, roles: Sequence[str], problems: int) -> None:
    """Score every student that answers, alone or as the pair, on built-in test problems; prints a line each."""
    methods = {role: (output / role, ["--student", str(output / role)]) for role in _METHODS if role in roles}
    if {"decomposer", "solver"} <= set(roles):
        pair = ["--solver", str(output / "solver"), "--decomposer"]
        methods["socratic"] = (output / "solver", [*pair, str(output / "decomposer")])
        methods["oracle"] = (output / "solver", [*pair, "oracle"])
    settings = ["--dataset", "builtin:test", "--limit", str(problems), "--overwrite"]

    def stem(name: str) -> str:
        return score_name("builtin", "test", _METHODS[name], calculator=True)

    jobs = []
    for name, (folder, students) in methods.items():
        log = output / "logs" / f"score-{name}.log"
        jobs.append(scoring_job(name, students, log, folder / "scores", [stem(name)], problems, settings))
    run(jobs)
    for name, (folder, _) in methods.items():
        record = read_json(folder / "scores" / f"{stem(name)}.json")
        low, high = (100 * end for end in record["interval"])
        print(
            f"{record['method']:>30}: {100 * record['accuracy']:.1f} % right of {record['problems']} test problems "
            f"(95 % interval {low:.1f} to {high:.1f}), {record['no_answer']} without an answer"
        )


if __name__ == "__main__":
    try:
        main()
    except SocraticError as error:
        sys.exit(f"demo: {error}")
    except KeyboardInterrupt:
        sys.exit("demo: stopped; the same command goes on from the last checkpoints")

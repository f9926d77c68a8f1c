"""`make demo`: distil the CoT student, the decomposer and the solver from the built-in base, and score them.

    python -m recipes.demo --output_dir students
    python -m recipes.demo --output_dir students --roles cot decomposer solver answer unified

Two students are trained at a time, one thread each; what is finished is kept for the next
start, and a run that was stopped goes on from its last checkpoint. Each student's log is in `<output_dir>/logs/`.
"""

import argparse
import json
import os
import re
import subprocess
import sys
import time
from pathlib import Path

from tqdm import tqdm

from socratic.errors import ConfigError, SocraticError
from socratic.students import STUDENT_FILE

ROLES = ("cot", "decomposer", "solver", "answer", "unified")
_ROOT = Path(__file__).resolve().parents[1]
_AT_ONCE = 2


def main() -> None:
    """Train what is missing, score it, and print the accuracies."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--output_dir", type=Path, default=Path("students"))
    parser.add_argument("--roles", nargs="+", choices=ROLES, default=list(ROLES[:3]), help="students to distil")
    parser.add_argument("--max_steps", type=int, default=300, help="training steps a student (default: %(default)s)")
    parser.add_argument("--problems", type=int, default=200, help="test problems to score on (default: %(default)s)")
    options = parser.parse_args()
    start = time.monotonic()
    distil(options.output_dir, options.roles, options.max_steps)
    score(options.output_dir, options.roles, options.problems)
    print(f"Ready after {(time.monotonic() - start) / 60:.1f} minutes: the students are in {options.output_dir}/")


def distil(output: Path, roles: list[str], max_steps: int) -> None:
    """Train every role that has no finished student yet. Raises `ConfigError` with the log's end when one fails."""
    waiting = [role for role in roles if not (output / role / STUDENT_FILE).exists()]
    for role in sorted(set(roles) - set(waiting)):
        print(f"{role}: kept from an earlier run ({output / role})")
    (output / "logs").mkdir(parents=True, exist_ok=True)
    running: dict[str, subprocess.Popen[bytes]] = {}
    bars: dict[str, tqdm[None]] = {}
    try:
        while waiting or running:
            while waiting and len(running) < _AT_ONCE:
                role = waiting.pop(0)
                running[role] = _start(role, output, max_steps)
                bars[role] = tqdm(total=max_steps, desc=f"{role:>10}", unit="step", position=len(bars), leave=True)
            time.sleep(0.5)
            for role, process in list(running.items()):
                log = (output / "logs" / f"{role}.log").read_text(encoding="utf-8", errors="replace")
                bars[role].n = max((int(n) for n in re.findall(rf"(\d+)/{max_steps} \[", log)), default=0)
                bars[role].refresh()
                if process.poll() is None:
                    continue
                del running[role]
                if process.returncode != 0:
                    tail = "\n".join(log.strip().splitlines()[-15:])
                    raise ConfigError(f"training the {role} failed (exit code {process.returncode}):\n{tail}")
    finally:
        for process in running.values():
            process.terminate()
        for bar in bars.values():
            bar.close()


def _start(role: str, output: Path, max_steps: int) -> "subprocess.Popen[bytes]":
    config = _ROOT / "recipes" / "configs" / "builtin" / f"{role}.yaml"
    command = [sys.executable, str(_ROOT / "recipes" / "sft.py"), "--config", str(config)]
    command += ["--output_dir", str(output / role), "--max_steps", str(max_steps)]
    with open(output / "logs" / f"{role}.log", "wb") as log:
        return subprocess.Popen(
            command, stdout=log, stderr=subprocess.STDOUT, env={**os.environ, "OMP_NUM_THREADS": "1"}
        )


def score(output: Path, roles: list[str], problems: int) -> None:
    """Score every student that answers, alone or as the pair, on built-in test problems; prints a line each."""
    methods = [["--student", str(output / role)] for role in ("answer", "cot", "unified") if role in roles]
    if {"decomposer", "solver"} <= set(roles):
        pair = ["--solver", str(output / "solver"), "--decomposer"]
        methods += [[*pair, str(output / "decomposer")], [*pair, "oracle"]]
    for method in methods:
        command = [sys.executable, str(_ROOT / "recipes" / "score.py"), *method, "--dataset", "builtin"]
        command += ["--split", "test", "--limit", str(problems), "--format", "json", "--overwrite"]
        result = subprocess.run(command, stdout=subprocess.PIPE, check=False)
        if result.returncode != 0:
            raise ConfigError("scoring failed; its message stands above")
        for record in json.loads(result.stdout):
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

"""Is `recipes/annotate.py` bound by the teacher? A thousand SVAMP problems through a scripted good one, 64 in flight.

    python tests/benchmarks/annotate.py                       prints the table
    python tests/benchmarks/annotate.py --output results/benchmarks/annotate.json

The teacher is a server on loopback that takes a fixed time for each reply and is always right. "At best" is what
so many replies take at so many in flight if nobody but the teacher takes time. Each run is a process of its own; its
time is from the first request's arrival to the last reply. A bare client that sends the same requests, and neither
reads, checks nor keeps the replies, is measured beside it in the same run: what the machine and HTTP alone cost. "CPU a
request" is the process's own, less that of a start without requests (--dry_run). Where there is no SVAMP in --data_dir
(default: SOCRATIC_DATA, or ../shared/data beside the repository), the problems are the built-in ones.
"""

import argparse
import json
import math
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from starlette.responses import Response

from recipes.chains import RefusedChainError, check_steps
from recipes.records import environment, now, write_json
from recipes.teacher_prompts import load_prompt
from socratic.problem import Problem
from socratic.sources import load_problems, write_problems
from tests.teacher_server import MODEL, Asked, TeacherServer, good

ROOT = Path(__file__).resolve().parents[2]
_DATA = Path(os.environ.get("SOCRATIC_DATA", ROOT.parent / "shared" / "data"))

_BARE = """
import asyncio, json, sys
import httpx2

async def main(url, file, in_flight):
    bodies = iter(json.loads(open(file).read()))
    limits = httpx2.Limits(max_connections=None, max_keepalive_connections=None)
    async with httpx2.AsyncClient(timeout=None, limits=limits) as client:
        async def work():
            for body in bodies:
                (await client.post(url + "/v1/chat/completions", json=body)).raise_for_status()
        await asyncio.gather(*(work() for _ in range(in_flight)))

asyncio.run(main(sys.argv[1], sys.argv[2], int(sys.argv[3])))
"""


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure, print, and write the record where asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data_dir", type=Path, default=_DATA, help="folder with svamp/")
    parser.add_argument("--problems", type=int, default=1000)
    parser.add_argument("--in_flight", type=int, default=64)
    parser.add_argument("--seconds", type=float, nargs="+", default=[0.5, 1.0, 2.0], help="that a reply takes")
    parser.add_argument("--repeats", type=int, default=3, help="times that each is measured; the median counts")
    parser.add_argument("--output", type=Path, help="write the record here")
    options = parser.parse_args(arguments)

    there = (options.data_dir / "svamp").is_dir()
    name, split = ("svamp", "all") if there else ("builtin", "train")
    loaded = load_problems(name, split, data_dir=options.data_dir if there else None)
    problems = [problem for problem in loaded if is_chain(problem)][: options.problems]
    rows = []
    for seconds in options.seconds:
        runs = [measure(problems, options.in_flight, seconds) for _ in range(options.repeats)]
        rows.append({key: statistics.median(run[key] for run in runs) for key in runs[0]})
    record = {
        "created": now(),
        "environment": environment(),
        "dataset": name,
        "repeats": options.repeats,
        "rows": rows,
    }
    print(table(record))
    if options.output:
        write_json(options.output, record)


def is_chain(problem: Problem) -> bool:
    """Whether the problem's own steps pass the filter: a good teacher's do (three SVAMP problems have no steps)."""
    try:
        check_steps(problem, problem.steps, questions=True)
    except RefusedChainError:
        return False
    return True


def measure(problems: list[Problem], in_flight: int, seconds: float) -> dict[str, float]:
    """One run of the recipe and one of the bare client; every chain has to be accepted."""
    with tempfile.TemporaryDirectory(prefix="bench-annotate-") as name:
        folder = Path(name)
        write_problems(folder / "in.jsonl", [Problem(p.id, p.text, (), p.answer, p.source) for p in problems])
        command = [sys.executable, "-m", "recipes.annotate", "--dataset", str(folder / "in.jsonl"), "--quiet"]
        command += ["--model", MODEL, "--in_flight", str(in_flight), "--output_dir", str(folder / "out")]
        _, idle = timed(problems, seconds, [*command, "--dry_run"])
        window, busy = timed(problems, seconds, command)
        record = json.loads((folder / "out" / "annotation.json").read_text("utf-8"))
        if record["counts"]["accepted"] != len(problems):
            raise SystemExit(f"not every chain of the good teacher was accepted: {record['refused']}")
        prompt = load_prompt("socratic")
        bodies = [{"model": MODEL, "messages": prompt.messages(p.text), "max_tokens": 1024} for p in problems]
        (folder / "bodies.json").write_text(json.dumps(bodies), encoding="utf-8")
        bare, _ = timed(problems, seconds, [sys.executable, "-c", _BARE], str(folder / "bodies.json"), str(in_flight))
    best = math.ceil(len(problems) / in_flight) * seconds
    return {
        "problems": len(problems),
        "in_flight": in_flight,
        "reply_seconds": seconds,
        "best_seconds": round(best, 3),
        "seconds": round(window, 3),
        "bare_seconds": round(bare, 3),
        "cpu_ms_a_request": round(1000 * (busy - idle) / len(problems), 3),
    }


def timed(problems: list[Problem], seconds: float, command: list[str], *more: str) -> tuple[float, float]:
    """(seconds from the first request to the last reply, CPU seconds of the process) of a command."""
    arrivals: list[float] = []
    right = good(problems)

    def play(asked: Asked) -> Response:  # called when the reply is due
        arrivals.append(time.monotonic())
        return right(asked)

    with TeacherServer(play, seconds=seconds) as server:
        address = [server.url, *more] if more else ["--base_url", server.url]
        before = cpu()
        done = subprocess.run([*command, *address], cwd=ROOT, capture_output=True, text=True, check=False)
        if done.returncode:
            raise SystemExit(f"{command[1:3]} failed:\n{done.stderr[-2000:]}")
        spent = cpu() - before
    window = max(arrivals) - min(arrivals) + seconds if arrivals else 0.0
    return window, spent


def cpu() -> float:
    """CPU seconds of all processes that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def table(record: dict[str, Any]) -> str:
    """The record as a Markdown table."""
    lines = [
        "| problems | in flight | a reply takes | at best | annotate.py | over the best | bare client, over the best | "
        "CPU a request |",
        "|---:|---:|---:|---:|---:|---:|---:|---:|",
    ]
    for row in record["rows"]:
        ours, bare = (row[key] / row["best_seconds"] for key in ("seconds", "bare_seconds"))
        lines.append(
            f"| {row['problems']:,.0f} | {row['in_flight']:.0f} | {row['reply_seconds']:g} s | "
            f"{row['best_seconds']:.1f} s | {row['seconds']:.1f} s | {ours:.2f} | {bare:.2f} | "
            f"{row['cpu_ms_a_request']:.1f} ms |"
        )
    return "\n".join(lines)


def table_of(file: str | Path) -> str:
    """The table of a record that `--output` wrote."""
    return table(json.loads(Path(file).read_text(encoding="utf-8")))


if __name__ == "__main__":
    main()

"""Seconds, requests and memory of `hubkit push` beside `hf upload`, for the same folder on the same loopback Hub.

    python tests/benchmarks/push.py                          prints the table
    python tests/benchmarks/push.py --output results/benchmarks/push.json

Each pair is measured in one run, command by command in turn, and compared as a ratio: seconds alone say more about the
machine than about the tools. hubkit also renders a card, scans for secrets, verifies hashes and writes hub.lock, which
`hf upload` does not. "Memory" is the largest resident size of the command's process.
"""

import argparse
import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from safetensors.numpy import save_file

from hubkit.testing import LoopbackHub, client_environment
from recipes.records import environment, now, write_json

ROOT = Path(__file__).resolve().parents[2]
BASE = ROOT / "socratic" / "builtin" / "base"
HUB_TOML = """\
namespace = "alice"
[models.student]
folder = "student"
repo = "student"
license = "apache-2.0"
"""


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure, print, and write the record where asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--repeats", type=int, default=3, help="times that each command is measured; the median counts")
    parser.add_argument("--megabytes", type=int, default=100, help="weights of the folder that is timed")
    parser.add_argument("--big-megabytes", type=int, default=2000, help="weights of the folder for memory; 0 skips it")
    parser.add_argument("--output", type=Path, help="write the record here")
    options = parser.parse_args(arguments)
    rows = []
    for mode in ("lfs", "xet"):
        runs = [measure(mode, options.megabytes) for _ in range(options.repeats)]
        for state in ("cold", "unchanged"):
            for tool in ("hubkit push", "hf upload"):
                values = [run[state][tool] for run in runs]
                rows.append(
                    {
                        "mode": mode,
                        "state": state,
                        "tool": tool,
                        "megabytes": options.megabytes,
                        **{key: statistics.median(value[key] for value in values) for key in values[0]},
                    }
                )
        if options.big_megabytes:
            for tool, value in measure(mode, options.big_megabytes)["cold"].items():
                rows.append(
                    {"mode": mode, "state": "cold, big", "tool": tool, "megabytes": options.big_megabytes, **value}
                )
    record = {"created": now(), "environment": environment(), "repeats": options.repeats, "rows": rows}
    print(table(record))
    if options.output:
        write_json(options.output, record)


def measure(mode: str, megabytes: int) -> dict[str, dict[str, dict[str, float]]]:
    """One cold and one unchanged upload by each tool."""
    with tempfile.TemporaryDirectory(prefix="bench-push-") as name:
        folder = Path(name)
        student(folder / "student", megabytes)
        (folder / "hub.toml").write_text(HUB_TOML)
        commands = {
            "hubkit push": ["hubkit.cli", "push", "--yes", "--manifest", str(folder)],
            "hf upload": ["huggingface_hub.cli.hf", "upload", "alice/uploaded", str(folder / "student"), "."],
        }
        results: dict[str, dict[str, dict[str, float]]] = {"cold": {}, "unchanged": {}}
        for tool, command in commands.items():
            # A Hub each: Xet would not send again what the other tool has sent.
            with LoopbackHub(folder / f"hub of {tool}", xet=mode == "xet") as hub:
                variables = {**os.environ, **client_environment(hub, folder / f"home of {tool}")}
                for measured in results.values():
                    hub.requests.clear()
                    start = time.perf_counter()
                    peak = run(command, variables)
                    measured[tool] = {
                        "seconds": round(time.perf_counter() - start, 3),
                        "requests": len(hub.requests),
                        "received": sum(request.received for request in hub.requests),
                        "peak_mb": round(peak / 1000, 1),
                    }
            (folder / "hub.lock").unlink(missing_ok=True)
        return results


def student(folder: Path, megabytes: int) -> None:
    """The built-in base with its records, and weights of the wanted size in place of its own."""
    shutil.copytree(BASE, folder)
    count = megabytes * 1_000_000 // 4
    weights = folder / "model.safetensors"
    save_file({"weight": np.random.default_rng(0).random(count, dtype=np.float32)}, weights)
    weights.chmod(0o644)


_MEASURED = """
import atexit, re, runpy, sys
def note(path=sys.argv[1]):
    # VmHWM begins anew with this program; what the kernel tells the parent, ru_maxrss, begins with the parent's size
    open(path, "w").write(re.search(r"VmHWM:\\s+(\\d+)", open("/proc/self/status").read())[1])
atexit.register(note)
sys.argv = sys.argv[2:]
runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)
"""


def run(command: list[str], variables: dict[str, str]) -> int:
    """Run a module with its arguments to its end; the largest resident size of its process in kB."""
    with tempfile.NamedTemporaryFile("r") as peak:
        done = subprocess.run(
            [sys.executable, "-c", _MEASURED, peak.name, *command],
            env=variables,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            check=False,
        )
        if done.returncode:
            raise SystemExit(f"{' '.join(command)} failed:\n{done.stderr.decode()[-2000:]}")
        return int(peak.read())


def table(record: dict[str, Any]) -> str:
    """The record as a Markdown table, with hubkit's share of `hf upload` as ratios."""
    lines = [
        "| folder | mode | state | seconds, hubkit / hf | requests, hubkit / hf | peak memory, hubkit / hf |",
        "|---|---|---|---|---|---|",
    ]
    cells = {(row["mode"], row["state"], row["tool"]): row for row in record["rows"]}
    for mode, state, tool in cells:
        if tool != "hubkit push":
            continue
        ours, theirs = cells[mode, state, tool], cells[mode, state, "hf upload"]
        ratio = f"{ours['seconds'] / theirs['seconds']:.2f} ({ours['seconds']:.1f} s / {theirs['seconds']:.1f} s)"
        lines.append(
            f"| {ours['megabytes']:,} MB | {mode} | {re.sub(', big', '', state)} | {ratio} | "
            f"{ours['requests']:.0f} / {theirs['requests']:.0f} | {ours['peak_mb']:.0f} / {theirs['peak_mb']:.0f} MB |"
        )
    return "\n".join(lines)


def table_of(file: str | Path) -> str:
    """The table of a record that `--output` wrote."""
    return table(json.loads(Path(file).read_text(encoding="utf-8")))


if __name__ == "__main__":
    main()

"""Commands that run side by side, a log each, with one bar each: how the recipes train and score several students.

>>> run([Job("cot", ["python", "recipes/sft.py", "--config", "cot.yaml"], Path("cot.log"))])  # doctest: +SKIP
"""

import os
import subprocess
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from tqdm import tqdm

from socratic.errors import ConfigError

__all__ = ["Job", "run"]

_AT_ONCE = 2


@dataclass(frozen=True, eq=False)
class Job:
    """One command, what its bar calls it, and where everything that it says goes. `progress` tells how far it is, as
    (done, total), or None while that is not known yet."""

    name: str
    command: Sequence[str]
    log: Path
    unit: str = "step"
    progress: Callable[[], tuple[int, int] | None] = lambda: None


def run(jobs: Sequence[Job], at_once: int = _AT_ONCE) -> None:
    """Run every job, `at_once` at a time, each on its share of the cores; returns when all are through.

    Raises `ConfigError` with the end of its log for the first that fails; it and Ctrl-C stop the others.
    """
    waiting, running = list(jobs), dict[Job, subprocess.Popen[bytes]]()
    bars: dict[Job, tqdm[None]] = {}
    width = max((len(job.name) for job in jobs), default=0)
    try:
        while waiting or running:
            while waiting and len(running) < at_once:
                job = waiting.pop(0)
                running[job] = _start(job, at_once)
                bars[job] = tqdm(desc=job.name.rjust(width), unit=job.unit, leave=True)
            time.sleep(0.5)
            for job, process in list(running.items()):
                _show(bars[job], job)
                if process.poll() is None:
                    continue
                del running[job]
                _show(bars[job], job)
                bars[job].close()
                if process.returncode != 0:
                    lines = job.log.read_text(encoding="utf-8", errors="replace").strip().splitlines()
                    tail = "\n".join(lines[-15:])
                    raise ConfigError(f"{job.name} failed (exit code {process.returncode}); {job.log} ends:\n{tail}")
    finally:
        for process in running.values():
            process.terminate()
        for process in running.values():
            process.wait()
        for bar in bars.values():
            bar.close()


def _start(job: Job, at_once: int) -> "subprocess.Popen[bytes]":
    try:
        job.log.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ConfigError(f"{job.log.parent}: cannot be made ({error.strerror}); give another folder") from error
    threads = max(1, (os.cpu_count() or 1) // at_once)
    environment = {**os.environ, "OMP_NUM_THREADS": str(threads), "TOKENIZERS_PARALLELISM": "false"}
    with open(job.log, "wb") as log:
        return subprocess.Popen(list(job.command), stdout=log, stderr=subprocess.STDOUT, env=environment)


def _show(bar: "tqdm[None]", job: Job) -> None:
    if (progress := job.progress()) is not None:
        bar.n, bar.total = progress
    bar.refresh()

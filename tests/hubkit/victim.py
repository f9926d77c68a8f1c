"""A push in a process that is killed half-way.

The processes come from a fork server that has everything imported, so that a kill at each of some fifty requests takes
seconds. It is started before any thread is, and its children set what huggingface_hub read at import anew.
"""

import multiprocessing
import os
import sys
from multiprocessing.process import BaseProcess
from pathlib import Path

__all__ = ["start"]

_context = multiprocessing.get_context("forkserver")
_context.set_forkserver_preload(["hubkit.push", "hubkit.cli", "tests.hubkit.victim"])


def start(root: Path, arguments: list[str], *, endpoint: str, token: str, xet: bool) -> BaseProcess:
    """Start `hubkit ARGUMENTS` for the project in `root`; what it prints goes to `root`/victim.log."""
    process = _context.Process(target=_run, args=(str(root), arguments, endpoint, token, xet))
    process.start()
    return process


def _run(root: str, arguments: list[str], endpoint: str, token: str, xet: bool) -> None:
    from huggingface_hub import constants

    from hubkit.cli import main

    log = os.open(Path(root, "victim.log"), os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    os.dup2(log, 1)
    os.dup2(log, 2)
    os.environ["HF_TOKEN"] = token
    constants.HF_HUB_OFFLINE = False
    constants.HF_HUB_DISABLE_XET = not xet
    sys.exit(main([*arguments, "--manifest", root, "--endpoint", endpoint]))

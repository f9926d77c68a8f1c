"""Records: the JSON files in which recipes write down what they did, and the machine and versions they did it with.

>>> write_json("students/solver/training.json", {"created": now(), "environment": environment()})  # doctest: +SKIP
>>> read_json("students/solver/training.json")["environment"]["python"]                            # doctest: +SKIP
'3.11.2'

Records are published, so nothing in them names the computer, its user or its folders.
"""

import hashlib
import json
import os
import platform
import subprocess
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from socratic.errors import ConfigError

__all__ = ["TRAINING_FILE", "environment", "now", "read_json", "weights_sha256", "write_json"]

TRAINING_FILE = "training.json"
"""Beside a student's weights: how it was trained, as recipes/sft.py writes it."""

_LIBRARIES = ("torch", "transformers", "tokenizers", "trl", "accelerate", "datasets", "peft", "huggingface_hub")
_ROOT = Path(__file__).resolve().parent.parent


def now() -> str:
    """The time in UTC, ISO 8601, to the second: '2025-01-31T12:00:00+00:00'."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def write_json(path: str | Path, record: dict[str, Any]) -> None:
    """Write `record` so that a reader, or a kill half way, finds the old file or the new one. Makes the folder."""
    path = Path(path)
    text = json.dumps(record, indent=2, ensure_ascii=False) + "\n"
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        draft.write_text(text, encoding="utf-8")
        os.replace(draft, path)
    finally:
        draft.unlink(missing_ok=True)


def read_json(path: str | Path) -> dict[str, Any]:
    """The JSON object in `path`; `ConfigError` when there is no such file or something else is in it."""
    try:
        record = json.loads(Path(path).read_text(encoding="utf-8"))
    except OSError as error:
        raise ConfigError(f"{path}: cannot be read ({error.strerror}); check the path") from error
    except (json.JSONDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path}: not JSON ({error}); delete it and run the recipe that writes it again") from error
    if not isinstance(record, dict):
        raise ConfigError(f"{path}: must hold a JSON object, not {type(record).__name__}")
    return record


def weights_sha256(folder: Path) -> str:
    """SHA-256 (hex) of a model's weights: of model.safetensors, or of its shards one after the other."""
    digest = hashlib.sha256()
    for file in sorted(folder.glob("model*.safetensors")):
        with file.open("rb") as weights:
            while chunk := weights.read(1 << 20):
                digest.update(chunk)
    return digest.hexdigest()


def environment(device: str = "cpu") -> dict[str, Any]:
    """What a run on `device` ran on: hardware, library versions (None where not installed) and this code's commit.

    `memory_gib` is the machine's. `source_commit` is None outside a git checkout of this repository; `source_dirty`
    says whether files differed from that commit or were not in it.
    """
    commit, dirty = _source()
    return {
        "python": platform.python_version(),
        "platform": f"{platform.system()} {platform.machine()}",
        "cpu": _cpu(),
        "cpu_cores": os.cpu_count(),
        "memory_gib": round(os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") / 2**30, 1),
        "device": device,
        "accelerators": _accelerators(device),
        "libraries": {name: _version(name) for name in _LIBRARIES},
        "source_commit": commit,
        "source_dirty": dirty,
    }


def _cpu() -> str:
    """The processor's name; its architecture where the system does not tell."""
    info = Path("/proc/cpuinfo")
    if info.exists():
        for line in info.read_text(encoding="utf-8", errors="replace").splitlines():
            if line.startswith("model name"):
                return line.split(":", 1)[1].strip()
    return platform.processor() or platform.machine()


def _accelerators(device: str) -> list[str]:
    """Names of the accelerators that this process sees; none for a run on the CPU."""
    kind = device.partition(":")[0]
    if kind == "cuda":
        import torch

        return [torch.cuda.get_device_name(index) for index in range(torch.cuda.device_count())]
    return [] if kind == "cpu" else [kind]


def _version(library: str) -> str | None:
    try:
        return version(library)
    except PackageNotFoundError:
        return None


def _source() -> tuple[str | None, bool | None]:
    """(commit, whether the files differ from it) of this repository's checkout."""
    top = _git("rev-parse", "--show-toplevel")
    commit = _git("rev-parse", "--verify", "HEAD")
    if top is None or commit is None or Path(top).resolve() != _ROOT:  # no git, no commit, or inside another repository
        return None, None
    return commit, _git("status", "--porcelain") != ""


def _git(*arguments: str) -> str | None:
    try:
        done = subprocess.run(["git", "-C", str(_ROOT), *arguments], capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return None
    return done.stdout.strip()

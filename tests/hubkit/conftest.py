"""A small project to publish, and a loopback Hub to publish it on, in both upload modes.

The students are tiny but real (`from_pretrained` loads them); their training and score records are those of
`results/students`.
"""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from huggingface_hub import constants

from hubkit.cli import main
from hubkit.lock import Lock, load_lock
from hubkit.staging import hash_file
from hubkit.testing import LoopbackHub, client_environment
from tests.helpers import PROBLEMS, tiny_student

ROOT = Path(__file__).resolve().parents[2]

HUB_TOML = """\
namespace = "alice"
collection = "Socratic CoT, tests"

[datasets.problems]
folder = "data"
repo = "socratic-tests"
license = "apache-2.0"

[models.decomposer]
folder = "students/decomposer"
repo = "socratic-tiny-tests-decomposer"
license = "apache-2.0"

[models.solver]
folder = "students/solver"
repo = "socratic-tiny-tests-solver"
license = "apache-2.0"
decomposer = "decomposer"

[spaces.demo]
folder = "space"
repo = "socratic-cot"
license = "apache-2.0"
packages = ["socratic"]
variables = { SOCRATIC_DECOMPOSER = "decomposer", SOCRATIC_SOLVER = "solver" }
"""

SPACE_CARD = """\
---
title: Tests
emoji: 🧮
colorFrom: indigo
colorTo: green
sdk: gradio
sdk_version: 6.31.0
app_file: app.py
license: apache-2.0
short_description: For tests
---

# Tests

Somebody wrote this by hand.
"""


@dataclass
class Project:
    """A folder with hub.toml, and the Hub that it is published on."""

    root: Path
    hub: LoopbackHub

    def hubkit(self, *arguments: str) -> int:
        """Run a command in this process; its exit status."""
        where = [] if arguments[0] in ("verify", "pull", "rollback") else ["--endpoint", self.hub.endpoint]
        return main([*arguments, "--manifest", str(self.root), *where])

    def command(self, *arguments: str) -> subprocess.Popen[str]:
        """Start the command in a process of its own, as a person would."""
        return subprocess.Popen(
            [sys.executable, "-m", "hubkit.cli", *arguments, "--manifest", str(self.root)],
            env={**os.environ, **client_environment(self.hub, self.root / "home")},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    @property
    def lock(self) -> Lock:
        """What hub.lock says."""
        return load_lock(self.root / "hub.lock")

    def repositories(self) -> dict[str, str]:
        """The type of every repository that the project publishes."""
        return {
            "alice/socratic-tests": "dataset",
            "alice/socratic-tiny-tests-decomposer": "model",
            "alice/socratic-tiny-tests-solver": "model",
            "alice/socratic-cot": "space",
        }


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project's folder, made once."""
    from recipes.export import main as export

    root = tmp_path_factory.mktemp("project")
    (root / "hub.toml").write_text(HUB_TOML)
    for role, records in (("decomposer", "gsm8k-decomposer"), ("solver", "gsm8k-solver")):
        folder = tiny_student(root / "students" / role, role)
        training = json.loads((ROOT / "results" / "students" / records / "training.json").read_text())
        (folder / "training.json").write_text(json.dumps(training, indent=2))
        if (ROOT / "results" / "students" / records / "scores").is_dir():
            shutil.copytree(ROOT / "results" / "students" / records / "scores", folder / "scores")
            for file in (folder / "scores").glob("*.json"):
                score = json.loads(file.read_text())
                score["students"][0]["sha256"] = hash_file(folder / "model.safetensors")
                file.write_text(json.dumps(score, indent=2))
        (folder / "NOTICE").write_text("The base model and the problems are made by these tests, under Apache-2.0.\n")
        (folder / "checkpoint-10").mkdir()
        (folder / "checkpoint-10" / "optimizer.pt").write_bytes(b"left by training")
    problems = root / "problems.jsonl"
    problems.write_text("".join(json.dumps(problem.to_json()) + "\n" for problem in PROBLEMS))
    assert export(["--dataset", str(problems), "--license", "apache-2.0", "--output_dir", str(root / "data")]) == 0
    (root / "space").mkdir()
    (root / "space" / "README.md").write_text(SPACE_CARD, encoding="utf-8")
    (root / "space" / "app.py").write_text("import socratic\n")
    (root / "space" / "requirements.txt").write_text("torch>=2.8\n")
    (root / "socratic").mkdir()
    (root / "socratic" / "__init__.py").write_text('"""A package that the Space needs."""\n')
    return root


@pytest.fixture
def online(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Lets the client of this process speak to loopback, with a cache of its own."""
    monkeypatch.setattr(constants, "HF_HUB_OFFLINE", False)
    monkeypatch.setattr(constants, "HF_HUB_CACHE", str(tmp_path / "cache"))


@pytest.fixture(params=["lfs", "xet"])
def mode(request: pytest.FixtureRequest) -> str:
    """How large files travel."""
    return str(request.param)


@pytest.fixture
def start(
    template: Path, tmp_path: Path, online: None, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[..., Project]]:
    """Starts a Hub with these options and gives the project that is to be published there."""
    hubs: list[LoopbackHub] = []

    def start(**options: object) -> Project:
        xet = bool(options.get("xet", False))
        monkeypatch.setattr(constants, "HF_HUB_DISABLE_XET", not xet)
        hub = LoopbackHub(tmp_path / f"hub{len(hubs)}", **options)
        hub.start()
        hubs.append(hub)
        monkeypatch.setenv("HF_TOKEN", hub.token)
        root = tmp_path / f"project{len(hubs)}"
        shutil.copytree(template, root)
        return Project(root, hub)

    yield start
    for hub in hubs:
        hub.stop()


@pytest.fixture
def project(start: Callable[..., Project], mode: str) -> Project:
    """The project, and a Hub for it, in each upload mode."""
    return start(xet=mode == "xet")

"""What `make demo` runs before it opens the page: distil, score, keep what is finished, say what failed."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from recipes.demo import distil
from socratic.errors import ConfigError
from socratic.students import load_student

ROOT = Path(__file__).resolve().parents[2]


def demo(output: Path) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-m", "recipes.demo", "--output_dir", str(output), "--tokens", "4000", "--problems", "8"]
    return subprocess.run(command, cwd=ROOT, env=dict(os.environ), capture_output=True, text=True, check=False)


def test_three_students_are_distilled_scored_and_kept(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    first = demo(tmp_path)
    assert first.returncode == 0, first.stderr
    for role in ("cot", "decomposer", "solver"):
        assert load_student(tmp_path / role).config.role == role
        assert f"{role}: " in first.stderr  # its progress bar
    record = json.loads((tmp_path / "solver" / "scores" / "builtin-test-iterative-upfront-calculator.json").read_text())
    assert record["problems"] == 8
    assert f"{100 * record['accuracy']:.1f} % right of 8 test problems" in first.stdout
    assert "iterative, oracle questions" in first.stdout
    told = json.loads((tmp_path / "demo.json").read_text())
    assert told["trained"] == ["cot", "decomposer", "solver"]
    assert told["seconds"]["distil"] > 0
    assert told["seconds"]["score"] > 0
    weights = (tmp_path / "cot" / "model.safetensors").stat().st_mtime_ns
    assert distil(tmp_path, ["cot", "decomposer", "solver"], 4000) == []
    assert capsys.readouterr().out.splitlines() == [
        f"{role}: kept from an earlier run ({tmp_path / role})" for role in ("cot", "decomposer", "solver")
    ]
    assert (tmp_path / "cot" / "model.safetensors").stat().st_mtime_ns == weights


def test_a_kept_student_of_another_base_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for record in ({"base_sha256": "0" * 64}, None):  # today's and an earlier version's, or none
        (tmp_path / "cot").mkdir(exist_ok=True)
        (tmp_path / "cot" / "student.json").write_text("{}")
        (tmp_path / "cot" / "training.json").unlink(missing_ok=True)
        if record:
            (tmp_path / "cot" / "training.json").write_text(json.dumps(record))
        assert distil(tmp_path, ["cot"], 4000) == []
        said = f"cot: its base is not today's built-in base; to distil it again, delete {tmp_path / 'cot'}"
        assert capsys.readouterr().out.splitlines()[1] == said


def test_a_failed_training_shows_the_end_of_its_log(tmp_path: Path) -> None:
    (tmp_path / "cot").mkdir()
    (tmp_path / "cot" / "run.json").write_text("{}")
    (tmp_path / "cot" / "checkpoint-1").mkdir()  # an empty checkpoint cannot be resumed
    with pytest.raises(ConfigError, match="cot failed") as caught:
        distil(tmp_path, ["cot"], 4000)
    assert "checkpoint-1" in str(caught.value)


def test_a_folder_that_cannot_be_made_is_one_clear_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(ConfigError, match=r"logs: cannot be made \(Not a directory\); give another folder"):
        distil(tmp_path / "file", ["cot"], 4000)

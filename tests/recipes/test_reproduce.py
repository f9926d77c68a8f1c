"""recipes/reproduce.py: what is trained and scored, what is kept, and what it says beforehand."""

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
import yaml

from recipes import own_answers, reproduce, score, sft
from recipes.jobs import Job
from recipes.pooled import pool
from recipes.reproduce import main
from socratic.errors import ConfigError, SourceError
from socratic.sources import read_problems, write_problems
from socratic.students import read_student_config
from tests.helpers import PROBLEMS, tiny_student


def test_it_says_beforehand_what_there_is_to_do(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    command = ["--output_dir", str(tmp_path), "--tokens", "0", "4000", "--seeds", "0", "1", "--limit", "6"]
    main([*command, "--tests", "builtin:test", "builtin:test-steps", "--calculator", "both", "--dry_run"])
    told = capsys.readouterr().out
    assert "10 students to train (0 are finished)" in told  # five roles, two seeds; the base is as it is
    assert f"{tmp_path}/4k/unified-seed1: 4,000 tokens" in told
    assert "15 methods to score" in told
    assert "4k-oracle-seed1: 24 answers on builtin:test, builtin:test-steps" in told
    assert not list(tmp_path.iterdir())


def test_students_are_trained_scored_and_kept(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    runs, records = tmp_path / "runs", tmp_path / "records"
    command = ["--output_dir", str(runs), "--roles", "cot", "--tokens", "0", "4000"]
    command += ["--tests", "builtin:test", "builtin:test-steps", "--limit", "6"]
    main(command)
    places = ("builtin:test", "builtin:test-steps")
    rows = {(row.method, row.budget, row.place) for row in pool(runs)}
    assert rows == {("cot", budget, place) for budget in ("0k", "4k") for place in places}
    student = runs / "4k" / "cot-seed0"
    assert json.loads((student / "training.json").read_text())["steps"] == 4  # of 8 rows of some 120 tokens

    weights = (student / "model.safetensors").stat().st_mtime_ns
    capsys.readouterr()
    main([*command, "--records", str(records)])
    assert pool(records) == pool(runs)
    assert (records / "4k" / "cot-seed0" / "training.json").exists()
    assert "0 students to train (1 are finished)" in capsys.readouterr().out
    assert (student / "model.safetensors").stat().st_mtime_ns == weights
    main([*command, "--seeds", "1", "--dry_run"])
    told = capsys.readouterr().out
    assert "tokens a second\n  in all about " in told  # the finished student tells how fast this machine is
    assert "2 methods to score (1 are finished)" in told
    assert "0k-cot-seed0: 12 answers on builtin:test, builtin:test-steps, finished" in told
    assert "4k-cot-seed1: 12 answers on builtin:test, builtin:test-steps, about " in told


def run_here(jobs: Sequence[Job], at_once: int) -> None:
    """Run the commands one after the other in this process, which has loaded its libraries already."""
    for job in jobs:
        _, script, *arguments = job.command
        if script.endswith("sft.py"):
            sft.main(*sft.parse(arguments))
        else:
            {"score.py": score.main, "own_answers.py": own_answers.main}[Path(script).name](arguments)


@pytest.fixture
def tiny(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The options that make students of a few thousand weights, of two steps on forty problems."""
    monkeypatch.setattr(reproduce, "run", run_here)
    base = tiny_student(tmp_path / "base", "all")
    problems = [replace(PROBLEMS[number % 3], id=f"{number}") for number in range(40)]
    write_problems(tmp_path / "forty.jsonl", problems)
    write_problems(tmp_path / "known.jsonl", PROBLEMS)
    configs = tmp_path / "configs"
    configs.mkdir()
    for role in ("cot", "decomposer", "solver", "guide"):
        settings = {
            "model_name_or_path": str(base), "role": role, "dataset": [str(tmp_path / "forty.jsonl")],
            "hint": "equations" if role == "guide" else "none", "max_length": 512, "max_train_samples": 30,
            "per_device_train_batch_size": 4, "max_steps": 2, "gradient_checkpointing": False, "report_to": "none",
            "eval_strategy": "no", "save_strategy": "no", "output_dir": "unused", "disable_tqdm": True,
        }  # fmt: skip
        (configs / f"{role}.yaml").write_text(yaml.safe_dump(settings))
    options = ["--configs", str(configs), "--output_dir", str(tmp_path / "runs"), "--at_once", "1"]
    return [*options, "--tests", str(tmp_path / "known.jsonl")]


def test_a_decomposer_learns_from_what_its_solver_answered(tiny: list[str], tmp_path: Path) -> None:
    main([*tiny, "--roles", "decomposer", "solver", "--asking", "own-answers"])
    folder = tmp_path / "runs" / "full"
    own = read_problems(folder / "own-answers-seed0.jsonl")
    assert [problem.id for problem in own] == [str(number) for number in range(30)]
    assert [step.question for step in own[0].steps] == [step.question for step in PROBLEMS[0].steps]
    assert own[0].steps != PROBLEMS[0].steps  # two steps of training teach nothing
    config = read_student_config(folder / "decomposer-own-answers-seed0")
    assert (config.role, config.asking, config.dataset) == ("decomposer", "interleaved", "own-answers-seed0")
    assert {row.method for row in pool(tmp_path / "runs")} == {
        "iterative, interleaved, own answers", "iterative, oracle questions"
    }  # fmt: skip


def test_options_for_the_training_go_before_the_yaml(
    tiny: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main([*tiny, "--roles", "cot", "--sft", "max_steps=1", "learning_rate=2e-4"])
    record = json.loads((tmp_path / "runs" / "full" / "cot-seed0" / "training.json").read_text())
    assert (record["steps"], record["learning_rate"], record["per_device_train_batch_size"]) == (1, 2e-4, 4)
    with pytest.raises(SystemExit):
        main([*tiny, "--roles", "cot", "--sft", "learning_rate"])
    assert "'learning_rate' is not KEY=VALUE, such as learning_rate=5e-4" in capsys.readouterr().err


def test_a_guide_and_its_readers_and_one_model_are_trained_and_scored(
    tiny: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    command = [*tiny, "--roles", "cot", "all", "--hints", "count"]
    main([*command, "--dry_run"])
    told = capsys.readouterr().out
    assert "3 students to train (0 are finished)" in told
    assert "5 methods to score (0 are finished)" in told
    main(command)
    folder = tmp_path / "runs" / "full"
    assert read_student_config(folder / "guide-count-seed0").hint == "count"
    assert read_student_config(folder / "all-seed0").role == "all"
    assert {row.method for row in pool(tmp_path / "runs")} == {
        "cot, hint count", "cot, oracle hint count", "iterative, upfront, hint count, one model",
        "iterative, upfront, oracle hint count, one model", "iterative, oracle questions, one model",
    }  # fmt: skip
    capsys.readouterr()
    main([*command, "--dry_run"])
    told = capsys.readouterr().out
    assert "0 students to train (3 are finished)" in told
    assert "5 methods to score (5 are finished)" in told  # score.py wrote the records where they were expected


def test_what_cannot_be_done_is_told_before_anything_is_trained(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="no split 'tset'"):
        main(["--output_dir", str(tmp_path), "--tests", "builtin:tset"])
    with pytest.raises(ConfigError, match=r"cot\.yaml: no such file"):
        main(["--output_dir", str(tmp_path), "--roles", "cot", "--configs", str(tmp_path), "--limit", "2"])
    with pytest.raises(ConfigError, match="--roles must name both"):
        main(["--output_dir", str(tmp_path), "--roles", "decomposer", "--asking", "own-answers", "--limit", "2"])
    assert not list(tmp_path.iterdir())

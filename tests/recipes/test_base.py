"""`python -m recipes.base`: the start, the stages one after the other, their records in one."""

import json
from pathlib import Path

import pytest

from recipes.base import CONFIGS, main
from socratic.students import load_student


def test_a_dry_run_names_every_stage_and_writes_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["--output_dir", str(tmp_path), "--dry_run"])
    said = capsys.readouterr().out.splitlines()
    assert len(said) == len(CONFIGS) == 5
    assert said[1] == f"{tmp_path / 'base-2'}: 9,000 steps on builtin"
    assert not list(tmp_path.iterdir())


def test_the_stages_follow_each_other_and_are_kept(
    tmp_path: Path, shared_data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    command = ["--output_dir", str(tmp_path), "--data_dir", str(shared_data), "--trial"]
    main(command)
    last = tmp_path / f"base-{len(CONFIGS)}"
    base = load_student(last)
    assert base.config.role == "all"
    assert base.config.base_model == "base-init"
    assert base.config.dataset == "builtin+gsm8k+svamp+strategyqa"
    record = json.loads((last / "training.json").read_text(encoding="utf-8"))
    assert [stage["base_model"] for stage in record["earlier_stages"]] == ["base-init", "base-1", "base-2", "base-3"]
    assert [stage["steps"] for stage in record["earlier_stages"]] == [2, 2, 2, 2]
    written = (last / "model.safetensors").stat().st_mtime_ns
    main(command)
    assert capsys.readouterr().out.count(", finished") == 5
    assert (last / "model.safetensors").stat().st_mtime_ns == written

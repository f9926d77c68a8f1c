"""recipes/reproduce.py: what is trained and scored, what is kept, and what it says beforehand."""

import json
from pathlib import Path

import pytest

from recipes.pooled import pool
from recipes.reproduce import main
from socratic.errors import ConfigError, SourceError


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
    assert json.loads((student / "training.json").read_text())["steps"] == 1  # 32 rows of some 120 tokens

    weights = (student / "model.safetensors").stat().st_mtime_ns
    capsys.readouterr()
    main([*command, "--records", str(records)])
    assert pool(records) == pool(runs)
    assert (records / "4k" / "cot-seed0" / "training.json").exists()
    assert "0 students to train (1 are finished)" in capsys.readouterr().out
    assert (student / "model.safetensors").stat().st_mtime_ns == weights
    main([*command, "--seeds", "1", "--dry_run"])
    assert "about" in capsys.readouterr().out  # the finished student tells how fast this machine is


def test_what_cannot_be_done_is_told_before_anything_is_trained(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="no split 'tset'"):
        main(["--output_dir", str(tmp_path), "--tests", "builtin:tset"])
    with pytest.raises(ConfigError, match=r"cot\.yaml: no such file"):
        main(["--output_dir", str(tmp_path), "--roles", "cot", "--configs", str(tmp_path), "--limit", "2"])
    assert not list(tmp_path.iterdir())

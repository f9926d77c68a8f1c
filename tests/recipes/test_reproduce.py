"""recipes/reproduce.py: what is trained and scored, what is kept, and what it says beforehand."""

import json
from pathlib import Path

import pytest

from recipes.pooled import pool
from recipes.reproduce import main
from socratic.errors import ConfigError, SourceError


def test_students_are_trained_scored_and_kept(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    command = ["--output_dir", str(tmp_path), "--roles", "cot", "decomposer", "solver", "--tokens", "0", "4000"]
    command += ["--tests", "builtin:test", "builtin:test-steps", "--limit", "6"]
    main([*command, "--dry_run"])
    told = capsys.readouterr().out
    assert "3 students to train (0 are finished)" in told
    assert f"{tmp_path}/4k/cot-seed0: 4,000 tokens" in told
    assert "4k-oracle-seed0: 12 answers on builtin:test, builtin:test-steps" in told
    assert not list(tmp_path.iterdir())

    main(command)
    rows = {(row.method, row.budget, row.place) for row in pool(tmp_path)}
    methods = ("cot", "iterative, upfront", "iterative, oracle questions")
    places = ("builtin:test", "builtin:test-steps")
    assert rows == {(method, budget, place) for method in methods for budget in ("0k", "4k") for place in places}
    tokens = {role: json.loads((tmp_path / "4k" / f"{role}-seed0" / "training.json").read_text())["tokens"]
              for role in ("cot", "decomposer", "solver")}  # fmt: skip
    assert all(abs(count - 4000) < 2000 for count in tokens.values()), tokens

    weights = (tmp_path / "4k" / "cot-seed0" / "model.safetensors").stat().st_mtime_ns
    capsys.readouterr()
    main(command)
    assert "0 students to train (3 are finished)" in capsys.readouterr().out
    assert (tmp_path / "4k" / "cot-seed0" / "model.safetensors").stat().st_mtime_ns == weights
    main([*command, "--seeds", "1", "--dry_run"])
    assert "about" in capsys.readouterr().out  # the finished students tell how fast this machine is


def test_what_cannot_be_done_is_told_before_anything_is_trained(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="no split 'tset'"):
        main(["--output_dir", str(tmp_path), "--tests", "builtin:tset"])
    with pytest.raises(ConfigError, match=r"cot\.yaml: no such file"):
        main(["--output_dir", str(tmp_path), "--roles", "cot", "--configs", str(tmp_path), "--limit", "2"])
    assert not list(tmp_path.iterdir())

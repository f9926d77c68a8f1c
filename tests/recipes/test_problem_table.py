"""recipes/problem_table.py: who solved which problem."""

from pathlib import Path

import pytest

from recipes.pooled import pool
from recipes.problem_table import problem_table
from recipes.records import write_json
from socratic.errors import ConfigError
from socratic.problem import Problem, Step
from socratic.sources.jsonl import write_problems

STEPS = (Step("How many?", "1+1 = <<1+1=2>>2"),)


@pytest.fixture
def records(tmp_path: Path) -> Path:
    for method, seeds in {"cot": ("ccw", "cww"), "iterative, upfront": ("cnw", "ccw")}.items():
        for seed, outcomes in enumerate(seeds):
            record = {
                "method": method,
                "students": [{"training": {"seed": seed, "tokens": 1000}}],
                "dataset": "three",
                "split": None,
                "data_fingerprint": "f" * 64,
                "settings": {"calculator": True},
                "outcomes": outcomes,
                **dict.fromkeys(("tokens", "calls", "seconds"), 3),
            }
            write_json(tmp_path / "records" / "1k" / f"s{seed}" / "scores" / f"{method[:3]}.json", record)
    return tmp_path / "records"


def problems(folder: Path, number: int) -> Path:
    write_problems(folder / "three.jsonl", [Problem(f"p{n}", f"A | {n}?", STEPS, "2", "test") for n in range(number)])
    return folder / "three.jsonl"


def test_a_row_a_problem_says_how_many_seeds_solved_it(records: Path, tmp_path: Path) -> None:
    table = problem_table(pool(records), problems(tmp_path, 3), "1k", ["cot", "iterative, upfront"])
    assert table.splitlines() == [
        "| Problem | Answer | cot | iterative, upfront |",
        "| --- | --- | ---: | ---: |",
        "| A \\| 0? | 2 | 2/2 | 2/2 |",
        "| A \\| 1? | 2 | 1/2 | 1/2 |",
        "| A \\| 2? | 2 | 0/2 | 0/2 |",
        "",
        "Solved with most seeds: cot 1 of 3, iterative, upfront 1 of 3; by none of them: 2.",
    ]


def test_what_was_not_scored_is_told(records: Path, tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="no score of unified with the budget 1k"):
        problem_table(pool(records), problems(tmp_path, 3), "1k", ["cot", "unified"])
    with pytest.raises(ConfigError, match="has 2 problems, but cot was scored on another number"):
        problem_table(pool(records), problems(tmp_path, 2), "1k", ["cot"])

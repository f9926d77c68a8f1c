"""recipes/own_answers.py: the solver's solutions in place of the gold ones, wrong ones too, and the rest as it was."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from recipes.own_answers import main
from socratic.errors import ConfigError
from socratic.formats import StudentFormat
from socratic.problem import Problem, Step
from socratic.sources import read_problems, write_problems
from tests.helpers import PROBLEMS, tiny_student

PENS, EGGS, CATS = PROBLEMS
MISTAKEN = replace(EGGS, steps=(Step("How many eggs?", "5*6 = <<5*6=30>>30"),))
"""What the solver learned of the eggs."""

LONG = Problem("long", "word " * 400, (Step("How many?", "1"),), "1", "tests")
BARE = replace(PENS, id="bare", steps=())


@pytest.fixture(scope="module")
def solver(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tiny_student(tmp_path_factory.mktemp("students") / "solver", "solver", problems=[PENS, MISTAKEN, CATS])


@pytest.fixture
def run(solver: Path, tmp_path: Path) -> Any:
    def run(problems: list[Problem], *more: str) -> tuple[dict[str, Any], list[Problem]]:
        write_problems(tmp_path / "gold.jsonl", problems)
        file = tmp_path / "out" / "own.jsonl"
        record = main(
            ["--solver", str(solver), "--dataset", str(tmp_path / "gold.jsonl"), "--output", str(file), *more]
        )
        assert record == json.loads(file.with_suffix(".json").read_text("utf-8"))
        assert sorted(path.name for path in file.parent.iterdir()) == ["own.json", "own.jsonl"]
        return record, read_problems(file)

    return run


def test_solutions_are_the_solvers_and_questions_and_answers_the_problems(run: Any) -> None:
    record, (pens, eggs) = run([PENS, EGGS, BARE, LONG])
    assert pens == replace(PENS, source="tests, a solver's answers")  # the solver knows it by heart
    assert eggs.steps == MISTAKEN.steps
    assert (eggs.answer, eggs.text, eggs.id) == (EGGS.answer, EGGS.text, EGGS.id)  # the truth, which was not found
    assert (record["problems"], record["correct"], record["wrong"]) == (2, 1, 1)
    assert (record["without_questions"], record["did_not_fit"]) == (1, 1)
    assert record["dataset"] == ["gold.jsonl"]


def test_the_decomposer_learns_the_next_gold_question_after_a_wrong_solution(run: Any) -> None:
    two = replace(EGGS, steps=(*EGGS.steps, Step("How many are left?", "11")))
    _, (problem,) = run([two])
    first, second, stop = StudentFormat("decomposer", asking="interleaved").examples(problem)
    assert (first.completion, second.completion, stop.completion) == (" How many eggs?", " How many are left?", "")
    assert "A: 5*6 = <<5*6=30>>30\nQ:" in second.prompt


def test_problems_of_the_solvers_training_are_left_out(run: Any) -> None:
    _, problems = run([PENS, EGGS, CATS], "--skip", "1", "--limit", "1")
    assert [problem.id for problem in problems] == ["eggs"]
    with pytest.raises(ConfigError, match="none of the 0 problems after the first 3 has sub-questions"):
        run([PENS, EGGS, CATS], "--skip", "3")

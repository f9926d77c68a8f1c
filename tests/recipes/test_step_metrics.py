"""recipes/step_metrics.py: equations, where their operands are from, and the gold chains as the ceiling."""

import doctest
from pathlib import Path
from typing import Any

import pytest

from recipes import step_metrics
from recipes.step_metrics import step_quality
from socratic.sources import load_problems

ORIGINS = ("problem", "steps", "constants", "unknown")


def origins(chain: str, problem: str) -> dict[str, int]:
    found = step_quality([chain], [problem])
    names = {origin: f"operands_{'' if origin == 'unknown' else 'from_'}{origin}" for origin in ORIGINS}
    return {origin: found[name] for origin, name in names.items() if found[name]}


@pytest.mark.parametrize(
    ("problem", "expression", "found"),
    [
        ("She has 48 clips and 2 boxes.", "48/2", {"problem": 2}),
        ("She has 1,200 clips.", "1200/100", {"problem": 1, "constants": 1}),
        ("It costs $4.50.", "4.5*2", {"problem": 1, "constants": 1}),
        ("It costs $4.50.", "45*2", {"unknown": 1, "constants": 1}),
        ("It fell to -3 degrees.", "3+8", {"problem": 1, "unknown": 1}),
        ("He ate 3/8 of it.", "3/8", {"problem": 2}),
        ("He ate 3/8 of it.", ".375*2", {"problem": 1, "constants": 1}),
        ("20% are red.", "20/100", {"problem": 1, "constants": 1}),
        ("20% are red.", ".2*20%", {"problem": 2}),
        ("20 percent are red.", "0.2*9", {"problem": 1, "unknown": 1}),
        ("A pen is 50 cents.", ".50*3", {"problem": 1, "unknown": 1}),
        ("Three boys and twenty-one girls", "3+21", {"problem": 2}),
        ("Half of the dozen eggs", "12/2", {"problem": 2}),
        ("A third of them", "9/3", {"unknown": 1, "problem": 1}),
        ("Every week", "7*52", {"constants": 2}),
        ("He has someone's bone", "1*8", {"constants": 1, "unknown": 1}),
        ("Nothing is told", "x+3", {}),
        ("Nothing is told", "(3+", {"unknown": 1}),
    ],
)
def test_operands_are_looked_for_in_the_problem_first(problem: str, expression: str, found: dict[str, int]) -> None:
    assert origins(f"<<{expression}=0>>", problem) == found


@pytest.mark.parametrize(
    ("chain", "found"),
    [
        ("9*8 = <<9*8=72>>72\n72+9 = <<72+9=81>>81", {"problem": 3, "steps": 1}),
        ("<<9*8=72>>72 and <<72+8=80>>80", {"problem": 3, "steps": 1}),
        ("So there are 40 of them\n<<40+8=48>>48", {"problem": 1, "steps": 1}),  # a step without an equation
        ("9*8 = <<9*8=73>>73\n<<73+8=81>>81", {"problem": 3, "steps": 1}),  # copied right, though 73 is wrong
        ("9*8 = <<9*8=73>>73\n<<72+8=80>>80", {"problem": 3, "unknown": 1}),
        ("<<72+8=80>>80\n<<9*8=72>>72", {"problem": 3, "unknown": 1}),  # not from a later step
        ("#### 40\n<<40+8=48>>48", {"problem": 1, "unknown": 1}),
        ("<<9*8=seventy>>\n<<72+8=80>>80", {"problem": 3, "unknown": 1}),
    ],
)
def test_operands_are_looked_for_in_earlier_steps(chain: str, found: dict[str, int]) -> None:
    assert origins(chain, "9 bags of 8") == found


def test_counts_are_pooled_over_problems() -> None:
    chains = ["<<9*8=72>>72\n\nNo sum here.\n#### 72", "<<9+8=18>>18", "", "<<8+9=17>>17 and <<17+3=20>>20"]
    assert step_quality(chains, ["9 bags of 8"] * 4) == {
        "problems": 4,
        "steps": 4,
        "steps_with_equation": 3,
        "step_coverage": 0.75,
        "equations": 4,
        "equations_right": 3,
        "equation_accuracy": 0.75,
        "operands": 8,
        "operands_from_problem": 6,
        "operands_from_steps": 1,
        "operands_from_constants": 0,
        "operands_unknown": 1,
        "operand_accuracy": 0.875,
        "all_right": 0.25,  # one equation is wrong, one chain has none, one operand is from nowhere
        "all_right_interval": pytest.approx([0.0456, 0.6994], abs=1e-4),
    }


def test_a_share_of_nothing_is_none() -> None:
    found = step_quality([""], ["9 bags of 8"])
    assert (found["step_coverage"], found["equation_accuracy"], found["operand_accuracy"]) == (None, None, None)
    assert found["all_right"] == 0


@pytest.mark.parametrize(("chains", "problems"), [([], []), (["1"], [])])
def test_nothing_to_count_is_refused(chains: list[str], problems: list[str]) -> None:
    with pytest.raises(ValueError, match=r"is no share|shorter than"):
        step_quality(chains, problems)


GOLD: list[Any] = [
    ("builtin", "test", {"equations": 1356, "equations_right": 1356, "operands": 2712, "operands_unknown": 0}),
    ("gsm8k", "test", {"equations": 4282, "equations_right": 4282, "operands": 9138, "operands_unknown": 95}),
]


@pytest.mark.parametrize(("dataset", "split", "counts"), GOLD)
def test_gold_chains_show_the_ceiling(request: Any, dataset: str, split: str, counts: dict[str, int]) -> None:
    data: Path | None = None if dataset == "builtin" else request.getfixturevalue("shared_data")
    problems = load_problems(dataset, split, data_dir=data)
    chains = ["\n".join(step.solution for step in problem.steps) for problem in problems]
    found = step_quality(chains, [problem.text for problem in problems])
    assert {name: found[name] for name in counts} == counts


def test_examples_in_the_docstring() -> None:
    assert doctest.testmod(step_metrics) == (0, 4)

"""recipes/study.py: the folders of students, the names of methods, and command lines that recipes/score.py takes."""

from dataclasses import replace
from pathlib import Path

import pytest

from recipes.problem_sets import ProblemSet, problem_set
from recipes.score_options import score_options
from recipes.study import PLANNED_ROLES, WAYS, Scoring, Trainee, Wish, scorings_of, students_of
from socratic.builtin import BASE
from socratic.errors import ConfigError
from socratic.formats import HINTS
from tests.helpers import PROBLEMS

RUNS = Path("runs")
EVERYTHING = Wish(RUNS, PLANNED_ROLES, HINTS, WAYS, votes=(3, 5), budgets=(0, 4000), modes=(True, False))
SETS = {
    "known.jsonl": ProblemSet("known.jsonl", None, list(PROBLEMS)),
    "bare.jsonl": ProblemSet("bare.jsonl", None, [*PROBLEMS[:2], replace(PROBLEMS[2], steps=())]),
}


def names(students: list[Trainee]) -> list[str]:
    return [student.folder.name for student in students if student.trained]


def by_method(scorings: list[Scoring], budget: str) -> dict[str, Scoring]:
    return {scoring.method: scoring for scoring in scorings if scoring.name.startswith(f"{budget}-")}


def test_without_a_word_the_students_and_methods_are_those_of_earlier_runs() -> None:
    wish = Wish(RUNS, budgets=(0, 300_000), seeds=(0, 1))
    students = students_of(wish)
    roles = ("answer", "cot", "unified", "decomposer", "solver")
    assert [str(student.folder) for student in students] == [
        *[str(BASE)] * 5, *(f"runs/300k/{role}-seed{seed}" for seed in (0, 1) for role in roles)
    ]  # fmt: skip
    assert all(student.options == [] and student.config == f"{student.role}.yaml" for student in students)
    scorings = scorings_of(students, {"builtin:test": problem_set("builtin:test", limit=2)}, wish)
    methods = ("answer", "cot", "unified", "socratic", "oracle")
    places = ("0k-{}-seed0", "300k-{}-seed0", "300k-{}-seed1")
    assert [scoring.name for scoring in scorings] == [place.format(name) for place in places for name in methods]
    pair = by_method(scorings, "300k")["iterative, upfront"]
    assert pair.options == ("--solver", "runs/300k/solver-seed1", "--decomposer", "runs/300k/decomposer-seed1")
    assert list(pair.expected.values()) == ["builtin-test-iterative-upfront-calculator"]
    assert {str(scoring.output) for scoring in scorings[:5]} == {"runs/0k/base/scores"}


def test_hints_and_ways_of_asking_are_in_a_students_folder() -> None:
    wish = replace(EVERYTHING, roles=("cot", "decomposer", "solver", "all"), hints=("none", "count"), budgets=(None,))
    students = students_of(wish)
    assert names(students) == [
        "cot-seed0", "cot-count-seed0", "decomposer-seed0", "decomposer-count-seed0", "decomposer-interleaved-seed0",
        "decomposer-own-answers-seed0", "solver-seed0", "all-seed0", "guide-count-seed0",
    ]  # fmt: skip
    told = {student.folder.name: (student.config, " ".join(student.options)) for student in students}
    assert told["cot-count-seed0"] == ("cot.yaml", "--hint count")
    assert told["guide-count-seed0"] == ("guide.yaml", "--hint count")
    assert told["all-seed0"] == ("cot.yaml", "--role all")
    turns = "--role decomposer --asking interleaved"
    assert told["decomposer-interleaved-seed0"] == ("solver.yaml", turns)
    assert told["decomposer-own-answers-seed0"] == (
        "solver.yaml", f"{turns} --dataset runs/full/own-answers-seed0.jsonl"
    )  # fmt: skip


def test_a_hint_without_readers_needs_no_guide_and_hints_need_not_begin_with_none() -> None:
    assert names(students_of(Wish(RUNS, ("answer", "solver"), HINTS))) == ["answer-seed0", "solver-seed0"]
    assert names(students_of(Wish(RUNS, ("cot",), ("count",)))) == ["cot-count-seed0", "guide-count-seed0"]


def test_every_method_has_a_name_of_its_own_that_score_py_is_told_to_give_it() -> None:
    students = students_of(EVERYTHING)
    scorings = scorings_of(students, SETS, EVERYTHING)
    assert len({scoring.name for scoring in scorings}) == len(scorings)
    files = [scoring.output / stem for scoring in scorings for stem in scoring.expected.values()]
    assert len(set(files)) == len(files)
    pairs = {"iterative, upfront", "iterative, interleaved", "iterative, oracle questions"}
    votes = {f"{name}, vote of {samples}" for name in ("cot", "iterative, upfront") for samples in (3, 5)}
    helped = {f"{kind}hint {hint}" for hint in HINTS[1:] for kind in ("", "oracle ")}
    hinted = {f"{name}, {hint}" for name in ("cot", "unified", "iterative, upfront") for hint in helped}
    plain = {"answer", "cot", "unified"} | pairs | votes
    one = plain - {"answer"} | {name for name in hinted if name.startswith("iterative")}
    separate = plain | hinted | {"iterative, interleaved, own answers"}
    assert by_method(scorings, "4k").keys() == separate | {f"{name}, one model" for name in one}
    assert by_method(scorings, "0k").keys() == one | {"answer"}
    for scoring in scorings:
        options = score_options([*scoring.options, "--dataset", *scoring.tests])
        words = scoring.method.split(", ")
        assert options.vote == (int(words[words.index(f"vote of {options.vote}")][8:]) if options.vote else None)
        assert options.label == next((word for word in words if word in ("one model", "own answers")), None)
        assert (options.guide is not None) == ("hint" in scoring.method)


def test_a_team_shares_its_solver_and_one_model_is_everyone() -> None:
    scorings = by_method(scorings_of(students_of(EVERYTHING), SETS, EVERYTHING), "4k")
    several = scorings["iterative, upfront, hint equations"].options
    assert several == (
        "--solver", "runs/4k/solver-seed0", "--decomposer", "runs/4k/decomposer-equations-seed0",
        "--guide", "runs/4k/guide-equations-seed0",
    )  # fmt: skip
    one = scorings["iterative, upfront, hint equations, one model"]
    assert one.options == (
        "--solver", "runs/4k/all-seed0", "--decomposer", "runs/4k/all-seed0",
        "--guide", "runs/4k/all-seed0", "--hint", "equations", "--label", "one model",
    )  # fmt: skip
    assert one.output == RUNS / "4k" / "all-seed0" / "scores"


def test_oracles_are_asked_only_about_what_they_know() -> None:
    scorings = by_method(scorings_of(students_of(EVERYTHING), SETS, EVERYTHING), "4k")
    assert scorings["cot, hint count"].tests == ("known.jsonl", "bare.jsonl")
    assert scorings["cot, oracle hint count"].tests == ("known.jsonl",)  # a problem of the other has no steps
    assert scorings["iterative, oracle questions"].tests == ("known.jsonl", "bare.jsonl")
    bare = {"bare.jsonl": replace(SETS["bare.jsonl"], problems=SETS["bare.jsonl"].problems[2:])}
    assert not [
        scoring for scoring in scorings_of(students_of(EVERYTHING), bare, EVERYTHING) if "oracle" in scoring.method
    ]


def test_own_answers_need_a_solver() -> None:
    with pytest.raises(ConfigError, match="--roles must name both"):
        students_of(Wish(RUNS, ("cot", "decomposer"), ways=("own-answers",)))

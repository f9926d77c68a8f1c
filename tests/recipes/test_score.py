"""recipes/score.py: every method on students that know three problems by heart, resuming, and wrong input."""

import hashlib
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import torch
from huggingface_hub import constants
from safetensors.torch import load_file

from recipes.score import main, score, summary
from recipes.scored_students import Loader
from socratic.builtin import BASE
from socratic.compiled import can_compile
from socratic.decoding import Decoding
from socratic.errors import ConfigError, PairError, ProblemError, SocraticError, SourceError, StudentError
from socratic.formats import StudentFormat
from socratic.packing import can_pack
from socratic.problem import Problem, Step, fingerprint
from socratic.reasoners import ChainReasoner
from socratic.sources import write_problems
from socratic.students import AnyRole, load_student
from socratic.traces import Trace
from tests.helpers import PROBLEMS, tiny_student
from tests.socratic.test_endpoint import running

ROOT = Path(__file__).resolve().parents[2]

WRONG_SUM = Problem("sum", "What is 2+2?", (Step("What is it?", "2+2 = <<2+2=5>>5"),), "4", "tests")
"""A solver that learned this by heart is right with the calculator only."""

STUDENTS = {
    "answer": ("answer", "none", "upfront", PROBLEMS),
    "cot": ("cot", "none", "upfront", PROBLEMS),
    "cot-equations": ("cot", "equations", "upfront", PROBLEMS),
    "unified": ("unified", "none", "upfront", PROBLEMS),
    "solver": ("solver", "none", "upfront", PROBLEMS),
    "solver-equations": ("solver", "equations", "upfront", PROBLEMS),
    "solver-count": ("solver", "count", "upfront", []),
    "solver-sum": ("solver", "none", "upfront", [WRONG_SUM]),
    "upfront": ("decomposer", "none", "upfront", PROBLEMS),
    "interleaved": ("decomposer", "none", "interleaved", PROBLEMS),
    "upfront-equations": ("decomposer", "equations", "upfront", PROBLEMS),
    "guide": ("guide", "equations", "upfront", PROBLEMS),
    "guide-count": ("guide", "count", "upfront", []),
    "random": ("all", "none", "upfront", []),
}


@pytest.fixture(scope="module")
def students(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with every student of the table above, and with the problems that they know."""
    folder = tmp_path_factory.mktemp("students")
    for name, (role, hint, asking, problems) in STUDENTS.items():
        tiny_student(folder / name, role, hint, asking, problems=problems)
    write_problems(folder / "known.jsonl", PROBLEMS)
    return folder


@pytest.fixture
def run(students: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """`main` with the command line in one text, run among the students, with its files in `tmp_path`."""
    monkeypatch.chdir(students)

    def run(command: str) -> list[dict[str, Any]]:
        return main([*command.split(), "--output", str(tmp_path)])

    return run


def predictions_of(folder: Path, name: str) -> list[dict[str, Any]]:
    text = (folder / f"{name}.predictions.jsonl").read_text("utf-8")
    return [json.loads(line) for line in text.splitlines()]


# Every method.


@pytest.mark.parametrize(
    ("command", "method", "name", "roles"),
    [
        ("--student answer", "answer", "answer", ["answer"]),
        ("--student cot", "cot", "cot", ["cot"]),
        ("--student cot --role cot", "cot", "cot", ["cot"]),
        ("--student unified", "unified", "unified", ["unified"]),
        ("--solver solver --decomposer upfront", "iterative, upfront", "iterative-upfront", ["solver", "decomposer"]),
        (
            "--solver solver --decomposer interleaved",
            "iterative, interleaved",
            "iterative-interleaved",
            ["solver", "decomposer"],
        ),
        (
            "--solver solver --decomposer oracle",
            "iterative, oracle questions",
            "iterative-oracle-questions",
            ["solver"],
        ),
        ("--student cot-equations --guide guide", "cot, hint equations", "cot-hint-equations", ["guide", "cot"]),
        (
            "--student cot-equations --guide oracle",
            "cot, oracle hint equations",
            "cot-oracle-hint-equations",
            ["cot"],
        ),
        (
            "--solver solver-equations --decomposer upfront-equations --guide guide",
            "iterative, upfront, hint equations",
            "iterative-upfront-hint-equations",
            ["guide", "solver", "decomposer"],
        ),
        (  # a solver reads no hint, so one serves all
            "--solver solver --decomposer upfront-equations --guide oracle",
            "iterative, upfront, oracle hint equations",
            "iterative-upfront-oracle-hint-equations",
            ["solver", "decomposer"],
        ),
        ("--student cot --label tried", "cot, tried", "cot-tried", ["cot"]),
    ],
)
def test_every_method_with_and_without_calculator(run, tmp_path: Path, command: str, method: str, name: str, roles):
    records = run(f"{command} --dataset known.jsonl --calculator both")
    assert [record["settings"]["calculator"] for record in records] == [True, False]
    for record, ending in zip(records, ("calculator", "no-calculator"), strict=True):
        assert record["method"] == method
        assert [student["role"] for student in record["students"]] == roles
        assert (record["problems"], record["correct"], record["accuracy"]) == (3, 3, 1.0)
        stem = f"known-{name}-{ending}"
        assert json.loads((tmp_path / f"{stem}.json").read_text("utf-8")) == record
        assert [line["answer"] for line in predictions_of(tmp_path, stem)] == ["10", "11", "3"]
    assert len(list(tmp_path.iterdir())) == 4  # no run.json stays behind


@pytest.mark.parametrize("role", ["answer", "cot", "unified"])
def test_a_student_of_every_role_plays_the_one_that_is_asked_for(run, role: str):
    [record] = run(f"--student random --role {role} --dataset known.jsonl --max_new_tokens 8")
    assert record["method"] == role
    assert record["students"][0]["role"] == role
    assert record["students"][0]["student"]["role"] == "all"
    assert record["tokens"] == 3 * 8


def test_a_student_of_every_role_fills_both_places_of_a_pair(run):
    [record] = run("--solver random --decomposer random --dataset known.jsonl --max_new_tokens 8")
    assert [student["role"] for student in record["students"]] == ["solver", "decomposer"]
    assert record["method"] == "iterative, upfront"
    command = "--solver random --decomposer random --asking interleaved --guide random --hint count --label one_model"
    [record] = run(f"{command} --dataset known.jsonl --max_new_tokens 8")
    assert record["method"] == "iterative, interleaved, hint count, one_model"
    assert [student["role"] for student in record["students"]] == ["guide", "solver", "decomposer"]
    assert len({student["sha256"] for student in record["students"]}) == 1


def test_a_student_that_fills_two_places_is_loaded_once(students: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(students)
    loader = Loader("cpu", "float32")
    solver, decomposer = loader.load("solver", "random", "solver"), loader.load("decomposer", "random", "decomposer")
    assert solver.model is decomposer.model
    assert (solver.config.role, decomposer.config.role) == ("solver", "decomposer")


@pytest.mark.parametrize(
    ("options", "possible", "said"),
    [
        ("--compile", can_compile, {"compiled": True}),
        ("--pack", can_pack, {"packed": True}),
        ("--pack --compile", lambda model: can_pack(model) and can_compile(model), {"packed": True, "compiled": True}),
    ],
)
def test_compiled_and_packed_students_answer_as_others_do_and_the_record_says_so(
    run, options: str, possible: Callable[[Any], bool], said: dict[str, bool], tmp_path: Path
):
    command = "--solver solver --decomposer upfront --dataset known.jsonl"
    (plain,) = run(command)
    if not possible(load_student("solver").model):
        pytest.skip("no C++ compiler, or a torch without oneDNN")
    first = predictions_of(tmp_path, "known-iterative-upfront-calculator")
    (fast,) = run(f"{command} {options} --overwrite")
    assert without_seconds(predictions_of(tmp_path, "known-iterative-upfront-calculator")) == without_seconds(first)
    assert fast["settings"] == {**plain["settings"], **said}
    assert fast["students"] == plain["students"]  # the parameters too


def test_compiling_without_a_compiler_is_an_error(run, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("shutil.which", lambda name: None)
    with pytest.raises(ConfigError, match=r"--compile takes a C\+\+ compiler"):
        run("--student cot --dataset known.jsonl --compile --device cpu")


def test_packing_what_cannot_be_packed_is_an_error(run):
    with pytest.raises(ConfigError, match="--pack is for float32 students on a CPU"):
        run("--student cot --dataset known.jsonl --pack --device cpu --dtype bfloat16")


def test_a_base_that_was_trained_in_stages_has_seen_the_tokens_of_all():
    loader = Loader("cpu", "float32")
    loader.load("student", str(BASE), "cot")
    taught = json.loads((BASE / "training.json").read_text(encoding="utf-8"))
    tokens = [stage["tokens"] for stage in (*taught["earlier_stages"], taught)]
    assert loader.records[0]["training"] == {"seed": taught["seed"], "tokens": sum(tokens)}
    assert len(tokens) > 1


# Votes.


@pytest.mark.parametrize(
    ("command", "method"),
    [
        ("--student cot", "cot, vote of 3"),
        ("--solver solver --decomposer upfront", "iterative, upfront, vote of 3"),
        ("--solver solver --decomposer interleaved", "iterative, interleaved, vote of 3"),
    ],
)
def test_a_vote_is_a_method_of_its_own_and_counts_the_tokens_of_all_samples(
    run, tmp_path: Path, command: str, method: str
):
    [greedy] = run(f"{command} --dataset known.jsonl")
    [record] = run(f"{command} --dataset known.jsonl --vote 3 --temperature 0.01")  # nearly greedy, so nearly sure
    assert record["method"] == method
    assert (record["settings"]["temperature"], record["settings"]["vote"]) == (0.01, 3)
    assert record["outcomes"] == greedy["outcomes"] == "ccc"
    assert (record["tokens"], record["calls"]) == (3 * greedy["tokens"], 3 * greedy["calls"])
    lines = predictions_of(tmp_path, f"known-{method.replace(', ', '-').replace(' ', '-')}-calculator")
    assert [line["trace"]["votes"] for line in lines] == [[answer] * 3 for answer in ("10", "11", "3")]
    assert "vote" not in greedy["settings"]


def test_samples_of_a_vote_differ_and_a_killed_vote_goes_on(run, tmp_path: Path):
    command = "--student cot --dataset known.jsonl --vote 5 --temperature 1 --batch_size 2"
    [whole] = run(command)
    stem = tmp_path / "known-cot-vote-of-5-calculator"
    predictions = stem.with_name(stem.name + ".predictions.jsonl")
    lines = without_seconds(predictions_of(tmp_path, stem.name))
    assert any(len(set(line["trace"]["votes"])) > 1 for line in lines)
    stem.with_name(stem.name + ".json").rename(stem.with_name(stem.name + ".run.json"))
    predictions.write_text("".join(predictions.read_text().splitlines(keepends=True)[:2]))
    [again] = run(command)
    assert without_seconds(predictions_of(tmp_path, stem.name)) == lines
    assert again["outcomes"] == whole["outcomes"]


def test_the_calculator_decides_where_a_student_learned_a_wrong_sum(run, tmp_path: Path):
    write_problems(tmp_path / "sum.jsonl", [WRONG_SUM])
    on, off = run(f"--solver solver-sum --decomposer oracle --dataset {tmp_path}/sum.jsonl --calculator both")
    assert (on["correct"], on["wrong"]) == (1, 0)
    assert (off["correct"], off["wrong"]) == (0, 1)
    [line] = predictions_of(tmp_path, "sum-iterative-oracle-questions-no-calculator")
    assert line["trace"]["steps"][0]["solution"] == "2+2 = <<2+2=5>>5"


@pytest.mark.parametrize("trained_for", [True, False])
def test_without_a_word_the_calculator_is_what_the_student_was_trained_for(run, tmp_path: Path, trained_for: bool):
    tiny_student(tmp_path / "student", "answer", calculator=trained_for)
    [record] = run(f"--student {tmp_path}/student --dataset known.jsonl --max_new_tokens 2")
    assert record["settings"]["calculator"] is trained_for


# What a record says.


def test_no_answer_is_counted_apart_from_wrong(run, tmp_path: Path):
    pens, eggs, cats = PROBLEMS
    write_problems(tmp_path / "mixed.jsonl", [pens, replace(eggs, answer="12"), cats])
    [record] = run(f"--student cot --dataset {tmp_path}/mixed.jsonl --max_new_tokens 30")  # pens needs 47
    verdicts = {line["id"]: line["verdict"] for line in predictions_of(tmp_path, "mixed-cot-calculator")}
    assert verdicts == {"pens": "no answer", "eggs": "wrong", "cats": "correct"}
    assert {key: record[key] for key in ("correct", "wrong", "no_answer", "failed")} == {
        "correct": 1, "wrong": 1, "no_answer": 1, "failed": 0
    }  # fmt: skip
    assert [(row["steps"], row["problems"], row["correct"], row["no_answer"]) for row in record["by_steps"]] == [
        (1, 2, 1, 0),
        (2, 1, 0, 1),
    ]


def test_problems_that_a_method_cannot_work_on_are_failed_not_lost(run, tmp_path: Path):
    problems = [replace(PROBLEMS[0], id="bare", steps=()), PROBLEMS[1], replace(PROBLEMS[2], text="Long. " * 200)]
    write_problems(tmp_path / "odd.jsonl", problems)
    [record] = run(f"--solver solver --decomposer oracle --dataset {tmp_path}/odd.jsonl")
    assert (record["problems"], record["correct"], record["no_answer"], record["failed"]) == (3, 1, 2, 2)
    errors = [line["error"] for line in predictions_of(tmp_path, "odd-iterative-oracle-questions-calculator")]
    assert errors == [
        "no sub-question was asked, so there was nothing to solve",
        None,
        "the problem and the steps so far do not fit into solver, which reads at most 512 tokens",
    ]


def test_a_record_says_what_was_scored_and_how(run, tmp_path: Path, students: Path):
    [record] = run("--student cot --dataset known.jsonl --limit 2 --batch_size 1 --seed 3 --max_new_tokens 64")
    assert record["dataset"] == "known"
    assert record["split"] is None  # a file has none
    assert record["data_fingerprint"] == fingerprint(PROBLEMS[:2])
    assert record["problems"] == 2
    assert record["settings"] == {
        "calculator": True, "max_new_tokens": 64, "max_steps": 16, "temperature": 0.0, "seed": 3,
        "batch_size": 1, "dtype": "float32", "device": "cpu",
    }  # fmt: skip
    [student] = record["students"]
    assert student["sha256"] == hashlib.sha256((students / "cot" / "model.safetensors").read_bytes()).hexdigest()
    weights = load_file(students / "cot" / "model.safetensors")
    assert student["parameters"] == sum(tensor.numel() for tensor in weights.values())
    assert (student["name"], student["revision"]) == ("cot", None)
    assert student["parameters"] == load_student(students / "cot").model.num_parameters()
    assert student["student"] == json.loads((students / "cot" / "student.json").read_text("utf-8"))
    assert record["environment"]["device"] == "cpu"
    traces = [line["trace"] for line in predictions_of(tmp_path, "known-cot-calculator")]
    lengths = [len(StudentFormat("cot").examples(problem)[0].completion) for problem in PROBLEMS[:2]]  # a token a byte
    assert record["tokens"] == sum(trace["tokens"] for trace in traces) == sum(lengths)
    assert record["calls"] == 2
    assert record["seconds"] == pytest.approx(sum(trace["seconds"] for trace in traces), abs=1e-3)
    assert Trace.from_json(traces[0]).steps[0].solution == "3*4 = <<3*4=12>>12"
    for file in tmp_path.iterdir():
        assert str(students.parent) not in file.read_text("utf-8")  # records are published: no paths of this machine


def test_a_named_set_has_its_split_in_record_and_name(run, tmp_path: Path):
    [record] = run("--student random --role answer --dataset builtin --split test --limit 3 --max_new_tokens 2")
    assert (record["dataset"], record["split"], record["problems"]) == ("builtin", "test", 3)
    assert (tmp_path / "builtin-test-answer-calculator.json").exists()


def test_scores_lie_beside_the_student_unless_told_otherwise(students: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(students)
    main(["--student", "answer", "--dataset", "known.jsonl"])
    main(["--solver", "solver", "--decomposer", "upfront", "--dataset", "known.jsonl"])
    assert (students / "answer" / "scores" / "known-answer-calculator.json").exists()
    assert (students / "solver" / "scores" / "known-iterative-upfront-calculator.json").exists()


@pytest.mark.parametrize(
    ("correct", "problems", "low", "high"),
    [  # Newcombe 1998, Statistics in Medicine 17, Table I, method 3 (Wilson's score)
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0000, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_the_interval_is_wilsons(correct: int, problems: int, low: float, high: float):
    trace = {"tokens": 5, "calls": 2, "seconds": 0.5}
    lines = [
        {"verdict": "correct" if number < correct else "wrong", "error": None, "steps": 2, "trace": trace}
        for number in range(problems)
    ]
    told = summary(lines)
    assert told["interval"] == pytest.approx([low, high], abs=5e-5)
    assert told["accuracy"] == correct / problems
    assert (told["tokens"], told["calls"], told["seconds"]) == (5 * problems, 2 * problems, problems / 2)


@pytest.mark.parametrize(
    ("role", "decomposer"), [("answer", None), ("cot", None), ("unified", None), ("solver", "oracle")]
)
def test_expressions_over_placeholders_are_scored_by_their_value(tmp_path: Path, role: AnyRole, decomposer: str | None):
    difference = (Step("What is number0 * number1?", "number0*number1"), Step("And now?", "(number0*number1)-number2"))
    known = Problem("a", "number0 by number1.", difference, "10", "tests", ("3", "4", "2"), "(number0*number1)-number2")
    scored = [
        known,
        replace(known, id="b", numbers=("5", "2", "1"), answer="9"),  # the same words with other numbers
        replace(known, id="c", answer="11", expression="", numbers=("3", "4", "2")),  # the student's is 10
        replace(known, id="d", expression="", numbers=("3", "4")),  # there is no number2
    ]
    write_problems(tmp_path / "masked.jsonl", scored)
    student = str(tiny_student(tmp_path / role, role, problems=[known]))
    asked = ["--solver", student, "--decomposer", decomposer] if decomposer else ["--student", student]
    [record] = main([*asked, "--dataset", str(tmp_path / "masked.jsonl"), "--output", str(tmp_path / "scores")])
    assert (record["outcomes"], record["problems"], record["settings"]["calculator"]) == ("ccwn", 4, True)
    (file,) = (tmp_path / "scores").glob("*.predictions.jsonl")
    lines = [json.loads(line) for line in file.read_text("utf-8").splitlines()]
    assert [(line["gold"], line["answer"]) for line in lines] == [("10", "10"), ("9", "9"), ("11", "10"), ("10", None)]
    traces = [Trace.from_json(line["trace"]) for line in lines]
    assert {trace.expression for trace in traces} == {"(number0*number1)-number2"}
    assert [trace.to_json() for trace in traces] == [line["trace"] for line in lines]


@pytest.mark.parametrize("split", ["test", "two-operations"])
def test_svamp_with_placeholders_is_scored_from_local_files(run, shared_data: Path, split: str):
    [record] = run(
        f"--student random --role cot --dataset svamp-placeholders:{split} --data_dir {shared_data} --limit 2 "
        "--max_new_tokens 2"
    )
    assert (record["dataset"], record["split"], record["outcomes"]) == ("svamp-placeholders", split, "nn")


def test_real_gsm8k_is_scored_from_local_files(run, shared_data: Path):
    [record] = run(
        f"--solver random --decomposer oracle --dataset gsm8k --data_dir {shared_data} --limit 2 --max_new_tokens 2"
    )
    assert (record["dataset"], record["split"], record["calls"]) == ("gsm8k", "test", 2 + 2)  # steps of the first two


def test_a_student_from_the_hub_is_recorded_with_its_commit(run, students: Path):
    commit = "0123456789abcdef0123456789abcdef01234567"
    repository = Path(constants.HF_HUB_CACHE) / "models--someone--cot"
    try:
        shutil.copytree(students / "cot", repository / "snapshots" / commit)
        (repository / "refs").mkdir()
        (repository / "refs" / "main").write_text(commit)
        [record] = run("--student someone/cot --dataset known.jsonl")
        with pytest.raises(ConfigError, match=r"someone/cot is on the Hub and has no folder here .* give --output"):
            main(["--student", "someone/cot", "--dataset", "known.jsonl"])
    finally:
        shutil.rmtree(repository)
    assert record["correct"] == 3
    assert (record["students"][0]["name"], record["students"][0]["revision"]) == ("someone/cot", commit)


# Students behind endpoints.


def test_served_students_answer_as_they_do_here(run, students: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    command = "--solver solver --decomposer upfront --dataset known.jsonl --max_new_tokens 100"
    [here] = run(command)
    (tmp_path / "known-iterative-upfront-calculator.json").unlink()
    (tmp_path / "known-iterative-upfront-calculator.predictions.jsonl").unlink()
    monkeypatch.setenv("SOCRATIC_ENDPOINT_KEY", "sk-secret")
    served = {"solver": load_student(students / "solver"), "ask": load_student(students / "upfront")}
    with running(served) as server:
        [there] = run(f"{command} --endpoint {server.url} --model decomposer=ask")
        assert {request["model"] for request in server.asked} == {"solver", "ask"}
        assert {headers["Authorization"] for headers in server.headers} == {"Bearer sk-secret"}
        [mixed] = run(f"{command} --endpoint solver={server.url} --overwrite")
    for key in ("method", "outcomes", "tokens", "calls", "by_steps"):
        assert there[key] == mixed[key] == here[key]
    assert (there["settings"]["device"], there["settings"]["dtype"]) == ("endpoint", "unknown")
    assert (mixed["settings"]["device"], mixed["settings"]["dtype"]) == ("cpu", "float32")
    assert [student.get("served") for student in mixed["students"]] == [True, None]
    for student, local in zip(there["students"], here["students"], strict=True):
        assert (student["served"], student["sha256"]) == (True, None)
        assert student["parameters"] == local["parameters"]
    for file in tmp_path.iterdir():
        assert "sk-secret" not in file.read_text("utf-8")
        assert server.url not in file.read_text("utf-8")  # records are published


# Killed and started again.


class KilledError(Exception):
    """Stands in for whatever ends a process."""


class Dying:
    """A reasoner that gives `after` traces of another one and then dies."""

    def __init__(self, reasoner: Any, after: int) -> None:
        self.reasoner = reasoner
        self.after = after
        self.name = reasoner.name

    def solve(self, problems: Sequence[Problem], batch_size: int, at_end: Callable[[], object]) -> Iterator[Trace]:
        traces = self.reasoner.solve(problems, batch_size, at_end)
        for _ in range(self.after):
            yield next(traces)
        raise KilledError


SEVEN = [replace(PROBLEMS[number % 3], id=f"{number}") for number in range(7)]


def without_seconds(lines: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{**line, "trace": {**line["trace"], "seconds": 0}} for line in lines]


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("temperature", [0.0, 1.0])
def test_a_killed_run_ends_as_an_uninterrupted_one(students: Path, tmp_path: Path, seed: int, temperature: float):
    reasoner = ChainReasoner(load_student(students / "cot"), None, Decoding(temperature=temperature, max_new_tokens=50))
    # the identity of a run is what the caller says it is
    identity = {"method": "cot", "problems": 7, "settings": {"batch_size": 2, "device": "cpu", "calculator": True}}
    whole = score(reasoner, SEVEN, identity, tmp_path / "whole" / "x")

    dice = random.Random(seed)
    done = dice.randrange(8)
    stem = tmp_path / "killed" / "x"
    with pytest.raises(KilledError):
        score(Dying(reasoner, done), SEVEN, identity, stem)
    assert not stem.with_name("x.json").exists()
    predictions = stem.with_name("x.predictions.jsonl")
    size = predictions.stat().st_size
    os.truncate(predictions, dice.randint(0, size) if seed % 2 else size)  # the last line is torn, or is not
    kept = predictions.read_bytes().count(b"\n")

    asked: list[str] = []

    class Watched(Dying):
        def solve(self, problems: Sequence[Problem], batch_size: int, at_end: Callable[[], object]) -> Iterator[Trace]:
            asked.extend(problem.id for problem in problems)
            return self.reasoner.solve(problems, batch_size, at_end)

    again = score(Watched(reasoner, 0), SEVEN, identity, stem)
    assert asked == [problem.id for problem in SEVEN[7 if kept == 7 else kept // 2 * 2 :]]
    assert without_seconds(predictions_of(tmp_path / "killed", "x")) == without_seconds(
        predictions_of(tmp_path / "whole", "x")
    )
    same = ("accuracy", "correct", "wrong", "no_answer", "by_steps", "tokens", "calls")
    assert {key: again[key] for key in same} == {key: whole[key] for key in same}
    assert sorted(file.name for file in stem.parent.iterdir()) == ["x.json", "x.predictions.jsonl"]


def test_an_interrupt_says_how_to_go_on_and_the_same_command_does(students: Path, tmp_path: Path, capsys):
    write_problems(tmp_path / "forty.jsonl", [replace(PROBLEMS[0], id=f"{number}") for number in range(40)])
    arguments = ["--student", str(students / "random"), "--role", "cot", "--dataset", str(tmp_path / "forty.jsonl")]
    arguments += ["--batch_size", "1", "--max_new_tokens", "100", "--output", str(tmp_path)]
    process = subprocess.Popen(
        [sys.executable, str(ROOT / "recipes" / "score.py"), *arguments],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    predictions = tmp_path / "forty-cot-calculator.predictions.jsonl"
    while process.poll() is None and not (predictions.exists() and predictions.stat().st_size):
        time.sleep(0.01)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate()
    assert process.returncode == 130, err
    assert out == ""
    assert err.endswith("score.py: interrupted; the same command goes on from here\n")
    first = predictions.read_bytes()
    kept = first.count(b"\n")
    assert 0 < kept < 40
    [record] = main(arguments)
    assert record["problems"] == 40
    assert predictions.read_bytes().startswith(first)
    assert f"going on after {kept} of 40 problems" in capsys.readouterr().err


def test_what_is_already_scored_is_not_scored_again(run, tmp_path: Path, capsys):
    first = run("--student cot --dataset known.jsonl")
    told = capsys.readouterr()
    files = {file: file.stat().st_mtime_ns for file in tmp_path.iterdir()}
    assert run("--student cot --dataset known.jsonl") == first
    again = capsys.readouterr()
    assert {file: file.stat().st_mtime_ns for file in tmp_path.iterdir()} == files
    assert again.out == told.out
    assert "already scored: " in again.err


@pytest.mark.parametrize("finished", [True, False])
@pytest.mark.parametrize(
    ("change", "named"),
    [
        ("--max_new_tokens 40", "max_new_tokens"),
        ("--batch_size 2 --seed 1", "seed, batch_size"),
        ("--temperature 0.5", "temperature"),
        ("--dtype bfloat16", "dtype"),
        ("--limit 2", "data_fingerprint, problems"),
    ],
)
def test_other_settings_are_told_and_overwritten_on_demand(
    run, tmp_path: Path, change: str, named: str, finished: bool
):
    [record] = run("--student answer --dataset known.jsonl --calculator on")
    stem = "known-answer-calculator"
    if not finished:  # as a kill leaves it
        (tmp_path / f"{stem}.json").rename(tmp_path / f"{stem}.run.json")
    with pytest.raises(ConfigError) as error:
        run(f"--student answer --dataset known.jsonl --calculator on {change}")
    assert str(error.value) == (
        f"{tmp_path}: {stem} was scored with another {named}; give --overwrite to start anew, or another --output"
    )
    [again] = run(f"--student answer --dataset known.jsonl --calculator on {change} --overwrite")
    assert again["settings"] != record["settings"] or again["problems"] != record["problems"]
    assert len(predictions_of(tmp_path, stem)) == again["problems"]


def test_a_record_from_before_parameters_were_recorded_is_known(run, tmp_path: Path, capsys):
    [record] = run("--student cot --dataset known.jsonl")
    del record["students"][0]["parameters"]
    file = tmp_path / "known-cot-calculator.json"
    file.write_text(json.dumps(record))
    assert run("--student cot --dataset known.jsonl") == [record]
    assert "already scored: " in capsys.readouterr().err


def test_another_student_of_the_same_name_is_told(run, tmp_path: Path, students: Path):
    shutil.copytree(students / "answer", tmp_path / "answer")
    run(f"--student {tmp_path}/answer --dataset known.jsonl")
    tiny_student(tmp_path / "answer", "answer", seed=1)  # trained again
    with pytest.raises(ConfigError, match="was scored with another students;"):
        run(f"--student {tmp_path}/answer --dataset known.jsonl")


@pytest.mark.parametrize(
    ("line", "run_known", "message"),
    [
        (b'{"id": "pens"}\n', False, "nothing says which run wrote it; give --overwrite"),
        (b'{"id": "eggs"}\n', True, ":1: not a prediction of this run; give --overwrite"),
        (b"{'id'}\n", True, ":1: not a prediction of this run"),
        (b"[]\n", True, ":1: not a prediction of this run"),
    ],
)
def test_predictions_of_nobody_knows_what_are_refused(run, tmp_path: Path, line: bytes, run_known: bool, message: str):
    command = "--student answer --dataset known.jsonl --batch_size 1"
    run(command)
    stem = tmp_path / "known-answer-calculator"
    record = stem.with_name(stem.name + ".json")
    if run_known:
        record.rename(stem.with_name(stem.name + ".run.json"))
    else:
        record.unlink()
    stem.with_name(stem.name + ".predictions.jsonl").write_bytes(line)
    with pytest.raises(ConfigError) as error:
        run(command)
    assert message in str(error.value)


# The command line.


def test_text_and_json_go_to_stdout_and_talk_to_stderr(run, capsys):
    records = run("--student cot --dataset known.jsonl --calculator both --format json")
    told = capsys.readouterr()
    assert json.loads(told.out) == records
    assert "known-cot-calculator" in told.err  # the progress bar
    run("--student cot --dataset known.jsonl")
    lines = capsys.readouterr().out.splitlines()
    assert lines[:5] == [
        "known: cot, with calculator",
        "steps  problems  correct  wrong  no answer  accuracy    95 % interval",
        "    1         2        2      0          0    100.0%  34.2% to 100.0%",
        "    2         1        1      0          0    100.0%  20.7% to 100.0%",
        "  all         3        3      0          0    100.0%  43.9% to 100.0%",
    ]
    assert lines[5].startswith("a problem: 33.0 tokens, 1.0 calls, ")


def test_help_answers_without_the_heavy_libraries():
    code = (
        "import sys; sys.argv = ['score.py', '--help']\n"
        "try:\n    import recipes.score; recipes.score.main()\n"
        "except SystemExit as done:\n    assert done.code == 0\n"
        "assert not {'torch', 'transformers', 'scipy', 'datasets'} & sys.modules.keys()"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "--decomposer" in done.stdout


def test_an_error_is_one_line_and_a_failure(tmp_path: Path):
    done = subprocess.run(
        [sys.executable, str(ROOT / "recipes" / "score.py"), "--student", "cot", "--dataset", "sums"],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr.startswith("score.py: unknown data set 'sums'; use one of builtin, gsm8k")
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("command", "message"),
    [
        ("--dataset builtin", "give either --student, or --solver with --decomposer"),
        ("--student cot --solver solver --dataset builtin", "give either --student, or --solver with --decomposer"),
        ("--decomposer upfront --dataset builtin", "give either --student, or --solver with --decomposer"),
        ("--solver solver --dataset builtin", "--solver needs questions to answer: give --decomposer"),
        ("--student cot --decomposer upfront --dataset builtin", "--decomposer belongs to --solver"),
        ("--solver solver --decomposer oracle --role cot --dataset builtin", "--role is for --student"),
        ("--solver solver --decomposer oracle --guide guide --dataset builtin", "oracle questions need no --guide"),
        ("--student cot --hint count --dataset builtin", "--hint needs who gives it: --guide"),
        ("--student cot --asking upfront --dataset builtin", "--asking is for a --decomposer that is a student"),
        ("--student cot --dataset builtin --vote 1", "argument --vote: must be at least 2, not 1"),
        ("--student cot --dataset builtin --vote 3 --temperature 0", "--vote needs a temperature above 0"),
        ("--student cot --dataset builtin --endpoint solver=http://a", "this command has no solver that is a student"),
        ("--student cot --dataset builtin --model cot", "--model names a student that no --endpoint serves"),
        ("--student cot", "the following arguments are required: --dataset"),
        ("--student cot --dataset builtin --role solver", "invalid choice: 'solver'"),
        ("--student cot --dataset builtin --limit 0", "argument --limit: must be at least 1, not 0"),
        ("--student cot --dataset builtin --batch_size -1", "argument --batch_size: must be at least 1, not -1"),
        ("--student cot --dataset builtin --temperature -0.1", "argument --temperature: must be at least 0, not -0.1"),
        ("--student cot --dataset builtin --temperature nan", "argument --temperature: must be at least 0, not nan"),
        ("--student cot --dataset builtin --max_new_tokens many", "argument --max_new_tokens: invalid"),
    ],
)
def test_a_command_line_that_makes_no_sense(capsys, command: str, message: str):
    with pytest.raises(SystemExit) as done:
        main(command.split())
    assert done.value.code == 2
    assert message in capsys.readouterr().err


@pytest.mark.parametrize(
    ("command", "kind", "message"),
    [
        ("--student cot --dataset sums", SourceError, "unknown data set 'sums'"),
        ("--student cot --dataset builtin --split exam", SourceError, "exam"),
        ("--student cot --dataset missing.jsonl", SourceError, "missing.jsonl"),
        ("--student cot --dataset broken.jsonl", ProblemError, "broken.jsonl:2: field 'answer' is missing"),
        ("--student empty --dataset known.jsonl", StudentError, "empty: there is no student.json"),
        ("--student nowhere/at-all --dataset known.jsonl", StudentError, "nowhere/at-all"),
        ("--student solver --dataset known.jsonl", StudentError, "solver is a solver; it does not answer alone"),
        ("--student cot --role answer --dataset known.jsonl", StudentError, "cot is a cot, not a answer"),
        ("--student random --dataset known.jsonl", StudentError, "choose one with --role answer, cot or unified"),
        ("--student cot-equations --dataset known.jsonl", StudentError, "give it a guide"),
        ("--student cot --guide guide --dataset known.jsonl", PairError, "cot was trained without hints"),
        ("--student cot --guide oracle --dataset known.jsonl", PairError, "cot was trained without hints"),
        (
            "--student cot-equations --guide solver --dataset known.jsonl",
            StudentError,
            "solver is a solver, not a guide",
        ),
        ("--student cot-equations --guide guide-count --dataset known.jsonl", PairError, "writes hint 'count', but"),
        ("--solver cot --decomposer upfront --dataset known.jsonl", StudentError, "cot is a cot, not a solver"),
        ("--solver solver --decomposer solver --dataset known.jsonl", StudentError, "solver is a solver, not a decomp"),
        ("--solver solver --decomposer upfront-equations --dataset known.jsonl", StudentError, "give it a guide"),
        (
            "--solver solver-count --decomposer upfront-equations --guide guide --dataset known.jsonl",
            PairError,
            "solver-count for hint 'count'",
        ),
        (
            "--solver solver --decomposer upfront-equations --guide oracle --hint count --dataset known.jsonl",
            StudentError,
            "reads the hint 'equations', as it was trained to",
        ),
        (
            "--solver solver --decomposer upfront --asking interleaved --dataset known.jsonl",
            StudentError,
            "upfront asks upfront, as it was trained to; leave --asking out",
        ),
        ("--student cot-equations --guide random --dataset known.jsonl", StudentError, "choose one with --hint"),
        ("--solver solver --decomposer upfront --guide guide --dataset known.jsonl", PairError, "without hints"),
        (
            "--solver solver --decomposer oracle --dataset bare.jsonl",
            ConfigError,
            "has sub-questions, so an oracle has",
        ),
        (
            "--student cot-equations --guide oracle --dataset bare.jsonl",
            ConfigError,
            "3 of 3 problems have no steps to take an oracle's hint from, such as pens",
        ),
        ("--student cot --dataset known.jsonl --device cuda", ConfigError, "--device cuda: this machine has no CUDA"),
    ],
)
def test_wrong_input(run, students: Path, tmp_path: Path, command: str, kind: type[SocraticError], message: str):
    (students / "empty").mkdir(exist_ok=True)
    (students / "broken.jsonl").write_text(
        '{"id": "1", "text": "a", "steps": [], "answer": "1", "source": "x"}\n'
        '{"id": "2", "text": "b", "steps": [], "source": "x"}\n'
    )
    write_problems(students / "bare.jsonl", [replace(problem, steps=()) for problem in PROBLEMS])
    if "--device cuda" in command and torch.cuda.is_available():
        pytest.skip("this machine has a CUDA device")
    with pytest.raises(kind) as error:
        run(command)
    assert message in str(error.value)
    assert "\n" not in str(error.value)
    assert list(tmp_path.iterdir()) == []

"""recipes/export.py: what it writes is what `load_dataset` reads back, the same bytes each time, all or nothing."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from datasets import load_dataset

from recipes.export import main
from recipes.training_data import split_validation
from socratic.formats import ROLES, StudentFormat
from socratic.problem import Problem, Step, fingerprint
from socratic.sources import load_problems, write_problems
from tests.helpers import PROBLEMS

ROOT = Path(__file__).resolve().parents[2]
ALL_BUT_GUIDE = [role for role in ROLES if role != "guide"]

BARE = Problem("bare", "How much is 1+1?", (), "2", "tests")
UNASKED = Problem("unasked", "How much is 1+2?", (Step("", "1+2 = <<1+2=3>>3"),), "3", "more tests")


@pytest.fixture
def problems(tmp_path: Path) -> str:
    """A file of five problems: one has no steps and one no questions."""
    file = tmp_path / "problems.jsonl"
    write_problems(file, [*PROBLEMS, BARE, UNASKED])
    return str(file)


def record_of(folder: Path) -> dict[str, Any]:
    record: dict[str, Any] = json.loads((folder / "dataset.json").read_text(encoding="utf-8"))
    return record


def rows_of(folder: Path, config: str, split: str = "train") -> list[dict[str, Any]]:
    return load_dataset(str(folder), config, split=split, cache_dir=str(folder.parent / "cache")).to_list()


def files_of(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_the_problems_come_back_equal(tmp_path: Path, problems: str) -> None:
    assert main(["--dataset", problems, "--output_dir", str(tmp_path / "data")]) == 0

    rows = rows_of(tmp_path / "data", "problems")

    assert [Problem.from_json(row) for row in rows] == [*PROBLEMS, BARE, UNASKED]
    assert rows == load_dataset(str(tmp_path / "data"), split="train", cache_dir=str(tmp_path / "cache")).to_list()


@pytest.mark.parametrize("hint", ["none", "equations"])
@pytest.mark.parametrize("asking", ["upfront", "interleaved"])
def test_every_role_has_the_texts_that_its_student_learns_from(
    tmp_path: Path, problems: str, hint: Any, asking: Any
) -> None:
    folder = tmp_path / "data"
    assert main(["--dataset", problems, "--output_dir", str(folder), "--hint", hint, "--asking", asking]) == 0

    record = record_of(folder)
    roles = ALL_BUT_GUIDE if hint == "none" else list(ROLES)
    assert list(record["configs"]) == ["problems", *roles]
    for role in roles:
        student = StudentFormat(role, hint, asking)
        able = [
            *PROBLEMS,
            *([BARE] if role == "answer" else []),
            *([UNASKED] if role in ("answer", "cot", "guide") else []),
        ]
        by_step = role == "solver" or (role == "decomposer" and asking == "interleaved")
        assert rows_of(folder, role) == [
            {
                "id": problem.id,
                **({"step": step} if by_step else {}),
                "prompt": example.prompt,
                "completion": example.completion,
            }
            for problem in able
            for step, example in enumerate(student.examples(problem))
        ]


def test_the_record_says_what_is_there(tmp_path: Path, problems: str) -> None:
    folder = tmp_path / "data"
    assert main(["--dataset", problems, "--output_dir", str(folder), "--license", "cc-by-4.0"]) == 0

    record = record_of(folder)
    assert record["format_version"] == 1
    assert record["name"] == "problems"
    assert record["source"] == "more tests, tests"
    assert record["license"] == "cc-by-4.0"
    assert record["hub_id"] is None
    assert record["revision"] is None
    assert (record["hint"], record["asking"]) == ("none", "upfront")
    for config, splits in record["configs"].items():
        for split, entry in splits.items():
            rows = rows_of(folder, config, split)
            assert (folder / entry["file"]).is_file()
            assert entry["rows"] == len(rows)
            assert entry["columns"] == list(rows[0])
            assert entry["fingerprint"] == fingerprint([*PROBLEMS, BARE, UNASKED])
            assert record["examples"][config] == rows[0]
    assert record["left_out"] == {
        "problems of train without the steps or questions for cot": 1,
        "problems of train without the steps or questions for unified, decomposer, solver": 2,
    }
    assert str(tmp_path) not in (folder / "dataset.json").read_text()


def test_two_runs_write_the_same_bytes(tmp_path: Path, problems: str) -> None:
    for name in ("one", "two"):
        assert main(["--dataset", problems, "--output_dir", str(tmp_path / name)]) == 0

    assert files_of(tmp_path / "one") == files_of(tmp_path / "two")


def test_the_splits_are_those_that_a_student_is_trained_on(tmp_path: Path) -> None:
    file = tmp_path / "many.jsonl.gz"
    write_problems(file, load_problems("builtin", "train", limit=60))
    options = ["--dataset", str(file), "--roles", "cot", "--validation_samples", "4"]
    assert main([*options, "--output_dir", str(tmp_path / "data")]) == 0

    train, held_out = split_validation(load_problems(str(file)), 4)
    splits = record_of(tmp_path / "data")["configs"]["cot"]
    assert {split: (entry["rows"], entry["fingerprint"]) for split, entry in splits.items()} == {
        "train": (56, fingerprint(train)),
        "validation": (4, fingerprint(held_out)),
    }


def test_the_builtin_problems_have_splits_of_their_own(tmp_path: Path) -> None:
    assert (
        main(["--dataset", "builtin", "--limit", "15", "--roles", "cot", "--output_dir", str(tmp_path / "data")]) == 0
    )

    record = record_of(tmp_path / "data")
    assert record["license"] == "apache-2.0"
    for split in ("train", "validation", "test", "test-combinations"):
        entry = record["configs"]["problems"][split.replace("-", "_")]
        assert entry["fingerprint"] == fingerprint(load_problems("builtin", split, limit=15))
        assert len(rows_of(tmp_path / "data", "cot", split.replace("-", "_"))) == 15


def test_a_file_may_name_its_split(tmp_path: Path, problems: str) -> None:
    assert main(["--dataset", problems, "--splits", "test", "--output_dir", str(tmp_path / "data")]) == 0

    assert list(record_of(tmp_path / "data")["configs"]["problems"]) == ["test"]


def test_gsm8k_has_the_fingerprints_of_the_published_records(tmp_path: Path, shared_data: Path) -> None:
    options = ["--dataset", "gsm8k", "--data_dir", str(shared_data), "--roles", "answer"]
    assert main([*options, "--output_dir", str(tmp_path / "data")]) == 0

    record = record_of(tmp_path / "data")
    student = ROOT / "results" / "students" / "gsm8k-cot"
    training = json.loads((student / "training.json").read_text())
    score = json.loads((student / "scores" / "gsm8k-test-cot-calculator.json").read_text())
    assert (record["hub_id"], record["license"]) == ("openai/gsm8k", "mit")
    assert {split: entry["fingerprint"] for split, entry in record["configs"]["problems"].items()} == {
        "train": training["train_fingerprint"],
        "validation": training["validation_fingerprint"],
        "test": score["data_fingerprint"],
    }


def test_real_data_without_questions_leave_out_the_roles_that_ask(tmp_path: Path, shared_data: Path) -> None:
    options = ["--dataset", "gsm8k-main", "--splits", "test", "--data_dir", str(shared_data)]
    assert main([*options, "--output_dir", str(tmp_path / "data")]) == 0

    record = record_of(tmp_path / "data")
    assert list(record["configs"]) == ["problems", "answer", "cot"]
    assert record["asking"] is None
    why = "problems of test without the steps or questions for unified, decomposer, solver"
    assert record["left_out"] == {why: 1319}


def test_placeholders_keep_their_numbers_and_teach_expressions(tmp_path: Path, shared_data: Path) -> None:
    options = ["--dataset", "svamp-placeholders", "--data_dir", str(shared_data), "--validation_samples", "0"]
    assert main([*options, "--roles", "answer", "--output_dir", str(tmp_path / "data")]) == 0

    problems = load_problems("svamp-placeholders", "train", data_dir=shared_data)
    assert [Problem.from_json(row) for row in rows_of(tmp_path / "data", "problems")] == problems
    completions = [row["completion"] for row in rows_of(tmp_path / "data", "answer")]
    assert completions == [f" {problem.expression}" for problem in problems if problem.expression]
    assert list(record_of(tmp_path / "data")["left_out"].values()) == [2]


# What is in the way, and what is wrong.


def test_an_earlier_export_is_replaced_as_a_whole_when_asked(
    tmp_path: Path, problems: str, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "data"
    assert main(["--dataset", problems, "--output_dir", str(folder)]) == 0
    before = files_of(folder)

    assert main(["--dataset", problems, "--roles", "cot", "--output_dir", str(folder)]) == 1
    assert "--overwrite" in capsys.readouterr().err
    assert files_of(folder) == before

    assert main(["--dataset", problems, "--roles", "cot", "--output_dir", str(folder), "--overwrite"]) == 0
    assert files_of(folder).keys() == {"README.md", "dataset.json", "problems/train.parquet", "cot/train.parquet"}
    assert sorted(path.name for path in tmp_path.iterdir()) == ["data", "problems.jsonl"]


@pytest.mark.parametrize(
    ("path", "text"),
    [("notes.txt", "mine"), ("README.md", "---\nconfigs: []\n---\nWritten by a person.\n"), ("cot/more.parquet", "")],
)
def test_what_no_export_wrote_is_never_deleted(
    tmp_path: Path, problems: str, capsys: pytest.CaptureFixture[str], path: str, text: str
) -> None:
    folder = tmp_path / "data"
    assert main(["--dataset", problems, "--output_dir", str(folder)]) == 0
    (folder / path).write_text(text)
    before = files_of(folder)

    assert main(["--dataset", problems, "--output_dir", str(folder), "--overwrite"]) == 1
    assert path in capsys.readouterr().err
    assert files_of(folder) == before


@pytest.mark.parametrize("record", ["{}", '{"configs": []}', "[]", "no JSON", '{"configs": {"a": {"b": {}}}}'])
def test_a_folder_with_another_dataset_json_is_left_alone(tmp_path: Path, problems: str, record: str) -> None:
    folder = tmp_path / "data"
    folder.mkdir()
    (folder / "dataset.json").write_text(record)

    assert main(["--dataset", problems, "--output_dir", str(folder), "--overwrite"]) == 1
    assert files_of(folder) == {"dataset.json": record.encode()}


def test_an_empty_folder_is_filled(tmp_path: Path, problems: str) -> None:
    (tmp_path / "data").mkdir()

    assert main(["--dataset", problems, "--output_dir", str(tmp_path / "data")]) == 0
    assert (tmp_path / "data" / "dataset.json").is_file()


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--dataset", "nothing.jsonl"], "nothing.jsonl"),
        (["--dataset", "gsm9k"], "unknown data set 'gsm9k'"),
        (["--dataset", "builtin", "--splits", "dev"], "no split 'dev'"),
        (["--dataset", "builtin", "--data_dir", "."], "takes no data_dir"),
        (["--dataset", "gsm8k", "--data_dir", "/nowhere"], "no file socratic-train.jsonl of gsm8k"),
        (["--dataset", "PROBLEMS", "--roles", "guide"], "a guide needs a hint"),
        (["--dataset", "PROBLEMS", "--splits", "train", "test"], "takes one name"),
        (["--dataset", "PROBLEMS", "--splits", "my split"], "cannot be a split's name"),
        (["--dataset", "BARE", "--roles", "answer", "cot"], "the role cot learns from"),
    ],
)
def test_an_error_is_one_line_and_leaves_nothing(
    tmp_path: Path, problems: str, capsys: pytest.CaptureFixture[str], options: list[str], words: str
) -> None:
    bare = tmp_path / "bare.jsonl"
    write_problems(bare, [BARE])
    options = [{"PROBLEMS": problems, "BARE": str(bare)}.get(option, option) for option in options]

    assert main([*options, "--output_dir", str(tmp_path / "data")]) == 1

    (line,) = [line for line in capsys.readouterr().err.splitlines() if "export.py:" in line]
    assert words in line
    assert sorted(path.name for path in tmp_path.iterdir()) == ["bare.jsonl", "problems.jsonl"]


@pytest.mark.parametrize(
    "options",
    [
        ["--dataset", "builtin", "--limit", "0"],
        ["--dataset", "builtin", "--license", "mit"],
        ["--dataset", "builtin", "--validation_samples", "-1"],
        ["--dataset", "builtin", "--roles", "teacher"],
        [],
    ],
)
def test_wrong_usage_ends_with_status_2(tmp_path: Path, options: list[str]) -> None:
    with pytest.raises(SystemExit) as exit_:
        main([*options, "--output_dir", str(tmp_path / "data")])

    assert exit_.value.code == 2
    assert not (tmp_path / "data").exists()


def test_a_kill_leaves_the_earlier_export_and_the_next_run_completes(tmp_path: Path, problems: str) -> None:
    folder = tmp_path / "data"
    assert main(["--dataset", problems, "--output_dir", str(folder)]) == 0
    before = files_of(folder)

    command = ["-m", "recipes.export", "--dataset", "builtin", "--output_dir", str(folder), "--overwrite"]
    process = subprocess.Popen([sys.executable, *command], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    work = tmp_path / ".data.export-work"
    while not any(work.glob("*/*.parquet")):
        assert process.poll() is None, process.communicate()[0].decode()
    process.send_signal(signal.SIGKILL)
    process.communicate()

    assert files_of(folder) == before
    assert main(["--dataset", problems, "--roles", "cot", "--output_dir", str(folder), "--overwrite"]) == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == ["data", "problems.jsonl"]


def test_a_kill_between_the_two_renames_is_undone(tmp_path: Path, problems: str) -> None:
    folder = tmp_path / "data"
    assert main(["--dataset", problems, "--output_dir", str(folder)]) == 0
    before = files_of(folder)
    os.rename(folder, tmp_path / ".data.export-old")

    assert main(["--dataset", problems, "--output_dir", str(folder)]) == 1

    assert files_of(folder) == before
    assert not (tmp_path / ".data.export-old").exists()


def test_help_shows_commands() -> None:
    told = subprocess.run(
        [sys.executable, "recipes/export.py", "--help"], cwd=ROOT, capture_output=True, text=True, check=True
    )

    assert "python -m recipes.export --dataset gsm8k" in told.stdout

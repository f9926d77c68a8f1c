"""recipes/report.py: the tables that the README is made of, the whole report, and what is said of broken records."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from recipes.records import write_json
from recipes.report import main, score_table, training_table
from socratic.builtin import BASE
from socratic.errors import ConfigError

ROOT = Path(__file__).resolve().parents[2]


def score_record(**changes: Any) -> dict[str, Any]:
    """A record with the fields of recipes/score.py that a table needs."""
    student = {"base_model": "openai-community/gpt2", "dataset": "gsm8k"}
    return {
        "method": "cot",
        "students": [{"role": "cot", "student": student}],
        "dataset": "gsm8k",
        "split": "test",
        "data_fingerprint": "f" * 64,
        "problems": 1319,
        "settings": {"calculator": True, "seed": 0},
        "no_answer": 64,
        "accuracy": 55 / 1319,
        "interval": [0.0322, 0.0539],
        "tokens": 131900,
        "calls": 2638,
        "seconds": 395.7,
        "by_steps": [{"steps": 2, "problems": 1319, "correct": 55}],
        **changes,
    }


def training_record(**changes: Any) -> dict[str, Any]:
    """A record with the fields of recipes/sft.py that a table needs."""
    return {
        "role": "solver",
        "hint": "none",
        "asking": "upfront",
        "dataset": "gsm8k",
        "base_model": "openai-community/gpt2",
        "examples": 26000,
        "steps": 8130,
        "tokens": 31234567,
        "seconds": 3599.6,
        "best_eval_loss": 0.61234,
        "loss_curve": [{"step": 10, "loss": 2.0}, {"step": 20, "eval_loss": 0.75}],
        "world_size": 2,
        "environment": {"accelerators": ["NVIDIA A100", "NVIDIA A100"], "cpu": "CPU", "cpu_cores": 8},
        **changes,
    }


def cells(table: str) -> list[list[str]]:
    """The rows of the first Markdown table in a text, header and rule left out."""
    lines = [line for line in table.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.removeprefix("|").removesuffix("|").split(" | ")] for line in lines[2:]]


def test_a_score_in_full(tmp_path: Path):
    write_json(tmp_path / "cot" / "scores" / "gsm8k-test-cot-calculator.json", score_record())
    assert score_table(tmp_path).splitlines()[:3] == [
        "| Set | Student: base, taught on | Method | Calculator | Problems | Accuracy % (95 % interval) | No answer "
        "| Tokens a problem | Calls a problem | Seconds a problem | Paper, GPT-2 small % |",
        "| --- | --- | --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |",
        "| gsm8k test | openai-community/gpt2, gsm8k | cot | on | 1,319 | 4.17 (3.22 to 5.39) | 64 "
        "| 100 | 2.0 | 0.300 | 5.05 |",
    ]


@pytest.mark.parametrize(
    ("changes", "paper"),
    [
        ({"method": "answer"}, "1.45"),
        ({"method": "cot"}, "5.05"),
        ({"method": "cot", "dataset": "gsm8k-main", "settings": {"calculator": False, "seed": 0}}, "5.05"),
        ({"method": "unified"}, "5.10"),
        ({"method": "iterative, upfront"}, "5.10"),
        ({"method": "iterative, upfront, hint equations"}, "5.98"),
        ({"method": "iterative, oracle questions"}, "6.44"),
        ({"method": "iterative, interleaved"}, None),  # the paper's text describes the other way
        ({"method": "iterative, upfront, oracle hint equations"}, None),
        ({"method": "cot", "problems": 100}, None),  # a part of the set is another set
        ({"method": "cot", "split": "train"}, None),
        ({"method": "cot", "dataset": "svamp", "problems": 300}, None),  # the paper tests on 237 others
    ],
)
def test_the_papers_number_stands_beside_the_same_method_and_set_only(tmp_path: Path, changes, paper: str | None):
    write_json(tmp_path / "scores" / "x.json", score_record(**changes))
    table = score_table(tmp_path)
    assert ("GPT-2 small (124M; arXiv 2212.00193" in table) == (paper is not None)
    assert len(cells(table)[0]) == (11 if paper else 10)
    if paper:
        assert cells(table)[0][-1] == paper


def test_rows_stand_in_the_order_of_sets_methods_and_calculator(tmp_path: Path):
    rows = [
        ("mine", None, "cot", True),
        ("svamp", "test", "cot", True),
        ("gsm8k", "test", "iterative, upfront", True),
        ("gsm8k", "test", "iterative, oracle questions", True),
        ("gsm8k", "test", "cot", False),
        ("gsm8k", "test", "cot", True),
        ("gsm8k", "test", "answer", True),
        ("builtin", "test", "unified", True),
    ]
    for number, (dataset, split, method, calculator) in enumerate(rows):
        record = score_record(
            dataset=dataset, split=split, method=method, settings={"calculator": calculator, "seed": 0}
        )
        write_json(tmp_path / f"student{number}" / "scores" / "x.json", record)
    table = score_table(tmp_path)
    assert [(row[0], row[2], row[3]) for row in cells(table)] == [
        ("builtin test", "unified", "on"),
        ("gsm8k test", "answer", "on"),
        ("gsm8k test", "cot", "on"),
        ("gsm8k test", "cot", "off"),
        ("gsm8k test", "iterative, upfront", "on"),
        ("gsm8k test", "iterative, oracle questions", "on"),
        ("svamp test", "cot", "on"),
        ("mine", "cot", "on"),
    ]
    assert "upper bounds, not the system's own score" in table


def test_no_oracle_no_note(tmp_path: Path):
    write_json(tmp_path / "scores" / "x.json", score_record())
    assert "upper bounds" not in score_table(tmp_path)


def test_students_that_differ_are_all_named_and_bars_do_not_break_the_table(tmp_path: Path):
    students = [{"student": {"base_model": base, "dataset": "gsm8k"}} for base in ("a|b", "a|b", "c")]
    write_json(tmp_path / "scores" / "x.json", score_record(students=students))
    assert cells(score_table(tmp_path))[0][1] == "a\\|b, gsm8k; c, gsm8k"


@pytest.mark.parametrize(
    ("changes", "row"),
    [
        ({}, "solver | gsm8k | openai-community/gpt2 | 26,000 | 8,130 | 31,234,567 | 3,600 | 0.612 | 2 x NVIDIA A100"),
        ({"best_eval_loss": None}, "| 3,600 | 0.750 |"),
        ({"best_eval_loss": None, "loss_curve": []}, "| 3,600 |  |"),
        ({"hint": "count"}, "| solver, hint count |"),
        ({"role": "decomposer", "asking": "interleaved", "hint": "count"}, "| decomposer, interleaved, hint count |"),
        ({"environment": {"accelerators": [], "cpu": "AMD EPYC", "cpu_cores": 2}}, "| AMD EPYC, 2 cores |"),
    ],
)
def test_a_training(tmp_path: Path, changes: dict[str, Any], row: str):
    write_json(tmp_path / "solver" / "training.json", training_record(**changes))
    header, _, line = training_table(tmp_path).splitlines()
    assert header.split(" | ")[-2:] == ["Validation loss", "Hardware |"]
    assert row in line


def test_the_record_of_the_built_in_base_is_one(capsys):
    table = training_table(BASE)
    assert "| all | builtin+svamp |" in table
    main([str(BASE / "training.json")])
    assert capsys.readouterr().out == f"# Results\n\n## Training\n\n{table}\n"


def test_the_command_prints_the_report_of_folders_and_files(tmp_path: Path, capsys):
    student = tmp_path / "cot"
    write_json(student / "training.json", training_record())
    write_json(student / "config.json", {"model_type": "gpt2"})
    write_json(student / "scores" / "x.json", score_record())
    write_json(student / "scores" / "y.run.json", {"method": "cot"})  # not finished
    (student / "scores" / "x.predictions.jsonl").write_text("{}\n")
    write_json(tmp_path / "elsewhere.json", score_record(method="answer"))
    main([str(tmp_path)])
    printed = capsys.readouterr().out
    assert printed.startswith(f"# Results\n\n## Accuracy\n\n{score_table(tmp_path)}\n\n## Beside the paper\n\n")
    assert printed.endswith(f"\n\n## Training\n\n{training_table(tmp_path)}\n")
    assert [line for line in printed.splitlines() if line.startswith("## ")] == [
        "## Accuracy",
        "## Beside the paper",
        "## By number of steps",
        "## Training",
    ]
    main([str(tmp_path), str(student / "scores")])  # the same files twice
    assert capsys.readouterr().out == printed
    main([str(tmp_path / "elsewhere.json")])
    assert cells(capsys.readouterr().out)[0][2] == "answer"


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"method": 3}, "field 'method' cannot be 3"),
        ({"settings": {}}, "field 'settings.calculator' is missing; run the recipe that writes it again"),
        ({"settings": None}, "field 'settings.calculator' is missing"),
        ({"accuracy": None}, "field 'accuracy' cannot be None"),
        ({"students": [{}]}, "field 'students' is not what recipes/score.py writes"),
        ({"by_steps": [{}]}, "field 'by_steps' is not what recipes/score.py writes"),
        ({"interval": [0.1]}, "field 'interval' cannot be [0.1]"),
    ],
)
def test_a_broken_score_is_told_with_its_file(tmp_path: Path, changes: dict[str, Any], message: str):
    file = tmp_path / "scores" / "x.json"
    write_json(file, score_record(**changes))
    with pytest.raises(ConfigError) as error:
        score_table(tmp_path)
    assert str(error.value).startswith(f"{file}: {message}")


def test_a_broken_training_is_told_with_its_file(tmp_path: Path):
    record = training_record()
    del record["tokens"]
    write_json(tmp_path / "training.json", record)
    with pytest.raises(ConfigError, match=r"training\.json: field 'tokens' is missing"):
        training_table(tmp_path)


@pytest.mark.parametrize(
    ("table", "message"),
    [
        (score_table, "no scores/*.json there; run recipes/score.py first"),
        (training_table, "no training.json there; run recipes/sft.py first"),
    ],
)
def test_a_folder_without_records(tmp_path: Path, table, message: str):
    with pytest.raises(ConfigError) as error:
        table(tmp_path)
    assert str(error.value) == f"{tmp_path}: {message}"


def test_the_command_line_says_in_one_line_what_is_missing(tmp_path: Path):
    command = [sys.executable, "-m", "recipes.report"]
    done = subprocess.run([*command, str(tmp_path)], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == f"report.py: {tmp_path}: no scores/*.json and no training.json there\n"
    done = subprocess.run([*command, str(tmp_path / "no")], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "cannot be read (No such file or directory)" in done.stderr

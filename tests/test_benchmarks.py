"""The speed benchmarks run, check their own texts and losses, and their records become the README's tables."""

import json
import shutil
import time
from pathlib import Path
from typing import Any

import pytest
import torch

from socratic.draft_copies import can_draft_by_copy
from socratic.packing import can_pack
from tests.benchmarks import decoding, generator, training
from tests.benchmarks.parts.exact_options import measure_options
from tests.benchmarks.parts.speed_tables import (
    decoding_goals,
    decoding_tables,
    records_in,
    training_goals,
    training_tables,
)

MACHINE: dict[str, Any] = {
    "created": "2026-11-21T13:16:58+00:00",
    "environment": {
        "cpu": "AMD EPYC",
        "cpu_cores": 2,
        "accelerators": [],
        "libraries": {"torch": "2.13.0+cpu", "transformers": "5.23.0", "trl": "1.16.0"},
    },
    "threads": 2,
    "quick": False,
    "load_average": 0.3,
}
WAYS = [
    {"way": "naive", "problems": 2, "tokens": 120, "seconds_a_token": 0.0614, "faster_than_naive": 1.0,
     "times_cot": 1.32, "times_floor": 1.14},
    {"way": "ours, batch 1", "problems": 2, "tokens": 120, "seconds_a_token": 0.05, "faster_than_naive": 1.228,
     "times_cot": 1.08, "times_floor": 1.2, "compared_with_naive": 2, "rounding": 0},
    {"way": "ours, batch 1, packed", "problems": 2, "tokens": 120, "seconds_a_token": 0.03, "faster_than_naive": 2.05,
     "times_cot": 0.65, "times_floor": 0.56, "compared_with_naive": 2, "rounding": 1},
    {"way": "ours, batch 32", "problems": 128, "tokens": 9216, "seconds_a_token": 0.0123, "faster_than_naive": 4.99,
     "times_cot": 0.27, "times_floor": 0.23, "compared_with_naive": 2, "rounding": 0},
]  # fmt: skip
TRAINING = {
    "speed": [
        {"way": "ours", "tokens": 29000, "padding": 0.052, "tokens_a_second": 5043.4, "times_plain": 0.948,
         "tokens_a_cpu_second": 2600.2, "times_plain_cpu": 0.99},
    ],
    "epochs": [{"dataset": "gsm8k", "problems": 7473, "one": 1400000, "each": 4000000}],
    "passes": [{"shape": "gpt2", "rows": 4, "length": 128, "forward_seconds": 0.5, "backward_seconds": 1.5}],
    "utilisation": [],
    "goals": [
        {"shape": "ours", "goal": "tokens a second / plain loop, at least", "bound": 0.95, "measured": 0.948,
         "met": False},
    ],
}  # fmt: skip


def test_a_decoding_record_as_tables() -> None:
    goals = decoding.goals("gpt2", WAYS)
    options = [
        {"option": "static cache", "texts": 20, "same": 19, "tokens": 1000, "plain_seconds": 4.0, "seconds": 5.0},
        {"option": "torch.compile, static cache", "skipped": "no C++ compiler"},
    ]
    table = decoding_tables({**MACHINE, "clock": "wall", "shapes": {"gpt2": WAYS}, "goals": goals, "options": options})
    assert table.splitlines() == [
        "AMD EPYC, 2 cores, 2 threads; torch 2.13.0+cpu, transformers 5.23.0, trl 1.16.0; 2026-11-21; "
        "load average at the end 0.3",
        "",
        "| gpt2 | Problems | Tokens | ms a token | Times as fast as naive | Time / CoT | Time / floor | Other text |",
        "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |",
        "| naive | 2 | 120 | 61.40 | 1.00 | 1.32 | 1.14 |  |",
        "| ours, batch 1 | 2 | 120 | 50.00 | 1.23 | 1.08 | 1.20 | 0 of 2 |",
        "| ours, batch 1, packed | 2 | 120 | 30.00 | 2.05 | 0.65 | 0.56 | 1 of 2, rounding |",
        "| ours, batch 32 | 128 | 9,216 | 12.30 | 4.99 | 0.27 | 0.23 | 0 of 2 |",
        "",
        "| Of | Goal | Bound | Measured | Met |",
        "| --- | --- | ---: | ---: | ---: |",
        "| gpt2 | batch 1, times CoT, at most | 1.10 | 1.08 | yes |",
        "| gpt2 | batch 1, times the floor, at most | 1.15 | 1.20 | no |",
        "| gpt2 | batch 1, best exact-token option, times naive, at least | 2.00 | 2.05 | yes |",
        "| gpt2 | batch 32, best, times naive, at least | 6.00 | 4.99 | no |",
        "",
        "| Option, built-in base, CoT | plain, ms a token | ms a token | Times as fast | Same tokens |",
        "| --- | ---: | ---: | ---: | ---: |",
        "| static cache | 4.00 | 5.00 | 0.80 | 19 of 20 |",
        "| torch.compile, static cache |  |  |  | no C++ compiler |",
    ]


def test_a_training_record_as_tables() -> None:
    gpu = {
        **MACHINE,
        **TRAINING,
        "environment": {**MACHINE["environment"], "accelerators": ["NVIDIA H100 80GB HBM3"]},
        "utilisation": [
            {"shape": "gpt2-large", "rows": 8, "length": 1024, "tokens_a_second": 80000.0, "flops_a_second": 4.945e14,
             "peak": 989e12},
            {"shape": "gpt2", "rows": 32, "length": 1024, "tokens_a_second": 300.0, "flops_a_second": 2e12,
             "peak": None},
        ],
    }  # fmt: skip
    assert training_tables(gpu).splitlines() == [
        "NVIDIA H100 80GB HBM3; torch 2.13.0+cpu, transformers 5.23.0, trl 1.16.0; 2026-11-21; "
        "load average at the end 0.3",
        "",
        "| Way | Tokens | Padding % | Tokens a second | Speed / plain | Tokens a CPU second | CPU / plain |",
        "| --- | ---: | ---: | ---: | ---: | ---: | ---: |",
        "| ours | 29,000 | 5.2 | 5,043 | 0.95 | 2,600 | 0.99 |",
        "",
        "| Tokens an epoch, solver | Problems | One sequence a problem | One a step | Ratio |",
        "| --- | ---: | ---: | ---: | ---: |",
        "| gsm8k | 7,473 | 1,400,000 | 4,000,000 | 0.35 |",
        "",
        "| Passes alone | Tokens | Forward, s | Backward, s | Tokens a second |",
        "| --- | ---: | ---: | ---: | ---: |",
        "| gpt2 | 4 x 128 | 0.500 | 1.500 | 256 |",
        "",
        "| Our trainer | Tokens a step | Tokens a second | Model TFLOP/s | % of peak |",
        "| --- | ---: | ---: | ---: | ---: |",
        "| gpt2-large | 8 x 1024 | 80,000 | 494 | 50.0 |",
        "| gpt2 | 32 x 1024 | 300 | 2 |  |",
        "",
        "| Of | Goal | Bound | Measured | Met |",
        "| --- | --- | ---: | ---: | ---: |",
        "| ours | tokens a second / plain loop, at least | 0.95 | 0.95 | no |",
    ]


def test_goals_of_ways_that_did_not_run_are_left_out() -> None:
    assert [goal["goal"] for goal in decoding.goals("gpt2", WAYS[:2])] == [wanted for wanted, *_ in decoding.GOALS[:3]]


def test_other_ways_count_beside_the_naive_one_alone() -> None:
    fast = {**WAYS[1], "way": "ours, batch 1, compiled", "faster_than_naive": 3.0, "times_cot": 0.4, "times_floor": 0.4}
    measured = [goal["measured"] for goal in decoding.goals("gpt2", [*WAYS, fast])]
    assert measured == [1.08, 1.2, 3.0, 4.99]


def test_goals_on_a_gpu() -> None:
    rows = [
        {"way": "ours, batch 1", "faster_than_naive": 4.0, "times_weights": 1.5},
        {"way": "ours, batch 1, compiled", "faster_than_naive": 5.0, "times_weights": 1.1},
        {"way": "ours, batch 512", "faster_than_naive": 90.0, "times_weights": 0.1},
    ]
    found = decoding.goals("gpt2-large", rows, decoding.GPU_GOALS["gpt2-large"])
    assert [(goal["way"], goal["measured"], goal["met"]) for goal in found] == [
        ("ours, batch 1, compiled", 1.1, True),
        ("ours, batch 512", 90.0, False),
    ]


def test_goals_of_several_records(tmp_path: Path) -> None:
    for name, shape, rows in (("one", "gpt2", WAYS), ("two", "builtin", WAYS[:2])):
        record = {**MACHINE, "shapes": {shape: rows}, "goals": decoding.goals(shape, rows)}
        (tmp_path / f"{name}.json").write_text(json.dumps(record), encoding="utf-8")
    wanted = (f"{text} {bound:.2f}" for text, *_, bound in decoding.GOALS)
    assert decoding_goals(records_in(tmp_path)).splitlines() == [
        f"| Students | Machine | Tokens alone | naive, ms a token | {' | '.join(wanted)} |",
        "| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: |",
        "| builtin | AMD EPYC | 120 | 61.4 | 1.08 | 1.20, missed | 1.23, missed |  |",
        "| gpt2 | AMD EPYC | 120 | 61.4 | 1.08 | 1.20, missed | 2.05 (packed) | 4.99, missed |",
    ]


def test_training_beside_a_plain_loop_in_several_records() -> None:
    stock = {**TRAINING["speed"][0], "way": "TRL", "times_plain": 0.45}
    records = [{**MACHINE, **TRAINING, "epochs": []}, {**MACHINE, **TRAINING, "speed": [*TRAINING["speed"], stock]}]
    assert training_goals(records).splitlines() == [
        "| Machine | ours | TRL | GSM8K, one sequence a problem / one a step |",
        "| --- | ---: | ---: | ---: |",
        "| AMD EPYC | 0.95 |  |  |",
        "| AMD EPYC | 0.95 | 0.45 | 0.35 |",
    ]


def test_flop_a_token_of_gpt2_small() -> None:
    with torch.device("meta"):
        model = training.gpt2((12, 768, 12))
    assert model.num_parameters() == 124_439_808  # as OpenAI published it
    assert training.flops_a_token(model, 1024) == 6 * (124_439_808 - 1024 * 768) + 12 * 12 * 768 * 1024


def test_decoding_runs(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    record = run(decoding, tmp_path, "--shapes", "builtin", "gpt2", "gpt2-grown", "gpt2-large")
    ways = {shape: [row["way"] for row in rows] for shape, rows in record["shapes"].items()}
    drafts = [", float16 drafts"] if can_draft_by_copy(torch.nn.Linear(1, 1), "float16") else []
    compiled = [", compiled"] if shutil.which("g++") or shutil.which("clang++") else []
    packed = [", packed"] if can_pack(torch.nn.Linear(1, 1)) else []
    for shape, passes in (("gpt2", ["", *compiled]), ("gpt2-large", [""])):
        remarks = [*passes, *(first + last for last in drafts for first in passes), *packed]
        alone = [f"{way}{remark}" for remark in remarks for way in ("ours, batch 1", "CoT")]
        assert ways[shape][: len(alone) + 3] == ["naive", *alone, "floor", "weights alone"]
    assert ways["gpt2-large"][len(alone) + 3 :] == ["ours, batch 2, packed"] * len(packed)
    assert "ours, batch 2" in ways["builtin"]
    assert ("ours, batch 1, int8 drafts" in ways["gpt2-grown"]) == can_draft_by_copy(torch.nn.Linear(1, 1), "int8")
    for rows in record["shapes"].values():
        tokens = {row["way"]: row["tokens"] for row in rows}
        assert tokens["naive"] == tokens["ours, batch 1"] == tokens["CoT"] >= 6
    assert decoding_tables(record) in capsys.readouterr().out


def test_training_runs(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    record = run(training, tmp_path)
    speed = {row["way"]: row for row in record["speed"]}
    assert list(speed) == ["ours", "TRL", "TRL, packing", "plain, all positions", "plain, labelled positions"]
    ours, plain = speed["ours"], speed["plain, labelled positions"]
    assert (ours["tokens"], ours["padding"]) == (plain["tokens"], plain["padding"])  # the same batches
    assert speed["TRL, packing"]["padding"] == 0
    assert record["epochs"][0]["one"] < record["epochs"][0]["each"]
    assert record["utilisation"][0]["flops_a_second"] > 0
    assert training_tables(record) in capsys.readouterr().out


def test_options_write_the_same_tokens() -> None:
    *generated, compiled = measure_options("cpu", time.perf_counter, few=True)
    assert [(row["same"], row["texts"]) for row in generated] == [(2, 2)] * 3
    assert compiled.get("same", 1) == 1


def run(benchmark: Any, folder: Path, *more: str) -> dict[str, Any]:
    """The record of a quick run."""
    file = folder / "record.json"
    benchmark.main(["--quick", "--threads", str(torch.get_num_threads()), "--output", str(file), *more])
    record: dict[str, Any] = json.loads(file.read_text("utf-8"))
    assert record["quick"]
    return record


def test_every_split_is_timed_and_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "generator.json"
    generator.main(["--problems", "50", "--output", str(file)])
    record = json.loads(file.read_text(encoding="utf-8"))
    assert [row["problems"] for row in record["rows"]] == [50] * 6
    record["rows"] = [{"split": "train", "problems": 20_000, "seconds": 6.0}]
    record["environment"]["cpu"] = "AMD EPYC"
    file.write_text(json.dumps(record), encoding="utf-8")
    assert generator.table_of(file).splitlines()[2:] == [
        "| train | 20,000 | 6.0 | 200,000 |",
        "",
        "One core of AMD EPYC.",
    ]
    assert "Problems a minute" in capsys.readouterr().out

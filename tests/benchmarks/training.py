"""What training a student costs: recipes/sft.py's steps beside TRL's and a plain PyTorch loop's.

    python tests/benchmarks/training.py                                      prints the tables
    python tests/benchmarks/training.py --data_dir ../shared/data --output results/benchmarks/training/epyc.json

The built-in base learns the solver's role from built-in problems, by recipes/configs/builtin/solver.yaml, in rounds, so
that a busy machine is unfair to none; medians of the rounds count, the first one warms up:

- `ours`: StudentTrainer, with the arguments that sft.py makes of the YAML on this device;
- `ours, compiled, bf16 products`: the same with `--compile_layers yes --matmul_precision medium --attn_implementation
  eager`, on a CPU with a C++ compiler; what is compiled is so before the clock starts;
- `TRL`: the stock SFTTrainer, with rows in random order, as is its default; gradient checkpointing off, as in ours;
- `TRL, packing`: the same with packing, as many tokens a step;
- `plain, all positions`: a loop in PyTorch over the very batches of `ours`, the loss being the model's own;
- `plain, labelled positions`: the same loop, but the loss, as ours on a CPU, takes no logits where there is no label.

All have the same data, batch size, AdamW, type (float32 on a CPU, bf16 on a GPU) and threads, in one process. Only
tokens that are no padding count. "CPU" is the processor time of all threads, which other processes disturb little; on a
GPU it says nothing. The ratios are to the faster of the two plain loops. In the first round, ours and the loops must
come to the same loss; otherwise they did not train the same, and the run fails.

Beside that: tokens an epoch for the solver with one sequence a problem and with one a step; forward and backward passes
alone; and on a GPU how much of its arithmetic StudentTrainer uses with GPT-2's shapes in bf16. That last part has only
been run as a rehearsal on a CPU so far.
"""

import argparse
import math
import os
import statistics
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import torch
from datasets import Dataset
from transformers import GPT2Config, GPT2LMHeadModel
from trl import SFTTrainer

from recipes.records import environment, now, write_json
from recipes.sft import parse
from recipes.student_trainer import StudentTrainer
from recipes.training_data import TrainingData, formats_of, training_data
from recipes.training_run import compile_layers, load_base
from socratic.compiled import can_compile
from socratic.sources import load_problems
from tests.benchmarks.parts.exact_options import wait_for
from tests.benchmarks.parts.shapes import SHAPES
from tests.benchmarks.parts.speed_tables import training_tables
from tests.benchmarks.parts.training_ways import Batch, Run, loss_on, plain_loop, run_trainer

_ROOT = Path(__file__).resolve().parents[2]
_RECIPE = _ROOT / "recipes" / "configs" / "builtin" / "solver.yaml"
_WARMUP = 3
_OURS, _FASTER = "ours", "ours, compiled, bf16 products"
_ALL, _LABELLED = "plain, all positions", "plain, labelled positions"
_PLAIN = (_ALL, _LABELLED)
_PEAKS = {
    "H200": 989e12,
    "H100 PCIe": 756e12,
    "H100": 989e12,
    "A100": 312e12,
    "L40S": 362e12,
    "L4": 121e12,
}
"""bf16 FLOP a second, dense, of NVIDIA's data sheets (they print twice as much for sparse matrices), by a part of
torch's name of the device; the first that is in it holds."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure, print, and write the record where asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--data_dir", type=Path, help="folder with gsm8k/; without it, epochs of built-in problems only"
    )
    parser.add_argument("--steps", type=int, default=20, help="timed steps of each way in a round; default: 20")
    parser.add_argument("--rounds", type=int, default=5, help="that count; default: 5")
    parser.add_argument("--threads", type=int, default=os.cpu_count(), help="of torch; default: the machine's cores")
    parser.add_argument("--quick", action="store_true", help="next to no steps: whether it runs, not how fast")
    parser.add_argument("--output", type=Path, help="write the record here")
    options = parser.parse_args(arguments)
    torch.set_num_threads(options.threads)
    steps, rounds = (2, 1) if options.quick else (options.steps, options.rounds)
    device = "cuda" if torch.cuda.is_available() else "cpu"

    speed = speeds(steps, rounds, compiled=not options.quick and device == "cpu")
    print("speed done", flush=True)
    epochs = [epoch("builtin", None, 60 if options.quick else 2000)]
    if options.data_dir:
        epochs.append(epoch("gsm8k", options.data_dir, 60 if options.quick else None))
    print("epochs done", flush=True)
    record: dict[str, Any] = {
        "created": now(),
        "environment": environment(device),
        "threads": options.threads,
        "quick": options.quick,
        "recipe": str(_RECIPE.relative_to(_ROOT)),
        "steps": steps,
        "rounds": rounds,
        "speed": speed,
        "epochs": epochs,
        "passes": passes(device, options.quick),
        "utilisation": utilisation(device, options.quick),
    }
    record["goals"] = goals(record)
    record["load_average"] = round(os.getloadavg()[0], 1)
    print("\n" + training_tables(record))
    if options.output:
        write_json(options.output, record)


def recipe(folder: str, *more: str) -> Any:
    """The training arguments that sft.py makes of the YAML and `more`, without evaluation and checkpoints."""
    fixed = {
        "config": _RECIPE,
        "output_dir": folder,
        "eval_strategy": "no",
        "save_strategy": "no",
        "disable_tqdm": "yes",
    }
    _, training, _ = parse([*(part for name, value in fixed.items() for part in (f"--{name}", str(value))), *more])
    training.completion_only_loss = True
    training.disable_tqdm = True
    return training


# Tokens a second.


def speeds(steps: int, rounds: int, *, compiled: bool) -> list[dict[str, Any]]:
    """A row of the record for each way; the compiled one only with `compiled` and where there is a compiler.

    The first round is not counted, and each begins with another way: while a process still has to ask the system for
    memory page by page, whoever trains first takes about a sixth more time.
    """
    with tempfile.TemporaryDirectory(prefix="bench-training-") as folder:
        rows = recipe(folder).train_batch_size
        problems = load_problems("builtin", "train", limit=steps * rows)
        data = training_data(problems, formats_of("solver", "none", "upfront"), load_base("builtin").tokenizer, 512)
        ways = ways_of(folder, data, rows)
        if not (compiled and can_compile(load_base("builtin").model)):
            del ways[_FASTER]
        warming = {way: run() for way, run in ways.items()}
        alike = [way for way in (_OURS, _FASTER, *_PLAIN) if way in ways]
        check_losses({way: warming[way][0] for way in alike}, warming[_OURS][1].batches[0])
        runs: dict[str, list[Run]] = {way: [] for way in ways}
        for number in range(rounds):
            names = list(ways)
            for way in names[number % len(names) :] + names[: number % len(names)]:
                runs[way].append(ways[way]()[1])
    table = [row(way, of) for way, of in runs.items()]
    for clock, key in (("tokens_a_second", "times_plain"), ("tokens_a_cpu_second", "times_plain_cpu")):
        best = max(entry[clock] for entry in table if entry["way"] in _PLAIN)
        for entry in table:
            entry[key] = entry[clock] / best
    return table


def ways_of(folder: str, data: TrainingData, rows: int) -> dict[str, Callable[[], tuple[Any, Run]]]:
    """Every way: what trains the base and returns it with the run. `ours` must go first, for its batches."""
    batches: list[Batch] = []

    def ours() -> tuple[Any, Run]:
        base = load_base("builtin")
        run = run_trainer(StudentTrainer, base.model, recipe(folder), data.dataset, base.tokenizer, warmup=_WARMUP)
        batches[:] = run.batches
        return base.model, run

    def faster() -> tuple[Any, Run]:
        base = load_base("builtin", attn_implementation="eager")
        compile_layers(base.model)
        torch.set_float32_matmul_precision("medium")
        try:
            run = run_trainer(StudentTrainer, base.model, recipe(folder), data.dataset, base.tokenizer, warmup=_WARMUP)
        finally:
            torch.set_float32_matmul_precision("highest")
        return base.model, run

    def stock(*more: str) -> tuple[Any, Run]:
        base, arguments = load_base("builtin"), recipe(folder, "--train_sampling_strategy", "random", *more)
        arguments.include_num_input_tokens_seen = "no"
        return base.model, run_trainer(SFTTrainer, base.model, arguments, data.dataset, base.tokenizer, warmup=_WARMUP)

    def plain(way: str) -> tuple[Any, Run]:
        base = load_base("builtin")
        run = plain_loop(base.model, batches, recipe(folder), warmup=_WARMUP, labelled_only=way == _LABELLED)
        return base.model, run

    packed_rows = max(1, round(rows * data.tokens / len(data.dataset) / recipe(folder).max_length))
    return {
        _OURS: ours,
        _FASTER: faster,
        "TRL": partial(stock, "--per_device_train_batch_size", str(rows)),
        "TRL, packing": partial(stock, "--per_device_train_batch_size", str(packed_rows), "--packing", "yes"),
        **{way: partial(plain, way) for way in _PLAIN},
    }


def check_losses(models: Mapping[str, Any], batch: Batch) -> None:
    """Raise `SystemExit` unless ours and the plain loops have come to the same loss."""
    losses = {way: loss_on(model, batch, str(model.device)) for way, model in models.items()}
    if not all(math.isclose(loss, losses[_OURS], rel_tol=0.02) for loss in losses.values()):
        raise SystemExit(f"after the same batches the losses differ: {losses}")


def row(way: str, runs: Sequence[Run]) -> dict[str, Any]:
    """One row of the record, without the ratios."""
    return {
        "way": way,
        "tokens": runs[0].tokens,
        "padding": 1 - runs[0].tokens / runs[0].positions,
        "seconds": [run.seconds for run in runs],
        "cpu_seconds": [run.cpu_seconds for run in runs],
        "tokens_a_second": statistics.median(run.tokens / run.seconds for run in runs),
        "tokens_a_cpu_second": statistics.median(run.tokens / run.cpu_seconds for run in runs),
    }


# Tokens an epoch.


def epoch(dataset: str, data_dir: Path | None, limit: int | None) -> dict[str, Any]:
    """The solver's tokens an epoch, by the built-in tokenizer: one sequence a problem, and one a step."""
    problems = load_problems(dataset, "train", data_dir=data_dir, limit=limit)
    tokenizer, formats = load_base("builtin").tokenizer, formats_of("solver", "none", "upfront")
    one, each = (training_data(problems, formats, tokenizer, 1024, one_sequence=joined) for joined in (True, False))
    return {"dataset": dataset, "problems": len(problems), "one": one.tokens, "each": each.tokens}


# Passes alone, and utilisation.


def passes(device: str, quick: bool) -> list[dict[str, Any]]:
    """Forward and backward of random tokens, all positions learned; the least of three turns."""
    found = []
    for shape, rows, length in [("built-in base", 8, 128), ("gpt2", 4, 128)][: 1 if quick else None]:
        model: Any = load_base("builtin").model if shape == "built-in base" else gpt2(SHAPES[shape].size)
        model.to(device).train()
        ids = torch.randint(model.config.vocab_size, (rows, length), device=device)
        forward, backward = [], []
        for _ in range(4):  # the first one warms up
            times = [moment(device)]
            loss = model(input_ids=ids, labels=ids, use_cache=False).loss
            times.append(moment(device))
            loss.backward()
            times.append(moment(device))
            model.zero_grad()
            forward.append(times[1] - times[0])
            backward.append(times[2] - times[1])
        found.append(
            {
                "shape": shape,
                "rows": rows,
                "length": length,
                "forward_seconds": min(forward[1:]),
                "backward_seconds": min(backward[1:]),
            }
        )
    return found


def moment(device: str) -> float:
    """The time, in seconds, once the device has done what it was asked."""
    wait_for(device)
    return time.perf_counter()


def utilisation(device: str, quick: bool) -> list[dict[str, Any]]:
    """How many FLOP a second StudentTrainer reaches with full sequences of random tokens; on a CPU only a rehearsal."""
    sizes = [(name, SHAPES[name].size, rows, 1024) for name, rows in _GPU_ROWS.items()]
    if device == "cpu":
        sizes = [("tiny", (2, 64, 2), 2, 64)] if quick else []
    tokenizer = load_base("builtin").tokenizer
    found = []
    for shape, size, rows, length in sizes:
        model = gpt2(size)
        ids = torch.randint(1, 4096, (rows * (2 if quick else 20), length)).tolist()
        dataset = Dataset.from_list([{"input_ids": each, "labels": each} for each in ids])
        with tempfile.TemporaryDirectory(prefix="bench-training-") as folder:
            training = recipe(folder, "--per_device_train_batch_size", str(rows), "--max_length", str(length))
            run = run_trainer(StudentTrainer, model, training, dataset, tokenizer, warmup=_WARMUP)
        name = torch.cuda.get_device_name() if device == "cuda" else ""
        speed = run.tokens / run.seconds
        found.append(
            {
                "shape": shape,
                "rows": rows,
                "length": length,
                "tokens_a_second": speed,
                "flops_a_second": speed * flops_a_token(model, length),
                "peak": next((peak for part, peak in _PEAKS.items() if part in name), None),
            }
        )
    return found


_GPU_ROWS = {"gpt2": 32, "gpt2-medium": 16, "gpt2-large": 8}
"""Rows of 1,024 tokens a step, which fit into 80 GB."""


def gpt2(size: tuple[int, int, int] | None) -> GPT2LMHeadModel:
    """GPT-2 with the given layers, width and heads, and random weights."""
    assert size
    torch.manual_seed(0)
    layers, width, heads = size
    return GPT2LMHeadModel(GPT2Config(n_layer=layers, n_embd=width, n_head=heads))


def flops_a_token(model: GPT2LMHeadModel, length: int) -> float:
    """FLOP that a token of a full sequence needs in training: 6 a weight, positions' embeddings apart, and attention's
    12 * layers * width * length (PaLM, appendix B, https://arxiv.org/abs/2204.02311)."""
    config = model.config
    weights = model.num_parameters() - config.n_positions * config.n_embd
    return float(6 * weights + 12 * config.n_layer * config.n_embd * length)


def goals(record: dict[str, Any]) -> list[dict[str, Any]]:
    """What was wanted, what was measured, and whether that is met."""
    speed = {entry["way"]: entry for entry in record["speed"]}
    found = [("ours", "tokens a second / plain loop, at least", 0.95, speed[_OURS]["times_plain"])]
    found += [
        (entry["shape"], "FLOP a second / peak, at least", 0.5, entry["flops_a_second"] / entry["peak"])
        for entry in record["utilisation"]
        if entry["shape"] == "gpt2-large" and entry["peak"]
    ]
    rows = [
        {"shape": shape, "goal": goal, "bound": bound, "measured": measured, "met": measured >= bound}
        for shape, goal, bound, measured in found
    ]
    for entry in record["epochs"]:
        if entry["dataset"] == "gsm8k":
            ratio = entry["one"] / entry["each"]
            rows.append(
                {
                    "shape": "gsm8k",
                    "goal": "solver's tokens an epoch, one sequence a problem / one a step, at most",
                    "bound": 0.45,
                    "measured": ratio,
                    "met": ratio <= 0.45,
                }
            )
    return rows


if __name__ == "__main__":
    main()

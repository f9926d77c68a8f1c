"""What the iterative method costs: our two-model loop beside the naive one, CoT, and the forward passes alone.

    python tests/benchmarks/decoding.py                                      prints the tables
    python tests/benchmarks/decoding.py --output results/benchmarks/decoding.json

Two shapes, on the built-in problems, float32, greedy, calculator off:

- `builtin`: the built-in base in both roles, as two models; it asks all questions at once and stops by itself;
- `gpt2`: GPT-2 small's shape with random weights, asking question by question. The weights are made 2.5 times as large,
  so that greedy text wanders, and one token in 8 ends a text.

Four ways, measured in turns so that a busy machine is unfair to none:

- `naive`: a fresh `generate` for every turn of either model, which reads the whole prompt again;
- `ours, batch n`: `SocraticReasoner.solve`, n problems at a time; "packed" with `socratic.packing.pack_weights`, where
  the machine and the type allow;
- `CoT`: one text of as many tokens as all texts of `ours` had (a text's end counts as one), by our decoder at batch 1;
- `floor`: the forward passes of `ours, batch 1` over again, with as many tokens each, and nothing else.

Naive, batch 1, CoT and floor are run for the same few problems, each problem's time being the least of `--repeats`;
the larger batches run once, on enough problems to replace finished ones. All ratios are of seconds a generated token,
so that they hold for unequal problems.

"Other text" counts the problems in which a way wrote something else than the naive loop. Two ways to take the same
sums are rounded apart: with these random weights by about 0.0003 in a logit, `generate` with a cache against one pass
without (with weights 4 times as large by 0.6, and there texts do differ). So each such problem is run again in float64,
alone; if both write the same there, it is counted as "rounding", and if not, the run fails.
"""

import argparse
import copy
import dataclasses
import os
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

import torch
from tokenizers.decoders import DecodeStream
from transformers import DynamicCache, GPT2Config, GPT2LMHeadModel, PreTrainedModel

from recipes.records import environment, now, write_json
from socratic.builtin import BASE, builtin_problems
from socratic.decoding import Decoding
from socratic.encoding import encode_prompt
from socratic.formats import Asking
from socratic.packing import can_pack, pack_weights
from socratic.problem import Problem, Step, one_line
from socratic.reasoners import ChainReasoner, Reasoner, SocraticReasoner
from socratic.students import Student, load_student
from socratic.traces import Trace

SETTINGS = {
    "builtin": Decoding(calculator=False, max_new_tokens=64, max_steps=6),
    "gpt2": Decoding(calculator=False, max_new_tokens=64, max_steps=4),
}
CLOCKS = {"wall": time.perf_counter, "cpu": time.process_time}
BATCHES = {"builtin": {8: 48, 32: 192}, "gpt2": {8: 32, 32: 128}}
"""Problems for each batch size. With two models twice a batch is under way at once; so many that the last ones, which
leave the batch half empty, do not tell most."""
GOALS = {"CoT": 1.10, "floor": 1.15, "naive, batch 32": 6.0}
_ONE_IN = 8
"""Of so many tokens of the random model one ends a text."""

T = TypeVar("T")
Pass = tuple[PreTrainedModel, int]
"""A forward pass: the model, and how many tokens it was given."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure, print, and write the record where asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shapes", nargs="+", choices=SETTINGS, default=list(SETTINGS), help="default: both")
    parser.add_argument("--problems", type=int, default=2, help="problems that run alone; default: 2")
    parser.add_argument("--repeats", type=int, default=2, help="times that they run; default: 2")
    parser.add_argument("--threads", type=int, default=os.cpu_count(), help="of torch; default: the machine's cores")
    parser.add_argument(
        "--clock", choices=CLOCKS, default="wall", help="cpu counts processor time: for one thread on a busy machine"
    )
    parser.add_argument("--output", type=Path, help="write the record here")
    options = parser.parse_args(arguments)
    torch.set_num_threads(options.threads)
    shapes = {
        shape: measure(shape, options.problems, options.repeats, CLOCKS[options.clock]) for shape in options.shapes
    }
    record: dict[str, Any] = {
        "created": now(),
        "environment": environment(),
        "threads": options.threads,
        "clock": options.clock,
        "load_average": round(os.getloadavg()[0], 1),
        "problems": options.problems,
        "repeats": options.repeats,
        "goals": GOALS,
        "shapes": shapes,
    }
    for shape, rows in shapes.items():
        print(table(shape, rows), end="\n\n")
    print(f"{options.threads} threads, {options.clock} clock; load average at the end {record['load_average']}")
    if options.output:
        write_json(options.output, record)


def measure(shape: str, count: int, repeats: int, clock: Callable[[], float]) -> list[dict[str, Any]]:
    """The rows of one shape's table."""
    settings = SETTINGS[shape]
    decomposer, solver, chain = students(shape)
    reasoner = SocraticReasoner(solver, decomposer, settings=settings)
    problems = builtin_problems("test", max(BATCHES[shape].values()))
    naive_text: dict[str, list[Step]] = {}
    tokens: dict[str, int] = {}
    passes: dict[str, list[Pass]] = {}
    for problem in problems[:count]:  # not timed: also warms up
        naive_text[problem.id] = naive(problem, decomposer, solver, settings)
        with recorded_passes([decomposer.model, solver.model]) as passes[problem.id]:
            (trace,) = reasoner.solve([problem], 1)
        tokens[problem.id] = written(trace)
    seconds: dict[str, dict[str, float]] = {"naive": {}, "ours, batch 1": {}, "CoT": {}, "floor": {}}
    other: dict[str, set[str]] = {"ours, batch 1": set()}
    for problem in problems[:count] * repeats:
        wanted = tokens[problem.id]
        cot = ChainReasoner(chain, settings=dataclasses.replace(settings, max_new_tokens=wanted))
        ways: dict[str, Callable[[], Any]] = {
            "naive": partial(naive, problem, decomposer, solver, settings),
            "ours, batch 1": partial(solve, reasoner, [problem], 1),
            "CoT": partial(solve, cot, [problem], 1),
            "floor": partial(floor, passes[problem.id]),
        }
        for way, run in ways.items():
            took, got = timed(run, clock)
            seconds[way][problem.id] = min(took, seconds[way].get(problem.id, took))
            if way == "ours, batch 1":
                other[way] |= differing(got, naive_text)
            elif way == "CoT" and got[0].tokens != wanted:
                raise SystemExit(f"CoT wrote {got[0].tokens} tokens in place of {wanted}")
    alone = sum(tokens.values())
    rows = [row(way, alone, sum(times.values()), count) for way, times in seconds.items()]

    def measure_batches(sizes: dict[int, int], remark: str) -> None:
        for batch, several in sizes.items():
            some = problems[:several]
            took, traces = timed(partial(solve, reasoner, some, batch), clock)
            way = f"ours, batch {batch}{remark}"
            rows.append(row(way, sum(map(written, traces)), took, len(some)))
            other[way] = differing(traces[:count], naive_text)

    measure_batches(BATCHES[shape], "")
    unpacked = [copy.deepcopy(student.model) for student in (decomposer, solver)]
    if all(map(can_pack, unpacked)):
        pack_weights(decomposer.model)
        pack_weights(solver.model)
        measure_batches({1: count, **BATCHES[shape]}, ", packed")
    pair = [
        dataclasses.replace(student, model=model) for student, model in zip((decomposer, solver), unpacked, strict=True)
    ]
    for problem in problems[:count]:
        if any(problem.id in ids for ids in other.values()):
            check_in_double_precision(problem, *pair, settings)
    for entry in rows:
        if entry["way"] in other:
            entry["compared_with_naive"] = count
            entry["rounding"] = len(other[entry["way"]])
    reference = {entry["way"]: entry["seconds_a_token"] for entry in rows}
    for entry in rows:
        entry["faster_than_naive"] = reference["naive"] / entry["seconds_a_token"]
        entry["times_cot"] = entry["seconds_a_token"] / reference["CoT"]
        entry["times_floor"] = entry["seconds_a_token"] / reference["floor"]
    return rows


def students(shape: str) -> tuple[Student, Student, Student]:
    """Decomposer, solver and CoT student of a shape, three models; the last never stops by itself."""
    made = [load_student(BASE) for _ in range(3)]
    if shape == "gpt2":
        made = [dataclasses.replace(student, model=random_gpt2(seed)) for seed, student in enumerate(made)]
    decomposer, solver, chain = made
    assert chain.model.generation_config
    chain.model.generation_config.eos_token_id = -1
    asking: Asking = "upfront" if shape == "builtin" else "interleaved"
    return decomposer.as_role("decomposer", "none", asking), solver.as_role("solver"), chain.as_role("cot")


def random_gpt2(seed: int) -> GPT2LMHeadModel:
    """GPT-2 small's shape, which only writes what the built-in tokenizer knows."""
    torch.manual_seed(seed)
    model = GPT2LMHeadModel(GPT2Config(bos_token_id=None, eos_token_id=0))
    model.eval()
    known = int(load_student(BASE).model.config.vocab_size)
    with torch.no_grad():
        for weight in model.parameters():
            weight.mul_(2.5)
        model.transformer.wte.weight[known:] = 0
    assert model.generation_config
    model.generation_config.eos_token_id = list(range(0, known, _ONE_IN))
    return model


# The four ways.


def naive(problem: Problem, decomposer: Student, solver: Student, settings: Decoding) -> list[Step]:
    """The iterative method with a fresh `generate` a turn."""
    steps: list[Step] = []
    questions: list[str] = []
    upfront = decomposer.config.asking == "upfront"
    if upfront:
        text, ended = generate(decomposer, decomposer.format.prompt(problem.text), settings)
        lines = text.split("\n")
        questions = [line for line in map(one_line, lines if ended else lines[:-1]) if line]
    for index in range(settings.max_steps):
        if not upfront:
            text, ended = generate(decomposer, decomposer.format.prompt(problem.text, steps=tuple(steps)), settings)
            questions += [one_line(text)] if ended and one_line(text) else []
        if len(questions) <= index:
            break
        prompt = solver.format.prompt(problem.text, steps=tuple(steps), question=questions[index])
        steps.append(Step(questions[index], one_line(generate(solver, prompt, settings)[0])))
    return steps


def generate(student: Student, prompt: str, settings: Decoding) -> tuple[str, bool]:
    """The completion of a prompt, and whether it came to its end."""
    ids = torch.tensor([encode_prompt(student.tokenizer, prompt)])
    output = student.model.generate(  # type: ignore[operator]  # torch's Module may hold anything
        ids,
        attention_mask=torch.ones_like(ids),
        max_new_tokens=settings.max_new_tokens,
        do_sample=False,
        pad_token_id=0,
    )
    new = output[0, ids.shape[1] :].tolist()
    ended = new[-1] in student.eos_token_ids
    stream = DecodeStream(skip_special_tokens=True)
    backend = student.tokenizer.backend_tokenizer
    return "".join(stream.step(backend, token) or "" for token in (new[:-1] if ended else new)), ended


@contextmanager
def recorded_passes(models: Sequence[PreTrainedModel]) -> Iterator[list[Pass]]:
    """The forward passes of `models` while the context lasts, in order."""
    seen: list[Pass] = []

    def see(model: Any, args: object, kwargs: dict[str, torch.Tensor]) -> None:
        seen.append((model, kwargs["input_ids"].shape[1]))

    hooks = [model.register_forward_pre_hook(see, with_kwargs=True) for model in models]
    yield seen
    for hook in hooks:
        hook.remove()


@torch.inference_mode()
def floor(passes: Sequence[Pass]) -> None:
    """Run `passes` again, with a cache for each model."""
    caches = {id(model): DynamicCache(config=model.config) for model, _ in passes}
    for model, width in passes:
        ids = torch.ones(1, width, dtype=torch.long)
        model(input_ids=ids, past_key_values=caches[id(model)], use_cache=True, logits_to_keep=1)


def solve(reasoner: Reasoner, problems: Sequence[Problem], batch_size: int) -> list[Trace]:
    """The iterative method or CoT as we decode it."""
    return list(reasoner.solve(problems, batch_size))


# Figures.


def timed(run: Callable[[], T], clock: Callable[[], float]) -> tuple[float, T]:
    """Seconds that `run` takes, and what it returns."""
    start = clock()
    result = run()
    return clock() - start, result


def texts(trace: Trace) -> list[Step]:
    """What was asked and answered."""
    return [Step(step.question, step.solution) for step in trace.steps]


def written(trace: Trace) -> int:
    """Tokens of a trace; the end of each text counts as one."""
    return trace.tokens + trace.calls


def differing(traces: Sequence[Trace], naive_text: dict[str, list[Step]]) -> set[str]:
    """The problems of `traces` for which the naive loop wrote something else."""
    return {trace.problem_id for trace in traces if texts(trace) != naive_text[trace.problem_id]}


def check_in_double_precision(problem: Problem, decomposer: Student, solver: Student, settings: Decoding) -> None:
    """Raise `SystemExit` unless the naive loop and ours write the same text in float64, which the models then are."""
    pair = [dataclasses.replace(student, model=student.model.double()) for student in (decomposer, solver)]
    wanted = naive(problem, *pair, settings)
    (trace,) = SocraticReasoner(pair[1], pair[0], settings=settings).solve([problem], 1)
    if texts(trace) != wanted:
        raise SystemExit(f"{problem.id}: the naive loop writes another text, in float64 too: this is no rounding")


def row(way: str, tokens: int, seconds: float, problems: int) -> dict[str, Any]:
    """One row of the record, without the ratios."""
    return {
        "way": way,
        "problems": problems,
        "tokens": tokens,
        "seconds": seconds,
        "seconds_a_token": seconds / tokens,
    }


def table(shape: str, rows: Sequence[dict[str, Any]]) -> str:
    """The rows as a Markdown table."""
    lines = [
        f"| {shape} | Problems | Tokens | ms a token | Faster than naive | Times CoT | Times the floor | Other text |",
        "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |",
    ]
    for entry in rows:
        other = ""
        if "rounding" in entry:
            other = f"{entry['rounding']} of {entry['compared_with_naive']}" + (
                ", rounding" if entry["rounding"] else ""
            )
        lines.append(
            f"| {entry['way']} | {entry['problems']} | {entry['tokens']} | {1000 * entry['seconds_a_token']:.2f} "
            f"| {entry['faster_than_naive']:.2f} | {entry['times_cot']:.2f} | {entry['times_floor']:.2f} | {other} |"
        )
    return "\n".join(lines)


if __name__ == "__main__":
    main()

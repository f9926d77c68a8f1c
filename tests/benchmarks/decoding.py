"""What the iterative method costs: our two-model loop beside the naive one, CoT, and the forward passes alone.

    python tests/benchmarks/decoding.py                                      prints the tables
    python tests/benchmarks/decoding.py --output results/benchmarks/decoding/builtin-epyc.json --shapes builtin
    python tests/benchmarks/decoding.py --shapes --options --output results/benchmarks/decoding_options/epyc.json

On the built-in problems, float32, greedy, calculator off, in these shapes:

- `builtin`: the built-in base in both roles, as two models; it asks all questions at once and stops by itself;
- `gpt2-grown`, `gpt2-medium-grown`, `gpt2-large-grown`: as large as GPT-2's, and each student writes what the built-in
  base writes: the base stands in it four, five or seven times side by side, each reading as small a share of the
  others, and further layers add nothing;
- `gpt2`, `gpt2-medium`, `gpt2-large`: GPT-2's shapes with random weights, asking question by question. The weights are
  made 2.5 times as large, so that greedy text wanders. They write whole words, so that what a model wrote is the same
  tokens when it is read again, as with a trained student, and one word in 16 or 18 ends a text, so that the texts of
  a problem are about as long as the questions and steps of one of GSM8K's.

The built-in base takes two cores some minutes, the others up to half an hour each, and the largest 16 GB of memory.

The ways, measured in turns so that a busy machine is unfair to none:

- `naive`: a fresh `generate` for every turn of either model, which reads the whole prompt again;
- `ours, batch n`: `SocraticReasoner.solve`, n problems at a time; "packed" with `socratic.packing.pack_weights`, where
  the machine and the type allow; "compiled" with `socratic.compiled.compile_pass`; for single problems "drafts" with
  those of `socratic.drafts`, which our decoder always makes for a single row, but not in the other ways here, and
  "float16 drafts" and "int8 drafts" with those of `socratic.draft_copies` too, by passes as they are or "compiled";
- `CoT`: one text of as many tokens as all texts of `ours` had (a text's end counts as one), by our decoder at batch 1,
  "packed", "compiled" and with all these drafts too;
- `floor`: the forward passes of `ours, batch 1` over again, with as many tokens each, and nothing else;
- `weights alone`: what those passes take if each only reads its model's weights once, as fast as memory is summed up.

Naive, batch 1, CoT and floor are run for the same few problems, the first ones with enough tokens, each
problem's time being the least of its repeats; the larger batches run once, on enough problems to replace finished ones
(compiled ones on two batches of them beforehand: passes are compiled at their first use).
All ratios are of seconds a generated token, so that they hold for unequal problems.

"Other text" counts the problems in which a way wrote something else than the naive loop. Two ways to take the same
sums are rounded apart: with these random weights by about 0.0003 in a logit, `generate` with a cache against one pass
without (with weights 4 times as large by 0.6, and there texts do differ). So each such problem is run again in float64,
alone; if both write the same there, it is counted as "rounding", and if not, the run fails.

`--options` measures what transformers and torch offer beside this (tests/benchmarks/parts/exact_options.py).
"""

import argparse
import copy
import dataclasses
import operator
import os
import re
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, TypeVar
from unittest.mock import patch

import torch
from tokenizers.decoders import DecodeStream
from transformers import DynamicCache, PreTrainedModel

from recipes.records import environment, now, write_json
from socratic.builtin import builtin_problems
from socratic.compiled import can_compile, compile_pass
from socratic.decoding import Decoding, Writer
from socratic.draft_copies import Form, can_draft_by_copy, draft_by_copy
from socratic.encoding import encode_prompt
from socratic.packing import can_pack, pack_weights
from socratic.problem import Problem, Step, one_line
from socratic.reasoners import ChainReasoner, Reasoner, SocraticReasoner
from socratic.students import Student
from socratic.traces import Trace
from tests.benchmarks.parts.exact_options import measure_options, wait_for
from tests.benchmarks.parts.shapes import GPU_BATCHES, SHAPES, Shape, quick, students
from tests.benchmarks.parts.speed_tables import decoding_tables

CLOCKS = {"wall": time.perf_counter, "cpu": time.process_time}
Goal = tuple[str, str, str, Callable[[Any, Any], bool], float]
"""What is wanted, of which ways (a pattern), the ratio, and its bound."""
GOALS: list[Goal] = [
    ("batch 1, times CoT, at most", "ours, batch 1", "times_cot", operator.le, 1.10),
    ("batch 1, times the floor, at most", "ours, batch 1", "times_floor", operator.le, 1.15),
    (
        "batch 1, best exact-token option, times naive, at least",
        "ours, batch 1(, .*)?",
        "faster_than_naive",
        operator.ge,
        2.0,
    ),
    ("batch 32, best, times naive, at least", "ours, batch 32(, .*)?", "faster_than_naive", operator.ge, 6.0),
]
"""On a CPU. Beside the naive loop the best way counts, packed, compiled or with drafts too; CoT and the floor are as
they are, and nothing else beside them says anything about our loop."""
GPU_GOALS: dict[str, list[Goal]] = {
    "gpt2-large": [
        ("batch 1, best, times weights alone, at most", "ours, batch 1(, .*)?", "times_weights", operator.le, 1.2),
        ("best batch, times naive, at least", "ours, batch .*", "faster_than_naive", operator.ge, 100.0),
    ]
}
T = TypeVar("T")
Pass = tuple[PreTrainedModel, int]
"""A forward pass: the model, and how many tokens it was given."""
Trio = tuple[Student, Student, Student]
"""Decomposer, solver and CoT student."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure, print, and write the record where asked, after every shape: a run that is stopped has those before."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shapes", nargs="*", choices=SHAPES, default=list(SHAPES), help="default: all")
    parser.add_argument("--options", action="store_true", help="measure prompt lookup, static cache and torch.compile")
    parser.add_argument("--problems", type=int, help="problems that run alone; default: the shape's")
    parser.add_argument("--repeats", type=int, help="times that they run; default: the shape's")
    parser.add_argument("--threads", type=int, default=os.cpu_count(), help="of torch; default: the machine's cores")
    parser.add_argument("--device", default="cuda" if torch.cuda.is_available() else "cpu")
    parser.add_argument(
        "--clock", choices=CLOCKS, default="wall", help="cpu counts processor time: for one thread on a busy machine"
    )
    parser.add_argument("--quick", action="store_true", help="tiny models and batches: whether it runs, not how fast")
    parser.add_argument("--output", type=Path, help="write the record here")
    options = parser.parse_args(arguments)
    torch.set_num_threads(options.threads)
    clock = CLOCKS[options.clock]
    record: dict[str, Any] = {
        "created": now(),
        "environment": environment(options.device),
        "threads": options.threads,
        "clock": options.clock,
        "quick": options.quick,
        "shapes": {},
        "goals": [],
        "options": [],
    }
    for name in options.shapes:
        shape = quick(SHAPES[name]) if options.quick else SHAPES[name]
        shape = dataclasses.replace(
            shape, problems=options.problems or shape.problems, repeats=options.repeats or shape.repeats
        )
        wanted = GOALS
        if torch.device(options.device).type == "cuda":
            shape = dataclasses.replace(shape, batches=GPU_BATCHES, packed={}, compiled=True)
            wanted = GPU_GOALS.get(name, [])
        rows = measure(shape, options.device, clock)
        record["shapes"][name] = rows
        record["goals"] += goals(name, rows, wanted)
        keep(record, options.output)
        print(f"{name} done", flush=True)
    if options.options:
        record["options"] = measure_options(options.device, clock, few=options.quick)
    keep(record, options.output)
    print("\n" + decoding_tables(record))


def keep(record: dict[str, Any], file: Path | None) -> None:
    """Write what was measured so far, where that was asked for."""
    record["load_average"] = round(os.getloadavg()[0], 1)
    if file:
        write_json(file, record)


def measure(shape: Shape, device: str, clock: Callable[[], float]) -> list[dict[str, Any]]:
    """The rows of one shape's table."""
    rows, unlike = run_ways(shape, device, clock)
    for problem in unlike:  # the models that were timed are gone: there is memory for these
        check_in_double_precision(problem, shape, device)
    reference = {entry["way"]: entry["seconds_a_token"] for entry in rows}
    for entry in rows:
        entry["faster_than_naive"] = reference["naive"] / entry["seconds_a_token"]
        entry["times_cot"] = entry["seconds_a_token"] / reference["CoT"]
        entry["times_floor"] = entry["seconds_a_token"] / reference["floor"]
        entry["times_weights"] = entry["seconds_a_token"] / reference["weights alone"]
    return rows


def run_ways(shape: Shape, device: str, clock: Callable[[], float]) -> tuple[list[dict[str, Any]], list[Problem]]:
    """The rows without their ratios, and the problems for which some way wrote another text than the naive loop."""
    trio = students(shape, device)
    decomposer, solver, _ = trio
    models = [decomposer.model, solver.model]
    reasoner = SocraticReasoner(solver, decomposer, settings=shape.settings)
    problems = builtin_problems("test", max([50, *shape.batches.values(), *shape.packed.values()]))
    alone = to_run_alone(problems, reasoner, decomposer, solver, shape)
    first = [task.problem for task in alone]
    problems = [*first, *(problem for problem in problems if problem not in first)]
    naive_text = {task.problem.id: task.naive_text for task in alone}
    rows, other = run_alone(alone, reasoner, trio, shape, device, clock)

    def measure_batches(
        sizes: Mapping[int, int], remark: str, pair: SocraticReasoner = reasoner, warm_up: bool = False
    ) -> None:
        for batch, several in sizes.items():
            some = problems[:several]
            if warm_up:
                solve(pair, some[: 2 * batch], batch)
            took, traces = timed(partial(solve, pair, some, batch), device, clock)
            way = f"ours, batch {batch}{remark}"
            rows.append(row(way, sum(map(written, traces)), took, len(some)))
            other[way] = differing(traces[: len(alone)], naive_text)

    compiling = shape.compiled and can_compile(solver.model)
    measure_batches(shape.batches, "")
    if compiling:
        pair, _ = team(partial(compiled, batches=True), trio, shape.settings)
        measure_batches(shape.batches, ", compiled", pair, warm_up=True)
    if shape.packed and all(map(can_pack, models)):
        for model in models:
            pack_weights(model)
        measure_batches(shape.packed, ", packed")
        if compiling:
            for model in models:
                compile_pass(model, batches=True)
            measure_batches(shape.packed, ", packed, compiled", warm_up=True)
    for entry in rows:
        if entry["way"] in other:
            entry["compared_with_naive"] = len(alone)
            entry["rounding"] = len(other[entry["way"]])
    return rows, [problem for problem in first if any(problem.id in ids for ids in other.values())]


@dataclass(frozen=True)
class Task:
    """A problem that runs alone: what the naive loop writes for it, how many tokens ours does, and by which passes."""

    problem: Problem
    naive_text: list[Step]
    tokens: int
    passes: list[Pass]


def to_run_alone(
    problems: Sequence[Problem], reasoner: SocraticReasoner, decomposer: Student, solver: Student, shape: Shape
) -> list[Task]:
    """The first of `problems` with enough tokens; not timed, and warms up."""
    least = shape.settings.max_new_tokens  # problems that a random model ends at once tell nothing
    tasks: list[Task] = []
    for problem in problems:
        with recorded_passes([decomposer.model, solver.model]) as seen:
            (trace,) = solve(reasoner, [problem], 1)
        if written(trace) >= least:
            text = naive(problem, decomposer, solver, shape.settings)
            tasks.append(Task(problem, text, written(trace), seen))
        if len(tasks) == shape.problems:
            break
    if not tasks:
        raise SystemExit(f"no problem got {least} tokens: there is nothing to time")
    return tasks


def run_alone(
    tasks: Sequence[Task], reasoner: SocraticReasoner, trio: Trio, shape: Shape, device: str, clock: Callable[[], float]
) -> tuple[list[dict[str, Any]], dict[str, set[str]]]:
    """The rows of all that runs one problem at a time, and of which problems each way wrote another text."""
    decomposer, solver, chain = trio
    settings = shape.settings
    naive_text = {task.problem.id: task.naive_text for task in tasks}
    teams = {"": (reasoner, chain)}
    compiling = shape.compiled and can_compile(solver.model)
    if compiling:
        teams[", compiled"] = team(compiled, trio, settings)
    for form in shape.copies:
        if can_draft_by_copy(decomposer.model, form) and can_draft_by_copy(solver.model, form):
            for then_compiled in (False, True)[: 1 + compiling]:
                drafting = partial(drafting_by_copy, form=form, then_compiled=then_compiled)
                teams[f"{', compiled' * then_compiled}, {form} drafts"] = team(drafting, trio, settings)
    if shape.packed and can_pack(decomposer.model) and can_pack(solver.model):
        # Who has a copy's drafts is packed too. No others are made: memory is short.
        already = [teams[remark] for form in shape.copies if (remark := f", {form} drafts") in teams]
        teams[", packed"] = already[0] if already else team(packed, trio, settings)
    seconds: dict[str, dict[str, float]] = {}
    other: dict[str, set[str]] = {}
    for number, task in enumerate([*tasks] * (1 + shape.repeats)):
        problem = task.problem
        ways: dict[str, Callable[[], Any]] = {"naive": partial(naive, problem, decomposer, solver, settings)}
        for remark, (pair, student) in teams.items():
            cot = ChainReasoner(student, settings=dataclasses.replace(settings, max_new_tokens=task.tokens))
            by_copy = remark.endswith(" drafts")
            for drafts in ("", ", drafts") if shape.drafts and remark in ("", ", compiled") else ("",):
                how = partial(solve, drafts=by_copy or bool(drafts))
                ways[f"ours, batch 1{remark}{drafts}"] = partial(how, pair, [problem], 1)
                ways[f"CoT{remark}{drafts}"] = partial(how, cot, [problem], 1)
        ways["floor"] = partial(floor, task.passes)
        for way, run in ways.items():
            took, got = timed(run, device, clock)
            if number >= len(tasks):  # the first round warms up, and compiles
                times = seconds.setdefault(way, {})
                times[problem.id] = min(took, times.get(problem.id, took))
            if way.startswith("ours"):
                other.setdefault(way, set()).update(differing(got, naive_text))
            elif way.startswith("CoT") and got[0].tokens != task.tokens:
                raise SystemExit(f"CoT wrote {got[0].tokens} tokens in place of {task.tokens}")
    tokens = sum(task.tokens for task in tasks)
    rows = [row(way, tokens, sum(times.values()), len(tasks)) for way, times in seconds.items()]
    reading = weights_alone([each for task in tasks for each in task.passes], device)
    rows.append(row("weights alone", tokens, reading, len(tasks)))
    return rows, other


def goals(shape: str, rows: Sequence[dict[str, Any]], wanted: Sequence[Goal] = GOALS) -> list[dict[str, Any]]:
    """What was wanted of a shape, what was measured, and whether that is met; goals of ways that did not run are
    left out."""
    found = []
    for text, ways, ratio, holds, bound in wanted:
        ratios = {entry["way"]: entry[ratio] for entry in rows if re.fullmatch(ways, entry["way"])}
        if ratios:
            best = (min if holds is operator.le else max)(ratios, key=lambda way: ratios[way])
            goal = {"shape": shape, "goal": text, "way": best, "bound": bound, "measured": ratios[best]}
            found.append(goal | {"met": holds(ratios[best], bound)})
    return found


# The ways.


def team(change: Callable[[Student], Student], trio: Trio, settings: Decoding) -> tuple[SocraticReasoner, Student]:
    """The pair, each changed, and the CoT student, with the changed solver's model."""
    solver = change(trio[1])
    pair = SocraticReasoner(solver, change(trio[0]), settings=settings)
    return pair, dataclasses.replace(trio[2], model=solver.model)


def drafting_by_copy(student: Student, form: Form, *, then_compiled: bool) -> Student:
    """The student with drafts of a copy of that form; the embeddings are the same ones, the packed weights its own."""
    weights = {id(weight): weight for weight in student.model.parameters()}
    model = copy.deepcopy(student.model, weights)
    draft_by_copy(model, form)
    if then_compiled:
        compile_pass(model)
    return dataclasses.replace(student, model=model)


def packed(student: Student) -> Student:
    """The student with packed weights; the embeddings are the same ones."""
    model = copy.deepcopy(student.model, {id(weight): weight for weight in student.model.parameters()})
    pack_weights(model)
    return dataclasses.replace(student, model=model)


def compiled(student: Student, *, batches: bool = False) -> Student:
    """The student with compiled passes, of single rows or of `batches`; the weights are the same ones."""
    model = copy.copy(student.model)
    compile_pass(model, batches=batches)
    return dataclasses.replace(student, model=model)


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
    ids = torch.tensor([encode_prompt(student.tokenizer, prompt)], device=student.model.device)
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
        ids = torch.ones(1, width, dtype=torch.long, device=model.device)
        model(input_ids=ids, past_key_values=caches[id(model)], use_cache=True, logits_to_keep=1)


def weights_alone(passes: Sequence[Pass], device: str) -> float:
    """Seconds of `passes` if each did nothing but read its model's weights, as fast as the device sums up memory."""
    block = torch.ones(2**26, device=device)
    reading = min(timed(block.sum, device, time.perf_counter)[0] for _ in range(6)) / (block.numel() * 4)
    sizes = {id(model): sum(each.numel() * each.element_size() for each in model.parameters()) for model, _ in passes}
    return sum(sizes[id(model)] for model, _ in passes) * reading


def solve(reasoner: Reasoner, problems: Sequence[Problem], batch_size: int, drafts: bool = False) -> list[Trace]:
    """The iterative method or CoT as we decode it, with drafts or without."""
    with nullcontext() if drafts else patch.object(Writer, "_draft", lambda writer, row: []):
        return list(reasoner.solve(problems, batch_size))


# Figures.


def timed(run: Callable[[], T], device: str, clock: Callable[[], float]) -> tuple[float, T]:
    """Seconds that `run` takes, and what it returns."""
    wait_for(device)
    start = clock()
    result = run()
    wait_for(device)
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


def check_in_double_precision(problem: Problem, shape: Shape, device: str) -> None:
    """Raise `SystemExit` unless the naive loop and ours write the same text in float64."""
    decomposer, solver = (
        dataclasses.replace(student, model=student.model.double()) for student in students(shape, device)[:2]
    )
    wanted = naive(problem, decomposer, solver, shape.settings)
    (trace,) = SocraticReasoner(solver, decomposer, settings=shape.settings).solve([problem], 1)
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


if __name__ == "__main__":
    main()

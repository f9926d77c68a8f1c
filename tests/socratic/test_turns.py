"""Turns with carried caches against the plainest decoder there is: one problem at a time, every prefix read afresh."""

import dataclasses
import math
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import torch
from transformers import (
    GPT2Config,
    GPT2LMHeadModel,
    LlamaConfig,
    LlamaForCausalLM,
    MistralConfig,
    MistralForCausalLM,
    PreTrainedModel,
)

from socratic import calculator
from socratic.decoding import Decoding, Writer, decode
from socratic.encoding import encode_completion, encode_prompt
from socratic.formats import Asking, Role, StudentFormat
from socratic.problem import Problem, Step, one_line
from socratic.reasoners import SocraticReasoner
from socratic.students import Student, load_student
from tests.helpers import PROBLEMS, byte_tokenizer, tiny_student

CONTEXT = 512
VOCABULARY = len(byte_tokenizer())
SHARED: dict[str, Any] = {"vocab_size": VOCABULARY, "bos_token_id": None, "eos_token_id": 0, "pad_token_id": 1}
MODELS: dict[str, Callable[[], PreTrainedModel]] = {
    "gpt2": lambda: GPT2LMHeadModel(GPT2Config(**SHARED, n_embd=32, n_layer=2, n_head=2, n_positions=CONTEXT)),
    "llama": lambda: LlamaForCausalLM(
        LlamaConfig(**SHARED, hidden_size=32, intermediate_size=64, num_hidden_layers=2, num_attention_heads=4,
                    num_key_value_heads=2, max_position_embeddings=CONTEXT)
    ),
    "mistral with a window": lambda: MistralForCausalLM(
        MistralConfig(**SHARED, hidden_size=32, intermediate_size=64, num_hidden_layers=2, num_attention_heads=4,
                      num_key_value_heads=2, max_position_embeddings=CONTEXT, sliding_window=24)
    ),
}  # fmt: skip
SETTINGS = Decoding(max_new_tokens=24, max_steps=6)


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Student:
    return load_student(tiny_student(tmp_path_factory.mktemp("tiny"), "all"))


def random_student(tiny: Student, model: str, seed: int, role: Role, asking: Asking = "upfront") -> Student:
    """Random weights, made larger so that tokens depend on what was read; one token in six ends a text."""
    torch.manual_seed(seed)
    made = MODELS[model]().eval()
    with torch.no_grad():
        for weight in made.parameters():
            weight.mul_(6)
    assert made.generation_config
    made.generation_config.eos_token_id = list(range(0, VOCABULARY, 6))
    return dataclasses.replace(tiny, name=f"{model}-{role}", model=made).as_role(role, "none", asking)


def ragged(count: int) -> list[Problem]:
    """Problems of all lengths, with two to five questions."""
    return [
        Problem(
            str(number),
            f"{number} " + "Ann has 3 bags of pens. " * (1 + number * 7 % 5),
            tuple(Step(f"How many {'x' * (number * 3 % 11)} {step}?", "") for step in range(2 + number % 4)),
            "1",
            "tests",
        )
        for number in range(count)
    ]


def fill_often(text: str) -> str | None:
    """A calculator with something to say in random text too, and something else for each text."""
    return f"{len(text) * 7}>>" if len(text) % 9 == 4 else None


# The reference.


@torch.no_grad()
def write_alone(student: Student, prompt: str, settings: Decoding) -> tuple[str, str, int]:
    """(text, end, tokens) of one greedy completion, without any cache."""
    tokenizer = student.tokenizer
    ids = encode_prompt(tokenizer, prompt)
    written: list[int] = []
    forced: list[int] = []
    while True:
        if len(ids) + len(written) == student.context_length or len(written) == settings.max_new_tokens:
            return text_of(student, written), "limit", len(written)
        token = int(student.model(input_ids=torch.tensor([ids + written]), use_cache=False).logits[0, -1].argmax())
        if forced:
            token = forced.pop(0)
        elif token in student.eos_token_ids:
            return text_of(student, written), "eos", len(written)
        written.append(token)
        if settings.calculator and not forced and (more := calculator.fill(text_of(student, written))) is not None:
            forced = encode_completion(tokenizer, more)


def text_of(student: Student, written: list[int]) -> str:
    """The text of tokens; the bytes at the end that are no character yet are left out."""
    from tokenizers.decoders import DecodeStream

    stream = DecodeStream(skip_special_tokens=True)
    return "".join(stream.step(student.tokenizer.backend_tokenizer, token) or "" for token in written)


def solve_alone(
    problem: Problem, decomposer: Student | None, solver: Student, settings: Decoding
) -> list[tuple[str, str]]:
    """The steps of the iterative method, each text from `write_alone`."""
    questions: list[str] = []
    steps: list[Step] = []
    if decomposer is None:
        questions = [step.question for step in problem.steps]
    elif decomposer.config.asking == "upfront":
        text, end, _ = write_alone(decomposer, decomposer.format.prompt(problem.text), settings)
        lines = text.split("\n")
        questions = [line for line in map(one_line, lines if end == "eos" else lines[:-1]) if line]
    for index in range(settings.max_steps):
        if decomposer and decomposer.config.asking == "interleaved":
            prompt = decomposer.format.prompt(problem.text, steps=tuple(steps))
            text, end, _ = write_alone(decomposer, prompt, settings)
            questions += [one_line(text)] if end == "eos" and one_line(text) else []
        if len(questions) <= index:
            break
        prompt = solver.format.prompt(problem.text, steps=tuple(steps), question=questions[index])
        steps.append(Step(questions[index], one_line(write_alone(solver, prompt, settings)[0])))
    return [(step.question, step.solution) for step in steps]


@pytest.mark.parametrize(
    ("model", "asking", "with_calculator"),
    [
        *((model, asking, True) for model in ("gpt2", "llama") for asking in ("oracle", "upfront", "interleaved")),
        *((model, "interleaved", False) for model in ("gpt2", "llama")),
        ("mistral with a window", "oracle", True),
    ],
)
def test_turns_in_any_batch_write_what_a_problem_alone_writes_without_cache(
    tiny: Student, monkeypatch: pytest.MonkeyPatch, model: str, asking: str, with_calculator: bool
) -> None:
    monkeypatch.setattr(calculator, "fill", fill_often)
    settings = dataclasses.replace(SETTINGS, calculator=with_calculator)
    solver = random_student(tiny, model, 1, "solver")
    decomposer = None if asking == "oracle" else random_student(tiny, model, 2, "decomposer", asking)  # type: ignore[arg-type]
    reasoner = SocraticReasoner(solver, decomposer or "oracle", settings=settings)
    problems = ragged(64)
    alone = 12
    expected = [solve_alone(problem, decomposer, solver, settings) for problem in problems[:alone]]
    assert len({tuple(steps) for steps in expected}) > 3
    for count, batch_size in ((1, 1), (alone, 1), (alone, 5), (64, 64))[: 3 if "window" in model else 4]:
        traces = list(reasoner.solve(problems[:count], batch_size))
        got = [[(step.question, step.solution) for step in trace.steps] for trace in traces]
        assert got[:alone] == expected[:count]


@pytest.mark.parametrize("model", MODELS)
def test_one_model_in_both_roles_carries_one_cache(tiny: Student, model: str) -> None:
    both = random_student(tiny, model, 3, "solver")
    everything = dataclasses.replace(both, config=dataclasses.replace(both.config, role="all"))
    solver, decomposer = everything.as_role("solver"), everything.as_role("decomposer", "none", "interleaved")
    settings = dataclasses.replace(SETTINGS, calculator=False)
    problems = ragged(12)
    traces = SocraticReasoner(solver, decomposer, settings=settings).solve(problems, 5)
    assert [[(step.question, step.solution) for step in trace.steps] for trace in traces] == [
        solve_alone(problem, decomposer, solver, settings) for problem in problems
    ]


@pytest.mark.parametrize("model", MODELS)
def test_rows_that_end_with_the_context_leave_the_others_alone(tiny: Student, model: str) -> None:
    student = random_student(tiny, model, 4, "cot")
    assert student.model.generation_config
    student.model.generation_config.eos_token_id = 0
    prompts = ["x" * (CONTEXT - 3), "y" * (CONTEXT - 30), *("z" * number for number in range(100, 108))]
    settings = Decoding(max_new_tokens=60, calculator=False)
    texts = dict.fromkeys(range(len(prompts)), "")
    ends = {}
    for piece in decode(student, prompts, settings):
        texts[piece.row] += piece.text
        if piece.end:
            ends[piece.row] = (texts[piece.row], piece.end, piece.tokens)
    assert [ends[row] for row in range(len(prompts))] == [write_alone(student, prompt, settings) for prompt in prompts]
    assert ends[0][2] <= 3


# How much is read.


def tokens_read(student: Student, run: Callable[[], object]) -> int:
    """Tokens that the model is given while `run` runs."""
    read = 0

    def count(module: object, args: object, kwargs: dict[str, torch.Tensor]) -> None:
        nonlocal read
        read += math.prod(kwargs["input_ids"].shape)

    hook = student.model.register_forward_pre_hook(count, with_kwargs=True)
    run()
    hook.remove()
    return read


def test_every_token_is_read_once(tmp_path: Path) -> None:
    solver = load_student(tiny_student(tmp_path, "solver", problems=PROBLEMS))
    reasoner = SocraticReasoner(solver, "oracle")
    problem = PROBLEMS[0]
    last = StudentFormat("solver").examples(problem)[-1]
    everything = len(encode_prompt(solver.tokenizer, last.prompt)) + len(
        encode_completion(solver.tokenizer, last.completion)
    )
    assert tokens_read(solver, lambda: list(reasoner.stream(problem))) == everything
    assert next(iter(reasoner.solve([problem]))).answer == "10"


def test_where_tokens_merge_across_the_border_the_cache_is_cut_there(tmp_path: Path) -> None:
    student = load_student(tiny_student(tmp_path, "solver", problems=PROBLEMS))
    merging = dataclasses.replace(student, tokenizer=byte_tokenizer((">", "Ċ"), ("2", "Ċ")))
    assert len(encode_prompt(merging.tokenizer, "12\nQ")) == 3
    torch.manual_seed(0)
    student.model.resize_token_embeddings(len(merging.tokenizer), mean_resizing=False)
    writer = Writer(student.model, Decoding(calculator=False), 4)
    first, second = (example.prompt for example in StudentFormat("solver").examples(PROBLEMS[0]))

    def write(prompt: str) -> tuple[str, str, int]:
        writer.add(0, merging, prompt, number=0)
        text = ""
        while writer.rows:
            for piece in writer.step():
                text += piece.text
        return text, str(piece.end), piece.tokens

    # The merged tokens are new to the model; what it makes of them must be the same with the cache and without.
    assert write(first)[0] == " 3*4 = <<3*4=12>>12"
    known = len(encode_prompt(merging.tokenizer, first + " 3*4 = <<3*4=12>>1"))
    written = write_alone(merging, second, Decoding(calculator=False))
    got = []
    read = tokens_read(merging, lambda: got.append(write(second)))
    assert got == [written]
    assert read == len(encode_prompt(merging.tokenizer, second)) - known + written[2]


def test_sampling_goes_on_at_the_border_of_a_batch_as_without_a_break(tiny: Student) -> None:
    solver = random_student(tiny, "llama", 5, "solver")
    reasoner = SocraticReasoner(solver, "oracle", settings=dataclasses.replace(SETTINGS, temperature=1.0, seed=3))
    problems = [*ragged(6), *ragged(6)]
    whole = [trace.steps for trace in reasoner.solve(problems, 4)]
    assert [trace.steps for trace in reasoner.solve(problems[4:], 4)] == whole[4:]
    assert whole[0] != whole[6]  # equal problems in other places of a batch are drawn apart


def test_traces_share_out_the_time(tiny: Student) -> None:
    solver = random_student(tiny, "gpt2", 6, "solver")
    start = time.perf_counter()
    traces = list(SocraticReasoner(solver, "oracle", settings=SETTINGS).solve(ragged(9), 4))
    passed = time.perf_counter() - start
    assert 0 < sum(trace.seconds for trace in traces) <= passed
    assert all(trace.seconds > 0 for trace in traces)

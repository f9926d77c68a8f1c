"""Turns with carried caches against the plainest decoder there is: one problem at a time, every prefix read afresh.

The same tokens are wanted in float32. Sums taken in another order are rounded to others, so that can only hold for
models whose two best logits are farther apart than that: the small models here differ by about 1e-5 between any two
ways. A deep model with large weights makes 1e-7 into 1e-1; there the same is asked for in float64, where no
rounding can hide, or excuse, a wrong position or mask.
"""

import dataclasses
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
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
from socratic.rows import Row
from socratic.students import Student, load_student
from socratic.traces import Failed, QuestionAsked
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
    "deep gpt2": lambda: GPT2LMHeadModel(GPT2Config(**SHARED, n_embd=64, n_layer=12, n_head=4, n_positions=CONTEXT)),
    "deep llama": lambda: LlamaForCausalLM(
        LlamaConfig(**SHARED, hidden_size=64, intermediate_size=128, num_hidden_layers=12, num_attention_heads=4,
                    num_key_value_heads=2, max_position_embeddings=CONTEXT)
    ),
}  # fmt: skip
SHALLOW = ("gpt2", "llama", "mistral with a window")
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


@pytest.mark.parametrize("model", SHALLOW)
def test_other_kinds_of_attention_write_the_same(tiny: Student, model: str) -> None:
    student = random_student(tiny, model, 1, "solver")
    problems = ragged(12)
    plain = list(SocraticReasoner(student, "oracle", settings=SETTINGS).solve(problems, 12))
    # As with flash attention, prompts are read one by one, and the batch is written with a mask of its columns.
    student.model.set_attn_implementation("eager")
    traces = SocraticReasoner(student, "oracle", settings=SETTINGS).solve(problems, 12)
    assert [trace.steps for trace in traces] == [trace.steps for trace in plain]


@pytest.mark.parametrize("model", ["deep gpt2", "deep llama"])
def test_models_that_make_much_of_rounding_write_the_same_in_double_precision(tiny: Student, model: str) -> None:
    solver, decomposer = (
        random_student(tiny, model, seed, role, "interleaved")  # type: ignore[arg-type]
        for seed, role in ((1, "solver"), (2, "decomposer"))
    )
    solver.model.double()
    decomposer.model.double()
    settings = dataclasses.replace(SETTINGS, calculator=False)
    problems = ragged(12)
    expected = [solve_alone(problem, decomposer, solver, settings) for problem in problems[:4]]
    assert len({tuple(steps) for steps in expected}) > 2
    for count, batch_size in ((4, 1), (12, 12)):
        traces = list(SocraticReasoner(solver, decomposer, settings=settings).solve(problems[:count], batch_size))
        assert [[(step.question, step.solution) for step in trace.steps] for trace in traces[:4]] == expected


@pytest.mark.parametrize("asking", ["upfront", "interleaved"])
@pytest.mark.parametrize("model", SHALLOW)
def test_one_model_in_both_roles_carries_one_cache(tiny: Student, model: str, asking: Asking) -> None:
    both = random_student(tiny, model, 3, "solver")
    everything = dataclasses.replace(both, config=dataclasses.replace(both.config, role="all"))
    solver, decomposer = everything.as_role("solver"), everything.as_role("decomposer", "none", asking)
    settings = dataclasses.replace(SETTINGS, calculator=False)
    problems = ragged(12)
    traces = SocraticReasoner(solver, decomposer, settings=settings).solve(problems, 5)
    assert [[(step.question, step.solution) for step in trace.steps] for trace in traces] == [
        solve_alone(problem, decomposer, solver, settings) for problem in problems
    ]


@pytest.mark.parametrize("model", SHALLOW)
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


@contextmanager
def passes(*students: Student) -> Iterator[list[tuple[str, int, int]]]:
    """The forward passes while the context lasts, in order: the student's name, the rows, the tokens of each."""
    seen: list[tuple[str, int, int]] = []

    def see(name: str, module: object, args: object, kwargs: dict[str, torch.Tensor]) -> None:
        rows, width = kwargs["input_ids"].shape
        seen.append((name, rows, width))

    hooks = [
        student.model.register_forward_pre_hook(partial(see, student.name), with_kwargs=True) for student in students
    ]
    yield seen
    for hook in hooks:
        hook.remove()


def tokens_read(student: Student, run: Callable[[], object]) -> int:
    """Tokens that the model is given while `run` runs."""
    with passes(student) as seen:
        run()
    return sum(rows * width for _, rows, width in seen)


@pytest.fixture
def no_drafts(monkeypatch: pytest.MonkeyPatch) -> None:
    """A token a pass, and none that is given up again."""
    monkeypatch.setattr(Row, "draft", lambda row, copies: [])


@pytest.mark.usefixtures("no_drafts")
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


@pytest.mark.usefixtures("no_drafts")
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


# Before the decomposer is done.


@pytest.fixture(scope="module")
def pair(tmp_path_factory: pytest.TempPathFactory) -> tuple[Student, Student]:
    """Decomposer and solver, taught PROBLEMS."""
    decomposer, solver = (
        load_student(tiny_student(tmp_path_factory.mktemp(role), role, problems=PROBLEMS))
        for role in ("decomposer", "solver")
    )
    return decomposer, solver


def read_by(student: Student, turns: Sequence[tuple[str, str]]) -> int:
    """Tokens of the texts (prompt, completion) of one problem, when no token is read twice."""
    prompt, completion = turns[-1]
    return len(encode_prompt(student.tokenizer, prompt)) + len(encode_completion(student.tokenizer, completion))


@pytest.mark.usefixtures("no_drafts")
def test_the_first_question_is_answered_while_the_next_ones_are_written(pair: tuple[Student, Student]) -> None:
    decomposer, solver = pair
    problem = PROBLEMS[0]
    first, second = (step.question for step in problem.steps)
    reasoner = SocraticReasoner(solver, decomposer)
    at: dict[str, dict[str, int]] = {}
    with passes(decomposer, solver) as seen:
        for event in reasoner.stream(problem):
            name = f"{type(event).__name__} {getattr(event, 'index', '')}"
            count = {student.name: sum(who == student.name for who, _, _ in seen) for student in pair}
            at.setdefault(name, count)
    # A token a pass: the question is known when the new line after it is, and then the two take turns.
    assert at["QuestionAsked 0"] == {decomposer.name: len(f" {first}\n"), solver.name: 0}
    assert at["TextWritten 0"][decomposer.name] <= len(f" {first}\n") + 2
    assert at["QuestionAsked 1"][decomposer.name] == len(f" {first}\n{second}") + 1  # EOS is the last
    assert 0 <= len(f"\n{second}") - at["QuestionAsked 1"][solver.name] < 3
    # Nothing is read twice for it.
    for student, role in ((decomposer, StudentFormat("decomposer")), (solver, StudentFormat("solver"))):
        examples = [(example.prompt, example.completion) for example in role.examples(problem)]
        assert sum(width for who, _, width in seen if who == student.name) == read_by(student, examples)


def test_who_starts_early_ends_in_the_same_trace(pair: tuple[Student, Student], tiny: Student) -> None:
    decomposer, solver = pair
    (trace,) = SocraticReasoner(solver, decomposer).solve(PROBLEMS[:1])
    assert (trace.answer, trace.calls) == ("10", 3)
    questions = "\n".join(step.question for step in PROBLEMS[0].steps)
    assert trace.tokens == len(f" {questions}") + sum(len(f" {step.solution}") for step in PROBLEMS[0].steps)
    # A solver that fails does not take the questions away that come after.
    short = dataclasses.replace(solver, model=random_student(tiny, "gpt2", 1, "solver").model)
    short.model.config.max_position_embeddings = len(StudentFormat("solver").examples(PROBLEMS[0])[0].prompt)
    events = list(SocraticReasoner(short, decomposer).stream(PROBLEMS[0]))
    assert isinstance(events[-1], Failed)
    assert "do not fit" in events[-1].message
    assert [event.question for event in events if isinstance(event, QuestionAsked)] == [
        step.question for step in PROBLEMS[0].steps
    ]


# Several samples of one problem.


@pytest.mark.parametrize("model", ["gpt2", "llama"])
@pytest.mark.parametrize("with_calculator", [True, False])
def test_samples_of_a_problem_read_it_once_and_are_those_of_separate_rows(
    tiny: Student, monkeypatch: pytest.MonkeyPatch, model: str, with_calculator: bool
) -> None:
    monkeypatch.setattr(calculator, "fill", fill_often)
    student = random_student(tiny, model, 7, "cot")
    settings = Decoding(calculator=with_calculator, max_new_tokens=24, temperature=1.0, seed=5)
    prompt = student.format.prompt(ragged(5)[4].text)

    def sample(numbers: Sequence[int]) -> dict[int, tuple[str, int, str | None]]:
        writer = Writer(student.model, settings, 8)
        for number in numbers:
            writer.add(number, student, prompt, number=number)
        texts: dict[int, tuple[str, int, str | None]] = dict.fromkeys(numbers, ("", 0, None))
        while writer.rows:
            for piece in writer.step():
                texts[piece.row] = texts[piece.row][0] + piece.text, piece.tokens, piece.end
        return texts

    with passes(student) as seen:
        together = sample(range(8))
    assert seen[0] == (student.name, 1, len(encode_prompt(student.tokenizer, prompt)))
    # Of each text every token but one that ends it, if the limit does, is read once.
    once = sum(tokens - (end == "limit") for _, tokens, end in together.values())
    assert sum(rows * width for _, rows, width in seen[1:]) == once
    assert together == {number: text for alone in range(8) for number, text in sample([alone]).items()}
    assert len(set(together.values())) > 4


@pytest.mark.parametrize("asking", ["oracle", "upfront", "interleaved"])
@pytest.mark.parametrize("model", ["gpt2", "llama"])
def test_chains_of_one_problem_share_what_is_the_same(tiny: Student, model: str, asking: str) -> None:
    solver = random_student(tiny, model, 1, "solver")
    decomposer = None if asking == "oracle" else random_student(tiny, model, 2, "decomposer", asking)  # type: ignore[arg-type]
    settings = dataclasses.replace(SETTINGS, calculator=False, temperature=0.5, max_steps=3)
    reasoner = SocraticReasoner(solver, decomposer or "oracle", settings=settings)
    problem = ragged(10)[9]
    length = len(encode_prompt(solver.tokenizer, f"Problem: {problem.text}\n"))
    assert length > 100
    writers = [student for student in (decomposer, solver) if student]
    with passes(*writers) as seen:
        traces = list(reasoner.solve([problem] * 6, 6))
    assert len({trace.steps for trace in traces}) > 2
    for student in writers:
        assert [rows for who, rows, width in seen if who == student.name and width >= length] == [1]
    # The same samples as in a batch where nothing is alike; the seed counts the rows of a batch.
    for number, trace in enumerate(traces):
        others = ragged(6)
        others[number] = problem
        assert list(reasoner.solve(others, 6))[number].steps == trace.steps

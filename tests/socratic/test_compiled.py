"""A compiled pass writes what the plain one writes."""

import copy
import dataclasses
import gc
import weakref

import pytest
import torch
from torch._dynamo.utils import counters
from transformers import PreTrainedModel

from socratic.caches import Rooms
from socratic.compiled import CompiledPass, can_compile, compile_pass, compiled_pass
from socratic.decoding import Decoding, decode
from socratic.packing import can_pack, pack_weights
from socratic.reasoners import SocraticReasoner
from socratic.students import Student
from tests.socratic.test_turns import SETTINGS, fill_often, ragged, random_student
from tests.socratic.test_turns import tiny as tiny


def compiled(student: Student, *, batches: bool = False) -> Student:
    model = copy.deepcopy(student.model)
    compile_pass(model, batches=batches)
    return dataclasses.replace(student, model=model)


@pytest.fixture
def compiler(tiny: Student) -> None:
    if not can_compile(tiny.model):
        pytest.skip("no C++ compiler")


@pytest.mark.usefixtures("compiler")
@pytest.mark.parametrize("batches", [False, True])
@pytest.mark.parametrize("model", ["gpt2", "llama"])
def test_compiled_students_write_the_same(
    tiny: Student, model: str, batches: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("socratic.calculator.fill", fill_often)
    solver = random_student(tiny, model, 1, "solver")
    decomposer = random_student(tiny, model, 2, "decomposer", "interleaved")
    fast_solver, fast_decomposer = (compiled(student, batches=batches) for student in (solver, decomposer))
    problems = ragged(24 if batches else 12)
    for calculator in (False, True):
        settings = dataclasses.replace(SETTINGS, calculator=calculator)
        plain = list(SocraticReasoner(solver, decomposer, settings=settings).solve(problems, 1))
        assert len({trace.steps for trace in plain}) > 3
        reasoner = SocraticReasoner(fast_solver, fast_decomposer, settings=settings)
        for batch_size in (3, 16) if batches else (1, 5):  # of five rows one is the last
            assert [trace.steps for trace in reasoner.solve(problems, batch_size)] == [trace.steps for trace in plain]


@pytest.fixture
def read(compiler: None, monkeypatch: pytest.MonkeyPatch) -> list[tuple[int, ...]]:
    """The column of the longest row's token that a compiled pass reads, and the room that it has; of several
    tokens, how many, and how many are kept, too."""
    seen: list[tuple[int, ...]] = []
    run = CompiledPass.__call__

    def see(
        self: CompiledPass,
        model: PreTrainedModel,
        new: list[list[int]],
        lengths: list[int],
        rooms: Rooms,
        keep: int,
    ) -> torch.Tensor:
        several = [len(new[0]), keep] if len(new[0]) > 1 else []
        seen.append((max(lengths), rooms[0][0].shape[-2], *several))
        return run(self, model, new, lengths, rooms, keep)

    monkeypatch.setattr(CompiledPass, "__call__", see)
    return seen


def test_a_text_outgrows_its_room(tiny: Student, read: list[tuple[int, ...]]) -> None:
    plain = random_student(tiny, "llama", 1, "cot")
    assert plain.model.generation_config
    plain.model.generation_config.eos_token_id = -1  # it does not stop by itself
    fast = compiled(plain)
    settings = Decoding(max_new_tokens=60, calculator=False)
    prompt = "What is left of the bags?" * 3  # a token a byte: 75
    texts = ["".join(piece.text for piece in decode(student, [prompt], settings)) for student in (plain, fast)]
    assert texts[0] == texts[1]
    assert read == [(75 + n, 128 if 75 + n < 128 else 256) for n in range(59)]


def test_of_several_rows_only_the_last_one_is_read_by_the_compiled_pass(
    tiny: Student, read: list[tuple[int, ...]]
) -> None:
    student = compiled(random_student(tiny, "llama", 1, "cot"))
    prompts = [problem.text for problem in ragged(6)]
    pieces = decode(student, prompts, Decoding(max_new_tokens=60, calculator=False))
    written = sorted(piece.tokens for piece in pieces if piece.end)
    assert 0 < len(read) <= written[-1] - written[-2]


def test_with_batches_every_token_but_the_first_is_read_by_the_compiled_pass(
    tiny: Student, read: list[tuple[int, ...]]
) -> None:
    plain = random_student(tiny, "llama", 1, "cot")
    assert plain.model.generation_config
    plain.model.generation_config.eos_token_id = -1  # it does not stop by itself
    prompts = ["What is left?", "What is left of the bags?" * 2, "Bags?"]
    settings = Decoding(max_new_tokens=100, calculator=False)
    texts = [[""] * 3, [""] * 3]
    for written, student in zip(texts, (plain, compiled(plain, batches=True)), strict=True):
        for piece in decode(student, prompts, settings):
            written[piece.row] += piece.text
    assert texts[0] == texts[1]
    assert [column for column, _ in read] == [len(prompts[1]) + n for n in range(99)]
    assert all(0 < room - column <= 32 for column, room in read)
    assert len({room for _, room in read}) > 3  # it grew with the texts


def test_it_is_compiled_beforehand_where_lengths_are_given(tiny: Student, read: list[tuple[int, ...]]) -> None:
    compile_pass(copy.deepcopy(tiny.model), [1, 127, 128, 200])
    assert read == [(1, 128), (1, 128, 5, 5), (1, 128, 5, 1), (127, 128), (128, 256), (200, 256)]


@pytest.mark.usefixtures("compiler")
def test_a_copy_is_not_compiled_and_a_compiled_model_is_let_go(tiny: Student) -> None:
    model = copy.deepcopy(tiny.model)
    compile_pass(model, [1])
    assert compiled_pass(model)
    assert compiled_pass(copy.deepcopy(model)) is None
    there = weakref.ref(model)
    del model
    gc.collect()
    assert there() is None


@pytest.mark.usefixtures("compiler")
def test_packed_models_of_one_shape_share_what_was_compiled(tiny: Student) -> None:
    models = [random_student(tiny, "llama", seed, "cot").model for seed in (1, 2)]
    if not can_pack(models[0]):
        pytest.skip("this torch is built without oneDNN")
    compiled_so_far = []
    for model in models:
        pack_weights(model)
        compile_pass(model, [1])
        compiled_so_far.append(counters["stats"]["unique_graphs"])
    assert compiled_so_far[0] == compiled_so_far[1] > 0


def test_more_shapes_and_rooms_than_torch_compiles_by_itself(tiny: Student, read: list[tuple[int, ...]]) -> None:
    torch.compiler.reset()
    before = counters["stats"]["unique_graphs"]
    for model in ("gpt2", "llama"):
        compile_pass(random_student(tiny, model, 1, "cot").model, [2, 130, 260])
    assert len(read) == 10
    assert counters["stats"]["unique_graphs"] - before > 8


def test_what_cannot_be_compiled(tiny: Student, monkeypatch: pytest.MonkeyPatch) -> None:
    assert not can_compile(copy.deepcopy(tiny.model).to("meta"))
    monkeypatch.setattr("shutil.which", lambda name: None)
    assert not can_compile(tiny.model)

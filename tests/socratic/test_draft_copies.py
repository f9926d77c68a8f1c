"""With drafts of a smaller copy a student writes what it writes without them."""

import copy
import dataclasses
from typing import Any

import pytest
import torch
from transformers import PreTrainedModel
from transformers.activations import NewGELUActivation
from transformers.pytorch_utils import Conv1D

from socratic.compiled import CompiledPass, can_compile, compile_pass
from socratic.decoding import Decoding, Writer, decode
from socratic.draft_copies import FORMS, Form, can_draft_by_copy, draft_by_copy, draft_copy
from socratic.reasoners import SocraticReasoner
from socratic.rows import Piece, Row
from socratic.students import Student
from tests.socratic.test_turns import SETTINGS, fill_often, ragged, random_student
from tests.socratic.test_turns import tiny as tiny


def drafting(student: Student, form: Form = "int8", *, compiled: bool = False) -> Student:
    if not can_draft_by_copy(student.model, form):
        pytest.skip(f"this torch has no {form} products")
    model = copy.deepcopy(student.model)
    draft_by_copy(model, form)
    if compiled:
        if not can_compile(model):
            pytest.skip("no C++ compiler")
        compile_pass(model)
    return dataclasses.replace(student, model=model)


@pytest.fixture
def agreed(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """Of each text that a copy drafted ahead: whether more than its first token was read and kept."""
    seen: list[bool] = []
    take = Writer._take_draft

    def see(self: Writer, row: Row, draft: list[int]) -> list[Piece]:
        before = len(row.read)
        pieces = take(self, row, draft)
        seen.append(len(row.read) > before + 1)
        return pieces

    monkeypatch.setattr(Writer, "_take_draft", see)
    return seen


@pytest.mark.parametrize(("form", "compiled"), [("float16", False), ("int8", False), ("int8", True)])
@pytest.mark.parametrize("calculator", [False, True])
@pytest.mark.parametrize("model", ["gpt2", "llama"])
def test_the_same_is_written(
    tiny: Student,
    model: str,
    calculator: bool,
    form: Form,
    compiled: bool,
    agreed: list[bool],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("socratic.calculator.fill", fill_often)
    solver = random_student(tiny, model, 1, "solver")
    decomposer = random_student(tiny, model, 2, "decomposer", "interleaved")
    settings = dataclasses.replace(SETTINGS, calculator=calculator)
    problems = ragged(12)
    plain = list(SocraticReasoner(solver, decomposer, settings=settings).solve(problems, 12))
    assert len({trace.steps for trace in plain}) > 3
    agreed.clear()
    fast_solver, fast_decomposer = (drafting(student, form, compiled=compiled) for student in (solver, decomposer))
    reasoner = SocraticReasoner(fast_solver, fast_decomposer, settings=settings)
    for batch_size in (1, 5):  # of five rows one is the last
        assert [trace.steps for trace in reasoner.solve(problems, batch_size)] == [trace.steps for trace in plain]
    assert True in agreed
    assert False in agreed or form == "float16"  # which may agree on all of it


@pytest.mark.parametrize(("form", "share"), [("float16", 0.3), ("int8", 0.7)])
def test_a_text_ends_at_its_limit_and_takes_fewer_passes(tiny: Student, form: Form, share: float) -> None:
    plain = random_student(tiny, "llama", 1, "cot")
    assert plain.model.generation_config
    plain.model.generation_config.eos_token_id = -1  # it does not stop by itself
    fast = drafting(plain, form)
    settings = Decoding(max_new_tokens=50, calculator=False)
    passes = {}
    for name, student in (("plain", plain), ("fast", fast)):
        count = 0

        def see(*_: object) -> None:
            nonlocal count
            count += 1

        hook = student.model.register_forward_pre_hook(see)
        *_, last = pieces = list(decode(student, ["What is left of the bags?"], settings))
        hook.remove()
        passes[name] = count, "".join(piece.text for piece in pieces), last.tokens, last.end
    assert passes["fast"][1:] == passes["plain"][1:]
    assert passes["fast"][2:] == (50, "limit")
    assert passes["fast"][0] < passes["plain"][0] * share


def test_what_is_drawn_by_chance_has_no_drafts(tiny: Student, agreed: list[bool]) -> None:
    student = random_student(tiny, "llama", 1, "cot")
    settings = Decoding(max_new_tokens=20, temperature=1.0)
    texts = [
        "".join(piece.text for piece in decode(each, ["Bags?"], settings)) for each in (student, drafting(student))
    ]
    assert texts[0] == texts[1]
    assert not agreed


def test_drafts_and_what_reads_them_are_compiled(tiny: Student, monkeypatch: pytest.MonkeyPatch) -> None:
    student = drafting(random_student(tiny, "llama", 1, "cot"), "float16", compiled=True)
    small = draft_copy(student.model)
    assert student.model.generation_config
    student.model.generation_config.eos_token_id = -1  # it does not stop by itself
    widths: dict[bool, list[int]] = {False: [], True: []}
    run = CompiledPass.__call__

    def see(self: CompiledPass, model: PreTrainedModel, new: list[list[int]], *rest: Any) -> torch.Tensor:
        widths[model is small].append(len(new[0]))
        return run(self, model, new, *rest)

    monkeypatch.setattr(CompiledPass, "__call__", see)
    *_, last = decode(student, ["What is left of the bags?"], Decoding(max_new_tokens=40, calculator=False))
    assert last.tokens == 40
    assert set(widths[True]) == {1}
    assert max(widths[False]) == 5
    assert sum(widths[False]) >= 39 > len(widths[False])  # every token but the first, several at once


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("model", ["gpt2", "llama"])
def test_the_copy_shares_what_is_no_linear_layer(tiny: Student, model: str, form: Form) -> None:
    plain = random_student(tiny, model, 1, "solver")
    student = drafting(plain, form)
    small = draft_copy(student.model)
    assert isinstance(small, PreTrainedModel)
    replaced = (torch.nn.Linear, Conv1D, NewGELUActivation)
    assert not [layer for layer in small.modules() if type(layer) in replaced]
    assert small.get_input_embeddings().weight.data_ptr() == student.model.get_input_embeddings().weight.data_ptr()
    assert draft_copy(plain.model) is None


@pytest.mark.parametrize(("form", "least", "most"), [("float16", 1e-5, 1e-3), ("int8", 1e-3, 0.1)])
def test_the_copy_is_rounded(tiny: Student, form: Form, least: float, most: float) -> None:
    plain = random_student(tiny, "gpt2", 1, "solver").model
    small = draft_copy(drafting(dataclasses.replace(tiny, model=plain), form).model)
    assert small
    states = torch.randn(20, plain.config.n_embd, generator=torch.manual_seed(0))
    with torch.inference_mode():
        wanted, found = (model.get_output_embeddings()(states) for model in (plain, small))
    assert least < ((found - wanted).abs().max() / wanted.std()).item() < most


@pytest.mark.parametrize("form", FORMS)
def test_what_no_copy_drafts_for(tiny: Student, form: Form, monkeypatch: pytest.MonkeyPatch) -> None:
    if not can_draft_by_copy(tiny.model, form):
        pytest.skip(f"this torch has no {form} products")
    assert not can_draft_by_copy(copy.deepcopy(tiny.model).double(), form)
    assert not can_draft_by_copy(copy.deepcopy(tiny.model).to("meta"), form)
    monkeypatch.setattr(torch.backends.quantized, "engine", "qnnpack")  # ARM's
    assert not can_draft_by_copy(tiny.model, form)

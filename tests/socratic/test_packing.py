"""Packed weights write what the model writes without them."""

import copy
import dataclasses
import weakref

import pytest
import torch
from transformers.pytorch_utils import Conv1D

from socratic.draft_copies import FORMS, Form, can_draft_by_copy, draft_by_copy
from socratic.packing import can_pack, pack_weights
from socratic.reasoners import SocraticReasoner
from socratic.students import Student
from tests.socratic.test_turns import SETTINGS, ragged, random_student
from tests.socratic.test_turns import tiny as tiny

pytestmark = pytest.mark.skipif(not can_pack(torch.nn.Linear(1, 1)), reason="this torch is built without oneDNN")


def packed(student: Student) -> Student:
    model = copy.deepcopy(student.model)
    pack_weights(model)
    return dataclasses.replace(student, model=model)


@pytest.mark.parametrize("model", ["gpt2", "llama"])
def test_packed_students_write_the_same(tiny: Student, model: str) -> None:
    solver = random_student(tiny, model, 1, "solver")
    decomposer = random_student(tiny, model, 2, "decomposer", "interleaved")
    settings = dataclasses.replace(SETTINGS, calculator=False)
    problems = ragged(12)
    plain = list(SocraticReasoner(solver, decomposer, settings=settings).solve(problems, 12))
    assert len({trace.steps for trace in plain}) > 3
    for batch_size in (1, 5, 12):
        traces = SocraticReasoner(packed(solver), packed(decomposer), settings=settings).solve(problems, batch_size)
        assert [trace.steps for trace in traces] == [trace.steps for trace in plain]


@pytest.mark.parametrize("form", [None, *FORMS])
@pytest.mark.parametrize("model", ["gpt2", "llama"])
def test_only_the_embeddings_stay_beside_packed_weights(tiny: Student, model: str, form: Form | None) -> None:
    packed = random_student(tiny, model, 1, "solver").model
    linear = {name: layer.weight for name, layer in packed.named_modules() if type(layer) in (torch.nn.Linear, Conv1D)}
    embeddings = packed.get_input_embeddings().weight
    shared = {name for name, weight in linear.items() if weight is embeddings}
    held = {name: weakref.ref(weight) for name, weight in linear.items()}
    assert len(linear) > 4
    del linear
    if form is None:
        pack_weights(packed)
    elif can_draft_by_copy(packed, form):
        draft_by_copy(packed, form)
    else:
        pytest.skip(f"this torch has no {form} products")
    assert {name for name, weight in held.items() if weight() is not None} == shared


@pytest.mark.parametrize("model", ["gpt2", "llama"])
def test_every_linear_layer_is_packed_and_the_logits_stay(tiny: Student, model: str) -> None:
    student = random_student(tiny, model, 1, "solver")
    other = packed(student).model
    assert other.num_parameters() == student.model.num_parameters()
    assert other.state_dict().keys() == student.model.state_dict().keys()
    assert not [layer for layer in other.modules() if type(layer).__name__ in ("Linear", "Conv1D")]
    ids = torch.arange(14).reshape(2, 7)
    with torch.inference_mode():
        expected = student.model(input_ids=ids).logits
        assert (other(input_ids=ids).logits - expected).abs().max() < 1e-4 * expected.abs().max()


def test_what_cannot_be_packed(tiny: Student) -> None:
    assert can_pack(tiny.model)
    assert not can_pack(copy.deepcopy(tiny.model).double())
    assert not can_pack(copy.deepcopy(tiny.model).to("meta"))

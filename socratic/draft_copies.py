"""A smaller copy of a student, which drafts what the student then reads and keeps as far as it agrees.

>>> student = load_student("students/solver")                                              # doctest: +SKIP
>>> draft_by_copy(student.model, "float16")                                                # doctest: +SKIP

One token of one row reads every weight once, and that is what a larger student's time goes into on a CPU. In float16
the weights are half as much to read, in int8 a quarter. What is written so is not always the student's own text, so it
is a draft (`socratic.decoding`): the student reads a few tokens of it in one pass, which with packed weights
(`socratic.packing`) takes little longer than one token, and goes on from the first that it would not have chosen. Both
work on one cache: the student's pass writes over what the copy has written there.

Float16 writes what float32 does but for near ties: of the built-in base's text every token, and 98 % of those of GPT-2
small's shape with random weights. Int8 agrees on 99.5 % and 31 %; it is faster where it agrees, as on what a student
has learnt well. The copy takes half the student's memory in float16 and a quarter in int8, and shares what is not a
linear layer. The model can write, and no longer be trained or saved.
Small students gain little: their time goes into many small operations, which the copy has too.
tests/benchmarks/decoding.py measures both forms.
"""

import copy
import warnings
from typing import Literal, get_args
from weakref import WeakKeyDictionary

import torch
from torch import nn
from transformers import PreTrainedModel

from socratic.opaque import Product, replace_linear_layers
from socratic.packing import can_pack, merge_activations, pack_weights

__all__ = ["FORMS", "Form", "can_draft_by_copy", "draft_by_copy", "draft_copy"]

Form = Literal["float16", "int8"]
FORMS: tuple[Form, ...] = get_args(Form)
"""What the copy's linear weights are in."""

_ENGINES: dict[Form, set[str]] = {"float16": {"x86", "fbgemm"}, "int8": {"x86", "fbgemm", "onednn"}}
"""Of torch's engines for such products those that have the form; ARM's is another."""

_copies: "WeakKeyDictionary[nn.Module, PreTrainedModel]" = WeakKeyDictionary()


def can_draft_by_copy(model: nn.Module, form: Form) -> bool:
    """Whether this torch has products of that form for the machine, and the model is on the CPU in float32."""
    if form == "float16":
        known = hasattr(torch.ops.quantized, "linear_dynamic_fp16")
    else:
        known = hasattr(torch, "quantize_per_channel")
    return known and torch.backends.quantized.engine in _ENGINES[form] and can_pack(model)


def draft_by_copy(model: PreTrainedModel, form: Form) -> None:
    """Let `socratic.decoding` write single rows of a model for which `can_draft_by_copy` holds with drafts of a copy of
    that form, and pack its weights."""
    shared = {id(weight): weight for weight in (*model.parameters(), *model.buffers())}
    small = copy.deepcopy(model, shared)
    replace_linear_layers(small, _in_float16 if form == "float16" else _in_int8)
    merge_activations(small)
    _copies[model] = small
    pack_weights(model)


def draft_copy(model: PreTrainedModel) -> PreTrainedModel | None:
    """The copy that drafts for a model that has one."""
    return _copies.get(model)


def _in_float16(weight: torch.Tensor, bias: torch.Tensor | None) -> Product:
    """The product with float16 weights. The machine's sums are of float32; what is larger than 65504 is cut to that."""
    packed = torch.ops.quantized.linear_prepack_fp16(weight.contiguous(), bias)

    def product(states: torch.Tensor) -> torch.Tensor:
        output: torch.Tensor = torch.ops.quantized.linear_dynamic_fp16(states, packed)
        return output

    return product


def _in_int8(weight: torch.Tensor, bias: torch.Tensor | None) -> Product:
    """The product with int8 weights, one scale for each output; its input is put into int8 too, at each pass."""
    scales = (weight.abs().amax(1) / 127).clamp(min=torch.finfo(weight.dtype).tiny).double()
    zeros = torch.zeros(len(weight), dtype=torch.long)
    with warnings.catch_warnings():
        # Deprecated: torch 2.13 says that its int8 types will go. Of torch's own products this one is the fastest for
        # one row (GPT-2 small's weights, two cores of a Xeon: 4.9 ms; in bfloat16 10.9, `_weight_int8pack_mm` 9.6,
        # oneDNN's 6.6, float32 18.6; of an EPYC: 5.2 ms, in float16 7.0, packed float32 13.0, float32 19.9).
        warnings.simplefilter("ignore")
        rounded = torch.quantize_per_channel(weight.contiguous(), scales, zeros, 0, torch.qint8)
    packed = torch.ops.quantized.linear_prepack(rounded, bias)

    def product(states: torch.Tensor) -> torch.Tensor:
        output: torch.Tensor = torch.ops.quantized.linear_dynamic(states, packed, True)
        return output

    return product

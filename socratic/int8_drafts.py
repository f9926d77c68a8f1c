"""A copy of a student with int8 weights, which drafts what the student then reads and keeps as far as it agrees.

>>> student = load_student("students/solver")                                              # doctest: +SKIP
>>> draft_in_int8(student.model)                                                           # doctest: +SKIP

One token of one row reads every weight once, and that is what a larger student's time goes into on a CPU. In int8 they
are a quarter as much to read. What is written so is not always the student's own text, so it is a draft
(`socratic.decoding`): the student reads a few tokens of it in one pass, which with packed weights
(`socratic.packing`) takes little longer than one token, and goes on from the first that it would not have chosen. Both
work on one cache: the student's pass writes over what the copy has written there.

The copy and the packed weights together take one and a quarter times the student's memory besides; the copy shares what
is not a linear layer. The model can write, and no longer be trained. Small students gain little: their time goes into
many small operations, which the copy has too. tests/benchmarks/decoding.py measures a student of GPT-2 small's size.
"""

import copy
import warnings
from weakref import WeakKeyDictionary

import torch
from torch import nn
from transformers import PreTrainedModel

from socratic.opaque import Product, replace_linear_layers
from socratic.packing import can_pack, merge_activations, pack_weights

__all__ = ["can_draft_in_int8", "draft_in_int8", "int8_copy"]

_copies: "WeakKeyDictionary[nn.Module, PreTrainedModel]" = WeakKeyDictionary()


def can_draft_in_int8(model: nn.Module) -> bool:
    """Whether this torch has int8 products for the machine, and the model is on the CPU in float32."""
    engines = {"x86", "fbgemm", "onednn"} & set(torch.backends.quantized.supported_engines)
    return bool(engines) and hasattr(torch, "quantize_per_channel") and can_pack(model)


def draft_in_int8(model: PreTrainedModel) -> None:
    """Let `socratic.decoding` write single rows of a model for which `can_draft_in_int8` holds with drafts of an int8
    copy, and pack its weights."""
    shared = {id(weight): weight for weight in (*model.parameters(), *model.buffers())}
    small = copy.deepcopy(model, shared)
    replace_linear_layers(small, _in_int8)
    merge_activations(small)
    _copies[model] = small
    pack_weights(model)


def int8_copy(model: PreTrainedModel) -> PreTrainedModel | None:
    """The int8 copy of a model that has one."""
    return _copies.get(model)


def _in_int8(weight: torch.Tensor, bias: torch.Tensor | None) -> Product:
    """The product with int8 weights, one scale for each output; its input is put into int8 too, at each pass."""
    scales = (weight.abs().amax(1) / 127).clamp(min=torch.finfo(weight.dtype).tiny).double()
    zeros = torch.zeros(len(weight), dtype=torch.long)
    with warnings.catch_warnings():
        # Deprecated: torch 2.13 says that its int8 types will go. Of torch's own products this one is the fastest for
        # one row (GPT-2 small's weights, two cores of a Xeon: 4.9 ms; in bfloat16 10.9, `_weight_int8pack_mm` 9.6,
        # oneDNN's 6.6, float32 18.6).
        warnings.simplefilter("ignore")
        rounded = torch.quantize_per_channel(weight.contiguous(), scales, zeros, 0, torch.qint8)
    packed = torch.ops.quantized.linear_prepack(rounded, bias)

    def product(states: torch.Tensor) -> torch.Tensor:
        output: torch.Tensor = torch.ops.quantized.linear_dynamic(states, packed, True)
        return output

    return product

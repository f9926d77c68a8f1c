"""Weights packed once for the CPU, so that passes of a few rows need not pack them again.

>>> student = load_student("students/solver")                                              # doctest: +SKIP
>>> pack_weights(student.model)                                                            # doctest: +SKIP

A float32 product of one row reads each weight once. With more rows the library behind torch's `linear` first puts all
weights into the order that its kernels want, at every pass, which for 2 to 32 rows costs as much as the product.
oneDNN, which torch ships, takes weights in that order once and for all; torch's compiler does so for frozen models
(`torch/_inductor/fx_passes/mkldnn_fusion.py`). The sums are the same but for their rounding. GPT-2 small's shape, one
thread, a pass of 1, 4, 8 and 32 rows: 41, 83, 102 and 204 ms; packed 41, 41, 57 and 156 ms.

Between two such layers GPT-2 has an activation that transformers takes in eight steps, each of which goes through
memory; torch has it in one.

The packed weights take the place of the others, but for embeddings that are also the output's weights, which stay: of
GPT-2 small's memory 31 % come on top, of GPT-2 large's 8 %. The model can write then, and no longer be trained or
saved. Small matrices, such as the built-in base's, gain nothing.
"""

import torch
from torch import nn
from transformers.activations import NewGELUActivation

from socratic.opaque import Product, replace_linear_layers

__all__ = ["can_pack", "merge_activations", "pack_weights"]

_ROWS = 16  # what the order is chosen for; it serves others too


def can_pack(model: nn.Module) -> bool:
    """Whether this torch has oneDNN's packed products, and the model is on the CPU in float32."""
    return (
        torch.backends.mkldnn.is_available()
        and hasattr(torch.ops.mkldnn, "_reorder_linear_weight")
        and hasattr(torch.ops.mkldnn, "_linear_pointwise")
        and all(weight.device.type == "cpu" and weight.dtype == torch.float32 for weight in model.parameters())
    )


def pack_weights(model: nn.Module) -> None:
    """Pack the weights of the linear layers of a model for which `can_pack` holds."""
    replace_linear_layers(model, _packed)
    merge_activations(model)


def merge_activations(model: nn.Module) -> None:
    """Let GPT-2's activation be taken in one step."""
    for module in list(model.modules()):
        for name, layer in list(module.named_children()):
            if type(layer) is NewGELUActivation:
                setattr(module, name, nn.GELU("tanh"))


def _packed(weight: torch.Tensor, bias: torch.Tensor | None) -> Product:
    weight = torch.ops.mkldnn._reorder_linear_weight(weight.contiguous(), _ROWS)

    def product(states: torch.Tensor) -> torch.Tensor:
        output: torch.Tensor = torch.ops.mkldnn._linear_pointwise(states, weight, bias, "none", [], "")
        return output

    return product

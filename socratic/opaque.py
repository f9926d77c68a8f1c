"""Linear layers whose weights are in a form that torch's compiler does not take.

>>> layer = OpaqueLinear(weight, partial(torch.nn.functional.linear, weight=weight))           # doctest: +SKIP

Libraries for the CPU keep weights in orders of their own (`socratic.packing`, `socratic.int8_drafts`), which torch
holds in objects that its compiler cannot pass on. A compiled model (`socratic.compiled`) sees such a layer as one
operation, to which a number says whose weights are meant. The number is a tensor, so that models of one shape share
what was compiled.
"""

from collections.abc import Callable
from weakref import WeakValueDictionary

import torch
from torch import nn
from transformers.pytorch_utils import Conv1D

__all__ = ["OpaqueLinear", "weight_and_bias"]

_layers: "WeakValueDictionary[int, OpaqueLinear]" = WeakValueDictionary()
_library = torch.library.Library("socratic", "DEF")
_library.define("opaque_linear(Tensor states, Tensor number, int width) -> Tensor")


class OpaqueLinear(nn.Module):
    """A linear layer, which `product` computes from states [..., in]; `weight` [out, in] is for those who ask for its
    type, its device or its size."""

    def __init__(self, weight: torch.Tensor, product: Callable[[torch.Tensor], torch.Tensor]) -> None:
        super().__init__()
        self.weight = weight
        self.product = product
        self._width = len(weight)
        self._number = torch.tensor(id(self))
        _layers[id(self)] = self

    def forward(self, states: torch.Tensor) -> torch.Tensor:
        """The layer's output [..., out]."""
        if torch.compiler.is_compiling():
            output: torch.Tensor = torch.ops.socratic.opaque_linear(states, self._number, self._width)
            return output
        return self.product(states)


def _run(states: torch.Tensor, number: torch.Tensor, width: int) -> torch.Tensor:
    return _layers[int(number)].product(states)


def _shape(states: torch.Tensor, number: torch.Tensor, width: int) -> torch.Tensor:
    return states.new_empty((*states.shape[:-1], width))


_library.impl("opaque_linear", _run, "CPU")
torch.library.register_fake("socratic::opaque_linear", _shape, lib=_library)


def weight_and_bias(layer: nn.Linear | Conv1D) -> tuple[torch.Tensor, torch.Tensor | None]:
    """A linear layer's weight [out, in] and bias, whichever way round it keeps them."""
    weight = layer.weight.detach()
    return weight.t() if isinstance(layer, Conv1D) else weight, None if layer.bias is None else layer.bias.detach()

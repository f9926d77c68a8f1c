"""Linear layers whose weights are in a form that torch's compiler does not take.

>>> replace_linear_layers(model, lambda weight, bias: partial(linear, weight=weight, bias=bias))   # doctest: +SKIP

Libraries for the CPU keep weights in orders of their own (`socratic.packing`, `socratic.draft_copies`), which torch
holds in objects that its compiler cannot pass on. A compiled model (`socratic.compiled`) sees such a layer as one
operation, to which a number says whose weights are meant. The number is a tensor, so that models of one shape share
what was compiled.
"""

from collections.abc import Callable
from weakref import WeakValueDictionary

import torch
from torch import nn
from transformers.pytorch_utils import Conv1D

__all__ = ["OpaqueLinear", "Product", "replace_linear_layers"]

Product = Callable[[torch.Tensor], torch.Tensor]
"""States [..., in] to a layer's output [..., out]."""

_layers: "WeakValueDictionary[int, OpaqueLinear]" = WeakValueDictionary()
_library = torch.library.Library("socratic", "DEF")
_library.define("opaque_linear(Tensor states, Tensor number, int width) -> Tensor")


class OpaqueLinear(nn.Module):
    """A linear layer, computed by `product`. It keeps the bias of the `layer` whose place it takes, and of its weight,
    unless that `stays`, the shape alone."""

    def __init__(self, layer: nn.Linear | Conv1D, product: Product, stays: bool) -> None:
        super().__init__()
        self.weight = layer.weight if stays else nn.Parameter(layer.weight.to("meta"), requires_grad=False)
        self.bias = layer.bias
        self.product = product
        self._width = layer.nf if isinstance(layer, Conv1D) else layer.out_features
        self._number = torch.tensor(id(self))
        _layers[id(self)] = self

    def forward(self, states: torch.Tensor) -> torch.Tensor:
        """The layer's output [..., out]."""
        if torch.compiler.is_compiling():
            output: torch.Tensor = torch.ops.socratic.opaque_linear(states, self._number, self._width)
            return output
        return self.product(states)


def replace_linear_layers(model: nn.Module, form: Callable[[torch.Tensor, torch.Tensor | None], Product]) -> None:
    """Put an `OpaqueLinear` in the place of every linear layer of a model. `form` makes its product of its weight
    [out, in] and bias. The weight itself goes, as soon as its layer is replaced, but for one that the model needs
    elsewhere too, as for its embeddings."""
    others = (layer for layer in model.modules() if type(layer) not in (nn.Linear, Conv1D))
    needed = {id(weight) for layer in others for weight in layer.parameters(recurse=False)}
    for module in list(model.modules()):
        for name, layer in list(module.named_children()):
            if type(layer) is nn.Linear or type(layer) is Conv1D:
                weight = layer.weight.detach()
                bias = None if layer.bias is None else layer.bias.detach()
                product = form(weight.t().contiguous() if isinstance(layer, Conv1D) else weight, bias)
                setattr(module, name, OpaqueLinear(layer, product, stays=id(layer.weight) in needed))


def _run(states: torch.Tensor, number: torch.Tensor, width: int) -> torch.Tensor:
    return _layers[int(number)].product(states)


def _shape(states: torch.Tensor, number: torch.Tensor, width: int) -> torch.Tensor:
    return states.new_empty((*states.shape[:-1], width))


_library.impl("opaque_linear", _run, "CPU")
torch.library.register_fake("socratic::opaque_linear", _shape, lib=_library)

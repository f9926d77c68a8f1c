"""A model's pass for one row and one token, compiled: for a reader who waits for one problem.

>>> compile_pass(student.model)                                                            # doctest: +SKIP

At one row a small model's time goes into Python and into starting many small operations; `torch.compile` fuses them.
What it makes is for tensors of one size, while a row's keys and values grow with every token. So the pass takes the
whole room of them (`socratic.caches`: 128 tokens, 256, 512, ...), masks what is not written yet, and writes the new
token's in its place. The sums are those of the plain pass but for their rounding. Rows in batches, and prompts,
are read as ever.

Compiling takes a C++ compiler (on a GPU: Triton) and, for each size of room, some seconds at its first use; torch keeps
what it made for the next process. GPT-2 small's shape gains nothing: there the weights' way from memory takes the time
(`socratic.packing`). tests/benchmarks/decoding.py measures both.
"""

import shutil
from collections.abc import Sequence
from typing import Any
from weakref import WeakKeyDictionary

import torch
from torch import nn
from transformers import Cache, PreTrainedModel
from transformers.cache_utils import DynamicLayer

from socratic.caches import Rooms, empty_cache, rooms_of_one

__all__ = ["CompiledPass", "can_compile", "compile_pass", "compiled_pass"]

_ATTENTION = ("sdpa", "eager")
"""The kinds of attention that take a mask of our own."""

_compiled: "WeakKeyDictionary[nn.Module, CompiledPass]" = WeakKeyDictionary()


def can_compile(model: PreTrainedModel) -> bool:
    """Whether there is a compiler for the model's device, and its attention takes a mask."""
    if model.device.type == "cpu":
        compiler = bool(shutil.which("g++") or shutil.which("clang++"))
    else:
        compiler = model.device.type == "cuda"
    return compiler and model.config.get_text_config()._attn_implementation in _ATTENTION


@torch.inference_mode()
def compile_pass(model: PreTrainedModel, lengths: Sequence[int] = ()) -> None:
    """Let `socratic.decoding` write single rows of a model for which `can_compile` holds by a compiled pass.

    It is compiled when it is first needed, or now for texts of `lengths`, in tokens.
    """
    compiled = CompiledPass()
    for length in lengths:
        cache = empty_cache()
        model(input_ids=torch.zeros(1, length, dtype=torch.long, device=model.device), past_key_values=cache)
        rooms = rooms_of_one(cache)
        assert rooms is not None
        compiled(model, 0, length, rooms)
    _compiled[model] = compiled


def compiled_pass(model: PreTrainedModel) -> "CompiledPass | None":
    """The compiled pass of a model that has one."""
    return _compiled.get(model)


class CompiledPass:
    """The compiled pass of one model, which it is given at each call, so as not to keep it alive."""

    def __init__(self) -> None:
        self._run = torch.compile(_read_token, dynamic=False)

    def __call__(self, model: PreTrainedModel, token: int, position: int, rooms: Rooms) -> torch.Tensor:
        """Read one token, and write its keys and values into `rooms` at `position`; the logits [1, vocabulary]."""
        device = model.device
        where = torch.tensor([position], device=device)
        logits: torch.Tensor = self._run(model, torch.tensor([[token]], device=device), where, rooms)
        return logits


def _read_token(model: PreTrainedModel, token: torch.Tensor, position: torch.Tensor, rooms: Rooms) -> torch.Tensor:
    keys, _ = rooms[0]
    later = torch.arange(keys.shape[-2], device=keys.device) > position
    mask = torch.zeros_like(later, dtype=keys.dtype).masked_fill(later, torch.finfo(keys.dtype).min)
    output = model(
        input_ids=token,
        attention_mask=mask[None, None, None],
        position_ids=position[None],
        past_key_values=Cache(layers=[_FixedLayer(*sides, position) for sides in rooms]),
        use_cache=True,
        logits_to_keep=1,
    )
    logits: torch.Tensor = output.logits[:, -1]
    return logits


class _FixedLayer(DynamicLayer):
    """One layer's room, of which `update` hands out the whole."""

    def __init__(self, keys: torch.Tensor, values: torch.Tensor, position: torch.Tensor) -> None:
        super().__init__()
        self._room = keys, values
        self._position = position

    def update(
        self, key_states: torch.Tensor, value_states: torch.Tensor, *args: Any, **kwargs: Any
    ) -> tuple[torch.Tensor, torch.Tensor]:
        """Write the new token's keys and values; returns all there is room for."""
        for room, states in zip(self._room, (key_states, value_states), strict=True):
            room.index_copy_(2, self._position, states)
        return self._room

    def get_mask_sizes(self, query_length: int) -> tuple[int, int]:
        """The room's length; nothing comes before it."""
        return self._room[0].shape[-2], 0

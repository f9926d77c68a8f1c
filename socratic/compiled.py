"""A model's passes, compiled: for a reader who waits for one problem, or for many problems.

>>> compile_pass(student.model)                                                            # doctest: +SKIP
>>> compile_pass(student.model, batches=True)                                              # doctest: +SKIP

A small model's time goes into Python and into starting many small operations; `torch.compile` fuses them. What it makes
is for tensors of one size, while a row's keys and values grow with every token. So the pass takes the whole room of
them (`socratic.caches`; a single row's is 128 tokens, 256, 512, ...), masks what is not written yet, and writes the new
tokens' in their places. The sums are those of the plain pass but for their rounding.

For a single row every pass is compiled: the one for the next token at each size of room, those for a prompt and for a
draft (`socratic.drafts`) once for any number of tokens and any room. With `batches` the pass for the next token is
compiled, once for any number of rows, and prompts are read as ever.

Compiling takes a C++ compiler (on a GPU: Triton) and some seconds each, at the first use; torch keeps what it made for
the next process. GPT-2 small's shape by itself gains little: there the weights' way from memory takes the time. With
packed weights (`socratic.packing`) and drafts of a copy (`socratic.draft_copies`) it gains: let it draft before it is
compiled. tests/benchmarks/decoding.py measures all of them.
"""

import shutil
from collections.abc import Callable, Sequence
from inspect import signature
from typing import Any
from weakref import WeakKeyDictionary

import torch
from torch import nn
from transformers import Cache, PreTrainedModel
from transformers.cache_utils import DynamicLayer

from socratic.caches import Places, Rooms
from socratic.draft_copies import draft_copy
from socratic.ragged import RAGGED, let_read_ragged

__all__ = ["CompiledPass", "can_compile", "compile_pass", "compiled_pass"]

_MOST_COMPILED = 64

_SEVERAL = 5
"""So many tokens stand for any other number in what is compiled beforehand; sizes of models are seldom the same."""

_compiled: "WeakKeyDictionary[nn.Module, CompiledPass]" = WeakKeyDictionary()


def can_compile(model: PreTrainedModel) -> bool:
    """Whether there is a compiler for the model's device, and its attention takes a mask."""
    if model.device.type == "cpu":
        compiler = bool(shutil.which("g++") or shutil.which("clang++"))
    else:
        compiler = model.device.type == "cuda"
    return compiler and model.config.get_text_config()._attn_implementation in ("sdpa", RAGGED, "eager")


@torch.inference_mode()
def compile_pass(model: PreTrainedModel, lengths: Sequence[int] = (), *, batches: bool = False) -> None:
    """Let `socratic.decoding` write single rows of a model for which `can_compile` holds by a compiled pass, or with
    `batches` any number of rows; the copy that drafts for it, if there is one by now (`socratic.draft_copies`), too.

    It is compiled when it is first needed, or for a single row now, for texts of `lengths`, in tokens.
    """
    for each in filter(None, (draft_copy(model), model)):
        compiled = CompiledPass(batches)
        let_read_ragged(each)  # now, because what is compiled depends on it
        for length in lengths:
            places = Places()
            places.begin([0], [length])
            each(input_ids=torch.zeros(1, length, dtype=torch.long, device=model.device), past_key_values=places)
            passes = [(1, 1)]
            if length == lengths[0]:  # what reads several tokens is for any room: a draft, and a prompt
                passes += [(_SEVERAL, _SEVERAL), *([(_SEVERAL, 1)] if each is model else [])]
            for new, keep in passes:
                places.begin([length], [new])
                compiled(each, [[0] * new], [length], places.rooms(1), keep)
        _compiled[each] = compiled


def compiled_pass(model: PreTrainedModel) -> "CompiledPass | None":
    """The compiled pass of a model that has one."""
    return _compiled.get(model)


class CompiledPass:
    """The compiled pass of one model, which it is given at each call, so as not to keep it alive. `batches` says
    whether it is for a token of each of any number of rows; else it is for any tokens of a single row."""

    def __init__(self, batches: bool) -> None:
        self.batches = batches
        self._of_one_token = _compile(dynamic=False)
        self._of_several = _compile(dynamic=True)

    def __call__(
        self,
        model: PreTrainedModel,
        new: Sequence[Sequence[int]],
        lengths: Sequence[int],
        rooms: Rooms,
        keep: int,
    ) -> torch.Tensor:
        """Read `new` tokens, equally many of each row, and write their keys and values into `rooms` behind the
        `lengths` tokens that the row has. Returns the logits [rows, keep, vocabulary]: after the last, or after all."""
        tokens, before = (torch.tensor(each, device=model.device) for each in (new, lengths))
        columns = before.unsqueeze(1) + torch.arange(tokens.shape[1], device=model.device)
        alone = tokens.numel() == 1 and not self.batches  # of many rows the last one is not worth a pass for each room
        run = self._of_one_token if alone else self._of_several
        logits: torch.Tensor = run(model, tokens, columns, rooms, keep == tokens.shape[1])
        return logits


def _compile(*, dynamic: bool) -> Callable[..., torch.Tensor]:
    """The pass, to be compiled at its calls. Passes of models of one shape share what was compiled, and of all shapes
    and rooms together there may be more than torch's eight, beyond which it would leave them as they are."""
    limit: dict[str, Any] = {}
    if "recompile_limit" in signature(torch.compile).parameters:
        limit["recompile_limit"] = _MOST_COMPILED
    else:  # an older torch
        torch._dynamo.config.recompile_limit = _MOST_COMPILED
    return torch.compile(_read_tokens, dynamic=dynamic, **limit)


def _read_tokens(
    model: PreTrainedModel, tokens: torch.Tensor, columns: torch.Tensor, rooms: Rooms, keep_all: bool
) -> torch.Tensor:
    keys, _ = rooms[0]
    hidden = torch.arange(keys.shape[-2], device=keys.device) > columns.unsqueeze(2)  # [rows, new, room]
    mask = torch.zeros_like(hidden, dtype=keys.dtype).masked_fill(hidden, torch.finfo(keys.dtype).min)
    output = model(
        input_ids=tokens,
        attention_mask=mask.unsqueeze(1),
        position_ids=columns,
        past_key_values=Cache(layers=[_FixedLayer(*sides, columns) for sides in rooms]),
        use_cache=True,
        logits_to_keep=0 if keep_all else 1,
    )
    logits: torch.Tensor = output.logits
    return logits


class _FixedLayer(DynamicLayer):
    """One layer's room, of which `update` hands out the whole."""

    def __init__(self, keys: torch.Tensor, values: torch.Tensor, columns: torch.Tensor) -> None:
        super().__init__()
        self._room = keys, values
        self._columns = columns

    def update(
        self, key_states: torch.Tensor, value_states: torch.Tensor, *args: Any, **kwargs: Any
    ) -> tuple[torch.Tensor, torch.Tensor]:
        """Write the new tokens' keys and values; returns all there is room for."""
        rows = torch.arange(len(self._columns), device=self._columns.device).unsqueeze(1)
        for room, states in zip(self._room, (key_states, value_states), strict=True):
            room[rows, :, self._columns] = states.transpose(1, 2)
        return self._room

    def get_mask_sizes(self, query_length: int) -> tuple[int, int]:
        """The room's length; nothing comes before it."""
        return self._room[0].shape[-2], 0

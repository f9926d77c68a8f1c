"""Rows of different lengths, read in one pass without padding.

>>> if let_read_ragged(model):                                                             # doctest: +SKIP
...     ragged = Ragged(before=[120, 80, 0], new=[1, 1, 64], device=model.device)
...     model(input_ids=ids, position_ids=ragged.positions, past_key_values=places, ragged=ragged)

The new tokens of all rows stand in one line: of texts that are being written a token each, and whole prompts behind
them. A model's linear layers, where the time goes, see nothing but tokens, and those of a prompt cost little more than
the pass that had to be made anyway. Only attention has to know whose tokens they are: rows with one new token attend
together, and each other row by itself.

This is an attention function such as transformers lets one register. It hands on to the one for "sdpa", with what
belongs to each row; in a pass that is not ragged it is that one.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import Any

import torch
from torch import nn
from transformers import AttentionInterface, AttentionMaskInterface, PreTrainedModel
from transformers.integrations.sdpa_attention import sdpa_attention_forward
from transformers.masking_utils import sdpa_mask

__all__ = ["RAGGED", "Ragged", "let_read_ragged"]

RAGGED = "ragged_sdpa"
"""The attention's name in a model's configuration, which is not saved with the model."""


def let_read_ragged(model: PreTrainedModel) -> bool:
    """Let a model that attends by torch's `scaled_dot_product_attention` read ragged rows. Returns whether it can."""
    config = model.config.get_text_config()
    if config._attn_implementation == "sdpa" and model._supports_attention_backend:
        model.set_attn_implementation(RAGGED)
    return bool(config._attn_implementation == RAGGED)


@dataclass(frozen=True)
class Ragged:
    """What one pass reads: rows that have so many tokens `before` and get so many `new` ones, those with one first."""

    before: Sequence[int]
    new: Sequence[int]
    device: torch.device

    @cached_property
    def positions(self) -> torch.Tensor:
        """Of every new token its column in its row [1, tokens]."""
        pairs = zip(self.before, self.new, strict=True)
        columns = [column for before, new in pairs for column in range(before, before + new)]
        return torch.tensor([columns], device=self.device)

    @cached_property
    def last(self) -> torch.Tensor:
        """Where each row's last token stands in the line [rows]."""
        return torch.tensor(list(accumulate(self.new)), device=self.device) - 1

    @cached_property
    def parts(self) -> "list[_Part]":
        """The rows that attend together."""
        return list(self._parts())

    def _parts(self) -> "Iterator[_Part]":
        single = next((row for row, new in enumerate(self.new) if new > 1), len(self.new))
        if single:
            width = max(self.before[:single]) + 1
            rows = slice(0, single)
            yield _Part(rows, rows, width, self._seen(rows, width).view(single, 1, 1, width))
        for row in range(single, len(self.new)):
            tokens = slice(int(self.last[row]) + 1 - self.new[row], int(self.last[row]) + 1)
            width = self.before[row] + self.new[row]
            # Without anything before, the tokens see one another in order, for which attention needs no mask.
            seen = self._seen(tokens, width)[None, None] if self.before[row] else None
            yield _Part(tokens, slice(row, row + 1), width, seen)

    def _seen(self, tokens: slice, width: int) -> torch.Tensor:
        """Which of the first `width` columns some tokens see [tokens, width]."""
        return torch.arange(width, device=self.device) <= self.positions[0, tokens].unsqueeze(1)


@dataclass(frozen=True)
class _Part:
    """Rows that attend together: their `tokens` in the line, their `places`, how many columns they look at, and which
    of these each token sees [rows, 1, new, width]; None if all up to its own."""

    tokens: slice
    places: slice
    width: int
    seen: torch.Tensor | None


def _attend(
    module: nn.Module,
    query: torch.Tensor,
    key: torch.Tensor,
    value: torch.Tensor,
    attention_mask: torch.Tensor | None,
    ragged: Ragged | None = None,
    **kwargs: Any,
) -> tuple[torch.Tensor, None]:
    """Attention as transformers calls it. In a ragged pass `query` is [1, heads, tokens, size], and `key` and `value`
    are the rows' whole rooms [places, heads, room, size]; returns [1, tokens, heads, size]."""
    if ragged is None:
        return sdpa_attention_forward(module, query, key, value, attention_mask, **kwargs)
    outputs = []
    for part in ragged.parts:
        rows = part.places.stop - part.places.start
        queries = query[0, :, part.tokens].unflatten(1, (rows, -1)).transpose(0, 1)
        keys, values = (side[part.places, :, : part.width] for side in (key, value))
        output, _ = sdpa_attention_forward(module, queries, keys, values, part.seen, **kwargs)
        outputs.append(output.flatten(0, 1))
    return torch.cat(outputs).unsqueeze(0), None


AttentionInterface.register(RAGGED, _attend)
AttentionMaskInterface.register(RAGGED, sdpa_mask)

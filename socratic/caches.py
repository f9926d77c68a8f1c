"""Rows of a key-value cache: taken out of a batch, cut at a token, and put together to another batch.

>>> kept = take_row(cache, slot=2, columns=slice(7, None))             # doctest: +SKIP
>>> cache = pack_rows([cut_row(kept, tokens=100), other])              # doctest: +SKIP

A batch is padded on the left, so that every row's last token stands in the last column.
"""

from collections.abc import Sequence

import torch
from transformers import DynamicCache

__all__ = ["CachedRow", "copy_row", "cut_row", "pack_rows", "shared_beginning", "take_row"]

CachedRow = list[tuple[torch.Tensor, torch.Tensor]]
"""Of one row, for each layer: keys and values [heads, tokens, size]. Without layers: nothing was read yet."""


def shared_beginning(first: Sequence[int], second: Sequence[int]) -> int:
    """How many tokens at the beginning of both are the same."""
    for number, (one, other) in enumerate(zip(first, second, strict=False)):
        if one != other:
            return number
    return min(len(first), len(second))


def take_row(cache: DynamicCache, slot: int, columns: slice | torch.Tensor) -> CachedRow:
    """The `columns` of row `slot`; a slice of columns is no copy."""
    return [(keys[slot][:, columns], values[slot][:, columns]) for keys, values, _ in cache]


def cut_row(row: CachedRow, tokens: int) -> CachedRow:
    """The first `tokens` of a row; no copy."""
    return [(keys[:, :tokens], values[:, :tokens]) for keys, values in row] if tokens else []


def copy_row(row: CachedRow) -> CachedRow:
    """A copy, which does not hold on to the batch that the row was taken from."""
    return [(keys.clone(), values.clone()) for keys, values in row]


def pack_rows(rows: Sequence[CachedRow]) -> DynamicCache:
    """A batch of `rows`, one of which has tokens at least."""
    width = max(row[0][0].shape[1] for row in rows if row)
    example = next(row for row in rows if row)
    data = []
    for layer in range(len(example)):
        sides = []
        for side in (0, 1):
            heads, _, size = example[layer][side].shape
            packed = example[layer][side].new_zeros(len(rows), heads, width, size)
            for slot, row in enumerate(rows):
                if row:
                    packed[slot, :, width - row[layer][side].shape[1] :] = row[layer][side]
            sides.append(packed)
        data.append((sides[0], sides[1]))
    return DynamicCache(ddp_cache_data=data)

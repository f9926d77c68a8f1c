"""Rows of a key-value cache: taken out of a batch, cut at a token, and put together to another batch.

>>> kept = take_row(cache, slot=2, columns=slice(7, None))             # doctest: +SKIP
>>> cache = pack_rows([cut_row(kept, tokens=100), other])              # doctest: +SKIP

A batch is padded on the left, so that every row's last token stands in the last column.
"""

from collections.abc import Sequence
from typing import Any

import torch
from transformers import DynamicCache
from transformers.cache_utils import DynamicLayer

__all__ = [
    "CachedRow",
    "Rooms",
    "copy_row",
    "cut_row",
    "empty_cache",
    "pack_rows",
    "put_row",
    "rooms_of_many",
    "rooms_of_one",
    "shared_beginning",
    "take_in",
    "take_row",
]

CachedRow = list[tuple[torch.Tensor, torch.Tensor]]
"""Of one row, for each layer: keys and values [heads, tokens, size]. Without layers: nothing was read yet."""

Rooms = list[tuple[torch.Tensor, torch.Tensor]]
"""Of a batch, for each layer: keys and values [rows, heads, room, size]; zeros where nothing was written."""

_SPARE_TOKENS = 64
"""So many tokens are taken in before everything is copied to a larger place."""

_LEAST_ROOM = 128
"""A single row's room is as large as this, or twice, four times, ...: compiled passes are made for few sizes."""


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


class _RoomyLayer(DynamicLayer):
    """transformers' `DynamicLayer` with room for more tokens: that one copies all keys and values at every token, which
    for a batch takes longer than reading the weights. `room` is all of it."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.room: tuple[torch.Tensor, torch.Tensor] | None = None

    def update(
        self, key_states: torch.Tensor, value_states: torch.Tensor, *args: Any, **kwargs: Any
    ) -> tuple[torch.Tensor, torch.Tensor]:
        """Take the new keys and values in; returns all of them."""
        before = self.get_seq_length()
        after = before + key_states.shape[-2]
        room = self.room_for(after, key_states, value_states)
        room[0][..., before:after, :] = key_states
        room[1][..., before:after, :] = value_states
        self.keys, self.values = (side[..., :after, :] for side in room)
        return self.keys, self.values

    def room_for(self, tokens: int, *like: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        """The room, a larger one if it has none for `tokens`; `like` are keys and values where it is the first one."""
        if self.room is None or self.room[0].shape[-2] < tokens:
            before = self.get_seq_length()
            keys, values = (_new_room(side, len(side), tokens) for side in self.room or like)
            if before:
                assert self.keys is not None
                assert self.values is not None
                keys[..., :before, :] = self.keys
                values[..., :before, :] = self.values
            self.move_into((keys, values), before)
        assert self.room is not None
        return self.room

    def move_into(self, room: tuple[torch.Tensor, torch.Tensor], tokens: int) -> None:
        """Go on in `room`, keys and values, of which the first `tokens` are written."""
        if not self.is_initialized:
            self.lazy_initialization(*room)
        self.room = room
        self.keys, self.values = (side[..., :tokens, :] for side in room)

    def batch_select_indices(self, indices: torch.Tensor) -> None:
        """Keep the rows `indices`."""
        if self.room is not None:
            self.move_into((self.room[0][indices], self.room[1][indices]), self.get_seq_length())


def _new_room(states: torch.Tensor, rows: int, tokens: int) -> torch.Tensor:
    """Space for `tokens` and some more, for states like `states`. It is zeros, because attention reads padding, and
    compiled passes what is spare: what is masked does not count, but what is not a number would."""
    _, heads, _, size = states.shape
    return states.new_zeros(rows, heads, _room_of_one(tokens) if rows == 1 else tokens + _SPARE_TOKENS, size)


def _room_of_one(tokens: int) -> int:
    """The least size of a single row's room that takes `tokens` and one more."""
    room = _LEAST_ROOM
    while room <= tokens:
        room *= 2
    return room


def rooms_of_one(cache: DynamicCache) -> Rooms | None:
    """The rooms of a cache of one row, if they have one of the sizes for single rows and there is place for a token."""
    layers = [layer for layer in cache.layers if isinstance(layer, _RoomyLayer)]
    rooms = [layer.room for layer in layers if layer.room is not None]
    tokens = cache.get_seq_length()
    return rooms if rooms and rooms[0][0].shape[-2] == _room_of_one(tokens) else None


def rooms_of_many(cache: DynamicCache) -> Rooms:
    """The rooms of a cache of several rows, with place for a token."""
    layers = [layer for layer in cache.layers if isinstance(layer, _RoomyLayer)]
    return [layer.room_for(cache.get_seq_length() + 1) for layer in layers]


def take_in(cache: DynamicCache, tokens: int) -> None:
    """Let the first `tokens` of the rooms count, which were written from outside."""
    for layer in cache.layers:
        assert isinstance(layer, _RoomyLayer)
        assert layer.room is not None
        layer.move_into(layer.room, tokens)


def empty_cache() -> DynamicCache:
    """A cache with room, for models that keep the keys and values of every token."""
    cache = DynamicCache()
    cache.layer_class_to_replicate = _RoomyLayer
    return cache


def pack_rows(rows: Sequence[CachedRow]) -> DynamicCache:
    """A batch of `rows`, one of which has tokens at least."""
    example = next(row for row in rows if row)
    width = max(row[0][0].shape[1] for row in rows if row)
    cache = empty_cache()
    for states in example:
        layer = _RoomyLayer()
        keys, values = (_new_room(side.unsqueeze(0), len(rows), width) for side in states)
        layer.move_into((keys, values), width)
        cache.layers.append(layer)
    for slot, row in enumerate(rows):
        put_row(cache, slot, row)
    return cache


def put_row(cache: DynamicCache, slot: int, row: CachedRow) -> None:
    """Write `row` into the last columns of a row of `cache`, which is as wide at least; what stands before them is
    padding from then on."""
    for (keys, values, _), sides in zip(cache, row, strict=False):  # a row without tokens has no layers
        for target, side in zip((keys, values), sides, strict=True):
            target[slot, :, target.shape[-2] - side.shape[-2] :] = side

"""Keys and values of rows: cut at a token, copied, and kept in places where prompts are read and texts written.

>>> places.put(3, cut_row(kept, tokens=100))                           # doctest: +SKIP

A row has a place, and its first token is in column 0 there: rows come, go and grow, and the others stay where they are.

    place 0    p p p p p w w w . . .
    place 1    p p p p p p p w . . .
"""

from collections.abc import Sequence
from functools import partial
from operator import add
from typing import Any

import torch
from transformers import DynamicCache
from transformers.cache_utils import DynamicLayer

__all__ = ["CachedRow", "Places", "Rooms", "copy_row", "cut_row", "shared_beginning"]

CachedRow = list[tuple[torch.Tensor, torch.Tensor]]
"""Of one row, for each layer: keys and values [heads, tokens, size]. Without layers: nothing was read yet."""

Rooms = list[tuple[torch.Tensor, torch.Tensor]]
"""Of some rows, for each layer: keys and values [rows, heads, room, size]; what is not written yet is some number."""

_SPARE_TOKENS = 64
"""So many tokens are taken in before everything is copied to a larger room."""

_ROOM_STEP = 32
"""Compiled passes of several rows look at so many columns, or two, three, ... times as many."""

_LEAST_ROOM = 128
"""A single row's room is as large as this, or twice, four times, ...: compiled passes are made for few sizes."""


def shared_beginning(first: Sequence[int], second: Sequence[int]) -> int:
    """How many tokens at the beginning of both are the same."""
    for number, (one, other) in enumerate(zip(first, second, strict=False)):
        if one != other:
            return number
    return min(len(first), len(second))


def cut_row(row: CachedRow, tokens: int) -> CachedRow:
    """The first `tokens` of a row; no copy."""
    return [(keys[:, :tokens], values[:, :tokens]) for keys, values in row] if tokens else []


def copy_row(row: CachedRow) -> CachedRow:
    """A copy, which does not hold on to the places that the row was taken from."""
    return [(keys.clone(), values.clone()) for keys, values in row]


class Places(DynamicCache):
    """A cache whose rows have different lengths, for models that keep the keys and values of every token.

    The rows of a pass stand side by side. The cache does not know their lengths: who runs the model says them before
    each pass (`begin`), gives a token of each row, several of one row, or in a line those of all (`socratic.ragged`),
    masks what comes after each row's end, and keeps the rows together (`put`). There are never more than `most` places.
    """

    def __init__(self, most: int = 1) -> None:
        super().__init__()
        self._pass = _Pass()
        make: Any = partial(_PlacesLayer, self._pass, most)  # annotated as a class
        self.layer_class_to_replicate = make

    @property
    def places(self) -> int:
        """How many there are; 0 before anything was put or read."""
        return max((len(layer.room[0]) for layer in self._layers() if layer.room), default=0)

    def expect(self, rows: int, tokens: int) -> None:
        """Say for how many rows and tokens there will have to be room, so that it is made at once."""
        self._pass.expected = rows, tokens

    def begin(self, tokens: Sequence[int], new: Sequence[int], first: int = 0) -> None:
        """Make ready for a pass of the rows from place `first` on, which have so many `tokens` and get so many `new`
        ones."""
        self._pass.begin(tokens, new, first)
        for layer in self._layers():
            layer.make_room(first + len(tokens), max(map(add, tokens, new)))

    def put(self, place: int, row: CachedRow) -> None:
        """Write `row` into a place, which may be a new one."""
        while len(self.layers) < len(row):
            assert self.layer_class_to_replicate
            self.layers.append(self.layer_class_to_replicate())
        for layer, sides in zip(self._layers(), row, strict=False):  # a row without tokens has no layers
            layer.put(place, *sides)

    def row(self, place: int, tokens: int) -> CachedRow:
        """The first `tokens` in a place; no copy."""
        return [(keys[0, :, :tokens], values[0, :, :tokens]) for keys, values in self.rooms(1, place)]

    def rooms(self, rows: int, first: int = 0) -> Rooms:
        """The rooms of so many rows, from place `first` on, after `begin`: of a row alone the whole, and of several as
        much as the pass needs, and a little more. No copy."""
        now = self._pass
        tokens = max(map(add, now.tokens, now.new), default=0)
        width = None if rows == 1 else -(-tokens // _ROOM_STEP) * _ROOM_STEP
        return [
            (keys[first : first + rows, :, :width], values[first : first + rows, :, :width])
            for keys, values in (layer.room for layer in self._layers() if layer.room)
        ]

    def _layers(self) -> "list[_PlacesLayer]":
        return [layer for layer in self.layers if isinstance(layer, _PlacesLayer)]


class _Pass:
    """What the next pass reads, for all layers alike (`Places.begin`), and what there will have to be room for."""

    def __init__(self) -> None:
        self.expected = 0, 0
        self.begin([], [], 0)

    def begin(self, tokens: Sequence[int], new: Sequence[int], first: int) -> None:
        self.tokens, self.new, self.first = tokens, new, first
        self._where: tuple[torch.Tensor, slice, torch.Tensor] | None = None

    def where(self, device: torch.device) -> tuple[torch.Tensor, slice, torch.Tensor]:
        """Of every new token: its place, all heads, its column."""
        if self._where is None:
            places = [place for place, new in enumerate(self.new, self.first) for _ in range(new)]
            columns = [begin + each for begin, new in zip(self.tokens, self.new, strict=True) for each in range(new)]
            self._where = torch.tensor(places, device=device), slice(None), torch.tensor(columns, device=device)
        return self._where


class _PlacesLayer(DynamicLayer):
    """One layer of `Places`: its keys and values [places, heads, room, size]."""

    def __init__(self, now: _Pass, most: int) -> None:
        super().__init__()
        self.room: tuple[torch.Tensor, torch.Tensor] | None = None
        self._pass = now
        self._most = most

    def get_seq_length(self) -> int:
        """What the longest row has, so that one new token of each row may look at all columns that are not masked."""
        return max(self._pass.tokens, default=0)

    def update(
        self, key_states: torch.Tensor, value_states: torch.Tensor, *args: Any, **kwargs: Any
    ) -> tuple[torch.Tensor, torch.Tensor]:
        """Take the new keys and values in, each row's after its last; returns those of the pass's rows, or where the
        new ones came in a line, the whole room."""
        now = self._pass
        in_line = len(key_states) < len(now.tokens)
        rows = slice(now.first, now.first + len(now.tokens))
        width = max(map(add, now.tokens, now.new))
        room = self.make_room(rows.stop, width, key_states, value_states)
        for side, states in zip(room, (key_states, value_states), strict=True):
            if len(now.tokens) == 1:
                side[rows, :, now.tokens[0] : width] = states
            else:
                side[now.where(side.device)] = states[0].transpose(0, 1) if in_line else states[:, :, 0]
        return room if in_line else (room[0][rows, :, :width], room[1][rows, :, :width])

    def put(self, place: int, keys: torch.Tensor, values: torch.Tensor) -> None:
        """Write a row's keys and values [heads, tokens, size] into a place."""
        tokens = keys.shape[1]
        room = self.make_room(place + 1, tokens, keys.unsqueeze(0), values.unsqueeze(0))
        for side, states in zip(room, (keys, values), strict=True):
            side[place, :, :tokens] = states

    def make_room(self, rows: int, tokens: int, *like: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        """The room, a larger one if it has none for so many `rows` and `tokens`; `like` are keys and values where it
        is the first one."""
        places, columns = (len(self.room[0]), self.room[0].shape[2]) if self.room else (0, 0)
        if rows > places or tokens > columns:
            # Few steps, because fresh memory is slow.
            expected_rows, expected_tokens = self._pass.expected
            rows = max(rows, expected_rows, min(2 * places, self._most)) if rows > places else places
            tokens = max(tokens, expected_tokens, columns)
            if rows == 1:  # it may be read by a compiled pass
                tokens = _room_of_one(tokens)
            elif tokens > columns:
                tokens = max(tokens + _SPARE_TOKENS, columns * 3 // 2)
            # Zeros, because attention reads what is masked too: it does not count, but what is not a number would.
            keys, values = (side.new_zeros(rows, side.shape[1], tokens, side.shape[3]) for side in self.room or like)
            if self.room:
                keys[:places, :, :columns], values[:places, :, :columns] = self.room
            else:
                self.lazy_initialization(keys, values)
            self.room = keys, values
        assert self.room is not None
        return self.room


def _room_of_one(tokens: int) -> int:
    """The size of a single row's room that takes `tokens`."""
    room = _LEAST_ROOM
    while room < tokens:
        room *= 2
    return room

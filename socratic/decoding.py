"""Decoding: prompts in, pieces of text out as they are written, with the calculator at hand.

>>> for piece in decode(student, ["Problem: ...\\nSolution:"], Decoding(max_new_tokens=200)):   # doctest: +SKIP
...     print(piece.text, end="")
 She has 3*4 = <<3*4=12>>12 apples.
 ...

Whenever a student has written an expression up to its `=` inside `<<...`, the calculator writes the value and the
closing `>>`, as GSM8K's own sample code does. A row ends with the student's EOS, or at a limit. Rows do not
influence one another: a row's greedy text is the same alone and in any batch, but for the rounding of sums that are
taken in another order. In float32 that moves a logit by about 1e-5; where a model's two best logits are nearer to one
another than that, its text may differ, as it does between `generate` with a cache and without one.

This is a plain loop over transformers' forward pass and KV cache rather than `generate`, because it has to hand out
text while it is written, stop when the reader goes away (close the generator), let the calculator write for some
rows while a model writes for others, and carry caches from turn to turn. A `Writer` does that for one model and many
problems: a problem's next prompt is compared with the tokens that the model has read for it already, and only what
comes after their common beginning is read. So are the texts of other rows: several samples of one problem read it
once. A batch of two rows, and a third that is about to join it:

    writing    . . . p p p p p w w          prompt and what was written; padded on the left
    writing    p p p p p p p w w w
    waiting    p p p p p w w w w | n n n    kept since its last turn; only n, new in the next prompt, is read

A single row, greedy, has drafts besides: what the calculator has just said, and what is likely to come because it
repeats something (`socratic.drafts`), is read in one pass with the token before it, and kept as far as the student
agrees.
"""

import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import torch
from transformers import DynamicCache, PreTrainedModel
from transformers.cache_utils import DynamicLayer

from socratic.caches import (
    CachedRow,
    Rooms,
    copy_row,
    cut_row,
    empty_cache,
    pack_rows,
    put_row,
    rooms_of_many,
    rooms_of_one,
    shared_beginning,
    take_in,
    take_row,
)
from socratic.compiled import CompiledPass, compiled_pass
from socratic.encoding import encode_prompt
from socratic.rows import Piece, Row, choose
from socratic.students import Student

__all__ = ["GREEDY", "Decoding", "Writer", "decode", "seed_of"]


@dataclass(frozen=True)
class Decoding:
    """How students write.

    `temperature` 0 is greedy; above it, tokens are drawn with `seed`. `calculator` None means what each student was
    trained for. `max_new_tokens` is for one text of one model; `max_steps` bounds a chain of sub-questions.
    """

    calculator: bool | None = None
    max_new_tokens: int = 256
    max_steps: int = 16
    temperature: float = 0.0
    seed: int = 0


GREEDY = Decoding()

_WORTH_A_PASS = 32
"""So many tokens cost more than another forward pass (GPT-2 small, two cores: about 10): there is no more padding than
that in one reading pass, and as many that another row has read are worth waiting for."""


def decode(
    student: Student, prompts: Sequence[str], settings: Decoding = GREEDY, *, batch_size: int = 32
) -> Iterator[Piece]:
    """Let `student` complete each of `prompts`, at most `batch_size` at a time; every row gets one last piece.

    Rows of similar length go together, and a waiting row takes the place of a finished one. Close the iterator to stop
    early.
    """
    writer = Writer(student.model, settings, batch_size)
    for row in sorted(range(len(prompts)), key=lambda row: len(prompts[row])):
        writer.add(row, student, prompts[row], number=row, keep=False)
    while writer.rows:
        yield from writer.step()


def seed_of(settings: Decoding, prompt: str, number: int) -> int:
    """The seed of one text; equal prompts have different numbers."""
    return settings.seed * 1_000_003 + zlib.crc32(prompt.encode()) + number


class Writer:
    """One model, writing for many problems at once, each in turns.

    A row is a problem's number. `add` asks for its next text, `step` runs the model once and returns what was written,
    `forget` drops what was kept of a row that has no further turn. At most `batch_size` rows are written at a time;
    the others wait. A model whose cache is not plain keys and values of every token (sliding windows, recurrent
    states) writes one row at a time and reads each prompt afresh.
    """

    def __init__(self, model: PreTrainedModel, settings: Decoding, batch_size: int) -> None:
        self.settings = settings
        self._model = model
        self._device = model.device
        self._last_position = int(model.config.get_text_config().max_position_embeddings) - 1
        self._carries = all(type(layer) is DynamicLayer for layer in DynamicCache(config=model.config).layers)
        self._compiled = compiled_pass(model) if self._carries else None
        self._batch_size = batch_size if self._carries else 1
        self._kept: dict[int, tuple[list[int], CachedRow]] = {}
        self._dropped: list[tuple[list[int], CachedRow]] = []
        self._refused: list[Piece] = []
        self._waiting: list[Row] = []
        self._batch: list[Row | None] = []
        self._pads: list[int] = []
        self._cache = self._empty_cache()

    @property
    def rows(self) -> int:
        """How many texts were asked for and are not finished."""
        return len(self._refused) + len(self._waiting) + sum(row is not None for row in self._batch)

    def add(self, row: int, student: Student, prompt: str, *, number: int, keep: bool = True) -> None:
        """Ask for `student`'s completion of `prompt`; the row's last text must be finished.

        `number` goes into the seed, so that equal prompts can be sampled apart; `keep` says that further turns follow.
        """
        ids = encode_prompt(student.tokenizer, prompt)
        limit = student.context_length
        if len(ids) >= limit:
            self._refused.append(Piece(row, "", 0, "too long"))
            return
        generator = None
        if self.settings.temperature > 0:
            generator = torch.Generator().manual_seed(seed_of(self.settings, prompt, number))
        most = min(self.settings.max_new_tokens, limit - len(ids))
        calculator = student.config.calculator if self.settings.calculator is None else self.settings.calculator
        self._waiting.append(Row(row, student, ids, most, generator, calculator, keep))

    def forget(self, row: int) -> None:
        """Drop what was kept of a row. The last one stays: the next row may be another sample of the same problem."""
        if row in self._kept:
            self._dropped = [self._kept.pop(row)]

    def close(self) -> None:
        """Nothing has to be given back."""

    def step(self) -> list[Piece]:
        """One forward pass: read the prompts of waiting rows, or one more token of each row that is written."""
        if self._refused:
            pieces, self._refused = self._refused, []
            return pieces
        live = sum(row is not None for row in self._batch)
        joining = self._waiting[: self._batch_size - live]
        # A pass for a few new rows costs almost one for many, and those that write wait for it.
        if joining and len(joining) * 4 >= live:
            return self._join(joining)
        return self._write()

    @torch.inference_mode()
    def _join(self, asked: Sequence[Row]) -> list[Piece]:
        """Read what is new in the prompts of `asked`, and put these rows into the batch.

        Equal prompts are read once. A row whose prompt begins like another one's waits until that one was read.
        """
        known: dict[int, CachedRow] = {}
        for row in asked:
            row.read, known[row.name] = self._known(row)
        readers: dict[tuple[int, ...], list[Row]] = {}
        for row in sorted(asked, key=lambda row: len(row.read), reverse=True):
            prompt = tuple(row.prompt)
            wanted = len(row.read) + _WORTH_A_PASS
            if prompt in readers:
                readers[prompt].append(row)
            elif all(shared_beginning(row.prompt[:-1], other) < wanted for other in readers):
                readers[prompt] = [row]
        groups = _of_like_length([rows[0] for rows in readers.values()])
        results = [self._read(group, [known[row.name] for row in group]) for group in groups]
        slots = [slot for slot, row in enumerate(self._batch) if row is not None]
        # Who goes on from which reading; more than one row where prompts are equal.
        joining = [
            (row, result, slot)
            for group, result in zip(groups, results, strict=True)
            for slot, reader in enumerate(group)
            for row in readers[tuple(reader.prompt)]
        ]
        free = [slot for slot, row in enumerate(self._batch) if row is None]
        column = self._cache.get_seq_length()
        fits = len(free) >= len(joining) and max(len(row.prompt) for row, _, _ in joining) <= column
        if fits and min(self._pads[slot] for slot in slots) <= _WORTH_A_PASS:
            places = free[: len(joining)]
            for place, (row, result, slot) in zip(places, joining, strict=True):
                put_row(self._cache, place, result.row(slot))
                self._batch[place] = row
                self._pads[place] = column - len(row.prompt)
        else:
            if slots or len(groups) > 1 or len(joining) > len(groups[0]) or results[0].has_gaps:
                rows = [take_row(self._cache, slot, slice(self._pads[slot], None)) for slot in slots]
                self._cache = pack_rows([*rows, *(result.row(slot) for _, result, slot in joining)])
            else:
                self._cache = results[0].cache
            lengths = [column - self._pads[slot] for slot in slots] + [len(row.prompt) for row, _, _ in joining]
            self._batch = [*(self._batch[slot] for slot in slots), *(row for row, _, _ in joining)]
            self._pads = [self._cache.get_seq_length() - length for length in lengths]
            places = list(range(len(slots), len(self._batch)))
        for row, _, _ in joining:
            row.read = list(row.prompt)
            self._waiting.remove(row)
            self._kept.pop(row.name, None)
        return self._take(torch.stack([result.logits[slot] for _, result, slot in joining]), places)

    def _known(self, row: Row) -> tuple[list[int], CachedRow]:
        """What was read of a row's prompt: in its own turns, or by another row whose text begins like it."""
        prompt = row.prompt[:-1]  # the last token's logits are needed
        ids, cached = self._kept.get(row.name, ([], []))
        tokens = shared_beginning(ids, prompt)
        for ids, others in (*self._kept.values(), *self._dropped):
            if (common := shared_beginning(ids, prompt)) >= tokens + _WORTH_A_PASS:
                tokens, cached = common, others
        for slot, other in enumerate(self._batch):
            if other and (common := shared_beginning(other.read, prompt)) >= tokens + _WORTH_A_PASS:
                tokens, cached = common, take_row(self._cache, slot, slice(self._pads[slot], None))
        return prompt[:tokens], cut_row(cached, tokens)

    def _read(self, rows: Sequence[Row], known: Sequence[CachedRow]) -> "_Reading":
        """Read what comes in the rows' prompts after `known`."""
        new = [row.prompt[len(row.read) :] for row in rows]
        before = max(len(row.read) for row in rows)
        width = max(len(ids) for ids in new)
        mask = torch.tensor(
            [
                [0] * (before - len(row.read)) + [1] * len(row.read) + [0] * (width - len(ids)) + [1] * len(ids)
                for row, ids in zip(rows, new, strict=True)
            ]
        )
        cache = pack_rows(known) if before else self._empty_cache()
        tokens = torch.tensor([[0] * (width - len(ids)) + ids for ids in new])
        logits = self._forward(tokens, mask, (mask.cumsum(-1) - 1).clamp(min=0)[:, before:], cache)
        return _Reading(cache, mask, logits[:, -1], before > 0 and any(len(ids) < width for ids in new))

    @torch.inference_mode()
    def _write(self) -> list[Piece]:
        """Read the last token of every row in the batch, and choose the next one."""
        slots = [slot for slot, row in enumerate(self._batch) if row is not None]
        if len(slots) * 4 <= len(self._batch) * 3:  # finished rows cost as much as live ones: drop them at a quarter
            self._cache.batch_select_indices(torch.tensor(slots, device=self._device))
            self._batch = [self._batch[slot] for slot in slots]
            self._pads = [self._pads[slot] for slot in slots]
        column = self._cache.get_seq_length()
        for row in self._batch:
            if row is not None:
                row.read.append(row.next)
        alone = self._batch[0] if self._carries and len(self._batch) == 1 else None
        # A compiled pass takes half as long: copies spare too little there.
        if alone and (draft := alone.draft(copies=not self._compiled)):
            return self._take_draft(alone, draft)
        every = range(len(self._batch))
        if self._compiled and (self._compiled.batches or len(self._batch) == 1):
            return self._take(self._read_compiled(self._compiled), every)
        pads = torch.tensor(self._pads).unsqueeze(1)
        logits = self._forward(
            torch.tensor([[0 if row is None else row.next] for row in self._batch]),
            (torch.arange(column + 1) >= pads).long(),
            (column - pads).clamp(max=self._last_position),  # a finished row may stand at the context's end
            self._cache,
        )
        return self._take(logits[:, -1], every)

    def _read_compiled(self, compiled: CompiledPass) -> torch.Tensor:
        """Logits [rows, vocabulary] after the last token of every row in the batch, by the compiled pass."""
        rooms: Rooms | None
        if len(self._batch) > 1:
            rooms = rooms_of_many(self._cache)
        else:
            rooms = None if self._pads[0] else rooms_of_one(self._cache)
            if rooms is None:  # it was one of many, or its room is full
                self._cache = pack_rows([take_row(self._cache, 0, slice(self._pads[0], None))])
                self._pads = [0]
                rooms = rooms_of_one(self._cache)
                assert rooms is not None
        column = self._cache.get_seq_length()
        tokens = [0 if row is None else row.next for row in self._batch]
        logits = compiled(self._model, tokens, column, self._pads, rooms)
        take_in(self._cache, column + 1)
        return logits

    def _take_draft(self, row: Row, draft: Sequence[int]) -> list[Piece]:
        """Read the last token of the only row and its `draft` in one pass, and take what the row chooses as long as
        that is the draft."""
        column = self._cache.get_seq_length()
        pad = self._pads[0]
        columns = torch.arange(column, column + 1 + len(draft))
        logits = self._forward(
            torch.tensor([[row.next, *draft]]),
            (torch.arange(column + 1 + len(draft)) >= pad).long()[None],
            (columns - pad)[None],
            self._cache,
            keep=1 + len(draft),
        )
        pieces = []
        for token, guess in zip(logits[0].argmax(-1).tolist(), [*draft, None], strict=True):
            if (piece := row.extend(token)) is not None:
                pieces.append(piece)
            if (piece and piece.end) or row.next != guess:
                break
            row.read.append(row.next)
        take_in(self._cache, pad + len(row.read))
        if pieces and pieces[-1].end:
            self._finish(0, row)
            self._leave_if_empty()
        return pieces

    def _empty_cache(self) -> DynamicCache:
        return empty_cache() if self._carries else DynamicCache(config=self._model.config)

    def _forward(
        self, tokens: torch.Tensor, mask: torch.Tensor, positions: torch.Tensor, cache: DynamicCache, keep: int = 1
    ) -> torch.Tensor:
        """Logits [rows, keep, vocabulary] after the last of `tokens` [rows, new]; `mask` [rows, all]: 0 on padding."""
        output = self._model(
            input_ids=tokens.to(self._device),
            attention_mask=None if mask.all() else mask.to(self._device),  # without one, attention is cheaper
            position_ids=positions.to(self._device),
            past_key_values=cache,
            use_cache=True,
            logits_to_keep=keep,
        )
        logits: torch.Tensor = output.logits
        return logits

    def _take(self, logits: torch.Tensor, slots: Sequence[int]) -> list[Piece]:
        """Choose a token for each row of the batch in `slots`; `logits` has theirs in this order."""
        pieces = []
        rows = [self._batch[slot] for slot in slots]
        for slot, row, token in zip(slots, rows, choose(logits, rows, self.settings.temperature), strict=True):
            if row is None:
                continue
            piece = row.extend(token)
            if piece is not None:
                pieces.append(piece)
                if piece.end is not None:
                    self._finish(slot, row)
        self._leave_if_empty()
        return pieces

    def _leave_if_empty(self) -> None:
        if all(row is None for row in self._batch):
            self._batch, self._pads, self._cache = [], [], self._empty_cache()

    def _finish(self, slot: int, row: Row) -> None:
        self._batch[slot] = None
        if row.keep and self._carries:
            cached = take_row(self._cache, slot, slice(self._pads[slot], None))
            self._kept[row.name] = (row.read, cached if len(self._batch) == 1 else copy_row(cached))


@dataclass(frozen=True)
class _Reading:
    """Rows after their prompts were read; a gap is padding between what was known and what is new."""

    cache: DynamicCache
    mask: torch.Tensor
    logits: torch.Tensor
    has_gaps: bool

    def row(self, slot: int) -> CachedRow:
        """What was read of one row."""
        return take_row(self.cache, slot, self.mask[slot].nonzero()[:, 0].to(self.logits.device))


def _of_like_length(rows: Sequence[Row]) -> list[list[Row]]:
    """`rows` in groups that are read with little padding."""
    groups: list[list[Row]] = []
    longest = padding = 0
    for row in sorted(rows, key=lambda row: len(row.prompt) - len(row.read), reverse=True):
        new = len(row.prompt) - len(row.read)
        padding += longest - new
        if not groups or padding > _WORTH_A_PASS:
            groups.append([])
            longest, padding = new, 0
        groups[-1].append(row)
    return groups

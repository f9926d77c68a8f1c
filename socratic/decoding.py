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

    writing    p p p p p w w                prompt and what was written
    writing    p p p p p p p w w w
    waiting    p p p p p w w w w | n n n    kept since its last turn; only n, new in the next prompt, is read

The rows need not wait for the one that joins them: it is read in the pass that reads their next tokens, without padding
(`socratic.ragged`).

A single row, greedy, has drafts besides: what the calculator has just said, and what is likely to come because it
repeats something (`socratic.drafts`) or because a smaller copy of the model would write it (`socratic.draft_copies`),
is read in one pass with the token before it, and kept as far as the student agrees.
"""

import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import torch
from transformers import DynamicCache, PreTrainedModel
from transformers.cache_utils import DynamicLayer

from socratic.caches import CachedRow, Places, copy_row, cut_row, shared_beginning
from socratic.compiled import CompiledPass, compiled_pass
from socratic.draft_copies import draft_copy
from socratic.encoding import encode_prompt
from socratic.ragged import Ragged, let_read_ragged
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
"""So many tokens cost more than another forward pass (GPT-2 small, two cores: about 10): as many that another row has
read are worth waiting for."""

_MOST_OF_PROMPTS = 512
"""So many tokens of prompts are read in one pass, if there are several prompts; more are no faster together."""

_DRAFTED_BY_COPY = 4
"""Tokens at a time."""


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


def _unread(row: Row) -> int:
    """How many tokens of a row's prompt are new."""
    return len(row.prompt) - len(row.read)


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
        self._carries = all(type(layer) is DynamicLayer for layer in DynamicCache(config=model.config).layers)
        self._is_ragged = let_read_ragged(model)
        self._compiled = compiled_pass(model) if self._carries else None
        self._small = draft_copy(model) if self._carries else None
        self._small_compiled = compiled_pass(self._small) if self._small else None
        self._batch_size = batch_size if self._carries else 1
        self._kept: dict[int, tuple[list[int], CachedRow]] = {}
        self._dropped: list[tuple[list[int], CachedRow]] = []
        self._refused: list[Piece] = []
        self._waiting: list[Row] = []
        self._batch: list[Row] = []
        self._begin_anew()

    @property
    def rows(self) -> int:
        """How many texts were asked for and are not finished."""
        return len(self._refused) + len(self._waiting) + len(self._batch)

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
        """One forward pass: read one more token of each row that is written, and the prompts of rows that join them."""
        if self._refused:
            pieces, self._refused = self._refused, []
            return pieces
        if joining := self._waiting[: self._batch_size - len(self._batch)]:
            return self._join(joining)
        return self._write()

    @torch.inference_mode()
    def _join(self, asked: Sequence[Row]) -> list[Piece]:
        """Put rows of `asked` into the batch: read what is new in their prompts, and with it, where the model reads
        ragged rows, the last token of every row that is there.

        Equal prompts are read once. A row whose prompt begins like another one's waits until that one was read, and
        the longest wait where there is much to read.
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
        live = len(self._batch)
        self._places.expect(min(self._batch_size, live + len(self._waiting)), max(map(len, readers)))
        new = [[row.next] for row in self._batch]
        tokens = 0
        for row in sorted((rows[0] for rows in readers.values()), key=_unread):
            tokens += _unread(row)
            if tokens > _MOST_OF_PROMPTS and len(new) > live:
                break
            self._places.put(len(self._batch), known[row.name])
            self._batch.append(row)
            new.append(row.prompt[len(row.read) :])
        if self._is_ragged:
            first, logits = 0, self._go_on(new)
        else:
            first, logits = live, torch.cat([self._go_on([new[place]], place) for place in range(live, len(new))])
        found = list(logits[:, -1])
        for place, reader in enumerate(self._batch[live:], live):
            for row in readers[tuple(reader.prompt)][1:]:
                self._places.put(len(self._batch), self._places.row(place, len(reader.prompt)))
                row.read = list(row.prompt)
                self._batch.append(row)
                found.append(found[place - first])
        for row in self._batch[live:]:
            self._waiting.remove(row)
            self._kept.pop(row.name, None)
        return self._take(torch.stack(found), range(first, len(self._batch)))

    def _known(self, row: Row) -> tuple[list[int], CachedRow]:
        """What was read of a row's prompt: in its own turns, or by another row whose text begins like it."""
        prompt = row.prompt[:-1]  # the last token's logits are needed
        ids, cached = self._kept.get(row.name, ([], []))
        tokens = shared_beginning(ids, prompt)
        for ids, others in (*self._kept.values(), *self._dropped):
            if (common := shared_beginning(ids, prompt)) >= tokens + _WORTH_A_PASS:
                tokens, cached = common, others
        for slot, other in enumerate(self._batch):
            if (common := shared_beginning(other.read, prompt)) >= tokens + _WORTH_A_PASS:
                tokens, cached = common, self._places.row(slot, common)
        return prompt[:tokens], cut_row(cached, tokens)

    @torch.inference_mode()
    def _write(self) -> list[Piece]:
        """Read the last token of every row in the batch, and choose the next one."""
        if self._carries and len(self._batch) == 1 and (draft := self._draft(self._batch[0])):
            return self._take_draft(self._batch[0], draft)
        logits = self._go_on([[row.next] for row in self._batch])
        return self._take(logits[:, -1], range(len(self._batch)))

    def _draft(self, row: Row) -> list[int]:
        """Tokens that are likely to follow the last one of the only row; [] where none are foreseen, and where tokens
        are drawn by chance."""
        draft = row.draft(copies=not self._small)  # the smaller model foresees more than what repeats
        if not self._small or row.generator:
            return draft
        column, new = len(row.read), [row.next, *draft]
        for _ in range(min(_DRAFTED_BY_COPY, row.limit - row.tokens - len(draft))):
            logits = self._run(self._small, self._small_compiled, [new], [column], keep=len(new))
            column, new = column + len(new), logits[0, -1:].argmax(-1).tolist()
            if new[0] in row.student.eos_token_ids:
                break
            draft += new
        return draft

    def _take_draft(self, row: Row, draft: Sequence[int]) -> list[Piece]:
        """Read the last token of the only row and its `draft` in one pass, and take what the row chooses as long as
        that is the draft."""
        before = len(row.read)
        logits = self._go_on([[row.next, *draft]], keep=1 + len(draft))
        pieces = []
        for agreed, (token, guess) in enumerate(zip(logits[0].argmax(-1).tolist(), [*draft, None], strict=True)):
            if (piece := row.extend(token)) is not None:
                pieces.append(piece)
            if (piece and piece.end) or row.next != guess:
                del row.read[before + 1 + agreed :]
                break
        if pieces and pieces[-1].end:
            self._finish([0])
        return pieces

    def _go_on(self, new: Sequence[Sequence[int]], first: int = 0, keep: int = 1) -> torch.Tensor:
        """Read `new` tokens of each row of the batch from place `first` on: any number where the model reads ragged
        rows, else one of each row or any number of a single one. Returns the logits [rows, keep, vocabulary] after the
        last of them."""
        rows = self._batch[first : first + len(new)]
        logits = self._run(self._model, self._compiled, new, [len(row.read) for row in rows], first, keep)
        for row, ids in zip(rows, new, strict=True):
            row.read.extend(ids)
        return logits

    def _run(
        self,
        model: PreTrainedModel,
        compiled: CompiledPass | None,
        new: Sequence[Sequence[int]],
        before: Sequence[int],
        first: int = 0,
        keep: int = 1,
    ) -> torch.Tensor:
        """Let `model` read `new` tokens of each row in the places from `first` on, which have so many `before`, by its
        `compiled` pass where it has one and that is for such rows. Returns the logits [rows, keep, vocabulary] after
        the last of them."""
        widths = [len(ids) for ids in new]
        width = max(widths)
        there = first == 0 and self._places.places > 0  # the first prompt of all makes the room
        if compiled and there and (width == 1 if compiled.batches else len(new) == 1):
            if len(new) == 1 and self._places.places > 1:  # it was one of many
                cached = self._places.row(0, before[0])
                self._begin_anew()
                self._places.put(0, cached)
            self._places.begin(before, widths)
            return compiled(model, new, before, self._places.rooms(len(new)), keep)
        self._places.begin(before, widths, first)
        if self._is_ragged and len(new) > 1:
            ragged = Ragged(before, widths, self._device)
            ids = [token for each in new for token in each]
            more = {"position_ids": ragged.positions, "logits_to_keep": ragged.last, "ragged": ragged}
            return self._logits(model, [ids], more).transpose(0, 1)
        positions = torch.tensor(before, device=self._device).unsqueeze(1) + torch.arange(width, device=self._device)
        more = {"position_ids": positions, "logits_to_keep": keep}
        if len(set(before)) > 1:  # attention is cheaper without a mask
            seen = torch.arange(max(before) + 1, device=self._device) <= positions
            more["attention_mask"] = seen.long()
        return self._logits(model, new, more)

    def _logits(self, model: PreTrainedModel, ids: Sequence[Sequence[int]], more: dict[str, Any]) -> torch.Tensor:
        """The logits of a plain pass over `ids`, with the cache and what `more` the model is to be told."""
        tokens = torch.tensor(ids, device=self._device)
        logits: torch.Tensor = model(input_ids=tokens, past_key_values=self._cache, use_cache=True, **more).logits
        return logits

    def _begin_anew(self) -> None:
        """Let go of what was read of the batch."""
        self._places = Places(self._batch_size)
        self._cache = self._places if self._carries else DynamicCache(config=self._model.config)

    def _take(self, logits: torch.Tensor, slots: Sequence[int]) -> list[Piece]:
        """Choose a token for each row of the batch in `slots`; `logits` has theirs in this order."""
        pieces = []
        finished = []
        rows = [self._batch[slot] for slot in slots]
        for slot, row, token in zip(slots, rows, choose(logits, rows, self.settings.temperature), strict=True):
            piece = row.extend(token)
            if piece is not None:
                pieces.append(piece)
                if piece.end is not None:
                    finished.append(slot)
        self._finish(finished)
        return pieces

    def _finish(self, slots: Sequence[int]) -> None:
        """Take the rows in `slots`, ascending, out of the batch; the last ones take their places."""
        for slot in reversed(slots):
            row = self._batch[slot]
            if row.keep and self._carries:
                cached = self._places.row(slot, len(row.read))
                self._kept[row.name] = (row.read, cached if self._places.places == 1 else copy_row(cached))
            last = self._batch.pop()
            if last is not row:
                self._places.put(slot, self._places.row(len(self._batch), len(last.read)))
                self._batch[slot] = last
        if not self._batch and self._places.places <= 1:  # what is kept may lie in the only place; more are used again
            self._begin_anew()

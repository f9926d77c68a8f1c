"""Decoding: prompts in, pieces of text out as they are written, with the calculator at hand.

>>> for piece in decode(student, ["Problem: ...\\nSolution:"], max_new_tokens=200):      # doctest: +SKIP
...     print(piece.text, end="")
 She has 3*4 = <<3*4=12>>12 apples.
 ...

Whenever a student has written an expression up to its `=` inside `<<...`, the calculator writes the value and the
closing `>>`, as GSM8K's own sample code does. A row ends with the student's EOS, or at a limit. Rows do not
influence one another: a row's text is the same alone and in any batch (float32, greedy).

This is a plain loop over transformers' forward pass and KV cache rather than `generate`, because it has to hand out
text while it is written, stop when the reader goes away (close the generator) and let the calculator write for some
rows while a model writes for others.
"""

import zlib
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

import torch
from tokenizers.decoders import DecodeStream
from transformers import DynamicCache

from socratic import calculator
from socratic.encoding import encode_completion, encode_prompt
from socratic.students import Student

__all__ = ["GREEDY", "Decoding", "End", "Piece", "decode"]

End = Literal["eos", "limit", "too long"]


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


@dataclass(frozen=True)
class Piece:
    """Text that row `row` has just been given.

    `end` is None while the row goes on; its last piece says why it ended: the student's EOS, the token limit (the
    context's end too), or a prompt that was too long to begin with. `tokens` counts the row's tokens so far, the
    calculator's included, EOS not.
    """

    row: int
    text: str
    tokens: int
    end: End | None = None


@dataclass
class _Row:
    number: int
    prompt: list[int]
    limit: int
    stream: DecodeStream
    generator: torch.Generator | None
    text: str = ""
    tokens: int = 0
    forced: deque[int] = field(default_factory=deque)


def decode(
    student: Student, prompts: Sequence[str], settings: Decoding = GREEDY, *, batch_size: int = 32
) -> Iterator[Piece]:
    """Let `student` complete each of `prompts`, at most `batch_size` at a time; every row gets one last piece.

    Rows of similar length go together. Close the iterator to stop early.
    """
    limit = student.context_length
    rows = []
    for number, prompt in enumerate(prompts):
        ids = encode_prompt(student.tokenizer, prompt)
        if len(ids) >= limit:
            yield Piece(number, "", 0, "too long")
            continue
        generator = None
        if settings.temperature > 0:
            generator = torch.Generator().manual_seed(settings.seed * 1_000_003 + zlib.crc32(prompt.encode()) + number)
        rows.append(
            _Row(
                number,
                ids,
                min(settings.max_new_tokens, limit - len(ids)),
                DecodeStream(skip_special_tokens=True),
                generator,
            )
        )
    rows.sort(key=lambda row: len(row.prompt))
    for start in range(0, len(rows), batch_size):
        yield from _decode_batch(student, rows[start : start + batch_size], settings)


def _decode_batch(student: Student, rows: list[_Row], settings: Decoding) -> Iterator[Piece]:
    device = student.model.device
    use_calculator = student.config.calculator if settings.calculator is None else settings.calculator
    eos = student.eos_token_ids
    pad = (
        student.tokenizer.pad_token_id if student.tokenizer.pad_token_id is not None else student.tokenizer.eos_token_id
    )
    width = max(len(row.prompt) for row in rows)
    tokens = torch.tensor([[pad] * (width - len(row.prompt)) + row.prompt for row in rows], device=device)
    mask = torch.tensor([[0] * (width - len(row.prompt)) + [1] * len(row.prompt) for row in rows], device=device)
    positions = (mask.cumsum(-1) - 1).clamp(min=0)
    cache = DynamicCache(config=student.model.config)
    live: list[_Row | None] = list(rows)
    while any(live):
        logits = _forward(student, tokens, mask, positions, cache)
        chosen = _choose(logits, live, settings.temperature)
        for slot, row in enumerate(live):
            if row is None:
                continue
            if row.forced:
                chosen[slot] = row.forced.popleft()
            elif chosen[slot] in eos:
                yield Piece(row.number, "", row.tokens, "eos")
                live[slot] = None
                continue
            row.tokens += 1
            text = row.stream.step(student.tokenizer.backend_tokenizer, chosen[slot]) or ""
            row.text += text
            if use_calculator and not row.forced and (written := calculator.fill(row.text)) is not None:
                row.forced.extend(_continuation_ids(student, written))
            ended = row.tokens >= row.limit
            if text or ended:
                yield Piece(row.number, text, row.tokens, "limit" if ended else None)
            if ended:
                live[slot] = None
        keep = [slot for slot, row in enumerate(live) if row is not None]
        if len(keep) * 4 <= len(live) * 3:  # finished rows cost as much as live ones: drop them at a quarter
            cache.batch_select_indices(torch.tensor(keep, dtype=torch.long, device=device))
            live = [live[slot] for slot in keep]
            chosen = [chosen[slot] for slot in keep]
            mask, positions = mask[keep], positions[keep]
        tokens = torch.tensor(chosen, device=device).unsqueeze(1)
        mask = torch.cat([mask, mask.new_ones(len(live), 1)], dim=1)
        positions = positions[:, -1:] + 1


@torch.inference_mode()
def _forward(
    student: Student, tokens: torch.Tensor, mask: torch.Tensor, positions: torch.Tensor, cache: DynamicCache
) -> torch.Tensor:
    """Logits [rows, vocabulary] after the last of `tokens` [rows, new]; `mask` [rows, all so far] is 0 on padding."""
    output = student.model(
        input_ids=tokens,
        attention_mask=mask,
        position_ids=positions,
        past_key_values=cache,
        use_cache=True,
        logits_to_keep=1,
    )
    logits: torch.Tensor = output.logits[:, -1].float()
    return logits


def _choose(logits: torch.Tensor, live: list[_Row | None], temperature: float) -> list[int]:
    if temperature == 0:
        return logits.argmax(-1).tolist()
    probabilities = torch.softmax(logits / temperature, -1).cpu()
    return [
        0 if row is None else int(torch.multinomial(probabilities[slot], 1, generator=row.generator))
        for slot, row in enumerate(live)
    ]


def _continuation_ids(student: Student, text: str) -> list[int]:
    """The tokens of `text` as they stand after `=`: encoded with it, so that no tokenizer begins a word there."""
    before = encode_completion(student.tokenizer, "=")
    both = encode_completion(student.tokenizer, "=" + text)
    return both[len(before) :] if both[: len(before)] == before else encode_completion(student.tokenizer, text)

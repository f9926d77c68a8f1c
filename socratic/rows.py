"""One text that is being written: its prompt, its tokens so far, how it ends, and what is written for it.

A `Row` says what comes of a token that its model chose: the text it makes, the student's EOS, the limit, the
calculator's turn. It knows nothing of the batch it stands in: `socratic.decoding.Writer` runs the model.
"""

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

import torch
from tokenizers.decoders import DecodeStream

from socratic import calculator
from socratic.drafts import draft_after, draft_again
from socratic.encoding import encode_completion
from socratic.students import Student

__all__ = ["End", "Piece", "Row", "choose"]

End = Literal["eos", "limit", "too long"]


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
class Row:
    """One text being written, by `student` after `prompt`, with at most `limit` tokens.

    `read` are the tokens in the cache; `next` was chosen and is yet to be read; `forced` are the calculator's, and come
    before anything that the model chooses. `generator` draws the tokens, None where none are drawn. `keep` says that
    the problem has further turns.
    """

    name: int
    student: Student
    prompt: list[int]
    limit: int
    generator: torch.Generator | None
    calculator: bool
    keep: bool
    stream: DecodeStream = field(default_factory=lambda: DecodeStream(skip_special_tokens=True))
    read: list[int] = field(default_factory=list)
    next: int = 0
    text: str = ""
    tokens: int = 0
    forced: deque[int] = field(default_factory=deque)

    def extend(self, token: int) -> Piece | None:
        """Go on with `token`, or with what the calculator has to say; None where no whole character came."""
        if self.forced:
            token = self.forced.popleft()
        elif token in self.student.eos_token_ids:
            return Piece(self.name, "", self.tokens, "eos")
        self.next = token
        self.tokens += 1
        text = self.stream.step(self.student.tokenizer.backend_tokenizer, token) or ""
        self.text += text
        if self.calculator and not self.forced and (written := calculator.fill(self.text)) is not None:
            self.forced.extend(_continuation_ids(self.student, written, after="="))
        ended = self.tokens >= self.limit
        return Piece(self.name, text, self.tokens, "limit" if ended else None) if text or ended else None

    def draft(self, *, copies: bool) -> list[int]:
        """Tokens that are likely to follow the last one: what the calculator has to say, and what repeats what was
        written; with `copies`, what followed the last two tokens before. [] where tokens are drawn by chance."""
        if self.generator is not None:
            return []
        if self.forced:
            value = calculator.fill(self.text) or ""
            tokens = [*self.forced, *_continuation_ids(self.student, value.removesuffix(">>"), after=">>")]
        else:
            tokens = _continuation_ids(self.student, draft_after(self.text), after=self.text[-1:])
        if not tokens and copies:
            tokens = draft_again([*self.read, self.next])
        return tokens[: self.limit - self.tokens]


def choose(logits: torch.Tensor, rows: Sequence[Row], temperature: float) -> list[int]:
    """A token for each of `rows` from its `logits` [rows, vocabulary]: the best one, or one drawn by the row's own
    generator above temperature 0."""
    if temperature == 0:
        return logits.argmax(-1).tolist()
    probabilities = torch.softmax(logits.float() / temperature, -1).cpu()
    return [int(torch.multinomial(probabilities[slot], 1, generator=row.generator)) for slot, row in enumerate(rows)]


def _continuation_ids(student: Student, text: str, *, after: str) -> list[int]:
    """The tokens of `text` as they stand after `after`: encoded with it, so that no tokenizer begins a word there."""
    if not text:
        return []
    before = encode_completion(student.tokenizer, after)
    both = encode_completion(student.tokenizer, after + text)
    return both[len(before) :] if both[: len(before)] == before else encode_completion(student.tokenizer, text)

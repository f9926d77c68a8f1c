"""Texts to token ids, the same way in training and in decoding.

>>> encode_example(tokenizer, Example("Problem: ...\\nAnswer:", " 10"))                # doctest: +SKIP
Encoded(input_ids=[...], completion_mask=[0, 0, ..., 1, 1])

Prompt and completion are encoded apart, so that a student reads at inference exactly the ids that it was trained on,
whatever a tokenizer would merge across the border; the EOS is appended as an id, so it is always the last label.
Special tokens spelled out in a text (a visitor's `</s>`) are encoded as plain text.
"""

from dataclasses import dataclass

from transformers import PreTrainedTokenizerBase

from socratic.errors import StudentError
from socratic.formats import Example

__all__ = ["Encoded", "encode_completion", "encode_example", "encode_prompt"]


@dataclass(frozen=True)
class Encoded:
    """Token ids of a whole example and, for each, 1 where it belongs to the completion (EOS included)."""

    input_ids: list[int]
    completion_mask: list[int]


def encode_prompt(tokenizer: PreTrainedTokenizerBase, prompt: str) -> list[int]:
    """The ids of a prompt, with the BOS that the tokenizer puts in front, if it has one."""
    ids: list[int] = tokenizer(prompt, split_special_tokens=True)["input_ids"]
    return ids


def encode_completion(tokenizer: PreTrainedTokenizerBase, text: str) -> list[int]:
    """The ids of a completion or a part of one, without EOS."""
    ids: list[int] = tokenizer(text, add_special_tokens=False, split_special_tokens=True)["input_ids"]
    return ids


def encode_example(tokenizer: PreTrainedTokenizerBase, example: Example) -> Encoded:
    """Prompt, completion and EOS of a training example. Raises `StudentError` when the tokenizer has no EOS."""
    if tokenizer.eos_token_id is None:
        raise StudentError(f"{tokenizer.name_or_path}: the tokenizer has no EOS token to end a completion with")
    prompt = encode_prompt(tokenizer, example.prompt)
    completion = [*encode_completion(tokenizer, example.completion), tokenizer.eos_token_id]
    return Encoded(prompt + completion, [0] * len(prompt) + [1] * len(completion))

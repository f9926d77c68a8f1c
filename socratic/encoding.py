"""Texts to token ids, the same way in training and in decoding.

>>> encode_example(tokenizer, Example("Problem: ...\\nAnswer:", " 10"))                # doctest: +SKIP
Encoded(input_ids=[...], completion_mask=[0, 0, ..., 1, 1])

Prompt and completion are encoded apart, so that a student reads at inference exactly the ids that it was trained on,
whatever a tokenizer would merge across the border; the EOS is appended as an id, so it is always the last label.
Special tokens spelled out in a text (a visitor's `</s>`) are encoded as plain text.

Turns that go on from one another (a solver's steps, an interleaved decomposer's questions) can be trained on in one
sequence, `join_turns`. Three lines for the two steps of a problem: input ids, labels with `-` for "no loss", and which
of them each separate example has. A label is what the position before it must predict, as transformers shifts them:

    ids       Problem: ... \n Q: ... \n A: | She has 12 .  | \n    Q: ... \n A: | 12-2 = 10  <EOS>
    labels    -        -   -  -  -   -  -  | She has 12 .  | <EOS> -  -   -  -  | 12-2 = 10  <EOS>
    example   1 ................................................1  2 .........................2

After a solution its example's target is EOS, and the text goes on with a new line: there the label is EOS and the
input is not, so labels are more than a mask over the inputs.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from transformers import PreTrainedTokenizerBase

from socratic.errors import StudentError
from socratic.formats import Example

__all__ = [
    "IGNORED",
    "Encoded",
    "TrainingSequence",
    "encode_completion",
    "encode_example",
    "encode_prompt",
    "join_turns",
]

IGNORED = -100
"""The label of a position without loss: torch's `cross_entropy` and TRL's SFTTrainer leave it out."""


@dataclass(frozen=True)
class Encoded:
    """Token ids of a whole example and, for each, 1 where it belongs to the completion (EOS included)."""

    input_ids: list[int]
    completion_mask: list[int]


@dataclass(frozen=True)
class TrainingSequence:
    """Token ids and the label of each: what the position before it must predict, `IGNORED` where there is no loss."""

    input_ids: list[int]
    labels: list[int]


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


def join_turns(examples: Iterable[Encoded]) -> list[TrainingSequence]:
    """`examples`, in order, in as few sequences as give each completion the very tokens before it that its own example
    has: an example whose prompt begins with all the tokens of the sequence so far goes on with it, any other one
    begins a sequence.

    For a causal model the summed loss and its gradients are those of the separate examples. A tokenizer that merges a
    solution's last sign with the new line after it gives the next prompt other tokens than the solution had, so
    nothing is joined there. Lengths are the caller's affair: joining never makes a sequence longer than its last
    example.
    """
    sequences: list[TrainingSequence] = []
    for example in examples:
        prompt = example.completion_mask.index(1)
        before = sequences[-1] if sequences else TrainingSequence([], [])
        text = before.input_ids[:-1]  # all but the EOS
        joins = bool(text) and prompt > len(text) and example.input_ids[: len(text)] == text
        labels = [IGNORED] * prompt + example.input_ids[prompt:]
        if joins:
            labels[: len(before.labels)] = before.labels
            sequences.pop()
        sequences.append(TrainingSequence(example.input_ids, labels))
    return sequences

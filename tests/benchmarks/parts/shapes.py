"""What tests/benchmarks/decoding.py measures: models of each shape, and how much each is given to do.

>>> decomposer, solver, chain = students(SHAPES["gpt2"], "cpu")  # doctest: +SKIP
"""

import copy
import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass

import torch
from transformers import GPT2Config, GPT2LMHeadModel

from socratic.builtin import BASE
from socratic.decoding import Decoding
from socratic.formats import Asking
from socratic.students import Student, load_student

__all__ = ["GPU_BATCHES", "SHAPES", "Shape", "quick", "students"]

_ONE_IN = 8
"""Of so many tokens of the random model one ends a text."""


@dataclass(frozen=True)
class Shape:
    """How much one shape is given to do. `problems` run alone, `repeats` times; `batches` and `packed` say how many
    problems are solved at a batch size, as the models are and with packed weights: with two models twice a batch is
    under way at once, so that the last problems, which leave the batch half empty, should not tell most. `compiled`
    says whether single problems are solved by a compiled pass too, `drafts` whether with drafts, which random weights
    give no occasion for. `size` is layers, width and heads of a GPT-2."""

    settings: Decoding
    problems: int
    repeats: int
    batches: Mapping[int, int]
    packed: Mapping[int, int]
    compiled: bool = False
    drafts: bool = False
    asking: Asking = "interleaved"
    size: tuple[int, int, int] | None = None


_FEW = Decoding(calculator=False, max_new_tokens=16, max_steps=2)
SHAPES = {
    "builtin": Shape(
        Decoding(calculator=False, max_new_tokens=64, max_steps=6),
        problems=6,
        repeats=3,
        batches={8: 48, 32: 192, 64: 256},
        packed={1: 6, 32: 192},
        compiled=True,
        drafts=True,
        asking="upfront",
    ),
    "gpt2": Shape(
        Decoding(calculator=False, max_new_tokens=64, max_steps=4),
        problems=2,
        repeats=2,
        batches={8: 16, 32: 64},
        packed={1: 2, 8: 16, 32: 64, 64: 128},
        compiled=True,
        size=(12, 768, 12),
    ),
    "gpt2-medium": Shape(_FEW, problems=1, repeats=2, batches={}, packed={1: 1, 8: 16}, size=(24, 1024, 16)),
    "gpt2-large": Shape(_FEW, problems=1, repeats=2, batches={}, packed={1: 1, 8: 12}, size=(36, 1280, 20)),
}
GPU_BATCHES = {32: 64, 128: 256, 512: 1024}
"""In place of a shape's own on a GPU, where small batches leave it idle."""


def quick(shape: Shape) -> Shape:
    """The shape with next to nothing to do."""
    return dataclasses.replace(
        shape,
        settings=dataclasses.replace(shape.settings, max_new_tokens=6, max_steps=2),
        problems=1,
        repeats=1,
        batches={2: 3} if shape.batches else {},
        packed={1: 1, 2: 3},
        compiled=shape.compiled and shape.size is not None,  # two layers compile in seconds
        size=shape.size and (2, 64, 2),
    )


def students(shape: Shape, device: str) -> tuple[Student, Student, Student]:
    """Decomposer, solver and CoT student of a shape; the last never stops by itself."""
    decomposer, solver, chain = (load_student(BASE, device=device) for _ in range(3))
    if shape.size:
        decomposer, solver = (
            dataclasses.replace(student, model=_random_gpt2(seed, shape.size, device))
            for seed, student in enumerate((decomposer, solver))
        )
        chain = dataclasses.replace(chain, model=copy.copy(solver.model))  # the same weights: large ones fill memory
        chain.model.generation_config = copy.deepcopy(solver.model.generation_config)
    assert chain.model.generation_config
    chain.model.generation_config.eos_token_id = -1
    return decomposer.as_role("decomposer", "none", shape.asking), solver.as_role("solver"), chain.as_role("cot")


def _random_gpt2(seed: int, size: tuple[int, int, int], device: str) -> GPT2LMHeadModel:
    """GPT-2 in the given layers, width and heads, which only writes what the built-in tokenizer knows."""
    torch.manual_seed(seed)
    layers, width, heads = size
    model = GPT2LMHeadModel(GPT2Config(bos_token_id=None, eos_token_id=0, n_layer=layers, n_embd=width, n_head=heads))
    model.eval()
    known = int(load_student(BASE).model.config.vocab_size)
    with torch.no_grad():
        for weight in model.parameters():
            weight.mul_(2.5)
        model.transformer.wte.weight[known:] = 0
    assert model.generation_config
    model.generation_config.eos_token_id = list(range(0, known, _ONE_IN))
    model.to(device)  # type: ignore[arg-type]  # transformers wraps torch's method without its types
    return model

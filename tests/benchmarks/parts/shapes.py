"""What tests/benchmarks/decoding.py measures: models of each shape, and how much each is given to do.

>>> decomposer, solver, chain = students(SHAPES["gpt2"], "cpu")  # doctest: +SKIP
"""

import copy
import dataclasses
import re
from collections.abc import Mapping
from dataclasses import dataclass

import torch
from transformers import GPT2Config, GPT2LMHeadModel, LlamaForCausalLM, PreTrainedModel

from socratic.builtin import BASE
from socratic.decoding import Decoding
from socratic.draft_copies import FORMS, Form
from socratic.formats import Asking
from socratic.students import Student, load_student

__all__ = ["GPU_BATCHES", "SHAPES", "EndlessStudent", "Shape", "quick", "students"]

_GPT2_WORDS = 50257
_WORD = re.compile("Ġ[A-Za-z]+")
"""A token that is a space and a word."""


@dataclass(frozen=True)
class Shape:
    """How much one shape is given to do. `problems` run alone, `repeats` times; `batches` and `packed` say how many
    problems are solved at a batch size, as the models are and with packed weights: with two models twice a batch is
    under way at once, so that the last problems, which leave the batch half empty, should not tell most. Where any are
    packed, single problems are solved so too. `compiled` says whether they are solved by a compiled pass, `drafts`
    whether with drafts, which random weights give no occasion for, and `copies` with those of copies of which forms.
    `size` is layers, width and heads of a GPT-2 with random weights, of whose words one in `one_in` ends a text: a
    problem has some three steps then, and 100 to 150 tokens in all. One of GSM8K's has 110 in its questions and steps
    without the calculator's marks, counted as GPT-2 splits words.
    `grown` is layers, and how many times as wide, of a larger model that writes what the base writes.
    """

    settings: Decoding
    problems: int
    repeats: int
    batches: Mapping[int, int]
    packed: Mapping[int, int]
    compiled: bool = False
    drafts: bool = False
    copies: tuple[Form, ...] = ()
    asking: Asking = "interleaved"
    size: tuple[int, int, int] | None = None
    one_in: int = 16
    grown: tuple[int, int] | None = None


_ENOUGH = Decoding(calculator=False, max_new_tokens=64, max_steps=6)
_WANDERING = Decoding(calculator=False, max_new_tokens=64, max_steps=4)
SHAPES = {
    "builtin": Shape(
        _ENOUGH,
        problems=6,
        repeats=3,
        batches={8: 48, 32: 192, 64: 256},
        packed={32: 192},
        compiled=True,
        drafts=True,
        asking="upfront",
    ),
    "gpt2-grown": Shape(
        _ENOUGH,
        problems=2,
        repeats=2,
        batches={32: 64},
        packed={8: 16, 32: 128},
        compiled=True,
        drafts=True,
        copies=FORMS,
        asking="upfront",
        grown=(12, 4),
    ),
    "gpt2-medium-grown": Shape(
        _ENOUGH,
        problems=2,
        repeats=2,
        batches={},
        packed={32: 128},
        compiled=True,
        drafts=True,
        copies=("int8",),
        asking="upfront",
        grown=(28, 5),
    ),
    "gpt2-large-grown": Shape(
        # Not compiled as well: 24 GB hold one set of packed weights beside the others.
        _ENOUGH,
        problems=1,
        repeats=2,
        batches={},
        packed={32: 96},
        drafts=True,
        copies=("int8",),
        asking="upfront",
        grown=(33, 7),
    ),
    "gpt2": Shape(
        _WANDERING,
        problems=2,
        repeats=4,
        batches={},
        packed={8: 16, 32: 192},
        compiled=True,
        copies=("float16",),
        size=(12, 768, 12),
        one_in=18,
    ),
    "gpt2-medium": Shape(
        _WANDERING,
        problems=3,
        repeats=2,
        batches={},
        packed={32: 96},
        compiled=True,
        copies=("float16",),
        size=(24, 1024, 16),
    ),
    "gpt2-large": Shape(
        _WANDERING,
        problems=2,
        repeats=2,
        batches={},
        packed={32: 96},  # and not compiled, for the same reason
        copies=("float16",),
        size=(36, 1280, 20),
    ),
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
        packed={2: 3},
        compiled=shape.compiled and shape.size is not None,  # two layers compile in seconds
        size=shape.size and (2, 64, 2),
        grown=shape.grown and (7, 2),
    )


class EndlessStudent(Student):
    """A student whose texts end at their limit alone."""

    @property
    def eos_token_ids(self) -> frozenset[int]:
        """None."""
        return frozenset()


def students(shape: Shape, device: str) -> tuple[Student, Student, EndlessStudent]:
    """Decomposer, solver and CoT student of a shape; the last has the solver's model, and never stops by itself."""
    decomposer, solver = (load_student(BASE, device=device) for _ in range(2))
    if shape.size:
        decomposer, solver = (
            dataclasses.replace(student, model=_random_gpt2(seed, shape.size, shape.one_in, device))
            for seed, student in enumerate((decomposer, solver))
        )
    if shape.grown:
        decomposer, solver = (
            dataclasses.replace(student, model=_grown(student.model, *shape.grown, device))
            for student in (decomposer, solver)
        )
    chain = EndlessStudent(**vars(solver))
    return decomposer.as_role("decomposer", "none", shape.asking), solver.as_role("solver"), chain.as_role("cot")


def _grown(base: PreTrainedModel, layers: int, times: int, device: str) -> PreTrainedModel:
    """A larger model that computes what `base`, a Llama, computes: everything in it stands there `times` times side by
    side, each reading a share of the others, and further layers add nothing. All its weights take part in its sums."""
    config = copy.deepcopy(base.config)
    config.update(
        {
            "hidden_size": config.hidden_size * times,
            "intermediate_size": config.intermediate_size * times,
            "num_attention_heads": config.num_attention_heads * times,
            "num_key_value_heads": config.num_key_value_heads * times,
            "num_hidden_layers": layers,
            "vocab_size": _GPT2_WORDS,
        }
    )
    torch.manual_seed(0)
    model = LlamaForCausalLM(config).eval()
    model.generation_config = copy.deepcopy(base.generation_config)
    small = base.state_dict()
    with torch.no_grad():
        for name, weight in model.named_parameters():
            if name not in small:
                if name.endswith(("o_proj.weight", "down_proj.weight")):
                    weight.zero_()
            elif name == "model.embed_tokens.weight":
                weight.zero_()
                weight[: len(small[name])] = small[name].tile(times)
            elif name == "model.norm.weight":
                weight[:] = small[name].tile(times) / times  # the embeddings that make the logits are so much longer
            elif weight.ndim == 1:
                weight[:] = small[name].tile(times)
            else:
                weight[:] = small[name].tile(times, times) / times
    model.to(device)  # type: ignore[arg-type]  # transformers wraps torch's method without its types
    return model


def _random_gpt2(seed: int, size: tuple[int, int, int], one_in: int, device: str) -> GPT2LMHeadModel:
    """GPT-2 in the given layers, width and heads, which only writes whole words that the built-in tokenizer knows. Any
    text of them has these tokens again when it is read, as a trained student's has; other texts of random tokens have
    not, and what was read already would be read once more."""
    torch.manual_seed(seed)
    layers, width, heads = size
    model = GPT2LMHeadModel(GPT2Config(bos_token_id=None, eos_token_id=0, n_layer=layers, n_embd=width, n_head=heads))
    model.eval()
    vocabulary = load_student(BASE).tokenizer.get_vocab()
    words = sorted(number for token, number in vocabulary.items() if _WORD.fullmatch(token))
    others = torch.ones(_GPT2_WORDS, dtype=torch.bool)
    others[words] = False
    with torch.no_grad():
        for weight in model.parameters():
            weight.mul_(2.5)
        model.transformer.wte.weight[others] = 0
    assert model.generation_config
    model.generation_config.eos_token_id = words[::one_in]
    model.to(device)  # type: ignore[arg-type]  # transformers wraps torch's method without its types
    return model

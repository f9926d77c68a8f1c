"""Make the untrained start of the built-in base model: its tokenizer and its randomly initialised weights.

    python recipes/base_start.py --output_dir runs/base/base-init --data_dir ../shared/data

`python -m recipes.base` runs it and then trains the base. `--hidden_size`, `--layers` and `--heads` make another size,
`--architecture gpt2` makes a GPT-2 instead.

The tokenizer is a byte-level BPE in which each number of up to three digits is one token (longer ones are cut into
groups of three from the right), `=`, `<<` and `>>` stand alone, so the calculator is asked at a token's end, and
nothing is unknown. It is trained on the built-in problems and on the MIT-licensed training sets of GSM8K, SVAMP and
StrategyQA; the weights see what recipes/configs/base/*.yaml say. The model is a small Llama: rotary
positions, which in a trial learned several times faster here than GPT-2's learned ones.
"""

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

from socratic.errors import SocraticError

EOS, PAD = "<|end|>", "<|pad|>"
_PIECES = (
    r"<<|>>|=|\p{N}{1,3}(?=(?:\p{N}{3})*(?!\p{N}))| ?\p{L}+(?:['’]\p{L}+)?| ?[^\s\p{L}\p{N}=<>]+|[<>]|\s+(?!\S)|\s"
)


def main() -> None:
    """Write the folder that recipes/configs/base/stage01.yaml starts from."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--output_dir", type=Path, required=True)
    parser.add_argument("--data_dir", type=Path, help="folder with GSM8K, SVAMP and StrategyQA; default: the Hub")
    parser.add_argument("--problems", type=int, default=8000, help="of each set for the tokenizer; default: 8000")
    parser.add_argument("--vocab_size", type=int, default=4096)
    parser.add_argument("--architecture", choices=("llama", "gpt2"), default="llama", help="default: llama")
    parser.add_argument("--hidden_size", type=int, default=192)
    parser.add_argument("--layers", type=int, default=6)
    parser.add_argument("--heads", type=int, default=6)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    if options.hidden_size % options.heads:
        parser.error(f"--hidden_size {options.hidden_size} is no multiple of --heads {options.heads}")

    import torch
    from transformers import AutoModelForCausalLM, GenerationConfig, GPT2Config, LlamaConfig, PreTrainedTokenizerFast

    from recipes.training_data import formats_of
    from socratic.sources import load_problems

    def texts() -> Iterator[str]:
        always, rotating = formats_of("all", "none", "upfront")
        for name in ("builtin", "gsm8k", "svamp", "strategyqa"):
            where = {} if name == "builtin" else {"data_dir": options.data_dir}
            for index, problem in enumerate(load_problems(name, "train", limit=options.problems, **where)):
                if problem.steps:
                    for student in (*always, rotating[index % len(rotating)]):
                        yield from (example.prompt + example.completion for example in student.examples(problem))

    backend = train_tokenizer(texts(), options.vocab_size)
    tokenizer = PreTrainedTokenizerFast(tokenizer_object=backend, eos_token=EOS, pad_token=PAD, model_max_length=1024)
    torch.manual_seed(options.seed)
    config: LlamaConfig | GPT2Config
    if options.architecture == "gpt2":
        config = GPT2Config(
            vocab_size=len(tokenizer),
            n_embd=options.hidden_size,
            n_layer=options.layers,
            n_head=options.heads,
            n_positions=1024,
        )
    else:
        config = LlamaConfig(
            vocab_size=len(tokenizer),
            hidden_size=options.hidden_size,
            intermediate_size=options.hidden_size * 8 // 3 // 16 * 16,
            num_hidden_layers=options.layers,
            num_attention_heads=options.heads,
            max_position_embeddings=1024,
            tie_word_embeddings=True,
        )
    config.bos_token_id = None
    config.eos_token_id = tokenizer.eos_token_id
    config.pad_token_id = tokenizer.pad_token_id
    model = AutoModelForCausalLM.from_config(config)
    model.generation_config = GenerationConfig(eos_token_id=tokenizer.eos_token_id, pad_token_id=tokenizer.pad_token_id)
    tokenizer.save_pretrained(options.output_dir)
    model.save_pretrained(options.output_dir)
    print(f"{model.num_parameters():,} parameters, {len(tokenizer):,} tokens: {options.output_dir}")


def train_tokenizer(texts: Iterator[str], vocab_size: int):  # type: ignore[no-untyped-def]  # tokenizers has no stubs
    """A `tokenizers.Tokenizer` of `vocab_size` tokens: EOS, pad, the 256 bytes, every number of up to three digits, and
    the merges that `texts` ask for most."""
    import json

    from tokenizers import Regex, Tokenizer, decoders, models, pre_tokenizers, trainers

    numbers = [f"{n:0{width}}" for width in (2, 3) for n in range(10**width)]
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [
            pre_tokenizers.Split(Regex(_PIECES), "isolated"),
            pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False),
        ]
    )
    tokenizer.decoder = decoders.ByteLevel()
    trainer = trainers.BpeTrainer(
        vocab_size=vocab_size - len(numbers),
        special_tokens=[EOS, PAD],
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
        show_progress=False,
    )
    tokenizer.train_from_iterator((_without_numbers(text) for text in texts), trainer)
    state = json.loads(tokenizer.to_str())
    vocabulary = state["model"]["vocab"]
    for number in numbers:
        vocabulary[number] = len(vocabulary)
    state["model"]["ignore_merges"] = True  # a piece that is in the vocabulary is one token: every short number
    return Tokenizer.from_str(json.dumps(state))


def _without_numbers(text: str) -> str:
    """Longer numbers come from a list of their own, so the trainer sees single digits only."""
    import re

    return re.sub(r"\d\d+", "0", text)


if __name__ == "__main__":
    try:
        main()
    except SocraticError as error:
        sys.exit(f"base_start.py: {error}")

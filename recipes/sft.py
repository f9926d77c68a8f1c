"""Distil one student: supervised fine-tuning of a causal language model on one role's texts, by TRL's SFTTrainer.

    accelerate launch recipes/sft.py --config recipes/configs/gsm8k/solver.yaml
    accelerate launch --config_file recipes/launch/ddp.yaml recipes/sft.py --config recipes/configs/gsm8k/cot.yaml \\
        --model_name_or_path openai-community/gpt2-large --seed 1 --output_dir students/gsm8k-cot-large
    python recipes/sft.py --config recipes/configs/builtin/decomposer.yaml --hint equations --data_dir ../shared/data

A YAML key is an option of the command line (`--help` lists them); what the command line says wins; unknown keys fail.
All turns of a problem, a solver's steps or an interleaved decomposer's questions, are trained on in one sequence: a row
of a batch is then a problem, with the loss of all its turns (`--solver_turns each`: a row a turn, to compare).
The run starts from the last checkpoint in `output_dir` when there is one: the same command resumes a killed run. It
leaves a folder that `from_pretrained` loads, with `student.json` (what was taught) and `training.json` (how).
"""

import os
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal, get_args

from socratic.errors import ConfigError, SocraticError
from socratic.formats import Asking, Hint
from socratic.students import AnyRole

Turns = Literal["one", "each"]
Precision = Literal["highest", "high", "medium"]


@dataclass
class RecipeArguments:
    """What this recipe adds to TRL's ModelConfig and SFTConfig."""

    role: AnyRole = field(
        metadata={"help": "answer, cot, unified, decomposer, solver, guide, or all (one model, every role)"}
    )
    dataset: list[str] = field(
        metadata={
            "help": "builtin, gsm8k, gsm8k-main, svamp, svamp-placeholders, strategyqa or a .jsonl file of problems; "
            "several are joined"
        }
    )
    hint: Hint = field(
        default="none", metadata={"help": "none, count, operators or equations: what a guide writes and others read"}
    )
    asking: Asking = field(
        default="upfront", metadata={"help": "decomposer: upfront (all questions at once) or interleaved (one by one)"}
    )
    solver_turns: Turns = field(
        default="one",
        metadata={
            "help": "A problem's turns (the solver's steps, the interleaved decomposer's questions): one (one sequence "
            "a problem, the same loss and gradients for 0.35 of the tokens on GSM8K) or each (one sequence a turn; "
            "always so with whole_text_loss)"
        },
    )
    data_dir: str | None = field(default=None, metadata={"help": "Folder with the data sets' files; default: the Hub"})
    dataset_revision: str | None = field(default=None, metadata={"help": "Commit sha of the data set on the Hub"})
    max_train_samples: int | None = field(
        default=None, metadata={"help": "Train on at most so many problems of each data set"}
    )
    builtin_skip: int = field(
        default=0,
        metadata={
            "help": "Begin so many problems into the built-in set, which is an endless stream: problems that the base "
            "has not seen (its last stage says how far it read); with max_train_samples"
        },
    )
    builtin_rare: int = field(
        default=0,
        metadata={
            "help": "Add those of the so many next problems of the built-in set that have a result which is rare in "
            "all that come before: numbers that the student would not learn to write; with max_train_samples"
        },
    )
    max_tokens: int | None = field(
        default=None,
        metadata={
            "help": "Train on so many tokens, as nearly as whole steps allow, instead of max_steps or "
            "num_train_epochs: the same budget for roles whose texts differ in length"
        },
    )
    validation_samples: int = field(
        default=200,
        metadata={"help": "Problems held out of training where the set has no validation split; at most 10%%"},
    )
    whole_text_loss: bool = field(default=False, metadata={"help": "Train on prompts too, not on completions alone"})
    calculator: bool = field(
        default=True, metadata={"help": "Whether the student is to be used with the calculator: goes into student.json"}
    )
    matmul_precision: Precision = field(
        default="highest",
        metadata={
            "help": "torch.set_float32_matmul_precision: on a CPU with AMX, medium multiplies in bfloat16 and adds in "
            "float32. Take --attn_implementation eager with it: torch's flash attention is several times slower so"
        },
    )
    compile_layers: bool = field(
        default=False,
        metadata={
            "help": "torch.compile each layer, once for all lengths: the first steps take a minute, the others less "
            "than before. For runs of many minutes"
        },
    )


def main(recipe: RecipeArguments, training: Any, model_config: Any) -> None:
    """Train one student. `training` is a trl.SFTConfig, `model_config` a trl.ModelConfig."""
    import torch
    from trl import get_peft_config

    from recipes.records import write_json
    from recipes.student_trainer import StudentTrainer
    from recipes.training_data import formats_of, training_data
    from recipes.training_run import RUN_FILE, compile_layers, load_base, read_problems, resume_from, save_student
    from socratic.formats import FORMAT_VERSION
    from socratic.problem import fingerprint
    from socratic.students import STUDENT_FILE, StudentConfig

    if training.completion_only_loss is not None:
        raise ConfigError("completion_only_loss cannot be switched off on a command line; set whole_text_loss instead")
    training.completion_only_loss = not recipe.whole_text_loss
    if recipe.solver_turns not in get_args(Turns):
        raise ConfigError(f"unknown solver_turns {recipe.solver_turns!r}; known are {', '.join(get_args(Turns))}")
    if recipe.matmul_precision not in get_args(Precision):
        known = ", ".join(get_args(Precision))
        raise ConfigError(f"unknown matmul_precision {recipe.matmul_precision!r}; known are {known}")
    # Where a solution ends, its own example goes on with EOS and the whole text with a new line: a label is only one.
    one_sequence = recipe.solver_turns == "one" and not recipe.whole_text_loss
    output = Path(training.output_dir)
    formats = formats_of(recipe.role, recipe.hint, recipe.asking)  # unknown names fail before anything is loaded
    if (output / STUDENT_FILE).exists():
        raise ConfigError(
            f"{output} already holds a finished student; choose another --output_dir or delete the folder"
        )

    # Problems.
    train_problems, validation_problems = read_problems(
        recipe.dataset,
        data_dir=recipe.data_dir,
        revision=recipe.dataset_revision,
        limit=recipe.max_train_samples,
        held_out=recipe.validation_samples,
        builtin_skip=recipe.builtin_skip,
        builtin_rare=recipe.builtin_rare,
    )

    # Base model, and this role's texts in its tokens.
    if model_config.model_name_or_path is None:
        raise ConfigError("no base model: set --model_name_or_path to `builtin`, a folder or a Hub id")
    base = load_base(
        model_config.model_name_or_path,
        revision=model_config.model_revision,
        dtype=model_config.dtype,
        attn_implementation=model_config.attn_implementation,
    )
    tokenizer = base.tokenizer
    longest = training.max_length
    if longest is None:
        raise ConfigError("set --max_length: examples over it are left out, never cut")
    data = training_data(train_problems, formats, tokenizer, longest, one_sequence=one_sequence)
    train_dataset, validation_dataset = data.dataset, None
    if validation_problems:
        validation_dataset = training_data(
            validation_problems, formats, tokenizer, longest, one_sequence=one_sequence
        ).dataset
    if recipe.whole_text_loss:  # without labels of ours, SFTTrainer trains on every token
        train_dataset = train_dataset.remove_columns("labels")
        validation_dataset = validation_dataset and validation_dataset.remove_columns("labels")

    if recipe.max_tokens is not None:
        rows = training.train_batch_size * training.gradient_accumulation_steps * training.world_size
        training.max_steps = max(1, round(recipe.max_tokens / (rows * data.tokens / len(data.dataset))))

    torch.set_float32_matmul_precision(recipe.matmul_precision)
    if recipe.compile_layers:
        compile_layers(base.model)

    # What this run is, so that a checkpoint is only resumed by the run that wrote it.
    run = {
        "role": recipe.role,
        "hint": recipe.hint,
        "asking": recipe.asking,
        "dataset": "+".join(Path(name).stem if name.endswith(".jsonl") else name for name in recipe.dataset),
        "dataset_revision": recipe.dataset_revision,
        "train_fingerprint": fingerprint(train_problems),
        "base_model": base.name,
        "base_revision": base.revision,
        "base_sha256": base.sha256,
        "seed": training.seed,
        "max_steps": training.max_steps,
        "num_train_epochs": training.num_train_epochs,
        "per_device_train_batch_size": training.per_device_train_batch_size,
        "gradient_accumulation_steps": training.gradient_accumulation_steps,
        "learning_rate": training.learning_rate,
        "packing": training.packing,
        "whole_text_loss": recipe.whole_text_loss,
        "builtin_skip": recipe.builtin_skip,
        "builtin_rare": recipe.builtin_rare,
        "solver_turns": "one" if one_sequence else "each",
        "matmul_precision": recipe.matmul_precision,
        "compile_layers": recipe.compile_layers,
        "use_peft": model_config.use_peft,
        "world_size": training.world_size,
    }
    checkpoint = resume_from(output, training.resume_from_checkpoint, run)
    trainer = StudentTrainer(
        model=base.model,
        args=training,
        train_dataset=train_dataset,
        eval_dataset=validation_dataset,
        processing_class=tokenizer,
        peft_config=get_peft_config(model_config),
    )
    say = trainer.accelerator.print
    batch = training.train_batch_size * training.gradient_accumulation_steps * training.world_size
    say(
        f"{recipe.role} from {run['base_model']} on {run['dataset']}: {data.problems:,} problems, "
        f"{data.examples:,} examples in {len(data.dataset):,} sequences"
        + (f" ({data.split:,} set apart: the tokenizer merges across turns)," if data.split else ",")
    )
    say(
        f"{data.tokens:,} tokens an epoch ({data.completion_tokens:,} in completions), "
        f"longest {data.longest}; {batch} rows a step"
    )
    say(f"on {training.world_size} process(es), {training.device}; left out: {data.dropped or 'nothing'}")
    if checkpoint:
        say(f"going on from {checkpoint}")
    if trainer.is_world_process_zero():
        write_json(output / RUN_FILE, run)

    # Train.
    trainer.train(resume_from_checkpoint=checkpoint)

    facts = {
        "problems": data.problems,
        "validation_problems": len(validation_problems),
        "validation_fingerprint": fingerprint(validation_problems),
        "examples": data.examples,
        "sequences": len(data.dataset),
        "turns_set_apart": data.split,
        "dropped": data.dropped,
        "epoch_tokens": data.tokens,
        "epoch_completion_tokens": data.completion_tokens,
    }
    student_config = StudentConfig(
        recipe.role, recipe.hint, recipe.asking, FORMAT_VERSION, base.name, run["dataset"], recipe.calculator
    )
    save_student(trainer, run, facts, student_config, model_config)
    say(f"the student is in {output}")
    trainer.end()


def parse(arguments: list[str] | None = None) -> tuple[RecipeArguments, Any, Any]:
    """The three configurations from the command line and its YAML; `ConfigError` for unknown keys."""
    import torch
    from trl import ModelConfig, SFTConfig, TrlParser

    parser = TrlParser((RecipeArguments, SFTConfig, ModelConfig), description=__doc__)  # type: ignore[arg-type]
    if not torch.cuda.is_available():
        # TRL's defaults are bf16, 3 times slower than float32 on a CPU, and a random order, which pads a lot
        # (tests/benchmarks/training.py).
        parser.set_defaults(use_cpu=True, bf16=False, train_sampling_strategy="group_by_length")
    try:
        recipe, training, model_config = parser.parse_args_and_config(arguments)
    except (ValueError, OSError) as error:
        raise ConfigError(str(error)) from error
    training.include_num_input_tokens_seen = "non_padding"  # for training.json; the parser takes it for a yes/no
    return recipe, training, model_config


if __name__ == "__main__":
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
    try:
        main(*parse())
    except SocraticError as error:
        sys.exit(f"sft.py: {error}")

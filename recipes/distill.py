"""Distil one student from a teacher whose weights are at hand, by TRL's DistillationTrainer: on-policy, white-box.

    accelerate launch recipes/sft.py --config recipes/configs/gsm8k/cot.yaml
    accelerate launch recipes/sft.py --config recipes/configs/gsm8k/cot.yaml \\
        --model_name_or_path openai-community/gpt2-large --output_dir students/gsm8k/cot-large
    accelerate launch recipes/distill.py --config recipes/configs/distill.yaml

The student writes the completions itself, from the prompts of its role (a solver answers each gold sub-question after
the gold steps before it), and learns to give every token the probabilities that the teacher gives it there. So the
teacher has to read and write the same texts, a student of the same role is one, and in the same tokens: both are
checked. Start from a student that recipes/sft.py has taught: a base that has not seen the format writes nothing worth
a teacher's opinion. This goes beyond the paper, which trains on the teacher's texts (recipes/annotate.py).

YAML, resuming and what is left in `output_dir` are as in recipes/sft.py. There is no calculator in training: the
student writes the values itself.
"""

import os
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from socratic.errors import ConfigError, SocraticError
from socratic.formats import Asking, Hint
from socratic.students import AnyRole

if TYPE_CHECKING:
    from datasets import Dataset

    from recipes.training_run import Base
    from socratic.problem import Problem
    from socratic.students import StudentConfig

__all__ = ["DistillArguments", "main", "parse"]


@dataclass
class DistillArguments:
    """What this recipe adds to TRL's ModelConfig and DistillationConfig."""

    role: AnyRole = field(metadata={"help": "answer, cot, unified, decomposer, solver, guide, or all"})
    dataset: list[str] = field(
        metadata={
            "help": "builtin, gsm8k, gsm8k-main, svamp, svamp-placeholders, strategyqa or a .jsonl file of problems; "
            "several are joined"
        }
    )
    hint: Hint = field(default="none", metadata={"help": "none, count, operators or equations"})
    asking: Asking = field(default="upfront", metadata={"help": "decomposer: upfront or interleaved"})
    data_dir: str | None = field(default=None, metadata={"help": "Folder with the data sets' files; default: the Hub"})
    dataset_revision: str | None = field(default=None, metadata={"help": "Commit sha of the data set on the Hub"})
    max_train_samples: int | None = field(default=None, metadata={"help": "Train on at most so many problems"})
    validation_samples: int = field(
        default=200,
        metadata={"help": "Problems held out of training where the set has no validation split; at most 10%%"},
    )
    calculator: bool = field(
        default=True, metadata={"help": "Whether the student is to be used with the calculator: goes into student.json"}
    )


def main(recipe: DistillArguments, training: Any, model_config: Any) -> None:
    """Train one student. `training` is a trl.DistillationConfig, `model_config` a trl.ModelConfig."""
    from trl import get_peft_config

    from recipes.records import write_json
    from recipes.student_trainer import OnPolicyTrainer
    from recipes.training_data import formats_of
    from recipes.training_run import RUN_FILE, load_base, read_problems, resume_from, save_student
    from socratic.formats import FORMAT_VERSION
    from socratic.problem import fingerprint
    from socratic.students import STUDENT_FILE, StudentConfig

    output = Path(training.output_dir)
    formats = formats_of(recipe.role, recipe.hint, recipe.asking)  # unknown names fail before anything is loaded
    if (output / STUDENT_FILE).exists():
        raise ConfigError(
            f"{output} already holds a finished student; choose another --output_dir or delete the folder"
        )
    if model_config.model_name_or_path is None:
        raise ConfigError("no student: set --model_name_or_path to a folder or Hub id to start from")
    if training.teacher_model_name_or_path is None:
        raise ConfigError("no teacher: set --teacher_model_name_or_path to a folder or Hub id")
    if training.max_completion_length is None:
        raise ConfigError("set --max_completion_length: how many tokens the student may write")

    # Problems, student, teacher.
    train_problems, validation_problems = read_problems(
        recipe.dataset,
        data_dir=recipe.data_dir,
        revision=recipe.dataset_revision,
        limit=recipe.max_train_samples,
        held_out=recipe.validation_samples,
    )
    student = load_base(
        model_config.model_name_or_path,
        revision=model_config.model_revision,
        dtype=model_config.dtype,
        attn_implementation=model_config.attn_implementation,
    )
    teacher = load_base(
        training.teacher_model_name_or_path,
        revision=training.teacher_model_revision,
        dtype=(training.teacher_model_init_kwargs or {}).get("dtype", model_config.dtype),
    )
    same_vocabulary(student, teacher)
    taught = taught_before(model_config.model_name_or_path, recipe, "student")
    taught_before(training.teacher_model_name_or_path, recipe, "teacher")
    base_name = taught.base_model if taught else student.name
    sets = [Path(name).stem if name.endswith(".jsonl") else name for name in recipe.dataset]
    learned = list(dict.fromkeys([*(taught.dataset.split("+") if taught else []), *sets]))

    # Prompts.
    context = min(each.model.config.get_text_config().max_position_embeddings for each in (student, teacher))
    longest = context - training.max_completion_length
    train_dataset, dropped = prompts(train_problems, formats, student.tokenizer, longest)
    validation_dataset = None
    if validation_problems and training.eval_strategy != "no":
        validation_dataset, _ = prompts(validation_problems, formats, student.tokenizer, longest)

    run = {
        "role": recipe.role,
        "hint": recipe.hint,
        "asking": recipe.asking,
        "dataset": "+".join(learned),
        "dataset_revision": recipe.dataset_revision,
        "train_fingerprint": fingerprint(train_problems),
        "base_model": base_name,
        "base_revision": None if taught else student.revision,
        "started_from": student.name,
        "started_from_revision": student.revision,
        "started_from_sha256": student.sha256,
        "teacher": teacher.name,
        "teacher_revision": teacher.revision,
        "teacher_sha256": teacher.sha256,
        "beta": training.beta,
        "temperature": training.temperature,
        "max_completion_length": training.max_completion_length,
        "seed": training.seed,
        "max_steps": training.max_steps,
        "num_train_epochs": training.num_train_epochs,
        "per_device_train_batch_size": training.per_device_train_batch_size,
        "gradient_accumulation_steps": training.gradient_accumulation_steps,
        "learning_rate": training.learning_rate,
        "use_peft": model_config.use_peft,
        "world_size": training.world_size,
    }
    checkpoint = resume_from(output, training.resume_from_checkpoint, run)
    # The trainer is given both models: what would load them again is for it only to complain of.
    training.teacher_model_init_kwargs = None
    trainer = OnPolicyTrainer(
        model=student.model,
        teacher_model=teacher.model,
        args=training,
        train_dataset=train_dataset,
        eval_dataset=validation_dataset,
        processing_class=student.tokenizer,
        peft_config=get_peft_config(model_config),
    )
    say = trainer.accelerator.print
    batch = training.train_batch_size * training.gradient_accumulation_steps * training.world_size
    say(
        f"{recipe.role}: {student.name} learns from {teacher.name} on {'+'.join(sets)}: {len(train_problems):,} "
        f"problems, {len(train_dataset):,} prompts, {batch} a step, up to {training.max_completion_length} tokens each"
    )
    say(f"on {training.world_size} process(es), {training.device}; left out: {dropped or 'nothing'}")
    if checkpoint:
        say(f"going on from {checkpoint}")
    if trainer.is_world_process_zero():
        write_json(output / RUN_FILE, run)

    trainer.train(resume_from_checkpoint=checkpoint)

    facts = {
        "problems": len(train_problems),
        "validation_problems": len(validation_problems) if validation_dataset else 0,
        "validation_fingerprint": fingerprint(validation_problems) if validation_dataset else None,
        "examples": len(train_dataset),
        "dropped": dropped,
    }
    student_config = StudentConfig(
        recipe.role, recipe.hint, recipe.asking, FORMAT_VERSION, base_name, run["dataset"], recipe.calculator
    )
    save_student(trainer, run, facts, student_config, model_config)
    say(f"the student is in {output}")
    trainer.end()


def same_vocabulary(student: "Base", teacher: "Base") -> None:
    """`ConfigError` unless both tokenizers have the same tokens under the same ids. Where one model has spare rows for
    ids that no token has, as in some families, both lose them: TRL wants equal sizes, and nobody writes those ids."""
    ours, theirs = (
        {number: token for token, number in each.tokenizer.get_vocab().items()} for each in (student, teacher)
    )
    if ours != theirs:
        first = min(number for number in ours.keys() | theirs.keys() if ours.get(number) != theirs.get(number))
        raise ConfigError(
            f"the vocabularies of {student.name} ({len(ours):,} tokens) and {teacher.name} ({len(theirs):,}) do not "
            f"match: id {first:,} is {ours.get(first)!r} and {theirs.get(first)!r}. The loss compares probabilities "
            "token by token: choose a teacher of the student's family, or recipes/annotate.py, which needs only texts"
        )
    if len({each.model.config.get_text_config().vocab_size for each in (student, teacher)}) > 1:
        for each in (student, teacher):
            each.model.resize_token_embeddings(max(ours) + 1)


def taught_before(name: str, recipe: DistillArguments, which: str) -> "StudentConfig | None":
    """What a folder's student.json says; None for a base. `ConfigError` where it was taught other texts."""
    from socratic.students import STUDENT_FILE, read_student_config

    if not (Path(name) / STUDENT_FILE).is_file():
        return None
    config = read_student_config(name)
    if config.role == "all" or (config.role, config.hint, config.asking) == (recipe.role, recipe.hint, recipe.asking):
        return config
    raise ConfigError(
        f"the {which} in {name} was taught role {config.role}, hint {config.hint}, asking {config.asking}, and this "
        f"run is for role {recipe.role}, hint {recipe.hint}, asking {recipe.asking}: both have to write the same texts"
    )


def prompts(problems: "list[Problem]", formats: Any, tokenizer: Any, longest: int) -> "tuple[Dataset, dict[str, int]]":
    """(a row a prompt, what was left out). Raises `ConfigError` where none remains."""
    from collections import Counter

    from datasets import Dataset

    from socratic.encoding import encode_prompt
    from socratic.errors import FormatError

    always, rotating = formats
    rows: list[str] = []
    dropped: Counter[str] = Counter()
    for number, problem in enumerate(problems):
        turn = (rotating[number % len(rotating)],) if rotating else ()
        try:
            texts = [example.prompt for form in (*always, *turn) for example in form.examples(problem)]
        except FormatError:
            dropped["no steps or questions"] += 1
            continue
        fitting = [text for text in texts if len(encode_prompt(tokenizer, text)) <= longest]
        dropped["no room for a completion"] += len(texts) - len(fitting)
        rows += fitting
    if not rows:
        raise ConfigError(
            f"none of the {len(problems)} problems gives a prompt for this role ({dict(dropped)}); choose another data "
            "set or role, or lower --max_completion_length"
        )
    return Dataset.from_dict({"prompt": rows}), dict(+dropped)


def parse(arguments: list[str] | None = None) -> tuple[DistillArguments, Any, Any]:
    """The three configurations from the command line and its YAML; `ConfigError` for unknown keys."""
    import torch
    from trl import DistillationConfig, ModelConfig, TrlParser

    parser = TrlParser((DistillArguments, DistillationConfig, ModelConfig), description=__doc__)  # type: ignore[arg-type]
    if not torch.cuda.is_available():
        parser.set_defaults(use_cpu=True, bf16=False)
    try:
        recipe, training, model_config = parser.parse_args_and_config(arguments)
    except (ValueError, OSError) as error:
        raise ConfigError(str(error)) from error
    return recipe, training, model_config


if __name__ == "__main__":
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
    try:
        main(*parse())
    except SocraticError as error:
        sys.exit(f"distill.py: {error}")

"""What recipes/sft.py and recipes/distill.py share: problems, a base model, and a run that can be taken up again.

>>> base = load_base("openai-community/gpt2")                                                          # doctest: +SKIP
>>> base.name, len(base.tokenizer)                                                                     # doctest: +SKIP
('openai-community/gpt2', 50258)
"""

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from transformers import AutoModelForCausalLM, AutoTokenizer, PreTrainedModel
from transformers.modeling_layers import GradientCheckpointingLayer
from transformers.trainer_utils import get_last_checkpoint

from recipes.rare_results import with_rare_results
from recipes.records import TRAINING_FILE, environment, now, read_json, weights_sha256, write_json
from recipes.training_data import split_validation
from socratic.builtin import BASE
from socratic.compiled import can_compile
from socratic.errors import ConfigError
from socratic.problem import Problem
from socratic.sources import load_problems
from socratic.students import StudentConfig

__all__ = [
    "RUN_FILE",
    "TRAINING_FILE",
    "Base",
    "compile_layers",
    "load_base",
    "read_problems",
    "resume_from",
    "save_student",
]

RUN_FILE = "run.json"


@dataclass(frozen=True)
class Base:
    """A causal language model to train. `name` is its Hub id, or its folder's name; `revision` of a Hub id, `sha256` of
    a folder's weights."""

    name: str
    revision: str | None
    model: Any
    tokenizer: Any
    sha256: str | None = None


def compile_layers(model: PreTrainedModel) -> None:
    """Compile each of the model's layers in place, for inputs of any length: they share one compiled code, and the
    weights keep their names. The loss stays outside: which positions it scores differs from step to step.

    Raises `ConfigError` where there is no compiler.
    """
    if not can_compile(model):
        raise ConfigError("compile_layers takes a C++ compiler, such as Debian's g++: leave it out here")
    for module in model.modules():
        if isinstance(module, GradientCheckpointingLayer):  # what every decoder of transformers builds its layers on
            module.compile(dynamic=True)


def read_problems(
    names: Sequence[str],
    *,
    data_dir: str | None,
    revision: str | None,
    limit: int | None,
    held_out: int,
    builtin_skip: int = 0,
    builtin_rare: int = 0,
) -> tuple[list[Problem], list[Problem]]:
    """(train, validation) of the sets, joined: of each at most `limit` to train on, about `held_out` held out.

    The built-in set is an endless stream: `builtin_skip` is where in it to begin, and of the `builtin_rare` problems
    behind the last one those are added that have a result which is rare up to there (recipes/rare_results.py). Raises
    `ConfigError` when that set is not among `names`, or when there is no `limit` to end at.
    """
    for option, value in (("builtin_skip", builtin_skip), ("builtin_rare", builtin_rare)):
        if value and ("builtin" not in names or limit is None or value < 0):
            raise ConfigError(f"{option} is for --dataset builtin with a max_train_samples, and not below 0")
    train: list[Problem] = []
    validation: list[Problem] = []
    for name in names:
        if name == "builtin":
            until = None if limit is None else builtin_skip + limit
            stream = load_problems(name, "train", limit=until and until + builtin_rare)
            problems, behind = stream[builtin_skip:until], stream[until:] if builtin_rare else []
            train += with_rare_results(stream[:until], behind)
            held = load_problems(name, "validation", limit=held_out)
        else:
            a_file = name.endswith((".jsonl", ".jsonl.gz"))
            problems = load_problems(name, data_dir=None if a_file else data_dir, revision=None if a_file else revision)
            problems, held = split_validation(problems, held_out)
        train += problems[:limit]
        validation += held
    return train, validation


def load_base(
    name: str, *, revision: str | None = None, dtype: str | None = None, attn_implementation: str | None = None
) -> Base:
    """The model and tokenizer in a folder, on the Hub, or built in ("builtin"), with a pad token that is not EOS.

    `dtype` is a torch dtype's name; default: float32. Raises `ConfigError` for what cannot be loaded.
    """
    path = str(BASE) if name == "builtin" else name
    local = Path(path).is_dir()
    if not local and path.count("/") > 1:  # no Hub id either, which the Hub's client would say in its own words
        raise ConfigError(
            f"the base model {path!r} cannot be loaded: there is no such folder; train it first, or give another "
            "folder or a Hub id (--model_name_or_path, --teacher_model_name_or_path)"
        )
    try:
        tokenizer = AutoTokenizer.from_pretrained(path, revision=None if local else revision)
        model = AutoModelForCausalLM.from_pretrained(
            path,
            revision=None if local else revision,
            dtype=getattr(torch, dtype or "float32"),
            attn_implementation=attn_implementation,
            use_safetensors=True,
        )
    except OSError as error:
        raise ConfigError(f"the base model {path!r} cannot be loaded: {str(error).splitlines()[0]}") from error
    if tokenizer.pad_token_id in (None, tokenizer.eos_token_id):
        tokenizer.add_special_tokens({"pad_token": "<|pad|>"})  # a pad that is EOS would hide when to stop
    if len(tokenizer) > model.config.get_text_config().vocab_size:
        model.resize_token_embeddings(len(tokenizer))
    for config in (model.config, model.generation_config):
        config.eos_token_id, config.pad_token_id = tokenizer.eos_token_id, tokenizer.pad_token_id
    called = "socratic-cot-builtin" if name == "builtin" else Path(path).resolve().name if local else path
    sha256 = weights_sha256(Path(path)) if local else None
    return Base(called, None if local else revision, model, tokenizer, sha256)


def resume_from(output: Path, asked: str | None, run: dict[str, Any]) -> str | None:
    """The checkpoint to go on from: the one that was asked for, else the last in `output`. `ConfigError` where a run
    with other settings than `run` wrote it."""
    checkpoint = asked or (get_last_checkpoint(str(output)) if output.is_dir() else None)
    if checkpoint and (output / RUN_FILE).exists():
        changed = [key for key, value in read_json(output / RUN_FILE).items() if run.get(key) != value]
        if changed:
            raise ConfigError(
                f"{output} holds checkpoints of a run with another {', '.join(changed)}; give that run's settings "
                "to go on, or choose another --output_dir"
            )
    return checkpoint


def save_student(
    trainer: Any, run: dict[str, Any], facts: dict[str, Any], student: StudentConfig, model_config: Any
) -> None:
    """Write what a trainer made into its output folder: weights (an adapter merged), tokenizer, training.json with
    `run`, `facts` about the data and what the trainer logged, and student.json last, as the mark of a finished student.
    """
    training = trainer.args
    output = Path(training.output_dir)
    if model_config.use_peft:
        trainer.model = trainer.accelerator.unwrap_model(trainer.model).merge_and_unload()
    trainer.save_model(training.output_dir)
    if not trainer.is_world_process_zero():
        return
    history = trainer.state.log_history
    (output / "training_args.bin").unlink(missing_ok=True)  # a pickle, and training.json says the same
    write_json(
        output / TRAINING_FILE,
        {
            **run,
            "created": now(),
            "dtype": model_config.dtype or "float32",
            "mixed_precision": "bf16" if training.bf16 else "fp16" if training.fp16 else "no",
            "config": _non_defaults(training, model_config),
            **facts,
            "steps": trainer.state.global_step,
            "epochs": trainer.state.epoch,
            "tokens": int(trainer.state.num_input_tokens_seen),
            "seconds": history[-1]["seconds"],
            "best_eval_loss": trainer.state.best_metric,
            "best_step": trainer.state.best_global_step,
            "loss_curve": _loss_curve(history),
            "environment": environment(str(training.device)),
        },
    )
    student.save(output)


def _loss_curve(history: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """What a record keeps of a trainer's log."""
    kept = ("step", "epoch", "loss", "eval_loss", "learning_rate", "seconds")
    return [
        {key: entry[key] for key in kept if key in entry}
        for entry in history
        if "loss" in entry or "eval_loss" in entry
    ]


def _non_defaults(*configs: Any) -> dict[str, Any]:
    """Every option that differs from its library's default, but for paths and tokens of this machine."""
    left_out = {
        "output_dir",
        "logging_dir",
        "model_name_or_path",
        "teacher_model_name_or_path",
        "resume_from_checkpoint",
        "run_name",
        "hub_token",
        "eos_token",
        "pad_token",
    }
    found = {}
    for config in configs:
        values = config.to_dict() if hasattr(config, "to_dict") else dataclasses.asdict(config)
        for option in dataclasses.fields(config):
            value = values.get(option.name)
            if option.name not in left_out and value != option.default and option.default is not dataclasses.MISSING:
                found[option.name] = value
    return found

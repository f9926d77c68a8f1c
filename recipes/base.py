"""Train the built-in base from nothing: its tokenizer and random weights, then the stages of configs/base in order.

    python -m recipes.base --output_dir runs/base --data_dir DATA

It takes hours on two cores. What is finished is kept, and a run that was stopped goes on from its last checkpoint with
the same command. In the output folder:

    base-init/             the start: a tokenizer, random weights (recipes/base_start.py)
    base-1/ ... base-11/   what each stage left; the last one is the base
    logs/                  what the stages said

The last one's `training.json` has the records of the stages before it too, under `earlier_stages`.
"""

import argparse
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import yaml

from recipes.jobs import Job, run
from recipes.records import TRAINING_FILE, read_json, write_json
from recipes.reproduce import training_job
from socratic.errors import SocraticError
from socratic.students import STUDENT_FILE

__all__ = ["CONFIGS", "join_stages", "main"]

_RECIPES = Path(__file__).resolve().parent
_LAUNCH = [
    sys.executable,
    "-m",
    "accelerate.commands.launch",
    "--config_file",
    str(_RECIPES / "launch" / "cpu_ddp.yaml"),
]
"""Two processes of one thread each were faster than one process of two threads."""
_TRIAL = [
    "--builtin_skip",
    "20",
    "--builtin_rare",
    "20",
    "--max_steps",
    "2",
    "--eval_steps",
    "2",
    "--save_steps",
    "2",
    "--max_train_samples",
    "20",
    "--validation_samples",
    "2",
]
CONFIGS = sorted((_RECIPES / "configs" / "base").glob("stage*.yaml"))
"""The stages' settings, in order."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Make the start, run every stage that is not finished, and join their records."""
    parser = argparse.ArgumentParser(
        prog="base.py", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--output_dir", type=Path, required=True, help="where everything goes")
    parser.add_argument("--data_dir", type=Path, help="folder with GSM8K, SVAMP and StrategyQA; default: the Hub")
    parser.add_argument("--trial", action="store_true", help="two steps a stage, to see that everything works here")
    parser.add_argument("--dry_run", action="store_true", help="only say what there is to do")
    options = parser.parse_args(arguments)
    output: Path = options.output_dir
    folders = [output / "base-init", *(output / f"base-{number}" for number in range(1, len(CONFIGS) + 1))]
    data = ["--data_dir", str(options.data_dir)] if options.data_dir else []
    for config, folder in zip(CONFIGS, folders[1:], strict=True):
        settings = yaml.safe_load(config.read_text(encoding="utf-8"))
        steps = 2 if options.trial else settings["max_steps"]
        done = ", finished" if (folder / STUDENT_FILE).exists() else ""
        print(f"{folder}: {steps:,} steps on {' + '.join(settings['dataset'])}{done}")
    if options.dry_run:
        return
    start = [sys.executable, str(_RECIPES / "base_start.py"), "--output_dir", str(folders[0]), *data]
    start += ["--problems", "100"] if options.trial else []
    if not (folders[0] / "model.safetensors").exists():
        run([Job("start", start, output / "logs" / "start.log")], at_once=1)
    for number, config in enumerate(CONFIGS, start=1):
        if (folders[number] / STUDENT_FILE).exists():
            continue
        more = ["--model_name_or_path", str(folders[number - 1]), *data]
        more += _TRIAL if options.trial else []
        log = output / "logs" / f"stage{number}.log"
        job = training_job(f"stage {number}", config, folders[number], log, more)
        run([replace(job, command=[*_LAUNCH, *job.command[1:]])])
    if "earlier_stages" not in read_json(folders[-1] / TRAINING_FILE):
        write_json(folders[-1] / TRAINING_FILE, join_stages(folders[1:]))
    # What the base was made from is the start, not the stage before, and what it was taught is what all stages taught.
    told = [read_json(folder / STUDENT_FILE) for folder in folders[1:]]
    taught = dict.fromkeys(name for student in told for name in student["dataset"].split("+"))
    write_json(folders[-1] / STUDENT_FILE, {**told[-1], "base_model": folders[0].name, "dataset": "+".join(taught)})
    print(f"the base is in {folders[-1]}")


def join_stages(folders: Sequence[Path]) -> dict[str, Any]:
    """The last folder's training record, with those of the folders before it as `earlier_stages`, each without its
    loss curve and its machine's description. Raises `ConfigError` for a folder without a record."""
    *earlier, last = (read_json(folder / TRAINING_FILE) for folder in folders)
    left_out = ("loss_curve", "environment")
    short = [{key: value for key, value in record.items() if key not in left_out} for record in earlier]
    return {**last, "earlier_stages": short}


if __name__ == "__main__":
    try:
        main()
    except SocraticError as error:
        sys.exit(f"base.py: {error}")
    except KeyboardInterrupt:
        sys.exit("base.py: stopped; the same command goes on from the last checkpoint")

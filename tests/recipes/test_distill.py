"""recipes/distill.py on the built-in base and on tiny models: every role, resuming, what does not fit together."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
import torch
import yaml
from safetensors.torch import load_file
from transformers import AutoModelForCausalLM, AutoTokenizer, PreTrainedTokenizerFast

from recipes.distill import main, parse, same_vocabulary
from recipes.training_run import Base, load_base
from socratic.builtin import BASE
from socratic.errors import ConfigError
from socratic.formats import ROLES, StudentFormat
from socratic.problem import Problem
from socratic.sources import write_problems
from socratic.students import load_student
from tests.helpers import PROBLEMS, byte_tokenizer, tiny_student

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def problems(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("data") / "tiny.jsonl"
    copies = [Problem(f"{p.id}-{n}", p.text, p.steps, p.answer, p.source) for n in range(10) for p in PROBLEMS]
    write_problems(path, copies)
    return path


def arguments(student: object, teacher: object, problems: object, output: Path, role: str, *more: str) -> list[str]:
    return [
        *("--model_name_or_path", str(student), "--teacher_model_name_or_path", str(teacher)),
        *("--dataset", str(problems), "--role", role, "--output_dir", str(output), "--max_completion_length", "16"),
        *("--max_steps", "2", "--per_device_train_batch_size", "4", "--learning_rate", "1e-2", "--logging_steps", "1"),
        *("--gradient_checkpointing", "no", "--disable_tqdm", "yes", "--report_to", "none", *more),
    ]


@pytest.mark.parametrize("role", sorted(ROLES))
def test_the_builtin_base_learns_any_role_from_itself(tmp_path: Path, role: str) -> None:
    more = ("--hint", "count") if role == "guide" else ()
    limits = ("--max_train_samples", "12", "--validation_samples", "4", "--eval_strategy", "steps", "--eval_steps", "2")
    main(*parse(arguments("builtin", BASE, "builtin", tmp_path / "out", role, *more, *limits)))
    student = load_student(tmp_path / "out")
    record = json.loads((tmp_path / "out" / "training.json").read_text("utf-8"))
    assert student.config.role == role
    assert [student.config.base_model, student.config.dataset] == ["socratic-cot-builtin", "builtin"]
    assert [record["steps"], record["problems"], record["teacher"]] == [2, 12, "base"]
    assert record["tokens"] > 0
    assert [sorted(entry) for entry in record["loss_curve"][:1]] == [
        ["epoch", "learning_rate", "loss", "seconds", "step"]
    ]
    assert any("eval_loss" in entry for entry in record["loss_curve"])
    assert str(tmp_path) not in json.dumps(record)
    files = {path.name for path in (tmp_path / "out").iterdir() if path.is_file()}
    assert files.isdisjoint({"README.md", "training_args.bin"})


def test_a_student_comes_nearer_to_its_teacher(tmp_path: Path, problems: Path) -> None:
    """The teacher knows the answers by heart; after some steps the student gives them more probability."""
    teacher = tiny_student(tmp_path / "teacher", "answer", problems=PROBLEMS)
    student = tiny_student(tmp_path / "student", "answer", seed=1)
    more = ("--max_steps", "30", "--beta", "0.5")
    main(*parse(arguments(student, teacher, problems, tmp_path / "out", "answer", *more)))
    losses = [entry["loss"] for entry in json.loads((tmp_path / "out" / "training.json").read_text())["loss_curve"]]
    assert sum(losses[-5:]) < 0.5 * sum(losses[:5])


def test_the_prompts_are_those_of_the_role(tmp_path: Path, problems: Path, capsys: pytest.CaptureFixture[str]) -> None:
    student = tiny_student(tmp_path / "student", "solver")
    main(*parse(arguments(student, student, problems, tmp_path / "out", "solver", "--validation_samples", "0")))
    wanted = sum(len(StudentFormat("solver").examples(problem)) for problem in PROBLEMS) * 10
    assert f"30 problems, {wanted} prompts" in capsys.readouterr().out


def test_a_killed_run_goes_on_and_other_settings_do_not(tmp_path: Path, problems: Path) -> None:
    student = tiny_student(tmp_path / "student", "cot")
    output = tmp_path / "out"
    save = ("--save_strategy", "steps", "--save_steps", "1")
    main(*parse(arguments(student, student, problems, output, "cot", *save)))
    for file in ("student.json", "training.json"):
        (output / file).unlink()
    for checkpoint in output.glob("checkpoint-2"):
        checkpoint.rename(tmp_path / "away")  # as if it had been killed in the second step
    with pytest.raises(ConfigError, match="a run with another beta"):
        main(*parse(arguments(student, student, problems, output, "cot", *save, "--beta", "0.1")))
    main(*parse(arguments(student, student, problems, output, "cot", *save)))
    assert json.loads((output / "training.json").read_text())["steps"] == 2


def test_lora_is_merged(tmp_path: Path, problems: Path) -> None:
    student = tiny_student(tmp_path / "student", "cot")
    main(*parse(arguments(student, student, problems, tmp_path / "out", "cot", "--use_peft", "yes")))
    before, after = (load_file(folder / "model.safetensors") for folder in (student, tmp_path / "out"))
    assert before.keys() == after.keys()


def other_tokens(folder: Path, base: Path) -> Path:
    """A model with the same number of tokens, two of them the other way round."""
    tokenizer = AutoTokenizer.from_pretrained(base)
    saved = json.loads(tokenizer.backend_tokenizer.to_str())
    vocabulary = saved["model"]["vocab"]
    vocabulary["a"], vocabulary["b"] = vocabulary["b"], vocabulary["a"]
    folder.mkdir()
    AutoModelForCausalLM.from_pretrained(base).save_pretrained(folder)
    tokenizer.save_pretrained(folder)
    (folder / "tokenizer.json").write_text(json.dumps(saved))
    return folder


def test_a_teacher_with_another_vocabulary_is_refused(tmp_path: Path, problems: Path) -> None:
    student = tiny_student(tmp_path / "student", "cot")
    with pytest.raises(ConfigError, match=r"vocabularies of student .* and base .* do not match: id 258 is None"):
        main(*parse(arguments(student, BASE, problems, tmp_path / "out", "cot")))
    swapped = other_tokens(tmp_path / "swapped", student)
    with pytest.raises(ConfigError, match=r"do not match: id \d+ is '[ab]' and '[ab]'"):
        main(*parse(arguments(student, swapped, problems, tmp_path / "out", "cot")))
    assert not (tmp_path / "out").exists()


def test_spare_rows_of_one_model_are_no_hindrance(tmp_path: Path, problems: Path) -> None:
    student = tiny_student(tmp_path / "student", "cot")
    teacher = tiny_student(tmp_path / "teacher", "cot", seed=1)
    model = AutoModelForCausalLM.from_pretrained(teacher)
    size = model.config.vocab_size
    model.resize_token_embeddings(size + 7)
    model.save_pretrained(teacher)
    pair = load_base(str(student)), load_base(str(teacher))
    logits = pair[1].model(torch.tensor([[5, 6]])).logits[..., :size]
    same_vocabulary(*pair)
    assert [each.model.config.vocab_size for each in pair] == [size, size]
    assert torch.allclose(pair[1].model(torch.tensor([[5, 6]])).logits, logits, atol=1e-6)
    main(*parse(arguments(student, teacher, problems, tmp_path / "out", "cot")))


def test_a_vocabulary_is_compared_by_its_ids() -> None:
    plain, merged = byte_tokenizer(), byte_tokenizer(("a", "b"))

    def base(tokenizer: PreTrainedTokenizerFast) -> Base:
        return Base("x", None, None, tokenizer)

    with pytest.raises(ConfigError, match="id 258 is None and 'ab'"):
        same_vocabulary(base(plain), base(merged))


@pytest.mark.parametrize(
    ("role", "more", "message"),
    [
        ("solver", (), "the student in .* was taught role cot"),
        ("cot", ("--hint", "count"), "taught role cot, hint none"),
        ("cot", ("--max_completion_length", "500"), "gives a prompt for this role"),
    ],
)
def test_what_does_not_fit_together_is_said(
    tmp_path: Path, problems: Path, role: str, more: tuple[str, ...], message: str
) -> None:
    student = tiny_student(tmp_path / "student", "cot")
    with pytest.raises(ConfigError, match=message):
        main(*parse(arguments(student, student, problems, tmp_path / "out", role, *more)))


def test_two_processes_distil_together_and_end(tmp_path: Path, problems: Path) -> None:
    """With validation between the steps; a process that does not end fails here by its time limit."""
    student = tiny_student(tmp_path / "student", "cot")
    launch = [sys.executable, "-m", "accelerate.commands.launch", "--config_file", "recipes/launch/cpu_ddp.yaml"]
    command = [*launch, "recipes/distill.py", *arguments(student, student, problems, tmp_path / "out", "cot")]
    result = subprocess.run(
        [*command, "--eval_strategy", "steps", "--eval_steps", "1", "--per_device_eval_batch_size", "1"],
        cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, text=True, check=False, timeout=240,
    )  # fmt: skip
    assert result.returncode == 0, result.stderr
    record = json.loads((tmp_path / "out" / "training.json").read_text())
    assert [record["world_size"], record["steps"]] == [2, 2]
    assert load_student(tmp_path / "out").config.role == "cot"


def test_what_is_missing_is_one_line(tmp_path: Path) -> None:
    config = tmp_path / "wrong.yaml"
    config.write_text("role: cot\ndataset: [builtin]\nmodel_name_or_path: builtin\n")
    result = subprocess.run(
        [sys.executable, "recipes/distill.py", "--config", str(config), "--output_dir", str(tmp_path / "out")],
        cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert result.returncode == 1
    assert result.stderr.splitlines()[-1].startswith("distill.py: no teacher: set --teacher_model_name_or_path")
    assert "Traceback" not in result.stderr


def test_the_yaml_is_read_and_trains(tmp_path: Path, problems: Path) -> None:
    config = ROOT / "recipes" / "configs" / "distill.yaml"
    student = tiny_student(tmp_path / "student", "cot")
    changed = arguments(student, student, problems, tmp_path / "out", "cot", "--eval_steps", "2", "--save_steps", "2")
    main(*parse(["--config", str(config), *changed]))
    record = json.loads((tmp_path / "out" / "training.json").read_text())
    assert record["beta"] == yaml.safe_load(config.read_text())["beta"]
    assert record["best_eval_loss"] is not None

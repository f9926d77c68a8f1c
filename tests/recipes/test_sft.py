"""recipes/sft.py as a person runs it, on tiny bases: every YAML, resuming, DDP, LoRA, packing, wrong input."""

import hashlib
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
import torch
import yaml
from safetensors.torch import load_file
from transformers import AutoModelForCausalLM, AutoTokenizer

from recipes.sft import main, parse
from recipes.training_data import formats_of, split_validation, training_data
from recipes.training_run import compile_layers, load_base, read_problems
from socratic.builtin import builtin_problems
from socratic.calculator import check_equations
from socratic.compiled import can_compile
from socratic.decoding import Decoding, decode
from socratic.errors import ConfigError, FormatError
from socratic.formats import HINTS, ROLES, StudentFormat
from socratic.problem import Problem
from socratic.sources import write_problems
from socratic.students import load_student
from tests.helpers import PROBLEMS, tiny_student

ROOT = Path(__file__).resolve().parents[2]
SETS = ("builtin", "gsm8k", "strategyqa", "svamp")
CONFIGS = [config for name in SETS for config in sorted((ROOT / "recipes" / "configs" / name).glob("*.yaml"))]


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A random model that has no student.json of its own, as a real base has none."""
    folder = tiny_student(tmp_path_factory.mktemp("base"), "all", context_length=2048)
    (folder / "student.json").unlink()
    return folder


@pytest.fixture(scope="module")
def problems(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Forty problems in a file."""
    path = tmp_path_factory.mktemp("data") / "tiny.jsonl"
    copies = [
        Problem(f"{p.id}-{n}", f"{p.text} ({n})", p.steps, p.answer, p.source) for n in range(14) for p in PROBLEMS
    ]
    write_problems(path, copies[:40])
    return path


def recipe_arguments(base: Path, problems: Path, output: Path, role: str, *more: str) -> list[str]:
    return [
        *("--model_name_or_path", str(base), "--dataset", str(problems), "--output_dir", str(output)),
        *("--role", role, "--max_length", "512", "--max_steps", "8", "--per_device_train_batch_size", "4"),
        *("--learning_rate", "1e-2", "--gradient_checkpointing", "no", "--eval_strategy", "steps", "--eval_steps", "4"),
        *("--save_strategy", "steps", "--save_steps", "4", "--load_best_model_at_end", "yes", "--logging_steps", "1"),
        *("--metric_for_best_model", "eval_loss", "--disable_tqdm", "yes", *more),
    ]


def train(*arguments: object) -> Path:
    output = Path(str(arguments[2]))
    main(*parse(recipe_arguments(*arguments)))  # type: ignore[arg-type]
    return output


def test_there_is_a_yaml_for_every_role_of_every_set() -> None:
    assert [(path.parent.name, path.stem) for path in CONFIGS] == [(s, r) for s in SETS for r in sorted(ROLES)]


@pytest.mark.parametrize("config", CONFIGS, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_every_yaml_trains_for_two_steps(
    config: Path, base: Path, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    arguments = ["--config", str(config), "--model_name_or_path", str(base), "--output_dir", str(tmp_path)]
    arguments += ["--max_steps", "2", "--eval_steps", "2", "--save_steps", "2", "--max_length", "2048"]
    arguments += ["--max_train_samples", "12", "--validation_samples", "3", "--per_device_train_batch_size", "4"]
    if config.parent.name != "builtin":
        arguments += ["--data_dir", str(request.getfixturevalue("shared_data"))]
    main(*parse([*arguments, "--disable_tqdm", "yes"]))
    student = load_student(tmp_path)
    settings = yaml.safe_load(config.read_text(encoding="utf-8"))
    record = json.loads((tmp_path / "training.json").read_text(encoding="utf-8"))
    assert student.config.role == settings["role"] == config.stem
    assert student.config.dataset == config.parent.name
    assert student.config.hint == settings.get("hint", "none")
    assert record["base_sha256"] == hashlib.sha256((base / "model.safetensors").read_bytes()).hexdigest()
    assert record["steps"] == 2
    assert record["tokens"] > 0
    assert [entry["eval_loss"] > 0 for entry in record["loss_curve"] if "eval_loss" in entry] == [True]
    assert not list(tmp_path.glob("*.bin"))
    assert not (tmp_path / "README.md").exists()


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        ("role: cot\ndataset: [builtin]\nlearning_rat: 1", "learning_rat"),
        ("role: poet\ndataset: [builtin]\nmodel_name_or_path: x", "unknown role 'poet'"),
        ("role: cot\nhint: shout\ndataset: [builtin]\nmodel_name_or_path: x", "unknown hint 'shout'"),
        ("role: guide\ndataset: [builtin]\nmodel_name_or_path: x", "a guide needs a hint"),
        ("role: cot\ndataset: [gsm9k]\nmodel_name_or_path: x", "unknown data set 'gsm9k'"),
        ("role: cot\ndataset: [builtin]", "no base model"),
        ("role: cot\ndataset: [builtin]\nmodel_name_or_path: no/such/base", "'no/such/base' cannot be loaded"),
        (
            "role: cot\ndataset: [builtin]\nmodel_name_or_path: x\ncompletion_only_loss: false",
            "set whole_text_loss instead",
        ),
        ("role: cot\ndataset: [builtin]\nmatmul_precision: low", "unknown matmul_precision 'low'"),
        ("role: cot\ndataset: [builtin]\nbuiltin_skip: 9", "builtin_skip is for --dataset builtin with a max_train_"),
        (
            "role: cot\ndataset: [builtin]\nmax_train_samples: 9\nbuiltin_rare: -1",
            "builtin_rare is for --dataset builtin with a max_train_samples, and not below 0",
        ),
        ("just a line", "mapping"),
    ],
)
def test_wrong_configurations_are_one_clear_line(lines: str, message: str, tmp_path: Path) -> None:
    config = tmp_path / "wrong.yaml"
    config.write_text(lines, encoding="utf-8")
    result = subprocess.run(
        [sys.executable, "recipes/sft.py", "--config", str(config), "--output_dir", str(tmp_path / "out")],
        cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert result.returncode == 1
    assert message in result.stderr.splitlines()[-1]
    assert "Traceback" not in result.stderr


def test_a_run_begins_anywhere_in_the_built_in_stream_and_other_sets_at_their_beginning(problems: Path) -> None:
    sets = ["builtin", str(problems)]
    first, held = read_problems(sets, data_dir=None, revision=None, limit=6, held_out=2)
    later, held_later = read_problems(sets, data_dir=None, revision=None, limit=4, held_out=2, builtin_skip=2)
    assert later == [*first[2:6], *first[6:10]]
    assert held_later == held


def test_problems_with_results_that_were_rare_so_far_are_added_from_behind() -> None:
    def results(problem: Problem) -> list[str]:
        return [equation.stated for step in problem.steps for equation in check_equations(step.solution)]

    stream = builtin_problems("train", 4200)
    seen = [result for problem in stream[:4000] for result in results(problem)]
    added = [problem for problem in stream[4000:] if any(seen.count(result) < 20 for result in results(problem))]
    assert 20 < len(added) < 180
    train, held = read_problems(
        ["builtin"], data_dir=None, revision=None, limit=3000, held_out=2, builtin_skip=1000, builtin_rare=200
    )
    assert [problem.id for problem in train] == [problem.id for problem in [*added, *stream[1000:4000]]]
    assert held == builtin_problems("validation", 2)


def test_a_finished_student_is_not_overwritten(base: Path, problems: Path, tmp_path: Path) -> None:
    train(base, problems, tmp_path, "cot")
    before = (tmp_path / "model.safetensors").read_bytes()
    with pytest.raises(ConfigError, match="already holds a finished student"):
        train(base, problems, tmp_path, "cot")
    assert (tmp_path / "model.safetensors").read_bytes() == before


@pytest.mark.parametrize("sampling", ["random", "group_by_length"])
def test_a_killed_run_reaches_the_same_losses(sampling: str, base: Path, problems: Path, tmp_path: Path) -> None:
    more = ("--train_sampling_strategy", sampling, "--max_steps", "12")
    train(base, problems, tmp_path / "whole", "solver", *more)
    command = [
        sys.executable,
        "recipes/sft.py",
        *recipe_arguments(base, problems, tmp_path / "killed", "solver", *more),
    ]
    process = subprocess.Popen(
        command,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    state = tmp_path / "killed" / "checkpoint-4" / "trainer_state.json"
    deadline = time.monotonic() + 120
    while not state.exists() and process.poll() is None and time.monotonic() < deadline:
        time.sleep(0.005)
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert state.exists()
    assert not (tmp_path / "killed" / "student.json").exists()
    train(base, problems, tmp_path / "killed", "solver", *more)
    whole, killed = (json.loads((tmp_path / name / "training.json").read_text()) for name in ("whole", "killed"))
    losses = [[(e["step"], e.get("loss"), e.get("eval_loss")) for e in run["loss_curve"]] for run in (whole, killed)]
    assert losses[0] == losses[1]
    assert len([entry for entry in losses[0] if entry[1] is not None]) == 12
    assert whole["tokens"] == killed["tokens"]


def test_checkpoints_of_another_run_are_not_resumed(base: Path, problems: Path, tmp_path: Path) -> None:
    train(base, problems, tmp_path, "cot")
    (tmp_path / "student.json").unlink()
    with pytest.raises(ConfigError, match="another role, learning_rate"):
        main(*parse(recipe_arguments(base, problems, tmp_path, "unified", "--learning_rate", "1e-3")))


def test_two_processes_train_one_student(base: Path, problems: Path, tmp_path: Path) -> None:
    launch = [
        str(Path(sys.executable).with_name("accelerate")),
        "launch",
        "--config_file",
        "recipes/launch/cpu_ddp.yaml",
    ]
    alone = train(base, problems, tmp_path / "alone", "cot", "--per_device_train_batch_size", "8")
    subprocess.run(
        [*launch, "recipes/sft.py", *recipe_arguments(base, problems, tmp_path / "two", "cot")],
        cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT), "OMP_NUM_THREADS": "1"}, check=True, capture_output=True,
    )  # fmt: skip
    one, two = (json.loads((folder / "training.json").read_text()) for folder in (alone, tmp_path / "two"))
    assert (one["world_size"], two["world_size"]) == (1, 2)
    first = [run["loss_curve"][0]["loss"] for run in (one, two)]
    assert first[0] == pytest.approx(first[1], rel=0.2)  # other rows, the same untrained model
    assert two["loss_curve"][-1]["eval_loss"] < 0.8 * first[1]
    load_student(tmp_path / "two")


def test_lora_leaves_a_folder_that_needs_no_peft(base: Path, problems: Path, tmp_path: Path) -> None:
    more = ("--use_peft", "--lora_r", "4", "--lora_target_modules", "q_proj", "v_proj")
    output = train(base, problems, tmp_path, "cot", *more)
    assert not (output / "adapter_config.json").exists()
    trained = AutoModelForCausalLM.from_pretrained(output).state_dict()
    changed = {name for name, weight in AutoModelForCausalLM.from_pretrained(base).state_dict().items()
               if not torch.equal(weight, trained[name])}  # fmt: skip
    assert changed
    assert all("q_proj" in name or "v_proj" in name for name in changed)


def first_loss(output: Path) -> float:
    return float(json.loads((output / "training.json").read_text())["loss_curve"][0]["loss"])


def test_packing_and_the_whole_text_loss(base: Path, problems: Path, tmp_path: Path) -> None:
    whole = (
        *("--per_device_train_batch_size", "40", "--max_steps", "1", "--validation_samples", "0"),
        *("--eval_strategy", "no", "--load_best_model_at_end", "no"),
    )
    plain = train(base, problems, tmp_path / "plain", "cot", *whole)
    packed = train(base, problems, tmp_path / "packed", "cot", *whole, "--packing", "yes")
    text = train(base, problems, tmp_path / "text", "cot", *whole, "--whole_text_loss", "yes")
    # All rows in one step: packed rows must not see one another, so the loss is the same.
    assert first_loss(packed) == pytest.approx(first_loss(plain), rel=1e-4)
    assert first_loss(text) != pytest.approx(first_loss(plain), rel=1e-3)


@pytest.mark.parametrize("role", ["unified", "solver"])
def test_our_loss_is_trl_s(
    role: str, base: Path, problems: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from recipes.student_trainer import StudentTrainer

    ours = train(base, problems, tmp_path / "ours", role)
    monkeypatch.delattr(StudentTrainer, "compute_loss")
    theirs = train(base, problems, tmp_path / "theirs", role)
    curves = [json.loads((folder / "training.json").read_text())["loss_curve"] for folder in (ours, theirs)]
    for one, other in zip(*curves, strict=True):
        for key in ("loss", "eval_loss"):
            assert (key in one) == (key in other)
            if key in one:
                assert one[key] == pytest.approx(other[key], rel=1e-3)


@pytest.mark.filterwarnings("ignore:The .grad attribute of a Tensor")  # torch._dynamo looks at it, and warns itself
def test_compiled_layers_and_products_in_bfloat16_learn_the_same(base: Path, problems: Path, tmp_path: Path) -> None:
    if not can_compile(load_base(str(base)).model):
        pytest.skip("no C++ compiler")
    plain = train(base, problems, tmp_path / "plain", "solver")
    try:
        options = ["--compile_layers", "yes", "--matmul_precision", "medium", "--attn_implementation", "eager"]
        fast = train(base, problems, tmp_path / "fast", "solver", *options)
    finally:
        torch.set_float32_matmul_precision("highest")
    records = [json.loads((folder / "training.json").read_text(encoding="utf-8")) for folder in (plain, fast)]
    losses = [[entry["loss"] for entry in record["loss_curve"] if "loss" in entry] for record in records]
    assert losses[0][-1] < 0.8 * losses[0][0]
    assert losses[1] == pytest.approx(losses[0], rel=0.02)
    weights = [load_file(folder / "model.safetensors") for folder in (plain, fast)]
    assert {name: w.shape for name, w in weights[0].items()} == {name: w.shape for name, w in weights[1].items()}
    settings = [(record["compile_layers"], record["matmul_precision"]) for record in records]
    assert settings == [(False, "highest"), (True, "medium")]


def test_compiling_without_a_compiler_is_an_error(base: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda name: None)
    with pytest.raises(ConfigError, match=r"takes a C\+\+ compiler"):
        compile_layers(load_base(str(base)).model)


def test_a_student_stops_by_itself(base: Path, problems: Path, tmp_path: Path) -> None:
    more = (
        "--max_steps",
        "150",
        "--per_device_train_batch_size",
        "8",
        "--eval_strategy",
        "no",
        "--save_strategy",
        "no",
    )
    output = train(base, problems, tmp_path, "decomposer", *more, "--load_best_model_at_end", "no")
    student = load_student(output)
    assert student.model.generation_config.eos_token_id == student.tokenizer.eos_token_id
    assert student.tokenizer.pad_token_id != student.tokenizer.eos_token_id
    prompt = StudentFormat("decomposer").prompt(PROBLEMS[1].text + " (3)")
    pieces = list(decode(student, [prompt], Decoding(max_new_tokens=400)))
    assert pieces[-1].end == "eos"
    ids = student.tokenizer(prompt, return_tensors="pt").input_ids
    generated = student.model.generate(ids, max_new_tokens=400, do_sample=False)
    assert generated[0, -1] == student.tokenizer.eos_token_id
    assert generated.shape[1] < ids.shape[1] + 400


def test_a_base_whose_pad_is_its_eos_gets_another_pad(base: Path, problems: Path, tmp_path: Path) -> None:
    gpt2_like = tmp_path / "base"
    AutoModelForCausalLM.from_pretrained(base).save_pretrained(gpt2_like)
    tokenizer = AutoTokenizer.from_pretrained(base)
    tokenizer.pad_token = tokenizer.eos_token
    tokenizer.save_pretrained(gpt2_like)
    student = load_student(train(gpt2_like, problems, tmp_path / "out", "answer"))
    assert student.tokenizer.pad_token == "<|pad|>"
    assert student.model.get_input_embeddings().num_embeddings == len(student.tokenizer)


@pytest.mark.parametrize("role", ["answer", "cot", "unified", "decomposer", "solver", "guide", "all"])
def test_eos_is_the_last_trained_label(role: str, base: Path) -> None:
    tokenizer = AutoTokenizer.from_pretrained(base)
    hint = "count" if role == "guide" else "none"
    data = training_data(PROBLEMS, formats_of(role, hint, "upfront"), tokenizer, 2048)
    for row in data.dataset:
        assert row["input_ids"][-1] == tokenizer.eos_token_id
        assert row["labels"][-1] == tokenizer.eos_token_id
        assert tokenizer.eos_token_id not in row["input_ids"][:-1]
    assert data.completion_tokens == sum(label != -100 for row in data.dataset for label in row["labels"])


def test_what_does_not_fit_is_left_out_and_counted(base: Path) -> None:
    tokenizer = AutoTokenizer.from_pretrained(base)
    stepless = Problem("bare", "How many?", (), "1", "tests")
    data = training_data([*PROBLEMS, stepless], formats_of("cot", "none", "upfront"), tokenizer, 90)
    assert data.dropped == {"no steps or questions": 1, "over max_length": 1}
    assert data.longest <= 90
    with pytest.raises(ConfigError, match="none of the 1 problems"):
        training_data([stepless], formats_of("cot", "none", "upfront"), tokenizer, 90)


def test_the_validation_split_is_fixed_and_apart() -> None:
    problems = [Problem(str(n), "text", (), "1", "tests") for n in range(100)]
    train_part, validation = split_validation(problems, 200)
    assert len(validation) == 10
    assert sorted((*train_part, *validation), key=lambda p: int(p.id)) == problems
    assert split_validation(problems, 10) == (train_part, validation)


@pytest.mark.parametrize("hint", HINTS)
def test_formats_of_plain_roles(hint: str) -> None:
    assert formats_of("decomposer", hint, "upfront") == ((StudentFormat("decomposer", hint),), ())  # type: ignore[arg-type]
    with pytest.raises(FormatError):
        formats_of("poet", hint, "upfront")  # type: ignore[arg-type]

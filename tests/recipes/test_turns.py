"""A problem's turns in one sequence as recipes/sft.py trains them: the same step, the same counts, fewer tokens."""

import json
from pathlib import Path

import pytest
from transformers import AutoModelForCausalLM, AutoTokenizer

from recipes.sft import main, parse
from recipes.training_data import formats_of, training_data
from socratic.builtin import BASE
from socratic.errors import ConfigError
from socratic.problem import Problem, Step
from socratic.sources import load_problems, write_problems
from socratic.students import load_student
from tests.helpers import PROBLEMS, byte_tokenizer, tiny_student

LONG = Problem(
    id="long",
    text="Dee counts.",
    steps=tuple(Step(f"What is {n}+1?", f"{n}+1 = <<{n}+1={n + 1}>>{n + 1}") for n in range(1, 7)),
    answer="7",
    source="tests",
)


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tiny_student(tmp_path_factory.mktemp("base"), "all", context_length=1024)
    (folder / "student.json").unlink()
    return folder


@pytest.fixture(scope="module")
def problems(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("data") / "turns.jsonl"
    write_problems(path, [*PROBLEMS, LONG])
    return path


def one_step(base: Path, problems: Path, output: Path, role: str, rows: int, *more: str) -> dict[str, object]:
    """Train one step of plain gradient descent on all the problems; its training.json."""
    arguments = ["--model_name_or_path", str(base), "--dataset", str(problems), "--output_dir", str(output)]
    arguments += ["--role", role, "--max_length", "512", "--max_steps", "1", "--optim", "sgd", "--learning_rate", "0.1"]
    arguments += ["--max_grad_norm", "0", "--weight_decay", "0", "--per_device_train_batch_size", str(rows)]
    arguments += ["--validation_samples", "0", "--gradient_checkpointing", "no", "--logging_steps", "1"]
    main(*parse([*arguments, "--disable_tqdm", "yes", *more]))
    record: dict[str, object] = json.loads((output / "training.json").read_text(encoding="utf-8"))
    return record


@pytest.mark.parametrize(("role", "asking", "examples"), [("solver", "upfront", 10), ("decomposer", "interleaved", 14)])
def test_one_step_on_all_problems_is_the_same_step(
    role: str, asking: str, examples: int, base: Path, problems: Path, tmp_path: Path
) -> None:
    more = ("--asking", asking)
    each = one_step(base, problems, tmp_path / "each", role, examples, "--solver_turns", "each", *more)
    one = one_step(base, problems, tmp_path / "one", role, 4, *more)
    # Micro-batches of two, with few and many labels: what counts is the labels of the whole step.
    parts = one_step(base, problems, tmp_path / "parts", role, 2, "--gradient_accumulation_steps", "2", *more)
    assert (each["solver_turns"], one["solver_turns"]) == ("each", "one")
    assert (each["examples"], each["sequences"], each["turns_set_apart"]) == (examples, examples, 0)
    assert (one["examples"], one["sequences"], one["turns_set_apart"]) == (examples, 4, 0)
    assert one["epoch_completion_tokens"] == each["epoch_completion_tokens"]
    assert one["tokens"] == one["epoch_tokens"] < 0.6 * each["epoch_tokens"]  # type: ignore[operator]
    before = AutoModelForCausalLM.from_pretrained(base).state_dict()
    wanted = AutoModelForCausalLM.from_pretrained(tmp_path / "each").state_dict()
    for name, record in (("one", one), ("parts", parts)):
        losses = [run["loss_curve"][0]["loss"] for run in (record, each)]  # type: ignore[index]
        assert losses[0] == pytest.approx(losses[1], rel=1e-4)
        for weight, value in AutoModelForCausalLM.from_pretrained(tmp_path / name).state_dict().items():
            step = wanted[weight] - before[weight]
            assert step.norm() > 0
            assert (value - wanted[weight]).norm() <= 1e-3 * step.norm(), (name, weight)
    load_student(tmp_path / "one")


def test_the_whole_text_loss_keeps_the_turns_apart(base: Path, problems: Path, tmp_path: Path) -> None:
    record = one_step(base, problems, tmp_path, "solver", 10, "--whole_text_loss", "yes")
    assert record["solver_turns"] == "each"
    assert record["sequences"] == record["examples"] == 10


def test_an_unknown_way_with_turns_is_refused(base: Path, problems: Path, tmp_path: Path) -> None:
    config = tmp_path / "wrong.yaml"
    config.write_text("solver_turns: some\n", encoding="utf-8")
    with pytest.raises(ConfigError, match="unknown solver_turns 'some'; known are one, each"):
        one_step(base, problems, tmp_path / "out", "solver", 4, "--config", str(config))


@pytest.mark.parametrize(("role", "asking"), [("solver", "upfront"), ("decomposer", "interleaved"), ("all", "upfront")])
@pytest.mark.parametrize("max_length", [100, 150, 220, 512])
def test_a_problem_too_long_keeps_the_turns_that_fit(role: str, asking: str, max_length: int) -> None:
    formats = formats_of(role, "none", asking)  # type: ignore[arg-type]
    one, each = (
        training_data([*PROBLEMS, LONG], formats, byte_tokenizer(), max_length, one_sequence=way)
        for way in (True, False)
    )
    assert one.dropped == each.dropped
    assert one.examples == each.examples == len(each.dataset) > len(one.dataset)
    assert one.completion_tokens == each.completion_tokens
    assert one.longest == each.longest <= max_length
    assert one.tokens < each.tokens
    targets = [
        sorted(
            (row["input_ids"][:place], label)
            for row in data.dataset
            for place, label in enumerate(row["labels"])
            if label != -100
        )
        for data in (one, each)
    ]
    assert targets[0] == targets[1]


def test_turns_that_the_tokenizer_merges_are_counted() -> None:
    tokenizer = byte_tokenizer((".", "Ċ"))
    steps = (Step("One?", "It is 1."), Step("Two?", "It is 2"), Step("Three?", "It is 3."))
    problem = Problem("dots", "Count", steps, "3", "tests")
    data = training_data([problem, LONG], formats_of("solver", "none", "upfront"), tokenizer, 512)
    assert (data.examples, len(data.dataset), data.split) == (9, 3, 1)


@pytest.mark.parametrize(("source", "goal"), [("builtin", 0.45), ("gsm8k", 0.45)])
def test_tokens_an_epoch_for_the_solver(source: str, goal: float, request: pytest.FixtureRequest) -> None:
    where = {} if source == "builtin" else {"data_dir": request.getfixturevalue("shared_data")}
    problems = load_problems(source, "train", limit=600, **where)[:600]
    tokenizer = AutoTokenizer.from_pretrained(BASE)
    one, each = (
        training_data(problems, formats_of("solver", "none", "upfront"), tokenizer, 512, one_sequence=way)
        for way in (True, False)
    )
    assert one.tokens <= goal * each.tokens
    assert one.examples == each.examples
    assert len(one.dataset) == one.problems  # this tokenizer merges nothing across turns
    assert one.split == 0

"""Turns in one sequence: every completion has the tokens before it that its own example has, and loss and gradients are
those of the separate examples, on real problems, also with a tokenizer that merges across the border."""

from collections.abc import Sequence
from pathlib import Path

import pytest
import torch
from torch.nn.functional import cross_entropy
from transformers import (
    AutoModelForCausalLM,
    AutoTokenizer,
    GPT2Config,
    GPT2LMHeadModel,
    PreTrainedModel,
    PreTrainedTokenizerFast,
)

from socratic.builtin import BASE
from socratic.encoding import IGNORED, Encoded, TrainingSequence, encode_example, join_turns
from socratic.formats import StudentFormat
from socratic.problem import Problem, Step
from socratic.sources import load_problems
from tests.helpers import PROBLEMS, byte_tokenizer, tiny_student

SOLVER = StudentFormat("solver")
INTERLEAVED = StudentFormat("decomposer", asking="interleaved")
FORMATS = pytest.mark.parametrize("student", [SOLVER, INTERLEAVED], ids=["solver", "interleaved"])

AWKWARD = (
    Problem("end", "Ann writes <|end|> twice. What now?", (Step("<|end|>?", "<|pad|> 2"), Step("So?", "3")), "3", "t"),
    Problem("empty", "Bob counts to 3.", (Step("What first?", ""), Step("And then?", "1+2 = 3")), "3", "t"),
    Problem("signs", "Zoë’s 1,250 €.", (Step("Half?", "1,250/2 = 625"), Step("É ?", "625  x")), "625", "t"),
    Problem("twice", "Cy.", (Step("Same?", "7"), Step("Same?", "7"), Step("Same?", "7")), "7", "t"),
)


def real_problems(source: str, request: pytest.FixtureRequest) -> list[Problem]:
    """Forty problems of a set, from all over it, and the awkward ones."""
    where = {} if source == "builtin" else {"data_dir": request.getfixturevalue("shared_data")}
    problems = load_problems(source, "train", limit=2000, **where)
    return [*problems[:2000:50], *AWKWARD]


def encoded_problems(
    problems: Sequence[Problem], student: StudentFormat, tokenizer: PreTrainedTokenizerFast
) -> list[list[Encoded]]:
    return [[encode_example(tokenizer, example) for example in student.examples(problem)] for problem in problems]


def check_same_targets(sequences: list[TrainingSequence], examples: list[Encoded]) -> None:
    """Asserts that the labels are the examples' targets, each after the very tokens that its example has before it."""
    found = [
        (sequence.input_ids[:place], label)
        for sequence in sequences
        for place, label in enumerate(sequence.labels)
        if label != IGNORED
    ]
    wanted = [
        (example.input_ids[:place], example.input_ids[place])
        for example in examples
        for place, learned in enumerate(example.completion_mask)
        if learned
    ]
    assert found == wanted
    for sequence in sequences:
        assert len(sequence.labels) == len(sequence.input_ids)


def loss_and_gradients(
    model: PreTrainedModel, rows: Sequence[TrainingSequence], size: int = 8
) -> tuple[float, dict[str, torch.Tensor]]:
    """The mean loss over all the labels of `rows`, read as padded batches of `size`, and its gradients."""
    model.zero_grad()
    learned = sum(label != IGNORED for row in rows for label in row.labels)
    loss = 0.0
    for start in range(0, len(rows), size):
        batch = rows[start : start + size]
        width = max(len(row.input_ids) for row in batch)
        ids = torch.tensor([row.input_ids + [0] * (width - len(row.input_ids)) for row in batch])
        labels = torch.tensor([row.labels + [IGNORED] * (width - len(row.labels)) for row in batch])
        mask = torch.tensor([[1] * len(row.labels) + [0] * (width - len(row.labels)) for row in batch])
        logits = model(input_ids=ids, attention_mask=mask).logits[:, :-1]
        total = cross_entropy(logits.flatten(0, 1), labels[:, 1:].flatten(), ignore_index=IGNORED, reduction="sum")
        (total / learned).backward()
        loss += total.item() / learned
    return loss, {name: weight.grad.clone() for name, weight in model.named_parameters() if weight.grad is not None}


def check_same_gradients(model: PreTrainedModel, problems: list[list[Encoded]]) -> tuple[int, int]:
    """Asserts float32 equality of loss and gradients; the tokens in one sequence a problem, and in one a turn."""
    model.eval()
    one = [sequence for examples in problems for sequence in join_turns(examples)]
    each = [sequence for examples in problems for example in examples for sequence in join_turns([example])]
    (loss, gradients), (wanted_loss, wanted) = loss_and_gradients(model, one), loss_and_gradients(model, each)
    assert loss == pytest.approx(wanted_loss, rel=1e-6)
    assert gradients.keys() == wanted.keys()
    for name, gradient in wanted.items():
        # By the size of the whole weight's gradient: float32 sums in another order differ that much in its small ones.
        assert gradient.norm() > 0
        assert (gradients[name] - gradient).norm() <= 2e-5 * gradient.norm(), name
    return sum(len(row.input_ids) for row in one), sum(len(row.input_ids) for row in each)


def test_two_turns_stand_in_one_sequence_with_eos_where_the_next_turn_begins() -> None:
    tokenizer = byte_tokenizer()
    (sequence,) = join_turns([encode_example(tokenizer, example) for example in SOLVER.examples(PROBLEMS[0])])
    assert tokenizer.decode(sequence.input_ids) == (
        "Problem: Ann has 3 bags of 4 pens. She loses 2.\nQ: How many at first?\nA: 3*4 = <<3*4=12>>12\n"
        "Q: How many now?\nA: 12-2 = <<12-2=10>>10<|end|>"
    )
    labels = [label for label in sequence.labels if label != IGNORED]
    assert tokenizer.decode(labels) == " 3*4 = <<3*4=12>>12<|end|> 12-2 = <<12-2=10>>10<|end|>"
    border = sequence.labels.index(tokenizer.eos_token_id)
    assert tokenizer.decode(sequence.input_ids[border - 2 : border + 2]) == "12\nQ"


@FORMATS
@pytest.mark.parametrize("source", ["builtin", "gsm8k"])
def test_every_target_follows_the_tokens_of_its_own_example(
    source: str, student: StudentFormat, request: pytest.FixtureRequest
) -> None:
    tokenizer = AutoTokenizer.from_pretrained(BASE)
    for examples in encoded_problems(real_problems(source, request), student, tokenizer):
        sequences = join_turns(examples)
        check_same_targets(sequences, examples)
        assert len(sequences) == 1


@FORMATS
@pytest.mark.parametrize("source", ["builtin", "gsm8k"])
def test_loss_and_gradients_of_the_base_are_those_of_separate_examples(
    source: str, student: StudentFormat, request: pytest.FixtureRequest
) -> None:
    tokenizer = AutoTokenizer.from_pretrained(BASE)
    model = AutoModelForCausalLM.from_pretrained(BASE, dtype=torch.float32)
    problems = encoded_problems(real_problems(source, request)[::4], student, tokenizer)
    one, each = check_same_gradients(model, problems)
    assert one < 0.6 * each


@FORMATS
@pytest.mark.parametrize("architecture", ["llama", "gpt2"])
def test_loss_and_gradients_of_random_models_are_those_of_separate_examples(
    architecture: str, student: StudentFormat, tmp_path: Path
) -> None:
    tokenizer = byte_tokenizer()
    torch.manual_seed(1)
    if architecture == "llama":
        model = AutoModelForCausalLM.from_pretrained(tiny_student(tmp_path, "solver"))
    else:  # learned positions
        model = GPT2LMHeadModel(GPT2Config(vocab_size=len(tokenizer), n_positions=512, n_embd=32, n_layer=2, n_head=2))
    check_same_gradients(model, encoded_problems([*PROBLEMS, *AWKWARD], student, tokenizer))


def test_a_tokenizer_that_merges_across_the_border_begins_a_sequence_there(tmp_path: Path) -> None:
    tokenizer = byte_tokenizer((".", "Ċ"))  # as Llama 3 and Qwen have it
    steps = (Step("One?", "It is 1."), Step("Two?", "It is 2"), Step("Three?", "It is 3."), Step("Four?", "It is 4."))
    (examples,) = encoded_problems([Problem("dots", "Count", steps, "4", "tests")], SOLVER, tokenizer)
    sequences = join_turns(examples)
    check_same_targets(sequences, examples)
    trained = [tokenizer.decode([label for label in row.labels if label != IGNORED]) for row in sequences]
    assert trained == [" It is 1.<|end|>", " It is 2<|end|> It is 3.<|end|>", " It is 4.<|end|>"]
    model = GPT2LMHeadModel(GPT2Config(vocab_size=len(tokenizer), n_positions=512, n_embd=32, n_layer=2, n_head=2))
    check_same_gradients(model, [examples])


def test_examples_that_do_not_go_on_from_one_another_stay_apart() -> None:
    tokenizer = byte_tokenizer()
    examples = [example for (example,) in encoded_problems(PROBLEMS, StudentFormat("cot"), tokenizer)]
    sequences = join_turns(examples)
    assert [row.input_ids for row in sequences] == [example.input_ids for example in examples]
    check_same_targets(sequences, examples)
    assert join_turns([examples[0], examples[0]]) == [sequences[0], sequences[0]]
    assert join_turns([]) == []

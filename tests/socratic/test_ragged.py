"""Ragged passes against one row at a time, and what is read in them."""

import dataclasses
from pathlib import Path

import pytest
import torch
from transformers import AutoConfig

from socratic.caches import Places
from socratic.decoding import Decoding, Writer
from socratic.encoding import encode_prompt
from socratic.ragged import RAGGED, Ragged, let_read_ragged
from socratic.students import Student, load_student
from tests.helpers import tiny_student
from tests.socratic.test_turns import MODELS, VOCABULARY, passes


@pytest.mark.parametrize("new", [[1, 1, 1], [1, 1, 20], [1, 7, 30], [5, 6, 7], [1, 1, 1, 1]])
@pytest.mark.parametrize("model", ["gpt2", "llama"])
@torch.inference_mode()
def test_a_ragged_pass_is_what_its_rows_are_alone(model: str, new: list[int]) -> None:
    torch.manual_seed(len(new) + sum(new))
    student = MODELS[model]().eval().double()
    assert let_read_ragged(student)
    before = [9, 4, 0, 4][: len(new)]
    rows = [torch.randint(VOCABULARY, (had + gets,)).tolist() for had, gets in zip(before, new, strict=True)]
    alone = [student(input_ids=torch.tensor([row])).logits[0, -1] for row in rows]
    places = Places(len(rows))
    for place, (row, had) in enumerate(zip(rows, before, strict=True)):
        if had:
            places.begin([0], [had], place)
            student(input_ids=torch.tensor([row[:had]]), past_key_values=places)
    places.begin(before, new)
    ragged = Ragged(before, new, student.device)
    line = [token for row, had in zip(rows, before, strict=True) for token in row[had:]]
    together = student(
        input_ids=torch.tensor([line]),
        position_ids=ragged.positions,
        logits_to_keep=ragged.last,
        past_key_values=places,
        ragged=ragged,
    ).logits[0]
    torch.testing.assert_close(together, torch.stack(alone))


@pytest.fixture
def student(tmp_path: Path) -> Student:
    """It goes on until the limit, and its calculator has nothing to say."""
    student = load_student(tiny_student(tmp_path, "cot"))
    assert student.model.generation_config
    student.model.generation_config.eos_token_id = -1
    return student


def test_rows_are_written_on_in_the_pass_that_reads_another_ones_prompt(student: Student) -> None:
    prompts = ["How many apples are there?", "How many bags are there in all?", "Why?"]
    widths = [len(encode_prompt(student.tokenizer, prompt)) for prompt in prompts]
    writer = Writer(student.model, Decoding(calculator=False, max_new_tokens=4), 3)
    with passes(student) as seen:
        for row, prompt in enumerate(prompts):
            writer.add(row, student, prompt, number=row)
            writer.step()
        writer.step()
    assert [(rows, tokens) for _, rows, tokens in seen] == [
        (1, widths[0]),
        (1, 1 + widths[1]),
        (1, 2 + widths[2]),
        (1, 3),
    ]


def test_there_is_a_limit_to_the_prompts_of_one_pass(student: Student) -> None:
    prompts = [f"{row} is the number of this problem." * 6 for row in range(8)]
    (width,) = {len(encode_prompt(student.tokenizer, prompt)) for prompt in prompts}
    assert 512 % width
    at_once = 512 // width
    writer = Writer(student.model, Decoding(calculator=False, max_new_tokens=30), 8)
    for row, prompt in enumerate(prompts):
        writer.add(row, student, prompt, number=row)
    with passes(student) as seen:
        writer.step()
        writer.step()
    assert [tokens for _, _, tokens in seen] == [at_once * width, at_once + at_once * width]
    assert 1 < at_once < 4


def test_prompts_longer_than_the_limit_are_read_one_by_one(student: Student) -> None:
    student.model.config.max_position_embeddings = 1024
    prompts = [f"{row}" + "x" * 599 for row in range(2)]
    (width,) = {len(encode_prompt(student.tokenizer, prompt)) for prompt in prompts}
    writer = Writer(student.model, Decoding(calculator=False, max_new_tokens=3), 2)
    for row, prompt in enumerate(prompts):
        writer.add(row, student, prompt, number=row)
    ends = []
    with passes(student) as seen:
        while writer.rows:
            ends += [(piece.row, piece.end) for piece in writer.step() if piece.end]
    assert sorted(ends) == [(0, "limit"), (1, "limit")]
    assert [tokens for _, _, tokens in seen][:2] == [width, 1 + width]


def test_who_can_and_that_nothing_of_it_is_saved(student: Student, tmp_path: Path) -> None:
    other = dataclasses.replace(student, model=MODELS["llama"]())
    other.model.set_attn_implementation("eager")
    assert not let_read_ragged(other.model)
    assert other.model.config._attn_implementation == "eager"
    assert let_read_ragged(student.model)
    assert let_read_ragged(student.model)
    assert student.model.config._attn_implementation == RAGGED
    student.model.save_pretrained(tmp_path / "saved")
    assert RAGGED not in (tmp_path / "saved" / "config.json").read_text(encoding="utf-8")
    assert AutoConfig.from_pretrained(tmp_path / "saved")._attn_implementation != RAGGED

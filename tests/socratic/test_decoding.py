"""The decoding loop against transformers' own `generate`, alone and in batches, with and without the calculator."""

from pathlib import Path

import pytest
import torch

from socratic.decoding import Decoding, decode
from socratic.encoding import encode_prompt
from socratic.formats import StudentFormat
from socratic.rows import Piece
from socratic.students import Student, load_student
from tests.helpers import PROBLEMS, tiny_student

PROMPTS = ["Problem: Ann has 3 bags." * n + "\nSolution:" for n in (1, 7, 2, 9, 3, 1)]


@pytest.fixture(scope="module")
def random_student(tmp_path_factory: pytest.TempPathFactory) -> Student:
    """Random weights, made larger so that its tokens differ and depend on what was read."""
    student = load_student(tiny_student(tmp_path_factory.mktemp("random"), "cot"))
    with torch.no_grad():
        for weight in student.model.parameters():
            weight.mul_(6)
    return student


@pytest.fixture(scope="module")
def taught(tmp_path_factory: pytest.TempPathFactory) -> Student:
    return load_student(tiny_student(tmp_path_factory.mktemp("taught"), "cot", problems=PROBLEMS))


def texts(student: Student, prompts: list[str], settings: Decoding, batch_size: int = 32) -> list[str]:
    written = [""] * len(prompts)
    for piece in decode(student, prompts, settings, batch_size=batch_size):
        written[piece.row] += piece.text
    return written


@pytest.mark.parametrize("batch_size", [1, 2, 4, 64])
@pytest.mark.parametrize("calculator", [True, False])
def test_a_row_is_the_same_alone_and_in_any_batch(random_student: Student, batch_size: int, calculator: bool) -> None:
    settings = Decoding(max_new_tokens=40, calculator=calculator)
    alone = [texts(random_student, [prompt], settings)[0] for prompt in PROMPTS]
    assert texts(random_student, PROMPTS, settings, batch_size) == alone
    assert len(set(alone)) > 2


def test_greedy_tokens_are_those_of_generate(random_student: Student) -> None:
    settings = Decoding(max_new_tokens=40, calculator=False)
    for prompt, text in zip(PROMPTS, texts(random_student, PROMPTS, settings), strict=True):
        ids = torch.tensor([encode_prompt(random_student.tokenizer, prompt)])
        generated = random_student.model.generate(
            ids, attention_mask=torch.ones_like(ids), max_new_tokens=40, do_sample=False
        )
        whole = random_student.tokenizer.decode(generated[0, ids.shape[1] :], skip_special_tokens=True)
        assert whole.startswith(text)  # bytes at the end that are no character yet are held back
        assert len(text) > 20
        assert not whole[len(text) :].strip("\N{REPLACEMENT CHARACTER}")


def test_a_taught_chain_is_written_whole(taught: Student) -> None:
    prompt = StudentFormat("cot").prompt(PROBLEMS[0].text)
    assert texts(taught, [prompt], Decoding())[0] == " 3*4 = <<3*4=12>>12\n12-2 = <<12-2=10>>10\n#### 10"


def test_the_calculator_writes_the_value_and_the_end(taught: Student, monkeypatch: pytest.MonkeyPatch) -> None:
    from socratic import calculator

    asked: list[str] = []

    def fill(text: str) -> str | None:
        if text.endswith("<<3*4="):
            asked.append(text)
            return "99>>"
        return None

    monkeypatch.setattr(calculator, "fill", fill)
    prompt = StudentFormat("cot").prompt(PROBLEMS[0].text)
    assert texts(taught, [prompt], Decoding())[0].startswith(" 3*4 = <<3*4=99>>")
    assert texts(taught, [prompt], Decoding(calculator=False))[0].startswith(" 3*4 = <<3*4=12>>")
    assert asked == [" 3*4 = <<3*4="]


def test_it_stops_at_eos_at_the_limit_and_at_the_end_of_the_context(taught: Student) -> None:
    prompt = StudentFormat("cot").prompt(PROBLEMS[1].text)
    ends = {
        name: list(decode(taught, [prompt], Decoding(max_new_tokens=n)))[-1] for name, n in (("all", 99), ("few", 5))
    }
    assert ends["all"].end == "eos"
    assert ends["all"].tokens == len(" 5+6 = <<5+6=11>>11\n#### 11")
    assert ends["few"] == Piece(0, ends["few"].text, 5, "limit")
    nearly_full = "x" * (taught.context_length - 3)
    assert list(decode(taught, [nearly_full], Decoding()))[-1].tokens <= 3
    assert list(decode(taught, ["x" * taught.context_length], Decoding())) == [Piece(0, "", 0, "too long")]


def test_every_row_gets_one_end(random_student: Student) -> None:
    prompts = [*PROMPTS, "x" * 600]
    ends = [piece.row for piece in decode(random_student, prompts, Decoding(max_new_tokens=9)) if piece.end]
    assert sorted(ends) == list(range(len(prompts)))


def test_closing_the_iterator_stops_the_model(random_student: Student) -> None:
    calls = 0

    def count(*_: object) -> None:
        nonlocal calls
        calls += 1

    hook = random_student.model.register_forward_hook(count)
    pieces = decode(random_student, PROMPTS[:1], Decoding(max_new_tokens=100))
    next(pieces)
    pieces.close()  # type: ignore[attr-defined]
    hook.remove()
    assert 1 <= calls < 10


def test_sampling_follows_its_seed(random_student: Student) -> None:
    def sample(seed: int) -> list[str]:
        return texts(random_student, PROMPTS, Decoding(max_new_tokens=20, temperature=1.0, seed=seed))

    assert sample(1) == sample(1)
    assert sample(1) != sample(2)


def test_special_tokens_in_a_text_are_text(taught: Student) -> None:
    ids = encode_prompt(taught.tokenizer, "a <|end|> b")
    assert taught.tokenizer.eos_token_id not in ids
    assert taught.tokenizer.decode(ids) == "a <|end|> b"


def test_the_tiny_student_is_where_it_was_saved(tmp_path: Path) -> None:
    student = load_student(tiny_student(tmp_path, "solver"))
    assert student.name == str(tmp_path)
    assert student.eos_token_ids == {student.tokenizer.eos_token_id}

"""Drafts of what a solution goes on with: right ones spare passes, and no draft, right or wrong, changes a text."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from socratic import rows
from socratic.builtin import BASE, builtin_problems
from socratic.decoding import Decoding, decode
from socratic.drafts import draft_after, draft_again
from socratic.encoding import encode_completion, encode_prompt
from socratic.formats import StudentFormat
from socratic.reasoners import SocraticReasoner
from socratic.rows import Piece, Row
from socratic.students import Student, load_student
from tests.helpers import PROBLEMS, tiny_student

PROMPT = StudentFormat("cot").prompt(PROBLEMS[0].text)
TEXT = " 3*4 = <<3*4=12>>12\n12-2 = <<12-2=10>>10\n#### 10"


@pytest.fixture(scope="module")
def taught(tmp_path_factory: pytest.TempPathFactory) -> Student:
    """It writes a token a character."""
    return load_student(tiny_student(tmp_path_factory.mktemp("taught"), "cot", problems=PROBLEMS))


@contextmanager
def widths(student: Student) -> Iterator[list[int]]:
    """The tokens of each forward pass while the context lasts."""
    seen: list[int] = []
    hook = student.model.register_forward_pre_hook(
        lambda _, args, kwargs: seen.append(kwargs["input_ids"].shape[1]), with_kwargs=True
    )
    yield seen
    hook.remove()


@pytest.mark.parametrize(
    ("text", "draft"),
    [
        ("On day 3 she has 6*8 =", " <<6*8=48>>48"),
        ("12 + 3.50 + $2 = $<<", "12+3.50+2=17.5>>17.5"),
        ("20% * 1,250 =", " <<20%*1250=250>>250"),
        ("(3+4)*.5=", " <<(3+4)*.5=3.5>>3.5"),
        ("<<3*4=12>>12\n12-2 =", " <<12-2=10>>10"),
        ("She has 12 =", ""),
        ("5*3", ""),
        ("x =", ""),
        ("<<", ""),
        ("She has <<6*8=", ""),
        ("She has <<6*8 =", ""),
        ("2/0 =", ""),
        ("", ""),
        ("1+" * 500 + "1 =", " <<" + "1+" * 28 + "1=29>>29"),
    ],
)
def test_what_is_drafted(text: str, draft: str) -> None:
    assert draft_after(text) == draft


@pytest.mark.parametrize(
    ("tokens", "draft"),
    [
        ([], []),
        ([1, 1], []),
        ([1, 1, 1], [1]),
        ([1, 2, 3, 4, 5, 6, 7, 1, 2], [3, 4, 5, 6]),
        ([1, 2, 3, 1, 2, 4, 1, 2], [4, 1, 2]),
        ([1, 2, 3, 2, 1], []),
        ([1, 2, 3], []),
    ],
)
def test_what_is_copied(tokens: list[int], draft: list[int]) -> None:
    assert draft_again(tokens) == draft


@pytest.mark.parametrize("calculator", [True, False])
def test_a_draft_spares_passes(taught: Student, calculator: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rows, "draft_again", lambda tokens: [])
    with widths(taught) as seen:
        *_, last = pieces = list(decode(taught, [PROMPT], Decoding(calculator=calculator)))
    assert ("".join(piece.text for piece in pieces), last) == (TEXT, Piece(0, "", len(TEXT), "eos"))
    # After the prompt every token by itself, but " <<3*4=12>>12" and " <<12-2=10>>10" with the "=" before them.
    assert seen[1:] == [1] * 5 + [14] + [1] * 6 + [15] + [1] * 8


def test_with_the_calculator_its_value_is_read_at_once_and_once_more_after_it(
    taught: Student, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rows, "draft_after", lambda text: "")
    monkeypatch.setattr(rows, "draft_again", lambda tokens: [])
    with widths(taught) as seen:
        text = "".join(piece.text for piece in decode(taught, [PROMPT], Decoding()))
    assert text == TEXT
    assert seen[1:].count(1 + len("12>>12")) == 2
    assert sum(seen[1:]) == len(TEXT)


@pytest.mark.parametrize("calculator", [True, False])
@pytest.mark.parametrize("wrong", ["9", " <<3*4=13>>13", " <<3*4=12>>12 and so on", "\N{SNOWMAN}", "<|endoftext|>"])
def test_a_wrong_draft_changes_nothing(
    taught: Student, monkeypatch: pytest.MonkeyPatch, calculator: bool, wrong: str
) -> None:
    monkeypatch.setattr(rows, "draft_after", lambda text: wrong)
    monkeypatch.setattr(rows, "draft_again", lambda tokens: [3, 0, 5] * 9)
    pieces = list(decode(taught, [PROMPT], Decoding(calculator=calculator)))
    assert "".join(piece.text for piece in pieces) == TEXT
    assert [piece.end for piece in pieces if piece.end] == ["eos"]


@pytest.mark.parametrize("most", range(1, len(TEXT) + 2))
def test_a_limit_in_the_midst_of_a_draft(taught: Student, most: int) -> None:
    pieces = list(decode(taught, [PROMPT], Decoding(max_new_tokens=most)))
    assert "".join(piece.text for piece in pieces) == TEXT[:most]
    assert (pieces[-1].tokens, pieces[-1].end) == (min(most, len(TEXT)), "limit" if most <= len(TEXT) else "eos")


def test_the_end_of_the_context_in_the_midst_of_a_draft(tmp_path: Path) -> None:
    room = len(PROMPT) + 12
    student = load_student(tiny_student(tmp_path, "cot", problems=PROBLEMS, context_length=room))
    *_, last = pieces = list(decode(student, [PROMPT], Decoding()))
    assert (last.end, last.tokens) == ("limit", 12)
    assert "".join(piece.text for piece in pieces) == TEXT[:12]


def test_copies_follow_the_newest_token(taught: Student, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[list[int]] = []
    monkeypatch.setattr(rows, "draft_after", lambda text: "")
    monkeypatch.setattr(rows, "draft_again", lambda tokens: seen.append(list(tokens)) or [])
    list(decode(taught, [PROMPT], Decoding(calculator=False)))
    prompt = encode_prompt(taught.tokenizer, PROMPT)
    text = encode_completion(taught.tokenizer, TEXT)
    assert seen == [[*prompt, *text[: 1 + number]] for number in range(len(text))]


def test_several_rows_and_samples_are_written_without(taught: Student, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rows, "draft_after", lambda text: pytest.fail("a draft of one of several, or of a sample"))
    assert len([piece for piece in decode(taught, [PROMPT, PROMPT], Decoding(max_new_tokens=9)) if piece.end]) == 2
    list(decode(taught, [PROMPT], Decoding(max_new_tokens=9, temperature=0.5)))


@pytest.mark.parametrize("calculator", [True, False])
def test_the_built_in_base_writes_the_same_with_fewer_passes(calculator: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    base = load_student(BASE)
    solver, decomposer = base.as_role("solver", "none", "upfront"), base.as_role("decomposer", "none", "upfront")
    reasoner = SocraticReasoner(solver, decomposer, settings=Decoding(calculator=calculator, max_new_tokens=60))
    problems = builtin_problems("test", 6)

    def solved() -> tuple[list[object], int]:
        with widths(base) as seen:
            traces = [next(iter(reasoner.solve([problem], 1))) for problem in problems]
        return [(trace.steps, trace.answer, trace.tokens, trace.calls) for trace in traces], len(seen)

    drafted, few = solved()
    monkeypatch.setattr(Row, "draft", lambda row, copies: [])
    plain, many = solved()
    assert drafted == plain
    assert few < 0.75 * many

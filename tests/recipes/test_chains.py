"""recipes/chains.py: what a reply is read as, and what is refused for which reason."""

import contextlib
import json
import time
from typing import Any

import pytest

from recipes.chains import RefusedChainError, accepted_steps, check_steps
from recipes.contamination import NearDuplicates
from recipes.teacher_prompts import load_prompt
from socratic.problem import Problem, Step
from socratic.sources import load_problems

PENS = Problem("pens", "Ann has 3 bags of 4 pens. She loses 2.", (), "10", "tests")
STEPS = (Step("How many at first?", "3*4 = <<3*4=12>>12"), Step("How many now?", "12-2 = <<12-2=10>>10"))
WHALE = Problem("whale", "Is a whale heavier than a cat?", (), "yes", "tests")


def reply(*steps: tuple[str, str], answer: Any = "10") -> str:
    return json.dumps({"steps": [{"question": q, "solution": s} for q, s in steps], "answer": answer})


FIRST, SECOND = ((step.question, step.solution) for step in STEPS)
GOOD = reply(FIRST, SECOND)


@pytest.mark.parametrize(
    "text",
    [
        GOOD,
        json.dumps(json.loads(GOOD), indent=2),
        f"Here you are:\n```json\n{GOOD}\n```\nI hope it helps.",
        f"Certainly! {GOOD} Good luck!",
        f"<think>Is it {{12}}? Maybe 13.</think>\n{GOOD}",
        reply(FIRST, SECOND, answer=10),
        reply(FIRST, SECOND, answer="10.0 pens"),
        reply(FIRST, SECOND, answer=None),
        reply((FIRST[0], "3*4 = 12"), (SECOND[0], "12-2 = 10")),
        reply(("How many\nat first?", FIRST[1]), (f"  {SECOND[0]}", SECOND[1])),
        f"Q: {FIRST[0]}\nA: {FIRST[1]}\nQ: {SECOND[0]}\nA: {SECOND[1]}\nAnswer: 10",
        f"Steps:\n\nQ1: {FIRST[0]}\nA1: {FIRST[1]}\n\n**Q2:** {SECOND[0]}\nA2: {SECOND[1]}",
    ],
)
def test_a_right_chain_is_read_from_every_form(text: str) -> None:
    assert accepted_steps(PENS, text, questions=True) == STEPS


def test_a_bare_equation_is_annotated_and_one_that_may_begin_earlier_is_left() -> None:
    steps = accepted_steps(
        PENS,
        reply(("a?", "She has $3 x $4 = $12."), ("b?", "Less 2 pens + 0*7 = 5, 12 − 2 = 10 are left.")),
        questions=True,
    )
    assert [step.solution for step in steps] == [
        "She has $3 x $4 = <<3*4=12>>$12.",
        "Less 2 pens + 0*7 = 5, 12 − 2 = <<12−2=10>>10 are left.",
    ]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "does not parse"),
        ("I cannot help with that.", "does not parse"),
        (GOOD[:-20], "does not parse"),
        (GOOD.replace('"', "'"), "does not parse"),
        ("[" * 5_000, "does not parse"),
        ('{"steps":' * 2_000, "does not parse"),
        ('{"steps": "3*4", "answer": "10"}', "does not parse"),
        ('{"steps": [[]], "answer": "10"}', "does not parse"),
        ('{"answer": "10"}', "does not parse"),
        ('{"steps": [], "answer": {"a": 10}}', "does not parse"),
        (reply(FIRST, SECOND, answer="ten"), "does not parse"),
        (f"Q: {FIRST[0]}\nQ: {SECOND[0]}\nA: {SECOND[1]}", "does not parse"),
        (f"Q: {FIRST[0]}\nA: {FIRST[1]}\nand then\nQ: {SECOND[0]}\nA: {SECOND[1]}", "does not parse"),
        ('{"steps": [], "answer": "10"}', "no steps"),
        (GOOD + " " * 20_000, "too long"),
        (reply(*((f"{n}?", f"{n}+1 = {n + 1}") for n in range(13))), "too many steps"),
        (reply(("", FIRST[1]), SECOND), "empty step"),
        (reply(FIRST, (SECOND[0], " ")), "empty step"),
        (reply(FIRST, (SECOND[0], "so " * 300 + SECOND[1])), "step too long"),
        (reply(FIRST, (SECOND[0], "\ud800 12-2 = 10")), "strange characters"),
        (reply(FIRST, (SECOND[0], "\u202e12-2 = 10")), "strange characters"),
        (reply(FIRST, (SECOND[0], "12-2 = 10<|endoftext|>")), "strange characters"),
        (reply(FIRST, (SECOND[0], "12-2 =\x0010")), "strange characters"),
        (reply(FIRST, (FIRST[0], SECOND[1])), "step repeats"),
        (reply(FIRST, ("Once more?", FIRST[1]), SECOND), "step repeats"),
        (reply(FIRST, SECOND, answer="11"), "wrong answer"),
        (reply((FIRST[0], "3*4 = <<3*4=13>>13"), (SECOND[0], "13-3 = <<13-3=10>>10")), "wrong equation"),
        (reply((FIRST[0], "3*4 = 13"), (SECOND[0], "13-3 = 10")), "wrong equation"),
        (reply((FIRST[0], "3*4 = <<3*4=12>>13"), SECOND), "wrong equation"),
        (reply((FIRST[0], "It is 3*5 = <<3*4=12>>12"), SECOND), "wrong equation"),
        (reply((FIRST[0], "<<3*4=12>> and <<2+2"), SECOND), "wrong equation"),
        (reply(("Is it 3*4 = 11?", FIRST[1]), SECOND), "wrong equation"),
        (reply((FIRST[0], "<<__import__('os')=12>>12"), SECOND), "wrong equation"),
        (reply(("How many?", "It is 10.")), "no equation"),
        (reply(FIRST, SECOND, ("And so?", "11 pens")), "last step states another answer"),
        (reply(FIRST, SECOND, ("And so?", "12-1 = <<12-1=11>>11")), "last step states another answer"),
        (reply((FIRST[0], "#### 10 is 5+5 = 10")), "strange characters"),
        (reply(("Q: How many?", "5+5 = 10")), "strange characters"),
    ],
)
def test_a_wrong_chain_is_refused_for_its_reason(text: str, reason: str) -> None:
    with pytest.raises(RefusedChainError) as refused:
        accepted_steps(PENS, text, questions=True)
    assert refused.value.reason == reason


@pytest.mark.parametrize(
    "part", ["1+", "1 + ", "(", " ", "1 x ", "<<1+", "<<1=1>>", "9,", "* ", "1)", "of ", "\n", "Q:\n"]
)
@pytest.mark.parametrize("length", [600, 1_200, 19_900])
def test_no_text_keeps_the_filter_busy(part: str, length: int) -> None:
    """Each within milliseconds of processor time, though a regular expression could take minutes: 2 s is generous."""
    text = (part * length)[:length]
    began = time.process_time()
    for hostile in (text, reply(FIRST, (SECOND[0], text)), reply((text, FIRST[1]), SECOND), "{" + text):
        with contextlib.suppress(RefusedChainError):
            accepted_steps(PENS, hostile, questions=True)
    assert time.process_time() - began < 2


def test_a_cut_reply_is_refused_though_it_reads_well() -> None:
    with pytest.raises(RefusedChainError, match="cut off"):
        accepted_steps(PENS, GOOD, questions=True, finish_reason="length")


def test_an_exemplar_given_back_is_refused() -> None:
    prompt = load_prompt("socratic")
    copied = prompt.messages("")[2]["content"]
    with pytest.raises(RefusedChainError, match="copies an exemplar"):
        accepted_steps(
            Problem("p", "How many?", (), prompt.exemplars[0].answer, "tests"),
            copied,
            questions=True,
            exemplars=prompt.exemplars,
        )


def test_a_plain_chain_needs_no_questions_and_loses_those_it_has() -> None:
    assert accepted_steps(PENS, GOOD, questions=False) == tuple(Step("", step.solution) for step in STEPS)
    assert accepted_steps(PENS, '{"steps": ["3*4 = 12", "12-2 = 10"]}', questions=False)[1].solution == SECOND[1]


@pytest.mark.parametrize("answer", ["yes", True, "Yes."])
def test_yes_and_no_need_no_equation(answer: Any) -> None:
    steps = [("How heavy is a whale?", "Tons."), ("Is that more than a cat?", "It is. So the answer is yes.")]
    assert len(accepted_steps(WHALE, reply(*steps, answer=answer), questions=True)) == 2
    with pytest.raises(RefusedChainError, match="wrong answer"):
        accepted_steps(WHALE, reply(*steps, answer="no"), questions=True)


@pytest.mark.parametrize(("dataset", "least"), [("gsm8k", 7_200), ("svamp", 690), ("strategyqa", 1_900)])
def test_the_filter_keeps_nearly_all_gold_chains(shared_data: Any, dataset: str, least: int) -> None:
    kept = 0
    for problem in load_problems(dataset, "train", data_dir=shared_data):
        try:
            check_steps(problem, problem.steps, questions=True)
        except RefusedChainError:
            continue
        kept += 1
    assert kept >= least


def test_eight_words_in_a_row_make_a_near_duplicate() -> None:
    test = Problem("t", "One two three four five six seven eight nine ten.", (), "1", "tests")
    near = NearDuplicates([test])
    assert Problem("a", "Zero. TWO three, four five six seven eight nine!", (), "1", "tests") in near
    assert Problem("b", "two three four five six seven eight zero nine", (), "1", "tests") not in near
    assert Problem("c", "four five", (), "1", "tests") not in near
    assert test not in NearDuplicates([])
    short = Problem("d", "How much is 1+1?", (), "2", "tests")
    assert short in NearDuplicates([short])

"""Student formats: what `examples` writes, `parse` reads back, on every real record and on awkward ones.

The odd ones of GSM8K are named by their place in the file (counted from 0), as its README in the data folder does.
"""

import dataclasses
import random
import re
from pathlib import Path

import pytest

from socratic.answers import answers_match
from socratic.errors import FormatError
from socratic.formats import ASKING, HINTED_ROLES, HINTS, ROLES, Asking, Example, Hint, Role, StudentFormat, hint_of
from socratic.problem import Problem, Step
from socratic.sources import load_problems

ANN = Problem(
    id="ann-1",
    text="Ann has 3 bags of 4 apples and eats 2. How many are left?",
    steps=(
        Step("How many apples does Ann have?", "She has 3*4 = <<3*4=12>>12 apples."),
        Step("How many are left?", "12-2 = <<12-2=10>>10 are left."),
    ),
    answer="10",
    source="tests",
)


def every_format() -> list[StudentFormat]:
    """Each role with each hint and asking that makes a difference to its texts."""
    plain = [StudentFormat(role) for role in ROLES if role != "guide"]
    interleaved = [StudentFormat("decomposer", asking="interleaved")]
    hinted = [StudentFormat(role, hint) for role in (*HINTED_ROLES, "guide") for hint in HINTS if hint != "none"]
    both = [StudentFormat("decomposer", hint, "interleaved") for hint in HINTS if hint != "none"]
    return [*plain, *interleaved, *hinted, *both]


FORMATS = every_format()


def name_of(fmt: StudentFormat) -> str:
    return f"{fmt.role}-{fmt.hint}-{fmt.asking}"


def check_round_trip(fmt: StudentFormat, problem: Problem) -> int:
    """Asserts that `parse` gives back what `examples` wrote; returns the number of examples."""
    examples = fmt.examples(problem)
    readings = [fmt.parse(example.completion, problem.answer_kind) for example in examples]
    questions = [step.question for step in problem.steps]
    solutions = [step.solution for step in problem.steps]
    if fmt.role == "answer":
        assert [(r.steps, r.answer) for r in readings] == [((), problem.answer)]
    elif fmt.role == "cot":
        assert [([s.solution for s in r.steps], r.answer) for r in readings] == [(solutions, problem.answer)]
    elif fmt.role == "unified":
        assert [(r.steps, r.answer) for r in readings] == [(problem.steps, problem.answer)]
    elif fmt.role == "solver":
        assert [[s.solution for s in r.steps] for r in readings] == [[solution] for solution in solutions]
    elif fmt.role == "guide":
        assert [r.hint for r in readings] == [hint_of(problem, fmt.hint)]
    elif fmt.asking == "upfront":
        assert [[s.question for s in r.steps] for r in readings] == [questions]
    else:  # one question an example, then one that asks nothing more
        assert [[s.question for s in r.steps] for r in readings] == [*([question] for question in questions), []]
    for example in examples:
        assert not example.prompt[-1].isspace()
        assert example.completion == "" or example.completion.startswith(" ")
    return len(examples)


# ---- every real record -----------------------------------------------------------------------------------------------

SETS = {"gsm8k": ("train", "test"), "gsm8k-main": ("train", "test"), "svamp": ("all",), "strategyqa": ("train", "test")}
PROBLEMS = {"gsm8k": 8792, "gsm8k-main": 8792, "svamp": 998, "strategyqa": 2290}
STEPS = {"gsm8k": 31_545, "gsm8k-main": 31_545, "svamp": 1233, "strategyqa": 6720}


@pytest.fixture(scope="module")
def records(shared_data: Path) -> dict[str, list[Problem]]:
    """Every problem of every set that has steps (two of SVAMP have none)."""
    return {
        dataset: [p for split in splits for p in load_problems(dataset, split, data_dir=shared_data) if p.steps]
        for dataset, splits in SETS.items()
    }


@pytest.mark.parametrize("fmt", FORMATS, ids=name_of)
@pytest.mark.parametrize("dataset", ["gsm8k", "svamp", "strategyqa"])
def test_no_record_is_lost(records: dict[str, list[Problem]], dataset: str, fmt: StudentFormat) -> None:
    problems = records[dataset]
    assert len(problems) == PROBLEMS[dataset]
    examples = {"solver": STEPS[dataset]}.get(fmt.role, PROBLEMS[dataset])
    if fmt.asking == "interleaved":
        examples = STEPS[dataset] + PROBLEMS[dataset]
    assert sum(check_round_trip(fmt, problem) for problem in problems) == examples


@pytest.mark.parametrize("fmt", [f for f in FORMATS if f.role in ("answer", "cot", "guide")], ids=name_of)
def test_no_record_without_questions_is_lost(records: dict[str, list[Problem]], fmt: StudentFormat) -> None:
    problems = records["gsm8k-main"]
    assert sum(len(problem.steps) for problem in problems) == STEPS["gsm8k-main"]
    assert sum(check_round_trip(fmt, problem) for problem in problems) == PROBLEMS["gsm8k-main"]


def test_svamp_problems_without_steps_teach_the_answer_alone(shared_data: Path) -> None:
    problems = [problem for problem in load_problems("svamp", "all", data_dir=shared_data) if not problem.steps]
    assert [problem.id for problem in problems] == ["chal-680", "chal-998"]
    for problem in problems:
        assert check_round_trip(StudentFormat("answer"), problem) == 1
        with pytest.raises(FormatError, match=f"problem '{problem.id}' has no steps; a cot learns from steps"):
            StudentFormat("cot").examples(problem)


# ---- the odd ones, each by name --------------------------------------------------------------------------------------


def check_every_format(problem: Problem) -> None:
    for fmt in FORMATS:
        check_round_trip(fmt, problem)


ODD = {"train": [480, 2617, 2815, 5402], "test": [1042, 1284]}


@pytest.mark.parametrize(("split", "number"), [(split, number) for split in ODD for number in ODD[split]])
def test_gsm8k_record_with_an_empty_step(shared_data: Path, split: str, number: int) -> None:
    problem = load_problems("gsm8k", split, data_dir=shared_data, limit=number + 1)[number]
    assert problem.id == f"gsm8k-{split}-{number}"
    assert [step.question != "" for step in problem.steps if step.solution == ""] == [True]
    check_every_format(problem)


@pytest.mark.parametrize(
    ("kind", "characters", "count"),
    [
        ("× ÷", "[×÷]", 83),
        ("− or – as minus", "[−–]", 266),
        ("other signs", "[€£¢³¾½¼√]", 27),
        ("no-break space", "\xa0", 7),
        ("zero-width space", "\u200b", 2),
        ("line separator", "\u2028", 1),
        ("tab", "\t", 1),
        ("lost character", "\ufffd", 1),
    ],
)
def test_gsm8k_records_with_odd_characters(
    records: dict[str, list[Problem]], kind: str, characters: str, count: int
) -> None:
    def texts(problem: Problem) -> str:
        return problem.text + "".join(step.question + step.solution for step in problem.steps)

    problems = [problem for problem in records["gsm8k"] if re.search(characters, texts(problem))]
    assert len(problems) == count
    for problem in problems[:25]:
        check_every_format(problem)


def test_gsm8k_records_without_annotations(records: dict[str, list[Problem]]) -> None:
    problems = [p for p in records["gsm8k"] if not any("<<" in step.solution for step in p.steps)]
    assert len(problems) == 95 + 18
    for problem in problems:
        assert hint_of(problem, "equations") == "; ".join("_" for _ in problem.steps)
        check_every_format(problem)


def test_gsm8k_record_with_a_fraction_in_its_annotation(records: dict[str, list[Problem]]) -> None:
    (problem,) = [p for p in records["gsm8k"] if any("=3/4>>" in step.solution for step in p.steps)]
    assert "<<3/4=3/4>>" in hint_of(problem, "equations").split("; ")
    check_every_format(problem)


def test_gsm8k_records_whose_sub_questions_have_no_question_mark(records: dict[str, list[Problem]]) -> None:
    problems = [p for p in records["gsm8k"] if not all(step.question.endswith("?") for step in p.steps)]
    for problem in problems[:50]:
        check_every_format(problem)
    assert sum(not step.question.endswith("?") for p in problems for step in p.steps) == 894 + 164


def test_gsm8k_answers_lose_their_commas(records: dict[str, list[Problem]]) -> None:
    assert [p.id for p in records["gsm8k"] if "," in p.answer] == []


ODD_TEXTS = {
    "empty": "",
    "the final mark": "####",
    "a final line": "#### 12",
    "a question's prefix": "Q: How many?",
    "a solution's prefix": "A: 12",
    "bare prefixes": "Q: A: Q:",
    "a header": "Problem: Solution: Answer:",
    "the separator of GSM8K": "first ** second",
    "a hint's joint": "a; b; _",
    "two annotations": "<<1+1=2>>2 and <<2/4=0.5>>0.5",
    "a broken annotation": "<<1+1=2 >> <<=>> <<>> <<a=b=c>>",
    "odd spaces": "a\tb\xa0c\u200bd\u2028e\x0bf\x85g",
    "signs": "3 × 4 ÷ 2 − 1 – 1 = €5, £5, 5¢, m³, ¾",
    "brackets of a template": "{question} %s <|endoftext|>",
}


@pytest.mark.parametrize("text", ODD_TEXTS.values(), ids=ODD_TEXTS)
def test_an_odd_solution(text: str) -> None:
    check_every_format(dataclasses.replace(ANN, steps=(Step("How many?", text), *ANN.steps)))
    check_every_format(dataclasses.replace(ANN, steps=(*ANN.steps, Step("How many?", text))))
    check_every_format(dataclasses.replace(ANN, steps=(Step("How many?", text),)))


@pytest.mark.parametrize("text", [text for text in ODD_TEXTS.values() if text])
def test_an_odd_question(text: str) -> None:
    check_every_format(dataclasses.replace(ANN, steps=(Step(text, "12"), *ANN.steps)))
    check_every_format(dataclasses.replace(ANN, steps=(*ANN.steps, Step(text, ""))))


def test_a_problem_of_two_lines_becomes_one() -> None:
    problem = dataclasses.replace(ANN, text="Ann has 3 bags.\n\n  How many are left?\n")
    check_every_format(problem)
    for fmt, header in ((StudentFormat("cot"), "Solution:"), (StudentFormat("decomposer"), "Questions:")):
        assert fmt.examples(problem)[0].prompt == f"Problem: Ann has 3 bags. How many are left?\n{header}"


@pytest.mark.parametrize("seed", range(20))
def test_random_chains_of_odd_texts(seed: int) -> None:
    rng = random.Random(seed)
    for _ in range(10):
        texts = [" ".join(rng.choices([*ODD_TEXTS.values(), "12", "?"], k=rng.randint(1, 3))).strip() for _ in range(8)]
        steps = tuple(Step(question or "?", solution) for question, solution in zip(texts[:4], texts[4:], strict=True))
        answer = rng.choice(["12", "-3", "0.25", "1/3", "25%", "yes", "no"])
        check_every_format(dataclasses.replace(ANN, steps=steps[: rng.randint(1, 4)], answer=answer))


# ---- the texts themselves --------------------------------------------------------------------------------------------

PROMPT = "Problem: Ann has 3 bags of 4 apples and eats 2. How many are left?\n"
ASKED = "Q: How many apples does Ann have?\nA: She has 3*4 = <<3*4=12>>12 apples.\n"


@pytest.mark.parametrize(
    ("fmt", "examples"),
    [
        (StudentFormat("answer"), [Example(PROMPT + "Answer:", " 10")]),
        (
            StudentFormat("cot"),
            [
                Example(
                    PROMPT + "Solution:",
                    " She has 3*4 = <<3*4=12>>12 apples.\n12-2 = <<12-2=10>>10 are left.\n#### 10",
                )
            ],
        ),
        (
            StudentFormat("unified", "count"),
            [
                Example(
                    PROMPT + "Count: 2\nSteps:",
                    f" {ASKED}Q: How many are left?\nA: 12-2 = <<12-2=10>>10 are left.\n#### 10",
                )
            ],
        ),
        (
            StudentFormat("decomposer", "operators"),
            [Example(PROMPT + "Operators: *; -\nQuestions:", " How many apples does Ann have?\nHow many are left?")],
        ),
        (
            StudentFormat("decomposer", asking="interleaved"),
            [
                Example(PROMPT + "Q:", " How many apples does Ann have?"),
                Example(PROMPT + ASKED + "Q:", " How many are left?"),
                Example(PROMPT + ASKED + "Q: How many are left?\nA: 12-2 = <<12-2=10>>10 are left.\nQ:", ""),
            ],
        ),
        (
            StudentFormat("solver", "count"),
            [
                Example(PROMPT + "Q: How many apples does Ann have?\nA:", " She has 3*4 = <<3*4=12>>12 apples."),
                Example(PROMPT + ASKED + "Q: How many are left?\nA:", " 12-2 = <<12-2=10>>10 are left."),
            ],
        ),
        (StudentFormat("guide", "equations"), [Example(PROMPT + "Equations:", " <<3*4=12>>; <<12-2=10>>")]),
        (StudentFormat("guide", "operators"), [Example(PROMPT + "Operators:", " *; -")]),
        (StudentFormat("guide", "count"), [Example(PROMPT + "Count:", " 2")]),
    ],
    ids=lambda value: name_of(value) if isinstance(value, StudentFormat) else "",
)
def test_examples(fmt: StudentFormat, examples: list[Example]) -> None:
    assert fmt.examples(ANN) == examples


@pytest.mark.parametrize(
    ("solution", "operators", "equations"),
    [
        ("2*(3+4) = <<2*(3+4)=14>>14", "* +", "<<2*(3+4)=14>>"),
        ("<<7//2=3>>3 and <<3-1=2>>2", "// -", "<<7//2=3>> <<3-1=2>>"),
        ("<<-5+.5=-4.5>>-4.5", "+", "<<-5+.5=-4.5>>"),
        ("<<6 / 2=3>>3", "/", "<<6 / 2=3>>"),
        ("It is <<10=10>>10", "_", "<<10=10>>"),
        ("Half of 4-2 is 1", "_", "_"),
        ("", "_", "_"),
    ],
)
def test_hint_of_one_step(solution: str, operators: str, equations: str) -> None:
    problem = dataclasses.replace(ANN, steps=(Step("How many?", solution),))
    assert (hint_of(problem, "operators"), hint_of(problem, "equations")) == (operators, equations)
    assert hint_of(problem, "count") == "1"


@pytest.mark.parametrize(
    ("role", "completion", "answer", "steps"),
    [
        ("cot", " 12\n#### 10\nand then #### 11\n#### 9 apples\n", "9", 3),
        ("cot", " no final line", None, 1),
        ("cot", " 12\n#### many", None, 1),
        ("cot", "", None, 1),
        ("unified", " A: before any question\nQ: How many?\nstray\nA: 12\n#### 12", "12", 1),
        ("unified", " Q: How many?", None, 1),
        ("unified", "", None, 0),
        ("answer", " $1,200 in all", "1200", 0),
        ("answer", " many", None, 0),
        ("solver", " So it is\n12", "12", 1),
        ("solver", "", None, 1),
    ],
)
def test_parse_of_what_a_student_wrote_badly(role: Role, completion: str, answer: str | None, steps: int) -> None:
    reading = StudentFormat(role).parse(completion)
    assert (reading.answer, len(reading.steps)) == (answer, steps)


def test_parse_of_an_empty_hint() -> None:
    assert StudentFormat("guide", "count").parse(" \n ").hint is None


def test_parse_of_yes_and_no() -> None:
    fmt = StudentFormat("cot")
    assert fmt.parse(" It is.\n#### Yes.", "yesno").answer == "yes"
    assert answers_match(StudentFormat("solver").parse(" So the answer is no.", "yesno").answer, "no")


# ---- what is refused -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("role", "hint", "asking", "message"),
    [
        (
            "teacher",
            "none",
            "upfront",
            "unknown role 'teacher'; known are answer, cot, unified, decomposer, solver, guide",
        ),
        ("cot", "length", "upfront", "unknown hint 'length'; known are none, count, operators, equations"),
        ("decomposer", "none", "later", "unknown asking 'later'; known are upfront, interleaved"),
        ("guide", "none", "upfront", "a guide needs a hint to write"),
    ],
)
def test_unknown_formats(role: Role, hint: Hint, asking: Asking, message: str) -> None:
    with pytest.raises(FormatError, match=re.escape(message)):
        StudentFormat(role, hint, asking)


@pytest.mark.parametrize("hint", ["none", "length", ""])
def test_unknown_hints_have_no_text(hint: Hint) -> None:
    with pytest.raises(FormatError, match=f"hint '{hint}' has no text"):
        hint_of(ANN, hint)


@pytest.mark.parametrize("fmt", [fmt for fmt in FORMATS if fmt.role != "answer"], ids=name_of)
def test_a_problem_without_steps(fmt: StudentFormat) -> None:
    with pytest.raises(FormatError, match=f"problem 'ann-1' has no steps; a {fmt.role} learns from steps"):
        fmt.examples(dataclasses.replace(ANN, steps=()))


@pytest.mark.parametrize("hint", ["count", "operators", "equations"])
def test_a_problem_without_steps_gives_no_hint(hint: Hint) -> None:
    with pytest.raises(FormatError, match="problem 'ann-1' has no steps to take a hint from"):
        hint_of(dataclasses.replace(ANN, steps=()), hint)


@pytest.mark.parametrize("fmt", [f for f in FORMATS if f.role in ("unified", "decomposer", "solver")], ids=name_of)
def test_a_step_without_a_question(fmt: StudentFormat) -> None:
    problem = dataclasses.replace(ANN, steps=(*ANN.steps, Step("", "12")))
    with pytest.raises(FormatError, match=f"has a step without a question; a {fmt.role} needs every one"):
        fmt.examples(problem)


@pytest.mark.parametrize("role", HINTED_ROLES)
@pytest.mark.parametrize("asking", ASKING)
def test_a_hint_that_is_missing_or_not_read(role: Role, asking: Asking) -> None:
    with pytest.raises(FormatError, match=f"a {role} with hint 'count' needs hint"):
        StudentFormat(role, "count", asking).prompt(ANN.text)
    with pytest.raises(FormatError, match=f"a {role} with hint 'none' reads no hint"):
        StudentFormat(role, "none", asking).prompt(ANN.text, hint="2")


@pytest.mark.parametrize(
    "fmt", [StudentFormat("answer"), StudentFormat("solver", "count"), StudentFormat("guide", "count")]
)
def test_a_hint_for_a_role_that_reads_none(fmt: StudentFormat) -> None:
    with pytest.raises(FormatError, match="reads no hint"):
        fmt.prompt(ANN.text, hint="2", question="How many?" if fmt.role == "solver" else None)


def test_a_question_that_is_missing_or_not_read() -> None:
    with pytest.raises(FormatError, match="a solver needs a question to answer"):
        StudentFormat("solver").prompt(ANN.text)
    with pytest.raises(FormatError, match="a cot takes no question to answer"):
        StudentFormat("cot").prompt(ANN.text, question="How many?")

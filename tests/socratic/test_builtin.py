"""The built-in problem set: what it promises about its splits, its chains and its numbers."""

import re
from collections import Counter

import pytest

from socratic import builtin
from socratic.builtin.families import FAMILIES
from socratic.builtin.problems import SPLITS, builtin_problems, combination, held_out, masked
from socratic.builtin.stories import FRACTIONS, LARGEST, MAX_STEPS, MIN_STEPS, NUMBER_WORDS, TIMES, plans
from socratic.calculator import calculate
from socratic.errors import SourceError
from socratic.problem import Problem, fingerprint

COUNTS = {"train": 4000, "validation": 500, "test": 500, "test-combinations": 500}
ANNOTATION = re.compile(r"<<(\d+)([-+*/])(\d+)=(\d+)>>(\d+)")
# Words that bring a number into a step which does not stand in the text as a number.
WORTH = {"dozen": 12, "week": 7, "hours": 60, "twenty-dollar": 20, "back": 2, "returns": 2}


@pytest.fixture(scope="module")
def problems() -> dict[str, list[Problem]]:
    return {split: builtin_problems(split, count) for split, count in COUNTS.items()}


@pytest.fixture(scope="module")
def everything(problems: dict[str, list[Problem]]) -> list[Problem]:
    return [problem for split in SPLITS for problem in problems[split]]


def kinds_of_split(split: str) -> set[str]:
    """The combinations of events that may occur in a split."""
    found = {combination(plan) for family in FAMILIES for plan in plans(family)}
    return {kinds for kinds in found if held_out(kinds) == (split == "test-combinations")}


def numbers_in(text: str) -> set[int]:
    """Every number that a reader can take from a problem's text."""
    lowered = text.lower()
    numbers = {int(digits) for digits in re.findall(r"\d+", text)}
    for words in (NUMBER_WORDS, FRACTIONS, TIMES):
        numbers |= {number for number, word in words.items() if re.search(rf"\b{word}\b", lowered)}
    return numbers | {number for word, number in WORTH.items() if re.search(rf"\b{word}\b", lowered)}


@pytest.mark.parametrize(
    ("split", "digest"),
    [
        ("train", "e5b2fb2f841db8357ab34b1a5b8239fa377ad0f96e7306b501417e3f8034874e"),
        ("validation", "5222cff82038e2713b606f43034415dbe4cef420ad7b2e2ccd0754a142750844"),
        ("test", "b880bf31dcb73529e8fc203113f723d117076c1cfb321a65070343fcf9c4aa74"),
        ("test-combinations", "21a16dc41d95dc9200114344ede2c1d8c9814f3767b8572cc379b3d79b0e6785"),
    ],
)
def test_the_first_problems_never_change_by_accident(split, digest):
    """Change these digests on purpose only: trained students name the data that they have seen by such a digest."""
    assert fingerprint(builtin_problems(split, 50)) == digest


@pytest.mark.parametrize("split", SPLITS)
def test_a_smaller_count_gives_a_prefix(split, problems):
    assert builtin_problems(split, 30) == problems[split][:30]
    assert builtin_problems(split, 0) == []


def test_seeds_and_ids(problems):
    other = builtin_problems("train", 30, seed=1)
    assert [problem.id for problem in other] == [f"builtin-train-1-{index}" for index in range(30)]
    assert {problem.source for problem in other} == {"builtin"}
    assert not {problem.text for problem in other} & {problem.text for problem in problems["train"][:30]}


@pytest.mark.parametrize("split", ["validation", "test", "test-combinations"])
def test_default_counts(split):
    assert len(builtin_problems(split)) == 500


def test_no_text_twice_and_no_held_out_text_in_training(problems):
    texts = {split: {problem.text for problem in problems[split]} for split in SPLITS}
    assert {split: len(found) for split, found in texts.items()} == COUNTS
    withheld = texts["validation"] | texts["test"] | texts["test-combinations"]
    assert len(withheld) == 1500
    for seed in (0, 1):
        train = builtin_problems("train", 4000, seed=seed)
        assert not {masked(text) for text in withheld} & {masked(problem.text) for problem in train}
    assert not {masked(text) for text in texts["test"]} & {masked(text) for text in texts["validation"]}


def test_masked_hides_digits_and_number_words():
    assert masked("Ann has 12 bags of seven apples. Two weigh 300 g, someone said.") == (
        "Ann has # bags of # apples. # weigh # g, someone said."
    )


def test_combinations_are_held_out_but_their_kinds_are_not():
    train, withheld = kinds_of_split("train"), kinds_of_split("test-combinations")
    assert 0.08 < len(withheld) / len(train | withheld) < 0.17
    assert {kind for kinds in withheld for kind in kinds.split()} <= {kind for kinds in train for kind in kinds.split()}


def test_every_event_of_every_family_may_occur_in_training():
    for family in FAMILIES:
        listed = set(family.events)
        reachable = {event for plan in plans(family) if not held_out(combination(plan)) for event in plan}
        assert listed == reachable, family.name


def test_every_annotation_is_exact_and_followed_by_its_value(everything):
    for problem in everything:
        for step in problem.steps:
            found = ANNOTATION.findall(step.solution)
            assert len(found) == 1 == step.solution.count("<<"), (problem.id, step)
            [(left, operator, right, value, follows)] = found
            assert calculate(f"{left}{operator}{right}") == int(value), (problem.id, step)
            assert value == follows
            assert 2 <= int(value) <= LARGEST
            assert re.search(rf"(?<!\d){left}{re.escape(operator)}{right} = \$?<<", step.solution), (problem.id, step)


def test_every_operand_is_given_or_reached(everything):
    for problem in everything:
        known = numbers_in(problem.text)
        used = set()
        for step in problem.steps:
            left, _, right, value, _ = ANNOTATION.search(step.solution).groups()
            assert {int(left), int(right)} <= known, (problem.text, step)
            used |= {int(left), int(right)}
            known.add(int(value))
        values = [int(ANNOTATION.search(step.solution)[4]) for step in problem.steps]
        assert set(values[:-1]) <= used, problem.text
        assert str(values[-1]) == problem.answer


def test_no_number_of_the_text_goes_unused(everything):
    """A first version without distractors: what is given is needed."""
    for problem in everything:
        operands = {int(number) for step in problem.steps for number in ANNOTATION.search(step.solution).group(1, 3)}
        given = {int(digits) for digits in re.findall(r"\d+", problem.text)}
        assert given <= operands, (problem.text, given - operands)


def test_the_last_question_is_the_problem_s_own(everything):
    for problem in everything:
        last = problem.steps[-1].question
        assert problem.text.endswith(last) or problem.text.endswith(last[0].lower() + last[1:]), problem.text
        assert problem.text.count("?") == 1


def test_sentences_look_like_sentences(everything):
    for problem in everything:
        assert not re.search(r"[{}|]|  |\.\.|,,| ,| \.|\b1\b", problem.text), problem.text
        assert all(sentence[0].isupper() for sentence in re.split(r"(?<=[.?]) ", problem.text)), problem.text
        assert 8 <= len(problem.text.split()) <= 80, problem.text
        for step in problem.steps:
            assert step.question.endswith("?")
            assert step.question.count("?") == 1
            assert step.solution.endswith(".")
            assert step.question[0].isupper()
            assert step.solution[0].isupper()
            assert not re.search(r"[{}|]|  ", step.question + step.solution)


def test_two_to_four_steps_in_fair_shares(problems):
    for split in SPLITS:
        steps = Counter(len(problem.steps) for problem in problems[split])
        assert set(steps) == set(range(MIN_STEPS, MAX_STEPS + 1))
        assert min(steps.values()) > 0.2 * COUNTS[split]


def test_a_text_tells_two_persons_apart(everything):
    """Where two persons are named, their names differ, so that "Sam has 3 more than Sam" cannot be told."""
    for problem in everything:
        assert not re.search(r"\b([A-Z][a-z]+)\b[^.?,]* (?:than|as|and) \1\b", problem.text), problem.text


@pytest.mark.parametrize(
    ("split", "count", "message"),
    [
        ("dev", 5, "no split 'dev'; its splits are train, validation, test, test-combinations"),
        ("", None, "no split ''; its splits are train"),
        ("train", -1, "cannot give -1 problems of the built-in split 'train'.*train, validation, test"),
    ],
)
def test_errors_name_the_splits(split, count, message):
    with pytest.raises(SourceError, match=message):
        builtin_problems(split, count)


def test_exports():
    assert builtin.__all__ == sorted(builtin.__all__)
    assert (builtin.SPLITS, builtin.builtin_problems) == (SPLITS, builtin_problems)

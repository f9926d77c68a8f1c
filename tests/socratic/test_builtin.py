"""The built-in problem set: what it promises about its splits, its chains, its numbers and its English."""

import json
import re
from collections import Counter
from fractions import Fraction
from itertools import islice
from pathlib import Path

import pytest

from socratic import builtin
from socratic.builtin.families import FAMILIES
from socratic.builtin.language import NUMBER_WORDS, mask_numbers
from socratic.builtin.notation import Event, Family
from socratic.builtin.problems import SPLITS, builtin_problems, combination, held_out, stories
from socratic.builtin.stories import LARGEST, MAX_STEPS, Plan, Told
from socratic.builtin.values import FRACTIONS, TIMES
from socratic.calculator import calculate, check_equations, format_value
from socratic.errors import SourceError
from socratic.formats import StudentFormat
from socratic.problem import Problem, fingerprint
from socratic.sources import read_problems

COUNTS = {
    "train": 20_000,
    "validation": 2000,
    "test": 2000,
    "test-combinations": 2000,
    "test-phrasings": 3000,
    "test-steps": 1000,
}
HELD_OUT = tuple(split for split in SPLITS if split != "train")
ANNOTATION = re.compile(r"<<(\d+(?:\.\d+)?)([-+*/])(\d+(?:\.\d+)?%?)=(\d+(?:\.\d+)?)>>(\d+(?:\.\d+)?)")
VISITORS = {"visitors.jsonl": 30, "visitors_new.jsonl": 60}
# What a step may bring in that does not stand in the text: two times, four sides, a dozen, minutes, grams, ...
CONSTANTS = {"2", "3", "4", "5", "6", "7", "10", "12", "16", "20", "24", "25", "60", "100", "1000"}

Story = tuple[Family, Plan, Told]


@pytest.fixture(scope="module")
def told() -> dict[str, list[Story]]:
    return {split: list(islice(stories(split), count)) for split, count in COUNTS.items()}


@pytest.fixture(scope="module")
def everything(told: dict[str, list[Story]]) -> list[Story]:
    """The stories of all splits, a part of the training set only: to save time."""
    return [story for split in SPLITS for story in told[split][:1500]]


def texts(found: list[Story]) -> set[str]:
    return {mask_numbers(story.text) for _, _, story in found}


def numbers_in(text: str) -> set[Fraction]:
    """Every number that a reader can take from a problem's text."""
    lowered = text.lower()
    numbers = {Fraction(digits) for digits in re.findall(r"\d+(?:\.\d+)?", text)}
    for table in (NUMBER_WORDS, FRACTIONS, TIMES):
        numbers |= {Fraction(number) for number, word in table.items() if re.search(rf"\b{word}\b", lowered)}
    return numbers


def phrases_of(event: Event) -> list[str]:
    return [*event.texts.all, *event.asks.all]


@pytest.mark.parametrize(
    ("split", "digest"),
    [
        ("train", "b07f1cd5b76678d872e6e73cdce70c4f3af22e499a9fb78a9a658150b6c95376"),
        ("validation", "6239197a99b8165e945377ac843e7e49bfa18b8ee251ba5e4d5689e56cc1e077"),
        ("test", "6e344818810b878bc591907337e2f43cf5944ee62c949f8b03af9ffb453be09d"),
        ("test-combinations", "67bf083977a9a455dc53286fc0c4338144b3821ea6c4ef83ee3faa35b22271ee"),
        ("test-phrasings", "5cf5eb33ed2cbb0149404f53b0e8aaa6c75b0d6a73fa6ff97db9b863d2a35add"),
        ("test-steps", "0f50098fdeacb36ac53e8240847a135f0307dc6eee0c2cfc31393e159664fff7"),
    ],
)
def test_the_first_problems_never_change_by_accident(split, digest):
    """Change these digests on purpose only: trained students name the data that they have seen by such a digest."""
    assert fingerprint(builtin_problems(split, 50)) == digest


@pytest.mark.parametrize("split", SPLITS)
def test_a_smaller_count_gives_a_prefix(split, told):
    assert [problem.text for problem in builtin_problems(split, 30)] == [story.text for _, _, story in told[split][:30]]
    assert builtin_problems(split, 0) == []


def test_seeds_and_ids(told):
    other = builtin_problems("train", 30, seed=1)
    assert [problem.id for problem in other] == [f"builtin-train-1-{index}" for index in range(30)]
    assert {problem.source for problem in other} == {"builtin"}
    assert not {problem.text for problem in other} & {story.text for _, _, story in told["train"][:30]}


@pytest.mark.parametrize("split", HELD_OUT)
def test_default_counts(split):
    assert len(builtin_problems(split)) == 500


def test_at_least_forty_families_and_no_name_twice():
    names = [family.name for family in FAMILIES]
    assert len(names) == len(set(names)) >= 40


@pytest.mark.parametrize("split", SPLITS)
def test_no_text_twice(split, told):
    assert len({story.text for _, _, story in told[split]}) == COUNTS[split]


@pytest.mark.parametrize("split", HELD_OUT)
def test_no_held_out_text_is_in_training_with_its_numbers_masked(split, told):
    withheld = texts(told[split])
    assert not withheld & texts(told["train"])
    assert not withheld & texts(list(islice(stories("train", seed=1), 4000)))


def test_validation_and_test_share_no_masked_text(told):
    assert not texts(told["validation"]) & texts(told["test"])


def test_masked_hides_digits_and_number_words():
    assert mask_numbers("Ann has 12 bags of seven apples. Two weigh 2.5 kg, someone said.") == (
        "Ann has # bags of # apples. # weigh # kg, someone said."
    )


def test_combinations_are_held_out_but_their_events_are_not(told):
    train = {combination(plan) for _, plan, _ in told["train"]}
    withheld = {combination(plan) for _, plan, _ in told["test-combinations"]}
    assert not train & withheld
    assert all(map(held_out, withheld))
    assert not any(map(held_out, train))
    assert {event for _, plan, _ in told["test-combinations"] for event in plan} <= {
        event for _, plan, _ in told["train"] for event in plan
    }


def test_a_single_event_is_never_held_out():
    assert not any(held_out(event.kind) for family in FAMILIES for event in family.events)


def test_phrasings_are_held_out_whole(told):
    usual: set[str] = set()
    withheld: set[str] = set()
    for family in FAMILIES:
        withheld.update(phrase for aside in family.asides for phrase in aside.texts.held_out)
        for event in family.events:
            for phrases in (event.texts, event.asks, *(line.questions for line in event.lines)):
                usual.update(phrases.usual)
                withheld.update(phrases.held_out)
                assert phrases.usual or not phrases.all, event
    assert not usual & withheld
    assert len(withheld) > 100
    for split in SPLITS:
        for _, _, story in told[split]:
            assert bool(withheld & set(story.phrases)) == story.unusual == (split == "test-phrasings"), story.text


def test_every_family_event_and_phrasing_occurs(told):
    """Nearly all phrasings stand in the first 40,000 problems of training, nearly all held-out ones in their test."""
    train = list(islice(stories("train"), 40_000))
    events = {event for _, plan, _ in train for event in plan}
    said = {phrase for _, _, story in train for phrase in story.phrases}
    unusual = {phrase for _, _, story in told["test-phrasings"] for phrase in story.phrases}
    for family in FAMILIES:
        for event in family.events:
            assert event in events, (family.name, event.kind)
    usual = {phrase for family in FAMILIES for event in family.events for phrase in event.texts.usual}
    assert len(usual & said) > 0.99 * len(usual), usual - said
    withheld = {phrase for family in FAMILIES for event in family.events for phrase in event.texts.held_out}
    assert len(withheld & unusual) > 0.9 * len(withheld)


def test_families_have_fair_shares(told):
    shares = Counter(family.name for family, _, _ in told["train"])
    assert set(shares) == {family.name for family in FAMILIES}
    assert min(shares.values()) > 60


def test_every_annotation_is_exact_and_followed_by_its_value(everything):
    for _, _, story in everything:
        for step in story.steps:
            found = ANNOTATION.findall(step.solution)
            assert len(found) == 1 == step.solution.count("<<"), step
            [(left, operator, right, value, follows)] = found
            assert format_value(calculate(f"{left}{operator}{right}")) == value == follows, step
            assert 0 < Fraction(value) <= LARGEST
            assert Fraction(value) * 100 % 1 == 0
            sign = r"[$€£]?"
            assert re.search(rf"(?<![\d.]){re.escape(left + operator + right)} = {sign}<<", step.solution), step
            assert [equation.correct for equation in check_equations(step.solution)] == [True]


def test_every_operand_is_given_or_reached_and_every_value_used(everything):
    for _, plan, story in everything:
        known = numbers_in(story.text)
        known |= {
            Fraction(side)
            for event in plan
            for line in event.lines
            for side in (line.left, line.right)
            if side in CONSTANTS
        }
        used: set[Fraction] = set()
        values: list[Fraction] = []
        for step in story.steps:
            left, _, right, value, _ = ANNOTATION.search(step.solution).groups()
            operands = {Fraction(left), Fraction(right.rstrip("%"))}
            assert operands <= known, (story.text, step)
            used |= operands
            values.append(Fraction(value))
            known.add(values[-1])
        assert set(values[:-1]) <= used, story.text
        assert format_value(values[-1]) == story.answer


def test_constants_are_few_and_known():
    sides = {side for family in FAMILIES for event in family.events for line in event.lines
             for side in (line.left, line.right)}  # fmt: skip
    assert {side for side in sides if side[0].isdigit()} <= CONSTANTS


def test_numbers_that_do_not_matter(everything):
    """One problem in six or so has one; in all others every number of the text is needed."""
    for _, _, story in everything:
        if not story.distracted:
            operands = {Fraction(number.rstrip("%")) for step in story.steps
                        for number in ANNOTATION.search(step.solution).group(1, 3)}  # fmt: skip
            given = {Fraction(digits) for digits in re.findall(r"\d+(?:\.\d+)?", story.text)}
            # A question may name the number of days or parts that an average divides by.
            assert given - operands <= {Fraction(2), Fraction(3)}, (story.text, given - operands)
    share = sum(story.distracted for _, _, story in everything) / len(everything)
    assert 0.08 < share < 0.25


def test_the_last_question_is_the_problem_s_own(everything):
    for _, _, story in everything:
        assert story.text.count("?") == 1, story.text
        # Who is "a baker" where the text begins is "the baker" in the steps.
        text, last = (re.sub(r"\b(an?|the) ", "", part.lower()) for part in (story.text, story.steps[-1].question))
        assert last.rstrip("?") in text, story.text


def test_sentences_look_like_sentences(everything):
    for _, _, story in everything:
        text = story.text
        assert not re.search(r"[{}|~]|  |\.\.|,,| ,| \.| / ", text), text
        assert all(sentence[0].isupper() or not sentence[0].isalpha() for sentence in re.split(r"(?<=[.?]) ", text))
        assert 5 <= len(text.split()) <= 110, text
        for step in story.steps:
            assert step.question.endswith("?")
            assert step.question.count("?") == 1
            assert step.solution.endswith(".")
            for part in (step.question, step.solution):
                assert part[0].isupper() or not part[0].isalpha()
                assert not re.search(r"[{}|~]|  ", part)


def test_articles_plurals_and_persons_agree(everything):
    for _, _, story in everything:
        for text in (story.text, *(part for step in story.steps for part in (step.question, step.solution))):
            assert not re.search(r"\b[Aa] [aeio]", text), text
            assert not re.search(r"\b[Aa]n (?!hour)[^aeiouAEIO]", text), text
            assert not re.search(r"(?<![\d.])\b1 (apples|pounds|miles|kilometers|hours|feet|minutes|points)\b", text), (
                text
            )
            assert not re.search(
                r"\bI (has|is|gives|buys|eats|gets)\b|(?<!and )\bI are\b|\bI's\b|\bthey (has|is|buys|gets)\b", text
            ), text
            assert not re.search(r"(?<!does )(?<!did )\b(She|He|she|he) (have|are|give|buy|eat|get)\b", text), text
            assert not re.search(r"\b(\w+) \1\b", text.lower()), text


def test_a_person_is_named_before_a_pronoun(everything):
    for _, _, story in everything:
        first = re.search(r"\b(She|He|Her|His)\b", story.text)
        if first:
            before = story.text[: first.start()]
            assert re.search(r"[A-Z]\w+|\b[Aa]n? \w+", before), story.text


def test_a_text_tells_two_persons_apart(everything):
    """Where two persons are named, their names differ, so that "Sam has 3 more than Sam" cannot be told."""
    for _, _, story in everything:
        assert not re.search(r"\b([A-Z][a-z]+)\b(?!')[^.?,]* (?:than|as|and) \1\b", story.text), story.text


def test_some_sentences_tell_two_events_and_some_leave_the_things_unnamed(everything):
    """As people write: "Tom has 5 apples and buys 7 more. He eats 3 of them." """
    joined = [
        story.text for _, _, story in everything if re.search(r"\d \w+(?: more)?,? (?:and|then) \w+s \d", story.text)
    ]
    short = [story.text for _, _, story in everything if re.search(r"\d+ (?:of them|more)\b(?: and|\.)", story.text)]
    assert len(joined) > 0.003 * len(everything), len(joined)
    assert len(short) > 0.01 * len(everything), len(short)


def test_how_many_steps(told):
    for split in SPLITS:
        steps = Counter(len(story.steps) for _, _, story in told[split])
        expected = {7, 8} if split == "test-steps" else set(range(1, 7))
        assert set(steps) == expected
        assert max(steps) <= MAX_STEPS
        assert min(steps.values()) > 0.03 * COUNTS[split], (split, steps)
    problem = builtin_problems("test-steps", 1)[0]
    assert len(problem.steps) in (7, 8)


@pytest.mark.parametrize("split", SPLITS)
@pytest.mark.parametrize("role", ["cot", "unified", "decomposer", "solver", "answer"])
def test_students_read_back_what_they_are_taught(split, role, told):
    student = StudentFormat(role)
    for index, (_, _, story) in enumerate(told[split][:1000]):
        problem = Problem(f"p{index}", story.text, story.steps, story.answer, "builtin")
        read = [student.parse(example.completion) for example in student.examples(problem)]
        steps = [step for reading in read for step in reading.steps]
        if role in ("cot", "unified", "solver"):
            assert [step.solution for step in steps] == [step.solution for step in story.steps]
        if role in ("unified", "decomposer"):
            assert [step.question for step in steps] == [step.question for step in story.steps]
        if role != "decomposer":
            assert read[-1].answer == story.answer, (story.text, read[-1])


@pytest.mark.parametrize("file", VISITORS)
def test_visitors_problems_are_sound_and_in_no_training_set(file, told):
    visitors = read_problems(Path(__file__).with_name(file))
    assert len(visitors) == VISITORS[file]
    assert len({problem.id for problem in visitors}) == VISITORS[file]
    train = texts(told["train"])
    for problem in visitors:
        assert mask_numbers(problem.text) not in train
        for step in problem.steps:
            assert all(equation.correct for equation in check_equations(step.solution)), problem.id
        if problem.steps:
            assert check_equations(problem.steps[-1].solution)[-1].value == Fraction(problem.answer)
    assert all("<<" not in json.dumps(problem.text) for problem in visitors)


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

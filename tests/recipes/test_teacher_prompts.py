"""recipes/teacher_prompts.py and recipes/prompts/: exemplars of our own that pass our own filter."""

import json
from pathlib import Path

import pytest

from recipes.chains import accepted_steps, check_steps
from recipes.contamination import NearDuplicates
from recipes.teacher_prompts import STYLES, load_prompt
from socratic.errors import ConfigError
from socratic.sources import load_problems


@pytest.mark.parametrize("style", STYLES)
def test_every_exemplar_passes_the_filter_and_so_does_its_text_in_the_chat(style: str) -> None:
    prompt = load_prompt(style)
    replies = [message["content"] for message in prompt.messages("") if message["role"] == "assistant"]
    assert len(replies) == len(prompt.exemplars) >= 2
    for exemplar, reply in zip(prompt.exemplars, replies, strict=True):
        check_steps(exemplar, exemplar.steps, questions=prompt.questions)
        assert accepted_steps(exemplar, reply, questions=prompt.questions) == exemplar.steps
        assert set(json.loads(reply)) == set(prompt.schema()["required"])


@pytest.mark.parametrize("style", STYLES)
def test_no_exemplar_is_in_a_data_set(shared_data: Path, style: str) -> None:
    known = NearDuplicates(
        problem
        for dataset, split in (
            ("gsm8k", "test"),
            ("gsm8k", "train"),
            ("svamp", "all"),
            ("strategyqa", "test"),
            ("strategyqa", "train"),
        )
        for problem in load_problems(dataset, split, data_dir=shared_data)
    )
    assert [exemplar.text for exemplar in load_prompt(style).exemplars if exemplar in known] == []


def test_the_styles_differ_in_what_they_ask_for() -> None:
    assert [load_prompt(style).questions for style in STYLES] == [True, False, True]
    assert [load_prompt(style).exemplars[0].answer_kind for style in STYLES] == ["number", "number", "yesno"]
    assert len({load_prompt(style).hash for style in STYLES}) == len(STYLES)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("=== problem\nx\n=== chain\nA: 1\nAnswer: 1\n", "begins without instructions"),
        ("Do it.\n", "has no exemplar"),
        ("Do it.\n=== problem\nx\n", "every '=== problem' needs"),
        ("Do it.\n=== chain\nA: 1\n=== problem\nx\n", "every '=== problem' needs"),
        ("Do it.\n=== problem\nx\n=== chain\nA: 1\n", "exemplar 1 needs a problem, steps and a last line"),
        ("Do it.\n=== problem\nx\n=== chain\nSo 1\nAnswer: 1\n", "exemplar 1: 'So 1' is no line"),
    ],
)
def test_a_prompt_file_that_is_wrong_says_where(tmp_path: Path, text: str, message: str) -> None:
    file = tmp_path / "own.txt"
    file.write_text(text)
    with pytest.raises(ConfigError, match=message):
        load_prompt(str(file))


def test_a_prompt_that_is_not_there_names_the_known_ones() -> None:
    with pytest.raises(ConfigError, match="use socratic, cot, strategyqa or a text file"):
        load_prompt("socrates")

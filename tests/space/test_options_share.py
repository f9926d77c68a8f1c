"""Options from forms, callers and links; examples; the link and the files that one takes away."""

import json
import re
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest
from compare import Comparison
from options import Known, Options, examples, known_problem, read_options
from panels import Panel, PanelStep
from share import as_json, as_markdown, read_query, share_link

from socratic.answers import answers_match
from socratic.builtin import BASE
from socratic.errors import FormatError
from socratic.reasoners import ChainReasoner, SocraticReasoner, typed_problem
from socratic.students import load_student

ADDRESS = "http://127.0.0.1:7860/"
HOSTILE = [
    "<img src=x onerror=alert(1)>",
    "${globalThis.hacked=1}",
    "{{value}}",
    "a\\b\\n & c=d # %41 + ?",
    "\u202egnirts",
    "[click](javascript:alert(1)) ![x](http://example.com/x.png) <http://example.com> http://example.com",
    "# heading\n- list\n| a | b |\n```code```",
]


@pytest.mark.parametrize(
    ("values", "message"),
    [
        (("yes", 0, 0, False), "calculator must be true or false"),
        ((True, 0, 0, 1), "oracle must be true or false"),
        ((True, "hot", 0, False), "temperature must be a number"),
        ((True, float("nan"), 0, False), "temperature must be a number"),
        ((True, True, 0, False), "temperature must be a number"),
        ((True, 2.1, 0, False), "temperature must be from 0"),
        ((True, -1, 0, False), "temperature must be from 0"),
        ((True, 0, -1, False), "seed must be a whole number"),
        ((True, 0, 1.5, False), "seed must be a whole number"),
        ((True, 0, 2**31, False), "seed must be a whole number"),
        ((True, 0, None, False), "seed must be a whole number"),
        ((True, 0, "x" * 1_000_000, False), r"not 'x{36}\.\.\.$"),
    ],
)
def test_options_that_cannot_be_used_are_named(values: tuple[object, ...], message: str) -> None:
    with pytest.raises(FormatError, match=message):
        read_options(*values)


def test_options_are_read_and_said_in_words() -> None:
    assert read_options(True, 0, 5.0, False) == Options(seed=5)
    assert Options().describe() == "calculator on, greedy"
    words = Options(False, 0.7, 3, True).describe()
    assert words == "calculator off, sampled at temperature 0.7 with seed 3, the problem's own sub-questions (oracle)"


def test_options_reach_the_students() -> None:
    base = load_student(BASE)
    cot, socratic = ChainReasoner(base.as_role("cot")), SocraticReasoner(base.as_role("solver"), "oracle")
    one, other = Options(False, 0.7, 3, True).applied(cot, socratic)
    for reasoner in (one, other):
        assert isinstance(reasoner, ChainReasoner | SocraticReasoner)
        settings = reasoner.settings
        assert (settings.calculator, settings.temperature, settings.seed) == (False, 0.7, 3)
    assert Options().decoding.calculator is None  # as each student was trained


# Examples.


def test_examples_can_be_asked_and_are_known() -> None:
    assert 6 <= len(examples()) <= 9
    assert len({example.title for example in examples()}) == len(examples())
    for example in examples():
        assert typed_problem(example.problem.text).text == example.problem.text
        assert example.problem.text.endswith("?")
        known = known_problem(f" {example.problem.text}\n")
        assert known.answer == example.problem.answer
        assert known.has_questions
        last = example.problem.steps[-1].solution
        assert answers_match(re.findall(r"=([\d.]+)>>", last)[-1], example.problem.answer)
    assert known_problem("Another one?") == Known("Another one?")


def test_failures_of_each_method_are_among_the_examples() -> None:
    outcomes = {(example.measured["cot"], example.measured["socratic"]) for example in examples()}
    assert {("right", "right"), ("wrong", "right"), ("right", "wrong"), ("wrong", "wrong")} <= outcomes


def test_labels_say_what_the_built_in_base_does_today() -> None:
    """A label that claims a failure is measured here, not remembered."""
    if not (BASE / "model.safetensors").is_file():
        pytest.skip("the built-in base is not there")
    base = load_student(BASE)
    solver = base.as_role("solver")
    methods = {
        "cot": ChainReasoner(base.as_role("cot")),
        "socratic": SocraticReasoner(solver, base.as_role("decomposer")),
        "oracle": SocraticReasoner(solver, "oracle"),
    }
    problems = [example.problem for example in examples()]
    for name, method in methods.items():
        for example, trace in zip(examples(), method.solve(problems), strict=True):
            right = "right" if answers_match(trace.answer, example.problem.answer) else "wrong"
            assert example.measured[name] == ("none" if trace.answer is None else right), (example.label, name)


def test_a_problem_that_was_opened_is_known_until_it_is_changed() -> None:
    opened = Known("How many?", "7")
    assert known_problem("How many? ", opened) is opened
    assert known_problem("How many now?", opened) == Known("How many now?")


# Links.


@pytest.mark.parametrize("problem", ["Ann has 3 bags of 4?", "Ä ö 🧮 — 50% & more?", *HOSTILE, "x" * 4000])
def test_a_link_restores_the_problem_and_the_options(problem: str) -> None:
    options = Options(calculator=False, temperature=0.7, seed=12, oracle=True)
    link = share_link(ADDRESS, problem, options)
    assert re.fullmatch(r"[!-~]+", link)
    shared = read_query(dict(parse_qsl(urlsplit(link).query)))
    assert (shared.problem, shared.options, shared.message) == (problem.strip(), options, "")


def test_a_link_to_the_defaults_has_only_the_problem() -> None:
    assert share_link(f"{ADDRESS}?problem=old#top", "How many?", Options()) == f"{ADDRESS}?problem=How+many%3F"


@pytest.mark.parametrize("address", ["javascript:alert(1)//", "", "data:text/html,x", "http://", "/path"])
def test_a_link_goes_to_a_web_page(address: str) -> None:
    with pytest.raises(FormatError, match="own address is not known"):
        share_link(address, "How many?", Options())


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ({"problem": "x" * 1_000_000}, "the problem has 1,000,000 characters"),
        ({"problem": "a\0b"}, "NUL byte"),
        ({"problem": "ok?", "seed": "x"}, "the seed must be a number"),
        ({"problem": "ok?", "seed": "9" * 1_000_000}, "seed"),
        ({"problem": "ok?", "temperature": "nan"}, "temperature must be a number"),
        ({"problem": "ok?", "temperature": "7"}, "temperature must be from 0"),
        ({"problem": "ok?", "temperature": "<b>"}, "the temperature must be a number, not '<b>'"),
    ],
)
def test_what_a_link_may_not_ask_is_said_and_left_out(query: dict[str, str], message: str) -> None:
    shared = read_query(query)
    assert message in shared.message
    assert len(shared.message) < 400
    assert shared.options == Options()
    assert shared.problem in ("", "ok?")


def test_a_page_without_a_query_is_empty() -> None:
    assert read_query({}).message == read_query({"utm_source": "x"}).message == ""


# Files.


def comparison(text: str) -> Comparison:
    panel = Panel("failed", (PanelStep(text, f"{text} 3*4 = 13", "done"),), answer=text, message=text, calls=1)
    return Comparison(Known(text, text), Options(), panel, panel)


@pytest.mark.parametrize("text", [*HOSTILE, "> quote", "1. one", "2) two", "= x", "www.example.com a@b.cd"])
def test_hostile_text_is_text_in_both_files(text: str) -> None:
    record = json.loads(as_json(comparison(text)))
    assert record["problem"] == text
    assert as_json(comparison(text)).isascii()
    markdown = as_markdown(comparison(text))
    for sign in ("<img", "${", "{{", "```", "<http", "://", "www.e", "a@b", "\u202e"):
        assert sign not in markdown
    assert not re.search(r"(?<!\\)\]\(", markdown)
    for line in markdown.splitlines():
        assert not re.match(r"(\d+\. )?(- list|# heading|\| a)", line)


def test_the_markdown_has_what_the_page_shows() -> None:
    cot = Panel("answered", (PanelStep("", "3*4 = 13", "done"),), "13", tokens=5, seconds=0.5, calls=1)
    socratic = Panel("answered", (PanelStep("How many?", "3*4 = 12", "cut"),), None, tokens=7, seconds=1.0, calls=2)
    markdown = as_markdown(Comparison(Known("How many?", "12"), Options(), cot, socratic))
    for text in (
        "1. 3\\*4 = 13\n   - ✗ 3\\*4 = 13: wrong: should be 12",
        "1. **How many?** 3\\*4 = 12 (not finished)",
        "**Answer:** 13 (wrong)",
        "**Answer:** no answer (wrong)",
        "**Known answer:** 12",
        "**Options:** calculator on, greedy",
        "5 tokens, 0.5 s, 1 model calls",
    ):
        assert text in markdown


def test_the_examples_file_is_where_spaces_finds_it() -> None:
    assert (Path(__file__).parents[2] / "space" / "examples.json").is_file()

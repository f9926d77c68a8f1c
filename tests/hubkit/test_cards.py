import ast
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from markdown_it import MarkdownIt

from hubkit.card_lint import lint_card
from hubkit.card_merge import merge_card, read_front_matter, sections_of, written_by_hand
from hubkit.card_parts import facts
from hubkit.card_snippets import example_for, examples, pair_snippet, single_snippet
from hubkit.cards import PENDING, Pin, render_card
from hubkit.errors import CardError, RecordError
from hubkit.manifest import Artefact, Kind
from hubkit.records import ASKING, FORMAT_VERSION, HINTED_ROLES, HINTS, ROLES, Student
from recipes.export import main as export
from socratic import formats
from socratic.problem import Problem, Step
from tests.helpers import PROBLEMS, tiny_student

ROOT = Path(__file__).resolve().parents[2]
HUB = "https://huggingface.co"
SHA = "0123456789abcdef0123456789abcdef01234567"
DECOMPOSER = {"decomposer": Pin("alice/decomposer", SHA)}
ONE_ROLE = [role for role in ROLES if role != "all"]
RESULTS = sorted(file.parent.name for file in (ROOT / "results" / "students").glob("*/training.json"))


def artefact(folder: Path, kind: Kind = "model", **fields: Any) -> Artefact:
    values: dict[str, Any] = {
        "name": folder.name,
        "kind": kind,
        "folder": folder,
        "repo_id": f"alice/{folder.name}",
        "license": "mit",
        "private": False,
        "card": None,
        "tags": (),
        "include": (),
        "exclude": (),
        "decomposer": None,
        "packages": (),
        "variables": {},
    }
    return Artefact(**(values | fields))


def records(folder: Path, name: str = "gsm8k-solver", **student: Any) -> Path:
    """A student's folder with the real records of `results/students`, without weights."""
    shutil.copytree(ROOT / "results" / "students" / name, folder)
    training = json.loads((folder / "training.json").read_text())
    config = {key: training[key] for key in ("role", "hint", "asking", "base_model", "dataset")}
    config |= {"format_version": FORMAT_VERSION, "calculator": True} | student
    (folder / "student.json").write_text(json.dumps(config))
    return folder


def edit(file: Path, path: str, value: Any) -> None:
    record = json.loads(file.read_text())
    *parents, last = path.split(".")
    place = record
    for key in parents:
        place = place[int(key)] if isinstance(place, list) else place[key]
    place[last] = value
    file.write_text(json.dumps(record))


def student_card(folder: Path, **fields: Any) -> str:
    return render_card(artefact(folder, **fields), pins=DECOMPOSER, endpoint=HUB)


def python_blocks(card: str) -> list[str]:
    return [token.content for token in MarkdownIt().parse(card) if token.type == "fence" and token.info == "python"]


# --- texts ------------------------------------------------------------------------------------------------------------


def student(role: str, hint: str = "none", asking: str = "upfront", dataset: str = "gsm8k") -> Student:
    return Student(role, hint, asking, "openai-community/gpt2", dataset, True)


def problem_of(student: Student) -> Problem:
    shown = example_for(student)
    steps = tuple(Step(question, solution) for question, solution in shown.steps)
    return Problem(id="card", text=shown.problem, steps=steps, answer=shown.answer, source="card")


KINDS = [
    student(role, hint, asking, dataset)
    for role in ONE_ROLE
    for hint in HINTS
    for asking in ASKING
    for dataset in ("gsm8k", "strategyqa")
    if (role, hint) != ("guide", "none")
]


def test_hubkit_knows_the_roles_and_hints_of_the_library() -> None:
    assert FORMAT_VERSION == formats.FORMAT_VERSION
    assert tuple(ONE_ROLE) == formats.ROLES
    assert (HINTS, ASKING, HINTED_ROLES) == (formats.HINTS, formats.ASKING, formats.HINTED_ROLES)


@pytest.mark.parametrize("kind", KINDS, ids=str)
def test_the_texts_on_a_card_are_those_that_the_library_trains_on(kind: Student) -> None:
    form = formats.StudentFormat(kind.role, kind.hint, kind.asking)  # type: ignore[arg-type]
    learned = [(example.prompt, example.completion) for example in form.examples(problem_of(kind))]
    assert [(shown.prompt, shown.completion) for shown in examples(kind)] == learned


@pytest.mark.parametrize("dataset", ["gsm8k", "strategyqa"])
@pytest.mark.parametrize("hint", HINTS[1:])
def test_the_hints_on_a_card_are_those_of_its_problem(hint: str, dataset: str) -> None:
    kind = student("cot", dataset=dataset)
    assert example_for(kind).hint(hint) == formats.hint_of(problem_of(kind), hint)  # type: ignore[arg-type]


@pytest.mark.parametrize("kind", KINDS, ids=str)
def test_a_snippet_gives_the_model_the_prompt_of_the_library(kind: Student) -> None:
    wanted = {"problem", "hint", "question", "prompt"}
    lines: list[ast.stmt] = [
        node
        for node in ast.parse(single_snippet(kind, "alice/x")).body
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name) and node.targets[0].id in wanted
    ]
    names: dict[str, str] = {}
    exec(compile(ast.Module(lines, []), "snippet", "exec"), names)
    form = formats.StudentFormat(kind.role, kind.hint, kind.asking)  # type: ignore[arg-type]
    assert names["prompt"] == form.prompt(names["problem"], hint=names.get("hint"), question=names.get("question"))


# --- snippets ---------------------------------------------------------------------------------------------------------

_RUNNER = """
import contextlib, io, json, runpy, sys
printed = {}
for file in sys.argv[1:]:
    with contextlib.redirect_stdout(io.StringIO()) as out:
        runpy.run_path(file)
    printed[file] = out.getvalue()
print(json.dumps(printed))
"""

STUDENTS = {
    "answer": student("answer"),
    "cot": student("cot"),
    "cot-operators": student("cot", "operators"),
    "unified": student("unified"),
    "decomposer": student("decomposer"),
    "decomposer-count": student("decomposer", "count"),
    "decomposer-interleaved": student("decomposer", "equations", "interleaved"),
    "solver": student("solver"),
    "guide": student("guide", "equations"),
    "all": student("all"),
}
PAIRS = {
    "solver": "decomposer",
    "solver-count": "decomposer-count",
    "solver-interleaved": "decomposer-interleaved",
}


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, list[str]]:
    """What the Python blocks of rendered cards print, by student, run as they stand on students that know the card's
    problem by heart. A cache as huggingface_hub leaves it stands for the Hub."""
    root = tmp_path_factory.mktemp("cards")
    for name, kind in STUDENTS.items():
        problems = () if kind.role == "all" else [problem_of(kind)]
        tiny_student(root / name, kind.role, kind.hint, kind.asking, problems=problems)  # type: ignore[arg-type]
    for name, hint, asking in (
        ("solver-count", "count", "upfront"),
        ("solver-interleaved", "equations", "interleaved"),
    ):
        shutil.copytree(root / "solver", root / name)
        edit(root / name / "student.json", "hint", hint)
        edit(root / name / "student.json", "asking", asking)
    files: list[tuple[str, Path]] = []
    for name in [*STUDENTS, *PAIRS]:
        shutil.copy(ROOT / "results" / "students" / "gsm8k-cot" / "training.json", root / name)
        repository = root / "cache" / f"models--alice--{name}"
        if not repository.exists():
            shutil.copytree(root / name, repository / "snapshots" / SHA)
            (repository / "refs").mkdir()
            (repository / "refs" / "main").write_text(SHA)
    for name in {**STUDENTS, **PAIRS}:
        pins = {"asks": Pin(f"alice/{PAIRS[name]}", SHA)} if name in PAIRS else {}
        made = artefact(root / name, decomposer="asks" if pins else None)
        card = render_card(made, pins=pins, endpoint=HUB)
        for number, block in enumerate(python_blocks(card)):
            file = root / f"{name}-{number}.py"
            file.write_text(block)
            files.append((name, file))
    runner = root / "runner.py"
    runner.write_text(_RUNNER)
    done = subprocess.run(
        [sys.executable, str(runner), *(str(file) for _, file in files)],
        cwd=root,
        env={**os.environ, "HF_HUB_CACHE": str(root / "cache"), "HF_HUB_OFFLINE": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    outputs = json.loads(done.stdout.splitlines()[-1])
    found: dict[str, list[str]] = {}
    for name, file in files:
        found.setdefault(name, []).append(outputs[str(file)])
    return found


@pytest.mark.parametrize("name", [name for name in STUDENTS if name != "all"])
def test_the_snippet_for_one_student_runs_as_printed(name: str, printed: Mapping[str, list[str]]) -> None:
    assert printed[name][-1] == f"{examples(STUDENTS[name])[0].completion}\n"


def test_the_snippet_for_a_base_model_runs_as_printed(printed: Mapping[str, list[str]]) -> None:
    assert printed["all"][0].endswith("\n")


@pytest.mark.parametrize("name", PAIRS)
def test_the_snippet_for_a_pair_runs_as_printed(name: str, printed: Mapping[str, list[str]]) -> None:
    steps = "".join(f"\nQ: {question}\nA: {solution}" for question, solution in example_for(STUDENTS["solver"]).steps)
    assert printed[name][0] == f"{steps}\n"


@pytest.mark.parametrize("name", RESULTS)
def test_snippets_import_transformers_and_nothing_else(name: str, tmp_path: Path) -> None:
    blocks = python_blocks(student_card(records(tmp_path / "s", name), decomposer="decomposer"))
    assert len(blocks) == 2
    for block in blocks:
        imports = [node for node in ast.walk(ast.parse(block)) if isinstance(node, (ast.Import, ast.ImportFrom))]
        assert {getattr(node, "module", None) for node in imports} == {"transformers"}


def test_the_pairs_snippet_is_short_and_pins_the_decomposer() -> None:
    code = pair_snippet(student("solver"), "alice/solver", Pin("alice/decomposer", SHA), "upfront")
    assert f'load("alice/decomposer", "{SHA}")' in code
    assert len([line for line in code.splitlines() if line]) <= 20


def test_the_pair_is_shown_as_it_was_scored(tmp_path: Path) -> None:
    folder = records(tmp_path / "solver")
    assert "\\nQuestions:" in student_card(folder, decomposer="decomposer")
    for file in (folder / "scores").glob("*upfront*.json"):
        edit(file, "students.1.student.asking", "interleaved")
    assert "{steps}\\nQ:" in student_card(folder, decomposer="decomposer")


def test_a_card_says_who_writes_the_hint(tmp_path: Path) -> None:
    plain = sections_of(student_card(records(tmp_path / "a"), decomposer="decomposer"))["use"]
    pair = sections_of(student_card(records(tmp_path / "b", hint="count"), decomposer="decomposer"))["use"]
    alone = sections_of(student_card(records(tmp_path / "c", "gsm8k-cot", hint="operators")))["use"]
    assert "hint" not in plain
    assert "The decomposer also reads a hint, the number of steps, which a guide writes" in pair
    assert pair.index("a guide writes") < pair.index("```python")
    assert "It also reads a hint: the operators of each step." in alone


# --- students ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", RESULTS)
def test_the_card_of_every_built_in_student_lacks_nothing(name: str, tmp_path: Path) -> None:
    card = student_card(records(tmp_path / "s", name))
    assert lint_card(card, "model") == ()
    assert "more information needed" not in card.lower()
    assert "None" not in re.sub(r"```.*?```", "", card, flags=re.DOTALL)


def test_the_metadata_of_a_student_is_complete(tmp_path: Path) -> None:
    folder = records(tmp_path / "s", base_model="openai-community/gpt2")
    assert read_front_matter(student_card(folder, tags=("tests",))) == {
        "license": "mit",
        "base_model": "openai-community/gpt2",
        "base_model_relation": "finetune",
        "datasets": ["openai/gsm8k"],
        "language": ["en"],
        "library_name": "transformers",
        "pipeline_tag": "text-generation",
        "tags": ["socratic-cot", "chain-of-thought", "distillation", "solver", "tests", "arxiv:2212.00193"],
    }


def test_a_base_or_data_set_that_is_not_on_the_hub_is_no_metadata(tmp_path: Path) -> None:
    fields = read_front_matter(student_card(records(tmp_path / "s", "builtin-cot")))
    assert not {"base_model", "base_model_relation", "datasets"} & fields.keys()


def test_scores_have_their_interval_and_the_papers_numbers(tmp_path: Path) -> None:
    folder = records(tmp_path / "s")
    scores = sections_of(student_card(folder))["scores"]
    record = json.loads((folder / "scores" / "gsm8k-test-iterative-upfront-calculator.json").read_text())
    low, high = record["interval"]
    ours = f"{100 * record['accuracy']:.1f} ({100 * low:.1f}–{100 * high:.1f})"
    assert f"| iterative, upfront | with | {ours} | 5.10 | 7.90 | 10.31 |" in scores
    assert "1,319 problems" in scores
    assert "upper bound" in scores
    assert scores.index("iterative, upfront") < scores.index("iterative, oracle")


def test_every_number_of_the_paper_that_a_card_can_show_is_for_a_method_of_the_library() -> None:
    methods = {row["method"] for entry in facts("paper.json")["sets"] for row in entry["numbers"]} - {None}
    plain = {"answer", "cot", "unified", "iterative, oracle questions"}
    asking = {f"iterative, {asking}" for asking in ASKING}
    assert methods <= plain | asking | {f"{name}, hint {hint}" for name in asking for hint in HINTS[1:]}


def test_scores_on_data_without_numbers_in_the_paper_stand_alone(tmp_path: Path) -> None:
    scores = sections_of(student_card(records(tmp_path / "s", "builtin-solver")))["scores"]
    for file in (ROOT / "results/students/builtin-solver/scores").glob("*.json"):
        record = json.loads(file.read_text())
        low, high = (100 * end for end in record["interval"])
        assert f"{100 * record['accuracy']:.1f} ({low:.1f}–{high:.1f})" in scores
    assert "Paper" not in scores
    assert "the paper's numbers" not in scores


def test_scores_on_another_number_of_problems_say_so(tmp_path: Path) -> None:
    folder = records(tmp_path / "s", "gsm8k-cot")
    edit(folder / "scores" / "gsm8k-test-cot-calculator.json", "problems", 100)
    scores = sections_of(student_card(folder))["scores"]
    assert "100 problems (the paper: 1,319)" in scores


def test_training_on_policy_says_who_the_teacher_was(tmp_path: Path) -> None:
    folder = records(tmp_path / "s", "gsm8k-cot")
    for path, value in (("teacher", "gsm8k-cot-large"), ("beta", 0.5), ("started_from", "gsm8k-cot")):
        edit(folder / "training.json", path, value)
    training = sections_of(student_card(folder))["training"]
    assert "the probabilities of `gsm8k-cot-large` (generalized Jensen-Shannon divergence, beta 0.5)" in training
    assert "It started from `gsm8k-cot`." in training
    assert "TRL's `DistillationConfig`:" in training
    assert "the completion alone" not in training


def test_training_shows_what_differs_from_the_defaults_and_no_housekeeping(tmp_path: Path) -> None:
    training = sections_of(student_card(records(tmp_path / "s")))["training"]
    assert "| `learning_rate` | `0.0005` |" in training
    assert "| `max_steps` | `105` |" in training
    assert "7,273 problems gave 25,932 examples" in training
    assert "2 cores of AMD EPYC" in training
    assert "1 min 40 s in float32" in training
    for noise in ("hub_token", "report_to", "disable_tqdm", "eos_token", "num_train_epochs"):
        assert noise not in training


def test_accelerators_are_counted(tmp_path: Path) -> None:
    folder = records(tmp_path / "s")
    edit(folder / "training.json", "environment.accelerators", ["NVIDIA H100", "NVIDIA H100"])
    edit(folder / "training.json", "world_size", 2)
    edit(folder / "training.json", "mixed_precision", "bf16")
    training = sections_of(student_card(folder))["training"]
    assert "2 × NVIDIA H100, 2 processes" in training
    assert "float32, mixed precision bf16" in training


def test_revisions_of_base_and_data_are_named(tmp_path: Path) -> None:
    folder = records(tmp_path / "s", base_model="openai-community/gpt2")
    edit(folder / "training.json", "base_revision", "b" * 40)
    edit(folder / "training.json", "dataset_revision", "d" * 40)
    sections = sections_of(student_card(folder))
    assert "b" * 40 in sections["about"]
    assert "d" * 40 in sections["training"]


def test_the_number_of_weights_is_counted(tmp_path: Path) -> None:
    folder = tiny_student(tmp_path / "s", "cot")
    shutil.copy(ROOT / "results" / "students" / "gsm8k-cot" / "training.json", folder)
    # embeddings (tied) 258*32; a layer: attention 4*32*32, MLP 3*32*64, norms 2*32; the last norm 32
    weights = 258 * 32 + 2 * (4 * 32 * 32 + 3 * 32 * 64 + 2 * 32) + 32
    assert f"It has {weights:,} weights." in student_card(folder)


def test_a_student_without_a_calculator_has_no_word_about_one(tmp_path: Path) -> None:
    assert "calculator" in sections_of(student_card(records(tmp_path / "a")))["use"]
    assert "calculator" not in sections_of(student_card(records(tmp_path / "b", calculator=False)))["use"]


def test_the_card_cites_the_paper_the_data_and_the_project(tmp_path: Path) -> None:
    citation = sections_of(student_card(records(tmp_path / "solver")))["citation"]
    assert re.findall(r"@\w+\{(\w+),", citation) == ["shridhar2023distilling", "cobbe2021gsm8k", "socratic_cot"]
    assert f"url={{{HUB}/alice/solver}}" in citation


def test_another_hub_is_named_where_the_snippets_need_it(tmp_path: Path) -> None:
    made = artefact(records(tmp_path / "s"))
    assert "HF_ENDPOINT" not in render_card(made, pins={}, endpoint=f"{HUB}/")
    assert "HF_ENDPOINT" in render_card(made, pins={}, endpoint="http://127.0.0.1:8000")


def test_a_decomposer_that_is_still_to_be_pushed_is_pending(tmp_path: Path) -> None:
    made = artefact(records(tmp_path / "s"), decomposer="decomposer")
    card = render_card(made, pins={"decomposer": Pin("alice/decomposer", PENDING)}, endpoint=HUB)
    assert f"[alice/decomposer]({HUB}/alice/decomposer)" in card
    assert lint_card(card, "model") == ()


def test_a_pin_that_is_missing_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(CardError, match="'decomposer'"):
        render_card(artefact(records(tmp_path / "s"), decomposer="decomposer"), pins={}, endpoint=HUB)


@pytest.mark.parametrize(
    ("file", "path", "value", "message"),
    [
        ("training.json", "steps", "many", "training.json: field 'steps' must be int"),
        ("training.json", "environment", {}, "training.json: field 'environment.accelerators' is missing"),
        ("scores/gsm8k-test-iterative-upfront-calculator.json", "accuracy", None, "field 'accuracy' must be float"),
        ("student.json", "role", "poet", "poet"),
        ("student.json", "format_version", 2, "format_version"),
    ],
)
def test_a_record_that_lacks_something_is_named(file: str, path: str, value: Any, message: str, tmp_path: Path) -> None:
    folder = records(tmp_path / "s")
    edit(folder / file, path, value)
    with pytest.raises(RecordError, match=message):
        student_card(folder)


def test_a_persons_template_may_extend_ours(tmp_path: Path) -> None:
    folder = records(tmp_path / "s")
    template = tmp_path / "mine.md.jinja"
    template.write_text(
        '{% extends "model_cards/student.md.jinja" %}{% block limits %}\n## Limits\n\n'
        "{{ record.seed }} and {{ name }} and {{ '*' }}\n{% endblock %}"
    )
    card = student_card(folder, card=template)
    assert sections_of(card)["limits"] == "## Limits\n\n0 and s and \\*"
    assert lint_card(card, "model") == ()


@pytest.mark.parametrize("text", ["{{ nothing }}", "{% if %}", '{% extends "nowhere" %}'])
def test_a_broken_template_is_named(text: str, tmp_path: Path) -> None:
    template = tmp_path / "mine.md.jinja"
    template.write_text(text)
    with pytest.raises(CardError, match=re.escape("mine.md.jinja")):
        student_card(records(tmp_path / "s"), card=template)


# --- hostile records --------------------------------------------------------------------------------------------------

HOSTILE = [
    "-->",
    "<!-- hubkit:end about -->",
    "x\n<!-- hubkit:end training -->\n<!-- hubkit:begin mine -->",
    "a | b | c",
    "`` ` ```",
    "{{ 7 * 7 }}{% raw %}",
    "x\n---\nlicense: gpl",
    "\n# Title\n",
    "1. one",
    "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "[here](javascript:alert(1)) ![x](http://127.0.0.1/x)",
    "\u2028# Title\u0085# Title\r# Title",
    "\x00\x1b[31m",
    "*bold* _em_ ~~gone~~ $x$ &lt; \\",
]
SPOTS = [
    ("student.json", "base_model"),
    ("student.json", "dataset"),
    ("training.json", "dataset"),
    ("training.json", "dataset_revision"),
    ("training.json", "train_fingerprint"),
    ("training.json", "created"),
    ("training.json", "dtype"),
    ("training.json", "mixed_precision"),
    ("training.json", "config.lr_scheduler_type"),
    ("training.json", "environment.cpu"),
    ("training.json", "environment.python"),
    ("training.json", "environment.libraries.torch"),
    ("training.json", "environment.source_commit"),
    ("scores/gsm8k-test-iterative-upfront-calculator.json", "method"),
    ("scores/gsm8k-test-iterative-upfront-calculator.json", "dataset"),
    ("scores/gsm8k-test-iterative-upfront-calculator.json", "split"),
    ("scores/gsm8k-test-iterative-upfront-calculator.json", "dataset_revision"),
    ("scores/gsm8k-test-iterative-upfront-calculator.json", "settings.dtype"),
]


BLOCKS = (
    "blockquote_open",
    "bullet_list_open",
    "code_block",
    "fence",
    "hr",
    "ordered_list_open",
    "table_open",
)


def shape(card: str) -> dict[str, Any]:
    """What a reader's Markdown makes of a card, without its words."""
    body = re.split(r"^---\n", card, maxsplit=2, flags=re.MULTILINE)[2]
    tokens = MarkdownIt("commonmark").enable("table").parse(body)
    inline = [child for token in tokens for child in token.children or ()]
    return {
        "headings": [tokens[n + 1].content for n, token in enumerate(tokens) if token.type == "heading_open"],
        # but for the record, which has the tags
        "html": [t.content for t in tokens if t.type == "html_block" and "hubkit:front-matter" not in t.content],
        "inline": sorted({token.type for token in inline} & {"html_inline", "image", "em", "strong", "hardbreak"}),
        "blocks": {kind: sum(token.type == kind for token in tokens) for kind in BLOCKS},
    }


def cells(table: str) -> set[str]:
    """The inline code in a section's tables, where it fills a cell."""
    tokens = MarkdownIt("commonmark").enable("table").parse(table)
    inside = [tokens[n + 1].children or [] for n, token in enumerate(tokens) if token.type == "td_open"]
    return {cell[0].content for cell in inside if [child.type for child in cell] == ["code_inline"]}


def targets(card: str) -> set[str]:
    """The servers that a card's links lead to."""
    tokens = MarkdownIt("commonmark").enable("table").parse(card)
    inline = [child for token in tokens for child in token.children or ()]
    return {str(child.attrs["href"]).split("/")[2] for child in inline if child.type == "link_open"}


@pytest.mark.parametrize("value", HOSTILE)
def test_nothing_in_a_record_escapes_its_place(value: str, tmp_path: Path) -> None:
    folder = records(tmp_path / "s")
    harmless = student_card(folder)
    for file, path in SPOTS:
        edit(folder / file, path, value)
    edit(folder / "training.json", "dropped", {value: 3})
    edit(folder / "training.json", "environment.accelerators", [value])
    edit(folder / "training.json", "config", {value: value, "learning_rate": value})
    card = student_card(folder, tags=(value,))
    assert list(sections_of(card)) == list(sections_of(harmless))
    assert shape(card) == shape(harmless)
    assert targets(card) <= {"huggingface.co", "arxiv.org"}
    shown = " ".join(value.split()).replace("<!--", "<! --")
    assert shown.replace("\x00", "\ufffd") in cells(sections_of(card)["training"])
    fields = read_front_matter(card)
    assert fields.keys() == read_front_matter(harmless).keys() - {"datasets", "language"}
    assert fields["license"] == "mit"
    assert all(isinstance(tag, str) for tag in fields["tags"])
    merged = merge_card("By hand.\n", card)
    assert merged.endswith("By hand.\n")
    assert merge_card(merged, card) == merged


def test_half_a_surrogate_pair_is_refused_by_name(tmp_path: Path) -> None:
    folder = records(tmp_path / "s")
    edit(folder / "training.json", "environment.cpu", "\ud800")
    with pytest.raises(CardError, match="surrogate"):
        student_card(folder)


# --- data sets and Spaces ---------------------------------------------------------------------------------------------


@pytest.fixture
def dataset(tmp_path: Path) -> Path:
    """A record as recipes/export.py writes it, without the files."""
    folder = tmp_path / "problems"
    folder.mkdir()
    part = {"fingerprint": "f" * 64, "columns": ["prompt", "completion"]}
    record = {
        "format_version": FORMAT_VERSION,
        "name": "gsm8k",
        "source": "gsm8k",
        "hub_id": "openai/gsm8k",
        "license": "mit",
        "revision": "r" * 40,
        "configs": {
            "problems": {
                split: {"file": f"problems/{split}.parquet", "rows": rows, "fingerprint": "f" * 64,
                        "columns": ["id", "text", "steps", "answer", "source"]}
                for split, rows in (("train", 7473), ("test", 1319))
            },
            "cot": {"train": {"file": "cot/train.parquet", "rows": 7473, **part}},
        },
        "examples": {"problems": {"id": "gsm8k-1", "text": "How many --> | `?", "steps": []}},
        "left_out": {},
        "hint": "none",
        "asking": "upfront",
        "environment": {},
    }  # fmt: skip
    (folder / "dataset.json").write_text(json.dumps(record))
    return folder


def dataset_card(folder: Path) -> str:
    return render_card(artefact(folder, "dataset"), pins={}, endpoint=HUB)


def test_the_card_of_an_exported_data_set_lacks_nothing_and_its_snippet_loads_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    problems = tmp_path / "mine.jsonl"
    problems.write_text("".join(json.dumps(problem.to_json()) + "\n" for problem in PROBLEMS))
    folder = tmp_path / "problems"
    assert export(["--dataset", str(problems), "--output_dir", str(folder), "--license", "mit"]) == 0
    readme = folder / "README.md"
    card = merge_card(readme.read_text(), dataset_card(folder))
    readme.write_text(card)
    assert lint_card(card, "dataset") == ()
    assert written_by_hand(card) == ""
    for config in ("problems", "answer", "cot", "unified", "decomposer", "solver"):
        assert f"A row of `{config}`" in sections_of(card)["fields"]
    every_field = re.findall(r"^\| `(\w+)` \|.*\| (.*) \|$", sections_of(card)["fields"], re.MULTILINE)
    assert len(every_field) == 8
    assert all(what for _, what in every_field)
    capsys.readouterr()
    [snippet] = python_blocks(card)
    exec(snippet.replace('"alice/problems"', repr(str(folder))), {})
    assert PROBLEMS[0].text in capsys.readouterr().out


def test_the_metadata_of_a_data_set_is_complete(dataset: Path) -> None:
    card = dataset_card(dataset)
    assert lint_card(card, "dataset") == ()
    assert read_front_matter(card) == {
        "license": "mit",
        "language": ["en"],
        "task_categories": ["text-generation", "question-answering"],
        "size_categories": ["10K<n<100K"],
        "source_datasets": ["openai/gsm8k"],
        "configs": [
            {
                "config_name": "problems",
                "default": True,
                "data_files": [
                    {"split": "train", "path": "problems/train.parquet"},
                    {"split": "test", "path": "problems/test.parquet"},
                ],
            },
            {"config_name": "cot", "data_files": [{"split": "train", "path": "cot/train.parquet"}]},
        ],
        "tags": ["socratic-cot", "chain-of-thought", "distillation", "arxiv:2212.00193"],
    }


def test_a_data_sets_card_says_how_to_load_it_and_where_it_comes_from(dataset: Path) -> None:
    sections = sections_of(dataset_card(dataset))
    assert 'load_dataset("alice/problems", "problems", split="train")' in sections["use"]
    assert "| `problems` | 7,473 | 1,319 |\n| `cot` | 7,473 |  |" in sections["use"]
    assert "| `prompt` | `cot` |" in sections["fields"]
    assert '"id": "gsm8k-1"' in sections["fields"]
    assert "r" * 40 in sections["provenance"]
    assert f"SHA-256 of the problems of `train` and `test`: `{'f' * 64}`" in sections["provenance"]
    assert "cobbe2021gsm8k" in sections["citation"]
    assert f"url={{{HUB}/datasets/alice/problems}}" in sections["citation"]


@pytest.mark.parametrize("value", HOSTILE)
def test_nothing_in_a_data_sets_record_escapes_its_place(value: str, dataset: Path) -> None:
    harmless = dataset_card(dataset)
    for path in ("name", "source", "hub_id", "license", "revision", "hint", "asking"):
        edit(dataset / "dataset.json", path, value)
    edit(dataset / "dataset.json", "left_out", {value: 2})
    edit(dataset / "dataset.json", "examples", {"problems": {"id": value, value: value}})
    edit(dataset / "dataset.json", "configs.cot.train.columns", [value])
    edit(dataset / "dataset.json", "configs.cot.train.fingerprint", value)
    card = dataset_card(dataset)
    assert shape(card) == shape(harmless)
    assert targets(card) <= {"huggingface.co"}
    assert list(sections_of(card)) == list(sections_of(harmless))


@pytest.mark.parametrize(
    ("rows", "size"), [(0, "n<1K"), (999, "n<1K"), (1000, "1K<n<10K"), (10**5, "100K<n<1M"), (10**6, "n>1M")]
)
def test_the_size_category_is_that_of_all_rows(rows: int, size: str, dataset: Path) -> None:
    part = {"file": "p.parquet", "rows": rows, "columns": ["id"], "fingerprint": "f" * 64}
    edit(dataset / "dataset.json", "configs", {"p": {"train": part}})
    assert read_front_matter(dataset_card(dataset))["size_categories"] == [size]


def test_a_data_set_without_files_is_an_error(dataset: Path) -> None:
    edit(dataset / "dataset.json", "configs", {})
    with pytest.raises(RecordError, match="'configs'"):
        dataset_card(dataset)


SPACE_PINS = {"cot": Pin("alice/cot", SHA), "solver": Pin("alice/solver", PENDING)}


def space_card(tmp_path: Path, **fields: Any) -> str:
    variables = {"SOCRATIC_COT": "cot", "SOCRATIC_SOLVER": "solver"}
    made = artefact(tmp_path, "space", license="apache-2.0", **({"variables": variables} | fields))
    return render_card(made, pins=SPACE_PINS, endpoint=HUB)


def test_a_space_names_its_models_at_their_commits(tmp_path: Path) -> None:
    existing = (ROOT / "space" / "README.md").read_text(encoding="utf-8")
    card = merge_card(existing, space_card(tmp_path))
    fields = read_front_matter(card)
    assert fields["models"] == ["alice/cot", "alice/solver"]
    assert {key: fields[key] for key in ("title", "sdk", "app_file")} == {
        key: read_front_matter(existing)[key] for key in ("title", "sdk", "app_file")
    }
    students = sections_of(card)["students"]
    assert f"`SOCRATIC_COT`: [alice/cot]({HUB}/alice/cot/tree/{SHA})" in students
    assert f"`SOCRATIC_SOLVER`: [alice/solver]({HUB}/alice/solver)" in students
    assert existing.split("---\n", 2)[2] in card
    assert lint_card(card, "space") == ()


def test_a_space_without_models_has_no_section_for_them(tmp_path: Path) -> None:
    card = space_card(tmp_path, variables={})
    assert list(sections_of(card)) == ["card"]
    assert "models" not in yaml.safe_load(card.split("---")[1])

"""recipes/parted.py: the page of the problems that one method solved and the other did not."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from recipes.parted import compare_page, first_wrong, load_texts, main, read_run
from recipes.records import read_json, write_json
from socratic.builtin import builtin_problems
from socratic.errors import ConfigError, SourceError
from socratic.problem import Problem, Step
from socratic.sources import write_problems
from socratic.traces import Trace, TraceStep
from tests.recipes.report_records import predict, write_score

ROOT = Path(__file__).resolve().parents[2]
RED = TraceStep("", "2*16 = <<2*16=32>>32 are red.")
ADDED = TraceStep("", "32+9 = <<32+9=41>>41 in all.")
TAKEN = TraceStep("", "32-9 = <<32-9=23>>23 | in all.")
BEADS = Problem(
    "beads",
    "Ann has 16 beads in each of *two* bags and 9 others. How many has she?",
    (Step("How many are in bags?", "2*16=<<2*16=32>>32"), Step("How many has she?", "32+9=<<32+9=41>>41")),
    "41",
    "mine",
)
ONE_STEP = [
    Problem(f"easy-{number}", f"What is 5, number {number}?", (Step("?", "5"),), "5", "mine") for number in (1, 2, 3)
]


@pytest.fixture
def files(tmp_path: Path) -> list[str]:
    """CoT has the first two easy ones, Socratic CoT the beads and the second."""
    cot = [
        predict(BEADS, "cot", "23", (RED, TAKEN)),
        predict(ONE_STEP[0], "cot", "5"),
        predict(ONE_STEP[1], "cot", "5"),
        predict(ONE_STEP[2], "cot", None, error="it ran out of steps"),
    ]
    asked = (TraceStep("How many are in bags?", RED.solution), TraceStep("How many has she?", ADDED.solution, False))
    pair = [
        predict(BEADS, "iterative, upfront", "41", asked),
        predict(ONE_STEP[0], "iterative, upfront", "6"),
        predict(ONE_STEP[1], "iterative, upfront", "5"),
        predict(ONE_STEP[2], "iterative, upfront", "7"),
    ]
    records = [
        write_score(tmp_path / name, found, dataset="mine", split=None) for name, found in (("a", cot), ("b", pair))
    ]
    return [str(file.with_name(f"{file.stem}.predictions.jsonl")) for file in records]


@pytest.fixture
def problems(tmp_path: Path) -> str:
    write_problems(tmp_path / "mine.jsonl", [BEADS, *ONE_STEP])
    return str(tmp_path / "mine.jsonl")


def test_the_page(files: list[str], problems: str, capsys):
    main([*files, "--dataset", problems])
    page = capsys.readouterr().out
    assert page.startswith(
        "# Where cot and iterative, upfront part\n\n4 problems, the same for both. McNemar's exact test, two-sided: "
        "p = 1.0000. That is the chance of a split at least as uneven as 1 to 1 if each of these problems had been a "
        "fair coin.\n\n"
        "| Steps of the gold solution | Problems | Only cot is right | Only iterative, upfront is right "
        "| Both are right | Neither is right |\n"
        "| ---: | ---: | ---: | ---: | ---: | ---: |\n"
        "| 1 | 3 | 1 | 0 | 1 | 1 |\n"
        "| 2 | 1 | 0 | 1 | 0 | 0 |\n"
        "| all | 4 | 1 | 1 | 1 | 1 |\n\n"
        "## Only cot is right: 1\n\n### easy-1\n\n"
    )
    assert (
        "## Only iterative, upfront is right: 1\n\n### beads\n\n"
        "Ann has 16 beads in each of \\*two\\* bags and 9 others. How many has she?\n\n"
        "**Gold answer:** 41; its 2 steps come to 32, 41\n\n"
        "|  | cot | iterative, upfront |\n| --- | --- | --- |\n"
        "| 1 | 2\\*16 = &lt;&lt;2\\*16=32>>32 are red. "
        "| **How many are in bags?** 2\\*16 = &lt;&lt;2\\*16=32>>32 are red. |\n"
        "| 2 | 32\\-9 = &lt;&lt;32-9=23>>23 &#124; in all.<br>✗ *first value that the gold steps lack: 23* "
        "| **How many has she?** 32\\+9 = &lt;&lt;32+9=41>>41 in all. *(not finished)* |\n"
        "|  | ✗ **answer 23** | ✓ **answer 41** |\n\n"
        "## Both are right: 1\n\n"
    ) in page
    assert "|  | ✗ **no answer**<br>stopped early: it ran out of steps | ✗ **answer 7** |\n" in page


def test_no_sign_of_a_student_breaks_the_page(tmp_path: Path):
    hostile = TraceStep("a | b \\| `c | d` <b>", "|||\\\\| `` # *x* [y](http://z) <!-- & -->\n| 1 | 2 |")
    pair = [write_score(tmp_path / name, [predict(BEADS, name, "1", (hostile,))]) for name in ("cot", "a|b")]
    first, second = (read_run(file.with_name(f"{file.stem}.predictions.jsonl")) for file in pair)
    tokens = (
        MarkdownIt("commonmark", {"html": True}).enable("table").parse(compare_page(first, second, {"beads": BEADS}))
    )
    cells = [token.type for token in tokens].count("td_open"), [token.type for token in tokens].count("th_open")
    assert cells == (2 * 6 + 2 * 3, 6 + 3)
    inside = [child for token in tokens for child in token.children or []]
    assert not [child for child in inside if child.type == "html_inline"]
    assert not [child for child in inside if child.type in ("link_open", "code_inline", "image")]
    text = "".join(child.content for child in inside if child.type in ("text", "text_special"))
    assert "a | b \\| `c | d` <b>" in text
    assert "|||\\\\| `` # *x* [y](http://z) <!-- & --> | 1 | 2 |" in text


def test_as_many_are_shown_as_are_wanted(files: list[str], problems: str, capsys):
    main([*files, "--dataset", problems, "--shown", "0"])
    page = capsys.readouterr().out
    assert "###" not in page
    assert page.endswith("## Neither is right: 1\n\nShown: the first 0.\n")


def test_without_the_problems_ids_and_traces_are_left(files: list[str], capsys):
    main(files)  # their set was a file, and no record says where it lies
    page = capsys.readouterr().out
    assert "The problems' texts are not here:" in page
    assert "it names no set with a split; give --dataset" in page
    assert "### beads\n\n**Gold answer:** 41\n\n|  | cot" in page
    assert "Ann has" not in page


def test_problems_of_a_known_set_are_loaded_by_the_record(tmp_path: Path):
    problems = builtin_problems("test-steps", 3)
    file = write_score(tmp_path / "cot", [predict(problem, "cot", "1") for problem in problems], split="test-steps")
    run = read_run(file.with_name(f"{file.stem}.predictions.jsonl"))
    found, note = load_texts(run)
    assert (list(found.values()), note) == (problems, "")
    write_json(run.record_file, {**read_json(run.record_file), "split": "test"})
    with pytest.raises(ConfigError, match="is no problem of builtin, or is another one there"):
        load_texts(run)
    with pytest.raises(SourceError, match="has no split"):
        load_texts(run, "gsm8k:nowhere", tmp_path)


@pytest.mark.parametrize(
    ("steps", "right", "found"),
    [
        ((RED, ADDED), True, None),
        ((RED, TAKEN), False, (1, "first value that the gold steps lack: 23")),
        ((RED, TAKEN), True, None),  # another way to the right answer
        ((RED, RED, ADDED), False, (1, "first value that the gold steps lack: 32")),  # once is enough
        ((TraceStep("", "<<2*16=31>>31"), TAKEN), False, (0, "first wrong equation: 2*16=31, should be 32")),
        ((RED, TraceStep("", "<<x=41>>41")), True, (1, "first wrong equation: x=41, no calculation")),
        ((TraceStep("", "It is 23."),), False, None),
        ((), False, None),
    ],
)
def test_the_first_wrong_step(steps: tuple[TraceStep, ...], right: bool, found: tuple[int, str] | None):
    assert first_wrong(Trace("cot", "beads", steps, "1"), right, BEADS) == found


def test_without_gold_steps_only_arithmetic_is_judged():
    trace = Trace("cot", "beads", (TAKEN, TraceStep("", "<<1+1=3>>3")), "3")
    assert first_wrong(trace, False, None) == (1, "first wrong equation: 1+1=3, should be 2")


def test_the_same_method_twice_goes_by_the_folders_names(tmp_path: Path):
    predictions = [predict(problem, "cot", "5") for problem in ONE_STEP]
    stems = [write_score(tmp_path / name, predictions, dataset="mine", split=None) for name in ("seed0", "seed1")]
    first, second = (read_run(file.with_name(f"{file.stem}.predictions.jsonl")) for file in stems)
    stem = stems[0].stem
    page = compare_page(first, second)
    assert page.startswith(f"# Where seed0/scores/{stem} and seed1/scores/{stem} part\n")


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda lines: lines[:3], "b.predictions.jsonl are of other problems: easy-3 is not the same in both"),
        (lambda lines: [*lines[:3], lines[3].replace('"gold": "5"', '"gold": "8"')], "easy-3 is not the same in both"),
        (lambda lines: [*lines, lines[0].replace('"beads"', '"more"')], "has 5 problems, "),
        (
            lambda lines: [*lines[:2], "{}"],
            "b.predictions.jsonl:3: not a prediction of recipes/score.py: KeyError('id')",
        ),
        (lambda lines: ["[1"], "b.predictions.jsonl:1: not a prediction of recipes/score.py"),
        (lambda lines: [], "b.predictions.jsonl: there are no predictions in it"),
    ],
)
def test_files_that_do_not_fit_are_told(files: list[str], tmp_path: Path, change, message: str):
    other = tmp_path / "b.predictions.jsonl"
    lines = change(Path(files[1]).read_text().splitlines())
    other.write_text("".join(f"{line}\n" for line in lines))
    with pytest.raises(ConfigError) as error:
        main([files[0], str(other)])
    assert message in str(error.value)


def test_the_command_line_says_in_one_line_what_is_wrong(files: list[str]):
    for arguments, message in (
        (
            [files[0], "scores.json"],
            "parted.py: scores.json: not a predictions file; its name would end in .predictions",
        ),
        ([files[0], "no.predictions.jsonl"], "parted.py: no.predictions.jsonl: cannot be read (No such file or"),
    ):
        command = [sys.executable, "-m", "recipes.parted", *arguments]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
        assert (done.returncode, done.stdout) == (1, "")
        assert done.stderr.startswith(message)
        assert done.stderr.count("\n") == 1


def test_lines_are_read_as_score_writes_them(files: list[str]):
    run = read_run(files[0])
    assert run.name == "cot"
    assert run.predictions[0].trace.steps == (RED, TAKEN)
    assert json.loads(Path(files[0]).read_text().splitlines()[0])["verdict"] == run.predictions[0].verdict == "wrong"

"""The command line of the page, what Spaces reads, and a start of the folder as Spaces lays it out."""

import os
import queue
import re
import shutil
import socket
import subprocess
import sys
import threading
from pathlib import Path
from typing import IO

import pytest
import yaml
from app import compile_students, let_draft_by_copies, load_students, main

from socratic.builtin import BASE
from socratic.compiled import compiled_pass
from socratic.draft_copies import FORMS, Form, can_draft_by_copy, draft_copy
from tests.helpers import one_line, tiny_student

ROOT = Path(__file__).resolve().parents[2]
SPACE = ROOT / "space"
VARIABLES = ("SOCRATIC_COT", "SOCRATIC_DECOMPOSER", "SOCRATIC_SOLVER")


@pytest.fixture(scope="module")
def students(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the three students, and others that do not fit."""
    folder = tmp_path_factory.mktemp("students")
    for role in ("cot", "decomposer", "solver"):
        tiny_student(folder / role, role)
    tiny_student(folder / "counting", "decomposer", hint="count")
    (folder / "plain" / "cot").mkdir(parents=True)
    return folder


@pytest.fixture(autouse=True)
def no_variables(monkeypatch: pytest.MonkeyPatch) -> None:
    for variable in (*VARIABLES, "SOCRATIC_GUIDE", "SOCRATIC_COMPILE", "SOCRATIC_DRAFT_COPIES"):
        monkeypatch.delenv(variable, raising=False)


@pytest.mark.parametrize(
    ("arguments", "variables", "message"),
    [
        (["--students", "nowhere"], {}, "nowhere/cot: no such folder; give the folder that holds cot/"),
        (["--students", "plain"], {}, "plain/cot: there is no student.json"),
        (["--cot", "cot"], {}, "name all three students or none: decomposer is missing"),
        ([], {"SOCRATIC_SOLVER": "solver"}, "name all three students or none: cot is missing"),
        (["--students", ".", "--solver", "cot"], {}, "cot is a cot, not a solver"),
        (["--students", ".", "--decomposer", "counting"], {}, "counting reads the hint 'count': give it a guide"),
        (["--students", ".", "--cot", "a b@c"], {}, "a b: neither a folder here nor a Hub id"),
        (["--students", ".", "--cot", "some/one@c"], {}, "some/one: no such folder here, and the Hub could not be"),
    ],
)
def test_students_that_cannot_be_used_are_one_clear_line(
    students: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    arguments: list[str],
    variables: dict[str, str],
    message: str,
) -> None:
    monkeypatch.chdir(students)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert main(arguments) == 2
    assert one_line(capsys.readouterr().err).startswith(f"app.py: {message}")


def test_a_port_that_is_taken_is_one_clear_line(students: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert main(["--students", str(students), "--port", str(port)]) == 2
    assert f"app.py: no free port: Cannot find empty port in range: {port}-{port}" in capsys.readouterr().err


def test_named_students_go_before_the_folder(students: Path, tmp_path: Path) -> None:
    other = tiny_student(tmp_path / "other", "cot", seed=1)
    chosen = load_students(students, {"cot": str(other), "decomposer": None, "solver": None})
    assert [label.name for label in chosen.labels()] == ["other", "decomposer", "solver"]
    assert [label.dataset for label in chosen.labels()] == ["tests"] * 3


def test_without_any_student_the_built_in_base_plays_all_parts() -> None:
    if not (BASE / "model.safetensors").is_file():
        pytest.skip("the built-in base is not there")
    chosen = load_students(None, {"cot": None, "decomposer": None, "solver": None})
    assert [(label.role, label.name) for label in chosen.labels()] == [
        (role, "the built-in base") for role in ("cot", "decomposer", "solver")
    ]
    assert chosen.cot.model is chosen.solver.model


def test_the_front_matter_is_what_spaces_accepts() -> None:
    """The rules of huggingface.co/docs/hub/spaces-config-reference; a longer description is refused on upload."""
    _, text, _ = (SPACE / "README.md").read_text(encoding="utf-8").split("---\n", 2)
    front = yaml.safe_load(text)
    assert front["sdk"] == "gradio"
    assert front["python_version"] == "3.12"
    assert (SPACE / front["app_file"]).is_file()
    assert len(front["short_description"]) <= 60
    assert {front["colorFrom"], front["colorTo"]} <= {
        "red", "yellow", "green", "blue", "indigo", "purple", "pink", "gray"
    }  # fmt: skip


def test_requirements_leave_to_spaces_what_spaces_installs() -> None:
    lines = (SPACE / "requirements.txt").read_text(encoding="utf-8").splitlines()
    requirements = [line for line in lines if not line.startswith("#")]
    assert all(re.fullmatch(r"[a-z_-]+>=[0-9.]+", requirement) for requirement in requirements)
    names = {requirement.split(">=")[0] for requirement in requirements}
    assert names >= {"torch", "transformers"}
    assert not names & {"gradio", "spaces", "huggingface_hub", "huggingface-hub"}


FAKE_SPACES = """
import sys
assert "torch" not in sys.modules, "ZeroGPU wants to be imported before torch"
def GPU(function):
    print("on the GPU:", function.__name__, flush=True)
    return function
def gradio_auto_wrap(function):
    return function
"""


def test_it_starts_as_spaces_lays_it_out(students: Path, tmp_path: Path) -> None:
    """space/'s files at the root beside socratic/, `python app.py`, students from variables, `spaces` installed."""
    shutil.copytree(SPACE, tmp_path, dirs_exist_ok=True, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(ROOT / "socratic", tmp_path / "socratic", ignore=shutil.ignore_patterns("__pycache__", "base"))
    (tmp_path / "spaces.py").write_text(FAKE_SPACES, encoding="utf-8")
    roles = ("cot", "decomposer", "solver")
    environment = {**os.environ, **dict(zip(VARIABLES, (str(students / role) for role in roles), strict=True))}
    process = subprocess.Popen(
        [sys.executable, "-u", "app.py"],
        cwd=tmp_path,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    assert process.stdout is not None
    try:
        lines = read_until(process.stdout, "Running on local URL")
    finally:
        process.terminate()
        process.wait()
        process.stdout.close()
    handlers = ("stream", "compare_problem", "go_on_from", "resume", "draw_samples", "draw_vote")
    assert {f"on the GPU: {handler}" for handler in handlers} <= set(lines)


def read_until(stream: IO[str], text: str) -> list[str]:
    """The lines of `stream` up to one with `text`; fails when the stream ends, or is silent for a minute, before."""
    lines: queue.Queue[str] = queue.Queue()

    def read() -> None:
        for line in stream:
            lines.put(line)
            if text in line:
                return
        lines.put("")

    threading.Thread(target=read, daemon=True).start()
    seen: list[str] = []
    while not seen or text not in seen[-1]:
        line = lines.get(timeout=60)
        assert line, "it ended:\n" + "\n".join(seen)
        seen.append(line.rstrip("\n"))
    return seen


def test_students_are_compiled_where_there_is_a_compiler(
    students: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    compiled: list[object] = []
    monkeypatch.setattr("app.compile_pass", lambda model, lengths: compiled.append(model))
    chosen = load_students(students, {})
    monkeypatch.setattr("app.can_compile", lambda model: True)
    compile_students(chosen)
    assert compiled == [chosen.cot.model, chosen.decomposer.model, chosen.solver.model]
    compiled.clear()
    compile_students(load_students(None, {}))
    assert len(compiled) == 1  # one model in all roles
    compiled.clear()
    monkeypatch.setattr("app.can_compile", lambda model: False)
    capsys.readouterr()
    compile_students(chosen)
    assert not compiled
    assert one_line(capsys.readouterr().err).startswith("app.py: not compiled: that takes a C++ compiler")


def test_a_compiler_that_fails_stops_no_page(
    students: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(*given: object) -> None:
        raise RuntimeError("no omp.h\nand more")

    chosen = load_students(students, {})
    monkeypatch.setattr("app.can_compile", lambda model: True)
    monkeypatch.setattr("socratic.compiled.CompiledPass.__call__", fail)
    capsys.readouterr()
    compile_students(chosen)
    assert capsys.readouterr().err.endswith("app.py: not compiled: no omp.h\n")
    assert compiled_pass(chosen.cot.model) is None


@pytest.mark.parametrize("form", FORMS)
def test_copies_draft_where_that_can_be(students: Path, form: Form, capsys: pytest.CaptureFixture[str]) -> None:
    chosen = load_students(students, {})
    if not can_draft_by_copy(chosen.cot.model, form):
        pytest.skip(f"this torch has no {form} products")
    let_draft_by_copies(chosen, form)
    assert all(draft_copy(student.model) for student in (chosen.cot, chosen.decomposer, chosen.solver))
    capsys.readouterr()
    chosen = load_students(students, {})
    chosen.solver.model.double()
    let_draft_by_copies(chosen, form)
    line = f"app.py: no drafts in {form}: they take float32 students on an x86 CPU"
    assert one_line(capsys.readouterr().err) == line
    assert not draft_copy(chosen.cot.model)


@pytest.mark.parametrize("variables", [False, True])
def test_students_with_draft_copies_are_compiled_after_that(variables: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[str] = []
    monkeypatch.setattr("app.let_draft_by_copies", lambda students, form: done.append(form))
    monkeypatch.setattr("app.compile_students", lambda students: done.append("compiled"))
    monkeypatch.setattr("app.launch", lambda *given, **named: None)
    if variables:
        monkeypatch.setenv("SOCRATIC_COMPILE", "1")
        monkeypatch.setenv("SOCRATIC_DRAFT_COPIES", "int8")
    assert main([] if variables else ["--compile", "--draft_copies", "int8"]) == 0
    assert done == ["int8", "compiled"]


def test_a_form_of_copies_that_there_is_not(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SOCRATIC_DRAFT_COPIES", "1")
    with pytest.raises(SystemExit) as stopped:
        main([])
    assert stopped.value.code == 2
    assert capsys.readouterr().err.endswith("error: SOCRATIC_DRAFT_COPIES: '1' is not one of float16, int8\n")

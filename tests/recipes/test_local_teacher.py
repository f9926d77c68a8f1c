"""recipes/annotate.py --local: a model on this machine, with a chat template and without, small but real."""

import json
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
import torch
from huggingface_hub import constants
from transformers import AutoTokenizer

from recipes.annotate import main
from recipes.teacher_prompts import load_prompt
from socratic.problem import Problem
from socratic.sources import read_problems, write_problems
from tests.helpers import PROBLEMS, tiny_student
from tests.tiny_teacher import NO_SYSTEM, PROMPT, TAUGHT, TEMPLATE, tiny_teacher

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def prompt(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("prompt") / "short.txt"
    file.write_text(PROMPT)
    return file


@pytest.fixture(scope="module", params=[TEMPLATE, NO_SYSTEM, None], ids=["chat", "no system", "text"])
def taught(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, prompt: Path) -> Path:
    return tiny_teacher(tmp_path_factory.mktemp("teacher") / "tiny", load_prompt(str(prompt)), request.param)


@pytest.fixture(scope="module")
def random_model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tiny_student(tmp_path_factory.mktemp("random") / "tiny", "all", context_length=640)


def arguments(folder: Path, model: Path, prompt: Path, *more: str) -> list[str]:
    write_problems(folder / "in.jsonl", [Problem(p.id, p.text, (), p.answer, p.source) for p in PROBLEMS])
    return [
        *("--dataset", str(folder / "in.jsonl"), "--local", "--model", str(model), "--prompt", str(prompt), "--quiet"),
        *("--output_dir", str(folder / "out"), "--temperature", "0", "--max_tokens", "160", "--tries", "1", *more),
    ]


def record(folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((folder / "out" / "annotation.json").read_text("utf-8"))
    return found


def replies(folder: Path) -> list[dict[str, Any]]:
    lines = (folder / "out" / "replies.jsonl").read_text("utf-8").splitlines()
    return [line for line in map(json.loads, lines) if "problem" in line]


@pytest.mark.parametrize("in_flight", ["1", "3"])
def test_a_local_teacher_writes_the_chains_that_it_knows(
    tmp_path: Path, taught: Path, prompt: Path, in_flight: str
) -> None:
    command = arguments(tmp_path, taught, prompt, "--in_flight", in_flight)
    assert main(command) == 0
    assert read_problems(tmp_path / "out" / "problems.jsonl") == list(TAUGHT)
    written = record(tmp_path)
    has_template = AutoTokenizer.from_pretrained(taught).chat_template is not None
    assert written["teacher"] == {
        "kind": "local model",
        "api": "chat template" if has_template else "text",
        "model": "tiny",
        "revision": None,
        "dtype": "auto",
    }
    assert str(tmp_path) not in json.dumps(written)
    assert str(taught) not in json.dumps(written)
    known = [reply for reply in replies(tmp_path) if reply["problem"] != "pens"]
    assert [reply["finish_reason"] for reply in known] == ["stop", "stop"]
    assert written["tokens"]["replies_without_a_count"] == 0
    assert all("Problem:" not in reply["text"] for reply in known)

    before = (tmp_path / "out" / "replies.jsonl").read_bytes()
    assert main(command) == 0
    assert (tmp_path / "out" / "replies.jsonl").read_bytes() == before


def test_a_model_of_the_hub_is_recorded_with_its_commit(tmp_path: Path, prompt: Path) -> None:
    """From the cache, where an earlier download has left it."""
    sha = "0123456789abcdef0123456789abcdef01234567"
    cached = Path(constants.HF_HUB_CACHE) / "models--tests--cached"
    tiny_student(cached / "snapshots" / sha, "all", context_length=640)
    (cached / "refs").mkdir()
    (cached / "refs" / "main").write_text(sha)
    for _ in range(2):  # the second time the weights are not loaded
        assert main(arguments(tmp_path, Path("tests/cached"), prompt, "--max_tokens", "5")) == 0
        written = record(tmp_path)["teacher"]
        assert [written["model"], written["revision"]] == ["tests/cached", sha]


def test_a_model_that_does_not_stop_is_cut_and_refused(tmp_path: Path, random_model: Path, prompt: Path) -> None:
    assert main(arguments(tmp_path, random_model, prompt, "--max_tokens", "9")) == 0
    assert record(tmp_path)["refused"] == {"cut off": 3}
    assert [reply["completion_tokens"] for reply in replies(tmp_path)] == [9, 9, 9]


def test_tries_differ_and_so_do_those_of_the_next_start(tmp_path: Path, random_model: Path, prompt: Path) -> None:
    """torch begins every process with the same random numbers; a run that goes on must not draw the old ones."""
    texts = set()
    for number in range(2):
        folder = tmp_path / str(number)
        folder.mkdir()
        torch.manual_seed(0)
        command = arguments(folder, random_model, prompt, "--temperature", "1", "--tries", "3", "--max_tokens", "20")
        assert main(command) == 0
        texts |= {reply["text"] for reply in replies(folder)}
    assert len(texts) == 2 * 3 * len(PROBLEMS)


def test_a_budget_of_requests_holds(tmp_path: Path, random_model: Path, prompt: Path) -> None:
    command = arguments(tmp_path, random_model, prompt, "--max_tokens", "5", "--budget_requests", "2")
    assert main(command) == 3
    assert main(command) == 3
    assert len(replies(tmp_path)) == 2


def start(command: list[str]) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-m", "recipes.annotate", *command], cwd=ROOT, stderr=subprocess.PIPE, text=True
    )


@pytest.mark.parametrize("killed", [signal.SIGKILL, signal.SIGINT])
def test_a_run_that_was_killed_goes_on(
    tmp_path: Path, random_model: Path, prompt: Path, killed: signal.Signals
) -> None:
    command = arguments(tmp_path, random_model, prompt, "--max_tokens", "200", "--in_flight", "1", "--tries", "8")
    file = tmp_path / "out" / "replies.jsonl"
    with start(command) as process:
        while not file.exists() or file.read_bytes().count(b"\n") < 6:
            assert process.poll() is None
            time.sleep(0.01)
        process.send_signal(killed)
        _, error = process.communicate()
    assert "Traceback" not in error
    assert process.returncode == (3 if killed == signal.SIGINT else -signal.SIGKILL)
    first = replies(tmp_path)
    assert 3 <= len(first) < 24
    assert main(command) == 0
    assert replies(tmp_path)[: len(first)] == first
    assert len({reply["key"] for reply in replies(tmp_path)}) == len(replies(tmp_path)) == 24


def test_a_second_interrupt_leaves_a_long_generation(tmp_path: Path, prompt: Path) -> None:
    model = tiny_student(tmp_path / "endless", "all", context_length=100_000)
    command = arguments(tmp_path, model, prompt, "--max_tokens", "90000")
    file = tmp_path / "out" / "replies.jsonl"
    with start(command) as process:
        assert process.stderr is not None
        while not file.exists() or not file.stat().st_size:
            assert process.poll() is None
            time.sleep(0.01)
        process.send_signal(signal.SIGINT)
        while "interrupt again" not in process.stderr.readline():
            assert process.poll() is None
        process.send_signal(signal.SIGINT)
        _, error = process.communicate(timeout=60)
    assert process.returncode == 130
    assert error.splitlines() == ["annotate.py: interrupted; run the same command again to go on"]


def test_a_prompt_that_is_too_long_for_the_model_says_so(
    tmp_path: Path, random_model: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments(tmp_path, random_model, Path("socratic"))) == 3
    assert "leaves no room in" in capsys.readouterr().err


def broken(folder: Path) -> Path:
    """Weights that are pickled, and so are not loaded."""
    tiny_student(folder, "all")
    torch.save({}, folder / "pytorch_model.bin")
    (folder / "model.safetensors").unlink()
    return folder


@pytest.mark.parametrize(
    ("case", "more", "status", "message"),
    [
        ("missing", (), 1, "cannot be loaded"),
        ("pickled", (), 3, "cannot be loaded"),
        ("random", ("--api", "chat"), 1, "has no chat template"),
        ("random", ("--device", "warp"), 3, "cannot be loaded"),
    ],
)
def test_a_model_that_cannot_be_used_is_one_line(
    tmp_path: Path,
    random_model: Path,
    prompt: Path,
    case: str,
    more: tuple[str, ...],
    status: int,
    message: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    model = {"random": random_model, "missing": tmp_path / "no", "pickled": tmp_path / "pickled"}[case]
    if case == "pickled":
        broken(model)
    assert main(arguments(tmp_path, model, prompt, *more)) == status
    assert message in capsys.readouterr().err.splitlines()[-1]


@pytest.mark.parametrize(
    ("more", "message"),
    [
        (("--base_url", "http://127.0.0.1:1"), "--local asks no endpoint"),
        (("--gold",), "--gold asks no endpoint"),
        (("--provider", "together"), "--local asks no endpoint"),
    ],
)
def test_a_local_teacher_is_no_endpoint(
    tmp_path: Path, prompt: Path, more: tuple[str, ...], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        main(arguments(tmp_path, tmp_path, prompt, *more))
    assert message in capsys.readouterr().err

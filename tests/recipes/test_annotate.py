"""recipes/annotate.py and recipes/endpoint.py against a scripted teacher that is good, sloppy or hostile.

The server is real and on loopback; kills are real ones of a process of its own.
"""

import gzip
import json
import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from huggingface_hub import constants
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from hubkit.cli import main as hubkit
from hubkit.testing import LoopbackHub
from recipes.annotate import main
from recipes.chains import check_steps
from recipes.export import main as export
from recipes.sft import main as train
from recipes.sft import parse
from socratic.problem import Problem
from socratic.sources import read_problems, write_problems
from socratic.students import load_student
from tests.helpers import PROBLEMS, tiny_student
from tests.teacher_server import MODEL, Asked, Cut, Endless, Slow, TeacherServer, chain, completion, good, marbles

ROOT = Path(__file__).resolve().parents[2]
TOKEN = "hf_" + "x9Q" * 11


def arguments(folder: Path, url: str, *more: str) -> list[str]:
    return [
        *("--dataset", str(folder / "in.jsonl"), "--model", MODEL, "--base_url", url, "--quiet"),
        *("--output_dir", str(folder / "out"), *more),
    ]


def annotate(folder: Path, problems: list[Problem], server: TeacherServer, *more: str) -> int:
    write_problems(folder / "in.jsonl", [Problem(p.id, p.text, (), p.answer, p.source) for p in problems])
    return main(arguments(folder, server.url, *more))


def record(folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((folder / "out" / "annotation.json").read_text("utf-8"))
    return found


def accepted(folder: Path) -> dict[str, Problem]:
    """The accepted chains, each of which is right."""
    if not (folder / "out" / "problems.jsonl").stat().st_size:
        return {}
    problems = read_problems(folder / "out" / "problems.jsonl")
    for problem in problems:
        check_steps(problem, problem.steps, questions=True)
    return {problem.id: problem for problem in problems}


def texts_under(folder: Path) -> str:
    return "".join(path.read_text("utf-8") for path in folder.rglob("*") if path.is_file())


def test_a_good_teacher_is_asked_once_a_problem_and_export_takes_the_result(tmp_path: Path) -> None:
    with TeacherServer(good(PROBLEMS)) as server:
        assert annotate(tmp_path, list(PROBLEMS), server) == 0
        assert annotate(tmp_path, list(PROBLEMS), server) == 0
    assert len(server.asked) == 3
    assert list(accepted(tmp_path).values()) == list(PROBLEMS)

    written = record(tmp_path)
    assert written["complete"] is True
    assert written["acceptance"] == 1
    assert written["teacher"]["model"] == MODEL
    assert written["teacher"]["served_as"] == [MODEL]
    assert written["tokens"] == {"prompt": 300, "completion": 60, "replies_without_a_count": 0}
    assert "127.0.0.1" not in json.dumps(written)
    assert str(tmp_path) not in json.dumps(written)

    file = str(tmp_path / "out" / "problems.jsonl")
    assert export(["--dataset", file, "--license", "cc-by-4.0", "--output_dir", str(tmp_path / "data")]) == 0
    exported = json.loads((tmp_path / "data" / "dataset.json").read_text("utf-8"))
    assert exported["configs"]["problems"]["train"]["fingerprint"] == written["problems"]["fingerprint"]
    assert set(exported["configs"]) >= {"cot", "decomposer", "solver", "unified"}


def test_the_annotated_set_trains_a_solver_and_a_decomposer(tmp_path: Path) -> None:
    problems = marbles(12)
    base = tiny_student(tmp_path / "base", "all", context_length=1024)
    (base / "student.json").unlink()
    with TeacherServer(good(problems)) as server:
        assert annotate(tmp_path, problems, server) == 0
    for role in ("solver", "decomposer"):
        arguments = ["--model_name_or_path", str(base), "--dataset", str(tmp_path / "out" / "problems.jsonl")]
        arguments += ["--role", role, "--output_dir", str(tmp_path / role), "--max_steps", "2", "--max_length", "512"]
        train(*parse([*arguments, "--disable_tqdm", "yes", "--validation_samples", "1"]))
        assert load_student(tmp_path / role).config.role == role


def test_the_annotated_set_is_planned_for_the_hub_with_its_teacher(
    tmp_path: Path, loopback_hub: LoopbackHub, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    problems = marbles(12)
    with TeacherServer(sloppy(problems)) as server:
        assert annotate(tmp_path, problems, server) == 0
    file = str(tmp_path / "out" / "problems.jsonl")
    assert export(["--dataset", file, "--license", "cc-by-4.0", "--output_dir", str(tmp_path / "data")]) == 0
    written = json.loads((tmp_path / "data" / "dataset.json").read_text("utf-8"))
    assert written["name"] == "in"
    assert written["annotation"]["teacher"]["model"] == MODEL
    assert written["annotation"]["changed_since"] is False
    (tmp_path / "hub.toml").write_text(
        'namespace = "alice"\n[datasets.marbles]\nfolder = "data"\nrepo = "marbles"\nlicense = "cc-by-4.0"\n'
    )
    monkeypatch.setattr(constants, "HF_HUB_OFFLINE", False)
    monkeypatch.setenv("HF_TOKEN", loopback_hub.token)
    where = ["--manifest", str(tmp_path), "--endpoint", loopback_hub.endpoint]
    capfd.readouterr()
    assert hubkit(["plan", *where]) == 0
    planned = capfd.readouterr().out
    assert all(name in planned for name in ("problems/train.parquet", "solver/train.parquet", "dataset.json"))
    assert hubkit(["card", "render", "marbles", *where]) == 0
    card = capfd.readouterr().out
    assert f"The steps were written by `{MODEL}` (chat endpoint), asked with the prompt `socratic`" in card
    assert "Kept: 8 chains of 12 problems; refused:" in card
    assert "the model's licence may bind what is trained on them" in card


def test_problems_that_were_changed_after_the_annotation_are_told_apart(tmp_path: Path) -> None:
    with TeacherServer(good(PROBLEMS)) as server:
        assert annotate(tmp_path, list(PROBLEMS), server) == 0
    file = tmp_path / "out" / "problems.jsonl"
    file.write_text("".join(file.read_text().splitlines(keepends=True)[1:]))
    assert export(["--dataset", str(file), "--license", "cc0-1.0", "--output_dir", str(tmp_path / "data")]) == 0
    assert json.loads((tmp_path / "data" / "dataset.json").read_text())["annotation"]["changed_since"] is True
    (tmp_path / "out" / "annotation.json").write_text("{}")
    assert export(["--dataset", str(file), "--license", "cc0-1.0", "--output_dir", str(tmp_path / "other")]) == 1


def test_a_model_in_a_folder_is_recorded_without_the_folder(tmp_path: Path) -> None:
    problems = list(PROBLEMS)
    with TeacherServer(good(problems)) as server:
        assert annotate(tmp_path, problems, server, "--model", str(tmp_path / "qwen")) == 0
    assert record(tmp_path)["teacher"]["model"] == "qwen"
    assert str(tmp_path) not in json.dumps(record(tmp_path))


def test_what_is_asked_has_the_prompt_the_sampling_and_the_schema(tmp_path: Path) -> None:
    with TeacherServer(good(PROBLEMS)) as server:
        annotate(tmp_path, [PROBLEMS[0]], server, "--temperature", "0.3", "--max_tokens", "77")
    body = server.asked[0].body
    assert [body["model"], body["temperature"], body["max_tokens"]] == [MODEL, 0.3, 77]
    assert "top_p" not in body
    assert body["messages"][0]["role"] == "system"
    assert body["messages"][-1] == {"role": "user", "content": PROBLEMS[0].text}
    assert body["response_format"]["value"]["required"] == ["steps", "answer"]  # as huggingface_hub rewrites it


def test_a_completions_endpoint_is_given_one_text_and_a_place_to_stop(tmp_path: Path) -> None:
    with TeacherServer(good(PROBLEMS)) as server:
        for _ in range(2):
            assert annotate(tmp_path, list(PROBLEMS), server, "--api", "completions", "--temperature", "0.3") == 0
        assert list(accepted(tmp_path).values()) == list(PROBLEMS)
        assert annotate(tmp_path, list(PROBLEMS), server, "--api", "chat", "--temperature", "0.3") == 0
    assert ["messages" in asked.body for asked in server.asked] == [False] * 3 + [True] * 3
    body = server.asked[0].body
    assert body["prompt"].endswith(f"Problem: {server.asked[0].problem}\nSolution:")
    assert server.asked[0].problem in {problem.text for problem in PROBLEMS}
    assert body["prompt"].startswith("You write worked solutions")
    assert body["response_format"]["json_schema"]["schema"]["required"] == ["steps", "answer"]
    assert [body["model"], body["temperature"], body["max_tokens"]] == [MODEL, 0.3, 1024]
    assert body["stop"] == ["\nProblem:"]


def test_a_completions_endpoint_is_recorded_as_one(tmp_path: Path) -> None:
    with TeacherServer(good(PROBLEMS)) as server:
        annotate(tmp_path, list(PROBLEMS), server, "--api", "completions")
    written = record(tmp_path)
    assert written["teacher"]["kind"] == "completions endpoint"
    assert written["teacher"]["served_as"] == [MODEL]
    assert written["tokens"] == {"prompt": 300, "completion": 60, "replies_without_a_count": 0}


@pytest.mark.parametrize(
    ("api", "path"),
    [
        *((api, path) for api in ("chat", "completions") for path in ("", "/", "/v1", "/v1/", "/v1/chat/completions")),
        ("completions", "/v1/completions"),
    ],
)
def test_the_address_may_be_given_with_its_path(tmp_path: Path, api: str, path: str) -> None:
    write_problems(tmp_path / "in.jsonl", PROBLEMS[:1])
    with TeacherServer(good(PROBLEMS)) as server:
        assert main(arguments(tmp_path, server.url + path, "--api", api)) == 0
    assert [api == "chat"] == ["messages" in asked.body for asked in server.asked]


TEXT_FAULTS = {
    "empty": lambda: JSONResponse({}),
    "list": lambda: JSONResponse([1]),
    "no choice": lambda: JSONResponse({"choices": []}),
    "other types": lambda: JSONResponse({"choices": [{"text": 5, "finish_reason": 5}], "usage": [], "model": 5}),
    "html": lambda: Response("<html>"),
    "nested": lambda: Response("[" * 100_000),
    "500": lambda: Response(status_code=500),
    "429": lambda: Response(status_code=429, headers={"Retry-After": "0"}),
    "422": lambda: JSONResponse({"detail": "Unexpected fields in the request: {'response_format'}"}, 422),
}


@pytest.mark.parametrize("name", TEXT_FAULTS)
def test_a_completions_endpoint_may_answer_anything(tmp_path: Path, name: str) -> None:
    problems = marbles(3)
    play = good(problems)

    class Server(TeacherServer):
        async def _answer(self, request: Request) -> Response:
            answer = await super()._answer(request)
            return TEXT_FAULTS[name]() if len(self.asked) == 1 else answer

    with Server(play) as server:
        assert annotate(tmp_path, problems, server, "--api", "completions", "--in_flight", "1") == 0
    assert len(accepted(tmp_path)) == 3
    assert len(server.asked) == 4


def sloppy(problems: list[Problem]) -> Any:
    """Wrong in a way of its own at each try, and right at the third for two problems of three."""
    known = {problem.text: problem for problem in problems}
    order = {problem.text: number for number, problem in enumerate(problems)}

    def play(asked: Asked) -> Response:
        problem = known[asked.problem]
        right = chain(problem)
        wrong = [
            right.replace(f'"answer": "{problem.answer}"', '"answer": "1"'),
            right[:-9],
            right.replace("-2 =", "-3 ="),
            "The answer is obvious.",
            json.dumps({"steps": [{"question": "How many?", "solution": problem.answer}], "answer": problem.answer}),
            asked.body["messages"][2]["content"],
        ]
        if asked.before == 2 and order[asked.problem] % 3:
            return completion(f"Sure!\n```json\n{right}\n```")
        return completion(wrong[(order[asked.problem] + asked.before) % len(wrong)])

    return play


def test_a_sloppy_teacher_is_tried_three_times_and_every_refusal_is_counted(tmp_path: Path) -> None:
    problems = marbles(30)
    with TeacherServer(sloppy(problems)) as server:
        assert annotate(tmp_path, problems, server) == 0
    assert Counter(asked.problem for asked in server.asked) == {problem.text: 3 for problem in problems}
    assert accepted(tmp_path) == {problem.id: problem for number, problem in enumerate(problems) if number % 3}

    written = record(tmp_path)
    assert written["counts"]["accepted"] == 20
    assert sum(written["refused"].values()) == 90 - 20 == written["counts"]["replies"] - written["counts"]["chains"]
    assert set(written["refused"]) == {
        *("wrong answer", "does not parse", "wrong equation", "no equation", "copies an exemplar")
    }


def bomb() -> Response:
    """A right answer, and fifty megabytes of blanks, in fifty kilobytes: only who unpacks it can take it."""
    body = completion(chain(marbles(8)[-1])).body
    return Response(gzip.compress(b" " * 50_000_000 + bytes(body)), headers={"Content-Encoding": "gzip"})


HOSTILE = {
    "endless": lambda asked: Endless(),
    "long": lambda asked: completion("so " * 20_000),
    "echo": lambda asked: completion(asked.problem),
    "headers": lambda asked: completion(f"{asked.headers['authorization']} {asked.headers}", model=str(asked.headers)),
    "empty": lambda asked: completion(""),
    "null": lambda asked: completion(None),
    "number": lambda asked: completion(7),
    "nested": lambda asked: completion("[" * 19_000),
    "surrogate": lambda asked: completion(
        '{"steps": [{"question": "\\ud800?", "solution": "1+1 = 2"}], "answer": "3"}'
    ),
    "no choice": lambda asked: JSONResponse({"choices": []}),
    "other types": lambda asked: JSONResponse({"choices": {"a": 1}, "usage": "much", "model": 5}),
    "negative": lambda asked: completion("no", usage={"prompt_tokens": -5, "completion_tokens": "9"}),
    "refusal": lambda asked: JSONResponse({"error": f"not me, {asked.headers['authorization']}"}, 400),
}


def test_a_hostile_teacher_gets_nothing_accepted_and_no_key_published(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("HF_TOKEN", TOKEN)
    problems = marbles(len(HOSTILE) + 1)
    acts = [good(problems), *HOSTILE.values()]
    place = {problem.text: act for problem, act in zip(problems, acts, strict=True)}
    with TeacherServer(lambda asked: place[asked.problem](asked)) as server:
        annotate(tmp_path, problems, server, "--send_token", "--in_flight", "1", "--tries", "1")
    assert server.asked[0].headers["authorization"] == f"Bearer {TOKEN}"
    assert list(accepted(tmp_path)) == ["marbles-1"]
    assert record(tmp_path)["counts"]["replies"] + record(tmp_path)["counts"]["unanswered"] == len(problems)
    assert record(tmp_path)["refused"]["too long"] == 2
    assert record(tmp_path)["refused"]["refused by the endpoint"] == 1
    output = "".join(capfd.readouterr())
    assert TOKEN not in output + texts_under(tmp_path)
    assert "[token]" in texts_under(tmp_path)


def test_the_token_goes_to_nobody_who_was_not_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_TOKEN", TOKEN)
    with TeacherServer(good(PROBLEMS)) as server:
        assert annotate(tmp_path, list(PROBLEMS), server) == 0
    assert {asked.headers["authorization"] for asked in server.asked} == {"Bearer EMPTY"}


def test_faults_that_pass_are_waited_out(tmp_path: Path) -> None:
    """429 with a pause in seconds, as a date, as a RateLimit and without; 500, 503, a cut connection, a bomb, HTML."""
    problems = marbles(9)
    first = [
        lambda: Response(status_code=429, headers={"Retry-After": "0"}),
        lambda: Response(status_code=429, headers={"Retry-After": "Wed, 21 Oct 2015 07:28:00 GMT"}),
        lambda: Response(status_code=429, headers={"RateLimit": '"api";r=0;t=1'}),
        lambda: Response(status_code=429),
        lambda: Response(status_code=500),
        lambda: Response(status_code=503, headers={"Retry-After": "soon"}),
        lambda: Cut(),
        bomb,
        lambda: Response("<html>Bad gateway</html>"),
    ]
    fault = {problem.text: make for problem, make in zip(problems, first, strict=True)}
    play = good(problems)
    with TeacherServer(lambda asked: play(asked) if asked.before else fault[asked.problem]()) as server:
        assert annotate(tmp_path, problems, server) == 0
    assert len(accepted(tmp_path)) == len(problems)
    assert Counter(asked.problem for asked in server.asked) == {problem.text: 2 for problem in problems}


def test_a_slow_answer_is_given_up_and_asked_for_again(tmp_path: Path) -> None:
    problems = marbles(3)
    play = good(problems)
    with TeacherServer(lambda asked: play(asked) if asked.before else Slow(play(asked), 30)) as server:
        assert annotate(tmp_path, problems, server, "--timeout", "1") == 0
    assert len(accepted(tmp_path)) == 3
    assert len(server.asked) == 6


def test_a_pause_that_the_server_names_is_kept_by_everybody(tmp_path: Path) -> None:
    problems = marbles(12)
    play, arrivals = good(problems), list[float]()

    def once(asked: Asked) -> Response:
        arrivals.append(time.monotonic())
        return Response(status_code=429, headers={"Retry-After": "2"}) if len(arrivals) == 1 else play(asked)

    with TeacherServer(once) as server:
        assert annotate(tmp_path, problems, server, "--in_flight", "1") == 0
    assert arrivals[1] - arrivals[0] >= 2
    assert len(server.asked) == 13


@pytest.mark.parametrize(
    ("answer", "message"),
    [
        (Response(status_code=401), "401: it wants a token"),
        (Response(status_code=404), "404: it has no such model"),
        (Response("max_tokens is too large", 400), "it refuses the first request, 'max_tokens is too large'"),
        (RedirectResponse("http://127.0.0.1:9/v1/chat/completions"), "307: it sends elsewhere"),
        (Response(status_code=429, headers={"Retry-After": "86400"}), "wants a pause of 86400 s"),
        (Response(status_code=500), "does not answer"),
    ],
)
def test_an_endpoint_that_cannot_be_used_stops_the_run(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], answer: Response, message: str
) -> None:
    problems = marbles(200)
    with TeacherServer(lambda asked: answer) as server:
        assert annotate(tmp_path, problems, server, "--in_flight", "4") == 3
    assert message in capfd.readouterr().err
    assert len(server.asked) <= 4 * 3
    assert record(tmp_path)["complete"] is False


def test_an_endpoint_without_schemas_is_asked_without(tmp_path: Path) -> None:
    problems = marbles(10)
    play = good(problems)
    refusal = JSONResponse({"detail": "response_format is unknown"}, 422)
    with TeacherServer(lambda asked: refusal if "response_format" in asked.body else play(asked)) as server:
        assert annotate(tmp_path, problems, server, "--in_flight", "1") == 0
    assert len(accepted(tmp_path)) == 10
    assert len(server.asked) == 11
    assert record(tmp_path)["teacher"]["replies_asked_with_schema"] == 0


@pytest.mark.parametrize("limit", [1, 3, 16])
def test_the_limit_of_requests_in_flight_is_reached_and_never_passed(tmp_path: Path, limit: int) -> None:
    problems = marbles(60)
    with TeacherServer(sloppy(problems), seconds=0.02) as server:
        assert annotate(tmp_path, problems, server, "--in_flight", str(limit)) == 0
    assert server.most_in_flight == limit


@pytest.mark.parametrize(
    ("budget", "most"),
    [
        (("--budget_requests", "25"), 25),
        (("--budget_tokens", "20000"), 20_000 // 120),
        (("--budget_money", "0.5", "--prices", "100", "1000"), int(0.5 / (100e-6 * 100 + 1000e-6 * 20))),
    ],
)
def test_a_budget_is_never_passed_and_a_larger_one_goes_on(tmp_path: Path, budget: tuple[str, ...], most: int) -> None:
    problems = marbles(300)
    with TeacherServer(good(problems)) as server:
        assert annotate(tmp_path, problems, server, *budget, "--max_tokens", "100", "--in_flight", "4") == 3
        spent = len(server.asked)
        assert annotate(tmp_path, problems, server, *budget, "--max_tokens", "100", "--in_flight", "4") == 3
        assert 0 < len(server.asked) <= most
        assert record(tmp_path)["stopped"].startswith("the budget of")
        assert len(accepted(tmp_path)) == len(server.asked) >= spent
        assert annotate(tmp_path, problems, server, "--max_tokens", "100") == 0
    assert len(server.asked) == len(accepted(tmp_path)) == 300


@pytest.mark.parametrize("budget", [("--budget_requests", "5"), ("--budget_tokens", "9000", "--max_tokens", "1000")])
def test_a_request_that_a_kill_left_unanswered_counts_against_the_budget(
    tmp_path: Path, budget: tuple[str, ...]
) -> None:
    problems = marbles(30)
    write_problems(tmp_path / "in.jsonl", problems)
    with TeacherServer(good(problems), seconds=60) as slow:
        process = start(tmp_path, slow, "--in_flight", "3", *budget)
        while len(slow.asked) < 3:
            time.sleep(0.01)
        process.kill()
        process.communicate()
    with TeacherServer(good(problems)) as server:
        assert main(arguments(tmp_path, server.url, "--in_flight", "1", *budget)) == 3
        counts = record(tmp_path)["counts"]
        assert [counts["requests_sent"], counts["requests_without_an_answer"]] == [3 + len(server.asked), 3]
        if budget[0] == "--budget_requests":
            assert len(server.asked) == 2
        else:
            assert 3 * 1000 + 120 * len(server.asked) < 9000  # at least: the prompts of the three count too
        assert main(arguments(tmp_path, server.url)) == 0
    assert len(accepted(tmp_path)) == 30


def test_a_request_that_was_declined_costs_nothing(tmp_path: Path) -> None:
    problems = marbles(4)
    with TeacherServer(lambda asked: Response(status_code=500)) as server:
        assert annotate(tmp_path, problems, server, "--in_flight", "2") == 3
    counts = record(tmp_path)["counts"]
    assert [counts["requests_sent"], counts["requests_without_an_answer"]] == [len(server.asked), 0]


def test_several_chains_differ(tmp_path: Path) -> None:
    problem = marbles(1)[0]
    right = chain(problem)
    said = [right, right, right.replace("How many stay?", "How many are left?"), right]
    with TeacherServer(lambda asked: completion(said[asked.before])) as server:
        assert annotate(tmp_path, [problem], server, "--chains", "2") == 0
    assert len(server.asked) == 3
    assert list(accepted(tmp_path)) == ["marbles-1", "marbles-1#2"]
    assert record(tmp_path)["refused"] == {"repeats an accepted chain": 1}


def test_placeholders_are_refused_before_anybody_is_asked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    problem = Problem("m1", "Tom has number0 pens.", (), "7", "tests", ("7",), "number0")
    write_problems(tmp_path / "in.jsonl", [problem])
    with TeacherServer(good(PROBLEMS)) as server:
        assert main(arguments(tmp_path, server.url)) == 1
    assert "annotate a set that has them, such as svamp" in capsys.readouterr().err
    assert server.asked == []


def test_near_duplicates_of_test_problems_are_not_asked(tmp_path: Path) -> None:
    write_problems(tmp_path / "test.jsonl", [PROBLEMS[1]])
    with TeacherServer(good(PROBLEMS)) as server:
        assert annotate(tmp_path, list(PROBLEMS), server, "--test_sets", str(tmp_path / "test.jsonl")) == 0
    assert list(accepted(tmp_path)) == ["pens", "cats"]
    assert len(server.asked) == 2
    assert record(tmp_path)["counts"]["near_duplicates"] == 1


def test_another_prompt_or_temperature_is_asked_anew(tmp_path: Path) -> None:
    with TeacherServer(good(PROBLEMS)) as server:
        for more in ((), ("--temperature", "0.1"), ("--prompt", "cot"), ()):
            annotate(tmp_path, list(PROBLEMS), server, *more)
    assert len(server.asked) == 3 * len(PROBLEMS)


def test_gold_steps_go_through_the_same_filter(tmp_path: Path) -> None:
    wrong = Problem("wrong", "How much is 1+1?", PROBLEMS[0].steps, "2", "tests")
    write_problems(tmp_path / "in.jsonl", [*PROBLEMS, wrong])
    common = ["--dataset", str(tmp_path / "in.jsonl"), "--gold", "--output_dir", str(tmp_path / "out")]
    assert main(common) == 0
    assert list(accepted(tmp_path).values()) == list(PROBLEMS)
    assert record(tmp_path)["refused"] == {"last step states another answer": 1}
    assert record(tmp_path)["teacher"] == {"kind": "gold annotation"}


def test_a_provider_needs_the_network(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_problems(tmp_path / "in.jsonl", PROBLEMS)
    options = ["--dataset", str(tmp_path / "in.jsonl"), "--model", MODEL, "--output_dir", str(tmp_path / "out")]
    assert main(options) == 1
    assert "HF_HUB_OFFLINE is set" in capsys.readouterr().err


def test_an_endpoint_that_counts_no_tokens_is_counted_at_its_longest(tmp_path: Path) -> None:
    problems = marbles(50)
    known = {problem.text: problem for problem in problems}
    with TeacherServer(lambda asked: completion(chain(known[asked.problem]), usage={"total_tokens": 0})) as server:
        assert annotate(tmp_path, problems, server, "--budget_tokens", "9000", "--max_tokens", "500") == 3
    assert 3 <= len(server.asked) <= 9000 // 500
    assert record(tmp_path)["tokens"]["replies_without_a_count"] == len(server.asked)


def test_a_dry_run_asks_nobody_and_writes_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with TeacherServer(good(PROBLEMS)) as server:
        assert annotate(tmp_path, list(PROBLEMS), server, "--dry_run", "--prices", "1", "2") == 0
    output = capsys.readouterr().out
    assert server.asked == []
    assert not (tmp_path / "out").exists()
    assert PROBLEMS[0].text in output
    assert "3 requests at least, 9 at most" in output
    assert "cost: 0.0" in output


@pytest.mark.parametrize(
    "url", ["http://me:secret@127.0.0.1:1", "http://127.0.0.1:1/?api_key=secret", "ftp://127.0.0.1", "127.0.0.1:8000"]
)
def test_an_address_that_holds_a_key_is_refused_without_showing_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], url: str
) -> None:
    write_problems(tmp_path / "in.jsonl", PROBLEMS)
    assert main(arguments(tmp_path, url)) == 1
    assert "secret" not in "".join(capsys.readouterr())


def test_a_file_of_problems_that_is_in_the_way_is_left(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "problems.jsonl").write_text("mine")
    with TeacherServer(good(PROBLEMS)) as server:
        assert annotate(tmp_path, list(PROBLEMS), server) == 1
    assert (tmp_path / "out" / "problems.jsonl").read_text() == "mine"


def replies_on_disk(folder: Path) -> Counter[str]:
    """How many whole replies there are, by problem."""
    return Counter(line["problem"] for line in journal_lines(folder) if "problem" in line)


def journal_lines(folder: Path) -> list[dict[str, Any]]:
    file = folder / "out" / "replies.jsonl"
    lines = file.read_bytes().split(b"\n")[:-1] if file.exists() else []
    return [json.loads(line) for line in lines]


def noted_as_sent(folder: Path) -> int:
    return sum(line.get("event") == "sent" for line in journal_lines(folder))


def start(folder: Path, server: TeacherServer, *more: str) -> "subprocess.Popen[bytes]":
    command = [sys.executable, "-m", "recipes.annotate", *arguments(folder, server.url, *more)]
    return subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, env={**os.environ, "HF_TOKEN": TOKEN}
    )


def test_kills_at_random_moments_lose_no_reply_and_ask_for_none_twice(tmp_path: Path) -> None:
    """Twenty kills. What was under way at a kill, at most the limit, is all that is asked for again, and it is counted:
    the journal knows of every request that the server has seen."""
    problems, limit, kills = marbles(700), 8, 0
    ids = {problem.text: problem.id for problem in problems}
    write_problems(tmp_path / "in.jsonl", [Problem(p.id, p.text, (), p.answer, p.source) for p in problems])
    chance = random.Random(7)
    with TeacherServer(sloppy(problems), seconds=0.03) as server:
        while True:
            process = start(tmp_path, server, "--in_flight", str(limit), "--send_token")
            asked, goal = len(server.asked), chance.randrange(1, 130)
            while process.poll() is None and (kills >= 20 or len(server.asked) < asked + goal):
                time.sleep(chance.random() * 0.01)
            killed = process.poll() is None
            process.send_signal(signal.SIGKILL)
            output, _ = process.communicate()
            assert TOKEN.encode() not in output
            if not killed:
                break
            kills += 1
            time.sleep(0.1)  # what was sent has arrived
            again = Counter(ids[each.problem] for each in server.asked) - replies_on_disk(tmp_path)
            assert again.total() <= limit * kills
            assert len(server.asked) <= noted_as_sent(tmp_path)
    assert kills == 20
    assert process.returncode == 0, output.decode()
    on_disk = replies_on_disk(tmp_path)
    assert max(on_disk.values()) <= 3
    assert len(server.asked) - on_disk.total() <= limit * kills
    keys = [line["key"] for line in journal_lines(tmp_path) if "problem" in line]
    assert len(set(keys)) == len(keys)
    assert server.most_in_flight <= 2 * limit  # a killed run's last requests and the next one's first
    accepted(tmp_path)
    counts = record(tmp_path)["counts"]
    assert record(tmp_path)["complete"] is True
    assert len(server.asked) <= counts["requests_sent"] <= len(server.asked) + limit * kills
    assert counts["requests_without_an_answer"] == counts["requests_sent"] - on_disk.total()
    assert TOKEN not in texts_under(tmp_path)


def test_an_interrupt_ends_a_long_pause(tmp_path: Path) -> None:
    problems = marbles(20)
    write_problems(tmp_path / "in.jsonl", problems)
    with TeacherServer(lambda asked: Response(status_code=429, headers={"Retry-After": "500"})) as server:
        process = start(tmp_path, server)
        while not server.asked:
            time.sleep(0.01)
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=60)
    assert process.returncode == 3


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupt_waits_for_what_is_paid_and_asks_no_more(tmp_path: Path, number: signal.Signals) -> None:
    problems = marbles(200)
    write_problems(tmp_path / "in.jsonl", problems)
    with TeacherServer(good(problems), seconds=0.2) as server:
        process = start(tmp_path, server, "--in_flight", "4")
        while len(server.asked) < 6:
            time.sleep(0.01)
        process.send_signal(number)
        output, _ = process.communicate()
    assert process.returncode == 3
    assert b"interrupted; run the same command again" in output
    assert len(server.asked) == replies_on_disk(tmp_path).total() == len(accepted(tmp_path)) < 20

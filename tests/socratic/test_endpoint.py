"""Students behind an endpoint: the traces of the local engine, many requests at once, and endpoints that misbehave."""

import dataclasses
import json
import shutil
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email.utils import formatdate
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
import torch
from transformers.utils.import_utils import is_serve_available

from socratic import endpoint as module
from socratic.builtin import BASE, builtin_problems
from socratic.decoding import GREEDY, Decoding
from socratic.endpoint import Endpoint, ServedStudent, load_served_student, retry_wait
from socratic.errors import EndpointError, StudentError
from socratic.problem import Problem, Step
from socratic.reasoners import ChainReasoner, Reasoner, SocraticReasoner
from socratic.students import Student, load_student
from socratic.traces import Trace
from tests.helpers import PROBLEMS, tiny_student, transformers_serve

KEY = "sk-very-secret"
WRONG = Problem("wrong", "Di has 6 cups of 7 pins.", (Step("How many pins?", "6*7 = <<6*7=13>>42"),), "42", "tests")
TAUGHT = (*PROBLEMS, WRONG)
ROLES = ("cot", "solver", "decomposer")

Answer = Callable[[BaseHTTPRequestHandler], None]


class Server(ThreadingHTTPServer):
    """Completes texts as `transformers serve` 5.23 does (`cli/serving/completion.py`): `generate`, then the whole text
    and "length" where as many tokens as asked for came, EOS included. `script` has answers that come first."""

    daemon_threads = True

    def __init__(self, students: dict[str, Student]) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.students = students
        self.script: list[Answer] = []
        self.asked: list[dict[str, Any]] = []
        self.headers: list[dict[str, str]] = []
        self.gate = threading.Barrier(1)
        self.model_lock = threading.Lock()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


class _Handler(BaseHTTPRequestHandler):
    server: Server

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.asked.append(body)
        self.server.headers.append(dict(self.headers))
        assert self.path == "/v1/completions"
        if self.server.script:
            self.server.script.pop(0)(self)
            return
        self.server.gate.wait(20)
        student = self.server.students[body["model"]]
        ids = student.tokenizer(body["prompt"], return_tensors="pt")
        with self.server.model_lock:
            output = student.model.generate(**ids, max_new_tokens=body["max_tokens"], do_sample=False)  # type: ignore[operator]
        new = output[0, ids["input_ids"].shape[1] :]
        choice = {
            "index": 0,
            "text": student.tokenizer.decode(new, skip_special_tokens=True),
            "finish_reason": "length" if len(new) >= body["max_tokens"] else "stop",
        }
        say(self, 200, json.dumps({"object": "text_completion", "choices": [choice]}))

    def log_message(self, *_: object) -> None: ...


def say(handler: BaseHTTPRequestHandler, status: int, body: str, **headers: str) -> None:
    data = body.encode()
    handler.send_response(status)
    handler.send_header("Content-Length", str(len(data)))
    for name, value in headers.items():
        handler.send_header(name.replace("_", "-"), value)
    handler.end_headers()
    handler.wfile.write(data)


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    return {role: tiny_student(tmp_path_factory.mktemp(role), role, problems=TAUGHT) for role in ROLES}  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def local(folders: dict[str, Path]) -> dict[str, Student]:
    return {role: load_student(folder) for role, folder in folders.items()}


@pytest.fixture
def server(local: dict[str, Student]) -> Iterator[Server]:
    with running(local) as server:
        yield server


@contextmanager
def running(students: dict[str, Student]) -> Iterator[Server]:
    with Server(students) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.05,))
        thread.start()
        try:
            yield server
        finally:
            server.gate.abort()
            server.shutdown()
            thread.join()


def served(server: Server, folders: dict[str, Path], **changes: Any) -> dict[str, ServedStudent]:
    return {
        role: load_served_student(folder, Endpoint(server.url, role, **{"first_wait": 0.001, **changes}))
        for role, folder in folders.items()
    }


def reasoner(students: dict[str, Any], method: str, settings: Decoding = GREEDY) -> Reasoner:
    if method == "cot":
        return ChainReasoner(students["cot"], settings=settings)
    return SocraticReasoner(
        students["solver"], "oracle" if method == "oracle" else students["decomposer"], settings=settings
    )


def untimed(traces: Iterator[Trace]) -> list[Trace]:
    return [dataclasses.replace(trace, seconds=0) for trace in traces]


@pytest.mark.parametrize("method", ["cot", "oracle", "upfront"])
@pytest.mark.parametrize(
    "settings",
    [GREEDY, Decoding(calculator=False), *(Decoding(max_new_tokens=number) for number in (5, 13, 14, 15, 16, 18))],
    ids=lambda settings: f"calculator {settings.calculator}, {settings.max_new_tokens} tokens",
)
def test_traces_are_those_of_the_local_engine(
    server: Server, folders: dict[str, Path], local: dict[str, Student], method: str, settings: Decoding
) -> None:
    expected = untimed(reasoner(local, method, settings).solve(TAUGHT))
    assert untimed(reasoner(served(server, folders), method, settings).solve(TAUGHT)) == expected
    if settings is GREEDY:
        assert expected[0].answer == "10"
        assert expected[-1].steps[0].solution.startswith("6*7 = <<6*7=42>>")  # the student alone would write 13
    if settings.calculator is False:
        assert expected[-1].steps[0].solution.startswith("6*7 = <<6*7=13>>")


def test_a_student_that_calculates_well_costs_one_request_a_text(server: Server, folders: dict[str, Path]) -> None:
    students = served(server, folders)
    traces = list(reasoner(students, "upfront").solve(PROBLEMS))
    assert len(server.asked) == sum(trace.calls for trace in traces)
    before = len(server.asked)
    list(reasoner(students, "cot").solve([WRONG]))
    first, second = server.asked[before:]
    assert second["prompt"] == first["prompt"] + " 6*7 = <<6*7=42>>"


def test_a_prompt_that_does_not_fit_is_not_sent(server: Server, folders: dict[str, Path]) -> None:
    long = Problem("long", "word " * 400, (), "1", "tests")
    traces = list(reasoner(served(server, folders), "cot").solve([long, PROBLEMS[1]]))
    assert "do not fit" in str(traces[0].error)
    assert traces[1].answer == "11"
    assert len(server.asked) == 1


def test_many_requests_are_in_flight_and_no_more_than_asked(server: Server, folders: dict[str, Path]) -> None:
    server.gate = threading.Barrier(6)  # opens when six requests are there at once
    problems = [dataclasses.replace(PROBLEMS[1], id=str(number)) for number in range(12)]
    traces = list(reasoner(served(server, folders), "cot").solve(problems, 6))
    assert [trace.answer for trace in traces] == ["11"] * 12
    assert server.gate.n_waiting == 0


def test_a_served_student_and_a_local_one_work_together(
    server: Server, folders: dict[str, Path], local: dict[str, Student]
) -> None:
    mixed = {**local, "solver": served(server, folders)["solver"]}
    expected = untimed(reasoner(local, "upfront").solve(TAUGHT))
    assert untimed(reasoner(mixed, "upfront").solve(TAUGHT)) == expected
    assert {body["model"] for body in server.asked} == {"solver"}


# Endpoints that misbehave.


def drop(handler: BaseHTTPRequestHandler) -> None:
    handler.close_connection = True
    handler.connection.shutdown(socket.SHUT_RDWR)


PASSING = {
    "too many requests": lambda handler: say(handler, 429, "slow down", Retry_After="0"),
    "too many requests, with a date": lambda handler: say(handler, 429, "", Retry_After=formatdate(0, usegmt=True)),
    "unavailable": lambda handler: say(handler, 503, "loading"),
    "a dropped connection": drop,
}


@pytest.mark.parametrize("trouble", PASSING)
def test_trouble_that_passes_is_waited_for(server: Server, folders: dict[str, Path], trouble: str) -> None:
    server.script = [PASSING[trouble]] * 2
    (trace,) = reasoner(served(server, folders), "cot").solve(PROBLEMS[:1])
    assert trace.answer == "10"
    assert len(server.asked) == 3


@pytest.mark.parametrize(
    ("answer", "message", "requests"),
    [
        (lambda h: say(h, 400, f"no such model; you said {KEY}" + "x" * 9999), "answered 400: .no such model", 1),
        (lambda h: say(h, 401, "who?"), "answered 401", 1),
        (lambda h: say(h, 302, "", Location="http://127.0.0.1:9/"), "answered 302", 1),
        (lambda h: say(h, 503, KEY), "answered 503.*asked 6 times", 6),
        (lambda h: say(h, 429, "", Retry_After="3600"), "wants a pause of 3600 s", 1),
        (lambda h: say(h, 200, "<html>" + KEY), "no completion: .<html>", 1),
        (lambda h: say(h, 200, '{"choices": [{"text": 7, "finish_reason": null}]}'), "no completion", 1),
        (lambda h: say(h, 200, '{"choices": []}'), "no completion", 1),
        (lambda h: say(h, 200, "[" * 100_000), "no completion", 1),
        (lambda h: say(h, 200, "\x1b[2J\x00"), "no completion", 1),
        (lambda h: say(h, 200, " " * (module.MAX_BYTES + 1)), "more than 4,194,304 bytes", 1),
        (drop, "does not answer .RemoteDisconnected.; asked 6 times", 6),
    ],
)
def test_trouble_that_stays_ends_the_run(
    server: Server, folders: dict[str, Path], answer: Answer, message: str, requests: int
) -> None:
    server.script = [answer] * 6
    students = served(server, folders, key=KEY)
    with pytest.raises(EndpointError, match=message) as caught:
        list(reasoner(students, "cot").solve(PROBLEMS[:1]))
    assert len(server.asked) == requests
    assert server.headers[0]["Authorization"] == f"Bearer {KEY}"
    assert KEY not in str(caught.value) + repr(students)
    assert len(str(caught.value)) < 500
    assert str(caught.value).isprintable()


def test_without_a_key_none_is_sent(server: Server, folders: dict[str, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_TOKEN", KEY)
    list(reasoner(served(server, folders), "cot").solve(PROBLEMS[:1]))
    assert "Authorization" not in server.headers[0]


def test_an_endpoint_that_is_not_there(folders: dict[str, Path]) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{free.getsockname()[1]}"
    student = load_served_student(folders["cot"], Endpoint(url, "cot", first_wait=0.001))
    with pytest.raises(EndpointError, match=r"does not answer .ConnectionRefusedError.; asked 6 times"):
        list(ChainReasoner(student).solve(PROBLEMS[:1]))


def test_who_leaves_early_asks_for_nothing_more(server: Server, folders: dict[str, Path]) -> None:
    problems = [dataclasses.replace(PROBLEMS[1], id=str(number)) for number in range(20)]
    traces = reasoner(served(server, folders), "cot").solve(problems, 2)
    next(traces)
    traces.close()  # type: ignore[attr-defined]
    while any(thread.name.startswith("endpoint") for thread in threading.enumerate()):
        time.sleep(0.01)
    assert len(server.asked) < 10


@pytest.mark.parametrize(
    ("url", "message"),
    [
        ("localhost:8000", "begins with http"),
        ("http://", "names a host"),
        ("http://me:secret@host/v1", "no user, password or query"),
        ("http://host/v1?key=secret", "no user, password or query"),
    ],
)
def test_urls_that_are_refused(url: str, message: str) -> None:
    with pytest.raises(EndpointError, match=message) as caught:
        Endpoint(url, "model")
    assert "secret" not in str(caught.value)


def test_a_key_that_no_header_can_hold_is_refused_unseen() -> None:
    with pytest.raises(EndpointError, match="check it for blanks") as caught:
        Endpoint("http://host", "model", KEY + "\n")
    assert KEY not in str(caught.value)


@pytest.mark.parametrize("url", ["http://host", "http://host/v1", "http://host/v1/", "http://host/v1/completions"])
def test_the_path_may_be_left_away(url: str) -> None:
    assert Endpoint(url, "model").url == "http://host/v1/completions"


@pytest.mark.parametrize(
    ("header", "seconds"),
    [("7", 7.0), ("0.5", 0.5), ("", None), ("soon", None), ("-1", None), ("nan", None), (formatdate(0), 0.0)],
)
def test_what_retry_after_says(header: str, seconds: float | None) -> None:
    assert retry_wait({"Retry-After": header}) == seconds
    assert retry_wait({}) is None


def test_a_served_student_is_a_student(folders: dict[str, Path], tmp_path: Path) -> None:
    there = Endpoint("http://127.0.0.1:9", "x")
    assert load_served_student(folders["cot"], there).context_length == 512
    with pytest.raises(StudentError, match="is a cot, not a solver"):
        load_served_student(folders["cot"], there, role="solver")
    with pytest.raises(StudentError, match=r"there is no student\.json"):
        load_served_student(tmp_path, there)
    assert load_served_student(BASE, there, role="unified").config.role == "unified"


# The real one.


@pytest.mark.skipif(
    not is_serve_available(), reason="`transformers serve` needs openai: pip install 'transformers[serving]'"
)
@pytest.mark.parametrize("with_calculator", [True, False])
def test_what_transformers_serves_writes_the_same_traces(tmp_path: Path, with_calculator: bool) -> None:
    folder = shutil.copytree(BASE, tmp_path / "base")
    settings = Decoding(calculator=with_calculator, max_new_tokens=96)
    problems = builtin_problems("test", 6)
    base = load_student(folder)
    expected = untimed(
        SocraticReasoner(
            base.as_role("solver"), base.as_role("decomposer", "none", "upfront"), settings=settings
        ).solve(problems, 1)
    )
    with transformers_serve(folder, tmp_path / "log.txt") as url:
        there = load_served_student(folder, Endpoint(url, str(folder)))
        pair = there.as_role("solver"), there.as_role("decomposer", "none", "upfront")
        assert untimed(SocraticReasoner(*pair, settings=settings).solve(problems, 4)) == expected


@pytest.mark.parametrize("with_calculator", [True, False])
def test_the_built_in_students_write_the_same_traces_behind_an_endpoint(with_calculator: bool) -> None:
    """As the test above, with a server that does what `transformers serve` does."""
    torch.set_num_threads(1)
    settings = Decoding(calculator=with_calculator, max_new_tokens=96)
    problems = builtin_problems("test", 6)
    base = load_student(BASE)
    expected = untimed(
        SocraticReasoner(base.as_role("solver"), base.as_role("decomposer"), settings=settings).solve(problems, 1)
    )
    with running({"base": base}) as server:
        there = load_served_student(BASE, Endpoint(server.url, "base"))
        pair = there.as_role("solver"), there.as_role("decomposer")
        assert untimed(SocraticReasoner(*pair, settings=settings).solve(problems, 4)) == expected

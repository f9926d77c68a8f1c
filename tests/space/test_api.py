"""The endpoints for programs, over the wire: their types are pinned here, because callers depend on them."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from api import has_mcp
from app import Shelf, build_demo, launch
from compare import Students
from gradio_client import Client
from gradio_client.exceptions import AppError

from socratic.students import load_student
from tests.helpers import PROBLEMS, tiny_student

PENS = PROBLEMS[0]


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The page with students that know three problems by heart."""
    folder = tmp_path_factory.mktemp("students")
    made = [
        load_student(tiny_student(folder / role, role, problems=PROBLEMS)) for role in ("cot", "decomposer", "solver")
    ]
    students = Students(*made)
    demo = build_demo(*students.reasoners(), students.labels(), Shelf(students))
    _, url, _ = launch(demo, prevent_thread_lock=True, quiet=True, server_name="127.0.0.1")
    yield url
    demo.close()


@pytest.fixture(scope="module")
def client(url: str) -> Iterator[Client]:
    client = Client(url, verbose=False)
    yield client
    client.close()


STRING, BOOLEAN, NUMBER, INTEGER = ({"type": name} for name in ("string", "boolean", "number", "integer"))


def test_the_endpoints_and_their_types(client: Client) -> None:
    endpoints = client.view_api(return_format="dict")["named_endpoints"]  # type: ignore[index,call-overload]
    parameters = {
        name: {
            parameter["parameter_name"]: (parameter["type"].get("type"), parameter.get("parameter_default"))
            for parameter in endpoint["parameters"]
        }
        for name, endpoint in endpoints.items()
    }
    writing = {"calculator": ("boolean", True), "temperature": ("number", 0.0), "seed": ("integer", 0)}
    assert parameters == {
        "/compare": {"problem": ("string", None), **writing, "oracle": ("boolean", False)},
        "/compare_stream": {"problem": ("string", None), **writing, "oracle": ("boolean", False)},
        "/check_steps": {"text": ("string", None)},
        "/resume": {"problem": ("string", None), "steps": ("array", None), **writing},
        "/vote": {
            "problem": ("string", None),
            "samples": ("integer", 8),
            "temperature": ("number", 0.7),
            "seed": ("integer", 0),
            "calculator": ("boolean", True),
            "oracle": ("boolean", False),
        },
    }
    side = ["hint", "steps", "answer", "correct", "error", "tokens", "seconds", "calls"]
    returned = {name: endpoint["returns"][0]["type"] for name, endpoint in endpoints.items()}
    assert list(returned["/compare"]["properties"]) == [
        "problem", "known_answer", "options", "students", "cot", "socratic", "agree",
    ]  # fmt: skip
    assert returned["/compare_stream"] == {}, "gradio 6.31 tells no type of what a generator yields"
    assert list(returned["/resume"]["properties"]) == side
    assert list(returned["/vote"]["properties"])[-3:] == ["cot", "socratic", "error"]
    assert list(returned["/check_steps"]["items"]["properties"]) == ["equation", "correct", "verdict"]
    for endpoint in endpoints.values():
        assert len(endpoint["description"]) > 40


def test_compare_streams_and_ends_when_the_client_leaves(client: Client, url: str) -> None:
    *growing, whole = client.submit(PENS.text, api_name="/compare_stream")
    assert len(growing) > 3
    assert whole["cot"]["answer"] == whole["socratic"]["answer"] == PENS.answer
    lengths = [len(record["cot"]["steps"]) for record in (*growing, whole)]
    assert lengths == sorted(lengths)
    job = client.submit(PENS.text, api_name="/compare_stream")
    next(iter(job))
    assert job.cancel()
    assert client.predict(PENS.text, api_name="/compare")["cot"]["answer"] == PENS.answer, "the model is free again"


def test_compare(client: Client) -> None:
    record: dict[str, Any] = client.predict(PENS.text, api_name="/compare")
    assert record["cot"]["answer"] == record["socratic"]["answer"] == "10"
    assert (record["agree"], record["known_answer"]) == (True, None)
    assert [step["same_value_as"] for step in record["socratic"]["steps"]] == [[1], [2]]
    record = client.predict(PENS.text, False, 0.5, 3, api_name="/compare")
    assert record["options"] == {"calculator": False, "temperature": 0.5, "seed": 3, "oracle": False}


def test_check_steps(client: Client) -> None:
    checks = client.predict("So 3*4 = 13, and <<2+2=4>>4.", api_name="/check_steps")
    assert checks == [
        {"equation": "3*4 = 13", "correct": False, "verdict": "wrong: should be 12"},
        {"equation": "2+2 = 4", "correct": True, "verdict": "right"},
    ]


def test_resume(client: Client) -> None:
    steps = [{"question": step.question, "solution": step.solution} for step in PENS.steps]
    record = client.predict(PENS.text, [steps[0], {"question": steps[1]["question"]}], api_name="/resume")
    assert [step["solution"] for step in record["steps"]] == [step["solution"] for step in steps]
    assert [step["note"] for step in record["steps"]] == ["yours", ""]
    assert (record["answer"], record["calls"]) == ("10", 1)


def test_vote(client: Client) -> None:
    record = client.predict(PENS.text, 3, 0.1, api_name="/vote")
    assert (record["samples"], record["error"]) == (3, None)
    assert sum(count["count"] for count in record["cot"]["counts"]) == 3


@pytest.mark.parametrize(
    ("name", "arguments", "message"),
    [
        ("/compare", (" ",), "the problem is empty"),
        ("/compare", (5,), "the problem must be text"),
        ("/compare", ("x" * 1_000_000,), "the problem has 1,000,000 characters"),
        ("/compare", ("a\0b",), "NUL byte"),
        ("/compare", ("How many?", True, 0, 0, True), "own sub-questions are not known"),
        ("/compare", ("How many?", "yes"), "calculator must be true or false"),
        ("/vote", ("How many?", 17), "from 1 to 16"),
        ("/vote", ("How many?", 4, 0), "temperature above 0"),
        ("/resume", ("How many?", []), "no sub-question left"),
        ("/resume", ("How many?", "x"), "steps must be a list"),
        ("/resume", ("How many?", [{"question": "q"}] * 17), "17 sub-questions; at most 16"),
        ("/check_steps", (None,), "the text must be text"),
        ("/check_steps", ("x" * 20_001,), "at most 20,000"),
    ],
)
def test_what_cannot_be_done_is_a_message(client: Client, name: str, arguments: tuple[Any, ...], message: str) -> None:
    with pytest.raises(AppError, match=message):
        client.predict(*arguments, api_name=name)


def test_the_endpoints_are_tools_where_mcp_is_installed(url: str) -> None:
    answer = httpx.get(f"{url}gradio_api/mcp/schema")
    assert answer.status_code == (200 if has_mcp() else 404)
    if has_mcp():
        names = {tool["name"].rpartition("compare")[1] or tool["name"] for tool in answer.json()}
        assert "compare" in names
        assert len(answer.json()) == 5


def test_a_page_of_files_is_all_that_is_served(url: str) -> None:
    """No file of the server's beside Gradio's own."""
    path = Path(__file__).resolve()
    assert httpx.get(f"{url}gradio_api/file={path}").status_code in (403, 404)

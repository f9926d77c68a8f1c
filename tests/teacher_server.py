"""A scripted teacher: a server on loopback that speaks OpenAI's chat completions, and completions of a text, and plays
what a test tells it to.

>>> with TeacherServer(lambda asked: completion('{"steps": [...], "answer": "4"}')) as server:
...     main(["--base_url", server.url, ...])
>>> server.asked[0].problem, server.most_in_flight
"""

import asyncio
import json
import socket
import threading
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from socratic.problem import Problem, Step

MODEL = "scripted/teacher"


@dataclass(frozen=True)
class Asked:
    """One request: the problem's text, how often it had come before, and what came with it."""

    problem: str
    before: int
    body: dict[str, Any]
    headers: dict[str, str]


class Cut(Response):
    """Begins an answer and breaks the connection."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"1000")]})
        await send({"type": "http.response.body", "body": b'{"choices": [', "more_body": True})


class Endless(Response):
    """Writes until nobody reads any more."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})
        for _ in range(10_000):
            await send({"type": "http.response.body", "body": b"and so on " * 6_000, "more_body": True})
        raise AssertionError("the client read 600 MB")


class Slow(Response):
    """Trickles blanks, one each tenth of a second, and then answers: no single read takes long."""

    def __init__(self, late: Response, seconds: float) -> None:
        super().__init__()
        self._late, self._seconds = bytes(late.body), seconds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})
        for _ in range(int(self._seconds * 10)):
            await send({"type": "http.response.body", "body": b" ", "more_body": True})
            await asyncio.sleep(0.1)
        await send({"type": "http.response.body", "body": self._late})


def completion(content: Any, *, finish: Any = "stop", usage: Any = None, model: Any = MODEL) -> Response:
    """An answer with `content`, whatever that is."""
    return JSONResponse(
        {
            "id": "chatcmpl-1",
            "object": "chat.completion",
            "created": 0,
            "model": model,
            "choices": [{"index": 0, "message": {"role": "assistant", "content": content}, "finish_reason": finish}],
            "usage": usage or {"prompt_tokens": 100, "completion_tokens": 20, "total_tokens": 120},
        }
    )


def chain(problem: Problem) -> str:
    """The problem's own steps as a good teacher writes them."""
    steps = [{"question": step.question, "solution": step.solution} for step in problem.steps]
    return json.dumps({"steps": steps, "answer": problem.answer})


def marbles(count: int) -> list[Problem]:
    """Problems with their gold chain, each of its own numbers."""
    return [
        Problem(
            f"marbles-{number}",
            f"Crate {number} holds {number} red and {number + 3} blue marbles, and 2 fall out. How many stay?",
            (
                Step(
                    "How many at first?", f"{number}+{number + 3} = <<{number}+{number + 3}={2 * number + 3}>>marbles"
                ),
                Step(
                    "How many stay?",
                    f"{2 * number + 3}-2 = <<{2 * number + 3}-2={2 * number + 1}>>{2 * number + 1} stay",
                ),
            ),
            str(2 * number + 1),
            "tests",
        )
        for number in range(1, count + 1)
    ]


@dataclass
class TeacherServer:
    """`play` answers each request; `seconds` is how long an answer takes."""

    play: Callable[[Asked], Response]
    seconds: float = 0.0
    asked: list[Asked] = field(default_factory=list)
    most_in_flight: int = 0

    def __post_init__(self) -> None:
        self._in_flight = 0
        self._times: Counter[str] = Counter()

    def __enter__(self) -> "TeacherServer":
        self._socket = socket.socket()
        self._socket.bind(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._socket.getsockname()[1]}"
        paths = ("/v1/chat/completions", "/v1/completions")
        app = Starlette(routes=[Route(path, self._answer, methods=["POST"]) for path in paths])
        config = uvicorn.Config(
            app, http="h11", lifespan="off", log_config=None, log_level="critical", timeout_graceful_shutdown=1
        )
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(target=self._server.run, args=[[self._socket]], daemon=True)
        self._thread.start()
        while not self._server.started:
            assert self._thread.is_alive()
            time.sleep(0.005)
        return self

    def __exit__(self, *_: object) -> None:
        self._server.should_exit = True
        self._thread.join()
        self._socket.close()

    async def _answer(self, request: Request) -> Response:
        self._in_flight += 1
        self.most_in_flight = max(self.most_in_flight, self._in_flight)
        try:
            body = await request.json()
            chat = "messages" in body
            text = body["messages"][-1]["content"] if chat else _last_problem(body["prompt"])
            asked = Asked(text, self._times[text], body, dict(request.headers))
            self._times[text] += 1
            self.asked.append(asked)
            await asyncio.sleep(self.seconds)
            return self.play(asked) if chat else _as_text(self.play(asked))
        finally:
            self._in_flight -= 1


def _last_problem(prompt: str) -> str:
    return prompt.rpartition("Problem: ")[2].removesuffix("\nSolution:")


def _as_text(answer: Response) -> Response:
    """A chat's answer as that of a completion."""
    if answer.status_code != 200:
        return answer
    body = json.loads(bytes(answer.body))
    (choice,) = body["choices"]
    choice["text"] = choice.pop("message")["content"]
    return JSONResponse({**body, "object": "text_completion"})


def good(problems: Sequence[Problem]) -> Callable[[Asked], Response]:
    """Always right."""
    known = {problem.text: problem for problem in problems}
    return lambda asked: completion(chain(known[asked.problem]))

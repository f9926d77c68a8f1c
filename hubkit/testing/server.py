"""The loopback Hub's HTTP server: two origins on 127.0.0.1, in a thread of its own. Faults happen here."""

import asyncio
import logging
import re
import shutil
import socket
import threading
import time
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote

import uvicorn
from starlette.concurrency import run_in_threadpool
from starlette.responses import JSONResponse, Response
from starlette.types import Message, Receive, Scope, Send
from uvicorn.protocols.http.h11_impl import H11Protocol

from hubkit.testing import collection_routes, discussions, file_routes, repository_routes, space_routes
from hubkit.testing.errors import RefusedRequestError
from hubkit.testing.routing import Call, Routes, answer
from hubkit.testing.state import State, User
from hubkit.testing.store import Entry
from hubkit.testing.traffic import Fault, Faults, Request

__all__ = ["HOST", "Server"]

HOST = "127.0.0.1"
"""The only address that it ever listens on: no one but this machine can reach it."""

_MEMORY_BYTES = 1 << 20
"""A longer body goes to a file."""

logger = logging.getLogger("hubkit.testing")

_hub_routes = Routes()
for _part in (repository_routes, discussions, collection_routes, space_routes, file_routes):
    _hub_routes.extend(_part.routes)


@dataclass
class Server:
    """Serves a `State` from `start` to `stop`. `before` is called with every request before it is answered."""

    state: State
    missing_status: int = 404
    port: int = 0
    requests: list[Request] = field(default_factory=list)
    faults: Faults = field(default_factory=Faults)
    before: Callable[[Request], None] | None = None

    def start(self) -> None:
        """Returns when it answers. Raises OSError when the port is taken."""
        sockets = [_listen(self.port), _listen(0)]
        hub_port, files_port = (each.getsockname()[1] for each in sockets)
        self.state.endpoint, self.state.files_endpoint = f"http://{HOST}:{hub_port}", f"http://{HOST}:{files_port}"
        transports: dict[tuple[str, int], asyncio.Transport] = {}
        config = uvicorn.Config(
            _App(self, files_port, transports),
            http=_protocol(transports),
            lifespan="off",
            log_level="critical",
            access_log=False,
            proxy_headers=False,
            server_header=False,
            date_header=False,  # it lags, and the client takes log lines after it for later ones
            timeout_graceful_shutdown=1,
        )
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(target=self._server.run, args=[sockets], name="loopback-hub", daemon=True)
        self._sockets = sockets
        self._thread.start()
        while not self._server.started:
            if not self._thread.is_alive():
                raise OSError("the loopback Hub did not start")
            time.sleep(0.005)

    def stop(self) -> None:
        """Returns when nothing answers any more."""
        self._server.should_exit = True
        self._thread.join()
        for each in self._sockets:
            each.close()


def _listen(port: int) -> socket.socket:
    each = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    each.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        each.bind((HOST, port))
    except OSError:
        each.close()
        raise
    return each


def _protocol(transports: dict[tuple[str, int], asyncio.Transport]) -> type[H11Protocol]:
    """uvicorn's protocol, which also remembers the connections, so that a fault can close one."""

    class Protocol(H11Protocol):
        def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # uvicorn narrows it, too
            self._peer = transport.get_extra_info("peername")
            transports[self._peer] = transport
            super().connection_made(transport)

        def connection_lost(self, exc: Exception | None) -> None:
            transports.pop(self._peer, None)
            super().connection_lost(exc)

    return Protocol


@dataclass
class _App:
    """The ASGI application of both origins."""

    server: Server
    files_port: int
    transports: dict[tuple[str, int], asyncio.Transport]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return
        headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
        raw_path = scope["raw_path"].decode("latin-1").split("?")[0]
        request = Request(
            scope["method"],
            unquote(raw_path),
            scope["query_string"].decode("latin-1"),
            "files" if scope["server"][1] == self.files_port else "hub",
            "authorization" in headers,
        )
        body = await self._read(receive, request)
        self.server.requests.append(request)
        if self.server.before is not None:
            await run_in_threadpool(self.server.before, request)
        fault = self.server.faults.take(request)
        transport = self.transports.get(tuple(scope["client"]))
        try:
            if fault is not None and fault.kind == "drop":
                _abort(transport)
                return
            if fault is not None and fault.kind == "slow":
                await asyncio.sleep(fault.seconds)
            if fault is not None and fault.kind == "status":
                text = fault.headers.get("X-Error-Message", f"fault {fault.status}")
                response: Response = JSONResponse({"error": text}, fault.status, headers=dict(fault.headers))
            else:
                if fault is not None and fault.kind == "stale":
                    await run_in_threadpool(_commit_of_another, self.server.state, raw_path)
                response = await run_in_threadpool(self._answer, request, raw_path, headers, body)
            if fault is not None and fault.kind == "lost":
                _abort(transport)
                return
            response.headers["X-Request-Id"] = uuid.uuid4().hex
            request.status = response.status_code
            await response(scope, receive, _Sender(send, request, fault, transport))
        finally:
            if isinstance(body, Path):
                body.unlink(missing_ok=True)

    async def _read(self, receive: Receive, request: Request) -> bytes | Path:
        """The body: in memory while it is short, else in a file."""
        start = bytearray()
        path: Path | None = None
        file = None
        try:
            while True:
                message = await receive()
                if message["type"] == "http.disconnect":
                    break
                chunk = message.get("body", b"")
                request.received += len(chunk)
                if file is None and len(start) + len(chunk) > _MEMORY_BYTES:
                    path = self.server.state.store.incoming(bytes(start))
                    file = path.open("ab")
                if file is None:
                    start += chunk
                else:
                    file.write(chunk)
                if not message.get("more_body"):
                    break
        finally:
            if file is not None:
                file.close()
        return bytes(start) if path is None else path

    def _answer(self, request: Request, raw_path: str, headers: Mapping[str, str], body: bytes | Path) -> Response:
        try:
            return answer(self._call(request, raw_path, headers, body))
        except RefusedRequestError as refused:
            return JSONResponse(
                {"error": refused.text, **refused.body},
                refused.status,
                headers={
                    **refused.headers,
                    "X-Error-Message": refused.text.encode("ascii", "replace").decode(),
                    **({"X-Error-Code": refused.code} if refused.code else {}),
                },
            )
        except (KeyError, TypeError, ValueError) as error:
            logger.debug("%s %s", request.method, request.path, exc_info=True)
            return JSONResponse({"error": f"the request is not as expected: {error!r}"}, 400)

    def _call(self, request: Request, raw_path: str, headers: Mapping[str, str], body: bytes | Path) -> object:
        state = self.server.state
        table = file_routes.file_routes if request.origin == "files" else _hub_routes
        found = table.find(request.method, raw_path)
        if found is None:
            raise RefusedRequestError(
                404, f"the loopback Hub does not know {request.method} {request.path}", code="EntryNotFound"
            )
        handler, feature, parts = found

        def missing() -> RefusedRequestError:
            return RefusedRequestError(self.server.missing_status, f"this server has no {feature or 'such service'}")

        if feature is not None and feature not in state.features:
            raise missing()
        user = None if request.origin == "files" else _user(state, headers)
        query = parse_qs(request.query, keep_blank_values=True)
        notes: dict[str, Any] = {"path": raw_path, "missing": missing}
        return handler(Call(request.method, parts, query, headers, body, user, state, notes))


def _user(state: State, headers: Mapping[str, str]) -> User | None:
    given = headers.get("authorization")
    if given is None:
        return None
    user = state.users.get(given.removeprefix("Bearer ").strip())
    if user is None:
        raise RefusedRequestError(401, "Invalid credentials in Authorization header")
    return user


def _commit_of_another(state: State, raw_path: str) -> None:
    match = re.match(r"/api/(models|datasets|spaces)/([^/]+/[^/]+)/", raw_path)
    repo = state.store.repo(match[1].removesuffix("s"), unquote(match[2])) if match else None
    if repo is None:
        return
    with state.store.lock:
        files: dict[str, Entry] = dict(state.store.resolve(repo, "main").files)
        files["somebody-was-here.md"] = state.store.add_blob(uuid.uuid4().hex.encode())
        state.store.commit(repo, "refs/heads/main", files, title="Somebody else's commit", author="mallory")


def _abort(transport: asyncio.Transport | None) -> None:
    if transport is not None:
        transport.abort()


class _Sender:
    """Sends an answer, counts its bytes, and breaks it off or changes it when a fault says so."""

    def __init__(self, send: Send, request: Request, fault: Fault | None, transport: asyncio.Transport | None) -> None:
        self._send, self._request, self._transport = send, request, transport
        self._kind = fault.kind if fault is not None and fault.kind in ("cut", "flip") else None
        self._length = 0
        self._cut = False

    async def __call__(self, message: Message) -> None:
        if self._cut:
            return
        if message["type"] == "http.response.start":
            self._length = int(dict(message["headers"]).get(b"content-length", b"0"))
        body = message.get("body", b"")
        if message["type"] == "http.response.body" and body:
            middle = self._length // 2
            at = middle - self._request.sent
            if self._kind is not None and 0 <= at < len(body):
                if self._kind == "flip":
                    body = body[:at] + bytes([body[at] ^ 1]) + body[at + 1 :]
                else:
                    self._cut = True
                    body = body[:at]
            message = {**message, "body": body, "more_body": message.get("more_body", False) or self._cut}
            self._request.sent += len(body)
        await self._send(message)
        if self._cut and self._transport is not None:
            self._transport.close()


def clear(folder: Path) -> None:
    """Remove what only a running server needs."""
    shutil.rmtree(folder / "cas-views", ignore_errors=True)
    for path in (folder / "incoming").iterdir():
        path.unlink()

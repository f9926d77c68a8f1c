"""From a request to the function that answers it.

Starlette's own router matches the decoded path, in which the revision `refs%2Fpr%2F2` is three segments. Here the raw
path is matched and each part decoded by itself, as the Hub does.

    routes = Routes()

    @routes("GET", "/api/{T}/{id}/tree/{rev}[/{rest}]")
    def tree(call: Call) -> Response: ...
"""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import parse_qs, unquote

from starlette.responses import JSONResponse, Response

from hubkit.testing.errors import RefusedRequestError

if TYPE_CHECKING:
    from hubkit.testing.state import State, User

__all__ = ["Call", "Handler", "Routes", "answer"]

_PARTS = {
    "T": "(?P<type>models|datasets|spaces)",
    "S": "(?P<type>spaces)",
    "prefix": "(?:(?P<type>datasets|spaces)/)?",
    "id": "(?P<id>[^/]+/[^/]+)",
    "slug": "(?P<slug>[^/]+/[^/]+)",
    "rest": "(?P<rest>.*)",
}


@dataclass(frozen=True)
class Call:
    """A request as a route sees it: the decoded parts of its path, its query, its body (a file if it is an upload), and
    who asks (None without a token)."""

    method: str
    parts: Mapping[str, str]
    query: Mapping[str, list[str]]
    headers: Mapping[str, str]
    body: bytes | Path
    user: "User | None"
    state: "State"
    notes: dict[str, Any] = field(default_factory=dict)

    @property
    def kind(self) -> str:
        """The type of the repository in the path: "model", "dataset" or "space"."""
        return (self.parts.get("type") or "models").removesuffix("s")

    def one(self, name: str, default: str = "") -> str:
        """A query's first value."""
        return self.query.get(name, [default])[0]

    @property
    def content(self) -> bytes:
        """The body, in memory."""
        return self.body if isinstance(self.body, bytes) else self.body.read_bytes()

    @property
    def json(self) -> dict[str, Any]:
        """The body as a JSON object; `RefusedRequestError` for anything else."""
        try:
            record = json.loads(self.content or b"{}")
        except ValueError as error:
            raise RefusedRequestError(400, f"the body is not JSON: {error}") from error
        if not isinstance(record, dict):
            raise RefusedRequestError(400, "the body must be a JSON object")
        return record

    @property
    def form(self) -> dict[str, list[str]]:
        """The body as an HTML form."""
        return parse_qs(self.content.decode("utf-8"), keep_blank_values=True)


Handler = Callable[[Call], Any]
_Handler = TypeVar("_Handler", bound=Handler)


@dataclass(frozen=True)
class _Route:
    method: str
    pattern: re.Pattern[str]
    handler: Handler
    feature: str | None


class Routes:
    """A table of routes; the first that matches answers. A route with a `feature` is there only if the Hub has that."""

    def __init__(self) -> None:
        self._routes: list[_Route] = []

    def __call__(self, method: str, path: str, feature: str | None = None) -> Callable[[_Handler], _Handler]:
        """A decorator. `{name}` is one segment, but for the names in `_PARTS`; what stands in `[]` may be missing."""
        pattern = re.compile(_expression(path))

        def add(handler: _Handler) -> _Handler:
            self._routes.append(_Route(method, pattern, handler, feature))
            return handler

        return add

    def extend(self, other: "Routes") -> None:
        """Take over the routes of another table."""
        self._routes.extend(other._routes)

    def find(self, method: str, raw_path: str) -> tuple[Handler, str | None, dict[str, str]] | None:
        """The function for a path as it came over the wire, the feature that it belongs to, and the decoded parts."""
        method = "GET" if method == "HEAD" else method
        for route in self._routes:
            if route.method == method and (match := route.pattern.fullmatch(raw_path)):
                parts = {name: unquote(value) for name, value in match.groupdict().items() if value is not None}
                return route.handler, route.feature, parts
        return None


def _expression(path: str) -> str:
    text = ""
    for part in re.split(r"(\{\w+\}|[][])", path):
        if part == "[":
            text += "(?:"
        elif part == "]":
            text += ")?"
        elif part.startswith("{"):
            name = part[1:-1]
            text += _PARTS.get(name, f"(?P<{name}>[^/]+)")
        else:
            text += re.escape(part)
    return text


def answer(result: object) -> Response:
    """What a route gave back as a response: one as it is, nothing as `{}`, anything else as JSON."""
    if isinstance(result, Response):
        return result
    return JSONResponse({} if result is None else result)

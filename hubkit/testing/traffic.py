"""What passed between a client and the loopback Hub, and what is to go wrong next.

hub.fault(Fault("status", status=503, method="POST", path="/commit/", times=2))
[request.path for request in hub.requests if request.method == "POST"]
"""

import re
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

__all__ = ["Fault", "FaultKind", "Faults", "Request"]

FaultKind = Literal["status", "lost", "drop", "cut", "slow", "flip", "stale"]


@dataclass
class Request:
    """One request. `path` is decoded and without the query; `received` and `sent` are bytes of the two bodies; `status`
    is 0 while no answer was given, and stays 0 for one that got lost. `origin` is "hub", or "files" for the second
    origin; `signed` says whether it carried a token."""

    method: str
    path: str
    query: str
    origin: str = "hub"
    signed: bool = False
    status: int = 0
    received: int = 0
    sent: int = 0


@dataclass(frozen=True)
class Fault:
    """Something that goes wrong for the next `times` requests that match, after `after` of them went well.

    | kind | what happens |
    |---|---|
    | status | `status` with `headers` is answered; nothing is done |
    | drop | the connection is closed; nothing is done |
    | lost | the request is carried out, then the connection is closed without an answer |
    | cut | the request is carried out; the answer breaks off half-way |
    | slow | the request waits for `seconds`, then goes well |
    | flip | one bit of the answer's body is another one |
    | stale | somebody else commits to the repository first, so that its head is no longer the request's parent |

    `method` None matches each; `path` is a regular expression searched in the decoded path.
    """

    kind: FaultKind
    status: int = 0
    method: str | None = None
    path: str = ""
    times: int = 1
    after: int = 0
    headers: Mapping[str, str] = field(default_factory=dict)
    seconds: float = 0.0

    def matches(self, request: Request) -> bool:
        """Whether it is meant for this request."""
        return self.method in (None, request.method) and re.search(self.path, request.path) is not None


class Faults:
    """The faults that are still to come. Safe to use from several threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._left: list[tuple[Fault, int, int]] = []

    def add(self, fault: Fault) -> None:
        """Let it happen to the requests that come from now on."""
        with self._lock:
            self._left.append((fault, fault.after, fault.times))

    def clear(self) -> None:
        """Nothing goes wrong any more."""
        with self._lock:
            self._left.clear()

    def take(self, request: Request) -> Fault | None:
        """The fault that happens to this request, the one that was asked for first."""
        with self._lock:
            for place, (fault, after, times) in enumerate(self._left):
                if not fault.matches(request):
                    continue
                if after:
                    self._left[place] = (fault, after - 1, times)
                    continue
                if times > 1:
                    self._left[place] = (fault, 0, times - 1)
                else:
                    del self._left[place]
                return fault
        return None

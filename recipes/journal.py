"""The journal of an annotation: every request of a teacher before it leaves, and every reply before it counts.

    {"event": "sent", "key": "9f2c..."}
    {"key": "9f2c...", "problem": "chal-12", "attempt": 1, "prompt_hash": "...", "text": "{\\"steps\\": ...", ...}

(one line each, in order of time). A key is a hash of all that the request said, and of its try, so that a run that
was killed finds what it has paid for, and one with another prompt, model or temperature does not take it for its own.
What was sent and neither answered nor declined (a kill, a cut connection, a time limit) may have cost its price: it
stays `unanswered`, for a budget to count. One process writes at a time; a half-written last line, which a kill can
leave, is cut off and asked for again. A kill loses no line; a power cut loses at most "sent" lines of requests that
had no reply yet.
"""

import asyncio
import fcntl
import hashlib
import json
import os
from collections import Counter
from collections.abc import Callable
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from types import TracebackType
from typing import Any, Literal, get_type_hints

from socratic.errors import ConfigError

__all__ = ["Journal", "Reply", "Watch", "request_key"]

Event = Literal["sent", "declined"]


@dataclass(frozen=True)
class Reply:
    """What came back for one request.

    `status` is "answer", "refused" (the endpoint will not answer this request) or "too long" (its answer was broken
    off). Tokens are the endpoint's own count where it gave one, else None. `served_model` is what it calls itself.
    `requests` is how often the request had to be sent until it was answered. `created` is ISO 8601, UTC.
    """

    key: str
    problem: str
    attempt: int
    prompt_hash: str
    status: str
    text: str
    finish_reason: str | None
    prompt_tokens: int | None
    completion_tokens: int | None
    served_model: str | None
    structured: bool
    requests: int
    seconds: float
    created: str


def request_key(said: dict[str, Any]) -> str:
    """SHA-256 (hex) of everything in a request that its reply depends on."""
    return hashlib.sha256(json.dumps(said, sort_keys=True, ensure_ascii=True).encode()).hexdigest()


class Journal:
    """The replies in one file, by key. Raises `ConfigError` for a file that another run writes, or that holds something
    else. `requests` counts all that left, over all runs; `unanswered` those of them that nobody answered or declined.

    with Journal(folder / "replies.jsonl") as journal:
        journal.watch(key, may_send).sent()
        journal.add(reply)
        await journal.on_disk()
        journal.replies[reply.key]
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.replies: dict[str, Reply] = {}
        self.requests = 0
        self._open: Counter[str] = Counter()
        self._descriptor = -1
        self._written = self._synced = 0
        self._syncing = asyncio.Lock()

    def __enter__(self) -> "Journal":
        self.path.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o644)
        try:
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise ConfigError(f"{self.path} is being written by another run: wait for it, or stop it") from None
            whole = self._read()
            os.ftruncate(descriptor, whole)
        except BaseException:
            os.close(descriptor)
            raise
        self._descriptor = descriptor
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        os.close(self._descriptor)

    @property
    def unanswered(self) -> int:
        """Requests that left and of which nothing is known: those under way, and those that a kill or a fault cut."""
        return self._open.total()

    def watch(self, key: str, may_send: Callable[[], None]) -> "Watch":
        """What a request with this key has to be sent under. `may_send` may raise: the place of a budget."""
        return Watch(self, key, may_send)

    def note(self, event: Event, key: str) -> None:
        """Put down an event of a request, before it happens or as soon as it is known."""
        self._write({"event": event, "key": key})
        self._count(event, key)

    def add(self, reply: Reply) -> None:
        """Hand a reply to the system: from here on a kill of this process does not lose it."""
        self._write(asdict(reply))
        self._keep(reply)
        self._written += 1

    def _write(self, record: dict[str, Any]) -> None:
        line = memoryview(json.dumps(record, ensure_ascii=True).encode() + b"\n")
        while line:
            line = line[os.write(self._descriptor, line) :]

    def _count(self, event: Event, key: str) -> None:
        if event == "sent":
            self.requests += 1
            self._open[key] += 1
        elif self._open[key]:
            self._open[key] -= 1

    def _keep(self, reply: Reply) -> None:
        self.replies[reply.key] = reply
        if self._open[reply.key]:
            self._open[reply.key] -= 1

    async def on_disk(self) -> None:
        """Returns when every reply that was added before is on the disk itself: neither does a power cut lose it.

        Those who wait while others are written share one fsync, of some milliseconds each (measured: 3.5 on a disk of
        a cloud machine, which at 64 in flight had been a fifth of a run's time).
        """
        wanted = self._written
        async with self._syncing:
            if self._synced < wanted:
                written = self._written
                await asyncio.to_thread(os.fsync, self._descriptor)
                self._synced = written

    def _read(self) -> int:
        """Fill `replies` and the counts; the length in bytes of the whole lines."""
        data = self.path.read_bytes()
        whole = data.rfind(b"\n") + 1
        for number, line in enumerate(data[:whole].splitlines(), 1):
            try:
                record = json.loads(line)
                if isinstance(record, dict) and record.get("event") in ("sent", "declined"):
                    self._count(record["event"], str(record.get("key")))
                else:
                    self._keep(_reply(record))
            except ValueError as error:
                raise ConfigError(
                    f"{self.path}, line {number}: no reply of a teacher ({error}); move the file away"
                ) from error
        return whole


@dataclass(frozen=True)
class Watch:
    """Who watches over the sending of one request, which may have to be sent several times."""

    journal: Journal
    key: str
    may_send: Callable[[], None]

    def before(self) -> None:
        """Called before each sending and during pauses. May raise, and then nothing more is sent."""
        self.may_send()

    def sent(self) -> None:
        """Called before the request leaves."""
        self.journal.note("sent", self.key)

    def declined(self) -> None:
        """Called where the request cost nothing: it was refused with an error, or nobody was there."""
        self.journal.note("declined", self.key)


_TYPES = get_type_hints(Reply)


def _reply(record: Any) -> Reply:
    if not isinstance(record, dict) or record.keys() != {field.name for field in fields(Reply)}:
        raise ValueError("other fields")
    for name, value in record.items():
        if not isinstance(value, _TYPES[name]):
            raise ValueError(f"field {name!r} is {type(value).__name__}")
    return Reply(**record)

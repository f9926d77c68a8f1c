"""The journal of an annotation: every reply that an endpoint was asked for, on disk before it counts.

    {"key": "9f2c...", "problem": "chal-12", "try": 1, "prompt_hash": "...", "text": "{\\"steps\\": ...", ...}

(one line each, in order of arrival). A key is a hash of all that the request said, and of its try, so that a run that
was killed finds what it has paid for, and one with another prompt, model or temperature does not take it for its own.
One process writes at a time; a half-written last line, which a kill can leave, is cut off and asked for again.
"""

import asyncio
import fcntl
import hashlib
import json
import os
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from types import TracebackType
from typing import Any, get_type_hints

from socratic.errors import ConfigError

__all__ = ["Journal", "Reply", "request_key"]


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
    else.

    with Journal(folder / "replies.jsonl") as journal:
        journal.add(reply)
        await journal.on_disk()
        journal.replies[reply.key]
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.replies: dict[str, Reply] = {}
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

    def add(self, reply: Reply) -> None:
        """Hand a reply to the system: from here on a kill of this process does not lose it."""
        line = memoryview(json.dumps(asdict(reply), ensure_ascii=True).encode() + b"\n")
        while line:
            line = line[os.write(self._descriptor, line) :]
        self.replies[reply.key] = reply
        self._written += 1

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
        """Fill `replies`; the length in bytes of the whole lines."""
        data = self.path.read_bytes()
        whole = data.rfind(b"\n") + 1
        for number, line in enumerate(data[:whole].splitlines(), 1):
            try:
                reply = _reply(json.loads(line))
            except ValueError as error:
                raise ConfigError(
                    f"{self.path}, line {number}: no reply of a teacher ({error}); move the file away"
                ) from error
            self.replies[reply.key] = reply
        return whole


_TYPES = get_type_hints(Reply)


def _reply(record: Any) -> Reply:
    if not isinstance(record, dict) or record.keys() != {field.name for field in fields(Reply)}:
        raise ValueError("other fields")
    for name, value in record.items():
        if not isinstance(value, _TYPES[name]):
            raise ValueError(f"field {name!r} is {type(value).__name__}")
    return Reply(**record)

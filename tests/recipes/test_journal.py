"""recipes/journal.py: what is on disk is found again, whatever a kill left behind, and one process writes at a time."""

import asyncio
import json
from dataclasses import replace
from pathlib import Path

import pytest

from recipes.journal import Journal, Reply, request_key
from socratic.errors import ConfigError

REPLY = Reply("k1", "p", 1, "h", "answer", "text \ud800 é\n", "stop", 1, None, "m", True, 1, 0.5, "2026-01-01")


def write(path: Path, *replies: Reply) -> None:
    with Journal(path) as journal:
        for reply in replies:
            journal.add(reply)


def test_replies_come_back_equal(tmp_path: Path) -> None:
    replies = [REPLY, replace(REPLY, key="k2", text="")]
    write(tmp_path / "new" / "j.jsonl", *replies)
    with Journal(tmp_path / "new" / "j.jsonl") as journal:
        assert list(journal.replies.values()) == replies


def test_a_kill_at_any_byte_costs_the_last_reply_at_most(tmp_path: Path) -> None:
    write(tmp_path / "j.jsonl", REPLY, replace(REPLY, key="k2"))
    data = (tmp_path / "j.jsonl").read_bytes()
    first = data.index(b"\n") + 1
    for end in range(len(data) + 1):
        file = tmp_path / "cut.jsonl"
        file.write_bytes(data[:end])
        with Journal(file) as journal:
            assert len(journal.replies) == (end >= first) + (end == len(data))
            journal.add(replace(REPLY, key="k3"))
        with Journal(file) as journal:
            assert "k3" in journal.replies


def test_what_was_sent_is_known_after_a_kill_and_what_was_declined_costs_nothing(tmp_path: Path) -> None:
    with Journal(tmp_path / "j.jsonl") as journal:
        for key, declined in (("k1", False), ("k1", True), ("k2", True), ("lost", False), ("lost", False)):
            watch = journal.watch(key, lambda: None)
            watch.sent()
            if declined:
                watch.declined()
        journal.add(REPLY)
        assert [journal.requests, journal.unanswered] == [5, 2]
    with Journal(tmp_path / "j.jsonl") as journal:
        assert [journal.requests, journal.unanswered, list(journal.replies)] == [5, 2, ["k1"]]


def test_two_runs_do_not_write_at_once(tmp_path: Path) -> None:
    with Journal(tmp_path / "j.jsonl"), pytest.raises(ConfigError, match="written by another run"):
        Journal(tmp_path / "j.jsonl").__enter__()
    write(tmp_path / "j.jsonl", REPLY)


def test_those_who_wait_together_find_all_of_theirs_on_disk(tmp_path: Path) -> None:
    async def one(journal: Journal, number: int) -> int:
        journal.add(replace(REPLY, key=f"k{number}"))
        await journal.on_disk()
        return (tmp_path / "j.jsonl").read_bytes().count(b"\n")

    async def many() -> list[int]:
        with Journal(tmp_path / "j.jsonl") as journal:
            return await asyncio.gather(*(one(journal, number) for number in range(50)))

    assert min(asyncio.run(many())) == 50  # all write before the first is let go on


@pytest.mark.parametrize("line", ["nonsense", "[]", "{}", json.dumps({**vars(REPLY), "attempt": "1"})])
def test_a_file_of_something_else_is_left_alone(tmp_path: Path, line: str) -> None:
    file = tmp_path / "j.jsonl"
    write(file, REPLY)
    data = file.read_bytes() + line.encode() + b"\n"
    file.write_bytes(data)
    with pytest.raises(ConfigError, match="line 2: no reply of a teacher"):
        Journal(file).__enter__()
    assert file.read_bytes() == data


def test_a_key_is_of_everything_that_is_said() -> None:
    assert request_key({"a": 1, "b": 2}) == request_key({"b": 2, "a": 1}) != request_key({"a": 1, "b": 3})

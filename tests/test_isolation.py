"""conftest.py's promises: nobody's home and tokens, no network, no environment left behind."""

import asyncio
import http.server
import os
import socket
import subprocess
import sys
import threading
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest


@pytest.fixture
def loopback_server() -> Iterator[int]:
    """The port of an HTTP server on loopback that answers every GET with its folder's listing."""
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), http.server.SimpleHTTPRequestHandler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield server.server_address[1]
        server.shutdown()
        thread.join()


def connect(host: str) -> None:
    with socket.socket() as opened:
        opened.connect((host, 80))


def connect_ex(host: str) -> None:
    with socket.socket() as opened:
        opened.connect_ex((host, 80))


def connect_with_asyncio(host: str) -> None:
    asyncio.run(asyncio.open_connection(host, 80))


@pytest.mark.parametrize("host", ["192.0.2.1", "2001:db8::1", "example.invalid"])
@pytest.mark.parametrize("reach", [connect_with_asyncio, lambda host: socket.create_connection((host, 80))])
def test_other_machines_are_refused(host, reach):
    with pytest.raises(RuntimeError, match=f"tried to reach {host}; tests may reach loopback only"):
        reach(host)


@pytest.mark.parametrize("reach", [connect, connect_ex])
def test_plain_sockets_are_refused(reach):
    with pytest.raises(RuntimeError, match="tests may reach loopback only"):
        reach("192.0.2.1")


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
def test_loopback_is_open(host, loopback_server):
    with urllib.request.urlopen(f"http://{host}:{loopback_server}/") as answer:
        assert answer.status == 200


def test_unix_sockets_are_open(tmp_path):
    with socket.socket(socket.AF_UNIX) as server, socket.socket(socket.AF_UNIX) as client:
        server.bind(str(tmp_path / "socket"))
        server.listen()
        client.connect(str(tmp_path / "socket"))


def test_processes_reach_loopback_but_not_the_network(loopback_server):
    """The guard is in this process alone: others are kept in by the closed proxy."""
    script = "import sys, urllib.request as r; print(r.urlopen(sys.argv[1]).status)"
    here = [sys.executable, "-c", script, f"http://127.0.0.1:{loopback_server}/"]
    assert subprocess.run(here, check=True, capture_output=True, text=True).stdout == "200\n"
    there = subprocess.run([*here[:3], "http://192.0.2.1/"], capture_output=True, text=True, check=False)
    assert there.returncode == 1
    assert "Connection refused" in there.stderr


def test_the_home_is_empty_of_tokens_and_the_hub_offline():
    import torch
    from huggingface_hub import constants, get_token

    home = Path.home()
    assert home.name.startswith("socratic-tests-")
    assert constants.HF_HUB_CACHE.startswith(str(home))
    assert constants.is_offline_mode()
    assert get_token() is None
    assert torch.get_num_threads() == int(os.environ["OMP_NUM_THREADS"])


@pytest.mark.parametrize("turn", [1, 2])
def test_the_environment_is_restored(turn):
    assert "LEFT_BEHIND" not in os.environ
    os.environ["LEFT_BEHIND"] = str(turn)

"""What every test runs in: a home of its own without tokens, caches or settings, and a closed network.

The environment is set while this file is imported, before any test module is: huggingface_hub, datasets and others read
theirs once, at import. What a test leaves in `os.environ` (accelerate and transformers do) is undone after it. Only
loopback may be reached, so servers and Chromium work; processes that a test starts inherit the environment and with it
the offline switches and a proxy that answers nobody.
"""

import atexit
import ipaddress
import os
import shutil
import signal
import socket
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

ROOT = Path(__file__).resolve().parent.parent

# Settings of the person or machine that runs the tests. Tokens are among them.
FOREIGN_PREFIXES = (
    "ACCELERATE_",
    "DATASETS_",
    "FSDP_",
    "GRADIO_",
    "HF_",
    "HUGGINGFACE_",
    "HUGGING_FACE_",
    "TRACKIO_",
    "TRANSFORMERS_",
    "WANDB_",
    "XDG_",
)
CLOSED_PROXY = "http://127.0.0.1:9"  # the discard port: nothing listens there


def isolate() -> None:
    """Gives this process, and those it starts, an empty home and switches that keep libraries off the network."""
    for name in list(os.environ):
        if name.startswith(FOREIGN_PREFIXES):
            del os.environ[name]
    home = tempfile.mkdtemp(prefix="socratic-tests-")
    atexit.register(shutil.rmtree, home, ignore_errors=True)
    # Where `make browser` puts a Chromium of Playwright's, if it had to: inside the environment, not in the home.
    os.environ.setdefault("PLAYWRIGHT_BROWSERS_PATH", "0")
    # One thread each: the models are tiny, and two threads a process fight over two cores.
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    os.environ.update(
        HOME=home,
        HF_HOME=f"{home}/huggingface",
        XDG_CACHE_HOME=f"{home}/cache",
        XDG_CONFIG_HOME=f"{home}/config",
        DO_NOT_TRACK="1",
        GRADIO_ANALYTICS_ENABLED="False",
        HF_HUB_DISABLE_TELEMETRY="1",
        HF_HUB_OFFLINE="1",
        MPLBACKEND="Agg",
        TOKENIZERS_PARALLELISM="false",  # tokenizers warns when a process forks after it used threads
    )
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        # A shell's background job ignores interrupts, and so would every process that a test starts and interrupts.
        signal.signal(signal.SIGINT, signal.default_int_handler)
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY"):
        value = "localhost,127.0.0.1,::1" if name == "NO_PROXY" else CLOSED_PROXY
        os.environ[name] = os.environ[name.lower()] = value


isolate()


class NetworkClosedError(RuntimeError):
    """A test tried to reach another machine."""


def refuse_unless_loopback(host: object) -> None:
    """Raises `NetworkClosedError` for a host name or address that is not this machine."""
    name = host.decode() if isinstance(host, bytes) else host
    if name in (None, "", "localhost"):
        return
    try:
        address = ipaddress.ip_address(str(name))
        allowed = address.is_loopback or address.is_unspecified
    except ValueError:  # a name
        allowed = False
    if not allowed:
        raise NetworkClosedError(
            f"a test tried to reach {name}; tests may reach loopback only, so serve what it needs on 127.0.0.1"
        )


@pytest.fixture(scope="session", autouse=True)
def closed_network() -> Iterator[None]:
    """Refuses look-ups of, and connections to, anything but this machine."""
    connect, connect_ex, getaddrinfo = socket.socket.connect, socket.socket.connect_ex, socket.getaddrinfo

    def check(opened: socket.socket, address: Any) -> None:
        if opened.family in (socket.AF_INET, socket.AF_INET6):
            refuse_unless_loopback(address[0])

    def guarded_connect(self: socket.socket, address: Any) -> None:
        check(self, address)
        connect(self, address)

    def guarded_connect_ex(self: socket.socket, address: Any) -> int:
        check(self, address)
        return connect_ex(self, address)

    def guarded_getaddrinfo(host: Any, *args: Any, **kwargs: Any) -> Any:
        refuse_unless_loopback(host)
        return getaddrinfo(host, *args, **kwargs)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", guarded_connect)
        patch.setattr(socket.socket, "connect_ex", guarded_connect_ex)
        patch.setattr(socket, "getaddrinfo", guarded_getaddrinfo)
        yield


@pytest.fixture(autouse=True)
def restored_environment() -> Iterator[None]:
    """Undoes what a test, or a library under test, changes in `os.environ`."""
    before = dict(os.environ)
    yield
    os.environ.clear()
    os.environ.update(before)


@pytest.fixture(scope="module")  # not the session: Playwright keeps an event loop running, which other tests would meet
def browser() -> "Iterator[Browser]":
    """A real Chromium without a window; skips where there is none."""
    from playwright.sync_api import sync_playwright

    from tests.helpers import chromium_path

    path = chromium_path()
    if path is None:
        pytest.skip("no Chromium here: `make browser` installs one")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def page(browser: "Browser") -> "Iterator[Page]":
    """A page that asks nobody but this machine (a visitor's words are nobody else's business), and runs no hostile text
    that a test gave it: such text sets `window.hacked` or asks for an image "x"."""
    page = browser.new_page(viewport={"width": 1280, "height": 1000})
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    yield page
    assert page.evaluate("window.hacked") is None
    assert page.locator("img[src='x']").count() == 0
    page.close()
    assert [url for url in asked if not url.startswith(("http://127.0.0.1:", "data:", "blob:"))] == []


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder with the real data sets: `SOCRATIC_DATA`, or `../shared/data` beside the repository.

    Its layout is one folder a set, such as `gsm8k/train.jsonl.gz`. Skips the test where there is none.
    """
    chosen = os.environ.get("SOCRATIC_DATA")
    folder = Path(chosen).resolve() if chosen else ROOT.parent / "shared" / "data"
    if folder.is_dir():
        return folder
    if chosen:
        pytest.fail(f"SOCRATIC_DATA is {chosen}, which is no folder; unset it or point it at the real data sets")
    pytest.skip("no real data: set SOCRATIC_DATA to the folder of the data sets, or put it at ../shared/data")

"""A Hub on this machine, for tests and trials: what `huggingface_hub` asks is answered, and kept in a folder.

    with LoopbackHub(tmp_path) as hub:
        api = HfApi(endpoint=hub.endpoint, token=hub.token)
        api.create_repo("alice/model")
        hub.fault(Fault("status", status=503, path="/commit/"))
        hub.requests, hub.files("alice/model"), hub.commits("alice/model")

It listens on 127.0.0.1 only, knows two accounts whose tokens it makes up itself, never runs anything that is uploaded,
and is no place to keep data in. A process of its own needs `client_environment`.
"""

import os
import secrets
import string
import sys
import threading
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from types import TracebackType

from hubkit.testing.patterns import stored_as_lfs
from hubkit.testing.server import Server, clear
from hubkit.testing.state import FEATURES, State, User
from hubkit.testing.store import Commit, Entry, Repo, Store
from hubkit.testing.traffic import Fault, Request

__all__ = ["LoopbackHub", "client_environment", "serve"]


class LoopbackHub:
    """One loopback Hub, from `start` to `stop` or as a context manager.

    `xet` offers Xet uploads and downloads besides LFS. `features` is what the server has (default: all of `FEATURES`,
    but Xet only with `xet`); for the rest it answers `missing_status`. `users` are more accounts by their token. LFS
    uploads of more than `part_bytes` go in parts. A folder that was used before is taken up again.
    """

    namespace = "alice"
    organisation = "acme"

    def __init__(
        self,
        folder: str | Path,
        *,
        xet: bool = False,
        users: Mapping[str, User] | None = None,
        port: int = 0,
        features: Iterable[str] = FEATURES,
        missing_status: int = 404,
        part_bytes: int = 100_000_000,
    ) -> None:
        unknown = set(features) - FEATURES
        if unknown:
            raise ValueError(f"unknown features {sorted(unknown)}; known are {sorted(FEATURES)}")
        self.token, self.read_token = _token(), _token()
        accounts = {
            self.token: User(self.namespace, (self.organisation,)),
            self.read_token: User(self.namespace, (self.organisation,), writes=False),
            **(users or {}),
        }
        offered = frozenset(features) if xet else frozenset(features) - {"xet"}
        self._state = State(Store(Path(folder)), accounts, offered, part_bytes)
        self._server = Server(self._state, missing_status, port)

    # ----- running

    def start(self) -> "LoopbackHub":
        """Serve until `stop`."""
        self._server.start()
        return self

    def stop(self) -> None:
        """Stop serving; what was uploaded stays in the folder."""
        self._server.stop()
        clear(self._state.store.folder)

    def __enter__(self) -> "LoopbackHub":
        return self.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    @property
    def endpoint(self) -> str:
        """What HF_ENDPOINT is to be."""
        return self._state.endpoint

    # ----- what happened, and what is to go wrong

    @property
    def requests(self) -> list[Request]:
        """Every request so far, in the order of arrival; clear it as you like."""
        return self._server.requests

    @property
    def before(self) -> Callable[[Request], None] | None:
        """Called with each request before it is answered, in a thread of the server."""
        return self._server.before

    @before.setter
    def before(self, hook: Callable[[Request], None] | None) -> None:
        self._server.before = hook

    def fault(self, fault: Fault) -> None:
        """Let something go wrong."""
        self._server.faults.add(fault)

    def clear_faults(self) -> None:
        """Forget the faults that have not happened yet."""
        self._server.faults.clear()

    # ----- what is there

    def head(self, repo_id: str, repo_type: str = "model", revision: str = "main") -> str:
        """The commit that a revision means."""
        return self._state.store.resolve(self._repo(repo_id, repo_type), revision).id

    def files(self, repo_id: str, repo_type: str = "model", revision: str = "main") -> dict[str, bytes]:
        """Every file of a revision with its content."""
        store = self._state.store
        commit = store.resolve(self._repo(repo_id, repo_type), revision)
        return {path: store.read(entry) for path, entry in commit.files.items()}

    def commits(self, repo_id: str, repo_type: str = "model", revision: str = "main") -> list[Commit]:
        """The history of a revision, newest first."""
        store = self._state.store
        return store.history(store.resolve(self._repo(repo_id, repo_type), revision).id)

    def space_variables(self, repo_id: str) -> dict[str, str]:
        """The variables of a Space."""
        variables = self._repo(repo_id, "space").space.get("variables") or {}
        return {key: item["value"] for key, item in variables.items()}

    # ----- what others do

    def commit(
        self, repo_id: str, files: Mapping[str, bytes | None], repo_type: str = "model", author: str = "mallory"
    ) -> str:
        """Make a commit on main past the API, None deletes a file; its id."""
        store, repo = self._state.store, self._repo(repo_id, repo_type)
        with store.lock:
            head = store.resolve(repo, "main")
            attributes = store.text(head, ".gitattributes")
            after: dict[str, Entry] = dict(head.files)
            for path, content in files.items():
                if content is None:
                    del after[path]
                elif stored_as_lfs(attributes, path):
                    after[path] = store.add_lfs(repo, content)
                else:
                    after[path] = store.add_blob(content)
            return store.commit(repo, "refs/heads/main", after, title="A commit", author=author).id

    def set_space_stage(self, repo_id: str, stages: Iterable[str], logs: Iterable[str] = ()) -> None:
        """The states that a Space shows from now on, one a question, the last for good; and its log."""
        self._state.stages[repo_id] = list(stages)
        self._state.logs[repo_id] = list(logs)

    def flip(self, repo_id: str, path: str, repo_type: str = "model") -> None:
        """Change one bit of a stored file on main; sizes and hashes are told as before."""
        store = self._state.store
        store.flip(store.resolve(self._repo(repo_id, repo_type), "main").files[path])

    def _repo(self, repo_id: str, repo_type: str) -> Repo:
        repo = self._state.store.repo(repo_type, repo_id)
        if repo is None:
            raise KeyError(f"there is no {repo_type} {repo_id}")
        return repo


def _token() -> str:
    """Of the shape of the Hub's own, so that whatever looks for leaked tokens finds it."""
    return "hf_" + "".join(secrets.choice(string.ascii_letters) for _ in range(34))


def client_environment(hub: LoopbackHub, home: Path) -> dict[str, str]:
    """The variables with which another process speaks to this Hub, with `home` for its caches and nothing else.

    Without Xet on the Hub the client must not have it either: huggingface_hub 2.4 does not fall back.
    """
    return {
        "HF_ENDPOINT": hub.endpoint,
        "HF_TOKEN": hub.token,
        "HF_HOME": str(home),
        "HF_HUB_OFFLINE": "0",
        "HF_HUB_DISABLE_XET": "0" if "xet" in hub._state.features else "1",
        "HF_HUB_DISABLE_TELEMETRY": "1",
        "HF_HUB_DISABLE_UPDATE_CHECK": "1",
    }


def serve(folder: Path, port: int, xet: bool, say: Callable[[str], None], until: threading.Event | None = None) -> None:
    """Serve a folder until interrupted (or `until` is set), after saying what this is and how to use it."""
    hub = LoopbackHub(folder, xet=xet, port=port)
    with hub:
        say(f"A Hub for tests and trials at {hub.endpoint}, this machine only. It keeps what it gets in {folder}.")
        say("It checks no passwords, runs no uploaded code, and is no place for data that matters.")
        say("In another shell:")
        for key, value in client_environment(hub, Path(os.path.abspath(folder), "home")).items():
            say(f"  {'set' if sys.platform == 'win32' else 'export'} {key}={value}")
        try:
            (until or threading.Event()).wait()
        except KeyboardInterrupt:
            say("stopped")

"""One Hub, through huggingface_hub's public API: every answer typed, every failure a RemoteError that says what to do.

    remote = Remote()                       # HF_ENDPOINT, and the token that `hf auth login` keeps
    remote.head("model", "someone/socratic-gpt2-gsm8k-solver")

What huggingface_hub 2.4 does not do is done here: the calls that it never retries (`/commit`, tags, Space, collections)
are retried with back-off; after a lost response the branch is read before a commit is tried again, so that there are
never two; and a server without Xet gets LFS uploads although hf_xet is installed.
"""

import base64
import io
import tempfile
import time
import warnings
from collections.abc import Callable, Iterable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import httpx2
from huggingface_hub import CommitOperationAdd, CommitOperationCopy, CommitOperationDelete, HfApi, constants, get_token
from huggingface_hub.errors import (
    BadRequestError,
    EntryNotFoundError,
    HfHubHTTPError,
    LocalEntryNotFoundError,
    OfflineModeIsEnabled,
    RepositoryNotFoundError,
    RevisionNotFoundError,
)
from huggingface_hub.file_download import is_xet_available
from huggingface_hub.hf_api import RepoFile
from huggingface_hub.utils import build_hf_headers, get_session, hf_raise_for_status, parse_ratelimit_headers

from hubkit.errors import MovedError, RemoteError, UnsupportedError
from hubkit.manifest import Kind

__all__ = ["Commit", "Operation", "Remote", "RemoteFile", "Repository", "Upload"]

Operation = CommitOperationAdd | CommitOperationCopy | CommitOperationDelete
_Result = TypeVar("_Result")

_TRANSIENT = frozenset({408, 429, 500, 502, 503, 504})
_TRIES = 5
_LONGEST_WAIT = 300.0
"""Seconds; a server that asks for more gets an error instead, which says so."""

_PREUPLOAD_BATCH = 256
_SAMPLE_BYTES = 512
"""Both as huggingface_hub 2.4, `_commit_api.py`, `_fetch_upload_modes`."""


@dataclass(frozen=True)
class Repository:
    """A repository as it is: `head` is the commit of the revision that was asked for."""

    head: str
    private: bool


@dataclass(frozen=True)
class RemoteFile:
    """A file in a repository: `size` in bytes; `sha256` if it is in LFS, else None; `oid` its git blob SHA-1."""

    path: str
    size: int
    sha256: str | None
    oid: str


@dataclass(frozen=True)
class Upload:
    """A file to send."""

    path: str
    source: Path | bytes


@dataclass(frozen=True)
class Commit:
    """A commit that was made: its sha, and the address and number of its pull request if it opened or went to one."""

    sha: str
    pull_request: str | None = None


class Remote:
    """A Hub and a token. `say` gets a line about every wait; `wait` is the first pause in seconds, then doubled;
    `tries` is how often a call is made at most."""

    def __init__(
        self,
        endpoint: str | None = None,
        token: str | None = None,
        *,
        say: Callable[[str], None] = lambda line: None,
        wait: float = 1.0,
        tries: int = _TRIES,
    ) -> None:
        self.endpoint = (endpoint or constants.ENDPOINT).rstrip("/")
        self.token = token or get_token()
        self.api = HfApi(endpoint=self.endpoint, token=self.token or False)
        self._say = say
        self._wait = wait
        self._tries = tries

    # --- what is there

    def repository(self, kind: Kind, repo_id: str, revision: str = "main") -> Repository | None:
        """The repository, None when there is none. `revision` is a branch, tag, commit or pull request."""
        try:
            info = self.ask(
                repo_id, lambda: self.api.repo_info(repo_id, repo_type=kind, revision=revision, token=self._token)
            )
        except _NoRepositoryError:
            return None
        if info.sha is None:
            raise RemoteError(f"{repo_id}: the Hub did not say which commit {revision} is")
        return Repository(str(info.sha), bool(info.private))

    def head(self, kind: Kind, repo_id: str, revision: str = "main") -> str | None:
        """The commit that a branch, tag or pull request points at; None when there is no such repository."""
        repository = self.repository(kind, repo_id, revision)
        return repository.head if repository else None

    def tree(self, kind: Kind, repo_id: str, revision: str) -> dict[str, RemoteFile]:
        """Every file of a revision."""

        def listing() -> dict[str, RemoteFile]:
            entries = self.api.list_repo_tree(
                repo_id, repo_type=kind, revision=revision, recursive=True, token=self._token
            )
            return {
                entry.path: RemoteFile(entry.path, entry.size, entry.lfs.sha256 if entry.lfs else None, entry.blob_id)
                for entry in entries
                if isinstance(entry, RepoFile)
            }

        return self.ask(repo_id, listing)

    def download(self, kind: Kind, repo_id: str, revision: str, path: str, folder: Path) -> Path:
        """Fetch one file into a folder, past the cache."""
        return Path(
            self.ask(
                f"{repo_id}/{path}",
                lambda: self.api.hf_hub_download(
                    repo_id, path, repo_type=kind, revision=revision, local_dir=folder, token=self._token
                ),
            )
        )

    def read_text(self, kind: Kind, repo_id: str, revision: str, path: str) -> str:
        """The text of one small file."""
        with tempfile.TemporaryDirectory(prefix="hubkit-") as folder:
            file = self.download(kind, repo_id, revision, path, Path(folder))
            try:
                # bytes: `read_text` would turn a person's CRLF into LF
                return file.read_bytes().decode("utf-8")
            except UnicodeDecodeError as error:
                raise RemoteError(f"{repo_id}/{path}: not UTF-8 text on the Hub; mend it there first") from error

    def commits(self, kind: Kind, repo_id: str, revision: str = "main") -> list[tuple[str, str, str]]:
        """Sha, title and message of every commit, newest first."""
        found = self.ask(
            repo_id,
            lambda: self.api.list_repo_commits(repo_id, repo_type=kind, revision=revision, token=self._token),
        )
        return [(commit.commit_id, commit.title, commit.message) for commit in found]

    def tags(self, kind: Kind, repo_id: str) -> dict[str, str]:
        """The commit of every tag."""
        refs = self.ask(repo_id, lambda: self.api.list_repo_refs(repo_id, repo_type=kind, token=self._token))
        return {tag.name: tag.target_commit for tag in refs.tags}

    def open_pull_request(self, kind: Kind, repo_id: str, title: str) -> int | None:
        """The number of the newest open pull request with this title, None when there is none."""

        def numbers() -> list[int]:
            found = self.api.get_repo_discussions(
                repo_id,
                repo_type=kind,
                discussion_type="pull_request",
                discussion_status="open",
                token=self._token,
            )
            return [discussion.num for discussion in found if discussion.title == title]

        return max(self.ask(repo_id, numbers, optional="pull requests"), default=None)

    def upload_modes(self, kind: Kind, repo_id: str, files: Iterable[Upload]) -> dict[str, str]:
        """How the Hub wants each file: "lfs" or "regular". Nothing is written."""
        modes: dict[str, str] = {}
        batch: list[dict[str, Any]] = []

        def flush() -> None:
            if batch:
                body = self._post(repo_id, f"/api/{kind}s/{repo_id}/preupload/main", {"files": list(batch)})
                modes.update({file["path"]: file["uploadMode"] for file in body["files"]})
                batch.clear()

        for file in files:
            if isinstance(file.source, bytes):
                sample, size = file.source[:_SAMPLE_BYTES], len(file.source)
            else:
                with file.source.open("rb") as stream:
                    sample, size = stream.read(_SAMPLE_BYTES), file.source.stat().st_size
            batch.append({"path": file.path, "sample": base64.b64encode(sample).decode("ascii"), "size": size})
            if len(batch) == _PREUPLOAD_BATCH:
                flush()
        flush()
        return modes

    def card_errors(self, kind: Kind, card: str) -> list[str]:
        """What the Hub has against the front matter of a card; `UnsupportedError` where it cannot say."""
        try:
            self._post("the card", "/api/validate-yaml", {"content": card, "repoType": kind}, optional="card checks")
        except _BadRequestError as error:
            return error.messages
        return []

    def whoami(self) -> dict[str, Any]:
        """The account of the token, as the Hub describes it."""
        if self.token is None:
            raise RemoteError("there is no token, so nobody to publish as; log in with: hf auth login")
        return dict(self.ask("whoami", lambda: self.api.whoami(token=self._token)))

    def has_xet(self, kind: Kind, repo_id: str) -> bool:
        """Whether the server gives out a token for Xet uploads."""
        try:
            self.ask(
                repo_id,
                lambda: self._get(f"/api/{kind}s/{repo_id}/xet-write-token/main"),
                optional="Xet",
            )
        except UnsupportedError:
            return False
        return True

    # --- what is changed

    def create(self, kind: Kind, repo_id: str, *, private: bool, space_sdk: str | None = None) -> None:
        """Create a repository, unless it is there."""
        self.ask(
            repo_id,
            lambda: self.api.create_repo(
                repo_id, repo_type=kind, private=private, exist_ok=True, space_sdk=space_sdk, token=self._token
            ),
        )

    def commit(
        self,
        kind: Kind,
        repo_id: str,
        operations: Sequence[Upload | CommitOperationCopy | CommitOperationDelete],
        *,
        parent: str,
        message: str,
        mark: str,
        revision: str = "main",
        create_pr: bool = False,
    ) -> Commit:
        """Make exactly one commit on top of `parent`.

        `mark` is a text that no other commit has; it goes into the description, and tells this commit from others' when
        a response is lost. Raises `MovedError` when the branch is no longer at `parent`; nothing was changed then.
        """
        pause = self._wait
        for attempt in range(1, self._tries + 1):
            try:
                with ExitStack() as stack, warnings.catch_warnings():
                    # "a data file to a model repository": the manifest says what goes where
                    warnings.filterwarnings("ignore", message="It seems that you are about to commit a data file")
                    made = self.api.create_commit(
                        repo_id,
                        self._operations(kind, repo_id, operations, stack),
                        repo_type=kind,
                        revision=None if create_pr else revision,
                        parent_commit=parent,
                        commit_message=message,
                        commit_description=mark,
                        create_pr=create_pr,
                        token=self._token,
                    )
                return Commit(made.oid, made.pr_url)
            except _FAILURES as error:
                failure = _translate(error, repo_id, "pull requests" if create_pr else None)
                stale = isinstance(error, HfHubHTTPError) and error.response.status_code == 412
                if not (stale or _is_transient(error)):
                    raise failure from error
                if (made_before := self._find(kind, repo_id, parent, message, mark, revision, create_pr)) is not None:
                    return made_before
                if not create_pr and (stale or self.head(kind, repo_id, revision) != parent):
                    raise MovedError(
                        f"{repo_id}: somebody else's commit came in between ({revision} is no longer at {parent[:8]}); "
                        "nothing was changed. Look at it with: hubkit plan"
                    ) from error
                if attempt == self._tries:
                    raise failure from error
                pause = self._sleep(error, pause, repo_id, failure)
        raise AssertionError("unreachable: the last attempt returns or raises")

    def tag(self, kind: Kind, repo_id: str, tag: str, revision: str) -> None:
        """Put a tag on a commit; `RemoteError` when it is on another one."""
        if (there := self.tags(kind, repo_id).get(tag)) is not None:
            if there != revision:
                raise RemoteError(f"{repo_id}: tag {tag!r} is on commit {there[:8]} already; choose another --tag")
            return

        def create() -> None:
            self.api.create_tag(repo_id, tag=tag, revision=revision, repo_type=kind, exist_ok=True, token=self._token)

        self.ask(repo_id, create, optional="tags")
        if (there := self.tags(kind, repo_id).get(tag)) != revision:
            raise RemoteError(f"{repo_id}: tag {tag!r} went to commit {there}, not {revision}; choose another --tag")

    # --- how a question is asked

    def ask(self, where: str, call: Callable[[], _Result], *, optional: str | None = None) -> _Result:
        """The result of a call that may be made twice; it is tried again while the Hub is busy or cannot be reached.

        `optional` names a service that a server may lack: then 404 and 501 become `UnsupportedError`.
        """
        pause = self._wait
        for attempt in range(1, self._tries + 1):
            try:
                return call()
            except _FAILURES as error:
                failure = _translate(error, where, optional)
                if attempt == self._tries or not _is_transient(error):
                    raise failure from error
                pause = self._sleep(error, pause, where, failure)
        raise AssertionError("unreachable: the last attempt returns or raises")

    @property
    def _token(self) -> str | bool:
        """Never None, for which the client would look for a token of its own."""
        return self.token or False

    def _get(self, path: str) -> Any:
        response = get_session().get(f"{self.endpoint}{path}", headers=build_hf_headers(token=self._token))
        hf_raise_for_status(response)
        return response.json()

    def _post(self, where: str, path: str, body: dict[str, Any], *, optional: str | None = None) -> Any:
        def post() -> Any:
            response = get_session().post(
                f"{self.endpoint}{path}", json=body, headers=build_hf_headers(token=self._token)
            )
            hf_raise_for_status(response)
            return response.json()

        return self.ask(where, post, optional=optional)

    def _operations(
        self,
        kind: Kind,
        repo_id: str,
        operations: Sequence[Upload | CommitOperationCopy | CommitOperationDelete],
        stack: ExitStack,
    ) -> list[Operation]:
        # An open file makes the client use LFS over HTTP; with a path it would insist on Xet, which this server lacks.
        as_files = is_xet_available() and not self.has_xet(kind, repo_id)
        made: list[Operation] = []
        for operation in operations:
            if not isinstance(operation, Upload):
                made.append(operation)
            elif not as_files:
                made.append(CommitOperationAdd(operation.path, operation.source))
            elif isinstance(operation.source, bytes):
                made.append(CommitOperationAdd(operation.path, io.BytesIO(operation.source)))
            else:
                made.append(CommitOperationAdd(operation.path, stack.enter_context(operation.source.open("rb"))))
        return made

    def _find(
        self, kind: Kind, repo_id: str, parent: str, message: str, mark: str, revision: str, create_pr: bool
    ) -> Commit | None:
        """The commit with this mark, had its response been lost."""
        url = None
        if create_pr:
            if (number := self.open_pull_request(kind, repo_id, message)) is None:
                return None
            revision = f"refs/pr/{number}"
            url = f"{self.endpoint}/{repo_id if kind == 'model' else f'{kind}s/{repo_id}'}/discussions/{number}"
        for sha, _, text in self.commits(kind, repo_id, revision):
            if sha == parent:
                break
            if mark in text:
                return Commit(sha, url)
        return None

    def _sleep(self, error: Exception, pause: float, where: str, failure: RemoteError) -> float:
        """Wait as long as the server asks, else `pause`; the next pause."""
        asked = _asked_wait(error)
        seconds = pause if asked is None else asked
        if seconds > _LONGEST_WAIT:
            raise failure from error
        self._say(f"{where}: {_short(error)}; trying again in {seconds:.3g} s")
        time.sleep(seconds)
        return pause * 2


class _NoRepositoryError(RemoteError):
    """There is no such repository, or this token may not see it."""


class _BadRequestError(RemoteError):
    """The Hub refused a request's content; `messages` has its reasons."""

    def __init__(self, message: str, messages: list[str]) -> None:
        super().__init__(message)
        self.messages = messages


_FAILURES = (
    HfHubHTTPError,
    httpx2.TransportError,
    OfflineModeIsEnabled,
    LocalEntryNotFoundError,
    EntryNotFoundError,
    ConnectionError,
    TimeoutError,
    ValueError,
    RuntimeError,
)
"""What huggingface_hub 2.4 and hf_xet 1.8 raise when the Hub fails or refuses: ValueError for a card that
`/api/validate-yaml` refuses and for LFS errors, RuntimeError from hf_xet, LocalEntryNotFoundError for a download from a
Hub that cannot be reached."""


_WRAPPERS = (LocalEntryNotFoundError, RuntimeError)
"""The client raises these *from* what went wrong: a download, and the upload of one LFS file."""


def _is_transient(error: Exception) -> bool:
    if isinstance(error, OfflineModeIsEnabled):
        return False
    if isinstance(error, HfHubHTTPError):
        return error.response.status_code in _TRANSIENT
    if isinstance(error, _WRAPPERS) and error.__cause__ is not None:
        return _is_transient(_as_exception(error.__cause__))
    return isinstance(error, (httpx2.TransportError, ConnectionError, TimeoutError, RuntimeError))


def _as_exception(error: BaseException) -> Exception:
    return error if isinstance(error, Exception) else RuntimeError(str(error))


def _asked_wait(error: Exception) -> float | None:
    """Seconds that the server asks for: `RateLimit` or `Retry-After` (whole seconds)."""
    if isinstance(error, _WRAPPERS) and error.__cause__ is not None:
        return _asked_wait(_as_exception(error.__cause__))
    if not isinstance(error, HfHubHTTPError):
        return None
    headers = error.response.headers
    if error.response.status_code == 429:
        limit = parse_ratelimit_headers(headers)
        if limit is not None and limit.remaining == 0:
            return float(limit.reset_in_seconds)
    after = headers.get("Retry-After", "")
    return float(after) if after.isdecimal() else None


def _short(error: Exception) -> str:
    if isinstance(error, HfHubHTTPError):
        return f"the Hub answered {error.response.status_code}"
    if isinstance(error, _WRAPPERS) and error.__cause__ is not None:
        return _short(_as_exception(error.__cause__))
    return next(iter(str(error).splitlines()), "") or type(error).__name__


def _translate(error: Exception, where: str, optional: str | None) -> RemoteError:
    """The failure in our words: what is wrong, where, what to do next."""
    if isinstance(error, OfflineModeIsEnabled):
        return RemoteError(f"{where}: HF_HUB_OFFLINE is set, so nothing was asked; unset it to reach the Hub")
    if isinstance(error, HfHubHTTPError):
        return _translate_status(error, where, optional)
    if isinstance(error, _WRAPPERS) and error.__cause__ is not None:
        return _translate(_as_exception(error.__cause__), where, optional)
    if isinstance(error, EntryNotFoundError):
        return RemoteError(f"{where}: {_short(error)}; it is not in the repository")
    if isinstance(error, (httpx2.TransportError, ConnectionError, TimeoutError)):
        return RemoteError(f"{where}: the Hub cannot be reached ({_short(error)}); check the network and HF_ENDPOINT")
    if isinstance(error, ValueError):
        lines = [line.removeprefix("- ") for line in str(error).splitlines() if line.strip()]
        return _BadRequestError(f"{where}: {' '.join(lines)}", lines)
    return RemoteError(f"{where}: the transfer failed ({_short(error)}); run the same command again")


def _translate_status(error: HfHubHTTPError, where: str, optional: str | None) -> RemoteError:
    status = error.response.status_code
    says = error.server_message or error.response.headers.get("X-Error-Message") or ""
    says = f" ({' '.join(says.split())})" if says else ""
    if isinstance(error, RepositoryNotFoundError):
        return _NoRepositoryError(
            f"{where}: there is no such repository, or this token may not see it; check its name, then: hubkit doctor"
        )
    if optional is not None and status in (404, 405, 501) and not isinstance(error, RevisionNotFoundError):
        return UnsupportedError(f"{where}: this server does not offer {optional} (it answered {status})")
    if isinstance(error, RevisionNotFoundError):
        return RemoteError(f"{where}: there is no such revision; see: hubkit status")
    if status == 401:
        return RemoteError(f"{where}: the Hub does not know this token{says}; log in with: hf auth login")
    if status == 403:
        return RemoteError(f"{where}: this token may not do that{says}; it needs write access, see: hubkit doctor")
    if status == 412:
        return MovedError(f"{where}: the branch was changed in between; nothing was changed. Run the command again")
    if status == 429:
        return RemoteError(f"{where}: the Hub's rate limit is reached{says}; wait, then run the same command again")
    if isinstance(error, BadRequestError):
        return _BadRequestError(f"{where}: the Hub refused it{says}", [says.strip(" ()") or "no reason given"])
    if status >= 500:
        return RemoteError(f"{where}: the Hub failed ({status}){says}; run the same command again later")
    return RemoteError(f"{where}: the Hub answered {status}{says}")

"""One Hub, through huggingface_hub's public API: every answer typed, every failure a RemoteError that says what to do.

    remote = Remote()                       # HF_ENDPOINT, and the token that `hf auth login` keeps
    remote.head("model", "someone/socratic-gpt2-gsm8k-solver")
    remote.commit("model", repo_id, [Upload("README.md", b"...")], parent=head, message="A card", mark=mark)

This module uploads; `Remote` inherits how to read from hubkit/remote_reading.py, and how to ask from remote_calls.py;
remote_failures.py has the failures.

What huggingface_hub 2.4 does not do is done here: the calls that it never retries (`/commit`, tags, Space, collections)
are retried with back-off; after a lost response the branch is read before a commit is tried again, so that there are
never two; and a server without Xet gets LFS uploads although hf_xet is installed.
"""

import base64
import io
import warnings
from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from huggingface_hub import CommitOperationAdd, CommitOperationCopy, CommitOperationDelete
from huggingface_hub.errors import HfHubHTTPError
from huggingface_hub.file_download import is_xet_available

from hubkit.errors import MovedError, RemoteError, UnsupportedError
from hubkit.manifest import Kind
from hubkit.remote_failures import FAILURES, is_transient, translate
from hubkit.remote_reading import RemoteReader

__all__ = ["Commit", "Operation", "Remote", "Upload"]

Operation = CommitOperationAdd | CommitOperationCopy | CommitOperationDelete

_PREUPLOAD_BATCH = 256
_SAMPLE_BYTES = 512
"""Both as huggingface_hub 2.4, `_commit_api.py`, `_fetch_upload_modes`."""


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


class Remote(RemoteReader):
    """A Hub that is read and changed."""

    def upload_modes(self, kind: Kind, repo_id: str, files: Iterable[Upload]) -> dict[str, str]:
        """How the Hub wants each file: "lfs" or "regular". Nothing is written."""
        modes: dict[str, str] = {}
        batch: list[dict[str, Any]] = []

        def flush() -> None:
            if batch:
                body = self.post(repo_id, f"/api/{kind}s/{repo_id}/preupload/main", {"files": list(batch)})
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

    def has_xet(self, kind: Kind, repo_id: str) -> bool:
        """Whether the server gives out a token for Xet uploads."""
        try:
            self.ask(
                repo_id,
                lambda: self.get(f"/api/{kind}s/{repo_id}/xet-write-token/main"),
                optional="Xet",
            )
        except UnsupportedError:
            return False
        return True

    def create(self, kind: Kind, repo_id: str, *, private: bool, space_sdk: str | None = None) -> None:
        """Create a repository, unless it is there."""
        self.ask(
            repo_id,
            lambda: self.api.create_repo(
                repo_id, repo_type=kind, private=private, exist_ok=True, space_sdk=space_sdk, token=self.client_token
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
        pause = self.wait
        for attempt in range(1, self.tries + 1):
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
                        token=self.client_token,
                    )
                return Commit(made.oid, made.pr_url)
            except FAILURES as error:
                failure = translate(error, repo_id, "pull requests" if create_pr else None)
                stale = isinstance(error, HfHubHTTPError) and error.response.status_code == 412
                if not (stale or is_transient(error)):
                    raise failure from error
                if (made_before := self._find(kind, repo_id, parent, message, mark, revision, create_pr)) is not None:
                    return made_before
                if not create_pr and (stale or self.head(kind, repo_id, revision) != parent):
                    raise MovedError(
                        f"{repo_id}: somebody else's commit came in between ({revision} is no longer at {parent[:8]}); "
                        "nothing was changed. Look at it with: hubkit plan"
                    ) from error
                if attempt == self.tries:
                    raise failure from error
                pause = self.sleep(error, pause, repo_id, failure)
        raise AssertionError("unreachable: the last attempt returns or raises")

    def tag(self, kind: Kind, repo_id: str, tag: str, revision: str) -> None:
        """Put a tag on a commit; `RemoteError` when it is on another one."""
        if (there := self.tags(kind, repo_id).get(tag)) is not None:
            if there != revision:
                raise RemoteError(f"{repo_id}: tag {tag!r} is on commit {there[:8]} already; choose another --tag")
            return

        def create() -> None:
            self.api.create_tag(
                repo_id, tag=tag, revision=revision, repo_type=kind, exist_ok=True, token=self.client_token
            )

        self.ask(repo_id, create, optional="tags")
        if (there := self.tags(kind, repo_id).get(tag)) != revision:
            raise RemoteError(f"{repo_id}: tag {tag!r} went to commit {there}, not {revision}; choose another --tag")

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

"""Reading one Hub: what repositories are there, their files, commits, tags and pull requests, and whose the token is.

    reader = RemoteReader()
    reader.tree("model", "someone/socratic-gpt2-gsm8k-solver", "main")["config.json"].size

Nothing is changed here; hubkit/remote.py does that.
"""

import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from huggingface_hub.hf_api import RepoFile

from hubkit.errors import RemoteError
from hubkit.manifest import Kind
from hubkit.remote_calls import RemoteCalls
from hubkit.remote_failures import BadRequestError, NoRepositoryError

__all__ = ["RemoteFile", "RemoteReader", "Repository"]


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


class RemoteReader(RemoteCalls):
    """The questions to a Hub that change nothing."""

    def repository(self, kind: Kind, repo_id: str, revision: str = "main") -> Repository | None:
        """The repository, None when there is none. `revision` is a branch, tag, commit or pull request."""
        try:
            info = self.ask(
                repo_id, lambda: self.api.repo_info(repo_id, repo_type=kind, revision=revision, token=self.client_token)
            )
        except NoRepositoryError:
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
                repo_id, repo_type=kind, revision=revision, recursive=True, token=self.client_token
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
                    repo_id, path, repo_type=kind, revision=revision, local_dir=folder, token=self.client_token
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
            lambda: self.api.list_repo_commits(repo_id, repo_type=kind, revision=revision, token=self.client_token),
        )
        return [(commit.commit_id, commit.title, commit.message) for commit in found]

    def tags(self, kind: Kind, repo_id: str) -> dict[str, str]:
        """The commit of every tag."""
        refs = self.ask(repo_id, lambda: self.api.list_repo_refs(repo_id, repo_type=kind, token=self.client_token))
        return {tag.name: tag.target_commit for tag in refs.tags}

    def open_pull_request(self, kind: Kind, repo_id: str, title: str) -> int | None:
        """The number of the newest open pull request with this title, None when there is none."""

        def numbers() -> list[int]:
            found = self.api.get_repo_discussions(
                repo_id,
                repo_type=kind,
                discussion_type="pull_request",
                discussion_status="open",
                token=self.client_token,
            )
            return [discussion.num for discussion in found if discussion.title == title]

        return max(self.ask(repo_id, numbers, optional="pull requests"), default=None)

    def card_errors(self, kind: Kind, card: str) -> list[str]:
        """What the Hub has against the front matter of a card; `UnsupportedError` where it cannot say."""
        try:
            self.post("the card", "/api/validate-yaml", {"content": card, "repoType": kind}, optional="card checks")
        except BadRequestError as error:
            return error.messages
        return []

    def whoami(self) -> dict[str, Any]:
        """The account of the token, as the Hub describes it."""
        if self.token is None:
            raise RemoteError("there is no token, so nobody to publish as; log in with: hf auth login")
        return dict(self.ask("whoami", lambda: self.api.whoami(token=self.client_token)))

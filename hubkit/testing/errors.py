"""What a route answers when it refuses: a status, a text and the code that the client turns into an exception.

huggingface_hub 2.4, `utils/_http.py`, reads `X-Error-Code` and `X-Error-Message`; over plain http the code is the only
way to say "no such repository" (its rule for 401 wants https).
"""

from collections.abc import Mapping
from typing import Any

__all__ = ["RefusedRequestError", "entry_not_found", "repo_not_found", "revision_not_found"]


class RefusedRequestError(Exception):
    """Raised by a route; answered as JSON `{"error": text, **body}` with `X-Error-Message` and `X-Error-Code`."""

    def __init__(
        self,
        status: int,
        text: str,
        *,
        code: str | None = None,
        headers: Mapping[str, str] | None = None,
        body: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(text)
        self.status = status
        self.text = text
        self.code = code
        self.headers = dict(headers or {})
        self.body = dict(body or {})


def repo_not_found(signed_in: bool) -> RefusedRequestError:
    """Missing, or invisible to the one who asks: 404, or 401 without a token, as on the Hub."""
    if signed_in:
        return RefusedRequestError(404, "Repository not found", code="RepoNotFound")
    return RefusedRequestError(401, "Invalid username or password.", code="RepoNotFound")


def revision_not_found(revision: str) -> RefusedRequestError:
    """No branch, tag, commit or pull request of that name."""
    return RefusedRequestError(404, f"Invalid rev id: {revision}", code="RevisionNotFound")


def entry_not_found(path: str, commit: str | None = None) -> RefusedRequestError:
    """No such file or folder. The commit lets a client remember that the file is missing there."""
    headers = {} if commit is None else {"X-Repo-Commit": commit}
    return RefusedRequestError(404, f"Entry not found: {path}", code="EntryNotFound", headers=headers)

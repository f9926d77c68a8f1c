"""What can go wrong on the Hub: which failures pass, how long to wait, and each one in our words.

try:
    api.repo_info(repo_id)
except FAILURES as error:
    if not is_transient(error):
        raise translate(error, repo_id, None) from error
"""

import httpx2
from huggingface_hub.errors import BadRequestError as HubBadRequestError
from huggingface_hub.errors import (
    EntryNotFoundError,
    HfHubHTTPError,
    LocalEntryNotFoundError,
    OfflineModeIsEnabled,
    RepositoryNotFoundError,
    RevisionNotFoundError,
)
from huggingface_hub.utils import parse_ratelimit_headers

from hubkit.errors import MovedError, RemoteError, UnsupportedError

__all__ = ["FAILURES", "BadRequestError", "NoRepositoryError", "asked_wait", "is_transient", "short", "translate"]

_TRANSIENT = frozenset({408, 429, 500, 502, 503, 504})


class NoRepositoryError(RemoteError):
    """There is no such repository, or this token may not see it."""


class BadRequestError(RemoteError):
    """The Hub refused a request's content; `messages` has its reasons."""

    def __init__(self, message: str, messages: list[str]) -> None:
        super().__init__(message)
        self.messages = messages


FAILURES = (
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


def is_transient(error: Exception) -> bool:
    """Whether the same call may well succeed a little later."""
    if isinstance(error, OfflineModeIsEnabled):
        return False
    if isinstance(error, HfHubHTTPError):
        return error.response.status_code in _TRANSIENT
    if isinstance(error, _WRAPPERS) and error.__cause__ is not None:
        return is_transient(_as_exception(error.__cause__))
    return isinstance(error, (httpx2.TransportError, ConnectionError, TimeoutError, RuntimeError))


def _as_exception(error: BaseException) -> Exception:
    return error if isinstance(error, Exception) else RuntimeError(str(error))


def asked_wait(error: Exception) -> float | None:
    """Seconds that the server asks for: `RateLimit` or `Retry-After` (whole seconds)."""
    if isinstance(error, _WRAPPERS) and error.__cause__ is not None:
        return asked_wait(_as_exception(error.__cause__))
    if not isinstance(error, HfHubHTTPError):
        return None
    headers = error.response.headers
    if error.response.status_code == 429:
        limit = parse_ratelimit_headers(headers)
        if limit is not None and limit.remaining == 0:
            return float(limit.reset_in_seconds)
    after = headers.get("Retry-After", "")
    return float(after) if after.isdecimal() else None


def short(error: Exception) -> str:
    """What happened, in one line."""
    if isinstance(error, HfHubHTTPError):
        return f"the Hub answered {error.response.status_code}"
    if isinstance(error, _WRAPPERS) and error.__cause__ is not None:
        return short(_as_exception(error.__cause__))
    return next(iter(str(error).splitlines()), "") or type(error).__name__


def translate(error: Exception, where: str, optional: str | None) -> RemoteError:
    """The failure in our words: what is wrong, where, what to do next.

    `optional` names a service that a server may lack: then 404, 405 and 501 become `UnsupportedError`.
    """
    if isinstance(error, OfflineModeIsEnabled):
        return RemoteError(f"{where}: HF_HUB_OFFLINE is set, so nothing was asked; unset it to reach the Hub")
    if isinstance(error, HfHubHTTPError):
        return _translate_status(error, where, optional)
    if isinstance(error, _WRAPPERS) and error.__cause__ is not None:
        return translate(_as_exception(error.__cause__), where, optional)
    if isinstance(error, EntryNotFoundError):
        return RemoteError(f"{where}: {short(error)}; it is not in the repository")
    if isinstance(error, (httpx2.TransportError, ConnectionError, TimeoutError)):
        return RemoteError(f"{where}: the Hub cannot be reached ({short(error)}); check the network and HF_ENDPOINT")
    if isinstance(error, ValueError):
        lines = [line.removeprefix("- ") for line in str(error).splitlines() if line.strip()]
        return BadRequestError(f"{where}: {' '.join(lines)}", lines)
    return RemoteError(f"{where}: the transfer failed ({short(error)}); run the same command again")


def _translate_status(error: HfHubHTTPError, where: str, optional: str | None) -> RemoteError:
    status = error.response.status_code
    says = error.server_message or error.response.headers.get("X-Error-Message") or ""
    says = f" ({' '.join(says.split())})" if says else ""
    if isinstance(error, RepositoryNotFoundError):
        return NoRepositoryError(
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
    if isinstance(error, HubBadRequestError):
        return BadRequestError(f"{where}: the Hub refused it{says}", [says.strip(" ()") or "no reason given"])
    if status >= 500:
        return RemoteError(f"{where}: the Hub failed ({status}){says}; run the same command again later")
    return RemoteError(f"{where}: the Hub answered {status}{says}")

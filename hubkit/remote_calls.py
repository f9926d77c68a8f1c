"""How one Hub is asked: a call is tried again with back-off while the Hub is busy or cannot be reached.

    calls = RemoteCalls()                   # HF_ENDPOINT, and the token that `hf auth login` keeps
    calls.ask("whoami", lambda: calls.api.whoami(token=calls.client_token))

huggingface_hub 2.4 never retries the calls for tags, a Space or collections. A commit, which must
not be made twice, is in hubkit/remote.py.
"""

import time
from collections.abc import Callable
from typing import Any, TypeVar

from huggingface_hub import HfApi, constants, get_token
from huggingface_hub.utils import build_hf_headers, get_session, hf_raise_for_status

from hubkit.errors import RemoteError
from hubkit.remote_failures import FAILURES, asked_wait, is_transient, short, translate

__all__ = ["RemoteCalls"]

_Result = TypeVar("_Result")

_TRIES = 5
_LONGEST_WAIT = 300.0
"""Seconds; a server that asks for more gets an error instead, which says so."""


class RemoteCalls:
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
        self.wait = wait
        self.tries = tries

    def ask(self, where: str, call: Callable[[], _Result], *, optional: str | None = None) -> _Result:
        """The result of a call that may be made twice; it is tried again while the Hub is busy or cannot be reached.

        `optional` names a service that a server may lack: then 404 and 501 become `UnsupportedError`.
        """
        pause = self.wait
        for attempt in range(1, self.tries + 1):
            try:
                return call()
            except FAILURES as error:
                failure = translate(error, where, optional)
                if attempt == self.tries or not is_transient(error):
                    raise failure from error
                pause = self.sleep(error, pause, where, failure)
        raise AssertionError("unreachable: the last attempt returns or raises")

    @property
    def client_token(self) -> str | bool:
        """Never None, for which the client would look for a token of its own."""
        return self.token or False

    def get(self, path: str) -> Any:
        """The JSON at a path of the Hub. Asked once: give it to `ask`."""
        response = get_session().get(f"{self.endpoint}{path}", headers=build_hf_headers(token=self.client_token))
        hf_raise_for_status(response)
        return response.json()

    def post(self, where: str, path: str, body: dict[str, Any], *, optional: str | None = None) -> Any:
        """The JSON that the Hub answers to a JSON body, asked by `ask`."""

        def post() -> Any:
            response = get_session().post(
                f"{self.endpoint}{path}", json=body, headers=build_hf_headers(token=self.client_token)
            )
            hf_raise_for_status(response)
            return response.json()

        return self.ask(where, post, optional=optional)

    def sleep(self, error: Exception, pause: float, where: str, failure: RemoteError) -> float:
        """Wait as long as the server asks, else `pause` (seconds); the next pause. Raises `failure` where the server
        asks for too long."""
        asked = asked_wait(error)
        seconds = pause if asked is None else asked
        if seconds > _LONGEST_WAIT:
            raise failure from error
        self._say(f"{where}: {short(error)}; trying again in {seconds:.3g} s")
        time.sleep(seconds)
        return pause * 2

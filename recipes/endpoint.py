"""A teacher behind an endpoint: one request at a time is awaited here, with back-off; annotate_run.py runs many.

    async with Endpoint(Sampling("Qwen/Qwen3-8B"), base_url="http://127.0.0.1:8000") as endpoint:
        reply = await endpoint.ask(prompt.messages("Ann has ..."), prompt.schema(), journal.watch(key, may_send))
        reply = await endpoint.ask(prompt.completion("Ann has ..."), prompt.schema(), journal.watch(key, may_send))

Messages go through huggingface_hub's `AsyncInferenceClient`: Inference Providers, Inference Endpoints, or a base URL of
vLLM, TGI, `transformers serve` and others of OpenAI's form. A text goes to `/v1/completions` of a base URL, by
huggingface_hub's own HTTP session: to a base URL its `text_generation` speaks TGI's native form alone. These facts of
huggingface_hub 2.4 are dealt with:

- With a base URL it sends the saved token to any host (`_providers/hf_inference.py`). Here the token goes to Hugging
  Face's own hosts over https alone, unless `send_token` says otherwise.
- With a base URL it rewrites `json_schema` to TGI's form, `{"type": "json_object", "value": schema}` (same file). vLLM
  reads that as "any JSON", and `transformers serve` 5.23 ignores it. An endpoint that answers 400 or 422 to it is asked
  without, from then on. The prompt asks for the same JSON in any case.
- It reads a whole answer into memory whatever its length, and its time limit is for each read. `install_limits` caps
  the bytes, and `timeout` here is for the whole answer.
"""

import asyncio
import contextlib
import math
import random
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from types import TracebackType
from typing import Any, cast
from urllib.parse import urlsplit

import httpx2
from huggingface_hub import AsyncInferenceClient, constants, get_token, set_async_client_factory
from huggingface_hub.errors import HfHubHTTPError, InferenceTimeoutError, OfflineModeIsEnabled
from huggingface_hub.utils import build_hf_headers, get_async_session, hf_raise_for_status, parse_ratelimit_headers

from recipes.journal import Watch
from recipes.teacher_prompts import STOP
from socratic.errors import ConfigError

__all__ = ["Answer", "Endpoint", "EndpointDownError", "Sampling", "UnansweredError"]

MAX_BYTES = 1 << 20
"""Of one answer on the wire; a chain has about 2,000."""

MAX_REQUESTS = 8
"""How often one request is sent before its problem is left for the next run."""

MAX_REQUESTS_UNPROVEN = 3
"""The same while the endpoint has never answered: a wrong port shows soon."""

MAX_UNANSWERED = 3
"""Requests given up one after the other before the run stops."""

MAX_WAIT = 600.0
"""Seconds. An endpoint that wants a longer pause ends the run, which can be taken up later."""

MAX_BACKOFF = 60.0
"""Seconds, where the endpoint does not say how long to wait."""

NO_TOKEN = "EMPTY"
"""Sent where no token should be: without any, the client sends the saved one."""

_TRANSIENT = frozenset({408, 409, 425, 429, 500, 502, 503, 504, 520, 522, 524, 529})
_STOPPING = {
    401: "it wants a token, or refuses this one: log in with `hf auth login`, or see --send_token",
    402: "it wants to be paid: check the billing of the account",
    403: "the token may not use it: check the token's permissions",
    404: "it has no such model or path: check --model and --base_url",
}


class UnansweredError(Exception):
    """A request that was sent as often as is sensible and got no answer."""


class EndpointDownError(ConfigError):
    """An endpoint that cannot be used; the text says why and what to do."""


@dataclass(frozen=True)
class Sampling:
    """What is asked of which model. `max_tokens` is of one reply."""

    model: str
    temperature: float = 0.7
    top_p: float | None = None
    max_tokens: int = 1024


@dataclass(frozen=True)
class Answer:
    """An endpoint's answer to one request; `Reply` in journal.py says what the fields mean."""

    status: str
    text: str
    finish_reason: str | None = None
    prompt_tokens: int | None = None
    completion_tokens: int | None = None
    served_model: str | None = None
    structured: bool = False
    requests: int = 1
    seconds: float = 0.0


class Endpoint:
    """A chat or completions endpoint. `first_wait` is the first pause in seconds where the endpoint names none; it
    doubles."""

    def __init__(
        self,
        sampling: Sampling,
        *,
        base_url: str | None = None,
        provider: str | None = None,
        bill_to: str | None = None,
        send_token: bool = False,
        structured: bool = True,
        timeout: float = 180.0,
        first_wait: float = 1.0,
    ) -> None:
        if base_url is None and constants.is_offline_mode():
            raise EndpointDownError(
                "HF_HUB_OFFLINE is set, and Inference Providers are online: unset it, or --base_url"
            )
        self._token = _token_for(base_url, send_token)
        if base_url is None and self._token is None:
            raise EndpointDownError("Inference Providers want a token: log in with `hf auth login`, or give --base_url")
        install_limits()
        self.sampling = sampling
        self.structured = structured
        self._base_url = base_url
        self._timeout = timeout
        self._first_wait = first_wait
        self._client = AsyncInferenceClient(
            base_url=base_url,
            provider=cast(Any, provider),
            token=self._token or NO_TOKEN,
            timeout=timeout,
            bill_to=bill_to,
            headers={"Accept-Encoding": "identity"},
        )
        self._session = get_async_session()  # for completions
        self._open_at = 0.0  # monotonic; the endpoint has asked for silence until then
        self._answers = 0
        self._given_up = 0

    async def __aenter__(self) -> "Endpoint":
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._client.close()
        await self._session.aclose()

    async def ask(self, asked: list[dict[str, str]] | str, schema: dict[str, Any], watch: Watch) -> Answer:
        """The endpoint's answer to the messages of a chat, or its completion of a text. Raises `UnansweredError` for
        this request alone, and `EndpointDownError` where asking on makes no sense."""
        began = time.monotonic()
        sent = vain = 0
        problem = ""
        while vain < (MAX_REQUESTS if self._answers else MAX_REQUESTS_UNPROVEN):
            await self._silence(watch)
            watch.before()
            answers = self._answers
            sent += 1
            vain += 1
            structured = self.structured
            watch.sent()
            try:
                async with asyncio.timeout(self._timeout):
                    answer = await self._send(asked, schema if structured else None)
            except _TooLongError:
                answer = Answer("too long", "")
            except HfHubHTTPError as error:
                status, headers = error.response.status_code, error.response.headers
                if status in (400, 422) and structured:
                    watch.declined()
                    self.structured = False  # it may be the schema that it does not know
                    continue
                if status in _TRANSIENT:
                    watch.declined()
                    problem = f"answered {status}"
                    await self._back_off(watch, vain, wait_of(headers), everybody=status in (429, 503, 529))
                    if status == 429 and self._answers > answers:
                        vain = 0  # others are answered: this is a queue, not a failure
                    continue
                reason = _STOPPING.get(status)
                if reason is None and not self._answers:
                    reason = f"it refuses the first request, {self.clean(_excerpt(error))!r}"
                if reason is not None:
                    watch.declined()
                    raise EndpointDownError(f"the teacher's endpoint answered {status}: {reason}") from None
                answer = Answer("refused", self.clean(_excerpt(error)))
            except EndpointDownError:
                watch.declined()
                raise
            except OfflineModeIsEnabled as error:
                watch.declined()
                raise EndpointDownError(str(error)) from error
            except (httpx2.HTTPError, InferenceTimeoutError, TimeoutError, _BrokenError) as error:
                if isinstance(error, httpx2.ConnectError):
                    watch.declined()
                problem = type(error).__name__.removeprefix("_")
                await self._back_off(watch, vain, None)
                continue
            self._answers += 1
            self._given_up = 0
            return Answer(
                **{**vars(answer), "structured": structured, "requests": sent, "seconds": time.monotonic() - began}
            )
        self._given_up += 1
        if self._given_up >= MAX_UNANSWERED or not self._answers:
            raise EndpointDownError(
                f"the teacher's endpoint does not answer (the last time: {problem}); nothing is lost: run the same "
                "command again when it does"
            )
        raise UnansweredError(problem)

    def clean(self, text: str) -> str:
        """`text` without the token, which a hostile endpoint could send back to have it published."""
        return text.replace(self._token, "[token]") if self._token else text

    async def _send(self, asked: list[dict[str, str]] | str, schema: dict[str, Any] | None) -> Answer:
        form: Any = None
        if schema is not None:
            form = {"type": "json_schema", "json_schema": {"name": "chain", "schema": schema, "strict": True}}
        try:
            if isinstance(asked, str):
                return await self._complete(asked, form)
            sampling = self.sampling
            output = await self._client.chat_completion(
                asked,
                model=sampling.model,
                temperature=sampling.temperature,
                top_p=sampling.top_p,
                max_tokens=sampling.max_tokens,
                response_format=form,
            )
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
            if isinstance(error, HfHubHTTPError):
                raise
            raise _BrokenError(type(error).__name__) from error  # a body that is no chat completion
        try:
            choice = output.choices[0]
            text, finish = choice.message.content, choice.finish_reason
        except (AttributeError, IndexError, TypeError, KeyError):
            text, finish = "", None
        usage = vars(output.usage) if hasattr(getattr(output, "usage", None), "__dict__") else {}
        return self._read(text, finish, usage, getattr(output, "model", None))

    async def _complete(self, text: str, form: Any) -> Answer:
        sampling = self.sampling
        said = {
            "model": sampling.model,
            "prompt": text,
            "temperature": sampling.temperature,
            "top_p": sampling.top_p,
            "max_tokens": sampling.max_tokens,
            "stop": [STOP],
            "response_format": form,
        }
        response = await self._session.post(
            _completions_url(self._base_url or ""),
            json={key: value for key, value in said.items() if value is not None},
            headers={**build_hf_headers(token=self._token or NO_TOKEN), "Accept-Encoding": "identity"},
            timeout=self._timeout,
        )
        hf_raise_for_status(response)
        body = response.json()
        try:
            choice = body["choices"][0]
            written, finish = choice["text"], choice.get("finish_reason")
        except (AttributeError, IndexError, TypeError, KeyError):
            written, finish = "", None
        usage = body.get("usage") if isinstance(body, dict) else None
        model = body.get("model") if isinstance(body, dict) else None
        return self._read(written, finish, usage if isinstance(usage, dict) else {}, model)

    def _read(self, text: Any, finish: Any, usage: dict[str, Any], model: Any) -> Answer:
        """The parts of a completion, each checked: they have whatever types the JSON has."""
        return Answer(
            "answer",
            self.clean(text) if isinstance(text, str) else "",
            finish if isinstance(finish, str) else None,
            _count(usage, "prompt_tokens"),
            _count(usage, "completion_tokens"),
            self.clean(model)[:200] if isinstance(model, str) else None,
        )

    async def _silence(self, watch: Watch) -> None:
        while (wait := self._open_at - time.monotonic()) > 0:
            await self._sleep(watch, wait + random.uniform(0, min(1.0, wait / 10)))

    async def _back_off(self, watch: Watch, vain: int, told: float | None, everybody: bool = False) -> None:
        """Wait as the endpoint says, else twice as long each time and not all at the same moment."""
        if told is not None and told > MAX_WAIT:
            raise EndpointDownError(
                f"the teacher's endpoint wants a pause of {told:.0f} s; nothing is lost: run the same command then"
            )
        wait = told
        if wait is None:
            wait = min(MAX_BACKOFF, self._first_wait * 2 ** (vain - 1)) * random.uniform(0.5, 1.0)
        if everybody:
            self._open_at = max(self._open_at, time.monotonic() + wait)
        else:
            await self._sleep(watch, wait)

    async def _sleep(self, watch: Watch, seconds: float) -> None:
        """Ends early, with what `watch` raises, where nothing more is to be sent."""
        end = time.monotonic() + seconds
        while (rest := end - time.monotonic()) > 0:
            watch.before()
            await asyncio.sleep(min(rest, 0.5))


def wait_of(headers: Any) -> float | None:
    """Seconds that an answer's headers ask to wait: `Retry-After` (seconds or a date) or `RateLimit`; None where they
    say nothing that can be read."""
    text = str(headers.get("Retry-After", "")).strip()
    if text:
        try:
            seconds = float(text)
        except ValueError:
            try:
                moment = parsedate_to_datetime(text)
            except ValueError:
                moment = None
            if moment is not None:
                moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
                return max(0.0, (moment - datetime.now(UTC)).total_seconds())
        else:
            if math.isfinite(seconds):
                return max(0.0, seconds)
    limit = parse_ratelimit_headers(headers)
    return float(limit.reset_in_seconds) if limit is not None and limit.remaining == 0 else None


def install_limits() -> None:
    """Make huggingface_hub's async clients of this process break off answers of more than `MAX_BYTES`."""
    set_async_client_factory(_client)


def _client() -> httpx2.AsyncClient:
    limits = httpx2.Limits(max_connections=None, max_keepalive_connections=None)  # annotate_run.py has the limit
    return httpx2.AsyncClient(event_hooks={"response": [_limit]}, limits=limits, timeout=None)  # no redirects


class _TooLongError(Exception):
    pass


class _BrokenError(Exception):
    pass


@dataclass
class _Limited(httpx2.AsyncByteStream):
    stream: httpx2.AsyncByteStream

    async def __aiter__(self) -> AsyncIterator[bytes]:
        length = 0
        async for part in self.stream:
            length += len(part)
            if length > MAX_BYTES:
                raise _TooLongError
            yield part

    async def aclose(self) -> None:
        await self.stream.aclose()


async def _limit(response: httpx2.Response) -> None:
    if 300 <= response.status_code < 400:  # huggingface_hub would take its body for the answer
        raise EndpointDownError(
            f"the teacher's endpoint answered {response.status_code}: it sends elsewhere; check --base_url"
        )
    if response.headers.get("Content-Encoding", "identity").lower() != "identity":
        raise _BrokenError("compressed, and not asked to be")  # a small file can be a large text
    response.headers.pop("X-HF-Warning", None)  # huggingface_hub would log it, whoever sent it and whatever it says
    response.stream = _Limited(cast(httpx2.AsyncByteStream, response.stream))
    if response.status_code >= 400:
        with contextlib.suppress(_TooLongError, httpx2.HTTPError):
            await response.aread()


def _token_for(base_url: str | None, send_token: bool) -> str | None:
    if base_url is None:
        return get_token()
    parts = urlsplit(base_url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise EndpointDownError(f"--base_url must begin with http:// or https:// and name a host, not {parts.scheme!r}")
    if parts.username or parts.password or parts.query or parts.fragment:
        raise EndpointDownError("--base_url must hold no user, password or query: keys in it end up in logs")
    ours = parts.scheme == "https" and parts.hostname.endswith((".huggingface.co", ".huggingface.cloud", ".hf.space"))
    if send_token and get_token() is None:
        raise EndpointDownError("--send_token: there is no token; log in with `hf auth login`, or set HF_TOKEN")
    return get_token() if send_token or (ours and not parts.hostname.endswith(".hf.space")) else None


def _excerpt(error: HfHubHTTPError) -> str:
    try:
        return error.response.text[:500]
    except httpx2.HTTPError:
        return ""


def _completions_url(base_url: str) -> str:
    """As huggingface_hub finds the chat's: `/v1` is put in where it is missing."""
    url = base_url.rstrip("/").removesuffix("/completions").removesuffix("/chat")
    return f"{url}/completions" if url.endswith("/v1") else f"{url}/v1/completions"


def _count(usage: dict[str, Any], name: str) -> int | None:
    value = usage.get(name)
    return value if isinstance(value, int) and not isinstance(value, bool) and value >= 0 else None

"""Students whose weights are elsewhere: behind any endpoint that completes texts in OpenAI's form.

>>> endpoint = Endpoint("http://127.0.0.1:8000", "students/solver")                        # doctest: +SKIP
>>> solver = load_served_student("students/solver", endpoint)                              # doctest: +SKIP
>>> traces = list(SocraticReasoner(solver, "oracle").solve(problems, batch_size=64))       # doctest: +SKIP

vLLM, TGI and `transformers serve` have `POST /v1/completions`. What the student was taught, its tokenizer and its
context's length come from its folder or from the Hub, without the weights. `batch_size` is how many requests of each
student are in flight.

Traces are those of the local engine, when the model is greedy:

- The calculator cannot write while the endpoint does. So a text is read when it is complete; at the first equation with
  another value than the calculator's, it is cut, the right value is put there, and the endpoint goes on from that. A
  student that calculates well costs one request a text, and the endpoint's prefix cache has the rest.
- Tokens are counted here, by the student's tokenizer, after the last request. The texts travel as texts: `transformers
  serve` takes no token ids. A tokenizer that reads a text other than it was written, or whose server drops a blank at a
  text's beginning (SentencePiece's), may lead elsewhere.

Facts of others. huggingface_hub 2.4 has no completions in OpenAI's form: `InferenceClient.text_generation` speaks TGI's
own to a base URL; and its session refuses any host, this one too, while HF_HUB_OFFLINE is set, which is where an
endpoint of one's own is wanted most. So requests are made with the standard library. `transformers serve` 5.23 never
sets `do_sample`: above a temperature of 0 it samples only where the student's generation config says so
(`cli/serving/utils.py`, `_build_generation_config`).
"""

import json
import random
import re
import threading
import zlib
from collections.abc import Mapping
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http.client import HTTPException
from pathlib import Path
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from transformers import AutoConfig, PreTrainedTokenizerFast

from socratic import calculator
from socratic.decoding import Decoding, seed_of
from socratic.encoding import encode_completion, encode_prompt
from socratic.errors import EndpointError, StudentError
from socratic.formats import Role
from socratic.rows import Piece
from socratic.students import AnyStudent, load_tokenizer, read_student_config

__all__ = ["Endpoint", "EndpointWriter", "ServedStudent", "load_served_student", "retry_wait"]

MAX_BYTES = 1 << 22
"""Of one answer."""

MAX_REQUESTS = 6
"""How often one request is sent before the run ends."""

MAX_WAIT = 600.0
"""Seconds: an endpoint that wants a longer pause ends the run."""

_TIMEOUT = 120.0
_EXCERPT = 300  # characters of an endpoint's answer in a message
_TRANSIENT = frozenset({408, 409, 425, 429, 500, 502, 503, 504, 520, 522, 524, 529})


@dataclass(frozen=True)
class Endpoint:
    """Where a student writes: `base_url` with or without `/v1`, the model's name there, and a key if it wants one.

    `first_wait` is the pause in seconds before the second try where the endpoint names none; it doubles. Raises
    `EndpointError` for a URL that is none, or that holds a password.
    """

    base_url: str
    model: str
    key: str | None = field(default=None, repr=False)
    first_wait: float = 1.0

    def __post_init__(self) -> None:
        parts = urlsplit(self.base_url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise EndpointError("an endpoint's URL begins with http:// or https:// and names a host")
        if parts.username or parts.password or parts.query or parts.fragment:
            raise EndpointError("an endpoint's URL holds no user, password or query: they end up in logs")
        if self.key is not None and not re.fullmatch("[!-~]+", self.key):
            raise EndpointError("an endpoint's key holds only signs that a header can hold: check it for blanks")

    @property
    def url(self) -> str:
        """Where completions are asked for."""
        url = self.base_url.rstrip("/").removesuffix("/completions")
        return f"{url}/completions" if url.endswith("/v1") else f"{url}/v1/completions"


@dataclass(frozen=True)
class ServedStudent(AnyStudent):
    """A student behind an endpoint."""

    endpoint: Endpoint
    tokenizer: PreTrainedTokenizerFast
    most_tokens: int

    @property
    def context_length(self) -> int:
        """Most tokens, prompt and completion together, that the model was built for."""
        return self.most_tokens


def load_served_student(
    name: str | Path, endpoint: Endpoint, *, revision: str | None = None, role: Role | None = None
) -> ServedStudent:
    """The student in a folder or on the Hub, without its weights; `endpoint` must serve just these.

    Raises `StudentError` where `load_student` does, but for the weights.
    """
    config = read_student_config(name, revision)
    tokenizer = load_tokenizer(name, revision)
    try:
        model = AutoConfig.from_pretrained(name, revision=revision)
    except (OSError, ValueError) as error:
        raise StudentError(f"{name}: {str(error).splitlines()[0]}") from error
    most = int(model.get_text_config().max_position_embeddings)
    student = ServedStudent(str(name), revision, config, endpoint, tokenizer, most)
    return student if role is None else student.as_role(role)


class EndpointWriter:
    """Writes for many problems at once, whichever endpoints their students are behind; at most `most` requests are in
    flight. It is to reasoners what `decoding.Writer` is, but a text comes in one piece."""

    def __init__(self, settings: Decoding, most: int) -> None:
        self._settings = settings
        self._pool = ThreadPoolExecutor(most, thread_name_prefix="endpoint")
        self._closed = threading.Event()
        self._texts: set[Future[Piece]] = set()

    @property
    def rows(self) -> int:
        """How many texts were asked for and are not finished."""
        return len(self._texts)

    def add(self, row: int, student: ServedStudent, prompt: str, *, number: int) -> None:
        """Ask for `student`'s completion of `prompt`. `number` goes into the seed."""
        self._texts.add(self._pool.submit(self._write, row, student, prompt, number))

    def forget(self, row: int) -> None:
        """Nothing is kept of a row."""

    def step(self) -> list[Piece]:
        """Wait for a text. Raises `EndpointError` for an endpoint that cannot be used, or not any longer."""
        done, self._texts = wait(self._texts, return_when=FIRST_COMPLETED)
        return [text.result() for text in done]

    def close(self) -> None:
        """Ask for nothing more."""
        self._closed.set()
        self._pool.shutdown(wait=False, cancel_futures=True)

    def _write(self, row: int, student: ServedStudent, prompt: str, number: int) -> Piece:
        settings, tokenizer = self._settings, student.tokenizer
        space = student.context_length - len(encode_prompt(tokenizer, prompt))
        if space <= 0:
            return Piece(row, "", 0, "too long")
        most = min(settings.max_new_tokens, space)
        use_calculator = student.config.calculator if settings.calculator is None else settings.calculator
        text = ""
        tokens = 0
        while tokens < most:
            # One more than is taken: where the last one is EOS, servers do not agree on what ended the text.
            asked: dict[str, Any] = {
                "model": student.endpoint.model,
                "prompt": prompt + text,
                "max_tokens": min(most + 1, space) - tokens,
                "temperature": settings.temperature,
            }
            if settings.temperature > 0:
                asked["seed"] = (seed_of(settings, prompt, number) + zlib.crc32(text.encode())) % 2**31
            more, ended = self._ask(student.endpoint, asked)
            text += more
            mended = _mended(text) if use_calculator else None
            text = mended or text
            ids = encode_completion(tokenizer, text)
            tokens = len(ids)
            if mended is None:
                if ended and tokens < most:
                    return Piece(row, text, tokens, "eos")
                break
        if tokens > most:
            text = str(tokenizer.decode(ids[:most]))
        return Piece(row, text, min(tokens, most), "limit")

    def _ask(self, endpoint: Endpoint, asked: Mapping[str, Any]) -> tuple[str, bool]:
        """The text that comes after the prompt, and whether the student ended it."""
        problem = ""
        for number in range(MAX_REQUESTS):
            try:
                status, headers, body = _post(endpoint, asked)
            except (OSError, HTTPException) as error:
                reason = error.reason if isinstance(error, URLError) else error
                told, problem = None, f"does not answer ({type(reason).__name__})"
            else:
                if status == 200:
                    return _completion(body, endpoint)
                told, problem = retry_wait(headers), f"answered {status}: {_excerpt(body, endpoint)}"
                if status not in _TRANSIENT:
                    raise EndpointError(f"{endpoint.url} {problem}")
            if told is not None and told > MAX_WAIT:
                raise EndpointError(f"{endpoint.url} wants a pause of {told:.0f} s; run it again then")
            pause = endpoint.first_wait * 2**number * random.uniform(0.5, 1.0) if told is None else told
            if number + 1 < MAX_REQUESTS and self._closed.wait(pause):
                break
        raise EndpointError(f"{endpoint.url} {problem}; asked {MAX_REQUESTS} times")


def retry_wait(headers: Mapping[str, str]) -> float | None:
    """Seconds that `Retry-After` asks to wait, given as seconds or as a date; None where it says nothing that can be
    read."""
    text = headers.get("Retry-After", "").strip()
    if re.fullmatch(r"[0-9]{1,9}(\.[0-9]{1,9})?", text):
        return float(text)
    try:
        moment = parsedate_to_datetime(text)
    except ValueError:
        return None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return max(0.0, (moment - datetime.now(UTC)).total_seconds())


def _mended(text: str) -> str | None:
    """`text` up to the first equation with another value than the calculator's, and that value; None where there is
    none."""
    for sign in re.finditer("=", text):
        written = calculator.fill(text[: sign.end()])
        if written is not None and not text.startswith(written, sign.end()):
            return text[: sign.end()] + written
    return None


class _StayHandler(HTTPRedirectHandler):
    """Goes nowhere else: a key is for the host that it was given for."""

    def redirect_request(self, *_: Any) -> None:
        return None


_OPENER = build_opener(_StayHandler)


def _post(endpoint: Endpoint, asked: Mapping[str, Any]) -> tuple[int, Mapping[str, str], bytes]:
    """Status, headers and body of one answer."""
    headers = {"Content-Type": "application/json"}
    if endpoint.key:
        headers["Authorization"] = f"Bearer {endpoint.key}"
    try:
        response = _OPENER.open(Request(endpoint.url, json.dumps(asked).encode(), headers), timeout=_TIMEOUT)
    except HTTPError as error:  # an answer too
        response = error
    with response:
        body: bytes = response.read(MAX_BYTES + 1)
        if len(body) > MAX_BYTES:
            raise EndpointError(f"{endpoint.url} sent more than {MAX_BYTES:,} bytes for one answer")
        return response.status, response.headers, body


def _completion(body: bytes, endpoint: Endpoint) -> tuple[str, bool]:
    try:
        (choice,) = json.loads(body)["choices"]
        text, reason = choice["text"], choice["finish_reason"]
        if not isinstance(text, str):
            raise TypeError
    except (KeyError, TypeError, ValueError, RecursionError):
        raise EndpointError(
            f"{endpoint.url} answered with something that is no completion: {_excerpt(body, endpoint)}"
        ) from None
    return text, reason in ("stop", "eos_token")  # the second is TGI's


def _excerpt(body: bytes, endpoint: Endpoint) -> str:
    """What can be shown of an answer, without the key, which an endpoint may send back."""
    text = body[: 4 * _EXCERPT].decode(errors="replace")
    if endpoint.key:
        text = text.replace(endpoint.key, "[key]")
    shown = "".join(sign if sign.isprintable() else " " for sign in text[:_EXCERPT])
    return repr(shown) if shown.strip() else "nothing"

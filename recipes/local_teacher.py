"""A teacher on this machine, through transformers: requests that wait together are generated in one batch.

    async with LocalTeacher(Sampling("models/Qwen3-8B"), batch_size=16) as teacher:
        reply = await teacher.ask(prompt.messages("Ann has ..."), prompt.schema(), journal.watch(key, may_send))

The same shape as `Endpoint`, so journal, filter, budget and resuming are the same. A model whose tokenizer has a chat
template is given messages (`chat` is True), any other one a text. There is no structured output: the schema is not
used, and the prompt alone asks for JSON. Weights are loaded for the first batch, as safetensors, and no code of the
model's repository is run.
"""

import asyncio
import time
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, cast

import torch
from huggingface_hub import try_to_load_from_cache
from jinja2 import TemplateError
from transformers import AutoModelForCausalLM, AutoTokenizer, GenerationConfig, PreTrainedModel, PreTrainedTokenizerBase

from recipes.endpoint import Answer, EndpointDownError, Sampling
from recipes.journal import Watch
from recipes.teacher_prompts import STOP
from socratic.encoding import encode_prompt

__all__ = ["LocalTeacher"]

GATHERING = 0.03
"""Seconds without a new request after which a batch starts though it could hold more."""


@dataclass(frozen=True)
class _Waiting:
    ids: list[int]
    is_text: bool
    answer: "asyncio.Future[Answer]"


class LocalTeacher:
    """A causal language model in a folder, or on the Hub at `revision`. `device` "auto" spreads it over all there are;
    `dtype` is "auto" (the weights' own) or a torch dtype's name."""

    def __init__(
        self,
        sampling: Sampling,
        *,
        revision: str | None = None,
        device: str | None = None,
        dtype: str = "auto",
        batch_size: int = 16,
    ) -> None:
        self.sampling = sampling
        self.device = device or ("cuda" if torch.cuda.is_available() else "cpu")
        self.dtype = dtype
        self.revision = revision
        self._batch_size = batch_size
        try:
            self._tokenizer: PreTrainedTokenizerBase = AutoTokenizer.from_pretrained(
                sampling.model, revision=revision, padding_side="left"
            )
        except (OSError, ValueError) as error:
            raise self._unusable(error) from error
        self.revision = self._commit()
        if self._tokenizer.pad_token_id is None:
            self._tokenizer.pad_token = self._tokenizer.eos_token
        self._model: PreTrainedModel | None = None
        self._waiting: list[_Waiting] = []
        self._working: asyncio.Task[None] | None = None
        self._stopped = False

    @property
    def chat(self) -> bool:
        """Whether the model has a chat template, and so is to be asked by messages."""
        return self._tokenizer.chat_template is not None

    async def __aenter__(self) -> "LocalTeacher":
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stopped = True
        if self._working is not None:
            await asyncio.wait([self._working])

    async def ask(self, asked: list[dict[str, str]] | str, schema: dict[str, Any], watch: Watch) -> Answer:
        """The model's reply to the messages of a chat, or its completion of a text. Raises `EndpointDownError` where
        the model cannot be used."""
        ids = encode_prompt(self._tokenizer, asked) if isinstance(asked, str) else self._chat_ids(asked)
        watch.before()
        watch.sent()
        waiting = _Waiting(ids, isinstance(asked, str), asyncio.get_running_loop().create_future())
        self._waiting.append(waiting)
        if self._working is None or self._working.done():
            self._working = asyncio.create_task(self._work())
        try:
            return await waiting.answer
        except EndpointDownError:
            watch.declined()
            raise

    def _chat_ids(self, messages: list[dict[str, str]]) -> list[int]:
        try:
            encoded = self._tokenizer.apply_chat_template(messages, add_generation_prompt=True, return_dict=True)
        except TemplateError:  # some templates know no system role
            system, first, *rest = messages
            merged = {"role": "user", "content": f"{system['content']}\n\n{first['content']}"}
            try:
                encoded = self._tokenizer.apply_chat_template(
                    [merged, *rest], add_generation_prompt=True, return_dict=True
                )
            except TemplateError as error:
                raise EndpointDownError(
                    f"the chat template of {self.sampling.model} refuses the prompt ({error}): try --api completions"
                ) from error
        return cast(list[int], cast(Any, encoded)["input_ids"])

    async def _work(self) -> None:
        """Batch by batch until nobody waits. An error goes to those who waited for the batch."""
        while self._waiting:
            count = 0
            while count < len(self._waiting) < self._batch_size:
                count = len(self._waiting)
                await asyncio.sleep(GATHERING)
            batch, self._waiting = self._waiting[: self._batch_size], self._waiting[self._batch_size :]
            try:
                answers = await asyncio.to_thread(self._generate, batch)
            except Exception as error:
                for waiting in batch:
                    if not waiting.answer.done():
                        waiting.answer.set_exception(error)
            else:
                for waiting, answer in zip(batch, answers, strict=True):
                    if not waiting.answer.done():  # who was cancelled waits no more
                        waiting.answer.set_result(answer)

    def _generate(self, batch: list[_Waiting]) -> list[Answer]:
        began = time.monotonic()
        if self._model is None:
            self._model = self._load()
        model, tokenizer, sampling = self._model, self._tokenizer, self.sampling
        longest = max(len(waiting.ids) for waiting in batch)
        room = model.config.get_text_config().max_position_embeddings - longest
        if room < 1:
            raise EndpointDownError(
                f"a prompt of {longest:,} tokens leaves no room in {sampling.model}, which reads {longest + room:,}: "
                "choose a shorter --prompt or another model"
            )
        pad = tokenizer.pad_token_id
        ids = torch.tensor([[pad] * (longest - len(each.ids)) + each.ids for each in batch], device=model.device)
        mask = torch.tensor([[0] * (longest - len(each.ids)) + [1] * len(each.ids) for each in batch])
        limit = min(sampling.max_tokens, room)
        ends = model.generation_config.eos_token_id
        ends = {tokenizer.eos_token_id, *(ends if isinstance(ends, list) else [ends])} - {None}
        sampled = {"temperature": sampling.temperature, "top_p": sampling.top_p} if sampling.temperature else {}
        settings = GenerationConfig(
            do_sample=sampling.temperature > 0,
            max_new_tokens=limit,
            eos_token_id=sorted(ends) or None,
            pad_token_id=pad,
            stop_strings=[STOP] if batch[0].is_text else None,
            **sampled,
        )
        try:
            with torch.inference_mode():
                rows = cast(Any, model).generate(
                    ids,
                    attention_mask=mask.to(model.device),
                    generation_config=settings,
                    tokenizer=tokenizer,
                    stopping_criteria=[self._stop],
                )
        except torch.OutOfMemoryError as error:
            raise EndpointDownError("the model and its batch do not fit into memory: lower --in_flight") from error
        seconds = time.monotonic() - began
        return [
            self._answer(each, row[longest:].tolist(), ends | {pad}, limit, seconds)
            for each, row in zip(batch, rows, strict=True)
        ]

    def _stop(self, ids: torch.Tensor, scores: Any, **_: Any) -> torch.Tensor:
        return torch.full((len(ids),), self._stopped, device=ids.device)

    def _answer(self, waiting: _Waiting, new: list[int], ends: set[int], limit: int, seconds: float) -> Answer:
        end = next((place for place, token in enumerate(new) if token in ends), None)
        text = cast(str, self._tokenizer.decode(new[:end], skip_special_tokens=True))
        stopped = end is not None or (waiting.is_text and STOP in text)
        return Answer(
            "answer",
            text.partition(STOP)[0] if waiting.is_text else text,
            "stop" if stopped else "length",
            len(waiting.ids),
            len(new) if end is None else end + 1,
            seconds=seconds,
        )

    def _load(self) -> PreTrainedModel:
        torch.seed()  # torch begins every process with the same numbers: a resumed run would draw the same again
        spread = self.device == "auto"
        try:
            model: Any = AutoModelForCausalLM.from_pretrained(
                self.sampling.model,
                revision=self.revision,
                dtype=self.dtype if self.dtype == "auto" else getattr(torch, self.dtype),
                device_map="auto" if spread else None,
                use_safetensors=True,
            )
            if not spread:
                model.to(self.device)
        except (OSError, ValueError, RuntimeError) as error:
            raise self._unusable(error) from error
        self.device = str(model.device)
        return cast(PreTrainedModel, model.eval())

    def _commit(self) -> str | None:
        """The Hub's commit that the tokenizer came from, by its folder in the cache; None for a folder of one's own."""
        if Path(self.sampling.model).is_dir():
            return None
        file = try_to_load_from_cache(self.sampling.model, "tokenizer_config.json", revision=self.revision)
        return Path(file).parent.name if isinstance(file, str) else self.revision

    def _unusable(self, error: Exception) -> EndpointDownError:
        return EndpointDownError(f"the teacher {self.sampling.model!r} cannot be loaded: {str(error).splitlines()[0]}")

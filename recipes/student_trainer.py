"""TRL's trainers as the recipes need them: no model card, honest seconds, and a loss that a CPU can afford.

>>> trainer = StudentTrainer(model=model, args=sft_config, train_dataset=data.dataset)  # doctest: +SKIP

What is fastest differs by device. On a CPU: score only the labelled positions (here), group rows by length and do not
pack (the YAMLs in recipes/configs); tests/benchmarks/training.py measures these choices beside TRL's defaults and a
plain PyTorch loop. On a GPU TRL's own loss is kept; nothing has been measured there yet.
"""

import time
from typing import Any, cast

import torch
from torch.nn.functional import cross_entropy
from trl import DistillationTrainer, SFTTrainer

from socratic.encoding import IGNORED

__all__ = ["OnPolicyTrainer", "StudentTrainer"]


class _OurLog:
    """Goes before a trainer of TRL: no model card (hubkit writes ours), and `seconds` in every log entry: training time
    so far, over all the runs that a killed one was resumed by."""

    accelerator: Any
    model: Any
    model_wrapped: Any
    state: Any
    _last_log: float | None = None

    def create_model_card(self, *args: Any, **kwargs: Any) -> None:
        """Nothing: TRL's card would replace a person's README at every checkpoint."""

    def train(self, *args: Any, **kwargs: Any) -> Any:
        """Train as the trainer does; `seconds` counts from here."""
        self._last_log = time.perf_counter()
        return cast(Any, super()).train(*args, **kwargs)

    def log(self, logs: dict[str, float], start_time: float | None = None) -> None:
        """Log with `seconds`, which goes on from the last entry, also after a resume."""
        now = time.perf_counter()
        before = next((entry["seconds"] for entry in reversed(self.state.log_history) if "seconds" in entry), 0.0)
        logs["seconds"] = round(before + now - (self._last_log or now), 2)
        self._last_log = now
        cast(Any, super()).log(logs, start_time)

    def end(self) -> None:
        """End the run as the trainer does, without DDP's wrapper. Where that holds the process group last, its
        destructor waits for gloo's threads with Python's lock in hand, and one of them may be waiting for the lock: on
        a CPU three of seven runs of recipes/distill.py with two processes hung after their last line (torch 2.13)."""
        self.model_wrapped = self.model
        self.accelerator.free_memory()
        cast(Any, super()).end()


class OnPolicyTrainer(_OurLog, DistillationTrainer):
    """DistillationTrainer with our log."""


class StudentTrainer(_OurLog, SFTTrainer):
    """SFTTrainer with our log, which on a CPU scores only the labelled positions. There TRL's fused head scores every
    position, prompts and padding included, and their entropy, which halved the tokens a second on the built-in base.
    The loss is the same; entropy and token accuracy are not logged."""

    def compute_loss(
        self,
        model: torch.nn.Module,
        inputs: dict[str, torch.Tensor],
        return_outputs: bool = False,
        num_items_in_batch: torch.Tensor | int | None = None,
    ) -> Any:
        """The mean negative log-likelihood of the labels, as SFTTrainer computes it."""
        if return_outputs or inputs["input_ids"].device.type != "cpu":
            return super().compute_loss(model, inputs, return_outputs, num_items_in_batch)
        labels = inputs.pop("labels")[:, 1:]  # the position before a token predicts it
        learned = labels != IGNORED
        # `logits_to_keep` takes whole columns: with rows of several turns nearly every one has a label in some row.
        head = self.accelerator.unwrap_model(model).get_output_embeddings()
        hook = head.register_forward_pre_hook(lambda _, hidden: (hidden[0][:, :-1][learned],))
        try:
            logits = model(**inputs, use_cache=False).logits.float()
        finally:
            hook.remove()
        total = cross_entropy(logits, labels[learned], reduction="sum")
        if num_items_in_batch is None:
            return total / learned.sum().clamp(min=1)
        loss = total / num_items_in_batch
        # num_items_in_batch counts every process's labels, and DDP then averages the gradients
        return loss * self.accelerator.num_processes if self.args.average_tokens_across_devices else loss

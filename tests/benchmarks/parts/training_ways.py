"""A student's training steps by a trainer or by a plain PyTorch loop, timed alike.

>>> ours = run_trainer(StudentTrainer, model, arguments, dataset, tokenizer, warmup=3)  # doctest: +SKIP
>>> plain = plain_loop(model, ours.batches, arguments, warmup=3, labelled_only=True)    # doctest: +SKIP
>>> ours.tokens / ours.seconds, plain.tokens / plain.seconds                            # doctest: +SKIP
(5043.1, 5318.4)
"""

import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import torch
from torch.nn.functional import cross_entropy
from torch.nn.utils.rnn import pad_sequence
from transformers import TrainerCallback, get_scheduler
from trl import SFTTrainer

from socratic.encoding import IGNORED
from tests.benchmarks.parts.exact_options import wait_for

__all__ = ["Batch", "Run", "loss_on", "plain_loop", "run_trainer"]

Batch = list[tuple[torch.Tensor, torch.Tensor]]
"""The rows of a batch without padding: token ids, and labels."""


@dataclass
class Run:
    """Steps that were timed, after a warm-up. `tokens` are those that are no padding, `positions` all; `cpu_seconds`
    are of all threads, and little disturbed by other processes. `batches` has the warm-up's too, where each row has
    a mask of its own (not with padding-free batches)."""

    tokens: int = 0
    positions: int = 0
    seconds: float = 0.0
    cpu_seconds: float = 0.0
    batches: list[Batch] = field(default_factory=list)

    def start(self, device: str) -> None:
        """Count from here."""
        wait_for(device)
        self.tokens = self.positions = 0
        self.seconds, self.cpu_seconds = -time.perf_counter(), -time.process_time()

    def stop(self, device: str) -> None:
        """Count to here."""
        wait_for(device)
        self.seconds += time.perf_counter()
        self.cpu_seconds += time.process_time()


class _Timer(TrainerCallback):
    def __init__(self, run: Run, warmup: int) -> None:
        self._run, self._warmup = run, warmup

    def on_step_end(self, args: Any, state: Any, control: Any, **kwargs: Any) -> None:
        if state.global_step == self._warmup:
            self._run.start(str(args.device))
        elif state.global_step == state.max_steps:
            self._run.stop(str(args.device))


def run_trainer(
    kind: type[SFTTrainer], model: Any, arguments: Any, dataset: Any, tokenizer: Any, *, warmup: int
) -> Run:
    """Train for `warmup` steps and then as many as an epoch has: every row is timed once, whatever their order."""
    run = Run()

    class Counting(kind):  # type: ignore[misc, valid-type]  # a class that is chosen while running
        def training_step(self, model: Any, inputs: dict[str, torch.Tensor], *more: Any, **named: Any) -> torch.Tensor:
            run.positions += inputs["input_ids"].numel()
            if "attention_mask" in inputs:
                mask = inputs["attention_mask"].bool()
                run.tokens += int(mask.sum())
                run.batches.append(
                    [
                        (ids[seen].cpu(), labels[seen].cpu())
                        for ids, labels, seen in zip(inputs["input_ids"], inputs["labels"], mask, strict=True)
                    ]
                )
            else:
                run.tokens += inputs["input_ids"].numel()
            loss: torch.Tensor = super().training_step(model, inputs, *more, **named)
            return loss

    trainer = Counting(model=model, args=arguments, train_dataset=dataset, processing_class=tokenizer)
    trainer.args.max_steps = warmup + -(-len(trainer.train_dataset) // arguments.train_batch_size)
    trainer.add_callback(_Timer(run, warmup))
    trainer.train()
    trainer.accelerator.free_memory()
    return run


def plain_loop(model: Any, batches: Sequence[Batch], arguments: Any, *, warmup: int, labelled_only: bool) -> Run:
    """The same steps without a trainer: pad, forward, backward, clip, AdamW, schedule, and the loss read as often.

    The loss is the model's own, of every position's logits, or only of the labelled positions'.
    """
    device = str(arguments.device)
    run = Run()
    model.to(device).train()
    matrices = [weight for weight in model.parameters() if weight.ndim > 1]
    others = [weight for weight in model.parameters() if weight.ndim <= 1]  # no decay of norms and biases, as Trainer
    optimizer = torch.optim.AdamW(
        [{"params": matrices, "weight_decay": arguments.weight_decay}, {"params": others, "weight_decay": 0.0}],
        lr=arguments.learning_rate,
        betas=(arguments.adam_beta1, arguments.adam_beta2),
        eps=arguments.adam_epsilon,
        fused=True,  # as Trainer's default
    )
    schedule = get_scheduler(
        arguments.lr_scheduler_type,
        optimizer,
        num_warmup_steps=arguments.get_warmup_steps(len(batches)),
        num_training_steps=len(batches),
    )
    for step, batch in enumerate(batches, start=1):
        inputs = _padded(batch, device)
        with torch.autocast(torch.device(device).type, torch.bfloat16, enabled=bool(arguments.bf16)):
            loss = _labelled_loss(model, inputs) if labelled_only else model(**inputs, use_cache=False).loss
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), arguments.max_grad_norm)
        optimizer.step()
        schedule.step()
        optimizer.zero_grad()
        if step % arguments.logging_steps == 0:
            loss.item()
        run.tokens += sum(len(ids) for ids, _ in batch)
        run.positions += inputs["input_ids"].numel()
        if step == warmup:
            run.start(device)
    run.stop(device)
    return run


@torch.no_grad()
def loss_on(model: Any, batch: Batch, device: str) -> float:
    """The mean loss of a batch's labels."""
    return float(model.to(device).eval()(**_padded(batch, device), use_cache=False).loss)


def _padded(batch: Batch, device: str) -> dict[str, torch.Tensor]:
    ids, labels = [ids for ids, _ in batch], [labels for _, labels in batch]
    inputs = {
        "input_ids": pad_sequence(ids, batch_first=True),
        "attention_mask": pad_sequence([torch.ones_like(each) for each in ids], batch_first=True),
        "labels": pad_sequence(labels, batch_first=True, padding_value=IGNORED),
    }
    return {name: tensor.to(device) for name, tensor in inputs.items()}


def _labelled_loss(model: Any, inputs: dict[str, torch.Tensor]) -> torch.Tensor:
    """The mean loss, with logits only where there is a label: the vocabulary's product is much of a small model."""
    labels = inputs["labels"][:, 1:]
    learned = labels != IGNORED
    hidden = model.base_model(inputs["input_ids"], attention_mask=inputs["attention_mask"], use_cache=False)
    logits = model.get_output_embeddings()(hidden.last_hidden_state[:, :-1][learned])
    return cross_entropy(logits.float(), labels[learned])

"""A teacher is asked, within the budget, and its replies pass the filter: one run of recipes/annotate.py.

    with Journal(folder / "replies.jsonl") as journal:
        run = AnnotationRun(options, prompt, journal, problems)
        stopped = asyncio.run(run.ask(problems))
    run.outcomes[problem.id].chains

`options` are those of recipes/annotate_options.py. A reply that is in the journal is not asked for again.
"""

import argparse
import asyncio
import signal
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

from recipes.annotate_cost import CHARACTERS_A_TOKEN, characters, cost
from recipes.journal import Journal, Reply, request_key
from recipes.records import now
from recipes.teacher_prompts import Prompt
from socratic.errors import ConfigError
from socratic.problem import Problem, Step

if TYPE_CHECKING:  # imported where they are used: --help needs neither
    from recipes.endpoint import Endpoint, Sampling
    from recipes.local_teacher import LocalTeacher

__all__ = ["AnnotationRun", "Outcome"]


@dataclass
class Outcome:
    """What the teacher's replies to one problem came to. `done` is False where the run stopped before its last try."""

    chains: list[tuple[Step, ...]] = field(default_factory=list)
    refused: Counter[str] = field(default_factory=Counter)
    done: bool = False


class _StopError(Exception):
    """No more requests; its text says why."""


class AnnotationRun:
    """Many problems at once, each one's tries one after the other.

    `outcomes` are by problem id; `used` are the replies that went into them, of this run or an earlier one;
    `unanswered` counts the problems whose request stayed without a reply. `local` is the teacher if it is a model on
    this machine; `chat` says whether it got messages or one text.
    """

    def __init__(
        self, options: argparse.Namespace, prompt: Prompt, journal: Journal, problems: Sequence[Problem]
    ) -> None:
        self.outcomes = {problem.id: Outcome() for problem in problems}
        self.used: list[Reply] = []
        self.unanswered = 0
        self._options = options
        self._prompt = prompt
        self._journal = journal
        self._stopped: str | None = None
        longest = max((characters(prompt, problem) for problem in problems), default=0)
        self._most = (longest // CHARACTERS_A_TOKEN, options.max_tokens)  # tokens of one request
        self._tokens = [0, 0]
        for reply in journal.replies.values():
            self._spend(reply)
        self._done = self._accepted = 0
        self.local: LocalTeacher | None = None
        self.chat = True

    def gold(self, problems: Sequence[Problem]) -> None:
        """The problems' own steps through the filter."""
        from recipes.chains import RefusedChainError, check_steps

        for problem in problems:
            outcome = self.outcomes[problem.id] = Outcome(done=True)
            steps = problem.steps
            if not self._prompt.questions:
                steps = tuple(Step("", step.solution) for step in steps)
            try:
                check_steps(problem, steps, questions=self._prompt.questions)
            except RefusedChainError as refusal:
                outcome.refused[refusal.reason] += 1
            else:
                outcome.chains.append(steps)

    async def ask(self, problems: Sequence[Problem]) -> str | None:
        """Fill `outcomes`; why the run stopped before its end, or None."""
        from tqdm import tqdm

        options = self._options
        loop, task = asyncio.get_running_loop(), asyncio.current_task()
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(number, self._interrupt, task)
        queue = iter(problems)
        async with self._open_teacher() as teacher:
            with tqdm(total=len(problems), unit="problem", disable=options.quiet) as bar:
                async with asyncio.TaskGroup() as group:
                    for _ in range(min(options.in_flight, len(problems))):
                        group.create_task(self._work(queue, teacher, bar))
        return self._stopped

    def _open_teacher(self) -> "Endpoint | LocalTeacher":
        options = self._options
        if options.local:
            from transformers.utils import logging

            from recipes.local_teacher import LocalTeacher

            if options.quiet:
                logging.disable_progress_bar()
            self.local = LocalTeacher(
                _sampling(options),
                revision=options.revision,
                device=options.device,
                dtype=options.dtype or "auto",
                batch_size=options.in_flight,
            )
            self.chat = options.api == "chat" or (options.api is None and self.local.chat)
            if self.chat and not self.local.chat:
                raise ConfigError(f"{options.model} has no chat template: leave --api chat out")
            return self.local
        from recipes.endpoint import Endpoint

        self.chat = options.api != "completions"
        return Endpoint(
            _sampling(options),
            base_url=options.base_url,
            provider=options.provider,
            bill_to=options.bill_to,
            send_token=options.send_token,
            structured=options.structured,
            timeout=options.timeout,
        )

    async def _work(self, queue: Iterator[Problem], teacher: "Endpoint | LocalTeacher", bar: Any) -> None:
        from recipes.endpoint import EndpointDownError, UnansweredError

        for problem in queue:
            try:
                await self._problem(problem, teacher)
            except UnansweredError:
                self.unanswered += 1
            except _StopError:
                pass  # the problems that remain may have their replies on disk
            except EndpointDownError as error:
                self._stopped = self._stopped or str(error)
            bar.update(self.outcomes[problem.id].done)
            bar.set_postfix_str(self._progress(), refresh=False)

    async def _problem(self, problem: Problem, teacher: "Endpoint | LocalTeacher") -> None:
        from recipes.chains import RefusedChainError, accepted_steps

        options, outcome = self._options, self.outcomes[problem.id]
        asked = self._prompt.messages(problem.text) if self.chat else self._prompt.completion(problem.text)
        for attempt in range(1, options.tries * options.chains + 1):
            key = _key(options, problem, asked, attempt)
            reply = self._journal.replies.get(key)
            if reply is None:
                reply = await self._paid(teacher, problem, asked, key, attempt)
            self.used.append(reply)
            try:
                if reply.status != "answer":
                    raise RefusedChainError("too long" if reply.status == "too long" else "refused by the endpoint")
                steps = accepted_steps(
                    problem,
                    reply.text,
                    questions=self._prompt.questions,
                    finish_reason=reply.finish_reason,
                    exemplars=self._prompt.exemplars,
                )
                if steps in outcome.chains:
                    raise RefusedChainError("repeats an accepted chain")
            except RefusedChainError as refusal:
                outcome.refused[refusal.reason] += 1
            else:
                outcome.chains.append(steps)
                if len(outcome.chains) == options.chains:
                    break
        outcome.done = True
        self._done += 1
        self._accepted += bool(outcome.chains)

    async def _paid(
        self,
        teacher: "Endpoint | LocalTeacher",
        problem: Problem,
        asked: list[dict[str, str]] | str,
        key: str,
        attempt: int,
    ) -> Reply:
        """A reply that was asked for now, and is on disk."""
        answer = await teacher.ask(asked, self._prompt.schema(), self._journal.watch(key, self._may_send))
        reply = Reply(
            key=key,
            problem=problem.id,
            attempt=attempt,
            prompt_hash=self._prompt.hash,
            created=now(),
            **{**asdict(answer), "seconds": round(answer.seconds, 3)},
        )
        self._journal.add(reply)
        await self._journal.on_disk()
        self._spend(reply)
        return reply

    def _spend(self, reply: Reply) -> None:
        """Where the endpoint does not count: as much as it can have been."""
        self._tokens[0] += self._most[0] if reply.prompt_tokens is None else reply.prompt_tokens
        self._tokens[1] += self._most[1] if reply.completion_tokens is None else reply.completion_tokens

    def _may_send(self) -> None:
        """Raise `_StopError` where the next request could pass a budget. It, those under way and those that a kill or
        a fault left without an answer count at their longest."""
        options = self._options
        if self._stopped is None:
            open_ones = self._journal.unanswered + 1
            read, written = (spent + open_ones * most for spent, most in zip(self._tokens, self._most, strict=True))
            if options.budget_requests is not None and self._journal.requests + 1 > options.budget_requests:
                self._stopped = f"the budget of {options.budget_requests:,} requests is spent"
            elif options.budget_tokens is not None and read + written > options.budget_tokens:
                self._stopped = f"the budget of {options.budget_tokens:,} tokens does not cover another request"
            elif options.budget_money is not None and cost(options, read, written) > options.budget_money:
                self._stopped = f"the budget of {options.budget_money:g} does not cover another request"
        if self._stopped is not None:
            raise _StopError(self._stopped)

    def _interrupt(self, task: "asyncio.Task[Any] | None") -> None:
        if self._stopped is None:
            self._stopped = "interrupted; run the same command again to go on"
            print("\nannotate.py: waiting for the requests in flight; interrupt again to leave them", file=sys.stderr)
        elif task is not None:
            task.cancel()

    def _progress(self) -> str:
        parts = [f"accepted {self._accepted / max(1, self._done):.0%}", f"{sum(self._tokens):,} tokens"]
        if self._options.prices:
            parts.append(f"cost {cost(self._options, *self._tokens):.2f}")
        return ", ".join(parts)


def _key(options: argparse.Namespace, problem: Problem, asked: list[dict[str, str]] | str, attempt: int) -> str:
    """Neither the address nor the schema: an endpoint may move, and may turn out not to know schemas."""
    said = {**asdict(_sampling(options)), "problem": problem.id, "messages": asked, "try": attempt}
    return request_key({**said, "local": options.revision or True} if options.local else said)


def _sampling(options: argparse.Namespace) -> "Sampling":
    from recipes.endpoint import Sampling

    return Sampling(options.model, options.temperature, options.top_p, options.max_tokens)

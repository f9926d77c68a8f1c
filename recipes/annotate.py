"""Annotate problems: a teacher writes the sub-questions and solutions that students learn from, and a filter keeps the
chains that end in the gold answer.

    data/mine/
        problems.jsonl      the accepted chains, for recipes/sft.py, recipes/export.py and anything else that reads them
        annotation.json     where they come from: teacher, prompt, sampling, dates, acceptance, every refusal by reason
        replies.jsonl       every reply of the teacher, on disk before it counts; not for publication

Run the same command again after a kill, a spent budget or an endpoint that went away: replies on disk are not asked for
again. The teacher is an endpoint (a chat, or --api completions), a model on this machine (--local), or the data set's
own steps, which then only pass the filter (--gold). recipes/chains.py has the filter, recipes/endpoint.py and
recipes/local_teacher.py the manners, recipes/prompts/ the words.
"""

import argparse
import asyncio
import signal
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from recipes.journal import Journal, Reply, request_key
from recipes.records import environment, now, write_json
from recipes.teacher_prompts import STYLES, Prompt, load_prompt
from socratic.errors import ConfigError, SocraticError
from socratic.problem import Problem, Step, fingerprint

if TYPE_CHECKING:  # imported where they are used: --help needs neither
    from recipes.endpoint import Endpoint, Sampling
    from recipes.local_teacher import LocalTeacher

__all__ = ["Outcome", "main"]

FORMAT_VERSION = 1
PROBLEMS_FILE, RECORD_FILE, JOURNAL_FILE = "problems.jsonl", "annotation.json", "replies.jsonl"
CHARACTERS_A_TOKEN = 3
"""For estimates alone, and rather too many tokens than too few: English has about four."""

_EXAMPLES = """examples:
  python -m recipes.annotate --dataset svamp --data_dir ../shared/data --base_url http://127.0.0.1:8000 \\
      --model Qwen/Qwen3-8B --test_sets gsm8k --output_dir data/svamp-qwen --dry_run
  python -m recipes.annotate --dataset mine.jsonl --model meta-llama/Llama-3.3-70B-Instruct --in_flight 32 \\
      --prices 0.6 0.8 --budget_money 5 --output_dir data/mine
  python -m recipes.annotate --dataset svamp --local --model models/Qwen3-8B --in_flight 32 --output_dir data/svamp-qwen
  python -m recipes.annotate --dataset gsm8k --gold --output_dir data/gsm8k-clean
then
  python -m recipes.export --dataset data/mine/problems.jsonl --license cc-by-4.0 --output_dir data/mine-export
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Annotate as the command line says; the exit status: 0 done, 1 an error, 3 stopped early (run it again)."""
    options = _options(arguments)
    try:
        return _annotate(options)
    except SocraticError as error:
        print(f"annotate.py: {error}", file=sys.stderr)
        return 1
    except (KeyboardInterrupt, asyncio.CancelledError):
        print("annotate.py: interrupted; run the same command again to go on", file=sys.stderr)
        return 130


@dataclass
class Outcome:
    """What the teacher's replies to one problem came to. `done` is False where the run stopped before its last try."""

    chains: list[tuple[Step, ...]] = field(default_factory=list)
    refused: Counter[str] = field(default_factory=Counter)
    done: bool = False


def _annotate(options: argparse.Namespace) -> int:
    from recipes.contamination import NearDuplicates
    from socratic.sources import load_problems, write_problems

    problems = load_problems(
        options.dataset,
        options.split,
        data_dir=options.data_dir,
        revision=options.dataset_revision,
        limit=options.limit,
    )
    if any(problem.numbers for problem in problems):
        raise ConfigError(
            f"{options.dataset} has placeholders for its numbers, and a teacher's chains are checked by their numbers: "
            "annotate a set that has them, such as svamp"
        )
    prompt = load_prompt(options.prompt or _style_of(problems))
    tests = [
        problem
        for name in options.test_sets
        for problem in load_problems(
            name, "test", data_dir=None if name.endswith((".jsonl", ".gz")) else options.data_dir
        )
    ]
    near = NearDuplicates(tests)
    kept = [problem for problem in problems if problem not in near]
    print(
        f"{len(problems):,} problems; {len(problems) - len(kept):,} are near-duplicates of test problems and left out"
    )
    if options.dry_run:
        _show(kept, prompt, options)
        return 0
    output: Path = options.output_dir
    if (output / PROBLEMS_FILE).exists() and not (output / RECORD_FILE).exists():
        raise ConfigError(f"{output} holds a {PROBLEMS_FILE} that no annotation wrote: choose another --output_dir")
    with Journal(output / JOURNAL_FILE) as journal:
        run = _Run(options, prompt, journal, kept)
        stopped = None
        if options.gold:
            run.gold(kept)
        else:
            stopped = asyncio.run(run.ask(kept))
        accepted = [
            replace(problem, id=_chain_id(problem, number), steps=steps)
            for problem in kept
            for number, steps in enumerate(run.outcomes[problem.id].chains, 1)
        ]
        draft = output / f".{PROBLEMS_FILE}.tmp"
        write_problems(draft, accepted)
        draft.replace(output / PROBLEMS_FILE)
        record = _record(options, prompt, problems, kept, accepted, run, journal, stopped)
        write_json(output / RECORD_FILE, record)
    counts = record["counts"]
    print(f"accepted: {counts['chains']:,} chains to {counts['accepted']:,} of {counts['asked']:,} problems asked")
    for reason, count in record["refused"].items():
        print(f"refused: {count:,} {reason}")
    print(f"written: {output / PROBLEMS_FILE}")
    if stopped is not None:
        print(f"annotate.py: stopped early: {stopped}", file=sys.stderr)
        return 3
    return 0


class _StopError(Exception):
    """No more requests; its text says why."""


class _Run:
    """Many problems at once, each one's tries one after the other."""

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
        longest = max((_characters(prompt, problem) for problem in problems), default=0)
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
            elif options.budget_money is not None and _cost(options, read, written) > options.budget_money:
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
            parts.append(f"cost {_cost(self._options, *self._tokens):.2f}")
        return ", ".join(parts)


def _record(
    options: argparse.Namespace,
    prompt: Prompt,
    problems: Sequence[Problem],
    kept: Sequence[Problem],
    accepted: Sequence[Problem],
    run: _Run,
    journal: Journal,
    stopped: str | None,
) -> dict[str, Any]:
    """Provenance: everything but the address of an endpoint, which may be a private one."""
    refused: Counter[str] = Counter()
    for outcome in run.outcomes.values():
        refused += outcome.refused
    asked = [outcome for outcome in run.outcomes.values() if outcome.chains or outcome.refused]
    good = sum(bool(outcome.chains) for outcome in asked)
    replies = run.used
    teacher: dict[str, Any] = {"kind": "gold annotation"}
    if run.local is not None:
        teacher = {
            "kind": "local model",
            "api": "chat template" if run.chat else "text",
            "model": _public(options.model),
            "revision": run.local.revision,
            "dtype": run.local.dtype,
        }
    elif not options.gold:
        teacher = {
            "kind": "chat endpoint" if run.chat else "completions endpoint",
            "model": _public(options.model),
            "served_as": sorted({_public(reply.served_model) for reply in replies if reply.served_model}),
            "through": "a base URL" if options.base_url else f"Inference Providers, {options.provider or 'auto'}",
            "replies_asked_with_schema": sum(reply.structured for reply in replies),
        }
    dates = sorted(reply.created for reply in replies)
    return {
        "format_version": FORMAT_VERSION,
        "created": now(),
        "complete": stopped is None and all(outcome.done for outcome in run.outcomes.values()),
        "stopped": stopped,
        "dataset": {
            "name": Path(options.dataset).name,
            "split": options.split,
            "revision": options.dataset_revision,
            "fingerprint": fingerprint(problems),
        },
        "problems": {"file": PROBLEMS_FILE, "fingerprint": fingerprint(accepted)},
        "teacher": teacher,
        "prompt": {"name": prompt.name, "hash": prompt.hash},
        "sampling": None
        if options.gold
        else {
            "temperature": options.temperature,
            "top_p": options.top_p,
            "max_tokens": options.max_tokens,
            "tries": options.tries,
            "chains": options.chains,
        },
        "asked": {"first": dates[0], "last": dates[-1]} if dates else None,
        "test_sets": [Path(name).name for name in options.test_sets],
        "counts": {
            "problems": len(problems),
            "near_duplicates": len(problems) - len(kept),
            "asked": len(asked),
            "accepted": good,
            "chains": len(accepted),
            "replies": len(replies),
            "unanswered": run.unanswered,
            "requests_sent": journal.requests,
            "requests_without_an_answer": journal.unanswered,
        },
        "acceptance": round(good / len(asked), 4) if asked else None,
        "refused": dict(refused.most_common()),
        "tokens": {
            "prompt": sum(reply.prompt_tokens or 0 for reply in replies),
            "completion": sum(reply.completion_tokens or 0 for reply in replies),
            "replies_without_a_count": sum(reply.completion_tokens is None for reply in replies),
        },
        "environment": environment(run.local.device if run.local else "cpu"),
    }


def _public(model: str) -> str:
    """A model's name; of a folder on this machine, its last part: records are published."""
    return Path(model).resolve().name if model.startswith(("/", ".", "~")) or Path(model).is_dir() else model


def _show(problems: Sequence[Problem], prompt: Prompt, options: argparse.Namespace) -> None:
    """What would be asked, and what it could cost."""
    if not problems:
        return
    if options.api == "completions":
        print(f"--- text\n{prompt.completion(problems[0].text)}")
    else:
        for message in prompt.messages(problems[0].text):
            print(f"--- {message['role']}\n{message['content']}")
    read = sum(_characters(prompt, problem) for problem in problems) // CHARACTERS_A_TOKEN
    most = options.tries * options.chains
    written = len(problems) * options.max_tokens
    print(f"--- prompt {prompt.name}, hash {prompt.hash}")
    print(f"{len(problems) * options.chains:,} requests at least, {len(problems) * most:,} at most")
    print(f"about {read * options.chains:,} to {read * most:,} tokens read, {written * most:,} written at most")
    if options.prices:
        print(f"cost: {_cost(options, read * most, written * most):.2f} at most")


def _style_of(problems: Sequence[Problem]) -> str:
    kinds = {problem.answer_kind for problem in problems}
    if len(kinds) > 1:
        raise ConfigError("some answers are numbers and some yes or no: give --prompt, or split the file")
    return "strategyqa" if kinds == {"yesno"} else "socratic"


def _key(options: argparse.Namespace, problem: Problem, asked: list[dict[str, str]] | str, attempt: int) -> str:
    """Neither the address nor the schema: an endpoint may move, and may turn out not to know schemas."""
    said = {**asdict(_sampling(options)), "problem": problem.id, "messages": asked, "try": attempt}
    return request_key({**said, "local": options.revision or True} if options.local else said)


def _sampling(options: argparse.Namespace) -> "Sampling":
    from recipes.endpoint import Sampling

    return Sampling(options.model, options.temperature, options.top_p, options.max_tokens)


def _chain_id(problem: Problem, number: int) -> str:
    return problem.id if number == 1 else f"{problem.id}#{number}"


def _characters(prompt: Prompt, problem: Problem) -> int:
    return sum(len(message["content"]) for message in prompt.messages(problem.text))


def _cost(options: argparse.Namespace, read: int, written: int) -> float:
    price_read, price_written = options.prices
    return float(read * price_read + written * price_written) / 1e6


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    def count(text: str) -> int:
        if not (value := int(text)) >= 1:
            raise argparse.ArgumentTypeError(f"must be at least 1, not {text}")
        return value

    def amount(text: str) -> float:
        if not 0 <= (value := float(text)) < 1e9:
            raise argparse.ArgumentTypeError(f"must be at least 0, not {text}")
        return value

    parser = argparse.ArgumentParser(
        prog="annotate.py",
        description=__doc__,
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    data = parser.add_argument_group("problems")
    data.add_argument(
        "--dataset", required=True, help="builtin, gsm8k, gsm8k-main, svamp, strategyqa or a .jsonl file of problems"
    )
    data.add_argument("--split", default="train", help="default: train; a file has none")
    data.add_argument("--data_dir", type=Path, help="folder with the data sets' files; default: the Hub")
    data.add_argument("--dataset_revision", metavar="SHA", help="commit of the data set on the Hub")
    data.add_argument("--limit", type=count, metavar="N", help="only the first N problems")
    data.add_argument(
        "--test_sets",
        nargs="+",
        default=[],
        metavar="SET",
        help="names or .jsonl files: problems that share 8 words in a row with a test problem are left out",
    )
    teacher = parser.add_argument_group("teacher")
    teacher.add_argument("--model", help="as the endpoint names it; with --local, a folder or an id on the Hub")
    teacher.add_argument("--base_url", metavar="URL", help="of a server of OpenAI's form; default: Inference Providers")
    teacher.add_argument("--provider", help="of Inference Providers; default: auto")
    teacher.add_argument("--bill_to", metavar="ORG", help="organization that pays for Inference Providers")
    teacher.add_argument(
        "--send_token",
        action="store_true",
        help="send the Hugging Face token (HF_TOKEN, or the saved one) to a --base_url that is not Hugging Face's",
    )
    teacher.add_argument(
        "--api",
        choices=("chat", "completions"),
        help="messages, or one text that a model without a chat goes on with (/v1/completions of a --base_url); "
        "default: chat, with --local where the model has a chat template",
    )
    teacher.add_argument("--local", action="store_true", help="no endpoint: transformers runs --model on this machine")
    teacher.add_argument("--revision", metavar="SHA", help="with --local: commit of the model on the Hub")
    teacher.add_argument("--device", help="with --local: cpu, cuda:1, auto (all there are) ...; default: cuda or cpu")
    teacher.add_argument("--dtype", choices=("auto", "float32", "bfloat16", "float16"), help="with --local")
    teacher.add_argument("--gold", action="store_true", help="no endpoint: the problems' own steps through the filter")
    teacher.add_argument("--timeout", type=amount, default=180.0, metavar="S", help="for one reply; default: 180")
    asking = parser.add_argument_group("asking")
    asking.add_argument(
        "--prompt",
        metavar="STYLE|FILE",
        help=f"{', '.join(STYLES)} or a file; default: socratic, for yes/no strategyqa",
    )
    asking.add_argument("--temperature", type=amount, default=0.7, help="default: 0.7")
    asking.add_argument("--top_p", type=amount)
    asking.add_argument("--max_tokens", type=count, default=1024, metavar="N", help="of one reply; default: 1024")
    asking.add_argument("--tries", type=count, default=3, metavar="N", help="for each chain wanted; default: 3")
    asking.add_argument("--chains", type=count, default=1, metavar="K", help="different ones a problem; default: 1")
    asking.add_argument(
        "--no_structured",
        dest="structured",
        action="store_false",
        help="do not ask for JSON by a schema; an endpoint that refuses a schema is asked without it anyway",
    )
    asking.add_argument(
        "--in_flight",
        type=count,
        default=16,
        metavar="N",
        help="requests at a time, or in a batch of a local model; default: 16",
    )
    budget = parser.add_argument_group(
        "budget, over all runs with one --output_dir",
        "What was sent and never answered (a kill, a time limit) counts as a request, and as long as it can have been.",
    )
    budget.add_argument("--budget_requests", type=count, metavar="N")
    budget.add_argument("--budget_tokens", type=count, metavar="N", help="read and written")
    budget.add_argument("--budget_money", type=amount, metavar="AMOUNT", help="in the currency of --prices")
    budget.add_argument(
        "--prices", nargs=2, type=amount, metavar=("READ", "WRITTEN"), help="for a million tokens, to show the cost"
    )
    output = parser.add_argument_group("output")
    output.add_argument("--output_dir", type=Path, required=True, metavar="DIR", help="new, or that of an earlier run")
    output.add_argument("--dry_run", action="store_true", help="show the prompt and an estimate, ask nobody")
    output.add_argument("--quiet", action="store_true", help="no progress bar")
    options = parser.parse_args(arguments)

    if options.gold and (options.model or options.base_url or options.provider):
        parser.error("--gold asks no endpoint: leave out --model, --base_url and --provider")
    if not options.gold and not options.model:
        parser.error("--model is needed: what the endpoint calls it (or --gold)")
    if options.local and (options.gold or options.base_url or options.provider or options.bill_to):
        parser.error("--local asks no endpoint: leave out --gold, --base_url, --provider and --bill_to")
    if not options.local and (options.revision or options.device or options.dtype):
        parser.error("--revision, --device and --dtype are for --local")
    if options.api == "completions" and not (options.local or options.base_url):
        parser.error("--api completions needs --base_url or --local")
    if options.provider and options.base_url:
        parser.error("--provider is for Inference Providers: leave it or --base_url out")
    if options.budget_money is not None and not options.prices:
        parser.error("--budget_money needs --prices")
    return options


if __name__ == "__main__":
    sys.exit(main())

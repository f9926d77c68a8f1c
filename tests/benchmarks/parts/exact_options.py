"""What transformers and torch offer for speed without another text: is it the same text here, and is it faster?

>>> [row["option"] for row in measure_options("cpu", time.perf_counter, few=True)]  # doctest: +SKIP
['prompt lookup, 2 tokens', 'prompt lookup, 10 tokens', 'static cache', 'torch.compile, static cache']

The built-in base writes chains of thought for built-in problems through transformers' `generate`, one at a time,
plainly and with an option, in turns; its time is the least of the turns. Prompt lookup guesses that the next tokens are
those that followed the same ones before; wrong guesses are dropped, so the text stays. A static cache has one size from
the beginning, which `torch.compile` needs; that is measured on the forward pass of one token, over and over, in a
process of its own, because compiling may take long.
"""

import multiprocessing
import shutil
import time
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import Any

import torch
from transformers import StaticCache

from socratic.builtin import BASE, builtin_problems
from socratic.encoding import encode_prompt
from socratic.students import Student, load_student

__all__ = ["measure_options", "wait_for"]

_OPTIONS: dict[str, dict[str, Any]] = {
    "prompt lookup, 2 tokens": {"prompt_lookup_num_tokens": 2},
    "prompt lookup, 10 tokens": {"prompt_lookup_num_tokens": 10},
    "static cache": {"cache_implementation": "static"},
}
_COMPILED = "torch.compile, static cache"
_PATIENCE = 180
"""Seconds for the process that compiles, its start included."""


def wait_for(device: str) -> None:
    """Wait until the device has done what it was asked."""
    if torch.device(device).type == "cuda":
        torch.cuda.synchronize()


def measure_options(device: str, clock: Callable[[], float], *, few: bool) -> list[dict[str, Any]]:
    """A row an option: texts, how many the same, tokens, seconds with and without it; or why it was skipped."""
    student = load_student(BASE, device=device).as_role("cot")
    problems = builtin_problems("test", 2 if few else 20)
    prompts = [encode_prompt(student.tokenizer, student.format.prompt(problem.text)) for problem in problems]
    ways: dict[str, dict[str, Any]] = {"plain": {}, **_OPTIONS}
    texts: dict[str, list[list[int]]] = {}
    seconds = dict.fromkeys(ways, float("inf"))
    for _ in range(1 if few else 3):
        for way, options in ways.items():
            _generate(student, prompts[0], options)  # warms up
            wait_for(device)
            start = clock()
            texts[way] = [_generate(student, prompt, options) for prompt in prompts]
            wait_for(device)
            seconds[way] = min(seconds[way], clock() - start)
    rows: list[dict[str, Any]] = [
        {
            "option": way,
            "texts": len(prompts),
            "same": sum(one == other for one, other in zip(texts[way], texts["plain"], strict=True)),
            "tokens": sum(map(len, texts["plain"])),
            "plain_seconds": seconds["plain"],
            "seconds": seconds[way],
        }
        for way in _OPTIONS
    ]
    return [*rows, {"option": _COMPILED, **_in_a_process(device, 5 if few else 200, 5 if few else _PATIENCE)}]


def _generate(student: Student, prompt: list[int], options: dict[str, Any]) -> list[int]:
    """What `generate` writes after `prompt`."""
    ids = torch.tensor([prompt], device=student.model.device)
    output = student.model.generate(  # type: ignore[operator]  # torch's Module may hold anything
        ids, attention_mask=torch.ones_like(ids), max_new_tokens=128, do_sample=False, **options
    )
    new: list[int] = output[0, ids.shape[1] :].tolist()
    return new


def _in_a_process(device: str, passes: int, patience: float) -> dict[str, Any]:
    """`_compare_compiled` in a process that is ended when it takes too long."""
    if shutil.which("g++") is None and shutil.which("clang++") is None:
        return {"skipped": "no C++ compiler"}
    spawn = multiprocessing.get_context("spawn")
    receiver, sender = spawn.Pipe(duplex=False)
    child = spawn.Process(target=_compile, args=(device, passes, torch.get_num_threads(), sender), daemon=True)
    child.start()
    sender.close()
    try:
        found: dict[str, Any] = {"skipped": f"not compiled after {patience:.0f} s"}
        if receiver.poll(patience):
            found = receiver.recv()
    except EOFError:
        found = {"skipped": "the compiling process ended without a word"}
    finally:
        child.terminate()
        child.join()
        receiver.close()
    return found


def _compile(device: str, passes: int, threads: int, sender: Connection) -> None:
    """Send how long passes of one token take, compiled and not, or what stopped the compiler."""
    import torch._inductor.config

    torch._inductor.config.compile_threads = 1  # no workers of its own, which would outlive an impatient parent
    torch.set_num_threads(threads)
    try:
        sender.send(_compare_compiled(device, passes))
    except Exception as error:  # whatever stops the compiler is the finding
        lines = str(error).strip().splitlines() or [""]
        sender.send({"skipped": f"{type(error).__name__}: {lines[0][:200]}"})


@torch.inference_mode()
def _compare_compiled(device: str, passes: int) -> dict[str, Any]:
    model = load_student(BASE, device=device).model

    def write(forward: Callable[..., Any]) -> tuple[list[int], float]:
        """The tokens that `passes` passes choose, and the seconds of these passes."""
        cache = StaticCache(config=model.config, max_cache_len=passes + 2)
        chosen = [1]
        start = 0.0
        for position in range(passes + 1):
            if position == 1:  # the first one may compile
                wait_for(device)
                start = time.perf_counter()
            output = forward(
                input_ids=torch.tensor([chosen[-1:]], device=device),
                position_ids=torch.tensor([[position]], device=device),
                past_key_values=cache,
                use_cache=True,
            )
            chosen.append(int(output.logits[0, -1].argmax()))
        return chosen[1:], time.perf_counter() - start

    compiled = torch.compile(model.forward, dynamic=False, mode="default")
    before = time.perf_counter()
    write(compiled)
    compiling = time.perf_counter() - before
    plain, plain_seconds = write(model.forward)
    texts, seconds = write(compiled)
    return {
        "texts": 1,
        "same": int(plain == texts),
        "tokens": passes,
        "plain_seconds": plain_seconds,
        "seconds": seconds,
        "compile_seconds": compiling,
    }

"""Small real parts for tests: a student of a few thousand weights that can be taught a handful of problems by heart.

>>> tiny_student(tmp_path / "cot", "cot")                                # random weights: writes nonsense, never stops
>>> tiny_student(tmp_path / "cot", "cot", problems=PROBLEMS)             # knows these problems, and stops by itself
>>> load_student(tmp_path / "cot")
"""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import torch
from tokenizers import Tokenizer, decoders, models, pre_tokenizers
from transformers import GenerationConfig, LlamaConfig, LlamaForCausalLM, PreTrainedTokenizerFast

from socratic.encoding import encode_example
from socratic.formats import FORMAT_VERSION, Asking, Example, Hint, StudentFormat
from socratic.problem import Problem, Step
from socratic.students import AnyRole, StudentConfig

EOS, PAD = "<|end|>", "<|pad|>"

ARTIFACTS = Path(os.environ.get("SOCRATIC_ARTIFACTS", Path(__file__).resolve().parent.parent / ".artifacts"))
"""Where screenshots of a test run go: SOCRATIC_ARTIFACTS, or .artifacts/, which git ignores."""


def chromium_path() -> str | None:
    """The Chromium of this machine: the system's, or the one that `make browser` installed; None when there is none."""
    from playwright.sync_api import sync_playwright

    if found := shutil.which("chromium") or shutil.which("google-chrome"):
        return found
    with sync_playwright() as playwright:
        own = playwright.chromium.executable_path
    return own if Path(own).exists() else None


PROBLEMS = (
    Problem(
        id="pens",
        text="Ann has 3 bags of 4 pens. She loses 2.",
        steps=(Step("How many at first?", "3*4 = <<3*4=12>>12"), Step("How many now?", "12-2 = <<12-2=10>>10")),
        answer="10",
        source="tests",
    ),
    Problem(
        id="eggs",
        text="Bob has 5 eggs. He buys 6.",
        steps=(Step("How many eggs?", "5+6 = <<5+6=11>>11"),),
        answer="11",
        source="tests",
    ),
    Problem(
        id="cats",
        text="Cy has 9 cats in 3 rooms.",
        steps=(Step("How many in a room?", "9/3 = <<9/3=3>>3"),),
        answer="3",
        source="tests",
    ),
)
"""Short enough to be learned by heart in a second or two."""


def byte_tokenizer(*merges: tuple[str, str]) -> PreTrainedTokenizerFast:
    """One token a byte, and EOS and pad apart from one another: nothing is unknown and only `merges` merge, in the
    signs of byte-level BPE (a new line is "Ċ")."""
    alphabet = [EOS, PAD, *sorted(pre_tokenizers.ByteLevel.alphabet()), *("".join(pair) for pair in merges)]
    backend = Tokenizer(models.BPE({token: number for number, token in enumerate(alphabet)}, merges=list(merges)))
    backend.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False)
    backend.decoder = decoders.ByteLevel()
    return PreTrainedTokenizerFast(tokenizer_object=backend, eos_token=EOS, pad_token=PAD)


def tiny_student(
    folder: Path,
    role: AnyRole,
    hint: Hint = "none",
    asking: Asking = "upfront",
    *,
    problems: Sequence[Problem] = (),
    calculator: bool = True,
    context_length: int = 512,
    seed: int = 0,
) -> Path:
    """Make a student in `folder` as recipes/sft.py leaves one: weights, tokenizer, generation config and student.json.

    Its weights are random, or, with `problems`, know them by heart in the role's format (not for role `all`).
    """
    torch.manual_seed(seed)
    tokenizer = byte_tokenizer()
    model = LlamaForCausalLM(
        LlamaConfig(
            vocab_size=len(tokenizer),
            hidden_size=32,
            intermediate_size=64,
            num_hidden_layers=2,
            num_attention_heads=2,
            max_position_embeddings=context_length,
            tie_word_embeddings=True,
            bos_token_id=None,
            eos_token_id=tokenizer.eos_token_id,
            pad_token_id=tokenizer.pad_token_id,
        )
    )
    model.generation_config = GenerationConfig(eos_token_id=tokenizer.eos_token_id, pad_token_id=tokenizer.pad_token_id)
    if problems:
        student = StudentFormat(role, hint, asking)
        learn_by_heart(model, tokenizer, [example for problem in problems for example in student.examples(problem)])
    model.save_pretrained(folder)
    tokenizer.save_pretrained(folder)
    StudentConfig(role, hint, asking, FORMAT_VERSION, "tests/tiny", "tests", calculator).save(folder)
    return folder


def learn_by_heart(model: LlamaForCausalLM, tokenizer: PreTrainedTokenizerFast, examples: Sequence[Example]) -> None:
    """Train on the completions until each token of them is the likeliest one."""
    rows = [encode_example(tokenizer, example) for example in examples]
    width = max(len(row.input_ids) for row in rows)
    ids = torch.full((len(rows), width), tokenizer.pad_token_id)
    labels = torch.full((len(rows), width), -100)
    for number, row in enumerate(rows):
        ids[number, : len(row.input_ids)] = torch.tensor(row.input_ids)
        learned = torch.tensor(row.completion_mask) == 1
        labels[number, : len(row.input_ids)][learned] = torch.tensor(row.input_ids)[learned]
    optimizer = torch.optim.AdamW(model.parameters(), lr=1e-2)
    for _ in range(500):
        output = model(input_ids=ids, attention_mask=(ids != tokenizer.pad_token_id).long(), labels=labels)
        predicted = output.logits[:, :-1].argmax(-1)
        wanted = labels[:, 1:]
        if output.loss < 0.05 and torch.equal(predicted[wanted != -100], wanted[wanted != -100]):
            return
        optimizer.zero_grad()
        output.loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
    raise AssertionError(f"the tiny model did not learn its texts: loss {output.loss:.3f}")


@contextmanager
def transformers_serve(model: Path, log: Path) -> Iterator[str]:
    """The address of a `transformers serve` of `model`, ready to answer."""
    command = Path(sys.executable).parent / "transformers"
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    url = f"http://127.0.0.1:{port}"
    options = ["--device", "cpu", "--host", "127.0.0.1", "--port", str(port)]
    with log.open("wb") as output:
        process = subprocess.Popen([command, "serve", str(model), *options], stdout=output, stderr=subprocess.STDOUT)
    try:
        while True:
            assert process.poll() is None, log.read_text()
            try:
                with urllib.request.urlopen(f"{url}/health", timeout=5):
                    break
            except (urllib.error.URLError, OSError):
                time.sleep(0.2)
        yield url
    finally:
        process.terminate()
        process.wait()


def one_line(errors: str) -> str:
    """The only line of what a refused start wrote, but for the bars of loading weights; fails where there are more."""
    (line,) = [line for line in errors.splitlines() if line and "Loading weights" not in line]
    return line

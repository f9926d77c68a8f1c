"""recipes/annotate.py against a real `transformers serve` on loopback, with a tiny teacher that knows two problems."""

import json
from pathlib import Path

import pytest
from transformers.utils.import_utils import is_serve_available

from recipes.annotate import main
from recipes.teacher_prompts import load_prompt
from socratic.problem import Problem
from socratic.sources import read_problems, write_problems
from tests.helpers import PROBLEMS, transformers_serve
from tests.tiny_teacher import PROMPT, TAUGHT, TEMPLATE, tiny_teacher

pytestmark = pytest.mark.skipif(
    not is_serve_available(), reason="`transformers serve` needs openai: pip install 'transformers[serving]'"
)


@pytest.mark.parametrize("api", ["chat", "completions"])
def test_what_transformers_serves_is_a_teacher(tmp_path: Path, api: str) -> None:
    prompt = tmp_path / "short.txt"
    prompt.write_text(PROMPT)
    model = tiny_teacher(tmp_path / "model", load_prompt(str(prompt)), TEMPLATE if api == "chat" else None)
    write_problems(tmp_path / "in.jsonl", [Problem(p.id, p.text, (), p.answer, p.source) for p in PROBLEMS])
    with transformers_serve(model, tmp_path / "server.log") as url:
        arguments = ["--dataset", str(tmp_path / "in.jsonl"), "--base_url", url, "--model", str(model), "--quiet"]
        arguments += ["--api", api, "--prompt", str(prompt), "--temperature", "0", "--max_tokens", "160"]
        arguments += ["--tries", "1", "--output_dir", str(tmp_path / "out")]
        assert main(arguments) == 0
        before = (tmp_path / "out" / "replies.jsonl").read_bytes()
        assert main(arguments) == 0
    assert (tmp_path / "out" / "replies.jsonl").read_bytes() == before
    assert read_problems(tmp_path / "out" / "problems.jsonl") == list(TAUGHT)
    record = json.loads((tmp_path / "out" / "annotation.json").read_text("utf-8"))
    assert record["counts"]["replies"] == 3
    assert record["tokens"]["replies_without_a_count"] == 0
    assert str(tmp_path) not in json.dumps(record)

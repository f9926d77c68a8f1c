"""`python -m recipes.base`: the start, the stages one after the other, their records in one; bases of other sizes."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
import torch
import yaml
from transformers import AutoModelForCausalLM, AutoTokenizer, GPT2Config, GPT2LMHeadModel

from recipes.base import CONFIGS, main
from recipes.base_grow import grow
from recipes.sft import parse
from socratic.builtin import BASE
from socratic.errors import ConfigError
from socratic.students import load_student

ROOT = Path(__file__).resolve().parents[2]


def test_a_dry_run_names_every_stage_and_writes_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["--output_dir", str(tmp_path), "--dry_run"])
    said = capsys.readouterr().out.splitlines()
    assert len(said) == len(CONFIGS) == 11
    assert said[1] == f"{tmp_path / 'base-2'}: 9,000 steps on builtin"
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("config", CONFIGS, ids=lambda config: config.stem)
def test_every_stage_can_be_read(config: Path, tmp_path: Path) -> None:
    settings = yaml.safe_load(config.read_text(encoding="utf-8"))
    recipe, training, _ = parse(["--config", str(config), "--model_name_or_path", "x", "--output_dir", str(tmp_path)])
    assert (recipe.role, recipe.dataset) == ("all", settings["dataset"])
    assert (training.max_steps, training.learning_rate) == (settings["max_steps"], settings["learning_rate"])


def test_the_stages_follow_each_other_and_are_kept(
    tmp_path: Path, shared_data: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    # Each takes a machine of two cores half a minute while others use it: the first, and one of each other mix of sets.
    stages = [CONFIGS[0], CONFIGS[1], CONFIGS[-1]]
    monkeypatch.setattr("recipes.base.CONFIGS", stages)
    command = ["--output_dir", str(tmp_path), "--data_dir", str(shared_data), "--trial"]
    main(command)
    last = tmp_path / f"base-{len(stages)}"
    base = load_student(last)
    assert base.config.role == "all"
    assert base.config.base_model == "base-init"
    assert base.config.dataset == "builtin+gsm8k+svamp+strategyqa"
    record = json.loads((last / "training.json").read_text(encoding="utf-8"))
    earlier = record["earlier_stages"]
    assert [stage["base_model"] for stage in earlier] == ["base-init", "base-1"]
    assert [stage["steps"] for stage in earlier] == [2, 2]
    written = (last / "model.safetensors").stat().st_mtime_ns
    main(command)
    assert capsys.readouterr().out.count(", finished") == len(stages)
    assert (last / "model.safetensors").stat().st_mtime_ns == written


def test_a_grown_base_gives_the_same_probabilities_and_learns_in_its_new_layers(tmp_path: Path) -> None:
    command = [sys.executable, str(ROOT / "recipes" / "base_grow.py"), "--layers", "14", "--output_dir", str(tmp_path)]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert said == f"3,443,136 parameters are now 6,985,152: {tmp_path}\n"
    small, large = (AutoModelForCausalLM.from_pretrained(folder) for folder in (BASE, tmp_path))
    tokens = AutoTokenizer.from_pretrained(tmp_path)("Ann has 3 bags of 4 apples.", return_tensors="pt").input_ids
    torch.testing.assert_close(large(tokens).logits, small(tokens).logits)
    torch.testing.assert_close(  # with a cache too: every layer has a place of its own there
        large.generate(tokens, max_new_tokens=20, do_sample=False),
        small.generate(tokens, max_new_tokens=20, do_sample=False),
    )
    large(tokens, labels=tokens).loss.backward()
    new = [layer for layer in large.model.layers if not layer.mlp.down_proj.weight.any()]
    assert len(new) == 8
    assert all(layer.mlp.down_proj.weight.grad.any() and layer.self_attn.o_proj.weight.grad.any() for layer in new)


def test_what_cannot_grow_is_refused(tmp_path: Path) -> None:
    for layers in (5, 6):
        with pytest.raises(ConfigError, match=f"has 6 layers already; --layers must be more than that, not {layers}"):
            grow(AutoModelForCausalLM.from_pretrained(BASE), layers)
    with pytest.raises(ConfigError, match="cannot grow a GPT2LMHeadModel"):
        grow(GPT2LMHeadModel(GPT2Config(n_layer=1, n_embd=8, n_head=1, vocab_size=8)), 2)
    command = [sys.executable, str(ROOT / "recipes" / "base_grow.py"), "--layers", "5", "--output_dir", str(tmp_path)]
    failed = subprocess.run(command, capture_output=True, text=True)
    assert failed.returncode == 1
    assert "base_grow.py: the base has 6 layers already" in failed.stderr
    assert "Traceback" not in failed.stderr
    failed = subprocess.run([*command, "--base", "/not/here"], capture_output=True, text=True)
    assert failed.returncode == 1
    assert "base_grow.py: /not/here: neither a folder here nor a Hub id" in failed.stderr
    assert "Traceback" not in failed.stderr


def test_a_start_of_gpt2s_architecture(tmp_path: Path, shared_data: Path) -> None:
    command = [sys.executable, str(ROOT / "recipes" / "base_start.py"), "--architecture", "gpt2", "--problems", "100"]
    size = ["--hidden_size", "32", "--layers", "1", "--heads", "2", "--vocab_size", "2048"]
    subprocess.run([*command, *size, "--data_dir", str(shared_data), "--output_dir", str(tmp_path)], check=True)
    failed = subprocess.run([*command, *size, "--heads", "5", "--output_dir", "x"], capture_output=True, text=True)
    assert failed.returncode == 2
    assert "--hidden_size 32 is no multiple of --heads 5" in failed.stderr
    model, tokenizer = AutoModelForCausalLM.from_pretrained(tmp_path), AutoTokenizer.from_pretrained(tmp_path)
    assert isinstance(model, GPT2LMHeadModel)
    assert (model.config.n_embd, model.config.n_layer, model.config.n_head) == (32, 1, 2)
    assert model.config.eos_token_id == tokenizer.eos_token_id != model.config.pad_token_id == tokenizer.pad_token_id
    assert model.config.bos_token_id is None

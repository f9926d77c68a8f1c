"""recipes/launch/*.yaml against the installed accelerate: no unknown keys, and as many processes as each file says."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from accelerate.commands.config.config_args import ClusterConfig, load_config_from_file
from accelerate.commands.launch import launch_command_parser
from accelerate.utils import DeepSpeedPlugin, DistributedType

ROOT = Path(__file__).resolve().parents[2]
FILES = sorted((ROOT / "recipes" / "launch").glob("*.yaml"))

# Each process writes what it is; the sum over all processes proves that they work together.
SCRIPT = """
import json, os, sys
import torch
from accelerate import Accelerator
from accelerate.utils import FullyShardedDataParallelPlugin

accelerator = Accelerator(cpu=True)
seen = accelerator.reduce(torch.ones(1)).item()
told = {"processes": accelerator.num_processes, "sum": seen, "type": accelerator.distributed_type.value}
if os.environ.get("ACCELERATE_USE_FSDP") == "true":
    plugin = FullyShardedDataParallelPlugin()  # from the environment that the launcher set
    told["fsdp"] = {
        "version": plugin.fsdp_version,
        "reshard_after_forward": plugin.reshard_after_forward,
        "state_dict_type": plugin.state_dict_type.name,
        "auto_wrap_policy": plugin.auto_wrap_policy.__name__,
        "cpu_ram_efficient_loading": plugin.cpu_ram_efficient_loading,
        "activation_checkpointing": plugin.activation_checkpointing,
    }
with open(os.path.join(sys.argv[1], str(accelerator.process_index)), "w") as file:
    json.dump(told, file)
accelerator.end_training()
"""


def read(name: str) -> ClusterConfig:
    return load_config_from_file(str(ROOT / "recipes" / "launch" / f"{name}.yaml"))


def launch(folder: Path, name: str, *options: str) -> list[dict[str, object]]:
    """What each process says that `accelerate launch` starts with this file."""
    script, told = folder / "script.py", folder / "told"
    script.write_text(SCRIPT, "utf-8")
    told.mkdir()
    command = [sys.executable, "-m", "accelerate.commands.launch", "--config_file", f"recipes/launch/{name}.yaml"]
    run = subprocess.run(
        [*command, *options, str(script), str(told)], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stderr
    return [json.loads(file.read_text("utf-8")) for file in sorted(told.iterdir())]


def test_every_launch_file_is_here():
    assert [file.stem for file in FILES] == ["cpu", "cpu_ddp", "ddp", "deepspeed_zero3", "fsdp", "one_gpu"]


def unknown_nested_keys(file: Path) -> list[str]:
    """The keys below the top level that `accelerate launch` has no option for: it would ignore them silently."""
    options = vars(launch_command_parser().parse_args(["script.py"]))
    content = yaml.safe_load(file.read_text("utf-8"))
    return [key for value in content.values() if isinstance(value, dict) for key in value if key not in options]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_keys_are_known(file):
    load_config_from_file(str(file))  # refuses unknown keys at the top level
    assert unknown_nested_keys(file) == []


def test_unknown_keys_are_found(tmp_path):
    wrong = tmp_path / "wrong.yaml"
    wrong.write_text("distributed_type: FSDP\nfsdp_config: {fsdp_version: 2, fsdp_shard: 1}\n", "utf-8")
    assert unknown_nested_keys(wrong) == ["fsdp_shard"]
    wrong.write_text("distributed_type: FSDP\nprocesses: 2\n", "utf-8")
    with pytest.raises(ValueError, match=r"unknown keys \(\['processes'\]\)"):
        load_config_from_file(str(wrong))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_the_header_has_the_hardware_and_the_command(file):
    header = file.read_text("utf-8").split("compute_environment")[0]
    assert header.startswith("# Hardware: ")
    command = header.split("#   ")[1].split()
    assert command[:4] == ["accelerate", "launch", "--config_file", f"recipes/launch/{file.name}"]
    assert "recipes/sft.py" in command


@pytest.mark.parametrize(
    ("name", "kind", "processes", "on_cpu"),
    [
        ("cpu", DistributedType.NO, 1, True),
        ("cpu_ddp", DistributedType.MULTI_GPU, 2, True),
        ("one_gpu", DistributedType.NO, 1, False),
        ("ddp", DistributedType.MULTI_GPU, 4, False),
        ("fsdp", DistributedType.FSDP, 4, False),
        ("deepspeed_zero3", DistributedType.DEEPSPEED, 4, False),
    ],
)
def test_fields(name, kind, processes, on_cpu):
    config = read(name)
    assert (config.distributed_type, config.num_processes, config.use_cpu) == (kind, processes, on_cpu)
    assert config.mixed_precision == "no", "the recipe's bf16 would be overridden"
    assert config.num_machines == 1


@pytest.mark.parametrize(("name", "kind"), [("cpu", "NO"), ("cpu_ddp", "MULTI_CPU")])
def test_the_cpu_files_start_their_processes(tmp_path, name, kind):
    processes = read(name).num_processes
    told = launch(tmp_path, name)
    assert told == [{"processes": processes, "sum": processes, "type": kind}] * processes


def test_fsdp_as_the_launcher_passes_it_on(tmp_path):
    (told,) = launch(tmp_path, "fsdp", "--num_processes", "1")
    assert told["fsdp"] == {
        "version": 2,
        "reshard_after_forward": True,
        "state_dict_type": "FULL_STATE_DICT",
        "auto_wrap_policy": "transformer_auto_wrap_policy",
        "cpu_ram_efficient_loading": False,
        "activation_checkpointing": False,
    }


def test_deepspeed_is_zero_3_that_saves_whole_weights():
    zero = DeepSpeedPlugin(**read("deepspeed_zero3").deepspeed_config).deepspeed_config["zero_optimization"]
    assert zero["stage"] == 3
    assert zero["stage3_gather_16bit_weights_on_model_save"] is True
    assert zero["offload_optimizer"]["device"] == zero["offload_param"]["device"] == "none"

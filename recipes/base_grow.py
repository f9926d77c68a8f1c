"""Make a larger start from a trained base: more layers that, at first, change nothing.

    python recipes/base_grow.py --base builtin --layers 14 --output_dir runs/sizes/base-7.0M-init
    accelerate launch --config_file recipes/launch/cpu_ddp.yaml recipes/sft.py \\
        --config recipes/configs/base/stage02.yaml --learning_rate 4e-4 \\
        --model_name_or_path runs/sizes/base-7.0M-init --output_dir runs/sizes/base-7.0M

The new layers are spread evenly among the old ones. Each is a copy of the layer before it whose two output projections
are zero, so that it adds nothing to what passes through it: the larger model gives the smaller one's probabilities, and
training goes on from there (block expansion, as LLaMA Pro does, arXiv 2401.02415). It is how a base of another size is
had without the hours that one from nothing takes (`recipes/base_start.py`). For Llamas.
"""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from socratic.errors import ConfigError, SocraticError

if TYPE_CHECKING:
    from transformers import PreTrainedModel

__all__ = ["grow", "main"]


def main() -> None:
    """Write the larger model and its tokenizer to the output folder."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--base", default="builtin", help="folder or Hub id of the smaller model; default: builtin")
    parser.add_argument("--layers", type=int, required=True, help="how many the larger one has")
    parser.add_argument("--output_dir", type=Path, required=True)
    options = parser.parse_args()

    from socratic.builtin import BASE
    from socratic.students import load_student

    base = load_student(BASE if options.base == "builtin" else options.base)
    before = base.model.num_parameters()
    grow(base.model, options.layers)
    base.tokenizer.save_pretrained(options.output_dir)
    base.model.save_pretrained(options.output_dir)
    print(f"{before:,} parameters are now {base.model.num_parameters():,}: {options.output_dir}")


def grow(model: "PreTrainedModel", layers: int) -> None:
    """Give `model`, a Llama, `layers` layers in place; its outputs stay as they are.

    Raises `ConfigError` where it has as many already, and for another kind of model.
    """
    import copy

    import torch

    old = getattr(getattr(model, "model", None), "layers", None)
    if not isinstance(old, torch.nn.ModuleList) or model.config.model_type != "llama":
        raise ConfigError(f"cannot grow a {type(model).__name__}: only a Llama; choose another base")
    if layers <= len(old):
        raise ConfigError(f"the base has {len(old)} layers already; --layers must be more than that, not {layers}")
    grown = torch.nn.ModuleList()
    for index, layer in enumerate(old):
        grown.append(layer)
        # After layer i of n stand as many as bring the total to the same share of `layers`.
        while len(grown) < (index + 1) * layers // len(old):
            new: Any = copy.deepcopy(layer)
            for projection in (new.self_attn.o_proj, new.mlp.down_proj):
                for part in projection.parameters():
                    torch.nn.init.zeros_(part)
            grown.append(new)
    attention: Any
    for index, attention in enumerate(layer.self_attn for layer in grown):
        attention.layer_idx = index  # its place in the cache
    model.model.layers = grown
    model.config.num_hidden_layers = layers


if __name__ == "__main__":
    try:
        main()
    except SocraticError as error:
        sys.exit(f"base_grow.py: {error}")

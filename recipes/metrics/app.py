"""The page of a metric's Space: inputs as JSON go in, the results come out.

    python recipes/metrics/app.py recipes/metrics/answer_accuracy

`python -m recipes.metric_spaces` copies this file into each Space, where it serves the folder that it lies in. The
widget of evaluate 0.4.6 (`evaluate.utils.launch_gradio_widget`) would be the custom, but it uses `gradio.inputs`, which
gradio dropped in version 4.
"""

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import evaluate
import gradio as gr

__all__ = ["build", "main"]

EXAMPLE = "example.json"
"""Beside the module: its name and the inputs that the page begins with."""


def build(folder: Path) -> gr.Interface:
    """The page for the module of a folder."""
    example = json.loads((folder / EXAMPLE).read_text("utf-8"))
    module = evaluate.load(str(folder / f"{example['module']}.py"))

    def compute(inputs: str) -> Any:
        try:
            return module.compute(**json.loads(inputs))
        except (ValueError, TypeError, ImportError) as error:  # what the modules and evaluate refuse inputs with
            raise gr.Error(str(error), print_exception=False) from error

    return gr.Interface(
        compute,
        gr.Code(json.dumps(example["inputs"], indent=2), language="json", label="Inputs"),
        gr.JSON(label="Results"),
        title=example["module"],
        description=module.description,
        article=f"```\n{module.inputs_description}\n```",
        flagging_mode="never",
        api_name="compute",
    )


def main(arguments: Sequence[str] | None = None) -> None:
    """Serve the page of the folder that is named, or that this file lies in."""
    named = sys.argv[1:] if arguments is None else arguments
    build(Path(named[0]) if named else Path(__file__).parent).launch()


if __name__ == "__main__":
    main()

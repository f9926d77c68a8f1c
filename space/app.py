"""The demo page: a problem goes in, CoT and Socratic CoT answer side by side.

    python space/app.py --students students
    python space/app.py --cot someone/socratic-gpt2-gsm8k-cot@<sha> --decomposer <id> --solver <id>

On Hugging Face Spaces the students come from the variables SOCRATIC_COT, SOCRATIC_DECOMPOSER and SOCRATIC_SOLVER
(`id@revision`). With none of these, the built-in base model plays all three parts.
"""

import argparse
import json
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeVar

import gradio as gr
import torch
from compare import Comparison, ComparisonRecord, StudentLabel, Students, compare
from render import render_answers, render_panel, render_students

from socratic.builtin import BASE
from socratic.errors import FormatError, SocraticError, StudentError
from socratic.formats import Role
from socratic.reasoners import MAX_PROBLEM_CHARACTERS, Reasoner, typed_problem
from socratic.students import load_student

HERE = Path(__file__).parent
QUEUE_SIZE = 16
"""Visitors who may wait; one more is told that the queue is full."""

Handler = TypeVar("Handler", bound=Callable[..., Any])

try:
    import spaces
except ImportError:  # not on Spaces, where a ZeroGPU machine needs the handlers decorated

    def gpu(handler: Handler) -> Handler:
        """Leave the handler as it is."""
        return handler
else:
    gpu = spaces.GPU

INTRODUCTION = f"""# Socratic CoT and CoT, side by side
Type a word problem with a number as its answer (at most {MAX_PROBLEM_CHARACTERS:,} characters). **CoT** reasons in one
go; **Socratic CoT** first asks sub-questions, then answers them one by one. These are very small models: they make
mistakes."""


def build_demo(cot: Reasoner, socratic: Reasoner, labels: tuple[StudentLabel, ...]) -> gr.Blocks:
    """The page for two methods; `labels` say which students they are. Launch it with `launch`."""

    def check(problem: str) -> Any:
        try:
            typed_problem(problem)
        except FormatError as error:
            return gr.validate(False, str(error))
        return gr.validate(True, "")

    def draw(state: Comparison) -> tuple[str, str, str, Comparison]:
        cot_panel = render_panel("CoT", state.cot)
        return cot_panel, render_panel("Socratic CoT", state.socratic), render_answers(state), state

    @gpu
    def stream(problem: str) -> Iterator[tuple[str, str, str, Comparison]]:
        for state in compare(cot, socratic, typed_problem(problem)):
            yield draw(state)

    @gpu
    def compare_problem(problem: str) -> ComparisonRecord:
        """Answer a word problem with CoT and with Socratic CoT.

        Args:
            problem: a word problem in English with a number as its answer, at most 4,000 characters.

        Returns:
            For each method its steps, answer (null if none could be read), tokens, seconds and model calls, and whether
            the two answers agree.
        """
        try:
            typed = typed_problem(problem)
        except FormatError as error:
            raise gr.Error(str(error), print_exception=False) from error
        *_, last_state = compare(cot, socratic, typed)
        return last_state.record()

    examples = json.loads((HERE / "examples.json").read_text(encoding="utf-8"))
    demo: gr.Blocks
    with gr.Blocks(title="Socratic CoT and CoT", analytics_enabled=False) as demo:
        gr.Markdown(INTRODUCTION)
        problem = gr.Textbox(
            label="Word problem",
            info="Enter compares; Shift+Enter starts a new line.",
            placeholder="Ann has 3 bags of 4 apples and eats 2. How many apples are left?",
            lines=1,
            max_lines=8,
            elem_id="problem",
        )
        with gr.Row():
            start = gr.Button("Compare", variant="primary", elem_id="compare")
            stop = gr.Button("Stop", variant="stop", elem_id="stop")
        gr.Examples(
            [[example["problem"]] for example in examples],
            problem,
            example_labels=[example["label"] for example in examples],
            label="Examples",
        )
        with gr.Row(equal_height=True):
            with gr.Column(min_width=320):
                cot_panel = gr.HTML(elem_id="cot")
            with gr.Column(min_width=320):
                socratic_panel = gr.HTML(elem_id="socratic")
        answers = gr.HTML(elem_id="answers")
        with gr.Accordion("Who answers", open=False):
            gr.HTML(render_students(labels))
        last = gr.State(Comparison())
        outputs: list[Any] = [cot_panel, socratic_panel, answers, last]
        running = gr.on(
            [start.click, problem.submit],
            stream,
            problem,
            outputs,
            validator=check,
            concurrency_id="model",
            concurrency_limit=1,
            trigger_mode="once",
            show_progress="hidden",
            api_visibility="private",
        )
        stop.click(
            lambda state: draw(state.stopped()),
            last,
            outputs,
            cancels=[running],
            queue=False,
            show_progress="hidden",
            api_visibility="private",
        )
        demo.load(lambda: draw(Comparison()), None, outputs, show_progress="hidden", api_visibility="private")
        gr.api(compare_problem, api_name="compare", concurrency_id="model", concurrency_limit=1)
    demo.queue(max_size=QUEUE_SIZE)
    return demo


def launch(demo: gr.Blocks, **options: Any) -> Any:
    """Start the page with its theme and style; `options` go to `gr.Blocks.launch`."""
    return demo.launch(
        theme=gr.themes.Soft(), css_paths=HERE / "style.css", footer_links=["api", "settings"], **options
    )


def load_students(folder: Path | None, names: dict[Role, str | None]) -> Students:
    """The three students: by name (`id` or `id@revision`) where given, else from `folder`, else the built-in base.

    Raises `StudentError` or `PairError` when they cannot be loaded or do not fit together.
    """
    if any(names.values()) and not all(names.values()):
        missing = ", ".join(role for role, name in names.items() if not name)
        raise StudentError(f"name all three students or none: {missing} is missing")
    device = "cuda" if torch.cuda.is_available() else "cpu"

    def load(role: Role) -> Any:
        name = names[role] or str(folder / role if folder else BASE)
        path, _, revision = (name, "", "") if Path(name).is_dir() else name.partition("@")
        return load_student(path, revision=revision or None, role=role, device=device)

    return Students(cot=load("cot"), decomposer=load("decomposer"), solver=load("solver"))


def main() -> None:
    """Load the students and serve the page until it is stopped."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--students", type=Path, help="folder with the students in cot/, decomposer/ and solver/")
    roles: tuple[Role, ...] = ("cot", "decomposer", "solver")
    for role in roles:
        variable = f"SOCRATIC_{role.upper()}"
        parser.add_argument(
            f"--{role}", default=os.environ.get(variable), help=f"folder or Hub id@revision (${variable})"
        )
    parser.add_argument("--port", type=int, help="default: the first free one from 7860 on")
    parser.add_argument("--open", action="store_true", help="open the page in a browser")
    options = parser.parse_args()
    try:
        students = load_students(options.students, {role: getattr(options, role) for role in roles})
    except SocraticError as error:
        print(f"app.py: {error}", file=sys.stderr)
        sys.exit(2)
    cot, socratic = students.reasoners()
    launch(build_demo(cot, socratic, students.labels()), server_port=options.port, inbrowser=options.open)


if __name__ == "__main__":
    main()

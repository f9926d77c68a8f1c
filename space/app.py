"""The demo page: a problem goes in, CoT and Socratic CoT answer side by side.

    python space/app.py --students students
    python space/app.py --cot someone/socratic-gpt2-gsm8k-cot@<sha> --decomposer <id> --solver <id>

Where no student is named, as on Hugging Face Spaces, the variables SOCRATIC_COT, SOCRATIC_DECOMPOSER and
SOCRATIC_SOLVER (`id@revision`) do it; without them the built-in base model plays all three parts.
"""

try:
    import spaces  # before torch, as ZeroGPU wants it
except ModuleNotFoundError:  # not on Spaces
    spaces = None

import argparse
import json
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import replace
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
from socratic.students import Student, load_student

__all__ = ["build_demo", "launch", "load_students", "main"]

HERE = Path(__file__).parent
QUEUE_SIZE = 16
"""Visitors who may wait; one more is told that the queue is full."""

ROLES: tuple[Role, ...] = ("cot", "decomposer", "solver")
Handler = TypeVar("Handler", bound=Callable[..., Any])

INTRODUCTION = f"""# Socratic CoT and CoT, side by side
Type a word problem with a number as its answer (at most {MAX_PROBLEM_CHARACTERS:,} characters). **CoT** reasons in one
go; **Socratic CoT** first asks sub-questions, then answers them one by one. These are very small models: they make
mistakes."""


def gpu(handler: Handler) -> Handler:
    """The handler with a GPU on ZeroGPU, which starts no page without such a handler; elsewhere as it is."""
    return handler if spaces is None else spaces.GPU(handler)


def build_demo(cot: Reasoner, socratic: Reasoner, labels: tuple[StudentLabel, ...]) -> gr.Blocks:
    """The page for two methods; `labels` say which students they are. Launch it with `launch`."""

    def draw(state: Comparison) -> tuple[str, str, str, Comparison]:
        cot_panel = render_panel("CoT", state.cot)
        return cot_panel, render_panel("Socratic CoT", state.socratic), render_answers(state), state

    @gpu
    def stream(problem: str) -> Iterator[tuple[str, str, str, Comparison]]:
        with closing(compare(cot, socratic, typed_problem(problem))) as states:
            for state in states:
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
        if not isinstance(problem, str):  # Gradio hands on whatever JSON a caller sends
            raise gr.Error("the problem must be text", print_exception=False)
        try:
            typed = typed_problem(problem)
        except FormatError as error:
            raise gr.Error(str(error), print_exception=False) from error
        *_, last_state = compare(cot, socratic, typed)
        return last_state.record()

    idle = draw(Comparison())
    examples = json.loads((HERE / "examples.json").read_text(encoding="utf-8"))
    demo: gr.Blocks
    with gr.Blocks(title="Socratic CoT and CoT", analytics_enabled=False) as demo:
        gr.Markdown(INTRODUCTION)
        problem = gr.Textbox(
            label="Word problem",
            info="Enter compares; Shift+Enter starts a new line.",
            placeholder="Ann has 3 bags of 4 apples and eats 2. How many apples are left?",
            lines=1,  # with more than one, Enter would start a new line
            max_lines=8,
            autofocus=True,
            elem_id="problem",
        )
        with gr.Row(elem_id="buttons"):
            start = gr.Button("Compare", variant="primary", scale=0, min_width=180, elem_id="compare")
            stop = gr.Button("Stop", scale=0, min_width=100, elem_id="stop")
        gr.Examples(
            [[example["problem"]] for example in examples],
            problem,
            example_labels=[example["label"] for example in examples],
            label="Examples",
            api_visibility="private",
        )
        with gr.Row(equal_height=True):
            with gr.Column(min_width=320):
                cot_panel = gr.HTML(idle[0], elem_id="cot", elem_classes="flush", apply_default_css=False)
            with gr.Column(min_width=320):
                socratic_panel = gr.HTML(idle[1], elem_id="socratic", elem_classes="flush", apply_default_css=False)
        answers = gr.HTML(idle[2], elem_id="answers", elem_classes="flush", apply_default_css=False)
        gr.HTML(render_students(labels), elem_id="students", elem_classes="flush", apply_default_css=False)
        last = gr.State(idle[3])
        outputs: list[Any] = [cot_panel, socratic_panel, answers, last]
        running = gr.on(
            [start.click, problem.submit],
            stream,
            problem,
            outputs,
            validator=validate,
            concurrency_id="model",
            concurrency_limit=1,
            trigger_mode="once",
            show_progress_on=answers,  # with the visitor's place in the queue
            api_visibility="private",
        )
        # First the end, then what remains: in one step, a state on its way could overtake the result of Stop.
        stop.click(None, cancels=[running]).then(
            lambda state: draw(state.stopped()),
            last,
            outputs,
            queue=False,
            show_progress="hidden",
            concurrency_limit=None,
            api_visibility="private",
        )
        gr.api(compare_problem, api_name="compare", concurrency_id="model", concurrency_limit=1)
    demo.queue(max_size=QUEUE_SIZE)
    return demo


def validate(problem: str) -> Any:
    """What the text box says about a problem that no student should be asked."""
    try:
        typed_problem(problem)
    except FormatError as error:
        return gr.validate(False, str(error))
    return gr.validate(True, "")


def launch(demo: gr.Blocks, **options: Any) -> tuple[Any, str, str]:
    """Start the page with its theme and style; `options` go to `gr.Blocks.launch`."""
    theme = gr.themes.Soft(
        font=["system-ui", "-apple-system", "Segoe UI", "Roboto", "sans-serif"],
        font_mono=["ui-monospace", "Consolas", "monospace"],
    ).set(
        background_fill_primary="*neutral_50",  # as in Soft; `set` would forget it
        # Soft's own grey for what is said in passing has too little contrast.
        body_text_color_subdued="*neutral_600",
        body_text_color_subdued_dark="*neutral_300",
        block_info_text_color="*body_text_color_subdued",
        block_info_text_color_dark="*body_text_color_subdued",
    )
    return demo.launch(theme=theme, css_paths=HERE / "style.css", footer_links=["api", "settings"], **options)


def load_students(folder: Path | None, names: dict[Role, str | None]) -> Students:
    """The three students: by name (`id` or `id@revision`) where given, else from `folder`, else the built-in base.

    Raises `StudentError` or `PairError` when they cannot be loaded or do not fit together.
    """
    device = "cuda" if torch.cuda.is_available() else "cpu"
    if folder is None and not any(names.values()):
        base = replace(load_student(BASE, device=device), name="the built-in base")
        return Students(base.as_role("cot"), base.as_role("decomposer"), base.as_role("solver"))

    def load(role: Role) -> Student:
        name = names[role]
        if name is None and folder is None:
            raise StudentError(f"name all three students or none: {role} is missing")
        if name is None:
            path = Path(folder or "", role)
            if not path.is_dir():  # the Hub would be asked for it otherwise
                raise StudentError(f"{path}: no such folder; give the folder that holds cot/, decomposer/ and solver/")
            return load_student(path, role=role, device=device)
        if Path(name).is_dir():
            return load_student(name, role=role, device=device)
        hub_id, _, revision = name.partition("@")
        return load_student(hub_id, revision=revision or None, role=role, device=device)

    return Students(cot=load("cot"), decomposer=load("decomposer"), solver=load("solver"))


def main(arguments: Sequence[str] | None = None) -> int:
    """Load the students and serve the page until it is stopped; 2, after one line on stderr, when that cannot be."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--students", type=Path, help="folder with the students in cot/, decomposer/ and solver/")
    for role in ROLES:
        parser.add_argument(f"--{role}", help="folder, or Hub id@revision; goes before --students")
    parser.add_argument("--port", type=int, help="default: the first free one from 7860 on")
    parser.add_argument("--open", action="store_true", help="open the page in a browser")
    options = parser.parse_args(arguments)
    names: dict[Role, str | None] = {role: vars(options)[role] for role in ROLES}
    if options.students is None and not any(names.values()):
        names = {role: os.environ.get(f"SOCRATIC_{role.upper()}") or None for role in ROLES}
    try:
        students = load_students(options.students, names)
    except SocraticError as error:
        print(f"app.py: {error}", file=sys.stderr)
        return 2
    cot, socratic = students.reasoners()
    demo = build_demo(cot, socratic, students.labels())
    try:
        launch(demo, server_port=options.port, inbrowser=options.open)
    except OSError as error:
        print(f"app.py: no free port: {str(error).splitlines()[0]}", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())

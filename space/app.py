"""The demo page: a problem goes in, CoT and Socratic CoT answer side by side.

    python space/app.py --students students
    python space/app.py --cot someone/socratic-gpt2-gsm8k-cot@<sha> --decomposer <id> --solver <id>

Students that read hints need a `--guide` too. Where no student is named, as on Hugging Face Spaces, the variables
SOCRATIC_COT, SOCRATIC_DECOMPOSER, SOCRATIC_SOLVER and, with hints, SOCRATIC_GUIDE (`id@revision`) do it; without them
the built-in base model plays all three parts. With `--compile`, or SOCRATIC_COMPILE set to anything, the students write
faster and the page starts later; it takes a C++ compiler, such as Debian's g++. For larger students on a CPU, such as
GPT-2, `--draft_copies float16` (SOCRATIC_DRAFT_COPIES=float16) does more, for up to 80 % more memory; `int8` takes
less of it, and is faster for students that are sure of what they write. Both options together are the fastest.
"""

try:
    import spaces  # before torch, as ZeroGPU wants it
except ModuleNotFoundError:  # not on Spaces
    spaces = None

import argparse
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

import gradio as gr
import torch
from api import add_api, has_mcp, text_of
from batch_items import MAX_BYTES
from batch_tab import build_batch_tab
from compare import Comparison, ComparisonRecord, StudentLabel, Students, compare, read_hints
from compare_tab import build_compare_tab
from feedback import VARIABLE, Feedback, feedback_folder, open_feedback
from feedback_section import build_feedback_section
from form import form_options, told
from options import Known, known_problem, read_options
from render import render_comparison, render_students
from students_tab import build_students_tab
from students_view import Choice, Shelf

from socratic.builtin import BASE
from socratic.compiled import can_compile, compile_pass
from socratic.draft_copies import FORMS, Form, can_draft_by_copy, draft_by_copy
from socratic.errors import SocraticError, StudentError
from socratic.formats import Role
from socratic.reasoners import MAX_PROBLEM_CHARACTERS, Reasoner
from socratic.students import Student, load_student

__all__ = ["build_demo", "compile_students", "launch", "let_draft_by_copies", "load_students", "main"]

HERE = Path(__file__).parent
QUEUE_SIZE = 16
"""Visitors who may wait; one more is told that the queue is full."""

ROLES: tuple[Role, ...] = ("cot", "decomposer", "solver", "guide")
Handler = TypeVar("Handler", bound=Callable[..., Any])

INTRODUCTION = f"""# Socratic CoT and CoT, side by side
Type a word problem with a number as its answer (at most {MAX_PROBLEM_CHARACTERS:,} characters). **CoT** reasons in one
go; **Socratic CoT** first asks sub-questions, then answers them one by one. These are very small models: they make
mistakes, and most of all on problems that are worded unlike those that they were taught."""


def gpu(handler: Handler) -> Handler:
    """The handler with a GPU on ZeroGPU, which starts no page without such a handler; elsewhere as it is."""
    return handler if spaces is None else spaces.GPU(handler)


def build_demo(
    cot: Reasoner,
    socratic: Reasoner,
    labels: tuple[StudentLabel, ...],
    shelf: Shelf | None = None,
    feedback: Feedback | None = None,
) -> gr.Blocks:
    """The page for two methods; `labels` say which students they are. Launch it with `launch`.

    With a `shelf`, a visitor may also let many problems be solved and choose other students. `feedback` collects
    opinions, and the page says so.
    """

    def answerers(choice: Choice | None) -> tuple[Reasoner, Reasoner]:
        return (cot, socratic) if shelf is None or choice in (None, Choice()) else shelf.reasoners(choice)

    def labels_of(choice: Choice | None) -> tuple[StudentLabel, ...]:
        return labels if shelf is None or choice in (None, Choice()) else shelf.students(choice).labels()

    def draw_labels(choice: Choice) -> str:
        with told():
            return render_students(labels_of(choice))

    @gpu
    def stream(problem: str, opened: Known | None, *values: Any) -> Iterator[tuple[str, str, str, Comparison]]:
        *form, choice = values
        with told():
            options, known = form_options(*form), known_problem(problem, opened)
            with closing(compare(*answerers(choice), known, options, labels_of(choice))) as states:
                for state in states:
                    yield *render_comparison(state), state

    def records(problem: str, *options: Any) -> Iterator[ComparisonRecord]:
        with told():
            known = known_problem(text_of(problem, "the problem"))
            with closing(compare(*answerers(None), known, read_options(*options), labels)) as states:
                for state in states:
                    yield state.record()

    @gpu
    def compare_problem(
        problem: str, calculator: bool = True, temperature: float = 0.0, seed: int = 0, oracle: bool = False
    ) -> ComparisonRecord:
        """Answer a word problem with CoT and with Socratic CoT.

        Args:
            problem: a word problem in English with a number as its answer, at most 4,000 characters.
            calculator: whether a calculator fills in the value after each = that a student writes.
            temperature: 0 takes the likeliest token each time; up to 2, tokens are drawn.
            seed: the same seed draws the same tokens.
            oracle: ask the problem's own sub-questions; they are known for the page's examples only.

        Returns:
            For each method the guide's hint (null without a guide), its steps with checked equations, answer (null if
            none could be read), tokens, seconds and model calls, and whether the two answers agree.
        """
        *_, last = records(problem, calculator, temperature, seed, oracle)
        return last

    @gpu
    def compare_stream(
        problem: str, calculator: bool = True, temperature: float = 0.0, seed: int = 0, oracle: bool = False
    ) -> Iterator[ComparisonRecord]:
        """Answer a word problem with CoT and with Socratic CoT, and show the steps while they are written.

        Args:
            problem: a word problem in English with a number as its answer, at most 4,000 characters.
            calculator: whether a calculator fills in the value after each = that a student writes.
            temperature: 0 takes the likeliest token each time; up to 2, tokens are drawn.
            seed: the same seed draws the same tokens.
            oracle: ask the problem's own sub-questions; they are known for the page's examples only.

        Yields:
            What /compare returns, as far as it is written; the last one is complete. Who leaves ends the writing.
        """
        yield from records(problem, calculator, temperature, seed, oracle)

    demo: gr.Blocks
    with gr.Blocks(
        title="Socratic CoT and CoT",
        analytics_enabled=False,
        delete_cache=(3600, 3600),  # uploads and downloads of a visitor are gone within two hours
    ) as demo:
        gr.Markdown(INTRODUCTION)
        chosen = gr.State(Choice())
        with gr.Tabs() as tabs:
            with gr.Tab("Compare", id="compare"):
                ask = None if feedback is None else partial(build_feedback_section, feedback)
                tab = build_compare_tab(stream, answerers, chosen, gpu, ask)
            if shelf is not None:
                with gr.Tab("Batch", id="batch"):

                    def open_in_compare(problem: Any, answer: str | None) -> list[Any]:
                        return [*tab.open(problem, answer), gr.Tabs(selected="compare")]

                    build_batch_tab(shelf, chosen, open_in_compare, [*tab.opened_outputs, tabs], gpu=gpu)
                with gr.Tab("Students", id="students"):
                    build_students_tab(shelf, chosen)
        students = gr.HTML(render_students(labels), elem_id="students", elem_classes="flush", apply_default_css=False)
        if shelf is not None:
            chosen.change(
                draw_labels,
                chosen,
                students,
                show_progress="hidden",
                api_visibility="private",
            )
        add_api(compare_problem, compare_stream, answerers, gpu)
        demo.load(tab.restore, None, tab.restored_outputs, queue=False, api_visibility="private")
    demo.queue(max_size=QUEUE_SIZE)
    return demo


def launch(demo: gr.Blocks, **options: Any) -> tuple[Any, str, str]:
    """Start the page with its theme and style; `options` go to `gr.Blocks.launch`."""
    # Indigo one shade darker from the middle on: Soft's own is too faint under white, and on its own tint.
    indigo = vars(gr.themes.colors.indigo)
    darker = {"c500": indigo["c600"], "c600": indigo["c700"], "c700": indigo["c800"], "c800": indigo["c900"]}
    theme = gr.themes.Soft(
        primary_hue=gr.themes.Color(**{**indigo, **darker, "name": "deep-indigo"}),
        font=["system-ui", "-apple-system", "Segoe UI", "Roboto", "sans-serif"],
        font_mono=["ui-monospace", "Consolas", "monospace"],
    ).set(
        background_fill_primary="*neutral_50",  # as in Soft; `set` would forget it
        # Soft's own grey for what is said in passing has too little contrast.
        body_text_color_subdued="*neutral_600",
        body_text_color_subdued_dark="*neutral_300",
        block_info_text_color="*body_text_color_subdued",
        block_info_text_color_dark="*body_text_color_subdued",
        button_primary_background_fill_hover="*primary_600",
        # Soft draws fields and boxes without a border that one could see.
        checkbox_border_color="*neutral_500",
        checkbox_border_color_dark="*neutral_400",
        input_border_width="1px",
        input_border_color="*neutral_400",
        input_border_color_dark="*neutral_500",
    )
    return demo.launch(
        theme=theme,
        css_paths=[HERE / "style.css", HERE / "batch.css"],
        footer_links=["api", "settings"],
        mcp_server=has_mcp(),
        max_file_size=MAX_BYTES,
        **options,
    )


def load_students(folder: Path | None, names: dict[Role, str | None]) -> Students:
    """The students: by name (`id` or `id@revision`) where given, else from `folder`, else the built-in base.

    A guide in `folder` takes part only where one of the others reads hints, so that a folder of all roles can be shown.

    Raises `StudentError` or `PairError` when they cannot be loaded or do not fit together.
    """
    device = "cuda" if torch.cuda.is_available() else "cpu"
    if folder is None and not any(names.values()):
        base = replace(load_student(BASE, device=device), name="the built-in base")
        return Students(base.as_role("cot"), base.as_role("decomposer"), base.as_role("solver"))

    def load(role: Role) -> Student:
        name = names.get(role)
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

    cot, decomposer, solver = load("cot"), load("decomposer"), load("solver")
    in_folder = folder is not None and Path(folder, "guide").is_dir() and read_hints(cot, decomposer)
    return Students(cot, decomposer, solver, load("guide") if names.get("guide") or in_folder else None)


def compile_students(students: Students) -> None:
    """Compile the students' models for texts of up to 512 tokens, one after the other: visitors would wait for it.
    Where that cannot be, one line on stderr says so, and they write as they are."""
    models = {id(student.model): student.model for student in vars(students).values() if student}
    for model in models.values():
        if not can_compile(model):
            print("app.py: not compiled: that takes a C++ compiler, such as Debian's g++", file=sys.stderr)
            return
        print("app.py: compiling, which takes a minute the first time", file=sys.stderr)
        try:
            compile_pass(model, [1, 128, 256])
        except Exception as error:  # whatever stops the compiler, the page can do without
            print(f"app.py: not compiled: {(str(error).splitlines() or [''])[0]}", file=sys.stderr)
            return


def let_draft_by_copies(students: Students, form: Form) -> None:
    """Let copies of the students' models, of that form, draft for them. Where that cannot be, one line on stderr says
    so, and they write as they are."""
    models = {id(student.model): student.model for student in vars(students).values() if student}
    if not all(can_draft_by_copy(model, form) for model in models.values()):
        print(f"app.py: no drafts in {form}: they take float32 students on an x86 CPU", file=sys.stderr)
        return
    for model in models.values():
        draft_by_copy(model, form)


def main(arguments: Sequence[str] | None = None) -> int:
    """Load the students and serve the page until it is stopped; 2, after one line on stderr, when that cannot be."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--students", type=Path, help="folder with cot/, decomposer/, solver/ and, for hints, guide/")
    for role in ROLES:
        parser.add_argument(f"--{role}", help="folder, or Hub id@revision; goes before --students")
    parser.add_argument(
        "--compile",
        action="store_true",
        help="small students write faster, the page starts later; takes a C++ compiler",
    )
    parser.add_argument(
        "--draft_copies",
        choices=FORMS,
        help="larger students write the same text faster on a CPU, for up to 80 %% more memory; goes with --compile",
    )
    parser.add_argument("--port", type=int, help="default: the first free one from 7860 on")
    parser.add_argument("--open", action="store_true", help="open the page in a browser")
    options = parser.parse_args(arguments)
    form = options.draft_copies or os.environ.get("SOCRATIC_DRAFT_COPIES")
    if form and form not in FORMS:
        parser.error(f"SOCRATIC_DRAFT_COPIES: {form!r} is not one of {', '.join(FORMS)}")
    names: dict[Role, str | None] = {role: vars(options)[role] for role in ROLES}
    if options.students is None and not any(names.values()):
        names = {role: os.environ.get(f"SOCRATIC_{role.upper()}") or None for role in ROLES}
    try:
        students = load_students(options.students, names)
        if form:
            let_draft_by_copies(students, form)  # before they are compiled: so are the drafts then
        if options.compile or os.environ.get("SOCRATIC_COMPILE"):
            compile_students(students)
        feedback = None
        if dataset := os.environ.get(VARIABLE):
            feedback, _ = open_feedback(dataset, feedback_folder())
            print(f"app.py: opinions go to {dataset}, by way of {feedback.folder}", file=sys.stderr)
    except SocraticError as error:
        print(f"app.py: {error}", file=sys.stderr)
        return 2
    device = "cuda" if torch.cuda.is_available() else "cpu"
    demo = build_demo(*students.reasoners(), students.labels(), Shelf(students, device=device), feedback)
    if not has_mcp():
        print("app.py: without MCP tools; pip install 'gradio[mcp]' adds them", file=sys.stderr)
    try:
        launch(demo, server_port=options.port, inbrowser=options.open)
    except OSError as error:
        print(f"app.py: no free port: {str(error).splitlines()[0]}", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())

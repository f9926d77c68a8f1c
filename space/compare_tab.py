"""The tab *Compare*: a problem and its options, both panels, and what can be done with a finished run.

    tab = build_compare_tab(stream, answerers, chosen, gpu)      # inside `with gr.Tab("Compare", id="compare"):`
    build_batch_tab(..., tab.open, [*tab.opened_outputs, tabs])

`stream(problem, opened, *options, choice)` yields `(cot panel, socratic panel, answers, comparison)`: app.py has it.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import gradio as gr
from compare import Comparison
from edit_section import build_edit_section
from form import PRIVATE, REFUSING, Answerers, OptionFields, form_options, told, validate_form
from options import DEFAULTS, Known, examples
from render import render_comparison, render_notice
from share import as_json, as_markdown, read_query, share_link
from vote_section import build_vote_section

from socratic.errors import FormatError
from socratic.problem import Problem

__all__ = ["CompareTab", "build_compare_tab"]

NOTHING = Comparison()
LABEL = "Examples, and what the built-in base makes of them (greedy, calculator on)"

SAVE = """(text) => {{
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], {{type: '{kind}'}}));
  link.download = '{name}';
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}}"""
ADDRESS = "(address, ...rest) => [location.origin + location.pathname, ...rest]"


@dataclass(frozen=True)
class CompareTab:
    """How other tabs reach this one: `open` gives the values of `opened_outputs` for a problem and its answer."""

    open: Callable[[Problem, str | None], list[Any]]
    opened_outputs: list[Any]
    restore: Callable[[gr.Request], list[Any]]
    restored_outputs: list[Any]


def build_compare_tab(
    stream: Callable[..., Iterator[tuple[Any, ...]]],
    answerers: Answerers,
    chosen: gr.State,
    gpu: Callable[[Any], Any],
    feedback: Callable[[gr.State], None] | None = None,
) -> CompareTab:
    """Put the tab's components where this is called; `feedback` puts its own section below, for the last comparison."""
    html: dict[str, Any] = {"elem_classes": "flush", "apply_default_css": False}
    problem = gr.Textbox(
        label="Word problem",
        info="Enter compares; Shift+Enter starts a new line.",
        placeholder="Ann has 3 bags of 4 apples and eats 2. How many apples are left?",
        lines=1,  # with more than one, Enter would start a new line
        max_lines=8,
        autofocus=True,
        elem_id="problem",
    )
    opened = gr.State(None)  # what is known of a problem that another tab opened
    with gr.Row(elem_id="buttons", elem_classes="buttons"):
        start = gr.Button("Compare", variant="primary", scale=0, min_width=180, elem_id="compare")
        stop = gr.Button("Stop", scale=0, min_width=100, elem_id="stop")
    notice = gr.HTML("", elem_id="notice", **html)
    with gr.Accordion("Options", open=False, elem_id="options"):
        options = OptionFields.build()
    gr.Examples(
        [[example.problem.text] for example in examples()],
        problem,
        example_labels=[example.title for example in examples()],
        label=LABEL,
        examples_per_page=len(examples()),
        api_visibility="private",
    )
    first = render_comparison(NOTHING)
    with gr.Row(equal_height=True):
        with gr.Column(min_width=320):
            cot_panel = gr.HTML(first[0], elem_id="cot", **html)
        with gr.Column(min_width=320):
            socratic_panel = gr.HTML(first[1], elem_id="socratic", **html)
    answers = gr.HTML(first[2], elem_id="answers", **html)
    last = gr.State(NOTHING)
    with gr.Row(elem_classes="buttons"):
        share = gr.Button("Share link", size="sm", scale=0, min_width=120, elem_id="share")
        to_json = gr.Button("Download JSON", size="sm", scale=0, min_width=140, elem_id="save-json")
        to_markdown = gr.Button("Download Markdown", size="sm", scale=0, min_width=160, elem_id="save-markdown")
    link = gr.Textbox(
        label="Link to this problem and these options",
        interactive=False,
        visible=False,
        max_lines=3,
        buttons=["copy"],
        elem_id="link",
    )
    with gr.Accordion("Edit the sub-questions and go on", open=False, elem_id="edit"):
        edit = build_edit_section(answerers, chosen, gpu)
    with gr.Accordion("Vote: several samples a side", open=False, elem_id="vote-section"):
        build_vote_section(problem, opened, options, answerers, chosen, gpu)
    if feedback is not None:
        with gr.Accordion("Feedback: which answer is better?", open=False, elem_id="feedback"):
            feedback(last)

    outputs: list[Any] = [cot_panel, socratic_panel, answers, last]
    running = gr.on(
        [start.click, problem.submit],
        stream,
        [problem, opened, *options.fields(), chosen],
        outputs,
        validator=validate_form,
        concurrency_id="model",
        concurrency_limit=1,
        trigger_mode="once",
        show_progress_on=answers,  # with the visitor's place in the queue
        api_visibility="private",
    )
    running.success(edit.fill, last, edit.outputs, **PRIVATE)
    # First the end, then what remains: in one step, a state on its way could overtake the result of Stop.
    stop.click(None, cancels=[running], api_visibility="private").then(
        lambda state: (*render_comparison(state.stopped()), state.stopped()), last, outputs, **PRIVATE
    ).then(edit.fill, last, edit.outputs, **PRIVATE)

    text = gr.Textbox(visible=False)  # a file on its way to the browser, which saves it
    for button, write, name, kind in (
        (to_json, as_json, "comparison.json", "application/json"),
        (to_markdown, as_markdown, "comparison.md", "text/markdown"),
    ):
        button.click(_file(write), last, text, **REFUSING).success(
            None, text, None, js=SAVE.format(name=name, kind=kind), api_visibility="private"
        )
    address = gr.Textbox(visible=False)  # takes what ADDRESS reads
    share.click(_link, [address, problem, *options.fields()], link, js=ADDRESS, **REFUSING)

    def open_problem(other: Problem, answer: str | None) -> list[Any]:
        return [other.text, Known.of(other, answer)]

    def restore(request: gr.Request) -> list[Any]:
        shared = read_query(dict(request.query_params))
        if not shared.problem and not shared.message:
            return [gr.skip()] * (2 + len(options.fields()))
        words = shared.message or "From a shared link: press Compare."
        values = options.values(shared.options) if shared.options != DEFAULTS else [gr.skip()] * len(options.fields())
        return [shared.problem or gr.skip(), render_notice(words), *values]

    return CompareTab(open_problem, [problem, opened], restore, [problem, notice, *options.fields()])


def _file(write: Callable[[Comparison], str]) -> Callable[[Comparison], str]:
    def handler(state: Comparison) -> str:
        with told():
            if not state.known.text:
                raise FormatError("there is nothing to download yet: compare a problem first")
            return write(state)

    return handler


def _link(address: str, problem: str, *values: Any) -> Any:
    with told():
        return gr.update(value=share_link(address, problem, form_options(*values)), visible=True)

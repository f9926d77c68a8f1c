"""The section *Edit and go on* of the tab *Compare*: a Socratic run's steps as a form, and what goes on from it.

    section = build_edit_section(answerers, chosen, gpu)
    event.then(section.fill, last, section.outputs)             # put the last comparison's steps on the desk

The form is HTML of `render.render_editor`. Moving, adding and deleting happens in the browser, so the focus stays where
a keyboard left it; *Go on* reads the form as it then is.
"""

import json
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from typing import Any

import gradio as gr
from compare import Comparison
from edit import MAX_ROWS, Row, go_on, plan, rows_of
from form import PRIVATE, Answerers, told
from options import DEFAULTS, UNKNOWN, Known, Options
from panels import IDLE, Panel
from render import render_editor, render_rerun

from socratic.errors import FormatError

__all__ = ["EditSection", "Run", "build_edit_section", "read_rows"]

MAX_FORM_CHARACTERS = 200_000

ABOUT = f"""Change, add, delete or move a sub-question, or correct a solution. Steps before the first change are kept as
they are; later ones are solved anew, except a solution that you write yourself. At most {MAX_ROWS} steps."""

# Every word that the form holds is data here: nothing of it is put into the page as markup.
EDITOR = """
const number = () => [...element.querySelectorAll('.edit-row')].forEach((row, index) => {
  const set = (name, text) => row.querySelector(name).setAttribute('aria-label', text + ' ' + (index + 1));
  set('.q', 'Sub-question'); set('.a', 'Solution');
  set('[data-do=up]', 'Move up step'); set('[data-do=down]', 'Move down step');
  set('[data-do=delete]', 'Delete step'); set('[data-do=add]', 'Add a step after step');
});
element.addEventListener('click', event => {
  const button = event.target.closest('button[data-do]');
  if (!button) return;
  const list = element.querySelector('.rows'), row = button.closest('.edit-row'), what = button.dataset.do;
  let focus = button;
  if (what === 'up' && row.previousElementSibling) list.insertBefore(row, row.previousElementSibling);
  if (what === 'down' && row.nextElementSibling) list.insertBefore(row.nextElementSibling, row);
  if (what === 'delete') {
    const next = row.nextElementSibling || row.previousElementSibling;
    row.remove();
    focus = next ? next.querySelector('.q') : element.querySelector('.first-row');
  }
  if (what === 'add' && list.children.length < Number(list.dataset.most)) {
    const blank = element.querySelector('template').content.firstElementChild.cloneNode(true);
    row ? row.after(blank) : list.append(blank);
    focus = blank.querySelector('.q');
  }
  number();
  focus.focus();
});
"""

COLLECT = """(...inputs) => {
  const rows = [...document.querySelectorAll('#editor .edit-row')].map(row => ({
    question: row.querySelector('.q').value, solution: row.querySelector('.a').value, origin: row.dataset.origin}));
  return [JSON.stringify(rows), ...inputs.slice(1)];
}"""


@dataclass(frozen=True)
class Run:
    """A Socratic run on the desk: its steps can be edited, and `new` is what going on from them gave."""

    known: Known = UNKNOWN
    options: Options = DEFAULTS
    old: Panel = IDLE
    new: Panel = IDLE


EMPTY = Run()


@dataclass(frozen=True)
class EditSection:
    """The section's way to be filled: `fill` takes a `Comparison` and gives `outputs`."""

    outputs: list[Any]
    fill: Callable[[Comparison], tuple[Any, ...]]


def build_edit_section(answerers: Answerers, chosen: gr.State, gpu: Callable[[Any], Any]) -> EditSection:
    """Put the section's components where this is called."""

    def fill(comparison: Comparison) -> tuple[Any, ...]:
        run = Run(comparison.known, comparison.options, comparison.socratic)
        return render_editor(rows_of(run.old.steps)), "", gr.update(visible=False), run

    def further(run: Run) -> tuple[Any, ...]:
        run = replace(run, old=run.new, new=IDLE)
        return render_editor(rows_of(run.old.steps)), "", gr.update(visible=False), run

    def draw(run: Run) -> tuple[Any, ...]:
        return render_rerun(run.old, run.new, run.known), gr.update(visible=run.new.is_over), run

    @gpu
    def go_on_from(form: str, run: Run, choice: Any) -> Iterator[tuple[Any, ...]]:
        with told():
            if not run.known.text:
                raise FormatError("compare a problem first: then its sub-questions can be changed here")
            made = plan(run.old.steps, read_rows(form, len(run.old.steps)))
            _, socratic = answerers(choice)
            with closing(go_on(socratic, run.known, run.options, made)) as panels:
                for panel in panels:
                    yield draw(replace(run, new=panel))

    gr.Markdown(ABOUT)
    html: dict[str, Any] = {"elem_classes": "flush", "apply_default_css": False}
    editor = gr.HTML(render_editor(()), elem_id="editor", js_on_load=EDITOR, **html)
    with gr.Row(elem_classes="buttons"):
        start = gr.Button("Go on from the first change", variant="primary", scale=0, min_width=290, elem_id="go-on")
        stop = gr.Button("Stop", scale=0, min_width=100, elem_id="go-on-stop")
        again = gr.Button("Edit the new run", scale=0, min_width=210, elem_id="edit-new", visible=False)
    rerun = gr.HTML("", elem_id="rerun", **html)
    form = gr.Textbox(visible=False)  # takes what COLLECT reads
    state = gr.State(EMPTY)

    running = start.click(
        go_on_from,
        [form, state, chosen],
        [rerun, again, state],
        js=COLLECT,
        concurrency_id="model",
        concurrency_limit=1,
        trigger_mode="once",
        show_progress_on=rerun,
        api_visibility="private",
    )

    def stopped(run: Run) -> tuple[Any, ...]:
        return (gr.skip(),) * 3 if run.new == IDLE else draw(replace(run, new=run.new.stopped()))

    stop.click(None, cancels=[running], api_visibility="private").then(stopped, state, [rerun, again, state], **PRIVATE)
    outputs = [editor, rerun, again, state]
    again.click(further, state, outputs, **PRIVATE)
    return EditSection(outputs, fill)


def read_rows(form: Any, steps: int) -> tuple[Row, ...]:
    """The rows that the page sent as JSON; `steps` is how many the old run has. Raises `FormatError` for others."""
    if not isinstance(form, str) or len(form) > MAX_FORM_CHARACTERS:
        raise FormatError(f"the form is too large: write at most {MAX_FORM_CHARACTERS:,} characters")
    try:
        records = json.loads(form)
    except (ValueError, RecursionError):
        records = None
    if not isinstance(records, list):
        raise FormatError("the form could not be read: load the page again")
    rows = []
    for record in records:
        if not isinstance(record, dict) or not all(
            isinstance(record.get(name), str) for name in ("question", "solution", "origin")
        ):
            raise FormatError("the form could not be read: load the page again")
        origin = record["origin"]
        index = int(origin) if origin.isascii() and origin.isdigit() and len(origin) < 4 else steps
        rows.append(Row(record["question"], record["solution"], index if index < steps else None))
    return tuple(rows)

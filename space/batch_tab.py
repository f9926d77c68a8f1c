"""The tab *Batch*: many problems at once, and what the two methods make of them.

Contract with app.py, which calls this inside `with gr.Tab("Batch", id="batch"):`

    opened = build_batch_tab(
        shelf,              # students_view.Shelf: `reasoners(choice)` and `describe(choice)`
        chosen,             # the page's gr.State that holds the visitor's students_view.Choice
        open_in_compare,    # Callable[[Problem, str | None], Any]: the new values of `compare_outputs` for a problem
                            # and its gold answer (None: unknown); it may have steps (oracle questions)
        compare_outputs,    # list of components of *Compare*, for example [problem, gold, tabs]
        gpu=gpu,            # app.py's decorator for what Gradio binds; left out: none
    )
    opened.then(...)        # optional: the event that set compare_outputs, to go on from

`tabs` among the outputs takes `gr.Tabs(selected="compare")`, so give the tabs ids. app.py adds space/batch.css to
`css_paths` (it serves both tabs) and `max_file_size=batch_items.MAX_BYTES` to `launch`. The run has a queue of its own
(`concurrency_id="batch"`, one at a time), so that a batch does not keep visitors of *Compare* waiting.
"""

import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any, Protocol

import gradio as gr
from batch import MAX_SECONDS, Batch, archive, run_batch
from batch_items import BUNDLED, MAX_BYTES, MAX_PROBLEMS, Item, bundled_items, read_items
from batch_view import FILTERS, render_checked, render_plot, render_progress, render_summary, render_table
from students_view import Choice

from socratic.errors import SocraticError
from socratic.problem import Problem
from socratic.reasoners import Reasoner

__all__ = ["Answerers", "build_batch_tab"]

OWN_FILE = "A file of yours"
KEPT_SECONDS = 3600
"""How long a visitor's results are kept after the last change."""

HELP = f"""A **CSV** file with a header, or **JSON Lines**: UTF-8, at most {MAX_PROBLEMS} problems and
{MAX_BYTES // 1_000_000} MB. It needs a column `problem` (or `question`), and for the accuracy `answer`: a number,
yes or no. Rows of GSM8K and this project's own problems are taken as they are. A batch stops after
{MAX_SECONDS / 60:g} minutes and keeps what is done.

```csv
problem,answer
"Ann has 3 bags of 4 apples and eats 2. How many apples are left?",10
```

```json
{{"problem": "Ann has 3 bags of 4 apples and eats 2. How many apples are left?", "answer": 10}}
```"""

# A row, or the button in it, opens its problem; text that is being selected does not.
OPEN_ROW = """element.addEventListener('click', event => {
  const row = event.target.closest('[data-row]');
  if (row && !String(window.getSelection())) trigger('click', {row: Number(row.dataset.row)});
});"""


class Answerers(Protocol):
    """Who answers for a visitor's choice of students: students_view.Shelf."""

    def reasoners(self, choice: Choice) -> tuple[Reasoner, Reasoner]:
        """CoT and Socratic CoT; raises `SocraticError` when they cannot be had."""

    def describe(self, choice: Choice) -> list[dict[str, Any]]:
        """What a record says of the students."""


def build_batch_tab(
    shelf: Answerers,
    chosen: gr.State,
    open_in_compare: Callable[[Problem, str | None], Any],
    compare_outputs: Sequence[Any],
    gpu: Callable[[Any], Any] = lambda handler: handler,
) -> Any:
    """Put the tab's components where this is called; returns the event that fills `compare_outputs`."""

    def draw(batch: Batch) -> tuple[Any, ...]:
        parts = render_progress(batch), render_summary(batch), render_plot(batch)
        return *parts, gr.update(visible=bool(batch.rows)), gr.update(visible=False), batch

    def packed(batch: Batch) -> Any:
        if not batch.rows:
            return gr.update(visible=False)
        # Where Gradio keeps files that it serves: from elsewhere it would copy it to there.
        cache = Path(download.GRADIO_CACHE)
        cache.mkdir(parents=True, exist_ok=True)
        path = Path(tempfile.mkdtemp(dir=cache), "socratic-batch.zip")
        path.write_bytes(archive(batch))
        return gr.update(value=str(path), visible=True)

    def check(source: str, file: str | None) -> tuple[Any, ...]:
        """What the visitor has chosen, in words, and whether it can run."""
        if source == OWN_FILE and file is None:
            return gr.update(visible=True), render_checked("", ""), gr.update(interactive=False)
        try:
            items, name = items_of(source, file)
        except SocraticError as error:
            return gr.update(visible=True), render_checked("", str(error)), gr.update(interactive=False)
        own = source == OWN_FILE
        return gr.update(visible=own), render_checked(_told(name, items), ""), gr.update(interactive=True)

    @gpu
    def run(source: str, file: str | None, choice: Choice) -> Iterator[tuple[Any, ...]]:
        try:
            items, name = items_of(source, file)
            cot, socratic = shelf.reasoners(choice)
            students = shelf.describe(choice)
        except SocraticError as error:
            raise gr.Error(str(error), print_exception=False) from error
        with closing(run_batch(cot, socratic, name, items, students)) as batches:
            for batch in batches:
                yield draw(batch)

    def opened(batch: Batch, event: gr.EventData) -> Any:
        row = event._data.get("row") if isinstance(event._data, dict) else None
        if type(row) is not int or not 1 <= row <= len(batch.items):  # whatever JSON a caller sends
            raise gr.Error("there is no such problem in this batch", print_exception=False)
        item = batch.items[row - 1]
        return open_in_compare(item.problem, item.gold)

    gr.Markdown(
        "Let both methods solve many problems, and see how often each is right, where they part, and whether the "
        "difference is more than luck."
    )
    with gr.Row():
        with gr.Column(min_width=300):
            source = gr.Radio([*BUNDLED, OWN_FILE], value=next(iter(BUNDLED)), label="Problems", elem_id="batch-source")
            file = gr.File(
                label="CSV or JSON Lines", file_types=[".csv", ".jsonl"], visible=False, elem_id="batch-file"
            )
            first = items_of(next(iter(BUNDLED)), None)
            checked = gr.HTML(
                render_checked(_told(first[1], first[0]), ""),
                elem_id="batch-checked",
                elem_classes="flush",
                apply_default_css=False,
            )
        with gr.Column(min_width=300), gr.Accordion("What a file looks like", open=False):
            gr.Markdown(HELP)
    with gr.Row(elem_classes="buttons"):
        start = gr.Button("Run both methods", variant="primary", scale=0, min_width=220, elem_id="batch-run")
        stop = gr.Button("Stop", scale=0, min_width=100, elem_id="batch-stop")
        download = gr.DownloadButton("Download (zip)", scale=0, min_width=180, visible=False, elem_id="batch-download")
    html: dict[str, Any] = {"elem_classes": "flush", "apply_default_css": False}
    progress = gr.HTML("", elem_id="batch-progress", **html)
    with gr.Row():
        with gr.Column(min_width=320):
            summary = gr.HTML("", elem_id="batch-summary", **html)
        with gr.Column(min_width=320):
            plot = gr.HTML("", elem_id="batch-plot", **html)
    with gr.Column(visible=False) as results:
        shown = gr.Radio(list(FILTERS), value="All", label="Show", elem_id="batch-filter")
        table = gr.HTML("", elem_id="batch-table", js_on_load=OPEN_ROW, **html)
    last = gr.State(Batch(), time_to_live=KEPT_SECONDS)
    outputs: list[Any] = [progress, summary, plot, results, download, last]

    quick: dict[str, Any] = {"queue": False, "show_progress": "hidden", "api_visibility": "private"}
    gr.on([source.change, file.upload, file.clear], check, [source, file], [file, checked, start], **quick)
    running = start.click(
        run,
        [source, file, chosen],
        outputs,
        concurrency_id="batch",
        concurrency_limit=1,
        trigger_mode="once",
        show_progress_on=progress,
        api_visibility="private",
    )
    running.then(packed, last, download, **quick)
    # First the end, then what remains, as in *Compare*.
    stopped = stop.click(None, cancels=[running], api_visibility="private").then(
        lambda batch: draw(batch.stopped()), last, outputs, concurrency_limit=None, **quick
    )
    stopped.then(packed, last, download, **quick)
    gr.on([last.change, shown.change], render_table, [last, shown], table, **quick)
    return table.click(opened, last, list(compare_outputs), **quick)


def items_of(source: str, file: str | None) -> tuple[tuple[Item, ...], str]:
    """The chosen problems and the set's name; raises `SocraticError` when they cannot be had."""
    if source != OWN_FILE:
        return bundled_items(source), source
    if file is None:
        raise SocraticError("choose a file first")
    return read_items(Path(file)), Path(file).name


def _told(name: str, items: Sequence[Item]) -> str:
    """What a set holds, in words."""
    known = sum(item.gold is not None for item in items)
    answers = "all with answers" if known == len(items) else f"{known} with answers"
    return f"{name}: {len(items)} problem{'' if len(items) == 1 else 's'}, {answers}."

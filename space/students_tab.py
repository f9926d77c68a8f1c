"""The tab *Students*: who answers, what is known of them, and others by Hub id and revision, for this visitor alone.

Contract with app.py:

    shelf = Shelf(students, device=device)          # students_view.py; `students` are the page's own (compare.Students)
    with gr.Blocks() as demo:
        chosen = gr.State(Choice())                 # the visitor's students; Choice() are the page's own
        ...
        with gr.Tab("Students", id="students"):
            build_students_tab(shelf, chosen)       # sets `chosen`
        chosen.change(draw_labels, chosen, footer)  # optional: `shelf.students(choice).labels()` for the footer

Every handler that lets students work takes `chosen` as an input and calls

    cot, socratic = shelf.reasoners(choice)         # raises SocraticError: show it (a set may have to be loaded again)

No visitor changes another's students.
"""

from collections.abc import Callable
from typing import Any

import gradio as gr
from student_cards import render_cards, render_message
from students_view import BUILT_IN, LEFT_OUT, MAX_BYTES, Choice, Pick, Shelf

from socratic.errors import SocraticError

__all__ = ["build_students_tab"]

ABOUT = f"""Try others of this project's students, from the Hugging Face Hub. Only you see the change, and it ends with
your visit. Only public repositories with safetensors weights and a `student.json` are loaded, at most
{MAX_BYTES / 1e9:g} GB together, and no code of theirs runs. `{BUILT_IN}` is the small base that comes with this page; a
field left empty keeps who plays that part now. A guide is for students that read hints; `{LEFT_OUT}` leaves it out."""

FIELDS = (("cot", "CoT student"), ("decomposer", "Decomposer"), ("solver", "Solver"), ("guide", "Guide"))


def build_students_tab(shelf: Shelf, chosen: gr.State) -> None:
    """Put the tab's components where this is called."""

    def wanted(choice: Choice, *texts: str) -> Choice:
        """`choice` with what stands in the fields: a name and a revision for each part."""
        picks = [pick for _, pick in choice.picks()]
        for number in range(len(FIELDS)):
            name, revision = texts[2 * number].strip(), texts[2 * number + 1].strip()
            name, _, commit = name.partition("@")  # as models are named elsewhere on this page
            if name:
                picks[number] = Pick(name, revision or commit or None)
            elif revision:
                raise SocraticError(f"{FIELDS[number][1]}: there is a revision, but no Hub id")
        return Choice(*picks)

    def load(choice: Choice, *texts: str) -> tuple[Any, ...]:
        try:
            new = shelf.load(wanted(choice, *texts))
            cards = render_cards(shelf.cards(new))
        except SocraticError as error:
            return gr.skip(), render_message(str(error)), gr.skip()
        done = "Nothing to change: name a student first." if new == choice else "Loaded. These students answer you now."
        return cards, render_message("", done), new

    def use(choice: Choice, words: str) -> Callable[[], tuple[Any, ...]]:
        def handler() -> tuple[Any, ...]:
            try:
                new = shelf.load(choice)
                return render_cards(shelf.cards(new)), render_message("", words), new
            except SocraticError as error:
                return gr.skip(), render_message(str(error)), gr.skip()

        return handler

    gr.Markdown("## Who answers you")
    html: dict[str, Any] = {"elem_classes": "flush", "apply_default_css": False}
    cards = gr.HTML(render_cards(shelf.cards(Choice())), elem_id="students-cards", **html)
    gr.Markdown(f"## Others\n{ABOUT}")
    fields: list[Any] = []
    for key, title in FIELDS:
        with gr.Row():
            name = gr.Textbox(
                label=title,
                placeholder="namespace/name",
                max_length=200,
                scale=3,
                min_width=240,
                elem_id=f"students-{key}",
            )
            revision = gr.Textbox(
                label=f"{title}: revision",
                placeholder="newest",
                max_length=100,
                scale=1,
                min_width=160,
                elem_id=f"students-{key}-revision",
            )
            fields += [name, revision]
    with gr.Row(elem_classes="buttons"):
        start = gr.Button("Load", variant="primary", scale=0, min_width=120, elem_id="students-load")
        built_in = gr.Button("Built-in for all", scale=0, min_width=180, elem_id="students-built-in")
        own = gr.Button("This page’s own for all", scale=0, min_width=240, elem_id="students-own")
    message = gr.HTML("", elem_id="students-message", **html)
    outputs = [cards, message, chosen]
    settings: dict[str, Any] = {
        "concurrency_id": "students",
        "concurrency_limit": 2,
        "trigger_mode": "once",
        "show_progress_on": message,
        "api_visibility": "private",
    }
    base = Pick(BUILT_IN)
    gr.on([start.click, *(field.submit for field in fields)], load, [chosen, *fields], outputs, **settings)
    built_in.click(use(Choice(base, base, base), "The built-in base answers you now."), None, outputs, **settings)
    own.click(use(Choice(), "This page’s own students answer you now."), None, outputs, **settings)

"""The section *Feedback* of the tab *Compare*, on pages that collect opinions.

build_feedback_section(feedback, last)
"""

from typing import Any

import gradio as gr
from compare import Comparison
from feedback import CHOICES, MAX_COMMENT_CHARACTERS, Feedback
from form import REFUSING, told
from render import render_notice

__all__ = ["build_feedback_section"]

ABOUT = """Which answer is better? What you choose and write here, the problem, all that both sides wrote, the options
and the students' names are stored in the data set `{dataset}` on the Hugging Face Hub, where its owners read it and may
publish it. Nothing else is stored, and nothing at all unless you press *Send*. Write nothing private."""


def build_feedback_section(feedback: Feedback, last: gr.State) -> None:
    """Put the section's components where this is called; `last` holds the comparison."""

    def send(comparison: Comparison, better: str | None, comment: str) -> tuple[Any, ...]:
        with told():
            feedback.add(comparison, better, comment)
        return None, "", render_notice("Thank you: your opinion is stored.")

    gr.Markdown(ABOUT.format(dataset=feedback.dataset))
    better = gr.Radio(list(CHOICES), label="The better answer", elem_id="better")
    comment = gr.Textbox(
        label="Comment",
        info=f"As you like; at most {MAX_COMMENT_CHARACTERS:,} characters.",
        lines=2,
        max_lines=6,
        elem_id="comment",
    )
    with gr.Row(elem_classes="buttons"):
        button = gr.Button("Send", scale=0, min_width=120, elem_id="send-feedback")
    thanks = gr.HTML("", elem_id="thanks", elem_classes="flush", apply_default_css=False)
    button.click(send, [last, better, comment], [better, comment, thanks], **REFUSING)

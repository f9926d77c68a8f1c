"""The section *Vote* of the tab *Compare*: several samples a side, and what most of them say.

build_vote_section(problem, opened, options, answerers, chosen, gpu)
"""

from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from typing import Any

import gradio as gr
from form import FIRST_TEMPERATURE, PRIVATE, Answerers, OptionFields, form_options, told
from options import MAX_TEMPERATURE, Known, known_problem
from render import render_vote
from vote import MAX_SAMPLES, NO_VOTE, Vote, read_samples, vote

__all__ = ["build_vote_section"]

ABOUT = f"""Let each method answer the problem above several times, sampled, and count the answers (at most
{MAX_SAMPLES} samples a side). The seed, the calculator and the questions are those of the options above."""


def build_vote_section(
    problem: gr.Textbox,
    opened: gr.State,
    options: OptionFields,
    answerers: Answerers,
    chosen: gr.State,
    gpu: Callable[[Any], Any],
) -> None:
    """Put the section's components where this is called."""

    @gpu
    def draw_samples(text: str, known: Known | None, *values: Any) -> Iterator[tuple[str, Vote]]:
        *form, count, temperature, choice = values
        with told():
            cot, socratic = answerers(choice)
            sampled = replace(form_options(*form), temperature=float(temperature))
            states = vote(cot, socratic, known_problem(text, known), sampled, read_samples(count))
            with closing(states):
                for state in states:
                    yield render_vote(state), state

    gr.Markdown(ABOUT)
    with gr.Row():
        samples = gr.Slider(1, MAX_SAMPLES, 8, step=1, label="Samples a side", min_width=200, elem_id="samples")
        temperature = gr.Slider(
            0.1, MAX_TEMPERATURE, FIRST_TEMPERATURE, step=0.1, label="Temperature of the samples", min_width=200
        )
    with gr.Row(elem_classes="buttons"):
        start = gr.Button("Draw the samples", variant="primary", scale=0, min_width=220, elem_id="vote")
        stop = gr.Button("Stop", scale=0, min_width=100, elem_id="vote-stop")
    chart = gr.HTML(render_vote(NO_VOTE), elem_id="votes", elem_classes="flush", apply_default_css=False)
    state = gr.State(NO_VOTE)

    running = start.click(
        draw_samples,
        [problem, opened, *options.fields(), samples, temperature, chosen],
        [chart, state],
        concurrency_id="model",
        concurrency_limit=1,
        trigger_mode="once",
        show_progress_on=chart,
        api_visibility="private",
    )

    def stopped(state: Vote) -> tuple[str, Vote]:
        ended = state if state.is_over or not state.samples else replace(state, message="stopped", is_over=True)
        return render_vote(ended), ended

    stop.click(None, cancels=[running], api_visibility="private").then(stopped, state, [chart, state], **PRIVATE)

"""What the tabs share: the fields for how the students write, and errors as a visitor or a caller should see them.

with told():                     # every SocraticError inside becomes a message, everything else a bug
    options = read_options(...)
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any

import gradio as gr
from options import MAX_SEED, MAX_TEMPERATURE, Known, Options, known_problem, read_options

from socratic.errors import FormatError, SocraticError
from socratic.reasoners import Reasoner

__all__ = [
    "FIRST_TEMPERATURE",
    "GREEDY",
    "PRIVATE",
    "REFUSING",
    "SAMPLED",
    "Answerers",
    "OptionFields",
    "form_options",
    "told",
    "validate_form",
]

GREEDY, SAMPLED = "Greedy", "Sampled"
FIRST_TEMPERATURE = 0.7

Answerers = Callable[[Any], tuple[Reasoner, Reasoner]]
"""CoT and Socratic CoT for a visitor's choice of students; raises `SocraticError` when they cannot be had."""

PRIVATE: dict[str, Any] = {
    "queue": False,
    "show_progress": "hidden",
    "concurrency_limit": None,
    "api_visibility": "private",
}
"""For events of the page that let no student work."""

REFUSING: dict[str, Any] = {**PRIVATE, "queue": True}
"""For those that may say no: gradio 6.31 shows an error of an event outside the queue only in the console."""


@contextmanager
def told() -> Iterator[None]:
    """Turn what we raise on purpose into a message of Gradio's."""
    try:
        yield
    except SocraticError as error:
        raise gr.Error(str(error), print_exception=False) from error


@dataclass(frozen=True)
class OptionFields:
    """The fields, in the order in which `form_options` and `validate_form` take them."""

    calculator: gr.Checkbox
    writing: gr.Radio
    temperature: gr.Slider
    seed: gr.Number
    oracle: gr.Checkbox

    @classmethod
    def build(cls) -> "OptionFields":
        """Put the fields where this is called."""
        with gr.Row():
            writing = gr.Radio(
                [GREEDY, SAMPLED],
                value=GREEDY,
                label="Writing",
                info="Greedy takes the likeliest token each time; sampled draws one, with a seed.",
                min_width=240,
            )
            temperature = gr.Slider(
                0.1, MAX_TEMPERATURE, FIRST_TEMPERATURE, step=0.1, label="Temperature", info="Of sampled writing.",
                min_width=200, elem_id="temperature",
            )  # fmt: skip
            seed = gr.Number(
                0, precision=0, minimum=0, maximum=MAX_SEED, label="Seed", info="The same seed draws the same again.",
                min_width=160, elem_id="seed",
            )  # fmt: skip
        with gr.Row():
            calculator = gr.Checkbox(
                True,
                label="Calculator",
                info="It fills in the value after each = that a student writes.",
                min_width=240,
                elem_id="calculator",
            )
            oracle = gr.Checkbox(
                False,
                label="Oracle questions",
                info="Ask the problem's own sub-questions instead of the decomposer's: for examples only.",
                min_width=240,
                elem_id="oracle",
            )
        return cls(calculator, writing, temperature, seed, oracle)

    def fields(self) -> list[Any]:
        """The fields as inputs or outputs of an event."""
        return [self.calculator, self.writing, self.temperature, self.seed, self.oracle]

    def values(self, options: Options) -> list[Any]:
        """What the fields show for `options`."""
        writing = SAMPLED if options.temperature else GREEDY
        temperature = options.temperature or FIRST_TEMPERATURE
        return [options.calculator, writing, temperature, options.seed, options.oracle]


def form_options(calculator: Any, writing: Any, temperature: Any, seed: Any, oracle: Any) -> Options:
    """The options that the fields hold. Raises `FormatError` as `read_options`."""
    options = read_options(calculator, temperature, 0 if seed is None else seed, oracle)
    return options if writing == SAMPLED else replace(options, temperature=0.0)


def validate_form(problem: str, opened: Known | None, *values: Any) -> list[Any]:
    """What the form says of a request that no student should be asked: one entry for each input.

    All of it at the problem, because the options may be folded away.
    """
    message = ""
    try:
        known = known_problem(problem, opened)
        if form_options(*values[:5]).oracle and not known.has_questions:
            message = (
                "oracle questions are on, but this problem's own sub-questions are not known: choose an example, or "
                "switch them off in the options"
            )
    except FormatError as error:
        message = str(error)
    return [gr.validate(not message, message), *(gr.validate(True, "") for _ in (opened, *values))]

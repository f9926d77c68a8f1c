"""The page's endpoints for programs: typed JSON, for gradio_client, plain HTTP and, where it is installed, MCP.

    add_api(compare_problem, compare_stream, answerers, gpu)        # inside the Blocks; the first two are app.py's

The docstrings below are what a caller reads.
"""

import importlib.util
from collections.abc import Callable, Iterator
from typing import Any, NotRequired, TypedDict

import gradio as gr
from checks import MAX_CHECKED_CHARACTERS, check_text
from compare import CheckRecord, ComparisonRecord, SideRecord, side_record
from edit import given_steps, go_on
from form import Answerers, told
from options import known_problem, read_options
from panels import IDLE
from review import review
from vote import VoteRecord, read_samples, vote

from socratic.errors import FormatError

__all__ = ["add_api", "has_mcp", "text_of"]


class GivenStep(TypedDict):
    """A step to go on from. One with a solution stands as it is; one without, or with an empty one, is solved."""

    question: str
    solution: NotRequired[str]


def has_mcp() -> bool:
    """Whether Gradio can serve the endpoints as MCP tools: that needs its extra, `pip install 'gradio[mcp]'`."""
    return importlib.util.find_spec("mcp") is not None


def text_of(value: Any, name: str) -> str:
    """`value`, which must be text: Gradio hands on whatever JSON a caller sends."""
    if not isinstance(value, str):
        raise FormatError(f"{name} must be text")
    return value


def add_api(
    compare_problem: Callable[..., ComparisonRecord],
    compare_stream: Callable[..., Iterator[ComparisonRecord]],
    answerers: Answerers,
    gpu: Callable[[Any], Any],
) -> None:
    """Offer the endpoints `/compare`, `/compare_stream`, `/check_steps`, `/resume` and `/vote`."""

    def check_steps(text: str) -> list[CheckRecord]:
        """Check the arithmetic of a reasoning text with a calculator; no model is asked.

        Args:
            text: reasoning in which equations are plain (3*4 = 12) or annotated as in GSM8K (<<3*4=12>>).

        Returns:
            Every equation in the order written, whether it is right, and in words what would be right.
        """
        with told():
            if len(text_of(text, "the text")) > MAX_CHECKED_CHARACTERS:
                raise FormatError(
                    f"the text has {len(text):,} characters; at most {MAX_CHECKED_CHARACTERS:,} are taken"
                )
            return [
                {"equation": check.equation, "correct": check.correct, "verdict": check.verdict}
                for check in check_text(text)
            ]

    @gpu
    def resume(
        problem: str, steps: list[GivenStep], calculator: bool = True, temperature: float = 0.0, seed: int = 0
    ) -> SideRecord:
        """Let Socratic CoT go on from given sub-questions: those with a solution stand, the others are solved in order.

        Args:
            problem: a word problem in English with a number as its answer, at most 4,000 characters.
            steps: at most 16 sub-questions in order, each with "question" and perhaps "solution".
            calculator: whether a calculator fills in the value after each = that the student writes.
            temperature: 0 takes the likeliest token each time; up to 2, tokens are drawn.
            seed: the same seed draws the same tokens.

        Returns:
            The steps with their solutions, the answer (null if none could be read), tokens, seconds and model calls.
        """
        with told():
            known = known_problem(text_of(problem, "the problem"))
            options = read_options(calculator, temperature, seed, False)
            made = given_steps(steps)
            *_, panel = go_on(answerers(None)[1], known, options, made)
            return side_record(panel, review(panel, IDLE)[0], known)

    @gpu
    def draw_vote(
        problem: str,
        samples: int = 8,
        temperature: float = 0.7,
        seed: int = 0,
        calculator: bool = True,
        oracle: bool = False,
    ) -> VoteRecord:
        """Let CoT and Socratic CoT answer a problem several times, sampled, and count the answers.

        Args:
            problem: a word problem in English with a number as its answer, at most 4,000 characters.
            samples: answers to draw from each method, 1 to 16.
            temperature: above 0 and at most 2.
            seed: the same seed draws the same samples.
            calculator: whether a calculator fills in the value after each = that a student writes.
            oracle: ask the problem's own sub-questions; they are known for the page's examples only.

        Returns:
            For each method how many samples gave which answer (null: none could be read), and the majority's.
        """
        with told():
            known = known_problem(text_of(problem, "the problem"))
            options = read_options(calculator, temperature, seed, oracle)
            *_, last = vote(*answerers(None), known, options, read_samples(samples))
            return last.record()

    model: dict[str, Any] = {"concurrency_id": "model", "concurrency_limit": 1}
    gr.api(compare_problem, api_name="compare", **model)
    gr.api(compare_stream, api_name="compare_stream", **model)
    gr.api(check_steps, api_name="check_steps", queue=False)
    gr.api(resume, api_name="resume", **model)
    gr.api(draw_vote, api_name="vote", **model)

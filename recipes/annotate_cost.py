"""What an annotation asks and costs, in tokens and in the currency of --prices: so far, and estimated beforehand.

show_estimate(problems, load_prompt("socratic"), options)      # recipes/annotate.py --dry_run
"""

import argparse
from collections.abc import Sequence

from recipes.teacher_prompts import Prompt
from socratic.problem import Problem

__all__ = ["CHARACTERS_A_TOKEN", "characters", "cost", "show_estimate"]

CHARACTERS_A_TOKEN = 3
"""For estimates alone, and rather too many tokens than too few: English has about four."""


def show_estimate(problems: Sequence[Problem], prompt: Prompt, options: argparse.Namespace) -> None:
    """What would be asked, and what it could cost."""
    if not problems:
        return
    if options.api == "completions":
        print(f"--- text\n{prompt.completion(problems[0].text)}")
    else:
        for message in prompt.messages(problems[0].text):
            print(f"--- {message['role']}\n{message['content']}")
    read = sum(characters(prompt, problem) for problem in problems) // CHARACTERS_A_TOKEN
    most = options.tries * options.chains
    written = len(problems) * options.max_tokens
    print(f"--- prompt {prompt.name}, hash {prompt.hash}")
    print(f"{len(problems) * options.chains:,} requests at least, {len(problems) * most:,} at most")
    print(f"about {read * options.chains:,} to {read * most:,} tokens read, {written * most:,} written at most")
    if options.prices:
        print(f"cost: {cost(options, read * most, written * most):.2f} at most")


def characters(prompt: Prompt, problem: Problem) -> int:
    """How many characters one request has."""
    return sum(len(message["content"]) for message in prompt.messages(problem.text))


def cost(options: argparse.Namespace, read: int, written: int) -> float:
    """What so many tokens, read and written, cost in the currency of --prices, which must be given."""
    price_read, price_written = options.prices
    return float(read * price_read + written * price_written) / 1e6

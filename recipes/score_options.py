"""The command line of recipes/score.py, read and checked before anything heavy is loaded.

>>> options = score_options(["--student", "students/cot", "--dataset", "gsm8k", "--vote", "5"])
>>> options.vote, options.temperature
(5, 0.7)
>>> options = score_options(["--solver", "s", "--decomposer", "d", "--dataset", "gsm8k", "--endpoint",
...                          "solver=http://one:8000", "decomposer=http://two:8000", "--model", "solver=lora"])
>>> options.endpoint["decomposer"], options.model
('http://two:8000', {'solver': 'lora'})
"""

import argparse
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import get_args

from socratic.formats import Asking, Hint

__all__ = ["KEY_VARIABLE", "PLACES", "score_options"]

PLACES = ("student", "solver", "decomposer", "guide")
"""The options that take a student."""

KEY_VARIABLE = "SOCRATIC_ENDPOINT_KEY"

_VOTE_TEMPERATURE = 0.7

_EXAMPLES = f"""examples:
  python recipes/score.py --student students/gsm8k/cot --dataset gsm8k
  python recipes/score.py --solver students/gsm8k/solver --decomposer students/gsm8k/decomposer --dataset gsm8k
  python recipes/score.py --solver students/gsm8k/solver --decomposer oracle --dataset gsm8k --calculator both
  python recipes/score.py --student socratic/builtin/base --role unified --dataset builtin --limit 100 \\
      --output runs/base-scores
  python recipes/score.py --student students/gsm8k/cot-equations --guide oracle --dataset problems.jsonl
  python recipes/score.py --student students/cot --dataset builtin:test builtin:test-steps svamp --data_dir data
  python recipes/score.py --student students/gsm8k/cot --dataset gsm8k --vote 5
  python recipes/score.py --solver all --decomposer all --asking interleaved --dataset builtin
  python recipes/score.py --solver s --decomposer d --dataset gsm8k \\
      --endpoint solver=http://127.0.0.1:8000 decomposer=http://127.0.0.1:8001

Students behind endpoints: a server of OpenAI's completions (vLLM, TGI, transformers serve) must serve just the weights
of that folder or id, whose student.json, tokenizer and config are read here. The key, if it wants one, is the
environment variable {KEY_VARIABLE}.
"""


def score_options(arguments: Sequence[str] | None, description: str | None = None) -> argparse.Namespace:
    """The options. `endpoint` and `model` become dictionaries by place. What makes no sense ends the program, as
    argparse does."""
    count = _at_least(1, int)
    parser = argparse.ArgumentParser(
        prog="score.py",
        description=description,
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    students = parser.add_argument_group("students", "one that answers alone, or a solver with a decomposer")
    students.add_argument("--student", metavar="DIR_OR_ID", help="an answer, cot or unified student")
    students.add_argument("--role", choices=("answer", "cot", "unified"), help="which role a student of role all plays")
    students.add_argument("--solver", metavar="DIR_OR_ID", help="answers the sub-questions one by one")
    students.add_argument(
        "--decomposer", metavar="DIR_OR_ID", help="asks them; oracle: the problem's own (upper bound)"
    )
    students.add_argument("--guide", metavar="DIR_OR_ID", help="writes the hint; oracle: the gold one (upper bound)")
    students.add_argument(
        "--hint", choices=get_args(Hint)[1:], help="which hint students of role all write and read; others know theirs"
    )
    students.add_argument(
        "--asking", choices=get_args(Asking), help="how a decomposer of role all asks; others know theirs"
    )
    students.add_argument(
        "--label", metavar="TEXT", help="goes into the method's name: tells students apart that were trained otherwise"
    )
    served = parser.add_argument_group("students that are served elsewhere")
    places = f"[PLACE=]VALUE, where PLACE is one of {', '.join(PLACES)}; without it: for all of them"
    served.add_argument("--endpoint", nargs="+", metavar="URL", help=f"who serves the weights: {places}")
    served.add_argument(
        "--model", nargs="+", metavar="NAME", help="the student's name there, in the same form; default: DIR_OR_ID"
    )
    data = parser.add_argument_group("problems")
    data.add_argument(
        "--dataset",
        required=True,
        nargs="+",
        metavar="SET",
        help="builtin, gsm8k, gsm8k-main, svamp, svamp-placeholders, strategyqa, addsub, multiarith, singleeq or a "
        ".jsonl file of problems; builtin:test-steps is another split of one",
    )
    data.add_argument("--split", default="test", help="of sets that name none; default: test; a file is read whole")
    data.add_argument("--data_dir", type=Path, help="folder with the data sets' files; default: the Hub")
    data.add_argument("--dataset_revision", metavar="SHA", help="commit of the data set on the Hub")
    data.add_argument("--limit", type=count, metavar="N", help="only the first N problems")
    decoding = parser.add_argument_group("decoding")
    decoding.add_argument(
        "--calculator", choices=("on", "off", "both"), help="default: what the student, or the solver, was trained for"
    )
    decoding.add_argument("--max_new_tokens", type=count, default=256, metavar="N", help="for one text; default: 256")
    decoding.add_argument(
        "--vote",
        type=_at_least(2, int),
        metavar="K",
        help="sample K answers to every problem, each with sub-questions of its own; the majority counts, of a tie the "
        "first. The record has the tokens of all K",
    )
    decoding.add_argument(
        "--temperature",
        type=_at_least(0, float),
        help=f"default: 0, greedy; for a vote {_VOTE_TEMPERATURE}",
    )
    decoding.add_argument("--seed", type=int, default=0, help="of the sampling above temperature 0; default: 0")
    decoding.add_argument("--batch_size", type=count, default=32, metavar="N", help="problems at a time; default: 32")
    decoding.add_argument("--device", help="default: cuda where there is one, else cpu")
    decoding.add_argument("--dtype", choices=("float32", "bfloat16", "float16"), default="float32")
    decoding.add_argument(
        "--compile",
        action="store_true",
        help="torch.compile the pass for the next token: half a minute at the start, less time for small "
        "students afterwards: for thousands of problems; on a CPU it takes a C++ compiler",
    )
    decoding.add_argument(
        "--pack",
        action="store_true",
        help="lay the weights out once for the CPU's kernels: less time for students of GPT-2's size and larger; "
        "goes with --compile",
    )
    output = parser.add_argument_group("output")
    output.add_argument(
        "--output", type=Path, metavar="DIR", help="default: scores/ in the student's or solver's folder"
    )
    output.add_argument("--format", choices=("text", "json"), default="text", help="what goes to stdout; default: text")
    output.add_argument("--overwrite", action="store_true", help="start anew, whatever stands there")
    options = parser.parse_args(arguments)
    _check(parser, options)
    options.endpoint = _by_place(parser, "--endpoint", options.endpoint, options)
    options.model = _by_place(parser, "--model", options.model, options)
    if unserved := sorted(options.model.keys() - options.endpoint.keys()):
        parser.error(f"--model names a {unserved[0]} that no --endpoint serves")
    if options.temperature is None:
        options.temperature = 0.0 if options.vote is None else _VOTE_TEMPERATURE
    return options


def _check(parser: argparse.ArgumentParser, options: argparse.Namespace) -> None:
    if bool(options.student) == bool(options.solver):
        parser.error("give either --student, or --solver with --decomposer")
    if options.solver and not options.decomposer:
        parser.error("--solver needs questions to answer: give --decomposer, a student or oracle")
    if options.student and options.decomposer:
        parser.error("--decomposer belongs to --solver; a --student answers alone")
    if options.role and not options.student:
        parser.error("--role is for --student; a solver and a decomposer have theirs")
    if options.guide and options.decomposer == "oracle":
        parser.error("oracle questions need no --guide")
    if options.hint and not options.guide:
        parser.error("--hint needs who gives it: --guide, a student or oracle")
    if options.asking and options.decomposer in (None, "oracle"):
        parser.error("--asking is for a --decomposer that is a student")
    if options.vote and options.temperature == 0:
        parser.error("--vote needs a temperature above 0: greedy samples are all the same")


def _by_place(
    parser: argparse.ArgumentParser, option: str, values: Sequence[str] | None, options: argparse.Namespace
) -> dict[str, str]:
    """`solver=value` or `value` by place; a value without a place is for every student of this command."""
    here = [place for place in PLACES if getattr(options, place) not in (None, "oracle")]
    found: dict[str, str] = {}
    for text in values or ():
        place, sign, value = text.partition("=")
        if not sign or place not in PLACES:
            found = {**dict.fromkeys(here, text), **found}
        elif place not in here:
            parser.error(f"{option} {text}: this command has no {place} that is a student")
        else:
            found[place] = value
    return found


def _at_least(least: float, kind: Callable[[str], float]) -> Callable[[str], float]:
    def number(text: str) -> float:
        if not (value := kind(text)) >= least:
            raise argparse.ArgumentTypeError(f"must be at least {least}, not {text}")
        return value

    return number

"""The command line of recipes/annotate.py, read and checked before anything heavy is loaded.

>>> options = annotate_options(["--dataset", "svamp", "--model", "Qwen/Qwen3-8B", "--output_dir", "data/svamp-qwen"])
>>> options.tries, options.in_flight, options.local
(3, 16, False)
"""

import argparse
from collections.abc import Sequence
from pathlib import Path

from recipes.teacher_prompts import STYLES

__all__ = ["annotate_options"]

_EXAMPLES = """examples:
  python -m recipes.annotate --dataset svamp --data_dir ../shared/data --base_url http://127.0.0.1:8000 \\
      --model Qwen/Qwen3-8B --test_sets gsm8k --output_dir data/svamp-qwen --dry_run
  python -m recipes.annotate --dataset mine.jsonl --model meta-llama/Llama-3.3-70B-Instruct --in_flight 32 \\
      --prices 0.6 0.8 --budget_money 5 --output_dir data/mine
  python -m recipes.annotate --dataset svamp --local --model models/Qwen3-8B --in_flight 32 --output_dir data/svamp-qwen
  python -m recipes.annotate --dataset gsm8k --gold --output_dir data/gsm8k-clean
then
  python -m recipes.export --dataset data/mine/problems.jsonl --license cc-by-4.0 --output_dir data/mine-export
"""


def annotate_options(arguments: Sequence[str] | None, description: str | None = None) -> argparse.Namespace:
    """The options. What makes no sense ends the program, as argparse does."""

    def count(text: str) -> int:
        if not (value := int(text)) >= 1:
            raise argparse.ArgumentTypeError(f"must be at least 1, not {text}")
        return value

    def amount(text: str) -> float:
        if not 0 <= (value := float(text)) < 1e9:
            raise argparse.ArgumentTypeError(f"must be at least 0, not {text}")
        return value

    parser = argparse.ArgumentParser(
        prog="annotate.py",
        description=description,
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    data = parser.add_argument_group("problems")
    data.add_argument(
        "--dataset", required=True, help="builtin, gsm8k, gsm8k-main, svamp, strategyqa or a .jsonl file of problems"
    )
    data.add_argument("--split", default="train", help="default: train; a file has none")
    data.add_argument("--data_dir", type=Path, help="folder with the data sets' files; default: the Hub")
    data.add_argument("--dataset_revision", metavar="SHA", help="commit of the data set on the Hub")
    data.add_argument("--limit", type=count, metavar="N", help="only the first N problems")
    data.add_argument(
        "--test_sets",
        nargs="+",
        default=[],
        metavar="SET",
        help="names or .jsonl files: problems that share 8 words in a row with a test problem are left out",
    )
    teacher = parser.add_argument_group("teacher")
    teacher.add_argument("--model", help="as the endpoint names it; with --local, a folder or an id on the Hub")
    teacher.add_argument("--base_url", metavar="URL", help="of a server of OpenAI's form; default: Inference Providers")
    teacher.add_argument("--provider", help="of Inference Providers; default: auto")
    teacher.add_argument("--bill_to", metavar="ORG", help="organization that pays for Inference Providers")
    teacher.add_argument(
        "--send_token",
        action="store_true",
        help="send the Hugging Face token (HF_TOKEN, or the saved one) to a --base_url that is not Hugging Face's",
    )
    teacher.add_argument(
        "--api",
        choices=("chat", "completions"),
        help="messages, or one text that a model without a chat goes on with (/v1/completions of a --base_url); "
        "default: chat, with --local where the model has a chat template",
    )
    teacher.add_argument("--local", action="store_true", help="no endpoint: transformers runs --model on this machine")
    teacher.add_argument("--revision", metavar="SHA", help="with --local: commit of the model on the Hub")
    teacher.add_argument("--device", help="with --local: cpu, cuda:1, auto (all there are) ...; default: cuda or cpu")
    teacher.add_argument("--dtype", choices=("auto", "float32", "bfloat16", "float16"), help="with --local")
    teacher.add_argument("--gold", action="store_true", help="no endpoint: the problems' own steps through the filter")
    teacher.add_argument("--timeout", type=amount, default=180.0, metavar="S", help="for one reply; default: 180")
    asking = parser.add_argument_group("asking")
    asking.add_argument(
        "--prompt",
        metavar="STYLE|FILE",
        help=f"{', '.join(STYLES)} or a file; default: socratic, for yes/no strategyqa",
    )
    asking.add_argument("--temperature", type=amount, default=0.7, help="default: 0.7")
    asking.add_argument("--top_p", type=amount)
    asking.add_argument("--max_tokens", type=count, default=1024, metavar="N", help="of one reply; default: 1024")
    asking.add_argument("--tries", type=count, default=3, metavar="N", help="for each chain wanted; default: 3")
    asking.add_argument("--chains", type=count, default=1, metavar="K", help="different ones a problem; default: 1")
    asking.add_argument(
        "--no_structured",
        dest="structured",
        action="store_false",
        help="do not ask for JSON by a schema; an endpoint that refuses a schema is asked without it anyway",
    )
    asking.add_argument(
        "--in_flight",
        type=count,
        default=16,
        metavar="N",
        help="requests at a time, or in a batch of a local model; default: 16",
    )
    budget = parser.add_argument_group(
        "budget, over all runs with one --output_dir",
        "What was sent and never answered (a kill, a time limit) counts as a request, and as long as it can have been.",
    )
    budget.add_argument("--budget_requests", type=count, metavar="N")
    budget.add_argument("--budget_tokens", type=count, metavar="N", help="read and written")
    budget.add_argument("--budget_money", type=amount, metavar="AMOUNT", help="in the currency of --prices")
    budget.add_argument(
        "--prices", nargs=2, type=amount, metavar=("READ", "WRITTEN"), help="for a million tokens, to show the cost"
    )
    output = parser.add_argument_group("output")
    output.add_argument("--output_dir", type=Path, required=True, metavar="DIR", help="new, or that of an earlier run")
    output.add_argument("--dry_run", action="store_true", help="show the prompt and an estimate, ask nobody")
    output.add_argument("--quiet", action="store_true", help="no progress bar")
    options = parser.parse_args(arguments)

    if options.gold and (options.model or options.base_url or options.provider):
        parser.error("--gold asks no endpoint: leave out --model, --base_url and --provider")
    if not options.gold and not options.model:
        parser.error("--model is needed: what the endpoint calls it (or --gold)")
    if options.local and (options.gold or options.base_url or options.provider or options.bill_to):
        parser.error("--local asks no endpoint: leave out --gold, --base_url, --provider and --bill_to")
    if not options.local and (options.revision or options.device or options.dtype):
        parser.error("--revision, --device and --dtype are for --local")
    if options.api == "completions" and not (options.local or options.base_url):
        parser.error("--api completions needs --base_url or --local")
    if options.provider and options.base_url:
        parser.error("--provider is for Inference Providers: leave it or --base_url out")
    if options.budget_money is not None and not options.prices:
        parser.error("--budget_money needs --prices")
    return options

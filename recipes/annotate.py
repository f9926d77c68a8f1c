"""Annotate problems: a teacher writes the sub-questions and solutions that students learn from, and a filter keeps the
chains that end in the gold answer.

    data/mine/
        problems.jsonl      the accepted chains, for recipes/sft.py, recipes/export.py and anything else that reads them
        annotation.json     where they come from: teacher, prompt, sampling, dates, acceptance, every refusal by reason
        replies.jsonl       every reply of the teacher, on disk before it counts; not for publication

Run the same command again after a kill, a spent budget or an endpoint that went away: replies on disk are not asked for
again. The teacher is an endpoint (a chat, or --api completions), a model on this machine (--local), or the data set's
own steps, which then only pass the filter (--gold). recipes/chains.py has the filter, recipes/endpoint.py and
recipes/local_teacher.py the manners, recipes/prompts/ the words.
"""

import argparse
import asyncio
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from recipes.annotate_cost import show_estimate
from recipes.annotate_options import annotate_options
from recipes.annotate_record import PROBLEMS_FILE, RECORD_FILE, annotation_record
from recipes.annotate_run import AnnotationRun
from recipes.journal import Journal
from recipes.records import write_json
from recipes.teacher_prompts import load_prompt
from socratic.errors import ConfigError, SocraticError
from socratic.problem import Problem

__all__ = ["main"]

JOURNAL_FILE = "replies.jsonl"


def main(arguments: Sequence[str] | None = None) -> int:
    """Annotate as the command line says; the exit status: 0 done, 1 an error, 3 stopped early (run it again)."""
    options = annotate_options(arguments, __doc__)
    try:
        return _annotate(options)
    except SocraticError as error:
        print(f"annotate.py: {error}", file=sys.stderr)
        return 1
    except (KeyboardInterrupt, asyncio.CancelledError):
        print("annotate.py: interrupted; run the same command again to go on", file=sys.stderr)
        return 130


def _annotate(options: argparse.Namespace) -> int:
    from recipes.contamination import NearDuplicates
    from socratic.sources import load_problems, write_problems

    problems = load_problems(
        options.dataset,
        options.split,
        data_dir=options.data_dir,
        revision=options.dataset_revision,
        limit=options.limit,
    )
    if any(problem.numbers for problem in problems):
        raise ConfigError(
            f"{options.dataset} has placeholders for its numbers, and a teacher's chains are checked by their numbers: "
            "annotate a set that has them, such as svamp"
        )
    prompt = load_prompt(options.prompt or _style_of(problems))
    tests = [
        problem
        for name in options.test_sets
        for problem in load_problems(
            name, "test", data_dir=None if name.endswith((".jsonl", ".gz")) else options.data_dir
        )
    ]
    near = NearDuplicates(tests)
    kept = [problem for problem in problems if problem not in near]
    print(
        f"{len(problems):,} problems; {len(problems) - len(kept):,} are near-duplicates of test problems and left out"
    )
    if options.dry_run:
        show_estimate(kept, prompt, options)
        return 0
    output: Path = options.output_dir
    if (output / PROBLEMS_FILE).exists() and not (output / RECORD_FILE).exists():
        raise ConfigError(f"{output} holds a {PROBLEMS_FILE} that no annotation wrote: choose another --output_dir")
    with Journal(output / JOURNAL_FILE) as journal:
        run = AnnotationRun(options, prompt, journal, kept)
        stopped = None
        if options.gold:
            run.gold(kept)
        else:
            stopped = asyncio.run(run.ask(kept))
        accepted = [
            replace(problem, id=_chain_id(problem, number), steps=steps)
            for problem in kept
            for number, steps in enumerate(run.outcomes[problem.id].chains, 1)
        ]
        draft = output / f".{PROBLEMS_FILE}.tmp"
        write_problems(draft, accepted)
        draft.replace(output / PROBLEMS_FILE)
        record = annotation_record(options, prompt, problems, kept, accepted, run, journal, stopped)
        write_json(output / RECORD_FILE, record)
    counts = record["counts"]
    print(f"accepted: {counts['chains']:,} chains to {counts['accepted']:,} of {counts['asked']:,} problems asked")
    for reason, count in record["refused"].items():
        print(f"refused: {count:,} {reason}")
    print(f"written: {output / PROBLEMS_FILE}")
    if stopped is not None:
        print(f"annotate.py: stopped early: {stopped}", file=sys.stderr)
        return 3
    return 0


def _style_of(problems: Sequence[Problem]) -> str:
    kinds = {problem.answer_kind for problem in problems}
    if len(kinds) > 1:
        raise ConfigError("some answers are numbers and some yes or no: give --prompt, or split the file")
    return "strategyqa" if kinds == {"yesno"} else "socratic"


def _chain_id(problem: Problem, number: int) -> str:
    return problem.id if number == 1 else f"{problem.id}#{number}"


if __name__ == "__main__":
    sys.exit(main())

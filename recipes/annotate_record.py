"""annotation.json: where the chains of an annotation come from, and what was refused.

write_json(folder / RECORD_FILE, annotation_record(options, prompt, problems, kept, accepted, run, journal, None))
"""

import argparse
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from recipes.annotate_run import AnnotationRun
from recipes.journal import Journal
from recipes.records import environment, now
from recipes.teacher_prompts import Prompt
from socratic.problem import Problem, fingerprint

__all__ = ["PROBLEMS_FILE", "RECORD_FILE", "annotation_record"]

FORMAT_VERSION = 1
PROBLEMS_FILE, RECORD_FILE = "problems.jsonl", "annotation.json"


def annotation_record(
    options: argparse.Namespace,
    prompt: Prompt,
    problems: Sequence[Problem],
    kept: Sequence[Problem],
    accepted: Sequence[Problem],
    run: AnnotationRun,
    journal: Journal,
    stopped: str | None,
) -> dict[str, Any]:
    """Provenance: everything but the address of an endpoint, which may be a private one."""
    refused: Counter[str] = Counter()
    for outcome in run.outcomes.values():
        refused += outcome.refused
    asked = [outcome for outcome in run.outcomes.values() if outcome.chains or outcome.refused]
    good = sum(bool(outcome.chains) for outcome in asked)
    replies = run.used
    teacher: dict[str, Any] = {"kind": "gold annotation"}
    if run.local is not None:
        teacher = {
            "kind": "local model",
            "api": "chat template" if run.chat else "text",
            "model": _public(options.model),
            "revision": run.local.revision,
            "dtype": run.local.dtype,
        }
    elif not options.gold:
        teacher = {
            "kind": "chat endpoint" if run.chat else "completions endpoint",
            "model": _public(options.model),
            "served_as": sorted({_public(reply.served_model) for reply in replies if reply.served_model}),
            "through": "a base URL" if options.base_url else f"Inference Providers, {options.provider or 'auto'}",
            "replies_asked_with_schema": sum(reply.structured for reply in replies),
        }
    dates = sorted(reply.created for reply in replies)
    return {
        "format_version": FORMAT_VERSION,
        "created": now(),
        "complete": stopped is None and all(outcome.done for outcome in run.outcomes.values()),
        "stopped": stopped,
        "dataset": {
            "name": Path(options.dataset).name,
            "split": options.split,
            "revision": options.dataset_revision,
            "fingerprint": fingerprint(problems),
        },
        "problems": {"file": PROBLEMS_FILE, "fingerprint": fingerprint(accepted)},
        "teacher": teacher,
        "prompt": {"name": prompt.name, "hash": prompt.hash},
        "sampling": None
        if options.gold
        else {
            "temperature": options.temperature,
            "top_p": options.top_p,
            "max_tokens": options.max_tokens,
            "tries": options.tries,
            "chains": options.chains,
        },
        "asked": {"first": dates[0], "last": dates[-1]} if dates else None,
        "test_sets": [Path(name).name for name in options.test_sets],
        "counts": {
            "problems": len(problems),
            "near_duplicates": len(problems) - len(kept),
            "asked": len(asked),
            "accepted": good,
            "chains": len(accepted),
            "replies": len(replies),
            "unanswered": run.unanswered,
            "requests_sent": journal.requests,
            "requests_without_an_answer": journal.unanswered,
        },
        "acceptance": round(good / len(asked), 4) if asked else None,
        "refused": dict(refused.most_common()),
        "tokens": {
            "prompt": sum(reply.prompt_tokens or 0 for reply in replies),
            "completion": sum(reply.completion_tokens or 0 for reply in replies),
            "replies_without_a_count": sum(reply.completion_tokens is None for reply in replies),
        },
        "environment": environment(run.local.device if run.local else "cpu"),
    }


def _public(model: str) -> str:
    """A model's name; of a folder on this machine, its last part: records are published."""
    return Path(model).resolve().name if model.startswith(("/", ".", "~")) or Path(model).is_dir() else model

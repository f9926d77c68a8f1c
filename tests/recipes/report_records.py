"""Records and predictions for the tests of the reports, counted by recipes/score.py's own functions."""

import json
from pathlib import Path
from typing import Any

from recipes.records import write_json
from recipes.score import summary
from recipes.verdicts import verdict
from socratic.problem import Problem
from socratic.traces import Trace, TraceStep


def predict(
    problem: Problem, method: str, answer: str | None, steps: tuple[TraceStep, ...] = (), **trace: Any
) -> dict[str, Any]:
    """A line of a predictions file, as recipes/score.py writes it."""
    told = Trace(method, problem.id, steps, answer, **{"tokens": 40, "seconds": 0.25, "calls": 2, **trace})
    return {
        "id": problem.id,
        "gold": problem.answer,
        "answer": answer,
        "verdict": verdict(answer, problem.answer),
        "error": told.error,
        "steps": len(problem.steps),
        "trace": told.to_json(),
    }


def write_score(
    student: Path,
    predictions: list[dict[str, Any]],
    *,
    dataset: str = "builtin",
    split: str | None = "test",
    calculator: bool = True,
    seed: int = 0,
    tokens: int = 300_000,
    parameters: int | None = None,
    base: str = "openai-community/gpt2",
    **changes: Any,
) -> Path:
    """A record and its predictions in `<student>/scores`, whose name is the method's; returns the record's file."""
    method = predictions[0]["trace"]["method"]
    size = {} if parameters is None else {"parameters": parameters}
    told = {
        "role": "cot",
        "sha256": f"{method}{seed}{tokens}{base}",
        "student": {"base_model": base, "dataset": dataset},
    }
    stem = "-".join([method.replace(", ", "-").replace(" ", "-"), "calculator" if calculator else "no-calculator"])
    file = student / "scores" / f"{dataset}-{split}-{stem}.json"
    record = {
        "method": method,
        "students": [{**told, "training": {"seed": seed, "tokens": tokens}, **size}],
        "dataset": dataset,
        "split": split,
        "dataset_revision": None,
        "data_fingerprint": f"{len(predictions)} of {dataset} {split}",
        "problems": len(predictions),
        "settings": {"calculator": calculator, "temperature": 0.0, "seed": 0, "batch_size": 32, "device": "cpu"},
        **summary(predictions),
        **changes,
    }
    write_json(file, record)
    lines = [json.dumps(prediction) + "\n" for prediction in predictions]
    file.with_name(f"{file.stem}.predictions.jsonl").write_text("".join(lines))
    return file

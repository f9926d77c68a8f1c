"""`.eval_results/*.yaml`: scores in the form that the Hub shows on a model's page and in a benchmark's leaderboard.

    eval_results(artefact)      # {".eval_results/gsm8k-test-cot-calculator.yaml": b"- dataset: ..."}

One file a variant, as the Hub asks (https://huggingface.co/docs/hub/eval-results): only full test splits of data sets
with a Hub id, and never a score that used gold questions or hints. The Hub shows them for data sets that are registered
as benchmarks; whether a task id is right, only the Hub can say.
"""

from huggingface_hub import EvalResultEntry, eval_result_entries_to_yaml

from hubkit.card_parts import dump_yaml
from hubkit.licences import dataset_facts
from hubkit.manifest import Artefact
from hubkit.records import Record, read_scores

__all__ = ["eval_results"]

_TEXT_OR_NULL = (str, type(None))


def eval_results(artefact: Artefact) -> dict[str, bytes]:
    """Path in the repository to YAML, for every `scores/*.json` of a model that may stand in a leaderboard.

    `value` is the accuracy in percent with two places. Raises `RecordError` for a score that lacks a field.
    """
    if artefact.kind != "model":
        return {}
    found = {}
    for score in read_scores(artefact.folder):
        if (entry := _entry(score)) is not None:
            content = dump_yaml(eval_result_entries_to_yaml([entry]))
            found[f".eval_results/{score.file.stem}.yaml"] = content.encode("utf-8")
    return found


def _entry(score: Record) -> EvalResultEntry | None:
    method = score.get("method", str)
    known = dataset_facts(score.get("dataset", str))
    test = known.get("test")
    full = (
        test is not None
        and score.get("split", _TEXT_OR_NULL) == test["split"]
        and score.get("problems", int) == test["problems"]
    )
    if not full or test is None or "oracle" in method:
        return None
    calculator = "with" if score.get("settings.calculator", bool) else "without"
    revision = score.get("dataset_revision", _TEXT_OR_NULL)
    return EvalResultEntry(
        dataset_id=known["hub_id"],
        task_id=test["task_id"],
        value=round(100 * score.get("accuracy", float), 2),
        dataset_revision=revision,
        date=score.get("created", str),
        notes=f"{method}; {calculator} calculator; greedy"
        if not score.get("settings.temperature", float)
        else f"{method}; {calculator} calculator; temperature {score.get('settings.temperature', float)}",
    )

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml
from huggingface_hub import EvalResultEntry, parse_eval_result_entries

from hubkit.errors import RecordError
from hubkit.eval_results import eval_results
from hubkit.manifest import Artefact, Kind

RESULTS = Path(__file__).resolve().parents[2] / "results" / "students"


def results(folder: Path, kind: Kind = "model") -> dict[str, bytes]:
    made = Artefact(
        name="x",
        kind=kind,
        folder=folder,
        repo_id="alice/x",
        license="mit",
        private=False,
        card=None,
        tags=(),
        include=(),
        exclude=(),
        decomposer=None,
        packages=(),
        variables={},
    )
    return eval_results(made)


def entries(folder: Path) -> dict[str, EvalResultEntry]:
    """What huggingface_hub reads back, by file."""
    found = {}
    for path, content in results(folder).items():
        [found[path]] = parse_eval_result_entries(yaml.safe_load(content))
    return found


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(RESULTS / "gsm8k-cot", tmp_path / "cot"))


def edit(folder: Path, field: str, value: Any, name: str = "gsm8k-test-cot-calculator") -> None:
    file = folder / "scores" / f"{name}.json"
    record = json.loads(file.read_text())
    *parents, last = field.split(".")
    place = record
    for key in parents:
        place = place[key]
    place[last] = value
    file.write_text(json.dumps(record))


def test_full_test_sets_become_entries_that_the_client_reads(folder: Path) -> None:
    found = entries(folder)
    assert sorted(found) == [
        ".eval_results/gsm8k-test-cot-calculator.yaml",
        ".eval_results/gsm8k-test-cot-no-calculator.yaml",
    ]
    record = json.loads((folder / "scores" / "gsm8k-test-cot-calculator.json").read_text())
    assert found[".eval_results/gsm8k-test-cot-calculator.yaml"] == EvalResultEntry(
        dataset_id="openai/gsm8k",
        task_id="gsm8k",
        value=round(100 * record["accuracy"], 2),
        date=record["created"],
        notes="cot; with calculator; greedy",
    )
    assert found[".eval_results/gsm8k-test-cot-no-calculator.yaml"].notes == "cot; without calculator; greedy"


def test_revision_and_temperature_are_told(folder: Path) -> None:
    edit(folder, "dataset_revision", "d" * 40)
    edit(folder, "settings.temperature", 0.7)
    entry = entries(folder)[".eval_results/gsm8k-test-cot-calculator.yaml"]
    assert entry.dataset_revision == "d" * 40
    assert entry.notes == "cot; with calculator; temperature 0.7"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("split", "train"),
        ("split", None),
        ("problems", 100),
        ("dataset", "svamp"),
        ("dataset", "mine"),
        ("method", "cot, oracle hint count"),
    ],
)
def test_what_may_not_stand_in_a_leaderboard_is_left_out(field: str, value: object, folder: Path) -> None:
    edit(folder, field, value)
    assert list(results(folder)) == [".eval_results/gsm8k-test-cot-no-calculator.yaml"]


def test_gold_questions_give_no_entry() -> None:
    assert all("oracle" not in path for path in results(RESULTS / "gsm8k-solver"))
    assert len(results(RESULTS / "gsm8k-solver")) == 2


def test_the_built_in_problems_give_no_entry() -> None:
    assert results(RESULTS / "builtin-solver") == {}


def test_a_run_that_still_goes_on_gives_no_entry(folder: Path) -> None:
    (folder / "scores" / "gsm8k-test-cot-calculator.json").rename(folder / "scores" / "gsm8k-test-cot.run.json")
    assert list(results(folder)) == [".eval_results/gsm8k-test-cot-no-calculator.yaml"]


def test_only_models_have_scores(folder: Path) -> None:
    assert results(folder, "dataset") == results(folder, "space") == {}


def test_a_score_that_lacks_a_field_is_named(folder: Path) -> None:
    edit(folder, "settings", {})
    with pytest.raises(RecordError, match=r"gsm8k-test-cot-calculator\.json: field 'settings\.calculator' is missing"):
        results(folder)

"""recipes/metrics: loaded by path as evaluate's users do, and the same numbers as recipes/score.py and pooled.py."""

import doctest
import importlib.util
import json
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import evaluate
import pytest

from recipes import bootstrap, decomposer_metrics, verdicts
from recipes.decomposer_metrics import decomposer_quality
from recipes.pooled import difference_table, pool
from recipes.records import write_json
from recipes.score import main, score
from recipes.step_metrics import step_quality
from socratic.answers import normalize_answer
from socratic.formats import StudentFormat
from socratic.problem import Problem
from socratic.sources import load_problems
from socratic.traces import Event, Trace

ROOT = Path(__file__).resolve().parents[2]
METRICS = ROOT / "recipes" / "metrics"
KINDS = {
    "answer_accuracy": "metric",
    "step_accuracy": "metric",
    "decomposition": "metric",
    "paired_comparison": "comparison",
}
COUNTS = ("problems", "correct", "wrong", "no_answer", "accuracy", "interval", "outcomes")

CHAIN = "2*16 = <<2*16=32>>32 were red.\n32+8 = <<32+8=41>>41 in all.\n#### 41"
BEADS = "Ann has 16 beads in each of two bags and nine others. How many has she?"


def load(name: str) -> Any:
    return evaluate.load(str(METRICS / name))


# As evaluate's users meet them.


def test_every_folder_is_a_module() -> None:
    assert {folder.name for folder in METRICS.iterdir() if (folder / f"{folder.name}.py").exists()} == set(KINDS)


@pytest.mark.parametrize(("name", "kind"), KINDS.items())
def test_modules_say_what_they_are(name: str, kind: str) -> None:
    module = load(name)
    assert (module.name, module.module_type) == (name, kind)
    assert "2212.00193" in module.citation
    assert len(module.description) > 100
    inputs, returns = module.inputs_description.split("Returns:")
    assert [feature for feature in module.features if f"    {feature} (" not in inputs] == []
    assert module.inputs_description in module.compute.__doc__
    assert returns.strip()


@pytest.mark.parametrize("name", KINDS)
def test_examples_in_the_description(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    examples = doctest.DocTestParser().get_doctest(
        load(name).inputs_description, {"evaluate": evaluate}, name, None, None
    )
    found = doctest.DocTestRunner().run(examples)
    assert (found.failed, found.attempted > 2) == (0, True)


def test_the_example_in_the_readme(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    section = (ROOT / "README.md").read_text("utf-8").split("### Metrics\n")[1].split("\n## ")[0]
    found = doctest.DocTestRunner().run(doctest.DocTestParser().get_doctest(section, {}, "README.md", None, None))
    assert found == (0, 5)


@pytest.mark.parametrize("name", KINDS)
def test_every_returned_value_is_described_and_json(name: str, tmp_path: Path) -> None:
    inputs = {
        "answer_accuracy": {"predictions": ["72"], "references": ["72"], "return_outcomes": True},
        "step_accuracy": {"predictions": [CHAIN], "problems": [BEADS]},
        "decomposition": {"predictions": [["How many?"]], "references": [["How many?"]]},
        "paired_comparison": {"predictions1": [["1"]], "predictions2": [["2"]], "references": ["1"]},
    }
    module = load(name)
    results = module.compute(**inputs[name])
    returns = module.inputs_description.split("Returns:")[1].split("Examples:")[0]
    assert [key for key in results if key not in returns] == []
    file = evaluate.save(tmp_path / "result.json", **results)
    assert {key: value for key, value in json.loads(file.read_text("utf-8")).items() if key in results} == results


@pytest.mark.parametrize("size", [1, 2, 5])
def test_batches_make_no_difference(size: int) -> None:
    predictions, references = ["1", "#### 2", "", "4 apples", "yes"], ["1", "3", "3", "4", "no"]
    whole = load("answer_accuracy").compute(predictions=predictions, references=references)
    module = load("answer_accuracy")
    for start in range(0, 5, size):
        module.add_batch(predictions=predictions[start : start + size], references=references[start : start + size])
    assert module.compute() == whole
    for prediction, reference in zip(predictions, references, strict=True):
        module.add(prediction=prediction, reference=reference)
    assert module.compute() == whole
    assert (whole["correct"], whole["wrong"], whole["no_answer"]) == (2, 2, 1)


def test_decompositions_come_in_batches_too() -> None:
    asked, own = [["A?", "B?"], [], ["C?"]], [["A?", "B?"], ["D?"], []]
    module = load("decomposition")
    for ours, theirs in zip(asked, own, strict=True):
        module.add_batch(predictions=[ours], references=[theirs])
    assert module.compute() == decomposer_quality(asked, own)


def test_modules_combine() -> None:
    combined = evaluate.combine([load("answer_accuracy"), load("step_accuracy")])
    combined.add_batch(predictions=[CHAIN], references=["41"], problems=[BEADS])
    results = combined.compute()
    assert (results["accuracy"], results["equation_accuracy"]) == (1.0, 0.5)
    assert results["answer_accuracy_problems"] == results["step_accuracy_problems"] == 1


def test_a_module_is_found_without_a_home_or_a_network(tmp_path: Path) -> None:
    assert evaluate.load(str(METRICS / "answer_accuracy" / "answer_accuracy.py"), cache_dir=str(tmp_path)).name
    assert (tmp_path / "answer_accuracy").is_dir()


# The same numbers as the recipes'.

BASE = "socratic/builtin/base"


@pytest.mark.parametrize("student", [f"--student {BASE} --role cot", f"--solver {BASE} --decomposer {BASE}"])
def test_the_scorers_own_predictions(student: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    (record,) = main([*student.split(), "--dataset", "builtin", "--limit", "12", "--output", str(tmp_path)])
    (file,) = tmp_path.glob("*.predictions.jsonl")
    lines = [json.loads(line) for line in file.read_text("utf-8").splitlines()]
    problems = load_problems("builtin", "test", limit=12)
    results = load("answer_accuracy").compute(
        predictions=[line["answer"] or "" for line in lines],
        references=[line["gold"] for line in lines],
        return_outcomes=True,
    )
    assert results == {key: record[key] for key in COUNTS}
    chains = ["\n".join(step["solution"] for step in line["trace"]["steps"]) for line in lines]
    texts = [problem.text for problem in problems]
    assert load("step_accuracy").compute(predictions=chains, problems=texts) == step_quality(chains, texts)
    if "questions" in record:
        asked = [[step["question"] for step in line["trace"]["steps"]] for line in lines]
        own = [[step.question for step in problem.steps] for problem in problems]
        assert load("decomposition").compute(predictions=asked, references=own) == record["questions"]
    assert ("questions" in record) == ("--decomposer" in student)


class Written:
    """A method that writes what it is told to, read as recipes/score.py reads students of `role`."""

    name = "written"

    def __init__(self, role: Any, texts: Sequence[str]) -> None:
        self.role, self.texts = role, texts

    def solve(
        self, problems: Sequence[Problem], batch_size: int = 32, at_end: Callable[[], object] = lambda: None
    ) -> Iterator[Trace]:
        for problem, text in zip(problems, self.texts, strict=True):
            answer = StudentFormat(self.role).parse(text, problem.answer_kind).answer
            yield Trace("written", problem.id, (), answer)

    def stream(self, problem: Problem) -> Iterator[Event]:
        raise NotImplementedError

    def stream_all(self, problems: Sequence[Problem]) -> Iterator[tuple[int, Event]]:
        raise NotImplementedError


ENDINGS = ["#### 5,600", "5 of 8\n#### 8", "<<2*3=6>>6", "#### 6 of 8", "72.", "$-5", "twelve", "", "1/3", "25%", "yes"]
GOLDS = ["5600", "5", "8", "6", "0.25", "-5", "12", "yes", "no"]


@pytest.mark.parametrize(("role", "reading"), [("answer", "answer"), ("cot", "final"), ("solver", "text")])
def test_texts_are_read_as_the_scorer_reads_students(role: str, reading: str, tmp_path: Path) -> None:
    texts = [f" 3+4 = <<3+4=7>>7.\n{ending}" for ending in ENDINGS for _ in GOLDS]
    if role == "answer":
        texts = [ending.removeprefix("#### ") for ending in ENDINGS for _ in GOLDS]
    elif role == "solver":  # it writes one line and no final mark
        texts = [text.replace("####", "").replace("\n", " ") for text in texts]
    problems = [Problem(str(number), "?", (), gold, "tests") for number, gold in enumerate(GOLDS * len(ENDINGS))]
    run = {"settings": {"batch_size": 8, "device": "cpu"}}
    record = score(Written(role, texts), problems, run, tmp_path / "written")
    results = load("answer_accuracy").compute(
        predictions=texts, references=[problem.answer for problem in problems], reading=reading, return_outcomes=True
    )
    assert results == {key: record[key] for key in COUNTS}
    assert set(record["outcomes"]) == set("cwn")


def test_seeds_are_compared_as_pooled_compares_them(tmp_path: Path) -> None:
    seeds = {"iterative, upfront": ["ccccwcwc", "ccwcccnc"], "cot": ["cwcnwcwc", "wwcccnnc"]}
    for method, outcomes in seeds.items():
        for seed, letters in enumerate(outcomes):
            record = {
                "method": method,
                "students": [{"training": {"seed": seed, "tokens": 1}}],
                "dataset": "builtin",
                "split": "test",
                "data_fingerprint": "f" * 64,
                "settings": {"calculator": True},
                "outcomes": letters,
                "tokens": 1,
                "calls": 1,
                "seconds": 1,
            }
            write_json(tmp_path / "1k" / f"{method}-{seed}" / "scores" / "record.json", record)
    texts = {"c": "7", "w": "8", "n": ""}
    first, second = ([[texts[letter] for letter in runs] for runs in zip(*seeds[name], strict=True)] for name in seeds)
    results = load("paired_comparison").compute(predictions1=first, predictions2=second, references=["7"] * 8)
    assert (results["seeds1"], results["seeds2"], results["mcnemar_p"]) == (2, 2, None)
    low, high = results["difference_interval"]
    row = f"| {100 * results['difference']:+.1f} | {100 * low:+.1f} to {100 * high:+.1f} |"
    assert row in difference_table(pool(tmp_path), "iterative, upfront", "cot")
    assert low < results["difference"] < high


def test_one_run_each_is_mcnemars() -> None:
    first = [["1"]] * 9 + [["2"]] + [["1"]] * 5 + [["2"]] * 5
    second = [["2"]] * 9 + [["1"]] + [["1"]] * 5 + [["2"]] * 5
    results = load("paired_comparison").compute(predictions1=first, predictions2=second, references=["1"] * 20)
    assert [results[key] for key in ("both", "only_first", "only_second", "neither")] == [5, 9, 1, 5]
    assert results["mcnemar_p"] == 0.021484375
    assert (results["accuracy1"], results["accuracy2"], results["difference"]) == (0.7, 0.3, pytest.approx(0.4))


# Wrong input.


@pytest.mark.parametrize(
    ("name", "inputs", "message"),
    [
        ("answer_accuracy", {"predictions": ["1"], "references": ["many"]}, "'many' is neither a number nor yes or no"),
        (
            "answer_accuracy",
            {"predictions": ["1"], "references": ["1"], "reading": "x"},
            "unknown reading 'x'; use one",
        ),
        ("answer_accuracy", {"predictions": ["1", "2"], "references": ["1"]}, "Mismatch in the number of predictions"),
        ("answer_accuracy", {"predictions": [["1"]], "references": ["1"]}, "don't match the expected format"),
        ("step_accuracy", {"predictions": ["1"], "references": ["1"]}, "inputs are missing: ['problems']"),
        ("decomposition", {"predictions": [["A?"]], "references": [[]]}, "no problem has sub-questions"),
        (
            "paired_comparison",
            {"predictions1": [["1"], ["1", "2"]], "predictions2": [["1"], ["1"]], "references": ["1", "1"]},
            "a text for each seed, but the problems have [1, 2] texts",
        ),
    ],
)
def test_wrong_input_is_named(name: str, inputs: dict[str, Any], message: str) -> None:
    with pytest.raises((ValueError, TypeError)) as error:
        load(name).compute(**inputs)
    assert message in str(error.value)


@pytest.mark.skipif(importlib.util.find_spec("bert_score") is not None, reason="bert-score is installed here")
def test_a_missing_bert_score_is_named() -> None:
    with pytest.raises(ImportError, match="pip install bert-score, or leave bertscore_model away"):
        load("decomposition").compute(predictions=[["A?"]], references=[["A?"]], bertscore_model="roberta-large")


def test_no_answer_may_be_none_where_evaluate_lets_it() -> None:
    # evaluate looks at the first text of a batch only: None there is refused, later it is kept.
    results = load("answer_accuracy").compute(predictions=["1", None], references=["1", "2"])
    assert (results["correct"], results["no_answer"]) == (1, 1)
    with pytest.raises(ValueError, match="don't match the expected format"):
        load("answer_accuracy").compute(predictions=[None, "1"], references=["1", "2"])


@pytest.mark.parametrize("module", [verdicts, bootstrap, decomposer_metrics])
def test_examples_in_the_docstrings(module: Any) -> None:
    found = doctest.testmod(module)
    assert (found.failed, found.attempted > 2) == (0, True)


def test_a_normal_answer_means_the_same_to_every_reading() -> None:
    for answer in ("5600", "-3", "0.25", "1/3", "25%", "yes"):
        kind = "yesno" if answer == "yes" else "number"
        assert normalize_answer(answer, kind) == answer
        assert [verdicts.verdict_of(answer, answer, reading) for reading in ("text", "answer")] == ["correct"] * 2

"""The data sets: real files, a Hub layout in a local folder, and every way in which a record or a call can be wrong."""

import doctest
import gzip
import json
import re
import shutil
import sys
from pathlib import Path
from typing import Any

import pytest

from socratic import sources
from socratic.answers import answers_match
from socratic.calculator import check_equations
from socratic.errors import ProblemError, SourceError
from socratic.problem import Problem, Step
from socratic.sources import DATASETS, gsm8k, load_problems, read_problems, strategyqa, svamp, write_problems

GSM8K = {
    "question": " Ann has 3 bags of 400 apples and eats 200.\nHow many are left? ",
    "answer": (
        "How many apples does Ann have? ** She has 3*400 = <<3*400=1200>>1200 apples ** in bags. \n"
        "How many does she eat? ** \n"
        "How many are left? ** 1200-200 = <<1200-200=1000>>1000\n"
        "#### 1,000"
    ),
}
SVAMP = {
    "ID": "chal-1",
    "Body": "Tom had 7 red and 12 green marbles. Now he has 15",
    "Question": "How many marbles did he lose?",
    "Equation": "( ( 7.0 + 12.0 ) - 15.0 )",
    "Answer": 4.0,
    "Type": "Subtraction",
}
STRATEGYQA = {
    "qid": "q1",
    "term": "Giraffe",
    "question": "Could a giraffe look into a bus?",
    "answer": True,
    "facts": ["Giraffes grow to 5 metres. ", "The windows\nare at 3 metres"],
    "decomposition": ["How tall is a giraffe?", "How high are the windows? ", "Is #1 more than #2?"],
}


def write_lines(path: Path, *records: Any) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
    return path


def write_list(path: Path, *records: Any) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(records), encoding="utf-8")
    return path


# ---- the real files --------------------------------------------------------------------------------------------------

REAL = [
    ("gsm8k", "train", 7473, 26_724),
    ("gsm8k", "test", 1319, 4821),
    ("gsm8k-main", "train", 7473, 26_724),
    ("gsm8k-main", "test", 1319, 4821),
    ("svamp", "train", 700, 850),
    ("svamp", "test", 300, 383),
    ("svamp", "all", 1000, 1233),
    ("svamp", "two-operations", 237, 470),
    ("svamp-placeholders", "train", 700, 851),
    ("svamp-placeholders", "test", 300, 383),
    ("svamp-placeholders", "all", 1000, 1234),
    ("svamp-placeholders", "two-operations", 237, 472),
    ("strategyqa", "train", 2061, 6046),
    ("strategyqa", "test", 229, 674),
    ("addsub", "test", 395, 0),
    ("multiarith", "test", 600, 0),
    ("singleeq", "test", 508, 0),
]


@pytest.mark.parametrize(("dataset", "split", "problems", "steps"), REAL)
def test_real_files(shared_data: Path, dataset: str, split: str, problems: int, steps: int) -> None:
    loaded = load_problems(dataset, split, data_dir=shared_data)
    assert len(loaded) == problems == len({problem.id for problem in loaded})
    assert sum(len(problem.steps) for problem in loaded) == steps
    assert {problem.source for problem in loaded} == {dataset}
    assert [problem.id for problem in loaded if problem.text != problem.text.strip()] == []
    kind = {"strategyqa": "yesno", "svamp-placeholders": "expression"}.get(dataset, "number")
    assert {problem.answer_kind for problem in loaded} == {kind}


@pytest.mark.parametrize("split", gsm8k.SPLITS)
def test_both_configs_of_gsm8k_hold_the_same_steps(shared_data: Path, split: str) -> None:
    asked = load_problems("gsm8k", split, data_dir=shared_data)
    plain = load_problems("gsm8k-main", split, data_dir=shared_data)
    for one, other in zip(asked, plain, strict=True):
        assert (one.id, one.text, one.answer) == (other.id, other.text, other.answer)
        assert [step.solution for step in one.steps] == [step.solution for step in other.steps]
        assert all(step.question for step in one.steps)
        assert not any(step.question for step in other.steps)


def test_svamp_chains_are_right_and_end_in_the_answer(shared_data: Path) -> None:
    problems = load_problems("svamp", "all", data_dir=shared_data)
    assert [problem.id for problem in problems if not problem.steps] == ["chal-680", "chal-998"]
    equations = 0
    for problem in problems:
        for step in problem.steps:
            checked = check_equations(step.solution)
            assert all(equation.correct for equation in checked)
            equations += len(checked)
        assert not problem.steps or problem.text.endswith(problem.steps[-1].question)
        assert not problem.steps or answers_match(problem.steps[-1].solution.rpartition(">>")[2], problem.answer)
    assert equations == 762 + 2 * 235  # the one problem without an operation has a step without an equation


def test_strategyqa_loses_no_fact_and_no_question(shared_data: Path) -> None:
    problems = load_problems("strategyqa", "test", data_dir=shared_data)
    with gzip.open(shared_data / "strategyqa" / "dev.json.gz", "rt", encoding="utf-8") as file:
        records = json.load(file)
    for problem, record in zip(problems, records, strict=True):
        assert [step.question for step in problem.steps] == [text.strip() for text in record["decomposition"]]
        solutions = " ".join(step.solution for step in problem.steps)
        assert all(" ".join(fact.split("\n")).strip() in solutions for fact in record["facts"])
        assert problem.steps[-1].solution.endswith(f"So the answer is {'yes' if record['answer'] else 'no'}.")


@pytest.mark.parametrize("dataset", ["gsm8k", "gsm8k-main", "svamp", "strategyqa"])
def test_limit_gives_the_first_ones(shared_data: Path, dataset: str) -> None:
    all_of_them = load_problems(dataset, "test", data_dir=shared_data)
    assert load_problems(dataset, "test", data_dir=shared_data, limit=3) == all_of_them[:3]
    assert load_problems(dataset, "test", data_dir=str(shared_data), limit=100_000) == all_of_them


def test_most_svamp_problems_of_two_operations_are_in_train(shared_data: Path) -> None:
    """What the README says beside scores on them."""
    train = {problem.id for problem in load_problems("svamp", "train", data_dir=shared_data)}
    two = load_problems("svamp", "two-operations", data_dir=shared_data)
    assert sum(problem.id in train for problem in two) == 154


# ---- one record, in every place where it may lie ---------------------------------------------------------------------


@pytest.mark.parametrize("folder", ["", "gsm8k"])
@pytest.mark.parametrize("compressed", [False, True])
def test_gsm8k_record(tmp_path: Path, folder: str, compressed: bool) -> None:
    path = write_lines(tmp_path / folder / "socratic-test.jsonl", GSM8K)
    if compressed:
        path.with_name("socratic-test.jsonl.gz").write_bytes(gzip.compress(path.read_bytes()))
        path.unlink()
    assert load_problems("gsm8k", "test", data_dir=tmp_path) == [
        Problem(
            id="gsm8k-test-0",
            text="Ann has 3 bags of 400 apples and eats 200.\nHow many are left?",
            steps=(
                Step("How many apples does Ann have?", "She has 3*400 = <<3*400=1200>>1200 apples ** in bags."),
                Step("How many does she eat?", ""),
                Step("How many are left?", "1200-200 = <<1200-200=1000>>1000"),
            ),
            answer="1000",
            source="gsm8k",
        )
    ]


def test_gsm8k_main_record(tmp_path: Path) -> None:
    write_lines(
        tmp_path / "main-train.jsonl", {"question": "How many?", "answer": "2+2 = <<2+2=4>>4\n\nSo 4.\n#### 4\n"}
    )
    (problem,) = load_problems("gsm8k-main", data_dir=tmp_path)
    assert problem.steps == (Step("", "2+2 = <<2+2=4>>4"), Step("", ""), Step("", "So 4."))
    assert (problem.id, problem.answer, problem.source) == ("gsm8k-train-0", "4", "gsm8k-main")


@pytest.mark.parametrize(
    ("change", "text", "steps", "answer"),
    [
        (
            {},
            "Tom had 7 red and 12 green marbles. Now he has 15. How many marbles did he lose?",
            (
                Step("What is 7 + 12?", "7 + 12 = <<7+12=19>>19"),
                Step("How many marbles did he lose?", "19 - 15 = <<19-15=4>>4"),
            ),
            "4",
        ),
        (
            {"Body": "He has 24 in 16 boxes. ", "Equation": "( 28.0 * ( 24.0 / 16.0 ) )", "Answer": "42.0"},
            "He has 24 in 16 boxes. How many marbles did he lose?",
            (
                Step("What is 24 / 16?", "24 / 16 = <<24/16=1.5>>1.5"),
                Step("How many marbles did he lose?", "28 * 1.5 = <<28*1.5=42>>42"),
            ),
            "42",
        ),
        (
            {"Body": "Why?", "Equation": "8.0", "Answer": 8},
            "Why? How many marbles did he lose?",
            (Step("How many marbles did he lose?", "The answer is 8."),),
            "8",
        ),
        ({"Body": "No.", "Answer": 5.0}, "No. How many marbles did he lose?", (), "5"),
        (
            {"Body": "No.", "Equation": "( 60.0 * ( 55.0 / 15.0 ) )", "Answer": 220.0},
            "No. How many marbles did he lose?",
            (),
            "220",
        ),
    ],
    ids=["two operations", "inner decimal, answer as text", "no operation", "contradiction", "rounded on the way"],
)
def test_svamp_record(tmp_path: Path, change: dict[str, Any], text: str, steps: tuple[Step, ...], answer: str) -> None:
    write_lines(tmp_path / "train-700.jsonl", {**SVAMP, **change})
    write_list(tmp_path / "SVAMP.json", {**SVAMP, **change})
    expected = [Problem("chal-1", text, steps, answer, "svamp")]
    assert load_problems("svamp", "train", data_dir=tmp_path) == expected
    assert load_problems("svamp", "all", data_dir=tmp_path) == expected


@pytest.mark.parametrize(("solution", "answer"), [(11.0, "11"), ("43", "43"), ("118558.0", "118558"), (1.84, "1.84")])
def test_record_of_an_older_set(tmp_path: Path, solution: float | str, answer: str) -> None:
    write_list(tmp_path / "SingleEq.json", {"sQuestion": " How\nmany ? ", "lSolutions": [solution]})
    (problem,) = load_problems("singleeq", "test", data_dir=tmp_path)
    assert problem == Problem("singleeq-0", "How many ?", (), answer, "singleeq")


@pytest.mark.parametrize("solutions", [None, [], [1.0, 2.0], ["four"], [[4]], 4])
def test_an_older_set_has_one_number_a_problem(tmp_path: Path, solutions: Any) -> None:
    write_list(tmp_path / "mwp" / "AddSub.json", {"sQuestion": "How many?", "lSolutions": solutions})
    with pytest.raises(ProblemError, match=r"AddSub.json: record 1: field 'lSolutions' must be a list of one number"):
        load_problems("addsub", "test", data_dir=tmp_path)


def test_the_older_sets_are_files_for_tests(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="multiarith is a test set: it has no split 'train'"):
        load_problems("multiarith", data_dir=tmp_path)
    with pytest.raises(SourceError, match=r"get dataset/MultiArith/MultiArith.json of the LLM-Adapters repository"):
        load_problems("multiarith", "test")
    with pytest.raises(SourceError, match="takes no revision"):
        load_problems("multiarith", "test", revision="0" * 40)


@pytest.mark.parametrize(
    ("facts", "solutions"),
    [
        ([], ["", "", "So the answer is yes."]),
        (["One."], ["One.", "", "So the answer is yes."]),
        (["One.", "Two"], ["One.", "Two", "So the answer is yes."]),
        (["One.", "Two", "Three"], ["One.", "Two", "Three. So the answer is yes."]),
        (["One.", "Two", "Three!", " Four\n more "], ["One.", "Two", "Three! Four more. So the answer is yes."]),
    ],
)
def test_strategyqa_pairs_facts_with_steps(tmp_path: Path, facts: list[str], solutions: list[str]) -> None:
    write_list(tmp_path / "train.json", {**STRATEGYQA, "facts": facts})
    (problem,) = load_problems("strategyqa", data_dir=tmp_path)
    assert [step.solution for step in problem.steps] == solutions
    assert [step.question for step in problem.steps] == [
        "How tall is a giraffe?",
        "How high are the windows?",
        "Is #1 more than #2?",
    ]
    assert (problem.id, problem.answer, problem.source) == ("q1", "yes", "strategyqa")


# ---- the Hub's layout, in a folder -----------------------------------------------------------------------------------


def hub_folder(folder: Path, files: dict[str, dict[str, Path]]) -> str:
    """A data set repository in a folder: its card maps configs and splits to JSON Lines files."""
    lines = ["---", "configs:"]
    for config, splits in files.items():
        lines += [f"- config_name: {config}", "  data_files:"]
        for split, source in splits.items():
            shutil.copy(source, folder / f"{config}-{split}.jsonl")
            lines += [f"  - split: {split}", f"    path: {config}-{split}.jsonl"]
    (folder / "README.md").write_text("\n".join([*lines, "---", ""]), encoding="utf-8")
    return str(folder)


def test_gsm8k_from_a_hub_layout(tmp_path: Path) -> None:
    files = tmp_path / "files"
    socratic = write_lines(files / "socratic-test.jsonl", GSM8K, GSM8K)
    main = write_lines(files / "main-test.jsonl", {"question": "How many?", "answer": "4\n#### 4"})
    repository = hub_folder(tmp_path, {"main": {"test": main}, "socratic": {"test": socratic}})
    from_hub = gsm8k.load("socratic", "test", hub_id=repository)
    assert from_hub == load_problems("gsm8k", "test", data_dir=files)
    assert [problem.id for problem in from_hub] == ["gsm8k-test-0", "gsm8k-test-1"]
    assert gsm8k.load("main", "test", hub_id=repository) == load_problems("gsm8k-main", "test", data_dir=files)
    with pytest.raises(SourceError, match=re.escape(f"cannot load {repository}/socratic/train from the Hub")):
        gsm8k.load("socratic", "train", hub_id=repository)


def test_svamp_from_a_hub_layout(tmp_path: Path) -> None:
    """With the answer as text and the additional column, as newer copies have them."""
    extra = {"Answer": "4.0", "question_concat": "Tom had ..."}
    train = write_lines(tmp_path / "train-700.jsonl", SVAMP | extra)
    test = write_lines(tmp_path / "test-300.jsonl", SVAMP | extra | {"ID": "chal-2"})
    folder = tmp_path / "hub"
    folder.mkdir()
    repository = hub_folder(folder, {"default": {"train": train, "test": test}})
    assert svamp.load("train", hub_id=repository) == load_problems("svamp", "train", data_dir=tmp_path)
    assert [problem.id for problem in svamp.load("all", hub_id=repository)] == ["chal-1", "chal-2"]


def test_strategyqa_from_a_hub_layout(tmp_path: Path) -> None:
    """One split with everything, of which the last 229 rows are the test split."""
    rows = write_lines(tmp_path / "all.jsonl", *({**STRATEGYQA, "qid": f"q{number}"} for number in range(240)))
    folder = tmp_path / "hub"
    folder.mkdir()
    repository = hub_folder(folder, {"default": {"train": rows}})
    train, test = strategyqa.load("train", hub_id=repository), strategyqa.load("test", hub_id=repository)
    assert [problem.id for problem in train + test] == [f"q{number}" for number in range(240)]
    assert len(test) == 229


def test_bad_rows_of_the_hub_are_named(tmp_path: Path) -> None:
    rows = write_lines(tmp_path / "rows.jsonl", GSM8K, {"question": "How many?", "answer": "four"})
    folder = tmp_path / "hub"
    folder.mkdir()
    repository = hub_folder(folder, {"socratic": {"train": rows}})
    with pytest.raises(ProblemError, match=re.escape(f"{repository}/socratic/train row 1: field 'answer' must end in")):
        gsm8k.load("socratic", "train", hub_id=repository)


def test_without_the_hub() -> None:
    """The tests run offline, so this is what a person without a network sees."""
    with pytest.raises(SourceError) as caught:
        load_problems("gsm8k", revision="0" * 40)
    message = str(caught.value)
    assert message.startswith(f"cannot load openai/gsm8k/socratic/train from the Hub (revision {'0' * 40}): ")
    assert message.endswith("check the name and the network, or pass data_dir (--data_dir) with local files")


def test_without_the_datasets_library(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "datasets", None)  # Python's own way to say that a module cannot be imported
    with pytest.raises(SourceError, match="loading openai/gsm8k from the Hub needs the datasets library"):
        load_problems("gsm8k")


# ---- the built-in set and files of problems --------------------------------------------------------------------------


def test_builtin() -> None:
    problems = load_problems("builtin", "test", limit=5)
    assert problems == load_problems("builtin", "test", limit=7)[:5]
    assert all(problem.steps for problem in problems)


PROBLEMS = [
    Problem("ann-1", "How many apples?\nAll of them.", (Step("How many?", "It is <<3*4=12>>12"),), "12", "tests"),
    Problem("bob-1", "Is it − or \u2028 ¾?", (), "yes", "tests"),
]


@pytest.mark.parametrize("name", ["problems.jsonl", "problems.jsonl.gz"])
def test_problems_to_a_file_and_back(tmp_path: Path, name: str) -> None:
    write_problems(tmp_path / name, PROBLEMS)
    first = (tmp_path / name).read_bytes()
    write_problems(str(tmp_path / name), iter(PROBLEMS))
    assert (tmp_path / name).read_bytes() == first
    assert read_problems(tmp_path / name) == PROBLEMS
    assert load_problems(str(tmp_path / name), limit=1) == PROBLEMS[:1]


def test_blank_lines_windows_line_ends_and_a_byte_order_mark(tmp_path: Path) -> None:
    path = tmp_path / "problems.jsonl"
    write_problems(path, PROBLEMS)
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n\r\n   \n"))
    assert read_problems(path) == PROBLEMS


GOOD = PROBLEMS[0].to_json()
NO_ANSWER = {key: value for key, value in GOOD.items() if key != "answer"}


@pytest.mark.parametrize(
    ("record", "message"),
    [
        (NO_ANSWER, "field 'answer' is missing"),
        ({**GOOD, "answer": 12}, "problem 'ann-1': answer must be text, not int"),
        ({**GOOD, "answer": "Yes"}, "field 'answer' must be a number, yes or no, found 'Yes'"),
        ({**GOOD, "answer": "many"}, "field 'answer' must be a number, yes or no, found 'many'"),
        ({**GOOD, "hint": ""}, "field 'hint' is unknown"),
        ({**GOOD, "steps": [{"question": "two\nlines", "solution": ""}]}, "a step's question must be one line"),
        (GOOD, "field 'id': 'ann-1' stands already in "),
        (["id"], "a record must be a JSON object, not list"),
    ],
)
def test_a_bad_line_is_named(tmp_path: Path, record: Any, message: str) -> None:
    path = tmp_path / "mine.jsonl"
    path.write_text(f"{json.dumps(GOOD)}\n\n{json.dumps(record)}\n", encoding="utf-8")
    with pytest.raises(ProblemError, match=re.escape(f"{path}:3: {message}")):
        load_problems(str(path))


@pytest.mark.parametrize(
    ("name", "data", "error", "message"),
    [
        ("x.jsonl", b'{"id": \n', ProblemError, "x.jsonl:1: not valid JSON"),
        ("x.jsonl", b"[" * 100_000, ProblemError, "x.jsonl:1: not valid JSON"),
        ("x.jsonl", b"\n\xff{}\n", SourceError, "x.jsonl:2: not UTF-8 (invalid start byte); save the file as UTF-8"),
        ("x.jsonl", b"", SourceError, "x.jsonl: the file holds no records"),
        ("x.jsonl", b" \n\n", SourceError, "x.jsonl: the file holds no records"),
        ("x.jsonl.gz", b"plain text", SourceError, "x.jsonl.gz: Not a gzipped file"),
        ("x.jsonl.gz", gzip.compress(b"{}" * 99)[:-9], SourceError, "x.jsonl.gz: Compressed file ended"),
    ],
)
def test_a_damaged_file(tmp_path: Path, name: str, data: bytes, error: type[Exception], message: str) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(error, match=re.escape(message)):
        load_problems(str(tmp_path / name))


def test_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=re.escape(f"no file {tmp_path / 'none.jsonl'}; check the path")):
        load_problems(str(tmp_path / "none.jsonl"))
    (tmp_path / "folder.jsonl").mkdir()
    with pytest.raises(SourceError, match=r"cannot read .*folder\.jsonl"):
        load_problems(str(tmp_path / "folder.jsonl"))


# ---- bad records of the named sets -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("record", "message"),
    [
        ({"question": "How many?"}, "field 'answer' is missing"),
        ({"answer": "4\n#### 4"}, "a line of field 'answer' has no ' ** ' between question and step: '4'"),
        ({"answer": "Why? ** 4\n#### 4"}, "field 'question' is missing"),
        ({"question": " ", "answer": "Why? ** 4\n#### 4"}, "field 'question' is empty"),
        ({"question": "How many?", "answer": 4}, "field 'answer' must be text, not int"),
        ({"question": "How many?", "answer": "Why? ** 4"}, "field 'answer' must end in a line '#### number'"),
        ({"question": "How many?", "answer": "Why? ** 4\n#### four"}, "no number after '####' in field 'answer'"),
    ],
)
def test_a_bad_gsm8k_record(tmp_path: Path, record: Any, message: str) -> None:
    path = write_lines(tmp_path / "socratic-train.jsonl", GSM8K, record)
    with pytest.raises(ProblemError, match=re.escape(f"{path}:2: {message}")):
        load_problems("gsm8k", data_dir=tmp_path)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"Answer": None}, "field 'Answer' must be a number, found None"),
        ({"Answer": "many"}, "field 'Answer' must be a number, found 'many'"),
        ({"Body": ""}, "field 'Body' is empty"),
        ({"ID": 7}, "field 'ID' must be text, not int"),
        ({"Equation": "( 7.0 + )"}, "field 'Equation' must be numbers"),
        ({"Equation": "7.0 + 12.0"}, "field 'Equation' must be numbers"),
        ({"Equation": "( 7.0 / 0.0 )"}, "field 'Equation' must be numbers"),
        ({"Equation": "( 7.0 + x )"}, "field 'Equation' must be numbers"),
        ({"Equation": ")"}, "field 'Equation' must be numbers"),
    ],
)
def test_a_bad_svamp_record(tmp_path: Path, change: dict[str, Any], message: str) -> None:
    path = write_list(tmp_path / "SVAMP.json", SVAMP, {**SVAMP, **change})
    with pytest.raises(ProblemError, match=re.escape(f"{path}: record 2: {message}")):
        load_problems("svamp", "all", data_dir=tmp_path)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"answer": "yes"}, "field 'answer' must be true or false, found 'yes'"),
        ({"answer": None}, "field 'answer' must be true or false, found None"),
        ({"facts": None}, "field 'facts' must be a list of texts, not NoneType"),
        ({"facts": "one"}, "field 'facts' must be a list of texts, not str"),
        ({"facts": ["one", " "]}, "facts[1] must be text and not empty, found ' '"),
        ({"decomposition": []}, "field 'decomposition' has no sub-questions"),
        ({"decomposition": [3]}, "decomposition[0] must be text and not empty, found 3"),
        ({"qid": ""}, "field 'qid' is empty"),
    ],
)
def test_a_bad_strategyqa_record(tmp_path: Path, change: dict[str, Any], message: str) -> None:
    path = write_list(tmp_path / "dev.json", STRATEGYQA, {**STRATEGYQA, **change})
    with pytest.raises(ProblemError, match=re.escape(f"{path}: record 2: {message}")):
        load_problems("strategyqa", "test", data_dir=tmp_path)


def test_a_json_file_that_is_no_list(tmp_path: Path) -> None:
    (tmp_path / "train.json").write_text("{}", encoding="utf-8")
    with pytest.raises(SourceError, match=re.escape("train.json: expected a JSON list of records, found dict")):
        load_problems("strategyqa", data_dir=tmp_path)


# ---- bad calls -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            {"dataset": "gsm9k"},
            "unknown data set 'gsm9k'; use one of builtin, gsm8k, gsm8k-main, strategyqa, svamp, svamp-placeholders, ",
        ),
        ({"dataset": "data.json"}, "unknown data set 'data.json'"),
        ({"dataset": "gsm8k", "split": "dev"}, "gsm8k has no split 'dev'; use one of train, test"),
        ({"dataset": "svamp", "split": "dev"}, "svamp has no split 'dev'; use one of train, test, all"),
        ({"dataset": "strategyqa", "split": "dev"}, "strategyqa has no split 'dev'; use one of train, test"),
        ({"dataset": "builtin", "split": "exam"}, "has no split 'exam'"),
        ({"dataset": "gsm8k", "limit": 0}, "limit must be at least 1, not 0"),
        ({"dataset": "gsm8k", "data_dir": ".", "revision": "main"}, "pass either revision or data_dir, not both"),
        ({"dataset": "builtin", "revision": "main"}, "builtin takes no data_dir and no revision"),
        ({"dataset": "mine.jsonl", "data_dir": "."}, "mine.jsonl takes no data_dir and no revision"),
    ],
)
def test_a_bad_call(arguments: dict[str, Any], message: str) -> None:
    with pytest.raises(SourceError, match=re.escape(message)):
        load_problems(**arguments)


@pytest.mark.parametrize("dataset", [dataset for dataset in DATASETS if dataset != "builtin"])
def test_a_folder_without_the_file(tmp_path: Path, dataset: str) -> None:
    with pytest.raises(SourceError, match=r"none of .*\.gz exists; point data_dir at the folder that holds it"):
        load_problems(dataset, "test", data_dir=tmp_path)


def test_examples_in_the_docstrings() -> None:
    assert doctest.testmod(sources) == (0, 2)
    assert doctest.testmod(sources.records) == (0, 3)

"""recipes/pooled.py: seeds in one row, intervals over problems, methods side by side, and the learning curve."""

from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from recipes.pooled import accuracy_table, decomposer_table, difference_table, lead_table, learning_curve, main, pool
from recipes.records import read_json, write_json
from socratic.errors import ConfigError

SETS = ("test", "test-steps")


def write(folder: Path, budget: str, method: str, seed: int, outcomes: str, **changes: Any) -> Path:
    """A record as recipes/score.py leaves it beside a student of recipes/reproduce.py."""
    name = method.replace(", ", "-")
    file = folder / budget / f"{name}-seed{seed}" / "scores" / f"builtin-test-{name}-calculator.json"
    tokens = {"100k": 100_300, "300k": 299_700}.get(budget)
    record = {
        "method": method,
        "students": [{"training": {"seed": seed, "tokens": tokens}}] if tokens else [{"training": {}}],
        "dataset": "builtin",
        "split": "test",
        "data_fingerprint": "f" * 64,
        "settings": {"calculator": True},
        "outcomes": outcomes,
        "tokens": 50 * len(outcomes),
        "calls": 2 * len(outcomes),
        "seconds": 0.25 * len(outcomes),
        **changes,
    }
    write_json(file.with_name(f"{changes.get('split', 'test')}-{file.name}"), record)
    return file


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for seed, (cot, pair) in enumerate([("ccwn", "cccc"), ("cccw", "ccwc")]):
        write(tmp_path, "300k", "cot", seed, cot * 25)
        questions = {"exact": 0.5 + 0.1 * seed, "right_count": 0.75, "bleu": 80.0, "problems": 100}
        write(tmp_path, "300k", "iterative, upfront", seed, pair * 25, questions=questions)
    return tmp_path


def test_seeds_are_pooled_problem_by_problem(folder: Path) -> None:
    cot, pair = pool(folder)
    assert (cot.method, pair.method) == ("cot", "iterative, upfront")
    assert cot.shares == (1, 1, 0.5, 0) * 25
    assert (cot.accuracy, pair.accuracy) == (0.625, 0.875)
    assert (cot.seeds, cot.tokens, cot.place) == (2, 299_700, "builtin:test")
    assert (cot.written, cot.calls, cot.seconds) == (50, 2, 0.25)
    low, high = cot.interval
    # 100 problems with a standard deviation of 0.415: 1.96 standard errors are 0.081
    assert low == pytest.approx(0.625 - 0.081, abs=0.01)
    assert high == pytest.approx(0.625 + 0.081, abs=0.01)
    assert pool(folder)[0].interval == cot.interval


@pytest.mark.parametrize(("outcomes", "ends"), [("c" * 100, (0.963, 1.0)), ("wn" * 50, (0.0, 0.037))])
def test_all_or_nothing_is_not_certain(tmp_path: Path, outcomes: str, ends: tuple[float, float]) -> None:
    write(tmp_path, "300k", "cot", 0, outcomes)
    assert pool(tmp_path)[0].interval == pytest.approx(ends, abs=0.001)


def test_the_tables(folder: Path) -> None:
    rows = pool(folder)
    cot, pair = accuracy_table(rows).splitlines()[2:]
    assert cot.startswith("| cot | on | 299,700 | 2 | 62.5 (5")
    assert pair.startswith("| iterative, upfront | on | 299,700 | 2 | 87.5 (8")
    (line,) = difference_table(rows, "iterative, upfront", "cot").splitlines()[2:]
    assert line.startswith("| builtin:test | on | 300k | +25.0 | +")
    assert line.endswith("| ahead |")
    (line,) = difference_table(rows, "cot", "iterative, upfront").splitlines()[2:]
    assert line.endswith("| behind |")
    assert decomposer_table(rows).splitlines()[2:] == [
        "| builtin:test | iterative, upfront | 300k | 55.0 | 75.0 | 80.0 |"
    ]


def test_the_lead_from_base_to_base(folder: Path, tmp_path: Path) -> None:
    last, lone, other = pool(folder), tmp_path / "lone", tmp_path / "other"
    write(lone, "300k", "cot", 0, "cccn" * 25)
    write(other, "300k", "cot", 0, "cw" * 50)
    write(other, "300k", "iterative, upfront", 0, "wc" * 50)
    write(other, "300k", "cot", 0, "cccc" * 25, split="test-steps")
    write(other, "300k", "iterative, upfront", 0, "cccc" * 25, split="test-steps", data_fingerprint="e" * 64)
    bases = {"lone": pool(lone), "other": pool(other), "last": last}
    header, _, *lines = (
        line.strip("| ").split(" | ") for line in lead_table(bases, "iterative, upfront", "cot").splitlines()
    )
    assert header == [
        "Base",
        *(f"builtin:test, {what}" for what in ("cot", "iterative, upfront", "difference")),
        *(f"builtin:test-steps, {what}" for what in ("cot", "iterative, upfront", "difference")),
    ]
    assert [[cell.split(" ")[0] for cell in line] for line in lines] == [
        ["lone", "75.0"],  # what it has not is empty
        ["other", "50.0", "50.0", "+0.0", "100.0", "100.0"],  # no difference on other problems
        ["last", "62.5", "87.5", "+25.0"],
    ]
    assert "ahead" not in lines[1][3]
    assert lines[2][3].endswith("), ahead")


def test_as_many_won_as_lost_shows_no_difference(tmp_path: Path) -> None:
    write(tmp_path, "300k", "cot", 0, "cw" * 50)
    write(tmp_path, "300k", "iterative, upfront", 0, "wc" * 50)
    assert "| +0.0 |" in difference_table(pool(tmp_path), "iterative, upfront", "cot")
    assert "no difference shown" in difference_table(pool(tmp_path), "iterative, upfront", "cot")


def test_sets_stand_in_columns_and_the_base_has_no_tokens(folder: Path) -> None:
    write(folder, "300k", "cot", 0, "cw" * 5, split="test-steps", data_fingerprint="e" * 64)
    write(folder, "0k", "cot", 0, "cwww" * 25)
    table = accuracy_table(pool(folder)).splitlines()
    assert table[0].endswith("| builtin:test | builtin:test-steps |")
    assert [line.split(" | ")[:4] for line in table[2:]] == [
        ["| cot", "on", "0", "1"],
        ["| cot", "on", "299,700", "2"],
        ["| iterative, upfront", "on", "299,700", "2"],
    ]
    assert table[-1].endswith(" |  |")


def test_other_problems_and_old_records_are_told(folder: Path) -> None:
    file = write(folder, "300k", "cot", 2, "cccc", data_fingerprint="0" * 64)
    with pytest.raises(ConfigError, match="scored on other problems"):
        pool(folder)
    record = read_json(file.with_name(f"test-{file.name}"))
    del record["outcomes"]
    write_json(file.with_name(f"test-{file.name}"), record)
    with pytest.raises(ConfigError, match=r"cot-seed2/scores/.*: field 'outcomes' is missing"):
        pool(folder)
    write_json(file.with_name(f"test-{file.name}"), {"accuracy": 1})
    with pytest.raises(
        ConfigError, match=r"cot-seed2/scores/.*: not a record of recipes/score\.py: KeyError\('dataset'\)"
    ):
        pool(folder)
    with pytest.raises(ConfigError, match=r"no scores/\*.json there"):
        pool(folder / "nowhere")


def test_a_learning_curve_is_drawn(folder: Path, tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="at least two budgets"):
        learning_curve(pool(folder), tmp_path / "curve.png")
    write(folder, "100k", "cot", 0, "cwww" * 25)
    write(folder, "0k", "iterative, upfront", 0, "wwww" * 25)
    main([str(folder), "--plot", str(tmp_path / "plots" / "curve.png")])
    with Image.open(tmp_path / "plots" / "curve.png") as picture:
        assert picture.format == "PNG"
        assert len(set(picture.convert("RGB").get_flattened_data())) > 20  # lines, bands and words, not an empty sheet

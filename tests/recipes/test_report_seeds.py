"""recipes/report.py with several seeds: rows, the paper's figures beside them, the plots, and the pages."""

from pathlib import Path

import pytest
from matplotlib.figure import Figure
from matplotlib.text import Text
from PIL import Image

from recipes.figures import label_points, looks_of
from recipes.paper import FIGURES, figures, paper_set
from recipes.records import read_json, write_json
from recipes.report import main
from recipes.report_differences import beside_cot, beside_larger_cot
from recipes.report_plots import plot_cost, plot_steps
from recipes.report_rows import Row, is_score, largest, leading, record_files, score_rows
from recipes.report_tables import inside, paper_tables, rows_table, steps_tables
from socratic.builtin import builtin_problems
from socratic.errors import ConfigError
from socratic.problem import Problem, Step
from socratic.statistics import wilson_interval
from tests.recipes.report_records import predict, write_score

PROBLEMS = [
    Problem(f"p{number}", "How many?", (Step("How many?", "5"),) * (1 + number % 2), "5", "mine")
    for number in range(40)
]


def write(folder: Path, method: str, seed: int, wrong: int, problems: list[Problem] = PROBLEMS, **changes) -> Path:
    """A record in which every `wrong`-th problem is not right."""
    predictions = [
        predict(problem, method, "6" if (number + seed) % wrong == 0 else problem.answer)
        for number, problem in enumerate(problems)
    ]
    return write_score(folder / f"{method.replace(', ', '-')}-seed{seed}", predictions, seed=seed, **changes)


def rows_of(*folders: Path) -> list[Row]:
    return score_rows(record_files(folders, is_score))


@pytest.fixture
def seeds(tmp_path: Path) -> Path:
    for seed in (0, 1, 2):
        write(tmp_path / "300k", "cot", seed, 2)
        write(tmp_path / "300k", "iterative, upfront", seed, 4)
    return tmp_path


def test_seeds_are_one_row(seeds: Path):
    cot, pair = rows_of(seeds)
    assert (cot.method, cot.seeds, cot.problems, cot.trained) == ("cot", 3, 40, "300,000")
    assert (cot.accuracy, pair.accuracy) == pytest.approx((0.5, 0.75))
    assert (cot.written, cot.calls, cot.seconds, cot.no_answer) == (40, 2, 0.25, 0)
    header, _, line, *_ = rows_table([cot, pair]).splitlines()
    assert header.startswith("| Set | Student: base, taught on | Method | Calculator | Seeds | Problems | Accuracy %")
    assert line.startswith("| builtin test | openai-community/gpt2, builtin | cot | on | 3 | 40 | 50.00 (")
    assert "not for other seeds" in rows_table([cot, pair])


def test_steps_of_seeds_are_their_mean_with_the_interval_of_one_run(seeds: Path):
    cot, _ = rows_of(seeds)
    # Seeds 0 and 2 miss the even ones, which have one step, and seed 1 the odd ones.
    assert [(count.steps, count.problems) for count in cot.by_steps] == [(1, 20), (2, 20)]
    assert [count.accuracy for count in cot.by_steps] == pytest.approx([1 / 3, 2 / 3])
    assert cot.by_steps[0].interval == wilson_interval(20 / 3, 20)
    table = steps_tables([cot])
    assert table.splitlines()[:3:2] == [
        "### builtin test, 40 problems",
        "| Method | Calculator | 1 step (20) | 2 steps (20) |",
    ]
    assert "| cot | on | 33.3 (16.9 to 55.1) | 66.7 (44.9 to 83.1) |" in table


def test_a_copy_of_a_record_is_no_other_seed(seeds: Path):
    file = next(seeds.rglob("scores/*.json"))
    copy = seeds / "copies" / "300k" / "cot-seed0" / "scores" / file.name
    write_json(copy, read_json(file))
    assert [row.seeds for row in rows_of(seeds)] == [3, 3]
    write_json(copy, {**read_json(file), "outcomes": "c" * 40})
    with pytest.raises(ConfigError, match="two scores of the same students that differ; keep one"):
        rows_of(seeds)


def test_other_bases_problems_and_settings_are_other_rows(seeds: Path):
    write(seeds / "300k", "cot", 3, 2, base="other")
    write(seeds / "300k", "cot", 4, 2, PROBLEMS[:20])
    write(seeds / "300k", "cot", 5, 2, settings={"calculator": True, "seed": 0, "max_new_tokens": 80})
    write(seeds / "100k", "cot", 6, 2, tokens=100_000)
    write(seeds / "300k", "cot", 7, 2, calculator=False)
    rows = [row for row in rows_of(seeds) if row.method == "cot"]
    assert [row.seeds for row in rows].count(3) == 1
    assert sum(row.seeds for row in rows) == 8
    assert len(rows) == 6
    best = largest(rows)
    assert all(row.trained == "300,000" for row in best)
    assert any(not row.calculator for row in best)
    assert all(row.calculator for row in leading(rows))


def test_parameters_of_a_model_that_plays_two_parts_count_once(tmp_path: Path):
    file = write(tmp_path / "300k", "iterative, upfront", 0, 2, parameters=1_000)
    assert rows_of(tmp_path)[0].parameters == 1_000
    record = read_json(file)
    (student,) = record["students"]
    write_json(file, {**record, "students": [student, student]})
    assert rows_of(tmp_path)[0].parameters == 1_000
    write_json(file, {**record, "students": [student, {**student, "sha256": "other"}]})
    assert rows_of(tmp_path)[0].parameters == 2_000
    del student["parameters"]
    write_json(file, {**record, "students": [student]})
    assert rows_of(tmp_path)[0].parameters is None


def test_methods_are_compared_problem_by_problem(seeds: Path):
    header, _, cot, pair = beside_cot(rows_of(seeds)).splitlines()
    assert header == "| Method | Parameters, M | Tokens a problem | builtin test, % | minus cot |"
    assert cot.startswith("| cot |  | 40 | 50.0 (")
    assert cot.endswith(") |  |")
    assert pair.startswith("| iterative, upfront |  | 40 | 75.0 (")
    assert "| +25.0 (+" in pair
    assert pair.endswith("), ahead |")
    assert beside_cot([row for row in rows_of(seeds) if row.method == "cot"]) == ""


def test_a_pair_stands_beside_cot_of_as_many_parameters(tmp_path: Path):
    for seed in (0, 1, 2):
        write(tmp_path / "small" / "300k", "cot", seed, 2, base="small", parameters=1_000_000)
        pair = write(tmp_path / "small" / "300k", "iterative, upfront", seed, 4, base="small", parameters=1_000_000)
        record = read_json(pair)
        (student,) = record["students"]
        write_json(pair, {**record, "students": [student, {**student, "sha256": "other"}]})
        write(tmp_path / "large" / "300k", "cot", seed, 3, base="large", parameters=2_100_000)
    assert beside_larger_cot(rows_of(tmp_path / "small")) == ""
    header, _, line = beside_larger_cot(rows_of(tmp_path)).splitlines()
    assert header == ("| Set | Method | Base | Parameters, M | % | CoT's base | Parameters, M | % | Method minus CoT |")
    assert line.startswith("| builtin test | iterative, upfront | small | 2.00 | 75.0 (")
    assert ") | large | 2.10 | 66.7 (" in line
    assert ") | +8.3 (" in line
    write(tmp_path / "larger" / "300k", "cot", 0, 3, base="larger", parameters=2_300_000)
    assert len(beside_larger_cot(rows_of(tmp_path)).splitlines()) == 3


def test_a_hinted_method_stands_beside_cot_with_its_hint(seeds: Path):
    write(seeds / "300k", "cot, hint count", 0, 8)
    write(seeds / "300k", "iterative, upfront, hint count", 0, 2)
    write(seeds / "300k", "iterative, upfront, oracle hint count", 0, 3)
    header, _, *lines = beside_cot(rows_of(seeds)).splitlines()
    assert header.endswith("| minus cot | minus cot with its hint |")
    hints = {line.split(" | ")[0]: line.split(" | ")[-1] for line in lines}
    assert list(hints) == ["| cot", "| cot, hint count", "| iterative, upfront", "| iterative, upfront, hint count",
                           "| iterative, upfront, oracle hint count"]  # fmt: skip
    assert hints["| iterative, upfront, hint count"].startswith("-37.5 (-")
    assert hints["| iterative, upfront, hint count"].endswith("), behind |")
    assert {hints[name] for name in hints if name != "| iterative, upfront, hint count"} == {" |"}


def test_other_problems_are_not_compared(seeds: Path):
    write(seeds / "300k", "unified", 0, 3, PROBLEMS[:3])
    *_, last = [line for line in beside_cot(rows_of(seeds)).splitlines() if line.startswith("| unified")]
    assert last.endswith(") |  |")


# The paper's figures.


SVAMP_FORMS = ("SVAMP, two operations", "SVAMP, two operations, placeholders")


def test_every_figure_of_the_paper_is_there_once():
    assert len({(figure.of, figure.row, figure.model) for figure in FIGURES}) == len(FIGURES)
    counts = {of.title: sum(figure.of == of for figure in FIGURES) for of in dict.fromkeys(item.of for item in FIGURES)}
    # GSM8K: eight rows of three, GPT-3 6B, and GPT-3 175B twice; both SVAMPs: four; StrategyQA: five
    assert counts == {"GSM8K": 27, **dict.fromkeys(SVAMP_FORMS, 12), "StrategyQA": 15}
    assert all(0 < figure.accuracy < 100 for figure in FIGURES)
    assert [figure.accuracy for figure in figures("gsm8k", "test", 1319, "iterative, upfront, hint equations")] == [
        5.98,
        11.57,
        17.89,
    ]
    for dataset in ("svamp", "svamp-placeholders"):
        assert [figure.accuracy for figure in figures(dataset, "two-operations", 237, "cot")] == [5.35, 17.30, 23.60]
    assert [figure.model for figure in figures("strategyqa", "test", 229, "answer")][-1] == "GPT-2 XL"


@pytest.mark.parametrize(
    ("dataset", "split", "problems"),
    [
        ("gsm8k", "test", 1318),
        ("gsm8k", "train", 1319),
        ("svamp", "test", 300),
        ("builtin", "test", 1319),
        ("x", None, 1),
    ],
)
def test_other_problems_have_no_figure(dataset: str, split: str | None, problems: int):
    assert paper_set(dataset, split, problems) is None
    assert figures(dataset, split, problems, "cot") == ()


@pytest.mark.parametrize(
    ("accuracy", "text"),
    [(5.0, "5.00 (inside)"), (7.5, "7.50 (inside)"), (4.99, "4.99 (outside)"), (7.51, "7.51 (outside)")],
)
def test_the_ends_of_an_interval_are_inside(accuracy: float, text: str):
    assert inside(accuracy, (0.05, 0.075)) == text


def test_ours_stand_beside_the_papers(tmp_path: Path):
    problems = [Problem(f"s{number}", "?", (Step("?", "5"),) * 2, "5", "svamp") for number in range(237)]
    place = {"dataset": "svamp", "split": "two-operations"}
    for seed in (0, 1):
        write(tmp_path / "full", "cot", seed, 2, problems, **place, parameters=124_439_808)
    write(tmp_path / "full", "cot, hint count", 0, 2, problems, **place)
    lines = paper_tables(rows_of(tmp_path)).splitlines()
    assert lines[0] == "### SVAMP, two operations, 237 problems"
    assert lines[2] == (
        "| Method | The paper's name | Our base, taught on | Calculator | Ours % (95 % interval) "
        "| GPT-2 small (124M) | GPT-2 medium (355M) | GPT-2 large (774M) |"
    )
    assert lines[4] == "| answer | answer only |  |  | not run | 2.15 | 4.80 | 7.40 |"
    assert lines[5].startswith(
        "| cot | CoT | openai-community/gpt2, svamp, 124.4M parameters, 2 seeds | on | 50.00 (50.00 to 50.00) |"
    )
    assert lines[5].endswith("| 5.35 (outside) | 17.30 (outside) | 23.60 (outside) |")
    assert lines[8].startswith("| cot, hint count |  | openai-community/gpt2, svamp | on | ")
    assert lines[8].endswith(" |  |  |  |")
    assert "number0" in lines[10]
    assert "different models on the same problems" in lines[-1]
    assert paper_tables([]) == ""


# The plots and the folder.


def is_picture(file: Path, least: int = 700) -> None:
    with Image.open(file) as picture:
        assert picture.format == "PNG"
        assert picture.width >= least
        assert len(set(picture.convert("RGB").get_flattened_data())) > 20  # lines and words, not an empty sheet
        assert "Software" not in picture.info


def test_a_report_with_plots_and_pages(tmp_path: Path, capsys):
    problems = builtin_problems("test", 30)
    for budget, tokens in (("0k", 0), ("100k", 100_000), ("300k", 300_000)):
        for size, base in ((1_000_000, "small"), (2_000_000, "big")):
            for method, wrong in (("cot", 2), ("iterative, upfront", 3), ("iterative, oracle questions", 5)):
                told = {"tokens": tokens, "parameters": size, "base": base}
                write(tmp_path / base / budget, method, 0, wrong, problems, **told)
    main([str(tmp_path), "--output", str(tmp_path / "report")])
    assert capsys.readouterr().err.endswith("report.md, 9 plots, 2 pages of problems won and lost\n")
    text = (tmp_path / "report" / "report.md").read_text()
    files = {file.name for file in (tmp_path / "report").iterdir()} - {"report.md"}
    plots = {
        f"{kind}-builtin-test-{base}-builtin.png" for kind in ("accuracy", "steps", "cost") for base in ("big", "small")
    }
    plots |= {"sizes-builtin-test.png", "learning-curve-big-builtin.png", "learning-curve-small-builtin.png"}
    pages = {
        f"parted-builtin-test-30-problems-cot-and-iterative-upfront-students-{base}-builtin.md"
        for base in ("big", "small")
    }
    assert files == plots | pages
    for name in files:
        assert f"]({name})" in text
    for name in plots:
        is_picture(tmp_path / "report" / name)
    assert "Sizes are left out" not in text
    assert problems[0].text.split(".")[0] in (tmp_path / "report" / pages.pop()).read_text()


def test_many_methods_can_be_told_apart(tmp_path: Path):
    hints = [f", {oracle}hint {hint}" for oracle in ("", "oracle ") for hint in ("count", "operators", "equations")]
    extras = ["", *hints, ", vote of 3", ", one model", ", vote of 3, one model"]
    methods = [f"{family}{extra}" for family in ("cot", "unified", "iterative, upfront") for extra in extras]
    looks = looks_of(methods)
    assert len({(*looks[method], "oracle hint" in method) for method in methods}) == len(methods) == 30
    for method in methods:
        write(tmp_path / "300k", method, 0, 3)
    rows = rows_of(tmp_path)
    heights = {}
    for plot, some in ((plot_cost, rows), (plot_cost, rows[:3]), (plot_steps, rows), (plot_steps, rows[:3])):
        file = tmp_path / "plot.png"
        plot(some, file)
        is_picture(file)
        with Image.open(file) as picture:
            heights[plot, len(some)] = picture.height
    assert heights[plot_cost, 30] > heights[plot_cost, 3]  # a legend in place of labels at the points
    assert heights[plot_steps, 30] == heights[plot_steps, 3]  # three lines: those without hint or vote


def test_what_cannot_be_drawn_is_left_out_and_told(seeds: Path):
    write(seeds / "300k", "cot", 0, 2, PROBLEMS[:3])  # another number of problems, so another plot
    for file in seeds.rglob("*.predictions.jsonl"):
        file.unlink()
    main([str(seeds), "--output", str(seeds / "report")])
    text = (seeds / "report" / "report.md").read_text()
    assert "Today's recipes/score.py writes that" in text
    assert "needs the predictions (`*.predictions.jsonl`) beside the records" in text
    assert sorted(file.name for file in (seeds / "report").iterdir()) == [
        "accuracy-builtin-test-3.png",
        "accuracy-builtin-test-40.png",
        "cost-builtin-test-3.png",
        "cost-builtin-test-40.png",
        "report.md",
        "steps-builtin-test-3.png",
        "steps-builtin-test-40.png",
    ]


def test_labels_do_not_lie_on_one_another():
    figure = Figure(figsize=(8, 4), layout="constrained")
    axes = figure.subplots()
    points = [(1, 1), (1, 1.02), (1.01, 1), (1.02, 1.01), (5, 3), (0, 0)]
    axes.scatter(*zip(*points, strict=True))
    names = ["iterative, upfront", "cot", "unified", "answer", "iterative, oracle questions", "cot, hint count"]
    texts = label_points(axes, points, names)
    figure.canvas.draw()
    boxes = []
    for text in texts:
        boxes.append(Text.get_window_extent(text))  # its words; the line that leads to it may cross others
    border = axes.get_window_extent()
    for number, box in enumerate(boxes):
        assert not any(box.overlaps(other) for other in boxes[:number])
        assert min(box.x0 - border.x0, border.x1 - box.x1, box.y0 - border.y0, border.y1 - box.y1) >= 0

"""Reading a visitor's file, the run, its counts, its archive and its HTML."""

import csv
import io
import json
import logging
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from html import escape
from pathlib import Path

import pytest
from batch import Batch, Row, archive, disagree, run_batch, tally
from batch_items import BUNDLED, Item, bundled_items, read_items
from batch_view import FILTERS, render_checked, render_plot, render_progress, render_summary, render_table

from socratic.errors import DecodingError, SocraticError
from socratic.problem import Problem, Step
from socratic.reasoners import typed_problem
from socratic.traces import Event, Trace, TraceStep

HOSTILE = (
    "<img src=x onerror=alert(1)>",
    "${globalThis.hacked=1}",
    "{{value}}",
    "a\\b\\n",
    "\u202egnirts",
    '"quoted" & <b>',
    "[link](javascript:alert(1))",
)
OWN = Problem("a", "Ann has 3 pens. How many?", (Step("How many?", "3"),), "3", "mine")


@dataclass
class Solver:
    """Answers each problem from a table; a text that is not in it raises what stands under ""."""

    answers: dict[str, str | None]
    error: Exception | None = None
    name: str = "solver"
    asked: list[list[str]] = field(default_factory=list)

    def solve(self, problems: Sequence[Problem], batch_size: int = 32) -> Iterator[Trace]:
        self.asked.append([problem.text for problem in problems])
        for problem in problems:
            if problem.text not in self.answers and self.error is not None:
                raise self.error
            answer = self.answers.get(problem.text)
            yield Trace(self.name, problem.id, (TraceStep("q", "s"),), answer, tokens=3, calls=1)

    def stream(self, problem: Problem) -> Iterator[Event]:
        raise AssertionError("a batch does not stream")


def items(count: int) -> tuple[Item, ...]:
    return tuple(Item(f"x:{n}", typed_problem(f"p{n}"), str(n)) for n in range(1, count + 1))


def row(gold: str | None, cot: str | None, socratic: str | None, steps: int = 0, text: str = "How many?") -> Row:
    problem = Problem("p", text, (Step("q", "s"),) * steps, gold or "0", "tests")
    item = Item("tests:1", problem, gold)
    return Row(1, item, Trace("cot", "p", (), cot), Trace("socratic", "p", (), socratic))


def batch_of(rows: Sequence[Row], **settings: object) -> Batch:
    return Batch(
        "tests",
        tuple(one.item for one in rows),
        tuple(one.cot for one in rows),
        tuple(one.socratic for one in rows),
        status="done",
        **settings,  # type: ignore[arg-type]
    )


# Reading.


@pytest.mark.parametrize(
    ("name", "text", "wanted"),
    [
        ("a.csv", "problem,answer\nHow many?,7\n", [("a.csv:2", "How many?", "7")]),
        ("a.csv", "Question ; Answer\nHow many, in all?;1,234\n", [("a.csv:2", "How many, in all?", "1234")]),
        ("a.csv", "problem\tother\nHow many?\tx\n", [("a.csv:2", "How many?", None)]),
        (
            "a.csv",
            'answer,problem\r\n18 apples,"Two\r\nlines, ""quoted"""\r\n\r\n,second\r\n',
            [("a.csv:2", 'Two\r\nlines, "quoted"', "18"), ("a.csv:5", "second", None)],
        ),
        (
            "a.csv",
            "\ufeffproblem,answer\nIs it?,Yes\nIs it not?,false\n",
            [("a.csv:2", "Is it?", "yes"), ("a.csv:3", "Is it not?", "no")],
        ),
        ("a.csv", "problem\nonly one column\n", [("a.csv:2", "only one column", None)]),
        ("A.JSONL", '{"question": "How many?", "answer": 7.0}\n', [("A.JSONL:1", "How many?", "7")]),
        (
            "a.jsonl",
            '\n{"problem": "How many?", "answer": null, "level": 5}\r\n{"problem": "b", "answer": "1/2"}',
            [("a.jsonl:2", "How many?", None), ("a.jsonl:3", "b", "0.5")],
        ),
        ("a.jsonl", json.dumps(OWN.to_json()), [("a.jsonl:1", OWN.text, "3")]),
    ],
)  # fmt: skip
def test_files_that_can_be_read(
    tmp_path: Path, name: str, text: str, wanted: list[tuple[str, str, str | None]]
) -> None:
    path = tmp_path / name
    path.write_bytes(text.encode())
    assert [(item.place, item.problem.text, item.gold) for item in read_items(path)] == wanted


def test_rows_of_gsm8k_bring_their_steps(tmp_path: Path) -> None:
    path = tmp_path / "gsm8k.jsonl"
    answers = ["How many? ** 3*400 = <<3*400=1200>>1200\n#### 1,200", "3+4 = <<3+4=7>>7\n7-1 = <<7-1=6>>6\n#### 6"]
    path.write_text("".join(json.dumps({"question": "q?", "answer": answer}) + "\n" for answer in answers))
    first, second = read_items(path)
    assert (first.gold, first.problem.steps) == ("1200", (Step("How many?", "3*400 = <<3*400=1200>>1200"),))
    assert (second.gold, [step.question for step in second.problem.steps]) == ("6", ["", ""])


def test_a_problem_of_our_own_form_comes_whole(tmp_path: Path) -> None:
    path = tmp_path / "own.jsonl"
    path.write_text(json.dumps(OWN.to_json()))
    assert [item.problem for item in read_items(path)] == [OWN]


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("a.txt", b"x", "a.txt: the name must end in .jsonl or .csv"),
        ("a.csv", b"", "a.csv: there are no problems in it"),
        ("a.csv", b"problem\n\n", "a.csv: there are no problems in it"),
        ("a.jsonl", b" \n", "a.jsonl: there are no problems in it"),
        ("a.csv", b"problem\nok\n\xff\n", "a.csv:3: not UTF-8"),
        ("a.csv", b"problem\na\0b\n", "a.csv:2: a NUL byte"),
        ("a.jsonl", b'{"problem": "a\\u0000b"}', "a.jsonl:1: the problem contains a NUL byte"),
        ("a.csv", b"text,answer\nx,1\n", "a.csv:1: no column 'problem' or 'question'"),
        ("a.csv", b"problem,answer\nx\nHow, many,1\n", "a.csv:3: 3 cells under 2 columns"),
        ("a.csv", b'problem\n"open', "a.csv:2: not CSV"),
        ("a.csv", b"problem,answer\n,1\n", "a.csv:2: the problem is empty"),
        ("a.csv", b"problem,answer\nx,many\n", "a.csv:2: the answer must be a number, yes or no, not 'many'"),
        ("a.csv", b"problem\n" + b"x" * 4001, "a.csv:2: the problem has 4,001 characters"),
        ("a.csv", b"problem\n" + b"x\n" * 201, "a.csv: 201 problems; at most 200"),
        ("a.csv", b"x" * 10_000_001, "a.csv: 10.0 MB; at most 10 MB"),
        ("a.jsonl", b'{"problem": "ok"}\n{"problem": ', "a.jsonl:2: not JSON (Expecting value)"),
        ("a.jsonl", b"[" * 100_000, "a.jsonl:1: not JSON (too deep"),
        ("a.jsonl", b'[{"problem": "ok"}]', "a.jsonl:1: a list, not a JSON object; write one object a line"),
        ("a.jsonl", b'{"text": "x"}', "a.jsonl:1: no field 'problem' or 'question'"),
        ("a.jsonl", b'{"problem": 5}', "a.jsonl:1: the problem must be text, not int"),
        ("a.jsonl", b'{"problem": "x", "answer": true}', "a.jsonl:1: the answer must be a number, yes or no, not true"),
        ("a.jsonl", b'{"problem": "x", "answer": NaN}', "a.jsonl:1: the answer must be a number, yes or no, not 'nan'"),
        ("a.jsonl", b'{"problem": "\\ud800"}', "a.jsonl:1: half of a surrogate pair"),
        (
            "a.jsonl",
            b'{"id": "a", "text": "t", "steps": [5], "answer": "1", "source": "s"}',
            "a.jsonl:1: steps[0] must be an object",
        ),
    ],
)
def test_files_that_cannot_be_read_say_where_and_why(tmp_path: Path, name: str, data: bytes, message: str) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(SocraticError) as caught:
        read_items(path)
    assert str(caught.value).startswith(message)
    assert str(tmp_path) not in str(caught.value)


@pytest.mark.parametrize("name", BUNDLED)
def test_the_bundled_sets_are_fifty_held_out_problems(name: str) -> None:
    found = bundled_items(name)
    assert len({item.problem.text for item in found}) == 50
    assert all(item.gold == item.problem.answer and item.problem.steps for item in found)


# Running.


def test_both_methods_work_in_turns() -> None:
    cot, socratic = Solver({"p1": "1", "p5": "5"}), Solver({"p1": "1"})
    states = list(run_batch(cot, socratic, "set", items(5), together=2))
    assert [(len(state.cot), len(state.socratic)) for state in states] == [
        (0, 0), (2, 0), (2, 2), (4, 2), (4, 4), (5, 4), (5, 5)
    ]  # fmt: skip
    assert cot.asked == socratic.asked == [["p1", "p2"], ["p3", "p4"], ["p5"]]
    assert [state.status for state in states] == ["running"] * 6 + ["done"]
    last = states[-1]
    assert [trace.answer for trace in last.cot] == ["1", None, None, None, "5"]
    assert [one.number for one in last.rows] == [1, 2, 3, 4, 5]


def test_closing_stops_the_rest() -> None:
    cot = Solver({})
    states = run_batch(cot, Solver({}), "set", items(5), together=2)
    seen = [next(states) for _ in range(3)]
    states.close()
    assert cot.asked == [["p1", "p2"]]
    stopped = seen[-1].stopped()
    assert (stopped.status, stopped.done) == ("stopped", 2)
    assert stopped.stopped() == stopped


def test_time_runs_out_and_what_is_done_stays() -> None:
    *_, last = run_batch(Solver({}), Solver({}), "set", items(5), together=2, max_seconds=0)
    assert (last.status, last.done) == ("out of time", 2)


def test_a_batch_that_ends_in_time_is_done_however_long_it_took() -> None:
    *_, last = run_batch(Solver({}), Solver({}), "set", items(2), together=2, max_seconds=0)
    assert (last.status, last.done) == ("done", 2)


def test_an_error_is_the_result_of_one_method_on_one_group() -> None:
    cot = Solver({"p1": "1", "p2": "2", "p5": "5"}, error=DecodingError("p3 is too long"))
    *_, last = run_batch(cot, Solver({f"p{n}": str(n) for n in range(6)}), "set", items(5), together=2)
    assert [trace.error for trace in last.cot] == [None, None, "p3 is too long", "p3 is too long", None]
    assert tally(last.rows).only_socratic == 2
    assert tally(last.rows).cot.none == 2


def test_a_bug_is_logged_and_named_without_its_text(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR):
        *_, last = run_batch(Solver({}, error=ZeroDivisionError("secret path")), Solver({}), "set", items(1))
    error = last.cot[0].error
    assert error is not None
    assert "secret" not in error
    assert error.split()[-1] in caplog.text


def test_the_time_left_goes_by_the_pace_of_each_method() -> None:
    traces = (Trace("m", "p", (), None),) * 4
    assert Batch("s", items(10), traces, (), 8.0, 0.0, "running").seconds_left is None
    # 2 s a problem for six more, 5 s a problem for eight more
    assert Batch("s", items(10), traces, traces[:2], 8.0, 10.0, "running").seconds_left == pytest.approx(12 + 40)


# Counting.


def test_the_tally_counts_what_is_known() -> None:
    rows = [
        row("7", "7", "7.0", steps=2),
        row("7", "7", "8", steps=2),
        row("7", None, "7", steps=3),
        row("7", "6", "7"),
        row("7", "5", None, steps=3),
        row(None, "3", "3"),
        row(None, None, None),
    ]
    counted = tally(rows)
    assert (counted.both, counted.only_cot, counted.only_socratic, counted.neither) == (1, 1, 2, 1)
    assert (counted.cot.right, counted.cot.wrong, counted.cot.none) == (2, 2, 1)
    assert (counted.socratic.right, counted.socratic.wrong, counted.socratic.none) == (3, 1, 1)
    assert counted.p_value == 1.0
    assert [(steps, cot.right, socratic.right) for steps, cot, socratic in counted.by_steps] == [(2, 2, 1), (3, 0, 1)]
    assert (counted.same, counted.differ, counted.missing) == (2, 2, 3)


@pytest.mark.parametrize(
    ("cot", "socratic", "parted"),
    [("7", "7.0", False), ("7", "8", True), (None, "7", True), ("7", None, True), (None, None, False)],
)
def test_disagreement_needs_no_gold_answer(cot: str | None, socratic: str | None, parted: bool) -> None:
    assert disagree(row(None, cot, socratic)) is parted


@pytest.mark.parametrize(
    ("shown", "numbers"),
    [
        ("All", [1, 2, 3, 4, 5]),
        ("Disagreements", [2, 3]),
        ("Only CoT right", [2]),
        ("Only Socratic CoT right", [3]),
        ("Neither right", [4]),
    ],
)
def test_filters(shown: str, numbers: list[int]) -> None:
    rows = [row("7", "7", "7"), row("7", "7", "8"), row("7", "8", "7"), row("7", "8", "8"), row(None, "7", "7")]
    html = render_table(batch_of(rows), shown)
    assert [number for number in range(1, 6) if f'<tr data-row="{number}">' in html] == numbers
    assert f"{shown}: {len(numbers)} of 5 problems." in html


# The archive.


def test_the_archive_holds_everything() -> None:
    batch = batch_of(
        [row("7", "7", None, steps=2, text='=HYPERLINK("x")'), row(None, "½", "-3")], students=({"role": "cot"},)
    )
    with zipfile.ZipFile(io.BytesIO(archive(batch))) as file:
        assert sorted(file.namelist()) == ["results.csv", "summary.json", "traces.jsonl"]
        lines = [json.loads(line) for line in file.read("traces.jsonl").decode().splitlines()]
        table = list(csv.DictReader(io.StringIO(file.read("results.csv").decode(), newline="")))
        summary = json.loads(file.read("summary.json"))
    assert [Trace.from_json(line["cot"]) for line in lines] == list(batch.cot)
    assert [Trace.from_json(line["socratic"]) for line in lines] == list(batch.socratic)
    assert [line["cot_right"] for line in lines] == [True, None]
    assert table[0]["problem"] == '\'=HYPERLINK("x")'  # a spreadsheet would compute it otherwise
    assert (table[0]["cot right"], table[0]["socratic"], table[0]["socratic right"]) == ("yes", "", "no")
    assert (table[1]["answer"], table[1]["cot"], table[1]["cot right"]) == ("", "½", "")
    assert (summary["asked"], summary["solved"], summary["only_cot"], summary["students"]) == (
        2,
        2,
        1,
        [{"role": "cot"}],
    )
    assert summary["methods"]["cot"]["accuracy"] == 1.0
    assert summary["by_steps"][0]["socratic"]["right"] == 0


def test_an_archive_without_known_answers_has_no_accuracy() -> None:
    with zipfile.ZipFile(io.BytesIO(archive(batch_of([row(None, "1", "1")])))) as file:
        summary = json.loads(file.read("summary.json"))
    assert "accuracy" not in summary["methods"]["cot"]
    assert summary["same"] == 1


# The page.


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_text(text: str) -> None:
    hostile = row("7", text, None, text=text)
    failed = Row(2, hostile.item, hostile.cot, Trace("s", "p", (), None, error=text))
    batch = batch_of([hostile, failed], students=({"role": text, "name": text, "revision": text[:12]},))
    html = "".join(
        [
            render_checked(text, ""),
            render_checked("", text),
            *(render(batch) for render in (render_progress, render_summary, render_plot)),
            *(render_table(batch, shown) for shown in FILTERS),
        ]
    )
    assert "<img" not in html
    assert html.count(f"<bdi>{escape(text)}</bdi>") >= 9


def test_a_page_before_the_first_batch_is_empty() -> None:
    batch = Batch()
    assert render_progress(batch) + render_summary(batch) + render_plot(batch) + render_table(batch, "All") == ""


def test_progress_is_said_in_words() -> None:
    traces = (Trace("m", "p", (), None),) * 4
    running = Batch("s", items(10), traces, traces[:2], 8.0, 10.0, "running")
    assert "2 of 10 problems, about 52 s left." in render_progress(running)
    assert 'aria-valuemax="20" aria-valuenow="6"' in render_progress(running)
    assert "2 of 10 problems; what is done is kept." in render_progress(running.stopped())
    assert "estimating" in render_progress(Batch("s", items(3), status="running"))


def test_the_summary_says_what_the_numbers_mean() -> None:
    alike = [row("7", "7", "7")] * 3
    assert "nothing says which is better" in render_summary(batch_of(alike))
    uneven = [*alike, *[row("7", "8", "7")] * 8]
    assert "p = 0.008. " in render_summary(batch_of(uneven))
    assert "Socratic CoT is better on problems like these" in render_summary(batch_of(uneven))
    assert "these problems do not tell" in render_summary(batch_of([*alike, row("7", "8", "7")]))
    unknown = render_summary(batch_of([row(None, "7", "7"), row(None, "7", "8")]))
    assert "Without a known answer: 2 problems." in unknown
    assert "Accuracy" not in unknown


def test_the_plot_has_its_numbers_as_text() -> None:
    html = render_plot(
        batch_of([row("7", "7", "8", steps=2), row("7", "7", "7", steps=2), row("7", "8", "7", steps=3)])
    )
    assert html.count('class="whisker"') == 4
    assert '<th scope="row">2</th><td>2</td><td>100% ' in html
    assert "nothing to plot" in render_plot(batch_of([row("7", "7", "8")]))

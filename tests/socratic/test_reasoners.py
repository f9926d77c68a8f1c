"""Reasoners on students that know a few problems by heart: events, traces, batches, guides, oracles, wrong pairs."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from socratic.decoding import Decoding
from socratic.errors import FormatError, PairError, StudentError
from socratic.formats import Asking, Hint, Role
from socratic.problem import Problem, Step
from socratic.reasoners import MAX_PROBLEM_CHARACTERS, ChainReasoner, SocraticReasoner, typed_problem
from socratic.students import Student, load_student
from socratic.traces import (
    Answered,
    Event,
    Failed,
    HintGiven,
    QuestionAsked,
    SolutionEnded,
    TextWritten,
    Trace,
    TraceStep,
)
from socratic.turns import Program, Work
from tests.helpers import PROBLEMS, tiny_student

Get = Callable[..., Student]


@pytest.fixture(scope="module")
def student(tmp_path_factory: pytest.TempPathFactory) -> Get:
    """student(role, hint, asking): taught PROBLEMS by heart, made once."""
    made: dict[tuple[str, str, str], Student] = {}

    def get(role: Role, hint: Hint = "none", asking: Asking = "upfront") -> Student:
        key = (role, hint, asking)
        if key not in made:
            folder = tmp_path_factory.mktemp("-".join(key))
            made[key] = load_student(tiny_student(folder, role, hint, asking, problems=PROBLEMS))
        return made[key]

    return get


def reasoner(student: Get, name: str) -> ChainReasoner | SocraticReasoner:
    match name:
        case "answer" | "cot" | "unified":
            return ChainReasoner(student(name))
        case "cot, hint count":
            return ChainReasoner(student("cot", "count"), student("guide", "count"))
        case "cot, oracle hint count":
            return ChainReasoner(student("cot", "count"), "oracle")
        case "iterative, upfront" | "iterative, interleaved":
            return SocraticReasoner(student("solver"), student("decomposer", "none", name.split(", ")[1]))
        case "iterative, oracle questions":
            return SocraticReasoner(student("solver"), "oracle")
        case "iterative, upfront, hint equations":
            pair = student("solver", "equations"), student("decomposer", "equations")
            return SocraticReasoner(*pair, student("guide", "equations"))
    raise AssertionError(name)


NAMES = ("answer", "cot", "unified", "cot, hint count", "cot, oracle hint count", "iterative, upfront",
         "iterative, interleaved", "iterative, oracle questions", "iterative, upfront, hint equations")  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_every_method_answers_what_it_was_taught(student: Get, name: str) -> None:
    method = reasoner(student, name)
    assert method.name == name
    traces = list(method.solve(PROBLEMS, batch_size=2))
    assert [trace.answer for trace in traces] == [problem.answer for problem in PROBLEMS]
    assert [trace.problem_id for trace in traces] == [problem.id for problem in PROBLEMS]
    for trace, problem in zip(traces, PROBLEMS, strict=True):
        assert trace.method == name
        assert trace.error is None
        assert trace.tokens > 0
        assert trace.seconds > 0
        assert Trace.from_json(trace.to_json()) == trace
        if name != "answer":
            assert [step.solution for step in trace.steps] == [step.solution for step in problem.steps]
        if name.startswith(("iterative", "unified")):
            assert [step.question for step in trace.steps] == [step.question for step in problem.steps]
        assert (trace.hint is not None) == ("hint" in name)


def test_longer_problems_begin_before_those_just_behind_them_and_traces_come_in_order(student: Get) -> None:
    begun: list[str] = []

    class Noting(ChainReasoner):
        def _program(self, work: Work) -> Program:
            begun.append(work.problem.id)
            yield from super()._program(work)

    problems = [replace(PROBLEMS[number % 3], id=f"{PROBLEMS[number % 3].id}-{number}") for number in range(6)]
    ended: list[int] = []
    traces = []
    for trace in Noting(student("answer")).solve(problems, batch_size=1, at_end=lambda: ended.append(len(traces))):
        traces.append(trace)
    assert ended == [0, 1, 1, 2, 4, 5]  # so many traces had come when each was there: pens-3 waited for two others
    assert begun == ["pens-0", "pens-3", "eggs-1", "cats-2", "eggs-4", "cats-5"]  # of four batches the longest first
    assert [trace.problem_id for trace in traces] == [problem.id for problem in problems]


@pytest.mark.parametrize("name", NAMES)
def test_the_events_tell_the_trace(student: Get, name: str) -> None:
    events = list(reasoner(student, name).stream(PROBLEMS[0]))
    last = events[-1]
    assert isinstance(last, Answered)
    assert not any(isinstance(event, Answered | Failed) for event in events[:-1])
    questions: dict[int, str] = {}
    texts: dict[int, str] = {}
    steps = []
    for event in events[:-1]:
        match event:
            case HintGiven(hint):
                assert hint == last.trace.hint
            case QuestionAsked(index, question):
                questions[index] = question
            case TextWritten(index, text):
                texts[index] = texts.get(index, "") + text
            case SolutionEnded(index, solution, finished):
                assert texts[index] == solution
                steps.append(TraceStep(questions.get(index, ""), solution, finished))
            case _:
                raise AssertionError(event)
    assert tuple(steps) == last.trace.steps
    # One at a time or in a batch: the same words.
    (batched,) = reasoner(student, name).solve([PROBLEMS[0]])
    assert (batched.steps, batched.answer, batched.tokens, batched.calls) == (
        last.trace.steps, last.answer, last.trace.tokens, last.trace.calls,
    )  # fmt: skip


def order(events: list[Event]) -> str:
    letters = {HintGiven: "h", QuestionAsked: "Q", TextWritten: "", SolutionEnded: "A", Answered: "."}
    return "".join(letters[type(event)] for event in events)


@pytest.mark.parametrize(
    ("name", "expected", "calls"),
    [
        ("answer", ".", 1),
        ("cot", "AA.", 1),
        ("unified", "QAQA.", 1),
        ("iterative, upfront", "QAQA.", 3),
        ("iterative, interleaved", "QAQA.", 5),
        ("iterative, oracle questions", "QQAA.", 2),
        ("iterative, upfront, hint equations", "hQAQA.", 4),
    ],
)
def test_the_order_of_events_and_the_calls(student: Get, name: str, expected: str, calls: int) -> None:
    events = list(reasoner(student, name).stream(PROBLEMS[0]))
    assert order(events) == expected
    assert isinstance(events[-1], Answered)
    assert events[-1].trace.calls == calls


def test_text_streams_before_the_solution_ends(student: Get) -> None:
    events = list(reasoner(student, "cot").stream(PROBLEMS[0]))
    assert sum(isinstance(event, TextWritten) for event in events) > 10
    assert "#" not in "".join(event.text for event in events if isinstance(event, TextWritten))


def by_step(events: list[Event]) -> list[Event]:
    """The events of each step together: who asks upfront goes on asking while the first questions are answered."""
    return sorted(events, key=lambda event: getattr(event, "index", -1))


@pytest.mark.parametrize("name", ["cot", "unified", "iterative, upfront", "iterative, interleaved"])
def test_problems_worked_on_together_tell_the_same_events_as_alone(student: Get, name: str) -> None:
    method = reasoner(student, name)
    together: dict[int, list[Event]] = {row: [] for row in range(len(PROBLEMS))}
    for row, event in method.stream_all(PROBLEMS):
        together[row].append(event)
    for row, problem in enumerate(PROBLEMS):
        *events, last = together[row]
        *alone, alone_last = method.stream(problem)
        assert by_step(events) == by_step(alone)
        assert isinstance(last, Answered)
        assert isinstance(alone_last, Answered)
        assert (last.answer, last.trace.steps) == (alone_last.answer, alone_last.trace.steps)
    assert list(method.stream_all([])) == []


# Going on from given steps.

AT_FIRST, NOW = PROBLEMS[0].steps


def resumed(student: Get, *steps: Step) -> list[Event]:
    return list(SocraticReasoner(student("solver"), student("decomposer")).resume(PROBLEMS[0], steps))


@pytest.mark.parametrize(
    ("steps", "calls"),
    [
        ((Step(AT_FIRST.question, ""), Step(NOW.question, "")), 2),
        ((AT_FIRST, Step(NOW.question, "")), 1),
        ((Step(AT_FIRST.question, ""), NOW), 1),
        ((AT_FIRST, NOW), 0),
    ],
)
def test_given_solutions_stand_and_the_others_are_solved(student: Get, steps: tuple[Step, ...], calls: int) -> None:
    events = resumed(student, *steps)
    assert order(events) == "QQAA."
    last = events[-1]
    assert isinstance(last, Answered)
    assert [(step.question, step.solution) for step in last.trace.steps] == [
        (step.question, step.solution) for step in PROBLEMS[0].steps
    ]
    assert (last.answer, last.trace.calls) == ("10", calls)


def test_a_given_solution_is_what_the_solver_reads_next(student: Get) -> None:
    (*_, as_taught), (*_, other) = (
        resumed(student, Step(AT_FIRST.question, solution), Step(NOW.question, ""))
        for solution in (AT_FIRST.solution, "3*3 = <<3*3=9>>9")
    )
    assert isinstance(as_taught, Answered)
    assert isinstance(other, Answered)
    assert other.trace.steps[0].solution == "3*3 = <<3*3=9>>9"
    assert other.trace.steps[1].solution != as_taught.trace.steps[1].solution


def test_a_given_step_that_does_not_fit_fails(student: Get) -> None:
    events = resumed(student, Step("How many?", "word " * 400 + "end"), Step(NOW.question, ""))
    assert isinstance(events[-1], Failed)
    assert "do not fit" in events[-1].message
    assert len(events[-1].trace.steps) == 1


@pytest.mark.parametrize(
    ("steps", "message"),
    [
        ((), "no sub-question left"),
        ((Step("", "5"),), "sub-question 1 is empty"),
        ((Step("q", ""),) * 17, "17 sub-questions; at most 16"),
    ],
)
def test_steps_that_cannot_be_gone_on_from_are_refused_at_once(
    student: Get, steps: tuple[Step, ...], message: str
) -> None:
    with pytest.raises(FormatError, match=message):
        SocraticReasoner(student("solver"), "oracle").resume(PROBLEMS[0], steps)


def test_a_student_without_a_final_line_has_no_answer(student: Get) -> None:
    (trace,) = ChainReasoner(student("cot"), settings=Decoding(max_new_tokens=13)).solve(PROBLEMS[:1])
    assert trace.answer is None
    assert trace.error is None
    assert trace.steps == (TraceStep("", "3*4 = <<3*4=", finished=False),)


def test_a_problem_that_does_not_fit_fails_alone(student: Get) -> None:
    long = Problem("long", "word " * 400, (), "1", "tests")
    traces = list(reasoner(student, "iterative, upfront").solve([long, PROBLEMS[0]]))
    assert traces[0].answer is None
    assert "do not fit" in str(traces[0].error)
    assert traces[1].answer == "10"
    events = list(reasoner(student, "cot").stream(long))
    assert isinstance(events[-1], Failed)
    assert "512 tokens" in events[-1].message


def test_oracle_questions_need_questions(student: Get) -> None:
    bare = Problem("bare", "How many?", (), "1", "tests")
    (trace,) = SocraticReasoner(student("solver"), "oracle").solve([bare])
    assert trace.answer is None
    assert trace.error == "no sub-question was asked, so there was nothing to solve"


def test_a_chain_has_at_most_max_steps(student: Get) -> None:
    for asking in ("upfront", "interleaved"):
        settings = Decoding(max_steps=1)
        pair = student("solver"), student("decomposer", "none", asking)
        (trace,) = SocraticReasoner(*pair, settings=settings).solve(PROBLEMS[:1])
        assert len(trace.steps) == 1
        assert trace.answer == "12"


@pytest.mark.parametrize(
    ("build", "message"),
    [
        (lambda s: SocraticReasoner(s("cot"), s("decomposer")), "is a cot; a pair needs a solver"),
        (lambda s: SocraticReasoner(s("solver"), s("solver")), "is a solver; a pair needs a decomposer"),
        (lambda s: SocraticReasoner(s("cot"), "oracle"), "is a cot, not a solver"),
        (
            lambda s: SocraticReasoner(s("solver", "count"), s("decomposer", "equations"), "oracle"),
            "hint 'equations'.*hint 'count'",
        ),
        (lambda s: SocraticReasoner(s("solver"), s("decomposer"), s("guide", "count")), "needs no guide"),
        (lambda s: ChainReasoner(s("cot", "count"), s("guide", "equations")), "writes hint 'equations'"),
        (lambda s: ChainReasoner(s("cot", "count"), s("solver")), "is a solver, not a guide"),
    ],
)
def test_pairs_that_do_not_fit(student: Get, build: Callable[[Get], object], message: str) -> None:
    with pytest.raises((PairError, StudentError), match=message):
        build(student)


def test_a_pair_of_two_format_versions_is_refused(student: Get) -> None:
    import dataclasses

    solver = student("solver")
    other = dataclasses.replace(solver, config=dataclasses.replace(solver.config, format_version=2))
    with pytest.raises(PairError, match=r"speaks format 1.*speaks format 2"):
        SocraticReasoner(other, student("decomposer"))


def test_a_student_that_reads_hints_needs_a_guide(student: Get) -> None:
    with pytest.raises(StudentError, match="give it a guide, or ask for oracle hints"):
        ChainReasoner(student("cot", "count"))
    with pytest.raises(StudentError, match="does not answer alone"):
        ChainReasoner(student("solver"))


def test_oracles_say_what_they_lack(student: Get) -> None:
    with pytest.raises(StudentError, match="takes no oracle hints"):
        ChainReasoner(student("cot"), "oracle")
    with pytest.raises(StudentError, match="nothing reads a guide"):
        SocraticReasoner(student("solver"), "oracle", student("guide", "count"))
    bare = Problem("bare", "How many?", (), "1", "tests")
    traces = list(ChainReasoner(student("cot", "count"), "oracle").solve([bare, PROBLEMS[0]]))
    assert [trace.answer for trace in traces] == [None, "10"]
    assert traces[0].error == "the problem has no steps to take an oracle's hint from"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "is empty"),
        (" \n ", "is empty"),
        ("x" * (MAX_PROBLEM_CHARACTERS + 1), "has 4,001 characters; at most 4,000"),
        ("a\0b", "NUL byte"),
    ],
)
def test_typed_problems_that_are_refused(text: str, message: str) -> None:
    with pytest.raises(FormatError, match=message):
        typed_problem(text)


def test_a_typed_problem_is_answered(student: Get) -> None:
    (trace,) = reasoner(student, "cot").solve([typed_problem(PROBLEMS[1].text + "\n")])
    assert trace.answer == "11"


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda folder: (folder / "student.json").unlink(), "there is no student.json"),
        (lambda folder: (folder / "student.json").write_text("{"), "not JSON"),
        (lambda folder: (folder / "student.json").write_text("[]"), "must hold a JSON object"),
        (lambda folder: (folder / "student.json").write_text('{"role": "cot"}'), "field 'hint' is missing"),
        (lambda folder: edit(folder, '"cot"', '"poet"'), "unknown role 'poet'"),
        (lambda folder: edit(folder, '"format_version": 1', '"format_version": 7'), "format_version is 7"),
        (lambda folder: edit(folder, '"format_version": 1', '"format_version": "1"'), "must be a int, not '1'"),
        (lambda folder: edit(folder, '"hint"', '"more": 1, "hint"'), "field 'more' is unknown"),
        (lambda folder: (folder / "model.safetensors").unlink(), "model.safetensors"),
    ],
)
def test_folders_that_are_no_student(tmp_path: Path, change: Callable[[Path], object], message: str) -> None:
    change(tiny_student(tmp_path, "cot"))
    with pytest.raises(StudentError, match=message):
        load_student(tmp_path)


def edit(folder: Path, old: str, new: str) -> None:
    path = folder / "student.json"
    assert old in path.read_text()
    path.write_text(path.read_text().replace(old, new))


@pytest.mark.parametrize("name", ["no such/folder/here", "nobody/nothing"])
def test_names_that_lead_nowhere(name: str) -> None:
    with pytest.raises(StudentError, match=r"neither a folder here nor a Hub id|the Hub could not be reached"):
        load_student(name)


def test_a_student_of_all_roles_takes_any(tmp_path: Path) -> None:
    student = load_student(tiny_student(tmp_path, "all"))
    assert student.as_role("decomposer", "count").format.reads_hint
    assert load_student(tmp_path, role="solver").config.role == "solver"
    with pytest.raises(FormatError, match="must be given one of its roles"):
        student.format.prompt("x")
    with pytest.raises(StudentError, match="is a solver, not a cot"):
        student.as_role("solver").as_role("cot")

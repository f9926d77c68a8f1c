"""What recipes/reproduce.py trains and scores: the students of each budget and seed, and the methods that they allow.

>>> wish = Wish(Path("runs"), roles=("cot",), hints=("none", "count"), budgets=(300_000,))
>>> [str(student.folder) for student in students_of(wish)]
['runs/300k/cot-seed0', 'runs/300k/cot-count-seed0', 'runs/300k/guide-count-seed0']
>>> for scoring in scorings_of(students_of(wish), {"builtin:test": problem_set("builtin:test", limit=5)}, wish):
...     print(f"{scoring.name}: {scoring.method}")
300k-cot-seed0: cot
300k-cot-count-seed0: cot, hint count
300k-cot-count-oracle-seed0: cot, oracle hint count

The solver reads no hint, so one serves every decomposer. Interleaved decomposers are trained without hints. A student
of role `all` plays every role by itself: a team of one, whose methods are called "..., one model". It was taught to
read hints as a decomposer alone (`training_data.formats_of`), so its CoT and unified have none. Oracle hints and
questions are for the sets that have them.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal, get_args

from recipes.problem_sets import ProblemSet, score_name
from socratic.builtin import BASE
from socratic.errors import ConfigError
from socratic.formats import HINTED_ROLES, Hint
from socratic.students import STUDENT_FILE, AnyRole

__all__ = ["PLANNED_ROLES", "WAYS", "Scoring", "Trainee", "Way", "Wish", "scorings_of", "students_of"]

Way = Literal["upfront", "interleaved", "own-answers"]
"""How a decomposer learns to ask; `own-answers`: interleaved, on the solver's own answers (recipes/own_answers.py)."""

WAYS: tuple[Way, ...] = get_args(Way)

PLANNED_ROLES: tuple[AnyRole, ...] = ("answer", "cot", "unified", "decomposer", "solver", "all")
"""What can be asked for; guides come with their hints."""


@dataclass(frozen=True)
class Wish:
    """What is wanted. A budget of None is what the YAML says, one of 0 the base itself, where it was taught all roles.

    `votes` are numbers of samples, `modes` whether the calculator is on.
    """

    output_dir: Path
    roles: tuple[AnyRole, ...] = PLANNED_ROLES[:-1]
    hints: tuple[Hint, ...] = ("none",)
    ways: tuple[Way, ...] = ("upfront",)
    votes: tuple[int, ...] = ()
    budgets: tuple[int | None, ...] = (None,)
    seeds: tuple[int, ...] = (0,)
    modes: tuple[bool, ...] = (True,)
    base: str | None = None


@dataclass(frozen=True)
class Trainee:
    """A student of the plan and its folder; `trained` is False for the base, which plays the role as it is."""

    role: AnyRole
    budget: int | None
    seed: int
    folder: Path
    hint: Hint = "none"
    way: Way = "upfront"
    trained: bool = True

    @property
    def finished(self) -> bool:
        """Whether its training is through."""
        return (self.folder / STUDENT_FILE).exists()

    @property
    def config(self) -> str:
        """The YAML with its settings. Turn by turn, a decomposer's sequences are a solver's, and so is its batch. No
        YAML is for every role: CoT's, as the middle one."""
        name = "cot" if self.role == "all" else "solver" if self.way != "upfront" else self.role
        return f"{name}.yaml"

    @property
    def options(self) -> list[str]:
        """What recipes/sft.py is told beside the YAML to make this student."""
        told = []
        if self.role == "all" or self.way != "upfront":
            told += ["--role", self.role]
        if self.hint != "none":
            told += ["--hint", self.hint]
        if self.way != "upfront":
            told += ["--asking", "interleaved"]
        if self.way == "own-answers":
            told += ["--dataset", str(self.own_answers)]
        return told

    @property
    def own_answers(self) -> Path:
        """The file of the solver's answers that a decomposer of this way learns from."""
        return self.folder.parent / f"own-answers-seed{self.seed}.jsonl"


@dataclass(frozen=True)
class Scoring:
    """A method on all the sets that it can be scored on. `options` is what recipes/score.py is told beside the sets,
    `expected` the names of its records in `output`, without ending, by set and calculator."""

    name: str
    method: str
    options: tuple[str, ...]
    output: Path
    tests: tuple[str, ...]
    expected: Mapping[tuple[str, bool], str]

    @property
    def finished(self) -> bool:
        """Whether every record is there."""
        return all((self.output / f"{stem}.json").exists() for stem in self.expected.values())


def students_of(wish: Wish) -> list[Trainee]:
    """Every student of the wish. Raises `ConfigError` for decomposers that learn from a solver that is not wanted."""
    if "own-answers" in wish.ways and not {"decomposer", "solver"} <= set(wish.roles):
        raise ConfigError("--asking own-answers trains a decomposer on a solver's answers: --roles must name both")
    students = []
    for budget in wish.budgets:
        if budget == 0:
            base = Path(wish.base or BASE)
            students += [Trainee(role, 0, 0, base, trained=False) for role in wish.roles if role != "all"]
            continue
        folder = wish.output_dir / ("full" if budget is None else f"{budget / 1000:g}k")
        for seed in wish.seeds:
            for role, hint, way in _kinds(wish):
                name = "-".join([role, *_words(hint, way), f"seed{seed}"])
                students.append(Trainee(role, budget, seed, folder / name, hint, way))
    return students


def scorings_of(students: Sequence[Trainee], sets: Mapping[str, ProblemSet], wish: Wish) -> list[Scoring]:
    """Every method that the students allow, for each budget and seed."""
    scorings = []
    for budget, seed in dict.fromkeys((student.budget, student.seed) for student in students):
        here = [student for student in students if (student.budget, student.seed) == (budget, seed)]
        several = [student for student in here if student.role != "all"]
        for team in (_Team(several), _Team([student for student in here if student.role == "all"])):
            scorings += [_scoring(method, team, sets, wish) for method in _methods(team, wish)]
    return [scoring for scoring in scorings if scoring.tests]


def _kinds(wish: Wish) -> Iterator[tuple[AnyRole, Hint, Way]]:
    """(role, hint, way) of every student of one budget and seed."""
    for role in wish.roles:
        if role == "decomposer":
            if "upfront" in wish.ways:
                yield from ((role, hint, "upfront") for hint in wish.hints)
            yield from ((role, "none", way) for way in wish.ways if way != "upfront")
        elif role in HINTED_ROLES:
            yield from ((role, hint, "upfront") for hint in wish.hints)
        else:
            yield role, "none", "upfront"
    if set(HINTED_ROLES) & set(wish.roles):
        yield from (("guide", hint, "upfront") for hint in wish.hints if hint != "none")


def _words(hint: Hint, way: Way) -> list[str]:
    return [word for word, usual in ((hint, "none"), (way, "upfront")) if word != usual]


@dataclass(frozen=True)
class _Team:
    """The students of one budget and seed that work together; a single one of role `all`, or the base, is everyone."""

    students: Sequence[Trainee]

    @property
    def is_one(self) -> bool:
        return any(student.role == "all" or not student.trained for student in self.students)

    @property
    def label(self) -> str | None:
        """What its methods are called beside their names; the base goes without, as the beginning of every curve."""
        return "one model" if any(student.role == "all" for student in self.students) else None

    def find(self, role: AnyRole, hint: Hint = "none", way: Way = "upfront") -> Trainee | None:
        """Who plays the role, if anybody was taught it."""
        for student in self.students:
            if student.trained and student.role != "all":
                if (student.role, student.hint, student.way) == (role, hint, way):
                    return student
                continue
            taught = role in (student.role, "guide") or (student.role == "all" and role != "answer")
            if taught and way != "own-answers" and (hint == "none" or role in ("guide", "decomposer")):
                return student
        return None


@dataclass(frozen=True)
class _Method:
    """A way to score: `key` is what its command is called, `name` what its record does."""

    key: str
    name: str
    owner: Trainee
    options: tuple[str, ...]
    needs: Literal["nothing", "steps", "questions"] = "nothing"


def _methods(team: _Team, wish: Wish) -> Iterator[_Method]:
    """Every method of a team, without the label."""
    for role in ("answer", "cot", "unified"):
        for hint in wish.hints:
            if not (student := team.find(role, hint)):
                continue
            plain = _Method(role, role, student, ("--student", str(student.folder)))
            if team.is_one:
                plain = _told(plain, "--role", role)
            yield from _hinted(plain, team, hint)
            if role == "cot" and hint == "none":
                yield from _votes(plain, wish)
    if not (solver := team.find("solver")):
        return
    solving = ("--solver", str(solver.folder), "--decomposer")
    for hint in wish.hints if "upfront" in wish.ways else ():
        if decomposer := team.find("decomposer", hint):
            pair = _Method("socratic", "iterative, upfront", solver, (*solving, str(decomposer.folder)))
            yield from _hinted(pair, team, hint)
            if hint == "none":
                yield from _votes(pair, wish)
    for way in wish.ways:
        if way != "upfront" and (decomposer := team.find("decomposer", "none", way)):
            names = (*solving, str(decomposer.folder), *(("--asking", "interleaved") if team.is_one else ()))
            own = way == "own-answers"
            method = "iterative, interleaved" + (", own answers" if own else "")
            names += ("--label", "own answers") if own else ()
            yield _Method(f"socratic-{way}", method, solver, names)
    if any(student.role in ("decomposer", "all") for student in team.students):
        yield _Method("oracle", "iterative, oracle questions", solver, (*solving, "oracle"), "questions")


def _hinted(plain: _Method, team: _Team, hint: Hint) -> Iterator[_Method]:
    """A method whose reader was trained with `hint`: as the guide helps it, and the oracle."""
    if hint == "none":
        yield plain
        return
    which = ("--hint", hint) if team.is_one else ()
    if guide := team.find("guide", hint):
        helped = _told(plain, "--guide", str(guide.folder), *which)
        yield replace(helped, key=f"{plain.key}-{hint}", name=f"{plain.name}, hint {hint}")
    told = _told(plain, "--guide", "oracle", *which)
    yield replace(told, key=f"{plain.key}-{hint}-oracle", name=f"{plain.name}, oracle hint {hint}", needs="steps")


def _votes(plain: _Method, wish: Wish) -> Iterator[_Method]:
    for samples in wish.votes:
        voting = _told(plain, "--vote", str(samples))
        yield replace(voting, key=f"{plain.key}-vote{samples}", name=f"{plain.name}, vote of {samples}")


def _told(method: _Method, *options: str) -> _Method:
    return replace(method, options=(*method.options, *options))


def _scoring(method: _Method, team: _Team, sets: Mapping[str, ProblemSet], wish: Wish) -> Scoring:
    fits = {
        "nothing": sets.keys(),
        "steps": {test for test, part in sets.items() if part.has_steps},
        "questions": {test for test, part in sets.items() if part.has_questions},
    }
    tests = tuple(test for test in sets if test in fits[method.needs])
    owner, key, name, options = method.owner, method.key, method.name, method.options
    if team.label:
        key, name, options = f"all-{key}", f"{name}, {team.label}", (*options, "--label", team.label)
    place = owner.folder.parent.name if owner.trained else "0k"
    return Scoring(
        name=f"{place}-{key}-seed{owner.seed}",
        method=name,
        options=options,
        output=owner.folder / "scores" if owner.trained else wish.output_dir / "0k" / "base" / "scores",
        tests=tests,
        expected={
            (test, mode): score_name(sets[test].name, sets[test].split, name, mode)
            for test in tests
            for mode in wish.modes
        },
    )

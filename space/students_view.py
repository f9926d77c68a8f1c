"""Who answers: the page's own students, and others from the Hub for the visitor who asks for them.

>>> shelf = Shelf(students)                                                            # doctest: +SKIP
>>> choice = shelf.load(Choice(cot=Pick("someone/socratic-gpt2-gsm8k-cot")))           # doctest: +SKIP
>>> cot, socratic = shelf.reasoners(choice)                                            # doctest: +SKIP

A `Choice` names three students and belongs to one visitor (`gr.State`); the shelf keeps the students of the last few
choices in memory. What a visitor names is never looked for in the server's folders, only public repositories are read
(no token is sent), nothing but JSON, vocabulary and safetensors files is fetched, no code of theirs runs, and the files
are gone once the weights are in memory.
"""

import json
import logging
import re
import tempfile
import threading
from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from html import escape
from pathlib import Path
from typing import Any, Protocol

import httpx2
import torch
from compare import Students
from huggingface_hub import HfApi, constants, snapshot_download
from huggingface_hub.errors import (
    GatedRepoError,
    HfHubHTTPError,
    HFValidationError,
    RepositoryNotFoundError,
    RevisionNotFoundError,
)
from transformers import AutoConfig, AutoModelForCausalLM

from socratic.builtin import BASE
from socratic.errors import SocraticError, StudentError
from socratic.formats import Role
from socratic.reasoners import Reasoner
from socratic.students import Student, load_student

__all__ = [
    "BUILT_IN",
    "MAX_BYTES",
    "Choice",
    "Found",
    "Hub",
    "Pick",
    "PublicHub",
    "Score",
    "Shelf",
    "StudentCard",
    "read_scores",
    "render_cards",
    "render_message",
]

MAX_BYTES = 2_000_000_000
"""What the files of a visitor's three students may weigh together; in memory, float32, half-precision files double."""

KEPT_SETS = 2
"""So many visitors' sets stay in memory, the last used ones."""

BUILT_IN = "built-in"
FETCHED = ("*.json", "*.safetensors", "*.txt", "*.jinja")
"""Weights as safetensors, tokenizer, configuration, scores; no pickle and no code."""

ROLES: tuple[Role, ...] = ("cot", "decomposer", "solver")
_HUB_ID = re.compile(r"[A-Za-z0-9][\w.-]*/[A-Za-z0-9][\w.-]*", re.ASCII)
_MAX_LAYERS = 200
_MAX_SCORES = 12
_MAX_SCORE_BYTES = 1_000_000

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Pick:
    """A student by name: "" is the page's own, `BUILT_IN` the built-in base, else a Hub id, at `revision` if given."""

    name: str = ""
    revision: str | None = None


@dataclass(frozen=True)
class Choice:
    """The three students that a visitor has chosen; without arguments, the page's own."""

    cot: Pick = Pick()
    decomposer: Pick = Pick()
    solver: Pick = Pick()

    def picks(self) -> tuple[tuple[Role, Pick], ...]:
        """Each role with its student."""
        return ("cot", self.cot), ("decomposer", self.decomposer), ("solver", self.solver)


@dataclass(frozen=True)
class Found:
    """A repository at one commit, and what its files weigh."""

    commit: str
    size: int


class Hub(Protocol):
    """Where students come from."""

    def find(self, name: str, revision: str | None) -> Found:
        """The commit that a revision (None: the newest) stands for; `StudentError` when there is no such thing."""

    def fetch(self, name: str, commit: str, folder: Path) -> None:
        """Put the `FETCHED` files into `folder`; raises `StudentError`."""


class PublicHub:
    """The Hugging Face Hub as anybody sees it: without the server's token, which would lend out its private models."""

    def __init__(self, endpoint: str | None = None) -> None:
        self._api = HfApi(endpoint=endpoint, token=False)

    def find(self, name: str, revision: str | None) -> Found:
        """See `Hub`."""
        try:
            info = self._api.model_info(name, revision=revision, files_metadata=True, timeout=20)
        except (OSError, HFValidationError, httpx2.HTTPError) as error:
            raise _told(name, revision, error) from error
        files = [
            file for file in info.siblings or () if file.rfilename.endswith(tuple(suffix[1:] for suffix in FETCHED))
        ]
        if not any(file.rfilename.endswith(".safetensors") for file in files):
            raise StudentError(f"{name}: there are no safetensors weights in it; other weights are not loaded here")
        return Found(str(info.sha), sum(file.size or 0 for file in files))

    def fetch(self, name: str, commit: str, folder: Path) -> None:
        """See `Hub`."""
        try:
            self._api.snapshot_download(name, revision=commit, local_dir=folder, allow_patterns=list(FETCHED))
        except (OSError, httpx2.HTTPError) as error:
            raise _told(name, commit, error) from error


def _told(name: str, revision: str | None, error: Exception) -> StudentError:
    match error:
        case GatedRepoError():
            return StudentError(f"{name}: this repository is gated; only public ones can be loaded here")
        case RepositoryNotFoundError():
            return StudentError(f"{name}: the Hub has no public model of that name; check the spelling")
        case RevisionNotFoundError():
            return StudentError(f"{name}: no revision {revision!r}; give a branch, a tag or a commit")
        case HFValidationError():
            return StudentError(f"{name}: not a Hub id of the form namespace/name")
        case HfHubHTTPError():
            return StudentError(f"{name}: the Hub answered {error.response.status_code}; try again later")
        case _:
            logger.warning("the Hub and %s: %s", name, error)
            return StudentError(f"{name}: the Hub could not be reached from this page's server; try again later")


# Scores.


@dataclass(frozen=True)
class Score:
    """One line of a student's record: shares, and the number of problems."""

    data: str
    method: str
    calculator: bool
    problems: int
    accuracy: float
    low: float
    high: float


def read_scores(folder: Path) -> tuple[Score, ...]:
    """The scores in a student's folder, as recipes/score.py leaves them in `scores/*.json`.

    The folder may be anybody's: a file that is no such record is left out, and logged.
    """
    found = []
    for path in sorted((folder / "scores").glob("*.json"))[:_MAX_SCORES]:
        if path.name.endswith(".run.json") or path.stat().st_size > _MAX_SCORE_BYTES:
            continue
        try:
            found.append(_score(json.loads(path.read_text(encoding="utf-8"))))
        except (ValueError, KeyError, TypeError, RecursionError) as error:
            logger.warning("%s is no record of scores: %r", path.name, error)
    return tuple(found)


def _score(record: dict[str, Any]) -> Score:
    low, high = (float(share) for share in record["interval"])
    accuracy, problems = float(record["accuracy"]), int(record["problems"])
    if not all(0 <= share <= 1 for share in (low, accuracy, high)) or problems < 1:
        raise ValueError("no shares of problems")
    data = " ".join(str(part) for part in (record["dataset"], record["split"]) if part)
    return Score(
        data[:80], str(record["method"])[:80], bool(record["settings"]["calculator"]), problems, accuracy, low, high
    )


# The shelf.


@dataclass(frozen=True)
class StudentCard:
    """What a visitor is told about a student. `hub_id` is None for one that is in no public place."""

    role: str
    name: str
    hub_id: str | None
    revision: str | None
    base_model: str
    dataset: str
    calculator: bool
    parameters: int
    scores: tuple[Score, ...]


@dataclass(frozen=True)
class _Set:
    """Three loaded students and their scores."""

    students: Students
    scores: dict[str, tuple[Score, ...]]


class Shelf:
    """The page's own students and, in memory, the last few sets that visitors chose."""

    def __init__(
        self, own: Students, *, hub: Hub | None = None, device: str = "cpu", max_bytes: int = MAX_BYTES
    ) -> None:
        self._hub = PublicHub() if hub is None else hub
        self._device = device
        self._max_bytes = max_bytes
        self._sets: OrderedDict[Choice, _Set] = OrderedDict()
        self._access = threading.Lock()
        self._loading = threading.Lock()  # one download at a time; who needs none does not wait for it
        self._built_in: Student | None = None
        scores: dict[str, tuple[Score, ...]] = {role: _own_scores(student) for role, student in _by_role(own)}
        self._own = _Set(own, scores)

    def load(self, choice: Choice) -> Choice:
        """Load what `choice` names; returns it with each Hub revision as a commit, so that it stays what it is.

        Raises `StudentError` or `PairError`, in words for a visitor, when something cannot be had or does not fit.
        """
        with self._loading:
            found: dict[Pick, Found] = {}
            for role, pick in choice.picks():
                if pick.name in ("", BUILT_IN):
                    continue
                if not _HUB_ID.fullmatch(pick.name):
                    raise StudentError(f"{pick.name[:100]}: not a Hub id of the form namespace/name, nor {BUILT_IN!r}")
                if pick not in found:
                    found[pick] = self._hub.find(pick.name, pick.revision)
                choice = replace(choice, **{role: Pick(pick.name, found[pick].commit)})
            size = sum(one.size for one in found.values())
            if size > self._max_bytes:
                raise StudentError(
                    f"these students weigh {size / 1e9:.1f} GB together; this page loads at most "
                    f"{self._max_bytes / 1e9:.1f} GB: run it yourself for larger ones"
                )
            if self._kept(choice) is None:
                loaded = self._load(choice)
                with self._access:
                    self._sets[choice] = loaded
                    while len(self._sets) > KEPT_SETS:
                        self._sets.popitem(last=False)
        return choice

    def students(self, choice: Choice) -> Students:
        """The students of a choice that `load` returned; loads them again where they had to make room."""
        return self._set(choice).students

    def reasoners(self, choice: Choice) -> tuple[Reasoner, Reasoner]:
        """CoT and Socratic CoT as these students do them."""
        return self.students(choice).reasoners()

    def describe(self, choice: Choice) -> list[dict[str, Any]]:
        """What a record says of the students: role, name, revision and student.json."""
        return [
            {"name": _shown(student), "revision": student.revision, **asdict(student.config), "role": role}
            for role, student in _by_role(self.students(choice))
        ]

    def cards(self, choice: Choice) -> tuple[StudentCard, ...]:
        """What a visitor is told of the students."""
        chosen = self._set(choice)
        return tuple(
            StudentCard(
                role=role,
                name=_shown(student),
                hub_id=_hub_id(student),
                revision=student.revision,
                base_model=student.config.base_model,
                dataset=student.config.dataset,
                calculator=student.config.calculator,
                parameters=student.model.num_parameters(),
                scores=chosen.scores.get(role, ()),
            )
            for role, student in _by_role(chosen.students)
        )

    def _set(self, choice: Choice) -> _Set:
        if (kept := self._kept(choice)) is not None:
            return kept
        self.load(choice)
        if (kept := self._kept(choice)) is None:
            raise StudentError("these students had to make room for others: load them again")
        return kept

    def _kept(self, choice: Choice) -> _Set | None:
        if choice == Choice():
            return self._own
        with self._access:
            if choice in self._sets:
                self._sets.move_to_end(choice)
            return self._sets.get(choice)

    def _load(self, choice: Choice) -> _Set:
        loaded: dict[Pick, tuple[Student, tuple[Score, ...]]] = {}
        students: dict[str, Student] = {}
        scores: dict[str, tuple[Score, ...]] = {}
        for role, pick in choice.picks():
            if pick.name == "":
                students[role] = dict(_by_role(self._own.students))[role]
                scores[role] = self._own.scores.get(role, ())
            elif pick.name == BUILT_IN:
                students[role], scores[role] = self._base().as_role(role), ()
            else:
                if pick not in loaded:
                    loaded[pick] = self._from_hub(pick)
                student, scores[role] = loaded[pick]
                students[role] = student.as_role(role)
        return _Set(Students(**students), scores)

    def _base(self) -> Student:
        if self._built_in is None:
            self._built_in = replace(load_student(BASE, device=self._device), name="the built-in base")
        return self._built_in

    def _from_hub(self, pick: Pick) -> tuple[Student, tuple[Score, ...]]:
        with tempfile.TemporaryDirectory(prefix="socratic-student-") as name:
            folder = Path(name)
            self._hub.fetch(pick.name, pick.revision or "", folder)
            try:
                _check_config(folder, self._max_bytes)
                student = load_student(folder, device=self._device)
            except SocraticError as error:  # it names the folder, which means nothing to a visitor
                raise type(error)(str(error).replace(str(folder), pick.name)) from error
            return replace(student, name=pick.name, revision=pick.revision), read_scores(folder)


def _check_config(folder: Path, max_bytes: int) -> None:
    """Refuse what wants code of its own, or would take far more memory than its files do, before anything is built."""
    for path in (folder / "config.json", folder / "tokenizer_config.json"):
        try:
            fields = json.loads(path.read_text(encoding="utf-8"))
        except (OSError, ValueError, RecursionError) as error:
            raise StudentError(f"{folder}: {path.name} is missing or not JSON") from error
        if not isinstance(fields, dict) or "auto_map" in fields:
            raise StudentError(f"{folder}: {path.name} asks for code of the repository's own, which never runs here")
    try:
        config = AutoConfig.from_pretrained(folder)
        if config.get_text_config().num_hidden_layers > _MAX_LAYERS:
            raise StudentError(f"{folder}: more than {_MAX_LAYERS} layers")
        with torch.device("meta"):  # shapes without memory
            parameters = AutoModelForCausalLM.from_config(config).num_parameters()
    except (AttributeError, KeyError, OSError, RuntimeError, TypeError, ValueError) as error:
        raise StudentError(f"{folder}: config.json describes no model that can be built here") from error
    if parameters * 4 > 2 * max_bytes:
        raise StudentError(f"{folder}: {parameters:,} parameters are too many for this page")


def _by_role(students: Students) -> Iterator[tuple[Role, Student]]:
    yield from (("cot", students.cot), ("decomposer", students.decomposer), ("solver", students.solver))


def _own_scores(student: Student) -> tuple[Score, ...]:
    """The scores beside a student of the page's own; none where the Hub cannot be asked for them."""
    if (name := _hub_id(student)) is None:
        return read_scores(Path(student.name))
    try:
        folder = snapshot_download(name, revision=student.revision, allow_patterns="scores/*.json")
    except (OSError, httpx2.HTTPError) as error:
        logger.warning("no scores of %s: %s", name, error)
        return ()
    return read_scores(Path(folder))


def _shown(student: Student) -> str:
    """The name; of an absolute path only the last part: a server's folders are nobody's business."""
    return Path(student.name).name if Path(student.name).is_absolute() else student.name


def _hub_id(student: Student) -> str | None:
    return student.name if _HUB_ID.fullmatch(student.name) and not Path(student.name).is_dir() else None


# The page.

_TITLES = {"cot": "CoT student", "decomposer": "Decomposer", "solver": "Solver"}
_PARTS = {
    "cot": "answers in one go (CoT)",
    "decomposer": "asks the sub-questions (Socratic CoT)",
    "solver": "answers them one by one (Socratic CoT)",
}


def render_cards(cards: tuple[StudentCard, ...]) -> str:
    """The students that answer this visitor, each with what is known of it."""
    return f'<section class="cards" aria-label="Students"><div>{"".join(map(_render_card, cards))}</div></section>'


def render_message(problem: str, done: str = "") -> str:
    """What came of a visitor's wish: what is wrong, or what was done."""
    if problem:
        return (
            '<div class="failure" role="alert"><p><b>Not loaded; the students stay as they were.</b></p>'
            f"<p>{_text(problem)}</p></div>"
        )
    return f'<p role="status">{escape(done)}</p>'


def _render_card(card: StudentCard) -> str:
    revision = f"<code>{_text(card.revision[:12])}</code>" if card.revision else "–"
    if card.hub_id and card.revision:
        revision = _link(f"{card.hub_id}/tree/{card.revision}", revision)
    facts = [
        ("Name", _text(card.name)),
        ("Revision", revision),
        ("Base model", _text(card.base_model[:200])),
        ("Taught on", _text(card.dataset[:200])),
        ("Parameters", f"{card.parameters:,}"),
        ("Calculator", "while it writes" if card.calculator else "none while it writes"),
    ]
    if card.hub_id:
        facts.append(("Card", _link(card.hub_id, "on the Hub (new window)")))
    lines = "".join(f"<div><dt>{name}</dt><dd>{value}</dd></div>" for name, value in facts)
    return (
        f'<article class="card"><h3>{_TITLES[card.role]}</h3><p class="part">{_PARTS[card.role]}</p><dl>{lines}</dl>'
        f"{_render_scores(card.scores)}</article>"
    )


def _link(path: str, html: str) -> str:
    return f'<a href="{escape(f"{constants.ENDPOINT}/{path}")}" target="_blank" rel="noopener">{html}</a>'


def _render_scores(scores: tuple[Score, ...]) -> str:
    if not scores:
        return '<p class="hint">There are no scores beside its weights.</p>'
    rows = "".join(
        f'<tr><th scope="row">{_text(score.data)}<small>{_text(score.method)}, calculator '
        f"{'on' if score.calculator else 'off'}</small></th><td>{score.accuracy:.1%}<small>{score.low:.1%} to "
        f"{score.high:.1%}, {score.problems:,} problems</small></td></tr>"
        for score in scores
    )
    return (
        '<div class="scroll"><table class="numbers scores"><caption>Scores on record, with 95 % intervals</caption>'
        '<thead><tr><th scope="col">Data</th><th scope="col">Accuracy</th></tr></thead>'
        f"<tbody>{rows}</tbody></table></div>"
    )


def _text(text: str) -> str:
    return f"<bdi>{escape(text)}</bdi>"

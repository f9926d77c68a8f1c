"""Who answers: the page's own students, and others from the Hub for the visitor who asks for them.

>>> shelf = Shelf(students)                                                            # doctest: +SKIP
>>> choice = shelf.load(Choice(cot=Pick("someone/socratic-gpt2-gsm8k-cot")))           # doctest: +SKIP
>>> cot, socratic = shelf.reasoners(choice)                                            # doctest: +SKIP

A `Choice` names the students and belongs to one visitor (`gr.State`); the shelf keeps the students of the last few
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
from pathlib import Path
from typing import Any, Protocol

import httpx2
import torch
from compare import Students, read_hints
from huggingface_hub import HfApi, snapshot_download
from huggingface_hub.errors import (
    GatedRepoError,
    HfHubHTTPError,
    HFValidationError,
    RepositoryNotFoundError,
    RevisionNotFoundError,
)
from student_cards import Score, StudentCard, read_scores
from transformers import AutoConfig, AutoModelForCausalLM

from socratic.builtin import BASE
from socratic.errors import SocraticError, StudentError
from socratic.formats import Role
from socratic.reasoners import Reasoner
from socratic.students import Student, load_student

__all__ = [
    "BUILT_IN",
    "LEFT_OUT",
    "MAX_BYTES",
    "Choice",
    "Found",
    "Hub",
    "Pick",
    "PublicHub",
    "Shelf",
]

MAX_BYTES = 2_000_000_000
"""What the files of a visitor's students may weigh together; in memory, float32, half-precision files double."""

KEPT_SETS = 2
"""So many visitors' sets stay in memory, the last used ones."""

BUILT_IN = "built-in"
LEFT_OUT = "none"
"""The name of no guide."""

FETCHED = ("*.json", "*.safetensors", "*.txt", "*.jinja")
"""Weights as safetensors, tokenizer, configuration, scores; no pickle and no code."""

_HUB_ID = re.compile(r"[A-Za-z0-9][\w.-]*/[A-Za-z0-9][\w.-]*", re.ASCII)
_MAX_LAYERS = 200

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Pick:
    """A student by name: "" is the page's own, `BUILT_IN` the built-in base, else a Hub id, at `revision` if given."""

    name: str = ""
    revision: str | None = None


@dataclass(frozen=True)
class Choice:
    """The students that a visitor has chosen; without arguments, the page's own.

    `guide` may also be `LEFT_OUT`; the page's own takes part only where one of the others reads hints.
    """

    cot: Pick = Pick()
    decomposer: Pick = Pick()
    solver: Pick = Pick()
    guide: Pick = Pick()

    def picks(self) -> tuple[tuple[Role, Pick], ...]:
        """Each role with its student; the guide comes last."""
        return ("cot", self.cot), ("decomposer", self.decomposer), ("solver", self.solver), ("guide", self.guide)


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


# The shelf.


@dataclass(frozen=True)
class _Set:
    """Loaded students and their scores."""

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
                if role == "guide" and pick.name == BUILT_IN:
                    raise StudentError("the built-in base was taught no hints, so it is no guide")
                if pick.name in ("", BUILT_IN) or (role == "guide" and pick.name == LEFT_OUT):
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
                hint=student.config.hint if role == "guide" or read_hints(student) else "none",
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
        own = dict(_by_role(self._own.students))
        for role, pick in choice.picks():
            if role == "guide" and _is_left_out(pick, own, students):
                continue
            if pick.name == "":
                students[role] = own[role]
                scores[role] = self._own.scores.get(role, ())
            elif pick.name == BUILT_IN:
                students[role], scores[role] = self._base().as_role(role), ()
            else:
                if pick not in loaded:
                    loaded[pick] = self._from_hub(pick)
                student, scores[role] = loaded[pick]
                students[role] = student.as_role(role)
        try:
            return _Set(Students(**students), scores)
        except StudentError as error:  # it names the page's own by their folders
            words = str(error)
            for student in students.values():
                words = words.replace(student.name, _shown(student))
            raise type(error)(words) from error

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


def _is_left_out(guide: Pick, own: dict[Role, Student], others: dict[str, Student]) -> bool:
    """Whether no guide takes part; whether one is missing is for `Students` to say."""
    if guide.name == "":
        return "guide" not in own or not read_hints(others["cot"], others["decomposer"])
    return guide.name == LEFT_OUT


def _by_role(students: Students) -> Iterator[tuple[Role, Student]]:
    yield from (("cot", students.cot), ("decomposer", students.decomposer), ("solver", students.solver))
    if students.guide is not None:
        yield "guide", students.guide


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

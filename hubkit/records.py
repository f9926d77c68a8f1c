"""The JSON records of a folder: what a card, a licence check and the evaluation results are made from.

    student = read_student(Path("students/solver"))          # student.json: role, hint, base model, data set
    training = read_training(Path("students/solver"))        # training.json, None where there is none
    for score in read_scores(Path("students/solver")):       # scores/*.json
        print(score.get("method", str), score.get("accuracy", float))

recipes/sft.py, recipes/score.py and recipes/export.py write them. Whatever a record lacks is a `RecordError` that names
the file, the field and what to do.
"""

import hashlib
import json
import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hubkit.errors import RecordError, Refusal

__all__ = [
    "ASKING",
    "FORMAT_VERSION",
    "HINTED_ROLES",
    "HINTS",
    "ROLES",
    "Record",
    "Student",
    "check_scores",
    "parameters",
    "read_dataset",
    "read_record",
    "read_scores",
    "read_student",
    "read_training",
]

FORMAT_VERSION = 1
"""The text format that the cards describe. `socratic.formats` has the same; a test holds the two together."""

ROLES = ("answer", "cot", "unified", "decomposer", "solver", "guide", "all")
HINTS = ("none", "count", "operators", "equations")
HINTED_ROLES = ("cot", "unified", "decomposer")
"""Roles that read a guide's line when their hint is not `none`."""

ASKING = ("upfront", "interleaved")

_CHUNK_BYTES = 1 << 20
_LONGEST_HEADER = 100_000_000
"""Bytes; safetensors' own limit for its header."""


@dataclass(frozen=True)
class Record:
    """A JSON object with the file that it came from, so that what it lacks can be told."""

    file: Path
    fields: Mapping[str, Any]

    def get(self, path: str, kind: type | tuple[type, ...]) -> Any:
        """The field at a dotted path such as `settings.calculator`. `float` takes whole numbers too, as a number."""
        value: Any = self.fields
        for key in path.split("."):
            if not isinstance(value, dict) or key not in value:
                raise RecordError(f"{self.file}: field {path!r} is missing; run the recipe that writes it again")
            value = value[key]
        kinds = kind if isinstance(kind, tuple) else (kind,)
        if float in kinds:
            kinds = (*kinds, int)
        if not isinstance(value, kinds) or (isinstance(value, bool) and bool not in kinds):
            wanted = " or ".join(each.__name__.replace("NoneType", "null") for each in kinds)
            raise RecordError(f"{self.file}: field {path!r} must be {wanted}, not {value!r}")
        return value

    def records(self, path: str) -> Iterator["Record"]:
        """Each object of the list at `path`, as a record of the same file."""
        for item in self.get(path, list):
            if not isinstance(item, dict):
                raise RecordError(f"{self.file}: field {path!r} must hold objects, not {item!r}")
            yield Record(self.file, item)


@dataclass(frozen=True)
class Student:
    """What `student.json` says: which role a model was taught, in which format, from which base, on which data set."""

    role: str
    hint: str
    asking: str
    base_model: str
    dataset: str
    calculator: bool

    @property
    def reads_hint(self) -> bool:
        """Whether its prompt needs a guide's line."""
        return self.role in HINTED_ROLES and self.hint != "none"

    @property
    def datasets(self) -> tuple[str, ...]:
        """The names in `dataset`: recipes/sft.py joins several by "+"."""
        return tuple(self.dataset.split("+"))


def read_record(file: Path) -> Record:
    """The JSON object in a file; `RecordError` when it is missing or holds anything else."""

    def refuse(constant: str) -> None:
        raise ValueError(f"{constant} is not a number")

    try:
        fields = json.loads(file.read_text(encoding="utf-8"), parse_constant=refuse)
    except FileNotFoundError as error:
        raise RecordError(f"{file}: no such file; run the recipe that writes it") from error
    except (ValueError, OSError) as error:
        raise RecordError(f"{file}: not a JSON record: {error}; run the recipe that writes it again") from error
    if not isinstance(fields, dict):
        raise RecordError(f"{file}: must hold a JSON object, not a {type(fields).__name__}")
    return Record(file, fields)


def read_student(folder: Path) -> Student:
    """`student.json` of a folder; `RecordError` for one that is missing or of another format version."""
    record = read_record(folder / "student.json")
    version = record.get("format_version", int)
    if version != FORMAT_VERSION:
        raise RecordError(
            f"{record.file}: format_version is {version}, and the cards describe {FORMAT_VERSION}; use the version of "
            "hubkit that goes with the library that trained the student"
        )
    for field, known in (("role", ROLES), ("hint", HINTS), ("asking", ASKING)):
        if record.get(field, str) not in known:
            raise RecordError(f"{record.file}: {field} {record.get(field, str)!r} is none of {', '.join(known)}")
    student = Student(
        role=record.get("role", str),
        hint=record.get("hint", str),
        asking=record.get("asking", str),
        base_model=record.get("base_model", str),
        dataset=record.get("dataset", str),
        calculator=record.get("calculator", bool),
    )
    if student.role == "guide" and student.hint == "none":
        raise RecordError(f"{record.file}: a guide must have a hint to write; train it again with --hint")
    return student


def read_training(folder: Path) -> Record | None:
    """`training.json` of a folder, None where there is none."""
    file = folder / "training.json"
    return read_record(file) if file.is_file() else None


def read_scores(folder: Path) -> tuple[Record, ...]:
    """Every finished `scores/*.json` of a folder, by name (`*.run.json` is a run that still goes on)."""
    files = sorted(file for file in (folder / "scores").glob("*.json") if not file.name.endswith(".run.json"))
    return tuple(read_record(file) for file in files)


def check_scores(folder: Path) -> tuple[Refusal, ...]:
    """Scores of a student's folder that are of other weights than those in it, which a card must not show."""
    scores = read_scores(folder)
    if not scores:
        return ()
    digest = hashlib.sha256()  # as recipes/score.py: the shards one after the other
    for file in sorted(folder.glob("model*.safetensors")):
        with file.open("rb") as weights:
            while chunk := weights.read(_CHUNK_BYTES):
                digest.update(chunk)
    return tuple(
        Refusal(
            score.file.relative_to(folder).as_posix(),
            "is a score of other weights than those in this folder",
            "score the student again with recipes/score.py, or move that record away",
        )
        for score in scores
        if digest.hexdigest() not in {student.get("sha256", str) for student in score.records("students")}
    )


def read_dataset(folder: Path) -> Record:
    """`dataset.json` of a folder that recipes/export.py wrote."""
    record = read_record(folder / "dataset.json")
    version = record.get("format_version", int)
    if version != FORMAT_VERSION:
        raise RecordError(f"{record.file}: format_version is {version}, and the cards describe {FORMAT_VERSION}")
    return record


def parameters(folder: Path) -> int | None:
    """The number of weights in a folder's safetensors files, None where there are none (shared weights count once)."""
    files = sorted(folder.glob("model*.safetensors"))
    return sum(map(_parameters, files)) if files else None


def _parameters(file: Path) -> int:
    """From the header: 8 bytes with its length, little-endian, then JSON (safetensors' format description)."""
    with file.open("rb") as stream:
        length = int.from_bytes(stream.read(8), "little")
        if length > _LONGEST_HEADER:
            raise RecordError(f"{file}: not a safetensors file; save the model again")
        try:
            header = json.loads(stream.read(length))
            return sum(math.prod(tensor["shape"]) for name, tensor in header.items() if name != "__metadata__")
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise RecordError(f"{file}: not a safetensors file ({error}); save the model again") from error

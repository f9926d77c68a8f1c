"""Students: a causal language model in a folder or on the Hub, with the `student.json` that says what it was taught.

>>> solver = load_student("students/solver")                        # doctest: +SKIP
>>> solver = load_student("someone/socratic-gpt2-gsm8k-solver", revision="<commit sha>")  # doctest: +SKIP

`student.json` beside the weights:

    {"role": "solver", "hint": "none", "asking": "upfront", "format_version": 1,
     "base_model": "openai-community/gpt2", "dataset": "gsm8k", "calculator": true}

A student of role `all` was taught every role (each role's prompt ends differently); `Student.as_role` picks one.
Only safetensors are loaded and no code from a repository is run.
"""

import dataclasses
import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Literal, Self

import torch
from huggingface_hub import hf_hub_download
from huggingface_hub.errors import EntryNotFoundError, HfHubHTTPError, HFValidationError, LocalEntryNotFoundError
from transformers import AutoModelForCausalLM, AutoTokenizer, PreTrainedModel, PreTrainedTokenizerFast

from socratic.errors import FormatError, PairError, StudentError
from socratic.formats import FORMAT_VERSION, Asking, Hint, Role, StudentFormat

__all__ = [
    "STUDENT_FILE",
    "AnyRole",
    "AnyStudent",
    "Student",
    "StudentConfig",
    "check_guide",
    "check_pair",
    "load_student",
    "load_tokenizer",
    "read_student_config",
]

AnyRole = Literal[Role, "all"]
"""What `student.json` may say: one role, or `all` for a model that was taught every role."""

STUDENT_FILE = "student.json"


@dataclass(frozen=True)
class StudentConfig:
    """What `student.json` says. `calculator` is the default at inference; `base_model` and `dataset` are names."""

    role: AnyRole
    hint: Hint
    asking: Asking
    format_version: int
    base_model: str
    dataset: str
    calculator: bool

    @property
    def format(self) -> StudentFormat:
        """The text format of the student; `FormatError` for role `all`, which has to be told one first (`as_role`)."""
        if self.role == "all":
            raise FormatError("a student of role 'all' must be given one of its roles first: Student.as_role")
        return StudentFormat(self.role, self.hint, self.asking)

    def save(self, folder: str | Path) -> None:
        """Write `student.json` into `folder`."""
        Path(folder, STUDENT_FILE).write_text(json.dumps(asdict(self), indent=2) + "\n", encoding="utf-8")

    @classmethod
    def from_json(cls, record: Any, where: str) -> "StudentConfig":
        """The config in a JSON object; `StudentError` naming `where` and the field for anything else."""
        if not isinstance(record, dict):
            raise StudentError(f"{where}: must hold a JSON object, not {type(record).__name__}")
        types = {"role": str, "hint": str, "asking": str, "format_version": int, "base_model": str, "dataset": str,
                 "calculator": bool}  # fmt: skip
        for field, kind in types.items():
            if field not in record:
                raise StudentError(f"{where}: field {field!r} is missing; train the student again with recipes/sft.py")
            if type(record[field]) is not kind:
                raise StudentError(f"{where}: field {field!r} must be a {kind.__name__}, not {record[field]!r}")
        if unknown := sorted(record.keys() - types.keys()):
            raise StudentError(f"{where}: field {unknown[0]!r} is unknown")
        if record["format_version"] != FORMAT_VERSION:
            raise StudentError(
                f"{where}: format_version is {record['format_version']}, this library speaks {FORMAT_VERSION}; "
                "install the version of socratic-cot that trained the student, or train it again"
            )
        try:
            StudentFormat("cot" if record["role"] == "all" else record["role"], record["hint"], record["asking"])
        except FormatError as error:
            raise StudentError(f"{where}: {error}") from error
        return cls(**record)


@dataclass(frozen=True)
class AnyStudent:
    """A student, wherever it writes. `name` is the folder or Hub id, `revision` the commit that was asked for, if
    any."""

    name: str
    revision: str | None
    config: StudentConfig

    @property
    def format(self) -> StudentFormat:
        """The text format that the student speaks."""
        return self.config.format

    @property
    def context_length(self) -> int:
        """Most tokens, prompt and completion together, that the model was built for."""
        raise NotImplementedError

    def as_role(self, role: Role, hint: Hint = "none", asking: Asking = "upfront") -> Self:
        """This student in one role: any role for a student of role `all`, otherwise only its own."""
        if self.config.role == "all":
            return dataclasses.replace(
                self, config=dataclasses.replace(self.config, role=role, hint=hint, asking=asking)
            )
        if self.config.role != role:
            raise StudentError(f"{self.name} is a {self.config.role}, not a {role}")
        return self


@dataclass(frozen=True)
class Student(AnyStudent):
    """A loaded student."""

    model: PreTrainedModel
    tokenizer: PreTrainedTokenizerFast

    @property
    def context_length(self) -> int:
        """Most tokens, prompt and completion together, that the model was built for."""
        return int(self.model.config.get_text_config().max_position_embeddings)

    @property
    def eos_token_ids(self) -> frozenset[int]:
        """The token ids that end a completion."""
        ids = self.model.generation_config.eos_token_id if self.model.generation_config else None
        if ids is None:
            ids = self.tokenizer.eos_token_id
        return frozenset([ids] if isinstance(ids, int) else ids)


def read_student_config(name: str | Path, revision: str | None = None) -> StudentConfig:
    """The `student.json` of a folder or a Hub repository, without its weights; `StudentError` when there is none."""
    folder = Path(name)
    if folder.is_dir():
        path = folder / STUDENT_FILE
        if not path.is_file():
            raise StudentError(
                f"{folder}: there is no {STUDENT_FILE}, so nothing says which role this model was taught; "
                "give a folder that recipes/sft.py wrote"
            )
    else:
        try:
            path = Path(hf_hub_download(str(name), STUDENT_FILE, revision=revision))
        except HFValidationError as error:
            raise StudentError(f"{name}: neither a folder here nor a Hub id of the form namespace/name") from error
        except LocalEntryNotFoundError as error:
            raise StudentError(
                f"{name}: no such folder here, and the Hub could not be reached; check the path or the network"
            ) from error
        except EntryNotFoundError as error:
            raise StudentError(
                f"{name}: the repository has no {STUDENT_FILE}, so it is not a Socratic CoT student"
            ) from error
        except HfHubHTTPError as error:
            raise StudentError(
                f"{name}: the Hub answered {error.response.status_code}; check the id, the revision and your token"
            ) from error
    try:
        record = json.loads(path.read_text(encoding="utf-8"))
    except (json.JSONDecodeError, UnicodeDecodeError) as error:
        raise StudentError(f"{name}/{STUDENT_FILE}: not JSON: {error}") from error
    return StudentConfig.from_json(record, f"{name}/{STUDENT_FILE}")


def load_student(
    name: str | Path,
    *,
    revision: str | None = None,
    role: Role | None = None,
    device: str = "cpu",
    dtype: torch.dtype = torch.float32,
) -> Student:
    """A student from a folder or the Hub, ready to write.

    `role`, where given, must be the student's own or one of an `all` student's. Raises `StudentError` when the folder
    or repository is not a student, its weights or tokenizer cannot be loaded, or it has no EOS to stop by.
    """
    config = read_student_config(name, revision)
    tokenizer = load_tokenizer(name, revision)
    try:
        model = AutoModelForCausalLM.from_pretrained(name, revision=revision, dtype=dtype, use_safetensors=True)
    except (OSError, ValueError) as error:
        raise StudentError(f"{name}: {str(error).splitlines()[0]}") from error
    model.to(device)  # type: ignore[arg-type]  # transformers wraps torch's method without its types
    student = Student(str(name), revision, config, model.eval(), tokenizer)
    return student if role is None else student.as_role(role)


def load_tokenizer(name: str | Path, revision: str | None = None) -> PreTrainedTokenizerFast:
    """The tokenizer of a student. Raises `StudentError` where there is none that is fast and has an EOS."""
    try:
        tokenizer = AutoTokenizer.from_pretrained(name, revision=revision)
    except (OSError, ValueError) as error:
        raise StudentError(f"{name}: {str(error).splitlines()[0]}") from error
    if not isinstance(tokenizer, PreTrainedTokenizerFast):
        raise StudentError(f"{name}: needs a tokenizer.json (a fast tokenizer)")
    if tokenizer.eos_token_id is None:
        raise StudentError(f"{name}: the tokenizer has no EOS token, so the student could never stop")
    return tokenizer


def check_pair(decomposer: AnyStudent, solver: AnyStudent) -> None:
    """Raise `PairError` unless the two can work on one problem together: right roles, and no solver that was meant for
    another hint (both formats were already checked to be of this library's version when they were loaded). A solver
    reads no hint, so one of hint `none` answers the questions of any decomposer."""
    for student, role in ((decomposer, "decomposer"), (solver, "solver")):
        if student.config.role != role:
            raise PairError(f"{student.name} is a {student.config.role}; a pair needs a {role} there")
    if decomposer.config.format_version != solver.config.format_version:
        raise PairError(
            f"{decomposer.name} speaks format {decomposer.config.format_version}, {solver.name} speaks format "
            f"{solver.config.format_version}; train both with the same version"
        )
    if solver.config.hint not in ("none", decomposer.config.hint):
        raise PairError(
            f"{decomposer.name} was trained for hint {decomposer.config.hint!r}, {solver.name} for hint "
            f"{solver.config.hint!r}; train one of them again with the other's --hint"
        )


def check_guide(guide: AnyStudent, reader: AnyStudent) -> None:
    """Raise `PairError` unless `guide` writes the hint that `reader` was trained to read."""
    if guide.config.role != "guide":
        raise PairError(f"{guide.name} is a {guide.config.role}, not a guide")
    if not reader.format.reads_hint:
        raise PairError(f"{reader.name} was trained without hints (hint 'none'), so it needs no guide")
    if guide.config.hint != reader.config.hint:
        raise PairError(
            f"{guide.name} writes hint {guide.config.hint!r}, but {reader.name} reads hint {reader.config.hint!r}"
        )

"""The students that recipes/score.py is given: loaded or served, each in its role, and what a record says of them.

>>> loader = Loader(device="cpu", dtype="float32")                                         # doctest: +SKIP
>>> solver = loader.load("solver", "students/all", "solver")                               # doctest: +SKIP
>>> decomposer = loader.load("decomposer", "students/all", "decomposer")                   # doctest: +SKIP
>>> solver.model is decomposer.model, [record["role"] for record in loader.records]        # doctest: +SKIP
(True, ['solver', 'decomposer'])
"""

import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

import torch
from huggingface_hub import hf_hub_download
from transformers import AutoConfig, AutoModelForCausalLM

from recipes.records import TRAINING_FILE, read_json, weights_sha256
from recipes.score_options import KEY_VARIABLE
from socratic.compiled import can_compile, compile_pass
from socratic.endpoint import Endpoint, ServedStudent, load_served_student
from socratic.errors import ConfigError, StudentError
from socratic.formats import Asking, Hint, Role
from socratic.packing import can_pack, pack_weights
from socratic.students import STUDENT_FILE, AnyStudent, Student, load_student, read_student_config

__all__ = ["Loader"]


@dataclass
class Loader:
    """Loads students, and keeps in `records` what a score's record says of each, in their order.

    `endpoints` are the URLs of places whose student is served, `models` the names there (default: the student's own).
    A folder or id that fills two places is loaded once. `compile` is whether those who write here do so by compiled
    passes (`socratic.compiled`), and `pack` whether with packed weights (`socratic.packing`).
    """

    device: str
    dtype: str
    endpoints: Mapping[str, str] = field(default_factory=dict)
    models: Mapping[str, str] = field(default_factory=dict)
    compile: bool = False
    pack: bool = False
    records: list[dict[str, Any]] = field(default_factory=list)
    _loaded: dict[str, Student] = field(default_factory=dict)

    def load(
        self, place: str, name: str, role: Role | None, hint: Hint | None = None, asking: Asking | None = None
    ) -> AnyStudent:
        """The student `name` in `role` (None: its own). `hint` and `asking` are for one of role `all`.

        A Hub id is loaded at the commit that it is at now. Records are published, so a folder goes by its own name
        alone, and no endpoint is named. Raises `StudentError` for a student that cannot play the role.
        """
        config = read_student_config(name)
        folder, revision = Path(name), None
        if not folder.is_dir():
            folder = Path(hf_hub_download(name, STUDENT_FILE)).parent
            revision = folder.name  # the Hub's cache has one folder a commit
        if role is None and config.role == "all":
            raise StudentError(f"{name} was taught every role: choose one with --role answer, cot or unified")
        if role == "guide" and config.role == "all" and hint is None:
            raise StudentError(f"{name} was taught every role and every hint: choose one with --hint")
        student = self._student(place, name, revision)
        if revision is None:
            student = replace(student, name=folder.resolve().name)
        own: Any = config.role
        student = student.as_role(role or own, hint or "none", asking or "upfront")
        if asking not in (None, student.config.asking):
            raise StudentError(f"{student.name} asks {student.config.asking}, as it was trained to; leave --asking out")
        training = folder / TRAINING_FILE
        taught = read_json(training) if training.exists() else {}
        record = {
            "role": student.config.role,
            "name": student.name,
            "revision": revision,
            "sha256": weights_sha256(folder),
            "student": asdict(config),
            "parameters": _parameters(student, name, revision),
            "training": _training(taught),
        }
        if isinstance(student, ServedStudent):
            record |= {"served": True, "sha256": None}  # nothing proves which weights are there
        self.records.append(record)
        return student

    def _student(self, place: str, name: str, revision: str | None) -> AnyStudent:
        if url := self.endpoints.get(place):
            endpoint = Endpoint(url, self.models.get(place, name), os.environ.get(KEY_VARIABLE) or None)
            return load_served_student(name, endpoint, revision=revision)
        if name not in self._loaded:
            if self.device.startswith("cuda") and not torch.cuda.is_available():
                raise ConfigError(
                    f"--device {self.device}: this machine has no CUDA device, or this PyTorch cannot use it"
                )
            dtype = getattr(torch, self.dtype)
            self._loaded[name] = student = load_student(name, revision=revision, device=self.device, dtype=dtype)
            if self.pack:
                if not can_pack(student.model):
                    raise ConfigError(
                        "--pack is for float32 students on a CPU, by a torch with oneDNN: leave it out here"
                    )
                pack_weights(student.model)
            if self.compile:
                if not can_compile(student.model):
                    raise ConfigError(
                        "--compile takes a C++ compiler, such as Debian's g++, or a GPU: leave it out here"
                    )
                compile_pass(student.model, batches=True)
        return self._loaded[name]


def _parameters(student: AnyStudent, name: str, revision: str | None) -> int:
    """How many weights a student has, tied ones once."""
    if isinstance(student, Student):
        return int(student.model.num_parameters())
    config = AutoConfig.from_pretrained(name, revision=revision)
    with torch.device("meta"):  # shapes without memory
        model = AutoModelForCausalLM.from_config(config)
    model.tie_weights()
    return int(model.num_parameters())


def _training(taught: Mapping[str, Any]) -> dict[str, Any]:
    """Seed and tokens of a training record; the tokens of the stages before the last too (recipes/base.py)."""
    facts = {key: taught[key] for key in ("seed", "tokens") if key in taught}
    if "tokens" in facts:
        facts["tokens"] += sum(stage["tokens"] for stage in taught.get("earlier_stages", []))
    return facts

"""hub.toml: what this project publishes, where, and from which folder.

    namespace = "someone"                      # a user or an organisation; --namespace goes before it
    collection = "Socratic CoT on GSM8K"       # optional: one collection over everything below

    [models.solver]                            # "solver" is the name on the command line: hubkit push solver
    folder = "students/gsm8k/solver"           # relative to hub.toml
    repo = "socratic-gpt2-gsm8k-solver"        # without the namespace
    license = "mit"
    decomposer = "decomposer"                  # of a solver: the model that asks its questions; the card shows the pair

    [models.decomposer]
    folder = "students/gsm8k/decomposer"
    repo = "socratic-gpt2-gsm8k-decomposer"
    license = "mit"

    [datasets.problems]
    folder = "data/gsm8k"                      # recipes/export.py writes such a folder
    repo = "socratic-gsm8k"
    license = "mit"

    [spaces.demo]
    folder = "space"
    repo = "socratic-cot"
    license = "apache-2.0"
    packages = ["socratic"]                    # Python packages copied in beside app.py
    variables = { SOCRATIC_DECOMPOSER = "decomposer", SOCRATIC_SOLVER = "solver" }    # becomes "<id>@<commit sha>"

Every entry may also have `private` (default false), `card` (a Jinja template; default: the one of its kind), `tags`
(added to the card's), `include` and `exclude` (patterns of files; a file that matches neither is refused). Unknown keys
fail.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from huggingface_hub.errors import HFValidationError
from huggingface_hub.utils import validate_repo_id

from hubkit.errors import ManifestError

__all__ = [
    "DEFAULT_EXCLUDE",
    "DEFAULT_INCLUDE",
    "MANIFEST_FILE",
    "Artefact",
    "Kind",
    "Manifest",
    "load_manifest",
]

MANIFEST_FILE = "hub.toml"

Kind = Literal["model", "dataset", "space"]
"""As huggingface_hub's `repo_type`."""

_TABLES: dict[str, Kind] = {"models": "model", "datasets": "dataset", "spaces": "space"}

DEFAULT_INCLUDE: dict[Kind, tuple[str, ...]] = {
    "model": (
        "README.md",
        "LICENSE*",
        "NOTICE*",
        "config.json",
        "generation_config.json",
        "model*.safetensors",
        "model.safetensors.index.json",
        "adapter_config.json",
        "adapter_model.safetensors",
        "tokenizer.json",
        "tokenizer.model",
        "tokenizer_config.json",
        "special_tokens_map.json",
        "added_tokens.json",
        "vocab.json",
        "merges.txt",
        "chat_template.jinja",
        "student.json",
        "training.json",
        "scores/*.json",
        "scores/*.jsonl",
    ),
    "dataset": ("README.md", "LICENSE*", "NOTICE*", "dataset.json", "*.parquet"),
    "space": (
        "README.md",
        "LICENSE*",
        "requirements.txt",
        "packages.txt",
        "*.py",
        "*.css",
        "*.js",
        "*.json",
        "*.jsonl",
        "*.csv",
        "*.svg",
        "*.png",
        "*.safetensors",
        "py.typed",
    ),
}
"""Patterns of what is sent, as `fnmatch` reads them over the posix path, where `*` also matches `/`."""

DEFAULT_EXCLUDE: dict[Kind, tuple[str, ...]] = {
    "model": ("checkpoint-*/*", "run.json", "scores/*.run.json", "runs/*", ".cache/*"),
    "dataset": (".cache/*",),
    "space": ("__pycache__/*", "*/__pycache__/*", ".gradio/*", ".cache/*"),
}
"""Patterns of what stays behind without a word of refusal: what training and running leave in a folder."""


@dataclass(frozen=True)
class Artefact:
    """One thing to publish. `folder` and `card` are absolute paths (`card` None: the template of its kind), `repo_id`
    is "namespace/name"; `decomposer`, `packages` and `variables` are described in the module's text."""

    name: str
    kind: Kind
    folder: Path
    repo_id: str
    license: str
    private: bool = False
    card: Path | None = None
    tags: tuple[str, ...] = ()
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    decomposer: str | None = None
    packages: tuple[Path, ...] = ()
    variables: Mapping[str, str] = field(default_factory=dict)

    @property
    def url_path(self) -> str:
        """The repository's path under the endpoint, as the Hub writes it."""
        return self.repo_id if self.kind == "model" else f"{self.kind}s/{self.repo_id}"


@dataclass(frozen=True)
class Manifest:
    """What hub.toml says. `artefacts` by name, in the order in which they are pushed: data sets, then models (a
    decomposer before its solver), then Spaces. `root` is the folder of hub.toml."""

    root: Path
    namespace: str
    artefacts: Mapping[str, Artefact]
    collection: str | None = None

    def select(self, names: tuple[str, ...]) -> tuple[Artefact, ...]:
        """The named artefacts (all when none is named), in the order of pushing; `ManifestError` for an unknown one."""
        for name in names:
            if name not in self.artefacts:
                raise ManifestError(
                    f"{self.root / MANIFEST_FILE}: nothing is named {name!r}; it has {', '.join(self.artefacts)}"
                )
        return tuple(artefact for name, artefact in self.artefacts.items() if not names or name in names)


def load_manifest(path: str | Path = MANIFEST_FILE, namespace: str | None = None) -> Manifest:
    """Read a hub.toml (or the one in a folder); `namespace` goes before the one in it.

    Raises `ManifestError` naming the file and the field for anything that is missing, unknown, of the wrong type or
    that names what is not there.
    """
    file = Path(path)
    if file.is_dir():
        file /= MANIFEST_FILE
    if not file.is_file():
        raise ManifestError(f"{file}: no such file; write one with: hubkit init")
    try:
        table = tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ManifestError(f"{file}: not TOML: {error}") from error
    return _Reader(file).manifest(table, namespace)


@dataclass(frozen=True)
class _Reader:
    file: Path

    def manifest(self, table: dict[str, Any], namespace: str | None) -> Manifest:
        self._known(table, {"namespace", "collection", *_TABLES}, "")
        namespace = namespace or self._text(table, "namespace", "")
        collection = self._text(table, "collection", "") if "collection" in table else None
        artefacts: dict[str, Artefact] = {}
        for plural, kind in _TABLES.items():
            entries = table.get(plural, {})
            if not isinstance(entries, dict):
                raise self._error(plural, "must be tables such as [models.solver]")
            for name, entry in entries.items():
                where = f"{plural}.{name}"
                if not isinstance(entry, dict):
                    raise self._error(where, "must be a table")
                if name in artefacts:
                    raise self._error(where, "this name is taken; names are unique over models, datasets and spaces")
                artefacts[name] = self._artefact(name, kind, entry, namespace, where)
        if not artefacts:
            raise ManifestError(f"{self.file}: names nothing to publish; add a table such as [models.solver]")
        self._check_references(artefacts)
        ordered = sorted(
            artefacts.values(), key=lambda a: (("dataset", "model", "space").index(a.kind), a.decomposer is not None)
        )
        return Manifest(
            self.file.parent.resolve(), namespace, {artefact.name: artefact for artefact in ordered}, collection
        )

    def _artefact(self, name: str, kind: Kind, entry: dict[str, Any], namespace: str, where: str) -> Artefact:
        own = {"model": {"decomposer"}, "dataset": set(), "space": {"packages", "variables"}}[kind]
        common = {"folder", "repo", "license", "private", "card", "tags", "include", "exclude"}
        self._known(entry, common | own, where)
        repo_id = f"{namespace}/{self._text(entry, 'repo', where)}"
        try:
            validate_repo_id(repo_id)
        except HFValidationError as error:
            raise self._error(f"{where}.repo", str(error)) from error
        private = entry.get("private", False)
        if not isinstance(private, bool):
            raise self._error(f"{where}.private", "must be true or false")
        variables = entry.get("variables", {})
        if not isinstance(variables, dict) or not all(isinstance(value, str) for value in variables.values()):
            raise self._error(f"{where}.variables", "must be a table of names of models")
        root = self.file.parent.resolve()
        return Artefact(
            name=name,
            kind=kind,
            folder=root / self._text(entry, "folder", where),
            repo_id=repo_id,
            license=self._text(entry, "license", where),
            private=private,
            card=root / self._text(entry, "card", where) if "card" in entry else None,
            tags=self._texts(entry, "tags", where),
            include=self._texts(entry, "include", where) if "include" in entry else DEFAULT_INCLUDE[kind],
            exclude=self._texts(entry, "exclude", where) if "exclude" in entry else DEFAULT_EXCLUDE[kind],
            decomposer=self._text(entry, "decomposer", where) if "decomposer" in entry else None,
            packages=tuple(root / package for package in self._texts(entry, "packages", where)),
            variables=variables,
        )

    def _check_references(self, artefacts: dict[str, Artefact]) -> None:
        repositories: dict[tuple[Kind, str], str] = {}
        for name, artefact in artefacts.items():
            where = f"{artefact.kind}s.{name}"
            other = repositories.setdefault((artefact.kind, artefact.repo_id), name)
            if other != name:
                raise self._error(f"{where}.repo", f"{artefact.repo_id} is the repository of {other!r} already")
            references = {"decomposer": artefact.decomposer} if artefact.decomposer else {}
            references |= {f"variables.{key}": value for key, value in artefact.variables.items()}
            for key, reference in references.items():
                if reference not in artefacts or artefacts[reference].kind != "model":
                    raise self._error(f"{where}.{key}", f"there is no [models.{reference}]")
                if reference == name:
                    raise self._error(f"{where}.{key}", "a model cannot be its own decomposer")
                if key == "decomposer" and artefacts[reference].decomposer is not None:
                    raise self._error(f"{where}.{key}", f"{reference!r} names a decomposer itself, so it is a solver")

    def _known(self, table: dict[str, Any], known: set[str], where: str) -> None:
        if unknown := sorted(table.keys() - known):
            key = f"{where}.{unknown[0]}".removeprefix(".")
            raise self._error(key, f"is unknown; known are {', '.join(sorted(known))}")

    def _text(self, table: dict[str, Any], key: str, where: str) -> str:
        name = f"{where}.{key}".removeprefix(".")
        if key not in table:
            raise self._error(name, "is missing")
        value = table[key]
        if not isinstance(value, str) or not value.strip():
            raise self._error(name, f"must be a text, not {value!r}")
        return value

    def _texts(self, table: dict[str, Any], key: str, where: str) -> tuple[str, ...]:
        value = table.get(key, [])
        if not isinstance(value, list) or not all(isinstance(item, str) and item for item in value):
            raise self._error(f"{where}.{key}", "must be a list of texts")
        return tuple(value)

    def _error(self, where: str, what: str) -> ManifestError:
        return ManifestError(f"{self.file}: {where}: {what}")

"""The rooms and their arrows: who may import whom, read from the import statements, and what each module offers.

    socratic   nothing of ours; torch, transformers (tokenizers), huggingface_hub, safetensors; datasets in functions
    recipes    socratic
    hubkit     nothing of ours
    space      socratic

"Nothing of ours" leaves a room its own modules. `tests` is imported by no room.
"""

import ast
import importlib
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
OURS = {"socratic", "recipes", "hubkit", "space", "tests"}


@dataclass(frozen=True)
class Room:
    """What the modules of a room may import: other rooms, and third-party packages (None: any)."""

    rooms: frozenset[str] = frozenset()
    packages: frozenset[str] | None = None
    packages_in_functions: frozenset[str] = frozenset()


ROOMS = {
    "socratic": Room(
        packages=frozenset({"torch", "transformers", "tokenizers", "huggingface_hub", "safetensors"}),
        packages_in_functions=frozenset({"datasets"}),
    ),
    "recipes": Room(rooms=frozenset({"socratic"})),
    "hubkit": Room(),
    "space": Room(rooms=frozenset({"socratic"})),
}


def imports(tree: ast.AST, package: list[str], lazy: bool = False) -> Iterator[tuple[int, str, bool]]:
    """(line, absolute dotted name, inside a function) of each import; `package` is the module's own, for `from .`."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield node.lineno, alias.name, lazy
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + 1] if node.level else []
            yield node.lineno, ".".join([*above, *([node.module] if node.module else [])]), lazy
        inside = isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
        yield from imports(node, package, lazy or inside)


def broken_arrows(root: Path) -> list[str]:
    """Each import under `root` that its room may not make, as `file:line: room may not import name`."""
    found = []
    for name, room in ROOMS.items():
        for file in sorted((root / name).rglob("*.py")):
            path = file.relative_to(root)
            for line, imported, lazy in imports(ast.parse(file.read_text("utf-8")), list(path.parts[:-1])):
                top = imported.split(".")[0]
                if top in OURS:
                    allowed = top == name or top in room.rooms
                elif room.packages is None or top in sys.stdlib_module_names:
                    allowed = True
                else:
                    allowed = top in room.packages or (lazy and top in room.packages_in_functions)
                if not allowed:
                    found.append(f"{path.as_posix()}:{line}: {name} may not import {imported}")
    return found


def test_no_arrow_points_back():
    assert broken_arrows(ROOT) == []


def test_there_are_rooms_to_check():
    assert {room for room in ROOMS if list((ROOT / room).rglob("*.py"))} >= {"socratic", "recipes", "space"}


@pytest.mark.parametrize(
    ("file", "source", "broken"),
    [
        ("socratic/a.py", "import json\nfrom torch import nn\nimport socratic.b\nfrom .b import c", []),
        ("socratic/a.py", "import recipes", ["1: socratic may not import recipes"]),
        ("socratic/a.py", "import os, recipes.sft", ["1: socratic may not import recipes.sft"]),
        ("socratic/sub/a.py", "def f():\n    from space.app import g", ["2: socratic may not import space.app"]),
        ("socratic/a.py", "from hubkit import plan", ["1: socratic may not import hubkit"]),
        ("socratic/a.py", "if True:\n    import tests.x", ["2: socratic may not import tests.x"]),
        ("socratic/a.py", "import datasets", ["1: socratic may not import datasets"]),
        ("socratic/a.py", "class A:\n    import datasets", ["2: socratic may not import datasets"]),
        ("socratic/a.py", "def f():\n    import datasets", []),
        ("socratic/a.py", "def f():\n    import trl", ["2: socratic may not import trl"]),
        ("socratic/sub/a.py", "from .. import b\nfrom ..c import d", []),
        ("recipes/a.py", "import trl\nfrom socratic.problem import Problem\nimport recipes.b", []),
        ("recipes/a.py", "from space import app", ["1: recipes may not import space"]),
        ("recipes/a.py", "import hubkit.cli", ["1: recipes may not import hubkit.cli"]),
        ("hubkit/a.py", "import httpx2\nfrom hubkit.plan import b", []),
        ("hubkit/a.py", "from socratic import problem", ["1: hubkit may not import socratic"]),
        ("space/a.py", "import gradio\nimport socratic.reasoners", []),
        ("space/a.py", "async def f():\n    import recipes.score", ["2: space may not import recipes.score"]),
    ],
)
def test_the_check_finds_planted_imports(tmp_path, file, source, broken):
    path = tmp_path / file
    path.parent.mkdir(parents=True)
    path.write_text(source, "utf-8")
    assert broken_arrows(tmp_path) == [f"{file}:{line}" for line in broken]


# What each module offers.


def module_name(file: Path) -> str:
    parts = file.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


LIBRARY = sorted(file for file in (ROOT / "socratic").rglob("*.py") if file.read_text("utf-8").strip())


def exported(tree: ast.Module) -> list[str]:
    """The literal `__all__` of a module."""
    for node in tree.body:
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__":
            return [str(name) for name in ast.literal_eval(node.value)]
    raise AssertionError("no __all__")


def as_ruff_sorts(name: str) -> tuple[bool, bool, str]:
    """The order of ruff's RUF022: CONSTANTS, then Classes, then functions."""
    return not name.isupper(), not name[0].isupper(), name


def unlisted(tree: ast.Module) -> list[str]:
    """The public functions and classes of a module that its `__all__` leaves out."""
    kinds = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef
    names = [node.name for node in tree.body if isinstance(node, kinds) and not node.name.startswith("_")]
    return [name for name in names if name not in exported(tree)]


@pytest.mark.parametrize("file", LIBRARY, ids=module_name)
def test_all_is_sorted_complete_and_importable(file):
    tree = ast.parse(file.read_text("utf-8"))
    names = exported(tree)
    assert names == sorted(set(names), key=as_ruff_sorts)
    assert unlisted(tree) == []
    module = importlib.import_module(module_name(file))
    assert [name for name in names if name not in vars(module)] == []


@pytest.mark.parametrize(
    ("source", "missing"),
    [
        ("__all__ = ['A', 'b']\nclass A: ...\ndef b(): ...\ndef _c(): ...", []),
        ("__all__ = ['A']\nclass A: ...\ndef b(): ...\nasync def c(): ...", ["b", "c"]),
    ],
)
def test_unlisted_names_are_found(source, missing):
    assert unlisted(ast.parse(source)) == missing


def private_uses(root: Path) -> list[str]:
    """Each name that a room imports from a module of `socratic` whose `__all__` does not list it."""
    listed = {
        ".".join(file.relative_to(root).with_suffix("").parts): set(exported(ast.parse(file.read_text("utf-8"))))
        for file in sorted((root / "socratic").rglob("*.py"))
        if file.name != "__init__.py"
    }
    found = []
    for folder in ROOMS:
        for file in sorted((root / folder).rglob("*.py")):
            for node in ast.walk(ast.parse(file.read_text("utf-8"))):
                if isinstance(node, ast.ImportFrom) and node.module in listed:
                    for alias in node.names:
                        if alias.name not in listed[node.module]:
                            path = file.relative_to(root).as_posix()
                            found.append(f"{path}:{node.lineno}: {alias.name} is not in {node.module}.__all__")
    return found


def test_only_offered_names_are_imported():
    assert private_uses(ROOT) == []


def test_uses_of_private_names_are_found(tmp_path):
    for file, source in {
        "socratic/a.py": "__all__ = ['b']\nb = c = 1",
        "space/app.py": "from socratic.a import b, c\nfrom socratic import a",
    }.items():
        (tmp_path / file).parent.mkdir()
        (tmp_path / file).write_text(source, "utf-8")
    assert private_uses(tmp_path) == ["space/app.py:1: c is not in socratic.a.__all__"]

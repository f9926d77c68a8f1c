"""The metrics of recipes/metrics as folders that can be published as Spaces, each on its own.

    python -m recipes.metric_spaces --namespace someone --output_dir spaces
    hf upload --repo-type space someone/answer_accuracy spaces/answer_accuracy

`evaluate.load("someone/answer_accuracy")` fetches from a Space the file of that name and the files beside it that it
imports by a leading dot, and nothing that only those import (evaluate 0.4.6, `loading.get_imports`). So each folder
gets copies of this repository's modules that its metric needs, flat and with relative imports, and the metric imports
all of them. Their names keep the package (`socratic_statistics.py`): in a Space the folder is on the path before the
standard library. There is no second implementation: the copies are made for publishing, the checkout has one of each.
"""

import argparse
import ast
import re
import shutil
from collections.abc import Sequence
from pathlib import Path

__all__ = ["main", "write_space"]

_METRICS = Path(__file__).parent / "metrics"
_ROOT = Path(__file__).parent.parent
_OURS = re.compile(r"^from (recipes|socratic)\.(\w+) import ", re.MULTILINE)
_FROM_COMMENT = re.compile(r"  # From: .*$", re.MULTILINE)
_FILES = ("README.md", "requirements.txt", "example.json")


def write_space(name: str, namespace: str, folder: Path) -> None:
    """Write the Space of one metric into `folder`, which is made anew."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    source = _METRICS / name / f"{name}.py"
    text = source.read_text("utf-8")
    needed = _needed(source)
    for path in needed:
        (folder / f"{_flat(path)}.py").write_text(_relative(path.read_text("utf-8")), "utf-8")
    rest = [_flat(path) for path in needed if path not in _imports(source)]
    text = _relative(text)
    if rest:
        lines = [f"from .{module} import __doc__ as _{module}" for module in rest]
        head, mark, tail = text.partition("\n_CITATION")
        text = "\n".join([head.rstrip("\n"), "", "# evaluate fetches only the files that this one imports.", *lines])
        text += f"\n{mark}{tail}"
    (folder / f"{name}.py").write_text(_published(text, namespace), "utf-8")
    for file in _FILES:
        (folder / file).write_text(_published((_METRICS / name / file).read_text("utf-8"), namespace), "utf-8")
    shutil.copyfile(_METRICS / "app.py", folder / "app.py")


def _published(text: str, namespace: str) -> str:
    return text.replace("recipes/metrics/", f"{namespace}/")


def _relative(text: str) -> str:
    """With imports of our modules by a leading dot. A comment behind such an import would be taken for an address."""
    return _FROM_COMMENT.sub("", _OURS.sub(r"from .\1_\2 import ", text))


def _flat(path: Path) -> str:
    return f"{path.parent.name}_{path.stem}"


def _imports(file: Path) -> list[Path]:
    """The modules of this repository that a file imports."""
    found = []
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith(("recipes.", "socratic.")):
            found.append(_ROOT.joinpath(*str(node.module).split(".")).with_suffix(".py"))
    return found


def _needed(file: Path) -> list[Path]:
    """The modules that it imports, and that those import, each once, in order of their names."""
    found: set[Path] = set()
    waiting = _imports(file)
    while waiting:
        path = waiting.pop()
        if path not in found:
            found.add(path)
            waiting += _imports(path)
    return sorted(found)


def main(arguments: Sequence[str] | None = None) -> None:
    """Write every metric's Space."""
    parser = argparse.ArgumentParser(
        prog="metric_spaces.py", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--namespace", required=True, help="the user or organisation that will publish them")
    parser.add_argument("--output_dir", type=Path, required=True, metavar="DIR", help="a folder in it for each metric")
    options = parser.parse_args(arguments)
    for folder in sorted(path for path in _METRICS.iterdir() if (path / "example.json").exists()):
        write_space(folder.name, options.namespace, options.output_dir / folder.name)
        print(options.output_dir / folder.name)


if __name__ == "__main__":
    main()

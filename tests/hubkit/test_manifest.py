"""hub.toml: what it may say, and what is said about what it may not."""

from pathlib import Path

import pytest

from hubkit.errors import ManifestError
from hubkit.manifest import load_manifest

GOOD = """\
namespace = "someone"
[spaces.demo]
folder = "space"
repo = "socratic-cot"
license = "apache-2.0"
packages = ["socratic"]
variables = { SOCRATIC_SOLVER = "solver" }
[models.solver]
folder = "students/solver"
repo = "socratic-solver"
license = "mit"
decomposer = "decomposer"
[models.decomposer]
folder = "students/decomposer"
repo = "socratic-decomposer"
license = "mit"
private = true
tags = ["math"]
[datasets.problems]
folder = "data"
repo = "socratic-data"
license = "mit"
"""


def write(folder: Path, text: str) -> Path:
    file = folder / "hub.toml"
    file.write_text(text)
    return file


def test_artefacts_come_in_the_order_of_pushing(tmp_path: Path) -> None:
    manifest = load_manifest(write(tmp_path, GOOD))
    assert list(manifest.artefacts) == ["problems", "decomposer", "solver", "demo"]
    assert [artefact.name for artefact in manifest.select(("demo", "problems"))] == ["problems", "demo"]


def test_paths_are_relative_to_the_file_and_names_to_the_namespace(tmp_path: Path) -> None:
    manifest = load_manifest(write(tmp_path, GOOD), namespace="acme")
    solver = manifest.artefacts["solver"]
    assert solver.folder == tmp_path.resolve() / "students" / "solver"
    assert solver.repo_id == "acme/socratic-solver"
    assert manifest.artefacts["demo"].url_path == "spaces/acme/socratic-cot"
    assert manifest.artefacts["decomposer"].private
    assert manifest.artefacts["decomposer"].tags == ("math",)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('namespace = "someone"', "", "namespace: is missing"),
        ('namespace = "someone"', 'namespace = "someone"\nspeed = 3', "speed: is unknown"),
        ('license = "mit"\ndecomposer', "decomposer", "models.solver.license: is missing"),
        ('folder = "data"', "folder = 3", "datasets.problems.folder: must be a text"),
        ('folder = "data"', 'folder = "data"\npackages = ["x"]', "datasets.problems.packages: is unknown"),
        ('decomposer = "decomposer"', 'decomposer = "nobody"', "models.solver.decomposer: there is no [models.nobody]"),
        ('decomposer = "decomposer"', 'decomposer = "solver"', "cannot be its own decomposer"),
        ('SOCRATIC_SOLVER = "solver"', 'SOCRATIC_SOLVER = "problems"', "variables.SOCRATIC_SOLVER: there is no"),
        ("private = true", 'private = "yes"', "models.decomposer.private: must be true or false"),
        ('tags = ["math"]', 'tags = "math"', "models.decomposer.tags: must be a list of texts"),
        ('repo = "socratic-data"', 'repo = "a b"', "datasets.problems.repo: "),
        ('repo = "socratic-decomposer"', 'repo = "socratic-solver"', "is the repository of"),
        ("[datasets.problems]", "[datasets.solver]", "this name is taken"),
        ("[datasets.problems]", "[[datasets.problems]]", "datasets.problems: must be a table"),
        ('namespace = "someone"', "namespace = ", "not TOML"),
    ],
)
def test_what_is_wrong_is_named(tmp_path: Path, old: str, new: str, message: str) -> None:
    assert old in GOOD
    with pytest.raises(ManifestError, match=r"hub\.toml: ") as caught:
        load_manifest(write(tmp_path, GOOD.replace(old, new, 1)))
    assert message in str(caught.value)


def test_without_a_file_init_is_named(tmp_path: Path) -> None:
    with pytest.raises(ManifestError, match="hubkit init"):
        load_manifest(tmp_path)


def test_nothing_to_publish_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ManifestError, match="names nothing to publish"):
        load_manifest(write(tmp_path, 'namespace = "someone"'))


def test_an_unknown_name_lists_the_known(tmp_path: Path) -> None:
    with pytest.raises(ManifestError, match="'nobody'; it has problems, decomposer, solver, demo"):
        load_manifest(write(tmp_path, GOOD)).select(("nobody",))

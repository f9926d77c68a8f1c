"""recipes/metric_spaces.py: each metric on its own, by path and from a Hub, where nothing of this repository is."""

import functools
import http.server
import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import gradio as gr
import pytest
import yaml

from recipes.metric_spaces import main
from recipes.metrics.app import build

ROOT = Path(__file__).resolve().parents[2]
METRICS = ROOT / "recipes" / "metrics"
NAMES = ("answer_accuracy", "decomposition", "paired_comparison", "step_accuracy")

ALONE = """
import json, sys
sys.modules["socratic"] = sys.modules["recipes"] = None  # importing one of them fails
import evaluate
found = {path: evaluate.load(path).compute(**inputs) for path, inputs in json.loads(sys.argv[1]).items()}
print(json.dumps(found))
"""


@pytest.fixture(scope="module")
def spaces(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("spaces")
    main(["--namespace", "someone", "--output_dir", str(folder)])
    return folder


def example(name: str) -> dict[str, Any]:
    return json.loads((METRICS / name / "example.json").read_text("utf-8"))["inputs"]  # type: ignore[no-any-return]


def alone(names: dict[str, str], folder: Path, **variables: str) -> Any:
    """What the modules at some paths, of these names, say of their examples, in a process that has nothing of this
    repository."""
    inputs = json.dumps({path: example(name) for path, name in names.items()})
    environment = {**os.environ, "HF_HOME": str(folder / "home"), **variables}
    ended = subprocess.run(
        [sys.executable, "-c", ALONE, inputs], cwd=folder, env=environment, capture_output=True, text=True, timeout=200
    )
    assert ended.returncode == 0, ended.stderr
    return json.loads(ended.stdout.splitlines()[-1])


def here(name: str) -> Any:
    import evaluate

    return evaluate.load(str(METRICS / name)).compute(**example(name))


def test_spaces_need_nothing_of_this_repository(spaces: Path, tmp_path: Path) -> None:
    paths = {str(spaces / name): name for name in NAMES}
    assert alone(paths, tmp_path) == {path: here(name) for path, name in paths.items()}


class SpaceFiles(http.server.SimpleHTTPRequestHandler):
    """A Hub's /spaces/<namespace>/<name>/resolve/main/<file>, and nothing else."""

    def translate_path(self, path: str) -> str:
        start, namespace, name, resolve, revision, file = [*path.strip("/").split("/"), *[""] * 6][:6]
        known = (start, namespace, resolve, revision) == ("spaces", "someone", "resolve", "main")
        return super().translate_path(f"/{name}/{file}" if known else "/none")

    def log_message(self, format: str, *args: Any) -> None:
        pass


@pytest.fixture
def hub(spaces: Path) -> Iterator[str]:
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(SpaceFiles, directory=str(spaces)))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def test_spaces_are_loaded_from_a_hub(hub: str, tmp_path: Path) -> None:
    ids = {f"someone/{name}": name for name in NAMES}
    found = alone(ids, tmp_path, HF_ENDPOINT=hub, HF_HUB_OFFLINE="0", HF_UPDATE_DOWNLOAD_COUNTS="0")
    assert found == {path: here(name) for path, name in ids.items()}


@pytest.mark.parametrize("name", NAMES)
def test_spaces_have_what_such_spaces_have(spaces: Path, name: str) -> None:
    files = {path.name for path in (spaces / name).iterdir()}
    assert {"README.md", "requirements.txt", "app.py", "example.json", f"{name}.py"} <= files
    assert [file for file in files if file.split(".")[0] in sys.stdlib_module_names] == []
    card = (spaces / name / "README.md").read_text("utf-8")
    front = yaml.safe_load(card.split("---\n")[1])
    assert (front["sdk"], front["app_file"], front["license"]) == ("gradio", "app.py", "apache-2.0")
    assert (
        front["sdk_version"]
        == yaml.safe_load((ROOT / "space" / "README.md").read_text("utf-8").split("---\n")[1])["sdk_version"]
    )
    assert front["tags"] == ["evaluate", "comparison" if name == "paired_comparison" else "metric"]
    assert f'evaluate.load("someone/{name}")' in card
    text = (spaces / name / f"{name}.py").read_text("utf-8")
    assert f'evaluate.load("someone/{name}")' in text
    assert "From:" not in text


def test_writing_again_leaves_nothing_old(spaces: Path) -> None:
    (spaces / "decomposition" / "old.py").write_text("", "utf-8")
    main(["--namespace", "other", "--output_dir", str(spaces)])
    assert not (spaces / "decomposition" / "old.py").exists()
    assert 'evaluate.load("other/decomposition")' in (spaces / "decomposition" / "README.md").read_text("utf-8")
    main(["--namespace", "someone", "--output_dir", str(spaces)])


@pytest.mark.parametrize("name", NAMES)
def test_the_page_answers_its_example(name: str) -> None:
    page = build(METRICS / name)
    assert page.fn(json.dumps(example(name))) == here(name)


@pytest.mark.parametrize("inputs", ["{", "[]", '{"predictions": ["1"], "references": ["many"]}', '{"x": 1}'])
def test_the_page_says_what_is_wrong_with_inputs(inputs: str) -> None:
    page = build(METRICS / "answer_accuracy")
    with pytest.raises(gr.Error):
        page.fn(inputs)
    assert page.fn('{"predictions": ["1"], "references": ["1"]}')["accuracy"] == 1

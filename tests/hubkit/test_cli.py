"""The command as a person or a script meets it."""

import json
import os
import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from hubkit.cli import main
from hubkit.manifest import load_manifest
from hubkit.testing import Fault, LoopbackHub, client_environment
from tests.hubkit.conftest import Project

COMMANDS = ("init", "plan", "push", "verify", "pull", "rollback", "status", "doctor", "serve", "card")
REPO = "alice/socratic-tiny-tests-decomposer"


@pytest.fixture
def published(start: Callable[..., Project], capsys: pytest.CaptureFixture[str]) -> Project:
    """A project whose decomposer is on the Hub."""
    project = start()
    assert project.hubkit("push", "decomposer", "--yes") == 0
    capsys.readouterr()
    return project


@pytest.mark.parametrize("command", COMMANDS)
def test_help_teaches_each_command(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([command, "--help"]) == 0
    text = capsys.readouterr().out
    assert f"hubkit {command}" in text
    assert len(text.splitlines()) > 8


def test_help_starts_without_slow_imports() -> None:
    code = """
import sys
from hubkit.cli import main
main(["--help"])
print(sorted({"torch", "transformers", "gradio"} & set(sys.modules)))
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"
    for command in COMMANDS:
        assert re.search(rf"^\s*{command}\s", done.stdout, re.MULTILINE)


@pytest.mark.parametrize("arguments", [["push", "--nothing"], ["rollback"], ["plan", "--format", "yaml"]])
def test_wrong_usage_is_status_2(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(arguments) == 2
    assert "Traceback" not in capsys.readouterr().err


@pytest.mark.parametrize(
    "arguments",
    [
        ["plan"],
        ["push", "--yes", "--wait", "0"],
        ["verify"],
        ["verify", "--quick"],
        ["pull"],
        ["status"],
        ["doctor"],
        ["card", "render"],
        ["card", "show", "decomposer"],
        ["card", "lint"],
        ["rollback", "decomposer", "--yes"],
    ],
    ids=" ".join,
)
def test_json_is_the_only_thing_on_stdout(
    published: Project, arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert published.hubkit(*arguments, "--format", "json") == 0
    assert json.loads(capsys.readouterr().out) is not None


def test_an_error_as_json(published: Project, capsys: pytest.CaptureFixture[str]) -> None:
    assert published.hubkit("verify", "nobody", "--format", "json") == 1
    shown = capsys.readouterr()
    record = json.loads(shown.out)["error"]
    assert record["type"] == "ManifestError"
    assert record["message"] in shown.err


def test_a_bug_is_one_line_unless_asked_for(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(path: object) -> None:
        raise ZeroDivisionError("by the test")

    monkeypatch.setattr("hubkit.cli_open.load_lock", broken)
    assert main(["verify"]) == 1
    assert "this is a bug of hubkit (ZeroDivisionError: by the test)" in capsys.readouterr().err
    monkeypatch.setenv("HUBKIT_DEBUG", "1")
    with pytest.raises(ZeroDivisionError):
        main(["verify"])


# ----- init


def test_init_writes_a_manifest_that_can_be_pushed(
    start: Callable[..., Project], capsys: pytest.CaptureFixture[str]
) -> None:
    project = start()
    (project.root / "hub.toml").unlink()
    folders = [str(project.root / name) for name in ("students", "data", "space")]
    assert project.hubkit("init", *folders, "--collection", "All of it") == 0
    assert "wrote" in capsys.readouterr().err
    manifest = load_manifest(project.root)
    assert manifest.namespace == "alice", "the account of the token"
    assert manifest.collection == "All of it"
    names = list(manifest.artefacts)
    assert [manifest.artefacts[name].kind for name in names] == ["dataset", "model", "model", "space"]
    solver = next(item for name, item in manifest.artefacts.items() if name.endswith("solver"))
    assert solver.decomposer is not None
    assert manifest.artefacts[solver.decomposer].repo_id == "alice/socratic-tiny-tests-decomposer"
    assert solver.license == "other", "hubkit does not know the base, and does not guess"
    assert project.hubkit("push", "--yes", "--wait", "0") == 0
    assert project.hubkit("init", *folders) == 1
    assert "is there already" in capsys.readouterr().err


def test_init_names_two_alike_apart(start: Callable[..., Project]) -> None:
    project = start()
    (project.root / "hub.toml").unlink()
    shutil.copytree(project.root / "students/solver", project.root / "more/solver")
    assert project.hubkit("init", str(project.root / "students"), str(project.root / "more")) == 0
    ids = [artefact.repo_id for artefact in load_manifest(project.root).artefacts.values()]
    assert len(set(ids)) == len(ids) == 3


@pytest.mark.parametrize(("guides", "chosen"), [((), []), (("count",), []), (("count", "equations"), ["guide"])])
def test_init_gives_a_space_the_guide_that_its_students_read(
    tmp_path: Path, guides: tuple[str, ...], chosen: list[str]
) -> None:
    students = {"cot": ("cot", "none"), "decomposer": ("decomposer", "equations"), "solver": ("solver", "none")}
    students |= {f"guide-{hint}": ("guide", hint) for hint in guides}
    for name, (role, hint) in students.items():
        (tmp_path / name).mkdir()
        student = {"role": role, "hint": hint, "dataset": "tests"}
        (tmp_path / name / "student.json").write_text(json.dumps(student), encoding="utf-8")
        (tmp_path / name / "config.json").write_text("{}", encoding="utf-8")
    (tmp_path / "space").mkdir()
    for name in ("app.py", "README.md"):
        (tmp_path / "space" / name).write_text("", encoding="utf-8")
    assert main(["init", str(tmp_path), "--namespace", "alice", "--manifest", str(tmp_path)]) == 0
    variables = load_manifest(tmp_path).artefacts["demo"].variables
    assert list(variables) == [f"SOCRATIC_{role.upper()}" for role in ("cot", "decomposer", "solver", *chosen)]
    folders = {name: item.folder.name for name, item in load_manifest(tmp_path).artefacts.items()}
    assert [folders[variables["SOCRATIC_GUIDE"]] for _ in chosen] == ["guide-equations" for _ in chosen]


def test_init_without_anything_to_publish(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["init", str(tmp_path), "--namespace", "alice", "--manifest", str(tmp_path)]) == 1
    assert "no checkpoint (student.json)" in capsys.readouterr().err
    assert main(["init", str(tmp_path / "no"), "--namespace", "alice", "--manifest", str(tmp_path)]) == 1
    assert "no such folder" in capsys.readouterr().err
    assert not (tmp_path / "hub.toml").exists()


# ----- doctor


def checks(
    project: Project, capsys: pytest.CaptureFixture[str], *arguments: str
) -> tuple[int, dict[str, dict[str, object]]]:
    capsys.readouterr()
    status = project.hubkit("doctor", "--format", "json", *arguments)
    return status, {check["name"]: check for check in json.loads(capsys.readouterr().out)}


def test_doctor_finds_nothing_wrong(project: Project, mode: str, capsys: pytest.CaptureFixture[str]) -> None:
    status, found = checks(project, capsys)
    assert status == 0
    assert found["account"]["finding"] == "alice, member of acme"
    assert found["may write"]["ok"]
    assert found["namespace"]["ok"]
    assert found["endpoint"]["finding"] == project.hub.endpoint
    assert project.hubkit("push", "decomposer", "--yes") == 0
    _, found = checks(project, capsys)
    assert (
        found["Xet"]["finding"]
        == {
            "xet": "on here and on the server",
            "lfs": "off here: HF_HUB_DISABLE_XET is set; large files go by LFS",
        }[mode]
    )


def test_doctor_names_what_is_in_the_way(
    start: Callable[..., Project], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    project = start(features={"tags"})
    status, found = checks(project, capsys, "--namespace", "mallory")
    assert status == 1
    assert found["namespace"]["ok"] is False
    assert found["collections"]["ok"] is None, "a service that is missing is no fault"
    monkeypatch.setenv("HF_TOKEN", project.hub.read_token)
    status, found = checks(project, capsys)
    assert (status, found["may write"]["ok"]) == (1, False)
    monkeypatch.setenv("HF_TOKEN", "hf_" + "z" * 34)
    status, found = checks(project, capsys)
    assert (status, found["account"]["ok"]) == (1, False)
    assert "does not know this token" in str(found["account"]["finding"])
    monkeypatch.delenv("HF_TOKEN")
    status, found = checks(project, capsys)
    assert (status, found["token"]["ok"]) == (1, False)


def test_doctor_does_not_wait_for_a_hub_that_is_not_there(
    start: Callable[..., Project], capsys: pytest.CaptureFixture[str]
) -> None:
    project = start()
    project.hub.stop()
    status, found = checks(project, capsys)
    assert (status, found["card checks"]["ok"]) == (1, False)
    assert "cannot be reached" in str(found["card checks"]["finding"])
    assert "collections" not in found


def test_init_without_a_token_asks_for_a_namespace(
    start: Callable[..., Project], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    project = start()
    monkeypatch.delenv("HF_TOKEN")
    (project.root / "hub.toml").unlink()
    assert project.hubkit("init", str(project.root / "students")) == 1
    assert "there is no token" in (said := capsys.readouterr().err)
    assert "or give --namespace" in said


def test_xet_here_and_not_there_goes_by_lfs(
    start: Callable[..., Project], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from huggingface_hub import constants

    project = start(xet=False)
    monkeypatch.setattr(constants, "HF_HUB_DISABLE_XET", False)
    assert project.hubkit("push", "decomposer", "--yes") == 0
    assert any("/upload/" in request.path for request in project.hub.requests)
    _, found = checks(project, capsys)
    assert found["Xet"]["finding"] == "on here, but the server takes LFS"


# ----- cards


def test_cards_are_rendered_shown_and_linted(
    published: Project, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert published.hubkit("card", "render", "--output", str(tmp_path / "cards")) == 0
    assert {path.name for path in (tmp_path / "cards").iterdir()} == {
        "problems.md", "decomposer.md", "solver.md", "demo.md"
    }  # fmt: skip
    capsys.readouterr()
    assert published.hubkit("card", "show", "decomposer") == 0
    shown = capsys.readouterr().out
    assert shown.strip() == (tmp_path / "cards/decomposer.md").read_text().strip()
    assert published.hubkit("card", "lint") == 0
    (published.root / "space/README.md").write_text("---\nsdk: gradio\n---\n# No more\n")
    assert published.hubkit("card", "lint", "demo") == 1
    assert "demo: README.md: " in capsys.readouterr().out


# ----- tokens


def test_a_token_is_in_no_output_plan_lock_or_error(
    start: Callable[..., Project], tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    project = start()
    token = project.hub.token
    saved = tmp_path / "plan.json"
    assert project.hubkit("plan", "--save", str(saved)) == 0
    assert project.hubkit("push", "--yes", "--wait", "0") == 0
    for arguments in (["status"], ["doctor"], ["verify"], ["pull"], ["card", "show"]):
        assert project.hubkit(*arguments) == 0
    echo = Fault("status", status=403, method="GET", headers={"X-Error-Message": f"no access for {token}"}, times=9)
    project.hub.fault(echo)
    assert project.hubkit("status") == 1
    project.hub.clear_faults()
    (project.root / "students/decomposer/student.json").write_text(f'{{"role": "{token}"}}')
    assert project.hubkit("push", "decomposer", "--yes") == 1
    (project.root / "hub.toml").write_text(f'namespace = "{token}" "')
    assert project.hubkit("plan") == 1
    shown = capfd.readouterr()
    texts = [shown.out, shown.err, saved.read_text(), (project.root / "hub.lock").read_text()]
    for text in texts:
        assert token not in text
        assert token[:12] not in text
    assert "no access for <token>" in shown.err


def test_a_token_never_goes_to_the_second_origin(project: Project) -> None:
    assert project.hubkit("push", "decomposer", "--yes") == 0
    assert project.hubkit("verify") == 0
    assert not [request for request in project.hub.requests if request.origin == "files" and request.signed]


# ----- as an extension of hf, and as a server


def test_it_is_an_extension_of_the_hf_command(start: Callable[..., Project], tmp_path: Path) -> None:
    """`hf <name>` runs what a manifest.json names; installing one needs a public GitHub repository."""
    project = start()
    home = tmp_path / "home"
    folder = home / ".local/share/hf/extensions/hf-hubkit"
    folder.mkdir(parents=True)
    program = Path(sys.executable).with_name("hf-hubkit")
    assert program.exists(), "installed with the package"
    shutil.copy(program, folder / "hf-hubkit")
    (folder / "manifest.json").write_text(
        json.dumps(
            {
                "owner": "someone",
                "repo": "hf-hubkit",
                "repo_id": "someone/hf-hubkit",
                "short_name": "hubkit",
                "executable_name": "hf-hubkit",
                "executable_path": str(folder / "hf-hubkit"),
                "type": "binary",
                "installed_at": "2026-01-01T00:00:00+00:00",
                "source": "https://github.com/someone/hf-hubkit",
                "description": "Publish models",
            }
        )
    )
    environment = {**os.environ, **client_environment(project.hub, home / "hf"), "HOME": str(home)}
    hf = Path(sys.executable).with_name("hf")
    done = subprocess.run(
        [str(hf), "hubkit", "plan", "decomposer", "--manifest", str(project.root), "--format", "json"],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["endpoint"] == project.hub.endpoint


def test_serve_says_what_it_is_and_serves(tmp_path: Path) -> None:
    """A process of its own, as a person would run it, and another that pushes to it."""
    server = subprocess.Popen(
        [sys.executable, "-m", "hubkit.cli", "serve", str(tmp_path / "hub")], stdout=subprocess.PIPE, text=True
    )
    try:
        assert server.stdout is not None
        lines: list[str] = []
        guard = threading.Timer(60, server.kill)
        guard.start()
        while not (lines and "UPDATE_CHECK" in lines[-1]):
            lines.append(server.stdout.readline())
            assert lines[-1], "it ended"
        guard.cancel()
        assert "for tests and trials" in lines[0]
        exported = dict(line.split("export ")[1].strip().split("=", 1) for line in lines if "export " in line)
        assert exported["HF_ENDPOINT"].startswith("http://127.0.0.1:")
        code = "from huggingface_hub import HfApi; print(HfApi().create_repo('alice/x').repo_id)"
        done = subprocess.run(
            [sys.executable, "-c", code], env={**os.environ, **exported}, capture_output=True, text=True, check=False
        )
        assert done.stdout.strip() == "alice/x", done.stderr
    finally:
        server.terminate()
        server.communicate()
    with LoopbackHub(tmp_path / "hub") as again:
        assert list(again.files("alice/x")) == [".gitattributes"], "it is kept"


def test_without_a_command_it_shows_its_commands(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 2
    told = "".join(capsys.readouterr())
    assert "Traceback" not in told
    assert "push" in told

"""What goes wrong on the way: each fault, and a kill at every request."""

import json
import os
import signal
from collections.abc import Callable

import pytest
from conftest import Project

from hubkit.testing import Fault

REPO = "alice/socratic-tiny-tests-decomposer"


def change(project: Project) -> bytes:
    """Make one small and one large file differ."""
    config = project.root / "students/decomposer/config.json"
    config.write_text(config.read_text() + "\n")
    weights = project.root / "students/decomposer/model.safetensors"
    content = bytearray(weights.read_bytes())
    content[-1] ^= 1
    weights.write_bytes(content)
    return bytes(content)


@pytest.mark.parametrize(
    "fault",
    [
        Fault("status", status=503, method="POST", path="/commit/"),
        Fault("status", status=503, method="POST", path="preupload"),
        Fault("status", status=503, method="GET", path="/tree/"),
        Fault("status", status=500, method="GET", path="/api/models/"),
        Fault("status", status=429, method="POST", path="/commit/", headers={"Retry-After": "1"}),
        Fault("status", status=429, method="GET", path="/tree/", headers={"RateLimit": '"api";r=0;t=1'}),
        Fault("status", status=503, method="POST", path="validate-yaml"),
        Fault("drop", method="POST", path="/commit/"),
        Fault("cut", method="GET", path="/tree/"),
        Fault("lost", method="POST", path="/commit/"),
        Fault("slow", method="POST", path="/commit/", seconds=0.5),
    ],
    ids=lambda fault: f"{fault.kind}-{fault.status or ''}-{fault.path.strip('/')}",
)
def test_a_passing_fault_is_recovered_with_one_commit(start: Callable[..., Project], fault: Fault) -> None:
    project = start()
    assert project.hubkit("push", "decomposer", "--yes") == 0
    weights = change(project)
    project.hub.fault(fault)
    assert project.hubkit("push", "decomposer", "--yes") == 0
    assert len(project.hub.commits(REPO)) == 3
    assert project.hub.files(REPO)["model.safetensors"] == weights
    assert project.lock.artefacts["decomposer"].revision == project.hub.head(REPO)


def test_a_lost_response_makes_no_second_commit_nor_pull_request(project: Project) -> None:
    project.hub.fault(Fault("lost", method="POST", path="/commit/"))
    assert project.hubkit("push", "decomposer", "--yes") == 0
    assert len(project.hub.commits(REPO)) == 2
    change(project)
    project.hub.fault(Fault("lost", method="POST", path="/commit/"))
    assert project.hubkit("push", "decomposer", "--yes", "--pr") == 0
    assert len(project.hub.commits(REPO, revision="refs/pr/1")) == 3
    with pytest.raises(Exception, match="pr/2"):
        project.hub.head(REPO, revision="refs/pr/2")


@pytest.mark.parametrize(
    ("fault", "message"),
    [
        (Fault("status", status=403, method="POST", path="/commit/", times=99), "may not do that"),
        (Fault("status", status=401, path="/api/models/", times=99), "does not know this token"),
        (Fault("status", status=400, method="POST", path="/commit/", times=99), "the Hub refused it"),
        (Fault("status", status=503, method="POST", path="/commit/", times=99), "the Hub failed (503)"),
        (
            Fault("status", status=429, method="POST", path="/commit/", times=99, headers={"Retry-After": "4000"}),
            "rate limit",
        ),
    ],
    ids=["403", "401", "400", "503", "429"],
)
def test_a_lasting_fault_is_a_clear_error_and_changes_nothing(
    start: Callable[..., Project],
    fault: Fault,
    message: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    project = start()
    assert project.hubkit("push", "decomposer", "--yes") == 0
    head, lock = project.hub.head(REPO), (project.root / "hub.lock").read_text()
    change(project)
    monkeypatch.setattr("time.sleep", lambda seconds: None)  # the pauses between tries
    project.hub.fault(fault)
    capsys.readouterr()
    assert project.hubkit("push", "decomposer", "--yes") == 1
    said = capsys.readouterr().err
    assert message in said
    assert "Traceback" not in said
    assert project.hub.token not in said
    assert project.hub.head(REPO) == head
    assert (project.root / "hub.lock").read_text() == lock
    project.hub.clear_faults()
    assert project.hubkit("push", "decomposer", "--yes") == 0


def test_a_kill_at_any_request_leaves_nothing_half_published(project: Project) -> None:
    """One request later each time, until a push comes through; then everything must be as if nothing had happened."""
    stages: set[str] = set()
    for number in range(200):
        count = 0
        running = None

        def before(request: object, number: int = number) -> None:
            nonlocal count
            count += 1
            if count == number + 1 and running is not None:
                stages.add(f"{request.method} {request.path.split('/')[-2]}")  # type: ignore[attr-defined]
                os.kill(running.pid, signal.SIGKILL)

        project.hub.before = before
        running = project.command("push", "decomposer", "solver", "--yes")
        _, errors = running.communicate(timeout=120)
        if running.returncode == 0:
            break
        assert running.returncode == -signal.SIGKILL, errors
        for repo_id in (REPO, "alice/socratic-tiny-tests-solver"):
            whole_or_nothing(project, repo_id)
    else:
        pytest.fail("no push came through")
    project.hub.before = None
    assert len(project.hub.commits(REPO)) == 2
    assert len(project.hub.commits("alice/socratic-tiny-tests-solver")) == 2
    assert project.hubkit("verify") == 0
    assert any("commit" in stage for stage in stages)


def whole_or_nothing(project: Project, repo_id: str) -> None:
    """No repository, an empty one, or all files; and hub.lock names nothing that is not there."""
    try:
        files = project.hub.files(repo_id)
    except Exception:
        return
    assert set(files) == {".gitattributes"} or {"README.md", "config.json", "model.safetensors"} <= set(files)
    lock = project.root / "hub.lock"
    if lock.exists():
        for entry in json.loads(lock.read_text())["artefacts"].values():
            assert set(entry["files"]) <= set(project.hub.files(entry["repo_id"], revision=entry["revision"]))

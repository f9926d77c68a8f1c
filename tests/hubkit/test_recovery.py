"""What goes wrong on the way: each fault, and a kill at every request."""

import signal
from collections.abc import Callable
from multiprocessing.process import BaseProcess

import pytest

from hubkit.testing import Fault, Request
from tests.hubkit import victim
from tests.hubkit.conftest import Project

REPO = "alice/socratic-tiny-tests-decomposer"
REPOS = (REPO, "alice/socratic-tiny-tests-solver")


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


class Killer:
    """Kills a process with SIGKILL at its request number `number`, from 0, which the server carries out."""

    def __init__(self, number: int) -> None:
        self.number = number
        self.victim: BaseProcess | None = None
        self.stage = ""

    def __call__(self, request: Request) -> None:
        if self.number == 0:
            self.stage = f"{request.method} {request.path}"
            assert self.victim is not None
            self.victim.kill()
        self.number -= 1


@pytest.mark.timeout(900)  # some seventy pushes
def test_a_kill_at_any_request_leaves_nothing_half_published(start: Callable[..., Project], mode: str) -> None:
    """Killed at each request in turn, of a first push; then a second push must make everything whole."""
    stages: list[str] = []
    while True:
        project = start(xet=mode == "xet")
        killer = Killer(len(stages))
        project.hub.before = killer
        killer.victim = victim.start(
            project.root,
            ["push", "decomposer", "solver", "--yes", "--tag", "v1"],
            endpoint=project.hub.endpoint,
            token=project.hub.token,
            xet=mode == "xet",
        )
        killer.victim.join()
        project.hub.before = None
        if killer.victim.exitcode == 0:
            break
        assert killer.victim.exitcode == -signal.SIGKILL, (project.root / "victim.log").read_text()
        stages.append(killer.stage)
        for repo_id in REPOS:
            whole_or_nothing(project, repo_id)
        assert project.hubkit("push", "decomposer", "solver", "--yes", "--tag", "v1") == 0, killer.stage
        for name, repo_id in zip(("decomposer", "solver"), REPOS, strict=True):
            assert len(project.hub.commits(repo_id)) == 2, killer.stage
            assert project.hub.head(repo_id, revision="v1") == project.lock.artefacts[name].revision, killer.stage
        assert project.hubkit("verify") == 0, killer.stage
        project.hub.stop()
    for kind in ("repos/create", "preupload", "/commit/", "/tag/", "/tree/", "/refs"):
        assert any(kind in stage for stage in stages), f"no kill at {kind}"
    assert any(("/upload/" if mode == "lfs" else "xet-write") in stage for stage in stages)


def whole_or_nothing(project: Project, repo_id: str) -> None:
    """No repository, an empty one, or all files; and hub.lock names nothing that is not there."""
    try:
        files = project.hub.files(repo_id)
    except KeyError:
        return
    whole = {".gitattributes", "README.md", "config.json", "model.safetensors", "student.json", "tokenizer.json"}
    assert set(files) == {".gitattributes"} or whole <= set(files)
    for locked in project.lock.artefacts.values():
        assert set(locked.files) <= set(project.hub.files(locked.repo_id, revision=locked.revision))

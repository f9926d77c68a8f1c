"""Publishing, with the real client against the loopback Hub, by LFS and by Xet."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from hubkit.testing import Fault, client_environment
from tests.hubkit.conftest import Project

WRITES = re.compile("commit/|/lfs/|/upload/|preupload|tag/|variables|items")
KINDS = {"problems": "dataset", "decomposer": "model", "solver": "model", "demo": "space"}


def published(project: Project) -> dict[str, dict[str, bytes]]:
    """Every file of every repository."""
    return {repo_id: project.hub.files(repo_id, kind) for repo_id, kind in project.repositories().items()}


def commits(project: Project) -> dict[str, int]:
    """How many commits each repository has after its creation."""
    return {repo_id: len(project.hub.commits(repo_id, kind)) - 1 for repo_id, kind in project.repositories().items()}


def test_everything_is_published_with_one_commit_each_and_comes_back_equal(project: Project, tmp_path: Path) -> None:
    assert project.hubkit("push", "--yes", "--tag", "v1", "--wait", "0") == 0
    assert set(commits(project).values()) == {1}
    for name, kind in KINDS.items():
        locked = project.lock.artefacts[name]
        assert project.hub.head(locked.repo_id, kind) == locked.revision
        assert locked.tag == "v1"
    solver = project.lock.artefacts["solver"]
    files = project.hub.files(solver.repo_id)
    weights = (project.root / "students/solver/model.safetensors").read_bytes()
    assert files["model.safetensors"] == weights
    assert "checkpoint-10/optimizer.pt" not in files
    assert files["student.json"] == (project.root / "students/solver/student.json").read_bytes()
    decomposer = project.lock.artefacts["decomposer"]
    assert decomposer.revision in files["README.md"].decode()
    space = project.hub.files("alice/socratic-cot", "space")
    assert {"app.py", "requirements.txt", "socratic/__init__.py", "README.md"} <= set(space)
    assert b"Somebody wrote this by hand." in space["README.md"]
    assert project.hub.space_variables("alice/socratic-cot") == {
        "SOCRATIC_DECOMPOSER": f"{decomposer.repo_id}@{decomposer.revision}",
        "SOCRATIC_SOLVER": f"{solver.repo_id}@{solver.revision}",
    }
    code = f"""
import json, torch
from datasets import load_dataset
from huggingface_hub import snapshot_download
from transformers import AutoModelForCausalLM, AutoTokenizer
import safetensors.torch
sent = safetensors.torch.load_file({str(project.root / "students/solver/model.safetensors")!r})
model = AutoModelForCausalLM.from_pretrained("{solver.repo_id}", revision="{solver.revision}")
state = model.state_dict()
assert all(torch.equal(state[name], value) for name, value in sent.items()), "weights"
AutoTokenizer.from_pretrained("{solver.repo_id}")
rows = load_dataset("alice/socratic-tests", "problems", revision="v1")
print(json.dumps([row for split in rows.values() for row in split]))
folder = snapshot_download("alice/socratic-cot", repo_type="space")
print(open(folder + "/app.py").read().strip())
"""
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={**dict(project_environment(project, tmp_path))},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    rows, app = done.stdout.strip().splitlines()
    sent = [json.loads(line) for line in (project.root / "problems.jsonl").read_text().splitlines()]
    assert json.loads(rows) == sent
    assert app == "import socratic"


def project_environment(project: Project, home: Path) -> dict[str, str]:
    """The environment of a person who downloads."""
    import os

    return {**os.environ, **client_environment(project.hub, home)}


def test_a_second_push_sends_nothing_and_makes_no_commit(project: Project) -> None:
    assert project.hubkit("push", "--yes", "--wait", "0") == 0
    before, lock = published(project), (project.root / "hub.lock").read_text()
    project.hub.requests.clear()
    assert project.hubkit("push", "--yes", "--wait", "0") == 0
    assert set(commits(project).values()) == {1}
    assert published(project) == before
    # Reading is not sending: what is asked in a POST is which files are wanted, and whether a card is well-formed.
    writing = [request for request in project.hub.requests if WRITES.search(request.path)]
    assert [request for request in writing if request.method != "GET"] == []
    after = json.loads((project.root / "hub.lock").read_text())
    for name, entry in json.loads(lock)["artefacts"].items():
        assert {**after["artefacts"][name], "pushed": ""} == {**entry, "pushed": ""}


def test_one_changed_file_sends_that_file(project: Project) -> None:
    assert project.hubkit("push", "--yes", "--wait", "0") == 0
    changed = project.root / "students/decomposer/generation_config.json"
    changed.write_text(json.dumps({**json.loads(changed.read_text()), "max_length": 99}))
    project.hub.requests.clear()
    assert project.hubkit("push", "decomposer", "--yes") == 0
    assert commits(project)["alice/socratic-tiny-tests-decomposer"] == 2
    assert project.hub.files("alice/socratic-tiny-tests-decomposer")["generation_config.json"] == changed.read_bytes()
    (commit,) = [r for r in project.hub.requests if "/commit/" in r.path]
    assert commit.received < 4_000
    assert sum(request.received for request in project.hub.requests) < 12_000
    assert not [request for request in project.hub.requests if "/lfs/" in request.path or "/upload/" in request.path]


def test_a_file_that_is_gone_from_the_folder_is_removed_but_not_what_others_added(project: Project) -> None:
    assert project.hubkit("push", "decomposer", "--yes") == 0
    repo_id = "alice/socratic-tiny-tests-decomposer"
    project.hub.commit(repo_id, {"notes.md": b"somebody's notes"})
    (project.root / "students/decomposer/generation_config.json").unlink()
    assert project.hubkit("push", "decomposer", "--yes") == 0
    files = project.hub.files(repo_id)
    assert "generation_config.json" not in files
    assert files["notes.md"] == b"somebody's notes"


def test_a_plan_writes_nothing_and_says_what_a_push_would_do(
    project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    assert project.hubkit("plan", "--format", "json") == 0
    record = json.loads(capsys.readouterr().out)
    assert [item["name"] for item in record["artefacts"]] == ["problems", "decomposer", "solver", "demo"]
    decomposer = record["artefacts"][1]
    assert decomposer["head"] is None
    assert {change["difference"] for change in decomposer["changes"]} == {"added"}
    assert decomposer["bytes_sent"] > (project.root / "students/decomposer/model.safetensors").stat().st_size
    assert decomposer["left_out"] == ["checkpoint-10/optimizer.pt"]
    assert not [r for r in project.hub.requests if r.method not in ("GET", "HEAD") and "validate-yaml" not in r.path]
    assert not (project.root / "hub.lock").exists()
    assert project.hubkit("push", "--yes", "--wait", "0") == 0
    capsys.readouterr()
    config = project.root / "students/decomposer/config.json"
    config.write_text(config.read_text() + "\n")
    assert project.hubkit("plan", "decomposer") == 0
    out = capsys.readouterr().out
    assert re.search(r"~\s+config\.json\s+\d+ B\s+\d+ B\s+regular", out)
    assert commits(project)["alice/socratic-tiny-tests-decomposer"] == 1


@pytest.mark.parametrize("moved", ["remote", "local"])
def test_a_saved_plan_is_refused_when_hub_or_folder_moved(
    start: object, moved: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    project: Project = start()  # type: ignore[operator]
    assert project.hubkit("push", "decomposer", "--yes") == 0
    repo_id = "alice/socratic-tiny-tests-decomposer"
    config = project.root / "students/decomposer/config.json"
    config.write_text(config.read_text() + "\n")
    saved = tmp_path / "plan.json"
    assert project.hubkit("plan", "decomposer", "--save", str(saved)) == 0
    if moved == "remote":
        head = project.hub.commit(repo_id, {"notes.md": b"somebody's"})
    else:
        head = project.hub.head(repo_id)
        config.write_text(config.read_text() + "\n")
    capsys.readouterr()
    assert project.hubkit("push", "--plan", str(saved)) == 1
    message = capsys.readouterr().err
    assert ("its head was" if moved == "remote" else "config.json is not what it was") in message
    assert project.hub.head(repo_id) == head
    assert project.hubkit("plan", "decomposer", "--save", str(saved)) == 0
    assert project.hubkit("push", "--plan", str(saved)) == 0
    assert project.hub.files(repo_id)["config.json"] == config.read_bytes()


def test_somebody_elses_commit_during_a_push_is_not_overwritten(
    project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    assert project.hubkit("push", "decomposer", "--yes") == 0
    repo_id = "alice/socratic-tiny-tests-decomposer"
    config = project.root / "students/decomposer/config.json"
    config.write_text(config.read_text() + "\n")
    lock = (project.root / "hub.lock").read_text()
    project.hub.fault(Fault("stale", method="POST", path="/commit/"))
    assert project.hubkit("push", "decomposer", "--yes") == 1
    assert "somebody else's commit came in between" in capsys.readouterr().err
    assert project.hub.commits(repo_id)[0].author == "mallory"
    assert (project.root / "hub.lock").read_text() == lock
    project.hub.clear_faults()
    assert project.hubkit("push", "decomposer", "--yes") == 0
    assert len(project.hub.commits(repo_id)) == 4


def test_a_file_that_somebody_changed_on_the_hub_is_replaced_only_on_demand(
    start: object, capsys: pytest.CaptureFixture[str]
) -> None:
    project: Project = start()  # type: ignore[operator]
    assert project.hubkit("push", "decomposer", "--yes") == 0
    repo_id = "alice/socratic-tiny-tests-decomposer"
    project.hub.commit(repo_id, {"config.json": b'{"theirs": true}'})
    assert project.hubkit("push", "decomposer", "--yes") == 1
    assert "config.json changed on the Hub since the last push" in capsys.readouterr().err
    assert project.hub.files(repo_id)["config.json"] == b'{"theirs": true}'
    assert project.hubkit("push", "decomposer", "--yes", "--overwrite") == 0
    assert project.hub.files(repo_id)["config.json"] != b'{"theirs": true}'


def test_what_a_person_writes_into_the_card_on_the_hub_survives_every_push(project: Project) -> None:
    assert project.hubkit("push", "decomposer", "--yes") == 0
    repo_id = "alice/socratic-tiny-tests-decomposer"
    card = project.hub.files(repo_id)["README.md"].decode()
    project.hub.commit(repo_id, {"README.md": (card + "\n## Notes\n\nMine, and it stays.\r\n").encode()})
    training = project.root / "students/decomposer/training.json"
    training.write_text(json.dumps({**json.loads(training.read_text()), "seconds": 123_456.0}, indent=2))
    assert project.hubkit("push", "decomposer", "--yes") == 0
    card = project.hub.files(repo_id)["README.md"].decode()
    assert card.endswith("\n## Notes\n\nMine, and it stays.\r\n")
    before = len(project.hub.commits(repo_id))
    assert project.hubkit("push", "decomposer", "--yes") == 0
    assert len(project.hub.commits(repo_id)) == before


def test_two_hand_written_cards_that_differ_are_refused(start: object, capsys: pytest.CaptureFixture[str]) -> None:
    project: Project = start()  # type: ignore[operator]
    readme = project.root / "students/decomposer/README.md"
    readme.write_text("Written in the folder.\n")
    assert project.hubkit("push", "decomposer", "--yes") == 0
    repo_id = "alice/socratic-tiny-tests-decomposer"
    card = project.hub.files(repo_id)["README.md"]
    assert b"Written in the folder." in card
    project.hub.commit(repo_id, {"README.md": card.replace(b"in the folder", b"on the Hub")})
    assert project.hubkit("push", "decomposer", "--yes") == 0, "only the Hub's was changed: it stays"
    assert b"Written on the Hub." in project.hub.files(repo_id)["README.md"]
    readme.write_text("Written in the folder, again.\n")
    assert project.hubkit("push", "decomposer", "--yes") == 1
    assert "both were changed" in capsys.readouterr().err


def test_a_solver_needs_its_decomposer_published(start: object, capsys: pytest.CaptureFixture[str]) -> None:
    project: Project = start()  # type: ignore[operator]
    assert project.hubkit("push", "solver", "--yes") == 1
    assert "solver needs 'decomposer', which was never pushed" in capsys.readouterr().err
    assert project.hubkit("push", "decomposer", "--yes") == 0
    assert project.hubkit("push", "solver", "--yes") == 0


def test_nobody_to_ask_is_not_a_yes(start: object, capsys: pytest.CaptureFixture[str]) -> None:
    project: Project = start()  # type: ignore[operator]
    assert project.hubkit("push", "decomposer") == 1
    assert "give --yes" in capsys.readouterr().err
    assert not [r for r in project.hub.requests if "/commit/" in r.path or "repos/create" in r.path]


def test_a_tag_on_another_commit_is_refused_before_anything_is_sent(
    start: object, capsys: pytest.CaptureFixture[str]
) -> None:
    project: Project = start()  # type: ignore[operator]
    assert project.hubkit("push", "decomposer", "--yes", "--tag", "v1") == 0
    assert project.hubkit("push", "decomposer", "--yes", "--tag", "v1") == 0, "the same commit"
    config = project.root / "students/decomposer/config.json"
    config.write_text(config.read_text() + "\n")
    assert project.hubkit("push", "decomposer", "--yes", "--tag", "v1") == 1
    assert "tag 'v1' is on commit" in capsys.readouterr().err
    assert commits_of(project, "alice/socratic-tiny-tests-decomposer") == 1


def commits_of(project: Project, repo_id: str) -> int:
    """Commits after the creation."""
    return len(project.hub.commits(repo_id)) - 1


def test_private_means_private_and_never_by_accident_public(start: object, capsys: pytest.CaptureFixture[str]) -> None:
    project: Project = start()  # type: ignore[operator]
    assert project.hubkit("push", "decomposer", "--yes", "--private") == 0
    from huggingface_hub import HfApi

    api = HfApi(endpoint=project.hub.endpoint, token=project.hub.token)
    assert api.model_info("alice/socratic-tiny-tests-decomposer").private
    api.update_repo_settings("alice/socratic-tiny-tests-decomposer", private=False)
    assert project.hubkit("push", "decomposer", "--yes", "--private") == 1
    assert "is public, but is meant to be private" in capsys.readouterr().err


def test_pull_requests_go_on_where_an_earlier_one_is_open(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    assert project.hubkit("push", "decomposer", "--pr", "--yes") == 1
    assert "push it once without --pr" in capsys.readouterr().err
    assert project.hubkit("push", "decomposer", "--yes") == 0
    repo_id = "alice/socratic-tiny-tests-decomposer"
    head = project.hub.head(repo_id)
    config = project.root / "students/decomposer/config.json"
    for _ in range(2):
        config.write_text(config.read_text() + "\n")
        assert project.hubkit("push", "decomposer", "--pr", "--yes") == 0
        assert project.hub.files(repo_id, revision="refs/pr/1")["config.json"] == config.read_bytes()
    assert project.hubkit("push", "decomposer", "--pr", "--yes") == 0
    assert project.hub.head(repo_id) == head, "main stays"
    assert len(project.hub.commits(repo_id, revision="refs/pr/1")) == len(project.hub.commits(repo_id)) + 2
    assert project.lock.artefacts["decomposer"].revision == head


def test_a_space_that_does_not_build_is_reported_with_its_log(
    start: object, capsys: pytest.CaptureFixture[str]
) -> None:
    project: Project = start()  # type: ignore[operator]
    assert project.hubkit("push", "decomposer", "--yes") == 0
    assert project.hubkit("push", "solver", "--yes") == 0
    assert project.hubkit("push", "demo", "--yes", "--wait", "0") == 0
    project.hub.set_space_stage("alice/socratic-cot", ["BUILDING", "BUILD_ERROR"], logs=["one", "no such wheel"])
    (project.root / "space/app.py").write_text("import socratic, nothing\n")
    capsys.readouterr()
    assert project.hubkit("push", "demo", "--yes", "--wait", "20") == 1
    message = capsys.readouterr().err
    assert "BUILD_ERROR" in message
    assert "no such wheel" in message
    project.hub.set_space_stage("alice/socratic-cot", ["BUILDING", "RUNNING"])
    (project.root / "space/app.py").write_text("import socratic\n")
    assert project.hubkit("push", "demo", "--yes", "--wait", "20") == 0
    assert "RUNNING" in capsys.readouterr().err


@pytest.mark.parametrize("status", [404, 501])
def test_a_server_that_lacks_services_gets_the_rest(
    start: object, status: int, capsys: pytest.CaptureFixture[str]
) -> None:
    project: Project = start(features={"validate-yaml", "tags"}, missing_status=status)  # type: ignore[operator]
    assert project.hubkit("push", "--yes", "--wait", "5") == 0
    notes = [line for line in capsys.readouterr().err.splitlines() if line.startswith("note: ")]
    assert len(notes) == 2
    assert all(f"(it answered {status})" in note for note in notes)
    assert "Space variables" in notes[0]
    assert "collections" in notes[1]
    assert set(commits(project).values()) == {1}
    config = project.root / "students/decomposer/config.json"
    config.write_text(config.read_text() + "\n")
    assert project.hubkit("push", "decomposer", "--yes", "--pr") == 1
    assert "does not offer pull requests" in capsys.readouterr().err
    assert commits(project)["alice/socratic-tiny-tests-decomposer"] == 1


def test_the_collection_has_every_artefact_once(project: Project) -> None:
    from huggingface_hub import HfApi

    assert project.hubkit("push", "--yes", "--wait", "0") == 0
    assert project.hubkit("push", "--yes", "--wait", "0") == 0
    api = HfApi(endpoint=project.hub.endpoint, token=project.hub.token)
    slug = project.lock.collection
    assert slug
    items = [(item.item_type, item.item_id) for item in api.get_collection(slug).items]
    assert sorted(items) == sorted((kind, repo_id) for repo_id, kind in project.repositories().items())
    assert len(list(api.list_collections(owner="alice"))) == 1


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("notes.txt", b"hello", "none of the patterns"),
        ("student.json.env", b"A=1", "none of the patterns"),
        (".env", b"A=1", "holds secrets"),
        ("pytorch_model.bin", b"anything", "pickle"),
        ("training_args.bin", b"anything", "pickle"),
        ("LICENSE", b"key = hf_" + b"Q" * 34, "token"),
        ("scores/gsm8k.jsonl", b'{"a": "AKIA' + b"ABCDEFGHIJKLMNOP" + b'"}', "AWS"),
    ],
)
def test_what_must_not_be_sent_stops_everything_before_anything_is_sent(
    start: object, name: str, content: bytes, reason: str, capsys: pytest.CaptureFixture[str]
) -> None:
    project: Project = start()  # type: ignore[operator]
    file = project.root / "students/decomposer" / name
    file.parent.mkdir(exist_ok=True)
    file.write_bytes(content)
    assert project.hubkit("push", "problems", "decomposer", "--yes") == 1
    said = capsys.readouterr().err
    assert re.search(rf"decomposer: {re.escape(name)}(, line 1)?: .*{reason}.*; ", said, re.IGNORECASE), said
    assert "QQQQ" not in said
    assert "ABCDEFGH" not in said
    assert not [request for request in project.hub.requests if WRITES.search(request.path) or "create" in request.path]


def test_a_link_out_of_the_folder_is_not_followed(start: object, capsys: pytest.CaptureFixture[str]) -> None:
    project: Project = start()  # type: ignore[operator]
    (project.root / "private.json").write_text('{"mine": 1}')
    (project.root / "students/decomposer/vocab.json").symlink_to(project.root / "private.json")
    assert project.hubkit("push", "decomposer", "--yes") == 1
    assert "vocab.json: " in capsys.readouterr().err
    assert not [request for request in project.hub.requests if "create" in request.path]


def test_a_licence_that_the_data_do_not_allow_is_refused(start: object, capsys: pytest.CaptureFixture[str]) -> None:
    project: Project = start()  # type: ignore[operator]
    record = project.root / "data/dataset.json"
    record.write_text(json.dumps({**json.loads(record.read_text()), "license": "cc-by-nc-4.0"}))
    assert project.hubkit("push", "problems", "--yes") == 1
    assert "is under cc-by-nc-4.0: apache-2.0 would allow commercial use" in capsys.readouterr().err


def test_scores_of_other_weights_are_refused(start: object, capsys: pytest.CaptureFixture[str]) -> None:
    project: Project = start()  # type: ignore[operator]
    assert project.hubkit("push", "decomposer", "solver", "--yes") == 0
    weights = project.root / "students/solver/model.safetensors"
    content = bytearray(weights.read_bytes())
    content[-1] ^= 1
    weights.write_bytes(content)
    assert project.hubkit("push", "solver", "--yes") == 1
    assert "is a score of other weights than those in this folder; score the student again" in capsys.readouterr().err

"""The loopback Hub itself: what the real client may ask of it, its faults, and that it stays on this machine."""

import os
import socket
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx2
import pytest
from huggingface_hub import (
    CommitOperationAdd,
    CommitOperationCopy,
    CommitOperationDelete,
    HfApi,
    constants,
    snapshot_download,
)
from huggingface_hub.errors import BadRequestError, EntryNotFoundError, HfHubHTTPError, RepositoryNotFoundError

from hubkit.testing import Fault, LoopbackHub, User
from hubkit.testing.patterns import ignored, stored_as_lfs

REPO = "alice/model"
BIG = os.urandom(2_500_000)


@pytest.fixture(params=["lfs", "multipart", "xet"])
def hub(request: pytest.FixtureRequest, loopback_hubs: Callable[..., LoopbackHub], online: None) -> LoopbackHub:
    """A Hub in each way of taking large files."""
    xet = request.param == "xet"
    request.getfixturevalue("monkeypatch").setattr(constants, "HF_HUB_DISABLE_XET", not xet)
    return loopback_hubs(xet=xet, part_bytes=1_000_000 if request.param == "multipart" else 100_000_000)


@pytest.fixture
def plain(loopback_hubs: Callable[..., LoopbackHub], online: None, monkeypatch: pytest.MonkeyPatch) -> LoopbackHub:
    """A Hub with LFS."""
    monkeypatch.setattr(constants, "HF_HUB_DISABLE_XET", True)
    return loopback_hubs()


def client(hub: LoopbackHub) -> HfApi:
    return HfApi(endpoint=hub.endpoint, token=hub.token)


def add(hub: LoopbackHub, files: dict[str, bytes], **options: Any) -> str:
    operations = [CommitOperationAdd(path, content) for path, content in files.items()]
    made = client(hub).create_commit(REPO, operations, commit_message="Add", **options)
    return str(made.oid)


def test_files_come_back_equal_and_what_is_unchanged_makes_no_commit(hub: LoopbackHub, tmp_path: Path) -> None:
    client(hub).create_repo(REPO)
    files = {"a.safetensors": BIG, "sub/b.txt": b"text", "empty.txt": b"", "zero.dat": b"a\0b"}
    head = add(hub, files)
    assert {path: content for path, content in hub.files(REPO).items() if path != ".gitattributes"} == files
    folder = Path(snapshot_download(REPO, endpoint=hub.endpoint, token=hub.token, cache_dir=tmp_path))
    assert folder.name == head
    for path, content in files.items():
        assert (folder / path).read_bytes() == content
    sent = sum(request.received for request in hub.requests)
    add(hub, files)
    assert hub.head(REPO) == head
    assert sum(request.received for request in hub.requests) - sent < 10_000


def test_a_part_of_a_large_file_can_be_fetched(plain: LoopbackHub) -> None:
    client(plain).create_repo(REPO)
    add(plain, {"a.safetensors": BIG})
    url = f"{plain.endpoint}/{REPO}/resolve/main/a.safetensors"
    with httpx2.Client(follow_redirects=True, trust_env=False) as http:
        response = http.get(url, headers={"Range": "bytes=10-19"})
        assert (response.status_code, response.content) == (206, BIG[10:20])
        assert http.get(url, headers={"Range": "bytes=9999999-"}).status_code == 416
        assert str(response.url).split("/")[2] != plain.endpoint.split("/")[2], "from another origin"


def test_commits_delete_copy_and_refuse_a_stale_parent(hub: LoopbackHub) -> None:
    api = client(hub)
    api.create_repo(REPO)
    first = add(hub, {"a.safetensors": BIG, "b.txt": b"one", "old/c.txt": b"c"})
    operations = [
        CommitOperationCopy("a.safetensors", "copy.safetensors"),
        CommitOperationDelete("b.txt"),
        CommitOperationDelete("old/", is_folder=True),
    ]
    second = api.create_commit(REPO, operations, commit_message="Change", parent_commit=first).oid
    assert set(hub.files(REPO)) == {".gitattributes", "a.safetensors", "copy.safetensors"}
    with pytest.raises(HfHubHTTPError, match="412"):
        add(hub, {"d.txt": b"d"}, parent_commit=first)
    assert hub.head(REPO) == second
    assert [commit.id for commit in hub.commits(REPO)][:2] == [second, first]
    restore = [CommitOperationCopy(path, path, src_revision=first) for path in ("b.txt", "old/c.txt")]
    api.create_commit(REPO, restore, commit_message="Restore")
    assert hub.files(REPO)["b.txt"] == b"one"


def test_a_commit_with_a_bad_card_or_path_changes_nothing(plain: LoopbackHub) -> None:
    api = client(plain)
    api.create_repo(REPO)
    head = plain.head(REPO)
    with pytest.raises(ValueError, match="license"):
        add(plain, {"README.md": b"---\nlicense: license\n---\n", "a.txt": b"a"})
    with pytest.raises(ValueError, match="bad yaml"):
        add(plain, {"README.md": b"---\nlicense: [mit\n---\n"})
    url = f"{plain.endpoint}/api/models/{REPO}/commit/main"
    header = '{"key": "header", "value": {"summary": "x"}}\n'
    for line in (
        '{"key": "file", "value": {"path": "../x", "content": "", "encoding": "base64"}}',
        '{"key": "lfsFile", "value": {"path": "x", "algo": "sha256", "oid": "00", "size": 1}}',
        '{"key": "file", "value": {"path": ".gitattributes/x", "content": "", "encoding": "base64"}}',
        "no json",
    ):
        response = httpx2.post(
            url, content=header + line, headers={"Authorization": f"Bearer {plain.token}"}, trust_env=False
        )
        assert response.status_code == 400
        assert response.json()["error"]
    assert plain.head(REPO) == head


def test_pull_requests_are_opened_committed_to_and_merged(plain: LoopbackHub) -> None:
    api = client(plain)
    api.create_repo(REPO)
    add(plain, {"a.txt": b"a", "b.txt": b"b"})
    opened = api.create_commit(REPO, [CommitOperationAdd("a.txt", b"A")], commit_message="Theirs", create_pr=True)
    assert opened.pr_num == 1
    api.create_commit(REPO, [CommitOperationDelete("b.txt")], commit_message="More", revision="refs/pr/1")
    details = api.get_discussion_details(REPO, 1)
    assert (details.status, details.is_pull_request, details.conflicting_files) == ("open", True, [])
    assert [event.type for event in details.events] == ["comment", "commit", "commit"]
    api.comment_discussion(REPO, 1, "Fine.")
    api.rename_discussion(REPO, 1, "A new title")
    add(plain, {"c.txt": b"c"})
    api.merge_pull_request(REPO, 1)
    assert set(plain.files(REPO)) == {".gitattributes", "a.txt", "c.txt"}
    assert plain.files(REPO)["a.txt"] == b"A"
    assert api.get_discussion_details(REPO, 1).status == "merged"
    assert [pr.title for pr in api.get_repo_discussions(REPO, discussion_type="pull_request")] == ["A new title"]
    assert not list(api.get_repo_discussions(REPO, discussion_status="open"))
    draft = api.create_pull_request(REPO, title="A draft")
    assert draft.status == "draft"
    with pytest.raises(BadRequestError, match="draft"):
        api.merge_pull_request(REPO, draft.num)
    api.change_discussion_status(REPO, draft.num, "open")
    api.create_commit(REPO, [CommitOperationAdd("a.txt", b"2")], commit_message="x", revision=draft.git_reference)
    add(plain, {"a.txt": b"3"})
    assert api.get_discussion_details(REPO, draft.num).conflicting_files == ["a.txt"]
    with pytest.raises(HfHubHTTPError, match="409"):
        api.merge_pull_request(REPO, draft.num)


def test_branches_tags_and_history(plain: LoopbackHub) -> None:
    api = client(plain)
    api.create_repo(REPO)
    first = add(plain, {"a.txt": b"1"})
    second = add(plain, {"a.txt": b"2"})
    api.create_tag(REPO, tag="v1", revision=first)
    api.create_branch(REPO, branch="old", revision=first)
    with pytest.raises(HfHubHTTPError, match="409"):
        api.create_tag(REPO, tag="v1")
    refs = api.list_repo_refs(REPO)
    assert {branch.name: branch.target_commit for branch in refs.branches} == {"main": second, "old": first}
    assert {tag.name: tag.target_commit for tag in refs.tags} == {"v1": first}
    assert [commit.commit_id for commit in api.list_repo_commits(REPO)][:2] == [second, first]
    assert plain.files(REPO, revision="v1")["a.txt"] == b"1"
    assert api.model_info(REPO, revision=first[:10]).sha == first
    api.delete_tag(REPO, tag="v1")
    api.delete_branch(REPO, branch="old")
    api.super_squash_history(REPO)
    assert len(plain.commits(REPO)) == 1
    assert plain.files(REPO)["a.txt"] == b"2"


def test_trees_are_listed_in_pages_and_missing_things_are_404(plain: LoopbackHub) -> None:
    api = client(plain)
    api.create_repo(REPO)
    commit = add(plain, {f"many/{number:04}.txt": b"x" for number in range(1_100)})
    assert len(api.list_repo_files(REPO)) == 1_101
    assert [entry.path for entry in api.list_repo_tree(REPO)] == [".gitattributes", "many"]
    (entry,) = api.get_paths_info(REPO, ["many/0001.txt", "none"], expand=True)
    assert entry.last_commit.oid == commit
    with pytest.raises(EntryNotFoundError):
        list(api.list_repo_tree(REPO, path_in_repo="none"))
    assert not api.file_exists(REPO, "none")
    assert not api.revision_exists(REPO, "none")
    assert not api.repo_exists("alice/none")


def test_who_may_do_what(loopback_hubs: Callable[..., LoopbackHub], online: None) -> None:
    hub = loopback_hubs(users={"another": User("bob")})
    api = client(hub)
    api.create_repo("acme/secret", private=True)
    api.create_repo(REPO)
    assert api.whoami()["orgs"][0]["name"] == "acme"
    reader, bob = (HfApi(endpoint=hub.endpoint, token=token) for token in (hub.read_token, "another"))
    assert reader.model_info("acme/secret").private
    for stranger in (bob, HfApi(endpoint=hub.endpoint, token=False)):
        with pytest.raises(RepositoryNotFoundError):
            stranger.model_info("acme/secret")
        assert [model.id for model in stranger.list_models()] == [REPO]
    for other in (reader, bob):
        with pytest.raises(HfHubHTTPError, match="403"):
            other.create_commit(REPO, [CommitOperationAdd("a.txt", b"a")], commit_message="x")
    with pytest.raises(HfHubHTTPError, match="403"):
        bob.create_repo("alice/mine")
    with pytest.raises(HfHubHTTPError, match="Invalid user token"):
        HfApi(endpoint=hub.endpoint, token="hf_" + "q" * 34).whoami()
    api.update_repo_settings("acme/secret", private=False)
    api.move_repo("acme/secret", "acme/known")
    assert bob.model_info("acme/known").id == "acme/known"
    api.delete_repo("acme/known")
    assert not api.repo_exists("acme/known")


def test_spaces_have_variables_states_and_logs_and_keep_no_secret(plain: LoopbackHub) -> None:
    api = client(plain)
    api.create_repo("alice/demo", repo_type="space", space_sdk="gradio", space_variables=[{"key": "A", "value": "1"}])
    api.add_space_variable("alice/demo", "B", "2", description="two")
    api.add_space_secret("alice/demo", "KEY", "kept from everyone")
    assert plain.space_variables("alice/demo") == {"A": "1", "B": "2"}
    assert api.wait_for_space("alice/demo", poll_interval=0.01).stage == "RUNNING"
    plain.set_space_stage("alice/demo", ["BUILDING", "BUILD_ERROR"], logs=["one", "two"])
    assert api.wait_for_space("alice/demo", poll_interval=0.01).stage == "BUILD_ERROR"
    assert list(api.fetch_space_logs("alice/demo", build=True)) == ["one", "two"]
    api.request_space_hardware("alice/demo", "t4-small")
    assert api.get_space_runtime("alice/demo").hardware == "t4-small"
    assert api.pause_space("alice/demo").stage == "PAUSED"
    assert not any(b"kept from everyone" in path.read_bytes() for path in files_below(plain))


def files_below(hub: LoopbackHub) -> list[Path]:
    folder = hub._state.store.folder
    return [path for path in folder.rglob("*") if path.is_file()]


def test_collections(plain: LoopbackHub) -> None:
    api = client(plain)
    api.create_repo(REPO)
    made = api.create_collection("A title", namespace="acme", description="text")
    assert api.create_collection("A title", namespace="acme", exists_ok=True).slug == made.slug
    with_item = api.add_collection_item(made.slug, REPO, "model", note="a note")
    api.add_collection_item(made.slug, REPO, "model", exists_ok=True)
    (item,) = with_item.items
    assert (item.item_id, item.note) == (REPO, "a note")
    api.update_collection_item(made.slug, item.item_object_id, note="another")
    assert api.get_collection(made.slug).items[0].note == "another"
    assert api.update_collection_metadata(made.slug, title="New").title == "New"
    api.delete_collection_item(made.slug, item.item_object_id)
    assert [collection.title for collection in api.list_collections(owner="acme")] == ["New"]
    api.delete_collection(made.slug)
    assert not list(api.list_collections(owner="acme"))


def test_what_was_stored_is_there_after_a_restart(
    tmp_path: Path, online: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(constants, "HF_HUB_DISABLE_XET", True)
    with LoopbackHub(tmp_path) as hub:
        client(hub).create_repo(REPO)
        head = add(hub, {"a.safetensors": BIG})
        client(hub).create_collection("Kept", namespace="alice")
    with LoopbackHub(tmp_path) as hub:
        assert hub.head(REPO) == head
        assert hub.files(REPO)["a.safetensors"] == BIG
        assert [collection.title for collection in client(hub).list_collections(owner="alice")] == ["Kept"]


def test_lfs_files_are_listed_and_deleted_for_good(plain: LoopbackHub) -> None:
    api = client(plain)
    api.create_repo(REPO)
    add(plain, {"a.safetensors": BIG, "b.txt": b"b"})
    (file,) = api.list_lfs_files(REPO)
    assert (file.filename, file.size) == ("a.safetensors", len(BIG))
    api.permanently_delete_lfs_files(REPO, [file])
    assert set(plain.files(REPO)) == {".gitattributes", "b.txt"}
    assert not any(path.read_bytes() == BIG for path in files_below(plain))


# ----- faults


def get(hub: LoopbackHub) -> httpx2.Response:
    return httpx2.get(f"{hub.endpoint}/{REPO}/resolve/main/.gitattributes", trust_env=False)


@pytest.fixture
def ready(plain: LoopbackHub) -> LoopbackHub:
    client(plain).create_repo(REPO)
    plain.requests.clear()
    return plain


def test_a_fault_happens_as_often_as_asked_and_to_what_matches(ready: LoopbackHub) -> None:
    ready.fault(Fault("status", status=503, path="/resolve/", times=2, after=1, headers={"Retry-After": "7"}))
    ready.fault(Fault("status", status=418, method="POST"))
    responses = [get(ready) for _ in range(4)]
    assert [response.status_code for response in responses] == [200, 503, 503, 200]
    assert responses[1].headers["Retry-After"] == "7"
    assert [request.status for request in ready.requests] == [200, 503, 503, 200]
    ready.clear_faults()
    assert client(ready).create_repo("alice/other")


def test_drop_does_nothing_and_lost_does_it_without_an_answer(ready: LoopbackHub) -> None:
    for kind, commits in (("drop", 1), ("lost", 2)):
        ready.fault(Fault(kind, method="POST", path="/commit/"))  # type: ignore[arg-type]
        with pytest.raises(httpx2.TransportError):
            add(ready, {"a.txt": kind.encode()})
        assert len(ready.commits(REPO)) == commits


def test_cut_breaks_off_flip_changes_one_bit_slow_waits(ready: LoopbackHub) -> None:
    whole = get(ready).content
    ready.fault(Fault("cut", path="/resolve/"))
    with pytest.raises(httpx2.RemoteProtocolError):
        get(ready)
    ready.fault(Fault("flip", path="/resolve/"))
    flipped = get(ready).content
    assert sum(one != other for one, other in zip(whole, flipped, strict=True)) == 1
    ready.fault(Fault("slow", path="/resolve/", seconds=0.2))
    response = get(ready)
    assert response.content == whole
    assert response.elapsed.total_seconds() >= 0.2


def test_stale_lets_somebody_else_be_first(ready: LoopbackHub) -> None:
    head = ready.head(REPO)
    ready.fault(Fault("stale", path="/commit/"))
    with pytest.raises(HfHubHTTPError, match="412"):
        add(ready, {"a.txt": b"a"}, parent_commit=head)
    assert ready.commits(REPO)[0].author == "mallory"


def test_a_stored_byte_can_be_flipped(hub: LoopbackHub) -> None:
    client(hub).create_repo(REPO)
    add(hub, {"a.safetensors": BIG})
    hub.files(REPO)  # over Xet this makes a second copy, which must change too
    hub.flip(REPO, "a.safetensors")
    changed = hub.files(REPO)["a.safetensors"]
    assert len(changed) == len(BIG)
    assert changed != BIG


@pytest.mark.parametrize("status", [404, 501])
def test_what_a_server_lacks(status: int, loopback_hubs: Callable[..., LoopbackHub], online: None) -> None:
    hub = loopback_hubs(features=(), missing_status=status)
    api = client(hub)
    api.create_repo(REPO)
    for call in (
        lambda: list(api.get_repo_discussions(REPO)),
        lambda: list(api.list_collections()),
        lambda: api.create_tag(REPO, tag="v1"),
        lambda: api.get_space_runtime("alice/x"),
        lambda: api.create_commit(REPO, [CommitOperationAdd("a.txt", b"a")], commit_message="x", create_pr=True),
    ):
        with pytest.raises(HfHubHTTPError) as caught:
            call()
        assert caught.value.response.status_code == status
    with pytest.raises(ValueError, match="unknown features"):
        LoopbackHub("folder", features={"everything"})


# ----- it stays here


def test_it_listens_on_loopback_only(plain: LoopbackHub) -> None:
    port = int(plain.endpoint.rsplit(":", 1)[1])
    bound = [each.getsockname() for each in plain._server._sockets]
    assert (("127.0.0.1", port)) in bound
    assert {host for host, _ in bound} == {"127.0.0.1"}


def test_a_taken_port_is_an_error(plain: LoopbackHub, tmp_path: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        with pytest.raises(OSError, match="in use"):
            LoopbackHub(tmp_path / "hub", port=other.getsockname()[1]).start()


@pytest.mark.parametrize(
    "path", ["/../../etc/passwd", "/alice/model/resolve/main/../../../etc/passwd", "/%2e%2e/x", "/x"]
)
def test_paths_lead_nowhere_else(ready: LoopbackHub, path: str) -> None:
    with socket.create_connection(("127.0.0.1", int(ready.endpoint.rsplit(":", 1)[1]))) as raw:
        raw.sendall(f"GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".encode())
        answer = b"".join(iter(lambda: raw.recv(65536), b""))
    assert answer.startswith(b"HTTP/1.1 404")
    assert b"root:" not in answer


# ----- patterns


@pytest.mark.parametrize(
    ("rules", "path", "left_out"),
    [
        ("*.log", "a.log", True),
        ("*.log", "runs/a.log", True),
        ("/a.log", "runs/a.log", False),
        ("*.log\n!keep.log", "keep.log", False),
        ("runs/", "runs/a.txt", True),
        ("runs/", "runs", False),
        ("a/**/b", "a/x/y/b", True),
        ("a/**/b", "a/b", True),
        ("[ab].txt", "b.txt", True),
        ("[!ab].txt", "b.txt", False),
        ("# *.txt", "a.txt", False),
        ("a?c", "a/c", False),
    ],
)
def test_gitignore(rules: str, path: str, left_out: bool) -> None:
    assert ignored(rules, path) is left_out


def test_gitattributes() -> None:
    rules = "*.bin filter=lfs diff=lfs\nsmall.bin -filter\n# x filter=lfs\n"
    assert stored_as_lfs(rules, "sub/a.bin")
    assert not stored_as_lfs(rules, "small.bin")
    assert not stored_as_lfs(rules, "x")

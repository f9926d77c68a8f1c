"""Accounts and repositories: whoami, create, settings, info, lists, trees, references, history."""

import hashlib
import io
import json
from collections.abc import Sequence
from typing import Any
from urllib.parse import quote, urlencode

import yaml
from starlette.responses import JSONResponse, Response

from hubkit.testing.card_rules import check_card
from hubkit.testing.errors import RefusedRequestError, entry_not_found
from hubkit.testing.routing import Call, Routes
from hubkit.testing.state import may_write, readable, writable
from hubkit.testing.store import Commit, Entry, Repo

__all__ = ["card_data", "routes", "tree_entry"]

routes = Routes()

_PAGE, _EXPANDED_PAGE = 1000, 50
_COMMIT_PAGE = 50


@routes("GET", "/api/whoami-v2")
def whoami(call: Call) -> object:
    user = call.user
    if user is None:
        raise RefusedRequestError(401, "Invalid credentials in Authorization header")
    return {
        "type": "user",
        "id": user.name,
        "name": user.name,
        "fullname": user.name.title(),
        "email": f"{user.name}@example.org",
        "emailVerified": True,
        "isPro": False,
        "orgs": [{"type": "org", "id": name, "name": name, "roleInOrg": "write"} for name in user.organisations],
        "auth": {
            "type": "access_token",
            "accessToken": {"displayName": "loopback", "role": "write" if user.writes else "read"},
        },
    }


@routes("POST", "/api/repos/create")
def create(call: Call) -> object:
    asked = call.json
    kind = asked.get("type") or "model"
    if kind not in ("model", "dataset", "space"):
        raise RefusedRequestError(400, f"the loopback Hub has no repositories of type {kind!r}")
    if call.user is None:
        raise RefusedRequestError(401, "Invalid username or password.")
    name = f"{asked.get('organization') or call.user.name}/{asked['name']}"
    may_write(call, name.split("/")[0])
    if kind == "space" and not asked.get("sdk"):
        raise RefusedRequestError(400, '"sdk" is required')
    with call.state.lock:
        there = call.state.store.repo(kind, name)
        if there is not None:
            raise RefusedRequestError(
                409, "You already created this repo", body={"url": call.state.url(there), "name": name, "id": name}
            )
        repo = Repo(kind, name, private=asked.get("visibility") == "private" or asked.get("private") is True)
        if kind == "space":
            repo.space = {
                "sdk": asked["sdk"],
                "hardware": asked.get("hardware") or "cpu-basic",
                "sleep": asked.get("sleepTimeSeconds"),
                "variables": {item["key"]: item for item in asked.get("variables") or []},
                "secrets": {item["key"]: item.get("description") for item in asked.get("secrets") or []},
            }
        call.state.store.create(repo, call.user.name)
    return {"url": call.state.url(repo), "name": name, "id": name}


@routes("DELETE", "/api/repos/delete")
def delete(call: Call) -> None:
    asked = call.json
    user = call.user.name if call.user else ""
    name = f"{asked.get('organization') or user}/{asked['name']}"
    may_write(call, name.split("/")[0])
    repo = call.state.store.repo(asked.get("type") or "model", name)
    if repo is None:
        raise RefusedRequestError(404, "Repository not found", code="RepoNotFound")
    call.state.store.delete(repo)


@routes("POST", "/api/repos/move")
def move(call: Call) -> None:
    asked = call.json
    repo = call.state.store.repo(asked.get("type") or "model", asked["fromRepo"])
    if repo is None:
        raise RefusedRequestError(404, "Repository not found", code="RepoNotFound")
    may_write(call, repo.namespace)
    may_write(call, asked["toRepo"].split("/")[0])
    if call.state.store.repo(repo.type, asked["toRepo"]):
        raise RefusedRequestError(409, "a repository of that name is there already")
    call.state.store.move(repo, asked["toRepo"])


@routes("PUT", "/api/{T}/{id}/settings")
def settings(call: Call) -> object:
    repo, asked = writable(call), call.json
    if "visibility" in asked:
        repo.private = asked["visibility"] == "private"
    if "private" in asked:
        repo.private = bool(asked["private"])
    if "gated" in asked:
        repo.gated = asked["gated"]
    call.state.store.save(repo)
    return {"private": repo.private, "gated": repo.gated}


@routes("GET", "/api/{T}/{id}")
@routes("GET", "/api/{T}/{id}/revision/{rev}")
def info(call: Call) -> object:
    repo = readable(call)
    commit = call.state.store.resolve(repo, call.parts.get("rev", "main"))
    return _info(call, repo, commit)


@routes("GET", "/api/{T}")
def repositories(call: Call) -> Response:
    author, search = call.one("author"), call.one("search").lower()
    seen = [
        repo
        for repo in call.state.store.repos(call.kind)
        if (not author or repo.namespace == author)
        and search in repo.id.lower()
        and (not repo.private or (call.user and repo.namespace in call.user.namespaces))
    ]
    store = call.state.store
    records = [_info(call, repo, store.resolve(repo, "main"), listed=True) for repo in seen]
    return _page(call, records, int(call.one("limit", str(_PAGE))))


@routes("GET", "/api/{T}/{id}/tree/{rev}[/{rest}]")
def tree(call: Call) -> Response:
    repo, store = readable(call), call.state.store
    commit = store.resolve(repo, call.parts["rev"])
    folder = call.parts.get("rest", "").strip("/")
    recursive = call.one("recursive").lower() in ("true", "1")
    expand = call.one("expand").lower() in ("true", "1")
    start = f"{folder}/" if folder else ""
    records: list[dict[str, Any]] = []
    folders: set[str] = set()
    for path, entry in sorted(commit.files.items()):
        if not path.startswith(start):
            continue
        inside = path[len(start) :].split("/")[:-1]
        for depth in range(1, len(inside) + 1 if recursive else min(len(inside), 1) + 1):
            name = start + "/".join(inside[:depth])
            if name not in folders:
                folders.add(name)
                records.append({"type": "directory", "path": name, "oid": _tree_id(commit, name), "size": 0})
        if recursive or not inside:
            records.append(tree_entry(call, commit, path, entry, expand))
    if folder and not records:
        raise entry_not_found(folder, commit.id)
    return _page(call, records, _EXPANDED_PAGE if expand else _PAGE)


@routes("POST", "/api/{T}/{id}/paths-info/{rev}")
def paths_info(call: Call) -> object:
    repo = readable(call)
    commit = call.state.store.resolve(repo, call.parts["rev"])
    is_json = "json" in call.headers.get("content-type", "")
    form = call.json if is_json else call.form
    asked = form.get("paths", [])
    expand = str(form.get("expand", ["false"])).lower().strip("[]'\"") in ("true", "1")
    found = []
    for path in [asked] if isinstance(asked, str) else asked:
        if path in commit.files:
            found.append(tree_entry(call, commit, path, commit.files[path], expand))
        elif any(name.startswith(f"{path}/") for name in commit.files):
            found.append({"type": "directory", "path": path, "oid": _tree_id(commit, path), "size": 0})
    return found


@routes("GET", "/api/{T}/{id}/refs")
def refs(call: Call) -> object:
    repo = readable(call)

    def named(start: str) -> list[dict[str, str]]:
        return [
            {"name": ref.removeprefix(start), "ref": ref, "targetCommit": commit}
            for ref, commit in repo.refs.items()
            if ref.startswith(start)
        ]

    found: dict[str, Any] = {"branches": named("refs/heads/"), "tags": named("refs/tags/"), "converts": []}
    if call.one("include_prs"):
        found["pullRequests"] = [
            {"name": ref, "ref": ref, "targetCommit": commit}
            for ref, commit in repo.refs.items()
            if ref.startswith("refs/pr/")
        ]
    return found


@routes("GET", "/api/{T}/{id}/commits/{rev}")
def commits(call: Call) -> Response:
    repo, store = readable(call), call.state.store
    records = [
        {
            "id": commit.id,
            "title": commit.title,
            "message": commit.message,
            "authors": [{"user": commit.author}],
            "date": commit.date,
        }
        for commit in store.history(store.resolve(repo, call.parts["rev"]).id)
    ]
    return _page(call, records, int(call.one("limit", str(_COMMIT_PAGE))))


@routes("POST", "/api/{T}/{id}/branch/{branch}")
def create_branch(call: Call) -> None:
    repo, store = writable(call), call.state.store
    with store.lock:
        ref = f"refs/heads/{call.parts['branch']}"
        if ref in repo.refs:
            raise RefusedRequestError(409, f"Reference already exists: {ref}")
        repo.refs[ref] = store.resolve(repo, call.json.get("startingPoint") or "main").id
        store.save(repo)


@routes("DELETE", "/api/{T}/{id}/branch/{branch}")
def delete_branch(call: Call) -> None:
    _delete_ref(call, f"refs/heads/{call.parts['branch']}")


@routes("POST", "/api/{T}/{id}/tag/{rev}", feature="tags")
def create_tag(call: Call) -> None:
    repo, store, asked = writable(call), call.state.store, call.json
    with store.lock:
        ref = f"refs/tags/{asked['tag']}"
        if ref in repo.refs:
            raise RefusedRequestError(409, f"Tag {asked['tag']} already exists")
        repo.refs[ref] = store.resolve(repo, call.parts["rev"]).id
        repo.tag_messages[asked["tag"]] = asked.get("message") or ""
        store.save(repo)


@routes("DELETE", "/api/{T}/{id}/tag/{tag}", feature="tags")
def delete_tag(call: Call) -> None:
    _delete_ref(call, f"refs/tags/{call.parts['tag']}")


@routes("POST", "/api/{T}/{id}/super-squash/{branch}")
def squash(call: Call) -> None:
    repo, store = writable(call), call.state.store
    with store.lock:
        head = store.resolve(repo, call.parts["branch"])
        made = store.write_commit(None, call.json.get("message") or "", "", _name(call), head.files)
        repo.refs[f"refs/heads/{call.parts['branch']}"] = made.id
        store.save(repo)


@routes("POST", "/api/validate-yaml", feature="validate-yaml")
def validate(call: Call) -> Response:
    asked = call.json
    errors, warnings = check_card(str(asked.get("content") or ""), asked.get("repoType") or "model")
    body: dict[str, Any] = {
        "errors": [{"message": message} for message in errors],
        "warnings": [{"message": message} for message in warnings],
    }
    if errors:
        body["error"] = "Invalid metadata in README.md"
    return JSONResponse(body, 400 if errors else 200)


# ----- what the records look like


def tree_entry(call: Call, commit: Commit, path: str, entry: Entry, expand: bool = False) -> dict[str, Any]:
    """A file as the tree and paths-info show it."""
    record: dict[str, Any] = {"type": "file", "path": path, "size": entry.size, "oid": entry.oid}
    if entry.sha256:
        record["lfs"] = {"oid": entry.sha256, "size": entry.size, "pointerSize": entry.pointer_size}
        if known := call.state.store.xet.find(entry.sha256):
            record["xetHash"] = known.hash
    if expand:
        last = commit
        for older in call.state.store.history(commit.id)[1:]:
            if older.files.get(path) != entry:
                break
            last = older
        record["lastCommit"] = {"id": last.id, "title": last.title, "date": last.date}
    return record


def card_data(call: Call, commit: Commit) -> dict[str, Any]:
    """The front matter of a commit's README.md, empty where there is none that can be read."""
    text = call.state.store.text(commit, "README.md")
    parts = text.split("---", 2)
    if not text.startswith("---") or len(parts) < 3:
        return {}
    try:
        fields = yaml.safe_load(io.StringIO(parts[1]))
    except yaml.YAMLError:
        return {}
    return fields if isinstance(fields, dict) else {}


def _info(call: Call, repo: Repo, commit: Commit, listed: bool = False) -> dict[str, Any]:
    card = card_data(call, commit)
    tags = card.get("tags")
    record: dict[str, Any] = {
        "_id": repo.id,
        "id": repo.id,
        "author": repo.namespace,
        "sha": commit.id,
        "lastModified": commit.date,
        "createdAt": repo.created,
        "private": repo.private,
        "gated": repo.gated,
        "disabled": False,
        "downloads": 0,
        "likes": 0,
        "tags": [str(tag) for tag in tags] if isinstance(tags, list) else [],
    }
    if repo.type == "model":
        record["modelId"] = repo.id
        record |= {key: card[key] for key in ("pipeline_tag", "library_name") if isinstance(card.get(key), str)}
    if repo.type == "space":
        record["sdk"] = card.get("sdk") or repo.space.get("sdk")
    if listed:
        return record
    if card:
        record["cardData"] = json.loads(json.dumps(card, default=str))
    record["siblings"] = []
    for path, entry in sorted(commit.files.items()):
        file: dict[str, Any] = {"rfilename": path}
        if call.one("blobs"):
            file |= {"size": entry.size, "blobId": entry.oid}
            if entry.sha256:
                file["lfs"] = {"sha256": entry.sha256, "size": entry.size, "pointerSize": entry.pointer_size}
        record["siblings"].append(file)
    wanted = call.query.get("expand", []) + call.query.get("expand[]", [])
    if "evalResults" in wanted:
        record["evalResults"] = [
            item
            for path in sorted(commit.files)
            if path.startswith(".eval_results/") and path.endswith((".yaml", ".yml"))
            for item in yaml.safe_load(call.state.store.text(commit, path)) or []
        ]
        record["evalResults"] = json.loads(json.dumps(record["evalResults"], default=str))
    if wanted:
        return {"_id": repo.id, "id": repo.id, **{key: record[key] for key in wanted if key in record}}
    return record


def _page(call: Call, records: Sequence[object], size: int) -> Response:
    """One page, with a `Link` to the next."""
    size = max(1, size)
    start = int(call.one("cursor", "0") or 0)
    response = JSONResponse(list(records[start : start + size]))
    if start + size < len(records):
        query = {name: values for name, values in call.query.items() if name != "cursor"}
        query["cursor"] = [str(start + size)]
        path = quote(call.notes["path"], safe="/%")
        response.headers["Link"] = f'<{call.state.endpoint}{path}?{urlencode(query, doseq=True)}>; rel="next"'
    return response


def _tree_id(commit: Commit, folder: str) -> str:
    """A stable id for a folder; nothing reads it as git's."""

    text = "".join(f"{path} {entry.oid}\n" for path, entry in sorted(commit.files.items()) if path.startswith(folder))
    return hashlib.sha1(text.encode(), usedforsecurity=False).hexdigest()


def _delete_ref(call: Call, ref: str) -> None:
    repo, store = writable(call), call.state.store
    with store.lock:
        if ref not in repo.refs:
            raise RefusedRequestError(404, f"Reference does not exist: {ref}", code="RevisionNotFound")
        if ref == "refs/heads/main":
            raise RefusedRequestError(403, "the branch main cannot be deleted")
        del repo.refs[ref]
        store.save(repo)


def _name(call: Call) -> str:
    return call.user.name if call.user else ""

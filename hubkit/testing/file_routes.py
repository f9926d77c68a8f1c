"""Files on their way: preupload, LFS, Xet tokens, commits, downloads."""

import base64
import binascii
import json
import time
from pathlib import Path
from typing import Any
from urllib.parse import quote

from starlette.responses import FileResponse, JSONResponse, RedirectResponse, Response

from hubkit.testing.card_rules import check_card
from hubkit.testing.discussions import open_pull_request, record_commit
from hubkit.testing.errors import RefusedRequestError, entry_not_found
from hubkit.testing.patterns import ignored, stored_as_lfs
from hubkit.testing.routing import Call, Routes
from hubkit.testing.state import readable, writable
from hubkit.testing.store import Entry, Repo, Store

__all__ = ["file_routes", "routes"]

routes = Routes()
"""Of the Hub itself."""

file_routes = Routes()
"""Of the second origin, where large files go and come from; its addresses are the permission, as signed ones are."""

_REGULAR_BYTES = 10_000_000
"""Above this a file is LFS whatever `.gitattributes` says (the Hub's own limit for regular files)."""

_TOKEN_SECONDS = 3600
_STALE = "The branch was updated since you opened this page. Please refresh and try again."


# ----- before a commit


@routes("POST", "/api/{T}/{id}/preupload/{rev}")
def preupload(call: Call) -> object:
    repo, store, asked = writable(call), call.state.store, call.json
    files = asked.get("files")
    if not isinstance(files, list) or len(files) > 256:
        raise RefusedRequestError(400, '"files" must be an array of at most 256 items')
    commit = store.resolve(repo, call.parts["rev"])
    gitignore = asked.get("gitIgnore")
    if gitignore is None:
        gitignore = store.text(commit, ".gitignore")
    attributes = store.text(commit, ".gitattributes")
    answers = []
    for file in files:
        path, size = str(file["path"]), int(file["size"])
        there = commit.files.get(path)
        answer: dict[str, Any] = {
            "path": path,
            "uploadMode": "lfs" if _large(attributes, path, size, str(file.get("sample", ""))) else "regular",
            "shouldIgnore": ignored(gitignore, path),
        }
        if there is not None:
            answer["oid"] = there.sha256 or there.oid
        answers.append(answer)
    return {"files": answers}


@routes("POST", "/{prefix}{id}.git/info/lfs/objects/batch")
def lfs_batch(call: Call) -> Response:
    repo, store, asked = writable(call), call.state.store, call.json
    if asked.get("operation") != "upload":
        raise RefusedRequestError(400, "only uploads are answered here; download by /resolve")
    part_bytes, objects = call.state.part_bytes, []
    for item in asked["objects"]:
        oid, size = str(item["oid"]), int(item["size"])
        answer: dict[str, Any] = {"oid": oid, "size": size, "authenticated": True}
        if store.lfs_size(repo, oid) is None:
            name = f"{repo.type}s/{quote(repo.id)}"
            href = f"{call.state.files_endpoint}/upload/{name}/{oid}"
            upload: dict[str, Any] = {"href": href, "header": {}}
            if size > part_bytes:
                count = -(-size // part_bytes)
                upload["header"] = {"chunk_size": str(part_bytes)}
                upload["header"] |= {str(number): f"{href}/{number}" for number in range(1, count + 1)}
            verify = f"{call.state.endpoint}/{_prefix(repo)}{quote(repo.id)}.git/info/lfs/verify"
            answer["actions"] = {"upload": upload, "verify": {"href": verify, "header": {}}}
        objects.append(answer)
    return JSONResponse({"transfer": "basic", "objects": objects}, media_type="application/vnd.git-lfs+json")


@routes("POST", "/{prefix}{id}.git/info/lfs/verify")
def lfs_verify(call: Call) -> None:
    repo, asked = writable(call), call.json
    if call.state.store.lfs_size(repo, asked["oid"]) != asked["size"]:
        raise RefusedRequestError(404, f"object {asked['oid']} did not arrive")


@file_routes("PUT", "/upload/{T}/{id}/{oid}")
def upload(call: Call) -> None:
    repo = _uploading(call)
    _keep(call.state.store, repo, call.parts["oid"], [_body_file(call)])


@file_routes("PUT", "/upload/{T}/{id}/{oid}/{part}")
def upload_part(call: Call) -> Response:
    _uploading(call)
    body, target = _body_file(call), _part(call.state.store, call.parts["oid"], int(call.parts["part"]))
    body.replace(target)
    return Response(headers={"ETag": f'"part-{call.parts["part"]}"'})


@file_routes("POST", "/upload/{T}/{id}/{oid}")
def complete(call: Call) -> None:
    repo, store, oid = _uploading(call), call.state.store, call.parts["oid"]
    parts = [_part(store, oid, int(part["partNumber"])) for part in call.json["parts"]]
    if not all(part.is_file() for part in parts):
        raise RefusedRequestError(400, "a part is missing")
    _keep(store, repo, oid, parts)


@routes("GET", "/api/{T}/{id}/xet-write-token/{rev}", feature="xet")
def xet_write_token(call: Call) -> Response:
    writable(call)
    return _xet_token(call.state.store.xet.url)


@routes("GET", "/api/{T}/{id}/xet-read-token/{rev}", feature="xet")
def xet_read_token(call: Call) -> Response:
    readable(call)
    return _xet_token(call.state.store.xet.view_url())


# ----- commits


@routes("POST", "/api/{T}/{id}/commit/{rev}")
def commit(call: Call) -> object:
    repo, store, state = writable(call), call.state.store, call.state
    user = call.user.name if call.user else ""
    lines = [json.loads(line) for line in call.content.splitlines() if line.strip()]
    header = next((line["value"] for line in lines if line["key"] == "header"), None)
    if header is None or not str(header.get("summary") or "").strip():
        raise RefusedRequestError(400, "the header with a summary is missing")
    create_pr = call.one("create_pr") in ("1", "true")
    if create_pr and "pull-requests" not in state.features:
        raise call.notes["missing"]()
    with store.lock:
        base = store.resolve(repo, call.parts["rev"])
        ref = _branch(repo, call.parts["rev"])
        if ref is None and not create_pr:
            raise RefusedRequestError(
                400, f"{call.parts['rev']} is no branch; commits go to branches and pull requests"
            )
        asked_parent = header.get("parentCommit")
        if asked_parent and asked_parent != base.id and not (create_pr and _known(store, repo, asked_parent)):
            raise RefusedRequestError(412, _STALE)
        if create_pr and asked_parent:
            base = store.read_commit(asked_parent)
        files = dict(base.files)
        for line in lines:
            _apply(call, repo, files, line["key"], line["value"])
        _check_paths(files)
        if "README.md" in files and files["README.md"] != base.files.get("README.md"):
            errors, _ = check_card(store.read(files["README.md"]).decode("utf-8", "replace"), repo.type)
            if errors:
                raise RefusedRequestError(400, f"Invalid metadata in README.md. {'; '.join(errors)}")
        title, message = str(header["summary"]), str(header.get("description") or "")
        if create_pr:
            made = store.write_commit(base.id, title, message, user, files)
            number = open_pull_request(state, repo, title, message, user, made, draft=False)
            url: str | None = f"{state.url(repo)}/discussions/{number}"
        else:
            assert ref is not None
            made = store.commit(repo, ref, files, title=title, message=message, author=user, parent=base.id, save=False)
            url = record_commit(state, repo, ref, made)
        if repo.type == "space" and ref == "refs/heads/main" and not create_pr:
            state.stages.setdefault(repo.id, ["BUILDING", "RUNNING"])
        store.save(repo)
    return {
        "success": True,
        "commitOid": made.id,
        "commitUrl": state.commit_url(repo, made),
        "hookOutput": "",
        **({"pullRequestUrl": url} if url else {}),
    }


# ----- downloads


@routes("GET", "/{prefix}{id}/resolve/{rev}/{rest}")
def resolve(call: Call) -> Response:
    repo, store = readable(call), call.state.store
    commit = store.resolve(repo, call.parts["rev"])
    path = call.parts["rest"]
    entry = commit.files.get(path)
    if entry is None:
        raise entry_not_found(path, commit.id)
    headers = {"X-Repo-Commit": commit.id, "Accept-Ranges": "bytes"}
    if entry.sha256 is None:
        return FileResponse(
            store.blob_path(entry.oid),
            media_type="text/plain; charset=utf-8",
            headers={**headers, "ETag": f'"{entry.oid}"'},
        )
    headers |= {"X-Linked-Etag": f'"{entry.sha256}"', "X-Linked-Size": str(entry.size), "ETag": f'"{entry.oid}"'}
    known = store.xet.find(entry.sha256) if "xet" in call.state.features else None
    if known is not None:
        route = call.state.refresh_url(repo, commit)
        headers |= {"X-Xet-Hash": known.hash, "X-Xet-Refresh-Route": route, "Link": f'<{route}>; rel="xet-auth"'}
    name = f"{repo.type}s/{quote(repo.id)}"
    return RedirectResponse(
        f"{call.state.files_endpoint}/download/{name}/{entry.sha256}/{quote(path)}", 302, headers=headers
    )


@file_routes("GET", "/download/{T}/{id}/{oid}/{rest}")
def download(call: Call) -> Response:
    repo, store, oid = _uploading(call), call.state.store, call.parts["oid"]
    size = store.lfs_size(repo, oid)
    if size is None:
        raise entry_not_found(call.parts["rest"])
    return FileResponse(store.lfs_file(oid), media_type="application/octet-stream", headers={"ETag": f'"{oid}"'})


# ----- LFS administration


@routes("GET", "/api/{T}/{id}/lfs-files")
def lfs_files(call: Call) -> object:
    repo, store = readable(call), call.state.store
    found = {}
    for ref, head in repo.refs.items():
        for commit in reversed(store.history(head)):
            for path, entry in commit.files.items():
                if entry.sha256 and entry.sha256 not in found:
                    found[entry.sha256] = {
                        "fileOid": entry.sha256,
                        "filename": path,
                        "oid": entry.sha256,
                        "pushedAt": commit.date,
                        "ref": ref,
                        "size": entry.size,
                    }
    return list(found.values())


@routes("POST", "/api/{T}/{id}/lfs-files/batch")
def delete_lfs_files(call: Call) -> None:
    repo, store = writable(call), call.state.store
    gone = set(call.json["deletions"]["sha"])
    with store.lock:
        for ref, head in list(repo.refs.items()):
            parent: str | None = None
            for commit in reversed(store.history(head)):
                files = {path: entry for path, entry in commit.files.items() if entry.sha256 not in gone}
                made = store.write_commit(parent, commit.title, commit.message, commit.author, files, commit.date)
                parent = made.id
            repo.refs[ref] = parent or head
        for oid in gone:
            repo.lfs.pop(oid, None)
            if not store.lfs_users(oid):
                store.lfs_path(oid).unlink(missing_ok=True)
        store.save(repo)


@routes("POST", "/api/{T}/{id}/lfs-files/duplicate")
def duplicate_lfs_files(call: Call) -> object:
    repo, store, asked = readable(call), call.state.store, call.json
    target = store.repo(asked["target"]["type"], asked["target"]["name"])
    if target is None or call.user is None or target.namespace not in call.user.namespaces or not call.user.writes:
        raise RefusedRequestError(403, "you may not write to the target")
    failed = []
    for file in asked["files"]:
        size = store.lfs_size(repo, file["sha256"])
        if size is None:
            failed.append({"sha256": file["sha256"], "error": "not in this repository"})
        else:
            target.lfs[file["sha256"]] = size
    store.save(target)
    return {"succeeded": [file for file in asked["files"]], "failed": failed}


# ----- parts


def _apply(call: Call, repo: Repo, files: dict[str, Entry], key: str, value: dict[str, Any]) -> None:
    store = call.state.store
    if key == "file":
        try:
            content = (
                base64.b64decode(value["content"], validate=True)
                if value.get("encoding") == "base64"
                else str(value["content"]).encode()
            )
        except binascii.Error as error:
            raise RefusedRequestError(400, f"{value['path']}: not base64: {error}") from error
        files[value["path"]] = store.add_blob(content)
    elif key == "lfsFile":
        size = store.lfs_size(repo, value["oid"])
        if size is None or size != value.get("size", size):
            raise RefusedRequestError(400, f"{value['path']}: its LFS object {value['oid']} was never uploaded")
        repo.lfs[value["oid"]] = size
        files[value["path"]] = Entry.lfs(value["oid"], size)
    elif key == "deletedFile":
        if files.pop(value["path"], None) is None:
            raise entry_not_found(value["path"])
    elif key == "deletedFolder":
        start = value["path"].rstrip("/") + "/"
        for path in [path for path in files if path.startswith(start)]:
            del files[path]
    elif key != "header":
        raise RefusedRequestError(400, f"unknown operation {key!r}")


def _check_paths(files: dict[str, Entry]) -> None:
    for path in files:
        parts = path.split("/")
        if any(part in ("", ".", "..", ".git") for part in parts) or "\\" in path:
            raise RefusedRequestError(400, f"{path!r} is no path in a repository")
        for depth in range(1, len(parts)):
            if "/".join(parts[:depth]) in files:
                raise RefusedRequestError(400, f"{path!r} lies below a file")


def _large(attributes: str, path: str, size: int, sample: str) -> bool:
    """LFS by `.gitattributes`, by size, or because the first bytes are no text (how the Hub tells is not known)."""
    if size > _REGULAR_BYTES or stored_as_lfs(attributes, path):
        return True
    return b"\0" in base64.b64decode(sample or b"")


def _branch(repo: Repo, revision: str) -> str | None:
    for ref in (f"refs/heads/{revision}", revision):
        if ref in repo.refs and not ref.startswith("refs/tags/"):
            return ref
    return None


def _known(store: Store, repo: Repo, commit: str) -> bool:
    return any(older.id == commit for older in store.history(repo.refs["refs/heads/main"]))


def _prefix(repo: Repo) -> str:
    return "" if repo.type == "model" else f"{repo.type}s/"


def _uploading(call: Call) -> Repo:
    repo = call.state.store.repo(call.kind, call.parts["id"])
    if repo is None:
        raise RefusedRequestError(403, "this address is not signed for anything")
    return repo


def _body_file(call: Call) -> Path:
    if isinstance(call.body, Path):
        return call.body
    return call.state.store.incoming(call.body)


def _part(store: Store, oid: str, number: int) -> Path:
    return store.folder / "incoming" / f"{oid}.{number}"


def _keep(store: Store, repo: Repo, oid: str, parts: list[Path]) -> None:
    if not store.join_lfs(repo, oid, parts):
        raise RefusedRequestError(400, f"the content that was sent does not have the SHA-256 {oid}")


def _xet_token(url: str) -> Response:
    expires = int(time.time()) + _TOKEN_SECONDS
    return JSONResponse(
        {"casUrl": url, "accessToken": "loopback", "exp": expires},
        headers={
            "X-Xet-Cas-Url": url,
            "X-Xet-Access-Token": "loopback",
            "X-Xet-Token-Expiration": str(expires),
        },
    )

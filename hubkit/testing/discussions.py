"""Discussions and pull requests."""

from typing import Any

from hubkit.testing.errors import RefusedRequestError
from hubkit.testing.routing import Call, Routes
from hubkit.testing.state import State, readable, writable
from hubkit.testing.store import Commit, Entry, Repo, now

__all__ = ["open_pull_request", "record_commit", "routes"]

routes = Routes()

_FEATURE = "pull-requests"
_PAGE = 50


def open_pull_request(
    state: State, repo: Repo, title: str, text: str, author: str, head: Commit, *, draft: bool
) -> int:
    """Add a pull request with `head` as its branch; its number. The caller saves the repository."""
    number = len(repo.discussions) + 1
    main = repo.refs["refs/heads/main"]
    discussion = _new(number, title, text, author, "draft" if draft else "open")
    discussion |= {"isPullRequest": True, "base": main, "changes": {"base": "refs/heads/main"}}
    repo.discussions.append(discussion)
    repo.refs[f"refs/pr/{number}"] = head.id
    if head.id != main:
        _add_commit(discussion, head)
    return number


def record_commit(state: State, repo: Repo, ref: str, commit: Commit) -> str | None:
    """Note a commit to a pull request's branch; the address of the pull request, None for another branch."""
    if not ref.startswith("refs/pr/"):
        return None
    discussion = _find(repo, ref.removeprefix("refs/pr/"))
    _add_commit(discussion, commit)
    return f"{state.url(repo)}/discussions/{discussion['num']}"


@routes("GET", "/api/{T}/{id}/discussions", feature=_FEATURE)
def discussions(call: Call) -> object:
    repo = readable(call)
    kind, status, author = call.one("type"), call.one("status"), call.one("author")
    found = [
        discussion
        for discussion in reversed(repo.discussions)
        if (kind in ("", "all") or discussion["isPullRequest"] == (kind == "pull_request"))
        and (status in ("", "all") or (discussion["status"] in ("open", "draft")) == (status == "open"))
        and author in ("", discussion["author"]["name"])
    ]
    start = int(call.one("p", "0")) * _PAGE
    return {
        "discussions": [_summary(repo, discussion) for discussion in found[start : start + _PAGE]],
        "count": len(found),
        "start": start,
    }


@routes("POST", "/api/{T}/{id}/discussions", feature=_FEATURE)
def create(call: Call) -> object:
    repo, asked, store = readable(call), call.json, call.state.store
    if call.user is None:
        raise RefusedRequestError(401, "Invalid username or password.")
    title, text = str(asked["title"]).strip(), str(asked.get("description") or "")
    if not 3 <= len(title) <= 200:
        raise RefusedRequestError(400, '"title" must have between 3 and 200 characters')
    with store.lock:
        if asked.get("pullRequest"):
            head = store.resolve(repo, "main")
            number = open_pull_request(call.state, repo, title, text, call.user.name, head, draft=True)
        else:
            number = len(repo.discussions) + 1
            repo.discussions.append(_new(number, title, text, call.user.name, "open"))
        store.save(repo)
    return {"num": number, "url": f"{call.state.url(repo)}/discussions/{number}", "pullRequest": bool(
        asked.get("pullRequest"))}  # fmt: skip


@routes("GET", "/api/{T}/{id}/discussions/{num}", feature=_FEATURE)
def details(call: Call) -> object:
    repo, store = readable(call), call.state.store
    discussion = _find(repo, call.parts["num"])
    record = _summary(repo, discussion) | {"events": discussion["events"]}
    if discussion["isPullRequest"]:
        record |= {"changes": discussion["changes"], "filesWithConflicts": _conflicts(call, repo, discussion)}
        if call.one("diff"):
            base = store.read_commit(discussion["base"]).files
            head = store.resolve(repo, f"refs/pr/{discussion['num']}").files
            record["diff"] = "".join(
                f"diff --git a/{path} b/{path}\n" for path in sorted(base.keys() | head.keys())
                if base.get(path) != head.get(path)
            )  # fmt: skip
    return record


@routes("POST", "/api/{T}/{id}/discussions/{num}/comment", feature=_FEATURE)
def comment(call: Call) -> object:
    repo = readable(call)
    discussion = _find(repo, call.parts["num"])
    event = _event(discussion, "comment", _name(call), _comment(str(call.json["comment"])))
    call.state.store.save(repo)
    return {"newMessage": event}


@routes("POST", "/api/{T}/{id}/discussions/{num}/title", feature=_FEATURE)
def title(call: Call) -> object:
    repo = writable(call)
    discussion = _find(repo, call.parts["num"])
    new = str(call.json["title"])
    event = _event(discussion, "title-change", _name(call), {"from": discussion["title"], "to": new})
    discussion["title"] = new
    call.state.store.save(repo)
    return {"newTitle": event}


@routes("POST", "/api/{T}/{id}/discussions/{num}/status", feature=_FEATURE)
def status(call: Call) -> object:
    repo, asked = writable(call), call.json
    discussion = _find(repo, call.parts["num"])
    if discussion["status"] == "merged":
        raise RefusedRequestError(400, "a merged pull request stays as it is")
    if asked.get("comment"):
        _event(discussion, "comment", _name(call), _comment(str(asked["comment"])))
    event = _event(discussion, "status-change", _name(call), {"status": asked["status"]})
    discussion["status"] = asked["status"]
    call.state.store.save(repo)
    return {"newStatus": event}


@routes("POST", "/api/{T}/{id}/discussions/{num}/merge", feature=_FEATURE)
def merge(call: Call) -> object:
    repo, store = writable(call), call.state.store
    with store.lock:
        discussion = _find(repo, call.parts["num"])
        if not discussion["isPullRequest"] or discussion["status"] in ("merged", "closed"):
            raise RefusedRequestError(400, "there is nothing to merge")
        if discussion["status"] == "draft":
            raise RefusedRequestError(400, "a draft cannot be merged; open it first")
        if conflicts := _conflicts(call, repo, discussion):
            raise RefusedRequestError(409, f"conflicts in {', '.join(conflicts)}")
        base = store.read_commit(discussion["base"]).files
        head = store.resolve(repo, f"refs/pr/{discussion['num']}").files
        files = dict(store.resolve(repo, "main").files)
        for path in base.keys() | head.keys():
            if base.get(path) == head.get(path):
                continue
            if path in head:
                files[path] = head[path]
            else:
                files.pop(path, None)
        text = f"{discussion['title']} (#{discussion['num']})"
        made = store.commit(
            repo, "refs/heads/main", files, title=text, message=str(call.json.get("comment") or ""), author=_name(call),
            save=False,
        )  # fmt: skip
        discussion["status"] = "merged"
        discussion["changes"]["mergeCommitId"] = made.id
        _event(discussion, "status-change", _name(call), {"status": "merged"})
        store.save(repo)
    return {"mergeCommitId": made.id}


def _conflicts(call: Call, repo: Repo, discussion: dict[str, Any]) -> list[str]:
    """Files that were changed both on the branch and on main since it was opened."""
    store = call.state.store
    base = store.read_commit(discussion["base"]).files
    main = store.resolve(repo, "main").files
    head = store.resolve(repo, f"refs/pr/{discussion['num']}").files

    def changed(files: Any) -> dict[str, Entry | None]:
        return {path: files.get(path) for path in base.keys() | files.keys() if files.get(path) != base.get(path)}

    ours, theirs = changed(head), changed(main)
    return sorted(path for path in ours.keys() & theirs.keys() if ours[path] != theirs[path])


def _new(number: int, title: str, text: str, author: str, status: str) -> dict[str, Any]:
    discussion: dict[str, Any] = {
        "num": number,
        "title": title,
        "author": {"name": author},
        "createdAt": now(),
        "status": status,
        "isPullRequest": False,
        "events": [],
    }
    _event(discussion, "comment", author, _comment(text))
    return discussion


def _comment(text: str) -> dict[str, Any]:
    return {"edited": False, "hidden": False, "latest": {"raw": text, "html": "", "updatedAt": now()}}


def _add_commit(discussion: dict[str, Any], commit: Commit) -> None:
    _event(discussion, "commit", commit.author, {"subject": commit.title, "oid": commit.id})


def _event(discussion: dict[str, Any], kind: str, author: str, data: dict[str, Any]) -> dict[str, Any]:
    event = {
        "id": f"{discussion['num']}-{len(discussion['events'])}",
        "type": kind,
        "createdAt": now(),
        "author": {"name": author},
        "data": data,
    }
    discussion["events"].append(event)
    return event


def _find(repo: Repo, number: str) -> dict[str, Any]:
    for discussion in repo.discussions:
        if str(discussion["num"]) == number:
            return discussion
    raise RefusedRequestError(404, f"there is no discussion {number}")


def _summary(repo: Repo, discussion: dict[str, Any]) -> dict[str, Any]:
    kept = ("num", "title", "author", "createdAt", "status", "isPullRequest")
    return {key: discussion[key] for key in kept} | {"repo": {"name": repo.id, "type": repo.type}}


def _name(call: Call) -> str:
    if call.user is None:
        raise RefusedRequestError(401, "Invalid username or password.")
    return call.user.name

"""Spaces: variables, secrets, runtime, logs. Nothing is ever built or run; the states are what a test asked for."""

import json
from typing import Any

from starlette.responses import Response

from hubkit.testing.routing import Call, Routes
from hubkit.testing.state import readable, writable
from hubkit.testing.store import Repo, now

__all__ = ["routes"]

routes = Routes()

_FEATURE = "spaces"


def _variables(repo: Repo) -> dict[str, Any]:
    found: dict[str, Any] = repo.space.setdefault("variables", {})
    return found


def _restarted(call: Call, repo: Repo) -> None:
    """A change of variables starts the Space anew."""
    call.state.stages.setdefault(repo.id, ["RUNNING_APP_STARTING", "RUNNING"])


@routes("GET", "/api/{S}/{id}/variables", feature=_FEATURE)
def variables(call: Call) -> object:
    return _variables(readable(call))


@routes("POST", "/api/{S}/{id}/variables", feature=_FEATURE)
def add_variable(call: Call) -> object:
    repo, asked = writable(call), call.json
    _variables(repo)[asked["key"]] = {
        "key": asked["key"],
        "value": asked["value"],
        "description": asked.get("description"),
        "updatedAt": now(),
    }
    _restarted(call, repo)
    call.state.store.save(repo)
    return _variables(repo)


@routes("DELETE", "/api/{S}/{id}/variables", feature=_FEATURE)
def delete_variable(call: Call) -> object:
    repo = writable(call)
    _variables(repo).pop(call.json["key"], None)
    _restarted(call, repo)
    call.state.store.save(repo)
    return _variables(repo)


@routes("GET", "/api/{S}/{id}/secrets", feature=_FEATURE)
def secrets(call: Call) -> object:
    found = writable(call).space.get("secrets") or {}
    return {key: {"key": key, "description": text} for key, text in found.items()}


@routes("POST", "/api/{S}/{id}/secrets", feature=_FEATURE)
def add_secret(call: Call) -> object:
    """The value is thrown away: nothing here runs, so nobody may read it."""
    repo, asked = writable(call), call.json
    repo.space.setdefault("secrets", {})[asked["key"]] = asked.get("description")
    call.state.store.save(repo)
    return secrets(call)


@routes("DELETE", "/api/{S}/{id}/secrets", feature=_FEATURE)
def delete_secret(call: Call) -> object:
    repo = writable(call)
    repo.space.setdefault("secrets", {}).pop(call.json["key"], None)
    call.state.store.save(repo)
    return secrets(call)


@routes("GET", "/api/{S}/{id}/runtime", feature=_FEATURE)
def runtime(call: Call) -> object:
    repo = readable(call)
    with call.state.lock:
        waiting = call.state.stages.get(repo.id, [])
        if len(waiting) > 1:
            repo.space["stage"] = waiting.pop(0)
        elif waiting:
            repo.space["stage"] = waiting[0]
            del call.state.stages[repo.id]
        call.state.store.save(repo)
    return _runtime(repo)


@routes("POST", "/api/{S}/{id}/hardware", feature=_FEATURE)
def hardware(call: Call) -> object:
    repo, asked = writable(call), call.json
    repo.space["hardware"] = asked["flavor"]
    if "sleepTimeSeconds" in asked:
        repo.space["sleep"] = asked["sleepTimeSeconds"]
    return _saved(call, repo)


@routes("POST", "/api/{S}/{id}/sleeptime", feature=_FEATURE)
def sleep_time(call: Call) -> object:
    repo = writable(call)
    repo.space["sleep"] = call.json["seconds"]
    return _saved(call, repo)


@routes("POST", "/api/{S}/{id}/pause", feature=_FEATURE)
def pause(call: Call) -> object:
    repo = writable(call)
    repo.space["stage"] = "PAUSED"
    call.state.stages.pop(repo.id, None)
    return _saved(call, repo)


@routes("POST", "/api/{S}/{id}/restart", feature=_FEATURE)
def restart(call: Call) -> object:
    repo = writable(call)
    factory = call.one("factory") in ("true", "1")
    call.state.stages[repo.id] = ["BUILDING" if factory else "APP_STARTING", "RUNNING"]
    return _saved(call, repo)


@routes("POST", "/api/{S}/{id}/dev-mode", feature=_FEATURE)
def dev_mode(call: Call) -> object:
    repo = writable(call)
    repo.space["dev"] = bool(call.json.get("enabled"))
    return _saved(call, repo)


@routes("PUT", "/api/{S}/{id}/volumes", feature=_FEATURE)
def set_volumes(call: Call) -> object:
    repo = writable(call)
    repo.space["volumes"] = call.json.get("volumes") or []
    return _saved(call, repo)


@routes("DELETE", "/api/{S}/{id}/volumes", feature=_FEATURE)
def delete_volumes(call: Call) -> object:
    repo = writable(call)
    repo.space["volumes"] = []
    return _saved(call, repo)


@routes("GET", "/api/{S}/{id}/logs/{log}", feature=_FEATURE)
def logs(call: Call) -> Response:
    repo = readable(call)
    lines = call.state.logs.get(repo.id, [])
    text = "".join(f"data: {json.dumps({'data': line, 'timestamp': now()})}\n\n" for line in lines)
    return Response(text, media_type="text/event-stream")


def _saved(call: Call, repo: Repo) -> object:
    call.state.store.save(repo)
    return _runtime(repo)


def _runtime(repo: Repo) -> dict[str, Any]:
    hardware = repo.space.get("hardware") or "cpu-basic"
    return {
        "stage": repo.space.get("stage", "NO_APP_FILE"),
        "hardware": {"current": hardware, "requested": hardware},
        "gcTimeout": repo.space.get("sleep"),
        "storage": None,
        "devMode": repo.space.get("dev", False),
        "volumes": repo.space.get("volumes") or [],
        "replicas": {"requested": 1},
    }

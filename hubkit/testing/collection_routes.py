"""Collections."""

import re
import uuid
from typing import Any

from hubkit.testing.errors import RefusedRequestError
from hubkit.testing.routing import Call, Routes
from hubkit.testing.state import may_write
from hubkit.testing.store import now

__all__ = ["routes"]

routes = Routes()

_FEATURE = "collections"
_LISTED_ITEMS = 4
"""The Hub's list shows only the first few items of each."""


@routes("GET", "/api/collections", feature=_FEATURE)
def collections(call: Call) -> object:
    owner, item = call.one("owner"), call.one("item")
    found = [
        collection
        for collection in call.state.collections.values()
        if owner in ("", collection["owner"]["name"])
        and (not item or any(f"{each['type']}s/{each['id']}" == item for each in collection["items"]))
        and _seen(call, collection)
    ]
    return [
        {key: value for key, value in (collection | {"items": collection["items"][:_LISTED_ITEMS]}).items()
         if key != "position"}
        for collection in found
    ]  # fmt: skip


@routes("POST", "/api/collections", feature=_FEATURE)
def create(call: Call) -> object:
    asked = call.json
    owner = str(asked["namespace"])
    may_write(call, owner)
    with call.state.lock:
        for slug, collection in call.state.collections.items():
            if collection["owner"]["name"] == owner and collection["title"] == asked["title"]:
                raise RefusedRequestError(409, "a collection of that title is there already", body={"slug": slug})
        name = re.sub("[^a-z0-9]+", "-", str(asked["title"]).lower()).strip("-")
        slug = f"{owner}/{name}-{uuid.uuid4().hex[:24]}"
        made: dict[str, Any] = {
            "slug": slug,
            "title": asked["title"],
            "description": asked.get("description"),
            "owner": {"name": owner, "type": "user"},
            "items": [],
            "lastUpdated": now(),
            "position": len(call.state.collections),
            "private": bool(asked.get("private")),
            "theme": "blue",
            "upvotes": 0,
        }
        call.state.collections[slug] = made
        call.state.save_collections()
    return made


@routes("GET", "/api/collections/{slug}", feature=_FEATURE)
def show(call: Call) -> object:
    return _find(call)


@routes("PATCH", "/api/collections/{slug}", feature=_FEATURE)
def update(call: Call) -> object:
    collection = _writable(call)
    known = ("title", "description", "private", "theme", "position")
    collection |= {key: value for key, value in call.json.items() if key in known}
    _save(call, collection)
    return {"success": True, "data": collection}


@routes("DELETE", "/api/collections/{slug}", feature=_FEATURE)
def delete(call: Call) -> None:
    collection = _writable(call)
    del call.state.collections[collection["slug"]]
    call.state.save_collections()


@routes("POST", "/api/collections/{slug}/items", feature=_FEATURE)
def add_item(call: Call) -> object:
    collection, asked = _writable(call), call.json
    item = asked["item"]
    with call.state.lock:
        if any((each["type"], each["id"]) == (item["type"], item["id"]) for each in collection["items"]):
            raise RefusedRequestError(409, "the item is in the collection already")
        if item["type"] in ("model", "dataset", "space") and call.state.store.repo(item["type"], item["id"]) is None:
            raise RefusedRequestError(404, f"there is no {item['type']} {item['id']}")
        collection["items"].append(
            {
                "_id": uuid.uuid4().hex[:24],
                "id": item["id"],
                "type": item["type"],
                "position": len(collection["items"]),
                **({"note": {"text": asked["note"], "html": ""}} if asked.get("note") else {}),
            }
        )
        _save(call, collection)
    return collection


@routes("PATCH", "/api/collections/{slug}/items/{item}", feature=_FEATURE)
def update_item(call: Call) -> None:
    collection, asked = _writable(call), call.json
    item = _item(collection, call.parts["item"])
    if "note" in asked:
        item["note"] = {"text": asked["note"], "html": ""}
    if "position" in asked:
        collection["items"].remove(item)
        collection["items"].insert(int(asked["position"]), item)
    for position, each in enumerate(collection["items"]):
        each["position"] = position
    _save(call, collection)


@routes("DELETE", "/api/collections/{slug}/items/{item}", feature=_FEATURE)
def delete_item(call: Call) -> None:
    collection = _writable(call)
    collection["items"].remove(_item(collection, call.parts["item"]))
    _save(call, collection)


def _seen(call: Call, collection: dict[str, Any]) -> bool:
    return not collection["private"] or (call.user is not None and collection["owner"]["name"] in call.user.namespaces)


def _find(call: Call) -> dict[str, Any]:
    collection = call.state.collections.get(call.parts["slug"])
    if collection is None or not _seen(call, collection):
        raise RefusedRequestError(404, f"there is no collection {call.parts['slug']}")
    return collection


def _writable(call: Call) -> dict[str, Any]:
    collection = _find(call)
    may_write(call, collection["owner"]["name"])
    return collection


def _item(collection: dict[str, Any], name: str) -> dict[str, Any]:
    for item in collection["items"]:
        if item["_id"] == name:
            found: dict[str, Any] = item
            return found
    raise RefusedRequestError(404, f"there is no item {name}")


def _save(call: Call, collection: dict[str, Any]) -> None:
    collection["lastUpdated"] = now()
    call.state.save_collections()

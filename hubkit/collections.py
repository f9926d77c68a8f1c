"""One collection over everything that the manifest publishes."""

import functools

from hubkit.errors import UnsupportedError
from hubkit.lock import Lock
from hubkit.manifest import Manifest
from hubkit.remote import Remote

__all__ = ["update_collection"]


def update_collection(remote: Remote, manifest: Manifest, lock: Lock, *, private: bool = False) -> str:
    """Create the manifest's collection unless it is there, and put every published artefact in; its slug.

    Notes and items that people added stay. Raises `UnsupportedError` where the server has no collections.
    """
    title = manifest.collection
    if title is None:
        raise UnsupportedError("hub.toml names no collection")
    where = f"collection {title!r}"
    api = remote.api
    found = remote.ask(where, lambda: list(api.list_collections(owner=manifest.namespace)), optional="collections")
    # The list shows at most a few items of each, so the collection itself is asked for.
    slugs = [collection.slug for collection in found if collection.title == title]
    slug: str
    if slugs:
        slug = lock.collection if lock.collection in slugs else slugs[0]
    else:
        slug = remote.ask(
            where,
            lambda: api.create_collection(title, namespace=manifest.namespace, private=private, exists_ok=True),
            optional="collections",
        ).slug
    collection = remote.ask(where, lambda: api.get_collection(slug), optional="collections")
    have = {(item.item_type, item.item_id) for item in collection.items}
    for name, artefact in manifest.artefacts.items():
        if lock.get(name, artefact.repo_id, remote.endpoint) is None or (artefact.kind, artefact.repo_id) in have:
            continue
        add = functools.partial(api.add_collection_item, slug, artefact.repo_id, artefact.kind, exists_ok=True)
        remote.ask(f"{where}, {artefact.repo_id}", add, optional="collections")
    return str(slug)

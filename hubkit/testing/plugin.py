"""The pytest plugin: fixtures `loopback_hub` (a Hub of its own for a test) and `loopback_hubs` (a factory for more)."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from hubkit.testing import LoopbackHub

__all__ = ["loopback_hub", "loopback_hubs"]


@pytest.fixture
def loopback_hubs(tmp_path_factory: pytest.TempPathFactory) -> "Iterator[Callable[..., LoopbackHub]]":
    """Call it with the options of `hubkit.testing.LoopbackHub`; each Hub is stopped after the test."""
    from hubkit.testing import (
        LoopbackHub,  # not at the top: every pytest run of whoever installed this loads the plugin
    )

    started: list[LoopbackHub] = []

    def start(**options: Any) -> LoopbackHub:
        folder: Path = tmp_path_factory.mktemp("hub")
        hub = LoopbackHub(folder, **options).start()
        started.append(hub)
        return hub

    yield start
    for hub in started:
        hub.stop()


@pytest.fixture
def loopback_hub(loopback_hubs: "Callable[..., LoopbackHub]") -> "LoopbackHub":
    """A Hub on 127.0.0.1 with an account `alice` (its `token`), for one test."""
    return loopback_hubs()

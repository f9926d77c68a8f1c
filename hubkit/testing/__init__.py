"""A loopback Hub for tests: `LoopbackHub`, the pytest fixture `loopback_hub`, and `hubkit serve`.

    def test_push(loopback_hub):
        HfApi(endpoint=loopback_hub.endpoint, token=loopback_hub.token).create_repo("alice/model")

Needs the extra `testing`: pip install "socratic-cot[testing]".
"""

from hubkit.testing.hub import LoopbackHub, client_environment, serve
from hubkit.testing.state import FEATURES, User
from hubkit.testing.store import Commit, Entry
from hubkit.testing.traffic import Fault, Request

__all__ = ["FEATURES", "Commit", "Entry", "Fault", "LoopbackHub", "Request", "User", "client_environment", "serve"]

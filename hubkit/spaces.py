"""What a Space needs besides its files: variables that pin its models, and somebody who waits for its build."""

import functools
from collections.abc import Callable, Mapping

from huggingface_hub import SpaceRuntime

from hubkit.card_merge import read_front_matter
from hubkit.errors import CardError, RemoteError, UnsupportedError
from hubkit.remote import Remote

__all__ = ["FAILED_STAGES", "space_sdk", "update_space"]

FAILED_STAGES = frozenset({"BUILD_ERROR", "CONFIG_ERROR", "NO_APP_FILE", "RUNTIME_ERROR"})
"""huggingface_hub 2.4, `_space_api.SpaceStage`: the stages that nothing but a change leads out of."""

_LOG_LINES = 20


def space_sdk(card: str) -> str:
    """The `sdk` in the front matter of a Space's card; `CardError` when there is none."""
    front = read_front_matter(card)
    if not isinstance(front.get("sdk"), str):
        raise CardError("README.md: a Space needs `sdk: gradio` in its front matter")
    return str(front["sdk"])


def update_space(
    remote: Remote,
    repo_id: str,
    variables: Mapping[str, str],
    changed: bool,
    wait: float,
    say: Callable[[str], None],
    notes: list[str],
    failures: list[str],
) -> None:
    """Set the variables that differ, then wait up to `wait` seconds for the build if anything changed.

    Services that the server lacks go to `notes`, a Space that does not run to `failures`, with its last log lines.
    """
    api = remote.api
    try:
        have = remote.ask(repo_id, lambda: api.get_space_variables(repo_id), optional="Space variables")
        for key, value in variables.items():
            if key in have and have[key].value == value:
                continue
            changed = True
            add = functools.partial(api.add_space_variable, repo_id, key, value)
            remote.ask(f"{repo_id}, variable {key}", add, optional="Space variables")
            say(f"{repo_id}: {key} = {value}")
        if not changed or wait <= 0:
            return
        say(f"{repo_id}: waiting for the build, at most {wait:.0f} s")
        runtime = remote.ask(repo_id, lambda: _wait(remote, repo_id, wait), optional="the state of Spaces")
    except UnsupportedError as error:
        notes.append(str(error))
        return
    except RemoteError as error:
        failures.append(str(error))
        return
    if runtime is None:
        failures.append(f"{repo_id}: still not running after {wait:.0f} s; see: hubkit status")
        return
    if runtime.stage not in FAILED_STAGES:
        say(f"{repo_id}: {runtime.stage}")
        return
    failures.append(f"{repo_id}: {runtime.stage}; its last log lines:\n{_logs(remote, repo_id, runtime.stage)}")


def _wait(remote: Remote, repo_id: str, seconds: float) -> SpaceRuntime | None:
    """The state that the build ended in; None when it did not end in time."""
    try:
        return remote.api.wait_for_space(repo_id, timeout=seconds)
    except TimeoutError:  # ours; a request that takes too long is httpx2's TimeoutException
        return None


def _logs(remote: Remote, repo_id: str, stage: str) -> str:
    build = stage != "RUNTIME_ERROR"
    try:
        lines = remote.ask(repo_id, lambda: list(remote.api.fetch_space_logs(repo_id, build=build)), optional="logs")
    except RemoteError as error:
        return f"  (no log: {error})"
    text = "".join(line if line.endswith("\n") else f"{line}\n" for line in lines).splitlines()
    return "\n".join(f"  {line}" for line in text[-_LOG_LINES:]) or "  (the log is empty)"

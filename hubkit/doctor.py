"""Can this machine publish? Who am I, may I write, which endpoint, is Xet there - and what to do where it fails.

for check in examine(remote, namespace="someone"): print(check.ok, check.name, check.finding, check.remedy)
"""

import os
from dataclasses import dataclass
from importlib import metadata

from huggingface_hub import constants
from huggingface_hub.file_download import is_xet_available

from hubkit.errors import RemoteError, UnsupportedError
from hubkit.manifest import Kind
from hubkit.remote import Remote

__all__ = ["Check", "examine"]


@dataclass(frozen=True)
class Check:
    """One thing looked at. `ok` None: worth knowing, neither good nor bad. `remedy` is "" where none is to give."""

    name: str
    ok: bool | None
    finding: str
    remedy: str = ""


def examine(remote: Remote, namespace: str | None = None, repository: tuple[Kind, str] | None = None) -> list[Check]:
    """Look at the installation, the token, the Hub and, where given, the right to write into `namespace`.

    `repository` is one that is there already: only such a one shows whether the server has Xet.
    """
    checks = [
        Check("versions", None, ", ".join(f"{name} {_version(name)}" for name in ("huggingface_hub", "hf_xet"))),
        Check("endpoint", None, remote.endpoint),
        _token_source(remote),
    ]
    if constants.HF_HUB_OFFLINE:
        return [*checks, Check("reach", False, "HF_HUB_OFFLINE is set", "unset HF_HUB_OFFLINE")]
    if remote.token is not None:
        checks += _account(remote, namespace)
    checks.append(_service(remote, "card checks", lambda: remote.card_errors("model", "---\nlicense: mit\n---\n")))
    if checks[-1].ok is False:  # nobody answers there
        return checks
    checks += [
        _xet(remote, repository),
        _service(remote, "collections", lambda: list(remote.api.list_collections(owner=namespace, limit=1))),
    ]
    return checks


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return "not installed"


def _token_source(remote: Remote) -> Check:
    if remote.token is None:
        return Check("token", False, "none", "log in with: hf auth login, or set HF_TOKEN")
    if os.environ.get("HF_OIDC_RESOURCE"):
        return Check("token", True, "from a trusted publisher (HF_OIDC_RESOURCE)")
    if os.environ.get("HF_TOKEN"):
        return Check("token", True, "from HF_TOKEN")
    return Check("token", True, f"from {constants.HF_TOKEN_PATH}")


def _account(remote: Remote, namespace: str | None) -> list[Check]:
    try:
        account = remote.whoami()
    except RemoteError as error:
        return [Check("account", False, str(error), "log in with: hf auth login")]
    name = str(account.get("name"))
    access = account.get("auth", {}).get("accessToken", {})
    role = str(access.get("role", "unknown"))
    organisations = [str(org.get("name")) for org in account.get("orgs", [])]
    found = [Check("account", True, name + (f", member of {', '.join(organisations)}" if organisations else ""))]
    if role == "read":
        found.append(Check("may write", False, "the token only reads", "make a write token in the account's settings"))
    elif role == "fineGrained":
        # Its permissions are listed by scope; whether they suffice for each repository only a write would show.
        found.append(
            Check("may write", None, "a fine-grained token: it needs write access to the namespace's repositories")
        )
    else:
        found.append(Check("may write", role == "write" or None, f"the token's role is {role}"))
    if namespace is not None:
        inside = namespace == name or namespace in organisations
        found.append(
            Check(
                "namespace",
                inside,
                f"{namespace} is {'yours' if inside else 'neither you nor an organisation of yours'}",
                "" if inside else "mend `namespace` in hub.toml, or log in as somebody of it",
            )
        )
    return found


def _xet(remote: Remote, repository: tuple[Kind, str] | None) -> Check:
    if not is_xet_available():
        why = "HF_HUB_DISABLE_XET is set" if constants.HF_HUB_DISABLE_XET else "hf_xet is not installed"
        return Check("Xet", None, f"off here: {why}; large files go by LFS")
    if repository is None:
        return Check("Xet", None, "on here; whether the server has it shows once something is published")
    try:
        there = remote.has_xet(*repository)
    except RemoteError as error:
        return Check("Xet", None, f"on here; the server did not say: {error}")
    return Check("Xet", None, "on here and on the server" if there else "on here, but the server takes LFS")


def _service(remote: Remote, name: str, call: object) -> Check:
    assert callable(call)
    try:
        remote.ask(name, call, optional=name)
    except UnsupportedError as error:
        return Check(name, None, str(error))
    except RemoteError as error:
        return Check(name, False, str(error), "check the network and HF_ENDPOINT")
    return Check(name, True, "there")

"""`POST /api/validate-yaml`: what the Hub has against the front matter of a card, as far as it is known.

The Hub's own list of rules is not public; these are the ones that people meet: broken YAML, an unknown licence, a Space
without an SDK or with a description of more than 60 characters, a wrong type.
"""

import re
from typing import Any

import yaml

from hubkit.licences import LICENCES

__all__ = ["check_card"]

_FRONT = re.compile(r"\A\s*---\s*\n(.*?)^---\s*$", re.DOTALL | re.MULTILINE)
_COLOURS = ("red", "yellow", "green", "blue", "indigo", "purple", "pink", "gray")
_SDKS = ("gradio", "docker", "static", "streamlit")
_SHORT = 60
_KNOWN_LICENCES = frozenset(LICENCES) | {"other", "unknown", "llama4"}


def check_card(content: str, kind: str) -> tuple[list[str], list[str]]:
    """Errors and warnings for a README.md of a repository of that kind."""
    match = _FRONT.match(content)
    if match is None:
        return [], ["empty or missing yaml metadata in repo card"]
    try:
        fields = yaml.safe_load(match[1])
    except yaml.YAMLError as error:
        return [f"bad yaml: {' '.join(str(error).split())}"], []
    if fields is None:
        return [], ["empty or missing yaml metadata in repo card"]
    if not isinstance(fields, dict):
        return ['"value" must be of type object'], []
    return list(_errors(fields, kind)), []


def _errors(fields: dict[str, Any], kind: str) -> list[str]:
    found = []
    for licence in _as_list(fields.get("license")):
        if licence not in _KNOWN_LICENCES:
            found.append(f'"license" must be one of the licence ids of the Hub, not "{licence}"')
    for key in ("tags", "datasets", "language", "base_model", "models"):
        if any(not isinstance(value, str) for value in _as_list(fields.get(key))):
            found.append(f'"{key}" must be a string or an array of strings')
    if kind == "space":
        if fields.get("sdk") not in _SDKS:
            found.append(f'"sdk" must be one of [{", ".join(_SDKS)}]')
        for key in ("colorFrom", "colorTo"):
            if key in fields and fields[key] not in _COLOURS:
                found.append(f'"{key}" must be one of [{", ".join(_COLOURS)}]')
        if len(str(fields.get("short_description", ""))) > _SHORT:
            found.append(f'"short_description" length must be less than or equal to {_SHORT} characters long')
    if kind == "dataset" and not isinstance(fields.get("configs", []), list):
        found.append('"configs" must be an array')
    return found


def _as_list(value: object) -> list[Any]:
    if value is None:
        return []
    return value if isinstance(value, list) else [value]

"""What works where nothing can be downloaded: a generated problem set and a small base model."""

from pathlib import Path

from socratic.builtin.problems import SPLITS, builtin_problems

__all__ = ["BASE", "SPLITS", "builtin_problems"]

BASE = Path(__file__).with_name("base")
"""The folder of the built-in base model, a student of role `all`; its `training.json` says how it was made."""

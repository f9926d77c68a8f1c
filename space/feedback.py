"""Visitors' opinions: which answer is better, and why. Off unless SOCRATIC_FEEDBACK names a data set. No Gradio here.

    SOCRATIC_FEEDBACK=someone/socratic-feedback python space/app.py

>>> feedback = open_feedback("someone/socratic-feedback", feedback_folder())           # doctest: +SKIP
>>> feedback.add(comparison, "Socratic CoT", "it asks the right thing first")  # doctest: +SKIP

An opinion is on disk before the visitor is thanked; every five minutes, and when the page ends, `CommitScheduler`
commits what is new to the data set. Where the folder outlives a restart (a Space's `/data`), so does what was not
committed: the next start commits every file of the folder. Each process appends to a file of its own.
"""

import json
import os
import uuid
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from threading import Lock
from typing import Any

from compare import Comparison
from huggingface_hub import CommitScheduler, HfApi
from huggingface_hub.errors import HfHubHTTPError, HFValidationError

from socratic.errors import FormatError, SocraticError

__all__ = [
    "CHOICES",
    "FOLDER_VARIABLE",
    "MAX_COMMENT_CHARACTERS",
    "VARIABLE",
    "Feedback",
    "feedback_folder",
    "open_feedback",
]

VARIABLE = "SOCRATIC_FEEDBACK"
FOLDER_VARIABLE = "SOCRATIC_FEEDBACK_FOLDER"
CHOICES = ("CoT", "Socratic CoT", "both are good", "neither is good")
MAX_COMMENT_CHARACTERS = 1000
MAX_BYTES = 50_000_000
"""A process writes no more than this: a flood fills no disk."""

COMMIT_MINUTES = 5


def feedback_folder() -> Path:
    """Where opinions are kept: SOCRATIC_FEEDBACK_FOLDER, else a Space's storage, else the user's cache."""
    if chosen := os.environ.get(FOLDER_VARIABLE):
        return Path(chosen)
    storage = Path("/data")
    if storage.is_dir() and os.access(storage, os.W_OK):
        return storage / "feedback"
    return Path.home() / ".cache" / "socratic-cot" / "feedback"


@dataclass
class Feedback:
    """Opinions for the data set `dataset`, in a file of `folder`. `lock` keeps a commit from reading half a line."""

    dataset: str
    folder: Path
    lock: Lock

    def __post_init__(self) -> None:
        self._path = self.folder / f"opinions-{datetime.now(UTC):%Y%m%d}-{uuid.uuid4().hex[:12]}.jsonl"

    def add(self, comparison: Comparison, better: Any, comment: Any) -> None:
        """Write one opinion down. Raises `FormatError` when there is nothing to have one of, or it cannot be taken."""
        if not (comparison.cot.is_over and comparison.socratic.is_over):
            raise FormatError("there are no two answers yet: compare a problem first")
        if better not in CHOICES:
            raise FormatError(f"choose one of: {', '.join(CHOICES)}")
        if not isinstance(comment, str) or len(comment) > MAX_COMMENT_CHARACTERS:
            raise FormatError(f"the comment may have at most {MAX_COMMENT_CHARACTERS:,} characters")
        record = {
            "id": uuid.uuid4().hex,
            "time": datetime.now(UTC).isoformat(timespec="seconds"),
            "better": better,
            "comment": comment.strip(),
            "comparison": comparison.record(),
        }
        line = (json.dumps(record) + "\n").encode()
        with self.lock:
            self.folder.mkdir(parents=True, exist_ok=True)
            with open(self._path, "ab") as file:
                if file.tell() + len(line) > MAX_BYTES:
                    raise FormatError("there are more opinions than this page can take today; thank you all the same")
                file.write(line)
                file.flush()
                os.fsync(file.fileno())


def open_feedback(dataset: str, folder: Path, api: HfApi | None = None) -> tuple[Feedback, CommitScheduler]:
    """Feedback that is committed to `dataset`, which is made (private) where there is none; and the committer.

    Raises `SocraticError` when the data set or the folder cannot be written.
    """
    try:
        scheduler = CommitScheduler(
            repo_id=dataset,
            repo_type="dataset",
            folder_path=folder,
            path_in_repo="data",
            every=COMMIT_MINUTES,
            private=True,
            allow_patterns="opinions-*.jsonl",
            hf_api=api,
        )
    except (HfHubHTTPError, HFValidationError, OSError, ValueError) as error:
        reason = str(error).strip().splitlines()[0]
        raise SocraticError(
            f"{VARIABLE}={dataset}: the data set cannot be written ({reason}); give a data set's id and a token "
            f"(HF_TOKEN) that may write it, or unset {VARIABLE}"
        ) from error
    return Feedback(dataset, folder, scheduler.lock), scheduler

"""Reading records: from a JSON or JSON Lines file, plain or gzip, or from a Hub data set; checking their fields.

Every record carries the place it came from, so that whoever finds it unusable can say where it is:

    >>> record = Record("train.jsonl:12", {"question": "How many?"})
    >>> text_field(record, "question")
    'How many?'
    >>> text_field(record, "answer")
    Traceback (most recent call last):
    socratic.errors.ProblemError: train.jsonl:12: field 'answer' is missing
"""

import gzip
import json
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from socratic.errors import ProblemError, SourceError

__all__ = ["Record", "file_records", "find_file", "hub_records", "text_field", "text_list_field"]


@dataclass(frozen=True)
class Record:
    """One object of a data set and where it stands, for example `train.jsonl:12`."""

    place: str
    fields: dict[str, Any]


def find_file(data_dir: str | Path, dataset: str, name: str) -> Path:
    """The file `name` or `name.gz` of a data set: in `data_dir` itself or in its folder named like the data set.

    Raises `SourceError` with the paths tried when there is none.
    """
    folder = Path(data_dir)
    candidates = [parent / file for parent in (folder / dataset, folder) for file in (name, f"{name}.gz")]
    for path in candidates:
        if path.is_file():
            return path
    tried = ", ".join(str(path) for path in candidates)
    raise SourceError(
        f"no file {name} of {dataset}: none of {tried} exists; point data_dir at the folder that holds it"
    )


def file_records(path: Path) -> list[Record]:
    """The records of a JSON Lines file, or of a `.json` file that holds one list; either may end in `.gz`.

    Blank lines are skipped. Raises `SourceError` for a file that cannot be read, is not UTF-8 or is empty, and
    `ProblemError` for a line that is not a JSON object.
    """
    data = _read_bytes(path)
    if path.name.removesuffix(".gz").endswith(".json"):
        values = _decode(data, str(path))
        if not isinstance(values, list):
            raise SourceError(f"{path}: expected a JSON list of records, found {type(values).__name__}")
        placed = [(f"{path}: record {number}", value) for number, value in enumerate(values, start=1)]
    else:
        lines = enumerate(data.split(b"\n"), start=1)
        placed = [(f"{path}:{number}", _decode(line, f"{path}:{number}")) for number, line in lines if line.strip()]
    if not placed:
        raise SourceError(f"{path}: the file holds no records")
    for place, value in placed:
        if not isinstance(value, dict):
            raise ProblemError(f"{place}: a record must be a JSON object, not {type(value).__name__}")
    return [Record(place, value) for place, value in placed]


def hub_records(repository: str, config: str | None, split: str, revision: str | None) -> list[Record]:
    """The rows of one split of a Hub data set; `repository` may also be a local folder in the same layout.

    Raises `SourceError` when the `datasets` library is missing or the rows cannot be had.
    """
    try:
        from datasets import load_dataset
        from datasets.exceptions import DatasetsError
    except ImportError as error:
        raise SourceError(
            f"loading {repository} from the Hub needs the datasets library ({error}); "
            "install this project's recipes extra, or pass data_dir (--data_dir) with local files"
        ) from error
    name = "/".join(part for part in (repository, config, split) if part)
    try:
        rows = load_dataset(repository, config, split=split, revision=revision)
    # No network, no such repository or revision and no permission are OSErrors (huggingface_hub's HfHubHTTPError too),
    # an unknown config or split is a ValueError, a damaged file is a DatasetsError.
    except (OSError, ValueError, DatasetsError) as error:
        raise SourceError(
            f"cannot load {name} from the Hub (revision {revision or 'main'}): {error}; "
            "check the name and the network, or pass data_dir (--data_dir) with local files"
        ) from error
    return [Record(f"{name} row {number}", dict(row)) for number, row in enumerate(rows)]


def text_field(record: Record, name: str) -> str:
    """The text in a field; raises `ProblemError` where it is missing, empty or no text."""
    value = _field(record, name)
    if not isinstance(value, str):
        raise ProblemError(f"{record.place}: field {name!r} must be text, not {type(value).__name__}")
    if not value.strip():
        raise ProblemError(f"{record.place}: field {name!r} is empty")
    return value


def text_list_field(record: Record, name: str) -> list[str]:
    """The texts in a field; raises `ProblemError` where it is missing or no list of non-empty texts."""
    value = _field(record, name)
    if not isinstance(value, Sequence) or isinstance(value, str):
        raise ProblemError(f"{record.place}: field {name!r} must be a list of texts, not {type(value).__name__}")
    for number, text in enumerate(value):
        if not isinstance(text, str) or not text.strip():
            raise ProblemError(f"{record.place}: {name}[{number}] must be text and not empty, found {text!r}")
    return list(value)


def _field(record: Record, name: str) -> Any:
    if name not in record.fields:
        raise ProblemError(f"{record.place}: field {name!r} is missing")
    return record.fields[name]


def _read_bytes(path: Path) -> bytes:
    try:
        data = path.read_bytes()
        return gzip.decompress(data) if path.suffix == ".gz" else data
    except FileNotFoundError:
        raise SourceError(f"no file {path}; check the path") from None
    except (OSError, EOFError, zlib.error) as error:  # gzip's BadGzipFile is an OSError
        raise SourceError(f"cannot read {path}: {error}") from error


def _decode(data: bytes, place: str) -> Any:
    try:
        text = data.decode("utf-8-sig")  # a byte order mark, as Windows editors write it, is no part of the text
    except UnicodeDecodeError as error:
        raise SourceError(f"{place}: not UTF-8 ({error.reason}); save the file as UTF-8") from error
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        raise ProblemError(f"{place}: not valid JSON ({error})") from error

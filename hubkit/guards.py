"""What must not be sent: files outside the manifest's patterns, links that lead out, pickles, and secrets in any file.

    found = collect(Path("students/solver"), include=("config.json", "model*.safetensors"), exclude=("checkpoint-*/*",))
    found.files        # (("config.json", Path("students/solver/config.json")), ("model.safetensors", ...))
    found.left_out     # ("checkpoint-300/optimizer.pt", ...)
    found.refusals     # (Refusal(path=".env", reason="...", remedy="..."),)
    check_content("config.json", Path("students/solver/config.json"))     # (): nothing in it is a secret

Exclude patterns come first: what they match stays behind. Of the rest, some files are refused whatever the patterns
say, and then whatever no include pattern matches. No part of a secret is in any refusal: it names the file, the lines
and the kind.
"""

import io
import json
import os
import stat
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from huggingface_hub.utils import FORBIDDEN_FOLDERS

from hubkit.errors import Refusal

__all__ = ["Found", "check_content", "check_secrets", "collect"]

_SECRET_NAMES = (
    ".env*",
    "*.pem",
    "*.key",
    "*.p12",
    "*.pfx",
    "*.ppk",
    "*.jks",
    "*.keystore",
    "*.kdbx",
    "id_rsa*",
    "id_dsa*",
    "id_ecdsa*",
    "id_ed25519*",
    ".netrc",
    "_netrc",
    ".git-credentials",
    ".npmrc",
    ".pypirc",
    ".htpasswd",
    "token",
    "token.txt",
    ".token",
    "hf_token*",
    "stored_tokens",
    "kaggle.json",
    "client_secret*.json",
)
"""Names, in lower case, of files that are made to hold secrets. The Hub's client keeps its own in `token` and
`stored_tokens`."""

_PICKLE_SUFFIXES = (".bin", ".ckpt", ".dill", ".joblib", ".mar", ".pickle", ".pkl", ".pt", ".pth")
_AS_SAFETENSORS = "a pickle can run code where it is loaded: save the weights as safetensors, and delete or exclude it"
_CHUNK_BYTES = 1 << 18
_OVERLAP_BYTES = 1 << 13  # longer than any token, so that a cut between two chunks hides none
_MAX_HEADER_BYTES = 100_000_000  # of a safetensors file, as the safetensors library has it
_MAX_PLACES = 5


@dataclass(frozen=True)
class Found:
    """A folder's files: `files` as (posix path in the repository, path here), sorted; `left_out` matched an exclude
    pattern; `refusals` must be settled before anything is sent."""

    files: tuple[tuple[str, Path], ...]
    left_out: tuple[str, ...]
    refusals: tuple[Refusal, ...]


def collect(folder: Path, include: Sequence[str], exclude: Sequence[str], prefix: str = "") -> Found:
    """Judge every file under `folder` by its name and kind; no link is followed out of it.

    `prefix` goes before the paths in the repository. Patterns are `fnmatch`'s over the path in the repository, where
    `*` also matches `/`; upper and lower case differ.
    """
    files: list[tuple[str, Path]] = []
    left_out: list[str] = []
    refusals: list[Refusal] = []
    for path, here, problem in sorted(_walk(folder, prefix, exclude)):
        if any(fnmatchcase(path, pattern) for pattern in exclude):
            left_out.append(_printable(path))
            continue
        refusal = problem or _judge_name(path) or _judge_kind(path, here, folder.resolve())
        if refusal is None and not any(fnmatchcase(path, pattern) for pattern in include):
            refusal = (
                "matches none of the patterns of what is sent",
                "delete it, or list it in `include` or `exclude` in hub.toml (a list there replaces the default one)",
            )
        if refusal is None:
            files.append((path, here))
        else:
            refusals.append(Refusal(_printable(path), *refusal))
    return Found(tuple(files), tuple(left_out), tuple(refusals))


def check_content(path: str, source: Path | bytes) -> tuple[Refusal, ...]:
    """Secrets in a file's content, and content that is not what the name says or is a pickle under another name.

    Of a safetensors file only the header is read, of a Parquet file the metadata and the cells of text; anything else
    is read as text, as UTF-8 or UTF-16, whatever it is. Compressed files are not unpacked.
    """
    suffix = PurePosixPath(path).suffix.lower()
    try:
        with _opened(source) as stream:
            head = stream.read(8)
            if suffix == ".safetensors":
                header = _safetensors_header(stream)
                if header is None:
                    return (
                        Refusal(path, "is no safetensors file", "save it again with save_pretrained or safetensors"),
                    )
                return check_secrets(path, header)
            if suffix == ".parquet" or head.startswith(b"PAR1"):
                return _check_parquet(path, stream)
            if _is_pickle(head, stream):
                return (Refusal(path, "holds a pickle, whatever its name", _AS_SAFETENSORS),)
            return _secrets(path, stream)
    except OSError as error:
        return (Refusal(path, f"cannot be read ({error.strerror or error})", "mend its permissions, or delete it"),)


def check_secrets(path: str, data: bytes) -> tuple[Refusal, ...]:
    """Secrets in `data`, taken for text: one refusal for each kind, with the lines where it was found."""
    return _secrets(path, io.BytesIO(data))


def _walk(folder: Path, prefix: str, exclude: Sequence[str]) -> Iterator[tuple[str, Path, tuple[str, str] | None]]:
    """(path in the repository, path here, why it is refused without another look) of everything but folders."""
    try:
        entries = list(os.scandir(folder))
    except OSError as error:
        problem = (f"cannot be read ({error.strerror})", "mend the folder's permissions, or delete it")
        yield prefix.rstrip("/"), folder, problem
        return
    for entry in entries:
        path = prefix + entry.name
        if not entry.is_dir(follow_symlinks=False):
            yield path, Path(entry.path), None
        elif entry.name in FORBIDDEN_FOLDERS and not any(fnmatchcase(f"{path}/", pattern) for pattern in exclude):
            problem = ("is a folder that the Hub takes no files of", f"delete it, or add {path}/* to `exclude`")
            yield path, Path(entry.path), problem
        else:
            yield from _walk(Path(entry.path), f"{path}/", exclude)


def _judge_name(path: str) -> tuple[str, str] | None:
    if path != _printable(path) or "\\" in path:
        return "has a name with a backslash, a control character or bytes that are no UTF-8", "rename it"
    name = PurePosixPath(path).name.lower()
    if any(fnmatchcase(name, pattern) for pattern in _SECRET_NAMES):
        return "has the name of a file that holds secrets", "move it out of the folder, or add it to `exclude`"
    if name.endswith(_PICKLE_SUFFIXES):
        return "is a pickle, or may be one", _AS_SAFETENSORS
    return None


def _judge_kind(path: str, here: Path, root: Path) -> tuple[str, str] | None:
    if here.is_symlink():
        try:
            target = here.resolve(strict=True)
        except (OSError, RuntimeError):  # Python 3.11 and 3.12 raise RuntimeError for a loop of links
            return "is a link that leads nowhere", "delete it, or mend it"
        if not target.is_relative_to(root):
            return "is a link that leads out of the folder", "put a copy of the file in its place, or delete it"
        inside = target.relative_to(root).as_posix()
        if target.is_dir():
            return "is a link to a folder", "put a copy of the folder in its place, or add it to `exclude`"
        if any(part in FORBIDDEN_FOLDERS for part in PurePosixPath(inside).parts) or _judge_name(inside):
            return "is a link to a file that is refused itself", "delete it"
    if not stat.S_ISREG(here.stat().st_mode):
        return "is no ordinary file (a socket, a pipe or a device)", "delete it, or add it to `exclude`"
    if not os.access(here, os.R_OK):
        return "cannot be read", "mend its permissions, or delete it"
    return None


def _printable(path: str) -> str:
    """`path` with escapes for what a terminal or UTF-8 cannot take."""
    text = path.encode("utf-8", "backslashreplace").decode("utf-8")
    return "".join(sign if sign.isprintable() else f"\\x{ord(sign):02x}" for sign in text)


def _opened(source: Path | bytes) -> BinaryIO:
    return io.BytesIO(source) if isinstance(source, bytes) else source.open("rb")


def _safetensors_header(stream: BinaryIO) -> bytes | None:
    """The JSON header, None if the file is not: eight bytes of length, a JSON object, and tensors to the file's end."""
    size = stream.seek(0, os.SEEK_END)
    stream.seek(0)
    length = int.from_bytes(stream.read(8), "little")
    if size < 8 or length > min(size - 8, _MAX_HEADER_BYTES):
        return None
    header = stream.read(length)
    try:
        tensors = json.loads(header)
        end = max((tensor["data_offsets"][1] for key, tensor in tensors.items() if key != "__metadata__"), default=0)
    except (ValueError, LookupError, TypeError, AttributeError):
        return None
    return header if end == size - 8 - length else None


def _is_pickle(head: bytes, stream: BinaryIO) -> bool:
    """By the first bytes: a pickle of protocol 2 to 5 (older ones are plain text), a zip as torch.save writes it, or a
    NumPy array of objects."""
    if head[:1] == b"\x80" and head[1:2] in (b"\x02", b"\x03", b"\x04", b"\x05"):
        return True
    if head.startswith(b"\x93NUMPY"):
        stream.seek(0)
        return b"'|O" in stream.read(512)
    if head.startswith(b"PK\x03\x04"):
        try:
            with zipfile.ZipFile(stream) as archive:
                return any(name.lower().endswith(_PICKLE_SUFFIXES) for name in archive.namelist())
        except zipfile.BadZipFile:
            return False
    return False


def _check_parquet(path: str, stream: BinaryIO) -> tuple[Refusal, ...]:
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError:
        return (Refusal(path, "cannot be searched for secrets without pyarrow", "install it: pip install pyarrow"),)
    stream.seek(0)
    places: dict[str, list[str]] = {}
    try:
        file = pyarrow.parquet.ParquetFile(stream)
        for kind, _ in _matches(str(file.schema_arrow.metadata) + str(file.metadata.metadata)):
            places.setdefault(kind, []).append("the file's metadata")
        first_row = 1
        for batch in file.iter_batches(batch_size=1024):
            for name, column in zip(batch.schema.names, batch.columns, strict=True):
                cells = [" ".join(_texts(cell)).replace("\n", " ") for cell in column.to_pylist()]
                for kind, row in _matches("\n".join(cells)):  # a cell is a line
                    places.setdefault(kind, []).append(f"column {name!r}, row {first_row + row}")
            first_row += batch.num_rows
    except (pyarrow.ArrowException, OSError) as error:
        first_line = str(error).partition("\n")[0]
        return (Refusal(path, f"is no readable Parquet file ({first_line[:120]})", "write it again"),)
    return tuple(_refusal(path, kind, found) for kind, found in places.items())


def _texts(cell: object) -> Iterator[str]:
    """Every text in a cell, however deep in lists and structs."""
    if isinstance(cell, str):
        yield cell
    elif isinstance(cell, bytes):
        yield _plain(cell)
    elif isinstance(cell, dict):
        for value in cell.values():
            yield from _texts(value)
    elif isinstance(cell, (list, tuple)):  # a map is a list of pairs
        for value in cell:
            yield from _texts(value)


def _secrets(path: str, stream: BinaryIO) -> tuple[Refusal, ...]:
    lines: dict[str, dict[int, None]] = {}
    for first, text in _chunks(stream):
        for kind, offset in _matches(text):
            lines.setdefault(kind, {})[first + offset] = None
    return tuple(_refusal(path, kind, [f"line {line}" for line in found]) for kind, found in lines.items())


def _chunks(stream: BinaryIO) -> Iterator[tuple[int, str]]:
    """(the number of its first line, text) of overlapping pieces, so that size matters to neither memory nor a
    detector that looks at all of a line."""
    stream.seek(0)
    rest, line = b"", 1
    while block := stream.read(_CHUNK_BYTES):
        data = rest + block
        yield line, _plain(data)
        rest = data[-_OVERLAP_BYTES:]
        line += data.count(b"\n", 0, len(data) - len(rest))


def _plain(data: bytes) -> str:
    """Bytes as text to search. Without zero bytes UTF-16 and UTF-32 are plain text as far as tokens go, with or without
    a byte order mark; a quote or a slash is one, however JSON escapes it."""
    return data.replace(b"\0", b"").replace(b'\\"', b'"').replace(b"\\/", b"/").decode("utf-8", "replace")


def _matches(text: str) -> Iterator[tuple[str, int]]:
    """(kind, number of lines before it) of every line with a secret."""
    from hubkit.secret_plugins import detectors

    for detector in detectors():
        first = next(iter(detector.analyze_string(text)), None)
        if first is None:
            continue
        lines = [
            number for number, line in enumerate(text.split("\n")) if any(True for _ in detector.analyze_string(line))
        ]
        # A match over a line break is in no line alone.
        for number in lines or [text.count("\n", 0, text.find(first))]:
            yield detector.secret_type, number


def _refusal(path: str, kind: str, places: list[str]) -> Refusal:
    shown = "; ".join(places[:_MAX_PLACES])
    more = f" and {len(places) - _MAX_PLACES} more" if len(places) > _MAX_PLACES else ""
    return Refusal(
        path,
        f"holds what looks like a secret ({kind}): {shown}{more}",
        "take it out, and revoke it where it was issued",
    )

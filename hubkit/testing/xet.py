"""The Xet storage of the loopback Hub: the folder that the real client writes when it is told `casUrl: local://FOLDER`.

hf_xet 1.8.0 contains a local content-addressed storage; it cuts files into chunks, keeps each once in a "xorb" and
describes the files in "shards". The Hub itself never sees the bytes. It learns which files there are by reading the
shards: a table that gives each file's Xet hash, its pieces and its SHA-256.

A shard (little-endian): 48 bytes of header, then blocks of 48-byte rows up to a row that starts with 32 bytes 0xff.
Each block is a row (file hash, flags, number of pieces), the pieces (xorb hash, flags, bytes, first chunk, end chunk),
as many verification rows if flag 31 is set, and a row with the SHA-256 if flag 30 is set.
"""

import os
import shutil
import struct
import tempfile
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

__all__ = ["XetFile", "XetStorage"]

_TAG = b"HFRepoMetaData\0"
_ROW = 48
_VERIFIED, _HAS_SHA256 = 1 << 31, 1 << 30


@dataclass(frozen=True)
class XetFile:
    """A file in the storage: Xet hash, SHA-256, size in bytes, and its xorbs, each with its first chunk's number."""

    hash: str
    sha256: str
    size: int
    pieces: tuple[tuple[str, int], ...]


def _hex(raw: bytes) -> str:
    """A hash as Xet writes it: four little-endian 64-bit numbers."""
    return "".join(f"{number:016x}" for number in struct.unpack("<4Q", raw))


def _read_shard(content: bytes) -> Iterator[XetFile]:
    if not content.startswith(_TAG):
        raise ValueError("not a Xet shard")
    at = _ROW
    while content[at : at + 32] != b"\xff" * 32:
        name, flags, count = content[at : at + 32], *struct.unpack_from("<II", content, at + 32)
        at += _ROW
        size, pieces = 0, []
        for _ in range(count):
            length, first = struct.unpack_from("<II", content, at + 36)
            pieces.append((_hex(content[at : at + 32]), first))
            size += length
            at += _ROW
        if flags & _VERIFIED:
            at += count * _ROW
        if flags & _HAS_SHA256:
            yield XetFile(_hex(name), _hex(content[at : at + 32]), size, tuple(pieces))
            at += _ROW


class XetStorage:
    """The files of one local Xet storage."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._lock = threading.Lock()
        self._shards: set[str] = set()
        self._files: dict[str, XetFile] = {}

    @property
    def url(self) -> str:
        """What the token route gives as `casUrl` to one who writes. Only one process at a time can: the index of the
        storage is locked while it is open."""
        return f"local://{self.folder.resolve()}"

    def view_url(self) -> str:
        """What the token route gives to one who reads: the storage as it is now, under names of its own, so that
        readers wait neither for one another nor for a writer. The bytes are not copied, only their index."""
        source = self.folder / "xet" / "xorbs"
        view = Path(tempfile.mkdtemp(dir=self._views, prefix="view-"))
        for name in ("xorbs", "shards"):
            target = view / "xet" / "xorbs" / name
            target.mkdir(parents=True)
            for path in source.glob(f"{name}/*"):
                os.link(path, target / path.name)
        for path in source.glob("*.redb"):
            shutil.copyfile(path, view / "xet" / "xorbs" / path.name)
        return f"local://{view.resolve()}"

    @property
    def _views(self) -> Path:
        path = self.folder.with_name("cas-views")
        path.mkdir(parents=True, exist_ok=True)
        return path

    def find(self, sha256: str) -> XetFile | None:
        """The file with that SHA-256, if the client has put it there."""
        with self._lock:
            if sha256 not in self._files:
                self._look()
            return self._files.get(sha256)

    def _look(self) -> None:
        for path in (self.folder / "xet" / "xorbs" / "shards").glob("*.mdb"):
            if path.name in self._shards:
                continue
            for file in _read_shard(path.read_bytes()):
                self._files[file.sha256] = file
            self._shards.add(path.name)

    def read(self, file: XetFile, start: int = 0, end: int | None = None) -> Iterator[bytes]:
        """The bytes from `start` to before `end` (all by default), rebuilt from the chunks. Needs hf_xet."""
        if file.size == 0:
            return
        from hf_xet import XetFileInfo, XetSession

        group = XetSession().new_download_stream_group(endpoint=self.view_url())
        yield from group.download_stream(XetFileInfo(file.hash, file.size), start=start, end=end or file.size)

    def flip(self, file: XetFile) -> None:
        """Changes one stored byte of the first piece, in the middle of its first chunk."""
        xorb, first = file.pieces[0]
        path = self.folder / "xet" / "xorbs" / "xorbs" / f"default.{xorb}"
        content = bytearray(path.read_bytes())
        at = 0
        for _ in range(first):
            at += 8 + int.from_bytes(content[at + 1 : at + 4], "little")
        # A chunk is 8 bytes (version, stored length in 3, scheme, real length in 3), then what is stored.
        content[at + 8 + int.from_bytes(content[at + 1 : at + 4], "little") // 2] ^= 1
        path.chmod(0o600)
        path.write_bytes(content)

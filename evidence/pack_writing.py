"""Writes a pack: a zip whose files are hashed while they go in, however many they are, in bounded memory."""

import hashlib
import tempfile
import zipfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import IO, BinaryIO, Self

from evidence import verify_pack

SUMS, CHECKER = "SHA256SUMS", "verify.py"
IN_MEMORY = 4 * 1024 * 1024
"""Bytes of a file that are held back until it is known to be whole; more of them are held back on disk."""

_STORED = frozenset({".pdf", ".docx", ".xlsx", ".odt", ".ods", ".png", ".jpg", ".jpeg"})
_PIECE = 256 * 1024
_PLAIN_FILE = 0o100644 << 16


class Differs(ValueError):
    """A file is not what it should be; nothing of it is in the pack."""


@dataclass(frozen=True, slots=True)
class Written:
    """What is in a pack under a path."""

    path: str
    size: int
    sha256: str


class PackZip:
    """A zip on its way into an open file. Every entry bears the same moment, so that the same content makes
    the same bytes. `settled` is told up to which byte the file will not change any more."""

    def __init__(
        self, out: BinaryIO, made_at: datetime, settled: Callable[[int], None] = lambda _size: None
    ) -> None:
        self._out, self._settled = out, settled
        self._zip = zipfile.ZipFile(out, "w", allowZip64=True)
        self._moment = made_at.timetuple()[:6]
        self.written: list[Written] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        """What broke off is nobody's pack: no end is written to it, whatever has become of the file."""
        if kind is not None:
            self._zip.fp = None

    def add_file(self, path: str, pieces: Iterable[bytes], size: int, sha256: str) -> None:
        """A file of evidence. It goes in once all of it was read and is what it should be: raises Differs, or
        whatever the reading raises, and then the pack is as it was before."""
        held, found, digest = list[bytes](), 0, hashlib.sha256()
        with tempfile.TemporaryFile() if size > IN_MEMORY else nullcontext() as large:
            for piece in pieces:
                found += len(piece)
                digest.update(piece)
                if large is None and found <= size:  # what is longer than it said is not what it should be
                    held.append(piece)
                elif large is not None:
                    large.write(piece)
            if found != size or digest.hexdigest() != sha256:
                raise Differs(path)
            if large is not None:
                large.seek(0)
            self._add(path, held if large is None else _pieces(large), size, sha256)

    def add_text(self, path: str, content: bytes) -> None:
        self._add_all(path, [content], len(content))

    def add_stream(self, path: str, content: IO[bytes]) -> None:
        """A finished file of ours, from where it stands to its end."""
        self._add_all(path, _pieces(content), None)

    def close(self) -> None:
        """With the sums, and the program that checks them."""
        self.add_text(CHECKER, Path(verify_pack.__file__).read_bytes())
        lines = "".join(f"{each.sha256}  {each.path}\n" for each in self.written)
        self._zip.writestr(self._entry(SUMS), lines.encode())
        self._zip.close()

    def _add_all(self, path: str, pieces: Iterable[bytes], size: int | None) -> None:
        digest, count = hashlib.sha256(), 0
        entry = self._entry(path)
        with self._zip.open(entry, "w", force_zip64=size is None) as target:
            for piece in pieces:
                digest.update(piece)
                count += target.write(piece)
        self._note(Written(path, count, digest.hexdigest()))

    def _add(self, path: str, pieces: Iterable[bytes], size: int, sha256: str) -> None:
        entry = self._entry(path)
        entry.file_size = size  # by this it is known whether it needs the larger form
        with self._zip.open(entry, "w") as target:
            for piece in pieces:
                target.write(piece)
        self._note(Written(path, size, sha256))

    def _note(self, written: Written) -> None:
        self.written.append(written)
        self._out.flush()
        self._settled(self._out.tell())

    def _entry(self, path: str) -> zipfile.ZipInfo:
        entry = zipfile.ZipInfo(path, self._moment)
        is_packed = Path(path).suffix.lower() in _STORED
        entry.compress_type = zipfile.ZIP_STORED if is_packed else zipfile.ZIP_DEFLATED
        entry.external_attr = _PLAIN_FILE
        entry.create_system = 3
        return entry


def _pieces(content: IO[bytes]) -> Iterator[bytes]:
    while piece := content.read(_PIECE):
        yield piece

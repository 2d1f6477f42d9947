"""Writes a pack: a zip with the sums of all that is in it, however much that is, in bounded memory."""

import hashlib
import zipfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import IO, BinaryIO, Self

from evidence import verify_pack
from evidence.whole_reading import Whole, pieces_of

SUMS, CHECKER = "SHA256SUMS", "verify.py"
_STORED = frozenset({".pdf", ".docx", ".xlsx", ".odt", ".ods", ".png", ".jpg", ".jpeg"})
_PLAIN_FILE = 0o100644 << 16


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

    def add_file(self, path: str, whole: Whole) -> None:
        """A file of evidence, all of which was read and is what it should be."""
        entry = self._entry(path)
        entry.file_size = whole.size  # by this it is known whether it needs the larger form
        if entry.compress_type == zipfile.ZIP_STORED:
            self._put_as_it_is(entry, whole)
        else:
            with self._zip.open(entry, "w") as target:
                for piece in whole.pieces():
                    target.write(piece)
        self._note(Written(path, whole.size, whole.sha256))

    def add_text(self, path: str, content: bytes) -> None:
        self._add_all(path, [content], len(content))

    def add_stream(self, path: str, content: IO[bytes]) -> None:
        """A finished file of ours, from where it stands to its end."""
        self._add_all(path, pieces_of(content), None)

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

    def _put_as_it_is(self, entry: zipfile.ZipInfo, whole: Whole) -> None:
        """As zipfile would, which goes back to each head once it knows the sum, and hands every piece on."""
        entry.compress_size, entry.CRC, entry.header_offset = whole.size, whole.crc, self._out.tell()
        self._out.write(entry.FileHeader())
        for piece in whole.pieces():
            self._out.write(piece)
        self._zip.filelist.append(entry)
        self._zip.NameToInfo[entry.filename] = entry
        self._zip.start_dir = self._out.tell()

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

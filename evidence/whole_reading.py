"""Reads a file to its end and knows it to be what it should be, before anything of it goes on: in bounded
memory."""

import hashlib
import tempfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import IO, Self

IN_MEMORY = 4 * 1024 * 1024
"""Bytes of a file that are held until they are written; more of them are held on disk."""

PIECE = 256 * 1024


class Differs(ValueError):
    """A file is not what it should be."""


@dataclass(slots=True)
class Whole:
    """A file that was read to its end and is what it should be; `crc` is the sum that a zip gives of it.
    Whoever takes it closes it."""

    size: int
    sha256: str
    crc: int = 0
    held: list[bytes] = field(default_factory=list)
    large: IO[bytes] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        if self.large:
            self.large.close()

    def pieces(self) -> Iterable[bytes]:
        return pieces_of(self.large) if self.large else self.held


def read_whole(pieces: Iterable[bytes], size: int, sha256: str) -> Whole:
    """Raises Differs, or whatever the reading raises; then nothing of it is held."""
    large = tempfile.TemporaryFile() if size > IN_MEMORY else None  # noqa: SIM115 - whoever takes it closes it
    whole = Whole(size, sha256, large=large)
    try:
        _fill(whole, pieces)
    except BaseException:
        whole.close()
        raise
    return whole


def _fill(whole: Whole, pieces: Iterable[bytes]) -> None:
    found, digest = 0, hashlib.sha256()
    for piece in pieces:
        found += len(piece)
        if found > whole.size:
            raise Differs
        digest.update(piece)
        whole.crc = zlib.crc32(piece, whole.crc)
        if whole.large:
            whole.large.write(piece)
        else:
            whole.held.append(piece)
    if found != whole.size or digest.hexdigest() != whole.sha256:
        raise Differs
    if whole.large:
        whole.large.seek(0)


def pieces_of(content: IO[bytes]) -> Iterator[bytes]:
    while piece := content.read(PIECE):
        yield piece

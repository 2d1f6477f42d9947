"""Files are read, and known to be what they should be, while others are written: beside the writer, in order,
in bounded memory."""

import hashlib
import tempfile
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import IO, Self

IN_MEMORY = 4 * 1024 * 1024
"""Bytes of a file that are held until they are written; more of them are held on disk."""

AHEAD = 4
"""Files that are held at most, beside the one that is written."""

PIECE = 256 * 1024


class Differs(ValueError):
    """A file is not what it should be."""


@dataclass(slots=True)
class Whole:
    """A file that was read to its end and is what it should be. Whoever takes it closes it."""

    size: int
    sha256: str
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
        if whole.large:
            whole.large.write(piece)
        else:
            whole.held.append(piece)
    if found != whole.size or digest.hexdigest() != whole.sha256:
        raise Differs
    if whole.large:
        whole.large.seek(0)


@contextmanager
def reading_ahead(reads: Iterable[Callable[[], Whole]]) -> Iterator[Iterator["Future[Whole]"]]:
    """What each of them gives or raises, in their order, begun before it is asked for."""
    waiting = deque["Future[Whole]"]()
    with ThreadPoolExecutor(1, "reading ahead") as pool:
        try:
            yield _begun_before(pool, reads, waiting)
        finally:
            for each in waiting:
                if not each.cancel() and not each.exception():
                    each.result().close()


def _begun_before(
    pool: ThreadPoolExecutor, reads: Iterable[Callable[[], Whole]], waiting: "deque[Future[Whole]]"
) -> Iterator["Future[Whole]"]:
    for read in reads:
        waiting.append(pool.submit(read))
        if len(waiting) > AHEAD:
            yield waiting.popleft()
    while waiting:
        yield waiting.popleft()


def pieces_of(content: IO[bytes]) -> Iterator[bytes]:
    while piece := content.read(PIECE):
        yield piece

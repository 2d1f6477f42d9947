"""The SHA-256 of a file while it is written: a thread follows, so that nobody reads it all at the end, and
has the disk begin with what it has read."""

import hashlib
import os
import threading
from pathlib import Path
from typing import Self

from evidence.write_behind import begin_to_write

_PIECE = 1024 * 1024
_STEP = 4 * 1024 * 1024
"""Bytes from one waking of the thread to the next: each costs the writer more than hashing a small file."""


class Following:
    """`reach` says up to which byte the file will not change any more."""

    def __init__(self, path: Path) -> None:
        self._path, self._limit, self._is_over = path, 0, False
        self._told, self._digest = threading.Condition(), hashlib.sha256()
        self._thread = threading.Thread(target=self._follow, daemon=True, name="following a file")
        self._problem: OSError | None = None

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._end()

    def reach(self, size: int) -> None:
        if size - self._limit >= _STEP:
            self._let_read(size)

    def finish(self, size: int) -> str:
        """Of the whole file, which has that size, in hexadecimal. Raises OSError where it cannot be read."""
        self._let_read(size)
        self._end()
        if self._problem:
            raise self._problem
        return self._digest.hexdigest()

    def _let_read(self, size: int) -> None:
        with self._told:
            self._limit = size
            self._told.notify()

    def _end(self) -> None:
        with self._told:
            self._is_over = True
            self._told.notify()
        self._thread.join()

    def _follow(self) -> None:
        room = memoryview(bytearray(_PIECE))  # for all of it: new memory costs as much as the reading
        try:
            with self._path.open("rb", buffering=0) as content:
                place = 0
                while limit := self._next(place):
                    place += self._take(content.fileno(), place, room[: limit - place])
        except OSError as problem:
            self._problem = problem

    def _next(self, place: int) -> int:
        """Up to where to read; 0 where all was read and no more comes."""
        with self._told:
            while self._limit <= place and not self._is_over:
                self._told.wait()
            return self._limit if self._limit > place else 0

    def _take(self, descriptor: int, place: int, room: memoryview) -> int:
        length = os.preadv(descriptor, [room], place)
        if not length:
            raise OSError("the file is shorter than was said")
        self._digest.update(room[:length])
        begin_to_write(descriptor, place, length)
        return length

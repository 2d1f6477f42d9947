"""Where accepted files are kept: one promise, two stores, one kind of "not found"."""

import re
import threading
import uuid
from collections.abc import Iterator
from contextlib import AbstractContextManager
from datetime import date, datetime
from pathlib import Path
from typing import Protocol, Self, runtime_checkable
from urllib.parse import unquote, urlsplit

CHUNK = 128 * 1024
TRASH, OWNER = "trash", "installation"
"""Where what was put aside lies, beside the years; and what the file is called that says whose store it
is."""

_KEY = re.compile(r"[0-9]{4}/[0-9]{2}/[0-9a-f]{32}")


class NotStored(LookupError):
    """There is nothing under this key."""


class StoreAway(OSError):
    """The store does not answer, or cannot take anything. What it has kept before is not touched by that."""


class Body(Protocol):
    """What a file of the store is read from."""

    def read(self, size: int, /) -> bytes: ...

    def close(self) -> None: ...


class Chunks:
    """A file of the store, in chunks of CHUNK bytes. Read to its end it is closed; whoever stops before that
    closes it, or a connection to a store far away stays open until the collector comes by."""

    def __init__(self, body: Body) -> None:
        self._body, self._lock = body, threading.Lock()
        self.is_closed = False

    def __iter__(self) -> Self:
        return self

    def __next__(self) -> bytes:
        with self._lock:  # a thread may still be reading for somebody who has gone when another closes it
            chunk = b"" if self.is_closed else self._read()
        if not chunk:
            self.close()
            raise StopIteration
        return chunk

    def _read(self) -> bytes:
        try:
            return self._body.read(CHUNK)
        except BaseException:
            self._close()
            raise

    def close(self) -> None:
        """May be called twice."""
        with self._lock:
            self._close()

    def _close(self) -> None:
        self.is_closed = True
        self._body.close()


@runtime_checkable
class Store(Protocol):
    """Keeps files under keys of `new_key`. A key is written once and never again."""

    def keep(self, staged: Path, key: str) -> None:
        """Move a finished file into the store. When this returns, the file survives a crash.

        The staged file is gone afterwards. Raises FileExistsError for a key that is taken and
        ValueError for one that `new_key` could not have made.
        """

    def read(self, key: str) -> Chunks:
        """The content, to be read to its end or closed. Raises NotStored at once, not at the first chunk."""
        ...

    def fetch(self, key: str) -> AbstractContextManager[Path]:
        """A local file to read, valid inside the `with`. It must not be changed."""
        ...

    def size(self, key: str) -> int:
        """Bytes kept under the key."""
        ...

    def remove(self, key: str) -> None:
        """Take the content away. Raises NotStored where there is none."""

    def keys(self) -> Iterator[tuple[str, datetime]]:
        """Every key with the moment (UTC) when it was written, in no promised order."""
        ...

    def require_there(self) -> None:
        """Raises OSError where nothing could be kept now: the folder is away or not ours, the bucket does not
        answer."""

    def put_aside(self, key: str) -> None:
        """Into the trash, from where it may be put back: it can be read no more. Raises NotStored."""

    def put_back(self, key: str) -> None:
        """Out of the trash. Raises NotStored where it is not there."""

    def set_aside(self) -> Iterator[tuple[str, datetime]]:
        """Every key in the trash with the moment (UTC) when it was put there, in no promised order."""
        ...

    def throw_away(self, key: str) -> None:
        """Out of the trash for good. Raises NotStored where it is not there."""

    def owner(self) -> str | None:
        """What `set_owner` has written: whose store it is. None where nobody has."""
        ...

    def set_owner(self, owner: str) -> None:
        """Write whose store it is, in at most 64 letters, digits and hyphens."""

    def close(self) -> None:
        """Let go of open connections. The store may be used again, and then opens new ones."""


def open_store(address: str) -> Store:
    """The store at `file:///folder` or `s3://bucket/prefix`.

    For S3, the endpoint and the keys come from the usual AWS_* environment.
    """
    parts = urlsplit(address)
    if parts.scheme == "file" and not parts.netloc and parts.path.startswith("/"):
        from evidence.local_store import LocalStore

        return LocalStore(Path(unquote(parts.path)))
    if parts.scheme == "s3" and parts.netloc:
        from evidence.s3_store import S3Store  # boto3 takes long to import: only those who use it wait

        return S3Store(bucket=parts.netloc, prefix=unquote(parts.path).strip("/"))
    raise ValueError(f"{address!r} is no store: expected file:///folder or s3://bucket/prefix")


def new_key(on: date) -> str:
    """A key that was never used before; it says nothing about the file but its month."""
    return f"{on:%Y/%m}/{uuid.uuid4().hex}"


def is_key(key: str) -> bool:
    """Whether `new_key` could have made it. Nothing else is ever turned into a path."""
    return _KEY.fullmatch(key) is not None

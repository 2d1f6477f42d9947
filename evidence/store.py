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

CHUNK = 64 * 1024
_KEY = re.compile(r"[0-9]{4}/[0-9]{2}/[0-9a-f]{32}")


class NotStored(LookupError):
    """There is nothing under this key."""


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

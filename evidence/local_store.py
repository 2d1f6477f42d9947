"""The store in a folder."""

import errno
import os
import shutil
import stat
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from evidence.store import OWNER, TRASH, Chunks, NotStored, is_key


class LocalStore:
    """Files in `folder/2026/11/<key>`. Staged files on the same filesystem are moved, not copied."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def keep(self, staged: Path, key: str) -> None:
        if not is_key(key):
            raise ValueError(f"{key!r} is not a key")
        target = self.folder / key
        _make_folder(target.parent)
        _sync(staged)
        try:
            os.link(staged, target)  # unlike a rename, a link never replaces what is there
        except FileExistsError:
            raise
        except OSError:  # another filesystem, or one that knows no links
            _copy(staged, target)
        _sync(target.parent)
        staged.unlink()

    def read(self, key: str) -> Chunks:
        return Chunks(self._open(key))

    @contextmanager
    def fetch(self, key: str) -> Iterator[Path]:
        yield self._existing(key)

    def size(self, key: str) -> int:
        return self._existing(key).stat().st_size

    def remove(self, key: str) -> None:
        path = self._existing(key)
        path.unlink(missing_ok=True)
        _sync(path.parent)

    def require_there(self) -> None:
        nearest = next(each for each in (self.folder, *self.folder.parents) if each.exists())
        if not nearest.is_dir() or not os.access(nearest, os.W_OK | os.X_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(nearest))

    def keys(self) -> Iterator[tuple[str, datetime]]:
        for year in _folders(self.folder):
            for month in _folders(Path(year.path)):
                with os.scandir(month.path) as files:
                    for file in files:
                        key = f"{year.name}/{month.name}/{file.name}"
                        if is_key(key):
                            yield key, datetime.fromtimestamp(file.stat().st_mtime, UTC)

    def put_aside(self, key: str) -> None:
        _move(self._existing(key), self._trash._path_for(key))

    def put_back(self, key: str) -> None:
        _move(self._trash._existing(key), self._path_for(key))

    def set_aside(self) -> Iterator[tuple[str, datetime]]:
        return self._trash.keys()

    def throw_away(self, key: str) -> None:
        self._trash.remove(key)

    def owner(self) -> str | None:
        path = self.folder / OWNER
        return path.read_text("ascii").strip() if path.is_file() else None

    def set_owner(self, owner: str) -> None:
        _make_folder(self.folder)
        written = self.folder / f"{uuid.uuid4().hex}.partial"
        written.write_text(f"{owner}\n", "ascii")
        _sync(written)
        written.rename(self.folder / OWNER)
        _sync(self.folder)

    @property
    def _trash(self) -> "LocalStore":
        return LocalStore(self.folder / TRASH)

    def _path_for(self, key: str) -> Path:
        path = self.folder / key
        _make_folder(path.parent)
        return path

    def _existing(self, key: str) -> Path:
        path = self.folder / key
        if not is_key(key) or not path.is_file():
            raise NotStored(key)
        return path

    def _open(self, key: str) -> BinaryIO:
        if not is_key(key):
            raise NotStored(key)
        try:
            return (self.folder / key).open("rb", buffering=0)
        except (FileNotFoundError, IsADirectoryError) as error:
            raise NotStored(key) from error

    def close(self) -> None:
        """A folder needs no closing."""


def _folders(folder: Path) -> Iterator["os.DirEntry[str]"]:
    if not folder.is_dir():
        return
    with os.scandir(folder) as entries:
        yield from (entry for entry in entries if entry.is_dir() and entry.name.isdigit())


def _make_folder(folder: Path) -> None:
    """Make a folder and what is above it, each one noted on disk before the next."""
    if folder.is_dir():
        return
    _make_folder(folder.parent)
    folder.mkdir(exist_ok=True)
    _sync(folder.parent)


def _move(path: Path, target: Path) -> None:
    """Its moment is that of the move."""
    os.utime(path)
    path.rename(target)
    _sync(target.parent)
    _sync(path.parent)


def _copy(staged: Path, target: Path) -> None:
    """Copy beside the target, then give it its name, so that no half-written file ever bears a key."""
    if target.exists():
        raise FileExistsError(target)
    partial = target.with_name(f"{uuid.uuid4().hex}.partial")
    try:
        shutil.copyfile(staged, partial)
        _sync(partial)
        partial.rename(target)
    finally:
        partial.unlink(missing_ok=True)


def _sync(path: Path) -> None:
    """Wait until the file, or the list of names in a folder, is on disk."""
    flags = os.O_RDONLY | (os.O_DIRECTORY if stat.S_ISDIR(path.stat().st_mode) else 0)
    descriptor = os.open(path, flags)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)

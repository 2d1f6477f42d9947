"""A file that is there as a whole or not at all, and that nobody else may read."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

PRIVATE = 0o600


@contextmanager
def whole_file(path: Path) -> Iterator[BinaryIO]:
    """Written beside without a name, and named once all of it is on disk: whatever breaks off leaves nothing.

    Raises FileExistsError: what is there already is never replaced.
    """
    if os.path.lexists(path):
        raise FileExistsError(f"{path} is there already")
    try:
        descriptor = os.open(path.parent, os.O_TMPFILE | os.O_WRONLY, PRIVATE)
    except OSError:  # a file system without nameless files
        with named_for_now(path) as out:
            yield out
        return
    with os.fdopen(descriptor, "wb") as out:
        yield out
        settle(out)
        # With a folder given, Python calls linkat, which alone follows the way that leads to a nameless file.
        os.link(f"/proc/self/fd/{descriptor}", path, src_dir_fd=descriptor, follow_symlinks=True)
    settle_folder(path.parent)


@contextmanager
def named_for_now(path: Path) -> Iterator[BinaryIO]:
    descriptor, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".partial", dir=path.parent)
    try:
        with os.fdopen(descriptor, "wb") as out:
            yield out
            settle(out)
        os.link(name, path)
    finally:
        Path(name).unlink()
    settle_folder(path.parent)


def settle(out: BinaryIO) -> None:
    out.flush()
    os.fsync(out.fileno())


def settle_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)

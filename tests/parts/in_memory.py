"""A folder in memory for whatever tests write, where there is room for one.

On a disk each commit of SQLite waits some milliseconds for it, and a copy of a PostgreSQL database for
hundreds of files. The process that starts the tests makes it; its workers find it there."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

MEMORY = Path("/dev/shm")  # noqa: S108 - nothing is written but in a folder of our own
WANTED = 2 * 1024**3
"""Bytes; a run uses a third of them at most. In a container without more it stays on the disk."""


def can_be_used(memory: Path) -> bool:
    if not os.access(memory, os.W_OK):
        return False
    found = os.statvfs(memory)
    return found.f_bavail * found.f_frsize >= WANTED and not found.f_flag & os.ST_NOEXEC


def is_running(process_id: int) -> bool:
    return Path(f"/proc/{process_id}").exists()


def clear_leftovers(memory: Path) -> None:
    """Of runs that were killed, and so could not clear up."""
    for folder in memory.glob("good-standing-*"):
        if not is_running(int(folder.name.rpartition("-")[2])):
            shutil.rmtree(folder, ignore_errors=True)


def write_in_memory() -> None:
    clear_leftovers(MEMORY)
    folder = MEMORY / f"good-standing-{os.getpid()}"
    folder.mkdir()
    folder.chmod(0o755)  # PostgreSQL's user goes through it to its own
    os.environ["TMPDIR"] = tempfile.tempdir = str(folder)
    atexit.register(shutil.rmtree, folder, ignore_errors=True)


if "TMPDIR" not in os.environ and can_be_used(MEMORY):
    write_in_memory()

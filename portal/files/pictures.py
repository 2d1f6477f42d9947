"""Pages that were drawn or read already, kept in a folder beside the database: to draw one takes longer than
to fetch it.

What cannot be drawn is kept too, for a while: a file that takes a program ten seconds to give up on would
otherwise take them again and again. Whoever may open the file is asked before; nobody comes here first.
"""

import contextlib
import uuid
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from portal import clock

NOT_DRAWN = b""
LARGER, READ = "large.png", "json"
"""Sorts of pages beside pictures of the usual size: larger ones, and what stands in them."""

KEPT_AS_NOT_DRAWN = 600
"""Seconds."""

LARGEST = 512 * 1024 * 1024
"""Bytes that all of them may take; the oldest go first."""


@dataclass(frozen=True, slots=True)
class Pictures:
    """Of pages, by file and number; `ending` tells one sort from another. They may be gone at any moment:
    then they are drawn again."""

    folder: Path
    ending: str = "png"

    def find(self, file_id: uuid.UUID, page: int) -> bytes | None:
        """The picture; NOT_DRAWN where it could not be drawn just now; None where nobody has tried."""
        path = self.path(file_id, page)
        try:
            content = path.read_bytes()
            is_old = clock.now().timestamp() - written_at(path) > KEPT_AS_NOT_DRAWN
        except OSError:
            return None
        return None if content == NOT_DRAWN and is_old else content

    def keep(self, file_id: uuid.UUID, page: int, content: bytes) -> None:
        """Where there is no room for it nothing is kept, and nobody is told."""
        path = self.path(file_id, page)
        part = path.with_name(f"{uuid.uuid4().hex}.part")
        with contextlib.suppress(OSError):
            path.parent.mkdir(parents=True, exist_ok=True)
            try:
                part.write_bytes(content)
                part.replace(path)
            finally:
                part.unlink(missing_ok=True)

    def forget(self, file_id: uuid.UUID) -> None:
        folder = self.path(file_id, 1).parent
        for path in folder.glob("*"):
            path.unlink(missing_ok=True)
        with contextlib.suppress(OSError):
            folder.rmdir()

    def path(self, file_id: uuid.UUID, page: int) -> Path:
        return self.folder / file_id.hex[:2] / file_id.hex / f"{page}.{self.ending}"


def sweep_pictures(folder: Path, before: datetime, largest: int = LARGEST) -> int:
    """How many went: those written before that moment, and the oldest of what is too much."""
    kept = sorted((path for path in folder.glob("*/*/*") if path.is_file()), key=written_at, reverse=True)
    room, gone = largest, 0
    for path in kept:
        room -= path.stat().st_size
        if room < 0 or written_at(path) < before.timestamp():
            path.unlink(missing_ok=True)
            gone += 1
    for each in (*folder.glob("*/*"), *folder.glob("*")):
        with contextlib.suppress(OSError):
            each.rmdir()
    return gone


def written_at(path: Path) -> float:
    return path.stat().st_mtime

"""Pages and pictures of files that were accepted, made by a confined process."""

import os
from pathlib import Path

from evidence import confined
from evidence.kinds import MEDIA_TYPES, PDF, PICTURES, TIFF

WIDEST = 3000
_WITH_PICTURES = {PDF, *PICTURES}
_WITH_PAGES = {PDF, TIFF}


class Unreadable(Exception):
    """The file cannot be shown: damaged, too demanding, or of a kind that has no picture."""


def page_count(path: Path, media_type: str) -> int:
    """How many pages `picture` can show: 1 for a photograph, 0 for a kind that has no pictures."""
    kind = MEDIA_TYPES.get(media_type)
    if kind not in _WITH_PICTURES:
        return 0
    return int(_ask("count_pages", path, {"kind": kind.key})) if kind in _WITH_PAGES else 1


def picture(path: Path, media_type: str, page: int, width: int = 1000) -> bytes:
    """One page, counted from 1, as a PNG that is at most `width` dots wide."""
    kind = MEDIA_TYPES.get(media_type)
    if kind not in _WITH_PICTURES or page < 1:
        raise Unreadable(f"there is no page {page} to show in {media_type}")
    return _ask("picture", path, {"kind": kind.key, "page": page, "width": min(max(width, 1), WIDEST)})


def _ask(job: str, path: Path, arguments: dict[str, int | str]) -> bytes:
    file = os.open(path, os.O_RDONLY)
    try:
        return confined.ask(job, file, arguments)
    except confined.Died as error:
        raise Unreadable(str(error)) from error
    finally:
        os.close(file)

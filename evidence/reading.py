"""Pages, pictures and words of files that were accepted, made by a confined process."""

import json
import os
from pathlib import Path

from evidence import confined
from evidence.kinds import CSV, DOCX, MEDIA_TYPES, PDF, PICTURES, TIFF, XLSX

WIDEST = 3000
_WITH_PICTURES = {PDF, *PICTURES}
_WITH_PAGES = {PDF, TIFF}
_WITH_WORDS = {DOCX, XLSX, CSV}


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


def has_words(media_type: str) -> bool:
    """Whether `words` can read that kind."""
    return MEDIA_TYPES.get(media_type) in _WITH_WORDS


def words(path: Path, media_type: str) -> tuple[bytes, ...]:
    """What stands in a document of Word or Excel or a CSV file, without its looks: a page each, as JSON
    (`evidence.readable`). At least one."""
    kind = MEDIA_TYPES.get(media_type)
    if kind not in _WITH_WORDS:
        raise Unreadable(f"nothing is read in {media_type}")
    return tuple(
        json.dumps(page).encode() for page in json.loads(_ask("read_words", path, {"kind": kind.key}))
    )


def _ask(job: str, path: Path, arguments: dict[str, int | str]) -> bytes:
    file = os.open(path, os.O_RDONLY)
    try:
        return confined.ask(job, file, arguments)
    except confined.Died as error:
        raise Unreadable(str(error)) from error
    finally:
        os.close(file)

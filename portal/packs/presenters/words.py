"""What packs and their pages say alike."""

from collections.abc import Sequence
from datetime import date

from portal.words.labels import VISIT
from portal.words.wording import counted, day

MOST_SAID = 5
"""So many files are named in a sentence; more are counted."""


def occasion_words(occasion: str, on: date) -> str:
    """
    >>> occasion_words("audit-visit", date(2026, 10, 14)), occasion_words("", date(2026, 10, 14))
    ('Audit visit on 14 October 2026', '14 October 2026')
    """
    return f"{VISIT.get(occasion, 'Visit')} on {day(on)}" if occasion else day(on)


def whole_words(files: int, asked: int, unread: Sequence[str]) -> str:
    """Whether all of it is there, never silent.

    >>> whole_words(31, 31, []), whole_words(0, 0, [])
    ('Complete: 31 of 31 files', 'Complete: there are no files to put in')
    >>> whole_words(30, 31, ["policy.pdf: its bytes are gone"])
    'Partial: 1 file could not be read: policy.pdf: its bytes are gone'
    """
    missing = asked - files
    if not missing:
        return f"Complete: {files:,} of {counted(asked, 'file')}" if asked else NO_FILES
    said = "; ".join(unread[:MOST_SAID])
    more = f"; and {missing - MOST_SAID:,} more" if missing > MOST_SAID else ""
    return f"Partial: {counted(missing, 'file')} could not be read: {said}{more}"


NO_FILES = "Complete: there are no files to put in"

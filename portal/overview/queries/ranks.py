"""Who is worst off on a day, as one number: so a page of them is found without sorting all partners."""

from collections import Counter
from collections.abc import Mapping

import sqlalchemy as sa

from checklists.vocabulary import Level

LEVEL_PLACE = {level: place for place, level in enumerate(Level)}
MORE_THAN_BLOCKERS = 1_000_000

Alike = Mapping[tuple[Level, int], int]
"""By level and number of requirements in the way, how many partners stand so."""

Page = tuple[int, int, int]
"""The ranks of a page, from the first to the last, and how many partners of these ranks come before it."""

NOBODY = (1, 0, 0)


def rank_of(sort: str, level: Level, blockers: int) -> int:
    """What is smallest of those who come first: by `level` the worst level, by `-blockers` the most."""
    return (LEVEL_PLACE[level] * MORE_THAN_BLOCKERS if sort == "level" else 0) - blockers


def rank_in(sort: str, table: sa.Subquery) -> sa.ColumnElement[int]:
    """The same in SQL, of a table with `level` and `blockers`."""
    if sort != "level":
        return -table.c.blockers
    places = {level.value: place * MORE_THAN_BLOCKERS for level, place in LEVEL_PLACE.items()}
    return sa.case(places, value=table.c.level) - table.c.blockers


def find_page(alike: Alike, sort: str, only: Level | None, start: int, limit: int) -> Page:
    """Of the page from the `start`-th partner on; NOBODY where it is empty.

    >>> stand = {(Level.NOT_READY, 3): 2, (Level.NOT_READY, 2): 40, (Level.READY, 0): 90}
    >>> find_page(stand, "-blockers", None, 10, 50)
    (-2, 0, 8)
    >>> find_page(stand, "-blockers", Level.NOT_READY, 42, 50)
    (1, 0, 0)
    """
    ranks = Counter[int]()
    for (level, blockers), partners in alike.items():
        if only in {None, level}:
            ranks[rank_of(sort, level, blockers)] += partners
    passed, found = 0, NOBODY
    for rank, partners in sorted(ranks.items()):
        if passed < start + limit and passed + partners > start:
            found = (rank, rank, start - passed) if found is NOBODY else (found[0], rank, found[2])
        passed += partners
    return found

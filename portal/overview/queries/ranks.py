"""Who is worst off on a day, as one number: so a page of them is found without sorting all partners."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

import sqlalchemy as sa

from checklists.vocabulary import Level

LEVEL_PLACE = {level: place for place, level in enumerate(Level)}
MORE_THAN_BLOCKERS = 1_000_000

Alike = Mapping[tuple[Level, int], int]
"""By level and number of requirements in the way, how many partners stand so."""

Page = tuple[tuple[tuple[Level, int], ...], int]
"""How the partners of a page stand, and how many of those who stand so come before it."""


def rank_of(sort: str, level: Level, blockers: int) -> int:
    """What is smallest of those who come first: by `level` the worst level, by `-blockers` the most."""
    return (LEVEL_PLACE[level] * MORE_THAN_BLOCKERS if sort == "level" else 0) - blockers


def rank_in(sort: str, table: sa.Subquery) -> sa.ColumnElement[int]:
    """The same in SQL, of a table with `level` and `blockers`."""
    if sort != "level":
        return -table.c.blockers
    places = {level.value: place * MORE_THAN_BLOCKERS for level, place in LEVEL_PLACE.items()}
    return sa.case(places, value=table.c.level) - table.c.blockers


def stands_so(alike: Iterable[tuple[Level, int]], table: sa.Subquery) -> sa.ColumnElement[bool]:
    """Of a table with `level` and `blockers`: one of these. Each is sought in an index."""
    each = (sa.and_(table.c.level == level.value, table.c.blockers == blockers) for level, blockers in alike)
    return sa.or_(sa.false(), *each)


def find_page(alike: Alike, sort: str, only: Level | None, start: int, limit: int | None) -> Page:
    """Of the page from the `start`-th partner on; nobody stands so where it is empty.

    >>> stand = {(Level.NOT_READY, 3): 2, (Level.NOT_READY, 2): 40, (Level.READY, 0): 90}
    >>> find_page(stand, "-blockers", None, 10, 50)
    (((<Level.NOT_READY: 'not-ready'>, 2), (<Level.READY: 'ready'>, 0)), 8)
    >>> find_page(stand, "-blockers", Level.NOT_READY, 42, 50)
    ((), 0)
    """
    by_rank: defaultdict[int, list[tuple[Level, int]]] = defaultdict(list)
    for level, blockers in alike:
        if only in {None, level}:
            by_rank[rank_of(sort, level, blockers)].append((level, blockers))
    passed, before = 0, 0
    found: list[tuple[Level, int]] = []
    for _, those in sorted(by_rank.items()):
        partners = sum(alike[each] for each in those)
        if (limit is None or passed < start + limit) and passed + partners > start:
            before = before if found else start - passed
            found += those
        passed += partners
    return tuple(found), before

"""Sweep away what broken-off uploads left behind: bytes that no row knows. They harm nobody but take room.

They are put aside first, from where they come back should a row know them again: a sweep beside the wrong
database costs nobody a file.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import sqlalchemy as sa

from evidence.store import Store
from portal.database import Database
from portal.files.actions.name_installation import own_store
from portal.records import Event
from portal.standing.queries.verify import known_keys

MOST_ORPHANS, SHARE = 5, 10
"""So many orphans there may be, or one in so many of the stored files, where that is more."""

LONGEST_UPLOAD = timedelta(days=1)
"""What is younger may still be on its way in."""

KEPT_ASIDE = timedelta(days=30)


class SweepRefused(RuntimeError):
    """The store and the database do not seem to belong together, so nothing was touched."""


@dataclass(frozen=True, slots=True)
class Swept:
    """How many files: put aside, as no row knows them; put back, as one does again; thrown away, after their
    time aside; and parts of files that never arrived whole."""

    put_aside: int
    put_back: int
    thrown_away: int
    staged: int


def sweep_files(database: Database, store: Store, staging: Path, now: datetime) -> Swept:
    """What is younger than LONGEST_UPLOAD stays where it is.

    Raises NotOurStore, or SweepRefused where so many files have no row, or such new ones, that the database
    may be another or an older one.
    """
    own_store(database, store)
    listed, aside = dict(store.keys()), dict(store.set_aside())
    with database.reading() as session:  # after the list: what came in meanwhile is not on it
        known = set(session.scalars(known_keys()))
        newest = session.scalar(sa.select(sa.func.max(Event.at)))
    orphans = {key: at for key, at in listed.items() if key not in known and at < now - LONGEST_UPLOAD}
    refuse_many(len(orphans), len(listed), len(known))
    refuse_newer(orphans.values(), newest)
    back = [key for key in aside if key in known and key not in listed]
    old = [key for key, at in aside.items() if key not in known and at < now - KEPT_ASIDE]
    for key in back:
        store.put_back(key)
    for key in orphans:
        store.put_aside(key)
    for key in old:
        store.throw_away(key)
    return Swept(len(orphans), len(back), len(old), sweep_staging(staging, now - LONGEST_UPLOAD))


def refuse_many(orphans: int, stored: int, known: int) -> None:
    if not orphans or (known and orphans <= max(MOST_ORPHANS, stored // SHARE)):
        return
    raise SweepRefused(
        f"{orphans} of {stored} stored files have no row in the database, which knows {known}: it may not be "
        "the database of this store, or an older one. Nothing was touched."
    )


def refuse_newer(orphans: Collection[datetime], newest_event: datetime | None) -> None:
    """Whoever uploads has signed in before, and that is an event: a database in which nothing has happened
    since a file came is older than its store."""
    newer = [at for at in orphans if newest_event is None or at > newest_event + LONGEST_UPLOAD]
    if newer:
        raise SweepRefused(
            f"{len(newer)} of the stored files that have no row are newer than anything in the database: "
            "it may be an older one, put back beside the store. Nothing was touched."
        )


def sweep_staging(staging: Path, before: datetime) -> int:
    leftover = [path for path in staging.glob("*.part") if written_at(path) < before]
    for path in leftover:
        path.unlink(missing_ok=True)
    return len(leftover)


def written_at(path: Path) -> datetime:
    return datetime.fromtimestamp(path.stat().st_mtime, UTC)

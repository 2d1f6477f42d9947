"""Sweep away what broken-off uploads left behind: bytes that no row knows. They harm nobody but take room."""

from datetime import UTC, datetime
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.orm import Session

from evidence.store import Store
from portal.records import StoredFile

MOST_ORPHANS, SHARE = 20, 10
"""So many orphans there may be, or one in so many of the stored files, where that is more."""


class SweepRefused(RuntimeError):
    """The store and the database do not seem to belong together, so nothing was removed."""


def sweep_files(session: Session, store: Store, staging: Path, before: datetime) -> int:
    """How many were removed: stored files without a row, and staged ones, last written before that moment.

    Raises SweepRefused where they are so many that the database may be another one.
    """
    listed = list(store.keys())
    old = [key for key, at in listed if at < before]
    known = set(session.scalars(sa.select(StoredFile.key)))
    orphans = [key for key in old if key not in known]
    refuse_many(len(orphans), len(listed), len(known))
    for key in orphans:
        store.remove(key)
    return len(orphans) + sweep_staging(staging, before)


def refuse_many(orphans: int, stored: int, known: int) -> None:
    if not orphans or (known and orphans <= max(MOST_ORPHANS, stored // SHARE)):
        return
    raise SweepRefused(
        f"{orphans} of {stored} stored files have no row in the database, which knows {known}: it may not be "
        "the database of this store. Nothing was removed."
    )


def sweep_staging(staging: Path, before: datetime) -> int:
    leftover = [path for path in staging.glob("*.part") if written_at(path) < before]
    for path in leftover:
        path.unlink(missing_ok=True)
    return len(leftover)


def written_at(path: Path) -> datetime:
    return datetime.fromtimestamp(path.stat().st_mtime, UTC)

"""Whether what is kept is right: read models, stored files (the log: verify_log). Each finding is a line."""

import hashlib
import uuid
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from evidence.store import NotStored, Store
from portal.records import (
    Engagement,
    EngagementStanding,
    LevelShare,
    Pack,
    Scan,
    Standing,
    StoredFile,
    UnderWay,
)
from portal.standing.queries.as_known import ReadModel
from portal.standing.queries.counted import miscounted
from portal.standing.queries.recorded import load_records
from portal.standing.queries.scope import Scope
from portal.standing.queries.standing_rows import Story
from portal.standing.queries.under_way import told_under_way
from portal.standing.queries.verify_log import verify_events

__all__ = ["verify_events", "verify_files", "verify_standing"]

ENGAGEMENTS_AT_ONCE = 50
"""Engagements per round: their past evenings are in memory at the same time."""


def verify_standing(session: Session) -> Iterator[str]:
    """Where a read model differs from what the rules say, now or on any evening; and where a contract keeps
    other numbers than it has."""
    yield from miscounted(session)
    references = dict(session.execute(sa.select(Engagement.id, Engagement.reference)).all())
    ids = sorted(references)
    for start in range(0, len(ids), ENGAGEMENTS_AT_ONCE):
        some = ids[start : start + ENGAGEMENTS_AT_ONCE]
        stories = [Story(records) for records in load_records(session, some)]
        wanted: dict[ReadModel | type[EngagementStanding], list[dict[str, object]]] = {
            Standing: [row for story in stories for row in story.standing_rows()],
            EngagementStanding: [row for story in stories for row in story.engagement_rows()],
            LevelShare: [row for story in stories for row in story.share_rows()],
            UnderWay: list(told_under_way(session, Scope(some))),
        }
        for table, rows in wanted.items():
            yield from differences(session, table, rows, some, references)


def differences(
    session: Session,
    table: ReadModel | type[EngagementStanding],
    wanted: Sequence[dict[str, object]],
    ids: Sequence[uuid.UUID],
    references: dict[uuid.UUID, str],
) -> Iterator[str]:
    """One finding per engagement and table."""
    columns = [column.name for column in table.__table__.columns]
    place = columns.index("engagement_id")
    kept = session.execute(sa.select(*table.__table__.columns).where(table.engagement_id.in_(ids)))
    expected = Counter(tuple(row[name] for name in columns) for row in wanted)
    found = Counter(tuple(row) for row in kept)
    wrong = Counter(row[place] for row in [*(expected - found).elements(), *(found - expected).elements()])
    for engagement_id, rows in sorted(wrong.items(), key=lambda item: references[item[0]]):
        yield f"{table.__tablename__}: {references[engagement_id]} differs from the rules in {rows} rows"


def kept_files() -> sa.CompoundSelect[str, int, str]:
    """Key, size and SHA-256 of all whose bytes have to be there: files, and packs that are made. Those of
    what a virus scanner found are gone, or go soon; those of what was kept long enough are gone."""
    files = sa.select(StoredFile.key, StoredFile.size, StoredFile.sha256)
    packs = sa.select(Pack.key, Pack.size, Pack.sha256).where(Pack.finished_at.is_not(None))
    return sa.union_all(
        files.where(StoredFile.scan != Scan.FOUND.value, StoredFile.removed_at.is_(None)), packs
    )


def known_keys() -> sa.CompoundSelect[str]:
    """All keys that a row knows, also those of packs that are being made; not of what was removed."""
    packs = sa.select(Pack.key).where(Pack.key.is_not(None))
    return sa.union_all(sa.select(StoredFile.key).where(StoredFile.removed_at.is_(None)), packs)


def verify_files(session: Session, store: Store) -> Iterator[str]:
    """Files that are missing or differ from what was uploaded."""
    for row in session.execute(kept_files()).all():
        yield from verify_file(store, row.key, row.size, row.sha256)


def find_orphans(session: Session, store: Store, before: datetime) -> Iterator[str]:
    """Files that belong to no row, or to one that is no longer kept, and were written before that moment:
    uploads and removals that broke off. They harm nobody.

    The store is listed first: a file that comes in meanwhile has its row by then or is newer.
    """
    kept = {key for key, at in store.keys() if at < before}  # noqa: SIM118 - a store is no dict
    for key in sorted(kept.difference(session.scalars(known_keys()))):
        yield f"file: {key} is in the store and belongs to no row, which harms nobody"


def is_aside(store: Store, key: str) -> bool:
    return any(aside == key for aside, _ in store.set_aside())


def verify_file(store: Store, key: str, size: int, sha256: str) -> Iterator[str]:
    try:
        found, digest = 0, hashlib.sha256()
        for chunk in store.read(key):
            found += len(chunk)
            digest.update(chunk)
    except NotStored:
        aside, gone = "lies in the trash: `portal sweep` puts it back", "is missing from the store"
        where = aside if is_aside(store, key) else gone
        yield f"file: {key} {where}"
        return
    if found != size:
        yield f"file: {key} has {found} bytes instead of {size}"
    elif digest.hexdigest() != sha256:
        yield f"file: {key} has another content than was uploaded (wrong SHA-256)"

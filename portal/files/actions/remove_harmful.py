"""Remove the bytes of what a virus scanner found, once nobody needs them for a second opinion."""

import contextlib
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from evidence.store import NotStored, Store
from portal import clock
from portal.acting.record_event import record_event
from portal.records import Scan, StoredFile


def remove_harmful(session: Session, store: Store, found_before: datetime) -> int:
    """How many went. Bytes first: broken off in between, it is done again. Commits after each."""
    rows = session.execute(
        sa.select(StoredFile.id, StoredFile.key, StoredFile.organisation_id, StoredFile.found).where(
            StoredFile.scan == Scan.FOUND.value,
            StoredFile.removed_at.is_(None),
            StoredFile.scanned_at < found_before,
        )
    ).all()
    for row in rows:
        with contextlib.suppress(NotStored):  # it was broken off just after that
            store.remove(row.key)
        session.execute(sa.update(StoredFile).where(StoredFile.id == row.id).values(removed_at=clock.now()))
        data = {"file": str(row.id), "organisation": str(row.organisation_id), "found": row.found}
        record_event(session, "harmful-file-removed", None, data=data)
        session.commit()
    return len(rows)

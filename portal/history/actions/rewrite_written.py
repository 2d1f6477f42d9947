"""Write otherwise what somebody wrote freely, and what it is found by."""

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.acting.keep_words import follow_file_words
from portal.history.queries.texts import Written
from portal.records import StoredFile


def rewrite_written(session: Session, written: Written, values: dict[str, object]) -> None:
    """In the caller's transaction."""
    session.execute(sa.update(written.sort.table).where(written.is_it).values(values))
    if written.sort.table.name == StoredFile.__tablename__:
        follow_file_words(session, written.row["id"])

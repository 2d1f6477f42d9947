"""Nobody else changes these notices meanwhile."""

import uuid

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.records import Notice


def lock_notices(session: Session, *narrowed: sa.ColumnElement[bool]) -> list[uuid.UUID]:
    """Those that are so, until the transaction ends; in one order, so that two who lock never wait for each
    other."""
    query = sa.select(Notice.id).where(*narrowed).order_by(Notice.id)
    return list(session.scalars(query.with_for_update(key_share=True)))

"""Rebuild the read models from what they are made of."""

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.records import Engagement
from portal.standing.actions.rewrite_standing import AT_ONCE, rewrite_standing


def rebuild_standing(session: Session) -> int:
    """For every engagement, some hundreds a transaction so that nobody waits long. How many there were."""
    ids = session.scalars(sa.select(Engagement.id).order_by(Engagement.id)).all()
    session.rollback()
    for start in range(0, len(ids), AT_ONCE):
        rewrite_standing(session, ids[start : start + AT_ONCE])
        session.commit()
    return len(ids)

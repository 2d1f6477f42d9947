"""Nobody else changes these engagements meanwhile."""

import uuid
from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.records import Engagement

LOCKED = (
    sa.select(Engagement.id)
    .where(Engagement.id.in_(sa.bindparam("engagement_ids", expanding=True)))
    .order_by(Engagement.id)
    .with_for_update(key_share=True)
)


def lock_engagements(session: Session, engagement_ids: Sequence[uuid.UUID]) -> None:
    """Until the transaction ends nobody else changes these engagements or what is said about them.

    On SQLite a writing session is alone anyway. Call it before `record_event`, which locks the chain's end.
    """
    if session.get_bind().dialect.name == "postgresql":
        session.execute(LOCKED, {"engagement_ids": engagement_ids})

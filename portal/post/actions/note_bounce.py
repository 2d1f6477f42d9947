"""Note that a message came back."""

import uuid
from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal import clock
from portal.acting.record_event import record_event
from portal.records import Message, MessageState, Notice


def note_bounce(session: Session, headers: Sequence[str], status: str, words: str) -> bool:
    """Of the message that has one of these Message-IDs, once; False where none has. In the caller's
    transaction. What came back has been sent, whatever was known of it."""
    known = session.scalar(sa.select(Message.id).where(Message.header.in_(headers)).limit(1))
    if known is None:
        return False
    values: dict[str, object] = {
        "bounced_at": clock.now(),
        "bounce_status": status,
        "bounce_words": words,
        "state": MessageState.SENT.value,
    }
    was_handed = sa.and_(Message.id == known, Message.handed_at.is_not(None), Message.bounced_at.is_(None))
    noted = session.scalar(sa.update(Message).where(was_handed).values(values).returning(Message.person_id))
    if noted:
        tell_leads(session, known, noted)
    return True


def tell_leads(session: Session, message_id: uuid.UUID, person_id: uuid.UUID) -> None:
    """An event for each engagement that the message told of: its lead hears that it did not arrive."""
    query = sa.select(Notice.contract_id, Notice.engagement_id).where(
        Notice.message_id == message_id, Notice.engagement_id.is_not(None)
    )
    for row in session.execute(query.distinct()).all():
        record_event(
            session,
            "mail-came-back",
            person_id,
            contract_id=row.contract_id,
            engagement_id=row.engagement_id,
            data={"message": str(message_id)},
        )

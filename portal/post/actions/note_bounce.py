"""Note that a message came back."""

from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal import clock
from portal.records import Message, MessageState


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
    session.execute(sa.update(Message).where(was_handed).values(values))
    return True

"""Withdraw a letter that waits for a mail server while its person has left."""

import uuid

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.notices.queries.unsent import concerns_still
from portal.records import Message, MessageState, Notice

LEFT = "Whoever it was for has no part in it any more."


def withdraw_letter(session: Session, message_id: uuid.UUID) -> None:
    """It has failed, and is kept no longer; what else it says and the person is still to be told is in her
    next mail. Nothing where it was handed over meanwhile. Commits."""
    is_waiting = sa.and_(Message.id == message_id, Message.state == MessageState.WAITING.value)
    failed = {"state": MessageState.FAILED.value, "problem": LEFT, "letter": {}}
    if session.scalar(sa.update(Message).where(is_waiting).values(failed).returning(Message.id)):
        theirs = sa.select(Notice.id).where(Notice.message_id == message_id, concerns_still())
        session.execute(sa.update(Notice).where(Notice.id.in_(theirs)).values(message_id=None))
    session.commit()

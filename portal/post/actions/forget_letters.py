"""Forget what lets somebody in, once that is over."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.records import Message, MessageState

TOO_LATE = "It was not sent before what it says had ended."


def forget_letters(session: Session, now: datetime) -> None:
    """Messages that were good until some moment and never went have failed; their links are kept no longer.
    Commits."""
    over = Message.good_until <= now
    session.execute(sa.update(Message).where(over, Message.is_secret).values(letter={}))
    waiting = Message.state == MessageState.WAITING.value
    failed = {"state": MessageState.FAILED.value, "problem": TOO_LATE}
    session.execute(sa.update(Message).where(over, waiting).values(failed))
    session.commit()

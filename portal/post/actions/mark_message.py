"""Mark how far a message has got; each in a transaction of its own.

Whoever tries to send one has a name of its own for that try: once somebody hands it over, nobody else can say
that it waits, went or failed.
"""

import uuid
from datetime import timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal import clock
from portal.records import Message, MessageState

UNCONFIRMED = "Handed over; the mail server's answer was not seen."

ANSWERED_WITHIN = timedelta(minutes=12)
"""Whoever handed a message over longer ago and has not said what came of it lives no more."""


def mark_handing_over(session: Session, message_id: uuid.UUID, who: str) -> bool:
    """The last byte goes now; False where it is not to be sent any more, or by somebody else. Commits."""
    values = {"state": MessageState.HANDING_OVER.value, "handed_by": who, "handed_at": clock.now()}
    return mark(session, message_id, is_waiting(), values)


def mark_sent(session: Session, message_id: uuid.UUID, who: str) -> None:
    """The mail server has it. What lets somebody in is kept no longer. Commits."""
    mark(session, message_id, is_handed_by(who), gone(MessageState.SENT, ""))


def mark_unconfirmed(session: Session, message_id: uuid.UUID) -> bool:
    """Whoever handed it over died after the last byte had gone: the server delivers (RFC 1047). False where
    somebody may still be waiting for the server's answer. Commits."""
    handed = Message.state == MessageState.HANDING_OVER.value
    old = sa.or_(Message.handed_at.is_(None), Message.handed_at <= clock.now() - ANSWERED_WITHIN)
    return mark(session, message_id, sa.and_(handed, old), gone(MessageState.SENT, UNCONFIRMED))


def mark_waiting(session: Session, message_id: uuid.UUID, who: str, problem: str) -> None:
    """It did not go, and is tried again. Commits."""
    values: dict[str, object] = {"state": MessageState.WAITING.value, "problem": problem}
    mark(session, message_id, sa.or_(is_waiting(), is_handed_by(who)), values)


def mark_failed(session: Session, message_id: uuid.UUID, who: str, problem: str) -> None:
    """It will never go. What lets somebody in is kept no longer. Commits."""
    values = gone(MessageState.FAILED, problem) | {"sent_at": None}
    mark(session, message_id, sa.or_(is_waiting(), is_handed_by(who)), values)


def is_waiting() -> sa.ColumnElement[bool]:
    return Message.state == MessageState.WAITING.value


def is_handed_by(who: str) -> sa.ColumnElement[bool]:
    return sa.and_(Message.state == MessageState.HANDING_OVER.value, Message.handed_by == who)


def gone(state: MessageState, problem: str) -> dict[str, object]:
    kept = sa.case((Message.is_secret, sa.literal({}, sa.JSON())), else_=Message.letter)
    return {"state": state.value, "sent_at": clock.now(), "problem": problem, "letter": kept}


def mark(
    session: Session, message_id: uuid.UUID, before: sa.ColumnElement[bool], values: dict[str, object]
) -> bool:
    statement = sa.update(Message).where(Message.id == message_id, before)
    changed = session.scalar(
        statement.values(values).returning(Message.id).execution_options(synchronize_session=False)
    )
    session.commit()
    return changed is not None

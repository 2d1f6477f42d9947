"""Mark how far a message has got; each in a transaction of its own."""

import uuid

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal import clock
from portal.records import Message, MessageState

UNCONFIRMED = "Handed over; the mail server's answer was not seen."


def mark_handing_over(session: Session, message_id: uuid.UUID) -> bool:
    """The last byte goes now; False where it is not to be sent any more. Commits."""
    return mark(session, message_id, MessageState.WAITING, {"state": MessageState.HANDING_OVER.value})


def mark_sent(session: Session, message_id: uuid.UUID, *, is_secret: bool, problem: str = "") -> None:
    """The mail server has it. What lets somebody in is kept no longer. Commits."""
    values: dict[str, object] = {
        "state": MessageState.SENT.value,
        "sent_at": clock.now(),
        "problem": problem,
    }
    mark(session, message_id, MessageState.HANDING_OVER, values | ({"letter": {}} if is_secret else {}))


def mark_waiting(session: Session, message_id: uuid.UUID, problem: str) -> None:
    """It did not go, and is tried again. Commits."""
    values = {"state": MessageState.WAITING.value, "problem": problem}
    session.execute(sa.update(Message).where(Message.id == message_id, is_open()).values(values))
    session.commit()


def mark_failed(session: Session, message_id: uuid.UUID, problem: str) -> None:
    """The mail server will not have it. Commits."""
    values: dict[str, object] = {"state": MessageState.FAILED.value, "problem": problem}
    session.execute(sa.update(Message).where(Message.id == message_id, is_open()).values(values))
    session.commit()


def is_open() -> sa.ColumnElement[bool]:
    return Message.state.in_((MessageState.WAITING.value, MessageState.HANDING_OVER.value))


def mark(session: Session, message_id: uuid.UUID, before: MessageState, values: dict[str, object]) -> bool:
    changed = session.scalar(
        sa.update(Message)
        .where(Message.id == message_id, Message.state == before.value)
        .values(values)
        .returning(Message.id)
    )
    session.commit()
    return changed is not None

"""Messages that are to be sent, and what became of others."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.records import Message


@dataclass(frozen=True, slots=True)
class MessageToSend:
    """`letter` are the fields of a Letter; empty where it was secret and has gone."""

    message_id: uuid.UUID
    header: str
    to_email: str
    to_name: str
    subject: str
    letter: Mapping[str, Any]
    is_secret: bool
    state: str
    problem: str
    made_at: datetime
    good_until: datetime | None


def find_message(session: Session, message_id: uuid.UUID) -> MessageToSend | None:
    row = session.execute(
        sa.select(
            Message.id.label("message_id"),
            Message.header,
            Message.to_email,
            Message.to_name,
            Message.subject,
            Message.letter,
            Message.is_secret,
            Message.state,
            Message.problem,
            Message.made_at,
            Message.good_until,
        ).where(Message.id == message_id)
    ).one_or_none()
    return MessageToSend(**row._asdict()) if row else None

"""Mails of the demonstration that went."""

import uuid
from datetime import datetime

from portal.demo.rows import Rows
from portal.records import Message, MessageKind, MessageState


def add_sent(
    rows: Rows,
    kind: MessageKind,
    to: tuple[str, str],
    subject: str,
    at: datetime,
    *,
    person_id: uuid.UUID | None = None,
    is_secret: bool = False,
) -> uuid.UUID:
    """To a name at an address; the message's id."""
    message_id, (name, email) = rows.new_id(), to
    rows.add(
        Message,
        id=message_id,
        header=f"<{message_id.hex}@good-standing.invalid>",
        person_id=person_id,
        kind=kind.value,
        to_email=email,
        to_name=name,
        subject=subject,
        letter={},
        is_secret=is_secret,
        state=MessageState.SENT.value,
        made_at=at,
        sent_at=at,
        problem="",
        bounce_status="",
        bounce_words="",
    )
    return message_id

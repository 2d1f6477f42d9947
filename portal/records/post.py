"""Messages: stored before they are sent, marked after."""

import uuid
from datetime import datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from portal.records.base import Base, Id, one_of


class MessageKind(StrEnum):
    DIGEST = "digest"
    AT_ONCE = "at-once"
    INVITATION = "invitation"
    RESET = "reset"
    LETTER = "letter"


class MessageState(StrEnum):
    """`handing-over` is set just before the last byte goes: a process that died there has sent it."""

    WAITING = "waiting"
    HANDING_OVER = "handing-over"
    SENT = "sent"
    FAILED = "failed"


class Message(Base):
    """A message to one person. `header` is its Message-ID, the same however often it is tried.

    `letter` is what it says, emptied once it went where it `is_secret`: it holds a link that lets somebody
    in. After `good_until` it says nothing that is so any more, and is not sent. `handed_by` is whoever tries,
    or was the last who tried, to give the mail server its last byte, since `handed_at`. `problem` is the mail
    server's reason; `bounced_at` when it was told that the message did not arrive, `bounce_status` with which
    code (RFC 3463), `bounce_words` why.
    """

    __tablename__ = "message"
    __table_args__ = (
        one_of("kind", MessageKind),
        one_of("state", MessageState),
        sa.Index(None, "person_id", "made_at"),
        sa.Index(None, "state", "made_at"),
    )
    id: Mapped[Id]
    header: Mapped[str] = mapped_column(unique=True)
    person_id: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("person.id"))
    kind: Mapped[str]
    to_email: Mapped[str]
    to_name: Mapped[str]
    subject: Mapped[str]
    letter: Mapped[dict[str, object]] = mapped_column(sa.JSON)
    is_secret: Mapped[bool]
    state: Mapped[str]
    made_at: Mapped[datetime]
    sent_at: Mapped[datetime | None]
    problem: Mapped[str]
    good_until: Mapped[datetime | None]
    handed_at: Mapped[datetime | None]
    handed_by: Mapped[str | None]
    bounced_at: Mapped[datetime | None]
    bounce_status: Mapped[str] = mapped_column(default="")
    bounce_words: Mapped[str] = mapped_column(default="")

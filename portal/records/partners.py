"""What a lead keeps about a partner for itself: notes, and the letters that it wrote."""

import uuid
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from portal.records.base import Base, Id


class PartnerNote(Base):
    """What somebody of the lead wrote down about a partner: appended, never changed. The lead's own: neither
    the partner nor the council ever sees it."""

    __tablename__ = "partner_note"
    __table_args__ = (sa.Index(None, "engagement_id", "written_at"),)
    id: Mapped[Id]
    engagement_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("engagement.id"))
    words: Mapped[str]
    written_by: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("person.id"))
    written_at: Mapped[datetime]


class PartnerLetter(Base):
    """What somebody of the lead wrote to one person of a partner; what became of it is with its message."""

    __tablename__ = "partner_letter"
    __table_args__ = (sa.Index(None, "engagement_id", "written_at"),)
    id: Mapped[Id]
    engagement_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("engagement.id"))
    message_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("message.id"), unique=True)
    person_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("person.id"))
    subject: Mapped[str]
    words: Mapped[str]
    written_by: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("person.id"))
    written_at: Mapped[datetime]

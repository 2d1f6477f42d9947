"""What was read from a file and waits to be confirmed, and what became of invitations."""

import uuid
from datetime import datetime
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from portal.records.base import Base, Id, one_of


class SheetPurpose(StrEnum):
    PEOPLE = "people"
    PARTNERS = "partners"


class DeliveryState(StrEnum):
    """How far an invitation has got. That it was taken up is not kept: the person can sign in then."""

    WAITING = "waiting"
    SENT = "sent"
    FAILED = "failed"


class KeptSheet(Base):
    """What was read from somebody's file, shown to them, and not a part of anything yet. Swept after a day.

    `organisation_id` is the one that it is for, and whose people may see it. `content` is emptied when it is
    confirmed, and `outcome` then says what became of it.
    """

    __tablename__ = "proposal"
    __table_args__ = (one_of("purpose", SheetPurpose),)
    id: Mapped[Id]
    organisation_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("organisation.id"), index=True)
    contract_id: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("contract.id"), index=True)
    purpose: Mapped[str]
    file_name: Mapped[str]
    content: Mapped[dict[str, Any]] = mapped_column(sa.JSON)
    outcome: Mapped[dict[str, Any]] = mapped_column(sa.JSON, default=dict)
    made_by: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("person.id"))
    made_at: Mapped[datetime] = mapped_column(index=True)
    confirmed_at: Mapped[datetime | None]


class Invitation(Base):
    """The last invitation of a person into an organisation. How far it has got is said by its message; by
    `state` and `problem` where it is older than messages are. Nobody invited is in the rows that are older
    than this table."""

    __tablename__ = "invitation"
    __table_args__ = (
        one_of("state", DeliveryState),
        sa.UniqueConstraint("person_id", "organisation_id"),
    )
    id: Mapped[Id]
    person_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("person.id"))
    organisation_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("organisation.id"), index=True)
    invited_by: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("person.id"))
    state: Mapped[str]
    problem: Mapped[str] = mapped_column(default="")
    asked_at: Mapped[datetime]
    message_id: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("message.id"))

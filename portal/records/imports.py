"""What was read from a file and waits to be confirmed."""

import uuid
from datetime import datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from portal.records.base import Base, Id, one_of


class SheetPurpose(StrEnum):
    PEOPLE = "people"
    PARTNERS = "partners"
    TRACKING = "tracking"


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
    content: Mapped[dict[str, object]] = mapped_column(sa.JSON)
    outcome: Mapped[dict[str, object]] = mapped_column(sa.JSON, default=dict)
    made_by: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("person.id"))
    made_at: Mapped[datetime] = mapped_column(index=True)
    confirmed_at: Mapped[datetime | None]


class ColumnMatch(Base):
    """What an organisation calls a column in its own lists: said once, when one was brought in, and known the
    next time. `heading` is in plain words; an empty `column_key` is a column that is not read."""

    __tablename__ = "column_match"
    __table_args__ = (one_of("purpose", SheetPurpose),)
    organisation_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("organisation.id"), primary_key=True)
    purpose: Mapped[str] = mapped_column(primary_key=True)
    heading: Mapped[str] = mapped_column(primary_key=True)
    column_key: Mapped[str]
    said_by: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("person.id"))
    said_at: Mapped[datetime]

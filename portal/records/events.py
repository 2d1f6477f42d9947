"""What happened, in the past tense, chained by hash and sealed."""

import uuid
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from portal.records.base import Base

NULL_JSON = sa.JSON(none_as_null=True)


class Event(Base):
    """`hash` is over the event and the hash of the one before it, so that none can be changed or taken
    away unseen; `seal` is over the hash with a key that stands outside the database. `rows` are the digests
    of the rows that were written with it, each as table, key and digest. Both are null in events that are
    older than the key, as is the organisation whose own business it was. The engagement may have been removed
    since."""

    __tablename__ = "event"
    __table_args__ = (
        sa.Index(None, "engagement_id", "requirement_key"),
        sa.Index(None, "contract_id", "number"),
        sa.Index(None, "contract_id", "at", "number", "name"),
        sa.Index(None, "person_id"),
        sa.Index(None, "organisation_id", "number"),
    )
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[datetime]
    name: Mapped[str]
    person_id: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("person.id"))
    contract_id: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("contract.id"))
    engagement_id: Mapped[uuid.UUID | None]
    organisation_id: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("organisation.id"))
    requirement_key: Mapped[str | None]
    data: Mapped[dict[str, Any]] = mapped_column(sa.JSON)
    previous_hash: Mapped[str]
    hash: Mapped[str] = mapped_column(unique=True)
    rows: Mapped[list[list[str]] | None] = mapped_column(NULL_JSON)
    seal: Mapped[str | None]


class LogHead(Base):
    """Where the log ends: one row, sealed with the key as well. `keyed_from` is the first event that is
    sealed, `key_id` tells by which key."""

    __tablename__ = "log_head"
    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    number: Mapped[int]
    hash: Mapped[str]
    keyed_from: Mapped[int]
    key_id: Mapped[str]
    seal: Mapped[str]

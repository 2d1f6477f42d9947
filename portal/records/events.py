"""What happened, in the past tense, chained by hash."""

import uuid
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from portal.records.base import Base


class Event(Base):
    """`hash` is over the event and the hash of the one before it, so that none can be changed or taken
    away unseen."""

    __tablename__ = "event"
    __table_args__ = (sa.Index(None, "engagement_id", "requirement_key"), sa.Index(None, "contract_id"))
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[datetime]
    name: Mapped[str]
    person_id: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("person.id"))
    contract_id: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("contract.id"))
    engagement_id: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("engagement.id"))
    requirement_key: Mapped[str | None]
    data: Mapped[dict[str, Any]] = mapped_column(sa.JSON)
    previous_hash: Mapped[str]
    hash: Mapped[str] = mapped_column(unique=True)

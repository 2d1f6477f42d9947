"""What has happened to a partner and must be told."""

import uuid
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from checklists.year.occurring import Step
from portal.records.base import Base, Id, one_of


class Occurrence(Base):
    """One thing that happened; what is said of it stands in its versions."""

    __tablename__ = "occurrence"
    id: Mapped[Id]
    reference: Mapped[str] = mapped_column(unique=True)
    engagement_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("engagement.id"), index=True)
    made_at: Mapped[datetime]


class OccurrenceVersion(Base):
    """What was said of it, in turn: appended, counted from 1, and the last one counts.

    `event_key` is a row of the checklist. `told_on` is the day on which the lead was told, None while it only
    asks. `set_on` is the day that somebody has set for it. `others` are who else was told, each a `body` with
    a day `on`. `because` says why it was put right. Of what is confidential there are no words.
    """

    __tablename__ = "occurrence_version"
    occurrence_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("occurrence.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    event_key: Mapped[str]
    happened_on: Mapped[date | None]
    known_on: Mapped[date]
    told_on: Mapped[date | None]
    set_on: Mapped[date | None]
    others: Mapped[list[dict[str, Any]]] = mapped_column(sa.JSON)
    their_reference: Mapped[str]
    words: Mapped[str]
    follows: Mapped[str]
    because: Mapped[str]
    by_lead: Mapped[bool]
    said_by: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("person.id"))
    said_at: Mapped[datetime]


class OccurrenceStep(Base):
    """What was done with it, in turn: appended, counted from 1. Of one that was forwarded `done_on` is the
    day, `to_whom` whoever was told, and `is_shared` says that the council reads it here, by these words."""

    __tablename__ = "occurrence_step"
    __table_args__ = (
        one_of("kind", Step),
        sa.CheckConstraint("(kind = 'forwarded') = (done_on IS NOT NULL)", name="forwarded"),
        sa.Index(
            "uq_occurrence_step_once",
            "occurrence_id",
            "kind",
            unique=True,
            postgresql_where=sa.text("kind <> 'followed'"),
            sqlite_where=sa.text("kind <> 'followed'"),
        ),
    )
    occurrence_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("occurrence.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    kind: Mapped[str]
    words: Mapped[str]
    done_on: Mapped[date | None]
    to_whom: Mapped[str]
    is_shared: Mapped[bool]
    by_lead: Mapped[bool]
    said_by: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("person.id"))
    said_at: Mapped[datetime]

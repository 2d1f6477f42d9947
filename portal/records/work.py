"""Work that nobody waits for: what is left to do, and how far it has got."""

import uuid
from datetime import datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from portal.records.base import Base, Id, one_of

OPEN = sa.text("state IN ('waiting', 'taken')")


class WorkState(StrEnum):
    WAITING = "waiting"
    TAKEN = "taken"
    DONE = "done"
    FAILED = "failed"


class Work(Base):
    """A piece of work. `kind` is a permanent key, `subject` names what it acts on: of both together at most
    one is open. `taken_at` is the last sign of life of whoever has it. `again_at` is when it is due once
    more, where it was asked for again while somebody had it. `steps_done` of `steps_of` is how far it has
    got, `problem` why it did not go last time, `asked_by` the person who looks on, where there is one."""

    __tablename__ = "work"
    __table_args__ = (
        one_of("state", WorkState),
        sa.Index("uq_work_open", "kind", "subject", unique=True, sqlite_where=OPEN, postgresql_where=OPEN),
        sa.Index(None, "state", "due_at"),
    )
    id: Mapped[Id]
    kind: Mapped[str]
    subject: Mapped[str]
    state: Mapped[str]
    due_at: Mapped[datetime]
    tries: Mapped[int]
    taken_at: Mapped[datetime | None]
    taken_by: Mapped[str | None]
    again_at: Mapped[datetime | None]
    steps_done: Mapped[int]
    steps_of: Mapped[int | None]
    problem: Mapped[str]
    asked_by: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("person.id"))
    asked_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]

"""Where somebody who was forgotten may still be named, archives of contracts, and what is to go."""

import uuid
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from portal.records.base import Base, Id


class NameLeft(Base):
    """A place where a person has to look whether it names somebody who has left: the row and column where
    something is written, and whose words these are. Whoever has left is a worker, or a person who signed in;
    the name itself is nowhere."""

    __tablename__ = "name_left"
    __table_args__ = (
        sa.UniqueConstraint("worker_id", "table_name", "row_key", "place"),
        sa.UniqueConstraint("person_id", "table_name", "row_key", "place"),
        sa.CheckConstraint("(worker_id IS NULL) <> (person_id IS NULL)", name="leaver"),
    )
    id: Mapped[Id]
    organisation_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("organisation.id"), index=True)
    worker_id: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("worker.id"))
    person_id: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("person.id"))
    table_name: Mapped[str]
    row_key: Mapped[str]
    place: Mapped[str]
    found_at: Mapped[datetime]
    settled_by: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("person.id"))
    settled_at: Mapped[datetime | None]


class ContractArchive(Base):
    """All of a contract as one file, for its lead's managers."""

    __tablename__ = "contract_archive"
    id: Mapped[Id]
    contract_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("contract.id"), index=True)
    file_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("stored_file.id"), unique=True)
    made_at: Mapped[datetime]


class Going(Base):
    """That a kind of things of a contract that has ended goes on a day: shown from `shown_at` on, gone at
    `gone_at`, so many of them."""

    __tablename__ = "going"
    contract_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("contract.id"), primary_key=True)
    kind: Mapped[str] = mapped_column(primary_key=True)
    goes_on: Mapped[date]
    shown_at: Mapped[datetime]
    gone_at: Mapped[datetime | None]
    count: Mapped[int | None]

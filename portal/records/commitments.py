"""What a tender promised beside the service, and what was given of it year by year."""

import uuid
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from portal.records.base import Base, Id


class Commitment(Base):
    """Of a partner by its engagement, or of the lead itself where there is none. `targets` are decimals by
    the contract year; a year that is not among them asks for nothing. It is never changed: what was wrong is
    struck, and stays to be read."""

    __tablename__ = "commitment"
    __table_args__ = (
        sa.CheckConstraint("(struck_at IS NULL) = (struck_because = '')", name="reason"),
        sa.CheckConstraint("(struck_at IS NULL) = (struck_by IS NULL)", name="struck"),
    )
    id: Mapped[Id]
    contract_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("contract.id"), index=True)
    engagement_id: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("engagement.id"), index=True)
    title: Mapped[str]
    unit: Mapped[str]
    clause: Mapped[str] = mapped_column(default="")
    source: Mapped[str]
    targets: Mapped[dict[str, object]] = mapped_column(sa.JSON)
    made_by: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("person.id"))
    made_at: Mapped[datetime]
    struck_because: Mapped[str] = mapped_column(default="")
    struck_by: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("person.id"))
    struck_at: Mapped[datetime | None]


class CommitmentGiven(Base):
    """A year's figure with what shows it. A correction is given beside it, with the next number."""

    __tablename__ = "commitment_given"
    commitment_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("commitment.id"), primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    figure: Mapped[str]
    evidence: Mapped[str]
    given_by: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("person.id"))
    given_at: Mapped[datetime]


class CommitmentFile(Base):
    """A file that was given with a year's figure, of whoever gave it."""

    __tablename__ = "commitment_file"
    __table_args__ = (
        sa.ForeignKeyConstraint(
            ["commitment_id", "year", "number"],
            ["commitment_given.commitment_id", "commitment_given.year", "commitment_given.number"],
        ),
    )
    file_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("stored_file.id"), primary_key=True)
    commitment_id: Mapped[uuid.UUID] = mapped_column(index=True)
    year: Mapped[int]
    number: Mapped[int]


class CommitmentAnswer(Base):
    """What was decided on a figure, once; one that was not accepted has words that say why."""

    __tablename__ = "commitment_answer"
    __table_args__ = (
        sa.ForeignKeyConstraint(
            ["commitment_id", "year", "number"],
            ["commitment_given.commitment_id", "commitment_given.year", "commitment_given.number"],
        ),
        sa.CheckConstraint("is_accepted OR words <> ''", name="words"),
    )
    commitment_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    is_accepted: Mapped[bool]
    words: Mapped[str]
    made_by: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("person.id"))
    made_at: Mapped[datetime]

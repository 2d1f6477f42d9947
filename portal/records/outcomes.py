"""Soft outcomes of a partner, rated for a period: while they are written, and as they were finished."""

import uuid
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from checklists.year.rating import Rating
from portal.records.base import Base, Id, one_of


class OutcomeReview(Base):
    """The soft outcomes of one period of an engagement, from when anything was written of them. `return_key`
    is the row that asks for them, `part` the key of the period."""

    __tablename__ = "outcome_review"
    __table_args__ = (sa.UniqueConstraint("engagement_id", "return_key", "part"),)
    id: Mapped[Id]
    engagement_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("engagement.id"))
    return_key: Mapped[str]
    part: Mapped[str]
    made_by: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("person.id"))
    made_at: Mapped[datetime]


class OutcomeDraft(Base):
    """One outcome as it is written by now, which only the lead reads. `visits` are the ids of those whose
    notes it comes from."""

    __tablename__ = "outcome_draft"
    __table_args__ = (one_of("rating", Rating),)
    review_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("outcome_review.id"), primary_key=True)
    outcome_key: Mapped[str] = mapped_column(primary_key=True)
    rating: Mapped[str | None]
    because: Mapped[str]
    visits: Mapped[list[str]] = mapped_column(sa.JSON)
    written_by: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("person.id"))
    written_at: Mapped[datetime]


class OutcomeVersion(Base):
    """That the ratings of a period were finished: counted from 1, the last one counts, and those before stay.
    `because` says why they were put right."""

    __tablename__ = "outcome_version"
    __table_args__ = (sa.CheckConstraint("(number = 1) = (because = '')", name="because"),)
    review_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("outcome_review.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    because: Mapped[str]
    finished_by: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("person.id"))
    finished_at: Mapped[datetime]


class OutcomeRating(Base):
    """One outcome as it was finished."""

    __tablename__ = "outcome_rating"
    __table_args__ = (
        one_of("rating", Rating),
        sa.ForeignKeyConstraint(
            ["review_id", "number"], ["outcome_version.review_id", "outcome_version.number"]
        ),
    )
    review_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    outcome_key: Mapped[str] = mapped_column(primary_key=True)
    rating: Mapped[str]
    because: Mapped[str]
    visits: Mapped[list[str]] = mapped_column(sa.JSON)


class OutcomeComment(Base):
    """What the partner says of ratings that were finished: once of each version."""

    __tablename__ = "outcome_comment"
    __table_args__ = (
        sa.ForeignKeyConstraint(
            ["review_id", "number"], ["outcome_version.review_id", "outcome_version.number"]
        ),
    )
    review_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    words: Mapped[str]
    said_by: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("person.id"))
    said_at: Mapped[datetime]

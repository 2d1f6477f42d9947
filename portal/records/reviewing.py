"""Which of the lead's people look at what was sent."""

import uuid
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from portal.records.base import Base


class OpenReview(Base):
    """What somebody of the lead opened last and has not left; it tells colleagues, and locks nothing."""

    __tablename__ = "open_review"
    person_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("person.id"), primary_key=True)
    submission_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("submission.id"), index=True)
    seen_at: Mapped[datetime]


class ReviewGiven(Base):
    """Whom of the lead a submission was given to decide on. Anybody else may decide on it all the same."""

    __tablename__ = "review_given"
    submission_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("submission.id"), primary_key=True)
    person_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("person.id"), index=True)
    given_by: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("person.id"))
    given_at: Mapped[datetime]

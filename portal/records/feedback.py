"""Answers of people about a service, without a name."""

import uuid
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from checklists.year.answering import Asked
from portal.records.base import Base, Id, one_of


class FeedbackRound(Base):
    """People are asked about the service of an engagement until a day: so many codes, one answer each."""

    __tablename__ = "feedback_round"
    __table_args__ = (one_of("asked", Asked), sa.CheckConstraint("codes > 0", name="codes"))
    id: Mapped[Id]
    engagement_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("engagement.id"), index=True)
    title: Mapped[str]
    asked: Mapped[str]
    codes: Mapped[int]
    closes_on: Mapped[date]
    made_by: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("person.id"))
    made_at: Mapped[datetime]
    closed_by: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("person.id"))
    closed_at: Mapped[datetime | None]


class FeedbackCode(Base):
    """Stands on paper, so it is kept as it is printed. Which answer came with it is written nowhere."""

    __tablename__ = "feedback_code"
    code: Mapped[str] = mapped_column(primary_key=True)
    round_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("feedback_round.id"), index=True)
    is_used: Mapped[bool]


class FeedbackAnswer(Base):
    """Of nobody known: without a code, a moment, or an order. `ratings` are by question, from 1 to 5."""

    __tablename__ = "feedback_answer"
    id: Mapped[Id]
    round_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("feedback_round.id"), index=True)
    ratings: Mapped[dict[str, object]] = mapped_column(sa.JSON)
    words: Mapped[str]

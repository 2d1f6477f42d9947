"""Payment by results: which fee is an engagement's, and the statements of its quarters."""

import uuid
from datetime import datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from portal.records.base import Base, Id, one_of


class StatementAnswer(StrEnum):
    """What a second person says of a statement."""

    APPROVED = "approved"
    HANDED_BACK = "handed-back"


class PaymentFee(Base):
    """Which of the areas of a contract's payment an engagement is paid for, by their keys."""

    __tablename__ = "payment_fee"
    engagement_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("engagement.id"), primary_key=True)
    payment_key: Mapped[str]
    area_key: Mapped[str]
    said_by: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("person.id"))
    said_at: Mapped[datetime]


class PaymentStatement(Base):
    """What is to be paid for a quarter, as it was put up: for good. `number` counts those of a quarter from
    1, as one that was handed back is put up anew. `content` is what `as_data` of
    `portal.payments.queries.statement` gives."""

    __tablename__ = "payment_statement"
    __table_args__ = (sa.UniqueConstraint("engagement_id", "quarter", "number"),)
    id: Mapped[Id]
    reference: Mapped[str] = mapped_column(unique=True)
    engagement_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("engagement.id"))
    quarter: Mapped[str]
    number: Mapped[int]
    content: Mapped[dict[str, object]] = mapped_column(sa.JSON)
    put_up_by: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("person.id"))
    put_up_at: Mapped[datetime]


class PaymentAnswer(Base):
    """What a second person said of a statement: once, for good."""

    __tablename__ = "payment_answer"
    __table_args__ = (one_of("answer", StatementAnswer),)
    statement_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("payment_statement.id"), primary_key=True)
    answer: Mapped[str]
    words: Mapped[str]
    said_by: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("person.id"))
    said_at: Mapped[datetime]

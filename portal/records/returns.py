"""Returns of a period: what a partner gives, section by section, and what was done with it."""

import uuid
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from checklists.year.giving import Act
from portal.records.base import Base, Id, one_of


class ReturnsBegin(Base):
    """From the day on a contract's returns are given here: what ended before was given elsewhere."""

    __tablename__ = "returns_begin"
    contract_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("contract.id"), primary_key=True)
    from_on: Mapped[date]
    said_by: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("person.id"))
    said_at: Mapped[datetime]


class PeriodReturn(Base):
    """One return of one period of an engagement, from when anything was written of it. `part` is which: the
    key of its period, or the day of what it is for (`checklists.year.owed.Owed`)."""

    __tablename__ = "period_return"
    __table_args__ = (sa.UniqueConstraint("engagement_id", "return_key", "part"),)
    id: Mapped[Id]
    reference: Mapped[str] = mapped_column(unique=True)
    engagement_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("engagement.id"))
    return_key: Mapped[str]
    part: Mapped[str]
    made_by: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("person.id"))
    made_at: Mapped[datetime]


class ReturnSection(Base):
    """A section as it is written by now. `content` is what `portal.returns.queries.content.as_data` gives."""

    __tablename__ = "return_section"
    return_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("period_return.id"), primary_key=True)
    section_key: Mapped[str] = mapped_column(primary_key=True)
    content: Mapped[dict[str, object]] = mapped_column(sa.JSON)
    is_ready: Mapped[bool]
    written_by: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("person.id"))
    written_at: Mapped[datetime]


class ReturnAct(Base):
    """What somebody did with a return: appended, never changed. `number` counts those of one return from 1;
    `sections` are the keys of those that it is about."""

    __tablename__ = "return_act"
    __table_args__ = (one_of("act", Act), sa.UniqueConstraint("return_id", "number"))
    id: Mapped[Id]
    return_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("period_return.id"))
    number: Mapped[int]
    act: Mapped[str]
    sections: Mapped[list[str]] = mapped_column(sa.JSON)
    words: Mapped[str]
    made_by: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("person.id"))
    made_at: Mapped[datetime]


class ReturnSent(Base):
    """A section as it was sent, for good: a correction is sent beside it and never in its place."""

    __tablename__ = "return_sent"
    act_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("return_act.id"), primary_key=True)
    section_key: Mapped[str] = mapped_column(primary_key=True)
    content: Mapped[dict[str, object]] = mapped_column(sa.JSON)


class ReturnFile(Base):
    """A file of a section. `is_sent` once it was among what was sent; one that is taken out of the section
    afterwards stays, since it was."""

    __tablename__ = "return_file"
    return_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("period_return.id"), primary_key=True)
    section_key: Mapped[str] = mapped_column(primary_key=True)
    file_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("stored_file.id"), primary_key=True, index=True)
    is_sent: Mapped[bool]


class ReturnRequest(Base):
    """A return that the lead asked an engagement for, besides those of every period. `part` is the day on
    which it did, with a number where it was not the first on it; `wanted` says what for. One that was
    withdrawn says by whom and why."""

    __tablename__ = "return_request"
    __table_args__ = (sa.UniqueConstraint("engagement_id", "return_key", "part"),)
    id: Mapped[Id]
    engagement_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("engagement.id"))
    return_key: Mapped[str]
    part: Mapped[str]
    wanted: Mapped[str]
    due_on: Mapped[date]
    made_by: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("person.id"))
    made_at: Mapped[datetime]
    withdrawn_by: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("person.id"))
    withdrawn_at: Mapped[datetime | None]
    withdrawn_words: Mapped[str]


class SmallNumbers(Base):
    """From how many people on the council sees a figure of a contract, where that is not the usual."""

    __tablename__ = "small_numbers"
    contract_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("contract.id"), primary_key=True)
    fewest: Mapped[int]
    said_by: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("person.id"))
    said_at: Mapped[datetime]


class PeriodNote(Base):
    """What the lead notes on a period, to be read beside its figures: appended, never changed."""

    __tablename__ = "period_note"
    id: Mapped[Id]
    contract_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("contract.id"), index=True)
    period: Mapped[str]
    words: Mapped[str]
    made_by: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("person.id"))
    made_at: Mapped[datetime]

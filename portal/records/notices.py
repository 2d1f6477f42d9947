"""What people are told, when they want to be told, and what was reminded of already."""

import uuid
from datetime import date, datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from portal.records.base import Base, Id, one_of


class About(StrEnum):
    """What a notice is about; for each a person chooses a pace of her own."""

    REMINDERS = "reminders"
    VISITS = "visits"
    DECISIONS = "decisions"
    RECEIPTS = "receipts"
    QUEUE = "queue"
    ISSUED = "issued"
    TERMS = "terms"
    ACCESS = "access"


class Pace(StrEnum):
    """When a mail says it: at once, once a day with all else, or never (it stands in the portal alone)."""

    AT_ONCE = "at-once"
    DAILY = "daily"
    NEVER = "never"


class ContactPlace(StrEnum):
    """Who is written to first, who next, and who when nothing else has helped."""

    FIRST = "first"
    SECOND = "second"
    CHIEF_OFFICER = "chief-officer"


class Notice(Base):
    """One thing that one person is told, in the words of the moment in which it was said.

    `cause` is the same for all that are told of one thing, so that nobody is told twice. `pace` is the
    person's own at that moment, `message_id` the mail that said it, where one did.
    """

    __tablename__ = "notice"
    __table_args__ = (
        one_of("about", About),
        one_of("pace", Pace),
        sa.UniqueConstraint("person_id", "cause"),
        sa.Index(None, "person_id", "made_at"),
        sa.Index(None, "contract_id", "made_at"),
        sa.Index(
            "ix_notice_unsent",
            "person_id",
            sqlite_where=sa.text("message_id IS NULL AND pace <> 'never'"),
            postgresql_where=sa.text("message_id IS NULL AND pace <> 'never'"),
        ),
    )
    id: Mapped[Id]
    person_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("person.id"))
    contract_id: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("contract.id"))
    engagement_id: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("engagement.id"))
    about: Mapped[str]
    cause: Mapped[str]
    what: Mapped[str]
    why: Mapped[str]
    consequence: Mapped[str]
    by_on: Mapped[date | None]
    href: Mapped[str]
    pace: Mapped[str]
    made_at: Mapped[datetime]
    message_id: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("message.id"), index=True)
    read_at: Mapped[datetime | None]


class Digest(Base):
    """That somebody's daily mail of a day was made: once."""

    __tablename__ = "digest"
    person_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("person.id"), primary_key=True)
    on_date: Mapped[date] = mapped_column(primary_key=True, index=True)
    message_id: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("message.id"))


class Reminded(Base):
    """Which step of a ladder somebody was told of, for one part of a slot and one end date.

    `last_on` is the last day in order, of a visit its day, of a submission the end of the lead's promise;
    without a requirement `part_key` is the visit's. `step` is in days before `last_on`, below zero after it.
    Nobody is told of the same on one day twice, by whatever name the step goes.
    """

    __tablename__ = "reminded"
    engagement_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("engagement.id"), primary_key=True)
    requirement_key: Mapped[str] = mapped_column(primary_key=True)
    part_key: Mapped[str] = mapped_column(primary_key=True)
    last_on: Mapped[date] = mapped_column(primary_key=True)
    person_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("person.id"), primary_key=True)
    on_date: Mapped[date] = mapped_column(primary_key=True)
    step: Mapped[int]


class NoticePreference(Base):
    """The pace that a person has chosen; without a row it is the usual one."""

    __tablename__ = "notice_preference"
    __table_args__ = (one_of("about", About), one_of("pace", Pace))
    person_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("person.id"), primary_key=True)
    about: Mapped[str] = mapped_column(primary_key=True)
    pace: Mapped[str]
    chosen_at: Mapped[datetime]


class Hold(Base):
    """That nothing is to be reminded of until a day, and why: for a requirement of an engagement or, without
    one, for all of them. Ended early where `ended_at` is set."""

    __tablename__ = "hold"
    id: Mapped[Id]
    engagement_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("engagement.id"), index=True)
    requirement_key: Mapped[str]
    until_on: Mapped[date]
    reason: Mapped[str]
    made_by: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("person.id"))
    made_at: Mapped[datetime]
    ended_by: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("person.id"))
    ended_at: Mapped[datetime | None]


class Contact(Base):
    """Whom to write to about an engagement: appended, never changed; what is said last of a place is so.
    Without a person nobody has the place any more."""

    __tablename__ = "contact"
    __table_args__ = (
        one_of("place", ContactPlace),
        sa.Index(None, "engagement_id", "place", "recorded_at"),
    )
    id: Mapped[Id]
    engagement_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("engagement.id"))
    place: Mapped[str]
    person_id: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("person.id"), index=True)
    telephone: Mapped[str]
    recorded_by: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("person.id"))
    recorded_at: Mapped[datetime]


class ContractNotices(Base):
    """How a lead wants a contract's reminders: its own ladders (empty: the usual ones), its promise in
    working days, and a line of its own in the mails."""

    __tablename__ = "contract_notices"
    contract_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("contract.id"), primary_key=True)
    usual: Mapped[str]
    checks: Mapped[str]
    insurance: Mapped[str]
    visits: Mapped[str]
    promise_days: Mapped[int]
    line: Mapped[str]
    changed_by: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("person.id"))
    changed_at: Mapped[datetime]


class Told(Base):
    """How far the events have been told: one row, the number of the last one that was."""

    __tablename__ = "told"
    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    event_number: Mapped[int]

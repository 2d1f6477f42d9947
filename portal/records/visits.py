"""Visits and meetings, how many a year are asked for, and the addresses of people's own calendars."""

import uuid
from datetime import date, datetime, time
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from portal.records.base import Base, Id, one_of


class VisitKind(StrEnum):
    AUDIT_VISIT = "audit-visit"
    OBSERVATION = "observation"
    FOCUS_GROUP = "focus-group"
    SPOT_AUDIT = "spot-audit"
    COMPLIANCE_MEETING = "compliance-meeting"
    REVIEW_MEETING = "review-meeting"
    OPERATIONAL_MEETING = "operational-meeting"
    STEERING_GROUP = "steering-group"
    WEEKLY_MEETING = "weekly-meeting"
    PROVIDER_MEETING = "provider-meeting"
    COUNCIL_VISIT = "council-visit"


class Visit(Base):
    """A visit or meeting on a day, with the partners of its VisitEngagements or, without any, about the whole
    contract. One that was cancelled stays, since it was ahead until then, and so does the day that it had
    before it was moved. `is_of_all` says that it is about the whole contract; `at_time` is the time in the
    United Kingdom; `also` says who takes part that the portal does not know; `took_place_at` is when somebody
    said that it took place."""

    __tablename__ = "visit"
    __table_args__ = (
        one_of("kind", VisitKind),
        sa.Index(None, "contract_id", "on_date"),
        sa.Index(None, "contract_id", "is_of_all", "on_date"),
    )
    id: Mapped[Id]
    contract_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("contract.id"))
    kind: Mapped[str]
    is_of_all: Mapped[bool] = mapped_column(default=True)
    on_date: Mapped[date]
    at_time: Mapped[time | None]
    place: Mapped[str] = mapped_column(default="")
    also: Mapped[str] = mapped_column(default="")
    created_at: Mapped[datetime]
    took_place_at: Mapped[datetime | None]
    cancelled_at: Mapped[datetime | None]
    cancelled_because: Mapped[str] = mapped_column(default="")


class VisitEngagement(Base):
    """A partner with whom a visit is."""

    __tablename__ = "visit_engagement"
    __table_args__ = (sa.Index(None, "engagement_id"),)
    visit_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("visit.id"), primary_key=True)
    engagement_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("engagement.id"), primary_key=True)


class VisitPerson(Base):
    """Somebody of the lead or of the council who takes part in a visit."""

    __tablename__ = "visit_person"
    __table_args__ = (sa.Index(None, "person_id"),)
    visit_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("visit.id"), primary_key=True)
    person_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("person.id"), primary_key=True)


class VisitMove(Base):
    """That a visit was moved, from which day and why: until then it was on that day."""

    __tablename__ = "visit_move"
    __table_args__ = (sa.Index(None, "visit_id", "moved_at"),)
    id: Mapped[Id]
    visit_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("visit.id"))
    from_on: Mapped[date]
    to_on: Mapped[date]
    reason: Mapped[str]
    moved_by: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("person.id"))
    moved_at: Mapped[datetime]


class MeetingsAsked(Base):
    """How many of a kind a year the contract asks for, for the whole contract or with each partner."""

    __tablename__ = "meetings_asked"
    __table_args__ = (one_of("kind", VisitKind), sa.CheckConstraint("a_year > 0", name="some"))
    contract_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("contract.id"), primary_key=True)
    kind: Mapped[str] = mapped_column(primary_key=True)
    a_year: Mapped[int]
    with_each: Mapped[bool]
    said_by: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("person.id"))
    said_at: Mapped[datetime]


class CalendarAddress(Base):
    """The address under which a calendar program reads somebody's own calendar, known by the hash of its
    secret. A person has one at a time: a new one ends the one before."""

    __tablename__ = "calendar_address"
    person_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("person.id"), primary_key=True)
    token_hash: Mapped[str] = mapped_column(unique=True)
    made_at: Mapped[datetime]

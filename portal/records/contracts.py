"""Contracts, their checklists and the partners' engagements."""

import uuid
from datetime import date, datetime
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from checklists.vocabulary import Condition
from portal.records.base import Base, Id, one_of


class Contract(Base):
    """`engagements` and `partners` are how many it has, and how many organisations deliver in it: kept by
    whoever adds, moves or removes one, who has the contract locked. Empty where nobody has counted."""

    __tablename__ = "contract"
    __table_args__ = (
        sa.CheckConstraint("ends_on >= starts_on", name="dates"),
        sa.CheckConstraint("commissioner_id <> lead_id", name="parties"),
        sa.CheckConstraint("partners <= engagements", name="counted"),
    )
    id: Mapped[Id]
    reference: Mapped[str] = mapped_column(unique=True)
    title: Mapped[str]
    commissioner_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("organisation.id"), index=True)
    lead_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("organisation.id"), index=True)
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    created_at: Mapped[datetime]
    engagements: Mapped[int | None]
    partners: Mapped[int | None]


class ManagerPlace(StrEnum):
    """Who of the lead's managers has a contract, and who stands in."""

    MANAGER = "manager"
    DEPUTY = "deputy"


class ContractManager(Base):
    """Who has a contract: appended, never changed; what is said last of a place is so. Without a person
    nobody has it any more. It counts as long as that person is one of the lead's managers. Without
    `recorded_by` whoever runs the portal said so."""

    __tablename__ = "contract_manager"
    __table_args__ = (one_of("place", ManagerPlace), sa.Index(None, "contract_id", "recorded_at"))
    id: Mapped[Id]
    contract_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("contract.id"))
    place: Mapped[str]
    person_id: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("person.id"), index=True)
    recorded_by: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("person.id"))
    recorded_at: Mapped[datetime]


class ChecklistVersion(Base):
    """A contract's own copy of its checklist, in force from a day. Never changed, only followed or replaced.

    `definition` is what `checklists.library.as_data` gives. `created_at` is when it was published. What
    another one replaces (`replaces_id`) stands no longer and stays readable. `reason` says why it was
    published for a past day, or why it replaces another; empty otherwise. No two that stand are in force from
    the same day, which `publish_checklist` sees to under its lock.
    """

    __tablename__ = "checklist_version"
    __table_args__ = (sa.UniqueConstraint("replaces_id"),)
    id: Mapped[Id]
    contract_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("contract.id"), index=True)
    in_force_from: Mapped[date]
    definition: Mapped[dict[str, Any]] = mapped_column(sa.JSON)
    created_at: Mapped[datetime]
    published_by: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("person.id"))
    replaces_id: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("checklist_version.id"))
    reason: Mapped[str] = mapped_column(default="")


class Engagement(Base):
    """One partner's part in a contract. `sort_name` is the partner's name as lists are sorted by it;
    `funding` is whole pounds a year."""

    __tablename__ = "engagement"
    __table_args__ = (
        sa.CheckConstraint("ends_on >= starts_on", name="dates"),
        sa.UniqueConstraint("contract_id", "partner_id", "area"),
        sa.Index(None, "contract_id", "sort_name", "id"),
        sa.Index(None, "contract_id", "partner_id", "starts_on", "ends_on", "id"),
        sa.Index(None, "contract_id", "area"),
        sa.Index(None, "contract_id", "starts_on"),
        sa.Index(None, "contract_id", "ends_on"),
    )
    id: Mapped[Id]
    reference: Mapped[str] = mapped_column(unique=True)
    contract_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("contract.id"))
    partner_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("organisation.id"), index=True)
    sort_name: Mapped[str]
    area: Mapped[str]
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    funding: Mapped[int | None]
    created_at: Mapped[datetime]


class Ending(StrEnum):
    """Why an engagement ends before it was meant to."""

    FINISHED = "finished"
    WITHDREW = "withdrew"
    TERMINATED = "terminated"
    TAKEN_OVER = "taken-over"


class EngagementTerms(Base):
    """What was said of an engagement's terms: appended, never changed; what is said last is so, and the
    engagement's own row repeats it. `ending` where it was ended early, `words` why."""

    __tablename__ = "engagement_terms"
    __table_args__ = (
        one_of("ending", Ending),
        sa.CheckConstraint("ends_on >= starts_on", name="dates"),
        sa.Index(None, "engagement_id", "recorded_at"),
        sa.Index(None, "recorded_at", "engagement_id"),
    )
    id: Mapped[Id]
    engagement_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("engagement.id"))
    area: Mapped[str]
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    funding: Mapped[int | None]
    ending: Mapped[str | None]
    words: Mapped[str] = mapped_column(default="")
    recorded_by: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("person.id"))
    recorded_at: Mapped[datetime]


class EngagementCondition(Base):
    """That a condition holds for an engagement, or does not, from a day on: appended, never changed. Without
    a day it is from the engagement's first, without a person it was so before anybody recorded it."""

    __tablename__ = "engagement_condition"
    __table_args__ = (one_of("condition", Condition),)
    id: Mapped[Id]
    engagement_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("engagement.id"), index=True)
    condition: Mapped[str]
    from_on: Mapped[date | None]
    holds: Mapped[bool]
    recorded_by: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("person.id"))
    recorded_at: Mapped[datetime]

"""People who perform services, and what shows that they may: checks, status checks and training.

All of it belongs to the person and is entered once, however many contracts the person works under. What a
lead is shown of it is a submission of its own, which refers to the record here.
"""

import uuid
from datetime import date, datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from checklists.vocabulary import DbsLevel, DbsOutcome
from portal.records.base import Base, Id, one_of


class ShownAs(StrEnum):
    """What the lead's reviewers read in place of a person. The partner itself always reads the name."""

    NAME = "name"
    STAFF_CODE = "staff-code"


class EngagedAs(StrEnum):
    STAFF = "staff"
    VOLUNTEER = "volunteer"


class StatusResult(StrEnum):
    """What the Update Service said of a certificate on a day."""

    NO_NEWS = "no-new-information"
    NEWS = "new-information"


class Worker(Base):
    """Somebody who performs services for a partner: entered once. `name` or `staff_code` may be empty, not
    both, until the person is forgotten (`removed_at`). `job` is the role; `eligibility` says why that role
    may be checked at the level asked. `renewal_applied_on` is emptied by the next check. `away` are the days
    between two periods of somebody who left and came back (checklists/periods.py)."""

    __tablename__ = "worker"
    __table_args__ = (
        one_of("shown_as", ShownAs),
        one_of("engaged_as", EngagedAs),
        sa.CheckConstraint("left_on >= started_on", name="dates"),
        sa.CheckConstraint("name <> '' OR staff_code <> '' OR removed_at IS NOT NULL", name="called"),
        sa.Index(
            "uq_worker_staff_code",
            "organisation_id",
            "staff_code",
            unique=True,
            sqlite_where=sa.text("staff_code <> ''"),
            postgresql_where=sa.text("staff_code <> ''"),
        ),
    )
    id: Mapped[Id]
    organisation_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("organisation.id"), index=True)
    name: Mapped[str]
    staff_code: Mapped[str] = mapped_column(default="")
    shown_as: Mapped[str] = mapped_column(default=ShownAs.NAME.value)
    job: Mapped[str]
    engaged_as: Mapped[str] = mapped_column(default=EngagedAs.STAFF.value)
    eligibility: Mapped[str] = mapped_column(default="")
    started_on: Mapped[date]
    left_on: Mapped[date | None]
    renewal_applied_on: Mapped[date | None]
    removed_at: Mapped[datetime | None]
    created_at: Mapped[datetime]
    away: Mapped[str | None]


class Assignment(Base):
    """The days on which a worker performs services under an engagement, but for those that are `away`."""

    __tablename__ = "assignment"
    __table_args__ = (sa.CheckConstraint("until_on >= from_on", name="dates"),)
    worker_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("worker.id"), primary_key=True)
    engagement_id: Mapped[uuid.UUID] = mapped_column(
        sa.ForeignKey("engagement.id"), primary_key=True, index=True
    )
    from_on: Mapped[date]
    until_on: Mapped[date | None]
    away: Mapped[str | None]


class AssignmentDays(Base):
    """The days that were said of an assignment: appended, never changed; what is said last is so, and the
    assignment repeats it. Without days it was taken back."""

    __tablename__ = "assignment_days"
    __table_args__ = (sa.CheckConstraint("until_on >= from_on", name="dates"),)
    id: Mapped[Id]
    worker_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("worker.id"), index=True)
    engagement_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("engagement.id"), index=True)
    from_on: Mapped[date | None]
    until_on: Mapped[date | None]
    recorded_at: Mapped[datetime]
    away: Mapped[str | None]


class RenewalApplied(Base):
    """That a new check was applied for on a day; without one, that none is under way any more. Appended,
    never changed; the worker's row repeats what was said last."""

    __tablename__ = "renewal_applied"
    id: Mapped[Id]
    worker_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("worker.id"), index=True)
    applied_on: Mapped[date | None]
    recorded_at: Mapped[datetime]


class DbsCheck(Base):
    """What a certificate says, as somebody saw it; no copy is kept, and a row is never changed: what was
    wrong is withdrawn and entered anew. `outcome` is null while nobody recorded it; `issued_on` may be null
    in rows that are older than the register, and then the check counts for nothing."""

    __tablename__ = "dbs_check"
    __table_args__ = (
        one_of("level", DbsLevel),
        one_of("outcome", DbsOutcome),
        sa.CheckConstraint("outcome <> 'risk-decision' OR risk_decided_on IS NOT NULL", name="risk"),
    )
    id: Mapped[Id]
    worker_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("worker.id"), index=True)
    level: Mapped[str]
    adults_list: Mapped[bool]
    childrens_list: Mapped[bool]
    certificate_number: Mapped[str] = mapped_column(default="")
    issued_on: Mapped[date | None]
    seen_by: Mapped[str]
    seen_on: Mapped[date | None]
    update_service: Mapped[bool | None]
    outcome: Mapped[str | None]
    risk_decided_by: Mapped[str] = mapped_column(default="")
    risk_decided_on: Mapped[date | None]
    risk_reason: Mapped[str] = mapped_column(default="")
    recorded_by: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("person.id"))
    recorded_at: Mapped[datetime]
    withdrawn_at: Mapped[datetime | None]


class StatusCheck(Base):
    """What the Update Service said of a check on a day."""

    __tablename__ = "status_check"
    __table_args__ = (one_of("result", StatusResult),)
    id: Mapped[Id]
    check_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("dbs_check.id"), index=True)
    on_date: Mapped[date]
    result: Mapped[str]
    recorded_by: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("person.id"))
    recorded_at: Mapped[datetime]


class Training(Base):
    """A topic in which somebody was trained. Its key is the same in every contract that asks for it."""

    __tablename__ = "training"
    __table_args__ = (sa.Index(None, "worker_id", "topic"),)
    id: Mapped[Id]
    worker_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("worker.id"))
    topic: Mapped[str]
    completed_on: Mapped[date]
    recorded_by: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("person.id"))
    recorded_at: Mapped[datetime]
    withdrawn_at: Mapped[datetime | None]

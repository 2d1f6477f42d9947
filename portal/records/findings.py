"""What a visit found, what both sides said of it, and what is to be done."""

import uuid
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from checklists.findings import ActionStep as Step
from checklists.findings import Outcome, Word
from portal.records.base import Base, Id, one_of


class Finding(Base):
    """What a visit or meeting found about one engagement. Until `sent_at` it is the lead's own, and may be
    changed; from then on the partner may comment until `reply_until`.

    `requirement_key` is empty where it is about no requirement. With `is_not_in_order` that requirement is
    not in order from the day of the visit, `found_on`, until all actions of the finding are closed.
    """

    __tablename__ = "finding"
    __table_args__ = (
        sa.CheckConstraint("requirement_key <> '' OR NOT is_not_in_order", name="about_requirement"),
        sa.CheckConstraint("(sent_at IS NULL) = (reply_until IS NULL)", name="reply"),
        sa.CheckConstraint("(sent_at IS NULL) = (sent_by IS NULL)", name="sent"),
        sa.Index(None, "engagement_id", "requirement_key"),
    )
    id: Mapped[Id]
    contract_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("contract.id"), index=True)
    visit_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("visit.id"), index=True)
    engagement_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("engagement.id"))
    requirement_key: Mapped[str] = mapped_column(default="")
    is_not_in_order: Mapped[bool] = mapped_column(default=False)
    words: Mapped[str]
    found_on: Mapped[date]
    written_by: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("person.id"))
    written_at: Mapped[datetime]
    sent_by: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("person.id"))
    sent_at: Mapped[datetime | None]
    reply_until: Mapped[date | None]


class FindingWord(Base):
    """What was said of a finding, in turn: appended, counted from 1."""

    __tablename__ = "finding_word"
    __table_args__ = (one_of("kind", Word), one_of("outcome", Outcome))
    finding_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("finding.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    kind: Mapped[str]
    outcome: Mapped[str | None]
    words: Mapped[str]
    said_by: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("person.id"))
    said_at: Mapped[datetime]


class Action(Base):
    """Something that is to be done by a day, after a finding, by a decision of a meeting, or since a measure
    was missed: that is asked for once by measure and period, and `met_at` is since when a corrected figure
    says that it was met after all.

    Without an engagement it is the lead's own. `who` is a name as it was typed, `person_id` whom it is where
    that is somebody of the partner or the lead. Until `given_at` it stands in a plan that is not sent.
    `topic` is that of the meeting that decided it.
    """

    __tablename__ = "action"
    __table_args__ = (
        sa.CheckConstraint("finding_id IS NULL OR engagement_id IS NOT NULL", name="of_engagement"),
        sa.CheckConstraint("(visit_id IS NULL) = (measure_key IS NOT NULL)", name="after_what"),
        sa.CheckConstraint("(measure_key IS NULL) = (part IS NULL)", name="part"),
        sa.UniqueConstraint("engagement_id", "measure_key", "part"),
        sa.Index(None, "contract_id", "by_on"),
        sa.Index(None, "engagement_id", "by_on"),
    )
    id: Mapped[Id]
    contract_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("contract.id"))
    engagement_id: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("engagement.id"))
    visit_id: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("visit.id"), index=True)
    finding_id: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("finding.id"), index=True)
    measure_key: Mapped[str | None]
    part: Mapped[str | None]
    topic: Mapped[str] = mapped_column(default="")
    what: Mapped[str]
    who: Mapped[str]
    person_id: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("person.id"))
    by_on: Mapped[date]
    evidence: Mapped[str] = mapped_column(default="")
    made_by: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("person.id"))
    made_at: Mapped[datetime]
    given_at: Mapped[datetime | None]
    met_at: Mapped[datetime | None]


class ActionStep(Base):
    """What became of an action, in turn: appended, counted from 1. `submission_id` is what the partner sent
    that shows it."""

    __tablename__ = "action_step"
    __table_args__ = (one_of("kind", Step),)
    action_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("action.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    kind: Mapped[str]
    words: Mapped[str]
    submission_id: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("submission.id"))
    said_by: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("person.id"))
    said_at: Mapped[datetime]


class FindingFile(Base):
    """Evidence that a partner put to what it said: of a finding, or of an action where `action_id` is
    there. `number` is the turn in which it was said."""

    __tablename__ = "finding_file"
    __table_args__ = (
        sa.CheckConstraint("(finding_id IS NULL) <> (action_id IS NULL)", name="one"),
        sa.Index(None, "finding_id"),
        sa.Index(None, "action_id"),
    )
    file_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("stored_file.id"), primary_key=True)
    finding_id: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("finding.id"))
    action_id: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("action.id"))
    number: Mapped[int]


class Minute(Base):
    """What was said on one topic of a meeting; written over while it runs."""

    __tablename__ = "minute"
    visit_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("visit.id"), primary_key=True)
    topic: Mapped[str] = mapped_column(primary_key=True)
    words: Mapped[str]
    written_by: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("person.id"))
    written_at: Mapped[datetime]

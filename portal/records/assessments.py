"""Assessments that are written in the portal, and incidents after which some of them are done again."""

import uuid
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from checklists.assessing import Impact, Way
from portal.records.base import Base, Id, one_of


class Assessment(Base):
    """The answers of a submission to an assessment; what is written stays when the way is changed.

    `actions` is a list of {"what", "who", "by"}, the last an ISO day. `signed_on` is the day of the
    signature that the submission has. `copied_from` is the submission that it was started from.
    """

    __tablename__ = "assessment"
    __table_args__ = (one_of("way", Way),)
    submission_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("submission.id"), primary_key=True)
    way: Mapped[str]
    about: Mapped[str]
    took_part: Mapped[str]
    actions: Mapped[list[dict[str, object]]] = mapped_column(sa.JSON)
    actions_looked_at: Mapped[bool]
    signed_on: Mapped[date | None]
    copied_from: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("submission.id"))


class AssessmentFinding(Base):
    """What was found about one characteristic or in one section; `place` is its place in the form."""

    __tablename__ = "assessment_finding"
    __table_args__ = (one_of("impact", Impact),)
    submission_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("submission.id"), primary_key=True)
    name: Mapped[str] = mapped_column(primary_key=True)
    place: Mapped[int]
    impact: Mapped[str | None]
    words: Mapped[str]
    evidence: Mapped[str]
    mitigation: Mapped[str]


class Incident(Base):
    """Something that happened under an engagement, after which what it puts at risk is assessed again.

    `happened_on` is the day; who was concerned is not kept here. `by_lead` says which side recorded it.
    """

    __tablename__ = "incident"
    id: Mapped[Id]
    engagement_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("engagement.id"), index=True)
    happened_on: Mapped[date]
    words: Mapped[str]
    by_lead: Mapped[bool]
    recorded_by: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("person.id"))
    recorded_at: Mapped[datetime]


class IncidentWithdrawal(Base):
    """The incident was recorded by mistake: appended, and the incident stays as it was written."""

    __tablename__ = "incident_withdrawal"
    incident_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("incident.id"), primary_key=True)
    words: Mapped[str]
    made_by: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("person.id"))
    made_at: Mapped[datetime]

"""Read models: never the truth, rewritten in the transaction that changes it, rebuilt by one command.

`asked_from_on` and `asked_until_on` are the days on which a question gets the row as its answer: those of the
interval, but the first row of an engagement answers for all days before it and the last for all days after.
"""

import uuid
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from checklists.vocabulary import Level, Stage, State
from portal.records.base import Base, one_of


class Standing(Base):
    """An interval of a slot's timeline. `parts` are the keys of the parts that make the state, one a line;
    `also` those that are wanting in a lesser way."""

    __tablename__ = "standing"
    __table_args__ = (
        one_of("state", State),
        sa.Index(
            "ix_standing_on_day", "contract_id", "state", "asked_until_on", "asked_from_on", "requirement_key"
        ),
    )
    engagement_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("engagement.id"), primary_key=True)
    requirement_key: Mapped[str] = mapped_column(primary_key=True)
    asked_from_on: Mapped[date] = mapped_column(primary_key=True)
    asked_until_on: Mapped[date]
    contract_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("contract.id"))
    state: Mapped[str]
    from_on: Mapped[date]
    until_on: Mapped[date]
    parts: Mapped[str]
    also: Mapped[str]


class EngagementStanding(Base):
    """An interval over which the readiness of an engagement stays the same, with what is under way now.

    `asked` and `in_order` count what is required; what is preferred is counted apart.
    """

    __tablename__ = "engagement_standing"
    __table_args__ = (
        one_of("level", Level),
        sa.Index(
            "ix_engagement_standing_on_day",
            "contract_id",
            "asked_until_on",
            "asked_from_on",
            "level",
            "blockers",
            "asked",
            "in_order",
            "preferred_asked",
            "preferred_in_order",
            "engagement_id",
        ),
    )
    engagement_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("engagement.id"), primary_key=True)
    asked_from_on: Mapped[date] = mapped_column(primary_key=True)
    asked_until_on: Mapped[date]
    contract_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("contract.id"))
    level: Mapped[str]
    blockers: Mapped[int]
    blockers_with_lead: Mapped[int]
    warnings: Mapped[int]
    asked: Mapped[int]
    in_order: Mapped[int]
    preferred_asked: Mapped[int]
    preferred_in_order: Mapped[int]


class UnderWay(Base):
    """A submission that is a draft, with the reviewer, or returned and not yet sent again."""

    __tablename__ = "under_way"
    __table_args__ = (
        one_of("stage", [stage for stage in Stage if stage is not Stage.NOTHING]),
        sa.Index(None, "contract_id", "stage", "since", "submission_id"),
        sa.Index(None, "engagement_id", "requirement_key"),
    )
    submission_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("submission.id"), primary_key=True)
    contract_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("contract.id"))
    engagement_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("engagement.id"))
    requirement_key: Mapped[str]
    part_key: Mapped[str]
    stage: Mapped[str]
    since: Mapped[datetime]

"""Read models: never the truth, written in the transaction that changes it, rebuilt by one command.

Every row says on which evenings it was known: from `known_from` to `known_until`, both inside. What is known
now is known until the last day there is. A change closes the rows that are no longer so and adds others; what
was known on an evening stays.
"""

import uuid
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from checklists.vocabulary import Level, Stage, State
from portal.records.base import Base, one_of

NOW = date.max
"""The last evening of what is known now."""


WITHOUT_KEY = sa.text("requirement_key = ''")
"""Of the shares those of engagements."""


class Standing(Base):
    """An interval of a slot's timeline. `parts` are the keys of the parts that make the state, one a line;
    `also` those that are wanting in a lesser way. `lapsed_on` is of what is expired the last day on which it
    counted, where its parts do not differ in that."""

    __tablename__ = "standing"
    __table_args__ = (
        one_of("state", State),
        sa.Index(
            "ix_standing_on_day",
            "contract_id",
            "known_until",
            "state",
            "until_on",
            "from_on",
            "requirement_key",
            "known_from",
            "engagement_id",
        ),
    )
    engagement_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("engagement.id"), primary_key=True)
    known_until: Mapped[date] = mapped_column(primary_key=True)
    requirement_key: Mapped[str] = mapped_column(primary_key=True)
    from_on: Mapped[date] = mapped_column(primary_key=True)
    until_on: Mapped[date]
    known_from: Mapped[date]
    contract_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("contract.id"))
    state: Mapped[str]
    parts: Mapped[str]
    also: Mapped[str]
    lapsed_on: Mapped[date | None]


class EngagementStanding(Base):
    """An interval over which the readiness of an engagement stays the same, as it is known now, with what was
    under way. What was known before is the sum of the shares of that evening.

    `asked` and `in_order` count what is required; what is preferred is counted apart.
    """

    __tablename__ = "engagement_standing"
    __table_args__ = (
        one_of("level", Level),
        sa.Index(
            "ix_engagement_standing_on_day",
            "contract_id",
            "until_on",
            "from_on",
            "level",
            "blockers",
            "asked",
            "in_order",
            "preferred_asked",
            "preferred_in_order",
            "engagement_id",
        ),
        sa.Index(
            "ix_engagement_standing_alike",
            "contract_id",
            "level",
            "blockers",
            "until_on",
            "from_on",
            "engagement_id",
        ),
    )
    engagement_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("engagement.id"), primary_key=True)
    from_on: Mapped[date] = mapped_column(primary_key=True)
    until_on: Mapped[date]
    contract_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("contract.id"))
    level: Mapped[str]
    blockers: Mapped[int]
    blockers_with_lead: Mapped[int]
    warnings: Mapped[int]
    asked: Mapped[int]
    in_order: Mapped[int]
    preferred_asked: Mapped[int]
    preferred_in_order: Mapped[int]


class LevelShare(Base):
    """What an engagement, or one of its slots, adds to the counts of readiness over some days: without a key
    what they are where all is in order, with one what is otherwise. The counts of a day are the sum."""

    __tablename__ = "level_share"
    __table_args__ = (
        sa.Index(
            "ix_level_share_here",
            "contract_id",
            "known_until",
            "until_on",
            "from_on",
            "known_from",
            "engagement_id",
            sqlite_where=WITHOUT_KEY,
            postgresql_where=WITHOUT_KEY,
        ),
        sa.Index(
            "ix_level_share_on_day",
            "contract_id",
            "known_until",
            "until_on",
            "from_on",
            "known_from",
            "engagement_id",
            "blockers",
            "blockers_with_lead",
            "warnings",
            "asked",
            "in_order",
            "preferred_asked",
            "preferred_in_order",
        ),
    )
    engagement_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("engagement.id"), primary_key=True)
    requirement_key: Mapped[str] = mapped_column(primary_key=True)
    known_until: Mapped[date] = mapped_column(primary_key=True)
    from_on: Mapped[date] = mapped_column(primary_key=True)
    until_on: Mapped[date]
    known_from: Mapped[date]
    contract_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("contract.id"))
    blockers: Mapped[int]
    blockers_with_lead: Mapped[int]
    warnings: Mapped[int]
    asked: Mapped[int]
    in_order: Mapped[int]
    preferred_asked: Mapped[int]
    preferred_in_order: Mapped[int]


class UnderWay(Base):
    """A submission that is with the reviewer, or was returned and nothing followed."""

    __tablename__ = "under_way"
    __table_args__ = (
        one_of("stage", (Stage.WAITING, Stage.RETURNED)),
        sa.Index(
            "ix_under_way_in_order",
            "contract_id",
            "known_until",
            "stage",
            "since",
            "submission_id",
            "requirement_key",
            "engagement_id",
        ),
        sa.Index(None, "engagement_id", "known_until", "requirement_key"),
    )
    submission_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("submission.id"), primary_key=True)
    known_until: Mapped[date] = mapped_column(primary_key=True)
    known_from: Mapped[date]
    contract_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("contract.id"))
    engagement_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("engagement.id"))
    requirement_key: Mapped[str]
    part_key: Mapped[str]
    stage: Mapped[str]
    since: Mapped[datetime]

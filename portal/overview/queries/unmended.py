"""What a partner's chief officer was told of and nothing has followed."""

import uuid
from dataclasses import dataclass
from datetime import date, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from checklists.calendar import day_after
from checklists.ladder import FROM_STEP, WEEK, Rung
from checklists.vocabulary import UNMET
from portal.places.contracts import PARTNER, ContractPlace
from portal.records import Engagement, Reminded, Standing
from portal.standing.queries.as_known import on_day

LATELY = timedelta(days=2 * WEEK)
"""Reminders go on every week: what was not reminded of for longer is held or being checked."""

MOST = 50


@dataclass(frozen=True, slots=True)
class Unmended:
    """A requirement of an engagement that is out of order since the day after `last_on`, however often its
    people were told."""

    engagement_id: uuid.UUID
    partner: str
    area: str
    requirement_key: str
    last_on: date

    @property
    def from_on(self) -> date:
        return day_after(self.last_on)


def list_unmended(session: Session, place: ContractPlace, today: date) -> list[Unmended]:
    """Longest first."""
    query = (
        sa.select(
            Reminded.engagement_id,
            PARTNER.name.label("partner"),
            Engagement.area,
            Reminded.requirement_key,
            sa.func.min(Reminded.last_on).label("last_on"),
        )
        .join(Engagement, Engagement.id == Reminded.engagement_id)
        .join(PARTNER, PARTNER.id == Engagement.partner_id)
        .join(
            Standing,
            sa.and_(
                Standing.engagement_id == Reminded.engagement_id,
                Standing.requirement_key == Reminded.requirement_key,
            ),
        )
        .where(
            Engagement.contract_id == place.contract_id,
            Engagement.ends_on >= today,
            Reminded.step <= FROM_STEP[Rung.COMMISSIONER],
            Reminded.on_date > today - LATELY,
            Standing.state.in_([state.value for state in UNMET]),
            *on_day(Standing, today),
        )
        .group_by(Reminded.engagement_id, PARTNER.name, Engagement.area, Reminded.requirement_key)
        .order_by(sa.func.min(Reminded.last_on), PARTNER.name, Reminded.requirement_key)
        .limit(MOST)
    )
    return [Unmended(**row._asdict()) for row in session.execute(query)]

"""What a partner's chief officer was told of and nothing has followed."""

import uuid
from dataclasses import dataclass
from datetime import date, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import InstrumentedAttribute, Session

from checklists.calendar import day_after
from checklists.ladder import FROM_STEP, WEEK, Rung, rung_at
from checklists.vocabulary import UNMET
from portal.places.contracts import PARTNER, ContractPlace
from portal.records import Engagement, Membership, Reminded, Standing
from portal.standing.queries.as_known import on_day

LATELY = timedelta(days=2 * WEEK)
"""Reminders go on every week: what was not reminded of for longer is held or being checked."""


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
    """Longest first. None for what lies with the lead, and none before the partner's own people were told."""
    found: dict[tuple[uuid.UUID, str], Unmended] = {}
    for row in session.execute(told_rails(place, today)):
        told = {int(step) for step in row.steps.split(",")}
        if rung_at(min(told), told) is Rung.COMMISSIONER:
            each = Unmended(row.engagement_id, row.partner, row.area, row.requirement_key, row.last_on)
            found.setdefault((row.engagement_id, row.requirement_key), each)
    return list(found.values())


def belonging(organisation_id: InstrumentedAttribute[uuid.UUID] | uuid.UUID) -> sa.Exists:
    """Whoever was told belongs to it. The lead hears in place of a partner in which there is nobody to tell,
    and who has left the partner since was its own then."""
    theirs = Membership.person_id == Reminded.person_id, Membership.organisation_id == organisation_id
    return sa.exists().where(*theirs)


def told_rails(place: ContractPlace, today: date) -> sa.Select[uuid.UUID, str, str, str, date, str]:
    """What has been wanting long enough and was reminded of lately, with the steps that were told."""
    rail = (Reminded.engagement_id, PARTNER.name, Engagement.area, Reminded.requirement_key, Reminded.last_on)
    steps = sa.func.aggregate_strings(sa.cast(Reminded.step, sa.String), ",")
    is_slot = sa.and_(
        Standing.engagement_id == Reminded.engagement_id, Standing.requirement_key == Reminded.requirement_key
    )
    return (
        sa.select(
            Reminded.engagement_id,
            PARTNER.name.label("partner"),
            Engagement.area,
            Reminded.requirement_key,
            Reminded.last_on,
            steps.label("steps"),
        )
        .join(Engagement, Engagement.id == Reminded.engagement_id)
        .join(PARTNER, PARTNER.id == Engagement.partner_id)
        .join(Standing, is_slot)
        .where(
            Engagement.contract_id == place.contract_id,
            Engagement.ends_on >= today,
            ~Reminded.part_key.startswith("sent:"),
            sa.or_(belonging(Engagement.partner_id), ~belonging(place.lead_id)),
            Standing.contract_id == place.contract_id,
            Standing.state.in_([state.value for state in UNMET]),
            *on_day(Standing, today),
        )
        .group_by(*rail, Reminded.part_key)
        .having(
            sa.func.min(Reminded.step) <= FROM_STEP[Rung.COMMISSIONER],
            sa.func.max(Reminded.on_date) > today - LATELY,
        )
        .order_by(Reminded.last_on, PARTNER.name, Reminded.requirement_key)
    )

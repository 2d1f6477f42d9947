"""Conditions of engagements: on which days each holds, who said so, and what would follow from a change."""

import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from checklists.calendar import Span
from checklists.conditions import Said, spans_by_condition, used_conditions
from checklists.vocabulary import Condition
from portal.access import Audience, NotHere
from portal.queries.checklists import list_versions
from portal.queries.places import ContractPlace, EngagementPlace
from portal.records import EngagementCondition, Person

Days = Mapping[Condition, tuple[Span, ...]]
"""The days on which each condition holds; one that never does is not there."""


@dataclass(frozen=True, slots=True)
class Recorded:
    """What was said, by whom (empty for what was so before anybody recorded it) and when."""

    said: Said
    by: str
    at: datetime


def conditions_by_engagement(session: Session, engagement_ids: Sequence[uuid.UUID]) -> dict[uuid.UUID, Days]:
    """For every one of the engagements, its conditions."""
    said: defaultdict[uuid.UUID, list[Said]] = defaultdict(list)
    table = EngagementCondition
    query = sa.select(table.engagement_id, table.condition, table.holds, table.from_on)
    for engagement_id, condition, holds, from_on in session.execute(
        query.where(table.engagement_id.in_(engagement_ids)).order_by(table.recorded_at)
    ):
        said[engagement_id].append(Said(Condition(condition), holds, from_on))
    return {engagement_id: spans_by_condition(said[engagement_id]) for engagement_id in engagement_ids}


def list_recorded(session: Session, place: EngagementPlace) -> tuple[Recorded, ...]:
    """What was said of the engagement's conditions, oldest first. For the partner and the lead's desk; raises
    NotHere for others."""
    if not place.audiences & {Audience.PARTNER, Audience.REVIEWER}:
        raise NotHere
    table = EngagementCondition
    rows = session.execute(
        sa.select(table.condition, table.holds, table.from_on, Person.name, table.recorded_at)
        .outerjoin(Person, Person.id == table.recorded_by)
        .where(table.engagement_id == place.engagement_id)
        .order_by(table.recorded_at)
    )
    return tuple(
        Recorded(Said(Condition(condition), holds, from_on), name or "", at)
        for condition, holds, from_on, name, at in rows
    )


def list_used_conditions(session: Session, place: ContractPlace) -> tuple[Condition, ...]:
    """Those on which a requirement of the contract's checklist depends, in any of its versions."""
    return used_conditions(list_versions(session, [place.contract_id])[place.contract_id])


def holding_on(days: Days, on: date) -> tuple[Condition, ...]:
    return tuple(each for each in Condition if any(on in span for span in days.get(each, ())))


def spans_now(recorded: Iterable[Recorded]) -> Days:
    """The conditions as they are after all that was said."""
    return spans_by_condition(each.said for each in recorded)


def with_said(recorded: Iterable[Recorded], said: Said) -> Days:
    """The conditions as they would be after one more thing is said."""
    return spans_by_condition([*(each.said for each in recorded), said])

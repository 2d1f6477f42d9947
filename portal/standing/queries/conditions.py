"""Conditions of engagements: on which days each holds, who said so, and what would follow from a change."""

import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from checklists.calendar import Span
from checklists.conditions import Said, learned_days, spans_by_condition, used_conditions
from checklists.vocabulary import Condition
from portal.access import Audience, NotHere
from portal.clock import local_day
from portal.places.contracts import ContractPlace, EngagementPlace
from portal.records import EngagementCondition, Person
from portal.standing.queries.in_force import list_versions

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
    said = said_by_engagement(session, engagement_ids)
    return {engagement_id: spans_by_condition(said[engagement_id]) for engagement_id in engagement_ids}


def said_by_engagement(
    session: Session, engagement_ids: Sequence[uuid.UUID]
) -> defaultdict[uuid.UUID, list[Said]]:
    """What was said of the conditions of each, in the order of saying."""
    said: defaultdict[uuid.UUID, list[Said]] = defaultdict(list)
    table = EngagementCondition
    query = sa.select(table.engagement_id, table.condition, table.holds, table.from_on, table.recorded_at)
    for engagement_id, condition, holds, from_on, at in session.execute(
        query.where(table.engagement_id.in_(engagement_ids)).order_by(table.recorded_at)
    ):
        said[engagement_id].append(Said(Condition(condition), holds, from_on, local_day(at)))
    return said


def as_facts(said: Sequence[Said]) -> dict[str, Any]:
    """The fields of `checklists.facts.Engagement` that follow from what was said."""
    return {"conditions": spans_by_condition(said), "learned": learned_days(said)}


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

"""Incidents of an engagement, and what an incident would make due again."""

import uuid
from dataclasses import dataclass, replace
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from checklists import facts
from checklists.calendar import day_after
from checklists.intervals import Interval, on_day
from checklists.kinds.assessment import overtaken
from checklists.requirement import Requirement
from checklists.slots import slot_timeline
from checklists.vocabulary import UNMET, State
from portal.access import NotHere
from portal.clock import end_of_day
from portal.places.contracts import EngagementPlace
from portal.records import Incident, IncidentWithdrawal, NamedRow, Person
from portal.standing.queries.cases import Case, load_case
from portal.standing.queries.incident_facts import incidents_by_engagement


@dataclass(frozen=True, slots=True)
class Withdrawn:
    words: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class IncidentLine:
    """An incident as both sides of the engagement read it."""

    incident_id: uuid.UUID
    happened_on: date
    words: str
    by_lead: bool
    recorded_by: str
    recorded_at: datetime
    withdrawn: Withdrawn | None

    def stands(self, known: date | None) -> bool:
        """Whether it is recorded and not withdrawn, as far as was known that evening, or is now."""
        if known is None:
            return self.withdrawn is None
        evening = end_of_day(known)
        return self.recorded_at < evening and (self.withdrawn is None or self.withdrawn.at >= evening)


@dataclass(frozen=True, slots=True)
class Effect:
    """What an incident does to a requirement that is done again after one.

    `accepted_until_on` is until when what there is would have counted, None where nothing counted on the day
    after the incident or what counts was done since. `needed` are the days on which it is then wanting.
    """

    key: str
    title: str
    accepted_until_on: date | None
    needed: Interval | None


def list_incidents(session: Session, place: EngagementPlace) -> tuple[IncidentLine, ...]:
    """All, the latest first."""
    recorder, withdrawer = aliased(Person), aliased(Person)
    rows = session.execute(
        sa.select(
            Incident.id,
            Incident.happened_on,
            Incident.words,
            Incident.by_lead,
            recorder.name.label("recorded_by"),
            Incident.recorded_at,
            IncidentWithdrawal.words.label("withdrawn_words"),
            withdrawer.name.label("withdrawn_by"),
            IncidentWithdrawal.made_at.label("withdrawn_at"),
        )
        .join(recorder, recorder.id == Incident.recorded_by)
        .outerjoin(IncidentWithdrawal, IncidentWithdrawal.incident_id == Incident.id)
        .outerjoin(withdrawer, withdrawer.id == IncidentWithdrawal.made_by)
        .where(Incident.engagement_id == place.engagement_id)
        .order_by(Incident.happened_on.desc(), Incident.recorded_at.desc())
    )
    return tuple(
        IncidentLine(
            incident_id=row.id,
            happened_on=row.happened_on,
            words=row.words,
            by_lead=row.by_lead,
            recorded_by=row.recorded_by,
            recorded_at=row.recorded_at,
            withdrawn=withdrawn(row) if row.withdrawn_at else None,
        )
        for row in rows
    )


def withdrawn(row: NamedRow) -> Withdrawn:
    return Withdrawn(words=row.withdrawn_words, by=row.withdrawn_by, at=row.withdrawn_at)


def get_incident(session: Session, place: EngagementPlace, incident_id: uuid.UUID) -> IncidentLine:
    """The incident of the engagement; raises NotHere."""
    for line in list_incidents(session, place):
        if line.incident_id == incident_id:
            return line
    raise NotHere


def find_overtaking(
    session: Session, place: EngagementPlace, requirement: Requirement, from_on: date
) -> date | None:
    """The day of the incident after which what bears `from_on` does not count any longer, if there is one."""
    incidents = incidents_by_engagement(session, [place.engagement_id])[place.engagement_id]
    engagement = facts.Engagement(place.span, incidents=tuple(incidents)).as_known(None)
    return overtaken(requirement, from_on, engagement)


def list_effects(session: Session, place: EngagementPlace, happened_on: date) -> tuple[Effect, ...]:
    """What one more incident on that day would do to each requirement that is done again after one."""
    case = load_case(session, place.engagement_id)
    one_more = facts.Incident(happened_on, happened_on)
    with_it = replace(case.engagement, incidents=(*case.engagement.incidents, one_more))
    return tuple(
        effect(case, key, with_it, day_after(happened_on))
        for key, rows in case.rows.items()
        if rows[-1].requirement.after_incident
    )


def effect(case: Case, key: str, with_it: facts.Engagement, day: date) -> Effect:
    rows = case.rows[key]
    before = on_day(case.timelines()[key], day)
    after = on_day(slot_timeline(rows, case.decisions.get(key, ()), with_it), day)
    title = rows[-1].requirement.title
    if before and after and before.state is State.MET and after.state in UNMET:
        return Effect(key, title, before.until_on, after)
    return Effect(key, title, None, after if after and after.state in UNMET else None)

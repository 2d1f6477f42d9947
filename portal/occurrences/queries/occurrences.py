"""Occurrences of an engagement, of a contract, and of all that somebody has."""

import uuid
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import date
from functools import cache

import sqlalchemy as sa
from sqlalchemy.orm import Session

from checklists.requirement import Checklist
from checklists.slots import version_on
from checklists.year.occurring import Step, find_kind, kinds_told
from checklists.year.rows import Event
from portal.access import NotHere
from portal.occurrences.queries.told import Line, Other, Taken, Telling, Version
from portal.places.contracts import LEAD, PARTNER, ContractPlace, EngagementPlace
from portal.places.leading import CONTRACTS
from portal.records import (
    Contract,
    Engagement,
    NamedRow,
    Occurrence,
    OccurrenceStep,
    OccurrenceVersion,
    Person,
)
from portal.standing.queries.in_force import list_versions

LINES = (
    sa.select(
        Occurrence.id,
        Occurrence.reference,
        Occurrence.engagement_id,
        Engagement.contract_id,
        Contract.title,
        LEAD.name.label("lead"),
        Engagement.partner_id,
        PARTNER.name.label("partner"),
        Engagement.area,
    )
    .join(Engagement, Engagement.id == Occurrence.engagement_id)
    .join(Contract, Contract.id == Engagement.contract_id)
    .join(LEAD, LEAD.id == Contract.lead_id)
    .join(PARTNER, PARTNER.id == Engagement.partner_id)
    .order_by(Occurrence.made_at, Occurrence.id)
)


def was(step: Step) -> sa.ColumnElement[bool]:
    """Of an occurrence to which that was done."""
    its = OccurrenceStep.occurrence_id == Occurrence.id
    return sa.exists().where(its, OccurrenceStep.kind == step.value)


def was_told() -> sa.ColumnElement[bool]:
    its = OccurrenceVersion.occurrence_id == Occurrence.id
    return sa.exists().where(its, OccurrenceVersion.told_on.is_not(None))


def list_lines(session: Session, *where: sa.ColumnElement[bool], most: int | None = None) -> tuple[Line, ...]:
    """Those that were made first come first; of `most` the latest are left."""
    query = LINES.where(*where)
    if most is not None:
        query = query.order_by(None).order_by(Occurrence.made_at.desc(), Occurrence.id).limit(most)
    rows = session.execute(query).all()
    ids = [row.id for row in rows]
    published = list_versions(session, {row.contract_id for row in rows}) if rows else {}
    contracts = {row.id: published.get(row.contract_id, ()) for row in rows}
    versions, taken = versions_of(session, ids, contracts), steps_of(session, ids)
    return tuple(
        Line(
            row.id,
            row.reference,
            row.contract_id,
            row.title,
            row.lead,
            row.engagement_id,
            row.partner_id,
            row.partner,
            row.area,
            tuple(versions[row.id]),
            tuple(taken[row.id]),
        )
        for row in rows
    )


def versions_of(
    session: Session, ids: Sequence[uuid.UUID], contracts: dict[uuid.UUID, tuple[Checklist, ...]]
) -> defaultdict[uuid.UUID, list[Version]]:
    found: defaultdict[uuid.UUID, list[Version]] = defaultdict(list)
    its = OccurrenceVersion
    query = sa.select(its, Person.name).join(Person, Person.id == its.said_by)
    query = query.where(its.occurrence_id.in_(ids)).order_by(its.occurrence_id, its.number)
    for row in session.execute(query) if ids else ():
        said = row.OccurrenceVersion
        event = find_kind(contracts[said.occurrence_id], said.event_key, said.known_on)
        found[said.occurrence_id].append(
            Version(telling_of(said), event, said.because, said.by_lead, row.name, said.said_at)
        )
    return found


def telling_of(said: OccurrenceVersion) -> Telling:
    return Telling(
        said.event_key,
        said.happened_on,
        said.known_on,
        said.told_on,
        said.set_on,
        tuple(Other(each["body"], date.fromisoformat(each["on"])) for each in said.others),
        said.their_reference,
        said.words,
        said.follows,
    )


def steps_of(session: Session, ids: Sequence[uuid.UUID]) -> defaultdict[uuid.UUID, list[Taken]]:
    found: defaultdict[uuid.UUID, list[Taken]] = defaultdict(list)
    its = OccurrenceStep
    query = sa.select(its, Person.name).join(Person, Person.id == its.said_by)
    query = query.where(its.occurrence_id.in_(ids)).order_by(its.occurrence_id, its.number)
    for row in session.execute(query) if ids else ():
        step = row.OccurrenceStep
        found[step.occurrence_id].append(taken_of(step, row))
    return found


def taken_of(step: OccurrenceStep, row: NamedRow) -> Taken:
    return Taken(
        Step(step.kind),
        step.words,
        step.done_on,
        step.to_whom,
        step.is_shared,
        step.by_lead,
        row.name,
        step.said_at,
    )


def list_of_engagement(session: Session, place: EngagementPlace) -> tuple[Line, ...]:
    """The latest first."""
    return list_lines(session, Occurrence.engagement_id == place.engagement_id)[::-1]


def get_occurrence(session: Session, place: EngagementPlace, occurrence_id: uuid.UUID) -> Line:
    """Raises NotHere where the engagement has no such."""
    its = Occurrence.engagement_id == place.engagement_id
    for each in list_lines(session, its, Occurrence.id == occurrence_id):
        return each
    raise NotHere


def list_open(session: Session, place: ContractPlace) -> tuple[Line, ...]:
    return list_lines(session, Engagement.contract_id == place.contract_id, ~was(Step.CLOSED))


def list_closed(session: Session, place: ContractPlace, most: int) -> tuple[Line, ...]:
    """The latest first."""
    return list_lines(session, Engagement.contract_id == place.contract_id, was(Step.CLOSED), most=most)


def list_shared(session: Session, place: ContractPlace, *where: sa.ColumnElement[bool]) -> tuple[Line, ...]:
    """What the council reads, the latest first."""
    forwarded = sa.exists().where(OccurrenceStep.occurrence_id == Occurrence.id, OccurrenceStep.is_shared)
    found = list_lines(session, Engagement.contract_id == place.contract_id, forwarded, *where)
    return tuple(each for each in reversed(found) if each.is_shared)


def get_shared(session: Session, place: ContractPlace, occurrence_id: uuid.UUID) -> Line:
    """Raises NotHere for what was not shared with the council."""
    for each in list_shared(session, place, Occurrence.id == occurrence_id):
        return each
    raise NotHere


def list_asked_of(session: Session, engagement_ids: Collection[uuid.UUID]) -> tuple[Line, ...]:
    """What the lead knows of, and these partners have still to tell."""
    if not engagement_ids:
        return ()
    return list_lines(session, Occurrence.engagement_id.in_(engagement_ids), ~was_told(), ~was(Step.CLOSED))


def may_be_to_forward() -> tuple[sa.ColumnElement[bool], ...]:
    return (was_told(), ~was(Step.CLOSED), ~was(Step.FORWARDED))


@cache
def counting_may_be_to_forward() -> sa.Select[uuid.UUID, int]:
    """By contract, the `number` of those that may be in `list_to_forward`: no other is."""
    return (
        sa.select(Engagement.contract_id, sa.func.count().label("number"))
        .join(Occurrence, Occurrence.engagement_id == Engagement.id)
        .where(Engagement.contract_id.in_(CONTRACTS), *may_be_to_forward())
        .group_by(Engagement.contract_id)
    )


def list_to_forward(session: Session, where: sa.ColumnElement[bool]) -> tuple[Line, ...]:
    """What leads have still to tell their councils, by a day; `where` is about engagement or contract."""
    lines = list_lines(session, where, *may_be_to_forward())
    return tuple(each for each in lines if each.waits_for_forwarding)


def kinds_of(session: Session, place: ContractPlace, on: date) -> tuple[Event, ...]:
    """What partners are asked to tell, by the version in force on the day."""
    versions = list_versions(session, [place.contract_id]).get(place.contract_id, ())
    return kinds_told(version_on(versions, on)) if versions else ()


def kind_of(session: Session, place: ContractPlace, key: str, on: date) -> Event:
    """Raises NotHere where nobody is asked to tell that."""
    for each in kinds_of(session, place, on):
        if each.key == key:
            return each
    raise NotHere


def asks_themes(session: Session, place: ContractPlace) -> bool:
    """Whether themes of complaints are given in a return of this contract."""
    versions: Iterable[Checklist] = list_versions(session, [place.contract_id]).get(place.contract_id, ())
    return any("complaint" in row.key for version in versions for row in version.year.returns)

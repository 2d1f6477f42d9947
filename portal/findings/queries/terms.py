"""What a finding or an action may be about: the visit, its partners, their requirements and people."""

import uuid
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from checklists.requirement import Requirement
from checklists.slots import version_on
from portal.access import NotHere
from portal.places.contracts import PARTNER, ContractPlace
from portal.places.people import has_way_in
from portal.records import Engagement, Membership, Person, Visit, VisitEngagement
from portal.standing.queries.in_force import list_versions
from portal.visits.queries.booked import is_booked


@dataclass(frozen=True, slots=True)
class AtVisit:
    """A visit or meeting that is booked, and the day that it has."""

    visit_id: uuid.UUID
    kind: str
    on_date: date


@dataclass(frozen=True, slots=True)
class Visited:
    """An engagement that a visit is with, or of the contract where it is about all, on the visit's day."""

    engagement_id: uuid.UUID
    partner_id: uuid.UUID
    partner: str
    area: str


def get_at_visit(session: Session, place: ContractPlace, visit_id: uuid.UUID) -> AtVisit:
    """Raises NotHere where it is no visit of the contract, or was cancelled."""
    query = sa.select(Visit.id.label("visit_id"), Visit.kind, Visit.on_date).where(
        Visit.id == visit_id, Visit.contract_id == place.contract_id, is_booked()
    )
    row = session.execute(query).one_or_none()
    if row is None:
        raise NotHere
    return AtVisit(**row._asdict())


def list_visited(session: Session, place: ContractPlace, visit: AtVisit) -> tuple[Visited, ...]:
    """Whom a finding of the visit may be about, by name: those that it is with and that have its day."""
    named = sa.select(VisitEngagement.engagement_id).where(VisitEngagement.visit_id == visit.visit_id)
    query = (
        sa.select(
            Engagement.id.label("engagement_id"),
            Engagement.partner_id,
            PARTNER.name.label("partner"),
            Engagement.area,
        )
        .join(PARTNER, PARTNER.id == Engagement.partner_id)
        .where(
            Engagement.contract_id == place.contract_id,
            Engagement.starts_on <= visit.on_date,
            Engagement.ends_on >= visit.on_date,
            sa.or_(Engagement.id.in_(named), ~named.exists()),
        )
        .order_by(Engagement.sort_name, Engagement.id)
    )
    return tuple(Visited(**row._asdict()) for row in session.execute(query))


def list_asked_on(session: Session, place: ContractPlace, on: date) -> tuple[Requirement, ...]:
    """The requirements of the contract as they were worded on that day, in their order."""
    return version_on(list_versions(session, [place.contract_id])[place.contract_id], on).requirements


def titles_of(session: Session, contract_id: uuid.UUID) -> dict[str, str]:
    """By key, what the requirements are called, in the newest wording of each."""
    versions = list_versions(session, [contract_id])[contract_id]
    return {each.key: each.title for version in versions for each in version.requirements}


def list_people_of(session: Session, organisation_id: uuid.UUID) -> list[tuple[uuid.UUID, str]]:
    """Ids and names of those who act for an organisation, by name."""
    query = (
        sa.select(Person.id, Person.name)
        .join(Membership, Membership.person_id == Person.id)
        .where(Membership.organisation_id == organisation_id, has_way_in(), Person.disabled_at.is_(None))
        .order_by(Person.name, Person.id)
    )
    return [(row.id, row.name) for row in session.execute(query)]


def find_named(session: Session, organisation_id: uuid.UUID, name: str) -> uuid.UUID | None:
    """Who of the organisation is called so; None where nobody is, or several are."""
    same = [
        person_id
        for person_id, called in list_people_of(session, organisation_id)
        if called.casefold() == name.casefold()
    ]
    return same[0] if len(same) == 1 else None

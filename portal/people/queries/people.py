"""Who acts for an organisation: with which part, since when, and when they were last here."""

import uuid
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal import clock
from portal.access import NotHere
from portal.places.people import has_way_in
from portal.records import BrowserSession, Membership, NamedRow, Person, Role


@dataclass(frozen=True, slots=True)
class PersonLine:
    """Somebody who has taken up the invitation. `role` is a key of Role; `last_seen_at` is right to within
    some minutes, None where nobody came since it is kept."""

    person_id: uuid.UUID
    name: str
    email: str
    role: str
    since_at: datetime
    last_seen_at: datetime | None
    is_disabled: bool


@dataclass(frozen=True, slots=True)
class PersonThere:
    """One of them, with how many browsers she is signed in from."""

    line: PersonLine
    sessions: int


COLUMNS = (
    Person.id.label("person_id"),
    Person.name,
    Person.email,
    Membership.role,
    Membership.created_at.label("since_at"),
    Person.last_seen_at,
    Person.disabled_at.is_not(None).label("is_disabled"),
)


def list_people(session: Session, organisation_id: uuid.UUID) -> tuple[PersonLine, ...]:
    """Managers first, each part by name. The caller has looked the organisation up."""
    rank = sa.case({role.value: place for place, role in enumerate(Role)}, value=Membership.role)
    rows = session.execute(
        query_people(organisation_id).order_by(rank, Person.name, Person.id)
    )  # the order of Role
    return tuple(PersonLine(**row._asdict()) for row in rows)


def query_people(organisation_id: uuid.UUID) -> sa.Select[*tuple[object, ...]]:
    return (
        sa.select(*COLUMNS)
        .join(Membership, Membership.person_id == Person.id)
        .where(Membership.organisation_id == organisation_id, has_way_in())
    )


def find_person(session: Session, organisation_id: uuid.UUID, person_id: uuid.UUID) -> PersonLine | None:
    row: NamedRow | None = session.execute(
        query_people(organisation_id).where(Person.id == person_id)
    ).one_or_none()
    return PersonLine(**row._asdict()) if row else None


def get_person(session: Session, organisation_id: uuid.UUID, person_id: uuid.UUID) -> PersonThere:
    """Raises NotHere for somebody who does not act for it."""
    line = find_person(session, organisation_id, person_id)
    if line is None:
        raise NotHere
    open_ones = sa.select(sa.func.count()).where(
        BrowserSession.person_id == person_id, BrowserSession.expires_at > clock.now()
    )
    return PersonThere(line, session.scalar(open_ones) or 0)

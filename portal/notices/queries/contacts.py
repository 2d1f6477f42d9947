"""The contacts of an engagement, and who may be one."""

import uuid
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.places.contracts import EngagementPlace
from portal.places.people import has_way_in
from portal.reading_once import reads_once
from portal.records import Contact, ContactPlace, Membership, Person

PLACES = tuple(each.value for each in ContactPlace)
"""Whom to write to first, whom next, and whom when nothing else has helped."""


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody of the partner; without `can_sign_in` there is no password."""

    person_id: uuid.UUID
    name: str
    email: str
    can_sign_in: bool


@dataclass(frozen=True, slots=True)
class NamedContact:
    """Who has a place; nobody where no person is named, or whoever was has left the partner."""

    person_id: uuid.UUID | None
    telephone: str


@reads_once
def list_members(session: Session, place: EngagementPlace) -> list[Member]:
    """Everybody of the partner, by name."""
    query = (
        sa.select(
            Person.id.label("person_id"),
            Person.name,
            Person.email,
            has_way_in().label("can_sign_in"),
        )
        .join(Membership, Membership.person_id == Person.id)
        .where(Membership.organisation_id == place.partner_id)
        .order_by(Person.name, Person.id)
    )
    return [Member(**row._asdict()) for row in session.execute(query)]


def contacts_by_place(session: Session, place: EngagementPlace) -> dict[str, NamedContact]:
    """By place, as was said last."""
    is_member = sa.exists().where(
        Membership.person_id == Contact.person_id, Membership.organisation_id == place.partner_id
    )
    query = (
        sa.select(
            Contact.place, sa.case((is_member, Contact.person_id)).label("person_id"), Contact.telephone
        )
        .where(Contact.engagement_id == place.engagement_id)
        .order_by(Contact.recorded_at, Contact.id)
    )
    return {row.place: NamedContact(row.person_id, row.telephone) for row in session.execute(query)}

"""People who act for an organisation."""

import uuid
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.access import NotHere, Viewer
from portal.places.people import has_way_in
from portal.records import Membership, Person


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody who acts for an organisation; without `can_sign_in` there is no way in yet, as for people who
    were entered before there were invitations."""

    person_id: uuid.UUID
    name: str
    email: str
    role: str
    can_sign_in: bool


def list_members(session: Session, viewer: Viewer, organisation_id: uuid.UUID) -> tuple[Member, ...]:
    """Who acts for the organisation, by name, for its own managers. Raises NotHere for everybody else."""
    if organisation_id not in viewer.with_role("manager"):
        raise NotHere
    rows = session.execute(
        sa.select(
            Person.id.label("person_id"),
            Person.name,
            Person.email,
            Membership.role,
            has_way_in().label("can_sign_in"),
        )
        .join(Membership, Membership.person_id == Person.id)
        .where(Membership.organisation_id == organisation_id)
        .order_by(Person.name, Person.id)
    )
    return tuple(Member(**row._asdict()) for row in rows)

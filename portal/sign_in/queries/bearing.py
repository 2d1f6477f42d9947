"""Who bears a name: what an operator is told who finds an organisation by it."""

import uuid
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.records import Membership, Organisation, OrganisationName, Person, Role

FEW = 5
"""Names that are told, from the first on: whoever wants to hide it does not bury it under others."""


@dataclass(frozen=True, slots=True)
class Manager:
    name: str
    email: str


@dataclass(frozen=True, slots=True)
class Bearer:
    """An organisation that somebody acts for; `names_before` are some that it had, the first in front."""

    name: str
    managers: tuple[Manager, ...]
    names_before: tuple[str, ...]


def find_bearer(session: Session, organisation_id: uuid.UUID) -> Bearer | None:
    """None for one that nobody acts for yet."""
    people = session.execute(
        sa.select(Person.name, Person.email, Membership.role)
        .join(Membership, Membership.person_id == Person.id)
        .where(Membership.organisation_id == organisation_id)
        .order_by(Person.name, Person.email)
    ).all()
    if not people:
        return None
    name = session.scalars(sa.select(Organisation.name).where(Organisation.id == organisation_id)).one()
    said = sa.select(OrganisationName.name).where(OrganisationName.organisation_id == organisation_id)
    names = dict.fromkeys(session.scalars(said.order_by(OrganisationName.recorded_at)))
    managers = tuple(Manager(row.name, row.email) for row in people if row.role == Role.MANAGER.value)
    return Bearer(name, managers, tuple(each for each in names if each != name)[:FEW])

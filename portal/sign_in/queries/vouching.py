"""Whom to ask, for somebody for whom their organisation vouches and whom nobody has invited."""

from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.places.people import has_way_in
from portal.records import Membership, Organisation, Person, Role

FEW = 3


@dataclass(frozen=True, slots=True)
class ToAsk:
    name: str
    email: str


def list_managers(session: Session, organisation: str, domain: str) -> list[ToAsk]:
    """Some managers of the organisation of that name who can sign in, at addresses of its domain: others may
    have called theirs so, and are nobody's colleagues."""
    rows = session.execute(
        sa.select(Person.name, Person.email)
        .join(Membership, Membership.person_id == Person.id)
        .join(Organisation, Organisation.id == Membership.organisation_id)
        .where(
            Organisation.name == organisation,
            Membership.role == Role.MANAGER.value,
            Person.email.endswith(f"@{domain}", autoescape=True),
            Person.disabled_at.is_(None),
            has_way_in(),
        )
        .order_by(Person.name)
        .limit(FEW)
    )
    return [ToAsk(row.name, row.email) for row in rows]

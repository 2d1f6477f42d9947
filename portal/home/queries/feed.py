"""Whose calendar an address opens."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.access import Belonging, Viewer
from portal.records import CalendarAddress, Membership, Organisation, Person
from portal.sign_in.tokens import hash_token


def find_feed_viewer(session: Session, token: str) -> Viewer | None:
    """Who made the address, with all that she belongs to today; None where it was ended, never was, or she
    is disabled."""
    rows = session.execute(
        sa.select(
            Person.id,
            Person.name,
            Person.email,
            Membership.organisation_id,
            Organisation.name.label("organisation"),
            Membership.role,
        )
        .join(CalendarAddress, CalendarAddress.person_id == Person.id)
        .outerjoin(Membership, Membership.person_id == Person.id)
        .outerjoin(Organisation, Organisation.id == Membership.organisation_id)
        .where(CalendarAddress.token_hash == hash_token(token), Person.disabled_at.is_(None))
    ).all()
    if not rows:
        return None
    person = rows[0]
    belongings = tuple(Belonging(row.organisation_id, row.organisation, row.role) for row in rows if row.role)
    return Viewer(person.id, person.name, person.email, belongings)


def find_made_at(session: Session, viewer: Viewer) -> datetime | None:
    """When the viewer's address was made; None where there is none."""
    return session.scalar(
        sa.select(CalendarAddress.made_at).where(CalendarAddress.person_id == viewer.person_id)
    )

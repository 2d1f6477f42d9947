"""Whether anybody else of a partner can sign."""

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.access import Viewer
from portal.places.contracts import EngagementPlace
from portal.places.people import has_way_in
from portal.records import Membership, Person


def has_colleague(session: Session, viewer: Viewer, place: EngagementPlace) -> bool:
    """Whether somebody else acts for the partner who has come in, and is not kept out."""
    others = (
        sa.select(Person.id)
        .join(Membership, Membership.person_id == Person.id)
        .where(
            Membership.organisation_id == place.partner_id,
            Person.id != viewer.person_id,
            Person.disabled_at.is_(None),
            has_way_in(),
        )
    )
    return session.scalar(others.limit(1)) is not None

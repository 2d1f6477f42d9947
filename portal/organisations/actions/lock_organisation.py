"""Nobody else changes what is known of an organisation, or what follows from that, meanwhile."""

from collections.abc import Sequence
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.people.actions.lock_people import lock_organisation as lock_row
from portal.places.organisations import OrganisationPlace
from portal.records import Engagement
from portal.standing.actions.lock_engagements import lock_engagements


def lock_organisation(session: Session, place: OrganisationPlace) -> Sequence[UUID]:
    """The ids of the engagements in which it delivers, locked first, until the transaction ends."""
    engagements = sa.select(Engagement.id).where(Engagement.partner_id == place.organisation_id)
    ids = session.scalars(engagements.order_by(Engagement.id)).all()
    lock_engagements(session, ids)
    lock_row(session, place.organisation_id)
    return ids

"""Nobody else changes what is known of an organisation, or what follows from that, meanwhile."""

from collections.abc import Sequence
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.places.organisations import OrganisationPlace
from portal.records import Engagement, Organisation
from portal.standing.actions.lock_engagements import lock_engagements


def lock_organisation(session: Session, place: OrganisationPlace) -> Sequence[UUID]:
    """The ids of the engagements in which it delivers, locked first, until the transaction ends."""
    engagements = sa.select(Engagement.id).where(Engagement.partner_id == place.organisation_id)
    ids = session.scalars(engagements.order_by(Engagement.id)).all()
    lock_engagements(session, ids)
    held = sa.select(Organisation.id).where(Organisation.id == place.organisation_id)
    session.execute(held.with_for_update(key_share=True))
    return ids

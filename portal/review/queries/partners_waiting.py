"""The partners among whom one chooses, to see of the queue what one of them sent."""

import uuid

import sqlalchemy as sa
from sqlalchemy.orm import Session

from checklists.requirement import Checklist
from portal.access import Viewer
from portal.places.contracts import PARTNER, ContractPlace
from portal.records import Engagement, UnderWay
from portal.review.queries.queue import values_of, waits

MOST_TO_CHOOSE = 100
"""Partners among which one is chosen; of more, one is named."""


def list_partners_waiting(
    session: Session, place: ContractPlace, viewer: Viewer, checklist: Checklist
) -> tuple[tuple[uuid.UUID, str], ...] | None:
    """The partners of whom something waits, by name; None where they are too many to choose among."""
    some = sa.select(UnderWay.engagement_id).where(waits(is_past=False)).distinct()
    values = values_of(place, viewer, checklist)
    engagements = session.scalars(some.limit(MOST_TO_CHOOSE + 1), values).all()
    if len(engagements) > MOST_TO_CHOOSE:
        return None
    rows = session.execute(
        sa.select(Engagement.partner_id, PARTNER.name)
        .join(PARTNER, PARTNER.id == Engagement.partner_id)
        .where(Engagement.id.in_(engagements))
        .distinct()
        .order_by(PARTNER.name, Engagement.partner_id)
    )
    return tuple((row.partner_id, row.name) for row in rows)

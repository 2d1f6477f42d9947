"""The years of commitments of which a partner has still to give a figure that will do."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from checklists.year.promised import Kept
from portal.access import Audience, Viewer
from portal.commitments.queries.promised import list_of_partner
from portal.places.contracts import EngagementPlace, get_engagement_place
from portal.records import Commitment

OPEN = {Kept.AHEAD, Kept.DUE, Kept.OVERDUE, Kept.RETURNED}


@dataclass(frozen=True, slots=True)
class OwedYear:
    """With the title of its commitment and of its contract."""

    engagement_id: uuid.UUID
    commitment_id: uuid.UUID
    year: int
    title: str
    contract: str
    lead: str
    due_on: date
    kept: Kept


def list_owed(
    session: Session, viewer: Viewer, engagement_ids: Sequence[uuid.UUID], on: date
) -> list[OwedYear]:
    """Of these engagements, as they stand on the day, also those that are still ahead; by when they are
    due."""
    its = (Commitment.engagement_id.in_(engagement_ids), Commitment.struck_at.is_(None))
    found: list[OwedYear] = []
    for engagement_id in session.scalars(sa.select(Commitment.engagement_id).where(*its).distinct()):
        if engagement_id:
            place = get_engagement_place(session, viewer, engagement_id, (Audience.PARTNER,))
            found += owed_by(session, place, on)
    return sorted(found, key=lambda each: (each.due_on, each.title, each.commitment_id))


def owed_by(session: Session, place: EngagementPlace, on: date) -> list[OwedYear]:
    return [
        OwedYear(
            place.engagement_id,
            each.commitment_id,
            line.year.year,
            each.title,
            place.contract.title,
            place.contract.lead,
            line.year.due_on,
            line.kept(on),
        )
        for each in list_of_partner(session, place)
        for line in each.years
        if line.kept(on) in OPEN
    ]

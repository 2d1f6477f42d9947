"""What was accepted for a part, where only its statement has to be signed anew."""

import uuid
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from checklists.requirement import Requirement
from checklists.signing_anew import to_be_signed_anew
from checklists.vocabulary import Kind
from portal.places.contracts import EngagementPlace
from portal.records import Decision
from portal.standing.queries.slot_case import load_slots


def find_signed_otherwise(
    session: Session, place: EngagementPlace, requirement: Requirement, part: str, on: date
) -> uuid.UUID | None:
    """The submission; None also for a confirmation, which is nothing but its statement."""
    if requirement.kind is Kind.CONFIRMATION:
        return None
    case = load_slots(session, place.engagement_id, [requirement.key])
    made = case.decisions.get(requirement.key, ())
    found = to_be_signed_anew(requirement, made, part, place.asked_on(on), case.engagement)
    if found is None:
        return None
    return session.scalar(sa.select(Decision.submission_id).where(Decision.id == uuid.UUID(found.key)))

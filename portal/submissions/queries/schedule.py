"""One schedule of insurance for several covers: which others it may be sent for."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.places.contracts import SubmissionPlace
from portal.records import Submission


def parts_in_draft(session: Session, place: SubmissionPlace) -> frozenset[str]:
    """The other parts of the slot that have a draft of their own, which is not overwritten."""
    query = select(Submission.part_key).where(
        Submission.engagement_id == place.engagement.engagement_id,
        Submission.requirement_key == place.requirement_key,
        Submission.sent_at.is_(None),
        Submission.received_way.is_not(None) if place.is_received else Submission.received_way.is_(None),
        Submission.id != place.submission_id,
    )
    return frozenset(session.scalars(query))

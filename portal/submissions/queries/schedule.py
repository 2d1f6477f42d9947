"""One schedule of insurance for several covers: which others it may be sent for."""

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from checklists.vocabulary import Stage
from portal.places.contracts import EngagementPlace, SubmissionPlace
from portal.records import Submission, UnderWay
from portal.standing.queries.as_known import known_at


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


def has_policy_with_lead(session: Session, place: EngagementPlace, key: str, part: str) -> bool:
    """Whether a policy for that cover waits for the reviewer: another one is then one of several."""
    waiting = exists().where(
        UnderWay.engagement_id == place.engagement_id,
        UnderWay.requirement_key == key,
        UnderWay.part_key == part,
        UnderWay.stage == Stage.WAITING.value,
        *known_at(UnderWay, None),
    )
    return bool(session.scalar(select(waiting)))

"""Whether something was sent under another contract that could serve here too."""

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.places.contracts import EngagementPlace
from portal.records import Engagement, Submission


def has_sent_elsewhere(session: Session, place: EngagementPlace, key: str = "") -> bool:
    """Whether the partner has sent anything for another engagement of its own, or for that requirement of
    this one."""
    query = (
        sa.select(Submission.id)
        .join(Engagement, Engagement.id == Submission.engagement_id)
        .where(
            Engagement.partner_id == place.partner_id,
            sa.or_(Engagement.id != place.engagement_id, Submission.requirement_key == key),
            Submission.sent_at.is_not(None),
        )
        .limit(1)
    )
    return session.scalar(query) is not None

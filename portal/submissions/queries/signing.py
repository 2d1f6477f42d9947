"""What somebody has signed as before, so that nobody types it every time."""

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.access import Viewer
from portal.places.contracts import EngagementPlace
from portal.records import Engagement, Submission


def find_position(session: Session, viewer: Viewer, place: EngagementPlace) -> str:
    """The position under which the viewer last signed for this partner, in her own name; empty where she
    never has."""
    # Looked for among what the partner sent: SQLite would go through all that she has sent for anybody.
    sent_by = sa.func.coalesce(Submission.sent_by, Submission.sent_by)
    query = (
        sa.select(Submission.signed_position)
        .join(Engagement, Engagement.id == Submission.engagement_id)
        .where(
            Engagement.partner_id == place.partner_id,
            sent_by == viewer.person_id,
            Submission.signed_name == viewer.name,
            Submission.signed_position.is_not(None),
        )
        .order_by(Submission.sent_at.desc())
        .limit(1)
    )
    return session.scalar(query) or ""

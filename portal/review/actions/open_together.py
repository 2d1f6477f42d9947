"""A reviewer opens several submissions at once: from then on none of them can be taken back."""

import uuid
from collections.abc import Collection

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal import clock
from portal.access import Viewer
from portal.places.contracts import EngagementPlace
from portal.records import Submission
from portal.review.actions.require_other_side import require_other_side


def open_together(
    session: Session, viewer: Viewer, place: EngagementPlace, submission_ids: Collection[uuid.UUID]
) -> None:
    """Who opens one first is kept; what was taken back meanwhile stays so. Commits. Raises NotAllowed."""
    require_other_side(viewer, place)
    session.execute(
        sa.update(Submission)
        .where(
            Submission.id.in_(submission_ids),
            Submission.engagement_id == place.engagement_id,
            Submission.sent_at.is_not(None),
            Submission.opened_at.is_(None),
            Submission.taken_back_at.is_(None),
        )
        .values(opened_at=clock.now(), opened_by=viewer.person_id)
    )
    session.commit()

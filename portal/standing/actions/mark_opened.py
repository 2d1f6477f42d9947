"""A reviewer opens what was sent: from then on it cannot be taken back."""

import uuid

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal import clock
from portal.access import Viewer
from portal.records import Submission


def mark_opened(session: Session, viewer: Viewer, submission_id: uuid.UUID) -> bool:
    """Whether it is there to be opened: not where the partner was quicker and has taken it back. Who opens it
    first is kept. Commits."""
    query = sa.select(Submission.opened_at, Submission.taken_back_at)
    row = session.execute(
        query.where(Submission.id == submission_id).with_for_update(key_share=True)
    ).one_or_none()
    if row and not row.opened_at and not row.taken_back_at:
        changed = sa.update(Submission).where(Submission.id == submission_id)
        session.execute(changed.values(opened_at=clock.now(), opened_by=viewer.person_id))
    session.commit()
    return row is not None and row.taken_back_at is None

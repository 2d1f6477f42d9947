"""Delete a file for good that was never sent: its row, its bytes, and its place in drafts."""

import contextlib
import uuid
from collections.abc import Callable

import sqlalchemy as sa
from sqlalchemy.orm import Session

from evidence.store import NotStored, Store
from portal.access import NotHere, Viewer
from portal.acting.record_event import record_event
from portal.acting.refused import CannotDo
from portal.files.queries import is_given_away
from portal.files.shown import is_being_entered
from portal.records import ReturnFile, StoredFile, Submission, SubmissionFile
from portal.standing.actions.lock_engagements import lock_engagements

IN_RETURN = "This file lies in a return that is being written. Take it out there first."
SENT = "This file has been sent, so it stays: the lead provider's decision rests on it."


def remove_unsent(
    session: Session, store: Store, viewer: Viewer, file_id: uuid.UUID, forget: Callable[[uuid.UUID], None]
) -> None:
    """For members of its owner, and for reviewers alone where it is being entered for a partner. One that is
    gone already is what was wanted. Raises NotHere, or CannotDo for what was sent or issued. `forget` takes
    away what else is kept of it, such as drawn pages.

    Row before bytes: bytes without a row are harmless, and swept. Commits.
    """
    its = sa.select(StoredFile.organisation_id, is_being_entered().label("is_entered"))
    row = session.execute(its.where(StoredFile.id == file_id)).one_or_none()
    if row is None:
        return
    owners = viewer.with_role("manager", "reviewer") if row.is_entered else viewer.organisations
    if row.organisation_id not in owners:
        raise NotHere
    lock_engagements(session, engagements_of(session, file_id))
    if is_given_away(session, file_id):
        raise CannotDo({"": SENT})
    if session.scalar(sa.select(ReturnFile.file_id).where(ReturnFile.file_id == file_id).limit(1)):
        raise CannotDo({"": IN_RETURN})
    session.execute(sa.delete(SubmissionFile).where(SubmissionFile.file_id == file_id))
    removed = session.execute(
        sa.delete(StoredFile).where(StoredFile.id == file_id).returning(StoredFile.key, StoredFile.sha256)
    ).one_or_none()
    if removed is None:
        session.rollback()
        return
    data = {"file": str(file_id), "sha256": removed.sha256}
    record_event(session, "file-deleted", viewer.person_id, data=data)
    session.commit()
    forget(file_id)
    with contextlib.suppress(NotStored):
        store.remove(removed.key)


def engagements_of(session: Session, file_id: uuid.UUID) -> list[uuid.UUID]:
    """Those with a submission in which it lies: while they are locked none of them is sent."""
    query = (
        sa.select(Submission.engagement_id)
        .join(SubmissionFile, SubmissionFile.submission_id == Submission.id)
        .where(SubmissionFile.file_id == file_id)
    )
    return sorted(set(session.scalars(query)))

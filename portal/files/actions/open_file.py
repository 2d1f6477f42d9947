"""Open a file: each download and each preview is an event."""

import uuid

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal import clock
from portal.access import Viewer
from portal.acting.record_event import record_event
from portal.files.queries import OpenFile, get_file
from portal.records import Engagement, Submission, SubmissionFile


def note_downloaded(session: Session, viewer: Viewer, file: OpenFile, sent: int) -> None:
    """The file was downloaded, or a part of it: `sent` bytes have gone. Commits."""
    if sent >= file.size:
        record_opened(session, viewer, file, "file-downloaded")
    else:
        record_opened(session, viewer, file, "file-partly-downloaded", sent=sent)


def preview_file(session: Session, viewer: Viewer, file_id: uuid.UUID) -> OpenFile:
    """The file, and the event that it was looked at. Raises NotHere, or CannotDo for one that nobody
    opens."""
    file = get_file(session, viewer, file_id)
    record_opened(session, viewer, file, "file-previewed")
    return file


def mark_looked_at(session: Session, viewer: Viewer, file: OpenFile) -> None:
    """A reviewer who opens a file has opened what it was sent with, which can no longer be taken back."""
    if file.shown is None or file.shown.engagement_id is None:
        return
    of_others = sa.select(Engagement.id).where(
        Engagement.id == file.shown.engagement_id, Engagement.partner_id.not_in(tuple(viewer.organisations))
    )
    its = sa.select(SubmissionFile.submission_id).where(SubmissionFile.file_id == file.file_id)
    session.execute(
        sa.update(Submission)
        .where(
            Submission.id.in_(its),
            Submission.engagement_id.in_(of_others),
            Submission.sent_at.is_not(None),
            Submission.opened_at.is_(None),
            Submission.taken_back_at.is_(None),
        )
        .values(opened_at=clock.now(), opened_by=viewer.person_id)
    )


def record_opened(session: Session, viewer: Viewer, file: OpenFile, event: str, **more: int) -> None:
    """A file that was never sent is on its owner's shelf: the event then belongs to no contract."""
    mark_looked_at(session, viewer, file)
    record_event(
        session,
        event,
        viewer.person_id,
        contract_id=file.shown.contract_id if file.shown else None,
        engagement_id=file.shown.engagement_id if file.shown else None,
        requirement_key=file.shown.requirement_key if file.shown else None,
        data={"file": str(file.file_id), "organisation": str(file.organisation_id), **more},
    )
    session.commit()

"""Open a file: each download and each preview is an event."""

import uuid

from sqlalchemy.orm import Session

from portal.access import Viewer
from portal.acting.record_event import record_event
from portal.files.queries import OpenFile, get_file


def download_file(session: Session, viewer: Viewer, file_id: uuid.UUID) -> OpenFile:
    """The file, and the event that it was downloaded. Raises NotHere."""
    return opened(session, viewer, file_id, "file-downloaded")


def preview_file(session: Session, viewer: Viewer, file_id: uuid.UUID) -> OpenFile:
    """The file, and the event that it was looked at. Raises NotHere."""
    return opened(session, viewer, file_id, "file-previewed")


def opened(session: Session, viewer: Viewer, file_id: uuid.UUID, event: str) -> OpenFile:
    """A file that was never sent is on its owner's shelf: the event then belongs to no contract."""
    file = get_file(session, viewer, file_id)
    record_event(
        session,
        event,
        viewer.person_id,
        contract_id=file.shown.contract_id if file.shown else None,
        engagement_id=file.shown.engagement_id if file.shown else None,
        requirement_key=file.shown.requirement_key if file.shown else None,
        data={"file": str(file_id), "name": file.name},
    )
    session.commit()
    return file

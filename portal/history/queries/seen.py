"""Who has looked at a file or taken it away."""

import uuid
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.access import Viewer
from portal.files.queries import get_file
from portal.history.queries.events import LINES, NEWEST_FIRST, EventLine, any_of, read_lines
from portal.records import Contract, Event, IssuedDocument, Submission, SubmissionFile

OPENED = ("file-downloaded", "file-partly-downloaded", "file-previewed")
MOST = 500


@dataclass(frozen=True, slots=True)
class Seen:
    """A file with its last openings, newest first."""

    file_id: uuid.UUID
    name: str
    lines: tuple[EventLine, ...]


def list_seen(session: Session, viewer: Viewer, file_id: uuid.UUID) -> Seen:
    """By anybody, for its owner's people; for a lead, under its own contracts. Raises NotHere."""
    file = get_file(session, viewer, file_id)
    reviewed = sa.select(Contract.id).where(Contract.lead_id.in_(viewer.with_role("manager", "reviewer")))
    sent = (
        sa.select(Submission.engagement_id)
        .join(SubmissionFile, SubmissionFile.submission_id == Submission.id)
        .where(SubmissionFile.file_id == file_id)
    )
    issued = sa.select(IssuedDocument.contract_id).where(IssuedDocument.file_id == file_id)
    where = any_of(
        Event.organisation_id == file.organisation_id,
        Event.engagement_id.in_(set(session.scalars(sent))),
        Event.contract_id.in_(set(session.scalars(issued))),
    )
    query = LINES.where(
        where,
        Event.name.in_(OPENED),
        Event.data["file"].as_string() == str(file_id),
    )
    if file.organisation_id not in viewer.organisations:
        query = query.where(Event.contract_id.in_(reviewed))
    lines = read_lines(session, query.order_by(*NEWEST_FIRST).limit(MOST), with_workers=False)
    return Seen(file_id, file.name, lines)

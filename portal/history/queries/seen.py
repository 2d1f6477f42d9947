"""Who has looked at a file or taken it away."""

import uuid
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.access import Viewer
from portal.files.queries import get_file
from portal.history.queries.events import LINES, NEWEST_FIRST, EventLine, any_of, read_lines
from portal.records import Contract, Event, IssuedDocument, Organisation, Submission, SubmissionFile

OPENED = ("file-downloaded", "file-partly-downloaded", "file-previewed")
MOST = 500


@dataclass(frozen=True, slots=True)
class Seen:
    """A file with its newest openings: by anybody for its `owner`'s people, else those under the contracts
    that the viewer leads, and the viewer's own. `is_more` where there are older ones."""

    file_id: uuid.UUID
    name: str
    owner: str
    owns: bool
    leads: bool
    lines: tuple[EventLine, ...]
    is_more: bool


def list_seen(session: Session, viewer: Viewer, file_id: uuid.UUID) -> Seen:
    """By anybody, for its owner's people; for a lead, under its own contracts; for others, by themselves.
    Raises NotHere."""
    file = get_file(session, viewer, file_id)
    reviews = Contract.lead_id.in_(viewer.with_role("manager", "reviewer"))
    reviewed = sa.select(Contract.id).where(reviews)
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
    owns = file.organisation_id in viewer.organisations
    if not owns:
        query = query.where(sa.or_(Event.contract_id.in_(reviewed), Event.person_id == viewer.person_id))
    lines = read_lines(session, query.order_by(*NEWEST_FIRST).limit(MOST + 1), with_workers=False)
    owner = session.scalars(sa.select(Organisation.name).where(Organisation.id == file.organisation_id)).one()
    shown = reviewed.where(Contract.id == (file.shown.contract_id if file.shown else None))
    leads = session.scalar(shown) is not None
    return Seen(file_id, file.name, owner, owns, leads, lines[:MOST], len(lines) > MOST)

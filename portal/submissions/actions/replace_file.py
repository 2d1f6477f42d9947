"""Replace a file of what was sent, until it is decided: another submission takes its place at once."""

import uuid
from dataclasses import replace

import sqlalchemy as sa
from sqlalchemy.orm import Session

from checklists.requirement import Requirement
from portal import clock
from portal.access import Audience, NotHere, Viewer, require
from portal.acting.refused import CannotDo
from portal.files.actions.keep_file import KeptFile, add_stored_file
from portal.files.actions.require_room import Limits, require_room
from portal.places.contracts import SubmissionPlace
from portal.records import StoredFile, Submission, SubmissionFile
from portal.standing.actions.rewrite_slots import rewrite_under_way
from portal.submissions.actions.take_back import (
    begin_changing,
    keep_whole_copy,
    mark_taken_back,
    record,
    refuse_taken_back,
)

CHOOSE = "Choose which file you want to replace."


def replace_file(
    session: Session,
    viewer: Viewer,
    place: SubmissionPlace,
    requirement: Requirement,
    file_id: uuid.UUID | None,
    kept: KeptFile,
    limits: Limits,
) -> uuid.UUID:
    """What is with the lead from now on, with all the same answers. Nobody decides on the file before: a
    reviewer who has it open is told.

    Raises NotAllowed, NotHere also for what the lead entered, or CannotDo; NoRoom where it does not fit.
    """
    require(place.engagement.audiences, Audience.PARTNER, "Only the delivery partner replaces a file.")
    if place.is_received:
        raise NotHere
    row = begin_changing(session, place, requirement, with_room=True)
    refuse_taken_back(row)
    refuse_file(session, place, file_id, kept)
    require_room(session, limits, place.engagement.partner_id, kept.size, place.submission_id)
    made_id, now = keep_whole_copy(session, viewer, place, requirement), clock.now()
    new_id = add_stored_file(session, kept, place.engagement.partner_id, viewer.person_id)
    session.execute(
        sa.update(SubmissionFile)
        .where(SubmissionFile.submission_id == made_id, SubmissionFile.file_id == file_id)
        .values(file_id=new_id)
    )
    mark_taken_back(session, viewer, place, now)
    sent = sa.update(Submission).where(Submission.id == made_id)
    session.execute(sent.values(sent_by=viewer.person_id, sent_at=now))
    rewrite_under_way(session, place.engagement.engagement_id, place.requirement_key, place.part_key)
    reference = session.execute(sa.select(Submission.reference).where(Submission.id == made_id)).scalar_one()
    record(session, viewer, place, "evidence-replaced", file=str(file_id), by=str(new_id))
    record(session, viewer, replace(place, submission_id=made_id, reference=reference), "evidence-sent")
    session.commit()
    return made_id


def refuse_file(session: Session, place: SubmissionPlace, file_id: uuid.UUID | None, kept: KeptFile) -> None:
    """Raises CannotDo where no file of it is meant, or the new one is there already."""
    rows = session.execute(
        sa.select(StoredFile.id, StoredFile.sha256)
        .join(SubmissionFile, SubmissionFile.file_id == StoredFile.id)
        .where(SubmissionFile.submission_id == place.submission_id)
    ).all()
    if file_id not in {row.id for row in rows}:
        raise CannotDo({"which": CHOOSE})
    if kept.sha256 in {row.sha256 for row in rows}:
        raise CannotDo({"files": f"{kept.name} is what you sent already. Choose the one to take its place."})

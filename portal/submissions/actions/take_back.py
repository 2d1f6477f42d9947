"""Take back what was sent, as long as no reviewer has opened it: it is a draft again."""

import uuid
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from checklists.requirement import Requirement
from checklists.vocabulary import Kind
from portal import clock
from portal.access import NotHere, Viewer, require
from portal.acting.after_end import refuse_after_end
from portal.acting.give_files import give_files
from portal.acting.record_event import record_event
from portal.acting.refused import CannotDo
from portal.files.actions.require_room import lock_room
from portal.places.contracts import KNOWN_TO_PARTNER, SubmissionPlace, writer_of
from portal.records import Decision, NamedRow, Person, StoredFile, Submission, SubmissionFile
from portal.standing.actions.lock_engagements import hold_days
from portal.standing.actions.rewrite_slots import rewrite_under_way
from portal.submissions.actions.keep_copy import (
    ANSWERED,
    RECEIVED,
    SIGNED,
    STATEMENT,
    keep_copy,
    keep_written,
)

NOT_BY_ITSELF = frozenset({Kind.REGISTER, Kind.ISSUED})
"""What is recorded of a person is withdrawn on the register; what was acknowledged was accepted at once."""


def take_back(
    session: Session, viewer: Viewer, place: SubmissionPlace, requirement: Requirement
) -> uuid.UUID:
    """The draft with the same files and answers. Taken back twice, it is the draft of the first time.

    Raises NotAllowed, NotHere, or CannotDo where a reviewer was quicker, or where there is another draft.
    """
    require(place.engagement.audiences, writer_of(place.is_received), "Only who sent it takes it back.")
    row = begin_changing(session, place, requirement)
    draft = find_draft(session, place)
    if row.taken_back_at and draft:
        return draft
    refuse_taken_back(row)
    if row.opened_at:
        raise CannotDo({"": opened_words(row, place)})
    if draft:
        raise CannotDo({"": "There is a draft for this already. Send it or throw it away first."})
    if place.is_received:
        take_files_back(session, place)
    made_id = keep_whole_copy(session, viewer, place, requirement)
    mark_taken_back(session, viewer, place, clock.now())
    rewrite_under_way(session, place.engagement.engagement_id, place.requirement_key, place.part_key)
    record(session, viewer, place, "evidence-taken-back")
    session.commit()
    return made_id


def begin_changing(
    session: Session, place: SubmissionPlace, requirement: Requirement, *, with_room: bool = False
) -> NamedRow:
    """How it stands, while nobody else changes it, nor the room for files where that is wanted.

    Raises NotHere for what is no submission by itself, and CannotDo once it is decided.
    """
    if not place.is_sent or requirement.kind in NOT_BY_ITSELF or not requirement.is_the_partners:
        raise NotHere
    refuse_after_end(hold_days(session, place.engagement).ends_on, clock.today())
    if with_room:
        lock_room(session, place.engagement.partner_id)
    reviewer = aliased(Person)
    row = session.execute(
        sa.select(Submission.opened_at, Submission.taken_back_at, reviewer.name.label("opened_by"))
        .outerjoin(reviewer, reviewer.id == Submission.opened_by)
        .where(Submission.id == place.submission_id)
        .with_for_update(key_share=True, of=Submission)
    ).one()
    decided = sa.select(Decision.id).where(Decision.submission_id == place.submission_id).limit(1)
    if session.scalar(decided):
        raise CannotDo({"": f"{place.reference} has been decided. You can send a new one."})
    return row


def refuse_taken_back(row: NamedRow) -> None:
    if row.taken_back_at:
        raise CannotDo({"": "This has been taken back, or another has been put in its place."})


def opened_words(row: NamedRow, place: SubmissionPlace) -> str:
    lead = place.engagement.contract.lead
    said = f"{row.opened_by} of {lead} has opened it, so it can no longer be taken back."
    if place.is_received:
        return f"{said} Ask for it to be returned."
    return f"{said} You can replace a file until it is decided."


def find_draft(session: Session, place: SubmissionPlace) -> uuid.UUID | None:
    return session.scalar(
        sa.select(Submission.id).where(
            Submission.engagement_id == place.engagement.engagement_id,
            Submission.requirement_key == place.requirement_key,
            Submission.part_key == place.part_key,
            Submission.sent_at.is_(None),
            Submission.received_way.is_not(None) if place.is_received else Submission.received_way.is_(None),
        )
    )


def keep_whole_copy(
    session: Session, viewer: Viewer, place: SubmissionPlace, requirement: Requirement
) -> uuid.UUID:
    """Everything that was sent, its signature too."""
    columns = ANSWERED + SIGNED + STATEMENT + (RECEIVED if place.is_received else ())
    made = keep_copy(
        session,
        viewer.person_id,
        place.submission_id,
        place.engagement,
        place.requirement_key,
        place.part_key,
        columns,
    )
    if requirement.kind is Kind.ASSESSMENT:
        keep_written(session, place.submission_id, made.id)
    return made.id


def take_files_back(session: Session, place: SubmissionPlace) -> None:
    """What the lead entered for the wrong partner is not that one's any more. What it has used elsewhere
    itself stays, and what the lead has entered for something else too and not taken back."""
    other = aliased(SubmissionFile)
    elsewhere = sa.exists().where(
        other.file_id == SubmissionFile.file_id,
        other.submission_id != place.submission_id,
        Submission.id == other.submission_id,
        KNOWN_TO_PARTNER,
        sa.or_(Submission.received_way.is_(None), Submission.taken_back_at.is_(None)),
    )
    its = sa.select(SubmissionFile.file_id).where(
        SubmissionFile.submission_id == place.submission_id, ~elsewhere
    )
    give_files(session, StoredFile.id.in_(its), place.engagement.contract.lead_id)


def mark_taken_back(session: Session, viewer: Viewer, place: SubmissionPlace, at: datetime) -> None:
    session.execute(
        sa.update(Submission)
        .where(Submission.id == place.submission_id)
        .values(taken_back_at=at, taken_back_by=viewer.person_id)
    )


def record(session: Session, viewer: Viewer, place: SubmissionPlace, event: str, **more: str) -> None:
    record_event(
        session,
        event,
        viewer.person_id,
        contract_id=place.engagement.contract.contract_id,
        engagement_id=place.engagement.engagement_id,
        requirement_key=place.requirement_key,
        data={
            "submission": str(place.submission_id),
            "reference": place.reference,
            "part": place.part_key,
            **more,
        },
    )

"""Start a draft, change its answers, add and take away its files, or throw it away."""

import uuid
from dataclasses import dataclass
from typing import Any, TypeAlias

import sqlalchemy as sa
from sqlalchemy.orm import Session

from checklists.kinds import rules_for
from checklists.requirement import Requirement
from checklists.vocabulary import Kind
from portal import clock
from portal.access import Audience, NotHere, require
from portal.acting.after_end import refuse_after_end
from portal.acting.record_event import record_event
from portal.acting.references import new_reference
from portal.acting.refused import CannotDo
from portal.details import NAMES
from portal.files.actions.keep_file import KeptFile, add_stored_file, uploaded_data
from portal.files.actions.require_room import Limits, lock_room, require_room
from portal.files.queries import find_same_file
from portal.places.contracts import EngagementPlace, SubmissionPlace, writer_of
from portal.records import (
    Assessment,
    AssessmentFinding,
    StoredFile,
    Submission,
    SubmissionFile,
    table_of,
)
from portal.standing.actions.lock_engagements import hold_days, lock_engagement
from portal.submissions.actions.keep_copy import ANSWERED, SIGNED, STATEMENT, keep_copy, keep_written
from portal.submissions.queries.returned import Returned, find_returned
from portal.submissions.queries.signed_otherwise import find_signed_otherwise

Answers: TypeAlias = dict[str, Any]
"""By name what was answered: names of ANSWERS, or of `portal.details.NAMES`."""

ANSWERS = frozenset(
    {"from_on", "until_on", "amount", "basis", "statement", "signed_name", "signed_position", "details"}
)

IS_SENT = (
    sa.select(Submission.sent_at.is_not(None))
    .where(Submission.id == sa.bindparam("submission_id"))
    .with_for_update(key_share=True)
)

LAST = sa.select(sa.func.coalesce(sa.func.max(SubmissionFile.place), 0) + 1).where(
    SubmissionFile.submission_id == sa.bindparam("draft", type_=sa.Uuid())
)
ADDING_LAST = sa.insert(table_of(SubmissionFile)).values(place=LAST.scalar_subquery())


@dataclass(frozen=True, slots=True)
class Added:
    """A file of a draft; not new where the draft had it already."""

    file_id: uuid.UUID
    is_new: bool


def start_draft(
    session: Session,
    person_id: uuid.UUID,
    place: EngagementPlace,
    requirement: Requirement,
    part_key: str,
) -> uuid.UUID:
    """The draft for that part of what is asked: the one that is open, else a new one, which starts from what
    was sent where that came back, or has to be signed anew. Raises NotHere.

    The part of insurance is a cover, of accounts a year end (ISO). What the lead issues has no draft: it is
    acknowledged; nor has a register: what is recorded of a person is sent at once; nor
    what somebody else carries out.
    """
    require(place.audiences, Audience.PARTNER, "Only the delivery partner sends evidence.")
    if not is_sent_by_itself(requirement) or not rules_for(requirement).has_part(requirement, part_key):
        raise NotHere
    place = hold_days(session, place)
    refuse_after_end(place.ends_on, clock.today())
    open_draft = session.scalar(
        sa.select(Submission.id).where(
            Submission.engagement_id == place.engagement_id,
            Submission.requirement_key == requirement.key,
            Submission.part_key == part_key,
            Submission.sent_at.is_(None),
            Submission.received_way.is_(None),
        )
    )
    if open_draft:
        return open_draft
    submission_id = begin(session, person_id, place, requirement, part_key)
    session.commit()
    return submission_id


def is_sent_by_itself(requirement: Requirement) -> bool:
    return requirement.kind not in {Kind.ISSUED, Kind.REGISTER} and requirement.is_the_partners


def begin(
    session: Session, person_id: uuid.UUID, place: EngagementPlace, requirement: Requirement, part_key: str
) -> uuid.UUID:
    """A new draft: where the part came back, with all that was sent for it; where what was accepted lacks
    the statement alone, with all but that."""
    if returned := find_returned(session, place, requirement.key, part_key):
        return begin_change(session, person_id, place, requirement, part_key, returned)
    if accepted := find_signed_otherwise(session, place, requirement, part_key, clock.today()):
        return keep_copy(session, person_id, accepted, place, requirement.key, part_key).id
    submission = Submission(
        id=uuid.uuid4(),
        reference=new_reference("S"),
        engagement_id=place.engagement_id,
        requirement_key=requirement.key,
        part_key=part_key,
        made_by=person_id,
        made_at=clock.now(),
    )
    session.add(submission)
    session.flush()
    return submission.id


def begin_change(
    session: Session,
    person_id: uuid.UUID,
    place: EngagementPlace,
    requirement: Requirement,
    part_key: str,
    returned: Returned,
) -> uuid.UUID:
    """What was sent, to be changed. A statement stands as long as the one who signed it sends it, unless it
    is the statement alone that came back; an assessment is signed anew."""
    stands = returned.sent_by == person_id and requirement.kind is not Kind.CONFIRMATION
    columns = ANSWERED + SIGNED + (STATEMENT if stands else ())
    source_id = returned.submission_id
    made = keep_copy(session, person_id, source_id, place, requirement.key, part_key, columns)
    if requirement.kind is Kind.ASSESSMENT:
        keep_written(session, source_id, made.id, signed_on=None)
    return made.id


def answer_draft(session: Session, place: SubmissionPlace, answers: Answers) -> None:
    """Keep some of the answers of a draft; `answers` has names of ANSWERS. Details are kept as they are
    given, all at once: names of `portal.details.NAMES`."""
    unknown = (set(answers) - ANSWERS) | (set(answers.get("details", ())) - NAMES)
    if unknown:
        raise ValueError(f"a draft has no {', '.join(sorted(unknown))}")
    require_draft(session, place)
    session.execute(sa.update(Submission).where(Submission.id == place.submission_id).values(**answers))
    session.commit()


def add_file(
    session: Session,
    person_id: uuid.UUID,
    place: SubmissionPlace,
    kept: KeptFile,
    limits: Limits | None = None,
) -> Added:
    """The row of a file whose bytes the store already keeps. Sent twice, also at the same moment, it is one
    file: what is in the draft by then stays, and nothing is written. Raises NoRoom where limits are given
    and it does not fit.
    """
    owner_id = owner_of(place)
    if limits:
        lock_room(session, owner_id)
    require_draft(session, place)
    if same := find_same_file(session, place.submission_id, kept.name, kept.sha256):
        kept_as = session.scalar(sa.select(StoredFile.key).where(StoredFile.id == same))
        session.rollback()
        return Added(same, is_new=kept_as == kept.key)  # or it was written by a try that broke off later
    if limits:
        require_room(session, limits, owner_id, kept.size, place.submission_id)
    file_id = add_stored_file(session, kept, owner_id, person_id)
    session.execute(
        ADDING_LAST, {"submission_id": place.submission_id, "file_id": file_id, "draft": place.submission_id}
    )
    record_event(
        session,
        "received-file-added" if place.is_received else "file-uploaded",
        person_id,
        contract_id=place.engagement.contract.contract_id,
        engagement_id=place.engagement.engagement_id,
        requirement_key=place.requirement_key,
        data=uploaded_data(file_id, kept),
    )
    session.commit()
    return Added(file_id, is_new=True)


def owner_of(place: SubmissionPlace) -> uuid.UUID:
    """Whose the files of a draft are. What the lead enters for a partner is its own until it is sent: of the
    wrong paper the partner never learns."""
    return place.engagement.contract.lead_id if place.is_received else place.engagement.partner_id


def remove_file(session: Session, person_id: uuid.UUID, place: SubmissionPlace, file_id: uuid.UUID) -> None:
    """Take a file out of a draft. The row and the bytes stay on the partner's shelf; of what the lead enters
    nothing stays. One that is out already is what was wanted."""
    require_draft(session, place)
    taken = session.execute(
        sa.delete(SubmissionFile).where(
            SubmissionFile.submission_id == place.submission_id, SubmissionFile.file_id == file_id
        )
    )
    if taken.rowcount != 1:  # type: ignore[attr-defined]  # a DELETE gives a CursorResult
        return
    note_taken_out(session, person_id, place, file_id)
    session.commit()


def note_taken_out(
    session: Session, person_id: uuid.UUID, place: SubmissionPlace, file_id: uuid.UUID
) -> None:
    """That it lies in the draft no more; of a file that lies nowhere else the lead keeps no row, and bytes
    without a row are swept. In the caller's transaction."""
    if place.is_received:
        is_used = sa.exists().where(SubmissionFile.file_id == StoredFile.id)
        session.execute(sa.delete(StoredFile).where(StoredFile.id == file_id, ~is_used))
    record_event(
        session,
        "received-file-taken-out" if place.is_received else "file-removed-from-draft",
        person_id,
        contract_id=place.engagement.contract.contract_id,
        engagement_id=place.engagement.engagement_id,
        requirement_key=place.requirement_key,
        data={"file": str(file_id)},
    )


def discard_draft(session: Session, place: SubmissionPlace) -> None:
    """Throw a draft away; its files stay on the shelf. One that is gone already is what was wanted."""
    lock_engagement(session, place.engagement.engagement_id)
    try:
        require_draft(session, place)
    except NotHere:
        return
    delete_draft(session, place)
    session.commit()


def delete_draft(session: Session, place: SubmissionPlace) -> None:
    """Its rows, in the caller's transaction, which has seen that it is a draft."""
    for table in (SubmissionFile, AssessmentFinding, Assessment):
        session.execute(sa.delete(table).where(table.submission_id == place.submission_id))
    session.execute(sa.delete(Submission).where(Submission.id == place.submission_id))


def require_draft(session: Session, place: SubmissionPlace) -> None:
    """Raises CannotDo where the submission has been sent by now, NotHere where it was thrown away.

    Until the transaction ends it stays a draft: a long upload never adds to what was sent meanwhile.
    """
    require(place.engagement.audiences, writer_of(place.is_received), "Only its own side changes a draft.")
    is_sent = session.scalar(IS_SENT, {"submission_id": place.submission_id})
    if is_sent is None:
        raise NotHere
    if is_sent:
        raise CannotDo({"": f"{place.reference} has been sent already and can no longer be changed."})

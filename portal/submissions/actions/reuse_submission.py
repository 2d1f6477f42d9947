"""Send for another contract what was sent for one: the same files and answers, without a new upload.

Each lead decides for itself: the new submission says nothing of where else the document is used.
"""

import uuid
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from checklists.likeness import fits
from checklists.requirement import Requirement
from portal import clock
from portal.access import Audience, NotHere, Viewer, require
from portal.acting.after_end import refuse_after_end
from portal.acting.record_event import record_event
from portal.acting.refused import CannotDo
from portal.files.actions.refuse_harmful import refuse_harmful
from portal.places.contracts import KNOWN_TO_PARTNER, EngagementPlace, SubmissionPlace
from portal.records import Submission, SubmissionFile
from portal.standing.actions.lock_engagements import hold_days
from portal.standing.actions.rewrite_slots import rewrite_under_way
from portal.standing.queries.parts import get_requirement, require_part
from portal.standing.queries.submissions import SubmissionAnswers, get_submission
from portal.submissions.actions.keep_copy import ANSWERED, keep_copy
from portal.submissions.actions.send_submission import unanswered
from portal.submissions.queries.against import days_against

UNINSURED = tuple(name for name in ANSWERED if name not in {"amount", "basis"})
"""What another cover of the same schedule does not have from the first."""


@dataclass(frozen=True, slots=True)
class Reused:
    """What came of it: sent, or a draft because something is asked here that was not asked there, or its days
    are to be looked at."""

    submission_id: uuid.UUID
    reference: str
    is_sent: bool


def reuse_submission(
    session: Session,
    viewer: Viewer,
    source: SubmissionPlace,
    target: EngagementPlace,
    requirement_key: str,
    part_key: str,
    on: date,
    *,
    send: bool = True,
) -> Reused:
    """A submission of the target engagement with the source's files and answers; sent where nothing is
    lacking or odd and `send` says so, else a draft. Raises NotAllowed, NotHere or CannotDo."""
    require(target.audiences, Audience.PARTNER, "Only the delivery partner sends evidence.")
    if target.partner_id != source.engagement.partner_id or not source.is_sent:
        raise NotHere
    wanted = require_fit(session, source, target, requirement_key, part_key, on)
    target = hold_days(session, target)
    refuse_after_end(target.ends_on, on)
    refuse_a_second(session, source, target, requirement_key, part_key)
    columns = ANSWERED if is_same_cover(source, requirement_key, part_key) else UNINSURED
    made = keep_copy(
        session, viewer.person_id, source.submission_id, target, requirement_key, part_key, columns
    )
    place = SubmissionPlace(target, made.id, made.reference, requirement_key, part_key, False)
    answers = get_submission(session, place)
    refuse_harmful(answers.files)
    complete = not unanswered(wanted, answers) and not asks_about_days(session, place, wanted, answers, on)
    if send and complete:
        mark_sent(session, viewer, place)
    rewrite_under_way(session, target.engagement_id, requirement_key, part_key)
    if send and complete:
        record_sent(session, viewer, place)
    session.commit()
    return Reused(made.id, made.reference, send and complete)


def is_same_cover(source: SubmissionPlace, key: str, part: str) -> bool:
    """Of another cover of the same requirement the amount is another, and is asked for."""
    return source.requirement_key != key or source.part_key == part


def asks_about_days(
    session: Session, place: SubmissionPlace, wanted: Requirement, answers: SubmissionAnswers, on: date
) -> bool:
    """Whether its days are odd here: then they are looked at before anything is sent."""
    odd = days_against(session, place, wanted, on).odd(answers.from_on, answers.until_on)
    return any(each.is_asked for each in odd)


def require_fit(
    session: Session, source: SubmissionPlace, target: EngagementPlace, key: str, part: str, on: date
) -> Requirement:
    """The target's requirement, where what was sent may serve that part of it; raises NotHere."""
    asked = get_requirement(session, source.engagement, source.requirement_key, on)
    wanted = require_part(session, target, key, part, on)
    if part not in {fit.part for fit in fits(asked, source.part_key, wanted)}:
        raise NotHere
    return wanted


def refuse_a_second(
    session: Session, source: SubmissionPlace, target: EngagementPlace, key: str, part: str
) -> None:
    """A draft is not overwritten, and the same document is not sent twice by a second click. What the lead
    has in a draft of its own hinders nobody: the partner could neither see it nor throw it away."""
    rows = session.execute(
        sa.select(Submission.id, Submission.sent_at).where(
            Submission.engagement_id == target.engagement_id,
            Submission.requirement_key == key,
            Submission.part_key == part,
            Submission.taken_back_at.is_(None),
            KNOWN_TO_PARTNER,
        )
    ).all()
    if any(row.sent_at is None for row in rows):
        raise CannotDo({"": "There is a draft for this already. Send it or throw it away first."})
    files = set(session.scalars(files_of([source.submission_id])))
    latest = max(rows, key=lambda row: row.sent_at, default=None)
    if latest and files and files == set(session.scalars(files_of([latest.id]))):
        raise CannotDo({"": "This document is what was sent last for this already."})


def files_of(submission_ids: list[uuid.UUID]) -> sa.Select[uuid.UUID]:
    return sa.select(SubmissionFile.file_id).where(SubmissionFile.submission_id.in_(submission_ids))


def mark_sent(session: Session, viewer: Viewer, place: SubmissionPlace) -> None:
    session.execute(
        sa.update(Submission)
        .where(Submission.id == place.submission_id)
        .values(sent_by=viewer.person_id, sent_at=clock.now())
    )


def record_sent(session: Session, viewer: Viewer, place: SubmissionPlace) -> None:
    record_event(
        session,
        "evidence-sent",
        viewer.person_id,
        contract_id=place.engagement.contract.contract_id,
        engagement_id=place.engagement.engagement_id,
        requirement_key=place.requirement_key,
        data={"submission": str(place.submission_id), "reference": place.reference, "part": place.part_key},
    )

"""Evidence that came to the lead by post or mail is entered by its own people, in the partner's name."""

import uuid
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from checklists.kinds import rules_for
from checklists.requirement import Requirement
from portal import clock
from portal.access import Audience, NotAllowed, NotHere, Viewer, require
from portal.acting.after_end import refuse_after_end
from portal.acting.references import new_reference
from portal.acting.refused import CannotDo
from portal.places.contracts import EngagementPlace, SubmissionPlace
from portal.records import Submission, SubmissionFile
from portal.standing.actions.lock_engagements import hold_days, lock_engagement
from portal.submissions.actions.keep_draft import (
    delete_draft,
    is_sent_by_itself,
    note_taken_out,
    require_draft,
)

OWN = "You belong to {partner}, so send it as its own."
LEAD_ONLY = "Only the lead provider’s reviewers and managers enter what came by post."


def start_received(
    session: Session,
    viewer: Viewer,
    place: EngagementPlace,
    requirement: Requirement,
    part_key: str,
    way: str,
    on: date,
) -> uuid.UUID:
    """The lead's draft for that part: the one that is open, which came in that way on that day, else a new
    one. Of a draft of the partner's nothing is seen or changed. `way` is one of `portal.records.ReceivedWay`.
    Raises NotAllowed, NotHere or CannotDo."""
    require_entering(viewer, place)
    if not is_sent_by_itself(requirement):
        raise NotHere
    if not rules_for(requirement).has_part(requirement, part_key):
        raise CannotDo({"part": "Choose what it is about."})
    if on > clock.today():
        raise CannotDo({"received_on": "The day on which it came cannot be in the future."})
    place = hold_days(session, place)
    refuse_after_end(place.ends_on, clock.today())
    came = {"received_way": way, "received_on": on}
    submission_id = find_received(session, place, requirement.key, part_key)
    if submission_id:
        session.execute(sa.update(Submission).where(Submission.id == submission_id).values(**came))
    else:
        submission_id = uuid.uuid4()
        session.execute(
            sa.insert(Submission).values(
                id=submission_id,
                reference=new_reference("S"),
                engagement_id=place.engagement_id,
                requirement_key=requirement.key,
                part_key=part_key,
                details={},
                made_by=viewer.person_id,
                made_at=clock.now(),
                **came,
            )
        )
    session.commit()
    return submission_id


def require_entering(viewer: Viewer, place: EngagementPlace) -> None:
    """Raises NotAllowed."""
    require(place.audiences, Audience.REVIEWER, LEAD_ONLY)
    if place.partner_id in viewer.organisations:
        raise NotAllowed(OWN.format(partner=place.partner))


def find_received(session: Session, place: EngagementPlace, key: str, part: str) -> uuid.UUID | None:
    """The lead's draft that is open for it."""
    return session.scalar(
        sa.select(Submission.id).where(
            Submission.engagement_id == place.engagement_id,
            Submission.requirement_key == key,
            Submission.part_key == part,
            Submission.sent_at.is_(None),
            Submission.received_way.is_not(None),
        )
    )


def discard_received(session: Session, person_id: uuid.UUID, place: SubmissionPlace) -> None:
    """Throw the lead's draft away with its files: what is put to the wrong partner is kept nowhere."""
    lock_engagement(session, place.engagement.engagement_id)
    try:
        require_draft(session, place)
    except NotHere:
        return
    its = sa.select(SubmissionFile.file_id).where(SubmissionFile.submission_id == place.submission_id)
    file_ids = session.scalars(its).all()
    delete_draft(session, place)
    for file_id in file_ids:
        note_taken_out(session, person_id, place, file_id)
    session.commit()

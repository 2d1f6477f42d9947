"""Say of a confirmation that it is still in force and nothing has changed: signed and sent in one."""

import uuid

import sqlalchemy as sa
from sqlalchemy.orm import Session

from checklists.requirement import WHOLE
from portal import clock
from portal.access import Audience, NotHere, Viewer, require
from portal.acting.record_event import record_event
from portal.acting.references import new_reference
from portal.acting.wording import check_length, one_line, refuse_problems
from portal.places.contracts import EngagementPlace
from portal.records import Submission
from portal.standing.actions.rewrite_slots import rewrite_under_way
from portal.standing.actions.rewrite_standing import lock_engagements
from portal.standing.queries.confirmations import Signed, find_signed, find_with_lead
from portal.standing.queries.parts import get_requirement


def say_still_in_force(
    session: Session,
    viewer: Viewer,
    place: EngagementPlace,
    requirement_key: str,
    *,
    name: str,
    position: str,
) -> uuid.UUID:
    """From now on it is the lead's turn; the submission's id, that of the open one where there is one.

    It says when the statement was first signed. Raises NotAllowed, NotHere where the statement has to be
    signed anew, or CannotDo.
    """
    require(place.audiences, Audience.PARTNER, "Only the delivery partner says so.")
    today = clock.today()
    requirement = get_requirement(session, place, requirement_key, today)
    name, position = one_line(name), one_line(position)
    refuse_problems(
        check_length("signed_name", name, "Enter your name.")
        | check_length("signed_position", position, "Enter your position.")
    )
    lock_engagements(session, [place.engagement_id])
    if waiting := find_with_lead(session, place, requirement_key):
        return waiting
    signed = find_signed(session, place, requirement, today)
    if signed is None:
        raise NotHere
    submission_id, reference = add_sent(session, viewer, place, requirement_key, signed, name, position)
    rewrite_under_way(session, place.engagement_id, requirement_key, WHOLE)
    record_event(
        session,
        "evidence-sent",
        viewer.person_id,
        contract_id=place.contract.contract_id,
        engagement_id=place.engagement_id,
        requirement_key=requirement_key,
        data={"submission": str(submission_id), "reference": reference, "part": WHOLE},
    )
    session.commit()
    return submission_id


def add_sent(
    session: Session,
    viewer: Viewer,
    place: EngagementPlace,
    requirement_key: str,
    signed: Signed,
    name: str,
    position: str,
) -> tuple[uuid.UUID, str]:
    """The submission, sent; its id and reference. It counts from the day on which it was said."""
    submission_id, reference, now = uuid.uuid4(), new_reference("S"), clock.now()
    session.execute(
        sa.insert(Submission).values(
            id=submission_id,
            reference=reference,
            engagement_id=place.engagement_id,
            requirement_key=requirement_key,
            part_key=WHOLE,
            from_on=clock.local_day(now),
            statement=signed.statement,
            signed_name=name,
            signed_position=position,
            details={"first_on": signed.first_on.isoformat()},
            made_by=viewer.person_id,
            made_at=now,
            sent_by=viewer.person_id,
            sent_at=now,
        )
    )
    return submission_id, reference

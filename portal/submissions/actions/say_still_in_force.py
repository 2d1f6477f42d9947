"""Say of a confirmation that it is still in force and nothing has changed: signed and sent in one."""

import uuid

from sqlalchemy.orm import Session

from checklists.requirement import WHOLE
from portal import clock
from portal.access import Audience, NotHere, Viewer, require
from portal.acting.after_end import refuse_after_end
from portal.acting.record_event import record_event
from portal.places.contracts import EngagementPlace
from portal.standing.actions.lock_engagements import hold_days
from portal.standing.actions.rewrite_slots import rewrite_under_way
from portal.standing.queries.confirmations import find_signed, find_with_lead
from portal.standing.queries.parts import get_requirement
from portal.submissions.actions.add_signed import add_signed, check_signature


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

    It counts from today, and says when the statement was first signed. Raises NotAllowed, NotHere where the
    statement has to be signed anew, or CannotDo.
    """
    require(place.audiences, Audience.PARTNER, "Only the delivery partner says so.")
    today = clock.today()
    requirement = get_requirement(session, place, requirement_key, today)
    place = hold_days(session, place)
    refuse_after_end(place.ends_on, today)
    name, position = check_signature(name, position)
    signed = find_signed(session, place, requirement, today)
    if signed is None:
        raise NotHere
    if waiting := find_with_lead(session, place, requirement_key):
        return waiting
    submission_id, reference = add_signed(
        session,
        viewer,
        place,
        requirement_key,
        statement=signed.statement,
        name=name,
        position=position,
        from_on=today,
        details={"first_on": signed.first_on.isoformat()},
    )
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

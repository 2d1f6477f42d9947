"""Write down what a meeting decided is to be done; it is given at once."""

import uuid

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal import clock
from portal.access import Audience, Viewer, require
from portal.acting.record_event import record_event
from portal.acting.refused import CannotDo
from portal.findings.actions.add_action import DESK, ToDo, checked
from portal.findings.actions.check_words import in_data
from portal.findings.queries.terms import get_at_visit, list_visited
from portal.places.contracts import ContractPlace
from portal.records import Action
from portal.standing.actions.lock_engagements import lock_contract, lock_engagement

AHEAD = "The meeting is to come: what it decides is written down on its day."
NO_PARTNER = "Choose who does it: a partner of the meeting, or the lead provider itself."


def add_decision(
    session: Session,
    viewer: Viewer,
    place: ContractPlace,
    visit_id: uuid.UUID,
    engagement_id: uuid.UUID | None,
    to_do: ToDo,
    topic: str = "",
) -> uuid.UUID:
    """An action by decision of a meeting, of one of its partners or, without an engagement, of the lead
    itself; its id. Raises NotAllowed, NotHere or CannotDo."""
    require(place.audiences, Audience.REVIEWER, DESK)
    lock_contract(session, place.contract_id)
    visit = get_at_visit(session, place, visit_id)
    if visit.on_date > clock.today():
        raise CannotDo({"": AHEAD})
    if engagement_id:
        if engagement_id not in {each.engagement_id for each in list_visited(session, place, visit)}:
            raise CannotDo({"engagement": NO_PARTNER})
        lock_engagement(session, engagement_id)
    action_id, now = uuid.uuid4(), clock.now()
    session.execute(
        sa.insert(Action).values(
            id=action_id,
            contract_id=place.contract_id,
            engagement_id=engagement_id,
            visit_id=visit_id,
            finding_id=None,
            topic=topic,
            made_by=viewer.person_id,
            made_at=now,
            given_at=now,
            **checked(session, place, to_do, engagement_id),
        )
    )
    record_event(
        session,
        "action-given",
        viewer.person_id,
        contract_id=place.contract_id,
        engagement_id=engagement_id,
        data=in_data({"visit": visit_id, "action": action_id, "by": to_do.by_on}),
    )
    session.commit()
    return action_id

"""Ask a partner for an action plan, since it missed a measure, or all partners did together; and say of it
what a corrected figure says.

Both stand in the caller's transaction, which holds the engagement.
"""

import uuid
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from checklists.year.vocabulary import Verdict
from portal import clock
from portal.access import Audience, Viewer, require
from portal.acting.record_event import record_event
from portal.findings.actions.add_action import DESK
from portal.findings.actions.check_words import in_data
from portal.findings.queries.plans import Plan
from portal.places.contracts import EngagementPlace
from portal.records import Action

EVIDENCE = "The action plan"
CORRECTED = {Verdict.MET: "plan-target-met", Verdict.NOT_MET: "plan-target-missed"}


def give_plan(
    session: Session,
    viewer: Viewer,
    place: EngagementPlace,
    measure_key: str,
    part: str,
    what: str,
    by_on: date,
) -> uuid.UUID:
    """From now on it is an action of the partner. Raises NotAllowed."""
    require(place.audiences, Audience.REVIEWER, DESK)
    action_id, now = uuid.uuid4(), clock.now()
    session.execute(
        sa.insert(Action).values(
            id=action_id,
            contract_id=place.contract.contract_id,
            engagement_id=place.engagement_id,
            measure_key=measure_key,
            part=part,
            topic="",
            what=what,
            who=place.partner,
            by_on=by_on,
            evidence=EVIDENCE,
            made_by=viewer.person_id,
            made_at=now,
            given_at=now,
        )
    )
    note(session, viewer, place, "action-given", action_id, by_on)
    return action_id


def note_correction(
    session: Session, viewer: Viewer, place: EngagementPlace, plan: Plan, verdict: Verdict
) -> None:
    """It stays as open as it is: only the lead closes it. Raises NotAllowed."""
    require(place.audiences, Audience.REVIEWER, DESK)
    met_at = clock.now() if verdict is Verdict.MET else None
    session.execute(sa.update(Action).where(Action.id == plan.action_id).values(met_at=met_at))
    name = CORRECTED.get(verdict, "plan-target-unknown")
    note(session, viewer, place, name, plan.action_id, plan.by_on)


def note(
    session: Session, viewer: Viewer, place: EngagementPlace, name: str, action_id: uuid.UUID, by_on: date
) -> None:
    record_event(
        session,
        name,
        viewer.person_id,
        contract_id=place.contract.contract_id,
        engagement_id=place.engagement_id,
        data=in_data({"action": action_id, "by": by_on}),
    )

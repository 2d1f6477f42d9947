"""Book a visit or a meeting."""

import uuid
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal import clock
from portal.access import Audience, NotHere, Viewer, require
from portal.acting.record_event import record_event
from portal.acting.wording import refuse_problems
from portal.places.contracts import ContractPlace, EngagementPlace
from portal.records import Visit, VisitKind


def book_visit(
    session: Session,
    viewer: Viewer,
    place: ContractPlace,
    kind: str,
    on: date,
    engagement: EngagementPlace | None = None,
) -> uuid.UUID:
    """A visit to one partner or, without an engagement, about the whole contract; its id.

    Raises NotAllowed, NotHere or CannotDo.
    """
    require(
        place.audiences, Audience.REVIEWER, "Only the lead provider's reviewers and managers book visits."
    )
    if engagement and engagement.contract.contract_id != place.contract_id:
        raise NotHere
    problems = {} if kind in set(VisitKind) else {"kind": "Choose what it is."}
    if not place.starts_on <= on <= place.ends_on:
        problems["on"] = "The day must be one of the contract's."
    refuse_problems(problems)
    visit_id, engagement_id = uuid.uuid4(), engagement.engagement_id if engagement else None
    session.execute(
        sa.insert(Visit).values(
            id=visit_id,
            contract_id=place.contract_id,
            engagement_id=engagement_id,
            kind=kind,
            on_date=on,
            created_at=clock.now(),
        )
    )
    record_event(
        session,
        "visit-booked",
        viewer.person_id,
        contract_id=place.contract_id,
        engagement_id=engagement_id,
        data={"visit": str(visit_id), "kind": kind, "on": on.isoformat()},
    )
    session.commit()
    return visit_id

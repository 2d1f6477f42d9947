"""Cancel a visit or a meeting that has not been yet."""

import uuid

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal import clock
from portal.access import Audience, Viewer, require
from portal.acting.record_event import record_event
from portal.acting.refused import CannotDo
from portal.places.contracts import ContractPlace
from portal.records import Visit
from portal.visits.queries import is_booked


def cancel_visit(session: Session, viewer: Viewer, place: ContractPlace, visit_id: uuid.UUID) -> None:
    """It is no longer ahead. One that is not there is what was wanted. Raises NotAllowed or CannotDo."""
    require(
        place.audiences, Audience.REVIEWER, "Only the lead provider's reviewers and managers cancel visits."
    )
    visit = session.execute(
        sa.select(Visit.kind, Visit.on_date, Visit.engagement_id)
        .where(Visit.id == visit_id, Visit.contract_id == place.contract_id, is_booked())
        .with_for_update(key_share=True)
    ).one_or_none()
    if visit is None:
        return
    if visit.on_date < clock.today():
        raise CannotDo({"": "The visit has been already: it cannot be cancelled."})
    session.execute(sa.update(Visit).where(Visit.id == visit_id).values(cancelled_at=clock.now()))
    record_event(
        session, "visit-cancelled", viewer.person_id, contract_id=place.contract_id,
        engagement_id=visit.engagement_id,
        data={"visit": str(visit_id), "kind": visit.kind, "on": visit.on_date.isoformat()},
    )  # fmt: skip
    session.commit()

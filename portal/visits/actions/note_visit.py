"""Note that a visit or a meeting took place."""

import uuid

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal import clock
from portal.access import Audience, NotHere, Viewer, require
from portal.acting.record_event import record_event
from portal.acting.refused import CannotDo
from portal.places.contracts import ContractPlace
from portal.records import Visit
from portal.standing.actions.lock_engagements import lock_contract
from portal.visits.queries.terms import find_row, only_one, told_data


def note_visit(session: Session, viewer: Viewer, place: ContractPlace, visit_id: uuid.UUID) -> None:
    """It counts for its year from now on. Said twice, it is said once. Raises NotAllowed, NotHere or
    CannotDo."""
    require(
        place.audiences,
        Audience.REVIEWER,
        "Only the lead provider's reviewers and managers say what took place.",
    )
    lock_contract(session, place.contract_id)
    row = find_row(session, place, visit_id)
    if row is None:
        raise NotHere
    if row.has_taken_place:
        return
    if row.terms.on > clock.today():
        raise CannotDo({"": "It cannot have taken place yet: its day is to come."})
    session.execute(sa.update(Visit).where(Visit.id == visit_id).values(took_place_at=clock.now()))
    record_event(
        session,
        "visit-took-place",
        viewer.person_id,
        contract_id=place.contract_id,
        engagement_id=only_one(row.engagements),
        data=told_data(visit_id, row.kind, row.terms, row.engagements),
    )
    session.commit()

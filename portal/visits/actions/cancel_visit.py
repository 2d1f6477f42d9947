"""Cancel a visit or a meeting that is ahead, or say that it did not take place."""

import uuid
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal import clock
from portal.access import Audience, Viewer, require
from portal.acting.record_event import record_event
from portal.acting.refused import CannotDo
from portal.acting.wording import check_length, one_line, refuse_problems
from portal.places.contracts import ContractPlace
from portal.records import Visit
from portal.standing.actions.lock_engagements import lock_contract
from portal.visits.queries.terms import WRITTEN, find_row, is_written, only_one, told_data

WHY = "Say why: those who take part are told."
WHY_NOT = "Say why it did not take place."


class Became(StrEnum):
    """What becomes of it: those who were to take part are told of one that was ahead, and of no other."""

    CANCELLED = "cancelled"
    NOT_HELD = "not-held"
    GONE = "gone"


def cancel_visit(
    session: Session, viewer: Viewer, place: ContractPlace, visit_id: uuid.UUID, reason: str
) -> Became:
    """It is no longer ahead; of one whose day has been, that it did not take place, of which nobody is told
    any more. One that is gone is what was wanted. Raises NotAllowed or CannotDo."""
    require(
        place.audiences, Audience.REVIEWER, "Only the lead provider's reviewers and managers cancel visits."
    )
    reason = one_line(reason)
    lock_contract(session, place.contract_id)
    row = find_row(session, place, visit_id)
    if row is None:
        return Became.GONE
    if row.has_taken_place:
        raise CannotDo({"": "The visit took place: it cannot be cancelled."})
    refuse_problems({"": WRITTEN} if is_written(session, visit_id) else {})
    has_been = row.has_been
    refuse_problems(check_length("reason", reason, WHY_NOT if has_been else WHY))
    session.execute(
        sa.update(Visit)
        .where(Visit.id == visit_id)
        .values(cancelled_at=clock.now(), cancelled_because=reason)
    )
    record_event(
        session,
        "visit-not-held" if has_been else "visit-cancelled",
        viewer.person_id,
        contract_id=place.contract_id,
        engagement_id=only_one(row.engagements),
        data=told_data(visit_id, row.kind, row.terms, row.engagements) | {"reason": reason},
    )
    session.commit()
    return Became.NOT_HELD if has_been else Became.CANCELLED

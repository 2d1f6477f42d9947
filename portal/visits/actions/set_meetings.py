"""Say how many meetings of each kind a year the contract asks for."""

from collections.abc import Mapping

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal import clock
from portal.access import Audience, Viewer, require
from portal.acting.record_event import record_event
from portal.acting.wording import refuse_problems
from portal.places.contracts import ContractPlace
from portal.records import MeetingsAsked, VisitKind
from portal.standing.actions.lock_engagements import lock_contract
from portal.visits.queries.course import Asked, list_asked

MOST = 60
"""A year: weekly ones are 52."""

HOW_MANY = f"{{kind}}: enter how many a year, up to {MOST}, or leave it empty."


def set_meetings(session: Session, viewer: Viewer, place: ContractPlace, wanted: Mapping[str, Asked]) -> None:
    """By kind, in place of what was said before; a kind that is not there is asked for no number. Said twice,
    it is said once. Raises NotAllowed or CannotDo."""
    require(place.audiences, Audience.MANAGER, "Only the lead provider's managers say what a year asks for.")
    too_many = [kind for kind, asked in wanted.items() if not 1 <= asked.a_year <= MOST]
    refuse_problems({kind: HOW_MANY.format(kind=kind.replace("-", " ").capitalize()) for kind in too_many})
    lock_contract(session, place.contract_id)
    before = list_asked(session, place)
    if before == dict(wanted) or not set(wanted) <= set(VisitKind):
        return
    session.execute(sa.delete(MeetingsAsked).where(MeetingsAsked.contract_id == place.contract_id))
    said = {"contract_id": place.contract_id, "said_by": viewer.person_id, "said_at": clock.now()}
    rows = [
        {**said, "kind": kind, "a_year": asked.a_year, "with_each": asked.with_each}
        for kind, asked in sorted(wanted.items())
    ]
    if rows:
        session.execute(sa.insert(MeetingsAsked), rows)
    record_event(
        session,
        "meetings-asked-changed",
        viewer.person_id,
        contract_id=place.contract_id,
        data={kind: [asked.a_year, asked.with_each] for kind, asked in sorted(wanted.items())},
    )
    session.commit()

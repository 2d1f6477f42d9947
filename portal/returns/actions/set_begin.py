"""Say from which day on the returns of a contract are given here."""

from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from checklists.calendar import in_words
from portal import clock
from portal.access import Audience, Viewer, require
from portal.acting.record_event import record_event
from portal.acting.refused import CannotDo
from portal.places.contracts import ContractPlace
from portal.records import ReturnsBegin
from portal.returns.queries.asked import find_begin
from portal.standing.actions.lock_engagements import hold_contract


def set_begin(session: Session, viewer: Viewer, place: ContractPlace, from_on: date) -> None:
    """What ended before that day is owed nowhere here. Raises NotAllowed or CannotDo."""
    require(place.audiences, Audience.MANAGER, "Only the lead provider's managers say that.")
    place = hold_contract(session, place)
    if not place.starts_on <= from_on <= place.ends_on:
        first, last = in_words(place.starts_on), in_words(place.ends_on)
        raise CannotDo({"from_on": f"The day must be one of the contract's: from {first} to {last}."})
    before = find_begin(session, place.contract_id)
    if before == from_on:
        return
    values = {"from_on": from_on, "said_by": viewer.person_id, "said_at": clock.now()}
    its = ReturnsBegin.contract_id == place.contract_id
    if before is None:
        session.execute(sa.insert(ReturnsBegin).values(contract_id=place.contract_id, **values))
    else:
        session.execute(sa.update(ReturnsBegin).where(its).values(**values))
    record_event(
        session,
        "returns-begin-said",
        viewer.person_id,
        contract_id=place.contract_id,
        data={"from": from_on.isoformat()},
    )
    session.commit()

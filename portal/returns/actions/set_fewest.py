"""Say from how many people on the council sees a figure of a contract."""

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal import clock
from portal.access import Audience, Viewer, require
from portal.acting.record_event import record_event
from portal.acting.refused import CannotDo
from portal.places.contracts import ContractPlace
from portal.records import SmallNumbers
from portal.returns.queries.fewest import find_fewest
from portal.standing.actions.lock_engagements import lock_contract

LOWEST, HIGHEST = 2, 100


def set_fewest(session: Session, viewer: Viewer, place: ContractPlace, fewest: int) -> None:
    """For what is sent from now on: what was sent stays as it was. Raises NotAllowed or CannotDo."""
    require(place.audiences, Audience.MANAGER, "Only the lead provider's managers say that.")
    if not LOWEST <= fewest <= HIGHEST:
        raise CannotDo(
            {"fewest": f"Enter from how many people on a figure is shown, from {LOWEST} to {HIGHEST}."}
        )
    lock_contract(session, place.contract_id)
    before = find_fewest(session, place.contract_id)
    if before == fewest:
        return
    values = {"fewest": fewest, "said_by": viewer.person_id, "said_at": clock.now()}
    its = SmallNumbers.contract_id == place.contract_id
    if session.scalar(sa.select(SmallNumbers.contract_id).where(its)) is None:
        session.execute(sa.insert(SmallNumbers).values(contract_id=place.contract_id, **values))
    else:
        session.execute(sa.update(SmallNumbers).where(its).values(**values))
    record_event(
        session,
        "small-numbers-said",
        viewer.person_id,
        contract_id=place.contract_id,
        data={"fewest": fewest, "before": before},
    )
    session.commit()

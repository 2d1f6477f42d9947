"""What was written or sent of a return that is not owed any more, since the engagement's days, or those of a
meeting, were changed: whoever could see it then still can."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from checklists.year.asked import Asked, asked_once
from checklists.year.giving import Act
from portal.places.contracts import EngagementPlace
from portal.records import PeriodReturn, ReturnAct
from portal.returns.queries.as_sent import Which
from portal.returns.queries.asked import list_asked
from portal.returns.queries.requests import list_withdrawn
from portal.standing.queries.in_force import list_stood, versions_at


@dataclass(frozen=True, slots=True)
class Unowed:
    """`sent_at` is None of what only its partner ever saw."""

    asked: Asked
    sent_at: datetime | None


def find_given(session: Session, place: EngagementPlace, key: str, part: str) -> Asked | None:
    """The return of that key and part: one that is owed, or of which something is kept since it was."""
    owed = {each.which: each for each in list_asked(session, place)}
    if (key, part) in owed:
        return owed[key, part]
    kept = list_unowed(session, place, owed)
    return next((each.asked for each in kept if each.asked.which == (key, part)), None)


def list_unowed(session: Session, place: EngagementPlace, owed: Collection[Which]) -> tuple[Unowed, ...]:
    """What is kept besides what is `owed`, in the order in which it was begun. Without what was asked for and
    is not any more, of which its own list says why."""
    sent_at = sa.func.min(ReturnAct.made_at, type_=ReturnAct.made_at.type)
    which = (PeriodReturn.return_key, PeriodReturn.part, PeriodReturn.made_at)
    rows = session.execute(
        sa.select(*which, sent_at.label("sent_at"))
        .outerjoin(ReturnAct, sa.and_(ReturnAct.return_id == PeriodReturn.id, ReturnAct.act == Act.SENT))
        .where(PeriodReturn.engagement_id == place.engagement_id)
        .group_by(PeriodReturn.id, *which)
        .order_by(PeriodReturn.made_at)
    )
    kept = [row for row in rows if (row.return_key, row.part) not in owed]
    if not kept:
        return ()
    withdrawn = {(each.return_key, each.part) for each in list_withdrawn(session, place)}
    contract = place.contract
    stood = list_stood(session, [contract.contract_id])[contract.contract_id]
    found = []
    for row in kept:
        versions = versions_at(stood, row.sent_at or row.made_at)
        asked = asked_once(versions, row.return_key, row.part, contract.starts_on) if versions else None
        if asked and asked.which not in withdrawn:
            found.append(Unowed(asked, row.sent_at))
    return tuple(found)

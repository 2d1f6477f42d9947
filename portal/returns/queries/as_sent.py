"""What was asked when a return was sent: by that it is read, whatever its contract asks for since."""

import uuid
from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from checklists.requirement import Checklist
from checklists.year.asked import Asked, as_sent
from checklists.year.giving import Act
from portal.records import PeriodReturn, ReturnAct
from portal.standing.queries.in_force import Stood, versions_at

Which = tuple[str, str]
"""Return and part."""
ByVersions = Callable[[Sequence[Checklist]], Sequence[Asked]]
"""All that an engagement owes by some versions of its contract's checklist."""


def first_sent(
    session: Session, engagement_ids: Collection[uuid.UUID]
) -> Mapping[uuid.UUID, Mapping[Which, datetime]]:
    """By engagement and return, when anything of it was sent first."""
    which = (PeriodReturn.engagement_id, PeriodReturn.return_key, PeriodReturn.part)
    rows = session.execute(
        sa.select(*which, sa.func.min(ReturnAct.made_at, type_=ReturnAct.made_at.type).label("sent_at"))
        .join(ReturnAct, ReturnAct.return_id == PeriodReturn.id)
        .where(PeriodReturn.engagement_id.in_(tuple(engagement_ids)), ReturnAct.act == Act.SENT)
        .group_by(*which)
    )
    found: defaultdict[uuid.UUID, dict[Which, datetime]] = defaultdict(dict)
    for row in rows:
        found[row.engagement_id][row.return_key, row.part] = row.sent_at
    return found


def with_sent(
    asked: Sequence[Asked], sent: Mapping[Which, datetime], stood: Sequence[Stood], by_versions: ByVersions
) -> tuple[Asked, ...]:
    """What is owed, each that was sent as the versions had it that stood then."""
    if not sent:
        return tuple(asked)
    then: dict[tuple[int, ...], dict[Which, Asked]] = {}
    kept = []
    for which, at in sent.items():
        versions = versions_at(stood, at)
        key = tuple(map(id, versions))
        if key not in then:
            then[key] = {each.which: each for each in by_versions(versions)}
        if which in then[key]:
            kept.append(then[key][which])
    return as_sent(asked, kept)

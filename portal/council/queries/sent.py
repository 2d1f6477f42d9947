"""What was sent to the council of a contract."""

import uuid
from collections import defaultdict
from collections.abc import Iterable

import sqlalchemy as sa
from sqlalchemy.orm import Session

from checklists.year.rolling_up import Rolled
from checklists.year.telling import Sent
from portal.clock import local_day
from portal.council.queries.snapshot import Kept, from_data, rolled_of
from portal.records import Person, RollUp


def list_kept(session: Session, contract_id: uuid.UUID) -> tuple[Kept, ...]:
    """Period by period, the first sending of each first."""
    rows = session.execute(
        sa.select(RollUp, Person.name)
        .join(Person, Person.id == RollUp.sent_by)
        .where(RollUp.contract_id == contract_id)
        .order_by(RollUp.period, RollUp.number)
    )
    return tuple(
        Kept(
            row.RollUp.id,
            row.RollUp.number,
            from_data(row.RollUp.content),
            row.RollUp.sent_at,
            local_day(row.RollUp.sent_at),
            row.RollUp.sent_by,
            row.name,
        )
        for row in rows
    )


def of_period(kept: Iterable[Kept], period: str) -> tuple[Kept, ...]:
    return tuple(each for each in kept if each.period == period)


def last_ones(kept: Iterable[Kept]) -> tuple[Kept, ...]:
    """What counts of each period: what was sent last."""
    found = {each.period: each for each in kept}
    return tuple(found.values())


def as_sent(kept: Iterable[Kept]) -> Sent:
    found: defaultdict[tuple[str, str], list[Rolled]] = defaultdict(list)
    for each in kept:
        for line in each.snapshot.lines:
            if line.parts:
                found[line.key, each.period].append(rolled_of(line, each.period))
    return found

"""On which days an engagement gave the accounts without which payment may be withheld."""

import uuid
from collections.abc import Collection, Sequence
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from checklists.year.giving import Act
from portal.clock import local_day
from portal.records import PeriodReturn, ReturnAct

GIVEN = frozenset({Act.SENT, Act.ACCEPTED})


def list_given(
    session: Session, engagement_ids: Sequence[uuid.UUID], keys: Collection[str | None]
) -> dict[uuid.UUID, tuple[date, ...]]:
    """By engagement, the days on which those returns were sent. What was sent back, or opened again, is not
    given until it is sent anew."""
    rows = session.execute(
        sa.select(PeriodReturn.engagement_id, ReturnAct.return_id, ReturnAct.act, ReturnAct.made_at)
        .join(ReturnAct, ReturnAct.return_id == PeriodReturn.id)
        .where(
            PeriodReturn.engagement_id.in_(engagement_ids),
            PeriodReturn.return_key.in_([each for each in keys if each]),
        )
        .order_by(ReturnAct.return_id, ReturnAct.number)
    )
    sent: dict[tuple[uuid.UUID, uuid.UUID], date] = {}
    for row in rows:
        key = row.engagement_id, row.return_id
        if row.act == Act.SENT:
            sent[key] = local_day(row.made_at)
        elif row.act in {Act.RETURNED, Act.REOPENED}:
            sent.pop(key, None)
    found: dict[uuid.UUID, tuple[date, ...]] = {}
    for (engagement_id, _), on in sent.items():
        found[engagement_id] = (*found.get(engagement_id, ()), on)
    return found

"""On which days an engagement gave the accounts without which payment may be withheld."""

import uuid
from collections.abc import Collection, Sequence
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from checklists.year.giving import Act
from portal.clock import local_day
from portal.records import PeriodReturn, ReturnAct

Given = dict[tuple[uuid.UUID, str], tuple[date, ...]]


def list_given(session: Session, engagement_ids: Sequence[uuid.UUID], keys: Collection[str]) -> Given:
    """By engagement and return, the days on which those returns were sent. What was sent back, or opened
    again, is not given until it is sent anew."""
    rows = session.execute(
        sa.select(
            PeriodReturn.engagement_id,
            PeriodReturn.return_key,
            ReturnAct.return_id,
            ReturnAct.act,
            ReturnAct.made_at,
        )
        .join(ReturnAct, ReturnAct.return_id == PeriodReturn.id)
        .where(
            PeriodReturn.engagement_id.in_(engagement_ids),
            PeriodReturn.return_key.in_(keys),
        )
        .order_by(ReturnAct.return_id, ReturnAct.number)
    )
    sent: dict[tuple[uuid.UUID, str, uuid.UUID], date] = {}
    for row in rows:
        key = row.engagement_id, row.return_key, row.return_id
        if row.act == Act.SENT:
            sent[key] = local_day(row.made_at)
        elif row.act in {Act.RETURNED, Act.REOPENED}:
            sent.pop(key, None)
    found: Given = {}
    for (engagement_id, return_key, _), on in sent.items():
        its = engagement_id, return_key
        found[its] = (*found.get(its, ()), on)
    return found

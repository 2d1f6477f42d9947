"""How many returns wait for a lead's decision, without reading what is in them."""

import uuid
from collections import Counter
from collections.abc import Collection
from datetime import date
from functools import cache

import sqlalchemy as sa
from sqlalchemy.orm import Session

from checklists.calendar import Span
from checklists.year.giving import Act
from portal.access import Viewer
from portal.places.leading import CONTRACTS, MINE, asked_by
from portal.records import Engagement, NamedRow, PeriodReturn, ReturnAct
from portal.returns.queries.asked import Engaged, asked_by_engagement

DECIDED = (Act.ACCEPTED.value, Act.RETURNED.value)


@cache
def counting_with_lead() -> sa.Select[uuid.UUID, int]:
    """By contract, the `number` of those with the lead, also where they are owed no more."""
    waiting = with_lead().subquery()
    query = sa.select(waiting.c.contract_id, sa.func.count().label("number"))
    return query.group_by(waiting.c.contract_id)


def count_to_decide(
    session: Session, viewer: Viewer, contract_ids: Collection[uuid.UUID]
) -> Counter[uuid.UUID]:
    """By contract, of those with the lead the ones that are owed still: no other can be opened."""
    rows = session.execute(with_lead(), asked_by(viewer, contract_ids)).all() if contract_ids else ()
    asked = asked_by_engagement(session, {engaged_of(row) for row in rows}) if rows else {}
    owed = {(its, *each.which) for its, them in asked.items() for each in them}
    is_owed = (row for row in rows if (row.engagement_id, row.return_key, row.part) in owed)
    return Counter(row.contract_id for row in is_owed)


def engaged_of(row: NamedRow) -> Engaged:
    return Engaged(row.engagement_id, Span(row.starts_on, row.ends_on), row.contract_id)


@cache
def with_lead() -> sa.Select[uuid.UUID, date, date, uuid.UUID, str, str]:
    """Returns of which more sections were sent than decided on: each that is sent was with the partner, and
    each that is decided on is with the lead. Without partners that the viewer belongs to, on whose returns
    others decide."""
    number = sa.func.json_array_length(ReturnAct.sections)
    sections = sa.func.sum(
        sa.case((ReturnAct.act == Act.SENT.value, number), (ReturnAct.act.in_(DECIDED), -number), else_=0)
    )
    return (
        sa.select(
            Engagement.contract_id,
            Engagement.starts_on,
            Engagement.ends_on,
            PeriodReturn.engagement_id,
            PeriodReturn.return_key,
            PeriodReturn.part,
        )
        .select_from(Engagement)
        .join(PeriodReturn, PeriodReturn.engagement_id == Engagement.id)
        .join(ReturnAct, ReturnAct.return_id == PeriodReturn.id)
        .where(Engagement.contract_id.in_(CONTRACTS), Engagement.partner_id.not_in(MINE))
        .group_by(Engagement.id, PeriodReturn.id)
        .having(sections > 0)
    )

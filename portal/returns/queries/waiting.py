"""How many returns wait for a lead's decision, without reading what is in them."""

import uuid
from collections.abc import Collection

import sqlalchemy as sa

from checklists.year.giving import Act
from portal.access import Viewer
from portal.records import Engagement, PeriodReturn, ReturnAct

DECIDED = (Act.ACCEPTED.value, Act.RETURNED.value)


def counting_to_decide(viewer: Viewer, contract_ids: Collection[uuid.UUID]) -> sa.Select[uuid.UUID, int]:
    """By contract, the `number` of returns of which more sections were sent than decided on: each that is
    sent was with the partner, and each that is decided on is with the lead. Without partners that the viewer
    belongs to, on whose returns others decide."""
    number = sa.func.json_array_length(ReturnAct.sections)
    with_lead = sa.func.sum(
        sa.case((ReturnAct.act == Act.SENT.value, number), (ReturnAct.act.in_(DECIDED), -number), else_=0)
    )
    waiting = (
        sa.select(Engagement.contract_id, PeriodReturn.id)
        .select_from(Engagement)
        .join(PeriodReturn, PeriodReturn.engagement_id == Engagement.id)
        .join(ReturnAct, ReturnAct.return_id == PeriodReturn.id)
        .where(Engagement.contract_id.in_(contract_ids), Engagement.partner_id.not_in(viewer.organisations))
        .group_by(Engagement.contract_id, PeriodReturn.id)
        .having(with_lead > 0)
        .subquery()
    )
    query = sa.select(waiting.c.contract_id, sa.func.count().label("number"))
    return query.group_by(waiting.c.contract_id)

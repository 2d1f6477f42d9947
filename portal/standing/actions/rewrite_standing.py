"""Rewrite the read models of engagements, in the caller's transaction."""

import uuid
from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.records import Engagement, EngagementStanding, Standing, UnderWay
from portal.standing.queries.cases import load_cases
from portal.standing.queries.scope import Scope
from portal.standing.queries.standing_rows import engagement_rows, standing_rows
from portal.standing.queries.under_way import under_way_rows

AT_ONCE = 200
"""Engagements per round: enough to save queries, few enough to stay small in memory."""


def rewrite_standing(session: Session, engagement_ids: Sequence[uuid.UUID]) -> None:
    """What these engagements' decisions, dates and checklists say now becomes what lists read."""
    lock_engagements(session, engagement_ids)
    for start in range(0, len(engagement_ids), AT_ONCE):
        rewrite_some(session, engagement_ids[start : start + AT_ONCE])


def lock_engagements(session: Session, engagement_ids: Sequence[uuid.UUID]) -> None:
    """Until the transaction ends nobody else changes these engagements or what is said about them.

    On SQLite a writing session is alone anyway. Call it before `record_event`, which locks the chain's end.
    """
    wanted = sa.select(Engagement.id).where(Engagement.id.in_(engagement_ids)).order_by(Engagement.id)
    session.execute(wanted.with_for_update(key_share=True))


def rewrite_some(session: Session, engagement_ids: Sequence[uuid.UUID]) -> None:
    for table in (UnderWay, Standing, EngagementStanding):
        session.execute(sa.delete(table).where(table.engagement_id.in_(engagement_ids)))
    if under_way := under_way_rows(session, Scope(engagement_ids)):
        session.execute(sa.insert(UnderWay), under_way)
    cases = load_cases(session, engagement_ids).values()
    if slots := [row for case in cases for row in standing_rows(case)]:
        session.execute(sa.insert(Standing), slots)
    if levels := [row for case in cases for row in engagement_rows(case)]:
        session.execute(sa.insert(EngagementStanding), levels)


def rewrite_contract(session: Session, contract_id: uuid.UUID) -> None:
    """The same for every engagement of a contract."""
    ids = session.scalars(sa.select(Engagement.id).where(Engagement.contract_id == contract_id)).all()
    rewrite_standing(session, ids)

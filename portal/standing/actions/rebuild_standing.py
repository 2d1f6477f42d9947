"""Write the read models anew from what is recorded, the past evenings too."""

import uuid
from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.records import Contract, Engagement, EngagementStanding, LevelShare, Standing, UnderWay
from portal.standing.actions.keep_numbers import keep_numbers
from portal.standing.actions.lock_engagements import lock_contract, lock_engagements
from portal.standing.queries.recorded import load_records
from portal.standing.queries.scope import Scope
from portal.standing.queries.standing_rows import Story
from portal.standing.queries.under_way import told_under_way

ENGAGEMENTS_AT_ONCE = 50
"""Engagements per round: their past evenings are in memory at the same time."""


def rebuild_standing(session: Session) -> int:
    """For every engagement, some a transaction so that nobody waits long. How many there were."""
    contract_ids = session.scalars(sa.select(Contract.id).order_by(Contract.id)).all()
    for contract_id in contract_ids:
        lock_contract(session, contract_id)
    keep_numbers(session, contract_ids)
    session.commit()
    ids = session.scalars(sa.select(Engagement.id).order_by(Engagement.id)).all()
    session.rollback()
    for start in range(0, len(ids), ENGAGEMENTS_AT_ONCE):
        rebuild(session, ids[start : start + ENGAGEMENTS_AT_ONCE])
        session.commit()
    return len(ids)


def rebuild(session: Session, engagement_ids: Sequence[uuid.UUID]) -> None:
    """Of these engagements, in the caller's transaction."""
    lock_engagements(session, engagement_ids)
    for start in range(0, len(engagement_ids), ENGAGEMENTS_AT_ONCE):
        rebuild_some(session, engagement_ids[start : start + ENGAGEMENTS_AT_ONCE])


def rebuild_some(session: Session, engagement_ids: Sequence[uuid.UUID]) -> None:
    for table in (UnderWay, Standing, LevelShare, EngagementStanding):
        session.execute(sa.delete(table).where(table.engagement_id.in_(engagement_ids)))
    if under_way := list(told_under_way(session, Scope(engagement_ids))):
        session.execute(sa.insert(UnderWay), under_way)
    stories = [Story(records) for records in load_records(session, engagement_ids)]
    if slots := [row for story in stories for row in story.standing_rows()]:
        session.execute(sa.insert(Standing), slots)
    if shares := [row for story in stories for row in story.share_rows()]:
        session.execute(sa.insert(LevelShare), shares)
    if levels := [row for story in stories for row in story.engagement_rows()]:
        session.execute(sa.insert(EngagementStanding), levels)

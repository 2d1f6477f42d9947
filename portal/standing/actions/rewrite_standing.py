"""Write what is known now of engagements into the read models, in the caller's transaction."""

import uuid
from collections.abc import Iterable, Sequence
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal import clock
from portal.records import Engagement, EngagementStanding, LevelShare, Standing, UnderWay
from portal.standing.actions.lock_engagements import lock_engagements
from portal.standing.actions.rebuild_standing import rebuild_some
from portal.standing.actions.replace_rows import Row, replace_rows
from portal.standing.queries.as_known import ReadModel
from portal.standing.queries.cases import load_cases
from portal.standing.queries.kept import rows_of
from portal.standing.queries.scope import Scope
from portal.standing.queries.standing_rows import all_share_rows, engagement_rows, standing_rows
from portal.standing.queries.under_way import list_under_way

ENGAGEMENTS_AT_ONCE = 200
"""Engagements per round: enough to save queries, few enough to stay small in memory."""


def rewrite_standing(session: Session, engagement_ids: Sequence[uuid.UUID]) -> None:
    """What these engagements' decisions, dates and checklists say now becomes what lists read, from this
    evening on."""
    lock_engagements(session, engagement_ids)
    evening = clock.today()
    for start in range(0, len(engagement_ids), ENGAGEMENTS_AT_ONCE):
        rewrite_some(session, engagement_ids[start : start + ENGAGEMENTS_AT_ONCE], evening)


def rewrite_some(session: Session, engagement_ids: Sequence[uuid.UUID], evening: date) -> None:
    """Where something is known from a later evening already, all is written anew."""
    kept = {
        table: rows_of(session, table, engagement_ids, evening) for table in (UnderWay, Standing, LevelShare)
    }
    later = {row["engagement_id"] for rows in kept.values() for row in rows if row["known_from"] > evening}
    if later:
        rebuild_some(session, sorted(later))
    ids = [each for each in engagement_ids if each not in later]
    replace_all(session, UnderWay, kept[UnderWay], list_under_way(session, Scope(ids)), ids, evening)
    cases = load_cases(session, ids).values()
    slots = (row for case in cases for row in standing_rows(case))
    replace_all(session, Standing, kept[Standing], slots, ids, evening)
    shares = (row for case in cases for row in all_share_rows(case))
    replace_all(session, LevelShare, kept[LevelShare], shares, ids, evening)
    write_levels(session, ids, [row for case in cases for row in engagement_rows(case)])


def write_levels(
    session: Session, engagement_ids: Sequence[uuid.UUID], rows: Sequence[dict[str, object]]
) -> None:
    """These are the intervals of readiness as they are known now; they say nothing of evenings."""
    table = EngagementStanding
    session.execute(sa.delete(table).where(table.engagement_id.in_(engagement_ids)))
    if rows:
        session.execute(sa.insert(table), rows)


def replace_all(
    session: Session,
    table: ReadModel,
    kept: Iterable[Row],
    wanted: Iterable[dict[str, object]],
    ids: Sequence[uuid.UUID],
    evening: date,
) -> None:
    meant = set(ids)
    replace_rows(session, table, (row for row in kept if row["engagement_id"] in meant), wanted, evening)


def rewrite_contract(session: Session, contract_id: uuid.UUID) -> None:
    """The same for every engagement of a contract."""
    ids = session.scalars(sa.select(Engagement.id).where(Engagement.contract_id == contract_id)).all()
    rewrite_standing(session, ids)


__all__ = ["lock_engagements", "rewrite_contract", "rewrite_standing"]

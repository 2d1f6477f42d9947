"""The visits that are somebody's own by their days: how many each day has, and some of them or all of one."""

import uuid
from collections.abc import Mapping
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from checklists.calendar import Span
from portal.home.queries.visits import Whose
from portal.records import Engagement, Visit, VisitEngagement
from portal.visits.queries.booked import is_booked

IN_TURN = (Visit.at_time.nulls_first(), Visit.id)
"""Of one day: what has no time is of all of it, and stands first."""


def count_by_day(session: Session, whose: Whose, days: Span) -> Mapping[date, int]:
    query = sa.select(Visit.on_date, sa.func.count().label("number")).where(is_own(whose, days))
    return {row.on_date: row.number for row in session.execute(query.group_by(Visit.on_date))}


def find_some_a_day(session: Session, whose: Whose, days: Span, most: int) -> list[uuid.UUID]:
    """The first of each day."""
    number = sa.func.row_number().over(partition_by=Visit.on_date, order_by=IN_TURN).label("number")
    some = sa.select(Visit.id, number).where(is_own(whose, days)).subquery()
    return list(session.scalars(sa.select(some.c.id).where(some.c.number <= most)))


def find_first(session: Session, whose: Whose, days: Span, limit: int, offset: int = 0) -> list[uuid.UUID]:
    """The soonest, or a page of them."""
    query = sa.select(Visit.id).where(is_own(whose, days)).order_by(Visit.on_date, *IN_TURN)
    return list(session.scalars(query.limit(limit).offset(offset)))


def is_own(whose: Whose, days: Span) -> sa.ColumnElement[bool]:
    """Of a visit that is booked for one of the days: whether it is of one of the contracts, or with one of
    the engagements on a day that this has."""
    theirs = [each.engagement_id for each in whose.engagements]
    named = sa.exists().where(
        VisitEngagement.visit_id == Visit.id, VisitEngagement.engagement_id == Engagement.id
    )
    with_them = sa.exists().where(
        Engagement.id.in_(theirs),
        Engagement.contract_id == Visit.contract_id,
        Visit.on_date.between(Engagement.starts_on, Engagement.ends_on),
        sa.or_(Visit.is_of_all, named),
    )
    of_theirs = Visit.contract_id.in_({each.contract_id for each in whose.engagements})
    is_near = Visit.contract_id.in_(whose.near)
    own = sa.or_(is_near, sa.and_(of_theirs, with_them)) if theirs else is_near
    return sa.and_(own, Visit.on_date.between(days.from_on, days.until_on), is_booked())

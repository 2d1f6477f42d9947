"""The visits that are somebody's own by their days: how many each day has, and some of them or all of one."""

import uuid
from collections.abc import Mapping, Sequence
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from checklists.calendar import Span
from portal.home.queries.visits import Whose
from portal.records import Engagement, Visit, VisitEngagement
from portal.visits.queries.booked import is_booked

THEIRS = aliased(Visit)
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
    ways = []
    if whose.near:
        on_these = Visit.on_date.between(days.from_on, days.until_on)
        ways.append(sa.and_(Visit.contract_id.in_(whose.near), on_these))
    if whose.engagements:
        ways.append(Visit.id.in_(with_them([each.engagement_id for each in whose.engagements], days)))
    return sa.and_(sa.or_(sa.false(), *ways), is_booked())


def with_them(engagement_ids: Sequence[uuid.UUID], days: Span) -> sa.CompoundSelect[uuid.UUID]:
    """The visits with the engagements, and those about the whole of their contracts, each found by its own
    index: a contract may have thousands with others. So the index of days, which has those of all, does not
    know the expression for the day."""
    on_date = sa.func.coalesce(THEIRS.on_date, THEIRS.on_date, type_=sa.Date())
    on_their_days = (
        Engagement.id.in_(engagement_ids),
        Engagement.contract_id == THEIRS.contract_id,
        on_date.between(days.from_on, days.until_on),
        on_date.between(Engagement.starts_on, Engagement.ends_on),
    )
    named = (
        sa.select(THEIRS.id)
        .join(VisitEngagement, VisitEngagement.visit_id == THEIRS.id)
        .where(VisitEngagement.engagement_id == Engagement.id, *on_their_days)
    )
    return sa.union(named, sa.select(THEIRS.id).where(THEIRS.is_of_all, *on_their_days))

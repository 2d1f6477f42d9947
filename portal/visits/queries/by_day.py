"""The visits and meetings of a contract by their days: how many each has, and some of them or all of one."""

from collections.abc import Mapping
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from checklists.calendar import Span
from portal.places.contracts import ContractPlace
from portal.records import Visit
from portal.visits.queries.booked import VisitLine, is_booked, line, lines, list_first

IN_TURN = (Visit.on_date, Visit.at_time.nulls_last(), Visit.id)


def which_are(place: ContractPlace, days: Span) -> tuple[sa.ColumnElement[bool], ...]:
    between = Visit.on_date.between(days.from_on, days.until_on)
    return Visit.contract_id == place.contract_id, between, is_booked()


def count_by_day(session: Session, place: ContractPlace, days: Span) -> Mapping[date, int]:
    query = sa.select(Visit.on_date, sa.func.count().label("number")).where(*which_are(place, days))
    return {row.on_date: row.number for row in session.execute(query.group_by(Visit.on_date))}


def list_some_a_day(session: Session, place: ContractPlace, days: Span, most: int) -> list[VisitLine]:
    """The first of each day, soonest first. They are cut first, then told in full."""
    number = sa.func.row_number().over(partition_by=Visit.on_date, order_by=IN_TURN[1:]).label("number")
    some = sa.select(Visit.id, number).where(*which_are(place, days)).subquery()
    query = lines().join(some, some.c.id == Visit.id).where(some.c.number <= most).order_by(*IN_TURN)
    return [line(row) for row in session.execute(query)]


def list_on_day(session: Session, place: ContractPlace, on: date, limit: int, offset: int) -> list[VisitLine]:
    """Those of one day, a page of them."""
    return list_first(session, which_are(place, Span(on, on)), IN_TURN, limit, offset=offset)

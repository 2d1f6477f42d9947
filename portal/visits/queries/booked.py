"""Visits and meetings of a contract, by day."""

import uuid
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from functools import cache

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.access import NotHere
from portal.clock import end_of_day
from portal.places.contracts import PARTNER, ContractPlace, EngagementPlace
from portal.places.mine import MyEngagement
from portal.records import Engagement, NamedRow, Visit, VisitEngagement, VisitMove
from portal.standing.queries.called import called_then

SHOWN = 12


def is_booked(known: date | None = None) -> sa.ColumnElement[bool]:
    """Of a visit: whether it is ahead or has been, as far as was known that evening, or is now."""
    if known is None:
        return Visit.cancelled_at.is_(None)
    evening = end_of_day(known)
    return sa.and_(
        Visit.created_at < evening, sa.or_(Visit.cancelled_at.is_(None), Visit.cancelled_at >= evening)
    )


def day_of(known: date | None = None) -> sa.ColumnElement[date]:
    """Of a visit: the day that it had that evening, or has now. What was moved later had its day before."""
    if known is None:
        return sa.type_coerce(Visit.on_date, sa.Date())
    moved_later = (
        sa.select(VisitMove.from_on)
        .where(VisitMove.visit_id == Visit.id, VisitMove.moved_at >= end_of_day(known))
        .order_by(VisitMove.moved_at)
        .limit(1)
        .correlate(Visit)
        .scalar_subquery()
    )
    return sa.func.coalesce(moved_later, Visit.on_date, type_=sa.Date())


def is_moved_since(known: date) -> sa.ColumnElement[bool]:
    """Of a visit: whether it has had another day or time since that evening. Of the one before the day alone
    is kept."""
    return sa.exists().where(VisitMove.visit_id == Visit.id, VisitMove.moved_at >= end_of_day(known))


def time_of(known: date | None = None) -> sa.SQLColumnExpression[time | None]:
    """Of a visit: its time, as far as it is kept what that was by what was known on the evening."""
    return sa.case((~is_moved_since(known), Visit.at_time)) if known else Visit.at_time


def place_of(known: date | None = None) -> sa.SQLColumnExpression[str]:
    """The same of where it is: who moves a visit often moves it elsewhere too."""
    return sa.case((~is_moved_since(known), Visit.place), else_="") if known else Visit.place


def took_place_by(known: date | None = None) -> sa.SQLColumnExpression[datetime | None]:
    """Of a visit: when somebody said that it took place, if anybody had by that evening."""
    said = Visit.took_place_at
    return sa.case((said < end_of_day(known), said)) if known else said


def is_with(engagement_id: uuid.UUID) -> sa.ColumnElement[bool]:
    """Of a visit: whether it is with that engagement's partner, by itself or among others."""
    return sa.exists().where(
        VisitEngagement.visit_id == Visit.id, VisitEngagement.engagement_id == engagement_id
    )


def is_about(contract_id: uuid.UUID, *engagement_ids: uuid.UUID) -> sa.ColumnElement[bool]:
    """Of a visit: whether it is with one of those engagements' partners or about the whole of their contract.

    Found from these, each of them, and not by the day among all that the contract has."""
    of_all = sa.select(Visit.id).where(Visit.contract_id == contract_id, Visit.is_of_all).correlate(None)
    theirs = sa.select(VisitEngagement.visit_id).where(VisitEngagement.engagement_id.in_(engagement_ids))
    return Visit.id.in_(sa.union_all(of_all, theirs))


def is_between(from_on: date, until_on: date, known: date | None = None) -> sa.ColumnElement[bool]:
    """Of a visit that is_about somebody: whether its day is one of these. An index of days does not know this
    expression: a database that has counted its rows would else begin there, with all visits of a contract."""
    return sa.func.coalesce(day_of(known), Visit.on_date, type_=sa.Date()).between(from_on, until_on)


@dataclass(frozen=True, slots=True)
class VisitLine:
    """A visit or meeting. `kind` is a word of VisitKind. `partners` is how many it is with, 0 where it is
    about the whole contract; `first` names the first of them by the alphabet. `at_time` is a time in the
    United Kingdom."""

    visit_id: uuid.UUID
    kind: str
    on_date: date
    at_time: time | None
    place: str
    also: str
    took_place_at: datetime | None
    partners: int
    first: str | None

    @property
    def partner(self) -> str | None:
        """Whom it is with, in words; None where it is about the whole contract."""
        if self.first is None or self.partners < 2:
            return self.first
        return f"{self.first} and {self.partners - 1} more"


def lines(known: date | None = None) -> sa.Select[*tuple[object, ...]]:
    """The columns of VisitLine, without a where."""
    those = sa.select(sa.func.count()).where(VisitEngagement.visit_id == Visit.id).correlate(Visit)
    first = (
        sa.select(sa.func.min(PARTNER.name))
        .select_from(VisitEngagement)
        .join(Engagement, Engagement.id == VisitEngagement.engagement_id)
        .join(PARTNER, PARTNER.id == Engagement.partner_id)
        .where(VisitEngagement.visit_id == Visit.id)
        .correlate(Visit)
    )
    return sa.select(
        Visit.id.label("visit_id"),
        Visit.kind,
        day_of(known).label("on_date"),
        time_of(known).label("at_time"),
        place_of(known).label("place"),
        Visit.also,
        took_place_by(known).label("took_place_at"),
        those.scalar_subquery().label("partners"),
        first.scalar_subquery().label("first"),
    )


def line(row: NamedRow) -> VisitLine:
    return VisitLine(**row._asdict())


def list_visits(
    session: Session, place: ContractPlace, from_on: date, limit: int = SHOWN, known: date | None = None
) -> list[VisitLine]:
    """The next visits from a day on, soonest first; those that were booked by that evening, or are now."""
    if known is None:
        asked = {"contract_id": place.contract_id, "from_on": from_on, "most": limit}
        return [line(row) for row in session.execute(next_now(), asked)]
    of_contract = (Visit.contract_id == place.contract_id, day_of(known) >= from_on, is_booked(known))
    order = (day_of(known), Visit.at_time.nulls_last(), Visit.id)
    return list_first(session, of_contract, order, limit, known)


@cache
def next_now() -> sa.Select[*tuple[object, ...]]:
    """The same as it is booked now: put together once."""
    its, on = Visit.contract_id == sa.bindparam("contract_id"), sa.bindparam("from_on", type_=sa.Date())
    order = (day_of(), Visit.at_time.nulls_last(), Visit.id)
    most = sa.bindparam("most", type_=sa.Integer())
    return first_of((its, day_of() >= on, is_booked()), order, most)


def list_first(
    session: Session,
    which: Sequence[sa.ColumnElement[bool]],
    order: Sequence[sa.SQLColumnExpression[object]],
    limit: int,
    known: date | None = None,
    offset: int = 0,
) -> list[VisitLine]:
    found = [line(row) for row in session.execute(first_of(which, order, limit, known, offset))]
    return named_then(session, found, known) if known else found


def named_then(session: Session, found: list[VisitLine], known: date) -> list[VisitLine]:
    """Each with whom it is with by the names of that evening."""
    of = {each.visit_id for each in found if each.first}
    if not of:
        return found
    columns = (VisitEngagement.visit_id, VisitEngagement.engagement_id)
    rows = session.execute(sa.select(*columns).where(VisitEngagement.visit_id.in_(of))).all()
    called = called_then(session, {row.engagement_id for row in rows}, known)
    names: defaultdict[uuid.UUID, list[str]] = defaultdict(list)
    for row in rows:
        if row.engagement_id in called:
            names[row.visit_id].append(called[row.engagement_id]["partner"])
    return [replace(each, first=min(names[each.visit_id], default=each.first)) for each in found]


def first_of(
    which: Sequence[sa.ColumnElement[bool]],
    order: Sequence[sa.SQLColumnExpression[object]],
    limit: int | sa.BindParameter[int],
    known: date | None = None,
    offset: int = 0,
) -> sa.Select[*tuple[object, ...]]:
    """The first of those visits. They are cut first, then told in full: whom each is with is not asked of
    all."""
    first = sa.select(Visit.id).where(*which).order_by(*order).limit(limit)
    cut = (first.offset(offset) if offset else first).subquery()
    return lines(known).join(cut, cut.c.id == Visit.id).order_by(*order)


def list_unsaid(
    session: Session, place: ContractPlace, until_on: date, limit: int = SHOWN
) -> list[VisitLine]:
    """Those whose day has been by then, and of which nobody has said whether they took place; the latest
    first."""
    which = (
        Visit.contract_id == place.contract_id,
        Visit.on_date <= until_on,
        Visit.took_place_at.is_(None),
        is_booked(),
    )
    return list_first(session, which, (Visit.on_date.desc(), Visit.id), limit)


def get_visit(session: Session, place: ContractPlace, visit_id: uuid.UUID) -> VisitLine:
    """A visit of the contract; raises NotHere."""
    row = session.execute(
        lines().where(Visit.id == visit_id, Visit.contract_id == place.contract_id, is_booked())
    ).one_or_none()
    if row is None:
        raise NotHere
    return line(row)


def find_next_visit(session: Session, place: EngagementPlace, today: date) -> date | None:
    """The day of the next visit or meeting that is about the engagement, or about the whole contract."""
    return session.scalar(
        sa.select(sa.func.min(Visit.on_date)).where(
            is_between(today, date.max),
            is_booked(),
            is_about(place.contract.contract_id, place.engagement_id),
        )
    )


def next_visits(
    session: Session, engagements: Sequence[MyEngagement], today: date, known: date | None = None
) -> dict[uuid.UUID, tuple[str, date]]:
    """By engagement, kind and day of the next visit or meeting on one of its days, from today on or from the
    evening on which it was known."""
    if not engagements:
        return {}
    on_date = day_of(known).label("on_date")
    coming = sa.select(Visit.contract_id, Visit.kind, on_date).where(
        day_of(known) >= (known or today), is_booked(known)
    )
    contracts = {each.contract_id for each in engagements}
    ids = [each.engagement_id for each in engagements]
    with_them = (
        coming.add_columns(VisitEngagement.engagement_id)
        .join(VisitEngagement, VisitEngagement.visit_id == Visit.id)
        .where(VisitEngagement.engagement_id.in_(ids))
    )
    with_all = coming.add_columns(sa.null().label("engagement_id")).where(
        Visit.contract_id.in_(contracts), Visit.is_of_all
    )
    rows = session.execute(sa.union_all(with_them, with_all).order_by("on_date")).all()
    found: dict[uuid.UUID, tuple[str, date]] = {}
    for each in engagements:
        for row in rows:
            is_theirs = row.contract_id == each.contract_id and row.engagement_id in {
                None,
                each.engagement_id,
            }
            if is_theirs and row.on_date in each.span:
                found.setdefault(each.engagement_id, (row.kind, row.on_date))
    return found

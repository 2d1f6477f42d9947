"""Visits and meetings that took place before a day."""

import uuid
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.places.contracts import ContractPlace
from portal.records import Visit, VisitEngagement
from portal.visits.queries.booked import VisitLine, is_about, is_booked, list_first


@dataclass(frozen=True, slots=True)
class Before:
    """When the one before was held. `is_of_kind` where it was of the kind that was asked about; `is_one_day`
    unless those engagements had theirs on several days: `on_date` is then the first of these."""

    on_date: date
    is_of_kind: bool
    is_one_day: bool


def find_meeting_before(
    session: Session, place: ContractPlace, on: date, kind: str, only: Collection[uuid.UUID] = ()
) -> Before | None:
    """The last one of that kind before a day, of any kind where there is none; None where nothing took place
    before it."""
    of_kind = days_last_held(session, place, on, only, kind)
    days = of_kind or days_last_held(session, place, on, only)
    return Before(min(days), bool(of_kind), len(days) == 1) if days else None


def find_last_held(
    session: Session, place: ContractPlace, on: date, only: Collection[uuid.UUID] = ()
) -> date | None:
    """The day of the last one that took place before a day. With `only` some engagements it is one that was
    about them; where they had theirs on several days the first of these, so that of none anything is left
    out. None where there was none, or not with each of them."""
    return min(days_last_held(session, place, on, only), default=None)


def days_last_held(
    session: Session, place: ContractPlace, on: date, only: Collection[uuid.UUID] = (), kind: str = ""
) -> set[date]:
    """The days of the last one before a day with each of these engagements, or of any where none are named;
    of any kind where none is named. Empty where there was none, or not with each of them."""
    query = sa.select(sa.func.max(Visit.on_date)).where(
        Visit.contract_id == place.contract_id,
        Visit.on_date < on,
        Visit.took_place_at.is_not(None),
        is_booked(),
        *((Visit.kind == kind,) if kind else ()),
    )
    if not only:
        last_on = session.scalar(query)
        return {last_on} if last_on else set()
    of_all = session.scalar(query.where(Visit.is_of_all)) or date.min
    theirs = (
        query.add_columns(VisitEngagement.engagement_id)
        .join(VisitEngagement, VisitEngagement.visit_id == Visit.id)
        .where(VisitEngagement.engagement_id.in_(only))
        .group_by(VisitEngagement.engagement_id)
    )
    last: dict[uuid.UUID, date] = {each: on for on, each in session.execute(theirs)}
    days = {max(of_all, last.get(each, date.min)) for each in only}
    return set() if date.min in days else days


def list_held_before(
    session: Session, place: ContractPlace, on: date, limit: int, only: Collection[uuid.UUID] = ()
) -> list[VisitLine]:
    """Those that took place before a day, the latest first; with `only` some engagements those that are about
    any of them."""
    which = (
        Visit.contract_id == place.contract_id,
        Visit.on_date < on,
        Visit.took_place_at.is_not(None),
        is_booked(),
        *((is_about(place.contract_id, *only),) if only else ()),
    )
    return list_first(session, which, (Visit.on_date.desc(), Visit.id), limit)

"""How many meetings of each kind a year the contract asks for, and how the year stands so far."""

import uuid
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from checklists.calendar import Span
from checklists.meetings_due import Course, YearSoFar, year_so_far
from portal.places.contracts import PARTNER, ContractPlace
from portal.records import Engagement, MeetingsAsked, Visit, VisitEngagement, VisitKind
from portal.visits.queries.booked import is_booked


@dataclass(frozen=True, slots=True)
class Asked:
    """How many a year, for the whole contract or with each of its partners."""

    a_year: int
    with_each: bool = False


@dataclass(frozen=True, slots=True)
class PartnerCourse:
    """How the year of one partner in an area stands."""

    engagement_id: uuid.UUID
    partner_id: uuid.UUID
    partner: str
    area: str
    year: YearSoFar


@dataclass(frozen=True, slots=True)
class KindCourse:
    """How one kind stands: over the whole contract (None where it has not the day), or by partner."""

    kind: str
    asked: Asked
    year: YearSoFar | None
    partners: tuple[PartnerCourse, ...] = ()

    def those(self, course: Course) -> tuple[PartnerCourse, ...]:
        return tuple(each for each in self.partners if each.year.course is course)


@dataclass(frozen=True, slots=True)
class Engaged:
    """A partner in an area, with the days of that."""

    engagement_id: uuid.UUID
    partner_id: uuid.UUID
    partner: str
    area: str
    span: Span


@dataclass(frozen=True, slots=True)
class Day:
    """The day of a visit; without an engagement it is about the whole contract."""

    on: date
    engagement_id: uuid.UUID | None
    took_place: bool


def list_asked(session: Session, place: ContractPlace) -> dict[str, Asked]:
    """By kind, in the order of VisitKind."""
    query = sa.select(MeetingsAsked.kind, MeetingsAsked.a_year, MeetingsAsked.with_each).where(
        MeetingsAsked.contract_id == place.contract_id
    )
    found = {row.kind: Asked(row.a_year, row.with_each) for row in session.execute(query)}
    return {kind.value: found[kind.value] for kind in VisitKind if kind.value in found}


def list_course(session: Session, place: ContractPlace, on: date) -> tuple[KindCourse, ...]:
    """How each kind that is asked for stands on a day. What took place counts only where somebody said so."""
    asked = list_asked(session, place)
    if not asked:
        return ()
    days = days_by_kind(session, place, asked)
    partners = partners_on(session, place, on) if any(each.with_each for each in asked.values()) else []
    return tuple(course_of(place, kind, each, days[kind], partners, on) for kind, each in asked.items())


def course_of(
    place: ContractPlace,
    kind: str,
    asked: Asked,
    days: list[Day],
    partners: list[Engaged],
    on: date,
) -> KindCourse:
    if not asked.with_each:
        whole = Span(place.starts_on, place.ends_on)
        with_all = [(day.on, day.took_place) for day in days if day.engagement_id is None]
        return KindCourse(kind, asked, counted_up(asked.a_year, whole, with_all, on))
    whose: defaultdict[uuid.UUID | None, list[tuple[date, bool]]] = defaultdict(list)
    for day in days:
        whose[day.engagement_id].append((day.on, day.took_place))
    known: dict[Alike, YearSoFar | None] = {}
    found = []
    for each in partners:
        alike = each.span, tuple(sorted([*whose[None], *whose.get(each.engagement_id, ())]))
        if alike not in known:
            known[alike] = counted_up(asked.a_year, *alike, on)
        if year := known[alike]:
            found.append(PartnerCourse(each.engagement_id, each.partner_id, each.partner, each.area, year))
    return KindCourse(kind, asked, None, tuple(found))


Alike = tuple[Span, tuple[tuple[date, bool], ...]]
"""Days of an engagement, and those of its meetings with whether each took place: partners who have the same
of both stand alike, which is worked out once."""


def counted_up(a_year: int, span: Span, days: Collection[tuple[date, bool]], on: date) -> YearSoFar | None:
    """One visit with several partners is one day of each of them."""
    held = [day for day, took_place in days if took_place]
    booked = [day for day, took_place in days if not took_place]
    return year_so_far(a_year, span, held, booked, on)


def days_by_kind(session: Session, place: ContractPlace, kinds: Iterable[str]) -> defaultdict[str, list[Day]]:
    found: defaultdict[str, list[Day]] = defaultdict(list)
    query = (
        sa.select(
            Visit.kind,
            Visit.on_date,
            VisitEngagement.engagement_id,
            Visit.took_place_at.is_not(None).label("took_place"),
        )
        .outerjoin(VisitEngagement, VisitEngagement.visit_id == Visit.id)
        .where(Visit.contract_id == place.contract_id, Visit.kind.in_(list(kinds)), is_booked())
    )
    for row in session.execute(query):
        found[row.kind].append(Day(row.on_date, row.engagement_id, bool(row.took_place)))
    return found


def partners_on(session: Session, place: ContractPlace, on: date) -> list[Engaged]:
    """Those who have the day, by name."""
    query = (
        sa.select(
            Engagement.id,
            Engagement.partner_id,
            PARTNER.name,
            Engagement.area,
            Engagement.starts_on,
            Engagement.ends_on,
        )
        .join(PARTNER, PARTNER.id == Engagement.partner_id)
        .where(
            Engagement.contract_id == place.contract_id,
            Engagement.starts_on <= on,
            Engagement.ends_on >= on,
        )
        .order_by(Engagement.sort_name, Engagement.id)
    )
    return [
        Engaged(row.id, row.partner_id, row.name, row.area, Span(row.starts_on, row.ends_on))
        for row in session.execute(query)
    ]

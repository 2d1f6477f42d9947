"""Commitments of a tender with what was given of them, as they stand."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from checklists.calendar import Span
from checklists.slots import version_on
from checklists.year.promised import (
    Giving,
    Kept,
    PromisedYear,
    accepted_figure,
    asked_in,
    came_late,
    given_by,
    kept,
    promised_years,
    term_of,
)
from checklists.year.rows import NO_YEAR, YearRows
from portal.access import NotHere
from portal.acting.bank_holidays import bank_holidays
from portal.clock import end_of_day, local_day
from portal.commitments.queries.given import Given, given_of
from portal.places.contracts import PARTNER, ContractPlace, EngagementPlace
from portal.records import Commitment, Engagement, NamedRow, Person
from portal.standing.queries.called import Called, called_then
from portal.standing.queries.in_force import list_versions


@dataclass(frozen=True, slots=True)
class YearLine:
    """A year of a commitment; `given` in the order in which it came."""

    year: PromisedYear
    target: Decimal
    given: tuple[Given, ...]

    @property
    def waits(self) -> Given | None:
        """What the lead has still to decide on."""
        last = self.given[-1] if self.given else None
        return last if last and last.answer is None else None

    def givings(self, on: date) -> list[Giving]:
        return given_by([each.giving for each in self.given], on)

    def figure(self, on: date) -> Decimal | None:
        return accepted_figure(self.givings(on))

    def came_late(self, on: date) -> bool:
        return came_late(self.year, self.givings(on))

    def kept(self, on: date) -> Kept:
        return kept(self.target, self.year, self.givings(on), on)


@dataclass(frozen=True, slots=True)
class Struck:
    """That nothing is asked by it any more, and why."""

    because: str
    person: str
    at: datetime

    @property
    def on(self) -> date:
        return local_day(self.at)


@dataclass(frozen=True, slots=True)
class Promised:
    """A commitment; of the lead itself where there is no `engagement_id`."""

    commitment_id: uuid.UUID
    engagement_id: uuid.UUID | None
    partner_id: uuid.UUID | None
    partner: str
    area: str
    title: str
    unit: str
    clause: str
    source: str
    struck: Struck | None
    years: tuple[YearLine, ...]

    def get_year(self, year: int) -> YearLine:
        """Raises NotHere where nothing is promised for that year."""
        for each in self.years:
            if each.year.year == year:
                return each
        raise NotHere


STRIKER = aliased(Person)
LINES = (
    sa.select(
        Commitment,
        Engagement.starts_on,
        Engagement.ends_on,
        Engagement.partner_id,
        Engagement.area,
        PARTNER.name.label("partner"),
        STRIKER.name.label("striker"),
    )
    .outerjoin(Engagement, Engagement.id == Commitment.engagement_id)
    .outerjoin(PARTNER, PARTNER.id == Engagement.partner_id)
    .outerjoin(STRIKER, STRIKER.id == Commitment.struck_by)
    .order_by(sa.func.coalesce(Engagement.sort_name, ""), Engagement.id, Commitment.made_at, Commitment.id)
)


def year_in_force(session: Session, place: ContractPlace, on: date) -> YearRows:
    versions = list_versions(session, [place.contract_id]).get(place.contract_id, ())
    return version_on(versions, on).year if versions else NO_YEAR


def years_of(session: Session, place: ContractPlace, days: Span) -> tuple[PromisedYear, ...]:
    """The years of a contract that the days reach into, each due as its definition says."""
    holidays = bank_holidays(place.ends_on.year + 1)
    term = term_of(year_in_force(session, place, days.until_on))
    return promised_years(place.starts_on, days, holidays, term)


def clause_of(session: Session, place: ContractPlace, on: date) -> str:
    """Where the contract asks for what its tender promised; empty where it says nothing of it."""
    row = asked_in(year_in_force(session, place, on))
    return row.clause if row else ""


def list_promised(session: Session, place: ContractPlace, known: date | None = None) -> list[Promised]:
    """Those of the lead itself first, then by partner, in the order in which they were written down; as far
    as was known that evening."""
    return promised_of(session, place, known, Commitment.contract_id == place.contract_id)


def list_of_partner(session: Session, place: EngagementPlace, known: date | None = None) -> list[Promised]:
    """Those of an engagement that stand."""
    found = promised_of(session, place.contract, known, Commitment.engagement_id == place.engagement_id)
    return [each for each in found if each.struck is None]


def get_promised(session: Session, place: ContractPlace, commitment_id: uuid.UUID) -> Promised:
    """Raises NotHere."""
    its = Commitment.contract_id == place.contract_id
    for each in promised_of(session, place, None, its, Commitment.id == commitment_id):
        return each
    raise NotHere


def promised_of(
    session: Session, place: ContractPlace, known: date | None, *where: sa.ColumnElement[bool]
) -> list[Promised]:
    there = (Commitment.made_at < end_of_day(known),) if known else ()
    rows = session.execute(LINES.where(*where, *there)).all()
    if not rows:
        return []
    given = given_of(session, [row.Commitment.id for row in rows], known)
    of = {row.Commitment.engagement_id for row in rows if row.Commitment.engagement_id}
    called = called_then(session, of, known) if of else {}
    found, all_days = [], Span(place.starts_on, place.ends_on)
    years: dict[Span, tuple[PromisedYear, ...]] = {}
    for row in rows:
        its = row.Commitment
        then = called.get(its.engagement_id) or called_now(row)
        days = Span(then["starts_on"], then["ends_on"]) if its.engagement_id else all_days
        if days not in years:
            years[days] = years_of(session, place, days)
        lines = tuple(
            YearLine(each, Decimal(its.targets[str(each.year)]), tuple(given[its.id, each.year]))
            for each in years[days]
            if str(each.year) in its.targets
        )
        who = (its.engagement_id, row.partner_id, then["partner"], then["area"])
        said = (its.title, its.unit, its.clause, its.source)
        found.append(Promised(its.id, *who, *said, struck_of(its, row.striker, known), lines))
    return found


def called_now(row: NamedRow) -> Called:
    """Empty of what is the lead's own."""
    partner, area = row.partner or "", row.area or ""
    return Called(partner=partner, area=area, starts_on=row.starts_on, ends_on=row.ends_on)


def struck_of(its: Commitment, striker: str, known: date | None) -> Struck | None:
    if its.struck_at is None or (known and its.struck_at >= end_of_day(known)):
        return None
    return Struck(its.struck_because, striker, its.struck_at)


@dataclass(frozen=True, slots=True)
class Who:
    """An engagement of the contract, as one of whom something can be promised."""

    engagement_id: uuid.UUID
    partner: str
    area: str
    span: Span


def list_who(session: Session, place: ContractPlace) -> Sequence[Who]:
    query = sa.select(
        Engagement.id,
        PARTNER.name.label("partner"),
        Engagement.area,
        Engagement.starts_on,
        Engagement.ends_on,
    ).join(PARTNER, PARTNER.id == Engagement.partner_id)
    its = Engagement.contract_id == place.contract_id
    rows = session.execute(query.where(its).order_by(Engagement.sort_name, Engagement.id))
    return [Who(row.id, row.partner, row.area, Span(row.starts_on, row.ends_on)) for row in rows]

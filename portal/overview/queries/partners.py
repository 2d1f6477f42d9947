"""The partners of a contract with where they stand on a day: searched, filtered, sorted and paged in SQL."""

import uuid
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVarTuple

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from checklists.levels import Counts
from checklists.vocabulary import Level, Stage, State
from portal.overview.queries.narrowing import EVERYTHING, Narrow, narrowing
from portal.overview.queries.overview import Levels, count_levels
from portal.overview.queries.ranks import find_page, rank_in, stands_so
from portal.places.contracts import PARTNER, ContractPlace
from portal.records import (
    Engagement,
    NamedRow,
    OrganisationName,
    Standing,
    StoodIn,
    UnderWay,
)
from portal.standing.queries.as_known import When, known_at, on_day
from portal.standing.queries.called import called_then, is_known_by
from portal.standing.queries.counted import count_on
from portal.standing.queries.levels_at import here_at, levels_at

Columns = TypeVarTuple("Columns")

A_PAGE = 50
SORTS = ("name", "-name", "-blockers", "level")
"""By name either way, most in the way first, worst level first."""
REQUIRED = "required-"
WITH = ("waiting", "returned", "missing", "expired", f"{REQUIRED}missing", f"{REQUIRED}expired")
"""Partners that have something in that stage now, or in that state on the day; or something required so."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for: part of a name, one level, one of WITH, `only` some engagements (all where
    it is empty), and what `narrow` says; sorted by one of SORTS. `waits` are the keys of what may be under
    way: what was sent for another requirement is not asked any more, and waits for nobody. `musts` are those
    of what is required of partners on the day."""

    name: str = ""
    level: Level | None = None
    having: str = ""
    sort: str = "name"
    start: int = 0
    limit: int | None = A_PAGE
    only: frozenset[uuid.UUID] = frozenset()
    narrow: Narrow = EVERYTHING
    waits: frozenset[str] = frozenset()
    musts: frozenset[str] = frozenset()

    @property
    def is_of_all(self) -> bool:
        """Whether all partners, or all of a level, are put in order by how they stand."""
        return not self.is_narrow and not self.sort.endswith("name")

    @property
    def is_narrow(self) -> bool:
        """Whether some are looked for, whatever their level."""
        return bool(self.name or self.having or self.only or self.narrow)


@dataclass(frozen=True, slots=True)
class PartnerLine:
    """A partner on the day. `waiting` and `returned` are submissions under way now."""

    engagement_id: uuid.UUID
    reference: str
    partner: str
    area: str
    starts_on: date
    ends_on: date
    level: Level
    blockers: int
    blockers_with_lead: int
    warnings: int
    asked: int
    in_order: int
    preferred_asked: int
    preferred_in_order: int
    waiting: int = 0
    returned: int = 0


@dataclass(frozen=True, slots=True)
class Found:
    """A page of partners, and how many there are on all pages."""

    lines: tuple[PartnerLine, ...]
    total: int


def order_by(sort: str, table: sa.Subquery) -> list[sa.SQLColumnExpression[object]]:
    """By a name of SORTS; `table` has `level` and `blockers` of each."""
    match sort:
        case "-name":
            return [Engagement.sort_name.desc(), Engagement.id.desc()]
        case "name":
            return [Engagement.sort_name, Engagement.id]
        case _:
            return [rank_in(sort, table), Engagement.sort_name, Engagement.id]


COLUMNS = [
    Engagement.id.label("engagement_id"),
    Engagement.reference,
    PARTNER.name.label("partner"),
    Engagement.area,
    Engagement.starts_on,
    Engagement.ends_on,
]


def list_partners(
    session: Session, place: ContractPlace, when: When, wanted: Wanted, here: int | None = None
) -> Found:
    """A page of the partners wanted with what was under way, and how many there are; in three queries. `here`
    is how many have the day, where they are counted already."""
    lines = list_lines(session, place, when, wanted)
    stages = count_stages(session, [line.engagement_id for line in lines], when.evening, wanted.waits)
    told = []
    for line in lines:
        waiting, returned = stages.get(line.engagement_id, (0, 0))
        told.append(replace(line, waiting=waiting, returned=returned))
    return Found(tuple(told), count_partners(session, place, when, wanted, here))


def list_lines(
    session: Session, place: ContractPlace, when: When, wanted: Wanted, levels: Levels | None = None
) -> tuple[PartnerLine, ...]:
    """A page of the partners wanted, without what is under way. The page is cut first, then told in full: so
    only its own rows are looked up and carried through the sorting. `levels` are those of the day, where they
    are counted already."""
    cut = cut_page(session, place, when, wanted, levels)
    if when.known is None:
        chosen, table = cut.subquery(), levels_at(place.contract_id, when)
        page = told_in_full(chosen, chosen.c.id, table)
    else:
        ids = session.scalars(cut).all()
        table = levels_at(place.contract_id, when, ids)
        page = told_in_full(table, table.c.engagement_id, table)
    lines = [line_of(row) for row in session.execute(page.order_by(*order_by(wanted.sort, table)))]
    called = called_then(session, [line.engagement_id for line in lines], when.known)
    return tuple(
        replace(line, **called[line.engagement_id]) if line.engagement_id in called else line
        for line in lines
    )


def told_in_full(
    chosen: sa.Subquery, engagement_id: sa.ColumnElement[uuid.UUID], table: sa.Subquery
) -> sa.Select[*tuple[object, ...]]:
    """The rows of a page; `table` says how each stands."""
    query = sa.select(*COLUMNS, table.c.level, *(table.c[name] for name in Counts._fields))
    query = query.select_from(chosen).join(Engagement, Engagement.id == engagement_id)
    if chosen is not table:
        query = query.join(table, table.c.engagement_id == Engagement.id)
    return query.join(PARTNER, PARTNER.id == Engagement.partner_id)


def cut_page(
    session: Session, place: ContractPlace, when: When, wanted: Wanted, levels: Levels | None = None
) -> sa.Select[uuid.UUID]:
    """The ids of the engagements on the page. By how they stand only those are sorted that may be on it."""
    is_by_name = wanted.sort.endswith("name") and not wanted.level
    table = (here_at if is_by_name else levels_at)(place.contract_id, when)
    query = narrowed(sa.select(Engagement.id), place, when, wanted, table)
    start = wanted.start
    if wanted.is_of_all:
        counted = levels or count_levels(session, place, [when.on], when.known)[when.on]
        alike, start = find_page(counted.alike, wanted.sort, wanted.level, start, wanted.limit)
        query = query.where(stands_so(alike, table))
    if is_by_name and when.known is None:
        query = query.where(*has_day(when.on))
    else:
        query = query.join(table, table.c.engagement_id == Engagement.id)
    return query.order_by(*order_by(wanted.sort, table)).offset(start).limit(wanted.limit)


def has_day(on: date) -> tuple[sa.ColumnElement[bool], ...]:
    """Of an engagement. Spelt so that it is no way into an index of days: it would be taken for a good one,
    and all that have the day be sorted for the few of a page."""
    starts_on, ends_on = (sa.func.coalesce(each, each) for each in (Engagement.starts_on, Engagement.ends_on))
    return starts_on <= on, ends_on >= on


def line_of(row: NamedRow) -> PartnerLine:
    """Out of a row that has the columns COLUMNS."""
    return PartnerLine(**{**row._asdict(), "level": Level(row.level)})


def count_partners(
    session: Session, place: ContractPlace, when: When, wanted: Wanted, here: int | None = None
) -> int:
    """How many engagements there are whose partner is wanted."""
    if not wanted.level and not wanted.is_narrow:
        if here is not None:
            return here
        return count_on(session, place.contract_id, when).engagements
    table = (levels_at if wanted.level else here_at)(place.contract_id, when)
    query = sa.select(sa.func.count()).select_from(table)
    if wanted.is_narrow:
        query = query.join(Engagement, Engagement.id == table.c.engagement_id)
        query = narrowed(query, place, when, wanted, table)
    elif wanted.level:
        query = query.where(table.c.level == wanted.level.value)
    return session.scalar(query) or 0


def narrowed(
    query: sa.Select[*Columns], place: ContractPlace, when: When, wanted: Wanted, table: sa.Subquery
) -> sa.Select[*Columns]:
    query = query.where(Engagement.contract_id == place.contract_id, *narrowing(place, when, wanted.narrow))
    if wanted.only:
        query = query.where(Engagement.id.in_(wanted.only))
    if wanted.name:
        query = query.where(is_called(wanted.name))
    if wanted.level:
        query = query.where(table.c.level == wanted.level.value)
    state = wanted.having.removeprefix(REQUIRED)
    if state in {State.MISSING, State.EXPIRED}:
        slots = sa.select(Standing.engagement_id).where(
            Standing.contract_id == place.contract_id,
            Standing.state == state,
            *on_day(Standing, when.on, when.known),
        )
        if state != wanted.having:
            slots = slots.where(Standing.requirement_key.in_(wanted.musts))
        query = query.where(Engagement.id.in_(slots))
    elif wanted.having:
        under_way = sa.select(UnderWay.engagement_id).where(
            UnderWay.contract_id == place.contract_id,
            UnderWay.stage == wanted.having,
            UnderWay.requirement_key.in_(wanted.waits),
            *known_at(UnderWay, when.evening),
        )
        query = query.where(Engagement.id.in_(under_way))
    return query


def is_called(name: str) -> sa.ColumnElement[bool]:
    """The partner has or had that in its name."""
    said = sa.func.lower(OrganisationName.name).contains(name.lower(), autoescape=True)
    former = sa.select(OrganisationName.organisation_id).where(said)
    now = Engagement.sort_name.contains(name.casefold(), autoescape=True)
    moved = aliased(Engagement)
    typed = (
        sa.select(StoodIn.engagement_id)
        .join(moved, moved.id == StoodIn.engagement_id)
        .join(OrganisationName, is_known_by(moved.partner_id))
        .where(said)
    )
    never_moved = Engagement.id.not_in(sa.select(StoodIn.engagement_id))
    return sa.or_(now, sa.and_(Engagement.partner_id.in_(former), never_moved), Engagement.id.in_(typed))


def count_stages(
    session: Session, engagement_ids: list[uuid.UUID], evening: date | None, waits: Collection[str]
) -> dict[uuid.UUID, tuple[int, int]]:
    """By engagement, how many submissions were with the lead and how many were returned, of what has one of
    the keys `waits`."""
    found: dict[uuid.UUID, tuple[int, int]] = {}
    query = (
        sa.select(UnderWay.engagement_id, UnderWay.stage, sa.func.count())
        .where(
            UnderWay.engagement_id.in_(engagement_ids),
            UnderWay.requirement_key.in_(waits),
            *known_at(UnderWay, evening),
        )
        .group_by(UnderWay.engagement_id, UnderWay.stage)
    )
    for engagement_id, stage, number in session.execute(query):
        waiting, returned = found.get(engagement_id, (0, 0))
        found[engagement_id] = (number, returned) if stage == Stage.WAITING else (waiting, number)
    return found

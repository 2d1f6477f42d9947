"""The partners of a contract with where they stand on a day: searched, filtered, sorted and paged in SQL."""

import uuid
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, TypeVarTuple

import sqlalchemy as sa
from sqlalchemy.orm import Session

from checklists.vocabulary import Level, Stage, State
from portal.overview.queries.overview import Levels, count_levels
from portal.overview.queries.ranks import RANKS, find_page
from portal.places.contracts import PARTNER, ContractPlace
from portal.records import (
    Engagement,
    EngagementStanding,
    NamedRow,
    OrganisationName,
    Standing,
    UnderWay,
)
from portal.standing.queries.as_known import When, known_at, on_day
from portal.standing.queries.called import called_then

Columns = TypeVarTuple("Columns")

AT_ONCE = 50
SORTS = ("name", "-name", "-blockers", "level")
"""By name either way, most in the way first, worst level first."""
WITH = ("waiting", "returned", "missing", "expired")
"""Partners that have something in that stage now, or in that state on the day."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for: part of a name, one level, one of WITH; sorted by one of SORTS."""

    name: str = ""
    level: Level | None = None
    having: str = ""
    sort: str = "name"
    start: int = 0
    limit: int = AT_ONCE

    @property
    def is_of_all(self) -> bool:
        """Whether all partners, or all of a level, are put in order by how they stand."""
        return not self.name and not self.having and not self.sort.endswith("name")


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


ORDERS: dict[str, list[sa.SQLColumnExpression[Any]]] = {
    "name": [Engagement.sort_name, Engagement.id],
    "-name": [Engagement.sort_name.desc(), Engagement.id.desc()],
    "-blockers": [RANKS["-blockers"], Engagement.sort_name, Engagement.id],
    "level": [RANKS["level"], Engagement.sort_name, Engagement.id],
}
COLUMNS = [
    Engagement.id.label("engagement_id"),
    Engagement.reference,
    PARTNER.name.label("partner"),
    Engagement.area,
    Engagement.starts_on,
    Engagement.ends_on,
    EngagementStanding.level,
    EngagementStanding.blockers,
    EngagementStanding.blockers_with_lead,
    EngagementStanding.warnings,
    EngagementStanding.asked,
    EngagementStanding.in_order,
    EngagementStanding.preferred_asked,
    EngagementStanding.preferred_in_order,
]


def list_partners(session: Session, place: ContractPlace, when: When, wanted: Wanted) -> Found:
    """A page of the partners wanted with what was under way, and how many there are; in three queries."""
    lines = list_lines(session, place, when, wanted)
    stages = count_stages(session, [line.engagement_id for line in lines], when.evening)
    told = []
    for line in lines:
        waiting, returned = stages.get(line.engagement_id, (0, 0))
        told.append(replace(line, waiting=waiting, returned=returned))
    return Found(tuple(told), count_partners(session, place, when, wanted))


def list_lines(
    session: Session, place: ContractPlace, when: When, wanted: Wanted, levels: Levels | None = None
) -> tuple[PartnerLine, ...]:
    """A page of the partners wanted, without what is under way. The page is cut first, then told in full: so
    only its own rows are looked up and carried through the sorting. `levels` are those of the day, where they
    are counted already."""
    cut = cut_page(session, place, when, wanted, levels).subquery()
    page = (
        sa.select(*COLUMNS)
        .select_from(cut)
        .join(Engagement, Engagement.id == cut.c.id)
        .join(EngagementStanding, its_level(when))
        .join(PARTNER, PARTNER.id == Engagement.partner_id)
        .order_by(*ORDERS[wanted.sort])
    )
    lines = [line_of(row) for row in session.execute(page)]
    called = called_then(session, [line.engagement_id for line in lines], when.known)
    return tuple(
        replace(line, **called[line.engagement_id]) if line.engagement_id in called else line
        for line in lines
    )


def its_level(when: When) -> sa.ColumnElement[bool]:
    """An engagement's standing on the day: only those have one whose engagement has that day."""
    same = EngagementStanding.engagement_id == Engagement.id
    return sa.and_(same, *on_day(EngagementStanding, when.on, when.known))


def cut_page(
    session: Session, place: ContractPlace, when: When, wanted: Wanted, levels: Levels | None
) -> sa.Select[uuid.UUID]:
    """The ids of the engagements on the page. By how they stand only those are sorted that may be on it."""
    query = narrowed(sa.select(Engagement.id), place, when, wanted)
    start, table = wanted.start, EngagementStanding
    if wanted.is_of_all:
        counted = levels or count_levels(session, place, [when.on], when.known)[when.on]
        first, last, start = find_page(counted.alike, wanted.sort, wanted.level, start, wanted.limit)
        ranked = RANKS[wanted.sort].between(first, last)
        query = query.where(table.contract_id == place.contract_id, ranked)
    query = query.join(table, its_level(when))
    return query.order_by(*ORDERS[wanted.sort]).offset(start).limit(wanted.limit)


def line_of(row: NamedRow) -> PartnerLine:
    """Out of a row that has the columns COLUMNS."""
    return PartnerLine(**{**row._asdict(), "level": Level(row.level)})


def count_partners(session: Session, place: ContractPlace, when: When, wanted: Wanted) -> int:
    """How many engagements there are whose partner is wanted."""
    table = EngagementStanding
    query = sa.select(sa.func.count()).select_from(table)
    query = query.where(table.contract_id == place.contract_id, *on_day(table, when.on, when.known))
    if wanted.name or wanted.having:
        query = narrowed(query.join(Engagement, Engagement.id == table.engagement_id), place, when, wanted)
    elif wanted.level:
        query = query.where(table.level == wanted.level.value)
    return session.scalar(query) or 0


def narrowed(
    query: sa.Select[*Columns], place: ContractPlace, when: When, wanted: Wanted
) -> sa.Select[*Columns]:
    query = query.where(Engagement.contract_id == place.contract_id)
    if wanted.name:
        query = query.where(is_called(wanted.name))
    if wanted.level:
        query = query.where(EngagementStanding.level == wanted.level.value)
    if wanted.having in {State.MISSING, State.EXPIRED}:
        slots = sa.select(Standing.engagement_id).where(
            Standing.contract_id == place.contract_id,
            Standing.state == wanted.having,
            *on_day(Standing, when.on, when.known),
        )
        query = query.where(Engagement.id.in_(slots))
    elif wanted.having:
        under_way = sa.select(UnderWay.engagement_id).where(
            UnderWay.contract_id == place.contract_id,
            UnderWay.stage == wanted.having,
            *known_at(UnderWay, when.evening),
        )
        query = query.where(Engagement.id.in_(under_way))
    return query


def is_called(name: str) -> sa.ColumnElement[bool]:
    """The partner has or had that in its name."""
    former = sa.select(OrganisationName.organisation_id).where(
        sa.func.lower(OrganisationName.name).contains(name.lower(), autoescape=True)
    )
    now = Engagement.sort_name.contains(name.casefold(), autoescape=True)
    return sa.or_(now, Engagement.partner_id.in_(former))


def count_stages(
    session: Session, engagement_ids: list[uuid.UUID], evening: date | None
) -> dict[uuid.UUID, tuple[int, int]]:
    """By engagement, how many submissions were with the lead and how many were returned."""
    found: dict[uuid.UUID, tuple[int, int]] = {}
    query = (
        sa.select(UnderWay.engagement_id, UnderWay.stage, sa.func.count())
        .where(UnderWay.engagement_id.in_(engagement_ids), *known_at(UnderWay, evening))
        .group_by(UnderWay.engagement_id, UnderWay.stage)
    )
    for engagement_id, stage, number in session.execute(query):
        waiting, returned = found.get(engagement_id, (0, 0))
        found[engagement_id] = (number, returned) if stage == Stage.WAITING else (waiting, number)
    return found

"""The state of a contract on a day, counted from the read models."""

import uuid
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache

import sqlalchemy as sa
from sqlalchemy.orm import Session

from checklists.requirement import Checklist
from checklists.vocabulary import UNMET, Force, Level, Stage
from portal.places.contracts import ContractPlace
from portal.records import EngagementStanding, Standing, UnderWay
from portal.standing.queries.as_known import When, known_at, on_day
from portal.standing.queries.levels_at import levels_at

SUMS = ("asked", "in_order", "preferred_asked", "preferred_in_order")


@dataclass(slots=True)
class Levels:
    """How many partners have each level, and how many slots are asked of them and in order; those that are
    preferred only are counted apart. `alike` has by level and number of blockers how many partners have
    both."""

    partners: dict[Level, int] = field(default_factory=dict)
    asked: int = 0
    in_order: int = 0
    preferred_asked: int = 0
    preferred_in_order: int = 0
    alike: dict[tuple[Level, int], int] = field(default_factory=dict)

    def add(
        self,
        level: Level,
        blockers: int,
        partners: int,
        asked: int,
        in_order: int,
        preferred_asked: int,
        preferred_in_order: int,
    ) -> None:
        self.partners[level] = self.partners.get(level, 0) + partners
        self.alike[level, blockers] = self.alike.get((level, blockers), 0) + partners
        self.asked += asked
        self.in_order += in_order
        self.preferred_asked += preferred_asked
        self.preferred_in_order += preferred_in_order

    @property
    def all_partners(self) -> int:
        return sum(self.partners.values())


@dataclass(frozen=True, slots=True)
class SlotCounts:
    """Must-slots that are missing and expired on the day, and submissions that were with the lead then."""

    missing: int
    expired: int
    waiting: int


def count_levels(
    session: Session,
    place: ContractPlace,
    days: Iterable[date],
    known: date | None = None,
    only: Sequence[uuid.UUID] | None = None,
) -> dict[date, Levels]:
    """By day, the levels of the partners whose engagement has that day, or `only` of these."""
    found = {day: Levels() for day in days}
    tables = [levels_at(place.contract_id, When(day, known), only) for day in found]
    # SQLite would walk all days in the order of levels, to save a sorting of the few rows of one.
    levels = [sa.func.coalesce(table.c.level, table.c.level) for table in tables]
    parts = [
        sa.select(
            sa.literal(number),
            level.label("level"),
            table.c.blockers,
            sa.func.count(),
            sa.func.sum(table.c.asked),
            sa.func.sum(table.c.in_order),
            sa.func.sum(table.c.preferred_asked),
            sa.func.sum(table.c.preferred_in_order),
        ).group_by(level, table.c.blockers)
        for number, (table, level) in enumerate(zip(tables, levels, strict=True))
    ]
    counted = list(found.values())
    for number, level, *counts in session.execute(sa.union_all(*parts)):
        counted[number].add(Level(level), *map(int, counts))
    return found


def sum_levels(
    session: Session, place: ContractPlace, days: Iterable[date], known: date | None = None
) -> dict[date, Levels]:
    """The same without `alike`: in one walk over the partners of a day, which need not be put in order."""
    return {day: levels_on(session, place, When(day, known)) for day in days}


def levels_on(session: Session, place: ContractPlace, when: When) -> Levels:
    if when.known is None:
        row = session.execute(SUMS_NOW, {"contract_id": place.contract_id, "on": when.on}).mappings().one()
    else:
        row = session.execute(summing(levels_at(place.contract_id, when))).mappings().one()
    partners = {each: int(row[each.value]) for each in Level if row[each.value]}
    asked, in_order, preferred_asked, preferred_in_order = (int(row[name] or 0) for name in SUMS)
    return Levels(partners, asked, in_order, preferred_asked, preferred_in_order)


def summing(table: sa.Subquery | type[EngagementStanding]) -> sa.Select[*tuple[object, ...]]:
    columns = table.c if isinstance(table, sa.Subquery) else table.__table__.c
    counts = (
        sa.func.sum(sa.case((columns.level == level.value, 1), else_=0)).label(level.value) for level in Level
    )
    return sa.select(*counts, *(sa.func.sum(columns[name]).label(name) for name in SUMS))


SUMS_NOW = summing(EngagementStanding).where(
    EngagementStanding.contract_id == sa.bindparam("contract_id"),
    EngagementStanding.from_on <= sa.bindparam("on"),
    EngagementStanding.until_on >= sa.bindparam("on"),
)
"""Put together once."""


def must_keys(checklist: Checklist) -> frozenset[str]:
    """Of what is required, and is a partner's to have."""
    musts = (each for each in checklist.requirements if each.force is Force.MUST and each.is_the_partners)
    return frozenset(each.key for each in musts)


def count_slots(
    session: Session, place: ContractPlace, checklist: Checklist, when: When, waits: Collection[str]
) -> SlotCounts:
    """The must-slots in the way on the day, and what waited for the lead's reviewers then, of what has one of
    the keys `waits`."""
    asked = {
        "contract_id": place.contract_id,
        "on": when.on,
        "known": when.known,
        "evening": when.evening,
        "musts": list(must_keys(checklist)),
        "keys": list(waits),
    }
    counting = counting_slots(is_known=when.known is not None, is_past=when.evening is not None)
    counts: dict[str, int] = dict(session.execute(counting, asked).all())
    return SlotCounts(counts.get("missing", 0), counts.get("expired", 0), counts[Stage.WAITING.value])


@cache
def counting_slots(*, is_known: bool, is_past: bool) -> sa.CompoundSelect[str, int]:
    """Put together once. What is a must is told where it is counted: as a condition of the rows it leads
    PostgreSQL to read all standing of everybody."""
    on, known, evening = (sa.bindparam(name, type_=sa.Date()) for name in ("on", "known", "evening"))
    is_must = Standing.requirement_key.in_(sa.bindparam("musts", expanding=True))
    slots = (
        sa.select(Standing.state, sa.func.count(sa.case((is_must, 1))))
        .where(
            Standing.contract_id == sa.bindparam("contract_id"),
            Standing.state.in_(tuple(state.value for state in UNMET)),
            *on_day(Standing, on, known if is_known else None),
        )
        .group_by(Standing.state)
    )
    waiting = sa.select(sa.literal(Stage.WAITING.value), sa.func.count()).where(
        UnderWay.contract_id == sa.bindparam("contract_id"),
        UnderWay.stage == Stage.WAITING.value,
        UnderWay.requirement_key.in_(sa.bindparam("keys", expanding=True)),
        *known_at(UnderWay, evening if is_past else None),
    )
    return sa.union_all(slots, waiting)

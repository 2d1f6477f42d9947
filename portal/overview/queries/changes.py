"""What has changed of a contract between two days, each as it was known then or is known now: in numbers, and
as many lines as are shown. All is counted by the database, and only the lines shown are read."""

import uuid
from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import product
from typing import Generic, TypeVar

import sqlalchemy as sa
from sqlalchemy.orm import Session

from checklists.changes import Change, change_of
from checklists.vocabulary import State
from portal.clock import end_of_day
from portal.overview.queries.parts import Part, parts_of
from portal.places.contracts import ContractPlace
from portal.records import Decision, Engagement, NamedRow, Standing, Submission
from portal.standing.queries.as_known import When, on_day
from portal.standing.queries.levels_at import here_at
from portal.standing.queries.not_in_order import held_up

CHANGE = {
    f"{before or ''} {after or ''}": change.value
    for before, after in product((None, *State), repeat=2)
    if (change := change_of(before, after))
}
"""By the words of both states, what that is."""

Told_co = TypeVar("Told_co", covariant=True)


@dataclass(frozen=True, slots=True)
class Between:
    """The two days, each with what was known of it; of `only` some engagements, of all where it is empty."""

    session: Session
    place: ContractPlace
    before: When
    after: When
    today: date
    only: frozenset[uuid.UUID] = frozenset()
    known: dict[tuple[uuid.UUID, date | None], Part] = field(default_factory=dict)

    @property
    def since(self) -> date:
        """What was done after its evening counts."""
        return min(self.before.on, self.today)

    @property
    def until(self) -> date:
        return min(self.after.on, self.after.known or self.today, self.today)

    def parts(self, ids: Collection[uuid.UUID]) -> dict[uuid.UUID, Part]:
        """Called as they were on the evening of the second day; each is read once for all lists."""
        evening = self.after.known
        wanting = [each for each in ids if (each, evening) not in self.known]
        found = parts_of(self.session, wanting, self.after)
        self.known.update({(each, evening): part for each, part in found.items()})
        return {each: self.known[each, evening] for each in ids if (each, evening) in self.known}

    def its(
        self, column: sa.SQLColumnExpression[uuid.UUID] | sa.SQLColumnExpression[uuid.UUID | None]
    ) -> tuple[sa.ColumnElement[bool], ...]:
        return (column.in_(self.only),) if self.only else ()


@dataclass(frozen=True, slots=True)
class Cut:
    """Which lines are read: so many of each sort, or of each requirement in it where it is `by_key`."""

    limit: int
    start: int = 0
    by_key: bool = False


NUMBERS_ALONE = Cut(0)

TOLD = ("sort", "requirement_key", "engagement_id", "number")
"""The columns of whatever has changed that are the same for all of it."""


@dataclass(frozen=True, slots=True)
class Number:
    """How much it is, and on how many lines that is told."""

    number: int
    lines: int


@dataclass(frozen=True, slots=True)
class Some(Generic[Told_co]):
    """What has changed in one way: how much, by requirement key where it is about requirements; and those
    lines that are read."""

    by_key: Mapping[str, Number] = field(default_factory=dict)
    told: tuple[Told_co, ...] = ()

    @property
    def number(self) -> int:
        return sum(each.number for each in self.by_key.values())

    @property
    def lines(self) -> int:
        return sum(each.lines for each in self.by_key.values())


@dataclass(frozen=True, slots=True)
class SlotChange:
    """A slot that has changed, of an engagement that has both days; `was_found` and `is_found` say whether
    nothing was, or is, wanting but that a finding says so."""

    part: Part
    requirement_key: str
    change: Change
    before: State | None
    after: State | None
    was_found: bool
    is_found: bool


@dataclass(frozen=True, slots=True)
class Done:
    """How much was sent, or decided with one outcome, of one slot in the days between."""

    part: Part
    requirement_key: str
    outcome: str
    number: int


def find_slot_changes(between: Between, cut: Cut) -> dict[Change, Some[SlotChange]]:
    """By partners and requirements. What came or went with its engagement is no change here."""
    changed = changed_slots(between).cte("changed")
    told: defaultdict[str, list[SlotChange]] = defaultdict(list)
    counts, rows = count_and_read(between, changed, cut)
    parts = between.parts({row.engagement_id for row in rows})
    was = held_up(between.session, {place_of(row): row.before for row in rows}, between.before)
    now = held_up(between.session, {place_of(row): row.after for row in rows}, between.after)
    for row in rows:
        part, change, place = parts[row.engagement_id], Change(row.sort), place_of(row)
        states = state(row.before), state(row.after), place in was, place in now
        told[row.sort].append(SlotChange(part, row.requirement_key, change, *states))
    return {each: Some(counts.get(each.value, {}), tuple(told[each.value])) for each in Change}


def place_of(row: NamedRow) -> tuple[uuid.UUID, str]:
    return row.engagement_id, row.requirement_key


def changed_slots(between: Between) -> sa.Select[*tuple[object, ...]]:
    """What is so on both days is read of neither: an interval that holds both, and was known on both
    evenings."""
    days = [sa.and_(*on_day(Standing, each.on, each.known)) for each in (between.before, between.after)]
    sides = sa.union_all(
        *(
            sa.select(
                Standing.engagement_id,
                Standing.requirement_key,
                sa.literal(side).label("side"),
                Standing.state,
            ).where(
                Standing.contract_id == between.place.contract_id,
                *between.its(Standing.engagement_id),
                days[side],
                ~days[1 - side],
            )
            for side in (0, 1)
        )
    ).subquery()
    first, second = (
        sa.func.coalesce(sa.func.max(sa.case((sides.c.side == side, sides.c.state))), "") for side in (0, 1)
    )
    differing = (
        sa.select(
            sides.c.engagement_id, sides.c.requirement_key, first.label("before"), second.label("after")
        )
        .where(
            *(sides.c.engagement_id.in_(here_then(between, each)) for each in (between.before, between.after))
        )
        .group_by(sides.c.engagement_id, sides.c.requirement_key)
        .having(first != second)
        .subquery()
    )
    change = sa.case(CHANGE, value=differing.c.before + " " + differing.c.after)
    return sa.select(differing, change.label("sort"), sa.literal(1).label("number")).where(
        change.is_not(None)
    )


def here_then(between: Between, when: When) -> sa.Select[uuid.UUID]:
    return sa.select(here_at(between.place.contract_id, when).c.engagement_id)


def count_and_read(
    between: Between, table: sa.CTE, cut: Cut
) -> tuple[dict[str, dict[str, Number]], list[NamedRow]]:
    """How much there is by `sort` and by requirement key within it, and of each sort the rows of the cut. All
    in one statement, since to find what has changed is what takes time."""
    counted = counting(table)
    query = sa.union_all(counted, reading(table, cut)) if cut.limit else counted
    counts: defaultdict[str, dict[str, Number]] = defaultdict(dict)
    rows = []
    for row in between.session.execute(query):
        if row.engagement_id is None:
            counts[row.sort][row.requirement_key] = Number(int(row.number), row.nth)
        else:
            rows.append(row)
    return dict(counts), sorted(rows, key=lambda row: row.place)


def counting(table: sa.CTE) -> sa.Select[*tuple[object, ...]]:
    """Rows of no engagement: how much it is, and in place of a row's own number how many lines."""
    others = (sa.null().label(each.name) for each in table.c if each.name not in TOLD)
    key = table.c.sort, table.c.requirement_key
    nobody = sa.cast(sa.null(), sa.Uuid).label("engagement_id")
    number, nth = sa.func.sum(table.c.number).label("number"), sa.func.count().label("nth")
    return sa.select(*key, nobody, number, nth, sa.null().label("place"), *others).group_by(*key)


def reading(table: sa.CTE, cut: Cut) -> sa.Select[*tuple[object, ...]]:
    """The rows of the cut, by partners and requirements: `nth` of those that are cut together, at a `place`
    among all of their sort."""
    others = [each for each in table.c if each.name not in TOLD]
    ordered = Engagement.sort_name, Engagement.area, Engagement.id, table.c.requirement_key, *others
    within = (table.c.sort, table.c.requirement_key) if cut.by_key else (table.c.sort,)
    nth = sa.func.row_number().over(partition_by=within, order_by=ordered).label("nth")
    place = sa.func.row_number().over(partition_by=table.c.sort, order_by=ordered).label("place")
    numbered = (
        sa.select(table, nth, place).join(Engagement, Engagement.id == table.c.engagement_id).subquery()
    )
    told = (numbered.c[name] for name in (*TOLD, "nth", "place"))
    last = cut.start + cut.limit
    beside = (numbered.c[each.name] for each in others)
    return sa.select(*told, *beside).where(numbered.c.nth > cut.start, numbered.c.nth <= last)


def state(word: str) -> State | None:
    return State(word) if word else None


def find_done(between: Between, cut: Cut) -> tuple[Some[Done], Some[Done]]:
    """What was sent after the evening of the first day, up to that of the last; and what was decided, by its
    outcomes."""
    table = sa.union_all(sent(between), decided(between)).cte("done")
    told: defaultdict[str, list[Done]] = defaultdict(list)
    counts, rows = count_and_read(between, table, cut)
    parts = between.parts({row.engagement_id for row in rows})
    for row in rows:
        done = Done(parts[row.engagement_id], row.requirement_key, row.outcome, row.number)
        told[row.sort].append(done)
    first, second = (Some(counts.get(each, {}), tuple(told[each])) for each in ("sent", "decided"))
    return first, second


def sent(between: Between) -> sa.Select[*tuple[object, ...]]:
    columns = Submission.engagement_id, Submission.requirement_key
    return (
        sa.select(
            *columns,
            sa.literal("sent", sa.Text).label("sort"),
            sa.literal("", sa.Text).label("outcome"),
            sa.func.count().label("number"),
        )
        .join(Engagement, Engagement.id == Submission.engagement_id)
        .where(of_contract(between), *moments(Submission.sent_at, between))
        .group_by(*columns)
    )


def decided(between: Between) -> sa.Select[*tuple[object, ...]]:
    columns = Decision.engagement_id, Decision.requirement_key
    return (
        sa.select(
            *columns,
            sa.literal("decided", sa.Text).label("sort"),
            sa.type_coerce(Decision.outcome, sa.Text).label("outcome"),
            sa.func.count().label("number"),
        )
        .join(Engagement, Engagement.id == Decision.engagement_id)
        .where(of_contract(between), *moments(Decision.made_at, between))
        .group_by(*columns, Decision.outcome)
    )


def of_contract(between: Between) -> sa.ColumnElement[bool]:
    mine = between.its(Engagement.id)
    return sa.and_(Engagement.contract_id == between.place.contract_id, *mine)


def moments(
    moment: sa.SQLColumnExpression[datetime] | sa.SQLColumnExpression[datetime | None], between: Between
) -> tuple[sa.ColumnElement[bool], ...]:
    return moment >= end_of_day(between.since), moment < end_of_day(between.until)

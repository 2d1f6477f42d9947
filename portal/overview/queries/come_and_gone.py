"""Whatever else has changed between two days: actions closed, people and partners come and gone."""

import uuid
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import TypeVarTuple

import sqlalchemy as sa

from checklists.changes import Change
from checklists.findings import ActionStep as Step
from checklists.periods import is_away, read_away
from portal.clock import end_of_day
from portal.overview.queries.changes import (
    Between,
    Cut,
    Done,
    Number,
    SlotChange,
    Some,
    find_done,
    find_slot_changes,
    here_then,
    moments,
    of_contract,
)
from portal.overview.queries.parts import Part
from portal.records import Action, ActionStep, AssignmentDays, Engagement, NamedRow
from portal.standing.queries.as_known import When

Columns = TypeVarTuple("Columns")


@dataclass(frozen=True, slots=True)
class Closed:
    """An action that was closed in the days between; without a part it is the lead's own."""

    action_id: uuid.UUID
    part: Part | None
    what: str


@dataclass(frozen=True, slots=True)
class PeopleChange:
    """How many people of a partner's register came and went; of an engagement that has both days."""

    part: Part
    came: int
    went: int


@dataclass(frozen=True, slots=True)
class PartChange:
    """An engagement that one day has and the other has not."""

    part: Part
    has_come: bool


@dataclass(frozen=True, slots=True)
class Found:
    """All that has changed, in numbers and with as many lines as were asked for."""

    slots: dict[Change, Some[SlotChange]]
    sent: Some[Done]
    decided: Some[Done]
    closed: Some[Closed]
    people: Some[PeopleChange]
    parts: Some[PartChange]


def find_changes(between: Between, cut: Cut) -> Found:
    return Found(
        find_slot_changes(between, cut),
        *find_done(between, cut),
        find_closed(between, cut),
        find_people_changes(between, cut),
        find_part_changes(between, cut),
    )


def find_closed(between: Between, cut: Cut) -> Some[Closed]:
    """The actions that were closed after the evening of the first day, up to that of the last; in that
    order."""
    query = (
        sa.select(Action.id, Action.engagement_id, Action.what)
        .join(ActionStep, ActionStep.action_id == Action.id)
        .where(
            Action.contract_id == between.place.contract_id,
            *between.its(Action.engagement_id),
            ActionStep.kind == Step.CLOSED.value,
            *moments(ActionStep.said_at, between),
        )
        .order_by(ActionStep.said_at, Action.id)
    )
    number, rows = count_and_cut(between, query, cut)
    parts = between.parts({row.engagement_id for row in rows if row.engagement_id})
    told = tuple(Closed(row.id, parts.get(row.engagement_id), row.what) for row in rows)
    return Some({"": Number(number, number)}, told)


def count_and_cut(between: Between, query: sa.Select[*Columns], cut: Cut) -> tuple[int, list[NamedRow]]:
    """How many rows there are, and those of the cut."""
    inner = query.order_by(None).subquery()
    number = between.session.scalar(sa.select(sa.func.count()).select_from(inner)) or 0
    if not number or not cut.limit:
        return number, []
    return number, list(between.session.execute(query.offset(cut.start).limit(cut.limit)))


def find_people_changes(between: Between, cut: Cut) -> Some[PeopleChange]:
    """By partner, how many were on its register on one day and not on the other."""
    rows = between.session.execute(days_said(between)).all()
    first, second = on_register(rows, between.before), on_register(rows, between.after)
    came, went = (Counter(each for each, _ in some) for some in (second - first, first - second))
    ids = in_order(between, came.keys() | went.keys())
    parts = between.parts(ids[cut.start : cut.start + cut.limit])
    told = (PeopleChange(parts[each], came[each], went[each]) for each in ids if each in parts)
    number = sum(came[each] + went[each] for each in ids)
    return Some({"": Number(number, len(ids))}, tuple(told))


def days_said(between: Between) -> sa.Select[*tuple[object, ...]]:
    """All that was said of the days of those who may be on the register on one of the two days and not on the
    other: something was said of them later than was known of one, a day of theirs lies between, or they were
    away."""
    table = AssignmentDays
    first, last = sorted((between.before.on, between.after.on))
    known = [each.known for each in (between.before, between.after) if each.known]
    changes = [
        table.from_on.between(first, last),
        table.until_on.between(first, last),
        table.away.is_not(None),
        *([table.recorded_at >= end_of_day(min(known))] if known else []),
    ]
    its = sa.and_(Engagement.id == table.engagement_id, of_contract(between))
    those = sa.select(table.worker_id).join(Engagement, its).where(sa.or_(*changes))
    return (
        sa.select(
            table.worker_id, table.engagement_id, table.from_on, table.until_on, table.away, table.recorded_at
        )
        .join(Engagement, its)
        .where(table.worker_id.in_(those))
        .order_by(table.recorded_at, table.id)
    )


def in_order(between: Between, ids: Collection[uuid.UUID]) -> list[uuid.UUID]:
    """Those of the engagements that have both days, by name."""
    if not ids:
        return []
    both = (Engagement.id.in_(here_then(between, each)) for each in (between.before, between.after))
    query = sa.select(Engagement.id).where(Engagement.id.in_(ids), *both)
    return list(between.session.scalars(query.order_by(Engagement.sort_name, Engagement.area, Engagement.id)))


def on_register(rows: Iterable[NamedRow], when: When) -> set[tuple[uuid.UUID, uuid.UUID]]:
    """Engagement and worker, by what was said last of each by that evening."""
    said: dict[tuple[uuid.UUID, uuid.UUID], NamedRow] = {}
    for row in rows:
        if when.known is None or row.recorded_at < end_of_day(when.known):
            said[row.engagement_id, row.worker_id] = row
    return {key for key, row in said.items() if has_day(row, when)}


def has_day(row: NamedRow, when: When) -> bool:
    on = when.on
    if row.from_on is None or row.from_on > on or (row.until_on and row.until_on < on):
        return False
    return not is_away(read_away(row.away), on)


def find_part_changes(between: Between, cut: Cut) -> Some[PartChange]:
    """First those that came, then those that went; each by name."""
    before, after = (here_then(between, each) for each in (between.before, between.after))
    is_after = Engagement.id.in_(after)
    query = (
        sa.select(Engagement.id, is_after.label("has_come"))
        .where(of_contract(between), is_after != Engagement.id.in_(before))
        .order_by(sa.desc("has_come"), Engagement.sort_name, Engagement.area, Engagement.id)
    )
    number, rows = count_and_cut(between, query, cut)
    parts = between.parts({row.id for row in rows})
    told = tuple(PartChange(parts[row.id], bool(row.has_come)) for row in rows)
    return Some({"": Number(number, number)}, told)

"""What the read models hold of some slots of an engagement, and of its levels."""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from checklists.calendar import Span, day_before
from checklists.in_hand import Held, InHandDays, over_days
from checklists.intervals import Interval, with_lapses
from checklists.levels import Counts, LevelInterval, Share
from checklists.vocabulary import Level, Stage, State
from portal.records import NOW, EngagementStanding, LevelShare, Standing, UnderWay, table_of
from portal.standing.queries.as_known import ReadModel
from portal.standing.queries.slots import lines

Values = Mapping[str, Any] | sa.RowMapping
"""A row by the names of its columns."""


@dataclass(frozen=True, slots=True)
class Kept:
    """The rows of some slots, as they are known now or were until the evening before; of `under_way` also all
    that was so on past evenings. `intervals` has by requirement key what those of `standing` say that are
    known now, as the rules gave it."""

    standing: Sequence[Values]
    shares: Sequence[Values]
    under_way: Sequence[Values]
    intervals: Mapping[str, tuple[Interval, ...]]

    def newest(self) -> date:
        """The last evening from which anything of it is known."""
        rows = (*self.standing, *self.shares, *self.under_way)
        return max((row["known_from"] for row in rows), default=date.min)


def find_kept(session: Session, engagement_id: uuid.UUID, keys: Sequence[str], evening: date) -> Kept:
    """The rows of the slots of these keys, as a rewrite of that evening finds them."""
    standing = rows_of(session, Standing, [engagement_id], evening, keys)
    shares = rows_of(session, LevelShare, [engagement_id], evening, keys)
    under_way = rows_of(session, UnderWay, [engagement_id], None, keys)
    now = intervals_of(row for row in standing if row["known_until"] == NOW)
    return Kept(standing, shares, under_way, now)


def intervals_of(standing: Iterable[Values]) -> dict[str, tuple[Interval, ...]]:
    found: dict[str, list[Interval]] = {}
    for row in sorted(standing, key=lambda row: row["from_on"]):
        found.setdefault(row["requirement_key"], []).append(interval_of(row))
    return {key: with_lapses(intervals) for key, intervals in found.items()}


def rows_of(
    session: Session,
    model: ReadModel,
    engagement_ids: Sequence[uuid.UUID],
    evening: date | None,
    keys: Sequence[str] | None = None,
) -> Sequence[Values]:
    """The rows of a read model of these engagements, or of some slots: those that are known now or were until
    the evening before this one; without one those of all evenings."""
    evenings = (NOW, day_before(evening)) if evening else ()
    values = {"engagement_ids": engagement_ids, "keys": keys, "evenings": evenings}
    query = kept_rows(model, of_evenings=evening is not None, of_slots=keys is not None)
    return session.execute(query, values).mappings().all()


@cache
def kept_rows(model: ReadModel, *, of_evenings: bool, of_slots: bool) -> sa.Select[*tuple[object, ...]]:
    table = table_of(model)
    query = sa.select(table).where(table.c.engagement_id.in_(sa.bindparam("engagement_ids", expanding=True)))
    if of_evenings:
        query = query.where(table.c.known_until.in_(sa.bindparam("evenings", expanding=True)))
    if of_slots:
        query = query.where(table.c.requirement_key.in_(sa.bindparam("keys", expanding=True)))
    return query


def interval_of(row: Values) -> Interval:
    parts, also = lines(row["parts"]), lines(row["also"])
    state, from_on, until_on = State(row["state"]), row["from_on"], row["until_on"]
    return Interval(state, from_on, until_on, parts, row["lapsed_on"], also)


def share_of(row: Values) -> Share:
    return Share(row["from_on"], row["until_on"], Counts(**{name: row[name] for name in Counts._fields}))


def in_hand_of(rows: Iterable[Values]) -> dict[str, InHandDays]:
    """By requirement key, what rows of `under_way` say was under way from day to day."""
    found: dict[str, list[Held]] = {}
    for row in rows:
        held = Held(row["part_key"], Stage(row["stage"]), Span(row["known_from"], row["known_until"]))
        found.setdefault(row["requirement_key"], []).append(held)
    return {key: over_days(held) for key, held in found.items()}


OF_LEVELS = table_of(EngagementStanding).c
LEVELS = (
    sa.select(
        OF_LEVELS.from_on, OF_LEVELS.until_on, OF_LEVELS.level, *(OF_LEVELS[name] for name in Counts._fields)
    )
    .where(OF_LEVELS.engagement_id == sa.bindparam("engagement_id"))
    .order_by(OF_LEVELS.from_on)
)


def find_levels(session: Session, engagement_id: uuid.UUID) -> list[LevelInterval]:
    """The intervals of readiness of the engagement, as they are known now."""
    rows = session.execute(LEVELS, {"engagement_id": engagement_id}).mappings()
    return [LevelInterval(**{**row, "level": Level(row["level"])}) for row in rows]

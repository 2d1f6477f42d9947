"""What the read models hold of some slots of an engagement, and of its levels."""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from checklists.calendar import Span
from checklists.in_hand import Held, InHandDays, over_days
from checklists.intervals import Interval, with_lapses
from checklists.levels import LevelInterval
from checklists.vocabulary import Level, Stage, State
from portal.records import NOW, Standing, UnderWay
from portal.standing.queries.as_known import ReadModel, known_at
from portal.standing.queries.slots import lines

Values = Mapping[str, Any] | sa.RowMapping
"""A row by the names of its columns."""


@dataclass(frozen=True, slots=True)
class Kept:
    """The rows of some slots, as they are known now; of `under_way` also all that was so on past evenings.
    `intervals` has by requirement key what those of `standing` say, as the rules gave it, but since when
    something has expired."""

    standing: Sequence[Values]
    under_way: Sequence[Values]
    intervals: Mapping[str, tuple[Interval, ...]]

    @property
    def under_way_now(self) -> list[Values]:
        return [row for row in self.under_way if row["known_until"] == NOW]

    def newest(self) -> date:
        """The last evening from which anything of it is known."""
        return max((row["known_from"] for row in (*self.standing, *self.under_way)), default=date.min)


def find_kept(session: Session, engagement_id: uuid.UUID, keys: Sequence[str]) -> Kept:
    """The rows of the slots of these keys."""
    standing = rows_of(
        session, Standing, [engagement_id], *known_at(Standing, None), Standing.requirement_key.in_(keys)
    )
    under_way = rows_of(session, UnderWay, [engagement_id], UnderWay.requirement_key.in_(keys))
    return Kept(standing, under_way, intervals_of(standing))


def intervals_of(standing: Sequence[Values]) -> dict[str, tuple[Interval, ...]]:
    found: dict[str, list[Interval]] = {}
    for row in sorted(standing, key=lambda row: row["from_on"]):
        found.setdefault(row["requirement_key"], []).append(interval_of(row))
    return {key: with_lapses(intervals) for key, intervals in found.items()}


def rows_of(
    session: Session,
    table: ReadModel,
    engagement_ids: Sequence[uuid.UUID],
    *narrowed: sa.ColumnElement[bool],
) -> Sequence[Values]:
    """The rows of a read model of these engagements, of all evenings unless `narrowed`."""
    query = sa.select(*table.__table__.columns).where(table.engagement_id.in_(engagement_ids), *narrowed)
    return session.execute(query).mappings().all()


def interval_of(row: Values) -> Interval:
    parts, also = lines(row["parts"]), lines(row["also"])
    return Interval(State(row["state"]), row["from_on"], row["until_on"], parts, also=also)


def in_hand_of(rows: Iterable[Values]) -> dict[str, InHandDays]:
    """By requirement key, what rows of `under_way` say was under way from day to day."""
    found: dict[str, list[Held]] = {}
    for row in rows:
        held = Held(row["part_key"], Stage(row["stage"]), Span(row["known_from"], row["known_until"]))
        found.setdefault(row["requirement_key"], []).append(held)
    return {key: over_days(held) for key, held in found.items()}


def levels_kept(rows: Sequence[Values]) -> list[LevelInterval]:
    """The intervals of readiness of rows of `engagement_standing`."""
    levels = [
        LevelInterval(
            row["from_on"],
            row["until_on"],
            Level(row["level"]),
            blockers=row["blockers"],
            blockers_with_lead=row["blockers_with_lead"],
            warnings=row["warnings"],
            asked=row["asked"],
            in_order=row["in_order"],
            preferred_asked=row["preferred_asked"],
            preferred_in_order=row["preferred_in_order"],
        )
        for row in rows
    ]
    return sorted(levels, key=lambda each: each.from_on)

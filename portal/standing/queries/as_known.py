"""Which rows of the read models answer: those of a day, as they were known on an evening."""

from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from portal.records import NOW, EngagementStanding, LevelShare, Standing, UnderWay

ReadModel = type[Standing | LevelShare | UnderWay]
"""Those that say on which evenings each of their rows was known."""


Day = date | sa.BindParameter[date]
"""A day, or where one goes into a statement that is put together once."""


def known_at(table: ReadModel, known: Day | None) -> tuple[sa.ColumnElement[bool], ...]:
    """What was known on the evening of that day; without one, what is known now."""
    if known is None:
        return (table.known_until == NOW,)
    return table.known_until >= known, table.known_from <= known


def on_day(
    table: type[Standing | LevelShare], on: Day, known: Day | None = None
) -> tuple[sa.ColumnElement[bool], ...]:
    """The intervals that hold the day, as known then."""
    return *known_at(table, known), table.from_on <= on, table.until_on >= on


def level_on(on: date) -> tuple[sa.ColumnElement[bool], ...]:
    """The intervals of engagements that hold the day, as known now."""
    return EngagementStanding.from_on <= on, EngagementStanding.until_on >= on


def evening_of(on: date, today: date, known: date | None) -> date | None:
    """The evening that says what was under way on a day: its own where it is past, as far as it is known;
    None for what is under way now."""
    evening = min(on, known or today)
    return evening if evening < today else None


@dataclass(frozen=True, slots=True)
class When:
    """The day asked about, the evening on which it was known, and the evening that says what was under way;
    None for now."""

    on: date
    known: date | None = None
    evening: date | None = None


def when_asked(on: date, today: date, known: date | None) -> When:
    return When(on, known, evening_of(on, today, known))

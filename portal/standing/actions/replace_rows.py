"""Rows of a read model that are no longer so are closed, others are added; none that was known is lost."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from checklists.calendar import day_before
from portal.records import NOW, table_of
from portal.standing.queries.as_known import ReadModel
from portal.standing.queries.evenings import Values as Content

Row = Mapping[str, Any] | sa.RowMapping
EVENINGS = frozenset({"known_from", "known_until"})


def replace_rows(
    session: Session, model: ReadModel, kept: Iterable[Row], wanted: Iterable[Content], evening: date
) -> list[Row]:
    """From that evening on the wanted rows are so, instead of the `kept` ones. These are all of the same
    slots or engagements that are known now, none from a later evening, or were until the evening before. What
    stays the same is left alone. What became of the kept rows, and what came to them."""
    table, yesterday = table_of(model), day_before(evening)
    before: dict[frozenset[tuple[str, object]], Row] = {}
    closed: dict[frozenset[tuple[str, object]], Row] = {}
    for row in kept:
        (before if row["known_until"] == NOW else closed)[content_of(row)] = row
    after = {frozenset(row.items()): row for row in wanted}
    stale = [row for content, row in before.items() if content not in after]
    fresh = [content for content in after if content not in before]
    # What was so until yesterday goes on, as if nothing had happened today.
    again = [closed.pop(content) for content in fresh if content in closed]
    of_today = [row for row in stale if row["known_from"] == evening]
    earlier = [row for row in stale if row["known_from"] < evening]
    new = [
        {**after[content], "known_from": evening, "known_until": NOW}
        for content in fresh
        if content not in {content_of(row) for row in again}
    ]
    forget(session, table, of_today)
    end(session, table, [*((row, yesterday) for row in earlier), *((row, NOW) for row in again)])
    if new:
        session.execute(adding(table), new)
    return [
        *(row for content, row in before.items() if content in after),
        *closed.values(),
        *({**row, "known_until": yesterday} for row in earlier),
        *({**row, "known_until": NOW} for row in again),
        *new,
    ]


def content_of(row: Row) -> frozenset[tuple[str, object]]:
    return frozenset((name, value) for name, value in row.items() if name not in EVENINGS)


def forget(session: Session, table: sa.Table, rows: Sequence[Row]) -> None:
    """What was only of this day was never known on any evening."""
    if rows:
        session.connection().execute(forgetting(table), [old_key(table, row) for row in rows])


def end(session: Session, table: sa.Table, ends: Sequence[tuple[Row, date]]) -> None:
    """Each row was known until that evening; one statement for all."""
    if ends:
        values = [{**old_key(table, row), "last_evening": until} for row, until in ends]
        session.connection().execute(ending(table), values)


@cache
def adding(table: sa.Table) -> sa.Insert:
    return sa.insert(table)


@cache
def forgetting(table: sa.Table) -> sa.Delete:
    return sa.delete(table).where(*that_row(table))


@cache
def ending(table: sa.Table) -> sa.Update:
    return sa.update(table).where(*that_row(table)).values(known_until=sa.bindparam("last_evening"))


def that_row(table: sa.Table) -> list[sa.ColumnElement[bool]]:
    return [column == sa.bindparam(f"old_{column.name}") for column in table.primary_key]


def old_key(table: sa.Table, row: Row) -> dict[str, object]:
    return {f"old_{column.name}": row[column.name] for column in table.primary_key}

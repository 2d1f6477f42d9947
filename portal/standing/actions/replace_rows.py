"""Rows of a read model that are no longer so are closed, others are added; none that was known is lost."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, cast

import sqlalchemy as sa
from sqlalchemy.orm import Session

from checklists.calendar import day_before
from portal.records import NOW
from portal.standing.queries.as_known import ReadModel
from portal.standing.queries.evenings import Values as Content

Row = Mapping[str, Any] | sa.RowMapping
EVENINGS = frozenset({"known_from", "known_until"})


def replace_rows(
    session: Session, model: ReadModel, kept: Iterable[Row], wanted: Iterable[Content], evening: date
) -> list[Row]:
    """From that evening on the wanted rows are so, instead of the `kept` ones, which are all that are known
    now of the same slots or engagements, none from a later evening. What stays the same is left alone. What
    became of the kept rows, and what came to them."""
    table = cast("sa.Table", model.__table__)
    before = {content_of(row): row for row in kept}
    after = {frozenset(row.items()): dict(row) for row in wanted}
    stale = [row for content, row in before.items() if content not in after]
    fresh = [row for content, row in after.items() if content not in before]
    if stale:
        close(session, table, stale, evening)
    if fresh:
        add(session, table, fresh, evening)
    return [
        *(row for content, row in before.items() if content in after),
        *({**row, "known_until": day_before(evening)} for row in stale if row["known_from"] < evening),
        *({**row, "known_from": evening, "known_until": NOW} for row in fresh),
    ]


def content_of(row: Row) -> frozenset[tuple[str, Any]]:
    return frozenset((name, value) for name, value in row.items() if name not in EVENINGS)


def close(session: Session, table: sa.Table, stale: Sequence[Row], evening: date) -> None:
    """Each was known until the evening before; what is only of this day was never known on any."""
    of_today = [row for row in stale if row["known_from"] == evening]
    earlier = [row for row in stale if row["known_from"] < evening]
    if of_today:
        session.execute(sa.delete(table).where(*that_row(table)), [old_key(table, row) for row in of_today])
    if earlier:
        closing = sa.update(table).where(*that_row(table)).values(known_until=day_before(evening))
        run_many(session, closing, [old_key(table, row) for row in earlier])


def add(session: Session, table: sa.Table, fresh: Sequence[dict[str, Any]], evening: date) -> None:
    """What was so until the evening before goes on, as if nothing had happened today."""
    ids = {row["engagement_id"] for row in fresh}
    until_yesterday = sa.select(table).where(
        table.c.engagement_id.in_(ids), table.c.known_until == day_before(evening)
    )
    closed = {content_of(row): row for row in session.execute(until_yesterday).mappings()}
    again = [closed[content] for row in fresh if (content := frozenset(row.items())) in closed]
    new = [row for row in fresh if frozenset(row.items()) not in closed]
    if again:
        reopening = sa.update(table).where(*that_row(table)).values(known_until=NOW)
        run_many(session, reopening, [old_key(table, row) for row in again])
    if new:
        rows = [{**row, "known_from": evening, "known_until": NOW} for row in new]
        session.execute(sa.insert(table), rows)


def run_many(session: Session, statement: sa.Update, old: Sequence[dict[str, Any]]) -> None:
    """One statement for many rows."""
    session.connection().execute(statement, old)


def that_row(table: sa.Table) -> list[sa.ColumnElement[bool]]:
    return [column == sa.bindparam(f"old_{column.name}") for column in table.primary_key]


def old_key(table: sa.Table, row: Row) -> dict[str, Any]:
    return {f"old_{column.name}": row[column.name] for column in table.primary_key}

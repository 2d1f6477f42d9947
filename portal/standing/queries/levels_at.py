"""How engagements stand on a day, as it is known now or was known on an evening: one row each."""

import uuid
from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from checklists.levels import Counts
from checklists.vocabulary import Level
from portal.records import Engagement, EngagementStanding, LevelShare
from portal.standing.queries.as_known import When, level_on, on_day

HERE = ""
"""The key of the share that an engagement has on each of its days."""

IS_HERE = LevelShare.requirement_key == sa.literal_column("''", sa.Text)
"""Spelt out, since SQLite looks into the index of such shares only where it reads so."""


def here_at(contract_id: uuid.UUID, when: When) -> sa.Subquery:
    """The engagements that have the day: `engagement_id`."""
    if when.known is None:
        here = aliased(Engagement)
        days = (here.starts_on <= when.on, here.ends_on >= when.on)
        return (
            sa.select(here.id.label("engagement_id")).where(here.contract_id == contract_id, *days).subquery()
        )
    table = LevelShare
    within = (IS_HERE, *on_day(table, when.on, when.known))
    return sa.select(table.engagement_id).where(table.contract_id == contract_id, *within).subquery()


def levels_at(contract_id: uuid.UUID, when: When, only: Sequence[uuid.UUID] | None = None) -> sa.Subquery:
    """The same with `level` and the counts, of all of the contract or `only` of these."""
    if when.known is not None:
        return levels_then(contract_id, when, only)
    table = EngagementStanding
    columns = (table.engagement_id, table.level, *(getattr(table, name) for name in Counts._fields))
    query = sa.select(*columns).where(table.contract_id == contract_id, *level_on(when.on))
    return within(query, table.engagement_id, only).subquery()


def levels_then(contract_id: uuid.UUID, when: When, only: Sequence[uuid.UUID] | None) -> sa.Subquery:
    table = LevelShare
    sums = [sa.func.sum(getattr(table, name)).label(name) for name in Counts._fields]
    # SQLite would walk all evenings in the order of engagements, to save a sorting of the few rows of one.
    engagement_id = sa.func.coalesce(table.engagement_id, table.engagement_id)
    query = sa.select(engagement_id.label("engagement_id"), *sums).where(
        table.contract_id == contract_id, *on_day(table, when.on, when.known)
    )
    counted = within(query, table.engagement_id, only).group_by(engagement_id).subquery()
    columns = (counted.c[name] for name in Counts._fields)
    return sa.select(counted.c.engagement_id, level_of(counted).label("level"), *columns).subquery()


def within(
    query: sa.Select[tuple[uuid.UUID]],
    column: sa.SQLColumnExpression[uuid.UUID],
    only: Sequence[uuid.UUID] | None,
) -> sa.Select[tuple[uuid.UUID]]:
    return query if only is None else query.where(column.in_(only))


def level_of(counted: sa.Subquery) -> sa.ColumnElement[str]:
    """As `checklists.readiness.level` says it."""
    return sa.case(
        (counted.c.blockers > counted.c.blockers_with_lead, Level.NOT_READY.value),
        (counted.c.blockers > 0, Level.WAITING.value),
        (counted.c.warnings > 0, Level.WATCH.value),
        else_=Level.READY.value,
    )

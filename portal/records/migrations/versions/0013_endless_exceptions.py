"""Exceptions that nobody gave a last day have none.

An exception from what is only preferred used to be stored with the last day of the engagement where no day
was given, so that it lapsed when the engagement was made longer. Taken for filled in is: what was recorded as
an exception, with a last day that is just the last day that the engagement had at that moment. That is its
last day now, or, where it was changed after the decision, the day from which the first such change went, as
the events and the terms tell. A correction that keeps such a day has none either. Left as it is stays what
some version of the checklist requires: an exception without a last day does not count there. A reviewer who
typed that very day cannot be told from one who left it to the portal.
"""

import uuid
from collections import defaultdict
from collections.abc import Iterator
from datetime import date, datetime
from itertools import pairwise

import sqlalchemy as sa
from alembic import op

revision = "0013_endless_exceptions"
down_revision = "0012_own_ends"

AT_ONCE = 500

DECISION = sa.table(
    "decision",
    sa.column("id", sa.Uuid()),
    sa.column("engagement_id", sa.Uuid()),
    sa.column("requirement_key", sa.String()),
    sa.column("outcome", sa.String()),
    sa.column("until_on", sa.Date()),
    sa.column("corrects_id", sa.Uuid()),
    sa.column("made_at", sa.DateTime()),
)
ENGAGEMENT = sa.table(
    "engagement",
    sa.column("id", sa.Uuid()),
    sa.column("contract_id", sa.Uuid()),
    sa.column("ends_on", sa.Date()),
)
TERMS = sa.table(
    "engagement_terms",
    sa.column("engagement_id", sa.Uuid()),
    sa.column("ends_on", sa.Date()),
    sa.column("recorded_at", sa.DateTime()),
)
VERSION = sa.table(
    "checklist_version", sa.column("contract_id", sa.Uuid()), sa.column("definition", sa.JSON())
)
EVENT = sa.table(
    "event",
    sa.column("number", sa.Integer()),
    sa.column("at", sa.DateTime()),
    sa.column("name", sa.String()),
    sa.column("engagement_id", sa.Uuid()),
    sa.column("data", sa.JSON()),
)

Changes = dict[uuid.UUID, list[tuple[datetime, date]]]
"""By engagement, when its last day was changed and from which day, earliest first."""


def upgrade() -> None:
    with op.batch_alter_table("decision") as table:
        table.drop_constraint(op.f("ck_decision_waiver_ends"), type_="check")
    connection = op.get_bind()
    filled = list(filled_in(connection))
    for start in range(0, len(filled), AT_ONCE):
        some = DECISION.c.id.in_(filled[start : start + AT_ONCE])
        connection.execute(sa.update(DECISION).where(some).values(until_on=None))


def filled_in(connection: sa.Connection) -> Iterator[uuid.UUID]:
    """The waivers whose last day nobody gave."""
    recorded, required = recorded_as_exceptions(connection), required_keys(connection)
    changes = last_days_changed(connection)
    waivers = connection.execute(
        sa.select(*DECISION.c, ENGAGEMENT.c.contract_id, ENGAGEMENT.c.ends_on)
        .join_from(DECISION, ENGAGEMENT, ENGAGEMENT.c.id == DECISION.c.engagement_id)
        .where(DECISION.c.outcome == "waive")
        .order_by(DECISION.c.made_at)
    )
    found: dict[uuid.UUID, date] = {}
    for each in waivers:
        if (each.contract_id, each.requirement_key) in required:
            continue
        then = last_day_then(changes[each.engagement_id], each.made_at, each.ends_on)
        is_left = each.id in recorded and each.until_on == then
        if is_left or found.get(each.corrects_id) == each.until_on:
            found[each.id] = each.until_on
            yield each.id


def recorded_as_exceptions(connection: sa.Connection) -> set[uuid.UUID]:
    query = sa.select(EVENT.c.data).where(EVENT.c.name == "exception-recorded")
    return {uuid.UUID(data["decision"]) for data in connection.scalars(query)}


def required_keys(connection: sa.Connection) -> set[tuple[uuid.UUID, str]]:
    """By contract, the requirements that some version requires, rather than prefers."""
    return {
        (row.contract_id, each["key"])
        for row in connection.execute(sa.select(VERSION.c.contract_id, VERSION.c.definition))
        for each in row.definition["requirements"]
        if each.get("force") != "should"
    }


def last_days_changed(connection: sa.Connection) -> Changes:
    """As the events tell it, and as the terms do, which know of engagements that were ended early."""
    found: Changes = defaultdict(list)
    query = sa.select(EVENT.c.engagement_id, EVENT.c.at, EVENT.c.data)
    for row in connection.execute(query.where(EVENT.c.name == "engagement-changed")):
        if change := row.data.get("ends_on"):
            found[row.engagement_id].append((row.at, date.fromisoformat(change["from"])))
    said = connection.execute(
        sa.select(TERMS.c.engagement_id, TERMS.c.ends_on, TERMS.c.recorded_at).order_by(
            TERMS.c.engagement_id, TERMS.c.recorded_at
        )
    )
    for before, after in pairwise(said):
        if before.engagement_id == after.engagement_id and before.ends_on != after.ends_on:
            found[after.engagement_id].append((after.recorded_at, before.ends_on))
    for changes in found.values():
        changes.sort()
    return found


def last_day_then(changes: list[tuple[datetime, date]], moment: datetime, now: date) -> date:
    """The last day of the engagement as it was at that moment."""
    return next((before for at, before in changes if at > moment), now)


def downgrade() -> None:
    """Every waiver has a last day again: that of the engagement where it has none."""
    last = sa.select(ENGAGEMENT.c.ends_on).where(ENGAGEMENT.c.id == DECISION.c.engagement_id)
    endless = (DECISION.c.outcome == "waive") & DECISION.c.until_on.is_(None)
    op.execute(sa.update(DECISION).where(endless).values(until_on=last.scalar_subquery()))
    with op.batch_alter_table("decision") as table:
        table.create_check_constraint(
            op.f("ck_decision_waiver_ends"), "outcome <> 'waive' OR until_on IS NOT NULL"
        )

"""Acceptances of evidence that gives no last day have none.

The page of review used to fill in the last day of the engagement, so that what was accepted lapsed when the
engagement was made longer. Taken for filled in is: an acceptance of a submission that gave no last day, with
one that is just the last day that the engagement had at that moment. That is its last day now, or, where it
was changed after the decision, the day from which the first such change went, as the events tell. A reviewer
who typed that very day cannot be told from one who left it there. All other days stay as they are, also those
that were filled in from the requirement's months: the rules keep to them anyway.
"""

import uuid
from collections import defaultdict
from datetime import date, datetime

import sqlalchemy as sa
from alembic import op

revision = "0012_own_ends"
down_revision = "0011_versions"

AT_ONCE = 500

DECISION = sa.table(
    "decision",
    sa.column("id", sa.Uuid()),
    sa.column("engagement_id", sa.Uuid()),
    sa.column("submission_id", sa.Uuid()),
    sa.column("outcome", sa.String()),
    sa.column("until_on", sa.Date()),
    sa.column("made_at", sa.DateTime()),
)
SUBMISSION = sa.table("submission", sa.column("id", sa.Uuid()), sa.column("until_on", sa.Date()))
ENGAGEMENT = sa.table("engagement", sa.column("id", sa.Uuid()), sa.column("ends_on", sa.Date()))
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
    connection = op.get_bind()
    changes = last_days_changed(connection)
    accepted = connection.execute(
        sa.select(
            DECISION.c.id,
            DECISION.c.engagement_id,
            DECISION.c.until_on,
            DECISION.c.made_at,
            ENGAGEMENT.c.ends_on,
        )
        .join(SUBMISSION, SUBMISSION.c.id == DECISION.c.submission_id)
        .join(ENGAGEMENT, ENGAGEMENT.c.id == DECISION.c.engagement_id)
        .where(
            DECISION.c.outcome == "accept",
            DECISION.c.until_on.is_not(None),
            SUBMISSION.c.until_on.is_(None),
        )
    ).all()
    filled = [
        each.id
        for each in accepted
        if each.until_on == last_day_then(changes[each.engagement_id], each.made_at, each.ends_on)
    ]
    for start in range(0, len(filled), AT_ONCE):
        some = DECISION.c.id.in_(filled[start : start + AT_ONCE])
        connection.execute(sa.update(DECISION).where(some).values(until_on=None))


def last_days_changed(connection: sa.Connection) -> Changes:
    found: Changes = defaultdict(list)
    query = sa.select(EVENT.c.engagement_id, EVENT.c.at, EVENT.c.data).where(
        EVENT.c.name == "engagement-changed"
    )
    for row in connection.execute(query.order_by(EVENT.c.number)):
        if change := row.data.get("ends_on"):
            found[row.engagement_id].append((row.at, date.fromisoformat(change["from"])))
    return found


def last_day_then(changes: list[tuple[datetime, date]], moment: datetime, now: date) -> date:
    """The last day of the engagement as it was at that moment."""
    return next((before for at, before in changes if at > moment), now)


def downgrade() -> None:
    """What was filled in is not missed: the rules clip to the engagement."""

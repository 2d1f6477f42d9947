"""What people of the demonstration were told in its last weeks, as if it had been said then: in the portal,
and by no mail."""

from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal import clock
from portal.database import Database
from portal.notices.queries.happened import TOLD
from portal.notices.rounds import tell_events
from portal.records import Event, Notice, Pace, Told

A_MONTH, NEW = timedelta(days=30), timedelta(days=3)
"""What is older than a month is told to nobody; what is younger than three days is new."""


def tell_lately(database: Database) -> None:
    now = clock.now()
    with database.writing() as session:
        skip_until(session, now - A_MONTH)
        session.commit()
    tell_events(database)
    with database.writing() as session:
        date_back(session, now)
        session.commit()


def skip_until(session: Session, moment: datetime) -> None:
    """What happened before is past."""
    last = session.scalar(sa.select(sa.func.max(Event.number)).where(Event.at < moment)) or 0
    session.execute(sa.update(Told).where(Told.id == TOLD).values(event_number=last))


def date_back(session: Session, now: datetime) -> None:
    """Each was said when it happened, and all but the newest were read."""
    at = sa.select(Event.at).where(sa.literal("event:") + sa.cast(Event.number, sa.Text) == Notice.cause)
    session.execute(sa.update(Notice).values(pace=Pace.NEVER.value, made_at=at.scalar_subquery()))
    read = sa.update(Notice).where(Notice.made_at < now - NEW)
    session.execute(read.values(read_at=Notice.made_at))

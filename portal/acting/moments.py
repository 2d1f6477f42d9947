"""The moment of what is said anew of the same thing, where the latest by its moment is what holds."""

from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import InstrumentedAttribute, Session

from portal import clock

STEP = timedelta(microseconds=1)


def moment_after(
    session: Session, moments: InstrumentedAttribute[datetime], *same: sa.ColumnElement[bool]
) -> datetime:
    """Now; or just after the last time that something was said of the same, where the clock was put back
    since. Nobody else may say anything of it meanwhile."""
    return later_than(session.scalar(sa.select(sa.func.max(moments)).where(*same)))


def later_than(last: datetime | None) -> datetime:
    now = clock.now()
    return now if last is None else max(now, last + STEP)

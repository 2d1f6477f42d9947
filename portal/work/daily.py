"""What is done by itself: once a day, once an hour, or whenever there is something to do."""

from collections.abc import Mapping
from datetime import datetime, time, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal import clock
from portal.acting.ask_work import ask_once, ask_work
from portal.notices.queries.happened import is_anything_to_tell
from portal.records import Work, WorkState

DAILY: Mapping[str, time] = {
    "anchor-log": time(3),
    "forget-leavers": time(2),
    "remove-harmful": time(2),
    "remove-kept": time(2),
    "scan-stored": time(3),
    "send-daily": time(7),
    "sweep-files": time(2),
    "sweep-mail": time(2),
    "sweep-pictures": time(2),
    "sweep-sessions": time(2),
    "sweep-sheets": time(2),
    "sweep-work": time(2),
}
"""By kind, from which time of the day in the United Kingdom it may be done. A machine that was off then does
it when it is on again, for that day alone."""

HOURLY = ("forget-letters", "read-bounces", "scan-waiting")
"""An hour after they were last asked for or done, unless that still waits."""

TELL = "tell-events"


def ask_due(session: Session, now: datetime) -> None:
    """Ask for today's, each once, and for what there is to tell. In the caller's transaction."""
    local = now.astimezone(clock.LONDON)
    today = local.date().isoformat()
    asked = sa.select(Work.kind).where(Work.kind.in_(DAILY), Work.subject == today)
    done = set(session.scalars(asked))
    for kind, from_time in DAILY.items():
        if kind not in done and local.time() >= from_time:
            ask_once(session, kind, today)
    for kind in sorted(set(HOURLY) - kinds_of_the_hour(session, now)):
        ask_work(session, kind)
    if is_anything_to_tell(session):
        ask_work(session, TELL)


def kinds_of_the_hour(session: Session, now: datetime) -> set[str]:
    is_open = Work.state.in_((WorkState.WAITING.value, WorkState.TAKEN.value))
    hour_ago = now - timedelta(hours=1)
    is_recent = sa.or_(Work.asked_at > hour_ago, Work.ended_at > hour_ago)
    query = sa.select(Work.kind).where(Work.kind.in_(HOURLY), sa.or_(is_open, is_recent))
    return set(session.scalars(query))

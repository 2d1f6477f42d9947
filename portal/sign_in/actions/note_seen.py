"""Note that somebody was here: once in some minutes, and after the answer, so that nobody waits for it."""

from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal import clock
from portal.records import BrowserSession, Person
from portal.sign_in.tokens import hash_token

EVERY = timedelta(minutes=5)


def is_due(last_seen_at: datetime | None, now: datetime) -> bool:
    return last_seen_at is None or last_seen_at <= now - EVERY


def note_seen(session: Session, token: str) -> None:
    """Whoever the token's session is of is here now. Of many requests at once one writes. Commits."""
    now = clock.now()
    whose = sa.select(BrowserSession.person_id).where(BrowserSession.token_hash == hash_token(token))
    is_old = sa.or_(Person.last_seen_at.is_(None), Person.last_seen_at <= now - EVERY)
    seen = sa.update(Person).where(Person.id == whose.scalar_subquery(), is_old)
    session.execute(seen.values(last_seen_at=now), execution_options={"synchronize_session": False})
    session.commit()

"""Note that somebody was here: once in some minutes, and after the answer, so that nobody waits for it."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal import clock
from portal.access import Viewer
from portal.acting.noting import UNSEALED
from portal.records import BrowserSession, Person
from portal.sign_in.lasting import EVERY, lasts_until
from portal.sign_in.tokens import hash_token


def is_due(viewer: Viewer, now: datetime) -> bool:
    """Also for a second browser of the same person, whose own session is to last."""
    return viewer.is_ageing or viewer.last_seen_at is None or viewer.last_seen_at <= now - EVERY


def note_seen(session: Session, token: str) -> None:
    """Whoever the token's session is of is here now, and the session lasts on from now. Of many requests at
    once one writes. Commits."""
    now = clock.now()
    known = BrowserSession.token_hash == hash_token(token)
    row = session.execute(
        sa.select(BrowserSession.created_at, BrowserSession.expires_at).where(known)
    ).one_or_none()
    if row is None or row.expires_at <= now:
        return
    whose = sa.select(BrowserSession.person_id).where(known)
    is_old = sa.or_(Person.last_seen_at.is_(None), Person.last_seen_at <= now - EVERY)
    seen = sa.update(Person).where(Person.id == whose.scalar_subquery(), is_old)
    options = {"synchronize_session": False, UNSEALED: True}
    session.execute(seen.values(last_seen_at=now), execution_options=options)
    until = lasts_until(row.created_at, now)
    if until > row.expires_at:
        session.execute(sa.update(BrowserSession).where(known).values(expires_at=until))
    session.commit()

"""Sweep away what signing in leaves behind. Not while somebody signs in: many at once would all try it, and
each wait for the others."""

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal import clock
from portal.acting.attempts import sweep_attempts
from portal.acting.kept_typed import sweep_kept
from portal.acting.sent_forms import sweep_sent
from portal.records import BrowserSession
from portal.sign_in.actions.take_step import sweep_steps


def sweep_sessions(session: Session) -> int:
    """How many sessions were removed that have ended; attempts that count no more go
    too, steps that are over, and forms that were kept for long enough. Commits."""
    ended = sa.delete(BrowserSession).where(BrowserSession.expires_at <= clock.now())
    count = len(session.execute(ended.returning(BrowserSession.token_hash)).all())
    sweep_attempts(session)
    sweep_steps(session)
    sweep_kept(session)
    sweep_sent(session)
    session.commit()
    return count

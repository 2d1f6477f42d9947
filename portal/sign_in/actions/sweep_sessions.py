"""Remove what is over: sessions, links and attempts that nobody can use any more."""

from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.records import BrowserSession, OneTimeLink, SignInAttempt

KEPT = timedelta(days=30)
"""How long a link that is over is kept: whoever comes with it is told that it is."""


def sweep_sessions(session: Session, now: datetime) -> None:
    """Commits."""
    session.execute(sa.delete(BrowserSession).where(BrowserSession.expires_at <= now))
    session.execute(sa.delete(OneTimeLink).where(OneTimeLink.expires_at <= now - KEPT))
    session.execute(sa.delete(SignInAttempt).where(SignInAttempt.at <= now - KEPT))
    session.commit()

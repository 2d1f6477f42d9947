"""End what lets somebody in: sessions in other browsers, and all of it with a new password."""

import uuid

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal import clock
from portal.acting.record_event import record_event
from portal.records import AddressChange, BrowserSession, OneTimeLink, SignInStep
from portal.sign_in.tokens import hash_token


def end_other_sessions(session: Session, person_id: uuid.UUID, token: str) -> int:
    """How many ended: all of the person's but that of the token. Commits."""
    others = sa.delete(BrowserSession).where(
        BrowserSession.person_id == person_id, BrowserSession.token_hash != hash_token(token)
    )
    count = len(session.execute(others.returning(BrowserSession.token_hash)).all())
    if count:
        record_event(session, "sessions-ended", person_id, data={"count": count})
    session.commit()
    return count


def end_ways_in(session: Session, person_id: uuid.UUID, but: str = "") -> None:
    """In the caller's transaction: every session ends but the one of that token, every link that was not
    used yet, be it to a new password or to another address, and whatever was halfway in."""
    others = sa.delete(BrowserSession).where(BrowserSession.person_id == person_id)
    session.execute(others.where(BrowserSession.token_hash != hash_token(but)))
    for table in (OneTimeLink, AddressChange):
        links = sa.update(table).where(table.person_id == person_id, table.used_at.is_(None))
        session.execute(links.values(used_at=clock.now()))
    session.execute(sa.delete(SignInStep).where(SignInStep.person_id == person_id))

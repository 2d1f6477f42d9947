"""Sign in with e-mail address and password."""

import uuid
from datetime import timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal import clock
from portal.acting.attempts import count_attempt, forget_attempts
from portal.acting.record_event import record_event
from portal.acting.refused import CannotDo
from portal.records import BrowserSession, KnownBrowser, Person
from portal.sign_in.passwords import is_password
from portal.sign_in.tokens import hash_token, new_token

LIFE = timedelta(hours=12)
"""How long one stays signed in."""

MOST_BY_EMAIL, MOST_BY_NETWORK = 10, 50
"""Attempts that fail, in 15 minutes."""


def sign_in(session: Session, email: str, password: str, network_address: str, browser: str = "") -> str:
    """The token of a new session in the browser. `browser` is the token that it keeps for long, empty for one
    that keeps none: who signs in from one that is new is told.

    Raises TooManyAttempts, and CannotDo without saying what is wrong.
    The password is looked at outside any transaction: that takes long, on purpose.
    """
    email = email.strip().lower()[:320]
    limits = {f"email {email}": MOST_BY_EMAIL, f"network {network_address}": MOST_BY_NETWORK}
    attempts = count_attempt(session, limits)
    row = session.execute(
        sa.select(Person.id, Person.password_hash).where(Person.email == email)
    ).one_or_none()
    session.rollback()
    is_right = is_password(password, row.password_hash if row else None)
    if not (row and is_right):
        raise CannotDo({"": "The e-mail address or the password is not right."})
    forget_attempts(session, attempts, f"email {email}")
    token = open_session(session, row.id)
    is_new = bool(browser) and know_browser(session, row.id, browser)
    record_event(session, "signed-in-elsewhere" if is_new else "signed-in", row.id)
    session.commit()
    return token


def open_session(session: Session, person_id: uuid.UUID) -> str:
    """The token of a new session, in the caller's transaction."""
    now, token = clock.now(), new_token()
    session.execute(
        sa.insert(BrowserSession).values(
            token_hash=hash_token(token), person_id=person_id, created_at=now, expires_at=now + LIFE
        )
    )
    return token


def know_browser(session: Session, person_id: uuid.UUID, browser: str) -> bool:
    """Remember it, in the caller's transaction; whether the person has signed in before and never from it."""
    now, token_hash = clock.now(), hash_token(browser)
    known = set(
        session.scalars(sa.select(KnownBrowser.token_hash).where(KnownBrowser.person_id == person_id))
    )
    if token_hash in known:
        seen = sa.update(KnownBrowser).where(
            KnownBrowser.person_id == person_id, KnownBrowser.token_hash == token_hash
        )
        session.execute(seen.values(last_at=now))
        return False
    row = {"person_id": person_id, "token_hash": token_hash, "first_at": now, "last_at": now}
    session.execute(sa.insert(KnownBrowser).values(row))
    return bool(known)

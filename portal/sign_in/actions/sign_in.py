"""Sign in with e-mail address and password."""

import logging
import uuid

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from portal import clock
from portal.acting.attempts import TooManyAttempts, count_attempt, forget_attempts
from portal.acting.record_event import record_event
from portal.acting.refused import CannotDo
from portal.records import BrowserSession, KnownBrowser, Person, StepKind
from portal.sign_in.actions.keep_secret import keep_secret
from portal.sign_in.actions.lock_person import lock_person
from portal.sign_in.actions.take_step import StepNeeded, begin_step
from portal.sign_in.caller import ANYBODY, Caller, Terms
from portal.sign_in.lasting import lasts_until
from portal.sign_in.passwords import is_password
from portal.sign_in.queries.factors import Acquaintance, find_acquaintance, find_guard
from portal.sign_in.tokens import hash_token, new_token

LOG = logging.getLogger("portal.sign_in")

MOST_BY_PAIR, MOST_BY_ACCOUNT, MOST_BY_NETWORK, MOST_BY_BROWSER = 10, 50, 50, 10
"""Attempts that fail, in 15 minutes: at one account from one network; at one account from anywhere; from one
network; in a browser in which the person has signed in before, which none of the others stops. The third does
not stop who has signed in from that network before."""

WAIT_OR_RESET = (
    "There were too many attempts. Wait 15 minutes, then try again, or choose a new password by mail: “I "
    "have forgotten my password”."
)
NOT_RIGHT = "The e-mail address or the password is not right."


def sign_in(
    session: Session,
    email: str,
    password: str,
    network_address: str,
    browser: str = "",
    terms: Terms = ANYBODY,
) -> str:
    """The token of a new session, for whom no more is asked of; else raises StepNeeded."""
    return enter(session, email, password, Caller(network_address, browser), terms)


def enter(
    session: Session, email: str, password: str, caller: Caller, terms: Terms, following: str = "/"
) -> str:
    """The token of a new session in the browser. Who signs in from a browser that is new is told.

    Raises StepNeeded where more is asked for than a password, TooManyAttempts, and CannotDo without saying
    what is wrong. The password is looked at outside any transaction: that takes long, on purpose. One that
    was changed meanwhile lets nobody in.
    """
    email = email.strip().lower()[:320]
    terms.check_domain(email)
    about = f"account={terms.mark(email)} network={terms.mark(caller.network)}"
    known = find_acquaintance(session, email, hash_token(caller.browser), terms.mark(caller.network))
    limits = limits_of(email, caller, known)
    try:
        attempts = count_attempt(session, limits)
    except TooManyAttempts:
        LOG.info("sign-in refused: too many attempts %s", about)
        raise TooManyAttempts(WAIT_OR_RESET) from None
    row = session.execute(
        sa.select(Person.id, Person.password_hash).where(Person.email == email)
    ).one_or_none()
    session.rollback()
    is_right = is_password(password, row.password_hash if row else None)
    if not (row and is_right and is_still(session, row.id, email, row.password_hash)):
        LOG.info("sign-in failed: address or password not right %s", about)
        raise CannotDo({"": NOT_RIGHT})
    forget_attempts(session, attempts, next(iter(limits)))
    return let_in(session, row.id, "password", caller, terms, following)


def is_still(session: Session, person_id: uuid.UUID, email: str, hashed: str) -> bool:
    """Whether address and password are as they were looked at; from here on until the transaction ends."""
    return lock_person(session, person_id, Person.email == email, Person.password_hash == hashed)


def limits_of(email: str, caller: Caller, known: Acquaintance) -> dict[str, int]:
    """By subject how many attempts there may be. Somebody else at the same address, or at many, uses up
    nothing of a browser in which the person has signed in before."""
    if known.by_browser:
        return {f"browser {hash_token(caller.browser)} {email}": MOST_BY_BROWSER}
    limits = {pair_of(email, caller.network): MOST_BY_PAIR, f"account {email}": MOST_BY_ACCOUNT}
    return limits if known.by_network else limits | {f"network {caller.network}": MOST_BY_NETWORK}


def pair_of(email: str, network: str) -> str:
    return f"pair {network} {email}"


def let_in(
    session: Session, person_id: uuid.UUID, way: str, caller: Caller, terms: Terms, following: str = "/"
) -> str:
    """The token of a new session for somebody who has shown one thing: a password, or a link by mail. Where a
    second is to come, raises StepNeeded. Commits."""
    guard = find_guard(session, person_id)
    if guard.stands or guard.is_needed(terms.factor_for):
        kind = StepKind.CODE if guard.stands or guard.has_passkey else StepKind.SET_UP
        if kind is StepKind.SET_UP:
            keep_secret(session, person_id, terms.secret)
        step = begin_step(session, kind, person_id, {"way": way, "next": following})
        session.commit()
        raise StepNeeded(step, kind)
    token = come_in(session, person_id, way, caller, terms)
    session.commit()
    return token


def come_in(
    session: Session, person_id: uuid.UUID, way: str, caller: Caller, terms: Terms, token: str = ""
) -> str:
    """The token of a new session of somebody who has shown all that is asked for, with its event, in the
    caller's transaction."""
    token = open_session(session, person_id, token, way, caller.agent)
    is_new = bool(caller.browser) and know_browser(
        session, person_id, caller.browser, terms.mark(caller.network)
    )
    name = "signed-in-elsewhere" if is_new else "signed-in"
    record_event(session, name, person_id, data={"way": way})
    LOG.info("%s by %s network=%s", name, way, terms.mark(caller.network))
    return token


def open_session(
    session: Session, person_id: uuid.UUID, token: str = "", way: str = "", agent: str = ""
) -> str:
    """The token of a new session, drawn where none is given, in the caller's transaction. Nobody who is
    disabled comes in, whichever way: raises CannotDo, and says no more than that what was given is not
    right."""
    now, token = clock.now(), token or new_token()
    if not lock_person(session, person_id, Person.disabled_at.is_(None)):
        raise CannotDo({"": NOT_RIGHT})
    session.execute(
        sa.insert(BrowserSession).values(
            token_hash=hash_token(token),
            person_id=person_id,
            created_at=now,
            expires_at=lasts_until(now, now),
            way=way,
            browser=agent,
        )
    )
    return token


def know_browser(session: Session, person_id: uuid.UUID, browser: str, network: str = "") -> bool:
    """Remember it, in the caller's transaction; whether the person has signed in before and never from it."""
    now, token_hash = clock.now(), hash_token(browser)
    known = set(
        session.scalars(sa.select(KnownBrowser.token_hash).where(KnownBrowser.person_id == person_id))
    )
    if token_hash in known:
        seen = sa.update(KnownBrowser).where(
            KnownBrowser.person_id == person_id, KnownBrowser.token_hash == token_hash
        )
        session.execute(seen.values(last_at=now, network=network))
        return False
    row = {"person_id": person_id, "token_hash": token_hash, "first_at": now, "last_at": now}
    try:
        with session.begin_nested():
            session.execute(sa.insert(KnownBrowser).values(row | {"network": network}))
    except IntegrityError:
        return False  # who pressed twice is known by the first press
    return bool(known)

"""Use a code of the app, or a recovery code, to come in after the password."""

import logging
import uuid
from collections.abc import Mapping

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal import clock
from portal.acting.attempts import TooManyAttempts, count_attempt, forget_attempts
from portal.acting.record_event import record_event
from portal.acting.refused import CannotDo
from portal.records import RecoveryCode, SecondFactor, StepKind
from portal.sign_in.actions.lock_person import lock_person
from portal.sign_in.actions.sign_in import come_in
from portal.sign_in.actions.take_step import session_behind, take_step
from portal.sign_in.caller import Caller, Terms
from portal.sign_in.codes import read_code, step_of
from portal.sign_in.queries.factors import Factor, Step, find_acquaintance, find_factor, find_step
from portal.sign_in.sealing import CannotUnseal, unseal
from portal.sign_in.tokens import hash_token

LOG = logging.getLogger("portal.sign_in")

MOST_BY_STEP, MOST, MOST_BY_BROWSER = 5, 20, 10
"""Codes that may be wrong, in 15 minutes: after one password, of one person in all, and in a browser in which
the person has signed in before. Only who knows the password can try any."""

NO_CODE = "Enter the six digits that your app shows, or one of your recovery codes."
NOT_GOOD = (
    "This code is not good, or was used already. Wait for the next one that the app shows, and enter that."
)
OVER = "This has taken too long, or was done in another window. Sign in again."
UNREADABLE = "Your app cannot be asked any more. Whoever runs the portal has to take it away first."


def use_code(session: Session, token: str, typed: str, caller: Caller, terms: Terms) -> str:
    """The token of a new session, or of the one that this step led to already.

    Raises TooManyAttempts, and CannotDo by the field `code`, or by none where it has to begin again.
    """
    step = find_step(session, token, StepKind.CODE)
    if step is None or step.person_id is None:
        raise CannotDo({"": OVER})
    session_token = session_behind(token)
    if step.is_used:
        return session_token
    code = read_code(typed)
    if not code:
        raise CannotDo({"code": NO_CODE})
    limits = limits_of(session, token, step, caller)
    attempts = count(session, step.person_id, limits)
    lock_person(session, step.person_id)
    way = spend(session, step.person_id, code, terms)
    if not way and is_taken(session, token):
        return session_token
    if not way:
        LOG.info("sign-in failed: code not good person=%s", step.person_id)
        raise CannotDo({"code": NOT_GOOD})
    if take_step(session, token, StepKind.CODE) is None:
        raise CannotDo({"": OVER})
    forget_attempts(session, attempts, next(iter(limits)))
    come_in(session, step.person_id, way, caller, terms, session_token)
    session.commit()
    return session_token


def limits_of(session: Session, token: str, step: Step, caller: Caller) -> dict[str, int]:
    """By subject how many codes may be wrong: others use up nothing of a browser that is known."""
    browser = hash_token(caller.browser)
    if find_acquaintance(session, step.email, browser, "").by_browser:
        return {f"codes in {browser} of {step.person_id}": MOST_BY_BROWSER}
    return {f"step {hash_token(token)}": MOST_BY_STEP, f"codes of {step.person_id}": MOST}


def count(session: Session, person_id: uuid.UUID, limits: Mapping[str, int]) -> list[uuid.UUID]:
    try:
        return count_attempt(session, limits)
    except TooManyAttempts:
        LOG.info("sign-in refused: too many codes person=%s", person_id)
        raise


def is_taken(session: Session, token: str) -> bool:
    """Whether a second press has led further meanwhile."""
    now = find_step(session, token, StepKind.CODE)
    return now is not None and now.is_used


def spend(session: Session, person_id: uuid.UUID, code: str, terms: Terms) -> str:
    """How it was shown, `code` or `recovery`, and the code is good no longer; empty where it is not good. In
    the caller's transaction: of two at the same moment one has it."""
    if not code.isdigit():
        return "recovery" if spend_recovery(session, person_id, code) else ""
    factor = find_factor(session, person_id)
    return "code" if factor and factor.stands and spend_shown(session, person_id, factor, code, terms) else ""


def spend_shown(session: Session, person_id: uuid.UUID, factor: Factor, code: str, terms: Terms) -> bool:
    try:
        step = step_of(unseal(terms.secret, factor.sealed_secret), code, clock.now())
    except CannotUnseal:
        raise CannotDo({"code": UNREADABLE}) from None
    if step is None:
        return False
    is_new = sa.or_(SecondFactor.last_step.is_(None), SecondFactor.last_step < step)
    spending = sa.update(SecondFactor).where(SecondFactor.person_id == person_id, is_new)
    spent = spending.values(last_step=step).returning(SecondFactor.person_id)
    return session.scalar(spent) is not None


def spend_recovery(session: Session, person_id: uuid.UUID, code: str) -> bool:
    spending = (
        sa.update(RecoveryCode)
        .where(
            RecoveryCode.code_hash == hash_token(code),
            RecoveryCode.person_id == person_id,
            RecoveryCode.used_at.is_(None),
        )
        .values(used_at=clock.now())
        .returning(RecoveryCode.person_id)
    )
    if session.scalar(spending) is None:
        return False
    record_event(session, "recovery-code-used", person_id)
    return True

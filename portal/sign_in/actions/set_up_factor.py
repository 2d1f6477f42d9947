"""Set up an app that shows codes: it counts once a code of it was typed in."""

import uuid

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal import clock
from portal.acting.attempts import count_attempt, forget_attempts
from portal.acting.record_event import record_event
from portal.acting.refused import CannotDo
from portal.records import SecondFactor, StepKind
from portal.sign_in.actions.keep_codes import make_codes
from portal.sign_in.actions.lock_person import lock_person
from portal.sign_in.actions.sign_in import come_in
from portal.sign_in.actions.take_step import StepNeeded, session_behind, take_step
from portal.sign_in.caller import Caller, Terms
from portal.sign_in.codes import read_code, step_of
from portal.sign_in.queries.factors import find_factor, find_step, waiting_secret
from portal.sign_in.sealing import CannotUnseal, unseal

MOST = 10
"""Codes that may be wrong in 15 minutes."""

NO_CODE = "Enter the six digits that the app shows."
NOT_SHOWN = "This is not the code that the app shows now. Wait for the next one and enter that."
NOT_BEGUN = "Begin again: what was begun here is not open any more."


def confirm_factor(session: Session, person_id: uuid.UUID, typed: str, secret: str) -> bool:
    """From now on the app's codes are asked for. Pressed twice it is done once.

    Whether it is a first one, for which recovery codes were made and wait to be kept. Raises TooManyAttempts,
    and CannotDo by the field `code`. Commits.
    """
    confirm(session, person_id, typed, secret)
    session.commit()
    kept = find_factor(session, person_id)
    return kept is not None and bool(kept.sealed_codes)


def set_up_and_come_in(session: Session, token: str, typed: str, caller: Caller, terms: Terms) -> str:
    """The same for somebody who has to have one before she is in: the token of a new session.

    Raises StepNeeded where an app stands by now, as after it was set up in another window.
    """
    step = find_step(session, token, StepKind.SET_UP)
    if step is None or step.person_id is None:
        raise CannotDo({"": NOT_BEGUN})
    if not step.is_used and not confirm(session, step.person_id, typed, terms.secret):
        raise StepNeeded(token, StepKind.CODE)
    session_token = session_behind(token)
    if take_step(session, token, StepKind.SET_UP):
        come_in(session, step.person_id, step.data.get("way", ""), caller, terms, session_token)
    elif not step.is_used:
        raise CannotDo({"": NOT_BEGUN})
    session.commit()
    return session_token


def confirm(session: Session, person_id: uuid.UUID, typed: str, secret: str) -> bool:
    """In the caller's transaction; False where an app stands already and no other is to take its place."""
    attempts = count_attempt(session, {f"new factor {person_id}": MOST})
    lock_person(session, person_id)
    kept = find_factor(session, person_id)
    if kept is None:
        raise CannotDo({"": NOT_BEGUN})
    sealed = waiting_secret(kept)
    if not sealed:
        return False
    step = shown_step(typed, sealed, secret)
    if kept.stands:
        is_done, name = take_place(session, person_id, step, sealed), "second-factor-replaced"
    else:
        is_done, name = begin_to_stand(session, person_id, step, secret), "second-factor-added"
    if is_done:
        forget_attempts(session, attempts)
        record_event(session, name, person_id)
    return is_done


def shown_step(typed: str, sealed: str, secret: str) -> int:
    """Raises CannotDo where it is no code that the app may show now."""
    code = read_code(typed)
    if not code:
        raise CannotDo({"code": NO_CODE})
    try:
        step = step_of(unseal(secret, sealed), code, clock.now())
    except CannotUnseal:
        raise CannotDo({"": NOT_BEGUN}) from None
    if step is None:
        raise CannotDo({"code": NOT_SHOWN})
    return step


def begin_to_stand(session: Session, person_id: uuid.UUID, step: int, secret: str) -> bool:
    """With its recovery codes. Of two at once one does it."""
    waits = SecondFactor.person_id == person_id, SecondFactor.confirmed_at.is_(None)
    standing = sa.update(SecondFactor).where(*waits).values(confirmed_at=clock.now(), last_step=step)
    if session.scalar(standing.returning(SecondFactor.person_id)) is None:
        return False
    make_codes(session, person_id, secret)
    return True


def take_place(session: Session, person_id: uuid.UUID, step: int, sealed: str) -> bool:
    waits = SecondFactor.person_id == person_id, SecondFactor.sealed_next == sealed
    new = {"sealed_secret": sealed, "sealed_next": "", "confirmed_at": clock.now(), "last_step": step}
    taking = sa.update(SecondFactor).where(*waits).values(new).returning(SecondFactor.person_id)
    return session.scalar(taking) is not None

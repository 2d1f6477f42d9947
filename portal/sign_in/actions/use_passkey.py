"""Come in with a passkey: it needs neither address nor password, and is all that is asked for."""

import logging

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal import clock
from portal.acting.refused import CannotDo
from portal.records import Passkey, Person, StepKind
from portal.sign_in.actions.sign_in import come_in
from portal.sign_in.actions.take_step import begin_step, session_behind, take_step
from portal.sign_in.caller import Caller, Terms
from portal.sign_in.passkeys import NotHeld, Site, ask_for_known, check_known, new_challenge, passkey_named
from portal.sign_in.queries.factors import find_step

LOG = logging.getLogger("portal.sign_in")
NOT_KNOWN = "This passkey is not known here. Sign in with your e-mail address and password."
OVER = "This has taken too long. Try again."


def begin_passkey_sign_in(session: Session, site: Site) -> tuple[str, str]:
    """A step's token, for the browser to keep, and what it is to be given. Commits."""
    challenge = new_challenge()
    step = begin_step(session, StepKind.PASSKEY, None, {"challenge": challenge})
    session.commit()
    return step, ask_for_known(site, challenge)


def use_passkey(session: Session, token: str, answer: str, site: Site, caller: Caller, terms: Terms) -> str:
    """The token of a new session, or of the one that this step led to already. Raises CannotDo. Commits."""
    step, session_token = find_step(session, token, StepKind.PASSKEY), session_behind(token)
    if step and step.is_used:
        return session_token
    if step is None or take_step(session, token, StepKind.PASSKEY) is None:
        raise CannotDo({"": OVER})
    try:
        passkey, email = hold_passkey(session, passkey_named(answer))
        count = check_known(site, step.data["challenge"], answer, passkey.public_key, passkey.sign_count)
    except NotHeld:
        LOG.info("sign-in failed: passkey does not hold network=%s", terms.mark(caller.network))
        raise CannotDo({"": NOT_KNOWN}) from None
    terms.check_domain(email)
    passkey.sign_count, passkey.last_at = count, clock.now()
    come_in(session, passkey.person_id, "passkey", caller, terms, session_token)
    session.commit()
    return session_token


def hold_passkey(session: Session, credential_id: str) -> tuple[Passkey, str]:
    """Held until the transaction ends, its person before it, as by all who change a person; and the person's
    e-mail address. Raises NotHeld."""
    named = sa.select(Passkey).where(Passkey.credential_id == credential_id, Passkey.removed_at.is_(None))
    person = sa.select(Person.email).where(Person.id.in_(named.with_only_columns(Passkey.person_id)))
    email = session.scalars(person.with_for_update()).one_or_none()
    passkey = session.scalars(named.with_for_update()).one_or_none()
    if email is None or passkey is None:
        raise NotHeld
    return passkey, email

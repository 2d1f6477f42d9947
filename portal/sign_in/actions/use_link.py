"""Links to a new password: good once, known to the portal only by their hash."""

import uuid
from datetime import timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal import clock
from portal.acting.record_event import record_event
from portal.acting.refused import CannotDo
from portal.records import LinkPurpose, OneTimeLink, Person
from portal.sign_in.actions.end_sessions import end_ways_in
from portal.sign_in.actions.lock_person import lock_person
from portal.sign_in.actions.sign_in import let_in
from portal.sign_in.caller import ANYBODY, UNSEEN, Caller, Terms
from portal.sign_in.passwords import hash_password, problem_with
from portal.sign_in.queries import find_link_holder, find_own
from portal.sign_in.tokens import hash_token, new_token

LIFE = timedelta(hours=1)
SPENT = "This link has been used or has expired. Ask for a new one."


def make_link(session: Session, person_id: uuid.UUID) -> str:
    """The token of a new link, in the caller's transaction."""
    now, token = clock.now(), new_token()
    session.execute(
        sa.insert(OneTimeLink).values(
            token_hash=hash_token(token),
            person_id=person_id,
            purpose=LinkPurpose.RESET.value,
            created_at=now,
            expires_at=now + LIFE,
        )
    )
    return token


def use_link(
    session: Session, token: str, password: str, caller: Caller = UNSEEN, terms: Terms = ANYBODY
) -> str:
    """Set the password of the link's person; every other session ends. The token of a new session: a second
    factor stays as it is, and is asked for first (StepNeeded).

    Raises CannotDo; where only the password is wrong (the field says so), the link is good for another try.
    """
    holder = find_link_holder(session, token)
    if holder is None:
        raise CannotDo({"": SPENT})
    terms.check_domain(holder.email)
    if problem := problem_with(password, find_own(session, holder.person_id)):
        raise CannotDo({"password": problem})
    session.rollback()  # hashing takes long, on purpose, and nobody shall wait for it
    hashed, now = hash_password(password), clock.now()
    lock_person(session, holder.person_id)
    used = session.execute(
        sa.update(OneTimeLink)
        .where(
            OneTimeLink.token_hash == hash_token(token),
            OneTimeLink.purpose == LinkPurpose.RESET.value,
            OneTimeLink.used_at.is_(None),
            OneTimeLink.expires_at > now,
        )
        .values(used_at=now)
        .returning(OneTimeLink.person_id)
    ).one_or_none()
    if used is None:
        raise CannotDo({"": SPENT})
    set_password(session, used.person_id, hashed)
    record_event(session, "password-set", used.person_id)
    return let_in(session, used.person_id, "link", caller, terms)


def set_password(session: Session, person_id: uuid.UUID, hashed: str) -> None:
    """In the caller's transaction: the new password ends every session and every other link."""
    session.execute(sa.update(Person).where(Person.id == person_id).values(password_hash=hashed))
    end_ways_in(session, person_id)

"""Make the secret that an app shows codes by, and keep it sealed until a code of it was typed in."""

import uuid

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal import clock
from portal.records import Person, SecondFactor
from portal.sign_in.actions.change_password import check_password
from portal.sign_in.codes import new_secret
from portal.sign_in.queries.factors import find_factor
from portal.sign_in.sealing import CannotUnseal, seal, unseal


def begin_factor(session: Session, person_id: uuid.UUID, secret: str) -> None:
    """A secret waits from now on, unless an app stands already. `secret` is the installation's. Commits."""
    keep_secret(session, person_id, secret)
    session.commit()


def keep_secret(session: Session, person_id: uuid.UUID, secret: str) -> None:
    """In the caller's transaction. One that waits already stays, so that a second press and a second window
    show the same."""
    session.execute(sa.select(Person.id).where(Person.id == person_id).with_for_update())
    kept = find_factor(session, person_id)
    if kept and (kept.stands or is_readable(secret, kept.sealed_secret)):
        return
    session.execute(sa.delete(SecondFactor).where(SecondFactor.person_id == person_id))
    made = {"sealed_secret": seal(secret, new_secret()), "sealed_next": "", "sealed_codes": ""}
    session.execute(sa.insert(SecondFactor).values(person_id=person_id, made_at=clock.now(), **made))


def begin_another(session: Session, person_id: uuid.UUID, password: str, secret: str) -> None:
    """An app on another phone is to take the place of the one that stands, which counts until then. Where
    none stands, a first one is begun.

    Raises TooManyAttempts, and CannotDo by the field `password`. Commits.
    """
    check_password(session, person_id, password, "password")
    keep_secret(session, person_id, secret)
    waits = SecondFactor.person_id == person_id, SecondFactor.confirmed_at.is_not(None)
    kept = session.scalar(sa.select(SecondFactor.sealed_next).where(*waits))
    if kept is not None and not is_readable(secret, kept):
        session.execute(sa.update(SecondFactor).where(*waits).values(sealed_next=seal(secret, new_secret())))
    session.commit()


def end_another(session: Session, person_id: uuid.UUID) -> None:
    """The app that stands is to stay. Commits."""
    session.execute(sa.update(SecondFactor).where(SecondFactor.person_id == person_id).values(sealed_next=""))
    session.commit()


def is_readable(secret: str, sealed: str) -> bool:
    try:
        return bool(unseal(secret, sealed))
    except CannotUnseal:
        return False

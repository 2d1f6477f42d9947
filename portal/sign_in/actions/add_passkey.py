"""Add a passkey, name it, take it away."""

import uuid

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from portal import clock
from portal.access import NotHere, Viewer
from portal.acting.record_event import record_event
from portal.acting.refused import CannotDo
from portal.acting.wording import check_length, one_line, refuse_problems
from portal.records import Passkey, Person, StepKind
from portal.settings import FactorFor
from portal.sign_in.actions.change_password import check_password
from portal.sign_in.actions.take_step import begin_step, take_step
from portal.sign_in.passkeys import NotHeld, Site, ask_for_new, check_new, new_challenge
from portal.sign_in.queries.factors import find_guard

MOST = 20
"""Passkeys of one person."""

NO_NAME = "Enter a name by which you know the device, such as Work laptop."
NOT_ADDED = "The passkey could not be added. Try again, or with another device."
TOO_MANY = f"You have {MOST} passkeys. Remove one that you do not use before you add another."
LAST_FACTOR = "Your organisation’s people need a second factor here. Set up an app or another passkey first."


def begin_passkey(session: Session, viewer: Viewer, site: Site) -> tuple[str, str]:
    """A step's token, for the form to carry, and what the browser is to be given. Commits."""
    still = Passkey.person_id == viewer.person_id, Passkey.removed_at.is_(None)
    known = session.scalars(sa.select(Passkey.credential_id).where(*still)).all()
    if len(known) >= MOST:
        raise CannotDo({"": TOO_MANY})
    challenge = new_challenge()
    step = begin_step(session, StepKind.NEW_PASSKEY, viewer.person_id, {"challenge": challenge})
    session.commit()
    return step, ask_for_new(site, challenge, viewer.person_id, viewer.email, viewer.name, known)


def add_passkey(
    session: Session, person_id: uuid.UUID, step: str, answer: str, name: str, site: Site
) -> None:
    """Sent twice it is added once. Raises CannotDo. Commits."""
    name = one_line(name)
    refuse_problems(check_length("name", name, NO_NAME))
    taken = take_step(session, step, StepKind.NEW_PASSKEY)
    if taken is None or taken.person_id != person_id:
        raise CannotDo({"": NOT_ADDED})
    try:
        made = check_new(site, taken.data["challenge"], answer)
    except NotHeld:
        raise CannotDo({"": NOT_ADDED}) from None
    row = {"credential_id": made.credential_id, "public_key": made.public_key, "sign_count": made.sign_count}
    try:
        with session.begin_nested():
            added = sa.insert(Passkey).values(
                id=uuid.uuid4(), person_id=person_id, name=name, made_at=clock.now(), **row
            )
            session.execute(added)
    except IntegrityError:
        raise CannotDo({"": NOT_ADDED}) from None
    record_event(session, "passkey-added", person_id)
    session.commit()


def name_passkey(session: Session, person_id: uuid.UUID, passkey_id: uuid.UUID, name: str) -> None:
    """Raises CannotDo, and NotHere where it is nobody's or another's. Commits."""
    name = one_line(name)
    refuse_problems(check_length("name", name, NO_NAME))
    naming = sa.update(Passkey).where(mine(person_id, passkey_id))
    if session.scalar(naming.values(name=name).returning(Passkey.id)) is None:
        raise NotHere
    session.commit()


def remove_passkey(
    session: Session, person_id: uuid.UUID, passkey_id: uuid.UUID, password: str, factor_for: FactorFor
) -> None:
    """Where it is gone already nothing changes. Raises TooManyAttempts, and CannotDo by the field `password`,
    or by none where it is the last factor of somebody who needs one. Commits."""
    check_password(session, person_id, password, "password")
    session.execute(sa.select(Person.id).where(Person.id == person_id).with_for_update())
    removing = sa.update(Passkey).where(mine(person_id, passkey_id)).values(removed_at=clock.now())
    if session.scalar(removing.returning(Passkey.id)):
        guard = find_guard(session, person_id)
        if guard.is_needed(factor_for) and not (guard.stands or guard.has_passkey):
            raise CannotDo({"": LAST_FACTOR})
        record_event(session, "passkey-removed", person_id)
    session.commit()


def mine(person_id: uuid.UUID, passkey_id: uuid.UUID) -> sa.ColumnElement[bool]:
    return sa.and_(Passkey.id == passkey_id, Passkey.person_id == person_id, Passkey.removed_at.is_(None))

"""People and organisations that come in: found by address or name, or made, in the caller's transaction."""

import uuid
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from portal import clock
from portal.acting.refused import CannotDo
from portal.acting.say import say_names
from portal.acting.wording import check_length
from portal.email_address import address_problem
from portal.places.people import has_way_in
from portal.records import Membership, Organisation, Person, Role


@dataclass(frozen=True, slots=True)
class Joined:
    """Somebody who belongs to an organisation; `can_sign_in` says whether there is a password yet."""

    person_id: uuid.UUID
    name: str
    email: str
    can_sign_in: bool
    was_member: bool


def check_person(email: str, name: str, role: str) -> dict[str, str]:
    """The problems with somebody who is to come in, by field."""
    problems = check_length("name", name, "Enter the person's name.")
    if problem := address_problem(email):
        problems["email"] = problem
    if role not in set(Role):
        problems["role"] = "Choose what the person does."
    return problems


def join(session: Session, email: str, name: str, organisation_id: uuid.UUID, role: str) -> Joined:
    """Somebody, new or known by e-mail address, belongs to the organisation from now on.

    The name of somebody who is known stays as it is, and so does the role of a member.
    """
    row = session.execute(
        sa.select(Person.id, Person.name, has_way_in().label("can_sign_in")).where(Person.email == email)
    ).one_or_none()
    person_id, name, can_sign_in = row or (add_person(session, email, name), name, False)
    belongs = sa.select(Membership.id).where(
        Membership.person_id == person_id, Membership.organisation_id == organisation_id
    )
    was_member = session.scalar(belongs) is not None
    if not was_member:
        session.execute(
            sa.insert(Membership).values(
                id=uuid.uuid4(),
                person_id=person_id,
                organisation_id=organisation_id,
                role=role,
                created_at=clock.now(),
            )
        )
    return Joined(person_id, name, email, can_sign_in, was_member)


def add_person(session: Session, email: str, name: str) -> uuid.UUID:
    """Raises CannotDo where somebody else adds the same person this very moment."""
    person_id = uuid.uuid4()
    try:
        with session.begin_nested():
            session.execute(
                sa.insert(Person).values(id=person_id, email=email, name=name, created_at=clock.now())
            )
    except IntegrityError:
        raise CannotDo({"email": "Somebody has just added this person. Look at the page again."}) from None
    return person_id


def find_organisation(session: Session, name: str) -> uuid.UUID | None:
    """The organisation of exactly that name."""
    return session.scalar(sa.select(Organisation.id).where(Organisation.name == name))


def find_or_add_organisation(session: Session, name: str) -> uuid.UUID:
    """The organisation of exactly that name, made where there is none."""
    if known := find_organisation(session, name):
        return known
    organisation_id = uuid.uuid4()
    try:
        with session.begin_nested():
            session.execute(
                sa.insert(Organisation).values(id=organisation_id, name=name, created_at=clock.now())
            )
            say_names(session, organisation_id, None)
    except IntegrityError:
        raise CannotDo({"": f"Somebody has just added {name}. Try again."}) from None
    return organisation_id

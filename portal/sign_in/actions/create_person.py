"""Create somebody who signs in, from the command line: how the first person comes in."""

import uuid

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.acting.record_event import record_event
from portal.acting.refused import CannotDo
from portal.acting.wording import check_length, one_line, refuse_problems
from portal.places.people import has_way_in
from portal.records import Person, Role
from portal.sign_in.actions.join_organisation import (
    add_membership,
    add_person,
    check_person,
    find_or_add_organisation,
)
from portal.sign_in.actions.use_link import set_password
from portal.sign_in.passwords import hash_password, problem_with
from portal.sign_in.weak import Own


def create_person(
    session: Session,
    *,
    email: str,
    name: str,
    organisation: str,
    role: str,
    password: str,
    number: str = "",
    existing: bool | None = None,
) -> uuid.UUID:
    """Somebody with a password, in an organisation that is made where there is none, or where another is to
    be made (`existing` is False). Raises CannotDo. Commits.

    Somebody who can sign in already is asked before another organisation gains them: that takes an
    invitation.
    """
    if problem := problem_with(password, Own(name, email, (organisation,))):
        raise CannotDo({"password": problem})
    email, name, organisation = email.strip().lower(), one_line(name), one_line(organisation)
    problems = check_person(email, name, role)
    refuse_problems(problems | check_length("organisation", organisation, "Give the organisation's name."))
    person_id = find_or_add(session, email, name)
    organisation_id = find_or_add_organisation(session, organisation, number, existing)
    add_membership(session, person_id, organisation_id, Role(role))
    data = {"person": str(person_id), "organisation": str(organisation_id), "role": role}
    record_event(session, "person-created", None, data=data)
    set_password(session, person_id, hash_password(password))
    session.commit()
    return person_id


def find_or_add(session: Session, email: str, name: str) -> uuid.UUID:
    row = session.execute(
        sa.select(Person.id, has_way_in().label("can_sign_in")).where(Person.email == email)
    ).one_or_none()
    if row and row.can_sign_in:
        raise CannotDo({"email": f"{email} can sign in already: use --invite, and they are asked."})
    return row.id if row else add_person(session, email, name)

"""Create somebody who signs in, from the command line: how the first person comes in."""

import uuid

from sqlalchemy.orm import Session

from portal.acting.record_event import record_event
from portal.acting.refused import CannotDo
from portal.acting.wording import check_length, one_line, refuse_problems
from portal.sign_in.actions.join_organisation import Joined, check_person, find_or_add_organisation, join
from portal.sign_in.actions.use_link import set_password
from portal.sign_in.actions.write_letters import Inviting, write_invitation
from portal.sign_in.passwords import hash_password, problem_with
from portal.sign_in.weak import Own


def create_person(
    session: Session, *, email: str, name: str, organisation: str, role: str, password: str
) -> uuid.UUID:
    """Somebody with a password, in an organisation that is made where there is none. Raises CannotDo.

    Somebody who can sign in already keeps the password and belongs to one organisation more.
    """
    if problem := problem_with(password, Own(name, email, (organisation,))):
        raise CannotDo({"password": problem})
    joined = bring_in(session, email, name, organisation, role)
    if not joined.can_sign_in:
        set_password(session, joined.person_id, hash_password(password))
    session.commit()
    return joined.person_id


def create_invited(session: Session, *, email: str, name: str, organisation: str, role: str) -> uuid.UUID:
    """The same without a password: the id of the message with a link to choose one. Commits."""
    joined = bring_in(session, email, name, organisation, role)
    message_id = write_invitation(session, joined, Inviting("", "", organisation))
    session.commit()
    return message_id


def bring_in(session: Session, email: str, name: str, organisation: str, role: str) -> Joined:
    email, name, organisation = email.strip().lower(), one_line(name), one_line(organisation)
    problems = check_person(email, name, role)
    refuse_problems(problems | check_length("organisation", organisation, "Give the organisation's name."))
    organisation_id = find_or_add_organisation(session, organisation)
    joined = join(session, email, name, organisation_id, role)
    if joined.was_member and joined.can_sign_in:
        raise CannotDo({"email": f"{email} belongs to {organisation} already."})
    data = {"person": str(joined.person_id), "organisation": str(organisation_id), "role": role}
    record_event(session, "person-created", None, data=data)
    return joined

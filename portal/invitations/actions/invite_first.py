"""Invite somebody from the command line: how the first person of an organisation comes in."""

import uuid

from sqlalchemy.orm import Session

from portal.acting.wording import check_length, one_line, refuse_problems
from portal.invitations.actions.note_invitation import Asked, Inviting, keep_invitation
from portal.invitations.actions.write_invitation import Sender, write_invitation
from portal.sign_in.actions.join_organisation import check_person, find_or_add_organisation


def invite_first(
    session: Session,
    *,
    email: str,
    name: str,
    organisation: str,
    role: str,
    number: str = "",
    existing: bool | None = None,
) -> uuid.UUID:
    """The id of the message with the link. The organisation is one that belongs to itself, made where there
    is none of that name or number, or where another is to be made (`existing` is False). Raises CannotDo.
    Commits."""
    asked = Asked(email.strip().lower(), one_line(name), role)
    organisation = one_line(organisation)
    problems = check_person(asked.email, asked.name, role)
    refuse_problems(problems | check_length("organisation", organisation, "Give the organisation's name."))
    organisation_id = find_or_add_organisation(session, organisation, number, existing)
    invitation_id = keep_invitation(session, Inviting(None, organisation_id), asked)
    message_id = write_invitation(session, invitation_id, Sender(None))
    session.commit()
    return message_id

"""Invite somebody into an organisation, by mail."""

import uuid

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal import clock
from portal.access import NotHere, Viewer
from portal.acting.record_event import record_event
from portal.acting.refused import CannotDo
from portal.acting.wording import one_line, refuse_problems
from portal.invitations.actions.note_invitation import note_asked, note_delivery
from portal.invitations.queries.members import is_mine_alone, may_see_members
from portal.mail import MailFailed, Post
from portal.records import LinkPurpose, Organisation
from portal.sign_in.actions.join_organisation import Joined, check_person, join
from portal.sign_in.actions.use_link import link_address, make_link

INVITATION_TEXT = """{inviter} invites you to Good Standing, for {organisation}.

Choose your password here within seven days:
{link}
"""
ADDED_TEXT = """{inviter} has added you to {organisation} in Good Standing.

Sign in as you always do: {link}
"""


def invite_person(
    session: Session,
    post: Post,
    viewer: Viewer,
    organisation_id: uuid.UUID,
    *,
    email: str,
    name: str,
    role: str,
) -> uuid.UUID:
    """Somebody, new or known by e-mail address, may act for the organisation; the person's id.

    Inviting somebody again who has no password yet sends a new link. Raises NotHere or CannotDo; where only
    the mail failed, the person is in and may be invited again.
    """
    if not may_see_members(session, viewer, organisation_id):
        raise NotHere
    email, name = email.strip().lower(), one_line(name)
    refuse_problems(check_person(email, name, role))
    organisation = session.scalars(
        sa.select(Organisation.name).where(Organisation.id == organisation_id)
    ).one()
    if not is_mine_alone(session, viewer, organisation_id):
        sentence = (
            f"{organisation} works with others here too, so only its own managers invite people into it."
        )
        raise CannotDo({"": sentence})
    joined = join(session, email, name, organisation_id, role)
    if joined.was_member and joined.can_sign_in:
        raise CannotDo({"email": f"{joined.name} belongs to {organisation} already."})
    subject, text = write_invitation(session, post, viewer, organisation, joined)
    data = {"person": str(joined.person_id), "organisation": str(organisation_id), "role": role}
    invitation_id = note_asked(session, joined.person_id, organisation_id, viewer.person_id, clock.now())
    record_event(session, "invitation-sent", viewer.person_id, data=data)
    session.commit()
    try:
        post.send(joined.email, subject, text)
    except MailFailed as error:
        note_delivery(session, invitation_id, "The mail server did not take the message.")
        session.commit()
        raise CannotDo({"": "The message could not be sent. Invite the person again later."}) from error
    note_delivery(session, invitation_id)
    session.commit()
    return joined.person_id


def write_invitation(
    session: Session, post: Post, viewer: Viewer, organisation: str, joined: Joined
) -> tuple[str, str]:
    """Subject and text; the link of somebody without a password is made here."""
    if joined.can_sign_in:
        text = ADDED_TEXT.format(inviter=viewer.name, organisation=organisation, link=post.address)
        return f"You now belong to {organisation}", text
    link = link_address(post, make_link(session, joined.person_id, LinkPurpose.INVITATION))
    text = INVITATION_TEXT.format(inviter=viewer.name, organisation=organisation, link=link)
    return f"Your invitation to {organisation}", text

"""Take an invitation back that nobody has answered, send it again, or send it to the right address."""

from sqlalchemy.orm import Session

from portal.access import NotHere, Viewer
from portal.acting.refused import CannotDo
from portal.invitations.actions import withdraw_invitation
from portal.invitations.actions.invite_person import invite_person, inviting_for
from portal.invitations.actions.send_invitations import resend_invitation
from portal.people.queries.pending import Pending, has_come
from portal.places.contracts import ContractPlace

COME = "{name} has come meanwhile, and acts for {organisation} now."


def revoke_invitation(session: Session, viewer: Viewer, pending: Pending) -> None:
    """The link dies, and nobody comes by it; what was taken back already is what was wanted. The caller has
    looked it up within the viewer's reach. Raises CannotDo. Commits."""
    if take_back(session, viewer, pending):
        session.commit()


def correct_invitation(
    session: Session, viewer: Viewer, pending: Pending, email: str, place: ContractPlace | None
) -> None:
    """A new link goes to that address, and the old one dies. Raises CannotDo, and then all is as it was.
    Commits."""
    email = email.strip().lower()
    if email == pending.email:
        raise CannotDo({"email": "That is the address that the invitation went to."})
    inviting_for(session, viewer, pending.organisation_id, place)  # locks it, before the chain's end
    if not take_back(session, viewer, pending):
        raise CannotDo({"": "The invitation was taken back meanwhile. Invite the person anew."})
    about = {"email": email, "name": pending.name, "role": pending.role}
    invite_person(session, viewer, pending.organisation_id, **about, place=place)


def send_again(session: Session, viewer: Viewer, pending: Pending) -> bool:
    """Whether another goes out: not where one is on its way or has just gone, as after a second press, nor
    where it was answered meanwhile. Commits."""
    try:
        return resend_invitation(session, viewer, pending.invited_id)
    except NotHere:
        return False


def take_back(session: Session, viewer: Viewer, pending: Pending) -> bool:
    """False where it was taken back or refused already; in the caller's transaction. Raises CannotDo where
    somebody has come by it."""
    if withdraw_invitation.take_back(session, viewer, pending.invited_id):
        return True
    if has_come(session, viewer, pending.invited_id):
        raise CannotDo({"": COME.format(name=pending.name, organisation=pending.organisation)})
    return False

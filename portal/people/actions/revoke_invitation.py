"""Take an invitation back that nobody has taken up, send it again, or send it to the right address."""

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal import clock
from portal.access import Viewer
from portal.acting.record_event import record_event
from portal.acting.refused import CannotDo
from portal.invitations.actions.invite_person import invite_person
from portal.invitations.actions.send_invitations import find_member, lock_people
from portal.people.actions.end_sessions import close_ways_in
from portal.people.actions.hand_on import clear_contacts
from portal.people.actions.lock_people import lock_around
from portal.people.queries.pending import Pending
from portal.places.contracts import ContractPlace
from portal.places.people import has_way_in
from portal.records import Invitation, Membership, Message, MessageState, Person

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
    if not take_back(session, viewer, pending):
        raise CannotDo({"": "The invitation was taken back meanwhile. Invite the person anew."})
    session.flush()
    invite_person(
        session,
        viewer,
        pending.organisation_id,
        email=email,
        name=pending.name,
        role=pending.role,
        place=place,
    )


def send_again(session: Session, viewer: Viewer, pending: Pending, place: ContractPlace | None) -> bool:
    """Whether another goes out: not where one is on its way or has just gone, as after a second press. Raises
    CannotDo. Commits."""
    lock_people(session, [pending.person_id])
    if find_member(session, pending.person_id, pending.organisation_id) is None:
        return False
    about = {"email": pending.email, "name": pending.name, "role": pending.role}
    invite_person(session, viewer, pending.organisation_id, **about, place=place)
    return True


def take_back(session: Session, viewer: Viewer, pending: Pending) -> bool:
    """False where it was taken back already. The links first, as who takes one up begins there too; in the
    caller's transaction."""
    person_id, organisation_id = pending.person_id, pending.organisation_id
    lock_around(session, organisation_id, person_id)
    others = sa.select(Membership.id).where(
        Membership.person_id == person_id, Membership.organisation_id != organisation_id
    )
    if session.scalar(others.limit(1)) is None:
        close_ways_in(session, person_id)
    require_nobody_came(session, pending)
    gone = sa.delete(Membership).where(Membership.id == pending.invited_id).returning(Membership.id)
    if session.scalar(gone) is None:
        return False
    clear_contacts(session, viewer.person_id, organisation_id, person_id)
    forget_asked(session, pending)
    data = {"person": str(person_id), "organisation": str(organisation_id)}
    record_event(session, "invitation-revoked", viewer.person_id, data=data)
    return True


def require_nobody_came(session: Session, pending: Pending) -> None:
    """Whoever comes through her organisation locks the person too: asked only after that."""
    hers = Person.id == pending.person_id
    session.execute(sa.select(Person.id).where(hers).with_for_update(key_share=True))
    if session.scalar(sa.select(has_way_in()).where(hers)):
        raise CannotDo({"": COME.format(name=pending.name, organisation=pending.organisation)})


def forget_asked(session: Session, pending: Pending) -> None:
    """Its message says nothing that is so any more, and is not sent."""
    asked = (
        sa.delete(Invitation)
        .where(
            Invitation.person_id == pending.person_id, Invitation.organisation_id == pending.organisation_id
        )
        .returning(Invitation.message_id)
    )
    if message_id := session.scalar(asked):
        waits = sa.and_(Message.id == message_id, Message.state == MessageState.WAITING.value)
        session.execute(sa.update(Message).where(waits).values(good_until=clock.now()))

"""Take back an invitation that was not answered."""

import uuid

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal import clock
from portal.access import NotHere, Viewer
from portal.acting.record_event import record_event
from portal.invitations.actions.send_invitations import is_managed
from portal.records import Answer, Invitation, Message, MessageState


def revoke_invitation(session: Session, viewer: Viewer, invitation_id: uuid.UUID) -> bool:
    """Its links lead nowhere from now on; False where it was answered or taken back meanwhile. For the
    managers of the lead that asked, and of the organisation; raises NotHere for others. Commits."""
    if not take_back(session, viewer, invitation_id):
        session.rollback()
        return False
    session.commit()
    return True


def take_back(session: Session, viewer: Viewer, invitation_id: uuid.UUID) -> bool:
    """The same in the caller's transaction. A message that still waits is not sent."""
    mine, answer = is_managed(viewer), Invitation.answer
    is_there = sa.select(Invitation.organisation_id).where(Invitation.id == invitation_id, mine)
    organisation_id = session.scalar(is_there)
    if organisation_id is None:
        raise NotHere
    now = clock.now()
    is_open = sa.or_(answer.is_(None), answer == Answer.WAITS.value)
    said = {"answer": Answer.REVOKED.value, "answered_at": now}
    revoked = sa.update(Invitation).where(Invitation.id == invitation_id, mine, is_open).values(said)
    row = session.execute(revoked.returning(Invitation.message_id)).one_or_none()
    if row is None:
        return False
    waits = sa.and_(Message.id == row.message_id, Message.state == MessageState.WAITING.value)
    session.execute(sa.update(Message).where(waits).values(good_until=now))
    data = {"invitation": str(invitation_id), "organisation": str(organisation_id)}
    record_event(session, "invitation-revoked", viewer.person_id, data=data)
    return True

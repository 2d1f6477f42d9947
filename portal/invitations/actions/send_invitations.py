"""Send invitations, many at once or one again: all in one transaction, each with a message of its own."""

import uuid
from collections.abc import Iterable, Sequence
from datetime import timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal import clock
from portal.access import Audience, NotHere, Viewer, require
from portal.invitations.actions.write_invitation import Sender, write_invitation
from portal.places.contracts import ContractPlace
from portal.records import Invitation, Message, MessageState

A_PRESS = timedelta(minutes=1)
"""Who asks again within so short a time has pressed twice."""


def send_invitations(
    session: Session, viewer: Viewer, place: ContractPlace, invitation_ids: Iterable[uuid.UUID]
) -> int:
    """Send these; how many were sent.

    The caller has taken them from `list_invitations`. Whoever has answered meanwhile, or has a message on its
    way, or just gone, is left out: of two who press at once, one sends. Raises NotAllowed. Commits.
    """
    require(place.audiences, Audience.MANAGER, "Only the lead provider's managers invite people.")
    mine = sa.or_(Invitation.lead_id == place.lead_id, Invitation.organisation_id == place.lead_id)
    sent = send(session, viewer, invitation_ids, mine)
    session.commit()
    return len(sent)


def resend_invitation(session: Session, viewer: Viewer, invitation_id: uuid.UUID) -> bool:
    """A new link for somebody who has not answered; False where one is on its way, or has just gone. For the
    managers of the lead that asked and of the organisation; raises NotHere for others, and where there is
    nothing to answer any more. Commits."""
    mine = is_managed(viewer)
    is_there = sa.select(Invitation.id).where(
        Invitation.id == invitation_id, mine, Invitation.answer.is_(None)
    )
    if session.scalar(is_there) is None:
        raise NotHere
    sent = send(session, viewer, [invitation_id], mine)
    session.commit()
    return bool(sent)


def is_managed(viewer: Viewer) -> sa.ColumnElement[bool]:
    """The invitations that are the business of the viewer: those of a lead, or into an organisation, that she
    manages."""
    managed = viewer.with_role("manager")
    return sa.or_(Invitation.lead_id.in_(managed), Invitation.organisation_id.in_(managed))


def send(
    session: Session,
    viewer: Viewer,
    invitation_ids: Iterable[uuid.UUID],
    mine: sa.ColumnElement[bool],
) -> Sequence[uuid.UUID]:
    ids = sorted(set(invitation_ids))
    session.execute(
        sa.select(Invitation.id).where(Invitation.id.in_(ids)).order_by(Invitation.id).with_for_update()
    )
    found = session.scalars(
        sa.select(Invitation.id)
        .where(Invitation.id.in_(ids), mine, Invitation.answer.is_(None), ~on_its_way())
        .order_by(Invitation.id)
    ).all()
    for invitation_id in found:
        write_invitation(session, invitation_id, Sender(viewer.person_id, viewer.name, viewer.email))
    return found


def on_its_way() -> sa.ColumnElement[bool]:
    open_states = (MessageState.WAITING.value, MessageState.HANDING_OVER.value)
    has_just_gone = sa.and_(
        Message.state == MessageState.SENT.value, Invitation.asked_at > clock.now() - A_PRESS
    )
    waits = sa.or_(Message.state.in_(open_states), has_just_gone)
    return sa.exists().where(Message.id == Invitation.message_id, Message.bounced_at.is_(None), waits)

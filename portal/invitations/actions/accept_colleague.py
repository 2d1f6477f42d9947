"""An organisation's own manager says whether somebody whom a lead has invited for it is let in."""

import uuid

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal import clock
from portal.access import NotAllowed, NotHere, Viewer
from portal.acting.record_event import record_event
from portal.records import Answer, Invitation, NamedRow, Organisation, Role
from portal.sign_in.actions.join_organisation import add_membership

MANAGERS = "Only the organisation’s own managers let people in."


def let_in(session: Session, viewer: Viewer, invitation_id: uuid.UUID) -> None:
    """Yes: whoever has said yes too is a member now, and whoever has not is one as soon as she does. A second
    press changes nothing. Raises NotHere or NotAllowed. Commits."""
    row = lock_asked_for(session, viewer, invitation_id)
    if row.let_in_by is not None or row.answer not in {None, Answer.WAITS.value}:
        return
    values: dict[str, object] = {"let_in_by": viewer.person_id}
    if row.answer == Answer.WAITS.value:
        values["answer"] = Answer.ACCEPTED.value
        add_membership(session, row.answered_by, row.organisation_id, Role(row.role))
    keep(session, viewer, row, values, "person-let-in")


def keep_out(session: Session, viewer: Viewer, invitation_id: uuid.UUID) -> None:
    """No. A second press changes nothing. Raises NotHere or NotAllowed. Commits."""
    row = lock_asked_for(session, viewer, invitation_id)
    if row.answer in {None, Answer.WAITS.value}:
        values = {"answer": Answer.REFUSED.value, "answered_at": clock.now()}
        keep(session, viewer, row, values, "person-kept-out")


def lock_asked_for(session: Session, viewer: Viewer, invitation_id: uuid.UUID) -> NamedRow:
    row = session.execute(
        sa.select(
            Invitation.id,
            Invitation.organisation_id,
            Invitation.role,
            Invitation.answer,
            Invitation.answered_by,
            Invitation.let_in_by,
        )
        .join(Organisation, Organisation.id == Invitation.organisation_id)
        .where(
            Invitation.id == invitation_id,
            Invitation.lead_id.is_not(None),
            Organisation.made_by_id.is_(None),
            Invitation.organisation_id.in_(viewer.organisations),
        )
        .with_for_update(of=Invitation)
    ).one_or_none()
    if row is None:
        raise NotHere
    if row.organisation_id not in viewer.with_role("manager"):
        raise NotAllowed(MANAGERS)
    return row


def keep(session: Session, viewer: Viewer, row: NamedRow, values: dict[str, object], happened: str) -> None:
    session.execute(sa.update(Invitation).where(Invitation.id == row.id).values(values))
    data = {"invitation": str(row.id), "organisation": str(row.organisation_id)}
    record_event(session, happened, viewer.person_id, data=data)
    session.commit()

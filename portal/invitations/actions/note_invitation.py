"""How far an invitation has got, in the caller's transaction."""

import uuid
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal import clock
from portal.records import DeliveryState, Invitation


def note_asked(
    session: Session,
    person_id: uuid.UUID,
    organisation_id: uuid.UUID,
    invited_by: uuid.UUID,
    tried_at: datetime | None = None,
) -> uuid.UUID:
    """Somebody is to be invited, for the first time or again; the invitation's id."""
    said = {
        "invited_by": invited_by,
        "state": DeliveryState.WAITING.value,
        "problem": "",
        "asked_at": clock.now(),
        "tried_at": tried_at,
    }
    known: uuid.UUID | None = session.scalar(
        sa.update(Invitation)
        .where(Invitation.person_id == person_id, Invitation.organisation_id == organisation_id)
        .values(**said)
        .returning(Invitation.id)
    )
    if known:
        return known
    invitation_id = uuid.uuid4()
    session.execute(
        sa.insert(Invitation).values(
            id=invitation_id, person_id=person_id, organisation_id=organisation_id, **said
        )
    )
    return invitation_id


def note_delivery(session: Session, invitation_id: uuid.UUID, problem: str = "") -> None:
    """The mail server took it; or did not, for this reason."""
    state = DeliveryState.FAILED if problem else DeliveryState.SENT
    session.execute(
        sa.update(Invitation).where(Invitation.id == invitation_id).values(state=state.value, problem=problem)
    )

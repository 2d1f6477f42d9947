"""Note who was invited by which message, in the caller's transaction."""

import uuid

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal import clock
from portal.records import DeliveryState, Invitation


def note_asked(
    session: Session,
    person_id: uuid.UUID,
    organisation_id: uuid.UUID,
    invited_by: uuid.UUID,
    message_id: uuid.UUID,
) -> None:
    """Somebody is invited, for the first time or again."""
    said = {
        "invited_by": invited_by,
        "state": DeliveryState.WAITING.value,
        "problem": "",
        "asked_at": clock.now(),
        "message_id": message_id,
    }
    known = session.scalar(
        sa.update(Invitation)
        .where(Invitation.person_id == person_id, Invitation.organisation_id == organisation_id)
        .values(**said)
        .returning(Invitation.id)
    )
    if known is None:
        session.execute(
            sa.insert(Invitation).values(
                id=uuid.uuid4(), person_id=person_id, organisation_id=organisation_id, **said
            )
        )

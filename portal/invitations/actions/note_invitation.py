"""Keep whom somebody typed as a person to invite, in the caller's transaction. Nobody is looked up by it."""

import uuid
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from portal import clock
from portal.acting.refused import CannotDo
from portal.records import DeliveryState, Invitation

JUST_NOW = "Somebody has just invited this person. Look at the page again."


@dataclass(frozen=True, slots=True)
class Inviting:
    """Who asks somebody into which organisation: on behalf of a lead, or (without one) of the organisation
    itself; and about which contract, if any."""

    invited_by: uuid.UUID | None
    organisation_id: uuid.UUID
    lead_id: uuid.UUID | None = None
    contract_id: uuid.UUID | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """The person as typed; the address in lower case."""

    email: str
    name: str
    role: str


def keep_invitation(session: Session, inviting: Inviting, asked: Asked) -> uuid.UUID:
    """The id of the one open invitation of that address into the organisation, as it is now typed. Where a
    lead asked before, the organisation that asks itself lets the person in. Raises CannotDo where somebody
    else makes it this very moment."""
    changed = (
        sa.update(Invitation)
        .where(*is_open(inviting, asked))
        .values(name=asked.name, role=asked.role, **newly(inviting))
    )
    known = session.scalar(changed.returning(Invitation.id))
    return known or add(session, inviting, asked)


def note_invitation(session: Session, inviting: Inviting, asked: Asked) -> bool:
    """Whether it is new: what was typed before stays as it is."""
    if session.scalar(sa.select(Invitation.id).where(*is_open(inviting, asked))) is not None:
        return False
    add(session, inviting, asked)
    return True


def is_open(inviting: Inviting, asked: Asked) -> tuple[sa.ColumnElement[bool], ...]:
    return (
        Invitation.organisation_id == inviting.organisation_id,
        Invitation.email == asked.email,
        Invitation.answer.is_(None),
    )


def newly(inviting: Inviting) -> dict[str, uuid.UUID | None]:
    if inviting.lead_id is None:
        return {"let_in_by": inviting.invited_by}
    return {"invited_by": inviting.invited_by, "contract_id": inviting.contract_id}


def as_typed(inviting: Inviting, asked: Asked) -> dict[str, str | uuid.UUID | None]:
    return {
        "name": asked.name,
        "role": asked.role,
        "invited_by": inviting.invited_by,
        "lead_id": inviting.lead_id,
        "contract_id": inviting.contract_id,
    }


def add(session: Session, inviting: Inviting, asked: Asked) -> uuid.UUID:
    invitation_id = uuid.uuid4()
    try:
        with session.begin_nested():
            session.execute(
                sa.insert(Invitation).values(
                    id=invitation_id,
                    organisation_id=inviting.organisation_id,
                    email=asked.email,
                    made_at=clock.now(),
                    state=DeliveryState.WAITING.value,
                    **as_typed(inviting, asked),
                )
            )
    except IntegrityError:
        raise CannotDo({"email": JUST_NOW}) from None
    return invitation_id

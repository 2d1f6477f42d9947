"""Somebody says yes to an invitation: what follows, in the caller's transaction."""

import uuid
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal import clock
from portal.acting.record_event import record_event
from portal.acting.refused import CannotDo
from portal.invitations.actions.join_contracts import StandIn, become_hers, become_own, lock_stand_in
from portal.invitations.queries.waiting import Asked, is_open
from portal.records import Answer, Invitation, Membership, Role
from portal.sign_in.actions.join_organisation import add_membership

GONE = "This invitation was answered, taken back or has run out."
NOT_HERS = "Choose one of the organisations that you manage, or a new one."


@dataclass(frozen=True, slots=True)
class Yes:
    """For which of her organisations somebody says yes to what a lead named (None for a new one), and what
    she has seen that it was named for, as `seen_of` has it."""

    organisation_id: uuid.UUID | None = None
    seen: str = ""


def lock_asked(session: Session, asked: Asked, yes: Yes) -> StandIn | None:
    """The lead's entry, where it is one still. Before anything of the person is locked. Raises CannotDo."""
    return lock_stand_in(session, asked.organisation_id, yes.seen) if asked.stands_in else None


def take_up(session: Session, person_id: uuid.UUID, asked: Asked, yes: Yes, stand_in: StandIn | None) -> bool:
    """Whether the person is in; False where the organisation's own manager is asked now. `stand_in` is what
    `lock_asked` gave. Raises CannotDo."""
    if stand_in is None:
        return join(session, person_id, asked.invitation_id)
    if yes.organisation_id is not None and not manages(session, person_id, yes.organisation_id):
        raise CannotDo({"organisation": NOT_HERS})
    answer(session, asked.invitation_id, person_id, Answer.ACCEPTED)
    if yes.organisation_id is None:
        organisation_id = become_own(session, stand_in, person_id)
        add_membership(session, person_id, organisation_id, Role.MANAGER)
    else:
        organisation_id = become_hers(session, stand_in, yes.organisation_id, person_id)
    say(session, "invitation-accepted", person_id, asked.invitation_id, organisation_id)
    return True


def join(session: Session, person_id: uuid.UUID, invitation_id: uuid.UUID) -> bool:
    """Into an organisation that belongs to itself: at once where it asks itself or has agreed, otherwise its
    manager is asked. Whoever belongs to it already is in."""
    columns = Invitation.organisation_id, Invitation.lead_id, Invitation.role, Invitation.let_in_by
    is_it = sa.select(*columns).where(Invitation.id == invitation_id)
    row = session.execute(is_it.with_for_update()).one()
    needs_yes = row.lead_id is not None and row.let_in_by is None
    if needs_yes and not belongs(session, person_id, row.organisation_id):
        answer(session, invitation_id, person_id, Answer.WAITS)
        say(session, "invitation-waits", person_id, invitation_id, row.organisation_id)
        return False
    answer(session, invitation_id, person_id, Answer.ACCEPTED)
    add_membership(session, person_id, row.organisation_id, Role(row.role))
    say(session, "invitation-accepted", person_id, invitation_id, row.organisation_id)
    return True


def belongs(session: Session, person_id: uuid.UUID, organisation_id: uuid.UUID) -> bool:
    query = sa.select(Membership.id).where(
        Membership.person_id == person_id, Membership.organisation_id == organisation_id
    )
    return session.scalar(query) is not None


def manages(session: Session, person_id: uuid.UUID, organisation_id: uuid.UUID) -> bool:
    """As it is at this moment."""
    query = sa.select(Membership.id).where(
        Membership.person_id == person_id,
        Membership.organisation_id == organisation_id,
        Membership.role == Role.MANAGER.value,
    )
    return session.scalar(query.with_for_update()) is not None


def answer(session: Session, invitation_id: uuid.UUID, person_id: uuid.UUID, said: Answer) -> None:
    """Once: raises CannotDo where somebody was faster."""
    claimed = session.scalar(
        sa.update(Invitation)
        .where(Invitation.id == invitation_id, is_open(clock.now()))
        .values(answer=said.value, answered_at=clock.now(), answered_by=person_id)
        .returning(Invitation.id)
    )
    if claimed is None:
        raise CannotDo({"": GONE})


def say(
    session: Session,
    name: str,
    person_id: uuid.UUID,
    invitation_id: uuid.UUID,
    organisation_id: uuid.UUID,
) -> None:
    data = {"invitation": str(invitation_id), "organisation": str(organisation_id)}
    record_event(session, name, person_id, data=data)

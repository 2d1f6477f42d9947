"""Invite many at once: all in one transaction, each with a message of its own and what becomes of it."""

import uuid
from collections.abc import Iterable
from datetime import timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal import clock
from portal.access import Audience, Viewer, require
from portal.acting.record_event import record_event
from portal.invitations.actions.invite_person import inviting
from portal.invitations.actions.note_invitation import note_asked
from portal.places.contracts import ContractPlace
from portal.places.people import has_way_in
from portal.records import Invitation, Membership, Message, MessageState, NamedRow, Organisation, Person
from portal.sign_in.actions.join_organisation import Joined
from portal.sign_in.actions.write_letters import write_invitation

A_PRESS = timedelta(minutes=1)
"""Who asks again within so short a time has pressed twice."""


def send_invitations(
    session: Session, viewer: Viewer, place: ContractPlace, members: Iterable[tuple[uuid.UUID, uuid.UUID]]
) -> int:
    """Invite these people (each with the organisation); how many were invited.

    The caller has taken them from `list_invitations`. Whoever has come meanwhile, does not belong any more,
    or has a message on its way, or just gone, is left out: of two who press at once, one invites. Raises
    NotAllowed. Commits.
    """
    require(place.audiences, Audience.MANAGER, "Only the lead provider's managers invite people.")
    wanted = dict.fromkeys(members)
    lock_people(session, {person_id for person_id, _ in wanted})
    rows = [row for pair in wanted if (row := find_member(session, *pair)) is not None]
    for row in rows:
        send_one(session, viewer, place, row)
    session.commit()
    return len(rows)


def lock_people(session: Session, person_ids: Iterable[uuid.UUID]) -> None:
    ids = sorted(person_ids)
    session.execute(
        sa.select(Person.id).where(Person.id.in_(ids)).order_by(Person.id).with_for_update(key_share=True)
    )


def find_member(session: Session, person_id: uuid.UUID, organisation_id: uuid.UUID) -> NamedRow | None:
    """None where there is nobody to invite, or an invitation is on its way already."""
    open_states = (MessageState.WAITING.value, MessageState.HANDING_OVER.value)
    is_on_its_way = Message.state.in_(open_states)
    has_just_gone = sa.and_(
        Message.state == MessageState.SENT.value, Invitation.asked_at > clock.now() - A_PRESS
    )
    on_its_way = (
        sa.exists()
        .where(Invitation.person_id == person_id, Invitation.organisation_id == organisation_id)
        .where(Message.id == Invitation.message_id, sa.or_(is_on_its_way, has_just_gone))
    )
    return session.execute(
        sa.select(Person.id, Person.name, Person.email, Organisation.name.label("organisation"))
        .add_columns(Organisation.id.label("organisation_id"))
        .join(Membership, Membership.person_id == Person.id)
        .join(Organisation, Organisation.id == Membership.organisation_id)
        .where(Person.id == person_id, Organisation.id == organisation_id)
        .where(~has_way_in(), ~on_its_way)
    ).one_or_none()


def send_one(session: Session, viewer: Viewer, place: ContractPlace, row: NamedRow) -> None:
    joined = Joined(row.id, row.name, row.email, can_sign_in=False, was_member=True)
    message_id = write_invitation(session, joined, inviting(viewer, row.organisation, place))
    note_asked(session, row.id, row.organisation_id, viewer.person_id, message_id)
    data = {"person": str(row.id), "organisation": str(row.organisation_id)}
    record_event(session, "invitation-sent", viewer.person_id, data=data)

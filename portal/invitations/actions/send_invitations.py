"""Invite many at once: asked for in one go, then sent one after the other, each with its own state.

Where the server stops midway, those that it had not come to are still waiting and can be sent again.
"""

import uuid
from collections.abc import Iterable, Sequence
from datetime import timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal import clock
from portal.access import Audience, Viewer, require
from portal.acting.record_event import record_event
from portal.database import Database
from portal.invitations.actions.invite_person import write_invitation
from portal.invitations.actions.note_invitation import note_asked, note_delivery
from portal.mail import AddressRefused, MailFailed, Post
from portal.places.contracts import ContractPlace
from portal.records import DeliveryState, Invitation, Membership, Organisation, Person
from portal.sign_in.actions.join_organisation import Joined

NOT_TAKEN = "The mail server could not be reached, or did not take the message."
NO_SUCH_ADDRESS = "The mail server refuses this address. Check it."
GIVEN_UP = "Not tried, because the mail server had not taken several messages before it."
MOST_FAILURES = 3
"""In a row, after which the mail server is let alone."""

LEASE = timedelta(minutes=5)
"""How long whoever has begun to send an invitation may take. After that somebody else may send it."""


def ask_invitations(
    session: Session, viewer: Viewer, place: ContractPlace, members: Iterable[tuple[uuid.UUID, uuid.UUID]]
) -> list[uuid.UUID]:
    """These people (each with the organisation) wait to be invited; the ids of their invitations.

    The caller has taken them from `list_invitations`. Raises NotAllowed. Commits.
    """
    require(place.audiences, Audience.MANAGER, "Only the lead provider's managers invite people.")
    asked = [note_asked(session, *each, viewer.person_id) for each in members]
    session.commit()
    return asked


def send_invitations(
    database: Database, post: Post, viewer: Viewer, invitation_ids: Sequence[uuid.UUID]
) -> None:
    """Send each that still waits, in a transaction of its own. Never raises MailFailed."""
    failures = 0
    for invitation_id in invitation_ids:
        if failures >= MOST_FAILURES:
            settle(database, invitation_id, GIVEN_UP)
            continue
        problem = send_one(database, post, viewer, invitation_id)
        failures = failures + 1 if problem == NOT_TAKEN else 0


def send_one(database: Database, post: Post, viewer: Viewer, invitation_id: uuid.UUID) -> str:
    """The problem, if any. Of two that send the same at once, one does."""
    with database.writing() as session:
        joined = claim(session, invitation_id)
        if joined is None:
            return ""
        subject, text = write(session, post, viewer, invitation_id, joined)
        session.commit()
    try:
        post.send(joined.email, subject, text)
    except MailFailed as error:
        problem = NO_SUCH_ADDRESS if isinstance(error, AddressRefused) else NOT_TAKEN
        settle(database, invitation_id, problem)
        return problem
    settle(database, invitation_id, "")
    return ""


def claim(session: Session, invitation_id: uuid.UUID) -> Joined | None:
    """Whom to send it to; None where it does not wait any more, or somebody else is sending it."""
    now = clock.now()
    free = sa.or_(Invitation.tried_at.is_(None), Invitation.tried_at < now - LEASE)
    waiting = Invitation.state == DeliveryState.WAITING.value
    claimed = session.scalar(
        sa.update(Invitation)
        .where(Invitation.id == invitation_id, waiting, free)
        .values(tried_at=now)
        .returning(Invitation.person_id)
    )
    if claimed is None:
        return None
    row = session.execute(
        sa.select(
            Person.id,
            Person.name,
            Person.email,
            Person.password_hash.is_not(None).label("can_sign_in"),
            Membership.id.label("membership_id"),
        )
        .join(Invitation, Invitation.person_id == Person.id)
        .outerjoin(
            Membership,
            sa.and_(
                Membership.person_id == Person.id, Membership.organisation_id == Invitation.organisation_id
            ),
        )
        .where(Invitation.id == invitation_id)
    ).one()
    if row.membership_id is None:
        return None
    return Joined(row.id, row.name, row.email, row.can_sign_in, was_member=True)


def write(
    session: Session, post: Post, viewer: Viewer, invitation_id: uuid.UUID, joined: Joined
) -> tuple[str, str]:
    """Subject and text, and the event."""
    organisation_id, organisation = session.execute(
        sa.select(Organisation.id, Organisation.name)
        .join(Invitation, Invitation.organisation_id == Organisation.id)
        .where(Invitation.id == invitation_id)
    ).one()
    message = write_invitation(session, post, viewer, organisation, joined)
    data = {"person": str(joined.person_id), "organisation": str(organisation_id)}
    record_event(session, "invitation-sent", viewer.person_id, data=data)
    return message


def settle(database: Database, invitation_id: uuid.UUID, problem: str) -> None:
    with database.writing() as session:
        note_delivery(session, invitation_id, problem)
        session.commit()

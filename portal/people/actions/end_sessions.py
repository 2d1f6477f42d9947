"""End somebody's sessions: every browser has to sign in again."""

import uuid

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal import clock
from portal.access import NotHere, Viewer
from portal.acting.record_event import record_event
from portal.people.actions.lock_people import find_role, lock_organisation, require_manager
from portal.places.organisations import OrganisationPlace
from portal.records import (
    AddressChange,
    BrowserSession,
    Message,
    MessageKind,
    MessageState,
    OneTimeLink,
    SignInStep,
)


def end_sessions(session: Session, viewer: Viewer, place: OrganisationPlace, person_id: uuid.UUID) -> int:
    """How many there were; none is no error. Also links to a new password that were not used: who has one
    comes in by it. Raises NotHere. Commits."""
    lock_organisation(session, place.organisation_id)
    require_manager(session, viewer, place.organisation_id)
    if find_role(session, place.organisation_id, person_id) is None:
        raise NotHere
    count = close_ways_in(session, person_id)
    note_ended(session, viewer.person_id, person_id, count)
    session.commit()
    return count


def note_ended(
    session: Session, by: uuid.UUID | None, person_id: uuid.UUID, count: int, reason: str = ""
) -> None:
    """In the caller's transaction; what was not there did not end, unless whoever runs the portal says
    why."""
    if count or reason:
        data: dict[str, object] = {"person": str(person_id), "sessions": count}
        record_event(session, "sessions-ended", by, data=data | ({"reason": reason} if reason else {}))


def close_ways_in(session: Session, person_id: uuid.UUID) -> int:
    """How many sessions end; with them what would open a new one, be it halfway in, and what would change the
    address. In the caller's transaction."""
    now = clock.now()
    for table in (OneTimeLink, AddressChange):
        unused = sa.update(table).where(table.person_id == person_id, table.used_at.is_(None))
        session.execute(unused.values(used_at=now))
    unsent = sa.update(Message).where(
        Message.person_id == person_id,
        Message.kind.in_((MessageKind.RESET.value, MessageKind.INVITATION.value)),
        Message.state == MessageState.WAITING.value,
        Message.is_secret,
    )
    session.execute(unsent.values(good_until=now))
    session.execute(sa.delete(SignInStep).where(SignInStep.person_id == person_id))
    ended = sa.delete(BrowserSession).where(BrowserSession.person_id == person_id)
    return len(session.scalars(ended.returning(BrowserSession.token_hash)).all())

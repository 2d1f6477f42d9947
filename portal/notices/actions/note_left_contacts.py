"""Note that a contact does not belong to the partner any more: nobody has the place, and the lead hears of
it."""

import uuid
from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from functools import cache

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from portal.acting.moments import moment_after
from portal.acting.record_event import Happened, record_events
from portal.records import Contact, Engagement, Membership, NamedRow
from portal.standing.actions.lock_engagements import lock_engagements


def note_left_contacts(session: Session, today: date) -> None:
    """Of all engagements that have not ended, each once, however the membership ended. In the caller's
    transaction, before any other event of it."""
    found = session.execute(query_left(Engagement.ends_on >= today)).all()
    if not found:
        return
    engagements = sorted({row.engagement_id for row in found})
    lock_engagements(session, engagements)
    left = session.execute(query_left(Engagement.id.in_(engagements))).all()
    session.add_all([emptied(session, row) for row in left])
    session.flush()
    record_events(session, happened(left))


Left = sa.Select[uuid.UUID, uuid.UUID, str, uuid.UUID | None]


def query_left(*narrowed: sa.ColumnElement[bool]) -> Left:
    return all_left().where(*narrowed)


@cache
def all_left() -> Left:
    """Who was named last and belongs to the partner no more. Put together once: it is asked every minute."""
    later = aliased(Contact)
    is_said_anew = sa.exists().where(
        later.engagement_id == Contact.engagement_id,
        later.place == Contact.place,
        sa.tuple_(later.recorded_at, later.id) > sa.tuple_(Contact.recorded_at, Contact.id),
    )
    belongs = sa.exists().where(
        Membership.person_id == Contact.person_id, Membership.organisation_id == Engagement.partner_id
    )
    return (
        sa.select(Contact.engagement_id, Engagement.contract_id, Contact.place, Contact.person_id)
        .join(Engagement, Engagement.id == Contact.engagement_id)
        .where(Contact.person_id.is_not(None), ~is_said_anew, ~belongs)
        .order_by(Contact.engagement_id, Contact.place)
    )


def emptied(session: Session, row: NamedRow) -> Contact:
    """By leaving, she has said it herself; her number goes with her."""
    last = Contact.recorded_at, Contact.engagement_id == row.engagement_id
    return Contact(
        id=uuid.uuid4(),
        engagement_id=row.engagement_id,
        place=row.place,
        person_id=None,
        telephone="",
        recorded_by=row.person_id,
        recorded_at=moment_after(session, *last),
    )


def happened(left: Iterable[NamedRow]) -> list[Happened]:
    places: defaultdict[tuple[uuid.UUID, uuid.UUID, uuid.UUID], list[str]] = defaultdict(list)
    for row in left:
        places[row.person_id, row.contract_id, row.engagement_id].append(row.place)
    return [Happened("contact-left", *who, data={"places": said}) for who, said in places.items()]

"""Who of the lead decides beside the viewer: to whom something may be given, and who has it open."""

import uuid
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal import clock
from portal.access import Viewer
from portal.places.contracts import EngagementPlace, SubmissionPlace
from portal.places.people import has_way_in
from portal.records import Membership, OpenReview, Person, ReviewGiven, Role

OPEN_FOR = timedelta(minutes=15)
"""So long after somebody opened it, and nothing since, it counts as open."""

DECIDES = (Role.MANAGER.value, Role.REVIEWER.value)


@dataclass(frozen=True, slots=True)
class Colleague:
    person_id: uuid.UUID
    name: str


@dataclass(frozen=True, slots=True)
class HasOpen:
    """A colleague who has a submission open, since when."""

    name: str
    since: datetime


def list_colleagues(session: Session, place: EngagementPlace) -> tuple[Colleague, ...]:
    """Of the lead, by name, those who may decide on what this partner sends."""
    own = sa.select(Membership.person_id).where(Membership.organisation_id == place.partner_id)
    rows = session.execute(
        sa.select(Person.id.label("person_id"), Person.name)
        .join(Membership, Membership.person_id == Person.id)
        .where(
            Membership.organisation_id == place.contract.lead_id,
            Membership.role.in_(DECIDES),
            Person.disabled_at.is_(None),
            has_way_in(),
            Person.id.not_in(own),
        )
        .order_by(Person.name, Person.id)
    )
    return tuple(Colleague(**row._asdict()) for row in rows)


def find_given(session: Session, place: SubmissionPlace) -> uuid.UUID | None:
    """Whom the submission was given to."""
    return session.scalar(
        sa.select(ReviewGiven.person_id).where(ReviewGiven.submission_id == place.submission_id)
    )


def who_has_open(
    session: Session, submission_ids: Collection[uuid.UUID], viewer: Viewer
) -> Mapping[uuid.UUID, tuple[HasOpen, ...]]:
    """By submission the others who have it open, whoever came first in front."""
    rows = session.execute(
        sa.select(OpenReview.submission_id, Person.name, OpenReview.seen_at)
        .join(Person, Person.id == OpenReview.person_id)
        .where(
            OpenReview.submission_id.in_(submission_ids),
            OpenReview.person_id != viewer.person_id,
            OpenReview.seen_at > clock.now() - OPEN_FOR,
        )
        .order_by(OpenReview.seen_at)
    )
    found: dict[uuid.UUID, tuple[HasOpen, ...]] = {}
    for row in rows:
        found[row.submission_id] = (*found.get(row.submission_id, ()), HasOpen(row.name, row.seen_at))
    return found


def has_open(session: Session, person_id: uuid.UUID) -> bool:
    """Whether anything is noted as open to them."""
    query = sa.select(OpenReview.person_id).where(OpenReview.person_id == person_id)
    return session.scalar(query) is not None

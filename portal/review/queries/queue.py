"""What waits for the lead's reviewers, oldest first.

What was sent for a requirement that is not asked any more waits for nobody; it is back when that is.
"""

import uuid
from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from checklists.requirement import Checklist
from checklists.vocabulary import Stage
from portal.access import Viewer
from portal.places.contracts import PARTNER, ContractPlace
from portal.records import Engagement, Submission, UnderWay
from portal.standing.queries.as_known import known_at

PAGE_SIZE = 50


@dataclass(frozen=True, slots=True)
class Waiting:
    """A submission that somebody of the lead has to decide."""

    submission_id: uuid.UUID
    reference: str
    engagement_id: uuid.UUID
    partner: str
    area: str
    requirement_key: str
    part_key: str
    since: datetime


@dataclass(frozen=True, slots=True)
class Queue:
    """A page of what waits. `all_waiting` counts what the viewer may decide, `own` what it may not."""

    lines: tuple[Waiting, ...]
    all_waiting: int
    own: int


IS_WAITING = UnderWay.stage == Stage.WAITING.value


def waiting_in(
    place: ContractPlace, checklist: Checklist, evening: date | None = None
) -> sa.ColumnElement[bool]:
    """Of what the checklist asks, what waits now, or waited on that evening."""
    return sa.and_(
        UnderWay.contract_id == place.contract_id,
        IS_WAITING,
        UnderWay.requirement_key.in_(keys_of(checklist)),
        *known_at(UnderWay, evening),
    )


def keys_of(checklist: Checklist) -> list[str]:
    return [each.key for each in checklist.requirements]


def list_queue(
    session: Session,
    place: ContractPlace,
    viewer: Viewer,
    checklist: Checklist,
    start: int = 0,
    limit: int = PAGE_SIZE,
    evening: date | None = None,
) -> Queue:
    """From the `start`-th of the queue on, now or on that evening, of what `checklist` asks then. What the
    viewer's own organisation has sent is left out."""
    waits = waiting_in(place, checklist, evening)
    own = tuple(viewer.organisations - {place.lead_id})
    lines = session.execute(
        sa.select(
            UnderWay.submission_id,
            Submission.reference,
            UnderWay.engagement_id,
            PARTNER.name.label("partner"),
            Engagement.area,
            UnderWay.requirement_key,
            UnderWay.part_key,
            UnderWay.since,
        )
        .join(Submission, Submission.id == UnderWay.submission_id)
        .join(Engagement, Engagement.id == UnderWay.engagement_id)
        .join(PARTNER, PARTNER.id == Engagement.partner_id)
        .where(waits, Engagement.partner_id.not_in(own))
        .order_by(UnderWay.since, UnderWay.submission_id)
        .offset(start)
        .limit(limit)
    )
    found = tuple(Waiting(**row._asdict()) for row in lines)
    all_waiting = session.scalar(sa.select(sa.func.count()).select_from(UnderWay).where(waits)) or 0
    own_waiting = count_own(session, waits, own) if own else 0
    return Queue(found, all_waiting - own_waiting, own_waiting)


def count_own(session: Session, waits: sa.ColumnElement[bool], own: tuple[uuid.UUID, ...]) -> int:
    query = (
        sa.select(sa.func.count())
        .select_from(UnderWay)
        .join(Engagement, Engagement.id == UnderWay.engagement_id)
        .where(waits, Engagement.partner_id.in_(own))
    )
    return session.scalar(query) or 0


OLDEST = (
    sa.select(UnderWay.submission_id)
    .join(Engagement, Engagement.id == UnderWay.engagement_id)
    .where(
        UnderWay.contract_id == sa.bindparam("contract_id"),
        IS_WAITING,
        *known_at(UnderWay, None),
        UnderWay.requirement_key.in_(sa.bindparam("keys", expanding=True)),
        UnderWay.submission_id != sa.bindparam("after"),
        Engagement.partner_id.not_in(sa.bindparam("own", expanding=True)),
    )
    .order_by(UnderWay.since, UnderWay.submission_id)
    .limit(1)
)
NEXT = OLDEST.where(
    UnderWay.since
    >= sa.select(Submission.sent_at).where(Submission.id == sa.bindparam("after")).scalar_subquery()
)


def find_next(
    session: Session, place: ContractPlace, viewer: Viewer, checklist: Checklist, after: uuid.UUID
) -> uuid.UUID | None:
    """The submission to decide after that one: the next in the queue, else the oldest of all."""
    values = {
        "contract_id": place.contract_id,
        "keys": keys_of(checklist),
        "after": after,
        "own": tuple(viewer.organisations),
    }
    return session.scalar(NEXT, values) or session.scalar(OLDEST, values)

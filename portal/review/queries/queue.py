"""What waits for the lead's reviewers, oldest first.

What was sent for a requirement that is not asked any more waits for nobody; it is back when that is.
"""

import uuid
from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from checklists.requirement import Checklist
from checklists.vocabulary import Kind, Stage
from portal.access import Viewer
from portal.clock import end_of_day
from portal.places.contracts import PARTNER, ContractPlace
from portal.records import Engagement, Membership, Person, ReviewGiven, Submission, UnderWay
from portal.review.queries.colleagues import DECIDES
from portal.standing.queries.as_known import known_at

PAGE_SIZE = 50
MOST_TO_CHOOSE = 100
"""Partners among which one is chosen; of more, one is named."""


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
    given_to: str | None = None


@dataclass(frozen=True, slots=True)
class Queue:
    """A page of what waits. `all_waiting` counts what the viewer may decide and wants, `own` what it may not
    decide."""

    lines: tuple[Waiting, ...]
    all_waiting: int
    own: int


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which of it: what that partner sent, of that kind, by the day (both inside), given to that person; of
    partners that have those letters in their name."""

    partner_id: uuid.UUID | None = None
    kind: Kind | None = None
    sent_by_day: date | None = None
    given_to: uuid.UUID | None = None
    named: str = ""

    @property
    def is_of_some(self) -> bool:
        """Whether the engagement says which."""
        return bool(self.partner_id or self.named)


ALL = Wanted()


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


def wanted_in(wanted: Wanted, checklist: Checklist) -> list[sa.ColumnElement[bool]]:
    """Of a query with the engagement, which rows are wanted."""
    asked: list[sa.ColumnElement[bool]] = []
    if wanted.partner_id:
        asked.append(Engagement.partner_id == wanted.partner_id)
    if wanted.named:
        asked.append(Engagement.sort_name.contains(wanted.named.casefold(), autoescape=True))
    if wanted.kind:
        keys = [each.key for each in checklist.requirements if each.kind is wanted.kind]
        asked.append(UnderWay.requirement_key.in_(keys))
    if wanted.sent_by_day:
        asked.append(UnderWay.since < end_of_day(wanted.sent_by_day))
    if wanted.given_to:
        given = sa.select(ReviewGiven.submission_id).where(ReviewGiven.person_id == wanted.given_to)
        asked.append(UnderWay.submission_id.in_(given))
    return asked


def list_queue(
    session: Session,
    place: ContractPlace,
    viewer: Viewer,
    checklist: Checklist,
    start: int = 0,
    limit: int = PAGE_SIZE,
    evening: date | None = None,
    wanted: Wanted = ALL,
) -> Queue:
    """From the `start`-th of the queue on, now or on that evening, of what `checklist` asks then. What the
    viewer's own organisation has sent is left out, and what she has entered herself."""
    waits = sa.and_(waiting_in(place, checklist, evening), *wanted_in(wanted, checklist))
    own = own_of(viewer, place)
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
            given_name(place),
        )
        .join(Submission, Submission.id == UnderWay.submission_id)
        .join(Engagement, Engagement.id == UnderWay.engagement_id)
        .join(PARTNER, PARTNER.id == Engagement.partner_id)
        .where(waits, ~own)
        .order_by(UnderWay.since, UnderWay.submission_id)
        .offset(start)
        .limit(limit)
    )
    found = tuple(Waiting(**row._asdict()) for row in lines)
    counting = sa.select(sa.func.count()).select_from(UnderWay)
    if wanted.is_of_some:
        counting = counting.join(Engagement, Engagement.id == UnderWay.engagement_id)
    all_waiting = session.scalar(counting.where(waits)) or 0
    own_waiting = session.scalar(counting.where(waits, is_own(viewer, place))) or 0
    return Queue(found, all_waiting - own_waiting, own_waiting)


def own_of(viewer: Viewer, place: ContractPlace) -> sa.ColumnElement[bool]:
    """Of a query with submission and engagement: what the viewer may not decide on."""
    theirs = Engagement.partner_id.in_(tuple(viewer.organisations - {place.lead_id}))
    return sa.or_(theirs, Submission.sent_by == viewer.person_id, Submission.made_by == viewer.person_id)


def is_own(viewer: Viewer, place: ContractPlace) -> sa.ColumnElement[bool]:
    """The same of a query without them: hers are few, and what waits may be much."""
    mine = sa.select(Submission.id).where(
        sa.or_(Submission.sent_by == viewer.person_id, Submission.made_by == viewer.person_id)
    )
    theirs = sa.select(Engagement.id).where(
        Engagement.contract_id == place.contract_id,
        Engagement.partner_id.in_(tuple(viewer.organisations - {place.lead_id})),
    )
    return sa.or_(UnderWay.submission_id.in_(mine), UnderWay.engagement_id.in_(theirs))


def given_name(place: ContractPlace) -> sa.Label[str | None]:
    """Of a submission, whom it was given to: nobody where that one decides no more."""
    decides = sa.select(Membership.person_id).where(
        Membership.organisation_id == place.lead_id, Membership.role.in_(DECIDES)
    )
    query = sa.select(Person.name).join(ReviewGiven, ReviewGiven.person_id == Person.id)
    mine = ReviewGiven.submission_id == UnderWay.submission_id
    return query.where(mine, Person.id.in_(decides)).correlate(UnderWay).scalar_subquery().label("given_to")


def list_partners_waiting(
    session: Session, place: ContractPlace, checklist: Checklist
) -> tuple[tuple[uuid.UUID, str], ...] | None:
    """The partners of whom something waits, by name; None where they are too many to choose among."""
    waits = waiting_in(place, checklist)
    some = sa.select(UnderWay.engagement_id).where(waits).distinct().limit(MOST_TO_CHOOSE + 1)
    engagements = session.scalars(some).all()
    if len(engagements) > MOST_TO_CHOOSE:
        return None
    rows = session.execute(
        sa.select(Engagement.partner_id, PARTNER.name)
        .join(PARTNER, PARTNER.id == Engagement.partner_id)
        .where(Engagement.id.in_(engagements))
        .distinct()
        .order_by(PARTNER.name, Engagement.partner_id)
    )
    return tuple((row.partner_id, row.name) for row in rows)


def query_oldest(
    place: ContractPlace, viewer: Viewer, checklist: Checklist, after: uuid.UUID, wanted: Wanted
) -> sa.Select[uuid.UUID]:
    """The oldest but that one."""
    return (
        sa.select(UnderWay.submission_id)
        .join(Submission, Submission.id == UnderWay.submission_id)
        .join(Engagement, Engagement.id == UnderWay.engagement_id)
        .where(
            waiting_in(place, checklist),
            UnderWay.submission_id != after,
            ~own_of(viewer, place),
            *wanted_in(wanted, checklist),
        )
        .order_by(UnderWay.since, UnderWay.submission_id)
        .limit(1)
    )


def find_next(
    session: Session,
    place: ContractPlace,
    viewer: Viewer,
    checklist: Checklist,
    after: uuid.UUID,
    wanted: Wanted = ALL,
) -> uuid.UUID | None:
    """The submission to decide after that one: of what is wanted the next in the queue, else the oldest."""
    oldest = query_oldest(place, viewer, checklist, after, wanted)
    sent_at = sa.select(Submission.sent_at).where(Submission.id == after).scalar_subquery()
    return session.scalar(oldest.where(UnderWay.since >= sent_at)) or session.scalar(oldest)

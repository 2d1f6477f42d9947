"""What waits for the lead's reviewers, oldest first.

What was sent for a requirement that is not asked any more waits for nobody; it is back when that is.
"""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import TypeVarTuple

import sqlalchemy as sa
from sqlalchemy.orm import Session

from checklists.requirement import Checklist
from checklists.vocabulary import Kind, Stage
from portal.access import Viewer
from portal.clock import end_of_day
from portal.places.contracts import PARTNER, ContractPlace
from portal.records import Engagement, Membership, NamedRow, Person, ReviewGiven, Submission, UnderWay
from portal.review.queries.colleagues import DECIDES
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
    starts_on: date
    ends_on: date
    given_to: str | None = None


Parts = Mapping[tuple[uuid.UUID, str], Sequence[str]]
"""By engagement and requirement, the key of the part of each submission."""

TOGETHER = frozenset({Kind.CONFIRMATION, Kind.REGISTER})
"""Kinds of which several share a row."""


@dataclass(frozen=True, slots=True)
class Queue:
    """A page of what waits. `all_waiting` counts what the viewer may decide and wants, `own` what it may not
    decide. `parts` has what waits in the registers, and of the confirmations of the partners, that the lines
    are of, on this page or not; `earlier` the slots of those of which something stands on a page before."""

    lines: tuple[Waiting, ...]
    all_waiting: int
    own: int
    parts: Parts
    earlier: frozenset[tuple[uuid.UUID, str]] = frozenset()


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which of it: what that partner sent, of that kind, by the day (both inside), given to that person; of
    partners that have those letters in their name."""

    partner_id: uuid.UUID | None = None
    kind: Kind | None = None
    sent_by_day: date | None = None
    given_to: uuid.UUID | None = None
    named: str = ""


ALL = Wanted()


IS_WAITING = UnderWay.stage == Stage.WAITING.value

CONTRACT, LEAD = sa.bindparam("contract_id", type_=sa.Uuid()), sa.bindparam("lead_id", type_=sa.Uuid())
KEYS, ME = sa.bindparam("keys", type_=sa.String(), expanding=True), sa.bindparam("me", type_=sa.Uuid())
THEIRS = sa.bindparam("theirs", type_=sa.Uuid(), expanding=True)
EVENING = sa.bindparam("evening", type_=sa.Date())
START, MOST = sa.bindparam("start", type_=sa.Integer()), sa.bindparam("most", type_=sa.Integer())

Columns = TypeVarTuple("Columns")
Conditions = Sequence[sa.ColumnElement[bool]]


def values_of(
    place: ContractPlace, viewer: Viewer, checklist: Checklist, **others: object
) -> dict[str, object]:
    """What the statements here are told."""
    return {
        "contract_id": place.contract_id,
        "lead_id": place.lead_id,
        "keys": [each.key for each in checklist.requirements],
        "me": viewer.person_id,
        "theirs": tuple(viewer.organisations - {place.lead_id}),
        **others,
    }


def waits(*, is_past: bool) -> sa.ColumnElement[bool]:
    """Of what the checklist asks, what waits now, or waited on that evening."""
    return sa.and_(
        UnderWay.contract_id == CONTRACT,
        IS_WAITING,
        UnderWay.requirement_key.in_(KEYS),
        *known_at(UnderWay, EVENING if is_past else None),
    )


def wanted_in(wanted: Wanted, checklist: Checklist) -> Conditions:
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


def narrowed(query: sa.Select[*Columns], asked: Conditions) -> sa.Select[*Columns]:
    """The query itself where all is wanted: it was put together once."""
    return query.where(*asked) if asked else query


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
    values = values_of(place, viewer, checklist, evening=evening, start=start, most=limit)
    asked, is_past = wanted_in(wanted, checklist), evening is not None
    lines = session.execute(narrowed(telling(is_past=is_past), asked), values)
    found = tuple(Waiting(**row._asdict()) for row in lines)
    counting = counts(asked, is_past=is_past) if asked else counts_of_all(is_past=is_past)
    counted = session.execute(counting, values).one()
    waiting = counted.every - counted.own
    if len(found) == waiting:
        return Queue(found, waiting, counted.own, parts_of(found))
    with_them, earlier = list_together(session, checklist, found, values, asked, is_past=is_past)
    return Queue(found, waiting, counted.own, with_them, earlier)


def list_together(
    session: Session,
    checklist: Checklist,
    lines: Sequence[Waiting],
    values: Mapping[str, object],
    asked: Conditions,
    *,
    is_past: bool,
) -> tuple[Parts, frozenset[tuple[uuid.UUID, str]]]:
    """What waits besides the lines and shares their rows; and of which slots some stands before the lines."""
    keys = {each.key for each in checklist.requirements if each.kind in TOGETHER}
    engagements = {each.engagement_id for each in lines if each.requirement_key in keys}
    if not engagements:
        return parts_of(lines), frozenset()
    those = {"engagement_ids": tuple(engagements), "together": tuple(keys)}
    rows = session.execute(narrowed(besides(is_past=is_past), asked), {**values, **those}).all()
    first = lines[0].since, lines[0].submission_id
    before = (each for each in rows if (each.since, each.submission_id) < first)
    return parts_of(rows), frozenset((each.engagement_id, each.requirement_key) for each in before)


@cache
def besides(*, is_past: bool) -> sa.Select[*tuple[object, ...]]:
    """What of those requirements of those engagements waits."""
    return (
        sa.select(
            UnderWay.engagement_id,
            UnderWay.requirement_key,
            UnderWay.part_key,
            UnderWay.since,
            UnderWay.submission_id,
        )
        .join(Submission, Submission.id == UnderWay.submission_id)
        .join(Engagement, Engagement.id == UnderWay.engagement_id)
        .where(
            waits(is_past=is_past),
            ~own_of(),
            UnderWay.engagement_id.in_(sa.bindparam("engagement_ids", type_=sa.Uuid(), expanding=True)),
            UnderWay.requirement_key.in_(sa.bindparam("together", type_=sa.String(), expanding=True)),
        )
    )


def parts_of(rows: Iterable[Waiting | NamedRow]) -> Parts:
    found: dict[tuple[uuid.UUID, str], list[str]] = {}
    for each in rows:
        found.setdefault((each.engagement_id, each.requirement_key), []).append(each.part_key)
    return found


@cache
def telling(*, is_past: bool) -> sa.Select[*tuple[object, ...]]:
    """The columns of Waiting, of some that the viewer may decide on."""
    return (
        sa.select(
            UnderWay.submission_id,
            Submission.reference,
            UnderWay.engagement_id,
            PARTNER.name.label("partner"),
            Engagement.area,
            UnderWay.requirement_key,
            UnderWay.part_key,
            UnderWay.since,
            Engagement.starts_on,
            Engagement.ends_on,
            given_name(),
        )
        .join(Submission, Submission.id == UnderWay.submission_id)
        .join(Engagement, Engagement.id == UnderWay.engagement_id)
        .join(PARTNER, PARTNER.id == Engagement.partner_id)
        .where(waits(is_past=is_past), ~own_of())
        .order_by(UnderWay.since, UnderWay.submission_id)
        .offset(START)
        .limit(MOST)
    )


def counts(asked: Conditions, *, is_past: bool) -> sa.Select[int, int]:
    """How many wait in all, and how many of those the viewer may not decide on."""
    every = sa.select(sa.func.count()).select_from(UnderWay)
    if asked:
        every = every.join(Engagement, Engagement.id == UnderWay.engagement_id)
    every = every.where(waits(is_past=is_past), *asked)
    own = every.where(is_own())
    return sa.select(every.scalar_subquery().label("every"), own.scalar_subquery().label("own"))


@cache
def counts_of_all(*, is_past: bool) -> sa.Select[int, int]:
    return counts((), is_past=is_past)


def own_of() -> sa.ColumnElement[bool]:
    """Of a query with submission and engagement: what the viewer may not decide on."""
    return sa.or_(Engagement.partner_id.in_(THEIRS), Submission.sent_by == ME, Submission.made_by == ME)


def is_own() -> sa.ColumnElement[bool]:
    """The same of a query without them: hers are few, and what waits may be much."""
    mine = sa.select(Submission.id).where(sa.or_(Submission.sent_by == ME, Submission.made_by == ME))
    theirs = sa.select(Engagement.id).where(
        Engagement.contract_id == CONTRACT, Engagement.partner_id.in_(THEIRS)
    )
    return sa.or_(UnderWay.submission_id.in_(mine), UnderWay.engagement_id.in_(theirs.correlate(None)))


def given_name() -> sa.Label[str | None]:
    """Of a submission, whom it was given to: nobody where that one decides no more."""
    decides = sa.select(Membership.person_id).where(
        Membership.organisation_id == LEAD, Membership.role.in_(DECIDES)
    )
    query = sa.select(Person.name).join(ReviewGiven, ReviewGiven.person_id == Person.id)
    mine = ReviewGiven.submission_id == UnderWay.submission_id
    return query.where(mine, Person.id.in_(decides)).correlate(UnderWay).scalar_subquery().label("given_to")

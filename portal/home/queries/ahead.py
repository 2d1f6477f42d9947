"""What lies ahead of somebody: visits, what of her own lapses, and answers that her side has promised."""

import uuid
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time

import sqlalchemy as sa
from sqlalchemy.orm import Session

from checklists.calendar import Span, day_after, day_before
from checklists.changes import IN_ORDER
from checklists.ladder import promise_ends
from checklists.vocabulary import UNMET, Stage
from portal.access import Viewer
from portal.acting.bank_holidays import bank_holidays
from portal.clock import local_day
from portal.home.queries.contracts import keys_by_contract, may_decide
from portal.places.mine import MyEngagement
from portal.records import (
    Contract,
    ContractNotices,
    Engagement,
    NamedRow,
    Standing,
    Submission,
    UnderWay,
    Visit,
    VisitEngagement,
)
from portal.standing.queries.as_known import known_at
from portal.standing.queries.in_force import list_versions
from portal.standing.queries.promises import PROMISE_DAYS
from portal.visits.queries.booked import is_booked


@dataclass(frozen=True, slots=True)
class MyVisit:
    """A visit as somebody's own: `engagement_id` is her part in it, None for the lead and the council."""

    visit_id: uuid.UUID
    contract_id: uuid.UUID
    contract: str
    engagement_id: uuid.UUID | None
    kind: str
    on_date: date
    at_time: time | None
    place: str


@dataclass(frozen=True, slots=True)
class MyLapse:
    """The last day on which something is in order, or where it `becomes_needed` the first on which it is;
    without anybody's name."""

    engagement_id: uuid.UUID
    contract: str
    requirement_key: str
    requirement: str
    on: date
    becomes_needed: bool


@dataclass(frozen=True, slots=True)
class MyPromise:
    """By which day so many answers are promised to partners of a contract."""

    contract_id: uuid.UUID
    contract: str
    on_date: date
    number: int


def list_my_visits(
    session: Session, viewer: Viewer, engagements: Sequence[MyEngagement], days: Span
) -> list[MyVisit]:
    """Those of contracts that the viewer leads or commissions, and those with her own organisations on days
    that their engagements have; soonest first, each once."""
    near = near_contracts(session, viewer)
    by_contract = defaultdict(list)
    for each in engagements:
        by_contract[each.contract_id].append(each)
    found: dict[uuid.UUID, MyVisit] = {}
    for row in visits_of(session, near, [each for each in engagements if each.contract_id not in near], days):
        its = None if row.contract_id in near else part_in(row, by_contract[row.contract_id])
        if its or row.contract_id in near:
            part = its.engagement_id if its else None
            found.setdefault(row.visit_id, MyVisit(**row._asdict() | {"engagement_id": part}))
    return list(found.values())


def near_contracts(session: Session, viewer: Viewer) -> frozenset[uuid.UUID]:
    """Those that the viewer leads or commissions."""
    near = sa.or_(
        Contract.lead_id.in_(viewer.with_role("manager", "reviewer")),
        Contract.commissioner_id.in_(viewer.organisations),
    )
    return frozenset(session.scalars(sa.select(Contract.id).where(near)))


def part_in(row: NamedRow, engagements: Iterable[MyEngagement]) -> MyEngagement | None:
    """Of the engagements of its contract the first that the visit is with, on a day that it has."""
    those = (
        each
        for each in engagements
        if row.engagement_id in {None, each.engagement_id} and row.on_date in each.span
    )
    return next(those, None)


def visits_of(
    session: Session, near: Collection[uuid.UUID], engagements: Sequence[MyEngagement], days: Span
) -> Sequence[NamedRow]:
    """Those of the contracts, and those with the engagements: once for each that a visit is with, None where
    it is about the whole contract."""
    booked = (Visit.on_date.between(days.from_on, days.until_on), is_booked())
    of_all = sa.cast(sa.null(), sa.Uuid()).label("engagement_id")
    theirs = [each.engagement_id for each in engagements]
    asked = [
        sa.select(Visit.id, of_all).where(Visit.contract_id.in_(near), *booked),
        sa.select(Visit.id, of_all).where(
            Visit.contract_id.in_({each.contract_id for each in engagements}), Visit.is_of_all, *booked
        ),
        sa.select(Visit.id, VisitEngagement.engagement_id)
        .join(VisitEngagement, VisitEngagement.visit_id == Visit.id)
        .where(VisitEngagement.engagement_id.in_(theirs), *booked),
    ]
    those = sa.union_all(*asked).cte("those")
    query = (
        sa.select(
            Visit.id.label("visit_id"),
            Visit.contract_id,
            Contract.title.label("contract"),
            those.c.engagement_id,
            Visit.kind,
            Visit.on_date,
            Visit.at_time,
            Visit.place,
        )
        .select_from(those)
        .join(Visit, Visit.id == those.c.id)
        .join(Contract, Contract.id == Visit.contract_id)
        .order_by(Visit.on_date, Visit.at_time.nulls_last(), Visit.id)
    )
    return session.execute(query).all()


def list_my_lapses(session: Session, engagements: Sequence[MyEngagement], days: Span) -> list[MyLapse]:
    """What is in order and will be missing or expired, by its last day, and what becomes needed, by its
    first; soonest first. What ends with its engagement is no lapse."""
    mine = {each.engagement_id: each for each in engagements}
    if not mine:
        return []
    query = (
        sa.select(
            Standing.engagement_id,
            Standing.requirement_key,
            Standing.from_on,
            Standing.until_on,
            Standing.state,
        )
        .where(
            Standing.engagement_id.in_(mine),
            *known_at(Standing, None),
            Standing.until_on >= day_before(days.from_on),
            Standing.from_on <= day_after(days.until_on),
        )
        .order_by(Standing.from_on, Standing.requirement_key, Standing.engagement_id)
    )
    rows = session.execute(query).all()
    titles = titles_of(session, {each.contract_id for each in engagements})
    return sorted((each for each in lapses(rows, mine, titles) if each.on in days), key=lambda each: each.on)


def lapses(
    rows: Sequence[NamedRow],
    mine: Mapping[uuid.UUID, MyEngagement],
    titles: Mapping[tuple[uuid.UUID, str], str],
) -> Iterator[MyLapse]:
    """Where a state in which something is wanting follows upon another, or upon none."""
    before = {(row.engagement_id, row.requirement_key, row.until_on): row.state for row in rows}
    for row in rows:
        part, eve = mine[row.engagement_id], day_before(row.from_on)
        was = before.get((row.engagement_id, row.requirement_key, eve))
        if row.state not in UNMET or was in UNMET or row.from_on not in part.span:
            continue
        becomes_needed = was not in IN_ORDER
        title = titles.get((part.contract_id, row.requirement_key), row.requirement_key)
        on = row.from_on if becomes_needed else eve
        yield MyLapse(row.engagement_id, part.contract, row.requirement_key, title, on, becomes_needed)


def titles_of(session: Session, contract_ids: Iterable[uuid.UUID]) -> dict[tuple[uuid.UUID, str], str]:
    """By contract and requirement key, as the newest version that has it words it."""
    return {
        (contract_id, each.key): each.title
        for contract_id, versions in list_versions(session, list(contract_ids)).items()
        for version in versions
        for each in version.requirements
    }


def list_my_promises(session: Session, viewer: Viewer, on: date) -> list[MyPromise]:
    """Of contracts that the viewer leads, by when what waits for her and others is to be answered, soonest
    first."""
    query = (
        sa.select(
            Contract.id.label("contract_id"),
            Contract.title.label("contract"),
            UnderWay.requirement_key,
            Submission.sent_at,
            ContractNotices.promise_days,
        )
        .join(UnderWay, UnderWay.submission_id == Submission.id)
        .join(Contract, Contract.id == UnderWay.contract_id)
        .join(Engagement, Engagement.id == UnderWay.engagement_id)
        .outerjoin(ContractNotices, ContractNotices.contract_id == Contract.id)
        .where(
            UnderWay.stage == Stage.WAITING.value,
            *known_at(UnderWay, None),
            Contract.lead_id.in_(viewer.with_role("manager", "reviewer")),
            *may_decide(viewer),
        )
    )
    rows = session.execute(query).all()
    waits = keys_by_contract(session, {row.contract_id for row in rows}, on)
    counts: dict[tuple[uuid.UUID, str, date], int] = {}
    for row in rows:
        if row.requirement_key not in waits.get(row.contract_id, ()):
            continue
        sent_on = local_day(row.sent_at)
        ends = promise_ends(sent_on, row.promise_days or PROMISE_DAYS, bank_holidays(sent_on.year))
        key = (row.contract_id, row.contract, ends)
        counts[key] = counts.get(key, 0) + 1
    found = [MyPromise(*key, number) for key, number in counts.items()]
    return sorted(found, key=lambda each: (each.on_date, each.contract, each.contract_id))

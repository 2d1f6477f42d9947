"""Visits and meetings as somebody's own."""

import uuid
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, time

import sqlalchemy as sa
from sqlalchemy.orm import Session

from checklists.calendar import Span
from portal.access import Viewer
from portal.places.mine import MyEngagement
from portal.records import Contract, NamedRow, Visit, VisitEngagement
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
class Whose:
    """Of which contracts and engagements visits are somebody's own: contracts that she leads or commissions,
    and engagements of her organisations in others."""

    near: frozenset[uuid.UUID]
    engagements: tuple[MyEngagement, ...]


def whose_visits(session: Session, viewer: Viewer, engagements: Iterable[MyEngagement]) -> Whose:
    near = near_contracts(session, viewer)
    return Whose(near, tuple(each for each in engagements if each.contract_id not in near))


def list_my_visits(
    session: Session, whose: Whose, days: Span, only: Collection[uuid.UUID] | None = None
) -> list[MyVisit]:
    """Those of the contracts, and those with the engagements on days that these have, or `only` some of them;
    soonest first, each once."""
    by_contract = defaultdict(list)
    for each in whose.engagements:
        by_contract[each.contract_id].append(each)
    found: dict[uuid.UUID, MyVisit] = {}
    for row in visits_of(session, whose, days, only):
        is_near = row.contract_id in whose.near
        its = None if is_near else part_in(row, by_contract[row.contract_id])
        if its or is_near:
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
    session: Session, whose: Whose, days: Span, only: Collection[uuid.UUID] | None
) -> Sequence[NamedRow]:
    """Those of the contracts, and those with the engagements: once for each that a visit is with, None where
    it is about the whole contract."""
    booked = [Visit.on_date.between(days.from_on, days.until_on), is_booked()]
    if only is not None:
        booked.append(Visit.id.in_(only))
    of_all = sa.cast(sa.null(), sa.Uuid()).label("engagement_id")
    theirs = [each.engagement_id for each in whose.engagements]
    asked = [
        sa.select(Visit.id, of_all).where(Visit.contract_id.in_(whose.near), *booked),
        sa.select(Visit.id, of_all).where(
            Visit.contract_id.in_({each.contract_id for each in whose.engagements}), Visit.is_of_all, *booked
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

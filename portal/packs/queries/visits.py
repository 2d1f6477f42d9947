"""Visits and meetings by reference: the command line names them so, and packs are made for them."""

import uuid
from collections import defaultdict
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.access import NotHere
from portal.acting.references import LETTERS
from portal.places.contracts import ContractPlace, EngagementPlace
from portal.records import Contract, Visit, VisitEngagement
from portal.visits.queries.booked import (
    VisitLine,
    get_visit,
    is_about,
    is_between,
    is_booked,
    line,
    lines,
    list_visits,
)

MOST = 200


def visit_reference(visit_id: uuid.UUID) -> str:
    """Such as V-7KQ2-M9XD: its id in eight of 28 letters, as drawn as any other reference.

    >>> visit_reference(uuid.UUID(int=0)), visit_reference(uuid.UUID(int=27))
    ('V-2222-2222', 'V-2222-222Z')
    """
    number, found = visit_id.int, ""
    for _ in range(8):
        number, place = divmod(number, len(LETTERS))
        found = LETTERS[place] + found
    return f"V-{found[:4]}-{found[4:]}"


@dataclass(frozen=True, slots=True)
class VisitAnswer:
    """A visit or meeting as the command line names it. `contract` is the contract's reference, `kind` a word
    of VisitKind; without engagements it is about the whole contract."""

    reference: str
    visit_id: uuid.UUID
    contract_id: uuid.UUID
    contract: str
    engagement_ids: frozenset[uuid.UUID]
    kind: str
    on: date


def list_all_visits(session: Session) -> list[VisitAnswer]:
    """Of all contracts, those that are not cancelled, by day."""
    partners: defaultdict[uuid.UUID, list[uuid.UUID]] = defaultdict(list)
    for each in session.execute(sa.select(VisitEngagement.visit_id, VisitEngagement.engagement_id)):
        partners[each.visit_id].append(each.engagement_id)
    rows = session.execute(
        sa.select(
            Visit.id,
            Visit.contract_id,
            Contract.reference.label("contract"),
            Visit.kind,
            Visit.on_date,
        )
        .join(Contract, Contract.id == Visit.contract_id)
        .where(is_booked())
        .order_by(Visit.on_date, Contract.reference, Visit.id)
    )
    return [
        VisitAnswer(
            visit_reference(row.id),
            row.id,
            row.contract_id,
            row.contract,
            frozenset(partners[row.id]),
            row.kind,
            row.on_date,
        )
        for row in rows
    ]


def list_to_choose(session: Session, place: ContractPlace, today: date, named: str) -> list[VisitLine]:
    """The contract's visits that a pack may be for: those ahead, soonest first. Of very many the first, and
    the one that is `named` by its id, from whose own page one comes."""
    found = list_visits(session, place, today, MOST)
    if len(found) == MOST and named not in {str(each.visit_id) for each in found}:
        found += [each for each in find_visit(session, place, named) if each.on_date >= today]
    return found


def find_visit(session: Session, place: ContractPlace, named: str) -> list[VisitLine]:
    """The contract's visit with that id; none where there is none, or it was cancelled."""
    its = id_of(named)
    try:
        return [get_visit(session, place, its)] if its else []
    except NotHere:
        return []


def id_of(named: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(named)
    except ValueError:
        return None


def list_to_choose_of(session: Session, place: EngagementPlace, today: date, named: str) -> list[VisitLine]:
    """Those ahead that are with the partner, or about the whole contract, on one of the engagement's days. Of
    very many the first, and the one that is `named`."""
    query = lines().where(
        is_between(max(today, place.starts_on), place.ends_on),
        is_booked(),
        is_about(place.contract.contract_id, place.engagement_id),
    )
    in_order = query.order_by(Visit.on_date, Visit.at_time.nulls_last(), Visit.id).limit(MOST)
    found = [line(row) for row in session.execute(in_order)]
    if len(found) == MOST and named not in {str(each.visit_id) for each in found}:
        its = query.where(Visit.id == id_of(named))
        found += [line(row) for row in session.execute(its)]
    return found


def engagements_of(session: Session, visit_id: uuid.UUID) -> frozenset[uuid.UUID]:
    """Those that a visit is with; none where it is about the whole contract."""
    of_it = sa.select(VisitEngagement.engagement_id).where(VisitEngagement.visit_id == visit_id)
    return frozenset(session.scalars(of_it))

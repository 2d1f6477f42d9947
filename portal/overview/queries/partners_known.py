"""The same questions as of partners and overview, with what was known on an earlier day.

The read models hold what is known now, so this asks the rules themselves: slower, and seldom wanted. All the
contract's partners are looked at once; everything else is found among them.
"""

import uuid
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from checklists.levels import level_interval, slots_on
from checklists.readiness import Point, Slot, readiness
from checklists.vocabulary import UNMET, State
from portal.overview.queries.overview import Levels
from portal.overview.queries.partners import Found, PartnerLine, Wanted, count_stages
from portal.overview.queries.ranks import LEVEL_PLACE
from portal.places.contracts import PARTNER, ContractPlace
from portal.records import Engagement
from portal.standing.queries.cases import Case, load_cases

BATCH = 200
"""Engagements whose cases are in memory at the same time."""


@dataclass(frozen=True, slots=True)
class KnownPartner:
    """A partner as it was known then, with what stood in its way; `states` are those of its slots."""

    line: PartnerLine
    states: frozenset[State]
    blockers: tuple[Point, ...]
    warnings: tuple[Point, ...]


def slots_known(case: Case, on: date, known: date | None) -> list[Slot]:
    return slots_on(case.histories(known).values(), case.engagement, on)


def walk_cases(session: Session, engagement_ids: Sequence[uuid.UUID]) -> Iterator[Case]:
    for start in range(0, len(engagement_ids), BATCH):
        yield from load_cases(session, engagement_ids[start : start + BATCH]).values()


def list_known(
    session: Session, place: ContractPlace, on: date, known: date, name: str = ""
) -> list[KnownPartner]:
    """The partners as they were known then, by name; with a `name` those that have it in theirs."""
    query = (
        sa.select(
            Engagement.id,
            Engagement.reference,
            PARTNER.name,
            Engagement.area,
            Engagement.starts_on,
            Engagement.ends_on,
        )
        .join(PARTNER, PARTNER.id == Engagement.partner_id)
        .where(Engagement.contract_id == place.contract_id)
        .order_by(Engagement.sort_name, Engagement.id)
    )
    if name:
        query = query.where(Engagement.sort_name.contains(name.casefold(), autoescape=True))
    rows = {row.id: row for row in session.execute(query)}
    stages = count_stages(session, list(rows))
    found = {
        case.engagement_id: known_partner(
            case, rows[case.engagement_id], stages.get(case.engagement_id, (0, 0)), on, known
        )
        for case in walk_cases(session, list(rows))
    }
    return [found[each] for each in rows if each in found]


def known_partner(case: Case, row: Any, stages: tuple[int, int], on: date, known: date) -> KnownPartner:
    slots = slots_known(case, on, known)
    answer = readiness(slots, case.engagement, on)
    counts = level_interval(on, on, slots, answer)
    line = PartnerLine(
        row.id, row.reference, row.name, row.area, row.starts_on, row.ends_on, counts.level, counts.blockers,
        counts.blockers_with_lead, counts.warnings, counts.asked, counts.in_order, counts.preferred_asked,
        counts.preferred_in_order, *stages,
    )  # fmt: skip
    states = frozenset(slot.interval.state for slot in slots)
    return KnownPartner(line, states, answer.blockers, answer.warnings)


def page_known(partners: Iterable[KnownPartner], wanted: Wanted) -> tuple[list[KnownPartner], int]:
    """The page of the partners wanted, and how many there are on all pages."""
    ordered = in_order([each for each in partners if is_wanted(each, wanted)], wanted.sort)
    return ordered[wanted.start : wanted.start + wanted.limit], len(ordered)


def list_partners_known(
    session: Session, place: ContractPlace, on: date, known: date, wanted: Wanted
) -> Found:
    """The page of the partners wanted, as it was known then."""
    shown, total = page_known(list_known(session, place, on, known, wanted.name), wanted)
    return Found(tuple(each.line for each in shown), total)


def is_wanted(partner: KnownPartner, wanted: Wanted) -> bool:
    if wanted.level and partner.line.level is not wanted.level:
        return False
    match wanted.having:
        case "waiting":
            return partner.line.waiting > 0
        case "returned":
            return partner.line.returned > 0
        case "missing" | "expired":
            return State(wanted.having) in partner.states
        case _:
            return True


def in_order(partners: list[KnownPartner], sort: str) -> list[KnownPartner]:
    """They come sorted by name; sorting keeps that where the rest is equal."""
    match sort:
        case "-name":
            return partners[::-1]
        case "-blockers":
            return sorted(partners, key=lambda each: -each.line.blockers)
        case "level":
            return sorted(partners, key=lambda each: (LEVEL_PLACE[each.line.level], -each.line.blockers))
        case _:
            return partners


def count_known(partners: Iterable[KnownPartner]) -> tuple[Levels, dict[State, int]]:
    """The levels of all these partners, and the must-slots that are missing and expired."""
    levels, states = Levels(), dict.fromkeys(UNMET, 0)
    for each in partners:
        line = each.line
        levels.add(
            line.level,
            line.blockers,
            1,
            line.asked,
            line.in_order,
            line.preferred_asked,
            line.preferred_in_order,
        )
        for point in each.blockers:
            states[point.slot.interval.state] += 1
    return levels, states

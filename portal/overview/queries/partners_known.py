"""The same questions as of partners and overview, with what was known on an earlier day.

The read models hold what is known now, so this asks the rules themselves: slower, and seldom wanted.
"""

import uuid
from collections.abc import Iterator, Sequence
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from checklists.levels import LevelInterval, level_interval, slots_on
from checklists.readiness import Slot, readiness
from checklists.vocabulary import UNMET, Level, State
from portal.overview.queries.overview import Levels
from portal.overview.queries.partners import Found, PartnerLine, Wanted, count_stages
from portal.overview.queries.ranks import LEVEL_PLACE
from portal.places.contracts import PARTNER, ContractPlace
from portal.records import Engagement
from portal.standing.queries.cases import Case, load_cases

AT_ONCE = 200


def slots_known(case: Case, on: date, known: date | None) -> list[Slot]:
    return slots_on(case.histories(known).values(), case.engagement, on)


def level_of(case: Case, slots: Sequence[Slot], on: date) -> LevelInterval:
    return level_interval(on, on, slots, readiness(slots, case.engagement, on))


def walk_cases(session: Session, engagement_ids: Sequence[uuid.UUID]) -> Iterator[Case]:
    for start in range(0, len(engagement_ids), AT_ONCE):
        yield from load_cases(session, engagement_ids[start : start + AT_ONCE]).values()


def list_partners_known(
    session: Session, place: ContractPlace, on: date, known: date, wanted: Wanted
) -> Found:
    """The page of the partners wanted, as it was known then."""
    query = sa.select(
        Engagement.id,
        Engagement.reference,
        PARTNER.name,
        Engagement.area,
        Engagement.starts_on,
        Engagement.ends_on,
    )
    query = query.join(PARTNER, PARTNER.id == Engagement.partner_id).where(
        Engagement.contract_id == place.contract_id
    )
    if wanted.name:
        query = query.where(Engagement.sort_name.contains(wanted.name.casefold(), autoescape=True))
    rows = {row.id: row for row in session.execute(query.order_by(Engagement.sort_name, Engagement.id))}
    stages = count_stages(session, list(rows))
    lines: dict[uuid.UUID, PartnerLine] = {}
    for case in walk_cases(session, list(rows)):
        slots = slots_known(case, on, known)
        answer, row = level_of(case, slots, on), rows[case.engagement_id]
        line = PartnerLine(
            row.id,
            row.reference,
            row.name,
            row.area,
            row.starts_on,
            row.ends_on,
            answer.level,
            answer.blockers,
            answer.blockers_with_lead,
            answer.warnings,
            answer.asked,
            answer.in_order,
            answer.preferred_asked,
            answer.preferred_in_order,
            *stages.get(row.id, (0, 0)),
        )
        if is_wanted(line, slots, wanted):
            lines[row.id] = line
    ordered = in_order([lines[each] for each in rows if each in lines], wanted.sort)
    return Found(tuple(ordered[wanted.start : wanted.start + wanted.limit]), len(ordered))


def is_wanted(line: PartnerLine, slots: Sequence[Slot], wanted: Wanted) -> bool:
    if wanted.level and line.level is not wanted.level:
        return False
    match wanted.having:
        case "waiting":
            return line.waiting > 0
        case "returned":
            return line.returned > 0
        case "missing" | "expired":
            return any(slot.interval.state is State(wanted.having) for slot in slots)
        case _:
            return True


def in_order(lines: list[PartnerLine], sort: str) -> list[PartnerLine]:
    """The lines come sorted by name; sorting keeps that where the rest is equal."""
    if sort == "-name":
        return lines[::-1]
    if sort == "-blockers":
        return sorted(lines, key=lambda line: -line.blockers)
    return (
        sorted(lines, key=lambda line: (LEVEL_PLACE[line.level], -line.blockers))
        if sort == "level"
        else lines
    )


def count_levels_known(
    session: Session, place: ContractPlace, on: date, known: date
) -> tuple[Levels, dict[State, int]]:
    """The levels of all partners, and the must-slots that are missing and expired."""
    ids = session.scalars(sa.select(Engagement.id).where(Engagement.contract_id == place.contract_id)).all()
    levels, states = Levels(), dict.fromkeys(UNMET, 0)
    for case in walk_cases(session, ids):
        slots = slots_known(case, on, known)
        answer = level_of(case, slots, on)
        levels.add(
            Level(answer.level),
            answer.blockers,
            1,
            answer.asked,
            answer.in_order,
            answer.preferred_asked,
            answer.preferred_in_order,
        )
        for point in readiness(slots, case.engagement, on).blockers:
            states[point.slot.interval.state] += 1
    return levels, states

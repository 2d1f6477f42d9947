"""What the command line asks about, by reference. Whoever runs the portal asks, so no viewer is needed."""

from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from checklists.levels import slots_on
from checklists.readiness import Point, Readiness, Slot, readiness, turn
from checklists.reasons import reason
from checklists.vocabulary import Level
from portal.records import Contract, Engagement, Organisation
from portal.standing.queries.cases import Case, load_case, load_cases

AT_ONCE = 200
"""Engagements per round."""


@dataclass(frozen=True, slots=True)
class SlotAnswer:
    """A slot on a day, in words of the vocabulary; `reason` is a phrase for people."""

    requirement: str
    state: str
    from_on: date
    until_on: date
    turn: str
    reason: str


@dataclass(frozen=True, slots=True)
class EngagementAnswer:
    engagement: str
    partner: str
    level: Level
    blockers: tuple[SlotAnswer, ...]
    warnings: tuple[SlotAnswer, ...]


def find_standing(session: Session, reference: str, on: date, known: date | None) -> list[SlotAnswer] | None:
    """The slots of the engagement of that reference, on the day as known then; None where there is none."""
    engagement_id = session.scalar(sa.select(Engagement.id).where(Engagement.reference == reference))
    if engagement_id is None:
        return None
    case = load_case(session, engagement_id)
    slots = slots_on(case.histories(known).values(), case.engagement, on)
    return [slot_answer(slot, turn(slot, case.engagement, on).value) for slot in slots]


def find_readiness(
    session: Session, reference: str, on: date, known: date | None
) -> list[EngagementAnswer] | None:
    """The engagements of the contract of that reference, by partner; None where there is none."""
    contract_id = session.scalar(sa.select(Contract.id).where(Contract.reference == reference))
    if contract_id is None:
        return None
    rows = session.execute(
        sa.select(Engagement.id, Engagement.reference, Organisation.name)
        .join(Organisation, Organisation.id == Engagement.partner_id)
        .where(Engagement.contract_id == contract_id)
        .order_by(Engagement.sort_name, Engagement.id)
    ).all()
    found: list[EngagementAnswer] = []
    for some in (rows[start : start + AT_ONCE] for start in range(0, len(rows), AT_ONCE)):
        cases = load_cases(session, [row.id for row in some])
        found += [
            engagement_answer(row.reference, row.name, ready_on(cases[row.id], on, known)) for row in some
        ]
    return found


def ready_on(case: Case, on: date, known: date | None) -> Readiness:
    slots = slots_on(case.histories(known).values(), case.engagement, on)
    return readiness(slots, case.engagement, on)


def engagement_answer(engagement: str, partner: str, answer: Readiness) -> EngagementAnswer:
    return EngagementAnswer(
        engagement, partner, answer.level, point_answers(answer.blockers), point_answers(answer.warnings)
    )


def point_answers(points: tuple[Point, ...]) -> tuple[SlotAnswer, ...]:
    return tuple(slot_answer(point.slot, point.turn.value) for point in points)


def slot_answer(slot: Slot, turn: str) -> SlotAnswer:
    interval = slot.interval
    return SlotAnswer(
        slot.requirement.key,
        interval.state.value,
        interval.from_on,
        interval.until_on,
        turn,
        reason(slot.requirement, interval, slot.issued),
    )

"""What the command line asks about, by reference. Whoever runs the portal asks, so no viewer is needed."""

import uuid
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

import sqlalchemy as sa
from sqlalchemy.orm import Session

from checklists.calendar import Span, in_words
from checklists.levels import slots_on
from checklists.not_in_order import NotInOrder
from checklists.readiness import Point, Slot, readiness, turn
from checklists.reasons import reason
from checklists.vocabulary import UNMET, Level
from portal.records import Contract, Engagement, Organisation
from portal.standing.queries.apart import apart_words
from portal.standing.queries.called import called_then
from portal.standing.queries.cases import Case, load_cases
from portal.standing.queries.not_in_order import said_of

ENGAGEMENTS_AT_ONCE = 200
"""Engagements per round."""


class NoAnswer(Exception):
    """There is nothing to say of that day, or nobody knew of it then: in a sentence."""


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


@dataclass(frozen=True, slots=True)
class ApartAnswer:
    """An engagement that does not have the day: never ready, never not ready. `words` say why."""

    engagement: str
    partner: str
    words: str


class ContractAnswer(NamedTuple):
    engagements: list[EngagementAnswer]
    apart: list[ApartAnswer]


def find_standing(session: Session, reference: str, on: date, known: date | None) -> list[SlotAnswer] | None:
    """The slots of the engagement of that reference, on the day as known then; None where there is none.
    Raises NoAnswer where the day is none of its days."""
    engagement_id = session.scalar(sa.select(Engagement.id).where(Engagement.reference == reference))
    if engagement_id is None:
        return None
    case = load_cases(session, [engagement_id], known=known).get(engagement_id)
    if case is None:
        raise NoAnswer(f"nobody knew of engagement {reference} on {known and in_words(known)}")
    span = case.engagement.span
    if on not in span:
        raise NoAnswer(f"engagement {reference} {within_a_sentence(span, on)}")
    slots = slots_on(case.histories().values(), case.engagement, on)
    return [slot_answer(slot, turn(slot, case.engagement, on).value, case, on) for slot in slots]


def within_a_sentence(span: Span, on: date) -> str:
    words = apart_words(span, on)
    return words[0].lower() + words[1:]


def find_readiness(session: Session, reference: str, on: date, known: date | None) -> ContractAnswer | None:
    """The engagements of the contract of that reference, by partner; None where there is none. Raises
    NoAnswer where the day is none of the contract's."""
    contract = session.execute(
        sa.select(Contract.id, Contract.starts_on, Contract.ends_on).where(Contract.reference == reference)
    ).one_or_none()
    if contract is None:
        return None
    if on not in Span(contract.starts_on, contract.ends_on):
        days = f"{in_words(contract.starts_on)} to {in_words(contract.ends_on)}"
        raise NoAnswer(f"contract {reference} runs from {days}: {in_words(on)} is none of its days")
    found = ask_all(session, contract.id, on, known)
    if known is not None and not (found.engagements or found.apart):
        raise NoAnswer(f"nobody knew of a partner of contract {reference} on {in_words(known)}")
    return found


def ask_all(session: Session, contract_id: uuid.UUID, on: date, known: date | None) -> ContractAnswer:
    rows = session.execute(
        sa.select(Engagement.id, Engagement.reference, Organisation.name)
        .join(Organisation, Organisation.id == Engagement.partner_id)
        .where(Engagement.contract_id == contract_id)
        .order_by(Engagement.sort_name, Engagement.id)
    ).all()
    found = ContractAnswer([], [])
    for some in (
        rows[start : start + ENGAGEMENTS_AT_ONCE] for start in range(0, len(rows), ENGAGEMENTS_AT_ONCE)
    ):
        ids = [row.id for row in some]
        cases, called = load_cases(session, ids, known=known), called_then(session, ids, known)
        for row in some:
            partner = called[row.id]["partner"] if row.id in called else row.name
            case = cases.get(row.id)
            if case and on in case.engagement.span:
                found.engagements.append(engagement_answer(row.reference, partner, case, on))
            elif case:
                words = apart_words(case.engagement.span, on)
                found.apart.append(ApartAnswer(row.reference, partner, words))
    return found


def engagement_answer(engagement: str, partner: str, case: Case, on: date) -> EngagementAnswer:
    slots = slots_on(case.histories().values(), case.engagement, on)
    answer = readiness(slots, case.engagement, on)
    blockers, warnings = (point_answers(each, case, on) for each in (answer.blockers, answer.warnings))
    return EngagementAnswer(engagement, partner, answer.level, blockers, warnings)


def point_answers(points: tuple[Point, ...], case: Case, on: date) -> tuple[SlotAnswer, ...]:
    return tuple(slot_answer(point.slot, point.turn.value, case, on) for point in points)


def slot_answer(slot: Slot, turn: str, case: Case, on: date) -> SlotAnswer:
    interval = slot.interval
    return SlotAnswer(
        slot.requirement.key,
        interval.state.value,
        interval.from_on,
        interval.until_on,
        turn,
        reason_of(slot, said_of(case, slot.requirement.key, on)),
    )


def reason_of(slot: Slot, found: NotInOrder | None) -> str:
    """Why it is in its state; of what is wanting also that a finding says so."""
    phrase = reason(slot.requirement, slot.interval, slot.issued)
    if found is None or slot.interval.state not in UNMET:
        return phrase
    return found.phrase if found.is_all else f"{phrase}. {found.phrase}"

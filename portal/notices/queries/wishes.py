"""How a lead wants a contract's reminders, and what is held until a day."""

import uuid
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from checklists.ladder import BEFORE_VISIT, CHECKS, INSURANCE, USUAL, Ladder, parse_ladder
from checklists.requirement import Requirement
from checklists.vocabulary import Kind
from portal.records import ContractNotices, Hold
from portal.standing.queries.promises import PROMISE_DAYS


@dataclass(frozen=True, slots=True)
class Wishes:
    """The ladders of a contract, the lead's promise in working days, and its own line in the mails."""

    usual: Ladder = USUAL
    checks: Ladder = CHECKS
    insurance: Ladder = INSURANCE
    visits: Ladder = BEFORE_VISIT
    promise_days: int = PROMISE_DAYS
    line: str = ""

    def ladder_for(self, requirement: Requirement) -> Ladder:
        """A new check or policy takes longer than other evidence, so each has a ladder of its own; where a
        requirement is said to be near its end sooner than the usual ladder begins, that is its first step."""
        if requirement.kind is Kind.COVER:
            return self.insurance
        if requirement.kind is Kind.REGISTER and requirement.level is not None:
            return self.checks
        return self.usual.from_days(requirement.warn_days) if self.usual == USUAL else self.usual


def wishes_by_contract(session: Session, contract_ids: Collection[uuid.UUID]) -> dict[uuid.UUID, Wishes]:
    """What was not said is as usual."""
    found = dict.fromkeys(contract_ids, Wishes())
    query = sa.select(ContractNotices).where(ContractNotices.contract_id.in_(contract_ids))
    for row in session.scalars(query):
        found[row.contract_id] = Wishes(
            usual=parse_ladder(row.usual) if row.usual else USUAL,
            checks=parse_ladder(row.checks) if row.checks else CHECKS,
            insurance=parse_ladder(row.insurance) if row.insurance else INSURANCE,
            visits=parse_ladder(row.visits, BEFORE_VISIT) if row.visits else BEFORE_VISIT,
            promise_days=row.promise_days,
            line=row.line,
        )
    return found


@dataclass(frozen=True, slots=True)
class Held:
    """Nothing is reminded of until that day, itself included."""

    hold_id: uuid.UUID
    requirement_key: str
    until_on: date
    reason: str


Holds = Mapping[uuid.UUID, tuple[Held, ...]]
"""By engagement."""


def holds_on(
    session: Session, engagement_ids: Collection[uuid.UUID], on: date
) -> dict[uuid.UUID, tuple[Held, ...]]:
    """Those that hold on the day, the longest first."""
    found: dict[uuid.UUID, tuple[Held, ...]] = {}
    query = (
        sa.select(
            Hold.engagement_id, Hold.id.label("hold_id"), Hold.requirement_key, Hold.until_on, Hold.reason
        )
        .where(Hold.engagement_id.in_(engagement_ids), Hold.until_on >= on, Hold.ended_at.is_(None))
        .order_by(Hold.until_on.desc(), Hold.id)
    )
    for row in session.execute(query):
        held = Held(row.hold_id, row.requirement_key, row.until_on, row.reason)
        found[row.engagement_id] = (*found.get(row.engagement_id, ()), held)
    return found


def held_for(held: Collection[Held], requirement_key: str) -> Held | None:
    """What holds a requirement: its own, or one for all of the engagement."""
    return next((each for each in held if each.requirement_key in {"", requirement_key}), None)

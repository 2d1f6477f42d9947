"""The statements that were put up, and what a second person said of each."""

import uuid
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from checklists.year.settling import Settled
from portal.payments.queries.statement import NOTHING, Statement, from_data
from portal.places.contracts import EngagementPlace
from portal.places.people import has_way_in
from portal.records import Membership, PaymentAnswer, PaymentStatement, Person, Role, StatementAnswer

ANSWERER = aliased(Person)


@dataclass(frozen=True, slots=True)
class Answered:
    """What somebody said, and in which words."""

    answer: StatementAnswer
    words: str
    person_id: uuid.UUID
    person: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Kept:
    """A statement as it was put up."""

    statement_id: uuid.UUID
    reference: str
    quarter: str
    number: int
    statement: Statement
    person_id: uuid.UUID
    person: str
    at: datetime
    answered: Answered | None = None

    @property
    def is_approved(self) -> bool:
        return self.answered is not None and self.answered.answer is StatementAnswer.APPROVED

    @property
    def waits(self) -> bool:
        return self.answered is None


def list_kept(session: Session, engagement_ids: Sequence[uuid.UUID]) -> dict[uuid.UUID, tuple[Kept, ...]]:
    """By engagement, in the order in which they were put up."""
    its, answer = PaymentStatement, PaymentAnswer
    rows = session.execute(
        sa.select(its, Person.name, answer, ANSWERER.name.label("answerer"))
        .join(Person, Person.id == its.put_up_by)
        .outerjoin(answer, answer.statement_id == its.id)
        .outerjoin(ANSWERER, ANSWERER.id == answer.said_by)
        .where(its.engagement_id.in_(engagement_ids))
        .order_by(its.put_up_at, its.quarter, its.number)
    )
    found: defaultdict[uuid.UUID, list[Kept]] = defaultdict(list)
    for row in rows:
        put_up, said = row.PaymentStatement, row.PaymentAnswer
        found[put_up.engagement_id].append(
            Kept(
                put_up.id,
                put_up.reference,
                put_up.quarter,
                put_up.number,
                from_data(put_up.content),
                put_up.put_up_by,
                row.name,
                put_up.put_up_at,
                Answered(StatementAnswer(said.answer), said.words, said.said_by, row.answerer, said.said_at)
                if said
                else None,
            )
        )
    return {key: tuple(each) for key, each in found.items()}


@dataclass(frozen=True, slots=True)
class Stated:
    """What the approved statements come to; `figures` are by quarter and measure those that they tell."""

    settled: Settled
    figures: dict[tuple[str, str], str]


def stated_by(kept: Sequence[Kept]) -> Stated:
    """`kept` of one engagement, in their order; only what was approved counts."""
    deductions: dict[tuple[str, str], Decimal] = {}
    figures: dict[tuple[str, str], str] = {}
    paid_back: defaultdict[int, Decimal] = defaultdict(lambda: NOTHING)
    waiting = NOTHING
    for each in (one.statement for one in kept if one.is_approved):
        for line in each.lines:
            deductions[each.quarter, line.key], figures[each.quarter, line.key] = line.deduction, line.figure
        for change in each.corrections:
            deductions[change.quarter, change.key] = change.now
            figures[change.quarter, change.key] = change.figure_now
        for back in each.paid_back:
            paid_back[back.year] += back.pounds
        waiting += each.withheld - each.released
    return Stated(Settled(deductions, dict(paid_back), waiting), figures)


def list_managers(session: Session, place: EngagementPlace) -> tuple[tuple[uuid.UUID, str], ...]:
    """The lead's managers who can sign in, by name, but for those who belong to the partner too."""
    partners = sa.select(Membership.person_id).where(Membership.organisation_id == place.partner_id)
    rows = session.execute(
        sa.select(Person.id, Person.name)
        .join(Membership, Membership.person_id == Person.id)
        .where(
            Membership.organisation_id == place.contract.lead_id,
            Membership.role == Role.MANAGER.value,
            Person.disabled_at.is_(None),
            has_way_in(),
            Person.id.not_in(partners),
        )
        .order_by(Person.name, Person.id)
    )
    return tuple((row.id, row.name) for row in rows)

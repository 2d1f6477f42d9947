"""How many payment statements wait for managers of a lead, without working any of them out."""

import uuid
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from checklists.calendar import Span
from checklists.year.periods import Calendar, Period
from checklists.year.rows import Payment
from checklists.year.vocabulary import Every
from portal.access import Viewer
from portal.payments.queries.fees import Agreed, Fee
from portal.records import (
    Contract,
    Engagement,
    NamedRow,
    PaymentAnswer,
    PaymentFee,
    PaymentStatement,
    ReturnsBegin,
    StatementAnswer,
)
from portal.standing.queries.in_force import list_stood


def counting_to_approve(viewer: Viewer, contract_ids: Collection[uuid.UUID]) -> sa.Select[uuid.UUID, int]:
    """By contract, the `number` of those that another manager has put up."""
    return (
        sa.select(Engagement.contract_id, sa.func.count().label("number"))
        .join(PaymentStatement, PaymentStatement.engagement_id == Engagement.id)
        .join(Contract, Contract.id == Engagement.contract_id)
        .outerjoin(PaymentAnswer, PaymentAnswer.statement_id == PaymentStatement.id)
        .where(
            *of_hers(viewer, contract_ids),
            PaymentAnswer.statement_id.is_(None),
            PaymentStatement.put_up_by != viewer.person_id,
        )
        .group_by(Engagement.contract_id)
    )


def of_hers(viewer: Viewer, contract_ids: Collection[uuid.UUID]) -> tuple[sa.ColumnElement[bool], ...]:
    """Of engagement and contract: she is one of the lead's managers, and does not belong to the partner."""
    return (
        Engagement.contract_id.in_(contract_ids),
        Contract.lead_id.in_(viewer.with_role("manager")),
        Engagement.partner_id.not_in(viewer.organisations),
    )


def count_to_put_up(
    session: Session, viewer: Viewer, contract_ids: Collection[uuid.UUID], today: date
) -> Counter[uuid.UUID]:
    """By contract, the engagements whose next quarter has ended and is not put up. Of each it is one: a
    quarter waits for the one before it."""
    query = (
        sa.select(
            PaymentFee.engagement_id,
            PaymentFee.payment_key,
            PaymentFee.area_key,
            Engagement.contract_id,
            Engagement.starts_on,
            Engagement.ends_on,
            Contract.starts_on.label("first_on"),
            ReturnsBegin.from_on.label("begins"),
        )
        .select_from(Engagement)
        .join(PaymentFee, PaymentFee.engagement_id == Engagement.id)
        .join(Contract, Contract.id == Engagement.contract_id)
        .join(ReturnsBegin, ReturnsBegin.contract_id == Contract.id)
        .where(*of_hers(viewer, contract_ids))
    )
    rows = session.execute(query).all()
    said = said_by_quarter(session, viewer, contract_ids) if rows else {}
    stood = list_stood(session, {row.contract_id for row in rows}) if rows else {}
    found = Counter[uuid.UUID]()
    for row in rows:
        found[row.contract_id] += waits_to_be_put_up(row, Agreed(stood[row.contract_id]), said, today)
    return found


SaidOf = dict[tuple[uuid.UUID, str], dict[datetime, str]]
"""By engagement and quarter what was said of its statements, by when they were put up; empty of one that
waits for it."""


def said_by_quarter(session: Session, viewer: Viewer, contract_ids: Collection[uuid.UUID]) -> SaidOf:
    its = PaymentStatement
    query = (
        sa.select(its.engagement_id, its.quarter, its.put_up_at, PaymentAnswer.answer)
        .select_from(Engagement)
        .join(its, its.engagement_id == Engagement.id)
        .join(Contract, Contract.id == Engagement.contract_id)
        .outerjoin(PaymentAnswer, PaymentAnswer.statement_id == its.id)
        .where(*of_hers(viewer, contract_ids))
    )
    found: defaultdict[tuple[uuid.UUID, str], dict[datetime, str]] = defaultdict(dict)
    for row in session.execute(query):
        found[row.engagement_id, row.quarter][row.put_up_at] = row.answer or ""
    return dict(found)


def waits_to_be_put_up(row: NamedRow, agreed: Agreed, said_of: SaidOf, today: date) -> bool:
    """Whether nothing is put up of the first of its quarters that is paid by results and not approved."""
    fee = Fee(row.payment_key, row.area_key)
    its = agreed.find_or_last(fee, today)
    for each in quarters_ended(row, its[0], today) if its else ():
        said = said_of.get((row.engagement_id, each.key), {})
        if StatementAnswer.APPROVED.value in said.values():
            continue
        if agreed.find_stated(fee, each.span.until_on, max(said, default=None)):
            return "" not in said.values()
    return False


def quarters_ended(row: NamedRow, payment: Payment, today: date) -> Iterator[Period]:
    """From when on returns are given, while the engagement lasts."""
    first_on, until_on = max(row.starts_on, row.begins), min(row.ends_on, today)
    if first_on > until_on:
        return
    for each in Calendar(row.first_on, payment.year_of).within(Every.QUARTER, Span(first_on, until_on)):
        if each.span.until_on < today:
            yield each
